//! How far a verification has come that somebody asked for.

use crate::model::words::words;

words! {
    /// How a verification stands.
    VerificationStatus {
        /// Under way.
        Running = "running" / "进行中" / "Running",
        /// Done, whatever it found.
        Finished = "finished" / "已完成" / "Finished",
        /// It could not be carried out; why is in the server's log.
        Failed = "failed" / "失败" / "Failed",
        /// The program ended before it did.
        Interrupted = "interrupted" / "已中断" / "Interrupted",
    }
}

//! Verifications: what they cover, how far they have come, what they find, and how that is answered.

use crate::model::words::words;

words! {
    /// What a verification covers.
    VerificationScope {
        /// The whole log and all tables.
        Whole = "whole" / "整体" / "Whole",
        /// What was entered since the last one, and the rows it is about.
        Recent = "recent" / "增量" / "Recent",
    }
}

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

words! {
    /// What kind of thing was found wrong.
    FindingKind {
        /// An entry of the log: its leaf, payload, columns or nodes.
        Log = "log" / "日志" / "Log",
        /// A signed checkpoint, or what it was signed for.
        Checkpoint = "checkpoint" / "检查点" / "Checkpoint",
        /// A key that is not the one the log is bound to, or that has signed another log.
        Key = "key" / "密钥" / "Key",
        /// A row of the movements.
        Movement = "movement" / "流转" / "Movement",
        /// A row of the items.
        Item = "item" / "物品" / "Item",
        /// A row of the requests.
        Request = "request" / "申请" / "Request",
        /// A print batch with its lines, a paper profile, or a label content.
        Print = "print" / "打印批次" / "Print batch",
        /// A code beside the items' own.
        Label = "label" / "标签" / "Label",
        /// A row of another register: an agency, an account, a setting, a place, a case, a seizure list, a document, or
        /// a discrepancy.
        Register = "register" / "登记簿" / "Register",
        /// The database itself: its file, its guards, the series of numbers, a value that no statement of the program stored.
        Database = "database" / "数据库" / "Database",
    }
}

words! {
    /// How the auditor answers a finding.
    Ruling {
        /// It is explained: its cause is known, and what it is about stays as it is. Where a record still differs from the
        /// log, the next verification finds it again.
        Noted = "noted" / "已查明" / "Noted",
        /// The record stands as it is now: its present state is entered in the log.
        Accepted = "accepted" / "认可现状" / "Accepted",
    }
}

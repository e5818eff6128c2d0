//! Why goods are still with the centre, or not yet: what they wait for.

use crate::model::words::words;

words! {
    /// What goods wait for.
    StayReason {
        /// Their officers have not submitted them for intake.
        WithOfficers = "with_officers" / "尚未申请入库" / "Not submitted for intake yet",
        /// An intake is on its way.
        Intake = "intake" / "入库办理中" / "Intake under way",
        /// Whoever borrowed them has to bring them back.
        OnLoan = "on_loan" / "调用未归还" / "Out on loan",
        /// Somebody has to find out what became of them.
        Discrepancy = "discrepancy" / "差异未处理" / "Discrepancy not resolved",
        /// An outbound request is on its way.
        Outbound = "outbound" / "出库办理中" / "Outbound request under way",
        /// A judgment is there, and nobody has asked for them to be handed out.
        Judged = "judged" / "已有判决，待申请出库" / "Judged, no outbound request yet",
        /// The case is under investigation.
        Investigation = "investigation" / "案件侦查（调查）中" / "Case under investigation",
        /// The case is under review for prosecution.
        Prosecution = "prosecution" / "案件审查起诉中" / "Case under review for prosecution",
        /// The case is before the court.
        Trial = "trial" / "案件审理中" / "Case before the court",
        /// The judgment is being enforced, and is not registered.
        Enforcement = "enforcement" / "案件执行中，未登记裁判文书" / "Under enforcement, no judgment registered",
    }
}

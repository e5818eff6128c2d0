//! Loans after the hand-out: extensions and what becomes of a discrepancy.

use crate::model::words::words;

words! {
    /// Where a proposed extension stands; it repeats the approvals of the loan.
    ExtensionStatus {
        AwaitingUnitHead = "awaiting_unit_head" / "待部门审批",
        AwaitingCentreHead = "awaiting_centre_head" / "待中心审批",
        Approved = "approved" / "已批准",
        Rejected = "rejected" / "已驳回",
    }
}

impl ExtensionStatus {
    /// Whether somebody still has to decide.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::AwaitingUnitHead | Self::AwaitingCentreHead)
    }
}

words! {
    /// How the centre head resolves a discrepancy.
    Resolution {
        /// The goods are there after all, or as they should be: back into custody.
        Found = "found" / "已找到",
        /// Confirmed lost.
        Lost = "lost" / "确认灭失",
        /// The damage is accepted as recorded; the item stays where it is.
        Recorded = "recorded" / "已记录",
    }
}

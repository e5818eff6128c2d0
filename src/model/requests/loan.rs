//! Loans after the hand-out: extensions and what becomes of a discrepancy.

use crate::model::goods::item::CustodyState;
use crate::model::reason::{Reason, Refusal};
use crate::model::requests::request::RequestStatus;
use crate::model::time::Time;
use crate::model::words::words;

words! {
    /// Where a proposed extension stands; it repeats the approvals of the loan.
    ExtensionStatus {
        AwaitingUnitHead = "awaiting_unit_head" / "待部门审批" / "Awaiting unit head",
        AwaitingCentreHead = "awaiting_centre_head" / "待中心审批" / "Awaiting centre head",
        Approved = "approved" / "已批准" / "Approved",
        Rejected = "rejected" / "已驳回" / "Rejected",
    }
}

impl ExtensionStatus {
    /// Whether somebody still has to decide.
    pub const fn is_open(self) -> bool {
        self.waits_like().is_some()
    }

    /// Where it stands after the head it waits for decided.
    pub const fn decided(self, approved: bool, centre_head_asked: bool) -> Self {
        match (approved, self, centre_head_asked) {
            (false, ..) => Self::Rejected,
            (true, Self::AwaitingUnitHead, true) => Self::AwaitingCentreHead,
            (true, ..) => Self::Approved,
        }
    }

    /// The status of a request that waits for the same head; none once decided.
    pub const fn waits_like(self) -> Option<RequestStatus> {
        match self {
            Self::AwaitingUnitHead => Some(RequestStatus::AwaitingUnitHead),
            Self::AwaitingCentreHead => Some(RequestStatus::AwaitingCentreHead),
            Self::Approved | Self::Rejected => None,
        }
    }
}

words! {
    /// How the centre head resolves a discrepancy.
    Resolution {
        /// The goods are there after all, or as they should be: back into custody.
        Found = "found" / "已找到" / "Found",
        /// Confirmed lost.
        Lost = "lost" / "确认灭失" / "Confirmed lost",
        /// The damage is accepted as recorded; the item stays where it is.
        Recorded = "recorded" / "已记录" / "Recorded",
    }
}

impl Resolution {
    /// Whether it can resolve a discrepancy of an item in this state: an item that is not at hand is found or lost,
    /// any other difference is recorded.
    ///
    /// # Errors
    /// [`Reason::ItemState`].
    pub fn fits(self, item: &str, state: CustodyState) -> Result<(), Refusal> {
        match self {
            Self::Found | Self::Lost => state.must_be(item, CustodyState::Discrepancy),
            Self::Recorded if state != CustodyState::Discrepancy => Ok(()),
            Self::Recorded => Err(Refusal::new(Reason::ItemState)
                .with("item", item)
                .with_word("state", state)
                .with_word("needed", CustodyState::InCustody)),
        }
    }
}

/// Whether something lent should have come back by now.
pub fn is_overdue(due_at: Time, returned_at: Option<Time>, now: Time) -> bool {
    returned_at.is_none() && due_at < now
}

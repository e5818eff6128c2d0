//! Whether a seizure list or a document still holds. Neither is ever edited: a correction puts another row in its place.

use crate::model::reason::{Reason, Refusal};
use crate::model::words::words;

words! {
    /// Whether a seizure list or a document still holds.
    RecordState {
        InForce = "in_force" / "有效" / "In force",
        /// 更正: another one stands in its place.
        Replaced = "replaced" / "已更正" / "Replaced",
        /// 作废: nothing stands in its place.
        Cancelled = "cancelled" / "已作废" / "Cancelled",
    }
}

impl RecordState {
    /// The version of a row in this state; what ended it made the second.
    pub const fn version(self) -> i32 {
        match self {
            Self::InForce => 1,
            Self::Replaced | Self::Cancelled => 2,
        }
    }

    /// Refuses what was replaced or cancelled.
    ///
    /// # Errors
    /// [`Reason::NotInForce`], naming the state.
    pub fn must_be_in_force(self) -> Result<(), Refusal> {
        match self {
            Self::InForce => Ok(()),
            Self::Replaced | Self::Cancelled => Err(Refusal::new(Reason::NotInForce).with_word("state", self)),
        }
    }
}

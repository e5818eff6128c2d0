//! Up to which level people may know of cases: granted by the security administrator, and never to oneself.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::db::accounts::users::{self, User};
use crate::db::change::Change;
use crate::error::Result;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::ids::UserId;
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::operations::accounts::users::{described, somebody_else, tell};

/// What a person is to be cleared for, and why.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClearance {
    /// Up to this level, from the next call on.
    pub clearance: SecrecyLevel,
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// Clears a person up to a level, or no further than that. It holds from the person's next call on, also in sessions that are open.
///
/// # Errors
/// [`Error::NotFound`](crate::error::Error::NotFound), [`Reason::OwnAccountProtected`], [`Error::Invalid`](crate::error::Error::Invalid) without a reason or when nothing changes.
pub fn grant(change: &mut Change<'_>, id: UserId, new: &NewClearance) -> Result<User> {
    let mut row = somebody_else(change, id)?;
    let mut check = Checker::new();
    let reason = check.prose("/reason", &new.reason, 500);
    let same = Refusal::new(Reason::SecrecySame).with_word("level", new.clearance);
    check.demand(row.clearance != new.clearance, "/clearance", same);
    check.done()?;
    let before = row.clearance;
    row.clearance = new.clearance;
    row.version += 1;
    users::update(change, &row)?;
    let mut details = described(&row);
    tell(&mut details, "before", Some(before));
    tell(&mut details, "reason", Some(reason));
    change.record(Action::ClearanceGranted, id.0, details)?;
    Ok(row)
}

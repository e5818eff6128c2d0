//! Accounts that are looked through from time to time, and confirmed as still needed with their roles (GB/T 22239-2019, 8.1.4.2 c): what is
//! not confirmed is disabled, or its roles are changed.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use utoipa::ToSchema;

use crate::db::accounts::users::{self, User};
use crate::db::change::Change;
use crate::error::Result;
use crate::model::ids::UserId;
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::operations::accounts::users::record;

/// Accounts confirmed at once, at most.
pub const MOST: usize = 100;

/// Accounts that are confirmed as they stand.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountReview {
    #[schema(min_items = 1, max_items = 100)]
    pub accounts: Vec<Reviewed>,
}

/// An account as it was looked at.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reviewed {
    pub id: UserId,
    /// The version that was looked at: one that was changed since is refused.
    #[schema(minimum = 1, maximum = 2_147_483_647)]
    pub version: i32,
}

/// Confirms accounts, all of them or none. Answers them in the order of the review.
///
/// # Errors
/// [`Error::Invalid`](crate::error::Error::Invalid) naming every account that is unknown, disabled, the caller's own, or was changed since it
/// was looked at; [`Reason::RecordAltered`] for one that is not the one in the log.
pub fn confirm(change: &mut Change<'_>, review: &AccountReview) -> Result<Vec<User>> {
    let mut check = Checker::new();
    check.list("/accounts", &review.accounts, MOST);
    check.done()?;
    let mut check = Checker::new();
    let ids: Vec<UserId> = review.accounts.iter().map(|reviewed| reviewed.id).collect();
    let known: HashMap<UserId, User> =
        users::list_accounts(change.reader(), &ids)?.into_iter().map(|row| (row.id, row)).collect();
    let mut seen = HashSet::new();
    for (at, reviewed) in review.accounts.iter().enumerate() {
        let pointer = format!("/accounts/{at}");
        let Some(row) = known.get(&reviewed.id) else {
            check.refuse(format!("{pointer}/id"), Reason::ReferenceUnknown);
            continue;
        };
        let repeats = Refusal::new(Reason::ListRepeats).with("value", &row.login);
        check.demand(seen.insert(row.id), format!("{pointer}/id"), repeats);
        check.demand(!change.actor().is(row.person()), format!("{pointer}/id"), Reason::OwnAccountReview);
        check.demand(row.disabled_at.is_none(), format!("{pointer}/id"), Reason::AccountDisabled);
        let stale = Refusal::new(Reason::VersionStale).with("current", row.version);
        check.demand(row.version == reviewed.version, format!("{pointer}/version"), stale);
    }
    check.done()?;
    let rows: Vec<User> = ids.iter().filter_map(|id| known.get(id)).cloned().collect();
    let rows = users::confirm(change, rows)?;
    rows.iter().try_for_each(|row| record(change, Action::AccountReviewed, row))?;
    Ok(rows)
}

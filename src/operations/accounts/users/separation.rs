//! Accounts that were wrongly taken for those of one human.

use crate::db::accounts::agencies;
use crate::db::accounts::persons::{self, Marks};
use crate::db::accounts::users::{self, User};
use crate::db::change::Change;
use crate::error::Result;
use crate::model::ids::UserId;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::operations::accounts::users::{record, somebody_else};

/// Lets an account count as that of a human of its own again, once no other account of the human it counted as has the same numbers: so it takes
/// whoever keeps the accounts and whoever grants roles. One that does so already stays as it is.
///
/// # Errors
/// [`Error::NotFound`](crate::error::Error::NotFound), [`Reason::OwnAccountProtected`], [`Reason::PersonStillKnown`], [`Reason::PersonFirst`];
/// [`Reason::RecordAltered`] for an account that is not the one in the log.
pub fn separate(change: &mut Change<'_>, id: UserId) -> Result<User> {
    let mut row = somebody_else(change, id)?;
    change.hold_row(&row)?;
    let accounts = persons::list_accounts(change.reader(), &[row.person()])?;
    let Some(other) = accounts.iter().find(|other| other.id != row.id) else {
        change.abandon();
        return Ok(row);
    };
    if row.person_id.is_none_or(|person| person.0 == row.id.0) {
        return Err(Refusal::new(Reason::PersonFirst).with("login", &other.login).into());
    }
    let kind = agencies::get(change.reader(), row.agency_id)?.kind;
    let badge = row.badge_number.clone().map(|number| (number, kind));
    let marks = Marks { badge, codes: row.identity_code.clone().into_iter().collect() };
    let alike = persons::list_alike(change.reader(), &marks, row.id)?;
    if let Some(known) = alike.iter().find(|known| known.person() == row.person()) {
        return Err(Refusal::new(Reason::PersonStillKnown).with("login", &known.login).into());
    }
    row.person_id = None;
    row.version += 1;
    users::update(change, &row)?;
    record(change, Action::PersonSeparated, &row)?;
    Ok(row)
}

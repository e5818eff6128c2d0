//! Agencies: the units that seize, prosecute, judge, supervise or keep.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::db::accounts::agencies::{self, Agency};
use crate::db::accounts::{sessions, users};
use crate::db::change::Change;
use crate::error::{Error, Result};
use crate::model::accounts::agency::AgencyKind;
use crate::model::accounts::role::Role;
use crate::model::ids::AgencyId;
use crate::model::input::{Checker, given, nullable};
use crate::model::ledger::event::Action;
use crate::model::nesting::{LEVELS, levels_from, too_deep};
use crate::model::reason::{Reason, Refusal};
use crate::operations::accounts::look_alikes;

/// An agency as it is registered.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAgency {
    /// 单位代码, 12 digits.
    #[schema(pattern = "^[0-9]{12}$")]
    pub code: String,
    /// Name, at most 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// What it is; it does not change later.
    pub kind: AgencyKind,
    /// The agency above it.
    #[serde(default)]
    pub parent_id: Option<AgencyId>,
}

/// What can be changed of an agency; absent members stay as they are.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgencyEdit {
    /// Name, at most 200 characters.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub name: Option<String>,
    /// The agency above it; null: none.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<AgencyId>)]
    pub parent_id: Option<Option<AgencyId>>,
    /// Whether its people can sign in, and others be registered for it. The centre itself stays open.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = bool)]
    pub active: Option<bool>,
}

/// Registers an agency.
///
/// # Errors
/// [`Error::Invalid`] naming every field that breaks a rule.
pub fn register(change: &mut Change<'_>, new: &NewAgency) -> Result<Agency> {
    let mut check = Checker::new();
    let code = new.code.trim().to_owned();
    check.demand(is_unit_code(&code), "/code", Reason::UnitCodeInvalid);
    let taken = agencies::code_taken(change.reader(), &code, None)?;
    check.demand(!taken, "/code", Refusal::new(Reason::NameTaken).with("value", &code));
    let row = Agency {
        id: change.new_id(),
        code,
        name: check.text("/name", &new.name, 200),
        kind: new.kind,
        parent_id: new.parent_id,
        active: true,
        created_at: change.now(),
        version: 1,
    };
    look_alikes::check_agency(change.reader(), &row, &mut check)?;
    check_parent(change, &row, &mut check)?;
    check.done()?;
    agencies::insert(change, &row)?;
    record(change, Action::AgencyRegistered, &row)?;
    Ok(row)
}

/// Changes an agency. Closing it ends the sessions of its people, who sign in again once it is opened.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], or [`Error::Invalid`]; [`Reason::CentreStaysOpen`] and [`Reason::LastAdministrator`] for what
/// would close the centre to everybody.
pub fn edit(change: &mut Change<'_>, id: AgencyId, version: i32, edit: &AgencyEdit) -> Result<Agency> {
    let known = agencies::get(change.reader(), id)?;
    if known.version != version {
        return Err(Error::Stale { current: known.version });
    }
    let mut row = Agency { version: version + 1, active: edit.active.unwrap_or(known.active), ..known.clone() };
    let mut check = Checker::new();
    if let Some(name) = &edit.name {
        row.name = check.text("/name", name, 200);
    }
    if let Some(parent_id) = edit.parent_id {
        row.parent_id = parent_id;
        check_parent(change, &row, &mut check)?;
    }
    let (opens, closes) = (row.active && !known.active, known.active && !row.active);
    if opens || row.name != known.name {
        look_alikes::check_agency(change.reader(), &row, &mut check)?;
    }
    check.done()?;
    if closes {
        must_be_closable(change, &row)?;
    }
    agencies::update(change, &row)?;
    record(change, Action::AgencyChanged, &row)?;
    if closes {
        end_sessions(change, &row)?;
    }
    Ok(row)
}

/// Refuses to close the centre, and to take the last account that can be used with an administrator's role: nobody could open it again.
fn must_be_closable(change: &mut Change<'_>, row: &Agency) -> Result<()> {
    if agencies::find_centre(change.reader())?.is_some_and(|centre| centre.id == row.id) {
        return Err(Reason::CentreStaysOpen.into());
    }
    for role in Role::ALL.iter().copied().filter(|role| role.is_administrator()) {
        if users::only_there(change.reader(), role, row.id)? {
            return Err(Refusal::new(Reason::LastAdministrator).with_word("role", role).into());
        }
    }
    Ok(())
}

/// Ends the sessions of an agency's people, each by an entry: one that is put back is known by it.
fn end_sessions(change: &mut Change<'_>, row: &Agency) -> Result<()> {
    let now = change.now();
    for (session, user) in sessions::list_living_of(change.reader(), row.id, now)? {
        sessions::end(&mut change.upkeep(), session)?;
        change.record(Action::SignedOut, user.0, json!({ "session_id": session, "closed_agency_id": row.id }))?;
    }
    Ok(())
}

/// Refuses the people of a closed agency. It is held against the log, by which a closed one stays closed.
///
/// # Errors
/// [`Reason::SignInFailed`], as for a disabled account; [`Reason::RecordAltered`]; database errors.
pub(super) fn must_be_open(change: &mut Change<'_>, id: AgencyId) -> Result<()> {
    let agency = agencies::get(change.reader(), id)?;
    change.hold_row(&agency)?;
    if agency.active { Ok(()) } else { Err(Error::NotSignedIn(Reason::SignInFailed)) }
}

fn check_parent(change: &mut Change<'_>, row: &Agency, check: &mut Checker) -> Result<()> {
    let inside = agencies::list_inside(change.reader(), &[row.id])?;
    let below = levels_from(inside, |ids| agencies::list_inside(change.reader(), ids))?;
    let mut above = row.parent_id;
    for level in 0..LEVELS {
        let Some(id) = above else {
            check.demand(level + below < LEVELS, "/parent_id", too_deep());
            return Ok(());
        };
        if id == row.id {
            check.refuse("/parent_id", Reason::TreeCycle);
            return Ok(());
        }
        let found = agencies::find(change.reader(), id)?;
        check.demand(level > 0 || found.is_some(), "/parent_id", Reason::ReferenceUnknown);
        above = found.and_then(|agency| agency.parent_id);
    }
    check.refuse("/parent_id", too_deep());
    Ok(())
}

pub(super) fn record(change: &mut Change<'_>, action: Action, row: &Agency) -> Result<()> {
    let details = json!({
        "code": row.code, "name": row.name, "kind": row.kind, "parent_id": row.parent_id, "active": row.active,
    });
    change.record(action, row.id.0, details)
}

pub(super) fn is_unit_code(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

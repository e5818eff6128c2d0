//! People from a table: every row is checked, and all of them are registered or none. No password comes with them: an
//! administrator gives the first part of one to each who is there to take it, and another one releases it.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use utoipa::ToSchema;

use super::persons::refuse_card_number;
use super::{is_login, record, unregistered};
use crate::db::accounts::agencies::{self, Agency};
use crate::db::accounts::persons;
use crate::db::accounts::users::{self, User};
use crate::db::change::Change;
use crate::error::Result;
use crate::model::accounts::agency::AgencyKind;
use crate::model::accounts::identity::badge_number;
use crate::model::accounts::look_alikes;
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};

/// The most rows of one call.
const AT_MOST: usize = 500;
/// The most characters of an agency's code as it is typed.
const CODE: usize = 40;

/// A person as a row of a table has it. Roles are granted afterwards, and numbers of identity documents do not stand in tables.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedUser {
    /// Name to sign in with: 3 to 64 lower-case letters, digits, dots or hyphens.
    #[schema(min_length = 1, max_length = 64)]
    pub login: String,
    /// The person's name, at most 100 characters.
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
    /// Unit code of the person's agency.
    #[schema(min_length = 1, max_length = 40)]
    pub agency_code: String,
    /// 警号 or 工作证号: 2 to 20 letters, digits or hyphens. Given once among agencies of one kind.
    #[serde(default)]
    #[schema(max_length = 40)]
    pub badge_number: Option<String>,
}

/// People who are registered together.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserImport {
    /// Whether the rows are only checked, and nobody is registered.
    #[serde(default)]
    pub check_only: bool,
    /// At most 500.
    #[schema(min_items = 1, max_items = 500)]
    pub rows: Vec<ImportedUser>,
}

/// Registers the people of a table without roles and without a password, each with an entry of its own; answers how many.
///
/// # Errors
/// [`Error::Invalid`](crate::error::Error::Invalid) naming every cell that breaks a rule, such as `/rows/12/login`.
pub fn register(change: &mut Change<'_>, import: &UserImport) -> Result<usize> {
    let mut check = Checker::new();
    check.list("/rows", &import.rows, AT_MOST);
    check.done()?;
    let mut check = Checker::new();
    refuse_logins(change, &import.rows, &mut check)?;
    let read =
        |(at, row): (usize, &ImportedUser)| check.text(format!("/rows/{at}/agency_code"), &row.agency_code, CODE);
    let codes: Vec<String> = import.rows.iter().enumerate().map(read).collect();
    let agencies = hold_agencies(change, &codes)?;
    let mut rows = Vec::new();
    for (at, (row, code)) in import.rows.iter().zip(&codes).enumerate() {
        let name = check.text(format!("/rows/{at}/name"), &row.name, 100);
        refuse_card_number(&mut check, format!("/rows/{at}/name"), &name);
        let badge = read_badge(at, row, &mut check);
        let agency = agencies.get(code).filter(|agency| agency.active);
        let unknown = Refusal::new(Reason::AgencyUnknown).with("code", code);
        check.demand(agency.is_some() || code.is_empty(), format!("/rows/{at}/agency_code"), unknown);
        let Some(agency) = agency else { continue };
        let mut user = unregistered(change, row.login.trim().to_owned(), name, agency.id);
        user.badge_number = badge;
        rows.push((at, user, agency.kind));
    }
    refuse_badges(change, &rows, &mut check)?;
    check.done()?;
    if import.check_only {
        change.abandon();
        return Ok(rows.len());
    }
    let rows: Vec<User> = rows.into_iter().map(|(_, user, _)| user).collect();
    users::insert_all(change, &rows)?;
    rows.iter().try_for_each(|row| record(change, Action::UserRegistered, row))?;
    Ok(rows.len())
}

/// Refuses logins that somebody has or that can be taken for one, and those of an earlier row.
fn refuse_logins(change: &mut Change<'_>, rows: &[ImportedUser], check: &mut Checker) -> Result<()> {
    let logins: Vec<String> = rows.iter().map(|row| row.login.trim().to_owned()).collect();
    let known = users::list_logins_like(change.reader(), &logins)?;
    let mut known: HashMap<String, String> =
        known.into_iter().map(|login| (look_alikes::login(&login), login)).collect();
    let stood: HashSet<String> = known.values().cloned().collect();
    for (at, login) in logins.iter().enumerate() {
        let pointer = format!("/rows/{at}/login");
        refuse_card_number(check, &pointer, login);
        if !is_login(login) {
            check.refuse(pointer, Reason::LoginInvalid);
            continue;
        }
        let Some(other) = known.insert(look_alikes::login(login), login.clone()) else { continue };
        check.refuse(
            pointer,
            match (other == *login, stood.contains(&other)) {
                (true, true) => Refusal::new(Reason::NameTaken).with("value", login),
                (true, false) => Refusal::new(Reason::RepeatedInTable).with("value", login),
                (false, _) => Refusal::new(Reason::LoginLooksLike).with("login", other),
            },
        );
    }
    Ok(())
}

/// The agencies that are named, by their codes, each held against the log once: their kinds decide what their people may become.
fn hold_agencies(change: &mut Change<'_>, codes: &[String]) -> Result<HashMap<String, Agency>> {
    let found = agencies::list_by_codes(change.reader(), codes)?;
    found.values().try_for_each(|agency| change.hold_row(agency).map(drop))?;
    Ok(found)
}

fn read_badge(at: usize, row: &ImportedUser, check: &mut Checker) -> Option<String> {
    let pointer = format!("/rows/{at}/badge_number");
    let said = check.optional(&pointer, row.badge_number.as_deref(), 40)?;
    refuse_card_number(check, &pointer, &said);
    let number = badge_number(&said);
    check.demand(number.is_some(), pointer, Reason::BadgeInvalid);
    number
}

/// Refuses badges of somebody else: whoever has two accounts is registered alone, by somebody who says so.
fn refuse_badges(change: &mut Change<'_>, rows: &[(usize, User, AgencyKind)], check: &mut Checker) -> Result<()> {
    let numbers: Vec<String> = rows.iter().filter_map(|(_, row, _)| row.badge_number.clone()).collect();
    let known = persons::list_badges(change.reader(), &numbers)?;
    let mut known: HashMap<(String, AgencyKind), (String, String)> = known.into_iter().rev().collect();
    for (at, row, kind) in rows {
        let Some(number) = &row.badge_number else { continue };
        let own = (row.login.clone(), row.name.clone());
        if let Some((login, name)) = known.insert((number.clone(), *kind), own) {
            let refusal = Refusal::new(Reason::BadgeKnown).with("login", login).with("name", name);
            check.refuse(format!("/rows/{at}/badge_number"), refusal);
        }
    }
    Ok(())
}

//! One human with several accounts: found by badge and identity number when an account is registered or changed, and from then on one
//! person wherever duties are kept apart. What a human is known by is decided here, not which duties those are.

use crate::db::accounts::persons::{self, Marks};
use crate::db::accounts::users::User;
use crate::db::change::Change;
use crate::db::engine::connection::Conn;
use crate::error::Result;
use crate::keys::PersonalKeys;
use crate::model::accounts::agency::AgencyKind;
use crate::model::accounts::identity::{IdentityText, badge_number, holds_card_number};
use crate::model::accounts::role::RoleSet;
use crate::model::ids::PersonId;
use crate::model::input::Checker;
use crate::model::reason::{Reason, Refusal};

/// By what somebody says the owner of an account is known.
pub(super) struct Said<'s> {
    pub badge: Option<&'s str>,
    pub identity: Option<&'s IdentityText>,
    /// Whether it is known that others are this person's too.
    pub same_person: bool,
}

/// Refuses the number of an identity card where everybody reads it and the log keeps it.
pub(super) fn refuse_card_number(check: &mut Checker, pointer: impl Into<String>, text: &str) {
    check.demand(!holds_card_number(text), pointer, Reason::CardNumberHere);
}

/// Notes by what the owner of an account is known, and as whom the account counts. Answers the humans who turn out to be the same.
///
/// # Errors
/// [`Error::Operator`](crate::error::Error::Operator) without a key of personal numbers; what is wrong with the numbers goes to the checker.
pub(super) fn identify(
    change: &mut Change<'_>,
    keys: &PersonalKeys,
    (row, kind): (&mut User, AgencyKind),
    said: &Said<'_>,
    check: &mut Checker,
) -> Result<Vec<PersonId>> {
    let mut marks = Marks::default();
    let badge = said.badge.and_then(|text| check.optional("/badge_number", Some(text), 40));
    row.badge_number = badge.as_deref().and_then(badge_number);
    refuse_card_number(check, "/badge_number", badge.as_deref().unwrap_or_default());
    check.demand(badge.is_none() || row.badge_number.is_some(), "/badge_number", Reason::BadgeInvalid);
    marks.badge = row.badge_number.clone().map(|number| (number, kind));
    if let Some(text) = said.identity {
        let number = text.number();
        let too_long = Refusal::new(Reason::TextTooLong).with("max", IdentityText::LONGEST);
        check.demand(!text.is_too_long(), "/identity_number", too_long);
        check.demand(number.is_some() || text.is_too_long(), "/identity_number", Reason::IdentityInvalid);
        marks.codes = number.map(|number| keys.codes(&number)).transpose()?.unwrap_or_default();
        row.identity_code = marks.codes.first().cloned();
    } else {
        marks.codes.extend(row.identity_code.clone());
    }
    if check.refuses() {
        return Ok(Vec::new());
    }
    let alike = persons::list_alike(change.reader(), &marks, row.id)?;
    let own = row.person();
    let others = alike.iter().filter(|other| other.person() != own);
    let Some(first) = others.clone().next() else { return Ok(Vec::new()) };
    let by_identity = first.identity_code.as_ref().is_some_and(|code| marks.codes.contains(code));
    let pointer = if by_identity { "/identity_number" } else { "/badge_number" };
    let refusal = Refusal::new(Reason::PersonKnown).with("login", &first.login).with("name", &first.name);
    check.demand(said.same_person, pointer, refusal);
    let into = first.person();
    let mut joined: Vec<PersonId> = others.map(User::person).filter(|person| *person != into).collect();
    joined.push(own);
    row.person_id = Some(into);
    check_all_roles(change.reader(), row, &[&joined[..], &[into]].concat(), pointer, check)?;
    Ok(joined)
}

/// Refuses roles that must not meet in one person, with those of the person's other accounts that can be used.
pub(super) fn check_roles(conn: &mut Conn, row: &User, pointer: &str, check: &mut Checker) -> Result<()> {
    check_all_roles(conn, row, &[row.person()], pointer, check)
}

fn check_all_roles(conn: &mut Conn, row: &User, people: &[PersonId], pointer: &str, check: &mut Checker) -> Result<()> {
    let others = persons::list_accounts(conn, people)?;
    let others = others.iter().filter(|other| other.id != row.id && other.disabled_at.is_none());
    let roles = others.clone().fold(row.roles, |roles, other| roles.with(other.roles));
    let met = others.clone().find(|other| other.roles != RoleSet::default());
    if let Some(met) = met.filter(|_| !roles.is_empty() && !roles.checked()) {
        check.refuse(pointer, Refusal::new(Reason::RolesOfOnePerson).with("login", &met.login));
    }
    Ok(())
}

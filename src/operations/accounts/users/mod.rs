//! People's accounts: who may sign in, for which agency and in which roles.

pub mod clearances;
mod persons;
pub mod reviews;
pub mod separation;
pub mod user_imports;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::db::accounts as db;
use crate::db::accounts::agencies::{self, Agency};
use crate::db::accounts::factors;
use crate::db::accounts::sessions;
use crate::db::accounts::users::{self, User};
use crate::db::change::Change;
use crate::error::{Error, Result};
use crate::keys::PersonalKeys;
use crate::model::accounts::identity::IdentityText;
use crate::model::accounts::role::{Role, RoleSet};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::ids::{AgencyId, PersonId, UserId};
use crate::model::input::{Checker, given, nullable};
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::model::time::DAY;
use crate::operations::accounts::attempts::Subjects;
use crate::operations::accounts::look_alikes;
use crate::operations::accounts::passwords::PasswordHash;
use crate::operations::accounts::users::persons::Said;

/// How long an initial password can be used: one day.
pub const INITIAL_MICROS: i64 = DAY;

/// What stands where a password's hash does while nothing opens the account.
const NO_PASSWORD: &str = "";

/// An account as it is registered; it has no role until one is granted.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    /// Name to sign in with: 3 to 64 lower-case letters, digits, dots or hyphens.
    #[schema(min_length = 3, max_length = 64, pattern = "^[a-z0-9.-]+$")]
    pub login: String,
    /// The person's name, at most 100 characters.
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
    /// The person's agency.
    pub agency_id: AgencyId,
    /// 警号 or 工作证号: 2 to 20 letters, digits or hyphens. Given once among agencies of one kind.
    #[serde(default)]
    #[schema(max_length = 40)]
    pub badge_number: Option<String>,
    /// Number of the person's identity document. It is not kept, only what is needed to find another account of the same person.
    #[serde(default)]
    pub identity_number: Option<IdentityText>,
    /// Whether it is known that another account with the same badge or identity number is the same person's: from then on both count as one
    /// person.
    #[serde(default)]
    pub same_person: bool,
}

impl NewUser {
    /// Of a person of whom no number is known.
    pub fn new(login: impl Into<String>, name: impl Into<String>, agency_id: AgencyId) -> Self {
        let (login, name) = (login.into(), name.into());
        Self { login, name, agency_id, badge_number: None, identity_number: None, same_person: false }
    }
}

/// What can be changed of an account; absent members stay as they are.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UserEdit {
    /// The person's name, at most 100 characters.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, min_length = 1, max_length = 100)]
    pub name: Option<String>,
    /// The person's agency; the roles held must fit its kind.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = AgencyId)]
    pub agency_id: Option<AgencyId>,
    /// 警号 or 工作证号; null when there is none.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 40)]
    pub badge_number: Option<Option<String>>,
    /// Number of the person's identity document, which is not kept; null when it is no longer to be known.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<IdentityText>)]
    pub identity_number: Option<Option<IdentityText>>,
    /// Whether it is known that another account with the same badge or identity number is the same person's. It stays so from then on.
    #[serde(default)]
    pub same_person: bool,
}

/// Whether the password is the person's own, or an initial one that runs out and must be changed at first use.
#[derive(Debug, Clone)]
pub enum Secret {
    /// Chosen by the person.
    Own(PasswordHash),
    /// Given by somebody else.
    Initial(PasswordHash),
    /// Opens nothing: one administrator gives the first part of it with the account, another one releases it.
    InParts,
}

/// Registers an account.
///
/// # Errors
/// [`Error::Invalid`] naming every field that breaks a rule.
pub fn register(change: &mut Change<'_>, keys: &PersonalKeys, new: &NewUser, secret: Secret) -> Result<User> {
    let mut check = Checker::new();
    let login = new.login.trim().to_owned();
    check.demand(is_login(&login), "/login", Reason::LoginInvalid);
    let taken = users::find_by_login(change.reader(), &login)?.is_some();
    check.demand(!taken, "/login", Refusal::new(Reason::NameTaken).with("value", &login));
    look_alikes::check_login(change.reader(), &login, &mut check)?;
    let name = check.text("/name", &new.name, 100);
    persons::refuse_card_number(&mut check, "/login", &login);
    persons::refuse_card_number(&mut check, "/name", &name);
    let agency = active_agency(change, new.agency_id)?;
    check.demand(agency.is_some(), "/agency_id", Reason::ReferenceUnknown);
    // Whether somebody else is known by a number is told to whoever would otherwise register or change the account, with an entry of the log.
    check.done()?;
    let mut check = Checker::new();
    let mut row = unregistered(change, login, name, new.agency_id);
    let said = Said {
        badge: new.badge_number.as_deref(),
        identity: new.identity_number.as_ref(),
        same_person: new.same_person,
    };
    let joined = match agency {
        Some(agency) => persons::identify(change, keys, (&mut row, agency.kind), &said, &mut check)?,
        None => Vec::new(),
    };
    check.done()?;
    set_secret(change, &mut row, secret);
    users::insert(change, &row)?;
    record(change, Action::UserRegistered, &row)?;
    join(change, &joined, row.person())?;
    Ok(row)
}

/// An account as it begins: nothing opens it, and it may do nothing.
fn unregistered(change: &Change<'_>, login: String, name: String, agency_id: AgencyId) -> User {
    User {
        id: change.new_id(),
        login,
        name,
        agency_id,
        roles: RoleSet::default(),
        password_hash: NO_PASSWORD.to_owned(),
        password_expires_at: None,
        disabled_at: None,
        created_at: change.now(),
        version: 1,
        password_part_by: None,
        password_part_at: None,
        factor_salt: None,
        factor_confirmed_at: None,
        recovery_salt: None,
        recovery_left: None,
        person_id: None,
        badge_number: None,
        identity_code: None,
        clearance: SecrecyLevel::Ordinary,
        passkeys: None,
        certificates: None,
        password_chosen_at: None,
        reviewed_at: None,
    }
}

/// Changes a name, an agency, or by what the person is known.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], or [`Error::Invalid`].
pub fn edit(
    change: &mut Change<'_>,
    keys: &PersonalKeys,
    (id, version): (UserId, i32),
    edit: &UserEdit,
) -> Result<User> {
    let mut row = users::get(change.reader(), id)?;
    if row.version != version {
        return Err(Error::Stale { current: row.version });
    }
    let mut check = Checker::new();
    if let Some(name) = &edit.name {
        row.name = check.text("/name", name, 100);
        persons::refuse_card_number(&mut check, "/name", &row.name);
    }
    if let Some(agency_id) = edit.agency_id {
        let agency = active_agency(change, agency_id)?;
        let fits = agency.as_ref().is_none_or(|agency| allows(agency, row.roles));
        check.demand(agency.is_some(), "/agency_id", Reason::ReferenceUnknown);
        check.demand(fits, "/agency_id", Reason::RoleAgencyMismatch);
        row.agency_id = agency_id;
    }
    check.done()?;
    let mut check = Checker::new();
    let joined = identify_anew(change, keys, &mut row, edit, &mut check)?;
    check.done()?;
    row.version += 1;
    users::update(change, &row)?;
    record(change, Action::UserChanged, &row)?;
    join(change, &joined, row.person())?;
    Ok(row)
}

/// Holds an account against the others where the edit touches what they are compared by.
fn identify_anew(
    change: &mut Change<'_>,
    keys: &PersonalKeys,
    row: &mut User,
    edit: &UserEdit,
    check: &mut Checker,
) -> Result<Vec<PersonId>> {
    if edit.agency_id.is_none() && edit.badge_number.is_none() && edit.identity_number.is_none() {
        return Ok(Vec::new());
    }
    let Some(agency) = agencies::find(change.reader(), row.agency_id)? else { return Ok(Vec::new()) };
    let badge = match &edit.badge_number {
        Some(said) => said.clone(),
        None => row.badge_number.clone(),
    };
    if let Some(None) = edit.identity_number {
        row.identity_code = None;
    }
    let identity = edit.identity_number.as_ref().and_then(Option::as_ref);
    let said = Said { badge: badge.as_deref(), identity, same_person: edit.same_person };
    persons::identify(change, keys, (row, agency.kind), &said, check)
}

/// Gives a person exactly these roles, none if there are none, and ends the person's sessions.
///
/// # Errors
/// [`Error::NotFound`], [`Reason::OwnAccountProtected`], [`Reason::LastAdministrator`], [`Reason::FactorTaken`], or [`Error::Invalid`] when the
/// roles must not meet or do not fit the agency.
pub fn grant_roles(change: &mut Change<'_>, id: UserId, roles: &[Role]) -> Result<User> {
    let mut row = somebody_else(change, id)?;
    let agency = agencies::get(change.reader(), row.agency_id)?;
    change.hold_row(&agency)?;
    let set = RoleSet::of(roles);
    let mut check = Checker::new();
    check.demand(roles.is_empty() || set.checked(), "/roles", Reason::RolesForbidden);
    check.demand(allows(&agency, set), "/roles", Reason::RoleAgencyMismatch);
    persons::check_roles(change.reader(), &User { roles: set, ..row.clone() }, "/roles", &mut check)?;
    check.done()?;
    leave_an_administrator(change, &row, set)?;
    check_factor_taken(change, &row, set)?;
    row.roles = set;
    row.version += 1;
    users::update(change, &row)?;
    sessions::end_all_of(&mut change.upkeep(), id)?;
    record(change, Action::RolesGranted, &row)?;
    Ok(row)
}

/// Disables an account for good and ends its sessions; doing it twice changes nothing.
///
/// # Errors
/// [`Error::NotFound`], [`Reason::OwnAccountProtected`], [`Reason::LastAdministrator`].
pub fn disable(change: &mut Change<'_>, id: UserId) -> Result<User> {
    let mut row = somebody_else(change, id)?;
    if row.disabled_at.is_some() {
        change.abandon();
        return Ok(row);
    }
    leave_an_administrator(change, &row, RoleSet::default())?;
    row.disabled_at = Some(change.now());
    (row.password_part_by, row.password_part_at) = (None, None);
    row.version += 1;
    users::update(change, &row)?;
    sessions::end_all_of(&mut change.upkeep(), id)?;
    record(change, Action::UserDisabled, &row)?;
    Ok(row)
}

/// Gives a person a password, ends the person's sessions, and lifts the lock after too many attempts: for the operator's
/// console. Administrators give one in two parts, see [`password_parts`](super::password_parts).
///
/// # Errors
/// [`Error::NotFound`].
pub fn reset_password(change: &mut Change<'_>, id: UserId, secret: Secret) -> Result<User> {
    let row = users::get(change.reader(), id)?;
    replace_password(change, row, secret, Action::PasswordReset)
}

/// Sets a password that somebody else gave, ends the person's sessions and lifts the lock after too many attempts.
pub(super) fn replace_password(change: &mut Change<'_>, mut row: User, secret: Secret, action: Action) -> Result<User> {
    set_secret(change, &mut row, secret);
    row.version += 1;
    users::update(change, &row)?;
    sessions::end_all_of(&mut change.upkeep(), row.id)?;
    Subjects::forgive(&row.login, &mut change.upkeep())?;
    record(change, action, &row)?;
    Ok(row)
}

/// Sets the password a person chose, and ends all sessions of the person, this one included.
///
/// `known` is the hash the current password was checked against.
///
/// # Errors
/// [`Reason::PasswordWrong`] when the password was changed in the meantime.
pub fn change_password(change: &mut Change<'_>, id: UserId, known: &str, chosen: PasswordHash) -> Result<()> {
    let mut row = users::get(change.reader(), id)?;
    if row.password_hash != known {
        return Err(Error::field("/current", Reason::PasswordWrong));
    }
    set_secret(change, &mut row, Secret::Own(chosen));
    row.version += 1;
    users::update(change, &row)?;
    sessions::end_all_of(&mut change.upkeep(), id)?;
    record(change, Action::PasswordChanged, &row)
}

/// Replaces the hash of a password by one of the same password that was made with more work. Everything else stays, sessions too.
///
/// # Errors
/// Database errors.
pub(super) fn renew_hash(change: &mut Change<'_>, id: UserId, anew: PasswordHash) -> Result<User> {
    let mut row = users::get(change.reader(), id)?;
    row.password_hash = anew.into_string();
    row.version += 1;
    users::update(change, &row)?;
    record(change, Action::PasswordRehashed, &row)?;
    Ok(row)
}

/// An account that is none of the caller's own.
///
/// # Errors
/// [`Error::NotFound`], [`Reason::OwnAccountProtected`].
pub(super) fn somebody_else(change: &mut Change<'_>, id: UserId) -> Result<User> {
    let row = users::get(change.reader(), id)?;
    if change.actor().is(row.person()) {
        return Err(Reason::OwnAccountProtected.into());
    }
    Ok(row)
}

/// Refuses to take the last account that can be used with an administrator's role: nobody could bring one back but the operator, whom
/// this does not bind.
fn leave_an_administrator(change: &mut Change<'_>, row: &User, left: RoleSet) -> Result<()> {
    let taken = row.roles.iter().filter(|role| role.is_administrator() && !left.has(*role));
    for role in taken.filter(|_| row.disabled_at.is_none()) {
        if change.actor().user_id.is_some() && !users::another_has(change.reader(), role, row.id)? {
            return Err(Refusal::new(Reason::LastAdministrator).with_word("role", role).into());
        }
    }
    Ok(())
}

/// Refuses to make somebody an administrator whose second factor was removed for them and not set up again: whoever takes the roles
/// of an administrator, removes the factor and gives the roles back would have done alone what nobody may.
fn check_factor_taken(change: &mut Change<'_>, row: &User, roles: RoleSet) -> Result<()> {
    let raised = roles.has_administrator() && change.actor().user_id.is_some();
    if raised && factors::was_taken(change.reader(), row.id)? {
        return Err(Reason::FactorTaken.into());
    }
    Ok(())
}

fn set_secret(change: &Change<'_>, row: &mut User, secret: Secret) {
    let (now, nobody) = (change.now(), (None, None));
    let chosen = matches!(secret, Secret::Own(_));
    let (hash, expires, part) = match secret {
        Secret::Own(hash) => (hash.into_string(), None, nobody),
        Secret::Initial(hash) => (hash.into_string(), Some(now.plus(INITIAL_MICROS)), nobody),
        Secret::InParts => (NO_PASSWORD.to_owned(), None, (change.actor().user_id, Some(now))),
    };
    (row.password_hash, row.password_expires_at) = (hash, expires);
    row.password_chosen_at = chosen.then_some(now);
    (row.password_part_by, row.password_part_at) = part;
}

/// An agency that people can be registered for, held against the log: its kind decides what they may become.
fn active_agency(change: &mut Change<'_>, id: AgencyId) -> Result<Option<Agency>> {
    let Some(agency) = agencies::find(change.reader(), id)? else { return Ok(None) };
    change.hold_row(&agency)?;
    Ok(Some(agency).filter(|agency| agency.active))
}

/// Whether people of an agency may have these roles.
pub fn allows(agency: &Agency, roles: RoleSet) -> bool {
    roles.iter().all(|role| agency.kind.allows(role))
}

/// Lets the other accounts of these humans count as those of another one.
fn join(change: &mut Change<'_>, people: &[PersonId], into: PersonId) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let rows = db::persons::join(change, people, into)?;
    rows.iter().try_for_each(|row| record(change, Action::UserChanged, row))
}

/// Enters what became of an account, with all that the log has to tell of it.
pub(super) fn record(change: &mut Change<'_>, action: Action, row: &User) -> Result<()> {
    change.record(action, row.id.0, described(row))
}

/// What the log tells of an account besides its digest.
fn described(row: &User) -> Value {
    let mut details = json!({
        "login": row.login, "name": row.name, "agency_id": row.agency_id, "roles": row.roles.to_string(),
        "disabled": row.disabled_at.is_some(),
    });
    tell(&mut details, "person_id", row.person_id);
    tell(&mut details, "clearance", Some(row.clearance).filter(|level| !level.is_ordinary()));
    details
}

/// Adds a member to the details of an entry, if there is something to tell.
fn tell(details: &mut Value, name: &str, value: Option<impl Serialize>) {
    if let (Some(members), Some(value)) = (details.as_object_mut(), value) {
        members.insert(name.to_owned(), json!(value));
    }
}

fn is_login(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    (3..=64).contains(&text.len()) && text.bytes().all(fits)
}

//! People with accounts.

use std::collections::HashMap;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::{Registered, row_sha256};
use crate::db::ledger::former_names;
use crate::db::schema::{agencies, users};
use crate::error::{Error, Result};
use crate::model::accounts::look_alikes::{self, ALIKE};
use crate::model::accounts::role::{Role, RoleSet};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::{Reach, Viewer};
use crate::model::ids::{AgencyId, PersonId, UserId};
use crate::model::ledger::registers::Register;
use crate::model::time::Time;
use serde::Serialize;
use uuid::Uuid;

/// One person's account.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = users, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct User {
    pub id: UserId,
    pub login: String,
    pub name: String,
    pub agency_id: AgencyId,
    pub roles: RoleSet,
    /// argon2id, with its parameters.
    pub password_hash: String,
    /// An initial password runs out; `None` once the person chose one.
    pub password_expires_at: Option<Time>,
    pub disabled_at: Option<Time>,
    pub created_at: Time,
    pub version: i32,
    /// Who gave the first part of a password that nobody has released yet.
    pub password_part_by: Option<UserId>,
    /// When that part was given.
    pub password_part_at: Option<Time>,
    /// What the secret of the second factor is computed from.
    pub factor_salt: Option<String>,
    /// When its owner first showed a code of it; before that it is none.
    pub factor_confirmed_at: Option<Time>,
    /// What the recovery codes are computed from.
    pub recovery_salt: Option<String>,
    /// Those that were not used yet, a bit each.
    pub recovery_left: Option<i32>,
    /// The human it counts as besides another account; without one it is of a human of its own.
    pub person_id: Option<PersonId>,
    /// Number of the badge or work permit (警号、工作证号) of its owner.
    pub badge_number: Option<String>,
    /// By what the number of an identity document is compared, see [`PersonalKeys::codes`](crate::keys::PersonalKeys::codes).
    pub identity_code: Option<String>,
    /// Up to which level the person may know of cases.
    pub clearance: SecrecyLevel,
    /// How many passkeys it has; absent where it has none.
    pub passkeys: Option<i32>,
    /// When its owner chose the password; none of one that somebody else gave, or that was chosen before this was kept.
    pub password_chosen_at: Option<Time>,
    /// When somebody last confirmed that it is still needed, with its roles.
    pub reviewed_at: Option<Time>,
    /// How many certificates it has; absent where it has none.
    pub certificates: Option<i32>,
}

impl User {
    /// The human who uses it.
    pub fn person(&self) -> PersonId {
        self.person_id.unwrap_or(PersonId(self.id.0))
    }

    /// Who that is, as the rules see them.
    pub fn viewer(&self) -> Viewer {
        Viewer {
            user_id: self.id,
            person_id: self.person(),
            agency_id: self.agency_id,
            roles: self.roles,
            clearance: self.clearance,
        }
    }

    /// Whether more than the password is asked for: a code, a passkey, or a certificate.
    pub fn has_second_factor(&self) -> bool {
        self.factor().is_some() || self.passkeys.is_some() || self.certificates.is_some()
    }

    /// The salt of what computes codes, once it counts.
    pub fn factor(&self) -> Option<&str> {
        self.factor_salt.as_deref().filter(|_| self.factor_confirmed_at.is_some())
    }
}

/// An account as it is digested. The account itself cannot be written as JSON, so that its password's hash never
/// leaves the program.
#[derive(Serialize)]
struct Account<'r> {
    id: UserId,
    login: &'r str,
    name: &'r str,
    agency_id: AgencyId,
    roles: String,
    password_hash: &'r str,
    password_expires_at: Option<Time>,
    disabled_at: Option<Time>,
    created_at: Time,
    version: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    password_part_by: Option<UserId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    password_part_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    factor_salt: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    factor_confirmed_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery_salt: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery_left: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person_id: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    badge_number: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity_code: Option<&'r str>,
    #[serde(skip_serializing_if = "SecrecyLevel::is_ordinary")]
    clearance: SecrecyLevel,
    #[serde(skip_serializing_if = "Option::is_none")]
    passkeys: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    password_chosen_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certificates: Option<i32>,
}

impl Registered for User {
    const REGISTER: Register = Register::Users;

    fn subject(&self) -> Uuid {
        self.id.0
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn name(&self) -> Option<&str> {
        Some(&self.login)
    }

    fn sha256(&self) -> Result<String> {
        row_sha256(&Account {
            id: self.id,
            login: &self.login,
            name: &self.name,
            agency_id: self.agency_id,
            roles: self.roles.to_string(),
            password_hash: &self.password_hash,
            password_expires_at: self.password_expires_at,
            disabled_at: self.disabled_at,
            created_at: self.created_at,
            version: self.version,
            password_part_by: self.password_part_by,
            password_part_at: self.password_part_at,
            factor_salt: self.factor_salt.as_deref(),
            factor_confirmed_at: self.factor_confirmed_at,
            recovery_salt: self.recovery_salt.as_deref(),
            recovery_left: self.recovery_left,
            person_id: self.person_id,
            badge_number: self.badge_number.as_deref(),
            identity_code: self.identity_code.as_deref(),
            clearance: self.clearance,
            passkeys: self.passkeys,
            password_chosen_at: self.password_chosen_at,
            reviewed_at: self.reviewed_at,
            certificates: self.certificates,
        })
    }
}

/// What lists and pick-lists show of a person.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct Person {
    pub id: UserId,
    pub login: String,
    pub name: String,
    pub agency_id: AgencyId,
    pub roles: RoleSet,
    pub disabled_at: Option<Time>,
    pub created_at: Time,
    pub version: i32,
    pub password_part_at: Option<Time>,
    factor_confirmed_at: Option<Time>,
    person_id: Option<PersonId>,
    pub badge_number: Option<String>,
    pub identity_code: Option<String>,
    pub clearance: SecrecyLevel,
    passkeys: Option<i32>,
    pub reviewed_at: Option<Time>,
    certificates: Option<i32>,
}

impl Person {
    /// The human who uses it.
    pub fn person(&self) -> PersonId {
        self.person_id.unwrap_or(PersonId(self.id.0))
    }

    /// Whether more than the password is asked for.
    pub fn has_second_factor(&self) -> bool {
        self.factor_confirmed_at.is_some() || self.passkeys.is_some() || self.certificates.is_some()
    }
}

impl From<User> for Person {
    fn from(row: User) -> Self {
        Self {
            id: row.id,
            login: row.login,
            name: row.name,
            agency_id: row.agency_id,
            roles: row.roles,
            disabled_at: row.disabled_at,
            created_at: row.created_at,
            version: row.version,
            password_part_at: row.password_part_at,
            factor_confirmed_at: row.factor_confirmed_at,
            person_id: row.person_id,
            badge_number: row.badge_number,
            identity_code: row.identity_code,
            clearance: row.clearance,
            passkeys: row.passkeys,
            reviewed_at: row.reviewed_at,
            certificates: row.certificates,
        }
    }
}

/// One account, if there is.
pub fn find(conn: &mut Conn, id: UserId) -> Result<Option<User>> {
    Ok(on!(conn, c => users::table.find(id).select(User::as_select()).first(c).optional())?)
}

/// One account.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, id: UserId) -> Result<User> {
    find(conn, id)?.ok_or(Error::NotFound)
}

/// The account with a login.
pub fn find_by_login(conn: &mut Conn, login: &str) -> Result<Option<User>> {
    Ok(on!(conn, c => users::table.filter(users::login.eq(login)).select(User::as_select()).first(c).optional())?)
}

/// A login that looks like this one, see [`look_alikes`]. The logins are looked through one by one, and there are thousands
/// at most.
pub fn find_login_like(conn: &mut Conn, login: &str) -> Result<Option<String>> {
    let looks = login_look();
    let alike = look_alikes::login(login);
    Ok(on!(conn, c => {
        let query = users::table.filter(sql::<Text>(&looks).eq(&alike)).order(users::login).select(users::login);
        query.first(c).optional()
    })?)
}

/// The logins that look like one of these, see [`find_login_like`].
pub fn list_logins_like(conn: &mut Conn, logins: &[String]) -> Result<Vec<String>> {
    let looks = login_look();
    let mut found = Vec::new();
    for batch in logins.chunks(BATCH) {
        let alike: Vec<String> = batch.iter().map(|login| look_alikes::login(login)).collect();
        found.extend::<Vec<String>>(on!(conn, c => users::table
            .filter(sql::<Text>(&looks).eq_any(&alike))
            .order(users::login)
            .select(users::login)
            .load(c))?);
    }
    Ok(found)
}

/// The column of logins as they look.
fn login_look() -> String {
    let column = "users.login".to_owned();
    ALIKE.iter().fold(column, |text, (part, taken_for)| format!("replace({text}, '{part}', '{taken_for}')"))
}

/// Whether any account exists.
pub fn exist(conn: &mut Conn) -> Result<bool> {
    Ok(on!(conn, c => users::table.select(users::id).first::<UserId>(c).optional())?.is_some())
}

/// The accounts that have a role and can be used, as part of a query: not disabled, and of an agency that works.
macro_rules! holders {
    ($role:expr) => {{
        // No role's word is part of another's.
        let has_role = sql::<Bool>("roles LIKE ").bind::<Text, _>(format!("%{}%", $role));
        let working = agencies::table.filter(agencies::active).select(agencies::id);
        users::table
            .filter(users::disabled_at.is_null().and(users::agency_id.eq_any(working)).and(has_role))
            .select(users::id)
    }};
}

/// Whether an account besides this one has a role and can be used.
pub fn another_has(conn: &mut Conn, role: Role, besides: UserId) -> Result<bool> {
    let others = holders!(role).filter(users::id.ne(besides));
    Ok(on!(conn, c => others.first::<UserId>(c).optional())?.is_some())
}

/// Whether the only accounts that have a role and can be used are of one agency.
pub fn only_there(conn: &mut Conn, role: Role, agency: AgencyId) -> Result<bool> {
    let (there, elsewhere) = (users::agency_id.eq(agency), users::agency_id.ne(agency));
    let found =
        |conn: &mut Conn| Ok::<_, Error>(on!(conn, c => holders!(role).filter(there).first::<UserId>(c).optional())?);
    if found(conn)?.is_none() {
        return Ok(false);
    }
    Ok(on!(conn, c => holders!(role).filter(elsewhere).first::<UserId>(c).optional())?.is_none())
}

/// The people with these ids.
pub fn list_by_id(conn: &mut Conn, ids: &[UserId]) -> Result<Vec<Person>> {
    Ok(on!(conn, c => users::table.filter(users::id.eq_any(ids)).select(Person::as_select()).load(c))?)
}

/// The accounts with these ids, a page at most.
pub fn list_accounts(conn: &mut Conn, ids: &[UserId]) -> Result<Vec<User>> {
    Ok(on!(conn, c => users::table.filter(users::id.eq_any(ids)).select(User::as_select()).load(c))?)
}

/// The names of these people, for whoever may see the rows that speak of them.
pub fn list_names(conn: &mut Conn, ids: &[UserId]) -> Result<HashMap<UserId, String>> {
    let mut names = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(UserId, String)> =
            on!(conn, c => users::table.filter(users::id.eq_any(batch)).select((users::id, users::name)).load(c))?;
        names.extend(rows);
    }
    Ok(names)
}

/// One person, within reach: an agency sees its own people only.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get_person(conn: &mut Conn, reach: Reach, id: UserId) -> Result<Person> {
    let found = on!(conn, c => {
        let mut query = users::table.select(Person::as_select()).filter(users::id.eq(id)).into_boxed();
        if let Some(agency) = reach.agency() {
            query = query.filter(users::agency_id.eq(agency));
        }
        query.first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// Adds an account.
pub fn insert(change: &mut Change<'_>, row: &User) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(users::table).values(row).execute(c))?;
    change.note_added(row)
}

/// Adds accounts.
pub fn insert_all(change: &mut Change<'_>, rows: &[User]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        on!(change.conn, c => diesel::insert_into(users::table).values(batch).execute(c))?;
    }
    rows.iter().try_for_each(|row| change.note_added(row))
}

/// Replaces an account.
pub fn update(change: &mut Change<'_>, row: &User) -> Result<()> {
    let known = get(change.conn, row.id)?;
    former_names::note(change, row.id.0, known.name.clone(), row.name.clone())?;
    on!(change.conn, c => diesel::update(users::table.find(row.id)).set(row).execute(c))?;
    change.note_replaced(&known, row)
}

/// Keeps that these accounts were confirmed; answers them as they are then.
pub fn confirm(change: &mut Change<'_>, mut rows: Vec<User>) -> Result<Vec<User>> {
    let now = change.now();
    let ids: Vec<UserId> = rows.iter().map(|row| row.id).collect();
    on!(change.conn, c => diesel::update(users::table.filter(users::id.eq_any(&ids)))
        .set((users::reviewed_at.eq(Some(now)), users::version.eq(users::version + 1)))
        .execute(c))?;
    for row in &mut rows {
        let known = row.clone();
        (row.reviewed_at, row.version) = (Some(now), row.version + 1);
        change.note_replaced(&known, row)?;
    }
    Ok(rows)
}

//! Humans with several accounts: by what two accounts are found to be of one, and which count as one.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::db::accounts::users::User;
use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::schema::{agencies, users};
use crate::error::Result;
use crate::model::accounts::agency::AgencyKind;
use crate::model::ids::{PersonId, UserId};

/// The accounts of one human, as part of a query.
macro_rules! accounts_of {
    ($person:expr) => {{
        let person: crate::model::ids::PersonId = $person;
        let first = crate::model::ids::UserId(person.0);
        crate::db::schema::users::table
            .filter(crate::db::schema::users::id.eq(first).or(crate::db::schema::users::person_id.eq(person)))
    }};
}
pub(in crate::db) use accounts_of;

/// By what an account is compared with others.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// A badge's number, which is given once among agencies of one kind.
    pub badge: Option<(String, AgencyKind)>,
    /// What can stand for the number of an identity document, one for every key.
    pub codes: Vec<String>,
}

/// Accounts besides one that have the same badge or the same identity document, the oldest first; also disabled ones.
pub fn list_alike(conn: &mut Conn, marks: &Marks, besides: UserId) -> Result<Vec<User>> {
    Ok(on!(conn, c => {
        let of_kind = |kind: AgencyKind| agencies::table.filter(agencies::kind.eq(kind)).select(agencies::id);
        let mut query = users::table
            .filter(users::identity_code.eq_any(marks.codes.clone()))
            .select(User::as_select())
            .into_boxed();
        if let Some((number, kind)) = &marks.badge {
            query = query.or_filter(users::badge_number.eq(number).and(users::agency_id.eq_any(of_kind(*kind))));
        }
        let found: Vec<User> = query.order((users::created_at, users::id)).load(c)?;
        Ok::<_, diesel::result::Error>(found.into_iter().filter(|row| row.id != besides).collect())
    })?)
}

/// A badge number with the kind of agency that gave it, and the login and name of whoever has it.
pub type Badge = ((String, AgencyKind), (String, String));

/// The accounts that have one of these badges, which is given once among agencies of one kind: the login and the name of each. The
/// oldest first.
pub fn list_badges(conn: &mut Conn, numbers: &[String]) -> Result<Vec<Badge>> {
    let mut found = Vec::new();
    for batch in numbers.chunks(BATCH) {
        found.extend::<Vec<Badge>>(on!(conn, c => users::table
            .inner_join(agencies::table.on(agencies::id.eq(users::agency_id)))
            .filter(users::badge_number.eq_any(batch))
            .order((users::created_at, users::id))
            .select(((users::badge_number.assume_not_null(), agencies::kind), (users::login, users::name)))
            .load(c))?);
    }
    Ok(found)
}

/// Every account of these people, those that were registered first first.
pub fn list_accounts(conn: &mut Conn, people: &[PersonId]) -> Result<Vec<User>> {
    let mut rows = Vec::new();
    for batch in people.chunks(BATCH / 2) {
        let first: Vec<UserId> = batch.iter().map(|person| UserId(person.0)).collect();
        rows.extend::<Vec<User>>(on!(conn, c => users::table
            .filter(users::id.eq_any(&first).or(users::person_id.eq_any(batch)))
            .order((users::created_at, users::id))
            .select(User::as_select())
            .load(c))?);
    }
    // An account whose id still names others may itself count as somebody else's.
    rows.retain(|row| people.contains(&row.person()));
    Ok(rows)
}

/// Accounts with the same badge or the same identity document that do not count as one human's, which the program never lets be: the login of
/// each with that of the one registered before it.
pub fn list_apart(conn: &mut Conn) -> Result<Vec<(String, String)>> {
    type Known = (UserId, String, Option<PersonId>, Option<String>, Option<String>, AgencyKind);
    let rows: Vec<Known> = on!(conn, c => users::table
        .inner_join(agencies::table.on(agencies::id.eq(users::agency_id)))
        .filter(users::identity_code.is_not_null().or(users::badge_number.is_not_null()))
        .order((users::created_at, users::id))
        .select((users::id, users::login, users::person_id, users::identity_code, users::badge_number, agencies::kind))
        .load(c))?;
    let (mut by_code, mut by_badge) = (HashMap::new(), HashMap::new());
    let mut apart = Vec::new();
    for (id, login, person, code, badge, kind) in &rows {
        let own = (person.unwrap_or(PersonId(id.0)), login);
        let first = [
            code.as_ref().map(|code| *by_code.entry(code).or_insert(own)),
            badge.as_ref().map(|badge| *by_badge.entry((badge, kind)).or_insert(own)),
        ];
        let other = first.into_iter().flatten().find(|(person, _)| *person != own.0);
        apart.extend(other.map(|(_, first)| (login.clone(), first.clone())));
    }
    Ok(apart)
}

/// The human of each of these accounts.
pub fn list_of(conn: &mut Conn, accounts: &[UserId]) -> Result<HashMap<UserId, PersonId>> {
    let mut people = HashMap::new();
    for batch in accounts.chunks(BATCH) {
        let rows: Vec<(UserId, Option<PersonId>)> = on!(conn, c => users::table
            .filter(users::id.eq_any(batch))
            .select((users::id, users::person_id))
            .load(c))?;
        people.extend(rows.into_iter().map(|(id, person)| (id, person.unwrap_or(PersonId(id.0)))));
    }
    Ok(people)
}

/// Lets every account of these people count as another one's; answers them as they are then.
pub fn join(change: &mut Change<'_>, people: &[PersonId], into: PersonId) -> Result<Vec<User>> {
    let mut rows = list_accounts(change.conn, people)?;
    rows.retain(|row| row.person() != into);
    let ids: Vec<UserId> = rows.iter().map(|row| row.id).collect();
    on!(change.conn, c => diesel::update(users::table.filter(users::id.eq_any(&ids)))
        .set((users::person_id.eq(into), users::version.eq(users::version + 1)))
        .execute(c))?;
    for row in &mut rows {
        let known = row.clone();
        (row.person_id, row.version) = (Some(into), row.version + 1);
        change.note_replaced(&known, row)?;
    }
    Ok(rows)
}

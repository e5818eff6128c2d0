//! Lists of people: their filters and their order.

use std::collections::HashMap;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use crate::db::accounts::users::Person;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::like::{anywhere, folded};
use crate::db::engine::page::{Page, Paging};
use crate::db::ledger::former_names::formerly;
use crate::db::schema::{log_leaves, users};
use crate::error::Result;
use crate::model::accounts::role::Role;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Reach;
use crate::model::ids::{AgencyId, UserId};
use crate::model::ledger::event::Action;
use crate::model::time::Time;
use crate::model::words::words;

words! {
    /// The sort keys of the list of people.
    UserSort {
        Login = "login" / "登录名" / "Login",
        LoginDescending = "-login" / "登录名倒序" / "Login, descending",
    }
}

/// Which people a list shows.
#[derive(Debug, Clone, Default)]
pub struct UserFilter {
    /// Part of the name, also of a former one, or the login.
    pub search: Option<String>,
    pub agency_id: Option<AgencyId>,
    pub role: Option<Role>,
    pub disabled: Option<bool>,
    /// Cleared up to this level.
    pub clearance: Option<SecrecyLevel>,
    /// Only those of whom the first part of a password was given after this and waits to be released.
    pub part_given_after: Option<Time>,
    /// Only those that can be used and were registered, and confirmed if they ever were, at this time or before.
    pub reviewed_until: Option<Time>,
    /// Only those that can be used and nobody has signed in to since.
    pub unused_since: Option<Time>,
}

/// When somebody last signed in to an account, as part of a query. The entries about it are walked from the last one: the action is written so
/// that no index of it is taken, in which those of everybody would be.
macro_rules! last_sign_in {
    () => {
        log_leaves::table
            .filter(log_leaves::subject_id.eq(users::id.nullable()))
            .filter(log_leaves::action.concat("").eq(Action::SignedIn.as_str()))
            .order(log_leaves::seq.desc())
            .select(log_leaves::logged_at)
            .limit(1)
            .single_value()
    };
}

macro_rules! filtered {
    ($query:expr, $reach:expr, $filter:expr) => {{
        let (mut query, filter) = ($query, $filter);
        if let Some(own) = $reach.agency() {
            query = query.filter(users::agency_id.eq(own));
        }
        if let Some(text) = &filter.search {
            let pattern = anywhere(text);
            let name = folded(users::name).like(pattern.clone()).escape('\\');
            let login = users::login.like(pattern.clone()).escape('\\');
            query = query.filter(name.or(login).or(formerly!(users::id, pattern.clone(), pattern)));
        }
        if let Some(agency) = filter.agency_id {
            query = query.filter(users::agency_id.eq(agency));
        }
        if let Some(role) = filter.role {
            // No role's word is part of another's.
            query = query.filter(sql::<Bool>("roles LIKE ").bind::<Text, _>(format!("%{role}%")));
        }
        if let Some(level) = filter.clearance {
            query = query.filter(users::clearance.eq(level));
        }
        match filter.disabled {
            Some(true) => query = query.filter(users::disabled_at.is_not_null()),
            Some(false) => query = query.filter(users::disabled_at.is_null()),
            None => {}
        }
        if let Some(time) = filter.part_given_after {
            query = query.filter(users::password_part_at.gt(time)).filter(users::disabled_at.is_null());
        }
        if let Some(time) = filter.reviewed_until {
            let reviewed = users::reviewed_at.is_null().or(users::reviewed_at.le(time).assume_not_null());
            query = query.filter(users::created_at.le(time).and(reviewed)).filter(users::disabled_at.is_null());
        }
        if let Some(time) = filter.unused_since {
            let unused = last_sign_in!().is_null().or(last_sign_in!().lt(time).assume_not_null());
            query = query.filter(users::created_at.lt(time).and(unused)).filter(users::disabled_at.is_null());
        }
        query
    }};
}

/// When somebody last signed in to each of these accounts, a page at most; those that nobody ever did are missing.
pub fn list_last_sign_ins(conn: &mut Conn, ids: &[UserId]) -> Result<HashMap<UserId, Time>> {
    let rows: Vec<(UserId, Option<Time>)> = on!(conn, c => users::table
        .filter(users::id.eq_any(ids))
        .select((users::id, last_sign_in!()))
        .load(c))?;
    Ok(rows.into_iter().filter_map(|(id, time)| Some((id, time?))).collect())
}

/// People by login, within reach.
///
/// # Errors
/// [`Error::Invalid`](crate::error::Error::Invalid) for a bad cursor or limit.
pub fn list(
    conn: &mut Conn,
    reach: Reach,
    filter: &UserFilter,
    sort: UserSort,
    paging: &Paging,
) -> Result<Page<Person>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, UserId>()?;
    let rows: Vec<Person> = on!(conn, c => {
        let mut query = filtered!(users::table.select(Person::as_select()).into_boxed(), reach, filter);
        query = match (sort, after) {
            (_, None) => query,
            (UserSort::Login, Some((login, _))) => query.filter(users::login.gt(login)),
            (UserSort::LoginDescending, Some((login, _))) => query.filter(users::login.lt(login)),
        };
        query = match sort {
            UserSort::Login => query.order(users::login),
            UserSort::LoginDescending => query.order(users::login.desc()),
        };
        query.limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (row.login.clone(), row.id)))
}

/// How many people the list would show in all.
pub fn count(conn: &mut Conn, reach: Reach, filter: &UserFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        filtered!(users::table.select(diesel::dsl::count_star()).into_boxed(), reach, filter).first(c)
    })?)
}

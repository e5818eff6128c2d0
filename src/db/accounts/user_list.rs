//! Lists of people: their filters and their order.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use crate::db::accounts::users::Person;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::like::{anywhere, folded};
use crate::db::engine::page::{Page, Paging};
use crate::db::ledger::former_names::formerly;
use crate::db::schema::users;
use crate::error::Result;
use crate::model::accounts::role::Role;
use crate::model::accounts::viewer::Reach;
use crate::model::ids::{AgencyId, UserId};
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
    /// Only those of whom the first part of a password was given after this and waits to be released.
    pub part_given_after: Option<Time>,
}

macro_rules! filtered {
    ($query:expr, $reach:expr, $filter:expr) => {{
        let (mut query, filter) = ($query, $filter);
        if let Reach::Agency(own) = $reach {
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
        match filter.disabled {
            Some(true) => query = query.filter(users::disabled_at.is_not_null()),
            Some(false) => query = query.filter(users::disabled_at.is_null()),
            None => {}
        }
        if let Some(time) = filter.part_given_after {
            query = query.filter(users::password_part_at.gt(time)).filter(users::disabled_at.is_null());
        }
        query
    }};
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

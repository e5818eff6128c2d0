//! Counters of wrong passwords: they hold no facts of custody and forget themselves. What the log says of refused sign-ins.

use diesel::prelude::*;

use crate::db::accounts::sessions::{self, Elsewhere};
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::upkeep::Upkeep;
use crate::db::schema::{log_leaves, sign_in_attempts};
use crate::error::Result;
use crate::model::ids::{SubjectId, UserId};
use crate::model::ledger::event::Action;
use crate::model::time::{DAY, Time};

/// With what the subjects begin that are browsers of somebody.
pub const DEVICES: &str = "device:";

/// Failed sign-ins of one account, from one address or at one browser.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = sign_in_attempts, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Attempts {
    pub subject: String,
    pub failures: i32,
    pub window_started_at: Time,
    pub locked_until: Option<Time>,
}

/// What came about at an account since somebody last signed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct News {
    /// Sign-ins that were refused.
    pub refused: Option<Refused>,
    /// When the second factor was last removed for its owner.
    pub factor_taken_at: Option<Time>,
    /// When a passkey was last refused that may have been copied.
    pub passkey_refused_at: Option<Time>,
    /// The sign-ins at browsers new to the account, for whoever comes with one at which the person had signed in before.
    pub elsewhere: Option<Elsewhere>,
}

/// Sign-ins to an account that were refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    pub count: i64,
    pub last_at: Time,
}

/// The failures counted for one subject.
pub fn find(conn: &mut Conn, subject: &str) -> Result<Option<Attempts>> {
    Ok(on!(conn, c => sign_in_attempts::table
        .find(subject)
        .select(Attempts::as_select())
        .first(c)
        .optional())?)
}

/// The failures counted for these subjects.
pub fn list(conn: &mut Conn, subjects: &[&str]) -> Result<Vec<Attempts>> {
    Ok(on!(conn, c => sign_in_attempts::table
        .filter(sign_in_attempts::subject.eq_any(subjects))
        .select(Attempts::as_select())
        .load(c))?)
}

/// Those of these subjects, and of all browsers, that are locked.
pub fn list_locked(conn: &mut Conn, subjects: &[String], now: Time) -> Result<Vec<Attempts>> {
    let wanted = sign_in_attempts::subject.eq_any(subjects);
    Ok(on!(conn, c => sign_in_attempts::table
        .filter(wanted.or(sign_in_attempts::subject.like(format!("{DEVICES}%"))))
        .filter(sign_in_attempts::locked_until.gt(now))
        .select(Attempts::as_select())
        .load(c))?)
}

/// Keeps a count of failures.
pub fn put(upkeep: &mut Upkeep<'_>, row: &Attempts) -> Result<()> {
    on!(upkeep.conn, c => diesel::insert_into(sign_in_attempts::table)
        .values(row)
        .on_conflict(sign_in_attempts::subject)
        .do_update()
        .set(row)
        .execute(c))?;
    Ok(())
}

/// Forgets the failures of one subject.
pub fn delete(upkeep: &mut Upkeep<'_>, subject: &str) -> Result<()> {
    on!(upkeep.conn, c => diesel::delete(sign_in_attempts::table.find(subject)).execute(c))?;
    Ok(())
}

/// Forgets the failures at the browsers whose subjects begin so, which no pattern is in.
pub fn delete_beginning(upkeep: &mut Upkeep<'_>, beginning: &str) -> Result<()> {
    on!(upkeep.conn, c => diesel::delete(sign_in_attempts::table)
        .filter(sign_in_attempts::subject.like(format!("{beginning}%")))
        .execute(c))?;
    Ok(())
}

/// Forgets counters after a day, but what still locks.
pub fn delete_old(upkeep: &mut Upkeep<'_>) -> Result<()> {
    let now = upkeep.now();
    let locks_nothing = sign_in_attempts::locked_until.is_null().or(sign_in_attempts::locked_until.le(now));
    on!(upkeep.conn, c => diesel::delete(sign_in_attempts::table)
        .filter(sign_in_attempts::window_started_at.lt(now.plus(-DAY)).and(locks_nothing.assume_not_null()))
        .execute(c))?;
    Ok(())
}

/// What came about at an account since the last sign-in that was not refused, and at other browsers since the last one here.
pub fn find_news(conn: &mut Conn, user: UserId, last_here: Option<Time>) -> Result<News> {
    // The action is written so that no index of it is taken, in which the sign-ins of everybody are.
    let last: Option<i64> = on!(conn, c => log_leaves::table
        .filter(log_leaves::subject_id.eq(SubjectId(user.0)))
        .filter(log_leaves::action.concat("").eq(Action::SignedIn.as_str()))
        .order(log_leaves::seq.desc())
        .select(log_leaves::seq)
        .first(c)
        .optional())?;
    let (count, last_at) = count_since(conn, user, Action::SignInRefused, last)?;
    let (_, factor_taken_at) = count_since(conn, user, Action::FactorTaken, last)?;
    let (_, passkey_refused_at) = count_since(conn, user, Action::PasskeyRefused, last)?;
    let elsewhere = last_here.map(|since| sessions::find_elsewhere(conn, user, since)).transpose()?.flatten();
    Ok(News {
        refused: last_at.map(|last_at| Refused { count, last_at }),
        factor_taken_at,
        passkey_refused_at,
        elsewhere,
    })
}

/// How many entries of an action there are about an account after the entry `last`, and when the last of them was made.
fn count_since(conn: &mut Conn, user: UserId, action: Action, last: Option<i64>) -> Result<(i64, Option<Time>)> {
    Ok(on!(conn, c => log_leaves::table
        .filter(log_leaves::subject_id.eq(SubjectId(user.0)))
        .filter(log_leaves::action.eq(action.as_str()))
        .filter(log_leaves::seq.gt(last.unwrap_or(-1)))
        .select((diesel::dsl::count_star(), diesel::dsl::max(log_leaves::logged_at)))
        .first(c))?)
}

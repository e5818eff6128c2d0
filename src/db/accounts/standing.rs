//! A session with the account behind it, as both stand now, and how far the log tells of that account.

use diesel::dsl::max;
use diesel::prelude::*;

use crate::db::accounts::sessions::Session;
use crate::db::accounts::users::User;
use crate::db::engine::connection::{Conn, on};
use crate::db::schema::{log_leaves, sessions, users};
use crate::error::Result;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::SessionId;
use crate::model::time::Time;

/// A session with the account behind it.
pub struct Standing {
    pub session: Session,
    pub user: User,
    /// The newest entry about the account as of the same moment; none when the log does not know it.
    pub(in crate::db) newest: Option<i64>,
    /// The newest entry of all as of that moment.
    pub(in crate::db) head: Option<i64>,
}

impl Standing {
    /// Whether the session still counts.
    pub fn is_live(&self, now: Time) -> bool {
        let Self { session, user, .. } = self;
        let initial_password_ran_out = user.password_expires_at.is_some_and(|end| end <= now);
        session.ended_at.is_none()
            && session.expires_at > now
            && user.disabled_at.is_none()
            && !initial_password_ran_out
    }

    /// The person, as the rules see them.
    pub fn viewer(&self) -> Viewer {
        Viewer { user_id: self.user.id, agency_id: self.user.agency_id, roles: self.user.roles }
    }
}

/// The newest entry about an account, as part of a query.
macro_rules! newest {
    () => {
        log_leaves::table
            .filter(log_leaves::subject_id.eq(users::id.nullable()))
            .select(max(log_leaves::seq))
            .single_value()
    };
}

/// The newest entry of all, as part of a query.
macro_rules! head {
    () => {
        log_leaves::table.select(max(log_leaves::seq)).single_value()
    };
}

/// A session with its account, in one query.
pub fn find(conn: &mut Conn, id: SessionId) -> Result<Option<Standing>> {
    let found: Option<(Session, User, Option<i64>, Option<i64>)> = on!(conn, c => sessions::table
        .inner_join(users::table.on(users::id.eq(sessions::user_id)))
        .filter(sessions::id.eq(id))
        .select((Session::as_select(), User::as_select(), newest!(), head!()))
        .first(c)
        .optional())?;
    Ok(found.map(|(session, user, newest, head)| Standing { session, user, newest, head }))
}

/// The same of a session that is in no table.
pub fn of(conn: &mut Conn, session: Session) -> Result<Option<Standing>> {
    let found: Option<(User, Option<i64>, Option<i64>)> = on!(conn, c => users::table
        .filter(users::id.eq(session.user_id))
        .select((User::as_select(), newest!(), head!()))
        .first(c)
        .optional())?;
    Ok(found.map(|(user, newest, head)| Standing { session, user, newest, head }))
}

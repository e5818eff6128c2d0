//! A session with the account and the agency behind it, as they stand now, and how far the log tells of that account.

use diesel::dsl::max;
use diesel::prelude::*;

use crate::db::accounts::agencies::Agency;
use crate::db::accounts::sessions::Session;
use crate::db::accounts::users::User;
use crate::db::engine::connection::{Conn, on};
use crate::db::schema::{agencies, log_leaves, sessions, settings, users};
use crate::error::Result;
use crate::model::accounts::role::{Permission, RoleSet};
use crate::model::accounts::viewer::Viewer;
use crate::model::centre::settings::SettingName;
use crate::model::ids::SessionId;
use crate::model::time::{MINUTE, Time};

/// A session with the account behind it.
#[derive(Clone)]
pub struct Standing {
    pub session: Session,
    pub user: User,
    /// The person's agency.
    pub agency: Agency,
    /// The newest entry about the account as of the same moment; none when the log does not know it.
    pub(in crate::db) newest: Option<i64>,
    /// The newest entry of all as of that moment.
    pub(in crate::db) head: Option<i64>,
    idle: IdleMinutes,
}

/// After how many minutes without use a session ends, as they are set.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
struct IdleMinutes {
    at_counter: Option<String>,
    at_desk: Option<String>,
}

impl IdleMinutes {
    /// Those who carry requests out sit where others pass by.
    fn micros(&self, roles: RoleSet) -> i64 {
        let (name, value) = if roles.may(Permission::ExecuteRequests) {
            (SettingName::IdleMinutesAtCounter, &self.at_counter)
        } else {
            (SettingName::IdleMinutesAtDesk, &self.at_desk)
        };
        let (min, max) = name.bounds();
        let set = value.as_ref().and_then(|value| value.parse().ok()).unwrap_or(name.default_value());
        set.clamp(min, max).saturating_mul(MINUTE)
    }
}

impl Standing {
    /// Whether the session still counts.
    pub fn is_live(&self, now: Time) -> bool {
        let Self { session, user, agency, .. } = self;
        let initial_password_ran_out = user.password_expires_at.is_some_and(|end| end <= now);
        session.ended_at.is_none()
            && session.expires_at > now
            && user.disabled_at.is_none()
            && agency.active
            && !initial_password_ran_out
    }

    /// Whether nobody had used the session for too long at that time; `seen` is a later use than the row tells of.
    pub fn is_idle(&self, seen: Option<Time>, at: Time) -> bool {
        let used = seen.max(Some(self.session.last_used_at)).unwrap_or(at);
        used.plus(self.idle.micros(self.user.roles)) <= at
    }

    /// Whether session, account and agency stand as in another look, with no newer entry about the account.
    pub(in crate::db) fn is_like(&self, other: &Self) -> bool {
        (&self.session, &self.user, &self.agency, self.newest)
            == (&other.session, &other.user, &other.agency, other.newest)
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

/// What a setting was set to, as part of a query.
macro_rules! set {
    ($name:expr) => {
        settings::table.filter(settings::name.eq($name.as_str())).select(settings::value).single_value()
    };
}

/// How long sessions live without use, as part of a query.
macro_rules! idle {
    () => {
        (set!(SettingName::IdleMinutesAtCounter), set!(SettingName::IdleMinutesAtDesk))
    };
}

/// After how long without use the sessions of a person with these roles end, in microseconds.
pub fn find_idle_micros(conn: &mut Conn, roles: RoleSet) -> Result<i64> {
    let idle: IdleMinutes = on!(conn, c => diesel::select(idle!()).first(c))?;
    Ok(idle.micros(roles))
}

/// An account with its agency, the two newest entries and the limits of use.
type Found = (User, Agency, Option<i64>, Option<i64>, IdleMinutes);

impl Standing {
    fn of(session: Session, (user, agency, newest, head, idle): Found) -> Self {
        Self { session, user, agency, newest, head, idle }
    }
}

/// A session with its account, in one query.
pub fn find(conn: &mut Conn, id: SessionId) -> Result<Option<Standing>> {
    let found: Option<(Session, Found)> = on!(conn, c => sessions::table
        .inner_join(users::table.on(users::id.eq(sessions::user_id)))
        .inner_join(agencies::table.on(agencies::id.eq(users::agency_id)))
        .filter(sessions::id.eq(id))
        .select((Session::as_select(), (User::as_select(), Agency::as_select(), newest!(), head!(), idle!())))
        .first(c)
        .optional())?;
    Ok(found.map(|(session, found)| Standing::of(session, found)))
}

/// The same of a session that is in no table.
pub fn of(conn: &mut Conn, session: Session) -> Result<Option<Standing>> {
    let found: Option<Found> = on!(conn, c => users::table
        .inner_join(agencies::table.on(agencies::id.eq(users::agency_id)))
        .filter(users::id.eq(session.user_id))
        .select((User::as_select(), Agency::as_select(), newest!(), head!(), idle!()))
        .first(c)
        .optional())?;
    Ok(found.map(|found| Standing::of(session, found)))
}

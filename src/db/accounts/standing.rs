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
use crate::model::accounts::security_profile::SecurityProfile;
use crate::model::accounts::viewer::Viewer;
use crate::model::centre::settings::SettingName;
use crate::model::ids::SessionId;
use crate::model::time::{DAY, MINUTE, Time};

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
    /// What is set for sessions.
    pub rules: Rules,
}

/// What is set for sessions: after how many minutes without use one ends, who must have a second factor, and what the centre is held to.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Rules {
    at_counter: Option<String>,
    at_desk: Option<String>,
    factor_for: Option<String>,
    profile: Option<String>,
}

impl Rules {
    /// After how long without use the sessions of a person with these roles end, in microseconds. Those who carry requests out sit where
    /// others pass by.
    pub fn idle_micros(&self, roles: RoleSet) -> i64 {
        let (name, value) = if roles.may(Permission::ExecuteRequests) {
            (SettingName::IdleMinutesAtCounter, &self.at_counter)
        } else {
            (SettingName::IdleMinutesAtDesk, &self.at_desk)
        };
        name.under(self.profile(), value.as_deref()).saturating_mul(MINUTE)
    }

    /// Who must have a second factor, see [`RoleSet::need_factor`].
    pub fn factor(&self) -> i64 {
        SettingName::SecondFactorFor.under(self.profile(), self.factor_for.as_deref())
    }

    /// What the centre is held to.
    pub fn profile(&self) -> SecurityProfile {
        SecurityProfile::of(SettingName::SecurityProfile.under(SecurityProfile::Nist, self.profile.as_deref()))
    }

    /// From when on the owner of an account has to choose another password before anything else; none where passwords do not grow old.
    pub fn password_ends_at(&self, user: &User) -> Option<Time> {
        let days = self.profile().passwords().days?;
        Some(user.password_chosen_at.unwrap_or(user.created_at).plus(days.saturating_mul(DAY)))
    }

    /// Whether the owner of an account that is used since `since` has to choose a password before anything else: another one gave it, or it
    /// had grown old by then.
    pub fn password_must_change(&self, user: &User, since: Time) -> bool {
        user.password_expires_at.is_some() || self.password_ends_at(user).is_some_and(|end| end <= since)
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
        used.plus(self.rules.idle_micros(self.user.roles)) <= at
    }

    /// Whether the person must choose a password before anything else. One that grows old during a session is asked for at the next.
    pub fn must_change_password(&self) -> bool {
        self.rules.password_must_change(&self.user, self.session.created_at)
    }

    /// Whether the person must set up a second factor before anything else.
    pub fn lacks_factor(&self) -> bool {
        !self.user.has_second_factor() && self.user.roles.need_factor(self.rules.factor())
    }

    /// Whether session, account and agency stand as in another look, with no newer entry about the account.
    pub(in crate::db) fn is_like(&self, other: &Self) -> bool {
        (&self.session, &self.user, &self.agency, self.newest)
            == (&other.session, &other.user, &other.agency, other.newest)
    }

    /// The person, as the rules see them.
    pub fn viewer(&self) -> Viewer {
        self.user.viewer()
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

/// What is set for sessions, as part of a query.
macro_rules! rules {
    () => {
        (
            set!(SettingName::IdleMinutesAtCounter),
            set!(SettingName::IdleMinutesAtDesk),
            set!(SettingName::SecondFactorFor),
            set!(SettingName::SecurityProfile),
        )
    };
}

/// What is set for sessions.
pub fn find_rules(conn: &mut Conn) -> Result<Rules> {
    Ok(on!(conn, c => diesel::select(rules!()).first(c))?)
}

/// An account with its agency, the two newest entries and what is set.
type Found = (User, Agency, Option<i64>, Option<i64>, Rules);

impl Standing {
    fn of(session: Session, (user, agency, newest, head, rules): Found) -> Self {
        Self { session, user, agency, newest, head, rules }
    }
}

/// A session with its account, in one query.
pub fn find(conn: &mut Conn, id: SessionId) -> Result<Option<Standing>> {
    let found: Option<(Session, Found)> = on!(conn, c => sessions::table
        .inner_join(users::table.on(users::id.eq(sessions::user_id)))
        .inner_join(agencies::table.on(agencies::id.eq(users::agency_id)))
        .filter(sessions::id.eq(id))
        .select((Session::as_select(), (User::as_select(), Agency::as_select(), newest!(), head!(), rules!())))
        .first(c)
        .optional())?;
    Ok(found.map(|(session, found)| Standing::of(session, found)))
}

/// The same of a session that is in no table.
pub fn of(conn: &mut Conn, session: Session) -> Result<Option<Standing>> {
    let found: Option<Found> = on!(conn, c => users::table
        .inner_join(agencies::table.on(agencies::id.eq(users::agency_id)))
        .filter(users::id.eq(session.user_id))
        .select((User::as_select(), Agency::as_select(), newest!(), head!(), rules!()))
        .first(c)
        .optional())?;
    Ok(found.map(|found| Standing::of(session, found)))
}

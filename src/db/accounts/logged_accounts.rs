//! What the log says of accounts: the digest each was given last, and which of its sessions have ended. Whoever is let in is
//! held against it, at every call; so it is kept in memory, and read on when there is a newer entry about the account. The
//! very rows that were let in before, with no newer entry since, need no other look.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use diesel::prelude::*;
use parking_lot::Mutex;
use serde::Deserialize;
use uuid::Uuid;

use crate::audit::Hash;
use crate::audit::hash::{from_hex, to_hex};
use crate::db::accounts::sessions::Session;
use crate::db::accounts::standing::Standing;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::digest::Registered;
use crate::db::ledger::held::Alteration;
use crate::db::ledger::logged::{Logged, Told as Entered, is_as_logged, whole_payload};
use crate::db::ledger::survey::Survey;
use crate::db::schema::log_leaves;
use crate::error::{Error, Result};
use crate::model::ids::{SessionId, SubjectId, UserId};
use crate::model::ledger::event::Action;
use crate::model::ledger::registers::Register;
use crate::model::time::{DAY, Time};

/// Accounts, sessions, and alterations that were told, kept in memory at most.
const KEPT: usize = 2_000;

/// No session lasts longer; ends of longer ago need not be known.
const LONGEST: i64 = DAY;

/// Entries that end a session, or all of a person.
const ENDS: [Action; 10] = [
    Action::SignedOut,
    Action::SessionTimedOut,
    Action::SessionEnded,
    Action::RefreshReused,
    Action::RolesGranted,
    Action::UserDisabled,
    Action::PasswordReset,
    Action::PasswordReleased,
    Action::PasswordChanged,
    Action::FactorTaken,
];

/// What the log says of a session and its account.
pub enum Holding {
    /// The account is the one in the log, which knows no end of the session.
    Held,
    /// The session has ended, and its row was put back.
    Revived,
    /// The account, or its agency, is not the one in the log.
    Altered(Alteration),
}

/// What was read of the log about accounts.
#[derive(Default)]
pub struct LoggedAccounts(Mutex<State>);

#[derive(Default)]
struct State {
    accounts: HashMap<UserId, LoggedAccount>,
    /// Who was let in last, as they stood.
    let_in: HashMap<SessionId, Standing>,
    /// What was told and not put right since.
    told: HashSet<Alteration>,
    /// The entries as they were when the program started.
    survey: Arc<Survey>,
    /// What this program has entered about accounts itself.
    entered: HashMap<UserId, Made>,
}

/// Entries that this program has made since it was started.
#[derive(Debug, Clone, Copy, Default)]
struct Made {
    /// The last of them is this one or a later one.
    start: i64,
    count: i64,
}

/// One account as its entries leave it.
#[derive(Debug, Default)]
struct LoggedAccount {
    /// The last entry that was taken in.
    newest: Option<i64>,
    logged: Logged,
    /// When the sessions of before all ended.
    all_ended_at: Option<Time>,
    ended: HashMap<SessionId, Time>,
}

impl LoggedAccounts {
    /// Goes by what was counted of the log, so that none of its entries is hidden afterwards.
    pub(in crate::db) fn go_by(&self, survey: Arc<Survey>) {
        self.0.lock().survey = survey;
    }

    /// Takes note of what may be accounts that entries from `start` on, which this program has just made, are about.
    pub(in crate::db) fn enter(&self, told: &[Entered], start: i64) {
        let entered = &mut self.0.lock().entered;
        for told in told {
            let id = UserId(told.subject());
            if told.may_be_of(Register::Users) {
                let made = entered.entry(id).or_default();
                *made = Made { start, count: made.count.saturating_add(1) };
            }
        }
    }

    /// Whether a session and its account were let in as they stand.
    pub fn knows(&self, standing: &Standing) -> bool {
        let mut state = self.0.lock();
        let known = state.let_in.get(&standing.session.id).is_some_and(|known| known.is_like(standing));
        let known = known && !state.misses_entry(standing);
        if known {
            state.put_right(standing);
        }
        known
    }

    /// Remembers whom everything was found right about.
    pub fn let_in(&self, standing: &Standing) {
        let mut state = self.0.lock();
        state.put_right(standing);
        if state.let_in.len() >= KEPT {
            state.let_in.clear();
        }
        state.let_in.insert(standing.session.id, standing.clone());
    }

    /// Holds a session, its account and the agency of that against the log.
    ///
    /// # Errors
    /// Database errors.
    pub fn hold(&self, conn: &mut Conn, standing: &Standing, now: Time) -> Result<Holding> {
        let held = self.hold_account(conn, standing, now)?;
        let Holding::Held = held else { return Ok(held) };
        let agency = &standing.agency;
        let survey = self.0.lock().survey.clone();
        if survey.agrees(conn, agency.id.0)? && is_as_logged(conn, agency)? {
            return Ok(held);
        }
        let (what, found) = (agency.code.clone(), Some(agency.sha256()?));
        let table = Register::Agencies.as_str();
        Ok(Holding::Altered(Alteration { subject: agency.id.0, table, what, logged: None, found }))
    }

    fn hold_account(&self, conn: &mut Conn, standing: &Standing, now: Time) -> Result<Holding> {
        let (id, sha256) = (standing.user.id, standing.user.sha256()?);
        let (survey, entered) = {
            let state = self.0.lock();
            if state.misses_entry(standing) {
                return Ok(Holding::Altered(altered(standing, None, sha256)));
            }
            if let Some(known) = state.accounts.get(&id).filter(|known| known.newest == standing.newest) {
                return Ok(known.judge(standing, sha256));
            }
            (state.survey.clone(), state.entered.get(&id).copied())
        };
        let mut known = self.take(standing);
        let made = entered.filter(|made| standing.head >= Some(made.start)).map_or(0, |made| made.count);
        let hidden = known.newest.is_none() && !survey.agrees(conn, id.0)? || !survey.has_later(conn, id.0, made)?;
        if hidden {
            self.keep(id, known);
            return Ok(Holding::Altered(altered(standing, None, sha256)));
        }
        known.read(conn, standing, now)?;
        let judged = known.judge(standing, sha256);
        self.keep(id, known);
        Ok(judged)
    }

    /// Whether an alteration has not been told yet.
    pub fn is_news(&self, alteration: &Alteration) -> bool {
        let mut state = self.0.lock();
        if state.told.len() >= KEPT {
            state.told.clear();
        }
        state.told.insert(alteration.clone())
    }

    /// What is to be read on from; nothing for a look at the database that is older than what is known.
    fn take(&self, standing: &Standing) -> LoggedAccount {
        let mut state = self.0.lock();
        let known = state.accounts.remove(&standing.user.id).unwrap_or_default();
        if known.newest <= standing.newest {
            return known;
        }
        state.accounts.insert(standing.user.id, known);
        LoggedAccount::default()
    }

    fn keep(&self, id: UserId, known: LoggedAccount) {
        let accounts = &mut self.0.lock().accounts;
        if accounts.len() >= KEPT {
            accounts.clear();
        }
        if accounts.get(&id).is_none_or(|other| other.newest < known.newest) {
            accounts.insert(id, known);
        }
    }
}

impl State {
    /// Whether a look at the database knows of later entries, but no longer of one about the account.
    fn misses_entry(&self, standing: &Standing) -> bool {
        let id = standing.user.id;
        let read = self.accounts.get(&id).and_then(|known| known.newest);
        let there = read.max(self.entered.get(&id).map(|made| made.start));
        there > standing.newest && standing.head >= there
    }

    /// When the account or its agency is altered again, that is told again.
    fn put_right(&mut self, standing: &Standing) {
        let right = [(standing.user.id.0, Register::Users), (standing.agency.id.0, Register::Agencies)];
        if !self.told.is_empty() {
            let is_right =
                |told: &Alteration| right.iter().any(|(id, of)| (told.subject, told.table) == (*id, of.as_str()));
            self.told.retain(|told| !is_right(told));
        }
    }
}

impl LoggedAccount {
    fn read(&mut self, conn: &mut Conn, standing: &Standing, now: Time) -> Result<()> {
        let Some(newest) = standing.newest else { return Ok(()) };
        let subject = standing.user.id.0;
        let (from, before) = (self.newest.map_or(0, |seq| seq.saturating_add(1)), newest.saturating_add(1));
        self.logged.read(conn, subject, u64::try_from(before).map_err(Error::internal)?)?;
        let since = now.plus(-LONGEST);
        self.ended.retain(|_, ended_at| *ended_at >= since);
        for end in list_ends(conn, subject, (from, before), since)? {
            match end.session() {
                Some(session) => drop(self.ended.insert(session, end.logged_at)),
                None => self.all_ended_at = self.all_ended_at.max(Some(end.logged_at)),
            }
        }
        self.newest = Some(newest);
        Ok(())
    }

    fn judge(&self, standing: &Standing, sha256: String) -> Holding {
        let Standing { session, user, .. } = standing;
        let logged = self.logged.row(Register::Users, &user.key());
        if logged.is_none() || from_hex(sha256.as_bytes()) != logged {
            return Holding::Altered(altered(standing, logged, sha256));
        }
        if self.has_ended(session) { Holding::Revived } else { Holding::Held }
    }

    fn has_ended(&self, session: &Session) -> bool {
        self.ended.contains_key(&session.id) || self.all_ended_at.is_some_and(|ended_at| session.created_at < ended_at)
    }
}

/// An account that is not the one in the log.
fn altered(standing: &Standing, logged: Option<Hash>, found: String) -> Alteration {
    let user = &standing.user;
    Alteration {
        subject: user.id.0,
        table: Register::Users.as_str(),
        what: user.login.clone(),
        logged: logged.as_ref().map(|hash| to_hex(hash)),
        found: Some(found),
    }
}

/// An entry that ends a session, or all of a person.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = log_leaves)]
struct End {
    logged_at: Time,
    leaf: Vec<u8>,
    payload: Option<String>,
}

#[derive(Deserialize)]
struct Told {
    details: ToldDetails,
}

#[derive(Deserialize)]
struct ToldDetails {
    session_id: SessionId,
}

impl End {
    /// The one session that it ends; none where it ends all, or no longer tells which.
    fn session(&self) -> Option<SessionId> {
        let payload = whole_payload(&self.leaf, self.payload.as_deref())?;
        serde_json::from_str::<Told>(payload).ok().map(|told| told.details.session_id)
    }
}

fn list_ends(conn: &mut Conn, subject: Uuid, (from, before): (i64, i64), since: Time) -> Result<Vec<End>> {
    let within = log_leaves::seq.ge(from).and(log_leaves::seq.lt(before)).and(log_leaves::logged_at.ge(since));
    Ok(on!(conn, c => log_leaves::table
        .filter(log_leaves::subject_id.eq(SubjectId(subject)))
        .filter(within)
        .filter(log_leaves::action.eq_any(ENDS.map(Action::as_str)))
        .select(End::as_select())
        .load(c))?)
}

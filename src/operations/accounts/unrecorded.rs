//! Sign-ins that cannot be written down, such as on a full disk: people go on reading, and nothing else. They are held in this
//! process until the database takes them; then they are entered in the log like every other, and count from there.

use parking_lot::Mutex;
use serde_json::json;

use crate::audit::sha256;
use crate::db::Database;
use crate::db::accounts::factors;
use crate::db::accounts::sessions::{self, RefreshToken, Session};
use crate::db::accounts::standing::{self, Standing};
use crate::db::accounts::users::User;
use crate::db::change::{Actor, Change};
use crate::db::engine::connection::Conn;
use crate::error::{Error, Result};
use crate::model::ids::{AgencyId, SessionId};
use crate::model::ledger::event::Action;
use crate::model::reason::Reason;

/// As many are held at most.
const MOST: usize = 1_000;
/// Refused passwords that cannot be counted anywhere else; after so many nobody is signed in unrecorded.
const FAILURES: usize = 20;

/// The sign-ins of one process that are not recorded yet.
#[derive(Debug, Default)]
pub struct Unrecorded(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    held: Vec<Held>,
    failures: usize,
}

#[derive(Debug, Clone)]
struct Held {
    session: Session,
    agency_id: AgencyId,
    token: RefreshToken,
    /// Of which a code of the second factor was taken.
    step: Option<i64>,
}

impl Unrecorded {
    /// Takes a sign-in that could not be recorded because of `why`.
    ///
    /// # Errors
    /// `why` itself when there are too many, or when passwords were tried meanwhile; [`Reason::CodeWrong`] for a code that was taken
    /// before.
    pub fn hold(
        &self,
        session: Session,
        user: &User,
        (token, step): (RefreshToken, Option<i64>),
        why: Error,
    ) -> Result<()> {
        let mut state = self.0.lock();
        if step.is_some() && state.held.iter().any(|held| held.session.user_id == user.id && held.step >= step) {
            return Err(Error::NotSignedIn(Reason::CodeWrong));
        }
        if state.held.len() >= MOST || state.failures >= FAILURES {
            return Err(why);
        }
        state.held.push(Held { session, agency_id: user.agency_id, token, step });
        Ok(())
    }

    /// Counts a refused password that could not be recorded.
    pub fn count_failure(&self) {
        self.0.lock().failures += 1;
    }

    /// Begins to count anew, because refused passwords can be recorded again.
    pub fn forget_failures(&self) {
        self.0.lock().failures = 0;
    }

    /// A session with the account behind it, as the account stands now.
    pub fn find_standing(&self, conn: &mut Conn, id: SessionId) -> Result<Option<Standing>> {
        let found = self.0.lock().held.iter().find(|held| held.session.id == id).map(|held| held.session.clone());
        found.map_or(Ok(None), |session| standing::of(conn, session))
    }

    /// Records the sign-in of this session, if it still is to be.
    ///
    /// # Errors
    /// [`Error::Unavailable`] while the database still takes nothing.
    pub fn record(&self, database: &Database, id: SessionId) -> Result<()> {
        self.record_where(database, |held| held.session.id == id)
    }

    /// The same of the session with this refresh token.
    ///
    /// # Errors
    /// As [`Unrecorded::record`].
    pub fn record_of_token(&self, database: &Database, refresh: &str) -> Result<()> {
        let hash = sha256(refresh.as_bytes());
        self.record_where(database, |held| held.token.token_hash == hash)
    }

    /// The same of all.
    ///
    /// # Errors
    /// As [`Unrecorded::record`].
    pub fn record_all(&self, database: &Database) -> Result<()> {
        self.record_where(database, |_| true)
    }

    fn record_where(&self, database: &Database, wanted: impl Fn(&Held) -> bool) -> Result<()> {
        // Held until it is recorded: whoever reads meanwhile must find it here or there.
        let wanted: Vec<Held> = self.0.lock().held.iter().filter(|held| wanted(held)).cloned().collect();
        for one in wanted {
            let actor = Actor { user_id: Some(one.session.user_id), agency_id: Some(one.agency_id), person_id: None };
            database.change(actor, |change| record(change, &one))?;
            self.0.lock().held.retain(|held| held.session.id != one.session.id);
        }
        Ok(())
    }
}

fn record(change: &mut Change<'_>, held: &Held) -> Result<()> {
    let Held { session, token, step, .. } = held;
    if standing::find(change.reader(), session.id)?.is_some() {
        change.abandon();
        return Ok(());
    }
    if let Some(step) = step {
        factors::take_step(&mut change.upkeep(), session.user_id, *step)?;
    }
    sessions::insert(&mut change.upkeep(), session)?;
    sessions::insert_token(&mut change.upkeep(), token)?;
    let details = json!({ "session_id": session.id, "address": session.address, "signed_in_at": session.created_at });
    change.record(Action::SignedIn, session.user_id.0, details)
}

//! Who is let in. A session is what this program's token key vouches for, as long as the log knows no end of it, and whoever
//! it is for acts as the account that is in the log: neither is taken from a row that somebody else wrote.

use std::cell::RefCell;

use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use crate::audit::sha256;
use crate::db::accounts::logged_accounts::Holding;
use crate::db::accounts::sessions::{self, RefreshToken, Session};
use crate::db::accounts::standing::{self, Standing};
use crate::db::accounts::users::User;
use crate::db::change::{Actor, Change};
use crate::db::ledger::held::Alteration;
use crate::db::{Conn, Database};
use crate::error::{Error, Result, chain};
use crate::model::accounts::networks::Entrance;
use crate::model::ids::SessionId;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::model::time::Time;
use crate::operations::accounts::presence::Presence;
use crate::operations::accounts::unrecorded::Unrecorded;
use crate::tokens::Tokens;

/// The table of sessions, as their codes name it.
pub const SESSIONS: &str = "sessions";
/// The table of refresh tokens, as their codes name it.
pub const REFRESH_TOKENS: &str = "refresh_tokens";

/// Lets somebody in, or tells why not: for one call.
pub struct Admission<'a> {
    database: &'a Database,
    tokens: &'a Tokens,
    unrecorded: &'a Unrecorded,
    presence: &'a Presence,
    entrance: Option<Entrance>,
    /// The row on account of which nobody is let in.
    found: RefCell<Option<Alteration>>,
    /// The session that nobody used for too long.
    idle: RefCell<Option<Session>>,
}

impl<'a> Admission<'a> {
    /// For one call.
    pub fn new(
        database: &'a Database,
        tokens: &'a Tokens,
        unrecorded: &'a Unrecorded,
        presence: &'a Presence,
        entrance: Option<Entrance>,
    ) -> Self {
        let (found, idle) = (RefCell::default(), RefCell::default());
        Self { database, tokens, unrecorded, presence, entrance, found, idle }
    }

    /// The database.
    pub fn database(&self) -> &Database {
        self.database
    }

    /// The token key.
    pub fn tokens(&self) -> &Tokens {
        self.tokens
    }

    /// The sign-ins that could not be recorded yet.
    pub fn unrecorded(&self) -> &Unrecorded {
        self.unrecorded
    }

    /// Looks something up, and tells of what is found altered.
    ///
    /// # Errors
    /// Whatever `look` returns.
    pub fn read<T>(&self, look: impl FnOnce(&mut Conn, Time) -> Result<T>) -> Result<T> {
        let now = self.database.clock().now();
        self.tell(self.database.read(|conn| look(conn, now)))
    }

    /// Tells of what was found altered, and ends what was found unused, once what was under way is over.
    ///
    /// # Errors
    /// Those of `outcome`.
    pub fn tell<T>(&self, outcome: Result<T>) -> Result<T> {
        if let Some(alteration) = self.found.take() {
            self.database.tell_once(&alteration);
        }
        if let Some(session) = self.idle.take() {
            self.time_out(&session);
        }
        outcome
    }

    /// A session that counts, with its account.
    ///
    /// # Errors
    /// [`Reason::SessionEnded`], also when the row is not this program's or was put back; [`Reason::SessionIdle`] when nobody
    /// used it for too long; [`Reason::RecordAltered`] when the account or its agency is not the one in the log;
    /// [`Reason::AddressNotAllowed`]; [`Reason::CertificateNeeded`].
    pub fn find(&self, conn: &mut Conn, id: SessionId, now: Time) -> Result<Standing> {
        let recorded = standing::find(conn, id)?;
        let standing = match recorded {
            None => self.unrecorded.find_standing(conn, id)?,
            recorded => recorded,
        };
        let standing = standing.ok_or_else(ended)?;
        if let Some(ended_at) = standing.session.ended_at {
            // Whoever comes with it again is told the same again.
            return Err(if standing.is_idle(None, ended_at) { idle() } else { ended() });
        }
        let accounts = self.database.accounts();
        if !accounts.knows(&standing) {
            self.check(conn, &standing, now)?;
            accounts.let_in(&standing);
        }
        if !standing.is_live(now) {
            return Err(ended());
        }
        if standing.is_idle(self.presence.last(id), now) {
            self.idle.replace(Some(standing.session));
            return Err(idle());
        }
        check_entrance(self.entrance.as_ref(), &standing.user)?;
        check_certificate(self.entrance.as_ref(), &standing.session)?;
        Ok(standing)
    }

    /// Ends a session that nobody used for too long, as an entry of the log. It counts no more in any case.
    fn time_out(&self, session: &Session) {
        let (id, last_used_at) = (session.id, session.last_used_at);
        let end = |change: &mut Change<'_>| {
            if !sessions::end(&mut change.upkeep(), id)? {
                change.abandon();
                return Ok(());
            }
            let details = json!({ "session_id": id, "last_used_at": last_used_at });
            change.record(Action::SessionTimedOut, session.user_id.0, details)
        };
        if let Err(error) = self.database.change(Actor::PROGRAM, end) {
            tracing::error!(error = chain(&error), session_id = %id, "the end of an unused session cannot be entered in the log");
        }
    }

    fn check(&self, conn: &mut Conn, standing: &Standing, now: Time) -> Result<()> {
        let Session { id, user_id, ref mac, .. } = standing.session;
        let about = || (user_id.0, id.to_string());
        self.vouch(SESSIONS, &standing.session, mac, about)?;
        match self.database.accounts().hold(conn, standing, now)? {
            Holding::Held => Ok(()),
            Holding::Revived => Err(self.foreign(SESSIONS, &standing.session, about())?),
            Holding::Altered(alteration) => {
                let refusal = Refusal::new(Reason::RecordAltered).with("what", &alteration.what);
                self.found.replace(Some(alteration));
                Err(refusal.into())
            }
        }
    }

    /// The row of a refresh token.
    ///
    /// # Errors
    /// [`Reason::SessionEnded`] when there is none, or none of this program's.
    pub fn find_token(&self, conn: &mut Conn, refresh: &str) -> Result<RefreshToken> {
        let row = sessions::find_token(conn, &sha256(refresh.as_bytes()))?.ok_or_else(ended)?;
        let session = row.session_id;
        self.vouch(REFRESH_TOKENS, &row, &row.mac, || (session.0, session.to_string()))?;
        Ok(row)
    }

    fn vouch(
        &self,
        table: &'static str,
        row: &impl Serialize,
        mac: &str,
        about: impl FnOnce() -> (Uuid, String),
    ) -> Result<()> {
        if self.tokens.row_mac_fits(table, row, mac)? { Ok(()) } else { Err(self.foreign(table, row, about())?) }
    }

    /// Keeps what is to be told of a row that is not this program's; answers what the caller gets.
    fn foreign(&self, table: &'static str, row: &impl Serialize, (subject, what): (Uuid, String)) -> Result<Error> {
        self.found.replace(Some(Alteration::foreign(table, subject, what, row)?));
        Ok(ended())
    }
}

/// Refuses an administrator who comes from where none is let in, and somebody without a second factor who comes from where a password is not
/// enough, and has the program's log tell it.
///
/// # Errors
/// [`Reason::AddressNotAllowed`], [`Reason::FactorNeededHere`].
pub fn check_entrance(entrance: Option<&Entrance>, user: &User) -> Result<()> {
    let Some(entrance) = entrance else { return Ok(()) };
    let Some(reason) = entrance.refusal(user.roles, user.has_second_factor()) else { return Ok(()) };
    let address = &entrance.address;
    tracing::warn!(user = %user.id, address, reason = reason.code(), "somebody was refused because of the address");
    Err(Error::Malformed(Refusal::new(reason).with("address", address)))
}

/// Refuses a session that was begun with a certificate on a connection that does not show it, or shows it when it is not good any more.
fn check_certificate(entrance: Option<&Entrance>, session: &Session) -> Result<()> {
    let (Some(entrance), Some(bound)) = (entrance, &session.certificate) else { return Ok(()) };
    if entrance.certificate.as_ref() == Some(bound) {
        return Ok(());
    }
    Err(Error::NotSignedIn(Reason::CertificateNeeded))
}

const fn ended() -> Error {
    Error::NotSignedIn(Reason::SessionEnded)
}

const fn idle() -> Error {
    Error::NotSignedIn(Reason::SessionIdle)
}

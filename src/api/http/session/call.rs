//! Whether somebody is let in to do what a handler does.

use actix_web::web;

use crate::api::AppState;
use crate::db::accounts::sessions;
use crate::db::accounts::standing::Standing;
use crate::db::change::{Actor, Change};
use crate::db::engine::connection::Conn;
use crate::error::{Error, Result, chain};
use crate::model::accounts::networks::Entrance;
use crate::model::accounts::role::Permission;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::SessionId;
use crate::model::reason::Reason;
use crate::model::time::{MINUTE, Time};
use crate::operations::accounts::admission::Admission;
use crate::operations::accounts::sessions::{PROOF_MICROS, keep_use};
use crate::tokens::Access;

/// One call of somebody, on its way to the data.
pub(super) struct Call {
    pub state: web::Data<AppState>,
    pub access: Access,
    /// Where the call comes from, as far as it matters who calls.
    pub entrance: Option<Entrance>,
    /// Whether the call shows that somebody uses the session.
    pub used: bool,
    pub needed: Permission,
    /// Whether somebody is refused who owes a password or a second factor.
    pub settled: bool,
    /// Whether the person must have said who they are a short while ago.
    pub proved: bool,
    pub now: Time,
}

impl Call {
    /// Decides 401 and 403, from the session and the account as they stand now.
    pub fn admit(&self, conn: &mut Conn, admission: &Admission<'_>) -> Result<(Actor, Viewer)> {
        let standing = admission.find(conn, self.access.session_id, self.now)?;
        if standing.user.id != self.access.user_id {
            return Err(Error::NotSignedIn(Reason::SessionEnded));
        }
        let viewer = standing.viewer();
        let actor = Actor::from(&viewer);
        actor.name_in_log();
        let proved = is_recent(standing.session.proved_at, self.now);
        let must_change = standing.must_change_password();
        let lacks_factor = standing.lacks_factor();
        self.note_use(standing);
        // An account without a role yet can still be looked at and given a password by its owner.
        if self.settled && must_change {
            return Err(Error::PasswordMustChange);
        }
        if self.settled && lacks_factor {
            return Err(Error::FactorMustSetUp);
        }
        if self.needed != Permission::OwnAccount && !viewer.may(self.needed) {
            return Err(Error::Forbidden(self.needed));
        }
        if self.proved && !proved {
            return Err(too_old());
        }
        Ok((actor, viewer))
    }

    /// Nobody waits until a use is written down: whoever only reads goes on while nothing can be written.
    fn note_use(&self, Standing { session, .. }: Standing) {
        let (state, now) = (self.state.clone(), self.now);
        if self.used && state.presence.note(&session, now) {
            tokio::task::spawn_blocking(move || {
                if let Err(error) = keep_use(&state.database, &state.keys.tokens, &session, now) {
                    tracing::debug!(error = chain(&error), "the use of a session cannot be kept; it is tried again");
                }
            });
        }
    }
}

/// Demands that the person behind a session has said who they are a short while ago, where that hangs on what the call is about; moved into
/// the closure that needs it.
#[derive(Debug, Clone, Copy)]
pub struct RecentProof(pub(super) SessionId);

impl RecentProof {
    /// Refuses whoever said it longer ago.
    ///
    /// # Errors
    /// [`Error::ReauthenticationNeeded`].
    pub fn demand(self, change: &mut Change<'_>) -> Result<()> {
        let now = change.now();
        self.check(change.reader(), now)
    }

    /// The same where nothing is changed yet.
    ///
    /// # Errors
    /// [`Error::ReauthenticationNeeded`].
    pub fn check(self, conn: &mut Conn, now: Time) -> Result<()> {
        let proved = sessions::find(conn, self.0)?.is_some_and(|row| is_recent(row.proved_at, now));
        if proved { Ok(()) } else { Err(too_old()) }
    }
}

fn is_recent(proved_at: Time, now: Time) -> bool {
    proved_at.plus(PROOF_MICROS) > now
}

const fn too_old() -> Error {
    Error::ReauthenticationNeeded { minutes: PROOF_MICROS / MINUTE }
}

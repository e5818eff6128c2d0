//! Who calls and what that person may do: 401 and 403 are decided here and nowhere else. A handler reaches data only
//! through a [`Session`], and the session is looked up in the database within the same turn as the data.

use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::{FromRequest, HttpRequest, web};
use parking_lot::Mutex;
use serde::Serialize;
use tracing::Span;
use tracing::field::display;

use crate::api::AppState;
use crate::api::http::body::{Answer, Idempotent};
use crate::api::http::cookies;
use crate::api::http::may::Needs;
use crate::db::accounts::standing::Standing;
use crate::db::accounts::users;
use crate::db::change::{Actor, Change};
use crate::db::engine::connection::Conn;
use crate::db::engine::idempotency;
use crate::error::{Error, Result, chain};
use crate::model::accounts::role::Permission;
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::dual_control::{Second, may_stand_by};
use crate::model::ids::{SessionId, UserId};
use crate::model::reason::Reason;
use crate::model::time::Time;
use crate::operations::accounts::admission::Admission;
use crate::operations::accounts::sessions::keep_use;
use crate::tokens::Access;

/// The header by which a page says that it makes a call by itself, such as to look again: nobody used the session.
pub const BACKGROUND_CALL: &str = "Background-Call";

/// How long a call waits for its work: longer than for a writer's turn, or for a lock within the database.
const CALL_TIMEOUT: Duration = Duration::from_secs(40);

/// A caller who holds a valid token and claims the permission `P`; the claim is checked with the first look at data.
pub struct Session<P> {
    state: web::Data<AppState>,
    access: Access,
    /// Whether the call shows that somebody uses the session.
    used: bool,
    needs: PhantomData<P>,
}

impl<P: Needs> FromRequest for Session<P> {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

impl<P: Needs> Session<P> {
    fn of(request: &HttpRequest) -> Result<Self> {
        let span = Span::current();
        span.record("route", request.match_pattern());
        let state = AppState::of(request)?;
        let (token, from_cookie) = match bearer(request.headers()) {
            Some(token) => (token.to_owned(), false),
            None => match cookies::access(request) {
                Some(token) => (token, true),
                None => return Err(Error::NotSignedIn(Reason::SignInNeeded)),
            },
        };
        if from_cookie && !request.method().is_safe() {
            cookies::same_site(request)?;
        }
        let access = state.keys.tokens.read_access(&token, state.database.clock().now()).inspect_err(|_| {
            if !state.keys.tokens.has_made(&token) {
                tracing::warn!("an access token that this program did not make was refused");
            }
        })?;
        cookies::same_person(request, access.user_id, from_cookie)?;
        span.record("user", display(access.user_id));
        let used = !request.headers().contains_key(BACKGROUND_CALL);
        Ok(Self { state, access, used, needs: PhantomData })
    }

    /// The session's id.
    pub fn id(&self) -> SessionId {
        self.access.session_id
    }

    /// What the clock says.
    pub fn now(&self) -> Time {
        self.state.database.clock().now()
    }

    /// Whose the token says the session is; whether that still holds is found out with the data.
    pub fn user(&self) -> UserId {
        self.access.user_id
    }

    /// What every handler shares.
    pub fn state(&self) -> web::Data<AppState> {
        self.state.clone()
    }

    /// The person, checked; for work that must be done before a change, such as hashing a password.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`], [`Error::Forbidden`].
    pub async fn viewer(&self) -> Result<Viewer> {
        self.read(|_, viewer| Ok(viewer.clone())).await
    }

    /// Reads data as this person.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`], [`Error::Forbidden`], and whatever `read` returns.
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Conn, &Viewer) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let call = self.call();
        block(move || {
            let admission = call.state.admission();
            admission.tell(call.state.database.read(|conn| {
                let (_, viewer) = call.admit(conn, &admission)?;
                read(conn, &viewer)
            }))
        })
        .await
    }

    /// Reads data as this person, all of it as it is at one moment.
    ///
    /// # Errors
    /// As [`Session::read`].
    pub async fn snapshot<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Conn, &Viewer) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let call = self.call();
        block(move || {
            let admission = call.state.admission();
            admission.tell(call.state.database.snapshot(|conn| {
                let (_, viewer) = call.admit(conn, &admission)?;
                read(conn, &viewer)
            }))
        })
        .await
    }

    /// Changes data as this person, in one transaction.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`], [`Error::Forbidden`], and whatever `make` returns.
    pub async fn change<T: Send + 'static>(
        &self,
        make: impl FnOnce(&mut Change<'_>, &Viewer) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let call = self.call();
        block(move || {
            let (database, admission) = (&call.state.database, call.state.admission());
            call.state.unrecorded.record(database, call.access.session_id)?;
            let admit = |conn: &mut Conn| call.admit(conn, &admission);
            admission.tell(database.change_by(admit, |change, viewer| make(change, &viewer)))
        })
        .await
    }

    /// Creates something: 201, with `Location` the call's address and the new id. The answer is kept in the same
    /// transaction, and given again when the call is repeated with the same key.
    ///
    /// # Errors
    /// As [`Session::change`]; [`Reason::IdempotencyKeyReused`] when the key was used for something else.
    pub async fn create<I, T, const MAX: usize>(
        &self,
        call: Idempotent<I, MAX>,
        make: impl FnOnce(&mut Change<'_>, &Viewer, I) -> Result<T> + Send + 'static,
    ) -> Result<Answer>
    where
        I: Send + 'static,
        T: Serialize,
    {
        self.once(201, call, make).await
    }

    /// Carries out a step: 200, kept like [`Session::create`].
    ///
    /// # Errors
    /// As [`Session::create`].
    pub async fn carry_out<I, T, const MAX: usize>(
        &self,
        call: Idempotent<I, MAX>,
        make: impl FnOnce(&mut Change<'_>, &Viewer, I) -> Result<T> + Send + 'static,
    ) -> Result<Answer>
    where
        I: Send + 'static,
        T: Serialize,
    {
        self.once(200, call, make).await
    }

    async fn once<I, T, const MAX: usize>(
        &self,
        status: u16,
        call: Idempotent<I, MAX>,
        make: impl FnOnce(&mut Change<'_>, &Viewer, I) -> Result<T> + Send + 'static,
    ) -> Result<Answer>
    where
        I: Send + 'static,
        T: Serialize,
    {
        let state = self.state();
        self.change(move |change, viewer| {
            let body_sha256 = state.keys.tokens.call_mac(viewer, &call.sha256());
            let known = KnownCall { body_sha256, key: call.key, route: call.route };
            if let Some(answer) = known.replay(change, viewer)? {
                return Ok(answer);
            }
            let made = make(change, viewer, call.body.read()?)?;
            let body = serde_json::to_string(&made).map_err(Error::internal)?;
            known.keep(change, viewer, status, body)
        })
        .await
    }

    /// What is needed to let the caller in.
    fn call(&self) -> Call {
        let state = self.state.clone();
        Call {
            now: state.database.clock().now(),
            state,
            access: self.access,
            used: self.used,
            needed: P::PERMISSION,
            settled: P::SETTLED,
        }
    }

    /// Resolves confirmations of a second custodian within this session.
    pub fn seconds(&self) -> SecondCustodians {
        SecondCustodians { state: self.state.clone(), session: self.access.session_id }
    }
}

/// What a repeated call is known by.
struct KnownCall {
    key: String,
    route: String,
    body_sha256: Vec<u8>,
}

impl KnownCall {
    /// The answer of the first call, when this is a repeated one.
    fn replay(&self, change: &mut Change<'_>, viewer: &Viewer) -> Result<Option<Answer>> {
        let Some(kept) = idempotency::find(change.reader(), viewer.user_id, &self.key)? else { return Ok(None) };
        if kept.route != self.route || kept.body_sha256 != self.body_sha256 {
            return Err(Error::Malformed(Reason::IdempotencyKeyReused.into()));
        }
        change.abandon();
        let status = u16::try_from(kept.status).map_err(Error::internal)?;
        Ok(Some(Answer { status, body: kept.body, path: self.path(), replayed: true }))
    }

    /// Keeps the answer for when the call is repeated.
    fn keep(self, change: &mut Change<'_>, viewer: &Viewer, status: u16, body: String) -> Result<Answer> {
        let answer = Answer { status, body: body.clone(), path: self.path(), replayed: false };
        let kept = idempotency::StoredAnswer {
            user_id: viewer.user_id,
            key: self.key,
            route: self.route,
            body_sha256: self.body_sha256,
            status: i32::from(status),
            body,
            created_at: change.now(),
        };
        idempotency::insert(change, &kept)?;
        Ok(answer)
    }

    fn path(&self) -> String {
        self.route.split_once(' ').map_or("", |(_, path)| path).to_owned()
    }
}

/// Knows the confirmations given in one session; moved into the closure that needs them.
#[derive(Clone)]
pub struct SecondCustodians {
    state: web::Data<AppState>,
    session: SessionId,
}

impl SecondCustodians {
    /// The second custodian of a confirmation, if there is one: still active, still a custodian.
    ///
    /// # Errors
    /// [`Reason::ConfirmationInvalid`]; [`Reason::RecordAltered`] for an account that is not the one in the log.
    pub fn resolve(&self, change: &mut Change<'_>, token: Option<&str>) -> Result<Option<Second>> {
        let Some(token) = token else { return Ok(None) };
        let now = self.state.database.clock().now();
        let id = self.state.keys.tokens.read_confirmation(token, self.session, now)?;
        let user = users::find(change.reader(), id)?.ok_or(Reason::ConfirmationInvalid)?;
        change.hold_row(&user)?;
        let usable = user.disabled_at.is_none() && user.password_expires_at.is_none();
        let second = Second { user_id: id, person_id: user.person() };
        if usable && may_stand_by(&user.viewer()) { Ok(Some(second)) } else { Err(Reason::ConfirmationInvalid.into()) }
    }
}

/// One call of somebody, on its way to the data.
struct Call {
    state: web::Data<AppState>,
    access: Access,
    used: bool,
    needed: Permission,
    settled: bool,
    now: Time,
}

impl Call {
    /// Decides 401 and 403, from the session and the account as they stand now.
    fn admit(&self, conn: &mut Conn, admission: &Admission<'_>) -> Result<(Actor, Viewer)> {
        let standing = admission.find(conn, self.access.session_id, self.now)?;
        if standing.user.id != self.access.user_id {
            return Err(Error::NotSignedIn(Reason::SessionEnded));
        }
        let viewer = standing.viewer();
        let actor = Actor::from(&viewer);
        actor.name_in_log();
        let must_change = standing.user.password_expires_at.is_some();
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
        Ok((actor, viewer))
    }

    /// Nobody waits until a use is written down: whoever only reads goes on while nothing can be written.
    fn note_use(&self, Standing { session, .. }: Standing) {
        let (state, now) = (self.state.clone(), self.now);
        if self.used && state.presence.note(&session, now) {
            tokio::task::spawn_blocking(move || {
                if let Err(error) = keep_use(&state.database, &state.keys.tokens, session, now) {
                    tracing::debug!(error = chain(&error), "the use of a session cannot be kept; it is tried again");
                }
            });
        }
    }
}

/// Runs what takes long on a thread made for waiting, within the span of the request.
///
/// # Errors
/// Whatever `work` returns; [`Error::Internal`] when it was cut off.
pub async fn block<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let result = Arc::new(Mutex::new(None));
    let place = result.clone();
    block_on_thread(Box::new(move || *place.lock() = Some(work()))).await?;
    let result = result.lock().take();
    result.unwrap_or_else(|| Err(Error::internal("the work left no result")))
}

/// Of one type for every kind of work: the runtime's part in it is compiled once. What the database does not answer in time is
/// given up: a thread that waits for it cannot be called back, and nobody begins what nobody waits for any more.
async fn block_on_thread(work: Box<dyn FnOnce() + Send>) -> Result<()> {
    let span = Span::current();
    let wanted = Arc::new(AtomicBool::new(true));
    let still = wanted.clone();
    let done = web::block(move || {
        if still.load(Ordering::SeqCst) {
            span.in_scope(work);
        }
    });
    match tokio::time::timeout(CALL_TIMEOUT, done).await {
        Ok(done) => done.map_err(Error::internal),
        Err(_) => {
            wanted.store(false, Ordering::SeqCst);
            Err(Error::Unavailable("the database did not answer within the time of a call".into()))
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION).map(HeaderValue::to_str)?.ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

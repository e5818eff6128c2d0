//! Who calls and what that person may do: 401 and 403 are decided here and nowhere else. A handler reaches data only
//! through a [`Session`], and the session is looked up in the database within the same turn as the data.

mod call;
mod known_call;
mod second_custodians;

use std::future::{Future, Ready, ready};
use std::marker::PhantomData;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::Either;
use serde::Serialize;
use tracing::Span;
use tracing::field::display;

use crate::api::AppState;
use crate::api::blocking::block;
use crate::api::http::body::{Answer, Idempotent};
use crate::api::http::cookies;
use crate::api::http::may::Needs;
use crate::api::http::session::call::Call;
pub use crate::api::http::session::call::RecentProof;
use crate::api::http::session::known_call::KnownCall;
pub use crate::api::http::session::second_custodians::SecondCustodians;
use crate::db::change::Change;
use crate::db::engine::connection::Conn;
use crate::error::{Error, Result};
use crate::model::accounts::networks::Entrance;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{SessionId, UserId};
use crate::model::reason::Reason;
use crate::model::time::Time;
use crate::tokens::Access;

/// The header by which a page says that it makes a call by itself, such as to look again: nobody used the session.
pub const BACKGROUND_CALL: &str = "Background-Call";

/// A caller who holds a valid token and claims the permission `P`; the claim is checked with the first look at data.
pub struct Session<P> {
    state: web::Data<AppState>,
    access: Access,
    /// Where the call comes from, as far as it matters who calls.
    entrance: Option<Entrance>,
    /// Whether the call shows that somebody uses the session.
    used: bool,
    /// Whether the call changes something.
    changes: bool,
    needs: PhantomData<P>,
}

impl<P: Needs> FromRequest for Session<P> {
    type Error = Error;
    type Future = Either<Ready<Result<Self>>, Pin<Box<dyn Future<Output = Result<Self>>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        match Self::of(request) {
            Ok((session, wait)) if !wait.is_zero() => Either::Right(Box::pin(async move {
                tokio::time::sleep(wait).await;
                Ok(session)
            })),
            at_once => Either::Left(ready(at_once.map(|(session, _)| session))),
        }
    }
}

impl<P: Needs> Session<P> {
    /// The session, and how long the call has to wait because its person makes so many.
    fn of(request: &HttpRequest) -> Result<(Self, Duration)> {
        let span = Span::current();
        let pattern = request.match_pattern();
        span.record("route", &pattern);
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
        let pattern = pattern.unwrap_or_default();
        state.bounds.check(&pattern, request)?;
        let class = state.classes.find(&pattern, request.method());
        let take = |class| state.rates.take(access.user_id, class, state.database.clock().now());
        let wait = class.map_or(Ok(Duration::ZERO), take)?;
        let used = !request.headers().contains_key(BACKGROUND_CALL);
        let (entrance, changes) = (Some(state.entrance(request)), !request.method().is_safe());
        Ok((Self { state, access, entrance, used, changes, needs: PhantomData }, wait))
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
        let (call, turn) = (self.call(), self.state.turns.read(self.user()).await?);
        block(move || {
            let _turn = turn;
            let admission = call.state.admission(call.entrance.clone());
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
        let (call, turn) = (self.call(), self.state.turns.read(self.user()).await?);
        block(move || {
            let _turn = turn;
            let admission = call.state.admission(call.entrance.clone());
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
        let (call, turn) = (self.call(), self.state.turns.change(self.user()).await?);
        block(move || {
            let _turn = turn;
            let (database, admission) = (&call.state.database, call.state.admission(call.entrance.clone()));
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
            entrance: self.entrance.clone(),
            used: self.used,
            needed: P::PERMISSION,
            settled: P::SETTLED,
            proved: P::PROVED && self.changes,
        }
    }

    /// Demands a recent proof of who the person is, where not every change of the kind needs it.
    pub fn recent_proof(&self) -> RecentProof {
        RecentProof(self.access.session_id)
    }

    /// Resolves confirmations of a second custodian within this session.
    pub fn seconds(&self) -> SecondCustodians {
        SecondCustodians { state: self.state.clone(), session: self.access.session_id }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION).map(HeaderValue::to_str)?.ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

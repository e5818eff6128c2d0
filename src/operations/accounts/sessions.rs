//! Signing in and out, refreshing, and the second custodian who confirms on the spot.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::audit::sha256;
use crate::db::accounts::attempts::{self, Refused};
use crate::db::accounts::sessions::{self, RefreshToken, Session};
use crate::db::accounts::standing;
use crate::db::accounts::users::{self, User};
use crate::db::change::{Actor, Change};
use crate::db::engine::upkeep::Upkeep;
use crate::db::{self, Database};
use crate::error::{Error, Result, chain};
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::dual_control::check_second;
use crate::model::ids::{SessionId, UserId, new_uuid};
use crate::model::ledger::event::Action;
use crate::model::reason::Reason;
use crate::model::time::{HOUR, SECOND, Time};
use crate::operations::accounts::admission::{Admission, REFRESH_TOKENS, SESSIONS};
use crate::operations::accounts::agencies;
use crate::operations::accounts::attempts::Subjects;
use crate::operations::accounts::devices::Devices;
use crate::operations::accounts::passwords::Password;
use crate::operations::accounts::unrecorded::Unrecorded;
use crate::tokens::{self, Access, Tokens};

/// A session lasts one shift, whatever is refreshed: eight hours.
pub const SESSION_MICROS: i64 = 8 * HOUR;
/// A refresh whose answer was lost can be repeated for ten seconds.
pub const GRACE_MICROS: i64 = 10 * SECOND;

/// Who wants to be believed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Name to sign in with.
    #[schema(max_length = 64)]
    pub login: String,
    /// The password.
    pub password: Password,
}

/// Where a password is tried: the address, and the browser as far as it is known.
#[derive(Debug, Clone)]
pub struct Place {
    /// The network address the call came from.
    pub address: String,
    /// Who signed in at the browser before.
    pub devices: Devices,
}

/// Somebody who is believed.
pub struct Believed {
    /// The account.
    pub user: User,
    /// Whom a failure would have been counted against.
    subjects: Subjects,
}

/// Somebody who has signed in.
pub struct SignedIn {
    /// The account.
    pub user: User,
    /// What the person holds.
    pub pair: Pair,
    /// The sign-ins that were refused since the one before.
    pub refused: Option<Refused>,
}

/// What a person holds after signing in.
#[derive(Clone, PartialEq, Eq)]
pub struct Pair {
    /// For each call.
    pub access: String,
    /// When the access token runs out.
    pub access_expires_at: Time,
    /// For the next pair; good once.
    pub refresh: String,
    /// When the session ends, whatever is refreshed.
    pub session_expires_at: Time,
}

/// The session that a browser's refresh token still keeps alive, and whose it is.
pub fn find_living(admission: &Admission<'_>, refresh: &str) -> Result<Option<(SessionId, User)>> {
    let found = admission.read(|conn, now| {
        let token = admission.find_token(conn, refresh)?;
        admission.find(conn, token.session_id, now)
    });
    match found {
        Ok(standing) => Ok(Some((standing.session.id, standing.user))),
        Err(Error::NotSignedIn(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Signs a person in, in place of the session `replaced` if there is one. While the database takes nothing, the session is
/// held in `unrecorded`, unless another one would have to be ended.
///
/// # Errors
/// [`Error::NotSignedIn`] with the same reason for an unknown login, a wrong password, a disabled account and one of a closed agency;
/// [`Error::TooMany`] after too many failures.
pub fn sign_in(
    database: &Database,
    tokens: &Tokens,
    who: &Credentials,
    place: &Place,
    replaced: Option<SessionId>,
    unrecorded: &Unrecorded,
) -> Result<SignedIn> {
    let believed = authenticate(database, tokens, who, place).inspect_err(|error| {
        if matches!(error, Error::Unavailable(_)) {
            unrecorded.count_failure()
        }
    })?;
    let (pair, refused) = match record_sign_in(database, tokens, &believed, &place.address, replaced) {
        Err(why @ Error::Unavailable(_)) if replaced.is_none() => {
            (hold(database, tokens, &believed.user, &place.address, unrecorded, why)?, None)
        }
        outcome => {
            unrecorded.forget_failures();
            outcome?
        }
    };
    Ok(SignedIn { user: believed.user, pair, refused })
}

fn record_sign_in(
    database: &Database,
    tokens: &Tokens,
    Believed { user, subjects }: &Believed,
    address: &str,
    replaced: Option<SessionId>,
) -> Result<(Pair, Option<Refused>)> {
    let actor = Actor { user_id: Some(user.id), agency_id: Some(user.agency_id) };
    actor.name_in_log();
    database.change(actor, |change| {
        let now = users::get(change.reader(), user.id)?;
        if now.password_hash != user.password_hash || now.disabled_at.is_some() {
            return Err(Error::NotSignedIn(Reason::SignInFailed));
        }
        agencies::must_be_open(change, now.agency_id)?;
        subjects.succeed(&mut change.upkeep())?;
        let refused = attempts::find_refused(change.reader(), user.id)?;
        if let Some(standing) = replaced.map(|id| standing::find(change.reader(), id)).transpose()?.flatten() {
            let session = standing.session;
            sessions::end(&mut change.upkeep(), session.id)?;
            let details = json!({ "session_id": session.id, "replaced_by": user.id });
            change.record(Action::SignedOut, session.user_id.0, details)?;
        }
        Ok((open(change, tokens, user, address)?, refused))
    })
}

/// Opens a session that is written nowhere yet.
fn hold(
    database: &Database,
    tokens: &Tokens,
    user: &User,
    address: &str,
    unrecorded: &Unrecorded,
    why: Error,
) -> Result<Pair> {
    let now = database.clock().now();
    let session = opened(tokens, SessionId(new_uuid(now)), user, address, now)?;
    let refresh = tokens::new_refresh()?;
    let token = refresh_token(tokens, &refresh, session.id, now)?;
    let pair = pair(tokens, (session.id, user.id), refresh, now, session.expires_at)?;
    let session_id = session.id;
    let cause = chain(&why);
    unrecorded.hold(session, user, token, why)?;
    tracing::error!(error = cause, %session_id, "signed in without an entry of the log; it is made as soon as it can be");
    Ok(pair)
}

/// Opens a session for an account that is believed.
///
/// # Errors
/// [`Reason::RecordAltered`] for an account that is not the one in the log; database errors.
pub fn open(change: &mut Change<'_>, tokens: &Tokens, user: &User, address: &str) -> Result<Pair> {
    // An account that was changed behind the program's back lets nobody in.
    let known = users::get(change.reader(), user.id)?;
    change.hold_row(&known)?;
    agencies::must_be_open(change, known.agency_id)?;
    let now = change.now();
    let session = opened(tokens, change.new_id(), user, address, now)?;
    let refresh = tokens::new_refresh()?;
    sessions::insert(&mut change.upkeep(), &session)?;
    let token = refresh_token(tokens, &refresh, session.id, now)?;
    sessions::insert_token(&mut change.upkeep(), &token)?;
    change.record(Action::SignedIn, user.id.0, json!({ "session_id": session.id, "address": address }))?;
    pair(tokens, (session.id, user.id), refresh, now, session.expires_at)
}

/// A session that begins now.
fn opened(tokens: &Tokens, id: SessionId, user: &User, address: &str, now: Time) -> Result<Session> {
    let (address, expires_at, mac) = (address.to_owned(), now.plus(SESSION_MICROS), String::new());
    let (created_at, last_used_at) = (now, now);
    let row = Session { id, user_id: user.id, address, created_at, expires_at, ended_at: None, last_used_at, mac };
    Ok(Session { mac: tokens.row_mac(SESSIONS, &row)?, ..row })
}

/// The row of a refresh token that was not used yet.
fn refresh_token(tokens: &Tokens, refresh: &str, session_id: SessionId, now: Time) -> Result<RefreshToken> {
    let token_hash = sha256(refresh.as_bytes()).to_vec();
    let row = RefreshToken { token_hash, session_id, issued_at: now, used_at: None, mac: String::new() };
    Ok(RefreshToken { mac: tokens.row_mac(REFRESH_TOKENS, &row)?, ..row })
}

/// Checks a login and a password, counting failures.
///
/// # Errors
/// As [`sign_in`].
pub fn authenticate(database: &Database, tokens: &Tokens, who: &Credentials, place: &Place) -> Result<Believed> {
    let now = database.clock().now();
    let (user, open, subjects) = database.read(|conn| {
        let user = users::find_by_login(conn, &who.login)?;
        let open = user.as_ref().map(|user| db::accounts::agencies::get(conn, user.agency_id)).transpose()?;
        let open = open.is_some_and(|agency| agency.active);
        let device = user.as_ref().map(|user| place.devices.find(tokens, user, now)).transpose()?.flatten();
        let subjects = match (&user, device) {
            (Some(user), Some(device)) => Subjects::at_device(user.id, device),
            _ => Subjects::new(&who.login, &place.address),
        };
        subjects.check(conn, now)?;
        Ok((user, open, subjects))
    })?;
    let fits = who.password.fits(user.as_ref().map(|user| user.password_hash.as_str()));
    let counts =
        |user: &User| open && user.disabled_at.is_none() && user.password_expires_at.is_none_or(|end| end > now);
    match user {
        Some(user) if fits && counts(&user) => Ok(Believed { user, subjects }),
        user => {
            refuse(database, &subjects, user.as_ref(), &place.address)?;
            Err(Error::NotSignedIn(Reason::SignInFailed))
        }
    }
}

/// Refused sign-ins are recorded until the lock closes, so the log cannot be flooded. The login as typed is not kept:
/// it is a password more often than one thinks.
fn refuse(database: &Database, subjects: &Subjects, user: Option<&User>, address: &str) -> Result<()> {
    database.change(Actor::PROGRAM, |change| {
        let now = change.now();
        subjects.check(change.reader(), now)?;
        let locked = subjects.fail(&mut change.upkeep())?;
        let subject = user.map_or(Uuid::nil(), |user| user.id.0);
        change.record(Action::SignInRefused, subject, json!({ "address": address, "known": user.is_some() }))?;
        match (user, locked) {
            (Some(user), Some(until)) => {
                let details =
                    json!({ "locked_until": until, "address": address, "known_browser": subjects.are_known() });
                change.record(Action::AccountLocked, user.id.0, details)
            }
            _ => Ok(()),
        }
    })
}

/// Gives the next pair for a refresh token.
///
/// # Errors
/// [`Reason::SessionEnded`]; [`Reason::RefreshReused`] when the token had been used before, which ends the session;
/// [`Reason::RecordAltered`] for an account that is not the one in the log.
pub fn refresh(admission: &Admission<'_>, token: &str) -> Result<Pair> {
    let database = admission.database();
    admission.unrecorded().record_of_token(database, token)?;
    match admission.tell(database.upkeep(|upkeep| rotate(upkeep, admission, token)))? {
        Rotation::Next(pair) => Ok(pair),
        Rotation::Reused(viewer, session_id) => {
            database.change(Actor::from(&viewer), |change| {
                sessions::end(&mut change.upkeep(), session_id)?;
                change.record(Action::RefreshReused, viewer.user_id.0, json!({ "session_id": session_id }))
            })?;
            Err(Error::NotSignedIn(Reason::RefreshReused))
        }
    }
}

enum Rotation {
    Next(Pair),
    Reused(Viewer, SessionId),
}

fn rotate(upkeep: &mut Upkeep<'_>, admission: &Admission<'_>, token: &str) -> Result<Rotation> {
    let (now, tokens) = (upkeep.now(), admission.tokens());
    let row = admission.find_token(upkeep.reader(), token)?;
    let standing = admission.find(upkeep.reader(), row.session_id, now)?;
    let (viewer, session) = (standing.viewer(), standing.session);
    Actor::from(&viewer).name_in_log();
    let next = tokens.refresh_after(token);
    let used_at = match row.used_at {
        None => {
            let used = RefreshToken { used_at: Some(now), ..row };
            sessions::use_token(upkeep, &RefreshToken { mac: tokens.row_mac(REFRESH_TOKENS, &used)?, ..used })?;
            sessions::insert_token(upkeep, &refresh_token(tokens, &next, session.id, now)?)?;
            now
        }
        Some(used_at) => {
            let follower = sessions::find_token(upkeep.reader(), &sha256(next.as_bytes()))?;
            let untouched = follower.is_some_and(|follower| follower.used_at.is_none());
            if !untouched || used_at.plus(GRACE_MICROS) < now {
                return Ok(Rotation::Reused(viewer, session.id));
            }
            used_at
        }
    };
    // Dated by the first use, so that a repeated refresh gets the very same access token.
    let ids = (session.id, session.user_id);
    Ok(Rotation::Next(pair(tokens, ids, next, used_at, session.expires_at)?))
}

/// Keeps that a session, as it stood, was used at a time.
pub fn keep_use(database: &Database, tokens: &Tokens, session: Session, at: Time) -> Result<()> {
    let used = Session { last_used_at: at, ..session };
    let used = Session { mac: tokens.row_mac(SESSIONS, &used)?, ..used };
    database.upkeep(|upkeep| sessions::keep_use(upkeep, &used))
}

/// Ends a session.
pub fn sign_out(change: &mut Change<'_>, viewer: &Viewer, session: SessionId) -> Result<()> {
    sessions::end(&mut change.upkeep(), session)?;
    change.record(Action::SignedOut, viewer.user_id.0, json!({ "session_id": session }))
}

/// Records that a second custodian stood by in the caller's session.
///
/// # Errors
/// As [`check_second`]; [`Reason::RecordAltered`] for an account that is not the one in the log.
pub fn confirm(change: &mut Change<'_>, viewer: &Viewer, second: &User, session: SessionId) -> Result<()> {
    let known = users::get(change.reader(), second.id)?;
    change.hold_row(&known)?;
    agencies::must_be_open(change, known.agency_id)?;
    check_second(viewer, &viewer_of(second))?;
    // What somebody else gave opens nothing but the own account.
    if known.password_expires_at.is_some() {
        return Err(Error::field("/password", Reason::PasswordMustChange));
    }
    change.record(Action::SecondConfirmed, second.id.0, json!({ "session_id": session, "caller_id": viewer.user_id }))
}

/// The person of an account, as the rules see them.
pub fn viewer_of(user: &User) -> Viewer {
    Viewer { user_id: user.id, agency_id: user.agency_id, roles: user.roles }
}

fn pair(tokens: &Tokens, ids: (SessionId, UserId), refresh: String, issued: Time, ends: Time) -> Result<Pair> {
    let access = Access { session_id: ids.0, user_id: ids.1 };
    let (access, access_expires_at) = tokens.access(access, issued, ends)?;
    Ok(Pair { access, access_expires_at, refresh, session_expires_at: ends })
}

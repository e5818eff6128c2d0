//! Signing in and out, refreshing, and the second custodian who confirms on the spot.

use serde_json::json;

use crate::audit::sha256;
use crate::db::Database;
use crate::db::accounts::attempts::{self, News};
use crate::db::accounts::sessions::{self, RefreshToken, Session};
use crate::db::accounts::standing;
use crate::db::accounts::users::{self, User};
use crate::db::change::{Actor, Change};
use crate::db::engine::upkeep::Upkeep;
use crate::error::{Error, Result, chain};
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::dual_control::check_second;
use crate::model::ids::{SessionId, UserId, new_uuid};
use crate::model::ledger::event::Action;
use crate::model::reason::Reason;
use crate::model::time::{HOUR, SECOND, Time};
use crate::operations::accounts::admission::{Admission, REFRESH_TOKENS, SESSIONS};
use crate::operations::accounts::agencies;
use crate::operations::accounts::authentication::{Believed, Credentials, Place, authenticate};
use crate::operations::accounts::factors::{self, Proof};
use crate::operations::accounts::unrecorded::Unrecorded;
use crate::tokens::{self, Access, Tokens};

/// A session lasts one shift, whatever is refreshed: eight hours.
pub const SESSION_MICROS: i64 = 8 * HOUR;
/// A refresh whose answer was lost can be repeated for ten seconds.
pub const GRACE_MICROS: i64 = 10 * SECOND;

/// Somebody who has signed in.
pub struct SignedIn {
    /// The account.
    pub user: User,
    /// What the person holds.
    pub pair: Pair,
    /// What came about since the sign-in before.
    pub news: News,
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
/// As [`authenticate`].
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
    let recorded = record_sign_in(database, tokens, &believed, &place.address, replaced);
    let (pair, news) = match recorded.map_err(|error| believed.refuse_code(database, &place.address, error)) {
        Err(why @ Error::Unavailable(_)) if replaced.is_none() => {
            (hold(database, tokens, &believed, &place.address, unrecorded, why)?, News::default())
        }
        outcome => {
            unrecorded.forget_failures();
            outcome?
        }
    };
    Ok(SignedIn { user: believed.user, pair, news })
}

fn record_sign_in(
    database: &Database,
    tokens: &Tokens,
    believed: &Believed,
    address: &str,
    replaced: Option<SessionId>,
) -> Result<(Pair, News)> {
    let user = &believed.user;
    let actor = Actor::from(&user.viewer());
    actor.name_in_log();
    database.change(actor, |change| {
        believed.admit(change)?;
        believed.succeed(&mut change.upkeep())?;
        let news = attempts::find_news(change.reader(), user.id)?;
        if let Some(standing) = replaced.map(|id| standing::find(change.reader(), id)).transpose()?.flatten() {
            let session = standing.session;
            sessions::end(&mut change.upkeep(), session.id)?;
            let details = json!({ "session_id": session.id, "replaced_by": user.id });
            change.record(Action::SignedOut, session.user_id.0, details)?;
        }
        Ok((open(change, tokens, user, address)?, news))
    })
}

/// Opens a session that is written nowhere yet. No recovery code does: that it was used cannot be kept.
fn hold(
    database: &Database,
    tokens: &Tokens,
    Believed { user, proof, .. }: &Believed,
    address: &str,
    unrecorded: &Unrecorded,
    why: Error,
) -> Result<Pair> {
    let step = match proof {
        None => None,
        Some(Proof::Step(step)) => Some(*step),
        Some(Proof::Recovery(_)) => return Err(why),
    };
    let now = database.clock().now();
    let session = opened(tokens, SessionId(new_uuid(now)), user, address, now)?;
    let refresh = tokens::new_refresh()?;
    let token = refresh_token(tokens, &refresh, session.id, now)?;
    let pair = pair(tokens, (session.id, user.id), refresh, now, session.expires_at)?;
    let session_id = session.id;
    let cause = chain(&why);
    unrecorded.hold(session, user, (token, step), why)?;
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
pub fn confirm(change: &mut Change<'_>, viewer: &Viewer, second: &Believed, session: SessionId) -> Result<()> {
    let (second, proof) = (&second.user, second.proof);
    let known = users::get(change.reader(), second.id)?;
    change.hold_row(&known)?;
    agencies::must_be_open(change, known.agency_id)?;
    check_second(viewer, &second.viewer())?;
    // What somebody else gave opens nothing but the own account.
    if known.password_expires_at.is_some() {
        return Err(Error::field("/password", Reason::PasswordMustChange));
    }
    if known.factor().is_none() && known.roles.need_factor(standing::find_factor_rule(change.reader())?) {
        return Err(Error::field("/password", Reason::FactorMustSetUp));
    }
    factors::spend(change, known.id, proof)?;
    change.record(Action::SecondConfirmed, second.id.0, json!({ "session_id": session, "caller_id": viewer.user_id }))
}

fn pair(tokens: &Tokens, ids: (SessionId, UserId), refresh: String, issued: Time, ends: Time) -> Result<Pair> {
    let access = Access { session_id: ids.0, user_id: ids.1 };
    let (access, access_expires_at) = tokens.access(access, issued, ends)?;
    Ok(Pair { access, access_expires_at, refresh, session_expires_at: ends })
}

//! Signing in and out, refreshing, and the second custodian who confirms on the spot.

use serde_json::{Value, json};

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
use crate::model::ids::{LinkedIdentityId, PasskeyId, SessionId, UserId, new_uuid};
use crate::model::ledger::event::Action;
use crate::model::reason::Reason;
use crate::model::time::{HOUR, MINUTE, SECOND, Time};
use crate::operations::accounts::admission::{Admission, REFRESH_TOKENS, SESSIONS, check_entrance};
use crate::operations::accounts::agencies;
use crate::operations::accounts::authentication::{Believed, Coming, Place};
use crate::operations::accounts::certificates::Held;
use crate::operations::accounts::devices::{Devices, Signed};
use crate::operations::accounts::factors::{self, Proof};
use crate::operations::accounts::passwords::{PasswordHash, is_outdated};
use crate::operations::accounts::unrecorded::Unrecorded;
use crate::operations::accounts::users::renew_hash;
use crate::tokens::{self, Access, Tokens};

/// A session lasts one shift, whatever is refreshed: eight hours.
pub const SESSION_MICROS: i64 = 8 * HOUR;
/// A refresh whose answer was lost can be repeated for ten seconds.
pub const GRACE_MICROS: i64 = 10 * SECOND;

/// For so long a person who has said who they are need not say it again before what matters most: a quarter of an hour.
pub const PROOF_MICROS: i64 = 15 * MINUTE;

/// Where a session is opened.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'o> {
    /// The network address the call came from.
    pub address: &'o str,
    /// What the program at the other end calls itself.
    pub browser: &'o str,
    /// By what the browser is known; none of a program that keeps nothing.
    pub device: Option<&'o str>,
    /// Whether the person had not signed in there before, as far as it is known.
    pub is_new: bool,
    /// The passkey that was shown.
    pub passkey: Option<PasskeyId>,
    /// The certificate that the session is bound to.
    pub certificate: Option<&'o Held>,
    /// Whether the person is known to be there: a certificate alone comes along by itself.
    pub present: bool,
    /// The identity that the identity provider vouched for.
    pub identity: Option<LinkedIdentityId>,
}

/// Somebody who has signed in.
pub struct SignedIn {
    /// What the person holds.
    pub pair: Pair,
    /// What came about since the sign-in before.
    pub news: News,
    /// The browser, if it keeps by what it is known.
    pub device: Option<Signed>,
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
/// As [`Coming::believe`]; [`Reason::AddressNotAllowed`] for an administrator who is believed.
pub fn sign_in(
    database: &Database,
    tokens: &Tokens,
    who: &Coming,
    place: &Place,
    replaced: Option<SessionId>,
    unrecorded: &Unrecorded,
) -> Result<SignedIn> {
    let believe = || {
        who.believe(database, tokens, place).inspect_err(|error| {
            if matches!(error, Error::Unavailable(_)) {
                unrecorded.count_failure()
            }
        })
    };
    let mut believed = believe()?;
    check_entrance(place.entrance.as_ref(), &believed.user)?;
    let (before, now) = (believed.user.clone(), database.clock().now());
    let signed = |devices: &Devices| devices.clone().signed_in(tokens, &before, &before, now);
    let device = place.devices.as_ref().map(signed).transpose()?;
    let held = believed.certificate().cloned();
    let origin = Origin {
        address: &place.address,
        browser: &place.browser,
        device: device.as_ref().map(|signed| signed.id.as_str()),
        is_new: device.as_ref().is_none_or(|signed| signed.is_new),
        passkey: believed.passkey().map(|shown| shown.id),
        certificate: held.as_ref(),
        present: !matches!(who, Coming::Certificate),
        identity: believed.identity(),
    };
    let anew = anew(&believed, who)?;
    let hashed_anew = anew.is_some();
    let mut recorded = record_sign_in(database, tokens, &mut believed, origin, replaced, anew);
    if hashed_anew && matches!(recorded, Err(Error::NotSignedIn(Reason::SignInFailed))) {
        // Somebody signed in at the same time, and had it hashed anew.
        believed = believe()?;
        recorded = record_sign_in(database, tokens, &mut believed, origin, replaced, None);
    }
    let (pair, news) = match recorded.map_err(|error| believed.refuse_code(database, &place.address, error)) {
        Err(why @ Error::Unavailable(_)) if replaced.is_none() => {
            (hold(database, tokens, &believed, origin, unrecorded, why)?, News::default())
        }
        outcome => {
            unrecorded.forget_failures();
            outcome?
        }
    };
    let device = device.map(|signed| signed.known_by(tokens, &before, &believed.user, now)).transpose()?;
    Ok(SignedIn { pair, news, device })
}

/// The password hashed as it is today, where the hash there is was made with less work.
fn anew(believed: &Believed, who: &Coming) -> Result<Option<PasswordHash>> {
    match who {
        Coming::Password(who) if is_outdated(&believed.user.password_hash) => who.password.hash().map(Some),
        _ => Ok(None),
    }
}

fn record_sign_in(
    database: &Database,
    tokens: &Tokens,
    believed: &mut Believed,
    origin: Origin<'_>,
    replaced: Option<SessionId>,
    anew: Option<PasswordHash>,
) -> Result<(Pair, News)> {
    let user = &believed.user;
    let actor = Actor::from(&user.viewer());
    actor.name_in_log();
    let (pair, news, user) = database.change(actor, |change| {
        believed.admit(change)?;
        believed.succeed(&mut change.upkeep())?;
        // Confirming as the second custodian makes a browser known, and is no sign-in there.
        let last_here = origin.device.map(|device| sessions::find_last_at(change.reader(), user.id, device));
        let last_here = last_here.transpose()?.flatten();
        let origin = Origin { is_new: last_here.is_none(), ..origin };
        let news = attempts::find_news(change.reader(), user.id, last_here)?;
        if let Some(standing) = replaced.map(|id| standing::find(change.reader(), id)).transpose()?.flatten() {
            let session = standing.session;
            sessions::end(&mut change.upkeep(), session.id)?;
            let details = json!({ "session_id": session.id, "replaced_by": user.id });
            change.record(Action::SignedOut, session.user_id.0, details)?;
        }
        let pair = open(change, tokens, user, origin)?;
        let user = anew.map(|hash| renew_hash(change, user.id, hash)).transpose()?;
        Ok((pair, news, user))
    })?;
    if let Some(user) = user {
        believed.user = user;
    }
    Ok((pair, news))
}

/// Opens a session that is written nowhere yet. No recovery code, no passkey, no certificate and no identity does: that it was used cannot be
/// kept.
fn hold(
    database: &Database,
    tokens: &Tokens,
    believed @ Believed { user, proof, .. }: &Believed,
    origin: Origin<'_>,
    unrecorded: &Unrecorded,
    why: Error,
) -> Result<Pair> {
    let step = match proof {
        _ if believed.identity().is_some() => return Err(why),
        None => None,
        Some(Proof::Step(step)) => Some(*step),
        Some(Proof::Recovery(_) | Proof::Passkey(_) | Proof::Certificate(_)) => return Err(why),
    };
    let now = database.clock().now();
    let session = opened(tokens, SessionId(new_uuid(now)), user, origin, now)?;
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
pub fn open(change: &mut Change<'_>, tokens: &Tokens, user: &User, origin: Origin<'_>) -> Result<Pair> {
    // An account that was changed behind the program's back lets nobody in.
    let known = users::get(change.reader(), user.id)?;
    change.hold_row(&known)?;
    agencies::must_be_open(change, known.agency_id)?;
    let now = change.now();
    let session = opened(tokens, change.new_id(), user, origin, now)?;
    let refresh = tokens::new_refresh()?;
    sessions::insert(&mut change.upkeep(), &session)?;
    let token = refresh_token(tokens, &refresh, session.id, now)?;
    sessions::insert_token(&mut change.upkeep(), &token)?;
    let mut details = json!({ "session_id": session.id, "address": origin.address });
    name_shown(&mut details, origin.passkey, origin.certificate, origin.identity);
    change.record(Action::SignedIn, user.id.0, details)?;
    pair(tokens, (session.id, user.id), refresh, now, session.expires_at)
}

/// Says in an entry which passkey, certificate or identity was shown.
fn name_shown(
    details: &mut Value,
    passkey: Option<PasskeyId>,
    certificate: Option<&Held>,
    identity: Option<LinkedIdentityId>,
) {
    let named = [
        ("passkey_id", passkey.map(|id| id.0)),
        ("certificate_id", certificate.map(|held| held.id.0)),
        ("linked_identity_id", identity.map(|id| id.0)),
    ];
    for (name, id) in named {
        if let (Some(members), Some(id)) = (details.as_object_mut(), id) {
            members.insert(name.to_owned(), json!(id));
        }
    }
}

/// A session that begins now.
fn opened(tokens: &Tokens, id: SessionId, user: &User, origin: Origin<'_>, now: Time) -> Result<Session> {
    let row = Session {
        id,
        user_id: user.id,
        address: origin.address.to_owned(),
        created_at: now,
        expires_at: now.plus(SESSION_MICROS),
        ended_at: None,
        last_used_at: now,
        // Whoever comes with a certificate alone has proved nothing for what matters most.
        proved_at: if origin.present { now } else { now.plus(-PROOF_MICROS) },
        browser: origin.browser.to_owned(),
        device: origin.device.map(str::to_owned),
        new_device: origin.is_new,
        certificate: origin.certificate.map(|held| held.sha256.clone()),
        mac: String::new(),
    };
    vouched(tokens, row)
}

fn vouched(tokens: &Tokens, row: Session) -> Result<Session> {
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
pub fn keep_use(database: &Database, tokens: &Tokens, known: &Session, at: Time) -> Result<()> {
    let used = vouched(tokens, Session { last_used_at: at.max(known.last_used_at), ..known.clone() })?;
    database.upkeep(|upkeep| sessions::keep_use(upkeep, known, &used).map(drop))
}

/// Keeps that the owner of a session said anew who they are; answers until when that counts.
///
/// # Errors
/// As [`Believed::admit`]; [`Reason::SessionEnded`] when it ended meanwhile.
pub fn reauthenticate(change: &mut Change<'_>, tokens: &Tokens, believed: &Believed, id: SessionId) -> Result<Time> {
    believed.admit(change)?;
    believed.succeed(&mut change.upkeep())?;
    let ended = || Error::NotSignedIn(Reason::SessionEnded);
    let known = sessions::find(change.reader(), id)?.ok_or_else(ended)?;
    let now = change.now();
    let proved = vouched(tokens, Session { proved_at: now, last_used_at: now, ..known.clone() })?;
    if !sessions::keep_use(&mut change.upkeep(), &known, &proved)? {
        return Err(ended());
    }
    let mut details = json!({ "session_id": id });
    let (passkey, certificate) = (believed.passkey().map(|shown| shown.id), believed.certificate());
    name_shown(&mut details, passkey, certificate, believed.identity());
    change.record(Action::Reauthenticated, believed.user.id.0, details)?;
    Ok(now.plus(PROOF_MICROS))
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
    let (second, proof, passkey) = (&second.user, second.proof.as_ref(), second.passkey().map(|shown| shown.id));
    let known = users::get(change.reader(), second.id)?;
    change.hold_row(&known)?;
    agencies::must_be_open(change, known.agency_id)?;
    check_second(viewer, &second.viewer())?;
    // What somebody else gave, or has grown old, opens nothing but the own account.
    let rules = standing::find_rules(change.reader())?;
    if rules.password_must_change(&known, change.now()) {
        return Err(Error::field("/password", Reason::PasswordMustChange));
    }
    if !known.has_second_factor() && known.roles.need_factor(rules.factor()) {
        return Err(Error::field("/password", Reason::FactorMustSetUp));
    }
    factors::spend(change, known.id, proof)?;
    let mut details = json!({ "session_id": session, "caller_id": viewer.user_id });
    name_shown(&mut details, passkey, None, None);
    change.record(Action::SecondConfirmed, second.id.0, details)
}

fn pair(tokens: &Tokens, ids: (SessionId, UserId), refresh: String, issued: Time, ends: Time) -> Result<Pair> {
    let access = Access { session_id: ids.0, user_id: ids.1 };
    let (access, access_expires_at) = tokens.access(access, issued, ends)?;
    Ok(Pair { access, access_expires_at, refresh, session_expires_at: ends })
}

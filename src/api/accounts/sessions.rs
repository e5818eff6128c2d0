//! Signing in and out over HTTP.

use actix_web::cookie::Cookie;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::AppState;
use crate::api::blocking::block;
use crate::api::http::body::Body;
use crate::api::http::session::Session;
use crate::api::http::{cookies, may};
use crate::db::Database;
use crate::db::accounts::attempts::{News, Refused};
use crate::db::accounts::sessions::Elsewhere;
use crate::db::accounts::users::User;
use crate::error::{Error, Result};
use crate::model::ids::SessionId;
use crate::model::reason::{Reason, Refusal};
use crate::model::time::Time;
use crate::operations::accounts::authentication::{Believed, Coming, Credentials, Place};
use crate::operations::accounts::devices::Devices;
use crate::operations::accounts::factors::Code;
use crate::operations::accounts::passkeys::challenges::Purpose;
use crate::operations::accounts::passkeys::{Assertion, Ceremony};
use crate::operations::accounts::passwords::Password;
use crate::operations::accounts::sessions::{self as operations, Pair};
use crate::tokens::Tokens;

/// Characters that are kept of what a browser calls itself.
const BROWSER: usize = 200;

/// Who signs in, and how the tokens are wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Name to sign in with.
    #[schema(max_length = 64)]
    login: String,
    /// The password.
    password: Password,
    /// For an account with a second factor: the six digits that the authenticator shows, or a recovery code. Without it a right
    /// password is answered with `code_needed`.
    #[serde(default)]
    code: Option<Code>,
    /// Instead of a code: what a passkey of the account answers to a challenge.
    #[serde(default)]
    passkey: Option<Assertion>,
    /// Browsers: the tokens come as cookies that scripts cannot read, and not in the body.
    #[serde(default)]
    cookies: bool,
    /// Browsers: whether to end the session of somebody else that still lives in the browser. Without it, such a
    /// sign-in is refused.
    #[serde(default)]
    replace_session: bool,
}

/// The refresh token of a program; a browser sends its cookie.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    #[schema(value_type = Option<String>, max_length = 128)]
    refresh_token: Option<Password>,
}

/// The tokens; for browsers only when they run out.
#[derive(Debug, Serialize, ToSchema)]
pub struct TokensView {
    /// To be sent as `Authorization: Bearer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    access_token: Option<String>,
    access_expires_at: Time,
    /// For the next pair; good once.
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    /// When the session ends, whatever is refreshed.
    session_expires_at: Time,
    /// After signing in: the sign-ins to the account that were refused since the one before, if there were any.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<RefusedView>,
    /// After signing in: when an administrator removed the second factor, if it was since the sign-in before.
    #[serde(skip_serializing_if = "Option::is_none")]
    factor_taken_at: Option<Time>,
    /// After signing in: when a passkey was refused that somebody may have copied, if it was since the sign-in before.
    #[serde(skip_serializing_if = "Option::is_none")]
    passkey_refused_at: Option<Time>,
    /// After signing in where the person had signed in before: the sign-ins at browsers new to the account since then.
    #[serde(skip_serializing_if = "Option::is_none")]
    elsewhere: Option<ElsewhereView>,
}

/// Sign-ins that were refused.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefusedView {
    /// How many; those that came while the account was locked are not counted.
    count: i64,
    last_at: Time,
}

/// Sign-ins at browsers that had not been used for the account before.
#[derive(Debug, Serialize, ToSchema)]
pub struct ElsewhereView {
    count: i64,
    /// The last of them.
    at: Time,
    /// Where it came from.
    address: String,
    /// What the browser called itself.
    browser: String,
}

/// Signs in. While the database takes nothing, such as on a full disk, the session is good for reading.
#[utoipa::path(
    tag = "session",
    operation_id = "sign_in",
    request_body = SignIn,
    security(()),
    responses((status = 200, body = TokensView))
)]
#[post("/session")]
pub async fn sign_in(state: web::Data<AppState>, request: HttpRequest, body: Body<SignIn>) -> Result<HttpResponse> {
    let SignIn { login, password, code, passkey, cookies, replace_session } = body.read()?;
    let living = if cookies { find_living(&state, &request).await? } else { None };
    let others = living.filter(|(_, user)| user.login != login);
    let who = Coming::Password(Credentials { login, password, code, passkey });
    let turn = state.turns.hash().await?;
    let answer = open(&state, &request, who, others, Wanted { cookies, replace_session }).await;
    drop(turn);
    answer
}

/// How a session is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub cookies: bool,
    pub replace_session: bool,
}

/// Opens a session for whoever is believed, in place of that of somebody else in the same browser.
pub(super) async fn open(
    state: &web::Data<AppState>,
    request: &HttpRequest,
    who: Coming,
    others: Option<(SessionId, User)>,
    Wanted { cookies, replace_session }: Wanted,
) -> Result<HttpResponse> {
    if cookies {
        cookies::same_site(request)?;
    }
    if let Some((_, user)) = others.as_ref().filter(|_| !replace_session) {
        return Err(Refusal::new(Reason::SessionLiving).with("name", &user.name).into());
    }
    let replaced = others.map(|(id, _)| id);
    let purpose = Purpose::SignIn(cookies::passkey(request).unwrap_or_default());
    let place = place_of(state, request, state.ceremony(request, purpose));
    let devices = cookies.then(|| place.devices.unwrap_or_default());
    let place = Place { devices, entrance: Some(state.entrance(request)), ..place };
    let shared = state.clone();
    let signed_in = block(move || {
        let (database, tokens) = (&shared.database, &shared.keys.tokens);
        operations::sign_in(database, tokens, &who, &place, replaced, &shared.unrecorded)
    })
    .await?;
    let device = signed_in.device.map(|device| cookies::of_device(device.cookie));
    Ok(answer(state, signed_in.pair, signed_in.news, cookies, device))
}

/// Signs out: the session ends at once.
#[utoipa::path(
    tag = "session",
    operation_id = "sign_out",
    security(("session" = ["own_account"])),
    responses((status = 204))
)]
#[delete("/session")]
pub async fn sign_out(session: Session<may::OwnAccount>) -> Result<HttpResponse> {
    let id = session.id();
    session.change(move |change, viewer| operations::sign_out(change, viewer, id)).await?;
    Ok(cleared_cookies(None))
}

/// Gives the next pair of tokens. A refresh token is good once; using an older one ends the session.
#[utoipa::path(
    tag = "session",
    operation_id = "refresh_session",
    request_body = Refresh,
    security(()),
    responses((status = 200, body = TokensView))
)]
#[post("/session/refresh")]
pub async fn refresh(state: web::Data<AppState>, request: HttpRequest, body: Body<Refresh>) -> Result<HttpResponse> {
    let sent = body.read()?.refresh_token;
    let in_cookie = sent.is_none();
    let token = match sent {
        Some(token) => token,
        None => {
            let token = cookies::refresh(&request).ok_or(Error::NotSignedIn(Reason::SignInNeeded))?;
            cookies::same_site(&request)?;
            Password::new(token)
        }
    };
    let shared = state.clone();
    let entrance = Some(state.entrance(&request));
    let pair = block(move || operations::refresh(&shared.admission(entrance), token.reveal())).await?;
    Ok(answer(&state, pair, News::default(), in_cookie, None))
}

/// Believes somebody outside of a transaction, once there is a turn for it; what is wrong is counted.
pub(in crate::api) async fn believe(
    state: &web::Data<AppState>,
    who: Credentials,
    place: Place,
    check: fn(&Database, &Tokens, &Credentials, &Place) -> Result<Believed>,
) -> Result<Believed> {
    let turn = state.turns.hash().await?;
    let shared = state.clone();
    let believed = block(move || check(&shared.database, &shared.keys.tokens, &who, &place)).await;
    drop(turn);
    believed
}

/// Where somebody is, as far as a call tells.
pub(in crate::api) fn place_of(state: &AppState, request: &HttpRequest, ceremony: Option<Ceremony>) -> Place {
    let browser = request.headers().get(header::USER_AGENT).map(|value| String::from_utf8_lossy(value.as_bytes()));
    Place {
        address: state.address(request),
        browser: browser.iter().flat_map(|text| text.chars()).filter(|c| !c.is_control()).take(BROWSER).collect(),
        devices: cookies::devices(request),
        // Only whoever comes in anew is asked: the session's own entrance was looked at.
        entrance: None,
        certificate: state.certificate(request),
        ceremony,
    }
}

/// The cookie by which a browser is known as one that this person has used, also by the password of `before`.
pub(in crate::api) fn known_browser(
    state: &AppState,
    devices: Devices,
    before: &User,
    user: &User,
) -> Result<Cookie<'static>> {
    let signed = devices.signed_in(&state.keys.tokens, before, user, state.database.clock().now())?;
    Ok(cookies::of_device(signed.cookie))
}

pub(super) async fn find_living(
    state: &web::Data<AppState>,
    request: &HttpRequest,
) -> Result<Option<(SessionId, User)>> {
    let Some(token) = cookies::refresh(request) else { return Ok(None) };
    let shared = state.clone();
    // Whose session it is counts here, not what it may do.
    block(move || operations::find_living(&shared.admission(None), &token)).await
}

fn answer(state: &AppState, pair: Pair, news: News, in_cookies: bool, device: Option<Cookie<'static>>) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    if in_cookies {
        for cookie in cookies::of(&pair, state.database.clock().now()).into_iter().chain(device) {
            response.cookie(cookie);
        }
    }
    let shown = |token: String| (!in_cookies).then_some(token);
    response.json(TokensView {
        access_token: shown(pair.access),
        access_expires_at: pair.access_expires_at,
        refresh_token: shown(pair.refresh),
        session_expires_at: pair.session_expires_at,
        refused: news.refused.map(|Refused { count, last_at }| RefusedView { count, last_at }),
        factor_taken_at: news.factor_taken_at,
        passkey_refused_at: news.passkey_refused_at,
        elsewhere: news.elsewhere.map(|Elsewhere { count, at, address, browser }| ElsewhereView {
            count,
            at,
            address,
            browser,
        }),
    })
}

/// Nothing of the session stays in the browser. Its storage does: it holds scans that were not sent yet, and drafts,
/// of this person and of others; and so does what it is known by, so that the cookies go one by one.
pub(super) fn cleared_cookies(device: Option<Cookie<'static>>) -> HttpResponse {
    let mut response = HttpResponse::NoContent();
    for cookie in cookies::cleared().into_iter().chain(device) {
        response.cookie(cookie);
    }
    response.insert_header((header::HeaderName::from_static("clear-site-data"), "\"cache\""));
    response.finish()
}

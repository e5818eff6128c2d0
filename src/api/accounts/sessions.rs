//! Signing in and out over HTTP, and the own account.

use actix_web::cookie::Cookie;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder, delete, get, post, web};
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
use crate::db::accounts::{agencies, standing, users};
use crate::db::engine::connection::Conn;
use crate::error::{Error, Result};
use crate::model::accounts::agency::AgencyKind;
use crate::model::accounts::role::{Permission, Role};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{AgencyId, SessionId, UserId};
use crate::model::reason::{Reason, Refusal};
use crate::model::time::{SECOND, Time};
use crate::operations::accounts::authentication::{Believed, Credentials, Place, check_password};
use crate::operations::accounts::devices::Devices;
use crate::operations::accounts::factors::{Code, recovery};
use crate::operations::accounts::passwords::Password;
use crate::operations::accounts::passwords::guessable::Context;
use crate::operations::accounts::sessions::{self as operations, Pair};
use crate::operations::accounts::users::change_password as change_own_password;
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

/// The person signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    user: MyUser,
    agency: MyAgency,
    roles: Vec<Role>,
    permissions: Vec<Permission>,
    /// Whether nothing else works until an own password is chosen.
    must_change_password: bool,
    /// Whether nothing else works until a second factor is set up.
    must_set_up_factor: bool,
    factor: MyFactor,
    /// After so many seconds without use the session ends. Calls with the header `Background-Call` are no use.
    idle_seconds: i64,
}

/// The own account.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyUser {
    id: UserId,
    login: String,
    name: String,
    /// Up to which level one may know of cases.
    clearance: SecrecyLevel,
}

/// The own second factor.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyFactor {
    /// Since when it counts; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed_at: Option<Time>,
    /// Recovery codes that were not used yet.
    recovery_codes_left: u32,
    /// Whether the person must have one.
    needed: bool,
}

/// The own agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyAgency {
    id: AgencyId,
    code: String,
    name: String,
    kind: AgencyKind,
}

/// A new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// The one that holds now.
    current: Password,
    /// 15 to 128 characters, none of the common ones, without login or name.
    new: Password,
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
    let SignIn { login, password, code, cookies, replace_session } = body.read()?;
    if cookies {
        cookies::same_site(&request)?;
    }
    let living = if cookies { find_living(&state, &request).await? } else { None };
    let others = living.filter(|(_, user)| user.login != login);
    if let Some((_, user)) = others.as_ref().filter(|_| !replace_session) {
        return Err(Refusal::new(Reason::SessionLiving).with("name", &user.name).into());
    }
    let replaced = others.map(|(id, _)| id);
    let place = place_of(&state, &request);
    let devices = cookies.then(|| place.devices.unwrap_or_default());
    let place = Place { devices, entrance: state.entrance(&request), ..place };
    let turn = state.turns.hash().await?;
    let shared = state.clone();
    let who = Credentials { login, password, code };
    let signed_in = block(move || {
        let (database, tokens) = (&shared.database, &shared.keys.tokens);
        operations::sign_in(database, tokens, &who, &place, replaced, &shared.unrecorded)
    })
    .await?;
    drop(turn);
    let device = signed_in.device.map(|device| cookies::of_device(device.cookie));
    Ok(answer(&state, signed_in.pair, signed_in.news, cookies, device))
}

/// Who is signed in, with roles and permissions.
#[utoipa::path(
    tag = "session",
    operation_id = "get_session",
    security(("session" = ["own_account"])),
    responses((status = 200, body = Me))
)]
#[get("/session")]
pub async fn me(session: Session<may::OwnAccount>) -> Result<impl Responder> {
    let (user, agency, idle, rule) = session
        .read(|conn, viewer| {
            let user = users::get(conn, viewer.user_id)?;
            let agency = agencies::get(conn, user.agency_id)?;
            let idle = standing::find_idle_micros(conn, user.roles)?;
            Ok((user, agency, idle, standing::find_factor_rule(conn)?))
        })
        .await?;
    let (needed, left) = (user.roles.need_factor(rule), recovery::count(user.recovery_left));
    Ok(web::Json(Me {
        must_set_up_factor: needed && user.factor().is_none(),
        factor: MyFactor { confirmed_at: user.factor_confirmed_at, recovery_codes_left: left, needed },
        roles: user.roles.iter().collect(),
        permissions: user.roles.permissions(),
        idle_seconds: idle / SECOND,
        must_change_password: user.password_expires_at.is_some(),
        user: MyUser { id: user.id, login: user.login, name: user.name, clearance: user.clearance },
        agency: MyAgency { id: agency.id, code: agency.code, name: agency.name, kind: agency.kind },
    }))
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
    let entrance = state.entrance(&request);
    let pair = block(move || operations::refresh(&shared.admission(entrance), token.reveal())).await?;
    Ok(answer(&state, pair, News::default(), in_cookie, None))
}

/// Changes the own password; every session of the person ends, this one too.
#[utoipa::path(
    tag = "session",
    operation_id = "change_password",
    request_body = NewPassword,
    security(("session" = ["own_account"])),
    responses((status = 204))
)]
#[post("/session/password")]
pub async fn change_password(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    body: Body<NewPassword>,
) -> Result<HttpResponse> {
    let state = session.state();
    let place = place_of(&state, &request);
    let devices = place.devices.clone();
    let read = |conn: &mut Conn, viewer: &Viewer| {
        let user = users::get(conn, viewer.user_id)?;
        Ok((Context::of(conn, &user.login, &user.name, user.agency_id)?, user, body.read()?))
    };
    let (context, user, wanted) = session.read(read).await?;
    let turn = state.turns.hash().await?;
    let (before, shared) = (user.clone(), state.clone());
    let (known, chosen) = block(move || {
        shared.passwords.check(&wanted.new, &context, "/new")?;
        if wanted.new == wanted.current {
            return Err(Error::field("/new", Reason::PasswordSame));
        }
        let who = Credentials { login: user.login, password: wanted.current, code: None };
        let believed = check_password(&shared.database, &shared.keys.tokens, &who, &place);
        let believed = believed.map_err(|error| match error {
            Error::NotSignedIn(_) => Error::field("/current", Reason::PasswordWrong),
            other => other,
        })?;
        Ok((believed.user.password_hash, wanted.new.hash()?))
    })
    .await?;
    drop(turn);
    let user = session
        .change(move |change, viewer| {
            change_own_password(change, viewer.user_id, &known, chosen)?;
            users::get(change.reader(), viewer.user_id)
        })
        .await?;
    let device = devices.map(|devices| known_browser(&state, devices, &before, &user)).transpose()?;
    Ok(cleared_cookies(device))
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
pub(in crate::api) fn place_of(state: &AppState, request: &HttpRequest) -> Place {
    let browser = request.headers().get(header::USER_AGENT).map(|value| String::from_utf8_lossy(value.as_bytes()));
    Place {
        address: state.address(request),
        browser: browser.iter().flat_map(|text| text.chars()).filter(|c| !c.is_control()).take(BROWSER).collect(),
        devices: cookies::devices(request),
        // Only whoever comes in anew is asked: the session's own entrance was looked at.
        entrance: None,
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

async fn find_living(state: &web::Data<AppState>, request: &HttpRequest) -> Result<Option<(SessionId, User)>> {
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
fn cleared_cookies(device: Option<Cookie<'static>>) -> HttpResponse {
    let mut response = HttpResponse::NoContent();
    for cookie in cookies::cleared().into_iter().chain(device) {
        response.cookie(cookie);
    }
    response.insert_header((header::HeaderName::from_static("clear-site-data"), "\"cache\""));
    response.finish()
}

//! The own account: what somebody is and may, and the own password.

use actix_web::{HttpRequest, HttpResponse, Responder, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::accounts::sessions::{believe, cleared_cookies, known_browser, place_of};
use crate::api::blocking::block;
use crate::api::http::body::Body;
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::db::accounts::standing::Standing;
use crate::db::accounts::users;
use crate::db::engine::connection::Conn;
use crate::error::{Error, Result};
use crate::model::accounts::agency::AgencyKind;
use crate::model::accounts::role::{Permission, Role};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{AgencyId, UserId};
use crate::model::reason::Reason;
use crate::model::time::{SECOND, Time};
use crate::operations::accounts::authentication::{Credentials, check_password};
use crate::operations::accounts::factors::recovery;
use crate::operations::accounts::passwords::Password;
use crate::operations::accounts::passwords::guessable::Context;
use crate::operations::accounts::users::change_password as change_own_password;

/// The person signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    user: MyUser,
    agency: MyAgency,
    roles: Vec<Role>,
    permissions: Vec<Permission>,
    /// Whether nothing else works until a password is chosen: somebody else gave the one there is, or it has grown old.
    must_change_password: bool,
    password: MyPassword,
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

/// What is asked of the own password.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyPassword {
    /// Characters a new one has at least.
    shortest: usize,
    /// How many of four kinds of characters a new one has at least: small letters, capital letters, digits, others. 0 where none is asked for.
    kinds: usize,
    /// From when on another one has to be chosen; absent where passwords do not grow old.
    #[serde(skip_serializing_if = "Option::is_none")]
    ends_at: Option<Time>,
}

/// The own second factor.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyFactor {
    /// Since when codes of an authenticator are asked for; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed_at: Option<Time>,
    /// How many passkeys the account has.
    passkeys: i32,
    /// How many certificates it has.
    certificates: i32,
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
    /// As long as the security profile asks for and at most 128 characters, none of the common ones, without login or name.
    new: Password,
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
    let (id, now, state) = (session.id(), session.now(), session.state());
    let standing = session.read(move |conn, _| state.admission(None).find(conn, id, now)).await?;
    let must_change_password = standing.must_change_password();
    let Standing { user, agency, rules, .. } = standing;
    let (needed, left) = (user.roles.need_factor(rules.factor()), recovery::count(user.recovery_left));
    let demands = rules.profile().passwords();
    Ok(web::Json(Me {
        must_set_up_factor: needed && !user.has_second_factor(),
        factor: MyFactor {
            confirmed_at: user.factor_confirmed_at,
            passkeys: user.passkeys.unwrap_or_default(),
            certificates: user.certificates.unwrap_or_default(),
            recovery_codes_left: left,
            needed,
        },
        roles: user.roles.iter().collect(),
        permissions: user.roles.permissions(),
        idle_seconds: rules.idle_micros(user.roles) / SECOND,
        must_change_password,
        password: MyPassword {
            shortest: demands.shortest,
            kinds: demands.kinds,
            ends_at: rules.password_ends_at(&user).filter(|_| user.password_expires_at.is_none()),
        },
        user: MyUser { id: user.id, login: user.login, name: user.name, clearance: user.clearance },
        agency: MyAgency { id: agency.id, code: agency.code, name: agency.name, kind: agency.kind },
    }))
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
    let place = place_of(&state, &request, None);
    let devices = place.devices.clone();
    let read = |conn: &mut Conn, viewer: &Viewer| {
        let user = users::get(conn, viewer.user_id)?;
        Ok((Context::of(conn, &user.login, &user.name, user.agency_id)?, user, body.read()?))
    };
    let (context, user, wanted) = session.read(read).await?;
    if wanted.new == wanted.current {
        return Err(Error::field("/new", Reason::PasswordSame));
    }
    let (before, chosen, shared) = (user.clone(), wanted.new.clone(), state.clone());
    block(move || shared.passwords.check(&chosen, &context, "/new")).await?;
    let who = Credentials { login: user.login, password: wanted.current, code: None, passkey: None };
    let believed = believe(&state, who, place, check_password).await.map_err(|error| match error {
        Error::NotSignedIn(_) => Error::field("/current", Reason::PasswordWrong),
        other => other,
    })?;
    let known = believed.user.password_hash;
    let turn = state.turns.hash().await?;
    let chosen = block(move || wanted.new.hash()).await?;
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

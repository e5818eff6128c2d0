//! The second factor of the own account over HTTP, and its removal for somebody who lost it.

use actix_web::{HttpRequest, HttpResponse, Responder, post, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::accounts::reauthentication::{Reauthentication, in_field, reauthenticate};
use crate::api::accounts::user_views::{Parts, UserView};
use crate::api::http::body::{Answer, Body, Idempotent, Nothing};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::db::accounts::agencies;
use crate::db::accounts::users::User;
use crate::error::{Error, Result};
use crate::model::ids::UserId;
use crate::operations::accounts::authentication::{authenticate, authenticate_without_code, check_password};
use crate::operations::accounts::factors::totp::Secret;
use crate::operations::accounts::factors::{self as operations, recovery};
use crate::paper::qr;
use crate::tokens::Tokens;

/// Characters of the centre's name that authenticators are told: more make the picture too fine.
const ISSUER: usize = 12;
/// What authenticators are told where no centre has a name.
const NAMELESS: &str = "custody";

/// The secret of a second factor, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct FactorSecret {
    /// To be typed into an authenticator.
    secret: String,
    /// The same with the names that the authenticator shows: `otpauth://totp/…`.
    uri: String,
    /// The same as a picture to be scanned: a QR code, SVG.
    qr: String,
}

/// Recovery codes, which are shown this once. Each is good once, in place of a code of the authenticator.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveryCodes {
    recovery_codes: Vec<String>,
}

/// Begins to set up a second factor for the own account. It counts once a code of it was typed.
#[utoipa::path(
    tag = "session",
    operation_id = "set_up_factor",
    request_body = Reauthentication,
    security(("session" = ["own_account"])),
    responses((status = 200, body = FactorSecret))
)]
#[post("/session/factor")]
pub async fn set_up(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    body: Body<Reauthentication>,
) -> Result<impl Responder> {
    let (believed, _) = reauthenticate(&session, &request, body, authenticate_without_code).await?;
    let state = session.state();
    let (user, centre) = session
        .change(move |change, viewer| {
            believed.admit(change)?;
            let user = operations::set_up(change, viewer.user_id)?;
            Ok((user, agencies::find_centre(change.reader())?))
        })
        .await
        .map_err(in_field)?;
    let salt = user.factor_salt.as_deref().unwrap_or_default();
    let secret = Secret::of(&state.keys.tokens, user.id, salt)?;
    let issuer = centre.map_or_else(|| NAMELESS.to_owned(), |centre| centre.name.chars().take(ISSUER).collect());
    let uri = secret.uri(&issuer, &user.login);
    let qr = qr::svg_of(&uri).map_err(Error::internal)?;
    Ok(web::Json(FactorSecret { secret: secret.base32(), uri, qr }))
}

/// Lets the second factor count from now on, once a code of it is typed. The answer has the recovery codes.
#[utoipa::path(
    tag = "session",
    operation_id = "confirm_factor",
    request_body = Reauthentication,
    security(("session" = ["own_account"])),
    responses((status = 200, body = RecoveryCodes))
)]
#[post("/session/factor/confirmation")]
pub async fn confirm(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    body: Body<Reauthentication>,
) -> Result<impl Responder> {
    let (believed, code) = reauthenticate(&session, &request, body, check_password).await?;
    let state = session.state();
    let user = session
        .change(move |change, viewer| {
            believed.admit(change)?;
            operations::confirm(change, &state.keys.tokens, viewer.user_id, code.as_ref())
        })
        .await
        .map_err(in_field)?;
    shown(&session.state().keys.tokens, &user)
}

/// Gives other recovery codes; the former ones are void.
#[utoipa::path(
    tag = "session",
    operation_id = "renew_recovery_codes",
    request_body = Reauthentication,
    security(("session" = ["own_account"])),
    responses((status = 200, body = RecoveryCodes))
)]
#[post("/session/factor/recovery-codes")]
pub async fn renew(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    body: Body<Reauthentication>,
) -> Result<impl Responder> {
    let (believed, _) = reauthenticate(&session, &request, body, authenticate).await?;
    let user = session
        .change(move |change, viewer| {
            believed.admit(change)?;
            operations::renew(change, viewer.user_id)
        })
        .await
        .map_err(in_field)?;
    shown(&session.state().keys.tokens, &user)
}

/// Removes the second factor of the own account.
#[utoipa::path(
    tag = "session",
    operation_id = "remove_factor",
    request_body = Reauthentication,
    security(("session" = ["own_account"])),
    responses((status = 204))
)]
#[post("/session/factor/removal")]
pub async fn remove(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    body: Body<Reauthentication>,
) -> Result<HttpResponse> {
    let (believed, _) = reauthenticate(&session, &request, body, authenticate).await?;
    session
        .change(move |change, viewer| {
            believed.admit(change)?;
            operations::remove(change, viewer.user_id)
        })
        .await
        .map_err(in_field)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Removes the second factor of somebody who lost it, passkeys and all; the person's sessions end. That of an administrator only its owner removes, or
/// the operator at the server.
#[utoipa::path(
    tag = "users",
    operation_id = "take_factor",
    params(("id" = UserId, Path)),
    request_body = Nothing,
    security(("session" = ["manage_factors"])),
    responses((status = 200, body = UserView))
)]
#[post("/users/{id}/factor-removal")]
pub async fn take(
    session: Session<may::ManageFactors>,
    id: web::Path<UserId>,
    call: Idempotent<Nothing>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, _| {
            let row = operations::take(change, *id)?;
            let now = change.now();
            UserView::one(change.reader(), row, Parts::seen_by(viewer, now))
        })
        .await
}

fn shown(tokens: &Tokens, user: &User) -> Result<web::Json<RecoveryCodes>> {
    let salt = user.recovery_salt.as_deref().unwrap_or_default();
    Ok(web::Json(RecoveryCodes { recovery_codes: recovery::list(tokens, user.id, salt)? }))
}

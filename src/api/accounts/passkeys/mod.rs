//! The own passkeys over HTTP: listed, added, renamed and removed by their owner.

pub mod shown;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, Responder, get, post, put, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::AppState;
use crate::api::accounts::reauthentication::{Reauthentication, in_field, reauthenticate};
use crate::api::http::body::{AcceptLanguage, Body, IfMatch, Versioned};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::db::accounts::passkeys::{self, Passkey, PasskeyUse};
use crate::db::accounts::{agencies, users};
use crate::error::Result;
use crate::model::ids::PasskeyId;
use crate::model::reason::{Reason, Refusal, RefusalView};
use crate::model::time::Time;
use crate::operations::accounts::authentication::authenticate;
use crate::operations::accounts::passkeys::challenges::{CHALLENGE_MICROS, Purpose, issue};
use crate::operations::accounts::passkeys::{self as operations, Ceremony, NewCredential, handle_of};
use crate::operations::accounts::sessions::reauthenticate as reauthenticated;

/// What authenticators are told where no centre has a name.
const NAMELESS: &str = "custody";

/// One of the own passkeys.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeyView {
    id: PasskeyId,
    /// How its owner calls it.
    name: String,
    /// Whether it may be on several devices, such as by way of an account with the maker of a phone.
    synced: bool,
    added_at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_at: Option<Time>,
    version: i32,
}

impl PasskeyView {
    fn of(row: Passkey, used: Option<PasskeyUse>) -> Self {
        Self {
            id: row.id,
            name: row.name,
            synced: row.synced,
            added_at: row.added_at,
            last_used_at: used.and_then(|used| used.last_used_at),
            version: row.version,
        }
    }
}

/// The own passkeys, ten at most.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeysView {
    /// Why passkeys can be neither made nor shown where the pages are opened, if they cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_offered: Option<RefusalView>,
    rows: Vec<PasskeyView>,
}

/// What an authenticator is asked to make a passkey from.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeyOffer {
    /// Random bytes, in base64url; good once.
    challenge: String,
    /// The name that the passkey is bound to.
    relying_party_id: String,
    /// How the authenticator calls the centre.
    relying_party_name: String,
    /// By what it knows the account, in base64url.
    user_handle: String,
    /// How it calls the account.
    login: String,
    name: String,
    /// By what authenticators know the passkeys that there are: none of them makes another one.
    credential_ids: Vec<String>,
    expires_at: Time,
}

/// A new passkey.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    /// How its owner calls it, at most 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
    credential: NewCredential,
}

/// Another name for a passkey.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyName {
    /// How its owner calls it, at most 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
}

/// The own passkeys, the oldest first.
#[utoipa::path(
    tag = "session",
    operation_id = "list_own_passkeys",
    security(("session" = ["own_account"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PasskeysView))
)]
#[get("/session/passkeys")]
pub async fn list_own(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    reads: AcceptLanguage,
) -> Result<impl Responder> {
    let not_offered = why_not_offered(&session.state(), &request, reads);
    let rows = session.read(|conn, viewer| passkeys::list_of(conn, viewer.user_id)).await?;
    let rows = rows.into_iter().map(|(row, used)| PasskeyView::of(row, used)).collect();
    Ok(web::Json(PasskeysView { not_offered, rows }))
}

/// Why passkeys are not offered to whoever calls, if they are not.
pub(super) fn why_not_offered(state: &AppState, request: &HttpRequest, reads: AcceptLanguage) -> Option<RefusalView> {
    state.relying_party(request).is_err().then(|| Refusal::new(Reason::PasskeysNotOffered).view(reads.0))
}

/// Begins to add a passkey to the own account: the password anew, and a code or a passkey where there is a second factor. The answer to
/// the challenge is proof enough that it was given.
#[utoipa::path(
    tag = "session",
    operation_id = "begin_passkey",
    request_body = Reauthentication,
    security(("session" = ["own_account"])),
    responses((status = 200, body = PasskeyOffer))
)]
#[post("/session/passkey-registrations")]
pub async fn begin(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    body: Body<Reauthentication>,
) -> Result<impl Responder> {
    let (state, id) = (session.state(), session.id());
    let party = state.relying_party(&request)?;
    let (believed, _) = reauthenticate(&session, &request, body, authenticate).await?;
    let offer = session
        .change(move |change, viewer| {
            let user = users::get(change.reader(), viewer.user_id)?;
            operations::check_room(&user)?;
            reauthenticated(change, &state.keys.tokens, &believed, id)?;
            let own = passkeys::list_of(change.reader(), user.id)?;
            let centre = agencies::find_centre(change.reader())?;
            let now = change.now();
            Ok(PasskeyOffer {
                challenge: issue(&state.keys.tokens, &Purpose::Add(id), now)?,
                relying_party_id: party.id().to_owned(),
                relying_party_name: centre.map_or_else(|| NAMELESS.to_owned(), |centre| centre.name),
                user_handle: handle_of(user.id),
                login: user.login,
                name: user.name,
                credential_ids: own.into_iter().map(|(row, _)| row.credential_id).collect(),
                expires_at: now.plus(CHALLENGE_MICROS),
            })
        })
        .await
        .map_err(in_field)?;
    Ok(web::Json(offer))
}

/// Adds a passkey to the own account, with what the authenticator has made of the challenge.
#[utoipa::path(
    tag = "session",
    operation_id = "add_passkey",
    request_body = NewPasskey,
    security(("session" = ["own_account"])),
    responses((status = 201, body = PasskeyView))
)]
#[post("/session/passkeys")]
pub async fn add(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    body: Body<NewPasskey>,
) -> Result<HttpResponse> {
    let (state, id) = (session.state(), session.id());
    let ceremony = Ceremony { party: state.relying_party(&request)?, purpose: Purpose::Add(id) };
    let row = session
        .change(move |change, viewer| {
            let NewPasskey { name, credential } = body.read()?;
            operations::add(change, &state.keys.tokens, &ceremony, viewer.user_id, (&name, &credential))
        })
        .await?;
    Ok(HttpResponseBuilder::new(StatusCode::CREATED).json(PasskeyView::of(row, None)))
}

/// Gives one of the own passkeys another name.
#[utoipa::path(
    tag = "session",
    operation_id = "rename_passkey",
    params(("id" = PasskeyId, Path)),
    request_body = PasskeyName,
    security(("session" = ["own_account"])),
    responses((status = 200, body = PasskeyView))
)]
#[put("/session/passkeys/{id}")]
pub async fn rename(
    session: Session<may::OwnAccount>,
    id: web::Path<PasskeyId>,
    version: IfMatch,
    body: Body<PasskeyName>,
) -> Result<impl Responder> {
    let view = session
        .change(move |change, viewer| {
            let row = operations::rename(change, viewer.user_id, (*id, version.0), &body.read()?.name)?;
            let used = passkeys::find_use(change.reader(), row.id)?;
            Ok(PasskeyView::of(row, used))
        })
        .await?;
    Ok(Versioned(view.version, view))
}

/// Removes one of the own passkeys: the password anew, and a code or a passkey.
#[utoipa::path(
    tag = "session",
    operation_id = "remove_passkey",
    params(("id" = PasskeyId, Path)),
    request_body = Reauthentication,
    security(("session" = ["own_account"])),
    responses((status = 204))
)]
#[post("/session/passkeys/{id}/removal")]
pub async fn remove(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    id: web::Path<PasskeyId>,
    body: Body<Reauthentication>,
) -> Result<HttpResponse> {
    let (believed, _) = reauthenticate(&session, &request, body, authenticate).await?;
    session
        .change(move |change, viewer| {
            believed.admit(change)?;
            operations::remove(change, viewer.user_id, *id)
        })
        .await
        .map_err(in_field)?;
    Ok(HttpResponse::NoContent().finish())
}

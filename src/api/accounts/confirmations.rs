//! The second custodian, who confirms on the spot in the session of the first.

use actix_web::{HttpRequest, HttpResponse, post};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::accounts::reauthentication;
use crate::api::accounts::sessions::{believe, known_browser, place_of};
use crate::api::http::body::Body;
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::error::{Error, Result};
use crate::model::ids::UserId;
use crate::model::reason::Reason;
use crate::model::time::Time;
use crate::operations::accounts::authentication::{Believed, Credentials, authenticate};
use crate::operations::accounts::devices::Devices;
use crate::operations::accounts::passkeys::challenges::Purpose;
use crate::operations::accounts::sessions as operations;
use crate::tokens::Access;

/// What a second custodian leaves with the first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Confirmation {
    /// Names the second custodian in the calls of this session, for two minutes.
    second_token: String,
    second_id: UserId,
    second_name: String,
    expires_at: Time,
}

/// A second custodian signs in on the spot, in the session of the first, who then acts for both; also in the session
/// of the centre head, who resolves a discrepancy of valuables.
#[utoipa::path(
    tag = "session",
    operation_id = "confirm_as_second",
    request_body = Credentials,
    security(("session" = ["ask_second"])),
    responses((status = 200, body = Confirmation))
)]
#[post("/session/confirmations")]
pub async fn confirm(
    session: Session<may::AskSecond>,
    request: HttpRequest,
    body: Body<Credentials>,
) -> Result<HttpResponse> {
    let state = session.state();
    let place = place_of(&state, &request, state.ceremony(&request, Purpose::Second(session.id())));
    let devices = place.devices.clone();
    let who = session.read(|_, _| body.read()).await?;
    let believed = believe(&state, who, place, authenticate).await.map_err(in_field)?;
    left(&session, believed, devices).await
}

/// The caller stays signed in: it is what the second person typed or showed that was wrong.
pub(super) fn in_field(error: Error) -> Error {
    match error {
        Error::FactorNeeded { .. } => Error::field("/code", Reason::CodeNeeded),
        Error::NotSignedIn(reason @ Reason::CodeWrong) => Error::field("/code", reason),
        Error::NotSignedIn(reason @ (Reason::PasskeyWrong | Reason::PasskeyCopied)) => Error::field("/passkey", reason),
        Error::NotSignedIn(reason) => Error::field("/password", reason),
        other => other,
    }
}

/// What a second custodian who is believed leaves with the first.
pub(super) async fn left(
    session: &Session<may::AskSecond>,
    believed: Believed,
    devices: Option<Devices>,
) -> Result<HttpResponse> {
    let (state, id) = (session.state(), session.id());
    let shared = state.clone();
    let (token, expires_at, second) = session
        .change(move |change, viewer| {
            operations::confirm(change, viewer, &believed, id)?;
            let second = believed.user;
            let access = Access { session_id: id, user_id: second.id };
            let (token, expires_at) = shared.keys.tokens.confirmation(access, change.now())?;
            Ok((token, expires_at, second))
        })
        .await
        .map_err(reauthentication::in_field)?;
    let mut response = HttpResponse::Ok();
    if let Some(devices) = devices {
        response.cookie(known_browser(&state, devices, &second, &second)?);
    }
    let (second_id, second_name) = (second.id, second.name);
    Ok(response.json(Confirmation { second_token: token, second_id, second_name, expires_at }))
}

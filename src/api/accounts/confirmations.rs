//! The second custodian, who confirms on the spot in the session of the first.

use actix_web::{HttpRequest, HttpResponse, post};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::accounts::sessions::{believe, known_browser};
use crate::api::http::body::Body;
use crate::api::http::session::Session;
use crate::api::http::{cookies, may};
use crate::error::{Error, Result};
use crate::model::ids::UserId;
use crate::model::reason::Reason;
use crate::model::time::Time;
use crate::operations::accounts::authentication::{Credentials, Place, authenticate};
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
    let devices = cookies::devices(&request);
    let place =
        Place { address: state.address(&request), devices: devices.clone().unwrap_or_default(), entrance: None };
    let who = session.read(|_, _| body.read()).await?;
    let believed = believe(&state, who, place, authenticate).await.map_err(|error| match error {
        // The caller stays signed in: it is what the second person typed that was wrong.
        Error::NotSignedIn(reason @ (Reason::CodeNeeded | Reason::CodeWrong)) => Error::field("/code", reason),
        Error::NotSignedIn(reason) => Error::field("/password", reason),
        other => other,
    })?;
    let id = session.id();
    let shared = state.clone();
    let (token, expires_at, second) = session
        .change(move |change, viewer| {
            operations::confirm(change, viewer, &believed, id)?;
            let second = believed.user;
            let access = Access { session_id: id, user_id: second.id };
            let (token, expires_at) = shared.keys.tokens.confirmation(access, change.now())?;
            Ok((token, expires_at, second))
        })
        .await?;
    let mut response = HttpResponse::Ok();
    if let Some(devices) = devices {
        response.cookie(known_browser(&state, devices, &second)?);
    }
    let (second_id, second_name) = (second.id, second.name);
    Ok(response.json(Confirmation { second_token: token, second_id, second_name, expires_at }))
}

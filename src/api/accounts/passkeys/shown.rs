//! Passkeys over HTTP as people show them: to sign in, to say anew who they are, and as the second custodian. An authenticator signs a
//! challenge, which is asked for first.

use actix_web::{HttpRequest, HttpResponse, Responder, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::AppState;
use crate::api::accounts::confirmations::{self, Confirmation};
use crate::api::accounts::passkeys::why_not_offered;
use crate::api::accounts::reauthentication::{ProofView, in_field};
use crate::api::accounts::sessions::{self, TokensView, Wanted, find_living, place_of};
use crate::api::blocking::block;
use crate::api::http::body::{AcceptLanguage, Body, Nothing};
use crate::api::http::session::Session;
use crate::api::http::{cookies, may};
use crate::db::accounts::passkeys;
use crate::error::{Error, Result};
use crate::model::reason::{Reason, RefusalView};
use crate::model::time::Time;
use crate::model::words::words;
use crate::operations::accounts::authentication::{Believed, Coming, Place, recognise};
use crate::operations::accounts::passkeys::challenges::{CHALLENGE_MICROS, Purpose, issue};
use crate::operations::accounts::passkeys::{Assertion, Ceremony};
use crate::operations::accounts::sessions as operations;

/// What an authenticator is asked to sign.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeyChallenge {
    /// Random bytes, in base64url; good once.
    challenge: String,
    /// The name that passkeys are bound to.
    relying_party_id: String,
    /// By what authenticators know the passkeys that are asked for; none where whoever comes chooses one.
    credential_ids: Vec<String>,
    expires_at: Time,
}

/// Whether passkeys can be shown where the pages are opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeysOffered {
    /// Why they cannot, if they cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_offered: Option<RefusalView>,
}

words! {
    /// What a passkey is asked for within a session.
    PasskeyPurpose {
        /// To say anew who one is.
        Proof = "proof" / "本人再次确认" / "Saying again who one is",
        /// To stand by as the second custodian.
        Second = "second" / "第二保管人确认" / "Confirming as the second custodian",
    }
}

/// What a challenge within a session is for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedChallenge {
    purpose: PasskeyPurpose,
}

/// Who signs in with a passkey alone, and how the tokens are wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeySignIn {
    passkey: Assertion,
    /// Browsers: the tokens come as cookies that scripts cannot read, and not in the body.
    #[serde(default)]
    cookies: bool,
    /// Browsers: whether to end the session of somebody else that still lives in the browser. Without it, such a
    /// sign-in is refused.
    #[serde(default)]
    replace_session: bool,
}

/// A passkey as it is shown.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyShown {
    passkey: Assertion,
}

/// Whether passkeys can be shown where the pages are opened. They cannot unless the operator has said under which name that is.
#[utoipa::path(
    tag = "session",
    operation_id = "get_passkeys_offered",
    security(()),
    responses((status = 200, body = PasskeysOffered))
)]
#[get("/passkeys")]
pub async fn offered(state: web::Data<AppState>, request: HttpRequest, reads: AcceptLanguage) -> impl Responder {
    web::Json(PasskeysOffered { not_offered: why_not_offered(&state, &request, reads) })
}

/// Gives a challenge to sign in with, alone or after the password. The cookie that comes along must come back with the answer.
#[utoipa::path(
    tag = "session",
    operation_id = "begin_passkey_sign_in",
    request_body = Nothing,
    security(()),
    responses((status = 200, body = PasskeyChallenge))
)]
#[post("/passkey-challenges")]
pub async fn challenge(state: web::Data<AppState>, request: HttpRequest, body: Body<Nothing>) -> Result<HttpResponse> {
    body.read()?;
    let party = state.relying_party(&request)?;
    let browser = cookies::passkey(&request).unwrap_or_else(|| Uuid::new_v4().to_string());
    let now = state.database.clock().now();
    let challenge = issue(&state.keys.tokens, &Purpose::SignIn(browser.clone()), now)?;
    let mut response = HttpResponse::Ok();
    response.cookie(cookies::of_passkey(browser));
    Ok(response.json(PasskeyChallenge {
        challenge,
        relying_party_id: party.id().to_owned(),
        credential_ids: Vec::new(),
        expires_at: now.plus(CHALLENGE_MICROS),
    }))
}

/// Gives a challenge for what is asked within a session.
#[utoipa::path(
    tag = "session",
    operation_id = "begin_passkey_proof",
    request_body = WantedChallenge,
    security(("session" = ["own_account"])),
    responses((status = 200, body = PasskeyChallenge))
)]
#[post("/session/passkey-challenges")]
pub async fn challenge_in_session(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    body: Body<WantedChallenge>,
) -> Result<impl Responder> {
    let (state, id, now) = (session.state(), session.id(), session.now());
    let party = state.relying_party(&request)?;
    let (purpose, credential_ids) = session
        .read(move |conn, viewer| {
            Ok(match body.read()?.purpose {
                PasskeyPurpose::Proof => {
                    let own = passkeys::list_of(conn, viewer.user_id)?;
                    (Purpose::Proof(id), own.into_iter().map(|(row, _)| row.credential_id).collect())
                }
                PasskeyPurpose::Second => (Purpose::Second(id), Vec::new()),
            })
        })
        .await?;
    Ok(web::Json(PasskeyChallenge {
        challenge: issue(&state.keys.tokens, &purpose, now)?,
        relying_party_id: party.id().to_owned(),
        credential_ids,
        expires_at: now.plus(CHALLENGE_MICROS),
    }))
}

/// Signs in with a passkey alone: the device has asked who is there. No password and no code is asked for.
#[utoipa::path(
    tag = "session",
    operation_id = "sign_in_with_passkey",
    request_body = PasskeySignIn,
    security(()),
    responses((status = 200, body = TokensView))
)]
#[post("/session/passkey")]
pub async fn sign_in(
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Body<PasskeySignIn>,
) -> Result<HttpResponse> {
    let PasskeySignIn { passkey, cookies, replace_session } = body.read()?;
    let living = if cookies { find_living(&state, &request).await? } else { None };
    let others = match living {
        Some((id, user)) => {
            let (shared, credential) = (state.clone(), passkey.credential_id.clone());
            let found = block(move || shared.database.read(|conn| passkeys::find_by_credential(conn, &credential)));
            let is_own = found.await?.is_some_and(|(row, _)| row.user_id == user.id);
            (!is_own).then_some((id, user))
        }
        None => None,
    };
    sessions::open(&state, &request, Coming::Passkey(passkey), others, Wanted { cookies, replace_session }).await
}

/// Says anew who one is, with a passkey alone. What is refused with `reauthentication_needed` is then done for a quarter of an hour.
#[utoipa::path(
    tag = "session",
    operation_id = "reauthenticate_with_passkey",
    request_body = PasskeyShown,
    security(("session" = ["own_account"])),
    responses((status = 200, body = ProofView))
)]
#[post("/session/reauthentication/passkey")]
pub async fn prove(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    body: Body<PasskeyShown>,
) -> Result<impl Responder> {
    let (state, id, owner) = (session.state(), session.id(), session.user());
    let ceremony = Some(state.relying_party(&request).map(|party| Ceremony { party, purpose: Purpose::Proof(id) })?);
    let place = place_of(&state, &request, ceremony);
    let shown = session.read(|_, _| body.read()).await?.passkey;
    let believed = believe(&state, shown, place).await.map_err(in_field)?;
    if believed.user.id != owner {
        return Err(in_field(Error::NotSignedIn(Reason::PasskeyWrong)));
    }
    let proved_until = session
        .change(move |change, _| operations::reauthenticate(change, &state.keys.tokens, &believed, id))
        .await
        .map_err(in_field)?;
    Ok(web::Json(ProofView { proved_until }))
}

/// A second custodian confirms on the spot with a passkey alone, in the session of the first, who then acts for both.
#[utoipa::path(
    tag = "session",
    operation_id = "confirm_as_second_with_passkey",
    request_body = PasskeyShown,
    security(("session" = ["ask_second"])),
    responses((status = 200, body = Confirmation))
)]
#[post("/session/confirmations/passkey")]
pub async fn confirm(
    session: Session<may::AskSecond>,
    request: HttpRequest,
    body: Body<PasskeyShown>,
) -> Result<HttpResponse> {
    let (state, id) = (session.state(), session.id());
    let ceremony = Some(state.relying_party(&request).map(|party| Ceremony { party, purpose: Purpose::Second(id) })?);
    let place = place_of(&state, &request, ceremony);
    let devices = place.devices.clone();
    let shown = session.read(|_, _| body.read()).await?.passkey;
    let believed = believe(&state, shown, place).await.map_err(confirmations::in_field)?;
    confirmations::left(&session, believed, devices).await
}

async fn believe(state: &web::Data<AppState>, shown: Assertion, place: Place) -> Result<Believed> {
    let shared = state.clone();
    block(move || recognise(&shared.database, &shared.keys.tokens, &shown, &place)).await
}

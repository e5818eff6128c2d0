//! The way to the identity provider and back over HTTP: to sign in, to link, and to say anew who one is. The provider is called on threads made
//! for waiting, a few at a time, without a connection to the database.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, Responder, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::AppState;
use crate::api::accounts::reauthentication::{ProofView, in_field};
use crate::api::accounts::sessions::{self, TokensView, Wanted, find_living, place_of};
use crate::api::blocking::block;
use crate::api::http::body::{Body, Nothing};
use crate::api::http::session::Session;
use crate::api::http::{cookies, may};
use crate::db::accounts::linked_identities;
use crate::error::{Error, Result};
use crate::model::input::Checker;
use crate::model::reason::{Reason, Refusal};
use crate::model::words::words;
use crate::oidc::Provider;
use crate::oidc::provider::{Asking, Returned};
use crate::operations::accounts::authentication::{Coming, IdentityShown, accept};
use crate::operations::accounts::factors::Code;
use crate::operations::accounts::linked_identities::journeys::{Arrived, Away, Purpose};
use crate::operations::accounts::passkeys::Assertion;
use crate::operations::accounts::passkeys::challenges;
use crate::operations::accounts::sessions as operations;

/// Characters that the parts of an answer have at most.
const CODE: usize = 2048;
const STATE: usize = 128;
const ISSUER: usize = 512;

/// Whether people can sign in by an identity provider.
#[derive(Debug, Serialize, ToSchema)]
pub struct IdentityProviderView {
    /// Whether there is one.
    offered: bool,
    /// How people call it, where the operator has said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

words! {
    /// What an identity is asked for within a session.
    IdentityPurpose {
        /// To link it to the own account.
        Link = "link" / "绑定身份" / "Linking an identity",
        /// To say anew who one is.
        Proof = "proof" / "本人再次确认" / "Saying again who one is",
    }
}

/// What somebody within a session is sent to the identity provider for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedIdentity {
    purpose: IdentityPurpose,
}

/// Where somebody is sent to.
#[derive(Debug, Serialize, ToSchema)]
pub struct IdentityRequest {
    /// The address at the identity provider that the browser is to open. The cookie that comes along must come back with the answer.
    authorization_url: String,
}

/// With what somebody comes back, as it stands in the address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityAnswer {
    #[schema(max_length = 2048)]
    code: String,
    #[schema(max_length = 128)]
    state: String,
    /// Of whom the answer is, where the provider says it.
    #[serde(default)]
    #[schema(max_length = 512)]
    iss: Option<String>,
}

impl IdentityAnswer {
    /// The same within its bounds.
    fn checked(self) -> Result<Self> {
        let mut check = Checker::new();
        let members = [
            ("/code", Some(&self.code), CODE),
            ("/state", Some(&self.state), STATE),
            ("/iss", self.iss.as_ref(), ISSUER),
        ];
        for (pointer, text, max) in members {
            let fits = text.is_none_or(|text| text.chars().count() <= max);
            check.demand(fits, pointer, Refusal::new(Reason::TextTooLong).with("max", max));
        }
        check.done()?;
        Ok(self)
    }
}

/// What somebody has come back for.
#[derive(Debug, Serialize, ToSchema)]
pub struct IdentityArrival {
    /// Absent: to sign in.
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<IdentityPurpose>,
}

/// What is shown besides the identity, and how the tokens are wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentitySignIn {
    /// For an account with a second factor, unless the provider has seen one: the six digits that the authenticator shows, or a recovery code.
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

/// What is shown besides the identity.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityProof {
    /// For an account with a second factor, unless the provider has seen one: a code.
    #[serde(default)]
    code: Option<Code>,
    /// Instead of a code: what a passkey of the account answers to a challenge.
    #[serde(default)]
    passkey: Option<Assertion>,
}

/// Whether people can sign in by an identity provider. They cannot unless the operator has named one.
#[utoipa::path(
    tag = "session",
    operation_id = "get_identity_provider",
    security(()),
    responses((status = 200, body = IdentityProviderView))
)]
#[get("/identity-provider")]
pub async fn offered(state: web::Data<AppState>) -> impl Responder {
    let provider = state.provider.as_ref();
    let name = provider.and_then(|provider| provider.name()).map(str::to_owned);
    web::Json(IdentityProviderView { offered: provider.is_some(), name })
}

/// Sends a browser to the identity provider to sign in.
#[utoipa::path(
    tag = "session",
    operation_id = "begin_identity_sign_in",
    request_body = Nothing,
    security(()),
    responses((status = 200, body = IdentityRequest))
)]
#[post("/identity-requests")]
pub async fn begin(state: web::Data<AppState>, request: HttpRequest, body: Body<Nothing>) -> Result<HttpResponse> {
    body.read()?;
    cookies::same_site(&request)?;
    send_away(&state, Purpose::SignIn).await
}

/// Sends a browser to the identity provider to link an identity, which needs a recent proof, or to say there anew who one is.
#[utoipa::path(
    tag = "session",
    operation_id = "begin_identity_request",
    request_body = WantedIdentity,
    security(("session" = ["own_account"])),
    responses((status = 200, body = IdentityRequest))
)]
#[post("/session/identity-requests")]
pub async fn begin_in_session(session: Session<may::OwnAccount>, body: Body<WantedIdentity>) -> Result<HttpResponse> {
    let (state, id) = (session.state(), session.id());
    let (recent_proof, now) = (session.recent_proof(), session.now());
    let purpose = session
        .read(move |conn, _| {
            Ok(match body.read()?.purpose {
                IdentityPurpose::Link => {
                    recent_proof.check(conn, now)?;
                    Purpose::Link(id)
                }
                IdentityPurpose::Proof => Purpose::Proof(id),
            })
        })
        .await?;
    send_away(&state, purpose).await
}

/// Takes back a browser that comes from the identity provider: exchanges the code, and believes what the provider says or not. The cookie that comes
/// along says who has arrived, and is good for what they came for.
#[utoipa::path(
    tag = "session",
    operation_id = "answer_identity_request",
    request_body = IdentityAnswer,
    security(()),
    responses((status = 200, body = IdentityArrival))
)]
#[post("/identity-answers")]
pub async fn answer(
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Body<IdentityAnswer>,
) -> Result<HttpResponse> {
    let IdentityAnswer { code, state: returned, iss } = body.read()?.checked()?;
    cookies::same_site(&request)?;
    let provider = provider(&state)?;
    let (tokens, now) = (&state.keys.tokens, state.database.clock().now());
    let kept = cookies::journey(&request).unwrap_or_default();
    let away =
        Away::open(tokens, &kept, now)?.filter(|away| away.state == returned).ok_or(Reason::IdentityAnswerWrong)?;
    let (asked, issuer) = (away.clone(), provider.issuer().to_owned());
    let turn = state.turns.call_provider().await?;
    let identified = block(move || {
        let _turn = turn;
        let (verifier, nonce, issuer) = (&asked.verifier, &asked.nonce, iss.as_deref());
        provider.redeem(Returned { code: &code, issuer, verifier, nonce, now })
    })
    .await?;
    if away.is_anew() && !away.is_said_since(identified.authenticated_at) {
        tracing::warn!("the identity provider did not ask anew who somebody is");
        return Err(Reason::IdentityAnswerWrong.into());
    }
    let purpose = match away.purpose {
        Purpose::SignIn => None,
        Purpose::Link(_) => Some(IdentityPurpose::Link),
        Purpose::Proof(_) => Some(IdentityPurpose::Proof),
    };
    let arrived = away.arrive(&issuer, identified.subject, identified.multi_factor, now);
    let mut response = HttpResponse::Ok();
    response.cookie(cookies::of_journey(arrived.seal(tokens)?));
    Ok(response.json(IdentityArrival { purpose }))
}

/// Signs in whoever has come back from the identity provider in this browser. It counts for the password; a code or a passkey is asked for where the
/// account has a second factor and the provider has not seen one.
#[utoipa::path(
    tag = "session",
    operation_id = "sign_in_with_identity",
    request_body = IdentitySignIn,
    security(()),
    responses((status = 200, body = TokensView))
)]
#[post("/session/identity")]
pub async fn sign_in(
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Body<IdentitySignIn>,
) -> Result<HttpResponse> {
    let IdentitySignIn { code, passkey, cookies, replace_session } = body.read()?;
    let arrived = arrived(&state, &request, Purpose::SignIn)?;
    let living = if cookies { find_living(&state, &request).await? } else { None };
    let others = match living {
        Some((id, user)) => {
            let (shared, issuer, subject) = (state.clone(), arrived.issuer.clone(), arrived.subject.clone());
            let find = move || shared.database.read(|conn| linked_identities::find_by_subject(conn, &issuer, &subject));
            let is_own = block(find).await?.is_some_and(|row| row.user_id == user.id);
            (!is_own).then_some((id, user))
        }
        None => None,
    };
    let who = Coming::Identity(IdentityShown { arrived, code, passkey });
    let mut response = sessions::open(&state, &request, who, others, Wanted { cookies, replace_session }).await?;
    response.add_cookie(&cookies::ended_journey()).map_err(Error::internal)?;
    Ok(response)
}

/// Says anew who one is, by the identity provider, which has just asked. What is refused with `reauthentication_needed` is then done for a quarter
/// of an hour.
#[utoipa::path(
    tag = "session",
    operation_id = "reauthenticate_with_identity",
    request_body = IdentityProof,
    security(("session" = ["own_account"])),
    responses((status = 200, body = ProofView))
)]
#[post("/session/reauthentication/identity")]
pub async fn prove(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    body: Body<IdentityProof>,
) -> Result<HttpResponse> {
    let (state, id, owner) = (session.state(), session.id(), session.user());
    let IdentityProof { code, passkey } = session.read(|_, _| body.read()).await?;
    let shown = IdentityShown { arrived: arrived(&state, &request, Purpose::Proof(id))?, code, passkey };
    let place = place_of(&state, &request, state.ceremony(&request, challenges::Purpose::Proof(id)));
    let shared = state.clone();
    let believed = block(move || accept(&shared.database, &shared.keys.tokens, &shown, &place)).await;
    let believed = believed.map_err(while_signed_in)?;
    if believed.user.id != owner {
        return Err(Reason::IdentityNotLinked.into());
    }
    let proved_until = session
        .change(move |change, _| operations::reauthenticate(change, &state.keys.tokens, &believed, id))
        .await
        .map_err(while_signed_in)?;
    let mut response = HttpResponse::Ok();
    response.cookie(cookies::ended_journey());
    Ok(response.json(ProofView { proved_until }))
}

/// The caller stays signed in: it is what they came with that was wrong.
fn while_signed_in(error: Error) -> Error {
    match error {
        Error::NotSignedIn(reason @ (Reason::IdentityNotLinked | Reason::IdentityAnswerWrong)) => reason.into(),
        other => in_field(other),
    }
}

/// Who has come back in this browser, for this.
pub(super) fn arrived(state: &AppState, request: &HttpRequest, purpose: Purpose) -> Result<Arrived> {
    provider(state)?;
    let kept = cookies::journey(request).unwrap_or_default();
    let arrived = Arrived::open(&state.keys.tokens, &kept, purpose, state.database.clock().now())?;
    arrived.ok_or_else(|| Reason::IdentityAnswerWrong.into())
}

async fn send_away(state: &AppState, purpose: Purpose) -> Result<HttpResponse> {
    let provider = provider(state)?;
    let away = Away::begin(purpose, state.database.clock().now())?;
    let (asked, turn) = (away.clone(), state.turns.call_provider().await?);
    let authorization_url = block(move || {
        let _turn = turn;
        let (state, nonce, challenge, anew) = (&asked.state, &asked.nonce, &asked.challenge(), asked.is_anew());
        provider.authorization(Asking { state, nonce, challenge, anew })
    })
    .await?;
    let mut response = HttpResponse::Ok();
    response.cookie(cookies::of_journey(away.seal(&state.keys.tokens)?));
    Ok(response.json(IdentityRequest { authorization_url }))
}

fn provider(state: &AppState) -> Result<Arc<Provider>> {
    state.provider.clone().ok_or_else(|| Reason::IdentityProviderNone.into())
}

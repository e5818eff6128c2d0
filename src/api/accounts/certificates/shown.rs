//! The certificate that a connection shows, for whoever is about to sign in. A browser shows it without being asked by anybody, so that only
//! a call of the page itself signs in with it, and nothing is proved anew by it alone.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::AppState;
use crate::api::accounts::certificates::why_not;
use crate::api::accounts::sessions::{self, TokensView, Wanted, find_living};
use crate::api::blocking::block;
use crate::api::http::body::{AcceptLanguage, Body};
use crate::api::http::cookies;
use crate::db::accounts::certificates;
use crate::error::{Error, Result};
use crate::model::reason::{Reason, Refusal, RefusalView};
use crate::model::time::Time;
use crate::operations::accounts::authentication::Coming;

/// The certificate that the connection shows.
#[derive(Debug, Serialize, ToSchema)]
pub struct CertificateShown {
    /// Whom it is of, as it says (RFC 4514); absent where none is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_to: Option<Time>,
    /// Why nobody can sign in with it, if nobody can.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_offered: Option<RefusalView>,
}

/// How the tokens are wanted by whoever signs in with the certificate of the connection.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificateSignIn {
    /// Browsers: the tokens come as cookies that scripts cannot read, and not in the body.
    #[serde(default)]
    cookies: bool,
    /// Browsers: whether to end the session of somebody else that still lives in the browser. Without it, such a
    /// sign-in is refused.
    #[serde(default)]
    replace_session: bool,
}

/// Which certificate the connection shows, and whether somebody can sign in with it.
#[utoipa::path(
    tag = "session",
    operation_id = "get_certificate_shown",
    security(()),
    responses((status = 200, body = CertificateShown))
)]
#[get("/certificate")]
pub async fn offered(state: web::Data<AppState>, request: HttpRequest, reads: AcceptLanguage) -> impl Responder {
    let showing = state.certificate(&request);
    let facts = showing.as_ref().map(|showing| &showing.certificate.facts);
    web::Json(CertificateShown {
        subject: facts.map(|facts| facts.subject.clone()),
        valid_to: facts.map(|facts| facts.valid_to),
        not_offered: why_not(&state, showing.as_ref()).map(|reason| Refusal::new(reason).view(reads.0)),
    })
}

/// Signs in with the certificate that the connection shows: it is held, and opened with a PIN. No password and no code is asked for. The
/// session is good on connections that show the same certificate only.
#[utoipa::path(
    tag = "session",
    operation_id = "sign_in_with_certificate",
    request_body = CertificateSignIn,
    security(()),
    responses((status = 200, body = TokensView))
)]
#[post("/session/certificate")]
pub async fn sign_in(
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Body<CertificateSignIn>,
) -> Result<HttpResponse> {
    let CertificateSignIn { cookies, replace_session } = body.read()?;
    // Whatever comes from a browser must come from our own page, with cookies or not: the certificate comes along by itself.
    if ["sec-fetch-site", header::ORIGIN.as_str()].iter().any(|name| request.headers().contains_key(*name)) {
        cookies::same_site(&request)?;
    }
    if state.authorities.is_none() {
        return Err(Reason::CertificatesNotOffered.into());
    }
    let shown = state.certificate(&request).ok_or(Error::NotSignedIn(Reason::CertificateMissing))?;
    let living = if cookies { find_living(&state, &request).await? } else { None };
    let others = match living {
        Some((id, user)) => {
            let shared = state.clone();
            let sha256 = shown.certificate.sha256.clone();
            let found = block(move || shared.database.read(|conn| certificates::find_by_sha256(conn, &sha256)));
            let is_own = found.await?.is_some_and(|row| row.user_id == user.id);
            (!is_own).then_some((id, user))
        }
        None => None,
    };
    sessions::open(&state, &request, Coming::Certificate, others, Wanted { cookies, replace_session }).await
}

//! Certificates over HTTP: what the connection shows, signing in with it, and the own ones, which their owner adds and removes.

pub mod shown;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, Responder, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::AppState;
use crate::api::http::body::{AcceptLanguage, Body, Nothing};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::db::accounts::certificates::{self, Certificate};
use crate::error::Result;
use crate::model::ids::CertificateId;
use crate::model::reason::{Reason, Refusal, RefusalView};
use crate::model::time::Time;
use crate::operations::accounts::certificates::{self as operations, Showing};

/// One of the own certificates.
#[derive(Debug, Serialize, ToSchema)]
pub struct CertificateView {
    id: CertificateId,
    /// How its owner calls it.
    name: String,
    /// Whom it is of, as it says (RFC 4514).
    subject: String,
    issuer: String,
    /// Its number with whoever made it, hexadecimal.
    serial: String,
    valid_from: Time,
    valid_to: Time,
    added_at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_at: Option<Time>,
    /// Whether it is the one that this connection shows.
    shown: bool,
}

impl CertificateView {
    fn of((row, last_used_at): (Certificate, Option<Time>), shown: Option<&str>) -> Self {
        Self {
            shown: shown == Some(row.sha256.as_str()),
            id: row.id,
            name: row.name,
            subject: row.subject,
            issuer: row.issuer,
            serial: row.serial,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            added_at: row.added_at,
            last_used_at,
        }
    }
}

/// The own certificates, ten at most.
#[derive(Debug, Serialize, ToSchema)]
pub struct CertificatesView {
    /// Why none can be added here, if none can.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_offered: Option<RefusalView>,
    rows: Vec<CertificateView>,
}

/// How the certificate that the connection shows is to be called.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCertificate {
    /// At most 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
}

/// The own certificates, the oldest first.
#[utoipa::path(
    tag = "session",
    operation_id = "list_own_certificates",
    security(("session" = ["own_account"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = CertificatesView))
)]
#[get("/session/certificates")]
pub async fn list_own(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    reads: AcceptLanguage,
) -> Result<impl Responder> {
    let state = session.state();
    let showing = state.certificate(&request);
    let not_offered = why_not(&state, showing.as_ref()).map(|reason| Refusal::new(reason).view(reads.0));
    let rows = session.read(|conn, viewer| certificates::list_of(conn, viewer.user_id)).await?;
    let shown = showing.as_ref().map(|showing| showing.certificate.sha256.as_str());
    let rows = rows.into_iter().map(|row| CertificateView::of(row, shown)).collect();
    Ok(web::Json(CertificatesView { not_offered, rows }))
}

/// Why nobody signs in with a certificate on this connection, if nobody does.
fn why_not(state: &AppState, showing: Option<&Showing>) -> Option<Reason> {
    match (&state.authorities, showing) {
        (None, _) => Some(Reason::CertificatesNotOffered),
        (_, None) => Some(Reason::CertificateMissing),
        (_, Some(showing)) => showing.verdict.err(),
    }
}

/// Adds the certificate that the connection shows to the own account. Its owner must have said who they are a short while ago.
#[utoipa::path(
    tag = "session",
    operation_id = "add_certificate",
    request_body = NewCertificate,
    security(("session" = ["own_account"])),
    responses((status = 201, body = CertificateView))
)]
#[post("/session/certificates")]
pub async fn add(
    session: Session<may::OwnAccount>,
    request: HttpRequest,
    body: Body<NewCertificate>,
) -> Result<HttpResponse> {
    let (state, recent) = (session.state(), session.recent_proof());
    let showing = state.certificate(&request);
    let refused = why_not(&state, showing.as_ref());
    let row = session
        .change(move |change, viewer| {
            let NewCertificate { name } = body.read()?;
            recent.demand(change)?;
            let shown = showing.as_ref().filter(|_| refused.is_none()).map(|showing| &*showing.certificate);
            operations::add(change, viewer.user_id, shown.ok_or(refused.unwrap_or(Reason::CertificateMissing)), &name)
        })
        .await?;
    let shown = row.sha256.clone();
    Ok(HttpResponseBuilder::new(StatusCode::CREATED).json(CertificateView::of((row, None), Some(&shown))))
}

/// Takes one of the own certificates off the account; the sessions that were begun with it end. Its owner must have said who they are a
/// short while ago.
#[utoipa::path(
    tag = "session",
    operation_id = "remove_certificate",
    params(("id" = CertificateId, Path)),
    request_body = Nothing,
    security(("session" = ["own_account"])),
    responses((status = 204))
)]
#[post("/session/certificates/{id}/removal")]
pub async fn remove(
    session: Session<may::OwnAccount>,
    id: web::Path<CertificateId>,
    body: Body<Nothing>,
) -> Result<HttpResponse> {
    let recent = session.recent_proof();
    session
        .change(move |change, viewer| {
            body.read()?;
            recent.demand(change)?;
            operations::remove(change, viewer.user_id, *id)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

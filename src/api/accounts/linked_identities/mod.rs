//! Linked identities over HTTP: listed, linked and removed by their owners, and removed for them.

pub mod shown;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, Responder, get, post, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::accounts::linked_identities::shown::arrived;
use crate::api::accounts::user_views::{Parts, UserView};
use crate::api::http::body::{Answer, Body, Idempotent, Nothing};
use crate::api::http::session::Session;
use crate::api::http::{cookies, may};
use crate::db::accounts::linked_identities::{self, LinkedIdentity};
use crate::error::Result;
use crate::model::ids::{LinkedIdentityId, UserId};
use crate::model::time::Time;
use crate::operations::accounts::linked_identities as operations;
use crate::operations::accounts::linked_identities::journeys::Purpose;

/// One of the own linked identities.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkedIdentityView {
    id: LinkedIdentityId,
    /// Of which provider, as it writes itself.
    issuer: String,
    /// By what the provider knows the person.
    subject: String,
    linked_at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_at: Option<Time>,
}

impl LinkedIdentityView {
    fn of((row, last_used_at): (LinkedIdentity, Option<Time>)) -> Self {
        let LinkedIdentity { id, issuer, subject, linked_at, .. } = row;
        Self { id, issuer, subject, linked_at, last_used_at }
    }
}

/// The own linked identities, one of each provider.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkedIdentitiesView {
    rows: Vec<LinkedIdentityView>,
}

/// The own linked identities, the oldest first.
#[utoipa::path(
    tag = "session",
    operation_id = "list_own_identities",
    security(("session" = ["own_account"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = LinkedIdentitiesView))
)]
#[get("/session/linked-identities")]
pub async fn list_own(session: Session<may::OwnAccount>) -> Result<impl Responder> {
    let rows = session.read(|conn, viewer| linked_identities::list_of(conn, viewer.user_id)).await?;
    Ok(web::Json(LinkedIdentitiesView { rows: rows.into_iter().map(LinkedIdentityView::of).collect() }))
}

/// Links the identity that the identity provider has just vouched for in this browser to the own account. Needs a recent proof of who its owner
/// is.
#[utoipa::path(
    tag = "session",
    operation_id = "link_identity",
    request_body = Nothing,
    security(("session" = ["own_account"])),
    responses((status = 201, body = LinkedIdentityView))
)]
#[post("/session/linked-identities")]
pub async fn link(session: Session<may::OwnProved>, request: HttpRequest, body: Body<Nothing>) -> Result<HttpResponse> {
    let arrived = arrived(&session.state(), &request, Purpose::Link(session.id()));
    let row = session
        .change(move |change, viewer| {
            body.read()?;
            operations::link(change, viewer.user_id, &arrived?)
        })
        .await?;
    let mut response = HttpResponseBuilder::new(StatusCode::CREATED);
    response.cookie(cookies::ended_journey());
    Ok(response.json(LinkedIdentityView::of((row, None))))
}

/// Removes one of the own linked identities. Needs a recent proof of who its owner is.
#[utoipa::path(
    tag = "session",
    operation_id = "unlink_identity",
    params(("id" = LinkedIdentityId, Path)),
    request_body = Nothing,
    security(("session" = ["own_account"])),
    responses((status = 204))
)]
#[post("/session/linked-identities/{id}/removal")]
pub async fn unlink(
    session: Session<may::OwnProved>,
    id: web::Path<LinkedIdentityId>,
    body: Body<Nothing>,
) -> Result<HttpResponse> {
    session
        .change(move |change, viewer| {
            body.read()?;
            operations::unlink(change, viewer.user_id, *id)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Removes the linked identities of somebody else, such as when the account at the identity provider is in wrong hands; the person's sessions
/// end.
#[utoipa::path(
    tag = "users",
    operation_id = "take_identities",
    params(("id" = UserId, Path)),
    request_body = Nothing,
    security(("session" = ["manage_factors"])),
    responses((status = 200, body = UserView))
)]
#[post("/users/{id}/linked-identity-removal")]
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

//! The signed checkpoints of the audit log over HTTP.

use actix_web::web;
use actix_web::{HttpResponse, Responder, get};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::http::body::{Nothing, PageView};
use crate::api::http::lists::{ListQuery, PageQuery, UNCOUNTED};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::audit::hash::to_hex;
use crate::db::ledger::audit;
use crate::db::ledger::log::{self, CheckpointRow};
use crate::error::{Error, Result};
use crate::model::time::Time;
use crate::operations::ledger::verification::item::Signed;

/// A signed statement of how long the log was and what its root was.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckpointView {
    /// Entries it covers.
    pub size: i64,
    /// Root of the tree over them, hexadecimal.
    pub root: String,
    /// The C2SP signed note as it is published.
    pub note: String,
    pub signed_at: Time,
}

impl From<CheckpointRow> for CheckpointView {
    fn from(row: CheckpointRow) -> Self {
        Self { size: row.size, root: to_hex(&row.root), note: row.note, signed_at: row.signed_at }
    }
}

impl From<Signed> for CheckpointView {
    fn from(signed: Signed) -> Self {
        let size = i64::try_from(signed.size).unwrap_or(i64::MAX);
        Self { size, root: to_hex(&signed.root), note: signed.note, signed_at: signed.signed_at }
    }
}

/// The checkpoints, newest first.
#[utoipa::path(
    tag = "audit",
    operation_id = "list_audit_checkpoints",
    params(PageQuery),
    security(("session" = ["read_audit"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<CheckpointView>))
)]
#[get("/audit/checkpoints")]
pub async fn list(session: Session<may::ReadAudit>, query: ListQuery<Nothing, UNCOUNTED>) -> Result<impl Responder> {
    let page = session.read(move |conn, _| audit::list_checkpoints(conn, query.paging())).await?;
    Ok(web::Json(PageView::of(page, CheckpointView::from)))
}

/// The newest checkpoint as a signed note, for whoever keeps it to compare later.
#[utoipa::path(
    tag = "audit",
    operation_id = "get_audit_checkpoint",
    security(("session" = ["read_audit"])),
    extensions(("x-limit" = json!("proofs"))),
    responses((status = 200, body = String, content_type = "text/plain"))
)]
#[get("/audit/checkpoint")]
pub async fn newest(session: Session<may::ReadAudit>) -> Result<HttpResponse> {
    let row = session.read(|conn, _| log::newest_checkpoint(conn)?.ok_or(Error::NotFound)).await?;
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(row.note))
}

//! Scanning: what a code is, where the item lies, and what this person may do with it next.

use actix_web::{Responder, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::item_views::ItemView;
use super::may;
use super::session::Session;
use crate::db::stock::{self, Hold};
use crate::error::Result;
use crate::model::ids::RequestId;
use crate::model::label::Reading;
use crate::model::request::{RequestKind, RequestStatus};
use crate::model::scan::{NextAction, ScanOutcome, next_actions};

/// What a scan turns out to be. An item of another agency and a code nobody carries give the same answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScanView {
    pub outcome: ScanOutcome,
    /// The region of a foreign code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemView>,
    /// The open request that holds the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold: Option<HoldView>,
    pub actions: Vec<NextAction>,
}

/// An open request that holds an item.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoldView {
    pub request_id: RequestId,
    #[schema(required)]
    pub number: Option<String>,
    pub kind: RequestKind,
    pub status: RequestStatus,
}

impl From<Hold> for HoldView {
    fn from(row: Hold) -> Self {
        Self { request_id: row.request_id, number: row.number, kind: row.kind, status: row.status }
    }
}

impl ScanView {
    const fn without_item(outcome: ScanOutcome, region: Option<u32>) -> Self {
        Self { outcome, region, item: None, hold: None, actions: Vec::new() }
    }
}

/// Looks a scanned or typed code up.
#[utoipa::path(
    tag = "scan",
    operation_id = "scan",
    params(("code" = String, Path)),
    security(("session" = ["read_items"])),
    responses((status = 200, body = ScanView))
)]
#[get("/scan/{code}")]
pub async fn scan(session: Session<may::ReadItems>, code: web::Path<String>) -> Result<impl Responder> {
    let web = session.web();
    let view = session
        .read(move |conn, viewer| {
            let code = match web.keys.labels.read(&code) {
                Reading::Genuine(code) => code,
                Reading::Malformed { .. } => return Ok(ScanView::without_item(ScanOutcome::Malformed, None)),
                Reading::Mistyped => return Ok(ScanView::without_item(ScanOutcome::Mistyped, None)),
                Reading::Foreign { region } => return Ok(ScanView::without_item(ScanOutcome::Foreign, Some(region))),
                Reading::Forged => return Ok(ScanView::without_item(ScanOutcome::Forged, None)),
            };
            let Some((row, hold)) = stock::find_by_code(conn, viewer.reach(), code.as_str())? else {
                return Ok(ScanView::without_item(ScanOutcome::Unknown, None));
            };
            let is_responsible = row.responsible_agency_id == viewer.agency_id;
            let held = hold.as_ref().map(|hold| (hold.kind, hold.status));
            let actions = next_actions(viewer, is_responsible, row.custody_state, row.category, held);
            Ok(ScanView {
                outcome: ScanOutcome::Found,
                region: None,
                item: Some(row.into()),
                hold: hold.map(HoldView::from),
                actions,
            })
        })
        .await?;
    Ok(web::Json(view))
}

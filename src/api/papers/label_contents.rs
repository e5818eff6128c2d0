//! Label contents over HTTP.

use actix_web::web;
use actix_web::{Responder, get, patch, post};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::http::body::{Answer, Body, Idempotent, IfMatch, Nothing, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, UNCOUNTED};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::db::papers::label_contents::{self, LabelContent};
use crate::error::Result;
use crate::model::ids::LabelContentId;
use crate::model::papers::label_content::{ContentLayout, LabelSubject};
use crate::model::time::Time;
use crate::operations::papers::label_contents as operations;
use crate::operations::papers::label_contents::{LabelContentEdit, NewLabelContent};

/// A label content.
#[derive(Debug, Serialize, ToSchema)]
pub struct LabelContentView {
    pub id: LabelContentId,
    pub name: String,
    /// What the label is for.
    pub subject: LabelSubject,
    pub layout: ContentLayout,
    /// Whether it is offered.
    pub active: bool,
    pub created_at: Time,
    pub version: i32,
}

impl LabelContentView {
    fn of(row: LabelContent) -> Result<Self> {
        let layout = row.layout()?;
        let LabelContent { id, name, subject, active, created_at, version, .. } = row;
        Ok(Self { id, name, subject, layout, active, created_at, version })
    }
}

/// Label contents by name.
#[utoipa::path(
    tag = "label_contents",
    operation_id = "list_label_contents",
    params(PageQuery),
    security(("session" = ["read_prints"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<LabelContentView>))
)]
#[get("/label-contents")]
pub async fn list(session: Session<may::ReadPrints>, query: ListQuery<Nothing, UNCOUNTED>) -> Result<impl Responder> {
    let page = session.read(move |conn, _| label_contents::list(conn, query.paging())).await?;
    let rows = page.rows.into_iter().map(LabelContentView::of).collect::<Result<Vec<_>>>()?;
    Ok(web::Json(PageView { rows, next: page.next, total: None }))
}

/// One label content.
#[utoipa::path(
    tag = "label_contents",
    operation_id = "get_label_content",
    params(("id" = LabelContentId, Path)),
    security(("session" = ["read_prints"])),
    responses((status = 200, body = LabelContentView))
)]
#[get("/label-contents/{id}")]
pub async fn get(session: Session<may::ReadPrints>, id: web::Path<LabelContentId>) -> Result<impl Responder> {
    let row = session.read(move |conn, _| label_contents::get(conn, *id)).await?;
    Ok(Versioned(row.version, LabelContentView::of(row)?))
}

/// Registers a label content.
#[utoipa::path(
    tag = "label_contents",
    operation_id = "register_label_content",
    request_body = NewLabelContent,
    security(("session" = ["manage_paper"])),
    responses((status = 201, body = LabelContentView))
)]
#[post("/label-contents")]
pub async fn register(session: Session<may::ManagePaper>, call: Idempotent<NewLabelContent>) -> Result<Answer> {
    session.create(call, |change, _, new| LabelContentView::of(operations::register(change, &new)?)).await
}

/// Changes a label content. Batches printed before stay as they were.
#[utoipa::path(
    tag = "label_contents",
    operation_id = "edit_label_content",
    params(("id" = LabelContentId, Path)),
    request_body = LabelContentEdit,
    security(("session" = ["manage_paper"])),
    responses((status = 200, body = LabelContentView))
)]
#[patch("/label-contents/{id}")]
pub async fn edit(
    session: Session<may::ManagePaper>,
    id: web::Path<LabelContentId>,
    version: IfMatch,
    body: Body<LabelContentEdit>,
) -> Result<impl Responder> {
    let row = session.change(move |change, _| operations::edit(change, *id, version.0, &body.read()?)).await?;
    Ok(Versioned(row.version, LabelContentView::of(row)?))
}

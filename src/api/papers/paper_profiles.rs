//! Paper profiles over HTTP.

use actix_web::web;
use actix_web::{HttpResponse, Responder, get, patch, post};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::http::body::{Answer, Body, Idempotent, IfMatch, Nothing, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, UNCOUNTED};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::db::papers::paper_profiles::{self, PaperProfile};
use crate::error::Result;
use crate::model::ids::{LabelContentId, PaperProfileId};
use crate::model::papers::paper_profile::PaperLayout;
use crate::model::time::Time;
use crate::operations::papers::paper_profiles as operations;
use crate::operations::papers::paper_profiles::{NewPaperProfile, PaperProfileEdit};
use crate::paper::calibration::write;

/// A paper profile.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperProfileView {
    pub id: PaperProfileId,
    pub name: String,
    pub layout: PaperLayout,
    /// What is printed on it unless another content is named.
    pub content_id: LabelContentId,
    /// Whether it is offered.
    pub active: bool,
    pub created_at: Time,
    pub version: i32,
}

impl PaperProfileView {
    fn of(row: PaperProfile) -> Result<Self> {
        let layout = row.layout()?;
        let PaperProfile { id, name, content_id, active, created_at, version, .. } = row;
        Ok(Self { id, name, layout, content_id, active, created_at, version })
    }
}

/// Paper profiles by name.
#[utoipa::path(
    tag = "paper_profiles",
    operation_id = "list_paper_profiles",
    params(PageQuery),
    security(("session" = ["read_prints"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<PaperProfileView>))
)]
#[get("/paper-profiles")]
pub async fn list(session: Session<may::ReadPrints>, query: ListQuery<Nothing, UNCOUNTED>) -> Result<impl Responder> {
    let page = session.read(move |conn, _| paper_profiles::list(conn, query.paging())).await?;
    let rows = page.rows.into_iter().map(PaperProfileView::of).collect::<Result<Vec<_>>>()?;
    Ok(web::Json(PageView { rows, next: page.next, total: None }))
}

/// One paper profile.
#[utoipa::path(
    tag = "paper_profiles",
    operation_id = "get_paper_profile",
    params(("id" = PaperProfileId, Path)),
    security(("session" = ["read_prints"])),
    responses((status = 200, body = PaperProfileView))
)]
#[get("/paper-profiles/{id}")]
pub async fn get(session: Session<may::ReadPrints>, id: web::Path<PaperProfileId>) -> Result<impl Responder> {
    let row = session.read(move |conn, _| paper_profiles::get(conn, *id)).await?;
    Ok(Versioned(row.version, PaperProfileView::of(row)?))
}

/// Registers a paper profile.
#[utoipa::path(
    tag = "paper_profiles",
    operation_id = "register_paper_profile",
    request_body = NewPaperProfile,
    security(("session" = ["manage_paper"])),
    responses((status = 201, body = PaperProfileView))
)]
#[post("/paper-profiles")]
pub async fn register(session: Session<may::ManagePaper>, call: Idempotent<NewPaperProfile>) -> Result<Answer> {
    session.create(call, |change, _, new| PaperProfileView::of(operations::register(change, &new)?)).await
}

/// Changes a paper profile, such as its calibration. Batches printed before stay as they were.
#[utoipa::path(
    tag = "paper_profiles",
    operation_id = "edit_paper_profile",
    params(("id" = PaperProfileId, Path)),
    request_body = PaperProfileEdit,
    security(("session" = ["manage_paper"])),
    responses((status = 200, body = PaperProfileView))
)]
#[patch("/paper-profiles/{id}")]
pub async fn edit(
    session: Session<may::ManagePaper>,
    id: web::Path<PaperProfileId>,
    version: IfMatch,
    body: Body<PaperProfileEdit>,
) -> Result<impl Responder> {
    let row = session.change(move |change, _| operations::edit(change, *id, version.0, &body.read()?)).await?;
    Ok(Versioned(row.version, PaperProfileView::of(row)?))
}

/// A page to lay over a sheet of labels: it shows by how much the printer is off.
#[utoipa::path(
    tag = "paper_profiles",
    operation_id = "get_paper_profile_calibration",
    params(("id" = PaperProfileId, Path)),
    security(("session" = ["read_prints"])),
    extensions(("x-limit" = json!("prints"))),
    responses((status = 200, content((Vec<u8> = "application/pdf"))))
)]
#[get("/paper-profiles/{id}/calibration.pdf")]
pub async fn calibration(session: Session<may::ReadPrints>, id: web::Path<PaperProfileId>) -> Result<HttpResponse> {
    let state = session.state();
    let bytes = session
        .read(move |conn, _| {
            let row = paper_profiles::get(conn, *id)?;
            let mut bytes = Vec::new();
            write(&mut bytes, &*state.font()?, &row.layout()?, &row.name)?;
            Ok(bytes)
        })
        .await?;
    Ok(HttpResponse::Ok().content_type("application/pdf").body(bytes))
}

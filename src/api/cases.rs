//! Cases over HTTP.

use actix_web::web::{self, Query};
use actix_web::{Responder, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Answer, Body, Call, IfMatch, PageView, Versioned};
use super::may;
use super::session::Session;
use crate::db::cases::{self, Case, CaseFilter};
use crate::db::page::Paging;
use crate::error::Result;
use crate::model::ids::{AgencyId, CaseId, UserId};
use crate::model::item::Stage;
use crate::model::time::Time;
use crate::model::viewer::Viewer;
use crate::operations::cases as operations;
use crate::operations::cases::NewCase;

/// A case. Keepers see goods, not case secrets: the cause and the officers are absent for them.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseView {
    pub id: CaseId,
    pub case_no: String,
    pub name: String,
    /// 案由
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    pub stage: Stage,
    /// The agency that registered it.
    pub agency_id: AgencyId,
    pub responsible_agency_id: AgencyId,
    /// The officers; only when asked for one case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub officers: Option<Vec<UserId>>,
    pub created_at: Time,
    pub version: i32,
}

impl CaseView {
    fn of(row: Case, viewer: &Viewer) -> Self {
        Self {
            id: row.id,
            case_no: row.case_no,
            name: row.name,
            cause: viewer.sees_case_secrets().then_some(row.cause),
            stage: row.stage,
            agency_id: row.agency_id,
            responsible_agency_id: row.responsible_agency_id,
            officers: None,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

/// Which cases.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CaseQuery {
    /// The whole case number.
    case_no: Option<String>,
    stage: Option<Stage>,
    /// The responsible agency.
    agency_id: Option<AgencyId>,
    /// Rows wanted, 50 unless said.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Cases, newest first.
#[utoipa::path(
    tag = "cases",
    operation_id = "list_cases",
    params(CaseQuery),
    security(("session" = ["read_cases"])),
    responses((status = 200, body = PageView<CaseView>))
)]
#[get("/cases")]
pub async fn list(session: Session<may::ReadCases>, query: Query<CaseQuery>) -> Result<impl Responder> {
    let CaseQuery { case_no, stage, agency_id, limit, cursor } = query.into_inner();
    let (filter, paging) = (CaseFilter { case_no, stage, agency_id }, Paging { limit, cursor });
    let page = session
        .read(move |conn, viewer| {
            let page = cases::list(conn, viewer.reach(), &filter, &paging)?;
            Ok(PageView::of(page, |row| CaseView::of(row, viewer)))
        })
        .await?;
    Ok(web::Json(page))
}

/// One case with its officers.
#[utoipa::path(
    tag = "cases",
    operation_id = "get_case",
    params(("id" = CaseId, Path)),
    security(("session" = ["read_cases"])),
    responses((status = 200, body = CaseView))
)]
#[get("/cases/{id}")]
pub async fn get(session: Session<may::ReadCases>, id: web::Path<CaseId>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let row = cases::get(conn, viewer.reach(), *id)?;
            let officers = match viewer.sees_case_secrets() {
                true => Some(cases::list_officers(conn, row.id)?),
                false => None,
            };
            Ok(CaseView { officers, ..CaseView::of(row, viewer) })
        })
        .await?;
    Ok(Versioned(view.version, view))
}

/// Registers a case of one's own agency.
#[utoipa::path(
    tag = "cases",
    operation_id = "register_case",
    request_body = NewCase,
    security(("session" = ["manage_cases"])),
    responses((status = 201, body = CaseView))
)]
#[post("/cases")]
pub async fn register(session: Session<may::ManageCases>, call: Call<NewCase>) -> Result<Answer> {
    session
        .create(call, |change, viewer, new| Ok(CaseView::of(operations::register(change, viewer, &new)?, viewer)))
        .await
}

/// Changes a case that one's own agency is responsible for.
#[utoipa::path(
    tag = "cases",
    operation_id = "edit_case",
    params(("id" = CaseId, Path)),
    request_body = NewCase,
    security(("session" = ["manage_cases"])),
    responses((status = 200, body = CaseView))
)]
#[patch("/cases/{id}")]
pub async fn edit(
    session: Session<may::ManageCases>,
    id: web::Path<CaseId>,
    version: IfMatch,
    body: Body<NewCase>,
) -> Result<impl Responder> {
    let view = session
        .change(move |change, viewer| {
            Ok(CaseView::of(operations::edit(change, viewer, *id, version.0, &body.read()?)?, viewer))
        })
        .await?;
    Ok(Versioned(view.version, view))
}

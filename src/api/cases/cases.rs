//! Cases over HTTP.

use actix_web::web;
use actix_web::{Responder, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::{Answer, Body, Idempotent, IfMatch, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, References, Referencing};
use crate::api::http::query::{search_text, sort_key};
use crate::api::http::session::Session;
use crate::db::cases::cases::{self, Case, CaseFilter, CaseSort};
use crate::db::engine::connection::Conn;
use crate::db::engine::page::Paging;
use crate::error::Result;
use crate::model::accounts::fields::Field;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::item::Stage;
use crate::model::ids::{AgencyId, CaseId, UserId};
use crate::model::time::Time;
use crate::operations::cases::case_levels::{self, NewSecrecy};
use crate::operations::cases::cases as operations;
use crate::operations::cases::cases::{CaseEdit, NewCase};

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
    pub agency_name: String,
    pub responsible_agency_id: AgencyId,
    pub responsible_agency_name: String,
    /// The officers; only when asked for one case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub officers: Option<Vec<OfficerView>>,
    /// How far it may be known.
    pub secrecy: SecrecyLevel,
    pub created_at: Time,
    pub version: i32,
}

/// An officer of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfficerView {
    pub user_id: UserId,
    pub name: String,
}

impl Referencing for Case {
    fn add_references(&self, ids: &mut References) {
        ids.agency(self.agency_id).agency(self.responsible_agency_id);
    }
}

impl CaseView {
    fn of(row: Case, names: &Names, viewer: &Viewer) -> Self {
        Self {
            id: row.id,
            case_no: row.case_no,
            name: row.name,
            cause: viewer.sees(Field::CaseSecrets).then_some(row.cause),
            stage: row.stage,
            agency_id: row.agency_id,
            agency_name: names.agency(row.agency_id),
            responsible_agency_id: row.responsible_agency_id,
            responsible_agency_name: names.agency(row.responsible_agency_id),
            officers: None,
            secrecy: row.secrecy,
            created_at: row.created_at,
            version: row.version,
        }
    }

    fn one(conn: &mut Conn, row: Case, viewer: &Viewer) -> Result<Self> {
        let officers = match viewer.sees(Field::CaseSecrets) {
            true => Some(cases::list_officers(conn, row.id)?),
            false => None,
        };
        let mut ids = References::default();
        row.add_references(&mut ids);
        for id in officers.iter().flatten() {
            ids.person(*id);
        }
        let names = Names::look_up(conn, ids)?;
        let view = |user_id: UserId| OfficerView { user_id, name: names.person(user_id).unwrap_or_default() };
        let officers = officers.map(|ids| ids.into_iter().map(view).collect());
        Ok(Self { officers, ..Self::of(row, &names, viewer) })
    }
}

/// Which cases.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CaseQuery {
    /// Part of the number or the name, also of former ones.
    #[param(max_length = 100)]
    q: Option<String>,
    /// The whole case number.
    #[param(max_length = 64)]
    case_no: Option<String>,
    stage: Option<Stage>,
    /// The responsible agency.
    agency_id: Option<AgencyId>,
    /// Of this level.
    secrecy: Option<SecrecyLevel>,
    /// `-created_at` unless said, or `created_at`, `case_no`, `-case_no`.
    #[param(max_length = 40)]
    sort: Option<String>,
}

/// Cases within reach, newest first unless said.
#[utoipa::path(
    tag = "cases",
    operation_id = "list_cases",
    params(CaseQuery, TotalQuery, PageQuery),
    security(("session" = ["read_cases"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<CaseView>))
)]
#[get("/cases")]
pub async fn list(session: Session<may::ReadCases>, query: ListQuery<CaseQuery>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let (case_no, stage, agency_id) = (query.case_no.clone(), query.stage, query.agency_id);
            let secrecy = query.secrecy;
            let filter = CaseFilter { search: search_text(&query.q)?, case_no, stage, agency_id, secrecy };
            let sort = sort_key(query.sort.as_deref(), CaseSort::NewestFirst, CaseSort::ALL)?;
            let reach = viewer.reach();
            let rows = |conn: &mut Conn, paging: &Paging| cases::list(conn, reach, &filter, sort, paging);
            let listed = listed(conn, &query, rows, |conn| cases::count(conn, reach, &filter))?;
            listed.named(conn, |row, names| CaseView::of(row, names, viewer))
        })
        .await?;
    Ok(web::Json(view))
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
            CaseView::one(conn, row, viewer)
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
pub async fn register(session: Session<may::ManageCases>, call: Idempotent<NewCase>) -> Result<Answer> {
    session
        .create(call, |change, viewer, new| {
            let row = operations::register(change, viewer, &new)?;
            CaseView::one(change.reader(), row, viewer)
        })
        .await
}

/// Changes a case that one's own agency is responsible for.
#[utoipa::path(
    tag = "cases",
    operation_id = "edit_case",
    params(("id" = CaseId, Path)),
    request_body = CaseEdit,
    security(("session" = ["manage_cases"])),
    responses((status = 200, body = CaseView))
)]
#[patch("/cases/{id}")]
pub async fn edit(
    session: Session<may::ManageCases>,
    id: web::Path<CaseId>,
    version: IfMatch,
    body: Body<CaseEdit>,
) -> Result<impl Responder> {
    let view = session
        .change(move |change, viewer| {
            let row = operations::edit(change, viewer, *id, version.0, &body.read()?)?;
            CaseView::one(change.reader(), row, viewer)
        })
        .await?;
    Ok(Versioned(view.version, view))
}

/// Says how far a case may be known: officers and unit heads of the responsible agency raise the level, its unit head or the centre head
/// lowers it, nobody sets one above the own clearance.
#[utoipa::path(
    tag = "cases",
    operation_id = "set_case_secrecy",
    params(("id" = CaseId, Path), IfMatch),
    request_body = NewSecrecy,
    security(("session" = ["set_secrecy"])),
    responses((status = 200, body = CaseView))
)]
#[post("/cases/{id}/secrecy")]
pub async fn set_secrecy(
    session: Session<may::SetSecrecy>,
    id: web::Path<CaseId>,
    version: IfMatch,
    call: Idempotent<NewSecrecy>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, new| {
            let row = case_levels::set(change, viewer, (*id, version.0), &new)?;
            CaseView::one(change.reader(), row, viewer)
        })
        .await
}

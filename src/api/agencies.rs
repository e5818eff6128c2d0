//! Agencies over HTTP.

use actix_web::web::{self, Query};
use actix_web::{Responder, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Answer, Body, Call, IfMatch, PageView, Versioned};
use super::may;
use super::session::Session;
use crate::db::agencies::{self, Agency};
use crate::db::page::Paging;
use crate::error::Result;
use crate::model::agency::AgencyKind;
use crate::model::ids::AgencyId;
use crate::model::time::Time;
use crate::operations::agencies as operations;
use crate::operations::agencies::{AgencyEdit, NewAgency};

/// An agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgencyView {
    pub id: AgencyId,
    /// 单位代码, 12 digits.
    pub code: String,
    pub name: String,
    pub kind: AgencyKind,
    /// The agency above it.
    #[schema(required)]
    pub parent_id: Option<AgencyId>,
    /// Whether people can be registered for it.
    pub active: bool,
    pub created_at: Time,
    pub version: i32,
}

impl From<Agency> for AgencyView {
    fn from(row: Agency) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            kind: row.kind,
            parent_id: row.parent_id,
            active: row.active,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

/// Which agencies.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AgencyQuery {
    /// Rows wanted, 50 unless said.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Agencies by unit code.
#[utoipa::path(
    tag = "agencies",
    operation_id = "list_agencies",
    params(AgencyQuery),
    security(("session" = ["read_agencies"])),
    responses((status = 200, body = PageView<AgencyView>))
)]
#[get("/agencies")]
pub async fn list(session: Session<may::ReadAgencies>, query: Query<AgencyQuery>) -> Result<impl Responder> {
    let AgencyQuery { limit, cursor } = query.into_inner();
    let page = session.read(move |conn, _| agencies::list(conn, &Paging { limit, cursor })).await?;
    Ok(web::Json(PageView::of(page, AgencyView::from)))
}

/// One agency.
#[utoipa::path(
    tag = "agencies",
    operation_id = "get_agency",
    params(("id" = AgencyId, Path)),
    security(("session" = ["read_agencies"])),
    responses((status = 200, body = AgencyView))
)]
#[get("/agencies/{id}")]
pub async fn get(session: Session<may::ReadAgencies>, id: web::Path<AgencyId>) -> Result<impl Responder> {
    let row = session.read(move |conn, _| agencies::get(conn, *id)).await?;
    Ok(Versioned(row.version, AgencyView::from(row)))
}

/// Registers an agency.
#[utoipa::path(
    tag = "agencies",
    operation_id = "register_agency",
    request_body = NewAgency,
    security(("session" = ["manage_agencies"])),
    responses((status = 201, body = AgencyView))
)]
#[post("/agencies")]
pub async fn register(session: Session<may::ManageAgencies>, call: Call<NewAgency>) -> Result<Answer> {
    session.create(call, |change, _, new| Ok(AgencyView::from(operations::register(change, &new)?))).await
}

/// Changes an agency.
#[utoipa::path(
    tag = "agencies",
    operation_id = "edit_agency",
    params(("id" = AgencyId, Path)),
    request_body = AgencyEdit,
    security(("session" = ["manage_agencies"])),
    responses((status = 200, body = AgencyView))
)]
#[patch("/agencies/{id}")]
pub async fn edit(
    session: Session<may::ManageAgencies>,
    id: web::Path<AgencyId>,
    version: IfMatch,
    body: Body<AgencyEdit>,
) -> Result<impl Responder> {
    let row = session.change(move |change, _| operations::edit(change, *id, version.0, &body.read()?)).await?;
    Ok(Versioned(row.version, AgencyView::from(row)))
}

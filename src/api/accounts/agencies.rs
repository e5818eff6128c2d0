//! Agencies over HTTP.

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
use crate::db::accounts::agencies::{self, Agency, AgencyFilter};
use crate::db::engine::connection::Conn;
use crate::db::engine::page::{CodeSort, Paging};
use crate::error::Result;
use crate::model::accounts::agency::AgencyKind;
use crate::model::accounts::role::Role;
use crate::model::ids::AgencyId;
use crate::model::time::Time;
use crate::operations::accounts::agencies as operations;
use crate::operations::accounts::agencies::{AgencyEdit, NewAgency};

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
    #[schema(required)]
    pub parent_name: Option<String>,
    /// The roles that its people may have, by its kind.
    pub roles: Vec<Role>,
    /// Whether its people can sign in, and others be registered for it.
    pub active: bool,
    pub created_at: Time,
    pub version: i32,
}

impl Referencing for Agency {
    fn add_references(&self, ids: &mut References) {
        ids.agency(self.parent_id);
    }
}

impl AgencyView {
    fn of(row: Agency, names: &Names) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            kind: row.kind,
            parent_id: row.parent_id,
            parent_name: row.parent_id.map(|id| names.agency(id)),
            roles: Role::ALL.iter().copied().filter(|role| row.kind.allows(*role)).collect(),
            active: row.active,
            created_at: row.created_at,
            version: row.version,
        }
    }

    fn one(conn: &mut Conn, row: Agency) -> Result<Self> {
        let names = Names::of(conn, [&row])?;
        Ok(Self::of(row, &names))
    }
}

/// Which agencies.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AgencyQuery {
    /// Part of the name, also of a former one, or the unit code.
    #[param(max_length = 100)]
    q: Option<String>,
    kind: Option<AgencyKind>,
    /// Whether its people can sign in, and others be registered for it.
    active: Option<bool>,
    /// `code` unless said, or `-code`.
    #[param(max_length = 40)]
    sort: Option<String>,
}

/// Agencies by unit code.
#[utoipa::path(
    tag = "agencies",
    operation_id = "list_agencies",
    params(AgencyQuery, TotalQuery, PageQuery),
    security(("session" = ["read_agencies"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<AgencyView>))
)]
#[get("/agencies")]
pub async fn list(session: Session<may::ReadAgencies>, query: ListQuery<AgencyQuery>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, _| {
            let filter = AgencyFilter { search: search_text(&query.q)?, kind: query.kind, active: query.active };
            let sort = sort_key(query.sort.as_deref(), CodeSort::Code, CodeSort::ALL)?;
            let rows = |conn: &mut Conn, paging: &Paging| agencies::list(conn, &filter, sort, paging);
            let listed = listed(conn, &query, rows, |conn| agencies::count(conn, &filter))?;
            listed.named(conn, AgencyView::of)
        })
        .await?;
    Ok(web::Json(view))
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
    let view = session
        .read(move |conn, _| {
            let row = agencies::get(conn, *id)?;
            AgencyView::one(conn, row)
        })
        .await?;
    Ok(Versioned(view.version, view))
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
pub async fn register(session: Session<may::ManageAgencies>, call: Idempotent<NewAgency>) -> Result<Answer> {
    session
        .create(call, |change, _, new| {
            let row = operations::register(change, &new)?;
            AgencyView::one(change.reader(), row)
        })
        .await
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
    let view = session
        .change(move |change, _| {
            let row = operations::edit(change, *id, version.0, &body.read()?)?;
            AgencyView::one(change.reader(), row)
        })
        .await?;
    Ok(Versioned(view.version, view))
}

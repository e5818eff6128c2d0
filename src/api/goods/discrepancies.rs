//! Discrepancies between books and goods over HTTP.

use actix_web::web;
use actix_web::{Responder, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::{Answer, Idempotent, IfMatch, PageView};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::session::Session;
use crate::db::engine::connection::Conn;
use crate::db::engine::page::Paging;
use crate::db::goods::discrepancies::{self, DiscrepancyFilter, DiscrepancyRow};
use crate::error::Result;
use crate::model::accounts::viewer::Reach;
use crate::model::goods::category::Category;
use crate::model::goods::item::{Condition, CustodyState};
use crate::model::ids::{AgencyId, CaseId, DiscrepancyId, ItemId, RequestId, UserId};
use crate::model::requests::loan::Resolution;
use crate::model::time::Time;
use crate::operations::goods::discrepancies as operations;
use crate::operations::goods::discrepancies::NewResolution;

/// A difference between books and goods.
#[derive(Debug, Serialize, ToSchema)]
pub struct DiscrepancyView {
    pub id: DiscrepancyId,
    pub item_id: ItemId,
    /// Label code.
    pub code: String,
    pub name: String,
    pub category: Category,
    pub pieces: i32,
    /// Where the item is in its life now.
    pub custody_state: CustodyState,
    /// Of the item; to be sent as `If-Match` when the discrepancy is resolved.
    pub item_version: i32,
    pub case_id: CaseId,
    pub case_no: String,
    /// The request during which it was found.
    #[schema(required)]
    pub request_id: Option<RequestId>,
    #[schema(required)]
    pub request_number: Option<String>,
    /// The agency responsible for the item.
    pub agency_id: AgencyId,
    pub agency_name: String,
    pub condition: Condition,
    pub reason: String,
    pub opened_by: UserId,
    pub opened_by_name: String,
    pub opened_at: Time,
    /// The resolutions that fit as things stand; empty once resolved.
    pub resolutions: Vec<Resolution>,
    #[schema(required)]
    pub resolution: Option<Resolution>,
    #[schema(required)]
    pub opinion: Option<String>,
    #[schema(required)]
    pub resolved_by: Option<UserId>,
    #[schema(required)]
    pub resolved_by_name: Option<String>,
    /// Null while it is open.
    #[schema(required)]
    pub resolved_at: Option<Time>,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl Referencing for DiscrepancyRow {
    fn add_references(&self, ids: &mut References) {
        let row = &self.discrepancy;
        ids.person(row.opened_by).person(row.resolved_by).agency(row.agency_id).case(self.case_id);
    }
}

impl DiscrepancyView {
    fn of(row: DiscrepancyRow, names: &Names) -> Self {
        let found = row.discrepancy;
        let open = found.resolved_at.is_none();
        let fits = |resolution: &Resolution| open && resolution.fits(&row.code, row.custody_state).is_ok();
        let mut then = names.at(found.opened_at);
        Self {
            id: found.id,
            item_id: found.item_id,
            resolutions: Resolution::ALL.iter().copied().filter(fits).collect(),
            code: row.code,
            name: row.name,
            category: row.category,
            pieces: row.pieces,
            custody_state: row.custody_state,
            item_version: row.item_version,
            case_id: row.case_id,
            case_no: then.case_no("case_no", row.case_id).unwrap_or_default(),
            request_id: found.request_id,
            request_number: row.number,
            agency_id: found.agency_id,
            agency_name: then.agency("agency_name", found.agency_id).unwrap_or_default(),
            condition: found.condition,
            reason: found.reason,
            opened_by: found.opened_by,
            opened_by_name: then.person("opened_by_name", found.opened_by).unwrap_or_default(),
            opened_at: found.opened_at,
            resolution: found.resolution,
            opinion: found.opinion,
            resolved_by: found.resolved_by,
            resolved_by_name: then.at(found.resolved_at).person("resolved_by_name", found.resolved_by),
            resolved_at: found.resolved_at,
            names_now: then.now(),
        }
    }

    fn read(conn: &mut Conn, reach: Reach, id: DiscrepancyId) -> Result<Self> {
        let row = discrepancies::get(conn, reach, id)?;
        let names = Names::of(conn, [&row])?;
        Ok(Self::of(row, &names))
    }
}

/// Which discrepancies.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DiscrepancyQuery {
    /// Not resolved yet, or resolved.
    pub(in crate::api) open: Option<bool>,
    /// The agency responsible for the item.
    pub(in crate::api) agency_id: Option<AgencyId>,
    pub(in crate::api) item_id: Option<ItemId>,
    /// Found during this request.
    pub(in crate::api) request_id: Option<RequestId>,
    pub(in crate::api) condition: Option<Condition>,
}

impl DiscrepancyQuery {
    pub(in crate::api) const fn filter(&self) -> DiscrepancyFilter {
        DiscrepancyFilter {
            open: self.open,
            agency_id: self.agency_id,
            item_id: self.item_id,
            request_id: self.request_id,
            condition: self.condition,
        }
    }
}

/// Discrepancies of items within reach, newest first.
#[utoipa::path(
    tag = "discrepancies",
    operation_id = "list_discrepancies",
    params(DiscrepancyQuery, TotalQuery, PageQuery),
    security(("session" = ["read_items"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<DiscrepancyView>))
)]
#[get("/discrepancies")]
pub async fn list(session: Session<may::ReadItems>, query: ListQuery<DiscrepancyQuery>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let filter = query.filter();
            let reach = viewer.reach();
            let rows = |conn: &mut Conn, paging: &Paging| discrepancies::list(conn, reach, &filter, paging);
            let listed = listed(conn, &query, rows, |conn| discrepancies::count(conn, reach, &filter))?;
            listed.named(conn, DiscrepancyView::of)
        })
        .await?;
    Ok(web::Json(view))
}

/// One discrepancy.
#[utoipa::path(
    tag = "discrepancies",
    operation_id = "get_discrepancy",
    params(("id" = DiscrepancyId, Path)),
    security(("session" = ["read_items"])),
    responses((status = 200, body = DiscrepancyView))
)]
#[get("/discrepancies/{id}")]
pub async fn get(session: Session<may::ReadItems>, id: web::Path<DiscrepancyId>) -> Result<impl Responder> {
    let view = session.read(move |conn, viewer| DiscrepancyView::read(conn, viewer.reach(), *id)).await?;
    Ok(web::Json(view))
}

/// The centre head resolves a discrepancy: found, lost, or recorded as it is.
#[utoipa::path(
    tag = "discrepancies",
    operation_id = "resolve_discrepancy",
    params(("id" = DiscrepancyId, Path), IfMatch),
    request_body = NewResolution,
    security(("session" = ["resolve_discrepancies"])),
    responses((status = 200, body = DiscrepancyView))
)]
#[post("/discrepancies/{id}/resolution")]
pub async fn resolve(
    session: Session<may::ResolveDiscrepancies>,
    id: web::Path<DiscrepancyId>,
    version: IfMatch,
    call: Idempotent<NewResolution>,
) -> Result<Answer> {
    let (seconds, recent) = (session.seconds(), session.recent_proof());
    session
        .carry_out(call, move |change, viewer, new| {
            if new.resolution == Resolution::Lost {
                recent.demand(change)?;
            }
            let second = seconds.resolve(change, new.confirmation.as_deref())?;
            operations::resolve(change, viewer, second, (*id, version.0), &new)?;
            DiscrepancyView::read(change.reader(), viewer.reach(), *id)
        })
        .await
}

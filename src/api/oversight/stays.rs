//! Why goods are still here, over HTTP.

use actix_web::{Responder, get, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::{AcceptLanguage, PageView};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, References, Referencing};
use crate::api::http::query::Query;
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::engine::page::Paging;
use crate::db::oversight::stays::{self, Stay, StayFilter, StaySum};
use crate::error::Result;
use crate::model::ids::{AgencyId, CaseId, ItemId, RequestId, UserId};
use crate::model::oversight::clocks::clock_rule::ClockOwner;
use crate::model::oversight::stay::StayReason;
use crate::model::reason::Language;
use crate::model::time::Time;

/// What one of the goods waits for.
#[derive(Debug, Serialize, ToSchema)]
pub struct StayView {
    pub item_id: ItemId,
    /// Label code.
    pub code: String,
    pub name: String,
    pub case_id: CaseId,
    pub case_no: String,
    pub reason: StayReason,
    /// What it waits for, in the caller's language.
    pub title: &'static str,
    /// Whose turn it is.
    pub agency_id: AgencyId,
    pub agency_name: String,
    pub owner: ClockOwner,
    /// Who borrowed it.
    #[schema(required)]
    pub person_id: Option<UserId>,
    #[schema(required)]
    pub person_name: Option<String>,
    /// The request on its way.
    #[schema(required)]
    pub request_id: Option<RequestId>,
    #[schema(required)]
    pub request_number: Option<String>,
    pub since: Time,
    /// Until when what it waits for has to be done; null where no limit runs.
    #[schema(required)]
    pub due_at: Option<Time>,
    pub late: bool,
}

impl Referencing for Stay {
    fn add_references(&self, ids: &mut References) {
        ids.person(self.person_id).agency(self.agency_id).case(self.case_id).request(self.request_id);
    }
}

impl StayView {
    fn of(row: Stay, names: &Names, now: Time, language: Language) -> Self {
        Self {
            item_id: row.item_id,
            code: row.code,
            name: row.name,
            case_id: row.case_id,
            case_no: names.case_no(row.case_id).unwrap_or_default(),
            reason: row.reason,
            title: language.label(row.reason),
            agency_id: row.agency_id,
            agency_name: names.agency(row.agency_id),
            owner: row.owner,
            person_id: row.person_id,
            person_name: names.person(row.person_id),
            request_id: row.request_id,
            request_number: names.request_number(row.request_id),
            since: row.since,
            due_at: row.due_at,
            late: row.due_at.is_some_and(|due| due < now),
        }
    }
}

/// How many goods wait for the same of the same agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaySumView {
    pub reason: StayReason,
    /// What they wait for, in the caller's language.
    pub title: &'static str,
    /// Whose turn it is.
    pub agency_id: AgencyId,
    pub agency_name: String,
    pub items: i64,
    pub pieces: i64,
    /// Items whose limit has passed.
    pub late_items: i64,
    /// Since when those wait that wait longest.
    pub since: Time,
}

impl Referencing for StaySum {
    fn add_references(&self, ids: &mut References) {
        ids.agency(self.agency_id);
    }
}

impl StaySumView {
    fn of(row: StaySum, names: &Names, language: Language) -> Self {
        Self {
            reason: row.reason,
            title: language.label(row.reason),
            agency_id: row.agency_id,
            agency_name: names.agency(row.agency_id),
            items: row.items,
            pieces: row.pieces,
            late_items: row.late_items,
            since: row.since,
        }
    }
}

/// What everything waits for now.
#[derive(Debug, Serialize, ToSchema)]
pub struct StayReport {
    /// The most items first.
    pub rows: Vec<StaySumView>,
}

/// Which goods.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StayQuery {
    reason: Option<StayReason>,
    /// Whose turn it is.
    agency_id: Option<AgencyId>,
    case_id: Option<CaseId>,
    item_id: Option<ItemId>,
    /// Only those whose limit has passed, or only those whose has not.
    late: Option<bool>,
}

impl StayQuery {
    fn filter(&self, now: Time) -> StayFilter {
        StayFilter {
            reason: self.reason,
            agency_id: self.agency_id,
            case_id: self.case_id,
            item_id: self.item_id,
            late: self.late.map(|late| (late, now)),
        }
    }
}

/// Goods that are not gone, each with what it waits for, those first that wait longest.
#[utoipa::path(
    tag = "reports",
    operation_id = "list_stays",
    params(StayQuery, TotalQuery, PageQuery),
    security(("session" = ["read_items"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<StayView>))
)]
#[get("/stays")]
pub async fn list_stays(
    session: Session<may::ReadItems>,
    query: ListQuery<StayQuery>,
    reads: AcceptLanguage,
) -> Result<impl Responder> {
    let now = session.state().database.clock().now();
    let view = session
        .read(move |conn, viewer| {
            let (filter, reach) = (query.filter(now), viewer.reach());
            let rows = |conn: &mut Conn, paging: &Paging| stays::list(conn, reach, &filter, paging);
            let listed = listed(conn, &query, rows, |conn| stays::count(conn, reach, &filter))?;
            listed.named(conn, |row, names| StayView::of(row, names, now, reads.0))
        })
        .await?;
    Ok(web::Json(view))
}

/// What the goods that are not gone wait for, summed by whose turn it is.
#[utoipa::path(
    tag = "reports",
    operation_id = "sum_stays",
    params(StayQuery),
    security(("session" = ["read_items"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = StayReport))
)]
#[get("/reports/stays")]
pub async fn sum_stays(
    session: Session<may::ReadItems>,
    query: Query<StayQuery>,
    reads: AcceptLanguage,
) -> Result<impl Responder> {
    let now = session.state().database.clock().now();
    let query = query.into_inner();
    let view = session
        .read(move |conn, viewer| {
            let rows = stays::sum(conn, viewer.reach(), &query.filter(now), now)?;
            let names = Names::of(conn, &rows)?;
            let rows = rows.into_iter().map(|row| StaySumView::of(row, &names, reads.0)).collect();
            Ok(StayReport { rows })
        })
        .await?;
    Ok(web::Json(view))
}

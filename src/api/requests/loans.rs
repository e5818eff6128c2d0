//! Loans over HTTP, item by item.

use actix_web::web;
use actix_web::{Responder, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::PageView;
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::query::sort_key;
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::engine::page::Paging;
use crate::db::requests::loans::{self, LoanFilter, LoanRow, LoanSort};
use crate::error::Result;
use crate::model::goods::category::Category;
use crate::model::goods::item::Condition;
use crate::model::ids::{AgencyId, CaseId, ItemId, RequestId, UserId};
use crate::model::requests::loan::is_overdue;
use crate::model::requests::request::LoanPurpose;
use crate::model::time::Time;

/// One item on one loan.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoanView {
    /// The loan request.
    pub request_id: RequestId,
    #[schema(required)]
    pub number: Option<String>,
    pub case_id: CaseId,
    pub case_no: String,
    pub case_name: String,
    #[schema(required)]
    pub purpose: Option<LoanPurpose>,
    pub item_id: ItemId,
    /// Label code.
    pub code: String,
    pub name: String,
    pub category: Category,
    pub pieces: i32,
    /// The borrower's agency.
    pub agency_id: AgencyId,
    pub agency_name: String,
    pub borrower_id: UserId,
    pub borrower_name: String,
    pub handed_out_at: Time,
    pub due_at: Time,
    /// Whether it is still out after its due time.
    pub overdue: bool,
    /// Null while it is out.
    #[schema(required)]
    pub returned_at: Option<Time>,
    #[schema(required)]
    pub return_request_id: Option<RequestId>,
    #[schema(required)]
    pub return_number: Option<String>,
    /// In which condition it came back.
    #[schema(required)]
    pub condition_in: Option<Condition>,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl Referencing for LoanRow {
    fn add_references(&self, ids: &mut References) {
        ids.person(self.loan.borrower_id).agency(self.loan.agency_id);
        ids.case(self.case_id).request(self.loan.return_request_id);
    }
}

impl LoanView {
    /// A loan as it stands now.
    pub fn of(row: LoanRow, names: &Names, now: Time) -> Self {
        let loan = row.loan;
        let mut then = names.at(loan.handed_out_at);
        Self {
            request_id: loan.request_id,
            number: row.number,
            case_id: row.case_id,
            case_no: then.case_no("case_no", row.case_id).unwrap_or_default(),
            case_name: then.case_name("case_name", row.case_id).unwrap_or_default(),
            purpose: row.purpose,
            item_id: loan.item_id,
            code: row.code,
            name: row.name,
            category: row.category,
            pieces: row.pieces,
            agency_id: loan.agency_id,
            agency_name: then.agency("agency_name", loan.agency_id).unwrap_or_default(),
            borrower_id: loan.borrower_id,
            borrower_name: then.person("borrower_name", loan.borrower_id).unwrap_or_default(),
            handed_out_at: loan.handed_out_at,
            due_at: loan.due_at,
            overdue: is_overdue(loan.due_at, loan.returned_at, now),
            returned_at: loan.returned_at,
            return_number: names.request_number(loan.return_request_id),
            return_request_id: loan.return_request_id,
            condition_in: loan.condition_in,
            names_now: then.now(),
        }
    }
}

/// Which loans.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LoanQuery {
    /// Still out, or come back.
    pub(in crate::api) open: Option<bool>,
    /// Still out after the due time, or not (yet).
    pub(in crate::api) overdue: Option<bool>,
    /// Still out and due at this time or later.
    pub(in crate::api) due_from: Option<Time>,
    /// Still out and due before this time.
    pub(in crate::api) due_before: Option<Time>,
    /// Handed out at this time or later.
    pub(in crate::api) handed_out_from: Option<Time>,
    /// Handed out before this time.
    pub(in crate::api) handed_out_before: Option<Time>,
    /// The borrower's agency.
    pub(in crate::api) agency_id: Option<AgencyId>,
    pub(in crate::api) request_id: Option<RequestId>,
    pub(in crate::api) borrower_id: Option<UserId>,
    pub(in crate::api) item_id: Option<ItemId>,
    /// `due_at` unless said, or `-due_at`.
    #[param(max_length = 40)]
    pub(in crate::api) sort: Option<String>,
}

impl LoanQuery {
    pub(in crate::api) fn filter(&self, now: Time) -> Result<LoanFilter> {
        let overdue_before = (self.overdue == Some(true)).then_some(now);
        Ok(LoanFilter {
            open: self.open,
            due_before: [self.due_before, overdue_before].into_iter().flatten().min(),
            due_from: self.due_from,
            not_overdue_at: (self.overdue == Some(false)).then_some(now),
            handed_out_from: self.handed_out_from,
            handed_out_before: self.handed_out_before,
            agency_id: self.agency_id,
            request_id: self.request_id,
            borrower_id: self.borrower_id,
            item_id: self.item_id,
        })
    }

    pub(in crate::api) fn sort(&self) -> Result<LoanSort> {
        sort_key(self.sort.as_deref(), LoanSort::DueFirst, LoanSort::ALL)
    }
}

/// Loans within reach, item by item, those due first at the top unless said.
#[utoipa::path(
    tag = "loans",
    operation_id = "list_loans",
    params(LoanQuery, TotalQuery, PageQuery),
    security(("session" = ["read_requests"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<LoanView>))
)]
#[get("/loans")]
pub async fn list(session: Session<may::ReadRequests>, query: ListQuery<LoanQuery>) -> Result<impl Responder> {
    let now = session.state().database.clock().now();
    let view = session
        .read(move |conn, viewer| {
            let filter = query.filter(now)?;
            let reach = viewer.reach();
            let sort = query.sort()?;
            let rows = |conn: &mut Conn, paging: &Paging| loans::list(conn, reach, &filter, sort, paging);
            let listed = listed(conn, &query, rows, |conn| loans::count(conn, reach, &filter))?;
            listed.named(conn, |row, names| LoanView::of(row, names, now))
        })
        .await?;
    Ok(web::Json(view))
}

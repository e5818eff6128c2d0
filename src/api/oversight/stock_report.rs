//! The stock as it is now, over HTTP: every figure with the query of the list that shows the rows behind it.

use std::collections::BTreeMap;

use actix_web::{Responder, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::http::may;
use crate::api::http::session::Session;
use crate::api::oversight::year_report::CountedFrom;
use crate::db::oversight::stock_report::{self, Holding, OpenLoans};
use crate::db::oversight::year_report;
use crate::error::Result;
use crate::model::accounts::agency::PlaceKind;
use crate::model::centre::occupancy::{Space, rolled_up};
use crate::model::goods::category::{Category, StorageClass};
use crate::model::goods::item::CustodyState;
use crate::model::ids::{AgencyId, PlaceId};
use crate::model::requests::request::{RequestKind, RequestStatus};
use crate::model::time::{DAY, Time};

/// Bounds in days between the spans of age of open loans.
const LOAN_AGES: [i64; 4] = [7, 30, 90, 180];
/// What has been received by the centre, as the states of a list of items.
const RECEIVED: [CustodyState; 5] = [
    CustodyState::InCustody,
    CustodyState::OnLoan,
    CustodyState::Discrepancy,
    CustodyState::Released,
    CustodyState::Lost,
];

/// The stock now.
#[derive(Debug, Serialize, ToSchema)]
pub struct StockReport {
    pub at: Time,
    pub counted_from: CountedFrom,
    /// Everything ever received.
    pub balance: StockLine,
    /// Whether received = in custody + on loan + in dispute + released + lost.
    pub balanced: bool,
    pub by_category: Vec<CategoryStock>,
    /// By the agency that is responsible now.
    pub by_agency: Vec<AgencyStock>,
    /// Zones and rooms with what lies anywhere in them, by code.
    pub places: Vec<PlaceOccupancy>,
    pub open_loans: OpenLoansView,
    /// Requests that were submitted, by kind and status.
    pub requests: Vec<RequestsCount>,
}

/// One figure of the stock.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct StockFigure {
    pub pieces: i64,
    /// Items, each with one label.
    pub items: i64,
    /// The query of the list of items that shows them.
    pub query: String,
}

/// Where pieces are.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct StockLine {
    pub received: StockFigure,
    pub in_custody: StockFigure,
    pub on_loan: StockFigure,
    pub in_dispute: StockFigure,
    pub released: StockFigure,
    pub lost: StockFigure,
}

/// Where the pieces of one category are.
#[derive(Debug, Serialize, ToSchema)]
pub struct CategoryStock {
    pub category: Category,
    #[serde(flatten)]
    pub stock: StockLine,
}

/// Where the pieces of one agency are.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgencyStock {
    pub agency_id: AgencyId,
    pub code: String,
    pub name: String,
    #[serde(flatten)]
    pub stock: StockLine,
}

/// How full a zone or room is.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceOccupancy {
    pub id: PlaceId,
    pub code: String,
    pub name: String,
    pub kind: PlaceKind,
    pub storage_class: StorageClass,
    #[schema(required)]
    pub parent_id: Option<PlaceId>,
    /// Items it takes; null when nobody said.
    #[schema(required)]
    pub capacity: Option<i64>,
    /// Items that lie in it.
    pub held: i64,
    /// The query of the list of items that shows them.
    pub query: String,
}

/// Goods on loan now.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenLoansView {
    #[serde(flatten)]
    pub all: LoanFigure,
    /// By the time since the hand-out.
    pub ages: Vec<LoanAge>,
}

/// One figure of the open loans.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LoanFigure {
    pub pieces: i64,
    pub items: i64,
    /// Loan requests with something out.
    pub requests: i64,
    /// Pieces past their due time.
    pub overdue_pieces: i64,
    /// The query of the list of loans that shows them.
    pub query: String,
}

/// Open loans of one span of age.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoanAge {
    /// Handed out at least so many days ago.
    pub from_days: i64,
    /// And less than so many; null for the last span.
    #[schema(required)]
    pub before_days: Option<i64>,
    #[serde(flatten)]
    pub loans: LoanFigure,
}

/// Requests of one kind in one status.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestsCount {
    pub kind: RequestKind,
    pub status: RequestStatus,
    pub requests: i64,
    /// The query of the list of requests that shows them.
    pub query: String,
}

impl StockLine {
    fn of<'a>(rows: impl Iterator<Item = &'a Holding>, query: &str) -> Self {
        let joined: Vec<_> = RECEIVED.iter().map(|state| state.as_str()).collect();
        let mut line = Self::default();
        for (figure, states) in [
            (&mut line.received, joined.join(",")),
            (&mut line.in_custody, CustodyState::InCustody.to_string()),
            (&mut line.on_loan, CustodyState::OnLoan.to_string()),
            (&mut line.in_dispute, CustodyState::Discrepancy.to_string()),
            (&mut line.released, CustodyState::Released.to_string()),
            (&mut line.lost, CustodyState::Lost.to_string()),
        ] {
            figure.query = format!("{query}states={states}");
        }
        for row in rows.filter(|row| row.state.is_received()) {
            line.received.add(row);
            match row.state {
                CustodyState::InCustody => line.in_custody.add(row),
                CustodyState::OnLoan => line.on_loan.add(row),
                CustodyState::Discrepancy => line.in_dispute.add(row),
                CustodyState::Released => line.released.add(row),
                CustodyState::Lost => line.lost.add(row),
                _ => {}
            }
        }
        line
    }

    fn is_balanced(&self) -> bool {
        let parts = [&self.in_custody, &self.on_loan, &self.in_dispute, &self.released, &self.lost];
        self.received.pieces == parts.iter().map(|figure| figure.pieces).sum::<i64>()
    }
}

impl StockFigure {
    fn add(&mut self, row: &Holding) {
        self.pieces += row.pieces();
        self.items += row.items;
    }
}

/// The stock now, counted from the tables.
#[utoipa::path(
    tag = "reports",
    operation_id = "get_stock_report",
    security(("session" = ["read_reports"])),
    extensions(("x-limit" = json!("reports"))),
    responses((status = 200, body = StockReport))
)]
#[get("/reports/stock")]
pub async fn of_now(session: Session<may::ReadReports>) -> Result<impl Responder> {
    let state = session.state();
    let report = session
        .snapshot(move |conn, _| {
            let now = state.database.clock().now();
            let held = stock_report::list(conn)?;
            let agencies = year_report::list_agencies(conn)?;
            let spaces = rolled_up(stock_report::list_spaces(conn)?);
            let bounds = LOAN_AGES.map(|days| now.plus(-days * DAY));
            let loans = stock_report::list_open_loans(conn, &bounds, now)?;
            let balance = StockLine::of(held.iter(), "");
            Ok(StockReport {
                at: now,
                counted_from: CountedFrom::Tables,
                balanced: balance.is_balanced(),
                balance,
                by_category: by_category(&held),
                by_agency: by_agency(&held, agencies),
                places: spaces.into_iter().filter_map(occupancy).collect(),
                open_loans: open_loans(&loans, now),
                requests: stock_report::count_requests(conn)?.into_iter().map(requests).collect(),
            })
        })
        .await?;
    Ok(web::Json(report))
}

fn by_category(held: &[Holding]) -> Vec<CategoryStock> {
    let of = |category: &Category| {
        let rows = held.iter().filter(|row| row.category == *category);
        CategoryStock { category: *category, stock: StockLine::of(rows, &format!("category={category}&")) }
    };
    Category::ALL.iter().map(of).collect()
}

fn by_agency(held: &[Holding], agencies: Vec<(AgencyId, String, String)>) -> Vec<AgencyStock> {
    let mut rows: BTreeMap<AgencyId, Vec<&Holding>> = BTreeMap::new();
    for row in held {
        rows.entry(row.agency_id).or_default().push(row);
    }
    let of = |(id, code, name)| {
        let rows = rows.get(&id)?;
        let stock = StockLine::of(rows.iter().copied(), &format!("agency_id={id}&"));
        Some(AgencyStock { agency_id: id, code, name, stock })
    };
    agencies.into_iter().filter_map(of).collect()
}

fn occupancy(space: Space) -> Option<PlaceOccupancy> {
    let Space { id, code, name, kind, storage_class, parent_id, capacity, held } = space;
    let query = format!("place_id={id}");
    let shown = matches!(kind, PlaceKind::Zone | PlaceKind::Room);
    shown.then_some(PlaceOccupancy { id, code, name, kind, storage_class, parent_id, capacity, held, query })
}

fn open_loans(rows: &[OpenLoans], now: Time) -> OpenLoansView {
    let at = |days: i64| now.plus(-days * DAY).to_rfc3339();
    let figure = |span: i32, query: String| {
        let row = rows.iter().find(|row| row.span == span);
        LoanFigure {
            pieces: row.map_or(0, |row| row.pieces),
            items: row.map_or(0, |row| row.items),
            requests: row.map_or(0, |row| row.requests),
            overdue_pieces: row.map_or(0, |row| row.overdue_pieces),
            query: format!("open=true{query}"),
        }
    };
    let starts = std::iter::once(0).chain(LOAN_AGES);
    let ends = LOAN_AGES.into_iter().map(Some).chain([None]);
    let ages = (0..).zip(starts.zip(ends)).map(|(span, (from_days, before_days))| {
        let after = before_days.map(|days| format!("&handed_out_from={}", at(days))).unwrap_or_default();
        let before = if from_days == 0 { String::new() } else { format!("&handed_out_before={}", at(from_days)) };
        LoanAge { from_days, before_days, loans: figure(span, format!("{after}{before}")) }
    });
    OpenLoansView { all: figure(-1, String::new()), ages: ages.collect() }
}

fn requests((kind, status, requests): (RequestKind, RequestStatus, i64)) -> RequestsCount {
    RequestsCount { kind, status, requests, query: format!("kind={kind}&statuses={status}") }
}

//! The figures over HTTP: those of a year, as the founding report has them.

use actix_web::{Responder, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::http::body::AcceptLanguage;
use crate::api::http::may;
use crate::api::http::names::NamesNow;
use crate::api::http::session::Session;
use crate::db::oversight::year_report::{self, AgencyThen, Dating};
use crate::error::{Error, Result};
use crate::model::goods::category::Category;
use crate::model::ids::AgencyId;
use crate::model::oversight::year_report::scope::{FigureName, hours_note};
use crate::model::oversight::year_report::{AgencyFigures, Counts, Figures, Stock, Year};
use crate::model::reason::Language;
use crate::model::requests::request::RequestKind;
use crate::model::time::Time;
use crate::model::words::words;

words! {
    /// What figures were counted from.
    CountedFrom {
        /// The tables. `custody report` counts the log as well and compares.
        Tables = "tables" / "数据表" / "Tables",
    }
}

/// The figures of a year (+08:00).
#[derive(Debug, Serialize, ToSchema)]
pub struct YearView {
    pub year: i32,
    /// The year's first instant.
    pub from: Time,
    /// The first instant after it.
    pub before: Time,
    pub counted_from: CountedFrom,
    /// The report's paragraph, each figure with its scope.
    pub figures: Vec<FigureView>,
    /// Where all pieces ever received were when the year began.
    pub opening: Stock,
    /// Where they were when it ended: received = in custody + on loan + in dispute + released + lost.
    pub closing: Stock,
    /// Whether the stock balances at both ends of the year, and the year leads from the one to the other.
    pub balanced: bool,
    pub categories: CategoriesView,
    pub hours_saved: HoursView,
    pub by_agency: Vec<AgencyYearView>,
    /// January first.
    pub by_month: Vec<MonthView>,
}

/// One figure of the report.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigureView {
    pub name: FigureName,
    /// The name in the caller's language.
    pub title: &'static str,
    pub value: i64,
    /// What is counted, in the caller's language.
    pub scope: &'static str,
}

/// Pieces received in the year by category, and what the six categories leave open.
#[derive(Debug, Serialize, ToSchema)]
pub struct CategoriesView {
    pub rows: Vec<CategoryView>,
    /// Sum of the six categories of the report.
    pub classified: i64,
    /// What is missing to the pieces received: not classified yet.
    pub unclassified: i64,
    pub received: i64,
}

/// Pieces received of one category, by the category they are known to have now.
#[derive(Debug, Serialize, ToSchema)]
pub struct CategoryView {
    pub category: Category,
    pub pieces: i64,
    /// The query of the list of items that shows them.
    pub query: String,
}

/// The officer hours saved, as the formula it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoursView {
    pub hours: i64,
    pub agencies: i64,
    pub hours_per_agency_per_day: i64,
    pub days: i64,
    /// What the formula assumes, in the caller's language.
    pub assumption: &'static str,
}

/// Requests first submitted, by kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestCounts {
    pub intake: i64,
    pub outbound: i64,
    pub loan: i64,
    pub loan_return: i64,
}

impl RequestCounts {
    fn of(counts: &Counts) -> Self {
        Self {
            intake: counts.requests_of(RequestKind::Intake),
            outbound: counts.requests_of(RequestKind::Outbound),
            loan: counts.requests_of(RequestKind::Loan),
            loan_return: counts.requests_of(RequestKind::LoanReturn),
        }
    }
}

/// The figures of one agency: that of the requests, and of the goods it registered.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgencyYearView {
    pub agency_id: AgencyId,
    /// 12-digit unit code.
    pub code: String,
    /// As it was called when the year ended.
    pub name: String,
    pub requests: RequestCounts,
    pub received: i64,
    pub released: i64,
    pub lost: i64,
    /// Its pieces at the end of the year.
    pub closing: Stock,
    /// What it is called now, when that is something else.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

/// The figures of one month.
#[derive(Debug, Serialize, ToSchema)]
pub struct MonthView {
    /// 1 to 12.
    pub month: u32,
    pub requests: RequestCounts,
    pub received: i64,
    pub released: i64,
    pub lost: i64,
}

/// The figures of a year, counted from the tables. `custody report` counts the log too and compares.
#[utoipa::path(
    tag = "reports",
    operation_id = "get_year_report",
    params(("year" = i32, Path, minimum = 2000, maximum = 2999)),
    security(("session" = ["read_reports"])),
    extensions(("x-limit" = json!("reports"))),
    responses((status = 200, body = YearView))
)]
#[get("/reports/{year}")]
pub async fn of_year(
    session: Session<may::ReadReports>,
    year: web::Path<i32>,
    reads: AcceptLanguage,
) -> Result<impl Responder> {
    let year = Year::new(*year);
    let view = session
        .snapshot(move |conn, _| {
            let year = year.ok_or(Error::NotFound)?;
            let dating = Dating::of(conn, year)?;
            let figures = year_report::from_tables(conn, year, &dating)?;
            let hours = year_report::hours_per_agency_per_day(conn)?;
            let agencies = year_report::list_agencies_at(conn, year.end())?;
            Ok(view(&figures, hours, agencies, reads.0))
        })
        .await?;
    Ok(web::Json(view))
}

fn view(figures: &Figures, hours: i64, agencies: Vec<AgencyThen>, language: Language) -> YearView {
    let year = figures.year;
    let of_agency = |AgencyThen { id, code, name, name_now }| {
        let AgencyFigures { counts, closing, .. } = figures.by_agency.get(&id)?;
        Some(AgencyYearView {
            agency_id: id,
            code,
            name,
            requests: RequestCounts::of(counts),
            received: counts.received_pieces(),
            released: counts.released,
            lost: counts.lost,
            closing: *closing,
            names_now: NamesNow::of("name", name_now),
        })
    };
    let of_month = |(month, counts): (u32, &Counts)| MonthView {
        month,
        requests: RequestCounts::of(counts),
        received: counts.received_pieces(),
        released: counts.released,
        lost: counts.lost,
    };
    YearView {
        year: year.number(),
        from: year.start(),
        before: year.end(),
        counted_from: CountedFrom::Tables,
        figures: FigureName::ALL.iter().map(|name| figure(*name, figures, language)).collect(),
        opening: figures.opening(),
        closing: figures.closing(),
        balanced: figures.is_balanced(),
        categories: categories(figures),
        hours_saved: HoursView {
            hours: figures.hours_saved(hours),
            agencies: figures.agencies(),
            hours_per_agency_per_day: hours,
            days: year.days(),
            assumption: hours_note(language),
        },
        by_agency: agencies.into_iter().filter_map(of_agency).collect(),
        by_month: (1..).zip(&figures.by_month).map(of_month).collect(),
    }
}

fn figure(name: FigureName, figures: &Figures, language: Language) -> FigureView {
    let title = language.label(name);
    FigureView { name, title, value: name.of(figures), scope: name.scope(language) }
}

fn categories(figures: &Figures) -> CategoriesView {
    let whole = figures.whole();
    let span = format!(
        "received_from={}&received_before={}",
        figures.year.start().to_rfc3339(),
        figures.year.end().to_rfc3339()
    );
    let row = |category: &Category| CategoryView {
        category: *category,
        pieces: whole.received_of(*category),
        query: format!("category={category}&{span}"),
    };
    let (received, unclassified) = (whole.received_pieces(), whole.received_of(Category::Unclassified));
    CategoriesView {
        rows: Category::ALL.iter().map(row).collect(),
        classified: received - unclassified,
        unclassified,
        received,
    }
}

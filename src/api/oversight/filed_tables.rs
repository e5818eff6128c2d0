//! The tables that a centre files each week, over HTTP: on screen, as one workbook, and as papers.

use std::fs::File;
use std::io::{BufWriter, Seek};

use actix_web::{HttpResponse, Responder, get, web};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use crate::api::blocking::block;
use crate::api::http::body::AcceptLanguage;
use crate::api::http::may;
use crate::api::http::names::NamesNow;
use crate::api::http::query::Query;
use crate::api::http::sent_file::{self, Shown};
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::oversight::year_report::AgencyThen;
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::ids::{AgencyId, CaseId};
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::oversight::filed_tables::{OverdueColumn, OverdueTable, Week, WeeklyFigure, WeeklyTable};
use crate::model::papers::paper::{Paper, Standing};
use crate::model::reason::{Language, Reason};
use crate::model::time::Time;
use crate::operations::oversight::filed_tables::{self, OverdueSheet, Weekly};
use crate::paper::form::write;
use crate::sheet::{Cell, Format, Sheet};

/// Rows of what is overdue that are answered at most; the files have all.
const SHOWN: usize = 500;

/// A table of a week.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeeklyTableView {
    pub table: WeeklyTable,
    /// The first instant of the week, a Monday in China.
    pub from: Time,
    /// The first instant after it.
    pub before: Time,
    pub columns: &'static [WeeklyFigure],
    /// Every agency that ever handed goods in.
    pub by_agency: Vec<WeeklyRowView>,
    /// The sum of each column.
    pub total: Vec<i64>,
}

/// The figures of an agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeeklyRowView {
    pub agency_id: AgencyId,
    /// As it was called when the week ended.
    pub agency_name: String,
    /// One for each column.
    pub figures: Vec<i64>,
    /// What it is called now, when that is something else.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl From<Weekly> for WeeklyTableView {
    fn from(weekly: Weekly) -> Self {
        let Weekly { table, week, rows, total } = weekly;
        let row = |(agency, figures): (AgencyThen, Vec<i64>)| WeeklyRowView {
            agency_id: agency.id,
            agency_name: agency.name,
            figures,
            names_now: NamesNow::of("agency_name", agency.name_now),
        };
        let by_agency = rows.into_iter().map(row).collect();
        Self { table, from: week.start, before: week.end(), columns: table.columns(), by_agency, total }
    }
}

/// A sheet of what is overdue.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverdueTableView {
    pub table: OverdueTable,
    pub at: Time,
    /// Hours, or days, as the setting has it.
    pub limit: i64,
    pub columns: [OverdueColumn; 7],
    /// The longest overdue first, 500 at most.
    pub by_case: Vec<OverdueRowView>,
    /// All of them, those that are not among by_case too.
    pub cases: i64,
    pub pieces: i64,
}

/// Goods of a case that are overdue.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverdueRowView {
    pub case_id: CaseId,
    pub case_no: String,
    pub case_name: String,
    pub pieces: i64,
    /// The responsible agency.
    pub agency_id: AgencyId,
    pub agency_name: String,
    /// When the goods were registered or received, or the case came under review.
    pub since: Time,
    /// Days begun since the limit passed.
    pub days_overdue: i64,
}

impl From<OverdueSheet> for OverdueTableView {
    fn from(sheet: OverdueSheet) -> Self {
        let OverdueSheet { table, at, limit, rows } = sheet;
        let (cases, pieces) = (rows.len() as i64, rows.iter().map(|row| row.goods.pieces).sum());
        let row = |row: filed_tables::OverdueRow| OverdueRowView {
            case_id: row.goods.case_id,
            case_no: row.goods.case_no,
            case_name: row.goods.case_name,
            pieces: row.goods.pieces,
            agency_id: row.goods.agency_id,
            agency_name: row.agency_name,
            since: row.goods.since,
            days_overdue: row.days,
        };
        let by_case = rows.into_iter().take(SHOWN).map(row).collect();
        Self { table, at, limit, columns: table.columns(), by_case, cases, pieces }
    }
}

/// Which week.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WeekQuery {
    /// A time within the week, which is not to come; the present one where none is named.
    #[serde(default)]
    week_of: Option<Time>,
}

impl WeekQuery {
    fn week(&self, now: Time) -> Result<Week> {
        let wanted = self.week_of.unwrap_or(now);
        let mut check = Checker::new();
        check.demand(wanted < Week::of(now).end(), "/week_of", Reason::TimeInFuture);
        check.date("/week_of", wanted, now);
        check.done()?;
        Ok(Week::of(wanted))
    }
}

/// A table of a week: cases and goods that came, went, were lent and came back, agency by agency, and how many there were in all.
#[utoipa::path(
    tag = "reports",
    operation_id = "get_weekly_table",
    params(("table" = WeeklyTable, Path), WeekQuery),
    security(("session" = ["read_reports"])),
    extensions(("x-limit" = json!("reports"))),
    responses((status = 200, body = WeeklyTableView))
)]
#[get("/weekly-tables/{table}")]
pub async fn of_week(
    session: Session<may::ReadReports>,
    table: web::Path<WeeklyTable>,
    query: Query<WeekQuery>,
) -> Result<impl Responder> {
    let week = query.week(session.now())?;
    let view = session.snapshot(move |conn, _| filed_tables::weekly(conn, *table, week)).await?;
    Ok(web::Json(WeeklyTableView::from(view)))
}

/// A table of a week as a paper to be signed and filed; it has no number and is not kept.
#[utoipa::path(
    tag = "reports",
    operation_id = "get_weekly_table_pdf",
    params(("table" = WeeklyTable, Path), WeekQuery),
    security(("session" = ["read_reports"])),
    extensions(("x-limit" = json!("prints"))),
    responses((status = 200, content((Vec<u8> = "application/pdf"))))
)]
#[get("/weekly-tables/{table}/paper.pdf")]
pub async fn week_pdf(
    session: Session<may::ReadReports>,
    table: web::Path<WeeklyTable>,
    query: Query<WeekQuery>,
) -> Result<HttpResponse> {
    let (now, name) = (session.now(), format!("weekly-{table}.pdf"));
    let week = query.week(now)?;
    pdf(session, name, move |conn, _| {
        let weekly = filed_tables::weekly(conn, *table, week)?;
        filed_tables::weekly_paper(conn, &weekly, now)
    })
    .await
}

/// Goods that stayed where they are for longer than they should, case by case, as things stand.
#[utoipa::path(
    tag = "reports",
    operation_id = "get_overdue_table",
    params(("table" = OverdueTable, Path)),
    security(("session" = ["read_reports"])),
    extensions(("x-limit" = json!("reports"))),
    responses((status = 200, body = OverdueTableView))
)]
#[get("/overdue-tables/{table}")]
pub async fn list_overdue(
    session: Session<may::ReadReports>,
    table: web::Path<OverdueTable>,
) -> Result<impl Responder> {
    let now = session.now();
    let sheet = session.snapshot(move |conn, viewer| filed_tables::overdue(conn, viewer.reach(), *table, now)).await?;
    Ok(web::Json(OverdueTableView::from(sheet)))
}

/// A sheet of what is overdue as a paper, with at most 10,000 rows; it has no number and is not kept.
#[utoipa::path(
    tag = "reports",
    operation_id = "get_overdue_table_pdf",
    params(("table" = OverdueTable, Path)),
    security(("session" = ["read_reports"])),
    extensions(("x-limit" = json!("prints"))),
    responses((status = 200, content((Vec<u8> = "application/pdf"))))
)]
#[get("/overdue-tables/{table}/paper.pdf")]
pub async fn overdue_pdf(session: Session<may::ReadReports>, table: web::Path<OverdueTable>) -> Result<HttpResponse> {
    let (now, name) = (session.now(), format!("overdue-{table}.pdf"));
    pdf(session, name, move |conn, reach| {
        let sheet = filed_tables::overdue(conn, reach, *table, now)?;
        filed_tables::overdue_paper(conn, &sheet)
    })
    .await
}

/// All tables in one workbook, a sheet each: those of the week, and what is overdue as things stand.
#[utoipa::path(
    tag = "reports",
    operation_id = "export_filed_tables",
    params(WeekQuery),
    security(("session" = ["read_reports"])),
    extensions(("x-limit" = json!("exports"))),
    responses((status = 200, content((Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))))
)]
#[get("/filed-tables.xlsx")]
pub async fn workbook(
    session: Session<may::ReadReports>,
    query: Query<WeekQuery>,
    reads: AcceptLanguage,
) -> Result<HttpResponse> {
    let (now, state, language) = (session.now(), session.state(), reads.0);
    let week = query.week(now)?;
    let (turn, place) = state.turns.make_file(session.user()).await?;
    let (file, rows) = session
        .snapshot(move |conn, viewer| {
            let _turn = turn;
            let mut book = Book { sheet: None, language };
            for table in WeeklyTable::ALL {
                book.weekly(&filed_tables::weekly(conn, *table, week)?)?;
            }
            for table in OverdueTable::ALL {
                book.overdue(&filed_tables::overdue(conn, viewer.reach(), *table, now)?)?;
            }
            book.finish()
        })
        .await?;
    let from = week.start;
    session
        .change(move |change, viewer| {
            let filter = format!("week_of={}", from.to_rfc3339());
            let details = json!({ "list": "filed-tables", "format": Format::Xlsx, "filter": filter, "rows": rows });
            change.record(Action::ListExported, viewer.user_id.0, details)
        })
        .await?;
    let name = format!("filed-tables-{}.xlsx", week.days().0);
    Ok(sent_file::answer(
        file,
        Shown { media_type: Format::Xlsx.media_type(), inline: false, name, packed: true },
        place,
    ))
}

/// The workbook in the making.
struct Book {
    sheet: Option<Sheet>,
    language: Language,
}

impl Book {
    fn begin(&mut self, name: &'static str, header: &[&str]) -> Result<&mut Sheet> {
        let sheet = match self.sheet.take() {
            Some(mut sheet) => {
                sheet.turn(name, header)?;
                sheet
            }
            None => Sheet::workbook(name, header)?,
        };
        Ok(self.sheet.insert(sheet))
    }

    fn weekly(&mut self, weekly: &Weekly) -> Result<()> {
        let language = self.language;
        let (unit, total) = match language {
            Language::Chinese => ("单位名称", "合计"),
            Language::English => ("Agency", "Total"),
        };
        let titles = weekly.table.columns().iter().map(|column| language.label(*column));
        let header: Vec<_> = std::iter::once(unit).chain(titles).collect();
        let sheet = self.begin(language.label(weekly.table), &header)?;
        let cells = |name: &str, figures: &[i64]| {
            let figures = figures.iter().map(|figure| Cell::Number(*figure));
            std::iter::once(Cell::from(name)).chain(figures).collect::<Vec<_>>()
        };
        for (agency, figures) in &weekly.rows {
            sheet.add(cells(&agency.name, figures))?;
        }
        sheet.add(cells(total, &weekly.total))
    }

    fn overdue(&mut self, table: &OverdueSheet) -> Result<()> {
        let language = self.language;
        let header = table.table.columns().map(|column| language.label(column));
        let sheet = self.begin(language.label(table.table), &header)?;
        for (row, at) in table.rows.iter().zip(1_i64..) {
            let (goods, code) = (&row.goods, Cell::Code(row.goods.case_no.clone()));
            let since = Cell::from(goods.since.china_date());
            let (name, agency) = (Cell::from(goods.case_name.as_str()), Cell::from(row.agency_name.as_str()));
            sheet.add([at.into(), name, code, goods.pieces.into(), agency, since, row.days.into()])?;
        }
        Ok(())
    }

    fn finish(self) -> Result<(File, u32)> {
        let sheet = self.sheet.ok_or(Error::NotFound)?;
        let rows = sheet.rows();
        Ok((sheet.finish()?, rows))
    }
}

/// Draws a paper and sends it.
async fn pdf(
    session: Session<may::ReadReports>,
    name: String,
    fill: impl FnOnce(&mut Conn, Reach) -> Result<Paper> + Send + 'static,
) -> Result<HttpResponse> {
    let state = session.state();
    let font = state.font()?;
    let (turn, place) = state.turns.make_file(session.user()).await?;
    let paper = session.snapshot(move |conn, viewer| fill(conn, viewer.reach())).await?;
    let file = block(move || {
        let _turn = turn;
        let mut out = BufWriter::new(tempfile::tempfile().map_err(Error::internal)?);
        write(&mut out, &font, &paper, Standing::Table)?;
        let mut file = out.into_inner().map_err(|e| Error::internal(e.into_error()))?;
        file.rewind().map_err(Error::internal)?;
        Ok(file)
    })
    .await?;
    Ok(sent_file::answer(file, Shown { media_type: "application/pdf", inline: true, name, packed: true }, place))
}

//! Whole lists as spreadsheets over HTTP: the filter of the list, the columns of its page, every row. Who exported what
//! is recorded before the first byte leaves.

use actix_web::{HttpRequest, HttpResponse, get};
use serde_json::json;

use crate::api::accounts::user_views;
use crate::api::accounts::users::UserQuery;
use crate::api::goods::item_views::ItemView;
use crate::api::goods::items::ItemQuery;
use crate::api::goods::movements::{MovementQuery, MovementView};
use crate::api::http::body::{AcceptLanguage, PageView};
use crate::api::http::lists::ExportQuery;
use crate::api::http::may::{self, Needs};
use crate::api::http::sent_file::{self, Shown};
use crate::api::http::session::Session;
use crate::api::ledger::audit::{AuditEntryView, AuditQuery};
use crate::api::oversight::export_columns::{self as columns, Column};
use crate::api::requests::loans::{LoanQuery, LoanView};
use crate::api::requests::request_views::RequestView;
use crate::api::requests::requests::RequestQuery;
use crate::db::engine::page::{LARGEST_PAGE, Paging};
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::ledger::event::Action;
use crate::model::reason::{Language, Reason, Refusal};
use crate::sheet::{Format, Sheet};

/// Rows of one export at most.
const MOST: i64 = 100_000;
/// What an address and its caller say of an export.
struct Wanted {
    list: &'static str,
    format: String,
    filter: String,
    columns: Option<String>,
    language: Language,
}

impl Wanted {
    fn of<F>(list: &'static str, request: &HttpRequest, query: &ExportQuery<F>, reads: AcceptLanguage) -> Self {
        let format = request.match_info().get("format").unwrap_or_default().to_owned();
        let columns = query.columns().map(str::to_owned);
        Self { list, format, filter: request.query_string().to_owned(), columns, language: reads.0 }
    }
}

/// A list being written.
struct Export<V: 'static> {
    sheet: Sheet,
    columns: Vec<&'static Column<V>>,
    language: Language,
}

impl<V> Export<V> {
    /// Every page of the list, one after the other.
    fn walk(&mut self, mut page: impl FnMut(&Paging) -> Result<PageView<V>>) -> Result<()> {
        let mut paging = Paging { limit: Some(LARGEST_PAGE), ..Default::default() };
        loop {
            let PageView { rows, next, .. } = page(&paging)?;
            for row in &rows {
                self.sheet.add(self.columns.iter().map(|column| (column.cell)(row, self.language)))?;
            }
            if next.is_none() {
                return Ok(());
            }
            paging.cursor = next;
        }
    }
}

/// Writes the list as it is at one moment, records who took it, and sends it.
async fn export<P: Needs, V: 'static>(
    session: Session<P>,
    wanted: Wanted,
    columns: &'static [Column<V>],
    fill: impl FnOnce(&mut Conn, &Viewer, &mut Export<V>) -> Result<()> + Send + 'static,
) -> Result<HttpResponse> {
    let Wanted { list, format, filter, columns: asked, language } = wanted;
    let state = session.state();
    let (turn, place) = state.turns.make_file(session.user()).await?;
    let (file, rows, format) = session
        .snapshot(move |conn, viewer| {
            // Kept until the file is made, whether or not the caller is still there.
            let _turn = turn;
            let format: Format = format.parse().map_err(|_| Error::NotFound)?;
            let columns = columns::chosen("/columns", columns, asked.as_deref())?;
            let header: Vec<_> = columns.iter().map(|column| column.title(language)).collect();
            let mut export = Export { sheet: Sheet::new(format, &header)?, columns, language };
            fill(conn, viewer, &mut export)?;
            let rows = export.sheet.rows();
            Ok((export.sheet.finish()?, rows, format))
        })
        .await?;
    session
        .change(move |change, viewer| {
            let details = json!({ "list": list, "format": format, "filter": filter, "rows": rows });
            change.record(Action::ListExported, viewer.user_id.0, details)
        })
        .await?;
    let (packed, name) = (format == Format::Xlsx, format!("{list}.{format}"));
    Ok(sent_file::answer(file, Shown { media_type: format.media_type(), inline: false, name, packed }, place))
}

fn must_fit(count: i64) -> Result<()> {
    if count > MOST {
        return Err(Refusal::new(Reason::ExportTooLarge).with("count", count).with("max", MOST).into());
    }
    Ok(())
}

/// Items within reach as a spreadsheet, `items.csv` or `items.xlsx`: the filter of the list, at most 100,000 rows.
#[utoipa::path(
    tag = "exports",
    operation_id = "export_items",
    params(("format" = Format, Path), ItemQuery),
    security(("session" = ["read_items"])),
    extensions(("x-limit" = json!("exports"))),
    responses((status = 200, content((Vec<u8> = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))))
)]
#[get("/items.{format}")]
pub async fn items(
    session: Session<may::ReadItems>,
    request: HttpRequest,
    query: ExportQuery<ItemQuery>,
    reads: AcceptLanguage,
) -> Result<HttpResponse> {
    let wanted = Wanted::of("items", &request, &query, reads);
    let now = session.now();
    export(session, wanted, columns::ITEMS, move |conn, viewer, export| {
        let (filter, sort, reach) = (query.filter(now)?, query.sort()?, viewer.reach());
        must_fit(db::goods::item_list::count(conn, reach, &filter)?)?;
        export.walk(|paging| {
            Ok(PageView::of(db::goods::item_list::list(conn, reach, &filter, sort, paging)?, ItemView::from))
        })
    })
    .await
}

/// The people of all agencies as a spreadsheet, `users.csv` or `users.xlsx`, with what a review of accounts looks at: the filter of the list, at
/// most 100,000 rows.
#[utoipa::path(
    tag = "exports",
    operation_id = "export_users",
    params(("format" = Format, Path), UserQuery),
    security(("session" = ["review_accounts"])),
    extensions(("x-limit" = json!("exports"))),
    responses((status = 200, content((Vec<u8> = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))))
)]
#[get("/users.{format}")]
pub async fn users(
    session: Session<may::ReviewAccounts>,
    request: HttpRequest,
    query: ExportQuery<UserQuery>,
    reads: AcceptLanguage,
) -> Result<HttpResponse> {
    let wanted = Wanted::of("users", &request, &query, reads);
    let now = session.state().database.clock().now();
    export(session, wanted, columns::USERS, move |conn, viewer, export| {
        let (filter, sort, reach) = (query.filter(conn, viewer, now)?, query.sort()?, viewer.reach());
        must_fit(db::accounts::user_list::count(conn, reach, &filter)?)?;
        export.walk(|paging| {
            let page = db::accounts::user_list::list(conn, reach, &filter, sort, paging)?;
            user_views::page(conn, viewer, now, page)
        })
    })
    .await
}

/// Requests within reach as a spreadsheet, `requests.csv` or `requests.xlsx`: the filter of the list, at most 100,000
/// rows.
#[utoipa::path(
    tag = "exports",
    operation_id = "export_requests",
    params(("format" = Format, Path), RequestQuery),
    security(("session" = ["read_requests"])),
    extensions(("x-limit" = json!("exports"))),
    responses((status = 200, content((Vec<u8> = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))))
)]
#[get("/requests.{format}")]
pub async fn requests(
    session: Session<may::ReadRequests>,
    request: HttpRequest,
    query: ExportQuery<RequestQuery>,
    reads: AcceptLanguage,
) -> Result<HttpResponse> {
    let wanted = Wanted::of("requests", &request, &query, reads);
    export(session, wanted, columns::REQUESTS, move |conn, viewer, export| {
        let (filter, reach) = (query.filter(viewer)?, viewer.reach());
        must_fit(db::requests::requests::count(conn, reach, &filter)?)?;
        export.walk(|paging| {
            let page = db::requests::requests::list(conn, reach, &filter, paging)?;
            PageView::named(conn, page, RequestView::of)
        })
    })
    .await
}

/// Loans within reach as a spreadsheet, `loans.csv` or `loans.xlsx`: the filter of the list, at most 100,000 rows.
#[utoipa::path(
    tag = "exports",
    operation_id = "export_loans",
    params(("format" = Format, Path), LoanQuery),
    security(("session" = ["read_requests"])),
    extensions(("x-limit" = json!("exports"))),
    responses((status = 200, content((Vec<u8> = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))))
)]
#[get("/loans.{format}")]
pub async fn loans(
    session: Session<may::ReadRequests>,
    request: HttpRequest,
    query: ExportQuery<LoanQuery>,
    reads: AcceptLanguage,
) -> Result<HttpResponse> {
    let wanted = Wanted::of("loans", &request, &query, reads);
    let now = session.state().database.clock().now();
    export(session, wanted, columns::LOANS, move |conn, viewer, export| {
        let (filter, sort, reach) = (query.filter(now)?, query.sort()?, viewer.reach());
        must_fit(db::requests::loans::count(conn, reach, &filter)?)?;
        export.walk(|paging| {
            let page = db::requests::loans::list(conn, reach, &filter, sort, paging)?;
            PageView::named(conn, page, |row, names| LoanView::of(row, names, now))
        })
    })
    .await
}

/// Movements of items within reach as a spreadsheet, `movements.csv` or `movements.xlsx`: the filter of the list, at
/// most 100,000 rows.
#[utoipa::path(
    tag = "exports",
    operation_id = "export_movements",
    params(("format" = Format, Path), MovementQuery),
    security(("session" = ["read_items"])),
    extensions(("x-limit" = json!("exports"))),
    responses((status = 200, content((Vec<u8> = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))))
)]
#[get("/movements.{format}")]
pub async fn movements(
    session: Session<may::ReadItems>,
    request: HttpRequest,
    query: ExportQuery<MovementQuery>,
    reads: AcceptLanguage,
) -> Result<HttpResponse> {
    let wanted = Wanted::of("movements", &request, &query, reads);
    export(session, wanted, columns::MOVEMENTS, move |conn, viewer, export| {
        let (filter, sort, reach) = (query.filter()?, query.sort()?, viewer.reach());
        must_fit(db::goods::movements::count(conn, reach, &filter)?)?;
        export.walk(|paging| {
            let page = db::goods::movements::list(conn, reach, &filter, sort, paging)?;
            PageView::named(conn, page, |(row, code, name), names| MovementView::of(row, (&code, &name), names))
        })
    })
    .await
}

/// Entries of the log as a spreadsheet, `entries.csv` or `entries.xlsx`: the filter of the list, at most 100,000 rows.
#[utoipa::path(
    tag = "exports",
    operation_id = "export_audit_entries",
    params(("format" = Format, Path), AuditQuery),
    security(("session" = ["read_audit"])),
    extensions(("x-limit" = json!("exports"))),
    responses((status = 200, content((Vec<u8> = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))))
)]
#[get("/audit/entries.{format}")]
pub async fn audit_entries(
    session: Session<may::ReadAudit>,
    request: HttpRequest,
    query: ExportQuery<AuditQuery>,
    reads: AcceptLanguage,
) -> Result<HttpResponse> {
    let wanted = Wanted::of("entries", &request, &query, reads);
    export(session, wanted, columns::AUDIT_ENTRIES, move |conn, viewer, export| {
        let (filter, reach) = (query.filter(), viewer.reach());
        must_fit(db::ledger::audit::count(conn, reach, &filter)?)?;
        export.walk(|paging| {
            let page = db::ledger::audit::list(conn, reach, &filter, paging)?;
            AuditEntryView::page(conn, reach, page)
        })
    })
    .await
}

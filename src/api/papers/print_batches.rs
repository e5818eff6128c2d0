//! Print batches over HTTP.

use std::io::{BufWriter, Seek, Write};

use actix_web::web;
use actix_web::{HttpResponse, Responder, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::blocking::block;
use crate::api::http::body::{Answer, BULK, Idempotent, Nothing, PageView};
use crate::api::http::lists::{ListQuery, PageQuery, UNCOUNTED};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::query::Query;
use crate::api::http::sent_file::{self, Shown};
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::papers::print_batches::{self, PrintBatch, PrintFilter, PrintLine};
use crate::error::{Error, Result};
use crate::model::accounts::fields::Field;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{CaseId, ItemId, PlaceId, PrintBatchId, UserId};
use crate::model::papers::print::{PrintKind, PrintStatus};
use crate::model::time::Time;
use crate::operations::papers::print_batches as operations;
use crate::operations::papers::print_selection::NewPrintBatch;
use crate::paper::font::Font;
use crate::paper::label::Label;
use crate::paper::labels::{LabelSheet, write};
use crate::paper::pdf::Written;

/// A print batch: who printed what and when.
#[derive(Debug, Serialize, ToSchema)]
pub struct PrintBatchView {
    pub id: PrintBatchId,
    pub number: String,
    pub kind: PrintKind,
    pub status: PrintStatus,
    /// What was asked for.
    pub selection: NewPrintBatch,
    /// Number of the case, where a case was asked for.
    #[schema(required)]
    pub case_no: Option<String>,
    /// The paper profile, by the name it had.
    pub profile: String,
    /// The label content, by the name it had.
    pub content: String,
    /// Labels left out on the first page.
    pub skip: i32,
    /// How often each label is printed.
    pub copies: i32,
    pub label_count: i32,
    /// Of these, labels that had been printed before.
    pub reprint_count: i32,
    /// Labels whose entries are in the log; the file can be had when they all are.
    pub recorded_count: i32,
    /// Why labels were printed again.
    #[schema(required)]
    pub reason: Option<String>,
    /// Null: the operator's console.
    #[schema(required)]
    pub printed_by: Option<UserId>,
    /// Name of the person.
    #[schema(required)]
    pub printed_by_name: Option<String>,
    pub created_at: Time,
    /// When the last entry was written.
    #[schema(required)]
    pub recorded_at: Option<Time>,
    pub version: i32,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl Referencing for PrintBatch {
    fn add_references(&self, ids: &mut References) {
        ids.person(self.printed_by).case(case_of(self));
    }
}

/// The case that was asked for by its id.
fn case_of(row: &PrintBatch) -> Option<CaseId> {
    serde_json::from_str::<NewPrintBatch>(&row.selection).ok()?.case?.trim().parse().ok()
}

impl PrintBatchView {
    /// One batch with its printer's name.
    fn one(conn: &mut Conn, row: PrintBatch) -> Result<Self> {
        let names = Names::of(conn, [&row])?;
        Self::of(row, &names)
    }

    fn of(row: PrintBatch, names: &Names) -> Result<Self> {
        let selection: NewPrintBatch = serde_json::from_str(&row.selection).map_err(Error::internal)?;
        let mut then = names.at(row.created_at);
        Ok(Self {
            profile: row.paper()?.name,
            content: row.content()?.name,
            case_no: then.case_no("case_no", case_of(&row)).or_else(|| selection.case.clone()),
            selection,
            id: row.id,
            number: row.number,
            kind: row.kind,
            status: row.status,
            skip: row.skip,
            copies: row.copies,
            label_count: row.label_count,
            reprint_count: row.reprint_count,
            recorded_count: row.recorded_count,
            reason: row.reason,
            printed_by: row.printed_by,
            printed_by_name: then.person("printed_by_name", row.printed_by),
            created_at: row.created_at,
            recorded_at: row.recorded_at,
            version: row.version,
            names_now: then.now(),
        })
    }
}

/// Which batches.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PrintBatchQuery {
    /// In this status.
    status: Option<PrintStatus>,
    /// Of this kind.
    kind: Option<PrintKind>,
    /// Printed by this person.
    printed_by: Option<UserId>,
    /// With a label of this item.
    item_id: Option<ItemId>,
}

/// Print batches, newest first.
#[utoipa::path(
    tag = "print_batches",
    operation_id = "list_print_batches",
    params(PrintBatchQuery, PageQuery),
    security(("session" = ["read_prints"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<PrintBatchView>))
)]
#[get("/print-batches")]
pub async fn list(
    session: Session<may::ReadPrints>,
    query: ListQuery<PrintBatchQuery, UNCOUNTED>,
) -> Result<impl Responder> {
    let PrintBatchQuery { status, kind, printed_by, item_id } = *query;
    let filter = PrintFilter { status, kind, printed_by, item_id };
    let view = session
        .read(move |conn, viewer| {
            let page = print_batches::list(conn, viewer.reach(), &filter, query.paging())?;
            let names = Names::of(conn, &page.rows)?;
            let rows = page.rows.into_iter().map(|row| PrintBatchView::of(row, &names)).collect::<Result<Vec<_>>>()?;
            Ok(PageView { rows, next: page.next, total: None })
        })
        .await?;
    Ok(web::Json(view))
}

/// One print batch, with how far it has come.
#[utoipa::path(
    tag = "print_batches",
    operation_id = "get_print_batch",
    params(("id" = PrintBatchId, Path)),
    security(("session" = ["read_prints"])),
    responses((status = 200, body = PrintBatchView))
)]
#[get("/print-batches/{id}")]
pub async fn get(session: Session<may::ReadPrints>, id: web::Path<PrintBatchId>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let row = print_batches::get(conn, viewer.reach(), *id)?;
            PrintBatchView::one(conn, row)
        })
        .await?;
    Ok(web::Json(view))
}

/// One label of a batch, word for word.
#[derive(Debug, Serialize, ToSchema)]
pub struct PrintLineView {
    /// Position in the batch, from 1.
    pub line_no: i32,
    /// What the QR code says.
    pub code: String,
    #[schema(required)]
    pub item_id: Option<ItemId>,
    #[schema(required)]
    pub place_id: Option<PlaceId>,
    /// Whether this code had been printed before.
    pub reprint: bool,
    /// The fields in the order of the content; none for whoever sees no goods.
    pub texts: Vec<String>,
}

impl PrintLineView {
    fn of(row: PrintLine, viewer: &Viewer) -> Result<Self> {
        let texts = if viewer.sees(Field::PrintedWords) { row.texts()? } else { Vec::new() };
        let PrintLine { line_no, code, item_id, place_id, reprint, .. } = row;
        Ok(Self { line_no, code, item_id, place_id, reprint, texts })
    }
}

/// The labels of a batch.
#[utoipa::path(
    tag = "print_batches",
    operation_id = "list_print_lines",
    params(("id" = PrintBatchId, Path), PageQuery),
    security(("session" = ["read_prints"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<PrintLineView>))
)]
#[get("/print-batches/{id}/lines")]
pub async fn lines(
    session: Session<may::ReadPrints>,
    id: web::Path<PrintBatchId>,
    query: ListQuery<Nothing, UNCOUNTED>,
) -> Result<impl Responder> {
    let page = session
        .read(move |conn, viewer| {
            let batch = print_batches::get(conn, viewer.reach(), *id)?;
            let page = print_batches::list_line_page(conn, batch.id, query.paging())?;
            let rows = page.rows.into_iter().map(|row| PrintLineView::of(row, viewer)).collect::<Result<Vec<_>>>()?;
            Ok(PageView { rows, next: page.next, total: None })
        })
        .await?;
    Ok(web::Json(page))
}

/// Why the file of a batch is needed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FetchQuery {
    /// Needed once the file was fetched before; one line of at most 500 characters.
    #[param(max_length = 500)]
    reason: Option<String>,
}

/// Prints labels: makes the batch and records it. Up to 500 labels are done with the answer; more are recorded piece by
/// piece, which `recorded_count` shows. Labels that were printed before need a `reason`.
#[utoipa::path(
    tag = "print_batches",
    operation_id = "print_labels",
    request_body = NewPrintBatch,
    security(("session" = ["print_labels"])),
    extensions(("x-limit" = json!("prints"))),
    responses((status = 201, body = PrintBatchView))
)]
#[post("/print-batches")]
pub async fn print(session: Session<may::PrintLabels>, call: Idempotent<NewPrintBatch, BULK>) -> Result<Answer> {
    let state = session.state();
    session
        .create(call, move |change, viewer, new| {
            let row = operations::print(change, viewer.reach(), &state.keys.labels, &new)?;
            PrintBatchView::one(change.reader(), row)
        })
        .await
}

/// The labels of a batch as PDF, the same bytes each time. Has to be recorded completely before. Once items of it were
/// cancelled it is refused naming them (409), so that nothing is left out unseen; what it said stays in its lines. Who fetched
/// it is recorded, and whoever fetches it again says why.
#[utoipa::path(
    tag = "print_batches",
    operation_id = "get_print_batch_pdf",
    params(("id" = PrintBatchId, Path), FetchQuery),
    security(("session" = ["print_labels"])),
    extensions(("x-limit" = json!("prints"))),
    responses((status = 200, content((Vec<u8> = "application/pdf"))))
)]
#[get("/print-batches/{id}/labels.pdf")]
pub async fn pdf(
    session: Session<may::PrintLabels>,
    id: web::Path<PrintBatchId>,
    query: Query<FetchQuery>,
) -> Result<HttpResponse> {
    let state = session.state();
    let font = state.font()?;
    let (turn, place) = state.turns.make_file(session.user()).await?;
    let batch = session
        .change(move |change, viewer| operations::fetch(change, viewer.reach(), *id, query.reason.as_deref()))
        .await?;
    let name = format!("{}.pdf", batch.number);
    let file = block(move || {
        let _turn = turn;
        let mut out = BufWriter::new(tempfile::tempfile().map_err(Error::internal)?);
        state.database.snapshot(|conn| render(conn, &font, &batch, &mut out))?;
        let mut file = out.into_inner().map_err(|e| Error::internal(e.into_error()))?;
        file.rewind().map_err(Error::internal)?;
        Ok(file)
    })
    .await?;
    let shown = Shown { media_type: "application/pdf", inline: true, name, packed: true };
    Ok(sent_file::answer(file, shown, place))
}

/// Writes a batch as PDF, the same bytes each time.
///
/// # Errors
/// Database errors, or what keeps the file from being written.
pub fn render(conn: &mut Conn, font: &Font, batch: &PrintBatch, out: impl Write) -> Result<Written> {
    let sheet = LabelSheet {
        paper: batch.paper()?.layout,
        content: batch.content()?.layout,
        skip: i64::from(batch.skip),
        copies: i64::from(batch.copies),
        title: batch.number.clone(),
        made_at: batch.created_at,
    };
    let labels = print_batches::lines(conn, batch.id).map(|line| {
        let line = line?;
        Ok::<_, Error>(Label { texts: line.texts()?, code: line.code })
    });
    write(out, font, &sheet, labels)
}

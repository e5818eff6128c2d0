//! Print batches and their lines: who printed which labels, word for word, so that a batch can be had again as it was.

use diesel::dsl::not;
use diesel::prelude::*;
use serde::Serialize;

use crate::audit::hash::to_hex;
use crate::audit::sha256;
use crate::db::accounts::secrecy::cleared;
use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::row_sha256;
use crate::db::engine::page::{Page, Paging};
use crate::db::ledger::held::LoadedRow;
use crate::db::schema::{items, print_batches, print_lines};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::goods::item::CustodyState;
use crate::model::ids::{ItemId, PlaceId, PrintBatchId, UserId};
use crate::model::papers::label_content::ContentLayout;
use crate::model::papers::paper_profile::PaperLayout;
use crate::model::papers::print::{PrintKind, PrintStatus};
use crate::model::text;
use crate::model::time::Time;

/// Lines read at a time.
const CHUNK: i64 = 1_000;

/// One printing. The order of the members is the order in which the row is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = print_batches, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct PrintBatch {
    pub id: PrintBatchId,
    pub year: i32,
    /// Sequence within the year, from 1, without gaps.
    pub sequence: i64,
    pub number: String,
    pub kind: PrintKind,
    /// What was asked for, as JSON.
    pub selection: String,
    /// The paper as it was: a [`Used`] of a [`PaperLayout`] as JSON.
    pub profile: String,
    /// The content as it was: a [`Used`] of a [`ContentLayout`] as JSON.
    pub content: String,
    /// Cells left out on the first page.
    pub skip: i32,
    /// How often each label is printed.
    pub copies: i32,
    pub label_count: i32,
    /// Of these, labels that had been printed before.
    pub reprint_count: i32,
    /// Labels whose entries are in the log.
    pub recorded_count: i32,
    /// Why labels are printed again.
    pub reason: Option<String>,
    /// The chain of [`chained`] over the lines, hexadecimal.
    pub lines_sha256: String,
    pub status: PrintStatus,
    /// None for the operator's console.
    pub printed_by: Option<UserId>,
    pub created_at: Time,
    pub recorded_at: Option<Time>,
    pub version: i32,
}

/// A profile or content as a batch used it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Used<T> {
    pub name: String,
    pub version: i32,
    pub layout: T,
}

impl PrintBatch {
    /// The digest the log keeps of the row.
    ///
    /// # Errors
    /// [`Error::Internal`] when the row cannot be written as JSON.
    pub fn row_sha256(&self) -> Result<String> {
        row_sha256(self)
    }

    /// The paper as it was.
    ///
    /// # Errors
    /// [`Error::Internal`] when the row holds none.
    pub fn paper(&self) -> Result<Used<PaperLayout>> {
        serde_json::from_str(&self.profile).map_err(Error::internal)
    }

    /// The content as it was.
    ///
    /// # Errors
    /// [`Error::Internal`] when the row holds none.
    pub fn content(&self) -> Result<Used<ContentLayout>> {
        serde_json::from_str(&self.content).map_err(Error::internal)
    }
}

/// One label of a batch. The order of the members is the order in which the row is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = print_lines, treat_none_as_default_value = false)]
pub struct PrintLine {
    pub batch_id: PrintBatchId,
    /// Position in the batch, from 1.
    pub line_no: i32,
    /// What the QR code says.
    pub code: String,
    pub item_id: Option<ItemId>,
    pub place_id: Option<PlaceId>,
    /// Whether this code had been printed before.
    pub reprint: bool,
    /// The fields' values in the order of the content, as JSON.
    pub texts: String,
}

impl PrintLine {
    /// The fields' values.
    ///
    /// # Errors
    /// [`Error::Internal`] when the row holds none.
    pub fn texts(&self) -> Result<Vec<String>> {
        serde_json::from_str(&self.texts).map_err(Error::internal)
    }
}

/// The digest over lines up to this one; `before` is the digest up to the one before, empty for the first.
///
/// # Errors
/// [`Error::Internal`] when the line cannot be written as JSON.
pub fn chained(before: &str, line: &PrintLine) -> Result<String> {
    let mut bytes = before.as_bytes().to_vec();
    serde_json::to_writer(&mut bytes, line).map_err(Error::internal)?;
    Ok(to_hex(&sha256(&bytes)))
}

/// Limits a query over batches to what the reach covers: a batch is there whole, or, with the label of an item that is not, not at all.
macro_rules! within {
    ($query:expr, $reach:expr) => {{
        let mut query = $query;
        if let Some(level) = $reach.cleared() {
            let beyond = print_lines::table
                .inner_join(items::table.on(items::id.nullable().eq(print_lines::item_id)))
                .filter(not(cleared!(items::case_id, level)))
                .select(print_lines::batch_id);
            query = query.filter(not(print_batches::id.eq_any(beyond)));
        }
        query
    }};
}
pub(in crate::db) use within;

/// One batch within reach.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, reach: Reach, id: PrintBatchId) -> Result<PrintBatch> {
    let found = on!(conn, c => {
        let query = print_batches::table.filter(print_batches::id.eq(id)).select(PrintBatch::as_select()).into_boxed();
        within!(query, reach).first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// The batch of a number.
pub fn find_by_number(conn: &mut Conn, number: &str) -> Result<Option<PrintBatch>> {
    Ok(on!(conn, c => print_batches::table
        .filter(print_batches::number.eq(text::code_spelling(number)))
        .select(PrintBatch::as_select())
        .first(c)
        .optional())?)
}

/// The oldest batch whose items do not all have their entries in the log.
pub fn find_unfinished(conn: &mut Conn) -> Result<Option<PrintBatch>> {
    Ok(on!(conn, c => print_batches::table
        .filter(print_batches::status.eq(PrintStatus::Recording))
        .order(print_batches::id)
        .select(PrintBatch::as_select())
        .first(c)
        .optional())?)
}

/// Which batches a list shows.
#[derive(Debug, Clone, Default)]
pub struct PrintFilter {
    pub status: Option<PrintStatus>,
    pub kind: Option<PrintKind>,
    pub printed_by: Option<UserId>,
    /// Only those with a label of this item.
    pub item_id: Option<ItemId>,
}

/// Batches within reach, newest first.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, reach: Reach, filter: &PrintFilter, paging: &Paging) -> Result<Page<PrintBatch>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, PrintBatchId>()?;
    let rows: Vec<PrintBatch> = on!(conn, c => {
        let mut query = within!(print_batches::table.select(PrintBatch::as_select()).into_boxed(), reach);
        if let Some(status) = filter.status {
            query = query.filter(print_batches::status.eq(status));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(print_batches::kind.eq(kind));
        }
        if let Some(person) = filter.printed_by {
            query = query.filter(print_batches::printed_by.eq(person));
        }
        if let Some(item) = filter.item_id {
            let of_item = print_lines::table.filter(print_lines::item_id.eq(item)).select(print_lines::batch_id);
            query = query.filter(print_batches::id.eq_any(of_item));
        }
        if let Some((_, id)) = after {
            query = query.filter(print_batches::id.lt(id));
        }
        query.order(print_batches::id.desc()).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (row.number.clone(), row.id)))
}

/// All batches after an id, in the order of ids, at most `limit`: for walks over the whole table.
pub fn list_after(conn: &mut Conn, after: Option<PrintBatchId>, limit: i64) -> Result<Vec<PrintBatch>> {
    on!(conn, c => {
        let query =
            print_batches::table.select(PrintBatch::as_select()).order(print_batches::id).limit(limit).into_boxed();
        Ok(match after {
            Some(id) => query.filter(print_batches::id.gt(id)).load(c)?,
            None => query.load(c)?,
        })
    })
}

/// Lines of a batch after a position, at most `limit`.
pub fn list_lines(conn: &mut Conn, id: PrintBatchId, after: i32, limit: i64) -> Result<Vec<PrintLine>> {
    Ok(on!(conn, c => print_lines::table
        .filter(print_lines::batch_id.eq(id).and(print_lines::line_no.gt(after)))
        .order(print_lines::line_no)
        .limit(limit)
        .select(PrintLine::as_select())
        .load(c))?)
}

/// A page of the lines of a batch.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list_line_page(conn: &mut Conn, id: PrintBatchId, paging: &Paging) -> Result<Page<PrintLine>> {
    let shown = paging.shown()?;
    let after = paging.after::<i32, i32>()?.map_or(0, |(line_no, _)| line_no);
    let rows = list_lines(conn, id, after, shown + 1)?;
    Ok(paging.cut(rows, shown, |row| (row.line_no, row.line_no)))
}

/// All lines of a batch, read as they are needed.
pub fn lines(conn: &mut Conn, id: PrintBatchId) -> impl Iterator<Item = Result<PrintLine>> + '_ {
    let mut last = 0;
    let mut read: std::vec::IntoIter<PrintLine> = Vec::new().into_iter();
    std::iter::from_fn(move || {
        if let Some(line) = read.next() {
            return Some(Ok(line));
        }
        match list_lines(conn, id, last, CHUNK) {
            Ok(rows) => {
                last = rows.last()?.line_no;
                read = rows.into_iter();
                read.next().map(Ok)
            }
            Err(error) => Some(Err(error)),
        }
    })
}

/// The codes of the items of a batch that were cancelled since, at most `limit`.
pub fn list_cancelled(conn: &mut Conn, id: PrintBatchId, limit: i64) -> Result<Vec<String>> {
    Ok(on!(conn, c => print_lines::table
        .inner_join(items::table.on(items::id.nullable().eq(print_lines::item_id)))
        .filter(print_lines::batch_id.eq(id).and(items::custody_state.eq(CustodyState::Cancelled)))
        .order(print_lines::line_no)
        .limit(limit)
        .select(items::code)
        .load(c))?)
}

/// Which of these codes were printed before.
pub fn list_printed(conn: &mut Conn, codes: &[&str]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for batch in codes.chunks(BATCH) {
        found.extend(on!(conn, c => print_lines::table
            .filter(print_lines::code.eq_any(batch))
            .select(print_lines::code)
            .distinct()
            .load::<String>(c))?);
    }
    Ok(found)
}

/// Adds a batch.
pub fn insert(change: &mut Change<'_>, row: &PrintBatch) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(print_batches::table).values(row).execute(c))?;
    Ok(())
}

/// Completes a batch that the same change added.
pub fn complete(change: &mut Change<'_>, row: &PrintBatch) -> Result<()> {
    replace(change.conn, row)
}

/// Replaces a batch by another state of it.
pub fn update(change: &mut Change<'_>, known: &PrintBatch, row: &PrintBatch) -> Result<()> {
    let loaded = LoadedRow { sha256: known.row_sha256()?, shipped: false };
    change.hold_own(("print_batches", known.id.0), &known.number, loaded)?;
    replace(change.conn, row)
}

fn replace(conn: &mut Conn, row: &PrintBatch) -> Result<()> {
    on!(conn, c => diesel::update(print_batches::table.find(row.id)).set(row).execute(c))?;
    Ok(())
}

/// Adds lines.
pub fn insert_lines(change: &mut Change<'_>, rows: &[PrintLine]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        on!(change.conn, c => diesel::insert_into(print_lines::table).values(batch).execute(c))?;
    }
    Ok(())
}

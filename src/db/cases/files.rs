//! Files: photographs, scans and papers, what they are about and how far they have come. Their bytes are in the store.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::page::{AgeSort, Page, Paging};
use crate::db::schema::{cases, files, items, log_leaves};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::cases::files::{FileRefusal, FileState, FileSubject, MediaType};
use crate::model::ids::{
    CaseId, DiscrepancyId, DocumentId, FileId, HandoverId, ItemId, RequestId, SeizureListId, SubjectId, UserId,
};
use crate::model::ledger::event::Action;
use crate::model::time::Time;

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = files, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct FileRow {
    pub id: FileId,
    /// Of its bytes, hexadecimal.
    pub sha256: String,
    pub bytes: i64,
    pub media_type: MediaType,
    pub name: String,
    pub subject: FileSubject,
    /// The case of what it is about.
    pub case_id: CaseId,
    /// What it shows, also where it is about a discrepancy or a line of a request.
    pub item_id: Option<ItemId>,
    pub seizure_list_id: Option<SeizureListId>,
    pub document_id: Option<DocumentId>,
    pub discrepancy_id: Option<DiscrepancyId>,
    pub request_id: Option<RequestId>,
    pub line_no: Option<i32>,
    pub maker: String,
    pub second_maker: Option<String>,
    pub taken_at: Option<Time>,
    pub taken_place: Option<String>,
    pub method: Option<String>,
    pub original_kept: Option<String>,
    pub remarks: Option<String>,
    /// What the camera wrote, as a JSON object of texts.
    pub exif: Option<String>,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub announced_by: UserId,
    pub announced_at: Time,
    pub stored_at: Option<Time>,
    pub struck_by: Option<UserId>,
    pub struck_at: Option<Time>,
    /// Why it was struck out; until then why the bytes that came were not taken, a [`FileRefusal`].
    pub reason: Option<String>,
    pub version: i32,
    /// The hand-over it is a signature of. Rows of before keep their digest, in which what is not there does not appear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handover_id: Option<HandoverId>,
    /// Differences noted on the picture, see [`crate::model::cases::marks`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marks: Option<String>,
}

registered!(FileRow as Files: about |row| row.id.0, key |row| row.id.to_string(), name |row| Some(&row.name));

impl FileRow {
    /// How far it has come.
    pub const fn state(&self) -> FileState {
        match (self.struck_at, self.stored_at, &self.reason) {
            (Some(_), _, _) => FileState::Struck,
            (None, Some(_), _) => FileState::Stored,
            (None, None, Some(_)) => FileState::Refused,
            (None, None, None) => FileState::Announced,
        }
    }

    /// Why the bytes that came were not taken, while the right ones have not come.
    pub fn refusal(&self) -> Option<FileRefusal> {
        self.reason.as_ref().filter(|_| self.state() == FileState::Refused)?.parse().ok()
    }
}

/// Which files a list shows.
#[derive(Debug, Clone, Default)]
pub struct FileFilter {
    pub subject: Option<FileSubject>,
    pub case_id: Option<CaseId>,
    pub item_id: Option<ItemId>,
    pub seizure_list_id: Option<SeizureListId>,
    pub document_id: Option<DocumentId>,
    pub discrepancy_id: Option<DiscrepancyId>,
    pub request_id: Option<RequestId>,
    pub line_no: Option<i32>,
    pub handover_id: Option<HandoverId>,
    pub sha256: Option<String>,
    pub state: Option<FileState>,
}

/// Files with what decides who may see them.
macro_rules! joined {
    () => {
        $crate::db::schema::files::table
            .inner_join(
                $crate::db::schema::cases::table
                    .on($crate::db::schema::cases::id.eq($crate::db::schema::files::case_id)),
            )
            .left_join(
                $crate::db::schema::items::table
                    .on($crate::db::schema::items::id.nullable().eq($crate::db::schema::files::item_id)),
            )
            .left_join(
                $crate::db::schema::documents::table
                    .on($crate::db::schema::documents::id.nullable().eq($crate::db::schema::files::document_id)),
            )
            .left_join(
                $crate::db::schema::discrepancies::table
                    .on($crate::db::schema::discrepancies::id.nullable().eq($crate::db::schema::files::discrepancy_id)),
            )
            .left_join(
                $crate::db::schema::requests::table
                    .on($crate::db::schema::requests::id.nullable().eq($crate::db::schema::files::request_id)),
            )
    };
}
pub(in crate::db) use joined;

/// Limits a query over files to what the reach covers: whoever may see what a file is about may see the file.
macro_rules! within {
    ($query:expr, $reach:expr) => {{
        use $crate::db::schema::{cases as case, discrepancies as discrepancy, documents as document, items as item};
        use $crate::db::schema::{files as file, requests as request};
        let (mut query, reach) = ($query, $reach);
        if let Some(agency) = reach.agency() {
            let of_item = item::agency_id.nullable().eq(agency).or(item::responsible_agency_id.nullable().eq(agency));
            let of_case = case::agency_id.eq(agency).or(case::responsible_agency_id.eq(agency));
            let of_request =
                request::agency_id.nullable().eq(agency).or(request::responsible_agency_id.nullable().eq(agency));
            query = query.filter(
                file::request_id
                    .is_null()
                    .and(of_item)
                    .or(file::item_id.is_null().and(file::request_id.is_null()).and(of_case).assume_not_null())
                    .or(of_request)
                    .or(document::agency_id.nullable().eq(agency))
                    .or(discrepancy::agency_id.nullable().eq(agency)),
            );
        }
        if let Some(level) = reach.cleared() {
            query = query.filter(case::secrecy.le(level));
        }
        query
    }};
}
pub(in crate::db) use within;

macro_rules! filtered {
    ($query:expr, $reach:expr, $filter:expr) => {{
        let (mut query, filter) = (within!($query, $reach), $filter);
        if let Some(subject) = filter.subject {
            query = query.filter(files::subject.eq(subject));
        }
        if let Some(case) = filter.case_id {
            query = query.filter(files::case_id.eq(case));
        }
        if let Some(item) = filter.item_id {
            query = query.filter(files::item_id.eq(item));
        }
        if let Some(list) = filter.seizure_list_id {
            query = query.filter(files::seizure_list_id.eq(list));
        }
        if let Some(document) = filter.document_id {
            query = query.filter(files::document_id.eq(document));
        }
        if let Some(discrepancy) = filter.discrepancy_id {
            query = query.filter(files::discrepancy_id.eq(discrepancy));
        }
        if let Some(request) = filter.request_id {
            query = query.filter(files::request_id.eq(request));
        }
        if let Some(line) = filter.line_no {
            query = query.filter(files::line_no.eq(line));
        }
        if let Some(handover) = filter.handover_id {
            query = query.filter(files::handover_id.eq(handover));
        }
        if let Some(sha256) = filter.sha256.clone() {
            query = query.filter(files::sha256.eq(sha256));
        }
        match filter.state {
            Some(FileState::Announced) => {
                query = query.filter(files::stored_at.is_null()).filter(files::struck_at.is_null());
                query = query.filter(files::reason.is_null());
            }
            Some(FileState::Refused) => {
                query = query.filter(files::stored_at.is_null()).filter(files::struck_at.is_null());
                query = query.filter(files::reason.is_not_null());
            }
            Some(FileState::Stored) => {
                query = query.filter(files::stored_at.is_not_null()).filter(files::struck_at.is_null());
            }
            Some(FileState::Struck) => query = query.filter(files::struck_at.is_not_null()),
            None => {}
        }
        query
    }};
}

/// One file within reach.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, reach: Reach, id: FileId) -> Result<FileRow> {
    let found = on!(conn, c => {
        let query = joined!().select(FileRow::as_select()).filter(files::id.eq(id)).into_boxed();
        within!(query, reach).first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// Files within reach, in the order they were announced.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(
    conn: &mut Conn,
    reach: Reach,
    filter: &FileFilter,
    sort: AgeSort,
    paging: &Paging,
) -> Result<Page<FileRow>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, FileId>()?;
    let rows: Vec<FileRow> = on!(conn, c => {
        let mut query = filtered!(joined!().select(FileRow::as_select()).into_boxed(), reach, filter);
        query = match (sort, after) {
            (_, None) => query,
            (AgeSort::NewestFirst, Some((_, id))) => query.filter(files::id.lt(id)),
            (AgeSort::OldestFirst, Some((_, id))) => query.filter(files::id.gt(id)),
        };
        query = match sort {
            AgeSort::NewestFirst => query.order(files::id.desc()),
            AgeSort::OldestFirst => query.order(files::id),
        };
        query.limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (String::new(), row.id)))
}

/// How many files the list would show in all.
pub fn count(conn: &mut Conn, reach: Reach, filter: &FileFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = joined!().select(diesel::dsl::count_star()).into_boxed();
        filtered!(query, reach, filter).first(c)
    })?)
}

/// The files about the same thing as this one that count.
macro_rules! beside {
    ($row:expr, $columns:expr) => {{
        let row = $row;
        let mut query = files::table.select($columns).into_boxed();
        query = query.filter(files::struck_at.is_null()).filter(files::reason.is_null());
        query = query.filter(files::subject.eq(row.subject));
        query = query.filter(files::case_id.eq(row.case_id));
        if let Some(item) = row.item_id {
            query = query.filter(files::item_id.eq(item));
        }
        if let Some(list) = row.seizure_list_id {
            query = query.filter(files::seizure_list_id.eq(list));
        }
        if let Some(document) = row.document_id {
            query = query.filter(files::document_id.eq(document));
        }
        if let Some(discrepancy) = row.discrepancy_id {
            query = query.filter(files::discrepancy_id.eq(discrepancy));
        }
        if let Some((request, line)) = row.request_id.zip(row.line_no) {
            query = query.filter(files::request_id.eq(request)).filter(files::line_no.eq(line));
        }
        if let Some(handover) = row.handover_id {
            query = query.filter(files::handover_id.eq(handover));
        }
        query
    }};
}

/// How many files are stored about the same thing.
pub fn count_beside(conn: &mut Conn, row: &FileRow) -> Result<i64> {
    Ok(on!(conn, c => beside!(row, diesel::dsl::count_star()).filter(files::stored_at.is_not_null()).first(c))?)
}

/// How many files the same person has announced about the same thing whose bytes have not come.
pub fn count_awaited_beside(conn: &mut Conn, row: &FileRow) -> Result<i64> {
    Ok(on!(conn, c => beside!(row, diesel::dsl::count_star())
        .filter(files::stored_at.is_null())
        .filter(files::announced_by.eq(row.announced_by))
        .first(c))?)
}

/// The name of a file with the same bytes about the same thing.
pub fn find_alike(conn: &mut Conn, row: &FileRow) -> Result<Option<String>> {
    Ok(on!(conn, c => beside!(row, files::name).filter(files::sha256.eq(&row.sha256)).first(c).optional())?)
}

/// These files, whoever may see them: what is made from a thing is made from its signatures.
pub fn list_of(conn: &mut Conn, ids: &[FileId]) -> Result<Vec<FileRow>> {
    let mut found = Vec::new();
    for batch in ids.chunks(BATCH) {
        found.extend::<Vec<FileRow>>(
            on!(conn, c => files::table.filter(files::id.eq_any(batch)).select(FileRow::as_select()).load(c))?,
        );
    }
    Ok(found)
}

/// What these files show: the code of the item, if they show one, and the number of the case.
pub fn list_shown(conn: &mut Conn, ids: &[FileId]) -> Result<HashMap<FileId, (Option<String>, String)>> {
    let mut found = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(FileId, Option<String>, String)> = on!(conn, c => joined!()
            .filter(files::id.eq_any(batch))
            .select((files::id, items::code.nullable(), cases::case_no))
            .load(c))?;
        found.extend(rows.into_iter().map(|(id, item, case)| (id, (item, case))));
    }
    Ok(found)
}

/// The entries of the log that announced these files.
pub fn list_entries(conn: &mut Conn, ids: &[FileId]) -> Result<HashMap<SubjectId, i64>> {
    let subjects: Vec<SubjectId> = ids.iter().map(|id| SubjectId(id.0)).collect();
    let rows: Vec<(Option<SubjectId>, i64)> = on!(conn, c => log_leaves::table
        .filter(log_leaves::subject_id.eq_any(&subjects))
        .filter(log_leaves::action.eq(Action::FileAnnounced.as_str()))
        .select((log_leaves::subject_id, log_leaves::seq))
        .load(c))?;
    Ok(rows.into_iter().filter_map(|(id, seq)| Some((id?, seq))).collect())
}

/// The files whose bytes are to be in the store, in the order of their ids, behind one.
pub fn list_stored(conn: &mut Conn, after: Option<FileId>, limit: i64) -> Result<Vec<FileRow>> {
    // No file has the nil id.
    let after = after.unwrap_or(FileId(uuid::Uuid::nil()));
    Ok(on!(conn, c => files::table
        .filter(files::stored_at.is_not_null().and(files::id.gt(after)))
        .order(files::id)
        .limit(limit)
        .select(FileRow::as_select())
        .load(c))?)
}

/// Which of these digests, in hexadecimal, some file was announced with.
pub fn list_announced(conn: &mut Conn, digests: &[String]) -> Result<Vec<String>> {
    Ok(on!(conn, c => files::table.filter(files::sha256.eq_any(digests)).select(files::sha256).distinct().load(c))?)
}

/// Adds a file.
pub fn insert(change: &mut Change<'_>, row: &FileRow) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(files::table).values(row).execute(c))?;
    change.note_added(row)
}

/// Replaces a file's row by another state of it.
pub fn update(change: &mut Change<'_>, known: &FileRow, row: &FileRow) -> Result<()> {
    on!(change.conn, c => diesel::update(files::table.find(row.id)).set(row).execute(c))?;
    change.note_replaced(known, row)
}

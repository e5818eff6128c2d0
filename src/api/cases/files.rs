//! Files over HTTP: photographs, scans and papers, what they are about and how far they have come. Their bytes are another page.

use std::collections::HashMap;

use actix_web::web;
use actix_web::{Responder, get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::{Answer, Body, Idempotent, IfMatch, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::query::sort_key;
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::cases::files::{self, FileFilter, FileRow};
use crate::db::engine::page::{AgeSort, Paging};
use crate::error::Result;
use crate::model::cases::files::{FileRefusal, FileState, FileSubject, MediaType};
use crate::model::cases::marks::{self, Mark, Spot};
use crate::model::ids::{
    CaseId, DiscrepancyId, DocumentId, FileId, HandoverId, ItemId, RequestId, SeizureListId, SubjectId, UserId,
};
use crate::model::time::Time;
use crate::operations::cases::corrections::Cancellation;
use crate::operations::cases::files as operations;
use crate::operations::cases::files::NewFile;
use crate::operations::cases::marks::{self as marking, NotedMarks};
use crate::store::Store;

/// A photograph, a scan or a paper.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileView {
    pub id: FileId,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// The entry of the log that has the hash.
    #[schema(required)]
    pub log_entry: Option<i64>,
    pub bytes: i64,
    /// Bytes that have come; told of one file, and where its bytes are awaited.
    #[schema(required)]
    pub received: Option<i64>,
    pub media_type: MediaType,
    pub name: String,
    pub state: FileState,
    /// Why the bytes that came were not taken; others may be sent.
    #[schema(required)]
    pub refusal: Option<FileRefusal>,
    pub subject: FileSubject,
    pub case_id: CaseId,
    #[schema(required)]
    pub case_no: Option<String>,
    /// What it shows, also where it is about a discrepancy or a line of a request.
    #[schema(required)]
    pub item_id: Option<ItemId>,
    #[schema(required)]
    pub seizure_list_id: Option<SeizureListId>,
    #[schema(required)]
    pub document_id: Option<DocumentId>,
    #[schema(required)]
    pub discrepancy_id: Option<DiscrepancyId>,
    #[schema(required)]
    pub request_id: Option<RequestId>,
    #[schema(required)]
    pub request_number: Option<String>,
    #[schema(required)]
    pub line_no: Option<i32>,
    /// The hand-over it was signed for.
    #[schema(required)]
    pub handover_id: Option<HandoverId>,
    /// Who made it.
    pub maker: String,
    /// Who made it with them.
    #[schema(required)]
    pub second_maker: Option<String>,
    #[schema(required)]
    pub taken_at: Option<Time>,
    #[schema(required)]
    pub taken_place: Option<String>,
    #[schema(required)]
    pub method: Option<String>,
    /// Where the original is kept.
    #[schema(required)]
    pub original_kept: Option<String>,
    #[schema(required)]
    pub remarks: Option<String>,
    /// What the camera wrote.
    #[schema(required)]
    pub exif: Option<HashMap<String, String>>,
    /// Pixels across, upright.
    #[schema(required)]
    pub width: Option<i32>,
    /// Pixels down, upright.
    #[schema(required)]
    pub height: Option<i32>,
    /// Whether there are smaller sizes of it to be shown.
    pub is_shown: bool,
    pub announced_by: UserId,
    pub announced_by_name: String,
    pub announced_at: Time,
    #[schema(required)]
    pub stored_at: Option<Time>,
    #[schema(required)]
    pub struck_by: Option<UserId>,
    #[schema(required)]
    pub struck_by_name: Option<String>,
    #[schema(required)]
    pub struck_at: Option<Time>,
    /// Why it was struck out.
    #[schema(required)]
    pub reason: Option<String>,
    /// Differences noted on the picture.
    pub marks: Vec<MarkView>,
    pub version: i32,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

/// A difference noted on a picture.
#[derive(Debug, Serialize, ToSchema)]
pub struct MarkView {
    #[serde(flatten)]
    pub spot: Spot,
    pub noted_by: UserId,
    pub noted_by_name: String,
    pub noted_at: Time,
    /// What the person is called now, when that is something else.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl MarkView {
    fn of(mark: Mark, names: &Names) -> Self {
        let mut then = names.at(mark.noted_at);
        let noted_by_name = then.person("noted_by_name", mark.noted_by).unwrap_or_default();
        let Mark { spot, noted_by, noted_at } = mark;
        Self { spot, noted_by, noted_by_name, noted_at, names_now: then.now() }
    }
}

impl Referencing for FileRow {
    fn add_references(&self, ids: &mut References) {
        ids.case(self.case_id).request(self.request_id).person(self.announced_by).person(self.struck_by);
        for mark in marks::read(self.marks.as_deref()) {
            ids.person(mark.noted_by);
        }
    }
}

impl FileView {
    fn of(row: FileRow, names: &Names, entries: &HashMap<SubjectId, i64>) -> Self {
        let mut then = names.at(row.announced_at);
        let struck_by_name = match row.struck_at {
            Some(at) => names.at(at).person("struck_by_name", row.struck_by),
            None => None,
        };
        Self {
            log_entry: entries.get(&SubjectId(row.id.0)).copied(),
            received: None,
            state: row.state(),
            refusal: row.refusal(),
            case_no: then.case_no("case_no", Some(row.case_id)),
            request_number: names.request_number(row.request_id),
            announced_by_name: then.person("announced_by_name", row.announced_by).unwrap_or_default(),
            names_now: then.now(),
            struck_by_name,
            exif: row.exif.as_deref().and_then(|text| serde_json::from_str(text).ok()),
            is_shown: row.media_type.is_shown() && row.stored_at.is_some(),
            id: row.id,
            sha256: row.sha256,
            bytes: row.bytes,
            media_type: row.media_type,
            name: row.name,
            subject: row.subject,
            case_id: row.case_id,
            item_id: row.item_id,
            seizure_list_id: row.seizure_list_id,
            document_id: row.document_id,
            discrepancy_id: row.discrepancy_id,
            request_id: row.request_id,
            line_no: row.line_no,
            handover_id: row.handover_id,
            maker: row.maker,
            second_maker: row.second_maker,
            taken_at: row.taken_at,
            taken_place: row.taken_place,
            method: row.method,
            original_kept: row.original_kept,
            remarks: row.remarks,
            width: row.width,
            height: row.height,
            announced_by: row.announced_by,
            announced_at: row.announced_at,
            stored_at: row.stored_at,
            struck_by: row.struck_by,
            struck_at: row.struck_at,
            reason: row.reason.filter(|_| row.struck_at.is_some()),
            marks: marks::read(row.marks.as_deref()).into_iter().map(|mark| MarkView::of(mark, names)).collect(),
            version: row.version,
        }
    }

    /// One file with its names.
    pub(super) fn one(conn: &mut Conn, row: FileRow) -> Result<Self> {
        let names = Names::of(conn, [&row])?;
        let entries = files::list_entries(conn, &[row.id])?;
        Ok(Self::of(row, &names, &entries))
    }

    /// The file with the number of bytes that have come, where they are awaited.
    pub(super) fn counted(mut self, store: &Store) -> Result<Self> {
        if matches!(self.state, FileState::Announced | FileState::Refused) {
            self.received = i64::try_from(store.arriving().count(self.id.0)?).ok();
        }
        Ok(self)
    }
}

/// Which files.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FileQuery {
    subject: Option<FileSubject>,
    case_id: Option<CaseId>,
    /// Showing this item, also where they are about a discrepancy or a line of a request.
    item_id: Option<ItemId>,
    seizure_list_id: Option<SeizureListId>,
    document_id: Option<DocumentId>,
    discrepancy_id: Option<DiscrepancyId>,
    request_id: Option<RequestId>,
    #[param(minimum = 1, maximum = 10_000)]
    line_no: Option<i32>,
    handover_id: Option<HandoverId>,
    /// With these bytes.
    #[param(max_length = 64)]
    sha256: Option<String>,
    state: Option<FileState>,
    /// `-created_at` unless said, or `created_at`.
    #[param(max_length = 40)]
    sort: Option<String>,
}

impl FileQuery {
    fn filter(&self) -> FileFilter {
        FileFilter {
            subject: self.subject,
            case_id: self.case_id,
            item_id: self.item_id,
            seizure_list_id: self.seizure_list_id,
            document_id: self.document_id,
            discrepancy_id: self.discrepancy_id,
            request_id: self.request_id,
            line_no: self.line_no,
            handover_id: self.handover_id,
            sha256: self.sha256.clone(),
            state: self.state,
        }
    }
}

/// Files within reach, newest first unless said.
#[utoipa::path(
    tag = "files",
    operation_id = "list_files",
    params(FileQuery, TotalQuery, PageQuery),
    security(("session" = ["read_items"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<FileView>))
)]
#[get("/files")]
pub async fn list(session: Session<may::ReadItems>, query: ListQuery<FileQuery>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let filter = query.filter();
            let sort = sort_key(query.sort.as_deref(), AgeSort::NewestFirst, AgeSort::ALL)?;
            let reach = viewer.reach();
            let rows = |conn: &mut Conn, paging: &Paging| files::list(conn, reach, &filter, sort, paging);
            let listed = listed(conn, &query, rows, |conn| files::count(conn, reach, &filter))?;
            let ids: Vec<FileId> = listed.rows().iter().map(|row| row.id).collect();
            let entries = files::list_entries(conn, &ids)?;
            listed.named(conn, |row, names| FileView::of(row, names, &entries))
        })
        .await?;
    Ok(web::Json(view))
}

/// One file, with how many of its bytes have come.
#[utoipa::path(
    tag = "files",
    operation_id = "get_file",
    params(("id" = FileId, Path)),
    security(("session" = ["read_items"])),
    responses((status = 200, body = FileView))
)]
#[get("/files/{id}")]
pub async fn get(session: Session<may::ReadItems>, id: web::Path<FileId>) -> Result<impl Responder> {
    let state = session.state();
    let view = session
        .read(move |conn, viewer| {
            let row = files::get(conn, viewer.reach(), *id)?;
            FileView::one(conn, row)?.counted(&state.store)
        })
        .await?;
    Ok(Versioned(view.version, view))
}

/// Announces a file: its hash is in the log from here on, and its bytes are awaited.
#[utoipa::path(
    tag = "files",
    operation_id = "announce_file",
    request_body = NewFile,
    security(("session" = ["manage_files"])),
    responses((status = 201, body = FileView))
)]
#[post("/files")]
pub async fn announce(session: Session<may::ManageFiles>, call: Idempotent<NewFile>) -> Result<Answer> {
    session
        .create(call, |change, viewer, new| {
            let row = operations::announce(change, viewer, &new)?;
            // The answer names the entry.
            change.flush()?;
            FileView::one(change.reader(), row)
        })
        .await
}

/// Notes differences on a picture: all that are to stand there, as rectangles in thousandths of its width and height. Its bytes stay as
/// they are, and the log has every state of the notes.
#[utoipa::path(
    tag = "files",
    operation_id = "mark_file",
    params(("id" = FileId, Path), IfMatch),
    request_body = NotedMarks,
    security(("session" = ["manage_files"])),
    responses((status = 200, body = FileView))
)]
#[put("/files/{id}/marks")]
pub async fn set_marks(
    session: Session<may::ManageFiles>,
    id: web::Path<FileId>,
    version: IfMatch,
    body: Body<NotedMarks>,
) -> Result<impl Responder> {
    let view = session
        .change(move |change, viewer| {
            let row = marking::mark(change, viewer, (*id, version.0), &body.read()?)?;
            FileView::one(change.reader(), row)
        })
        .await?;
    Ok(Versioned(view.version, view))
}

/// Strikes a file out: it does not count any more, and stays with the reason.
#[utoipa::path(
    tag = "files",
    operation_id = "strike_file",
    params(("id" = FileId, Path), IfMatch),
    request_body = Cancellation,
    security(("session" = ["manage_files"])),
    responses((status = 200, body = FileView))
)]
#[post("/files/{id}/strike")]
pub async fn strike(
    session: Session<may::ManageFiles>,
    id: web::Path<FileId>,
    version: IfMatch,
    call: Idempotent<Cancellation>,
) -> Result<Answer> {
    let (state, id) = (session.state(), *id);
    let answer = session
        .carry_out(call, move |change, viewer, new| {
            let row = operations::strike(change, viewer, (id, version.0), &new)?;
            FileView::one(change.reader(), row)
        })
        .await?;
    state.store.arriving().drop(id.0);
    Ok(answer)
}

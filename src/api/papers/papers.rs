//! Statutory papers over HTTP: previews, issues, their files, and which issue a file is.

use std::collections::HashMap;
use std::io::{BufWriter, ErrorKind, Read, Seek, Write};

use actix_web::{HttpResponse, Responder, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::AppState;
use crate::api::blocking::block;
use crate::api::http::body::{Answer, Idempotent, PageView};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::query::Query;
use crate::api::http::sent_file::{self, Shown};
use crate::api::http::session::Session;
use crate::audit::Hash;
use crate::audit::hash::{from_hex, to_hex};
use crate::db::Conn;
use crate::db::cases::corrections;
use crate::db::engine::page::Paging;
use crate::db::papers::papers::{self, IssuedPaper, PaperFilter};
use crate::error::{Error, Result};
use crate::model::cases::record_state::RecordState;
use crate::model::ids::{AgencyId, CaseId, ItemId, PaperId, RequestId, SeizureListId, SubjectId, UserId};
use crate::model::papers::paper::{Issue, Paper, Standing};
use crate::model::papers::paper_form::PaperForm;
use crate::model::reason::{Reason, Refusal};
use crate::model::time::Time;
use crate::operations::papers::papers::{self as operations, MadeFile, WantedPaper};
use crate::paper::font::Font;
use crate::paper::form::{Picture, Pictures, write_signed};
use crate::picture::{self, Grey};
use crate::store::Store;

/// A paper as it was issued.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperView {
    pub id: PaperId,
    pub number: String,
    pub form: PaperForm,
    pub case_id: CaseId,
    #[schema(required)]
    pub case_no: Option<String>,
    #[schema(required)]
    pub case_name: Option<String>,
    /// The request it was made from.
    #[schema(required)]
    pub request_id: Option<RequestId>,
    #[schema(required)]
    pub request_number: Option<String>,
    /// The seizure list it was made from.
    #[schema(required)]
    pub seizure_list_id: Option<SeizureListId>,
    pub agency_id: AgencyId,
    pub agency_name: String,
    pub line_count: i32,
    pub page_count: i32,
    /// SHA-256 of the file, hexadecimal: a file of this digest is this issue, unaltered.
    pub file_sha256: String,
    /// Whether the seizure list it was made from still holds; null where it was made from a request.
    #[schema(required)]
    pub source_state: Option<RecordState>,
    /// The issue of the same paper before it.
    #[schema(required)]
    pub replaces_id: Option<PaperId>,
    #[schema(required)]
    pub replaces_number: Option<String>,
    /// The issue that came after it; null while it is the newest.
    #[schema(required)]
    pub replaced_by_id: Option<PaperId>,
    #[schema(required)]
    pub replaced_by_number: Option<String>,
    pub issued_by: UserId,
    pub issued_by_name: String,
    pub issued_at: Time,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl Referencing for IssuedPaper {
    fn add_references(&self, ids: &mut References) {
        ids.agency(self.agency_id).case(self.case_id).request(self.request_id).person(self.issued_by);
    }
}

/// The issues before and after those of a page.
struct Neighbours {
    ended: HashMap<SubjectId, RecordState>,
    before: HashMap<PaperId, String>,
    after: HashMap<PaperId, (PaperId, String)>,
}

impl Neighbours {
    fn of(conn: &mut Conn, rows: &[IssuedPaper]) -> Result<Self> {
        let ids: Vec<PaperId> = rows.iter().map(|row| row.id).collect();
        let before: Vec<PaperId> = rows.iter().filter_map(|row| row.replaces_id).collect();
        let after = papers::list_replacing(conn, &ids)?;
        let after = after.into_iter().filter_map(|row| Some((row.replaces_id?, (row.id, row.number))));
        let lists: Vec<SubjectId> =
            rows.iter().filter_map(|row| row.seizure_list_id).map(|id| SubjectId(id.0)).collect();
        let ended = corrections::list_about(conn, &lists)?.into_iter().map(|ended| (ended.subject_id, ended.state()));
        Ok(Self {
            ended: ended.collect(),
            before: papers::list_numbers(conn, &before)?.into_iter().collect(),
            after: after.collect(),
        })
    }
}

impl PaperView {
    fn of(row: IssuedPaper, names: &Names, neighbours: &Neighbours) -> Self {
        let mut then = names.at(row.issued_at);
        let after = neighbours.after.get(&row.id).cloned();
        Self {
            id: row.id,
            number: row.number,
            form: row.form,
            case_id: row.case_id,
            case_no: then.case_no("case_no", Some(row.case_id)),
            case_name: then.case_name("case_name", Some(row.case_id)),
            request_id: row.request_id,
            request_number: names.request_number(row.request_id),
            seizure_list_id: row.seizure_list_id,
            agency_id: row.agency_id,
            agency_name: then.agency("agency_name", row.agency_id).unwrap_or_default(),
            line_count: row.line_count,
            page_count: row.page_count,
            file_sha256: row.file_sha256,
            source_state: row
                .seizure_list_id
                .map(|id| neighbours.ended.get(&SubjectId(id.0)).copied().unwrap_or(RecordState::InForce)),
            replaces_id: row.replaces_id,
            replaces_number: row.replaces_id.and_then(|id| neighbours.before.get(&id).cloned()),
            replaced_by_id: after.as_ref().map(|(id, _)| *id),
            replaced_by_number: after.map(|(_, number)| number),
            issued_by: row.issued_by,
            issued_by_name: then.person("issued_by_name", row.issued_by).unwrap_or_default(),
            issued_at: row.issued_at,
            names_now: then.now(),
        }
    }

    fn one(conn: &mut Conn, row: IssuedPaper) -> Result<Self> {
        let names = Names::of(conn, [&row])?;
        let neighbours = Neighbours::of(conn, std::slice::from_ref(&row))?;
        Ok(Self::of(row, &names, &neighbours))
    }
}

/// Which papers.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PaperQuery {
    form: Option<PaperForm>,
    case_id: Option<CaseId>,
    request_id: Option<RequestId>,
    seizure_list_id: Option<SeizureListId>,
    /// Of the item's seizure list and of requests that name it.
    item_id: Option<ItemId>,
    /// The whole number.
    #[param(max_length = 120)]
    number: Option<String>,
    /// SHA-256 of a file, hexadecimal: the issue that this very file is, if it is one.
    #[param(pattern = "^[0-9a-fA-F]{64}$")]
    file_sha256: Option<String>,
    /// Only those that no other replaced, or only replaced ones.
    newest: Option<bool>,
}

impl PaperQuery {
    fn filter(&self) -> Result<PaperFilter> {
        let digest = |text: &String| {
            let read: Option<Hash> = from_hex(text.to_ascii_lowercase().as_bytes());
            let read = read.ok_or_else(|| Error::field("/file_sha256", Reason::Sha256Invalid))?;
            Ok::<_, Error>(to_hex(&read))
        };
        Ok(PaperFilter {
            form: self.form,
            case_id: self.case_id,
            request_id: self.request_id,
            seizure_list_id: self.seizure_list_id,
            item_id: self.item_id,
            number: self.number.clone(),
            file_sha256: self.file_sha256.as_ref().map(digest).transpose()?,
            newest: self.newest,
        })
    }
}

/// Issued papers within reach, newest first. With `file_sha256` it tells which issue a file is: none when the file was altered or
/// is no paper of this centre.
#[utoipa::path(
    tag = "papers",
    operation_id = "list_papers",
    params(PaperQuery, TotalQuery, PageQuery),
    security(("session" = ["read_requests"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<PaperView>))
)]
#[get("/papers")]
pub async fn list(session: Session<may::ReadRequests>, query: ListQuery<PaperQuery>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let (filter, reach) = (query.filter()?, viewer.reach());
            let rows = |conn: &mut Conn, paging: &Paging| papers::list(conn, reach, &filter, paging);
            let listed = listed(conn, &query, rows, |conn| papers::count(conn, reach, &filter))?;
            let neighbours = Neighbours::of(conn, listed.rows())?;
            listed.named(conn, |row, names| PaperView::of(row, names, &neighbours))
        })
        .await?;
    Ok(web::Json(view))
}

/// One issued paper.
#[utoipa::path(
    tag = "papers",
    operation_id = "get_paper",
    params(("id" = PaperId, Path)),
    security(("session" = ["read_requests"])),
    responses((status = 200, body = PaperView))
)]
#[get("/papers/{id}")]
pub async fn get(session: Session<may::ReadRequests>, id: web::Path<PaperId>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let row = papers::get(conn, viewer.reach(), *id)?;
            PaperView::one(conn, row)
        })
        .await?;
    Ok(web::Json(view))
}

/// Issues a paper from what the record says now, with the next number. Where nothing has changed since it was issued last, that
/// issue is answered; where something has, the new one names the one it replaces.
#[utoipa::path(
    tag = "papers",
    operation_id = "issue_paper",
    request_body = WantedPaper,
    security(("session" = ["issue_papers"])),
    responses((status = 201, body = PaperView))
)]
#[post("/papers")]
pub async fn issue(session: Session<may::IssuePapers>, call: Idempotent<WantedPaper>) -> Result<Answer> {
    let state = session.state();
    let font = state.font()?;
    session
        .create(call, move |change, viewer, wanted| {
            let address = |id| address(&state, id);
            let make = |paper: &Paper, numbered: &Issue| make(&font, &state.store, paper, numbered);
            let row = operations::issue(change, viewer, wanted, address, make)?;
            PaperView::one(change.reader(), row)
        })
        .await
}

/// Where the page of a paper is; without an address that people open, its path.
fn address(state: &AppState, id: PaperId) -> String {
    let origin = state.public_origin.as_ref().and_then(|origin| origin.origin()).unwrap_or_default();
    format!("{origin}/papers/{id}")
}

/// The pictures of what was signed, read whole from where files are kept.
fn pictures_of(store: &Store, paper: &Paper) -> Result<Pictures> {
    let mut pictures = Pictures::new();
    for sha256 in paper.cells.iter().flat_map(|cell| &cell.pictures) {
        let hash = from_hex(sha256.as_bytes()).ok_or_else(|| Error::internal("a signature has no hash"))?;
        let mut bytes = Vec::new();
        let mut content = store.open(&hash)?.ok_or(Reason::FileMissing)?;
        content.read_to_end(&mut bytes).map_err(|_| Error::from(Reason::FileMissing))?;
        let Grey { width, height, pixels } = picture::grey(&bytes)?;
        pictures.insert(sha256.clone(), Picture { width, height, pixels });
    }
    Ok(pictures)
}

/// Draws a paper and keeps its file.
///
/// # Errors
/// [`Error::StoreUnavailable`], [`Error::StoreFull`] when it cannot be kept.
pub fn make(font: &Font, store: &Store, paper: &Paper, numbered: &Issue) -> Result<MadeFile> {
    let mut bytes = Vec::new();
    let pictures = pictures_of(store, paper)?;
    let written = write_signed(&mut bytes, font, paper, Standing::Issued(numbered), &pictures)?;
    let stored = store.put(bytes.as_slice())?;
    Ok(MadeFile { sha256: to_hex(&stored.sha256), pages: written.pages })
}

/// Which paper is looked at before it is issued.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PaperPreviewQuery {
    form: PaperForm,
    request_id: Option<RequestId>,
    seizure_list_id: Option<SeizureListId>,
}

/// A paper as it would be issued now, without a number and with a watermark across every page.
#[utoipa::path(
    tag = "papers",
    operation_id = "preview_paper",
    params(PaperPreviewQuery),
    security(("session" = ["read_requests"])),
    extensions(("x-limit" = json!("prints"))),
    responses((status = 200, content((Vec<u8> = "application/pdf"))))
)]
#[get("/paper-preview")]
pub async fn preview(session: Session<may::ReadRequests>, query: Query<PaperPreviewQuery>) -> Result<HttpResponse> {
    let font = session.state().font()?;
    let state = session.state();
    let (turn, place) = state.turns.make_file(session.user()).await?;
    let PaperPreviewQuery { form, request_id, seizure_list_id } = query.into_inner();
    let wanted = WantedPaper { form, request_id, seizure_list_id };
    let paper = session.read(move |conn, viewer| operations::preview(conn, viewer, wanted)).await?;
    let file = block(move || {
        let _turn = turn;
        let mut out = BufWriter::new(tempfile::tempfile().map_err(Error::internal)?);
        write_signed(&mut out, &font, &paper, Standing::Preview, &pictures_of(&state.store, &paper)?)?;
        let mut file = out.into_inner().map_err(|e| Error::internal(e.into_error()))?;
        file.rewind().map_err(Error::internal)?;
        Ok(file)
    })
    .await?;
    let name = format!("{form}-preview.pdf");
    Ok(sent_file::answer(file, Shown { media_type: "application/pdf", inline: true, name, packed: true }, place))
}

/// The file of an issued paper, the very bytes whose digest is in the log.
#[utoipa::path(
    tag = "papers",
    operation_id = "get_paper_pdf",
    params(("id" = PaperId, Path)),
    security(("session" = ["read_requests"])),
    extensions(("x-limit" = json!("prints"))),
    responses((status = 200, content((Vec<u8> = "application/pdf"))))
)]
#[get("/papers/{id}/paper.pdf")]
pub async fn pdf(session: Session<may::ReadRequests>, id: web::Path<PaperId>) -> Result<HttpResponse> {
    let state = session.state();
    let (turn, place) = state.turns.make_file(session.user()).await?;
    let row = session.read(move |conn, viewer| papers::get(conn, viewer.reach(), *id)).await?;
    let name = format!("{}-{}-{}.pdf", row.form, row.year, row.sequence);
    let file = block(move || {
        let _turn = turn;
        let mut file = tempfile::tempfile().map_err(Error::internal)?;
        copy(&state.store, &row, &mut file)?;
        file.rewind().map_err(Error::internal)?;
        Ok(file)
    })
    .await?;
    Ok(sent_file::answer(file, Shown { media_type: "application/pdf", inline: true, name, packed: true }, place))
}

/// Writes the file of a paper, held against the digest in its row.
///
/// # Errors
/// [`Reason::PaperMissing`] where it is not there or not the one that was issued.
pub fn copy(store: &Store, row: &IssuedPaper, out: &mut impl Write) -> Result<u64> {
    let lost = || Error::from(Refusal::new(Reason::PaperMissing).with("number", &row.number));
    let sha256 = from_hex(row.file_sha256.as_bytes()).ok_or_else(lost)?;
    let mut content = store.open(&sha256)?.ok_or_else(lost)?;
    std::io::copy(&mut content, out).map_err(|error| match error.kind() {
        ErrorKind::InvalidData => lost(),
        _ => Error::StoreUnavailable(error.into()),
    })
}

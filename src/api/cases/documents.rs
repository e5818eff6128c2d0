//! Documents over HTTP: which papers exist. Their scans are files.

use actix_web::web;
use actix_web::{Responder, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::cases::corrections::{CorrectionView, Fates};
use crate::api::http::body::{Answer, Idempotent, IfMatch, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::query::{search_text, sort_key};
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::cases::documents::{self, Document, DocumentFilter};
use crate::db::engine::page::{AgeSort, Paging};
use crate::error::Result;
use crate::model::accounts::agency::DocumentKind;
use crate::model::cases::record_state::RecordState;
use crate::model::ids::{AgencyId, CaseId, DocumentId, RequestId, UserId};
use crate::model::time::Time;
use crate::operations::cases::corrections::{self, Cancellation, DocumentCorrection};
use crate::operations::cases::documents as operations;
use crate::operations::cases::documents::NewDocument;

/// What is known of a paper.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentView {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub number: String,
    pub title: String,
    /// The agency it belongs to.
    pub agency_id: AgencyId,
    pub agency_name: String,
    #[schema(required)]
    pub case_id: Option<CaseId>,
    #[schema(required)]
    pub case_no: Option<String>,
    #[schema(required)]
    pub case_name: Option<String>,
    /// The request it was made or registered for.
    #[schema(required)]
    pub request_id: Option<RequestId>,
    #[schema(required)]
    pub request_number: Option<String>,
    pub issued_at: Time,
    pub created_by: UserId,
    pub created_by_name: String,
    pub created_at: Time,
    pub state: RecordState,
    /// The one that this one replaces.
    #[schema(required)]
    pub replaces_id: Option<DocumentId>,
    /// What ended it; null while it is in force.
    #[schema(required)]
    pub correction: Option<CorrectionView>,
    pub version: i32,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl Referencing for Document {
    fn add_references(&self, ids: &mut References) {
        ids.agency(self.agency_id).case(self.case_id).request(self.request_id).person(self.created_by);
    }
}

impl DocumentView {
    fn of(row: Document, names: &Names, fates: &Fates) -> Self {
        let state = fates.state(row.id.0);
        let mut then = names.at(row.created_at);
        Self {
            state,
            replaces_id: fates.replaces(row.id.0).map(Into::into),
            correction: fates.correction(row.id.0),
            version: state.version(),
            id: row.id,
            kind: row.kind,
            number: row.number,
            title: row.title,
            agency_id: row.agency_id,
            agency_name: then.agency("agency_name", row.agency_id).unwrap_or_default(),
            case_id: row.case_id,
            case_no: then.case_no("case_no", row.case_id),
            case_name: then.case_name("case_name", row.case_id),
            request_id: row.request_id,
            request_number: names.request_number(row.request_id),
            issued_at: row.issued_at,
            created_by: row.created_by,
            created_by_name: then.person("created_by_name", row.created_by).unwrap_or_default(),
            created_at: row.created_at,
            names_now: then.now(),
        }
    }

    fn one(conn: &mut Conn, row: Document) -> Result<Self> {
        let names = Names::of(conn, [&row])?;
        let fates = Fates::of(conn, [row.id.0])?;
        Ok(Self::of(row, &names, &fates))
    }
}

/// Which documents.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DocumentQuery {
    /// Part of the number or the title.
    #[param(max_length = 100)]
    q: Option<String>,
    pub(in crate::api) kind: Option<DocumentKind>,
    pub(in crate::api) case_id: Option<CaseId>,
    /// Belonging to this request, or named by it.
    pub(in crate::api) request_id: Option<RequestId>,
    /// The whole number.
    #[param(max_length = 64)]
    pub(in crate::api) number: Option<String>,
    pub(in crate::api) state: Option<RecordState>,
    /// `-created_at` unless said, or `created_at`.
    #[param(max_length = 40)]
    pub(in crate::api) sort: Option<String>,
}

impl DocumentQuery {
    pub(in crate::api) fn filter(&self) -> Result<DocumentFilter> {
        Ok(DocumentFilter {
            search: search_text(&self.q)?,
            case_id: self.case_id,
            request_id: self.request_id,
            kind: self.kind,
            number: self.number.clone(),
            state: self.state,
        })
    }
}

/// Documents within reach, newest first unless said.
#[utoipa::path(
    tag = "documents",
    operation_id = "list_documents",
    params(DocumentQuery, TotalQuery, PageQuery),
    security(("session" = ["read_requests"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<DocumentView>))
)]
#[get("/documents")]
pub async fn list(session: Session<may::ReadRequests>, query: ListQuery<DocumentQuery>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let filter = query.filter()?;
            let sort = sort_key(query.sort.as_deref(), AgeSort::NewestFirst, AgeSort::ALL)?;
            let reach = viewer.reach();
            let rows = |conn: &mut Conn, paging: &Paging| documents::list(conn, reach, &filter, sort, paging);
            let listed = listed(conn, &query, rows, |conn| documents::count(conn, reach, &filter))?;
            let fates = Fates::of(conn, listed.rows().iter().map(|row| row.id.0))?;
            listed.named(conn, |row, names| DocumentView::of(row, names, &fates))
        })
        .await?;
    Ok(web::Json(view))
}

/// One document.
#[utoipa::path(
    tag = "documents",
    operation_id = "get_document",
    params(("id" = DocumentId, Path)),
    security(("session" = ["read_requests"])),
    responses((status = 200, body = DocumentView))
)]
#[get("/documents/{id}")]
pub async fn get(session: Session<may::ReadRequests>, id: web::Path<DocumentId>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let row = documents::get(conn, viewer.reach(), *id)?;
            DocumentView::one(conn, row)
        })
        .await?;
    Ok(Versioned(view.version, view))
}

/// Registers a document of a case within reach.
#[utoipa::path(
    tag = "documents",
    operation_id = "register_document",
    request_body = NewDocument,
    security(("session" = ["manage_documents"])),
    responses((status = 201, body = DocumentView))
)]
#[post("/documents")]
pub async fn register(session: Session<may::ManageDocuments>, call: Idempotent<NewDocument>) -> Result<Answer> {
    session
        .create(call, |change, viewer, new| {
            let row = operations::register(change, viewer, &new)?;
            DocumentView::one(change.reader(), row)
        })
        .await
}

/// Corrects a document of one's own agency on which no request relies: another one, which is the
/// answer, stands in its place.
#[utoipa::path(
    tag = "documents",
    operation_id = "correct_document",
    params(("id" = DocumentId, Path), IfMatch),
    request_body = DocumentCorrection,
    security(("session" = ["manage_documents"])),
    responses((status = 201, body = DocumentView))
)]
#[post("/documents/{id}/correction")]
pub async fn correct(
    session: Session<may::ManageDocuments>,
    id: web::Path<DocumentId>,
    version: IfMatch,
    call: Idempotent<DocumentCorrection>,
) -> Result<Answer> {
    let answer = session
        .create(call, move |change, viewer, new| {
            let row = corrections::correct_document(change, viewer, (*id, version.0), &new)?;
            DocumentView::one(change.reader(), row)
        })
        .await?;
    Ok(answer.filed_under("/api/v1/documents"))
}

/// Cancels a document of one's own agency on which no request relies.
#[utoipa::path(
    tag = "documents",
    operation_id = "cancel_document",
    params(("id" = DocumentId, Path), IfMatch),
    request_body = Cancellation,
    security(("session" = ["manage_documents"])),
    responses((status = 200, body = DocumentView))
)]
#[post("/documents/{id}/cancellation")]
pub async fn cancel(
    session: Session<may::ManageDocuments>,
    id: web::Path<DocumentId>,
    version: IfMatch,
    call: Idempotent<Cancellation>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, new| {
            let row = corrections::cancel_document(change, viewer, (*id, version.0), &new)?;
            DocumentView::one(change.reader(), row)
        })
        .await
}

//! Extensions of loans over HTTP: asked by the borrower, decided by the heads.

use actix_web::web;
use actix_web::{Responder, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::{AcceptLanguage, Answer, Idempotent, IfMatch, PageView};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::session::Session;
use crate::db::engine::connection::Conn;
use crate::db::engine::page::Paging;
use crate::db::requests::extensions::{self, ExtensionFilter, ExtensionRow};
use crate::db::requests::requests;
use crate::error::Result;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{AgencyId, CaseId, ExtensionId, RequestId, UserId};
use crate::model::reason::{Language, RefusalView};
use crate::model::requests::loan::ExtensionStatus;
use crate::model::requests::request_steps::{Queue, may_decide_extension};
use crate::model::time::Time;
use crate::operations::requests::extensions as operations;

/// A proposed new due time of a loan.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExtensionView {
    pub id: ExtensionId,
    /// The loan request.
    pub request_id: RequestId,
    #[schema(required)]
    pub number: Option<String>,
    /// Of the loan request; to be sent as `If-Match` with the decision.
    pub request_version: i32,
    pub case_id: CaseId,
    pub case_no: String,
    pub case_name: String,
    /// The borrower's agency.
    pub agency_id: AgencyId,
    pub agency_name: String,
    /// When the loan is due as things stand.
    #[schema(required)]
    pub loan_due_at: Option<Time>,
    /// When it is to be due.
    pub due_at: Time,
    /// How many items of the loan are out still.
    pub open_item_count: i64,
    /// The name of the first of them.
    #[schema(required)]
    pub first_item_name: Option<String>,
    pub reason: String,
    pub status: ExtensionStatus,
    pub asked_by: UserId,
    pub asked_by_name: String,
    pub asked_at: Time,
    #[schema(required)]
    pub unit_head_id: Option<UserId>,
    #[schema(required)]
    pub unit_head_name: Option<String>,
    #[schema(required)]
    pub centre_head_id: Option<UserId>,
    #[schema(required)]
    pub centre_head_name: Option<String>,
    #[schema(required)]
    pub opinion: Option<String>,
    #[schema(required)]
    pub decided_at: Option<Time>,
    /// Whether the caller may decide on it now.
    pub decidable: bool,
    /// Why not; null when decidable.
    #[schema(required)]
    pub refusal: Option<RefusalView>,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl Referencing for ExtensionRow {
    fn add_references(&self, ids: &mut References) {
        let row = &self.extension;
        ids.person(row.asked_by).person(row.unit_head_id).person(row.centre_head_id);
        ids.case(self.case_id).agency(self.agency_id).agency(self.responsible_agency_id);
    }
}

impl ExtensionView {
    fn of(row: ExtensionRow, names: &Names, viewer: &Viewer, language: Language) -> Self {
        let asked = row.asked();
        let extension = row.extension;
        let agency = names.agency(row.responsible_agency_id);
        let responsible = (row.responsible_agency_id, agency.as_str());
        let decidable = may_decide_extension(viewer, extension.status, asked, responsible);
        let mut then = names.at(extension.asked_at);
        Self {
            id: extension.id,
            request_id: extension.request_id,
            number: row.number,
            request_version: row.request_version,
            case_id: row.case_id,
            case_no: then.case_no("case_no", row.case_id).unwrap_or_default(),
            case_name: then.case_name("case_name", row.case_id).unwrap_or_default(),
            agency_id: row.agency_id,
            agency_name: then.agency("agency_name", row.agency_id).unwrap_or_default(),
            loan_due_at: row.loan_due_at,
            due_at: extension.due_at,
            open_item_count: row.open_items.unwrap_or_default(),
            first_item_name: row.first_item,
            reason: extension.reason,
            status: extension.status,
            asked_by: extension.asked_by,
            asked_by_name: then.person("asked_by_name", extension.asked_by).unwrap_or_default(),
            asked_at: extension.asked_at,
            unit_head_id: extension.unit_head_id,
            unit_head_name: then.at(extension.decided_at).person("unit_head_name", extension.unit_head_id),
            centre_head_id: extension.centre_head_id,
            centre_head_name: then.person("centre_head_name", extension.centre_head_id),
            opinion: extension.opinion,
            decided_at: extension.decided_at,
            decidable: decidable.is_ok(),
            refusal: decidable.err().map(|refusal| refusal.view(language)),
            names_now: then.now(),
        }
    }

    fn read(conn: &mut Conn, viewer: &Viewer, id: ExtensionId, language: Language) -> Result<Self> {
        let row = extensions::get(conn, viewer.reach(), id)?;
        let names = Names::of(conn, [&row])?;
        Ok(Self::of(row, &names, viewer, language))
    }
}

/// Which extensions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExtensionQuery {
    /// Of this loan.
    pub(in crate::api) request_id: Option<RequestId>,
    /// Waiting for a decision, or decided.
    pub(in crate::api) open: Option<bool>,
    /// Only those this person can decide on.
    #[serde(default)]
    pub(in crate::api) waiting_for_me: bool,
}

fn page(
    conn: &mut Conn,
    (viewer, language): (&Viewer, Language),
    query: &ListQuery<ExtensionQuery>,
    request_id: Option<RequestId>,
) -> Result<PageView<ExtensionView>> {
    let waiting_for = query.waiting_for_me.then(|| Queue::of(viewer));
    let filter = ExtensionFilter { request_id, open: query.open, waiting_for };
    let reach = viewer.reach();
    let rows = |conn: &mut Conn, paging: &Paging| extensions::list(conn, reach, &filter, paging);
    let listed = listed(conn, query, rows, |conn| extensions::count(conn, reach, &filter))?;
    listed.named(conn, |row, names| ExtensionView::of(row, names, viewer, language))
}

/// Extensions of loans within reach, oldest first.
#[utoipa::path(
    tag = "extensions",
    operation_id = "list_extensions",
    params(ExtensionQuery, TotalQuery, PageQuery),
    security(("session" = ["read_requests"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<ExtensionView>))
)]
#[get("/extensions")]
pub async fn list(
    session: Session<may::ReadRequests>,
    reads: AcceptLanguage,
    query: ListQuery<ExtensionQuery>,
) -> Result<impl Responder> {
    let view = session.read(move |conn, viewer| page(conn, (viewer, reads.0), &query, query.request_id)).await?;
    Ok(web::Json(view))
}

/// The extensions of one loan, oldest first.
#[utoipa::path(
    tag = "extensions",
    operation_id = "list_request_extensions",
    params(("id" = RequestId, Path), ExtensionQuery, TotalQuery, PageQuery),
    security(("session" = ["read_requests"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<ExtensionView>))
)]
#[get("/requests/{id}/extensions")]
pub async fn list_of_request(
    session: Session<may::ReadRequests>,
    reads: AcceptLanguage,
    id: web::Path<RequestId>,
    query: ListQuery<ExtensionQuery>,
) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            requests::get(conn, viewer.reach(), *id)?;
            page(conn, (viewer, reads.0), &query, Some(*id))
        })
        .await?;
    Ok(web::Json(view))
}

/// One extension.
#[utoipa::path(
    tag = "extensions",
    operation_id = "get_extension",
    params(("id" = ExtensionId, Path)),
    security(("session" = ["read_requests"])),
    responses((status = 200, body = ExtensionView))
)]
#[get("/extensions/{id}")]
pub async fn get(
    session: Session<may::ReadRequests>,
    reads: AcceptLanguage,
    id: web::Path<ExtensionId>,
) -> Result<impl Responder> {
    let view = session.read(move |conn, viewer| ExtensionView::read(conn, viewer, *id, reads.0)).await?;
    Ok(web::Json(view))
}

/// A wish for more time.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewExtension {
    /// When the loan is to be due: later than now and than it is due already.
    pub due_at: Time,
    /// Why, up to 500 characters.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// Asks for a later due time of one's own loan.
#[utoipa::path(
    tag = "extensions",
    operation_id = "ask_extension",
    params(("id" = RequestId, Path)),
    request_body = NewExtension,
    security(("session" = ["submit_requests"])),
    responses((status = 201, body = ExtensionView))
)]
#[post("/requests/{id}/extensions")]
pub async fn ask(
    session: Session<may::SubmitRequests>,
    reads: AcceptLanguage,
    id: web::Path<RequestId>,
    call: Idempotent<NewExtension>,
) -> Result<Answer> {
    let answer = session
        .create(call, move |change, viewer, new| {
            let row = operations::ask(change, viewer, *id, new.due_at, &new.reason)?;
            ExtensionView::read(change.reader(), viewer, row.id, reads.0)
        })
        .await?;
    Ok(answer.filed_under("/api/v1/extensions"))
}

/// A head's word on an extension.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionDecision {
    pub approved: bool,
    /// Why; needed for a rejection.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub opinion: Option<String>,
}

/// Approves or rejects an extension that waits for this person.
#[utoipa::path(
    tag = "extensions",
    operation_id = "decide_extension",
    params(("id" = ExtensionId, Path), IfMatch),
    request_body = ExtensionDecision,
    security(("session" = ["approve_requests"])),
    responses((status = 200, body = ExtensionView))
)]
#[post("/extensions/{id}/decision")]
pub async fn decide(
    session: Session<may::ApproveRequests>,
    reads: AcceptLanguage,
    id: web::Path<ExtensionId>,
    version: IfMatch,
    call: Idempotent<ExtensionDecision>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, said| {
            operations::decide(change, viewer, (*id, version.0), said.approved, said.opinion.as_deref())?;
            ExtensionView::read(change.reader(), viewer, *id, reads.0)
        })
        .await
}

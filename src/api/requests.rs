//! Requests over HTTP, from draft to result.

use actix_web::web::{self, Query};
use actix_web::{Responder, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Answer, BULK, Body, Call, IfMatch, Nothing, PageView, Reads, Versioned};
use super::items::LineResultView;
use super::may;
use super::session::Session;
use crate::db::page::Paging;
use crate::db::requests::{self, Request, RequestFilter, RequestStep};
use crate::error::{Error, Result};
use crate::model::ids::{AgencyId, CaseId, DocumentId, ItemId, RequestId, UserId};
use crate::model::item::{Condition, CustodyState, Disposition};
use crate::model::reason::{Reason, Refusal, RefusalView};
use crate::model::request::{LineOutcome, LoanPurpose, RequestAction, RequestKind, RequestStatus};
use crate::model::time::Time;
use crate::operations::execution::LineExecution;
use crate::operations::requests::{Decision, NewRequest};
use crate::operations::{execution, requests as operations, submission};

/// Lines shown at once at most.
const LINES_SHOWN: i64 = 500;

/// A request.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestView {
    pub id: RequestId,
    pub kind: RequestKind,
    /// Number without gaps within kind and year; null while a draft.
    #[schema(required)]
    pub number: Option<String>,
    pub status: RequestStatus,
    pub applicant_id: UserId,
    pub agency_id: AgencyId,
    pub responsible_agency_id: AgencyId,
    pub case_id: CaseId,
    pub reason: String,
    pub line_count: i32,
    /// Lines not carried out yet.
    pub open_line_count: i32,
    #[schema(required)]
    pub purpose: Option<LoanPurpose>,
    #[schema(required)]
    pub starts_at: Option<Time>,
    #[schema(required)]
    pub due_at: Option<Time>,
    #[schema(required)]
    pub loan_id: Option<RequestId>,
    #[schema(required)]
    pub disposition: Option<Disposition>,
    #[schema(required)]
    pub document_id: Option<DocumentId>,
    #[schema(required)]
    pub receiver_name: Option<String>,
    #[schema(required)]
    pub witness_name: Option<String>,
    pub created_at: Time,
    #[schema(required)]
    pub submitted_at: Option<Time>,
    #[schema(required)]
    pub approved_at: Option<Time>,
    #[schema(required)]
    pub closed_at: Option<Time>,
    pub version: i32,
    /// The steps taken; only when asked for one request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepView>,
}

/// A step a person took.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepView {
    pub action: RequestAction,
    pub status_after: RequestStatus,
    pub actor_id: UserId,
    #[schema(required)]
    pub opinion: Option<String>,
    pub taken_at: Time,
}

impl From<RequestStep> for StepView {
    fn from(row: RequestStep) -> Self {
        Self {
            action: row.action,
            status_after: row.status_after,
            actor_id: row.actor_id,
            opinion: row.opinion,
            taken_at: row.taken_at,
        }
    }
}

impl From<Request> for RequestView {
    fn from(row: Request) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            number: row.number,
            status: row.status,
            applicant_id: row.applicant_id,
            agency_id: row.agency_id,
            responsible_agency_id: row.responsible_agency_id,
            case_id: row.case_id,
            reason: row.reason,
            line_count: row.line_count,
            open_line_count: row.open_line_count,
            purpose: row.purpose,
            starts_at: row.starts_at,
            due_at: row.due_at,
            loan_id: row.loan_id,
            disposition: row.disposition,
            document_id: row.document_id,
            receiver_name: row.receiver_name,
            witness_name: row.witness_name,
            created_at: row.created_at,
            submitted_at: row.submitted_at,
            approved_at: row.approved_at,
            closed_at: row.closed_at,
            version: row.version,
            steps: Vec::new(),
        }
    }
}

/// Which requests.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RequestQuery {
    kind: Option<RequestKind>,
    /// Statuses, separated by commas.
    statuses: Option<String>,
    agency_id: Option<AgencyId>,
    case_id: Option<CaseId>,
    applicant_id: Option<UserId>,
    /// The whole number.
    number: Option<String>,
    /// Oldest first, as a queue is worked.
    #[serde(default)]
    oldest_first: bool,
    /// Whether to count all requests the list would show.
    #[serde(default)]
    total: bool,
    /// Rows wanted, 50 unless said.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

impl RequestQuery {
    fn filter(&self) -> Result<RequestFilter> {
        let statuses = self.statuses.as_deref().unwrap_or_default().split(',').filter(|word| !word.is_empty());
        let statuses = statuses.map(str::parse).collect::<Result<Vec<_>, _>>();
        let unknown = |_| Error::field("/statuses", Refusal::new(Reason::FieldInvalid).with("detail", "status"));
        Ok(RequestFilter {
            kind: self.kind,
            statuses: statuses.map_err(unknown)?,
            agency_id: self.agency_id,
            case_id: self.case_id,
            applicant_id: self.applicant_id,
            number: self.number.clone(),
            oldest_first: self.oldest_first,
        })
    }
}

/// Requests within reach, newest first unless said.
#[utoipa::path(
    tag = "requests",
    operation_id = "list_requests",
    params(RequestQuery),
    security(("session" = ["read_requests"])),
    responses((status = 200, body = PageView<RequestView>))
)]
#[get("/requests")]
pub async fn list(session: Session<may::ReadRequests>, query: Query<RequestQuery>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let filter = query.filter()?;
            let paging = Paging { limit: query.limit, cursor: query.cursor.clone() };
            let page = requests::list(conn, viewer.reach(), &filter, &paging)?;
            let total = query.total.then(|| requests::count(conn, viewer.reach(), &filter)).transpose()?;
            Ok(PageView { total, ..PageView::of(page, RequestView::from) })
        })
        .await?;
    Ok(web::Json(view))
}

/// One request with its steps.
#[utoipa::path(
    tag = "requests",
    operation_id = "get_request",
    params(("id" = RequestId, Path)),
    security(("session" = ["read_requests"])),
    responses((status = 200, body = RequestView))
)]
#[get("/requests/{id}")]
pub async fn get(session: Session<may::ReadRequests>, id: web::Path<RequestId>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let row = requests::get(conn, viewer.reach(), *id)?;
            let steps = requests::list_steps(conn, row.id)?.into_iter().map(StepView::from).collect();
            Ok(RequestView { steps, ..RequestView::from(row) })
        })
        .await?;
    Ok(Versioned(view.version, view))
}

/// A line of a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestLineView {
    pub line_no: i32,
    pub item_id: ItemId,
    /// Label code.
    pub code: String,
    pub name: String,
    pub custody_state: CustodyState,
    pub outcome: LineOutcome,
    #[schema(required)]
    pub reason: Option<String>,
    #[schema(required)]
    pub condition: Option<Condition>,
    #[schema(required)]
    pub executed_by: Option<UserId>,
    #[schema(required)]
    pub second_id: Option<UserId>,
    #[schema(required)]
    pub executed_at: Option<Time>,
}

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LineQuery {
    /// Only lines after this one.
    #[serde(default)]
    after: i32,
}

/// The lines of a request, 500 at a time.
#[utoipa::path(
    tag = "requests",
    operation_id = "list_request_lines",
    params(("id" = RequestId, Path), LineQuery),
    security(("session" = ["read_requests"])),
    responses((status = 200, body = Vec<RequestLineView>))
)]
#[get("/requests/{id}/lines")]
pub async fn lines(
    session: Session<may::ReadRequests>,
    id: web::Path<RequestId>,
    query: Query<LineQuery>,
) -> Result<impl Responder> {
    let lines = session
        .read(move |conn, viewer| {
            requests::get(conn, viewer.reach(), *id)?;
            requests::list_lines(conn, *id, query.after, LINES_SHOWN)
        })
        .await?;
    let view = |(line, item): (requests::RequestLine, crate::db::items::Item)| RequestLineView {
        line_no: line.line_no,
        item_id: item.id,
        code: item.code,
        name: item.name,
        custody_state: item.custody_state,
        outcome: line.outcome,
        reason: line.reason,
        condition: line.condition,
        executed_by: line.executed_by,
        second_id: line.second_id,
        executed_at: line.executed_at,
    };
    Ok(web::Json(lines.into_iter().map(view).collect::<Vec<_>>()))
}

/// What would block a submission.
#[derive(Debug, Serialize, ToSchema)]
pub struct BlockerView {
    /// JSON pointer to the field or line, such as `/items/17`.
    pub pointer: String,
    #[serde(flatten)]
    pub refusal: RefusalView,
}

/// What would block the submission of one's own draft as things stand.
#[utoipa::path(
    tag = "requests",
    operation_id = "list_request_blockers",
    params(("id" = RequestId, Path)),
    security(("session" = ["submit_requests"])),
    responses((status = 200, body = Vec<BlockerView>))
)]
#[get("/requests/{id}/blockers")]
pub async fn blockers(
    session: Session<may::SubmitRequests>,
    reads: Reads,
    id: web::Path<RequestId>,
) -> Result<impl Responder> {
    let issues = session.read(move |conn, viewer| submission::blockers(conn, viewer, *id)).await?;
    let view = |issue: crate::model::reason::FieldIssue| BlockerView {
        pointer: issue.pointer,
        refusal: issue.refusal.view(reads.0),
    };
    Ok(web::Json(issues.into_iter().map(view).collect::<Vec<_>>()))
}

/// Drafts a request.
#[utoipa::path(
    tag = "requests",
    operation_id = "draft_request",
    request_body = NewRequest,
    security(("session" = ["submit_requests"])),
    responses((status = 201, body = RequestView))
)]
#[post("/requests")]
pub async fn draft(session: Session<may::SubmitRequests>, call: Call<NewRequest, BULK>) -> Result<Answer> {
    session.create(call, |change, viewer, new| Ok(RequestView::from(operations::draft(change, viewer, &new)?))).await
}

/// Rewrites one's own draft, or a request returned for correction.
#[utoipa::path(
    tag = "requests",
    operation_id = "edit_request",
    params(("id" = RequestId, Path)),
    request_body = NewRequest,
    security(("session" = ["submit_requests"])),
    responses((status = 200, body = RequestView))
)]
#[patch("/requests/{id}")]
pub async fn edit(
    session: Session<may::SubmitRequests>,
    id: web::Path<RequestId>,
    version: IfMatch,
    body: Body<NewRequest, BULK>,
) -> Result<impl Responder> {
    let row =
        session.change(move |change, viewer| operations::edit(change, viewer, *id, version.0, &body.read()?)).await?;
    Ok(Versioned(row.version, RequestView::from(row)))
}

/// Submits one's own draft: it gets its number and holds its items.
#[utoipa::path(
    tag = "requests",
    operation_id = "submit_request",
    params(("id" = RequestId, Path)),
    request_body = Nothing,
    security(("session" = ["submit_requests"])),
    responses((status = 200, body = RequestView))
)]
#[post("/requests/{id}/submission")]
pub async fn submit(
    session: Session<may::SubmitRequests>,
    id: web::Path<RequestId>,
    call: Call<Nothing>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, _| Ok(RequestView::from(submission::submit(change, viewer, *id)?)))
        .await
}

/// What a person says to a step.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OpinionCall {
    /// Why; needed for everything but an approval.
    pub opinion: Option<String>,
}

/// Withdraws one's own request before anything was carried out.
#[utoipa::path(
    tag = "requests",
    operation_id = "withdraw_request",
    params(("id" = RequestId, Path)),
    request_body = OpinionCall,
    security(("session" = ["submit_requests"])),
    responses((status = 200, body = RequestView))
)]
#[post("/requests/{id}/withdrawal")]
pub async fn withdraw(
    session: Session<may::SubmitRequests>,
    id: web::Path<RequestId>,
    call: Call<OpinionCall>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, said| {
            Ok(RequestView::from(operations::withdraw(change, viewer, *id, said.opinion.as_deref())?))
        })
        .await
}

/// What a head decides.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecisionWord {
    /// 批准
    Approve,
    /// 退回补正
    ReturnForCorrection,
    /// 驳回
    Reject,
}

/// A decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionCall {
    pub decision: DecisionWord,
    /// Why; needed for everything but an approval.
    #[serde(default)]
    pub opinion: Option<String>,
}

impl DecisionCall {
    const fn decision(&self) -> Decision {
        match self.decision {
            DecisionWord::Approve => Decision::Approve,
            DecisionWord::ReturnForCorrection => Decision::ReturnForCorrection,
            DecisionWord::Reject => Decision::Reject,
        }
    }
}

/// Approves, returns for correction or rejects a request that waits for this person.
#[utoipa::path(
    tag = "requests",
    operation_id = "decide_request",
    params(("id" = RequestId, Path)),
    request_body = DecisionCall,
    security(("session" = ["approve_requests"])),
    responses((status = 200, body = RequestView))
)]
#[post("/requests/{id}/approval")]
pub async fn decide(
    session: Session<may::ApproveRequests>,
    id: web::Path<RequestId>,
    call: Call<DecisionCall>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, said| {
            let row = operations::decide(change, viewer, *id, said.decision(), said.opinion.as_deref())?;
            Ok(RequestView::from(row))
        })
        .await
}

/// The centre head confirms what was refused at the desk, or sends the lines back.
#[utoipa::path(
    tag = "requests",
    operation_id = "confirm_request_refusals",
    params(("id" = RequestId, Path)),
    request_body = DecisionCall,
    security(("session" = ["resolve_discrepancies"])),
    responses((status = 200, body = RequestView))
)]
#[post("/requests/{id}/refusals")]
pub async fn confirm_refusals(
    session: Session<may::ResolveDiscrepancies>,
    id: web::Path<RequestId>,
    call: Call<DecisionCall>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, said| {
            let row = execution::confirm_refusals(change, viewer, *id, said.decision(), said.opinion.as_deref())?;
            Ok(RequestView::from(row))
        })
        .await
}

/// Lines to be carried out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExecutionCall {
    /// 1 to 10,000 scanned lines.
    pub lines: Vec<LineExecution>,
    /// Whether one refused line refuses them all.
    #[serde(default)]
    pub all_or_nothing: bool,
    /// From `POST /session/confirmations`, where two custodians are needed.
    #[serde(default)]
    pub confirmation: Option<String>,
}

/// A request after lines of it were carried out, with what became of each.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExecutionView {
    pub request: RequestView,
    pub results: Vec<LineResultView>,
}

/// Carries out lines of an approved request; every line succeeds or says why not.
#[utoipa::path(
    tag = "requests",
    operation_id = "execute_request",
    params(("id" = RequestId, Path)),
    request_body = ExecutionCall,
    security(("session" = ["execute_requests"])),
    responses((status = 200, body = ExecutionView))
)]
#[post("/requests/{id}/execution")]
pub async fn execute(
    session: Session<may::ExecuteRequests>,
    reads: Reads,
    id: web::Path<RequestId>,
    call: Call<ExecutionCall, BULK>,
) -> Result<Answer> {
    let seconds = session.seconds();
    session
        .carry_out(call, move |change, viewer, new| {
            let second = seconds.resolve(change.reader(), new.confirmation.as_deref())?;
            let (row, results) = execution::execute(change, viewer, second, *id, &new.lines, new.all_or_nothing)?;
            Ok(ExecutionView { request: row.into(), results: LineResultView::all(results, reads) })
        })
        .await
}

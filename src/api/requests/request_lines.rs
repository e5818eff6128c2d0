//! The lines of requests over HTTP: what they are, what blocks them, and carrying them out.

use actix_web::web;
use actix_web::{Responder, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::goods::moves::LineResultView;
use crate::api::http::body::{AcceptLanguage, Answer, BULK, Idempotent};
use crate::api::http::may;
use crate::api::http::names::Names;
use crate::api::http::query::Query;
use crate::api::http::session::Session;
use crate::api::requests::request_views::{RequestLineView, RequestView};
use crate::db::requests::{request_lines, requests};
use crate::error::Result;
use crate::model::ids::RequestId;
use crate::model::reason::{FieldIssue, RefusalView};
use crate::model::requests::request::LineOutcome;
use crate::operations::requests::execution;
use crate::operations::requests::line_execution::LineExecution;
use crate::operations::requests::submission;

/// Lines shown at once at most.
const LINES_SHOWN: i64 = 500;

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LineQuery {
    /// Only lines after this one.
    #[serde(default)]
    #[param(minimum = 0, maximum = 2147483647)]
    after: i32,
    /// Only lines that ended like this; `pending` for those still to be carried out.
    outcome: Option<LineOutcome>,
}

/// The lines of a request, 500 at a time.
#[utoipa::path(
    tag = "requests",
    operation_id = "list_request_lines",
    params(("id" = RequestId, Path), LineQuery),
    security(("session" = ["read_requests"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = Vec<RequestLineView>))
)]
#[get("/requests/{id}/lines")]
pub async fn list(
    session: Session<may::ReadRequests>,
    id: web::Path<RequestId>,
    query: Query<LineQuery>,
) -> Result<impl Responder> {
    let views = session
        .read(move |conn, viewer| {
            requests::get(conn, viewer.reach(), *id)?;
            let lines = request_lines::list(conn, *id, query.outcome, query.after, LINES_SHOWN)?;
            let names = Names::of(conn, &lines)?;
            Ok(lines.into_iter().map(|line| RequestLineView::of(line, &names)).collect::<Vec<_>>())
        })
        .await?;
    Ok(web::Json(views))
}

/// What would block a submission.
#[derive(Debug, Serialize, ToSchema)]
pub struct BlockerView {
    /// JSON pointer to the field or line, such as `/items/17`.
    pub pointer: String,
    #[serde(flatten)]
    pub refusal: RefusalView,
}

/// What would block the submission of a draft as things stand.
#[utoipa::path(
    tag = "requests",
    operation_id = "list_request_blockers",
    params(("id" = RequestId, Path)),
    security(("session" = ["submit_requests"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = Vec<BlockerView>))
)]
#[get("/requests/{id}/blockers")]
pub async fn blockers(
    session: Session<may::SubmitRequests>,
    reads: AcceptLanguage,
    id: web::Path<RequestId>,
) -> Result<impl Responder> {
    let issues = session.read(move |conn, viewer| submission::blockers(conn, viewer, *id)).await?;
    let view = |issue: FieldIssue| BlockerView { pointer: issue.pointer, refusal: issue.refusal.view(reads.0) };
    Ok(web::Json(issues.into_iter().map(view).collect::<Vec<_>>()))
}

/// Lines to be carried out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExecutionCall {
    /// 1 to 10,000 scanned lines.
    #[schema(max_items = 10000)]
    pub lines: Vec<LineExecution>,
    /// Whether one refused line refuses them all.
    #[serde(default)]
    pub all_or_nothing: bool,
    /// From `POST /session/confirmations`, where two custodians are needed.
    #[serde(default)]
    #[schema(max_length = 1000)]
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
    reads: AcceptLanguage,
    id: web::Path<RequestId>,
    call: Idempotent<ExecutionCall, BULK>,
) -> Result<Answer> {
    let seconds = session.seconds();
    session
        .carry_out(call, move |change, viewer, new| {
            let second = seconds.resolve(change, new.confirmation.as_deref())?;
            let (row, results) = execution::execute(change, viewer, second, *id, &new.lines, new.all_or_nothing)?;
            let request = RequestView::one(change.reader(), row)?;
            Ok(ExecutionView { request, results: LineResultView::all(results, reads) })
        })
        .await
}

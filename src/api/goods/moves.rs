//! Moves of goods between places over HTTP, and the results of calls with many lines.

use actix_web::post;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::http::body::{AcceptLanguage, Answer, BULK, Idempotent};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::error::Result;
use crate::model::reason::{FieldIssue, RefusalView};
use crate::operations::goods::bulk::LineResult;
use crate::operations::goods::items as operations;
use crate::operations::goods::items::Move;

/// Items to be moved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MovesCall {
    /// 1 to 10,000 items with their places.
    #[schema(max_items = 10000)]
    pub moves: Vec<Move>,
    /// Why.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub reason: Option<String>,
    /// From `POST /session/confirmations`, for valuables.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub confirmation: Option<String>,
}

/// What became of one line of a bulk call.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineResultView {
    /// The label code asked for.
    pub item: String,
    /// Whether it was carried out.
    pub done: bool,
    /// Why it was not: the first of `issues`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<RefusalView>,
    /// Everything that stood against it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<LineIssueView>,
}

/// Something that stands against a line.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineIssueView {
    /// JSON pointer to the member of the line it is about, such as `/seal_no`; `/item` for the line as a whole, `/confirmation` for the
    /// second custodian.
    pub pointer: String,
    #[serde(flatten)]
    pub refusal: RefusalView,
}

impl LineIssueView {
    /// Issues in the caller's language.
    pub fn all(issues: Vec<FieldIssue>, reads: AcceptLanguage) -> Vec<Self> {
        let view = |issue: FieldIssue| Self { pointer: issue.pointer, refusal: issue.refusal.view(reads.0) };
        issues.into_iter().map(view).collect()
    }
}

impl LineResultView {
    /// The results of a call in the caller's language.
    pub fn all(results: Vec<LineResult>, reads: AcceptLanguage) -> Vec<Self> {
        let view = |result: LineResult| Self {
            done: result.is_done(),
            item: result.item,
            refusal: result.issues.first().map(|issue| issue.refusal.view(reads.0)),
            issues: LineIssueView::all(result.issues, reads),
        };
        results.into_iter().map(view).collect()
    }
}

/// The results of a bulk call, line by line.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultsView {
    pub results: Vec<LineResultView>,
}

/// Moves items in custody to other places; each line succeeds or says why not.
#[utoipa::path(
    tag = "items",
    operation_id = "move_items",
    request_body = MovesCall,
    security(("session" = ["move_items"])),
    responses((status = 200, body = ResultsView))
)]
#[post("/moves")]
pub async fn move_all(
    session: Session<may::MoveItems>,
    reads: AcceptLanguage,
    call: Idempotent<MovesCall, BULK>,
) -> Result<Answer> {
    let seconds = session.seconds();
    session
        .carry_out(call, move |change, viewer, new| {
            let second = seconds.resolve(change, new.confirmation.as_deref())?;
            let results = operations::move_items(change, viewer, second, &new.moves, new.reason.as_deref())?;
            Ok(ResultsView { results: LineResultView::all(results, reads) })
        })
        .await
}

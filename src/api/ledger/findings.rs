//! What verifications found wrong over HTTP: the auditor answers it here.

use actix_web::{Responder, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::{Answer, Idempotent, PageView};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::session::Session;
use crate::api::ledger::audit::note_reading;
use crate::db::engine::connection::Conn;
use crate::db::engine::page::Paging;
use crate::db::ledger::findings::{self, FindingFilter, RecordedFinding};
use crate::error::Result;
use crate::model::ids::{FindingId, ItemId, RequestId, SubjectId, UserId, VerificationId};
use crate::model::ledger::verification::{FindingKind, Ruling};
use crate::model::time::Time;
use crate::operations::ledger::findings::{self as operations, NewAnswer};

/// Something that a verification found wrong. Until it is answered, nothing is changed of what it is about.
#[derive(Debug, Serialize, ToSchema)]
pub struct FindingView {
    pub id: FindingId,
    /// What kind of thing was found wrong.
    pub kind: FindingKind,
    /// The log entry concerned; for a checkpoint, its size.
    #[schema(required)]
    pub seq: Option<i64>,
    /// The label code of the item concerned.
    #[schema(required)]
    pub item: Option<String>,
    /// The number of the request concerned.
    #[schema(required)]
    pub request: Option<String>,
    /// What is wrong.
    pub reason: String,
    #[schema(required)]
    pub item_id: Option<ItemId>,
    #[schema(required)]
    pub request_id: Option<RequestId>,
    /// What else the record concerned is of: an account, a place, a case …
    #[schema(required)]
    pub subject_id: Option<SubjectId>,
    /// The verification that found it; only the last ones are kept.
    pub verification_id: VerificationId,
    pub found_at: Time,
    /// Null while it is open, as what follows.
    #[schema(required)]
    pub ruling: Option<Ruling>,
    #[schema(required)]
    pub answer: Option<String>,
    #[schema(required)]
    pub answered_by: Option<UserId>,
    #[schema(required)]
    pub answered_by_name: Option<String>,
    #[schema(required)]
    pub answered_at: Option<Time>,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl Referencing for RecordedFinding {
    fn add_references(&self, ids: &mut References) {
        ids.person(self.answered_by);
    }
}

impl FindingView {
    fn of(row: RecordedFinding, names: &Names) -> Self {
        let mut then = names.at(row.answered_at);
        let answered_by_name = then.person("answered_by_name", row.answered_by);
        Self {
            id: row.id,
            kind: row.kind,
            seq: row.seq,
            item: row.item,
            request: row.request,
            reason: row.reason,
            item_id: row.item_id,
            request_id: row.request_id,
            subject_id: row.subject_id,
            verification_id: row.verification_id,
            found_at: row.found_at,
            ruling: row.ruling,
            answer: row.answer,
            answered_by: row.answered_by,
            answered_by_name,
            answered_at: row.answered_at,
            names_now: then.now(),
        }
    }

    fn read(conn: &mut Conn, id: FindingId) -> Result<Self> {
        let row = findings::get(conn, id)?;
        let names = Names::of(conn, [&row])?;
        Ok(Self::of(row, &names))
    }
}

/// Which findings.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FindingQuery {
    /// Not answered yet, or answered.
    open: Option<bool>,
    kind: Option<FindingKind>,
}

/// What verifications found wrong, newest first.
#[utoipa::path(
    tag = "audit",
    operation_id = "list_audit_findings",
    params(FindingQuery, TotalQuery, PageQuery),
    security(("session" = ["read_audit"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<FindingView>))
)]
#[get("/audit/findings")]
pub async fn list(session: Session<may::ReadAudit>, query: ListQuery<FindingQuery>) -> Result<impl Responder> {
    note_reading(&session).await?;
    let view = session
        .read(move |conn, _| {
            let filter = FindingFilter { open: query.open, kind: query.kind };
            let rows = |conn: &mut Conn, paging: &Paging| findings::list(conn, filter, paging);
            let listed = listed(conn, &query, rows, |conn| findings::count(conn, filter))?;
            listed.named(conn, FindingView::of)
        })
        .await?;
    Ok(web::Json(view))
}

/// One finding.
#[utoipa::path(
    tag = "audit",
    operation_id = "get_audit_finding",
    params(("id" = FindingId, Path)),
    security(("session" = ["read_audit"])),
    responses((status = 200, body = FindingView))
)]
#[get("/audit/findings/{id}")]
pub async fn get(session: Session<may::ReadAudit>, id: web::Path<FindingId>) -> Result<impl Responder> {
    note_reading(&session).await?;
    let view = session.read(move |conn, _| FindingView::read(conn, *id)).await?;
    Ok(web::Json(view))
}

/// The auditor answers a finding: what was found out, and whether the record stands as it is now.
#[utoipa::path(
    tag = "audit",
    operation_id = "answer_audit_finding",
    params(("id" = FindingId, Path)),
    request_body = NewAnswer,
    security(("session" = ["answer_findings"])),
    responses((status = 200, body = FindingView))
)]
#[post("/audit/findings/{id}/answer")]
pub async fn answer(
    session: Session<may::AnswerFindings>,
    id: web::Path<FindingId>,
    call: Idempotent<NewAnswer>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, new| {
            operations::answer(change, viewer, *id, &new)?;
            FindingView::read(change.reader(), *id)
        })
        .await
}

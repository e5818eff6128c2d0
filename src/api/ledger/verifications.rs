//! Verifications of the whole log and the tables over HTTP: started here, carried out beside the calls.

use actix_web::{Responder, get, post, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::http::body::{Answer, Idempotent, Nothing};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::session::Session;
use crate::db::ledger::verifications::{VerificationRun, find};
use crate::error::{Error, Result};
use crate::model::ids::{UserId, VerificationId};
use crate::model::ledger::verification::{VerificationScope, VerificationStatus};
use crate::model::time::Time;
use crate::operations::ledger::verification::Verification;
use crate::operations::ledger::verifications::{self as operations, Verifications};

/// A verification.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationView {
    pub id: VerificationId,
    pub scope: VerificationScope,
    pub status: VerificationStatus,
    /// Null where the program began it by itself.
    #[schema(required)]
    pub started_by: Option<UserId>,
    #[schema(required)]
    pub started_by_name: Option<String>,
    pub started_at: Time,
    #[schema(required)]
    pub finished_at: Option<Time>,
    /// Rows held against the log so far.
    pub done: u64,
    /// Of how many; 0 before that is known.
    pub total: u64,
    /// What it came to; only once it is finished. The findings are listed only when it is asked for by its id.
    #[schema(required)]
    pub result: Option<Verification>,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl Referencing for VerificationRun {
    fn add_references(&self, ids: &mut References) {
        ids.person(self.started_by);
    }
}

impl VerificationView {
    fn of(run: VerificationRun, names: &Names, under_way: &Verifications) -> Result<Self> {
        let (done, total) = under_way.progress(&run);
        let result = operations::result_of(&run)?;
        let VerificationRun { id, scope, status, started_by, started_at, finished_at, .. } = run;
        let mut then = names.at(started_at);
        let started_by_name = then.person("started_by_name", started_by);
        let names_now = then.now();
        Ok(Self {
            id,
            scope,
            status,
            started_by,
            started_by_name,
            started_at,
            finished_at,
            done,
            total,
            result,
            names_now,
        })
    }
}

/// Starts a verification of the log against its checkpoints and of the tables against the log. One runs at a time.
#[utoipa::path(
    tag = "audit",
    operation_id = "start_audit_verification",
    request_body = Nothing,
    security(("session" = ["read_audit"])),
    extensions(("x-limit" = json!("proofs"))),
    responses((status = 201, body = VerificationView))
)]
#[post("/audit/verifications")]
pub async fn start(session: Session<may::ReadAudit>, call: Idempotent<Nothing>) -> Result<Answer> {
    let state = session.state();
    let (begun, known) = std::sync::mpsc::channel();
    let under_way = state.verifications.clone();
    let answer = session
        .create(call, move |change, viewer, _| {
            let run = operations::begin(change, viewer.user_id)?;
            // The other end waits in this very function.
            let _ = begun.send(run.id);
            let names = Names::of(change.reader(), [&run])?;
            VerificationView::of(run, &names, &under_way)
        })
        .await;
    // Even where the answer is an error: a change whose commit was never confirmed may have come about.
    if let Ok(id) = known.try_recv() {
        state.verifications.start(id, state.database.clone(), state.keys.log.clone());
    }
    answer
}

/// The last verifications, newest first, without their findings.
#[utoipa::path(
    tag = "audit",
    operation_id = "list_audit_verifications",
    security(("session" = ["read_audit"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = Vec<VerificationView>))
)]
#[get("/audit/verifications")]
pub async fn list(session: Session<may::ReadAudit>) -> Result<impl Responder> {
    let state = session.state();
    let views = session
        .read(move |conn, _| {
            let runs = operations::list(conn)?;
            let names = Names::of(conn, &runs)?;
            let view = |run| VerificationView::of(run, &names, &state.verifications);
            runs.into_iter().map(view).collect::<Result<Vec<_>>>()
        })
        .await?;
    Ok(web::Json(views))
}

/// One verification: how far it is, and what it came to. The last hundred are kept.
#[utoipa::path(
    tag = "audit",
    operation_id = "get_audit_verification",
    params(("id" = VerificationId, Path)),
    security(("session" = ["read_audit"])),
    responses((status = 200, body = VerificationView))
)]
#[get("/audit/verifications/{id}")]
pub async fn get(session: Session<may::ReadAudit>, id: web::Path<VerificationId>) -> Result<impl Responder> {
    let state = session.state();
    let view = session
        .read(move |conn, _| {
            let run = find(conn, *id)?.ok_or(Error::NotFound)?;
            let names = Names::of(conn, [&run])?;
            let mut view = VerificationView::of(run, &names, &state.verifications)?;
            if let Some(result) = &mut view.result {
                result.findings = operations::list_findings(conn, *id)?;
            }
            Ok(view)
        })
        .await?;
    Ok(web::Json(view))
}

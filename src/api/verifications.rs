//! Verifications of the whole log and the tables over HTTP: started here, carried out beside the calls.

use actix_web::{Responder, get, post, web};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::{Answer, Call, Nothing};
use super::may;
use super::session::Session;
use crate::error::{Error, Result};
use crate::model::ids::UserId;
use crate::model::time::Time;
use crate::operations::verification::Verification;
use crate::operations::verifications::{Outcome, Run};

/// How a verification stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerificationStatus {
    /// 进行中
    Running,
    /// 已完成
    Finished,
    /// 未能完成
    Failed,
}

/// A verification.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationView {
    pub id: Uuid,
    pub status: VerificationStatus,
    pub started_by: UserId,
    pub started_at: Time,
    #[schema(required)]
    pub finished_at: Option<Time>,
    /// Rows held against the log so far.
    pub done: u64,
    /// Of how many; 0 before that is known.
    pub total: u64,
    /// What it came to; only once it is finished and when asked for by its id.
    #[schema(required)]
    pub result: Option<Verification>,
}

impl From<Run> for VerificationView {
    fn from(run: Run) -> Self {
        let (done, total) = run.progress();
        let (status, result) = match run.outcome {
            Outcome::Running => (VerificationStatus::Running, None),
            Outcome::Finished(result) => (VerificationStatus::Finished, Some(result.as_ref().clone())),
            Outcome::Failed => (VerificationStatus::Failed, None),
        };
        let Run { id, started_by, started_at, finished_at, .. } = run;
        Self { id, status, started_by, started_at, finished_at, done, total, result }
    }
}

/// Starts a verification of the log against its checkpoints and of the tables against the log. One runs at a time.
#[utoipa::path(
    tag = "audit",
    operation_id = "start_audit_verification",
    request_body = Nothing,
    security(("session" = ["read_audit"])),
    responses((status = 201, body = VerificationView))
)]
#[post("/audit/verifications")]
pub async fn start(session: Session<may::ReadAudit>, call: Call<Nothing>) -> Result<Answer> {
    let web = session.web();
    let (begun, known) = std::sync::mpsc::channel();
    let within = web.verifications.clone();
    let answer = session
        .create(call, move |change, viewer, _| {
            let run = within.begin(change, viewer.user_id)?;
            // The other end waits in this very function.
            let _ = begun.send(run.id);
            Ok(VerificationView::from(run))
        })
        .await;
    if let Ok(id) = known.try_recv() {
        match &answer {
            Ok(_) => web.verifications.start(id, web.database.clone(), web.keys.log.clone()),
            Err(_) => web.verifications.give_back(id),
        }
    }
    answer
}

/// The last verifications, newest first, without their findings.
#[utoipa::path(
    tag = "audit",
    operation_id = "list_audit_verifications",
    security(("session" = ["read_audit"])),
    responses((status = 200, body = Vec<VerificationView>))
)]
#[get("/audit/verifications")]
pub async fn list(session: Session<may::ReadAudit>) -> Result<impl Responder> {
    session.viewer().await?;
    let runs = session.web().verifications.list();
    let brief = |run| VerificationView { result: None, ..VerificationView::from(run) };
    Ok(web::Json(runs.into_iter().map(brief).collect::<Vec<_>>()))
}

/// One verification: how far it is, and what it came to. The last ones are kept until the program is restarted.
#[utoipa::path(
    tag = "audit",
    operation_id = "get_audit_verification",
    params(("id" = Uuid, Path)),
    security(("session" = ["read_audit"])),
    responses((status = 200, body = VerificationView))
)]
#[get("/audit/verifications/{id}")]
pub async fn get(session: Session<may::ReadAudit>, id: web::Path<Uuid>) -> Result<impl Responder> {
    session.viewer().await?;
    let run = session.web().verifications.find(*id).ok_or(Error::NotFound)?;
    Ok(web::Json(VerificationView::from(run)))
}

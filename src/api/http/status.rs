//! What watches the program from outside: liveness, readiness, metrics; and the pages of the API's documentation.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, Responder, get, web};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::api::AppState;
use crate::api::blocking::block;
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::api::state::is_local;
use crate::db::ledger::{findings, log, verifications};
use crate::error::{Error, Result};
use crate::model::time::Time;
use crate::operations::ledger::rounds;

/// How long whoever asks for readiness waits for the database.
const READY_TIMEOUT: Duration = Duration::from_millis(1_500);

/// The addresses outside `/api/v1`.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(live).service(ready).service(metrics);
}

/// What a watcher wants to hear.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok`
    status: &'static str,
}

/// How it stands with what the program verifies by itself.
#[derive(Debug, Serialize, ToSchema)]
pub struct Readiness {
    /// `ok`
    status: &'static str,
    /// When a verification was finished last; null before the first.
    #[schema(required)]
    verified_at: Option<Time>,
    /// Whether nothing was verified as a whole for two days.
    verification_overdue: bool,
    /// Findings that nobody has answered: changes to what they are about are refused, everything else goes on.
    findings_open: i64,
    /// Whether photographs, scans and papers could be kept when that was tried last, some seconds ago. Where they cannot, everything else
    /// goes on.
    files_kept: bool,
}

/// Whether the program runs.
#[utoipa::path(tag = "program", operation_id = "is_live", security(()), responses((status = 200, body = Health)))]
#[get("/health/live")]
pub async fn live() -> impl Responder {
    web::Json(Health { status: "ok" })
}

/// Whether calls can be answered: the database and the head of the log can be read, and are those the program works with.
/// Answered within two seconds, whatever the database does.
#[utoipa::path(tag = "program", operation_id = "is_ready", security(()), responses((status = 200, body = Readiness)))]
#[get("/health/ready")]
pub async fn ready(state: web::Data<AppState>) -> Result<impl Responder> {
    state.database.check_running()?;
    let looked = tokio::time::timeout(READY_TIMEOUT, look(state)).await;
    let unavailable = |_| Err(Error::Unavailable("the database does not answer".into()));
    Ok(web::Json(looked.unwrap_or_else(unavailable)?))
}

/// Reads the head of the log, and how it stands with verifications. One at a time: while the database does not answer, those who
/// ask must not take up every thread.
async fn look(state: web::Data<AppState>) -> Result<Readiness> {
    let turn = state.looking.clone().lock_owned().await;
    let read = move || {
        let _until_done = turn;
        state.database.read(|conn| {
            let size = log::size(conn)?;
            log::frontier_at(conn, size)?;
            let now = state.database.clock().now();
            let last = verifications::find_last_finished(conn, now)?;
            Ok(Readiness {
                status: "ok",
                verified_at: last.and_then(|run| run.finished_at),
                verification_overdue: rounds::is_overdue(conn, now)?,
                findings_open: findings::count(conn, findings::OPEN)?,
                files_kept: state.store_watch.is_well(),
            })
        })
    };
    block(read).await
}

/// Says of an application that only the inside reaches it.
#[derive(Debug, Clone, Copy)]
pub struct Inside;

/// Figures for Prometheus. Only callers on this machine get them, and nobody through a proxy; where the program listens for the inside
/// as well, whoever calls there, and nobody else.
#[utoipa::path(
    tag = "program",
    operation_id = "read_metrics",
    security(()),
    responses((status = 200, body = String, content_type = "text/plain"))
)]
#[get("/metrics")]
pub async fn metrics(request: HttpRequest) -> Result<HttpResponse> {
    let state = AppState::of(&request)?;
    let inside = request.app_data::<Inside>().is_some();
    if !(inside || is_local(&request) && !state.listens_inside) {
        return Err(Error::NotFound);
    }
    let text = recorder().map(PrometheusHandle::render).unwrap_or_default();
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text))
}

/// The figures of this process, gathered from the first server on.
pub fn recorder() -> Option<&'static PrometheusHandle> {
    const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];
    static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    let install = || PrometheusBuilder::new().set_buckets(&SECONDS).ok()?.install_recorder().ok();
    RECORDER.get_or_init(install).as_ref()
}

/// The pages that show the OpenAPI document, from the program itself, for people with an account.
pub async fn docs(session: Session<may::OwnWork>, path: web::Path<String>) -> Result<HttpResponse> {
    session.viewer().await?;
    static CONFIG: OnceLock<Arc<utoipa_swagger_ui::Config<'static>>> = OnceLock::new();
    let config = CONFIG.get_or_init(|| {
        let config = utoipa_swagger_ui::Config::from("/api/v1/openapi.json");
        Arc::new(config.validator_url("none").persist_authorization(false))
    });
    let file = utoipa_swagger_ui::serve(&path, config.clone())
        .map_err(|e| Error::internal(e.to_string()))?
        .ok_or(Error::NotFound)?;
    let mut response = HttpResponse::Ok();
    if file.gzpipped {
        response.insert_header(actix_web::http::header::ContentEncoding::Gzip);
    }
    Ok(response.content_type(file.content_type).body(file.bytes.into_owned()))
}

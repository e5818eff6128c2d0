//! Agencies from a table.

use actix_web::post;

use super::ImportView;
use crate::api::http::body::{Answer, Idempotent};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::error::Result;
use crate::operations::accounts::agency_imports::{self as operations, AgencyImport};

/// Registers the agencies of a table, all of them or none. Every cell that breaks a rule is named, such as `/rows/12/code`.
/// With `check_only` nothing is registered.
#[utoipa::path(
    tag = "agencies",
    operation_id = "import_agencies",
    request_body = AgencyImport,
    security(("session" = ["manage_agencies"])),
    responses((status = 201, body = ImportView))
)]
#[post("/agency-imports")]
pub async fn import(session: Session<may::ManageAgencies>, call: Idempotent<AgencyImport>) -> Result<Answer> {
    session
        .create(call, |change, _, import| {
            let count = operations::register(change, &import)?;
            Ok(ImportView { count, check_only: import.check_only })
        })
        .await
}

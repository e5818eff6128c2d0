//! Places from a table.

use actix_web::post;

use crate::api::accounts::imports::ImportView;
use crate::api::http::body::{Answer, Idempotent};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::error::Result;
use crate::operations::centre::place_imports::{self as operations, PlaceImport};

/// Registers the places of a table, all of them or none. Every cell that breaks a rule is named, such as `/rows/12/code`. With
/// `check_only` nothing is registered.
#[utoipa::path(
    tag = "places",
    operation_id = "import_places",
    request_body = PlaceImport,
    security(("session" = ["manage_places"])),
    responses((status = 201, body = ImportView))
)]
#[post("/place-imports")]
pub async fn import(session: Session<may::ManagePlaces>, call: Idempotent<PlaceImport>) -> Result<Answer> {
    session
        .create(call, |change, _, import| {
            let count = operations::register(change, &import)?;
            Ok(ImportView { count, check_only: import.check_only })
        })
        .await
}

//! People from a table.

use actix_web::post;

use super::ImportView;
use crate::api::http::body::{Answer, Idempotent};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::error::Result;
use crate::operations::accounts::users::user_imports::{self as operations, UserImport};

/// Registers the people of a table, all of them or none, without roles and without a password: those are given to each afterwards.
/// Every cell that breaks a rule is named, such as `/rows/12/login`. With `check_only` nobody is registered.
#[utoipa::path(
    tag = "users",
    operation_id = "import_users",
    request_body = UserImport,
    security(("session" = ["manage_users"])),
    extensions(("x-limit" = json!("people"))),
    responses((status = 201, body = ImportView))
)]
#[post("/user-imports")]
pub async fn import(session: Session<may::ManageUsers>, call: Idempotent<UserImport>) -> Result<Answer> {
    session
        .create(call, |change, _, import| {
            let count = operations::register(change, &import)?;
            Ok(ImportView { count, check_only: import.check_only })
        })
        .await
}

//! Locks of accounts over HTTP.

use actix_web::{post, web};

use crate::api::accounts::user_views::{Parts, UserView};
use crate::api::http::body::{Answer, Idempotent, Nothing};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::error::Result;
use crate::model::ids::UserId;
use crate::operations::accounts::locks as operations;

/// Lifts the lock of an account after too many wrong passwords.
#[utoipa::path(
    tag = "users",
    operation_id = "release_lock",
    params(("id" = UserId, Path)),
    request_body = Nothing,
    security(("session" = ["release_locks"])),
    responses((status = 200, body = UserView))
)]
#[post("/users/{id}/lock-release")]
pub async fn lift(
    session: Session<may::ReleaseLocks>,
    id: web::Path<UserId>,
    call: Idempotent<Nothing>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, _| {
            let (row, _) = operations::lift(change, *id)?;
            let now = change.now();
            UserView::one(change.reader(), row, Parts::seen_by(viewer, now))
        })
        .await
}

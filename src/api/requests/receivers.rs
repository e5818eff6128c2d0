//! The number of a receiver's identity document over HTTP, whole.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, OnceLock};
use utoipa::ToSchema;

use crate::api::http::body::{Answer, Idempotent};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::error::{Error, Result};
use crate::model::ids::RequestId;
use crate::operations::requests::receivers as operations;

/// Why somebody has to read a number whole.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevealCall {
    /// Stays in the log.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// A number that is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevealedView {
    pub request_id: RequestId,
    /// Absent when the same call is repeated: then reveal it anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    receiver_document_no: Option<String>,
}

/// Shows the number of the receiver's identity document whole; that it was shown, to whom and why stays in the log.
#[utoipa::path(
    tag = "requests",
    operation_id = "reveal_receiver_document",
    params(("id" = RequestId, Path)),
    request_body = RevealCall,
    security(("session" = ["reveal_personal_data"])),
    extensions(("x-limit" = json!("people"))),
    responses((status = 200, body = RevealedView))
)]
#[post("/requests/{id}/receiver-document")]
pub async fn reveal(
    session: Session<may::RevealPersonalData>,
    id: web::Path<RequestId>,
    call: Idempotent<RevealCall>,
) -> Result<Answer> {
    let (state, request_id) = (session.state(), *id);
    let number = Arc::new(OnceLock::new());
    let shown = Arc::clone(&number);
    let answer = session
        .carry_out(call, move |change, viewer, said| {
            let whole = operations::reveal(change, viewer, &state.keys.personal, request_id, &said.reason)?;
            shown.set(whole).map_err(|_| Error::internal("two numbers for one call"))?;
            Ok(RevealedView { request_id, receiver_document_no: None })
        })
        .await?;
    match number.get() {
        Some(whole) => answer.revealing("receiver_document_no", whole),
        None => Ok(answer),
    }
}

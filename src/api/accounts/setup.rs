//! The first start over HTTP.

use actix_web::http::StatusCode;
use actix_web::{HttpResponseBuilder, Responder, post, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::AppState;
use crate::api::blocking::block;
use crate::api::http::body::Body;
use crate::error::Result;
use crate::model::ids::UserId;
use crate::operations::accounts::passwords::Password;
use crate::operations::accounts::passwords::guessable::Context;
use crate::operations::accounts::setup::{self as operations, Founding};

/// The founded centre.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundedView {
    /// The system administrator.
    user_id: UserId,
    /// Initial password of the security administrator: shown this once, runs out after a day.
    security_initial_password: String,
}

/// Founds the centre with the one-time token printed at the first start.
#[utoipa::path(
    tag = "setup",
    operation_id = "found_centre",
    request_body = Founding,
    security(()),
    responses((status = 201, body = FoundedView))
)]
#[post("/setup")]
pub async fn found(state: web::Data<AppState>, body: Body<Founding>) -> Result<impl Responder> {
    let new = body.read()?;
    let turn = state.turns.hash().await?;
    let shared = state.clone();
    let view = block(move || {
        operations::check_token(&shared.database, &shared.keys.tokens, &new.token)?;
        let context = Context::new(&new.login, &new.name, [(new.centre_name.as_str(), new.centre_code.as_str())]);
        shared.passwords.check(&new.password, &context, "/password")?;
        let initial = Password::random()?;
        let user_id = operations::found(&shared.database, &shared.keys, &new, new.password.hash()?, initial.hash()?)?;
        Ok(FoundedView { user_id, security_initial_password: initial.reveal().to_owned() })
    })
    .await?;
    drop(turn);
    Ok(HttpResponseBuilder::new(StatusCode::CREATED).json(view))
}

//! Numbered places that are registered together.

use actix_web::post;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::http::body::{Answer, Idempotent};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::error::Result;
use crate::operations::centre::place_series::{self as operations, NewPlaceSeries};

/// The places that were registered together.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceSeriesView {
    /// Their codes, in the order of their numbers.
    pub codes: Vec<String>,
}

/// Registers numbered places below a place, all of them or none. The first codes that are in use are named.
#[utoipa::path(
    tag = "places",
    operation_id = "register_place_series",
    request_body = NewPlaceSeries,
    security(("session" = ["manage_places"])),
    responses((status = 201, body = PlaceSeriesView))
)]
#[post("/place-series")]
pub async fn register(session: Session<may::ManagePlaces>, call: Idempotent<NewPlaceSeries>) -> Result<Answer> {
    session
        .create(call, |change, _, new| {
            let rows = operations::register(change, &new)?;
            Ok(PlaceSeriesView { codes: rows.into_iter().map(|row| row.code).collect() })
        })
        .await
}

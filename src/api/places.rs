//! The place tree over HTTP.

use actix_web::web::{self, Query};
use actix_web::{Responder, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Answer, Body, Call, IfMatch, PageView, Versioned};
use super::may;
use super::session::Session;
use crate::db::page::Paging;
use crate::db::places::{self, Place};
use crate::error::Result;
use crate::model::agency::PlaceKind;
use crate::model::category::StorageClass;
use crate::model::ids::PlaceId;
use crate::model::time::Time;
use crate::operations::places as operations;
use crate::operations::places::{NewPlace, PlaceEdit};

/// A place.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceView {
    pub id: PlaceId,
    pub code: String,
    pub name: String,
    pub kind: PlaceKind,
    pub storage_class: StorageClass,
    /// The place it stands in.
    #[schema(required)]
    pub parent_id: Option<PlaceId>,
    /// Items it takes; null: unlimited.
    #[schema(required)]
    pub capacity: Option<i64>,
    /// Items it holds now; only when asked for one place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<i64>,
    /// Whether goods can be put there.
    pub active: bool,
    pub created_at: Time,
    pub version: i32,
}

impl From<Place> for PlaceView {
    fn from(row: Place) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            kind: row.kind,
            storage_class: row.storage_class,
            parent_id: row.parent_id,
            capacity: row.capacity,
            held: None,
            active: row.active,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

/// Which places.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PlaceQuery {
    /// Built for this.
    storage_class: Option<StorageClass>,
    /// Standing in this place.
    parent_id: Option<PlaceId>,
    /// Rows wanted, 50 unless said.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Places by code.
#[utoipa::path(
    tag = "places",
    operation_id = "list_places",
    params(PlaceQuery),
    security(("session" = ["read_places"])),
    responses((status = 200, body = PageView<PlaceView>))
)]
#[get("/places")]
pub async fn list(session: Session<may::ReadPlaces>, query: Query<PlaceQuery>) -> Result<impl Responder> {
    let PlaceQuery { storage_class, parent_id, limit, cursor } = query.into_inner();
    let paging = Paging { limit, cursor };
    let page = session.read(move |conn, _| places::list(conn, storage_class, parent_id, &paging)).await?;
    Ok(web::Json(PageView::of(page, PlaceView::from)))
}

/// One place, with how many items it holds.
#[utoipa::path(
    tag = "places",
    operation_id = "get_place",
    params(("id" = PlaceId, Path)),
    security(("session" = ["read_places"])),
    responses((status = 200, body = PlaceView))
)]
#[get("/places/{id}")]
pub async fn get(session: Session<may::ReadPlaces>, id: web::Path<PlaceId>) -> Result<impl Responder> {
    let (row, held) = session
        .read(move |conn, _| {
            let row = places::get(conn, *id)?;
            let held = places::count_held(conn, &[row.id])?.get(&row.id).copied().unwrap_or(0);
            Ok((row, held))
        })
        .await?;
    Ok(Versioned(row.version, PlaceView { held: Some(held), ..PlaceView::from(row) }))
}

/// Registers a place.
#[utoipa::path(
    tag = "places",
    operation_id = "register_place",
    request_body = NewPlace,
    security(("session" = ["manage_places"])),
    responses((status = 201, body = PlaceView))
)]
#[post("/places")]
pub async fn register(session: Session<may::ManagePlaces>, call: Call<NewPlace>) -> Result<Answer> {
    session.create(call, |change, _, new| Ok(PlaceView::from(operations::register(change, &new)?))).await
}

/// Changes or closes a place.
#[utoipa::path(
    tag = "places",
    operation_id = "edit_place",
    params(("id" = PlaceId, Path)),
    request_body = PlaceEdit,
    security(("session" = ["manage_places"])),
    responses((status = 200, body = PlaceView))
)]
#[patch("/places/{id}")]
pub async fn edit(
    session: Session<may::ManagePlaces>,
    id: web::Path<PlaceId>,
    version: IfMatch,
    body: Body<PlaceEdit>,
) -> Result<impl Responder> {
    let row = session.change(move |change, _| operations::edit(change, *id, version.0, &body.read()?)).await?;
    Ok(Versioned(row.version, PlaceView::from(row)))
}

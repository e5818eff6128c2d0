//! The place tree over HTTP.

use std::collections::HashMap;

use actix_web::web;
use actix_web::{Responder, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::{Answer, Body, Idempotent, IfMatch, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, References, Referencing};
use crate::api::http::query::{search_text, sort_key};
use crate::api::http::session::Session;
use crate::db::centre::place_totals::{self, PlaceTotals};
use crate::db::centre::places::{self, Place, PlaceFilter};
use crate::db::engine::connection::Conn;
use crate::db::engine::page::{CodeSort, Paging};
use crate::error::Result;
use crate::model::accounts::agency::PlaceKind;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::goods::category::StorageClass;
use crate::model::ids::PlaceId;
use crate::model::time::Time;
use crate::operations::centre::places as operations;
use crate::operations::centre::places::{NewPlace, PlaceEdit};

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
    #[schema(required)]
    pub parent_code: Option<String>,
    /// Items it takes; null: unlimited.
    #[schema(required)]
    pub capacity: Option<i64>,
    /// Items that lie in it now, those in places inside it not counted. Like all that is counted here it includes goods that
    /// the reader is not cleared for.
    pub held: i64,
    /// Items that lie in the places inside it, at every level.
    pub held_below: i64,
    /// Items that the open places inside it with a capacity take together; null: none has one.
    #[schema(required)]
    pub capacity_below: Option<i64>,
    /// Items that it and the open places inside it still take, as far as they have a capacity; null: none of them has one, and it
    /// takes any number. None when it is closed.
    #[schema(required)]
    pub free: Option<i64>,
    /// Whether goods can be put there.
    pub active: bool,
    /// The highest level of goods it may hold.
    pub secrecy: SecrecyLevel,
    pub created_at: Time,
    pub version: i32,
}

impl Referencing for Place {
    fn add_references(&self, ids: &mut References) {
        ids.place(self.parent_id);
    }
}

impl PlaceView {
    fn of(row: Place, totals: &HashMap<PlaceId, PlaceTotals>, names: &Names) -> Self {
        let totals = totals.get(&row.id).copied().unwrap_or_default();
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            kind: row.kind,
            storage_class: row.storage_class,
            parent_id: row.parent_id,
            parent_code: names.place_code(row.parent_id),
            capacity: row.capacity,
            held: totals.held,
            held_below: totals.held_below,
            capacity_below: totals.capacity_below,
            free: totals.free,
            active: row.active,
            secrecy: row.secrecy,
            created_at: row.created_at,
            version: row.version,
        }
    }

    /// One place.
    pub fn one(conn: &mut Conn, row: Place) -> Result<Self> {
        let (names, totals) = (Names::of(conn, [&row])?, place_totals::list(conn, &[row.id])?);
        Ok(Self::of(row, &totals, &names))
    }
}

/// Which places.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PlaceQuery {
    /// Part of the name, also of a former one, or the code.
    #[param(max_length = 100)]
    q: Option<String>,
    /// The whole code.
    #[param(max_length = 40)]
    code: Option<String>,
    kind: Option<PlaceKind>,
    /// Built for this.
    storage_class: Option<StorageClass>,
    /// Standing in this place.
    parent_id: Option<PlaceId>,
    /// Whether it stands in no other place.
    top: Option<bool>,
    /// Whether goods can be put there.
    active: Option<bool>,
    /// Holding goods up to this level.
    secrecy: Option<SecrecyLevel>,
    /// `code` unless said, or `-code`.
    #[param(max_length = 40)]
    sort: Option<String>,
}

/// Places by code, with how many items lie in each and below it, and how much room there is.
#[utoipa::path(
    tag = "places",
    operation_id = "list_places",
    params(PlaceQuery, TotalQuery, PageQuery),
    security(("session" = ["read_places"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<PlaceView>))
)]
#[get("/places")]
pub async fn list(session: Session<may::ReadPlaces>, query: ListQuery<PlaceQuery>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, _| {
            let filter = PlaceFilter {
                search: search_text(&query.q)?,
                code: query.code.clone(),
                kind: query.kind,
                storage_class: query.storage_class,
                parent_id: query.parent_id,
                top: query.top,
                active: query.active,
                secrecy: query.secrecy,
            };
            let sort = sort_key(query.sort.as_deref(), CodeSort::Code, CodeSort::ALL)?;
            let rows = |conn: &mut Conn, paging: &Paging| places::list(conn, &filter, sort, paging);
            let listed = listed(conn, &query, rows, |conn| places::count(conn, &filter))?;
            let ids: Vec<PlaceId> = listed.rows().iter().map(|row| row.id).collect();
            let totals = place_totals::list(conn, &ids)?;
            listed.named(conn, |row, names| PlaceView::of(row, &totals, names))
        })
        .await?;
    Ok(web::Json(view))
}

/// One place, with how many items lie in it and below it, and how much room there is.
#[utoipa::path(
    tag = "places",
    operation_id = "get_place",
    params(("id" = PlaceId, Path)),
    security(("session" = ["read_places"])),
    responses((status = 200, body = PlaceView))
)]
#[get("/places/{id}")]
pub async fn get(session: Session<may::ReadPlaces>, id: web::Path<PlaceId>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, _| {
            let row = places::get(conn, *id)?;
            PlaceView::one(conn, row)
        })
        .await?;
    Ok(Versioned(view.version, view))
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
pub async fn register(session: Session<may::ManagePlaces>, call: Idempotent<NewPlace>) -> Result<Answer> {
    session
        .create(call, |change, _, new| {
            let row = operations::register(change, &new)?;
            PlaceView::one(change.reader(), row)
        })
        .await
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
    let view = session
        .change(move |change, _| {
            let row = operations::edit(change, *id, version.0, &body.read()?)?;
            PlaceView::one(change.reader(), row)
        })
        .await?;
    Ok(Versioned(view.version, view))
}

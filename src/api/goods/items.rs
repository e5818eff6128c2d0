//! Items over HTTP: lists, one item with its history and label, corrections, classification.

use actix_web::http::header;
use actix_web::web;
use actix_web::{HttpResponse, Responder, get, patch, post, put};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::api::goods::item_views::{ItemDetail, ItemEventView, ItemView};
use crate::api::http::body::{Answer, Body, Idempotent, IfMatch, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::query::{Query, sort_key, words};
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::engine::page::Paging;
use crate::db::goods::item_list::{self, ItemFilter, ItemSort};
use crate::db::goods::{history as histories, items};
use crate::error::{Error, Result};
use crate::model::goods::category::Category;
use crate::model::goods::item::LegalStatus;
use crate::model::ids::{AgencyId, CaseId, ItemId, PlaceId, SeizureListId, UserId};
use crate::model::reason::{Reason, Refusal};
use crate::model::time::{DAY, Time};
use crate::operations::goods::descriptions::ItemEdit;
use crate::operations::goods::items as operations;
use crate::operations::goods::items::{Classification, Correction};
use crate::paper::qr;

/// Dots of one QR module in a label's picture.
const MODULE_DOTS: u32 = 8;
/// Events of an item shown at once at most.
const EVENTS_AT_MOST: i64 = 500;

/// Which items.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ItemQuery {
    /// Words to search for in code, name, features, model, serial number, holder, owner and case.
    #[param(max_length = 100)]
    pub(in crate::api) q: Option<String>,
    pub(in crate::api) category: Option<Category>,
    /// Custody states, separated by commas.
    #[param(max_length = 500)]
    pub(in crate::api) states: Option<String>,
    /// Counts the states as they were at this time, by the last movement before it; only items that had moved by then.
    pub(in crate::api) as_of: Option<Time>,
    /// The responsible agency.
    pub(in crate::api) agency_id: Option<AgencyId>,
    pub(in crate::api) case_id: Option<CaseId>,
    pub(in crate::api) seizure_list_id: Option<SeizureListId>,
    pub(in crate::api) place_id: Option<PlaceId>,
    pub(in crate::api) borrower_id: Option<UserId>,
    pub(in crate::api) legal_status: Option<LegalStatus>,
    /// Received at this time or later.
    pub(in crate::api) received_from: Option<Time>,
    /// Received before this time.
    pub(in crate::api) received_before: Option<Time>,
    /// Seized at this time or later.
    pub(in crate::api) seized_from: Option<Time>,
    /// Seized before this time.
    pub(in crate::api) seized_before: Option<Time>,
    /// Valued at this or more, in the smallest unit of whatever currency.
    #[param(minimum = 0, maximum = 1_000_000_000_000_000_i64)]
    pub(in crate::api) valuation_from: Option<i64>,
    /// Valued at this or less, in the smallest unit of whatever currency.
    #[param(minimum = 0, maximum = 1_000_000_000_000_000_i64)]
    pub(in crate::api) valuation_to: Option<i64>,
    /// The holder's whole name.
    #[param(max_length = 100)]
    pub(in crate::api) holder_name: Option<String>,
    /// Received at least so many days ago, and still here or on loan.
    #[param(minimum = 1, maximum = 36500)]
    pub(in crate::api) held_days: Option<i64>,
    /// `-registered_at` unless said, `registered_at`, `code`, `-code`, `valuation`, `-valuation`, `seized_at`, `-seized_at`,
    /// `received_at`, `-received_at`, or `line_no` for the order of the seizure lists; what has no value or was never received
    /// comes below everything else. A search always answers the newest first.
    #[param(max_length = 40)]
    pub(in crate::api) sort: Option<String>,
}

impl ItemQuery {
    pub(in crate::api) fn filter(&self, now: Time) -> Result<ItemFilter> {
        let long = self.q.as_ref().is_some_and(|q| q.chars().count() > 100);
        if long {
            return Err(Error::field("/q", Refusal::new(Reason::TextTooLong).with("max", 100)));
        }
        Ok(ItemFilter {
            search: self.q.clone(),
            category: self.category,
            states: words("/states", self.states.as_deref())?,
            as_of: self.as_of,
            agency_id: self.agency_id,
            case_id: self.case_id,
            seizure_list_id: self.seizure_list_id,
            place_id: self.place_id,
            borrower_id: self.borrower_id,
            legal_status: self.legal_status,
            received_from: self.received_from,
            received_before: self.received_before,
            seized_from: self.seized_from,
            seized_before: self.seized_before,
            valuation_from: self.valuation_from,
            valuation_to: self.valuation_to,
            holder_name: self.holder_name.as_deref().map(|name| name.trim().to_owned()),
            held_since: self.held_days.map(|days| now.plus(-days * DAY)),
        })
    }

    pub(in crate::api) fn sort(&self) -> Result<ItemSort> {
        sort_key(self.sort.as_deref(), ItemSort::NewestFirst, ItemSort::ALL)
    }
}

/// Items within reach: filtered, searched, sorted.
#[utoipa::path(
    tag = "items",
    operation_id = "list_items",
    params(ItemQuery, TotalQuery, PageQuery),
    security(("session" = ["read_items"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<ItemView>))
)]
#[get("/items")]
pub async fn list(session: Session<may::ReadItems>, query: ListQuery<ItemQuery>) -> Result<impl Responder> {
    let now = session.now();
    let view = session
        .read(move |conn, viewer| {
            let (filter, sort) = (query.filter(now)?, query.sort()?);
            let reach = viewer.reach();
            let rows = |conn: &mut Conn, paging: &Paging| item_list::list(conn, reach, &filter, sort, paging);
            let listed = listed(conn, &query, rows, |conn| item_list::count(conn, reach, &filter))?;
            Ok(listed.viewed(ItemView::from))
        })
        .await?;
    Ok(web::Json(view))
}

/// One item with everything known of it.
#[utoipa::path(
    tag = "items",
    operation_id = "get_item",
    params(("id" = ItemId, Path)),
    security(("session" = ["read_items"])),
    responses((status = 200, body = ItemDetail))
)]
#[get("/items/{id}")]
pub async fn get(session: Session<may::ReadItems>, id: web::Path<ItemId>) -> Result<impl Responder> {
    let view = session.read(move |conn, viewer| ItemDetail::read(conn, viewer.reach(), *id)).await?;
    Ok(Versioned(view.item.version, view))
}

/// Corrects the description of an item that has not been submitted for intake yet.
#[utoipa::path(
    tag = "items",
    operation_id = "edit_item",
    params(("id" = ItemId, Path)),
    request_body = ItemEdit,
    security(("session" = ["edit_items"])),
    responses((status = 200, body = ItemDetail))
)]
#[patch("/items/{id}")]
pub async fn edit(
    session: Session<may::EditItems>,
    id: web::Path<ItemId>,
    version: IfMatch,
    body: Body<ItemEdit>,
) -> Result<impl Responder> {
    let view = session
        .change(move |change, viewer| {
            operations::edit(change, viewer, *id, version.0, &body.read()?)?;
            ItemDetail::read(change.reader(), viewer.reach(), *id)
        })
        .await?;
    Ok(Versioned(view.item.version, view))
}

/// Corrects the description of an item in custody, with a reason; category and pieces stay as they are.
#[utoipa::path(
    tag = "items",
    operation_id = "correct_item",
    params(("id" = ItemId, Path)),
    request_body = Correction,
    security(("session" = ["move_items"])),
    responses((status = 200, body = ItemDetail))
)]
#[put("/items/{id}/description")]
pub async fn correct(
    session: Session<may::MoveItems>,
    id: web::Path<ItemId>,
    version: IfMatch,
    body: Body<Correction>,
) -> Result<impl Responder> {
    let seconds = session.seconds();
    let view = session
        .change(move |change, viewer| {
            let new = body.read()?;
            let second = seconds.resolve(change, new.confirmation.as_deref())?;
            operations::correct(change, viewer, second, (*id, version.0), &new)?;
            ItemDetail::read(change.reader(), viewer.reach(), *id)
        })
        .await?;
    Ok(Versioned(view.item.version, view))
}

/// Which events.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HistoryQuery {
    /// Only events after this one.
    #[serde(default)]
    #[param(minimum = 0, maximum = 2147483647)]
    after: i32,
}

/// The full history of an item, first event first; 500 at a time.
#[utoipa::path(
    tag = "items",
    operation_id = "get_item_history",
    params(("id" = ItemId, Path), HistoryQuery),
    security(("session" = ["read_items"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = Vec<ItemEventView>))
)]
#[get("/items/{id}/history")]
pub async fn history(
    session: Session<may::ReadItems>,
    id: web::Path<ItemId>,
    query: Query<HistoryQuery>,
) -> Result<impl Responder> {
    let events = session
        .read(move |conn, viewer| {
            let item = items::find_name(conn, viewer.reach(), *id)?.ok_or(Error::NotFound)?;
            let events = histories::list(conn, *id, query.after, EVENTS_AT_MOST)?;
            ItemEventView::all(conn, &item, events)
        })
        .await?;
    Ok(web::Json(events))
}

/// The form of a label's picture.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LabelFormat {
    /// Vector
    #[default]
    Svg,
    /// Raster
    Png,
}

/// Which form.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LabelQuery {
    #[serde(default)]
    #[param(inline)]
    format: LabelFormat,
}

/// The label of an item: its QR code, level Q, and the code to read. An item that was cancelled has none (409).
#[utoipa::path(
    tag = "items",
    operation_id = "get_item_label",
    params(("id" = ItemId, Path), LabelQuery),
    security(("session" = ["read_items"])),
    responses((status = 200, content((String = "image/svg+xml"), (Vec<u8> = "image/png"))))
)]
#[get("/items/{id}/label")]
pub async fn label(
    session: Session<may::ReadItems>,
    id: web::Path<ItemId>,
    query: Query<LabelQuery>,
) -> Result<HttpResponse> {
    let item = session
        .read(move |conn, viewer| {
            let item = items::find(conn, viewer.reach(), *id)?.ok_or(Error::NotFound)?;
            item.custody_state.must_not_be_cancelled(&item.code)?;
            Ok(item)
        })
        .await?;
    let (media_type, body) = match query.format {
        LabelFormat::Svg => ("image/svg+xml", qr::svg(&item.code).map_err(Error::internal)?.into_bytes()),
        LabelFormat::Png => ("image/png", qr::png(&item.code, MODULE_DOTS).map_err(Error::internal)?),
    };
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, media_type)).body(body))
}

/// A classification, with the second custodian's confirmation where two are needed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassificationCall {
    /// What and where to.
    pub classification: Classification,
    /// From `POST /session/confirmations`.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub confirmation: Option<String>,
}

/// Classifies an item in custody and puts it where such goods belong.
#[utoipa::path(
    tag = "items",
    operation_id = "classify_item",
    params(("id" = ItemId, Path)),
    request_body = ClassificationCall,
    security(("session" = ["move_items"])),
    responses((status = 200, body = ItemDetail))
)]
#[post("/items/{id}/classification")]
pub async fn classify(
    session: Session<may::MoveItems>,
    id: web::Path<ItemId>,
    call: Idempotent<ClassificationCall>,
) -> Result<Answer> {
    let seconds = session.seconds();
    session
        .carry_out(call, move |change, viewer, new| {
            let second = seconds.resolve(change, new.confirmation.as_deref())?;
            operations::classify(change, viewer, second, *id, &new.classification)?;
            ItemDetail::read(change.reader(), viewer.reach(), *id)
        })
        .await
}

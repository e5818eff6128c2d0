//! Items over HTTP: lists, one item with its history and label, corrections, classification, moves.

use actix_web::http::header;
use actix_web::web::{self, Query};
use actix_web::{HttpResponse, Responder, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Answer, BULK, Body, Call, IfMatch, PageView, Reads, Versioned};
use super::may;
use super::movements::MovementView;
use super::session::Session;
use crate::db::items::{self, Item};
use crate::db::page::Paging;
use crate::db::stock::{self, ItemFilter, ItemSort, StockRow};
use crate::error::{Error, Result};
use crate::model::category::{Attributes, Category};
use crate::model::ids::{AgencyId, CaseId, ItemId, PlaceId, SeizureListId, UserId};
use crate::model::item::{CustodyState, Disposition, LegalStatus};
use crate::model::reason::{Reason, Refusal, RefusalView};
use crate::model::time::Time;
use crate::operations::execution::LineResult;
use crate::operations::items as operations;
use crate::operations::items::{Classification, Move, NewItem};
use crate::paper::qr;

/// Dots of one QR module in a label's picture.
const MODULE_DOTS: u32 = 8;
/// Events of an item shown at once at most.
const EVENTS_AT_MOST: i64 = 500;

/// An item as lists show it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemView {
    pub id: ItemId,
    /// Label code.
    pub code: String,
    pub name: String,
    pub category: Category,
    pub features: String,
    pub model: String,
    pub serial_no: String,
    pub pieces: i32,
    pub unit: String,
    /// 持有人
    pub holder_name: String,
    /// Valuation in minor units of the currency.
    #[schema(required)]
    pub valuation_minor: Option<i64>,
    #[schema(required)]
    pub currency: Option<String>,
    pub custody_state: CustodyState,
    pub legal_status: LegalStatus,
    #[schema(required)]
    pub place_id: Option<PlaceId>,
    #[schema(required)]
    pub place_code: Option<String>,
    /// Who has it on loan.
    #[schema(required)]
    pub borrower_id: Option<UserId>,
    pub case_id: CaseId,
    pub case_no: String,
    pub responsible_agency_id: AgencyId,
    pub registered_at: Time,
    #[schema(required)]
    pub received_at: Option<Time>,
    #[schema(required)]
    pub released_at: Option<Time>,
    pub version: i32,
}

impl From<StockRow> for ItemView {
    fn from(row: StockRow) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            category: row.category,
            features: row.features,
            model: row.model,
            serial_no: row.serial_no,
            pieces: row.pieces,
            unit: row.unit,
            holder_name: row.holder_name,
            valuation_minor: row.valuation_minor,
            currency: row.currency,
            custody_state: row.custody_state,
            legal_status: row.legal_status,
            place_id: row.place_id,
            place_code: row.place_code,
            borrower_id: row.borrower_id,
            case_id: row.case_id,
            case_no: row.case_no,
            responsible_agency_id: row.responsible_agency_id,
            registered_at: row.registered_at,
            received_at: row.received_at,
            released_at: row.released_at,
            version: row.version,
        }
    }
}

/// An item with everything known of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemDetail {
    #[serde(flatten)]
    pub item: ItemView,
    pub seizure_list_id: SeizureListId,
    /// Position on the seizure list.
    pub line_no: i32,
    /// 所有人
    pub owner_name: String,
    pub attributes: Attributes,
    pub remark: String,
    #[schema(required)]
    pub disposition: Option<Disposition>,
    #[schema(required)]
    pub seal_no: Option<String>,
    /// The agency that registered it.
    pub agency_id: AgencyId,
    pub seized_at: Time,
}

impl ItemDetail {
    fn of(row: StockRow, whole: Item) -> Result<Self> {
        Ok(Self {
            item: ItemView::from(row),
            seizure_list_id: whole.seizure_list_id,
            line_no: whole.line_no,
            owner_name: whole.owner_name,
            attributes: serde_json::from_str(&whole.attributes).map_err(Error::internal)?,
            remark: whole.remark,
            disposition: whole.disposition,
            seal_no: whole.seal_no,
            agency_id: whole.agency_id,
            seized_at: whole.seized_at,
        })
    }
}

/// Which items.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ItemQuery {
    /// Words to search for in code, name, features, model, serial number, holder, owner and case.
    #[param(max_length = 100)]
    q: Option<String>,
    category: Option<Category>,
    /// Custody states, separated by commas.
    states: Option<String>,
    /// The responsible agency.
    agency_id: Option<AgencyId>,
    case_id: Option<CaseId>,
    seizure_list_id: Option<SeizureListId>,
    place_id: Option<PlaceId>,
    borrower_id: Option<UserId>,
    legal_status: Option<LegalStatus>,
    /// Received at this time or later.
    received_from: Option<Time>,
    /// Received before this time.
    received_before: Option<Time>,
    /// `-registered_at` unless said; a search always answers the newest first.
    sort: Option<String>,
    /// Whether to count all items the list would show.
    #[serde(default)]
    total: bool,
    /// Rows wanted, 50 unless said.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

impl ItemQuery {
    fn filter(&self) -> Result<ItemFilter> {
        let states = self.states.as_deref().unwrap_or_default().split(',').filter(|word| !word.is_empty());
        let states = states.map(str::parse).collect::<Result<Vec<_>, _>>();
        let unknown = |_| Error::field("/states", Refusal::new(Reason::FieldInvalid).with("detail", "custody state"));
        let long = self.q.as_ref().is_some_and(|q| q.chars().count() > 100);
        if long {
            return Err(Error::field("/q", Refusal::new(Reason::TextTooLong).with("max", 100)));
        }
        Ok(ItemFilter {
            search: self.q.clone(),
            category: self.category,
            states: states.map_err(unknown)?,
            agency_id: self.agency_id,
            case_id: self.case_id,
            seizure_list_id: self.seizure_list_id,
            place_id: self.place_id,
            borrower_id: self.borrower_id,
            legal_status: self.legal_status,
            received_from: self.received_from,
            received_before: self.received_before,
        })
    }

    fn sort(&self) -> Result<ItemSort> {
        let Some(word) = &self.sort else { return Ok(ItemSort::NewestFirst) };
        let allowed: Vec<_> = ItemSort::ALL.iter().map(|sort| sort.as_str()).collect();
        let refusal = Refusal::new(Reason::SortUnknown).with("allowed", allowed.join(", "));
        word.parse().map_err(|_| Error::field("/sort", refusal))
    }
}

/// Items within reach: filtered, searched, sorted.
#[utoipa::path(
    tag = "items",
    operation_id = "list_items",
    params(ItemQuery),
    security(("session" = ["read_items"])),
    responses((status = 200, body = PageView<ItemView>))
)]
#[get("/items")]
pub async fn list(session: Session<may::ReadItems>, query: Query<ItemQuery>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let (filter, sort) = (query.filter()?, query.sort()?);
            let paging = Paging { limit: query.limit, cursor: query.cursor.clone() };
            let page = stock::list(conn, viewer.reach(), &filter, sort, &paging)?;
            let total = query.total.then(|| stock::count(conn, viewer.reach(), &filter)).transpose()?;
            Ok(PageView { total, ..PageView::of(page, ItemView::from) })
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
    let view = session.read(move |conn, viewer| detail(conn, viewer.reach(), *id)).await?;
    Ok(Versioned(view.item.version, view))
}

fn detail(conn: &mut crate::db::Conn, reach: crate::model::viewer::Reach, id: ItemId) -> Result<ItemDetail> {
    let row = stock::get(conn, reach, id)?;
    let whole = items::find(conn, reach, id)?.ok_or(Error::NotFound)?;
    ItemDetail::of(row, whole)
}

/// Corrects the description of an item that has not been submitted for intake yet.
#[utoipa::path(
    tag = "items",
    operation_id = "edit_item",
    params(("id" = ItemId, Path)),
    request_body = NewItem,
    security(("session" = ["edit_items"])),
    responses((status = 200, body = ItemDetail))
)]
#[patch("/items/{id}")]
pub async fn edit(
    session: Session<may::EditItems>,
    id: web::Path<ItemId>,
    version: IfMatch,
    body: Body<NewItem>,
) -> Result<impl Responder> {
    let view = session
        .change(move |change, viewer| {
            operations::edit(change, viewer, *id, version.0, &body.read()?)?;
            detail(change.reader(), viewer.reach(), *id)
        })
        .await?;
    Ok(Versioned(view.item.version, view))
}

/// One event of an item: its leaf in the log, and the movement where goods changed hands or place.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemEventView {
    /// Number of the event among the item's own, from 1.
    pub item_seq: i32,
    /// Number of the leaf in the log.
    pub leaf_seq: i64,
    /// What happened.
    pub action: String,
    pub at: Time,
    #[schema(required)]
    pub actor_id: Option<UserId>,
    #[schema(required)]
    pub movement: Option<MovementView>,
    /// The payload whose hash the leaf carries; null when removed by law.
    #[schema(required, value_type = Object)]
    pub payload: Option<serde_json::Value>,
}

/// Which events.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HistoryQuery {
    /// Only events after this one.
    #[serde(default)]
    after: i32,
}

/// The full history of an item, first event first; 500 at a time.
#[utoipa::path(
    tag = "items",
    operation_id = "get_item_history",
    params(("id" = ItemId, Path), HistoryQuery),
    security(("session" = ["read_items"])),
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
            items::find(conn, viewer.reach(), *id)?.ok_or(Error::NotFound)?;
            stock::list_history(conn, *id, query.after, EVENTS_AT_MOST)
        })
        .await?;
    let views = events.into_iter().map(|(leaf, movement)| {
        let payload = leaf.payload.as_deref().map(serde_json::from_str).transpose().map_err(Error::internal)?;
        Ok(ItemEventView {
            item_seq: leaf.item_seq.unwrap_or_default(),
            leaf_seq: leaf.seq,
            action: leaf.action,
            at: leaf.logged_at,
            actor_id: leaf.actor_id,
            movement: movement.map(MovementView::from),
            payload,
        })
    });
    Ok(web::Json(views.collect::<Result<Vec<_>>>()?))
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

/// The label of an item: its QR code, level Q, and the code to read.
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
    let item = session.read(move |conn, viewer| items::find(conn, viewer.reach(), *id)?.ok_or(Error::NotFound)).await?;
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
    call: Call<ClassificationCall>,
) -> Result<Answer> {
    let seconds = session.seconds();
    session
        .carry_out(call, move |change, viewer, new| {
            let second = seconds.resolve(change.reader(), new.confirmation.as_deref())?;
            operations::classify(change, viewer, second, *id, &new.classification)?;
            detail(change.reader(), viewer.reach(), *id)
        })
        .await
}

/// Items to be moved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MovesCall {
    /// 1 to 10,000 items with their places.
    pub moves: Vec<Move>,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
    /// From `POST /session/confirmations`, for valuables.
    #[serde(default)]
    pub confirmation: Option<String>,
}

/// What became of one line of a bulk call.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineResultView {
    /// The label code asked for.
    pub item: String,
    /// Whether it was carried out.
    pub done: bool,
    /// Why it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<RefusalView>,
}

impl LineResultView {
    /// The results of a call in the caller's language.
    pub fn all(results: Vec<LineResult>, reads: Reads) -> Vec<Self> {
        let view = |result: LineResult| Self {
            item: result.item,
            done: result.refusal.is_none(),
            refusal: result.refusal.map(|refusal| refusal.view(reads.0)),
        };
        results.into_iter().map(view).collect()
    }
}

/// The results of a bulk call, line by line.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultsView {
    pub results: Vec<LineResultView>,
}

/// Moves items in custody to other places; each line succeeds or says why not.
#[utoipa::path(
    tag = "items",
    operation_id = "move_items",
    request_body = MovesCall,
    security(("session" = ["move_items"])),
    responses((status = 200, body = ResultsView))
)]
#[post("/moves")]
pub async fn move_all(session: Session<may::MoveItems>, reads: Reads, call: Call<MovesCall, BULK>) -> Result<Answer> {
    let seconds = session.seconds();
    session
        .carry_out(call, move |change, viewer, new| {
            let second = seconds.resolve(change.reader(), new.confirmation.as_deref())?;
            let results = operations::move_items(change, viewer, second, &new.moves, new.reason)?;
            Ok(ResultsView { results: LineResultView::all(results, reads) })
        })
        .await
}

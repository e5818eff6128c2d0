//! The search box over HTTP: from a number, a code or words to the thing itself.

use actix_web::web;
use actix_web::{Responder, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::api::http::body::AcceptLanguage;
use crate::api::http::may;
use crate::api::http::query::Query;
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::engine::page::Paging;
use crate::db::goods::item_list::{self, ItemFilter, ItemSort};
use crate::db::goods::item_rows::{self, StockRow};
use crate::db::goods::labels;
use crate::db::oversight::lookup::{self, FoundCase, FoundDocument, FoundList, FoundRequest};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::goods::label::Reading;
use crate::model::ids::CaseId;
use crate::model::reason::{Language, Reason, Refusal};
use crate::model::words::words;

/// Hits at most.
const HITS: usize = 20;
/// Hits of one kind at most, items by their words excepted: they fill what is left.
const OF_ONE_KIND: i64 = 5;
/// Characters of a text at most.
const LONGEST: usize = 100;

words! {
    /// What a hit is.
    HitKind {
        Item = "item" / "物品" / "Item",
        Request = "request" / "申请" / "Request",
        Case = "case" / "案件" / "Case",
        SeizureList = "seizure_list" / "扣押清单" / "Seizure list",
        Document = "document" / "文书" / "Document",
    }
}

/// Something found.
#[derive(Debug, Serialize, ToSchema)]
pub struct HitView {
    pub kind: HitKind,
    pub id: Uuid,
    /// Its number, or an item's name.
    pub title: String,
    /// What else tells it from others, in the caller's language.
    pub subtitle: String,
    /// The case a seizure list belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case_id: Option<CaseId>,
}

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// A label code; the beginning of a number of a request, case, seizure list or document, of a case also of a former
    /// one; or words.
    #[serde(default)]
    #[param(max_length = 100)]
    q: String,
}

/// At most 20 things within reach that a text leads to: the item with that code first, then what has a number that
/// begins so, then, unless the text was such a number, items by their words.
#[utoipa::path(
    tag = "search",
    operation_id = "search",
    params(SearchQuery),
    security(("session" = ["read_items"])),
    extensions(("x-limit" = json!("searches"))),
    responses((status = 200, body = Vec<HitView>))
)]
#[get("/search")]
pub async fn search(
    session: Session<may::ReadItems>,
    query: Query<SearchQuery>,
    reads: AcceptLanguage,
) -> Result<impl Responder> {
    let state = session.state();
    let hits = session
        .read(move |conn, viewer| {
            let text = query.q.trim();
            if text.chars().count() > LONGEST {
                return Err(Error::field("/q", Refusal::new(Reason::TextTooLong).with("max", LONGEST)));
            }
            let mut hits = Vec::new();
            if text.is_empty() {
                return Ok(hits);
            }
            let reach = viewer.reach();
            // A code that was read right leads to one item or to nothing.
            if let Reading::Genuine(code) = state.keys.labels.read(text) {
                hits.extend(labelled(conn, reach, code.as_str())?.map(|row| of_item(row, reads.0)));
                return Ok(hits);
            }
            let found = lookup::find(conn, reach, text, OF_ONE_KIND)?;
            hits.extend(found.requests.into_iter().map(|row| of_request(row, reads.0)));
            hits.extend(found.cases.into_iter().map(of_case));
            hits.extend(found.seizure_lists.into_iter().map(of_list));
            hits.extend(found.documents.into_iter().map(|row| of_document(row, reads.0)));
            hits.truncate(HITS);
            let left = i64::try_from(HITS - hits.len()).unwrap_or(0);
            // The beginning of a number that every item's case shares is no word to search items by.
            let numbered = !hits.is_empty() && text.contains(|c: char| c.is_ascii_digit());
            if left > 0 && !numbered {
                let filter = ItemFilter { search: Some(text.to_owned()), ..Default::default() };
                let paging = Paging { limit: Some(left), ..Default::default() };
                let items = item_list::list(conn, reach, &filter, ItemSort::NewestFirst, &paging)?;
                hits.extend(items.rows.into_iter().map(|row| of_item(row, reads.0)));
            }
            Ok(hits)
        })
        .await?;
    Ok(web::Json(hits))
}

/// The item that carries a code, or carried it once.
fn labelled(conn: &mut Conn, reach: Reach, code: &str) -> Result<Option<StockRow>> {
    if let Some((row, _)) = item_rows::find_by_code(conn, reach, code)? {
        return Ok(Some(row));
    }
    let Some(item) = labels::find(conn, code)?.and_then(|label| label.item_id) else { return Ok(None) };
    match item_rows::get(conn, reach, item) {
        Err(Error::NotFound) => Ok(None),
        found => found.map(Some),
    }
}

fn of_item(row: StockRow, language: Language) -> HitView {
    let state = language.label(row.custody_state);
    let place = row.place_code.unwrap_or_default();
    let subtitle = format!("{} · {state} {place}", row.code).trim_end().to_owned();
    HitView { kind: HitKind::Item, id: row.id.0, title: row.name, subtitle, case_id: None }
}

fn of_request((id, number, kind, status): FoundRequest, language: Language) -> HitView {
    let subtitle = format!("{} · {}", language.label(kind), language.label(status));
    HitView { kind: HitKind::Request, id: id.0, title: number.unwrap_or_default(), subtitle, case_id: None }
}

fn of_case((id, case_no, name): FoundCase) -> HitView {
    HitView { kind: HitKind::Case, id: id.0, title: case_no, subtitle: name, case_id: None }
}

fn of_list((id, case_id, list_no, case_no): FoundList) -> HitView {
    HitView { kind: HitKind::SeizureList, id: id.0, title: list_no, subtitle: case_no, case_id: Some(case_id) }
}

fn of_document((id, number, kind, title): FoundDocument, language: Language) -> HitView {
    let subtitle = format!("{} · {title}", language.label(kind));
    HitView { kind: HitKind::Document, id: id.0, title: number, subtitle, case_id: None }
}

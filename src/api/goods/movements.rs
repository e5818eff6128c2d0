//! Movements over HTTP: who gave what to whom, where and why.

use actix_web::web;
use actix_web::{Responder, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::PageView;
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::query::{sort_key, words};
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::engine::page::Paging;
use crate::db::goods::movements::{self, Movement, MovementFilter, MovementSort};
use crate::error::Result;
use crate::model::goods::item::{Condition, CustodyState};
use crate::model::ids::{AgencyId, ItemId, PlaceId, RequestId, UserId};
use crate::model::ledger::event::ItemAction;
use crate::model::time::Time;

/// Who moved an item from where to where, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovementView {
    /// Number of the leaf in the log.
    pub leaf_seq: i64,
    pub item_id: ItemId,
    /// Label code.
    pub code: String,
    pub name: String,
    pub action: ItemAction,
    #[schema(required)]
    pub request_id: Option<RequestId>,
    #[schema(required)]
    pub request_number: Option<String>,
    pub from_state: CustodyState,
    pub to_state: CustodyState,
    #[schema(required)]
    pub from_place_id: Option<PlaceId>,
    #[schema(required)]
    pub from_place_code: Option<String>,
    #[schema(required)]
    pub from_place_name: Option<String>,
    #[schema(required)]
    pub to_place_id: Option<PlaceId>,
    #[schema(required)]
    pub to_place_code: Option<String>,
    #[schema(required)]
    pub to_place_name: Option<String>,
    #[schema(required)]
    pub from_borrower_id: Option<UserId>,
    #[schema(required)]
    pub from_borrower_name: Option<String>,
    #[schema(required)]
    pub to_borrower_id: Option<UserId>,
    #[schema(required)]
    pub to_borrower_name: Option<String>,
    pub actor_id: UserId,
    pub actor_name: String,
    /// The second custodian.
    #[schema(required)]
    pub second_id: Option<UserId>,
    #[schema(required)]
    pub second_name: Option<String>,
    #[schema(required)]
    pub receiver: Option<String>,
    #[schema(required)]
    pub reason: Option<String>,
    #[schema(required)]
    pub condition: Option<Condition>,
    pub moved_at: Time,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl Referencing for Movement {
    fn add_references(&self, ids: &mut References) {
        ids.person(self.actor_id).person(self.second_id);
        ids.person(self.from_borrower_id).person(self.to_borrower_id);
        ids.place(self.from_place_id).place(self.to_place_id).request(self.request_id);
    }
}

impl MovementView {
    /// A movement of the item with this code and name.
    pub fn of(row: Movement, (code, name): (&str, &str), names: &Names) -> Self {
        let mut then = names.at(row.moved_at);
        Self {
            leaf_seq: row.leaf_seq,
            item_id: row.item_id,
            code: code.to_owned(),
            name: name.to_owned(),
            action: row.action,
            request_id: row.request_id,
            request_number: names.request_number(row.request_id),
            from_state: row.from_state,
            to_state: row.to_state,
            from_place_id: row.from_place_id,
            from_place_code: then.place_code("from_place_code", row.from_place_id),
            from_place_name: then.place_name("from_place_name", row.from_place_id),
            to_place_id: row.to_place_id,
            to_place_code: then.place_code("to_place_code", row.to_place_id),
            to_place_name: then.place_name("to_place_name", row.to_place_id),
            from_borrower_id: row.from_borrower_id,
            from_borrower_name: then.person("from_borrower_name", row.from_borrower_id),
            to_borrower_id: row.to_borrower_id,
            to_borrower_name: then.person("to_borrower_name", row.to_borrower_id),
            actor_id: row.actor_id,
            actor_name: then.person("actor_name", row.actor_id).unwrap_or_default(),
            second_id: row.second_id,
            second_name: then.person("second_name", row.second_id),
            receiver: row.receiver,
            reason: row.reason,
            condition: row.condition,
            moved_at: row.moved_at,
            names_now: then.now(),
        }
    }
}

/// Which movements.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MovementQuery {
    pub(in crate::api) item_id: Option<ItemId>,
    /// From this place or to it.
    pub(in crate::api) place_id: Option<PlaceId>,
    /// Done by this person, as first or second custodian.
    pub(in crate::api) actor_id: Option<UserId>,
    pub(in crate::api) request_id: Option<RequestId>,
    /// The agency that seized the item.
    pub(in crate::api) agency_id: Option<AgencyId>,
    /// What happened, separated by commas, such as `ItemReceived,ItemReleased`.
    #[param(max_length = 500)]
    pub(in crate::api) actions: Option<String>,
    /// At this time or later.
    pub(in crate::api) moved_from: Option<Time>,
    /// Before this time.
    pub(in crate::api) moved_before: Option<Time>,
    /// `-moved_at` unless said, or `moved_at`.
    #[param(max_length = 40)]
    pub(in crate::api) sort: Option<String>,
}

impl MovementQuery {
    pub(in crate::api) fn filter(&self) -> Result<MovementFilter> {
        Ok(MovementFilter {
            item_id: self.item_id,
            place_id: self.place_id,
            actor_id: self.actor_id,
            request_id: self.request_id,
            agency_id: self.agency_id,
            actions: words("/actions", self.actions.as_deref())?,
            moved_from: self.moved_from,
            moved_before: self.moved_before,
        })
    }

    pub(in crate::api) fn sort(&self) -> Result<MovementSort> {
        sort_key(self.sort.as_deref(), MovementSort::NewestFirst, MovementSort::ALL)
    }
}

/// Movements of items within reach, newest first unless said.
#[utoipa::path(
    tag = "movements",
    operation_id = "list_movements",
    params(MovementQuery, TotalQuery, PageQuery),
    security(("session" = ["read_items"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<MovementView>))
)]
#[get("/movements")]
pub async fn list(session: Session<may::ReadItems>, query: ListQuery<MovementQuery>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let filter = query.filter()?;
            let (sort, reach) = (query.sort()?, viewer.reach());
            let rows = |conn: &mut Conn, paging: &Paging| movements::list(conn, reach, &filter, sort, paging);
            let listed = listed(conn, &query, rows, |conn| movements::count(conn, reach, &filter))?;
            listed.named(conn, |(row, code, name), names| MovementView::of(row, (&code, &name), names))
        })
        .await?;
    Ok(web::Json(view))
}

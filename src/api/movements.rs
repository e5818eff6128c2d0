//! Movements over HTTP: who gave what to whom, where and why.

use serde::Serialize;
use utoipa::ToSchema;

use super::names::{Ids, Mentions, Names};
use crate::db::movements::Movement;
use crate::model::event::ItemAction;
use crate::model::ids::{ItemId, PlaceId, RequestId, UserId};
use crate::model::item::{Condition, CustodyState};
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
    pub to_place_id: Option<PlaceId>,
    #[schema(required)]
    pub to_place_code: Option<String>,
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
}

impl Mentions for Movement {
    fn mention(&self, ids: &mut Ids) {
        ids.person(self.actor_id).person(self.second_id);
        ids.person(self.from_borrower_id).person(self.to_borrower_id);
        ids.place(self.from_place_id).place(self.to_place_id).request(self.request_id);
    }
}

impl MovementView {
    /// A movement of the item with this code and name.
    pub fn of(row: Movement, (code, name): (&str, &str), names: &Names) -> Self {
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
            from_place_code: names.place_code(row.from_place_id),
            to_place_id: row.to_place_id,
            to_place_code: names.place_code(row.to_place_id),
            from_borrower_id: row.from_borrower_id,
            from_borrower_name: names.person(row.from_borrower_id),
            to_borrower_id: row.to_borrower_id,
            to_borrower_name: names.person(row.to_borrower_id),
            actor_id: row.actor_id,
            actor_name: names.person(row.actor_id).unwrap_or_default(),
            second_id: row.second_id,
            second_name: names.person(row.second_id),
            receiver: row.receiver,
            reason: row.reason,
            condition: row.condition,
            moved_at: row.moved_at,
        }
    }
}

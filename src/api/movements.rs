//! Movements as they are shown.

use serde::Serialize;
use utoipa::ToSchema;

use crate::db::movements::Movement;
use crate::model::ids::{PlaceId, RequestId, UserId};
use crate::model::item::{Condition, CustodyState};

/// Who moved an item from where to where, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovementView {
    #[schema(required)]
    pub request_id: Option<RequestId>,
    pub from_state: CustodyState,
    pub to_state: CustodyState,
    #[schema(required)]
    pub from_place_id: Option<PlaceId>,
    #[schema(required)]
    pub to_place_id: Option<PlaceId>,
    #[schema(required)]
    pub to_borrower_id: Option<UserId>,
    /// The second custodian.
    #[schema(required)]
    pub second_id: Option<UserId>,
    #[schema(required)]
    pub receiver: Option<String>,
    #[schema(required)]
    pub reason: Option<String>,
    #[schema(required)]
    pub condition: Option<Condition>,
}

impl From<Movement> for MovementView {
    fn from(row: Movement) -> Self {
        Self {
            request_id: row.request_id,
            from_state: row.from_state,
            to_state: row.to_state,
            from_place_id: row.from_place_id,
            to_place_id: row.to_place_id,
            to_borrower_id: row.to_borrower_id,
            second_id: row.second_id,
            receiver: row.receiver,
            reason: row.reason,
            condition: row.condition,
        }
    }
}

//! Items as they are shown: in lists, one with everything known of it, and event by event.

use serde::Serialize;
use utoipa::ToSchema;

use crate::api::goods::movements::MovementView;
use crate::api::http::names::{Names, NamesNow};
use crate::db::engine::connection::Conn;
use crate::db::goods::history::Happened;
use crate::db::goods::item_rows::{self, Described, Hold, StockRow};
use crate::error::{Error, Result};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Reach;
use crate::model::goods::category::{Attributes, Category};
use crate::model::goods::item::{CustodyState, Disposition, LegalStatus};
use crate::model::ids::{AgencyId, CaseId, ItemId, PlaceId, RequestId, SeizureListId, UserId};
use crate::model::requests::request::{RequestKind, RequestStatus};
use crate::model::time::Time;

/// An item as lists show it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemView {
    pub id: ItemId,
    /// Label code.
    pub code: String,
    /// Position on the seizure list, from 1.
    pub line_no: i32,
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
    #[schema(required)]
    pub place_name: Option<String>,
    /// Who has it on loan.
    #[schema(required)]
    pub borrower_id: Option<UserId>,
    #[schema(required)]
    pub borrower_name: Option<String>,
    pub case_id: CaseId,
    pub case_no: String,
    pub case_name: String,
    /// How far its case may be known.
    pub secrecy: SecrecyLevel,
    pub responsible_agency_id: AgencyId,
    pub responsible_agency_name: String,
    pub registered_at: Time,
    #[schema(required)]
    pub received_at: Option<Time>,
    #[schema(required)]
    pub released_at: Option<Time>,
    pub seizure_list_id: SeizureListId,
    /// Number of the seizure list.
    pub list_no: String,
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
    pub agency_name: String,
    pub seized_at: Time,
    pub version: i32,
}

impl From<StockRow> for ItemView {
    fn from(row: StockRow) -> Self {
        let Described { attributes, list_no, agency_name, .. } = row.described;
        Self {
            id: row.id,
            code: row.code,
            line_no: row.line_no,
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
            place_name: row.place_name,
            borrower_id: row.borrower_id,
            borrower_name: row.borrower_name,
            case_id: row.case_id,
            case_no: row.case_no,
            case_name: row.case_name,
            secrecy: row.secrecy,
            responsible_agency_id: row.responsible_agency_id,
            responsible_agency_name: row.responsible_agency_name.unwrap_or_default(),
            registered_at: row.registered_at,
            received_at: row.received_at,
            released_at: row.released_at,
            seizure_list_id: row.described.seizure_list_id,
            list_no: list_no.unwrap_or_default(),
            owner_name: row.described.owner_name,
            attributes,
            remark: row.described.remark,
            disposition: row.described.disposition,
            seal_no: row.described.seal_no,
            agency_id: row.described.agency_id,
            agency_name: agency_name.unwrap_or_default(),
            seized_at: row.described.seized_at,
            version: row.version,
        }
    }
}

/// An item with everything known of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemDetail {
    #[serde(flatten)]
    pub item: ItemView,
    /// The open request that holds it.
    #[schema(required)]
    pub hold: Option<HoldView>,
}

impl ItemDetail {
    /// One item within reach.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn read(conn: &mut Conn, reach: Reach, id: ItemId) -> Result<Self> {
        let row = item_rows::get(conn, reach, id)?;
        let hold = item_rows::find_hold(conn, id)?;
        Ok(Self { item: ItemView::from(row), hold: hold.map(HoldView::from) })
    }
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
    pub actor_name: Option<String>,
    #[schema(required)]
    pub movement: Option<MovementView>,
    /// The payload whose hash the leaf carries; null when it is missing, which nothing orders.
    #[schema(required, value_type = Object)]
    pub payload: Option<serde_json::Value>,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl ItemEventView {
    /// The events of the item with this label code and name.
    ///
    /// # Errors
    /// [`Error::Internal`] when a payload is no JSON.
    pub fn all(conn: &mut Conn, item: &(String, String), events: Vec<Happened>) -> Result<Vec<Self>> {
        let names = Names::beside(conn, &events)?;
        let view = |event: Happened| {
            let Happened { leaf, movement, .. } = event;
            let payload = leaf.payload.as_deref().map(serde_json::from_str).transpose().map_err(Error::internal)?;
            let movement = movement.map(|row| MovementView::of(row, (&item.0, &item.1), &names));
            let mut then = names.at(leaf.logged_at);
            Ok(Self {
                item_seq: leaf.item_seq.unwrap_or_default(),
                leaf_seq: leaf.seq,
                action: leaf.action,
                at: leaf.logged_at,
                actor_id: leaf.actor_id,
                actor_name: then.person("actor_name", leaf.actor_id),
                movement,
                payload,
                names_now: then.now(),
            })
        };
        events.into_iter().map(view).collect()
    }
}

/// An open request that holds an item.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoldView {
    pub request_id: RequestId,
    #[schema(required)]
    pub number: Option<String>,
    pub kind: RequestKind,
    pub status: RequestStatus,
}

impl From<Hold> for HoldView {
    fn from(row: Hold) -> Self {
        Self { request_id: row.request_id, number: row.number, kind: row.kind, status: row.status }
    }
}

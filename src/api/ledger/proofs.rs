//! Proofs over HTTP: that an earlier log is the beginning of a later one, and that the log confirms an item.

use actix_web::web;
use actix_web::{Responder, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::may;
use crate::api::http::query::Query;
use crate::api::http::session::Session;
use crate::api::ledger::checkpoints::CheckpointView;
use crate::audit::InclusionProof;
use crate::db::goods::items;
use crate::db::ledger::{log, proofs};
use crate::error::{Error, Result};
use crate::model::ids::ItemId;
use crate::model::reason::{Reason, Refusal};
use crate::model::time::Time;
use crate::operations::ledger::verification::item::{self, Confirmation, Event, Standing};

/// That a leaf is in the log (RFC 6962 section 2.1.1).
#[derive(Debug, Serialize, ToSchema)]
pub struct InclusionView {
    /// Entries of the log it was proved in.
    pub size: u64,
    /// The leaf's number.
    pub index: u64,
    /// The sibling hashes from the leaf up, base64.
    pub path: Vec<String>,
}

impl From<&InclusionProof> for InclusionView {
    fn from(proof: &InclusionProof) -> Self {
        Self { size: proof.size, index: proof.index, path: proof.path_base64() }
    }
}

/// Two sizes of the log.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ConsistencyQuery {
    /// Entries of the earlier log; none unless said.
    #[serde(default)]
    #[param(maximum = 9223372036854775807_i64)]
    from: u64,
    /// Entries of the later log; all there are unless said.
    #[param(maximum = 9223372036854775807_i64)]
    to: Option<u64>,
}

/// That the earlier log is the beginning of the later one (RFC 6962 section 2.1.2).
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsistencyView {
    pub from: u64,
    pub to: u64,
    /// The hashes of the proof, base64.
    pub path: Vec<String>,
}

/// A proof that the log of `from` entries is the beginning of the log of `to` entries.
#[utoipa::path(
    tag = "audit",
    operation_id = "prove_audit_consistency",
    params(ConsistencyQuery),
    security(("session" = ["read_audit"])),
    extensions(("x-limit" = json!("proofs"))),
    responses((status = 200, body = ConsistencyView))
)]
#[get("/audit/proofs/consistency")]
pub async fn consistency(session: Session<may::ReadAudit>, query: Query<ConsistencyQuery>) -> Result<impl Responder> {
    let ConsistencyQuery { from, to } = query.into_inner();
    let proof = session
        .snapshot(move |conn, _| {
            let size = log::size(conn)?;
            let to = to.unwrap_or(size);
            let outside = |name: &str, min, max| {
                let refusal = Refusal::new(Reason::NumberOutOfRange).with("min", min).with("max", max);
                Err(Error::field(format!("/{name}"), refusal))
            };
            if to > size {
                return outside("to", 0, size);
            }
            if from > to {
                return outside("from", 0, to);
            }
            proofs::consistency(conn, from, to)
        })
        .await?;
    Ok(web::Json(ConsistencyView { from: proof.from, to: proof.to, path: proof.path_base64() }))
}

/// What the log says of an item.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemProofView {
    pub item_id: ItemId,
    /// Label code.
    pub code: String,
    /// Whether the log confirms every event, their chain, and the item as it stands.
    pub confirmed: bool,
    /// The signed checkpoint the events were held against; null before the first.
    #[schema(required)]
    pub checkpoint: Option<CheckpointView>,
    pub events: Vec<ItemProofEvent>,
    /// What of the item as it stands differs from its last event: `not_in_the_log`, `event_missing`, `facts_differ`,
    /// `columns_differ`, `payload_missing` or `payload_differs`.
    #[schema(required)]
    pub row_problem: Option<&'static str>,
}

/// One event of an item as the log holds it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemProofEvent {
    /// Number of the event among the item's own, from 1.
    pub item_seq: i32,
    /// Number of the leaf in the log.
    pub leaf_seq: i64,
    pub action: String,
    pub at: Time,
    /// SHA-256(0x00 ‖ leaf), hexadecimal.
    pub leaf_hash: String,
    pub standing: Standing,
    /// What differs: `not_in_the_signed_log`, `leaf_unreadable`, `leaf_of_another_place`, `event_missing`,
    /// `chain_broken`, `columns_differ`, `payload_missing` or `payload_differs`.
    #[schema(required)]
    pub problem: Option<&'static str>,
    /// Null for an event that is not signed for yet.
    #[schema(required)]
    pub proof: Option<InclusionView>,
}

impl From<Event> for ItemProofEvent {
    fn from(event: Event) -> Self {
        Self {
            item_seq: event.item_seq,
            leaf_seq: event.leaf_seq,
            action: event.action,
            at: event.at,
            leaf_hash: event.leaf_hash,
            standing: event.standing,
            problem: event.problem,
            proof: event.proof.as_ref().map(InclusionView::from),
        }
    }
}

/// Holds an item against the log: every event up to the signed checkpoint, their chain, and the row as it stands.
#[utoipa::path(
    tag = "items",
    operation_id = "prove_item",
    params(("id" = ItemId, Path)),
    security(("session" = ["read_items"])),
    extensions(("x-limit" = json!("proofs"))),
    responses((status = 200, body = ItemProofView))
)]
#[get("/items/{id}/proof")]
pub async fn of_item(session: Session<may::ReadItems>, id: web::Path<ItemId>) -> Result<impl Responder> {
    let state = session.state();
    let view = session
        .snapshot(move |conn, viewer| {
            let row = items::find(conn, viewer.reach(), *id)?.ok_or(Error::NotFound)?;
            let found = item::confirm(conn, state.database.origin(), state.keys.log.verifier(), &row)?;
            let Confirmation { confirmed, checkpoint, events, row_problem } = found;
            Ok(ItemProofView {
                item_id: row.id,
                code: row.code,
                confirmed,
                checkpoint: checkpoint.map(CheckpointView::from),
                events: events.into_iter().map(ItemProofEvent::from).collect(),
                row_problem,
            })
        })
        .await?;
    Ok(web::Json(view))
}

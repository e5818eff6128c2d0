//! The audit log over HTTP: its entries, each with its leaf, its payload and the proof that it is in the log.

use actix_web::web;
use actix_web::{Responder, get};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::PageView;
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow};
use crate::api::http::session::Session;
use crate::api::ledger::changes::{ChangeView, Told};
use crate::api::ledger::checkpoints::CheckpointView;
use crate::api::ledger::proofs::InclusionView;
use crate::api::ledger::subjects::SubjectView;
use crate::audit::hash::to_hex;
use crate::audit::leaf_hash;
use crate::db::Conn;
use crate::db::engine::page::{Page, Paging};
use crate::db::ledger::audit::{self, EntryFilter, EntryRow};
use crate::db::ledger::{log, proofs};
use crate::error::{Error, Result, chain};
use crate::model::accounts::fields::Field;
use crate::model::accounts::viewer::Reach;
use crate::model::goods::label::as_stored;
use crate::model::ids::{AgencyId, ItemId, SubjectId, UserId};
use crate::model::ledger::event::Action;
use crate::model::ledger::subjects::SubjectKind;
use crate::model::time::Time;
use crate::operations::ledger::verification::item::newest_signed;

/// An entry of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntryView {
    /// Number of the leaf, from 0.
    pub seq: i64,
    pub at: Time,
    pub action: String,
    /// None for the program itself.
    #[schema(required)]
    pub actor_id: Option<UserId>,
    #[schema(required)]
    pub actor_name: Option<String>,
    #[schema(required)]
    pub agency_id: Option<AgencyId>,
    #[schema(required)]
    pub agency_name: Option<String>,
    #[schema(required)]
    pub item_id: Option<ItemId>,
    /// Label code.
    #[schema(required)]
    pub item_code: Option<String>,
    #[schema(required)]
    pub item_name: Option<String>,
    /// Number of the event among the item's own, from 1.
    #[schema(required)]
    pub item_seq: Option<i32>,
    /// What the entry is about when it is no item: a request, a case, a person.
    #[schema(required)]
    pub subject_id: Option<SubjectId>,
    /// What kind of thing it is about, items among them; null when nothing says.
    #[schema(required)]
    pub subject_kind: Option<SubjectKind>,
    /// Its number, code or login, where it has one; of a setting, its word.
    #[schema(required)]
    pub subject_code: Option<String>,
    /// Its name or title, where it has one.
    #[schema(required)]
    pub subject_name: Option<String>,
    /// The request's number, when it is about one.
    #[schema(required)]
    pub request_number: Option<String>,
    /// Whether it is about a case above the reader's clearance: its names and its payload are not told.
    pub concealed: bool,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl AuditEntryView {
    /// A page of entries.
    ///
    /// # Errors
    /// Database errors.
    pub fn page(conn: &mut Conn, reach: Reach, page: Page<EntryRow>) -> Result<PageView<Self>> {
        let names = Names::beside_entries(conn, reach, &page.rows)?;
        Ok(PageView::of(page, |row| Self::of(row, &names)))
    }

    fn of(row: EntryRow, names: &Names) -> Self {
        let mut then = names.at(row.logged_at);
        let concealed = row.is_concealed();
        let subject_kind = row.subject_kind().or_else(|| names.subject(row.subject_id).map(|subject| subject.kind));
        let subject_code = then.subject_code("subject_code", row.subject_id);
        let subject_code = subject_code.or_else(|| row.item_code.clone());
        let subject_code = subject_code.or_else(|| row.told_code().filter(|_| !concealed));
        let subject_name = then.subject_name("subject_name", row.subject_id);
        let subject_name = subject_name.or_else(|| row.item_name.clone());
        Self {
            seq: row.seq,
            at: row.logged_at,
            action: row.action,
            actor_id: row.actor_id,
            actor_name: then.person("actor_name", row.actor_id),
            agency_id: row.agency_id,
            agency_name: then.agency("agency_name", row.agency_id),
            item_id: row.item_id,
            item_code: row.item_code,
            item_name: row.item_name,
            item_seq: row.item_seq,
            subject_id: row.subject_id,
            subject_kind,
            subject_code,
            subject_name,
            request_number: row.request_number,
            concealed,
            names_now: then.now(),
        }
    }
}

/// An entry with what was hashed and how it is proved.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntryDetail {
    #[serde(flatten)]
    pub entry: AuditEntryView,
    /// The very bytes that were hashed, as text.
    pub leaf: String,
    /// The same bytes, hexadecimal.
    pub leaf_hex: String,
    /// SHA-256(0x00 ‖ leaf), hexadecimal.
    pub leaf_hash: String,
    /// The payload as text, byte for byte unless something of it is hidden: the leaf carries its SHA-256. Null when it is missing, which
    /// nothing orders, and for an entry that is concealed.
    #[schema(required)]
    pub payload: Option<String>,
    /// Whether it, or the names and numbers of people in it, are hidden from this person, so that its hash is another.
    pub payload_hidden: bool,
    /// What it tells, field by field; empty where there is no payload to be shown.
    pub changes: Vec<ChangeView>,
    /// The entry before about the same subject, with which it was compared; null where the entry tells itself what was before, and for a
    /// first one.
    #[schema(required)]
    pub compared_with: Option<i64>,
    /// The names of what the fields mention by id, at most 200, as far as the reader may know of it.
    pub references: Vec<SubjectView>,
    /// From the leaf to the root of the newest checkpoint; null for an entry that is not signed for yet.
    #[schema(required)]
    pub proof: Option<InclusionView>,
    /// The newest checkpoint; null before the first.
    #[schema(required)]
    pub checkpoint: Option<CheckpointView>,
}

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// The whole name of an action, such as `ItemReceived`.
    #[param(max_length = 64)]
    pub(in crate::api) action: Option<String>,
    pub(in crate::api) actor_id: Option<UserId>,
    pub(in crate::api) item_id: Option<ItemId>,
    /// The label code of an item.
    #[param(max_length = 64)]
    pub(in crate::api) item: Option<String>,
    /// What else the entry is about.
    pub(in crate::api) subject_id: Option<SubjectId>,
    /// What the entry is about, as people call it: the whole number of a request, case, seizure list, document or print batch, a label code, a
    /// login, the code of a place or agency, a name, also a former one; or an id.
    #[param(max_length = 100)]
    pub(in crate::api) subject: Option<String>,
    /// Logged at this time or later.
    pub(in crate::api) from: Option<Time>,
    /// Logged before this time.
    pub(in crate::api) before: Option<Time>,
}

impl AuditQuery {
    pub(in crate::api) fn filter(&self) -> EntryFilter {
        EntryFilter {
            action: self.action.clone(),
            actor_id: self.actor_id,
            item_id: self.item_id,
            item: self.item.as_ref().map(|code| as_stored(code)),
            subject_id: self.subject_id,
            subject: self.subject.clone().filter(|text| !text.trim().is_empty()),
            from: self.from,
            before: self.before,
        }
    }
}

/// Enters that somebody looks into the log, once for each session. A database that takes nothing keeps nobody from reading.
pub(in crate::api) async fn note_reading(session: &Session<may::ReadAudit>) -> Result<()> {
    let (state, id) = (session.state(), session.id());
    if !state.log_readers.lock().insert(id) {
        return Ok(());
    }
    let entered = session
        .change(move |change, viewer| change.record(Action::LogRead, viewer.user_id.0, json!({ "session_id": id })))
        .await;
    if entered.is_err() {
        state.log_readers.lock().remove(&id);
    }
    match entered {
        Err(error @ (Error::Unavailable(_) | Error::Halted(_))) => {
            tracing::warn!(error = chain(&error), "that somebody read the log could not be recorded");
            Ok(())
        }
        entered => entered,
    }
}

/// The entries of the log, newest first. That a session reads them is recorded once.
#[utoipa::path(
    tag = "audit",
    operation_id = "list_audit_entries",
    params(AuditQuery, TotalQuery, PageQuery),
    security(("session" = ["read_audit"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<AuditEntryView>))
)]
#[get("/audit/entries")]
pub async fn list(session: Session<may::ReadAudit>, query: ListQuery<AuditQuery>) -> Result<impl Responder> {
    note_reading(&session).await?;
    let view = session
        .read(move |conn, viewer| {
            let (filter, reach) = (query.filter(), viewer.reach());
            let rows = |conn: &mut Conn, paging: &Paging| audit::list(conn, reach, &filter, paging);
            let listed = listed(conn, &query, rows, |conn| audit::count(conn, reach, &filter))?;
            listed.paged(|page| AuditEntryView::page(conn, reach, page))
        })
        .await?;
    Ok(web::Json(view))
}

/// One entry: the bytes that were hashed, the payload, and the proof against the newest checkpoint.
#[utoipa::path(
    tag = "audit",
    operation_id = "get_audit_entry",
    params(("seq" = i64, Path, minimum = 0, maximum = 9223372036854775807_i64)),
    security(("session" = ["read_audit"])),
    extensions(("x-limit" = json!("proofs"))),
    responses((status = 200, body = AuditEntryDetail))
)]
#[get("/audit/entries/{seq}")]
pub async fn get(session: Session<may::ReadAudit>, seq: web::Path<i64>) -> Result<impl Responder> {
    note_reading(&session).await?;
    let state = session.state();
    let detail = session
        .snapshot(move |conn, viewer| {
            let entry = audit::find(conn, viewer.reach(), *seq)?.ok_or(Error::NotFound)?;
            let row = log::find(conn, *seq)?.ok_or(Error::NotFound)?;
            let signed = newest_signed(conn, state.database.origin(), state.keys.log.verifier())?;
            let place = u64::try_from(*seq).map_err(|_| Error::NotFound)?;
            let proof = match &signed {
                Some(signed) if place < signed.size => proofs::inclusions(conn, signed.size, &[place])?.pop(),
                _ => None,
            };
            let reach = viewer.reach();
            let names = Names::beside_entries(conn, reach, std::slice::from_ref(&entry))?;
            let payload = row.payload.filter(|_| !entry.is_concealed());
            let told = Told::read(conn, &entry, payload, viewer.sees(Field::PartiesInLog))?;
            let references = told.references(conn, reach, &entry)?;
            Ok(AuditEntryDetail {
                entry: AuditEntryView::of(entry, &names),
                leaf: String::from_utf8_lossy(&row.leaf).into_owned(),
                leaf_hex: to_hex(&row.leaf),
                leaf_hash: to_hex(&leaf_hash(&row.leaf)),
                payload_hidden: told.hidden,
                payload: told.payload,
                changes: told.changes.into_iter().map(ChangeView::from).collect(),
                compared_with: told.compared_with,
                references,
                proof: proof.as_ref().map(InclusionView::from),
                checkpoint: signed.map(CheckpointView::from),
            })
        })
        .await?;
    Ok(web::Json(detail))
}

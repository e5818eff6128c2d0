//! Correcting and cancelling seizure lists and documents, while nothing hangs on them. No row is edited: a correction
//! writes another one and says why, a cancellation says why.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::db::Conn;
use crate::db::accounts::agencies;
use crate::db::cases::cases::{self, Case};
use crate::db::cases::corrections::{self, Correction};
use crate::db::cases::documents::{self, Document};
use crate::db::cases::seizure_lists::{self, SeizureList};
use crate::db::change::Change;
use crate::db::goods::items::{self, Item};
use crate::error::{Error, Result};
use crate::model::accounts::agency::DocumentKind;
use crate::model::accounts::viewer::Viewer;
use crate::model::cases::record_state::RecordState;
use crate::model::goods::item::CustodyState;
use crate::model::ids::{AgencyId, DocumentId, SeizureListId, SubjectId, UserId};
use crate::model::input::Checker;
use crate::model::ledger::event::{Action, Circumstances, ItemAction};
use crate::model::ledger::registers::Register;
use crate::model::reason::{Reason, Refusal};
use crate::model::time::Time;
use crate::operations::cases::cases::{ListHead, read_head};
use crate::operations::cases::documents::{self as registration, Particulars};
use crate::operations::goods::descriptions::reindex;

/// Characters of a reason at most.
const REASON: usize = 500;
/// Requests that a refusal names at most.
const NAMED: usize = 10;

/// A seizure list as it should have been written. Its items go along.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeizureListCorrection {
    /// Number of the list within the case.
    #[schema(min_length = 1, max_length = 64)]
    pub list_no: String,
    /// 扣押决定书 number.
    #[serde(default)]
    #[schema(max_length = 64)]
    pub decision_no: Option<String>,
    /// When the goods were seized.
    pub seized_at: Time,
    /// Where.
    #[schema(min_length = 1, max_length = 200)]
    pub seized_place: String,
    /// 持有人; that of the items that have the list's.
    #[schema(min_length = 1, max_length = 100)]
    pub holder_name: String,
    /// 见证人
    #[serde(default)]
    #[schema(max_length = 100)]
    pub attesting_witness: Option<String>,
    /// Why it is corrected.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// A document as it should have been registered. Its case stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentCorrection {
    /// What it is.
    pub kind: DocumentKind,
    /// Its number.
    #[schema(min_length = 1, max_length = 64)]
    pub number: String,
    /// Its title.
    #[schema(min_length = 1, max_length = 200)]
    pub title: String,
    /// When it was issued.
    pub issued_at: Time,
    /// Why it is corrected.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// Why something is cancelled.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancellation {
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// Corrects a seizure list of the viewer's agency whose items are all still with their officers. They go along to the
/// list that replaces it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`] when it has ended, when items were handed in or when nothing
/// changes, [`Error::Invalid`].
pub fn correct_list(
    change: &mut Change<'_>,
    viewer: &Viewer,
    (id, version): (SeizureListId, i32),
    new: &SeizureListCorrection,
) -> Result<SeizureList> {
    let (known, goods) = load_list(change, viewer, id, version)?;
    let mut check = Checker::over(known.texts());
    let reason = check.prose("/reason", &new.reason, REASON);
    let head = ListHead {
        list_no: &new.list_no,
        decision_no: new.decision_no.as_deref(),
        seized_at: new.seized_at,
        seized_place: &new.seized_place,
        holder_name: &new.holder_name,
        attesting_witness: new.attesting_witness.as_deref(),
    };
    let unchanged =
        SeizureList { id: change.new_id(), created_by: viewer.user_id, created_at: change.now(), ..known.clone() };
    let row = read_head(change, unchanged.clone(), &head, Some(id), &mut check)?;
    check.done()?;
    if row == unchanged {
        return Err(Reason::CorrectionNothing.into());
    }
    seizure_lists::insert(change, &row)?;
    change.record(Action::SeizureListRegistered, row.id.0, json!({ "list": row, "replaces_id": id }))?;
    let ending = Ending { register: Register::SeizureLists, action: Action::SeizureListCorrected, reason: &reason };
    end(change, viewer, SubjectId(id.0), Some(SubjectId(row.id.0)), ending)?;
    let case = cases::get(change.reader(), viewer.reach(), known.case_id)?;
    carry_over(change, &case, (&known, &row), goods, &reason)?;
    Ok(row)
}

/// Cancels a seizure list of the viewer's agency together with its items, which must all still be with their officers.
///
/// # Errors
/// As [`correct_list`].
pub fn cancel_list(
    change: &mut Change<'_>,
    viewer: &Viewer,
    (id, version): (SeizureListId, i32),
    new: &Cancellation,
) -> Result<SeizureList> {
    let (known, goods) = load_list(change, viewer, id, version)?;
    let reason = read_reason(new)?;
    let ending = Ending { register: Register::SeizureLists, action: Action::SeizureListCancelled, reason: &reason };
    end(change, viewer, SubjectId(id.0), None, ending)?;
    for before in goods {
        let after = Item { custody_state: CustodyState::Cancelled, ..before.clone() };
        change.put_item(Some(&before), after, ItemAction::ItemCancelled, said(&reason))?;
    }
    change.flush()?;
    Ok(known)
}

/// Corrects a document on which no request relies.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`] when it has ended, when requests rely on it or when nothing
/// changes, [`Error::Invalid`].
pub fn correct_document(
    change: &mut Change<'_>,
    viewer: &Viewer,
    (id, version): (DocumentId, i32),
    new: &DocumentCorrection,
) -> Result<Document> {
    let known = load_document(change.reader(), viewer, id, version)?;
    let mut check = Checker::over([known.number.as_str(), &known.title]);
    let reason = check.prose("/reason", &new.reason, REASON);
    let said = Particulars { kind: new.kind, number: &new.number, title: &new.title, issued_at: new.issued_at };
    let unchanged =
        Document { id: change.new_id(), created_by: viewer.user_id, created_at: change.now(), ..known.clone() };
    let row = registration::read(change, unchanged.clone(), &said, Some(id), &mut check)?;
    check.done()?;
    if row == unchanged {
        return Err(Reason::CorrectionNothing.into());
    }
    documents::insert(change, &row)?;
    change.record(Action::DocumentRegistered, row.id.0, json!({ "document": row, "replaces_id": id }))?;
    let ending = Ending { register: Register::Documents, action: Action::DocumentCorrected, reason: &reason };
    end(change, viewer, SubjectId(id.0), Some(SubjectId(row.id.0)), ending)?;
    Ok(row)
}

/// Cancels a document on which no request relies.
///
/// # Errors
/// As [`correct_document`].
pub fn cancel_document(
    change: &mut Change<'_>,
    viewer: &Viewer,
    (id, version): (DocumentId, i32),
    new: &Cancellation,
) -> Result<Document> {
    let known = load_document(change.reader(), viewer, id, version)?;
    let reason = read_reason(new)?;
    let ending = Ending { register: Register::Documents, action: Action::DocumentCancelled, reason: &reason };
    end(change, viewer, SubjectId(id.0), None, ending)?;
    Ok(known)
}

/// Whether a document can be named by a request.
///
/// # Errors
/// [`Error::Refused`] with [`Reason::NotInForce`]; database errors.
pub fn must_be_in_force(conn: &mut Conn, document: DocumentId) -> Result<()> {
    Ok(state_of(conn, SubjectId(document.0))?.must_be_in_force()?)
}

fn state_of(conn: &mut Conn, id: SubjectId) -> Result<RecordState> {
    Ok(corrections::find(conn, id)?.map_or(RecordState::InForce, |ended| ended.state()))
}

/// The list that was seen, with its items, unless somebody else's, ended, or on its way.
fn load_list(
    change: &mut Change<'_>,
    viewer: &Viewer,
    id: SeizureListId,
    version: i32,
) -> Result<(SeizureList, Vec<Item>)> {
    let row = seizure_lists::get(change.reader(), viewer.reach(), id)?;
    must_be_own(change.reader(), viewer, row.agency_id, row.created_by)?;
    must_be_as_seen(change.reader(), SubjectId(id.0), version)?;
    let goods = items::list_by_seizure_list(change.reader(), id)?;
    // An intake that was sent back and rewritten goes on holding goods that are with their officers again.
    let ids: Vec<_> = goods.iter().map(|item| item.id).collect();
    let held: HashSet<_> = items::list_holds(change.reader(), &ids)?.into_iter().map(|(item, ..)| item).collect();
    let handed_in = |item: &&Item| item.custody_state != CustodyState::Registered || held.contains(&item.id);
    let gone = goods.iter().filter(handed_in).count();
    if gone > 0 {
        let intakes = corrections::list_intakes(change.reader(), id, NAMED as i64 + 1)?;
        let refusal = Refusal::new(Reason::ListHandedIn).with("count", gone).with("total", goods.len());
        return Err(refusal.with_some("requests", &intakes, NAMED).into());
    }
    Ok((row, goods))
}

/// The document that was seen, unless somebody else's, ended, or relied on.
fn load_document(conn: &mut Conn, viewer: &Viewer, id: DocumentId, version: i32) -> Result<Document> {
    let row = documents::get(conn, viewer.reach(), id)?;
    must_be_own(conn, viewer, row.agency_id, row.created_by)?;
    must_be_as_seen(conn, SubjectId(id.0), version)?;
    let relying = corrections::list_relying(conn, id, row.request_id, NAMED as i64 + 1)?;
    if relying.is_empty() {
        return Ok(row);
    }
    Err(Refusal::new(Reason::DocumentReliedOn).with_some("requests", &relying, NAMED).into())
}

/// The agency it belongs to, and whoever registered it, may end it.
fn must_be_own(conn: &mut Conn, viewer: &Viewer, agency: AgencyId, registered_by: UserId) -> Result<()> {
    if agency == viewer.agency_id || registered_by == viewer.user_id {
        return Ok(());
    }
    let name = agencies::get(conn, agency)?.name;
    Err(Refusal::new(Reason::RecordNotYours).with("agency", name).into())
}

fn must_be_as_seen(conn: &mut Conn, id: SubjectId, version: i32) -> Result<()> {
    let state = state_of(conn, id)?;
    if state.version() != version {
        return Err(Error::Stale { current: state.version() });
    }
    Ok(state.must_be_in_force()?)
}

fn read_reason(new: &Cancellation) -> Result<String> {
    let mut check = Checker::new();
    let reason = check.prose("/reason", &new.reason, REASON);
    check.done()?;
    Ok(reason)
}

/// How something is ended, and why.
struct Ending<'r> {
    register: Register,
    action: Action,
    reason: &'r str,
}

/// Writes down what ended a row, and what stands in its place.
fn end(
    change: &mut Change<'_>,
    viewer: &Viewer,
    subject_id: SubjectId,
    replacement_id: Option<SubjectId>,
    Ending { register, action, reason }: Ending<'_>,
) -> Result<()> {
    let (made_by, made_at, reason) = (viewer.user_id, change.now(), reason.to_owned());
    let row = Correction { subject_id, register, replacement_id, reason, made_by, made_at };
    corrections::insert(change, &row)?;
    change.record(action, subject_id.0, json!({ "correction": row }))
}

/// Puts the items of a list onto the one that replaces it, with its time, and with its holder where they had the old one's.
fn carry_over(
    change: &mut Change<'_>,
    case: &Case,
    (old, new): (&SeizureList, &SeizureList),
    goods: Vec<Item>,
    reason: &str,
) -> Result<()> {
    let mut renamed = Vec::new();
    for before in goods {
        let mut item = Item { seizure_list_id: new.id, seized_at: new.seized_at, ..before.clone() };
        if item.holder_name == old.holder_name && new.holder_name != old.holder_name {
            item.holder_name.clone_from(&new.holder_name);
            renamed.push(item.clone());
        }
        change.put_item(Some(&before), item, ItemAction::ItemRelisted, said(reason))?;
    }
    change.flush()?;
    reindex(change, &renamed, case)
}

fn said(reason: &str) -> Circumstances {
    Circumstances { reason: Some(reason.to_owned()), ..Default::default() }
}

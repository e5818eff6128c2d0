//! Requests on paper: drafting, approving, returning, rejecting, withdrawing. Submission and execution have pages of
//! their own.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::db::accounts::agencies;
use crate::db::cases::{cases, documents};
use crate::db::change::Change;
use crate::db::goods::items::{self, Item};
use crate::db::requests::request_lines::{self, RequestLine};
use crate::db::requests::requests::{self, Request};
use crate::error::{Error, Result};
use crate::model::accounts::agency::orders_disposition;
use crate::model::accounts::viewer::{Reach, Viewer};
use crate::model::goods::item::{CustodyState, Disposition};
use crate::model::goods::label::as_stored;
use crate::model::ids::{CaseId, DocumentId, ItemId, RequestId};
use crate::model::input::Checker;
use crate::model::ledger::event::{Action, Circumstances, ItemAction};
use crate::model::reason::{Reason, Refusal};
use crate::model::requests::request::{LineOutcome, LoanPurpose, RequestAction, RequestKind, RequestStatus};
use crate::model::time::Time;
use crate::operations::requests::request_steps::{parts, take_step};

/// Lines a request takes at most.
pub const LINES_AT_MOST: usize = 10_000;

/// A request as an officer writes it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRequest {
    /// Kind; cannot change later.
    pub kind: RequestKind,
    /// The case all items belong to.
    pub case_id: CaseId,
    /// Why.
    pub reason: String,
    /// Items by label code or id, 0 to 10,000 while a draft.
    #[serde(default)]
    pub items: Vec<String>,
    /// Loans: what for.
    #[serde(default)]
    pub purpose: Option<LoanPurpose>,
    /// Loans: from when.
    #[serde(default)]
    pub starts_at: Option<Time>,
    /// Loans: until when.
    #[serde(default)]
    pub due_at: Option<Time>,
    /// Loan returns: the loan.
    #[serde(default)]
    pub loan_id: Option<RequestId>,
    /// Outbound: how the items' life with the centre ends.
    #[serde(default)]
    pub disposition: Option<Disposition>,
    /// Outbound: the disposition document.
    #[serde(default)]
    pub document_id: Option<DocumentId>,
    /// Outbound: who receives the goods.
    #[serde(default)]
    pub receiver_name: Option<String>,
    /// Outbound: number of the receiver's identity document.
    #[serde(default)]
    pub receiver_document_no: Option<String>,
    /// Outbound: whether the receiver is an officer; never for returns to a victim.
    #[serde(default)]
    pub receiver_is_officer: Option<bool>,
    /// Outbound, destruction: 监销人.
    #[serde(default)]
    pub witness_name: Option<String>,
}

/// Drafts a request. A draft has no number and holds nothing.
///
/// # Errors
/// [`Error::NotFound`] for a case out of reach, [`Error::Invalid`] naming fields and lines.
pub fn draft(change: &mut Change<'_>, viewer: &Viewer, new: &NewRequest) -> Result<Request> {
    let case = cases::get(change.reader(), viewer.reach(), new.case_id)?;
    if case.responsible_agency_id != viewer.agency_id {
        return Err(Error::NotFound);
    }
    let blank = Request {
        id: change.new_id(),
        kind: new.kind,
        year: None,
        sequence: None,
        number: None,
        status: RequestStatus::Draft,
        applicant_id: viewer.user_id,
        agency_id: viewer.agency_id,
        responsible_agency_id: case.responsible_agency_id,
        case_id: case.id,
        reason: String::new(),
        centre_head_asked: false,
        line_count: 0,
        open_line_count: 0,
        purpose: None,
        starts_at: None,
        due_at: None,
        loan_id: None,
        disposition: None,
        document_id: None,
        receiver_name: None,
        receiver_document_no: None,
        receiver_is_officer: None,
        witness_name: None,
        created_at: change.now(),
        submitted_at: None,
        approved_at: None,
        closed_at: None,
        version: 1,
    };
    let row = fill_in(change, viewer, blank, new)?;
    let lines = read_lines(change, viewer, &row, &new.items)?;
    requests::insert(change, &row)?;
    request_lines::put(change, &lines)?;
    record(change, Action::RequestDrafted, &row)?;
    Ok(row)
}

/// Rewrites a draft, or a request returned for correction.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`] in other statuses, [`Error::Invalid`].
pub fn edit(
    change: &mut Change<'_>,
    viewer: &Viewer,
    id: RequestId,
    version: i32,
    new: &NewRequest,
) -> Result<Request> {
    let known = requests::get(change.reader(), viewer.reach(), id)?;
    known.standing().may_write(viewer, RequestAction::Edit)?;
    if known.version != version {
        return Err(Error::Stale { current: known.version });
    }
    let mut check = Checker::new();
    let fixed = Refusal::new(Reason::RequestKindMismatch).with_word("kind", known.kind);
    check.demand(new.kind == known.kind, "/kind", fixed);
    check.demand(new.case_id == known.case_id, "/case_id", Reason::ReferenceUnknown);
    check.done()?;
    let held = release(change, &known)?;
    let mut row = fill_in(change, viewer, known, new)?;
    row.version += 1;
    let mut lines = read_lines(change, viewer, &row, &new.items)?;
    // A request returned for correction goes on holding what it held; what is new to it is held from its submission.
    for line in &mut lines {
        line.holds = held.contains(&line.item_id);
    }
    request_lines::delete_all(change, row.id)?;
    requests::update(change, &row)?;
    request_lines::put(change, &lines)?;
    record(change, Action::RequestChanged, &row)?;
    Ok(row)
}

fn fill_in(change: &mut Change<'_>, viewer: &Viewer, known: Request, new: &NewRequest) -> Result<Request> {
    let mut check = Checker::new();
    let count = i32::try_from(new.items.len()).unwrap_or(i32::MAX);
    let only = |kind: RequestKind| known.kind == kind;
    let row = Request {
        reason: check.text("/reason", &new.reason, 500),
        line_count: count,
        open_line_count: count,
        purpose: new.purpose.filter(|_| only(RequestKind::Loan)),
        starts_at: new.starts_at.filter(|_| only(RequestKind::Loan)),
        due_at: new.due_at.filter(|_| only(RequestKind::Loan)),
        loan_id: new.loan_id.filter(|_| only(RequestKind::LoanReturn)),
        disposition: new.disposition.filter(|_| only(RequestKind::Outbound)),
        document_id: new.document_id.filter(|_| only(RequestKind::Outbound)),
        receiver_name: check.optional("/receiver_name", new.receiver_name.as_deref(), 100),
        receiver_document_no: check.optional("/receiver_document_no", new.receiver_document_no.as_deref(), 64),
        receiver_is_officer: new.receiver_is_officer,
        witness_name: check.optional("/witness_name", new.witness_name.as_deref(), 100),
        ..known
    };
    check.demand(
        new.items.len() <= LINES_AT_MOST,
        "/items",
        Refusal::new(Reason::ListTooLong).with("max", LINES_AT_MOST),
    );
    if let Some(document) = row.document_id {
        match documents::get(change.reader(), viewer.reach(), document) {
            Ok(found) if found.case_id == Some(row.case_id) => {
                check.demand(orders_disposition(found.kind), "/document_id", Reason::DocumentNotDisposition);
            }
            Ok(_) | Err(Error::NotFound) => check.refuse("/document_id", Reason::ReferenceUnknown),
            Err(error) => return Err(error),
        }
    }
    if let Some(loan) = row.loan_id {
        match requests::get(change.reader(), viewer.reach(), loan) {
            Ok(found) if found.kind == RequestKind::Loan && found.case_id == row.case_id => {}
            Ok(_) | Err(Error::NotFound) => check.refuse("/loan_id", Reason::ReferenceUnknown),
            Err(error) => return Err(error),
        }
    }
    check.done()?;
    Ok(row)
}

fn read_lines(change: &mut Change<'_>, viewer: &Viewer, row: &Request, wanted: &[String]) -> Result<Vec<RequestLine>> {
    let found = find_items(change, viewer.reach(), wanted)?;
    let mut check = Checker::new();
    let mut lines = Vec::with_capacity(wanted.len());
    let mut seen = HashSet::new();
    for ((at, text), item) in wanted.iter().enumerate().zip(found) {
        let pointer = format!("/items/{at}");
        let Some(item) = item else {
            check.refuse(pointer, Reason::LabelUnknown);
            continue;
        };
        check.demand(
            item.case_id == row.case_id,
            pointer.clone(),
            Refusal::new(Reason::ItemOtherCase).with("item", &item.code),
        );
        check.demand(seen.insert(item.id), pointer, Refusal::new(Reason::ListRepeats).with("value", text));
        lines.push(RequestLine {
            request_id: row.id,
            line_no: i32::try_from(at + 1).map_err(Error::internal)?,
            item_id: item.id,
            holds: false,
            outcome: LineOutcome::Pending,
            reason: None,
            condition: None,
            executed_by: None,
            second_id: None,
            executed_at: None,
        });
    }
    check.done()?;
    Ok(lines)
}

/// The items named by label codes or ids, in the order asked for, `None` where nothing within reach fits.
pub fn find_items(change: &mut Change<'_>, reach: Reach, wanted: &[String]) -> Result<Vec<Option<Item>>> {
    let (mut ids, mut codes) = (Vec::new(), Vec::new());
    for text in wanted {
        match text.parse() {
            Ok(id) => ids.push(id),
            Err(_) => codes.push(as_stored(text)),
        }
    }
    let mut found = items::list_by_id(change.reader(), reach, &ids)?;
    found.extend(items::list_by_code(change.reader(), reach, &codes)?);
    let by_name: HashMap<String, &Item> =
        found.iter().flat_map(|item| [(item.code.clone(), item), (item.id.to_string(), item)]).collect();
    let named = |text: &String| by_name.get(&as_stored(text)).or_else(|| by_name.get(&text.to_lowercase()));
    Ok(wanted.iter().map(|text| named(text).map(|item| (*item).clone())).collect())
}

/// Records an event of a request with its whole row, so that the log alone can tell where it stands.
pub fn record(change: &mut Change<'_>, action: Action, row: &Request) -> Result<()> {
    let digest = row.row_sha256()?;
    change.record(action, row.id.0, json!({ "request": row, "row_sha256": digest }))
}

/// What a head decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// 批准
    Approve,
    /// 退回补正
    ReturnForCorrection,
    /// 驳回
    Reject,
}

impl Decision {
    const fn action(self) -> RequestAction {
        match self {
            Self::Approve => RequestAction::Approve,
            Self::ReturnForCorrection => RequestAction::ReturnForCorrection,
            Self::Reject => RequestAction::Reject,
        }
    }

    const fn event(self) -> Action {
        match self {
            Self::Approve => Action::RequestApproved,
            Self::ReturnForCorrection => Action::RequestReturned,
            Self::Reject => Action::RequestRejected,
        }
    }
}

/// Decides on a request that waits for this person: the responsible agency's unit head, or the centre head.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Refused`] when the step is not this person's, [`Error::Invalid`] without an opinion.
pub fn decide(
    change: &mut Change<'_>,
    viewer: &Viewer,
    id: RequestId,
    decision: Decision,
    opinion: Option<&str>,
) -> Result<Request> {
    let mut row = requests::get(change.reader(), viewer.reach(), id)?;
    let mut check = Checker::new();
    let opinion = check.optional("/opinion", opinion, 500);
    check.demand(decision == Decision::Approve || opinion.is_some(), "/opinion", Reason::ReasonNeeded);
    check.done()?;
    let agency = agencies::get(change.reader(), row.responsible_agency_id)?;
    let taken = parts(change.reader(), &row)?;
    let after = row.standing().may_decide(viewer, decision.action(), &agency.name, &taken)?;
    row.status = after;
    row.version += 1;
    match after {
        RequestStatus::Approved => row.approved_at = Some(change.now()),
        RequestStatus::Rejected => close(change, &mut row)?,
        _ => {}
    }
    requests::update(change, &row)?;
    take_step(change, viewer, &row, decision.action(), opinion)?;
    record(change, decision.event(), &row)?;
    Ok(row)
}

/// Withdraws the applicant's own request before anything was carried out.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Refused`].
pub fn withdraw(change: &mut Change<'_>, viewer: &Viewer, id: RequestId, opinion: Option<&str>) -> Result<Request> {
    let mut row = requests::get(change.reader(), viewer.reach(), id)?;
    row.status = row.standing().may_write(viewer, RequestAction::Withdraw)?;
    let mut check = Checker::new();
    let opinion = check.optional("/opinion", opinion, 500);
    check.done()?;
    row.version += 1;
    close(change, &mut row)?;
    requests::update(change, &row)?;
    take_step(change, viewer, &row, RequestAction::Withdraw, opinion)?;
    record(change, Action::RequestWithdrawn, &row)?;
    Ok(row)
}

/// Ends a request without execution: its items are free again, and goods waiting for intake are with the officers.
fn close(change: &mut Change<'_>, row: &mut Request) -> Result<()> {
    release(change, row)?;
    row.closed_at = Some(change.now());
    Ok(())
}

/// Lets the items go that the request holds, and answers which. Another request may wait for goods that a draft names.
fn release(change: &mut Change<'_>, row: &Request) -> Result<HashSet<ItemId>> {
    let lines = request_lines::list_all(change.reader(), row.id)?;
    let held: HashSet<ItemId> = lines.iter().filter(|(line, _)| line.holds).map(|(line, _)| line.item_id).collect();
    request_lines::update_holds(change, row.id, false)?;
    for (line, item) in lines {
        let waits = row.kind == RequestKind::Intake && item.custody_state == CustodyState::PendingIntake;
        if waits && line.holds {
            let after = Item { custody_state: CustodyState::Registered, ..item.clone() };
            let circumstances = Circumstances { request_id: Some(row.id), ..Default::default() };
            change.put_item(Some(&item), after, ItemAction::ItemWithdrawn, circumstances)?;
        }
    }
    change.flush()?;
    Ok(held)
}

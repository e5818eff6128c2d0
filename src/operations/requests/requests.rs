//! Requests on paper: drafting, approving, returning, rejecting, withdrawing. Submission and execution have pages of
//! their own.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use crate::db::Conn;
use crate::db::accounts::agencies;
use crate::db::cases::{cases, documents};
use crate::db::change::Change;
use crate::db::goods::items::{self, Item};
use crate::db::requests::request_lines::{self, RequestLine};
use crate::db::requests::requests::{self, Request, Seen};
use crate::error::{Error, Result};
use crate::keys::PersonalKeys;
use crate::model::accounts::agency::orders_disposition;
use crate::model::accounts::viewer::{Reach, Viewer};
use crate::model::goods::item::CustodyState;
use crate::model::goods::label::as_stored;
use crate::model::ids::{CaseId, DocumentId, ItemId, RequestId};
use crate::model::input::Checker;
use crate::model::ledger::event::{Action, Circumstances, ItemAction};
use crate::model::reason::{Reason, Refusal};
use crate::model::requests::request::{LineOutcome, RequestAction, RequestKind, RequestStatus};
use crate::model::requests::terms::{DraftOutbound, DraftTerms};
use crate::model::sealed::{PersonalText, shown};
use crate::model::text::code_spelling;
use crate::operations::cases::corrections::must_be_in_force;
use crate::operations::centre::personal::{self, Opened};
use crate::operations::requests::request_edits::RequestEdit;
use crate::operations::requests::request_steps::{parts, take_step};

/// Lines a request takes at most.
pub const LINES_AT_MOST: usize = 10_000;

/// A request as an officer writes it.
#[derive(Debug, Clone)]
pub struct NewRequest {
    /// The case all items belong to.
    pub case_id: CaseId,
    /// Why.
    pub reason: String,
    /// Items by label code or id.
    pub items: Vec<String>,
    /// The kind, which cannot change later, and what it asks for.
    pub terms: DraftTerms,
}

/// Drafts a request. A draft has no number and holds nothing.
///
/// # Errors
/// [`Error::NotFound`] for a case out of reach, [`Error::Invalid`] naming fields and lines.
pub fn draft(change: &mut Change<'_>, viewer: &Viewer, keys: &PersonalKeys, new: &NewRequest) -> Result<Request> {
    let case = cases::get(change.reader(), viewer.reach(), new.case_id)?;
    if case.responsible_agency_id != viewer.agency_id {
        return Err(Error::NotFound);
    }
    let (id, now) = (change.new_id(), change.now());
    let blank = Request::draft(id, new.terms.kind(), viewer, &case, now);
    let row = fill_in(change, viewer, keys, blank, new)?;
    let lines = read_lines(change, viewer, &row, &new.items)?;
    requests::insert(change, &row)?;
    request_lines::insert(change, &lines)?;
    record(change, Action::RequestDrafted, &row)?;
    Ok(row)
}

/// Changes a draft, or a request returned for correction.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`] in other statuses, [`Error::Invalid`].
pub fn edit(
    change: &mut Change<'_>,
    viewer: &Viewer,
    keys: &PersonalKeys,
    (id, version): (RequestId, i32),
    edit: &RequestEdit,
) -> Result<Request> {
    let known = requests::get(change.reader(), viewer.reach(), id)?;
    known.standing().may_write(viewer, RequestAction::Edit)?;
    if known.version != version {
        return Err(Error::Stale { current: known.version });
    }
    let mut check = Checker::new();
    let fixed = Refusal::new(Reason::RequestKindMismatch).with_word("kind", known.kind);
    check.demand(edit.kind.is_none_or(|kind| kind == known.kind), "/kind", fixed);
    check.demand(edit.case_id.is_none_or(|case| case == known.case_id), "/case_id", Reason::ReferenceUnknown);
    check.done()?;
    let new = edited(change.reader(), keys, &known, edit)?;
    let held = release(change, &known)?;
    let mut row = fill_in(change, viewer, keys, known.clone(), &new)?;
    row.version += 1;
    let mut lines = read_lines(change, viewer, &row, &new.items)?;
    // A request returned for correction goes on holding what it held; what is new to it is held from its submission.
    for line in &mut lines {
        line.holds = held.contains(&line.item_id);
    }
    request_lines::delete_all(change, row.id)?;
    requests::update(change, &known, &row)?;
    request_lines::insert(change, &lines)?;
    record(change, Action::RequestChanged, &row)?;
    Ok(row)
}

/// The whole request as an edit leaves it. A number that is said again as it was, or as it is shown, is kept as it is.
fn edited(conn: &mut Conn, keys: &PersonalKeys, known: &Request, edit: &RequestEdit) -> Result<NewRequest> {
    let items = match &edit.items {
        Some(items) => items.clone(),
        None => request_lines::list_all(conn, known.id)?.into_iter().map(|(_, item)| item.code).collect(),
    };
    let before = known.flat_terms();
    let kept = before.receiver_document_no.clone();
    let mut terms = edit.terms_over(before);
    if let (Some(PersonalText::Said(said)), Some(PersonalText::Kept(own))) = (&terms.receiver_document_no, &kept) {
        let said = code_spelling(said);
        if said == shown(own) || personal::open(conn, keys, known.id.0, own)? == Opened::Number(said) {
            terms.receiver_document_no = kept;
        }
    }
    let terms = terms.said_of(known.kind)?;
    let reason = edit.reason.clone().unwrap_or_else(|| known.reason.clone());
    Ok(NewRequest { case_id: known.case_id, reason, items, terms })
}

fn fill_in(
    change: &mut Change<'_>,
    viewer: &Viewer,
    keys: &PersonalKeys,
    mut row: Request,
    new: &NewRequest,
) -> Result<Request> {
    let mut check = Checker::over(row.flat_terms().texts().chain([row.reason.as_str()]));
    let count = i32::try_from(new.items.len()).unwrap_or(i32::MAX);
    row.reason = check.prose("/reason", &new.reason, 500);
    row.line_count = count;
    row.open_line_count = count;
    let terms = new.terms.clone().tidied(&mut check, change.now());
    check.demand(
        new.items.len() <= LINES_AT_MOST,
        "/items",
        Refusal::new(Reason::ListTooLong).with("max", LINES_AT_MOST),
    );
    if let DraftTerms::Outbound(out) = &terms {
        out.out_of_place().for_each(|pointer| check.refuse(pointer, Reason::TermOfDestruction));
    }
    if terms != row.draft_terms() {
        check_references(change, viewer, row.case_id, &terms, &mut check)?;
    }
    check.done()?;
    let subject = row.id.0;
    row.set_terms(terms, |number| personal::seal(change, keys, subject, number))?;
    Ok(row)
}

/// The document and the loan that terms name must be of the same case, and fit.
fn check_references(
    change: &mut Change<'_>,
    viewer: &Viewer,
    case: CaseId,
    terms: &DraftTerms,
    check: &mut Checker,
) -> Result<()> {
    match terms {
        DraftTerms::Outbound(DraftOutbound { document_id: Some(document), .. }) => {
            match documents::get(change.reader(), viewer.reach(), *document) {
                Ok(found) if found.case_id == Some(case) => {
                    check.demand(orders_disposition(found.kind), "/document_id", Reason::DocumentNotDisposition);
                    check_document(change.reader(), *document, check)?;
                }
                Ok(_) | Err(Error::NotFound) => check.refuse("/document_id", Reason::ReferenceUnknown),
                Err(error) => return Err(error),
            }
        }
        DraftTerms::LoanReturn { loan_id: Some(loan) } => match requests::get(change.reader(), viewer.reach(), *loan) {
            Ok(found) if found.kind == RequestKind::Loan && found.case_id == case => {}
            Ok(_) | Err(Error::NotFound) => check.refuse("/loan_id", Reason::ReferenceUnknown),
            Err(error) => return Err(error),
        },
        _ => {}
    }
    Ok(())
}

/// A document that was replaced or cancelled is not relied on.
pub(super) fn check_document(conn: &mut Conn, document: DocumentId, check: &mut Checker) -> Result<()> {
    match must_be_in_force(conn, document) {
        Err(Error::Refused(refusal)) => check.refuse("/document_id", refusal),
        other => return other,
    }
    Ok(())
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
        // A draft may be ahead of its goods, but nothing leads out of this state.
        if item.custody_state == CustodyState::Cancelled
            && let Err(refusal) = item.custody_state.must_be(&item.code, row.kind.item_state())
        {
            check.refuse(pointer.clone(), refusal);
        }
        check.demand(seen.insert(item.id), pointer, Refusal::new(Reason::ListRepeats).with("value", text));
        lines.push(RequestLine {
            request_id: row.id,
            line_no: i32::try_from(at + 1).map_err(Error::internal)?,
            item_id: item.id,
            holds: false,
            outcome: LineOutcome::Pending,
            reason: None,
            condition: None,
            sealing: None,
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
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`] when the step is not this person's, [`Error::Invalid`] without
/// an opinion.
pub fn decide(
    change: &mut Change<'_>,
    viewer: &Viewer,
    seen: Seen,
    decision: Decision,
    opinion: Option<&str>,
) -> Result<Request> {
    let known = requests::get_seen(change.reader(), viewer.reach(), seen)?;
    let mut row = known.clone();
    let mut check = Checker::new();
    let opinion = check.optional_prose("/opinion", opinion, 500);
    check.demand(decision == Decision::Approve || opinion.is_some(), "/opinion", Reason::ReasonNeeded);
    check.done()?;
    if let (Decision::Approve, DraftTerms::Outbound(out)) = (decision, row.draft_terms())
        && out.unsaid().next().is_some()
    {
        return Err(Reason::DestructionTermsNeeded.into());
    }
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
    requests::update(change, &known, &row)?;
    take_step(change, viewer, &row, decision.action(), opinion)?;
    record(change, decision.event(), &row)?;
    Ok(row)
}

/// Withdraws the applicant's own request before anything was carried out.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`].
pub fn withdraw(change: &mut Change<'_>, viewer: &Viewer, seen: Seen, opinion: Option<&str>) -> Result<Request> {
    let known = requests::get_seen(change.reader(), viewer.reach(), seen)?;
    let mut row = known.clone();
    row.status = row.standing().may_write(viewer, RequestAction::Withdraw)?;
    let mut check = Checker::new();
    let opinion = check.optional_prose("/opinion", opinion, 500);
    check.done()?;
    row.version += 1;
    close(change, &mut row)?;
    requests::update(change, &known, &row)?;
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

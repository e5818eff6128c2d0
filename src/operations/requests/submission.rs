//! Submitting a request: the guards that look at every item, the number, and the hold on the items.

use std::collections::HashMap;

use crate::db::Conn;
use crate::db::centre::number_series;
use crate::db::change::Change;
use crate::db::goods::items::{self, Item};
use crate::db::requests::loans;
use crate::db::requests::request_lines::{self, RequestLine};
use crate::db::requests::requests::{self, Request, Seen};
use crate::error::Result;
use crate::model::accounts::viewer::Viewer;
use crate::model::centre::settings::SettingName;
use crate::model::goods::category::Category;
use crate::model::goods::item::CustodyState;
use crate::model::ids::{ItemId, RequestId};
use crate::model::input::Checker;
use crate::model::ledger::event::{Action, Circumstances, ItemAction};
use crate::model::reason::{FieldIssue, Reason, Refusal};
use crate::model::requests::request::{LoanPurpose, RequestAction, RequestKind, RequestStatus};
use crate::model::requests::terms::DraftTerms;
use crate::model::time::DAY;
use crate::operations::centre::settings as limits;
use crate::operations::requests::request_steps::take_step;
use crate::operations::requests::requests::{check_document, record};

/// Submits the applicant's own draft, or submits it again after correction.
///
/// # Errors
/// Of [`crate::error::Error`]: `NotFound`, `Stale`, `Refused` in other statuses, `Invalid` naming every blocking line and term.
pub fn submit(change: &mut Change<'_>, viewer: &Viewer, seen: Seen) -> Result<Request> {
    let known = requests::get_seen(change.reader(), viewer.reach(), seen)?;
    let mut row = known.clone();
    let lines = request_lines::list_all(change.reader(), row.id)?;
    row.centre_head_asked = lines.iter().any(|(_, item)| row.kind.asks_centre_head(item.category));
    let again = row.status == RequestStatus::ReturnedForCorrection;
    row.status = row.standing().may_write(viewer, RequestAction::Submit)?;
    let mut check = Checker::new();
    check_terms(change.reader(), &row, &lines, &mut check)?;
    check_lines(change.reader(), viewer, &row, &lines, &mut check)?;
    check.done()?;
    if row.number.is_none() {
        number(change, &mut row)?;
    }
    row.submitted_at = row.submitted_at.or(Some(change.now()));
    row.approved_at = (row.status == RequestStatus::Approved).then(|| change.now());
    row.version += 1;
    requests::update(change, &known, &row)?;
    request_lines::update_holds(change, row.id, true)?;
    if row.kind == RequestKind::Intake {
        hand_in(change, &row, &lines)?;
    }
    take_step(change, viewer, &row, RequestAction::Submit, None)?;
    record(change, if again { Action::RequestResubmitted } else { Action::RequestSubmitted }, &row)?;
    Ok(row)
}

/// Which lines would block a submission now, and why; for showing before anybody submits.
///
/// # Errors
/// Of [`crate::error::Error`]: `NotFound`, database errors.
pub fn blockers(conn: &mut Conn, viewer: &Viewer, id: RequestId) -> Result<Vec<FieldIssue>> {
    let row = requests::get(conn, viewer.reach(), id)?;
    let lines = request_lines::list_all(conn, id)?;
    let mut check = Checker::new();
    check_terms(conn, &row, &lines, &mut check)?;
    check_lines(conn, viewer, &row, &lines, &mut check)?;
    Ok(check.done().err().unwrap_or_default())
}

fn check_terms(conn: &mut Conn, row: &Request, lines: &[(RequestLine, Item)], check: &mut Checker) -> Result<()> {
    check.demand(!lines.is_empty(), "/items", Reason::RequestEmpty);
    let terms = row.draft_terms();
    if let Err(issues) = terms.clone().complete() {
        issues.into_iter().for_each(|issue| check.refuse(issue.pointer, issue.refusal));
    }
    if let DraftTerms::Outbound(out) = &terms {
        out.unsaid().for_each(|pointer| check.refuse(pointer, Reason::DestructionTermsNeeded));
        out.out_of_place().for_each(|pointer| check.refuse(pointer, Reason::TermOfDestruction));
        if let Some(document) = out.document_id {
            check_document(conn, document, check)?;
        }
    }
    let DraftTerms::Loan(loan) = terms else { return Ok(()) };
    let vehicle = lines.iter().any(|(_, item)| item.category == Category::Vehicle);
    let examined = loan.purpose == Some(LoanPurpose::Examination);
    check.demand(!vehicle || examined, "/purpose", Reason::LoanPurposeVehicle);
    let days = limits::get(conn, SettingName::LoanDaysAtMost)?.value;
    let long = loan.starts_at.zip(loan.due_at).is_some_and(|(starts, due)| due > starts.plus(days * DAY));
    check.demand(!long, "/due_at", Refusal::new(Reason::LoanTermTooLong).with("days", days));
    Ok(())
}

fn check_lines(
    conn: &mut Conn,
    viewer: &Viewer,
    row: &Request,
    lines: &[(RequestLine, Item)],
    check: &mut Checker,
) -> Result<()> {
    let ids: Vec<ItemId> = lines.iter().map(|(_, item)| item.id).collect();
    let holds: HashMap<ItemId, (RequestId, Option<String>)> = items::list_holds(conn, &ids)?
        .into_iter()
        .filter(|(_, request, _)| *request != row.id)
        .map(|(item, request, number)| (item, (request, number)))
        .collect();
    let on_this_loan: Vec<ItemId> = match row.draft_terms() {
        DraftTerms::LoanReturn { loan_id: Some(loan) } => {
            loans::list_open(conn, loan)?.into_iter().map(|loan| loan.item_id).collect()
        }
        _ => Vec::new(),
    };
    for (line, item) in lines {
        let pointer = format!("/items/{}", line.line_no - 1);
        if let Err(refusal) = check_item(viewer, row, item, &on_this_loan) {
            check.refuse(pointer.clone(), refusal);
        }
        if let Some((_, number)) = holds.get(&item.id) {
            let held = Refusal::new(Reason::ItemHeld).with("item", &item.code);
            check.refuse(pointer, held.with("request", number.as_deref().unwrap_or("-")));
        }
    }
    Ok(())
}

fn check_item(viewer: &Viewer, row: &Request, item: &Item, on_this_loan: &[ItemId]) -> Result<(), Refusal> {
    if item.responsible_agency_id != viewer.agency_id {
        return Err(Refusal::new(Reason::ItemNotResponsible).with("item", &item.code));
    }
    if row.kind == RequestKind::Intake && item.custody_state == CustodyState::PendingIntake {
        return Ok(());
    }
    item.custody_state.must_be(&item.code, row.kind.item_state())?;
    if row.kind == RequestKind::LoanReturn && !on_this_loan.contains(&item.id) {
        return Err(Refusal::new(Reason::LoanNotOpen).with("item", &item.code));
    }
    Ok(())
}

fn number(change: &mut Change<'_>, row: &mut Request) -> Result<()> {
    let (year, _) = change.now().china_month();
    let sequence = number_series::take(change, row.kind.as_str(), year, 1)?;
    row.year = Some(year);
    row.sequence = Some(sequence);
    let number = row.kind.number(year, sequence);
    number_series::refuse_given(change, row.kind.as_str(), &number)?;
    row.number = Some(number);
    Ok(())
}

fn hand_in(change: &mut Change<'_>, row: &Request, lines: &[(RequestLine, Item)]) -> Result<()> {
    for (_, item) in lines.iter().filter(|(_, item)| item.custody_state == CustodyState::Registered) {
        let after = Item { custody_state: CustodyState::PendingIntake, ..item.clone() };
        let circumstances = Circumstances { request_id: Some(row.id), ..Default::default() };
        change.put_item(Some(item), after, ItemAction::ItemSubmitted, circumstances)?;
    }
    change.flush()
}

//! Extending a loan: asked by the borrower, decided by the same heads who approved the loan.

use serde_json::json;

use crate::db::accounts::agencies;
use crate::db::change::Change;
use crate::db::requests::extensions::{self, Extension};
use crate::db::requests::loans::{self, Loan};
use crate::db::requests::requests::{self, Request, Seen};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::centre::settings::SettingName;
use crate::model::ids::{ExtensionId, RequestId};
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::model::requests::loan::ExtensionStatus;
use crate::model::requests::request::RequestStatus;
use crate::model::requests::request_steps::may_decide_extension;
use crate::model::requests::terms::{DraftLoan, DraftTerms, Terms};
use crate::model::time::{DAY, Time};
use crate::operations::centre::settings;
use crate::operations::requests::request_steps::loan_standing;
use crate::operations::requests::requests::record;

/// Asks for a later due time of one's own loan.
///
/// # Errors
/// Of [`crate::error::Error`]: `NotFound`, `Refused` when nothing is out or an extension is waiting, `Invalid`.
pub fn ask(change: &mut Change<'_>, viewer: &Viewer, id: RequestId, due_at: Time, reason: &str) -> Result<Extension> {
    let row = requests::get(change.reader(), viewer.reach(), id)?;
    let loan = loan_standing(change.reader(), &row)?;
    row.standing().may_extend(viewer, loan)?;
    let mut check = Checker::new();
    let reason = check.prose("/reason", reason, 500);
    let Terms::Loan { due_at: due, .. } = row.terms()? else { return Err(Error::internal("only loans are extended")) };
    check.date("/due_at", due_at, change.now());
    let later = due_at > due && due_at > change.now();
    check.demand(
        later,
        "/due_at",
        Refusal::new(Reason::TimeOrder).with_each("other", "the time the goods are due now", "现在的归还期限"),
    );
    let days = settings::get(change.reader(), SettingName::LoanDaysAtMost)?.value;
    let long = due_at > due.plus(days * DAY);
    check.demand(!long, "/due_at", Refusal::new(Reason::LoanTermTooLong).with("days", days));
    check.done()?;
    let extension = Extension {
        id: change.new_id(),
        request_id: id,
        due_at,
        reason,
        status: ExtensionStatus::AwaitingUnitHead,
        asked_by: viewer.user_id,
        asked_at: change.now(),
        unit_head_id: None,
        centre_head_id: None,
        opinion: None,
        decided_at: None,
    };
    extensions::insert(change, &extension)?;
    requests::hold(change, &row)?;
    change.record(Action::ExtensionAsked, row.id.0, details(&row, &extension)?)?;
    Ok(extension)
}

/// Approves or rejects an extension that waits for this person, who saw the loan at `version`.
///
/// # Errors
/// Of [`crate::error::Error`]: `NotFound`, `Stale`, `Refused` when it is decided or not this person's, `Invalid`.
pub fn decide(
    change: &mut Change<'_>,
    viewer: &Viewer,
    (id, version): (ExtensionId, i32),
    approved: bool,
    opinion: Option<&str>,
) -> Result<Extension> {
    let found = extensions::get(change.reader(), viewer.reach(), id)?;
    let (asked, known) = (found.asked(), found.extension);
    let mut extension = known.clone();
    let seen = Seen { id: extension.request_id, version };
    let row = requests::get_seen(change.reader(), viewer.reach(), seen)?;
    let agency = agencies::get(change.reader(), row.responsible_agency_id)?;
    let responsible = (agency.id, agency.name.as_str());
    let waiting = may_decide_extension(viewer, extension.status, asked, responsible)?;
    let mut check = Checker::new();
    let opinion = check.optional_prose("/opinion", opinion, 500);
    check.demand(approved || opinion.is_some(), "/opinion", Reason::ReasonNeeded);
    check.done()?;
    if waiting == RequestStatus::AwaitingUnitHead {
        extension.unit_head_id = Some(viewer.user_id);
    } else {
        extension.centre_head_id = Some(viewer.user_id);
    }
    extension.status = extension.status.decided(approved, row.centre_head_asked);
    extension.opinion = opinion.or(extension.opinion);
    extension.decided_at = (!extension.status.is_open()).then(|| change.now());
    extensions::update(change, &known, &extension)?;
    requests::hold(change, &row)?;
    let row = if extension.status == ExtensionStatus::Approved { extend(change, row, extension.due_at)? } else { row };
    let event = if approved { Action::ExtensionApproved } else { Action::ExtensionRejected };
    change.record(event, row.id.0, details(&row, &extension)?)?;
    Ok(extension)
}

fn extend(change: &mut Change<'_>, known: Request, due_at: Time) -> Result<Request> {
    let open = loans::list_open(change.reader(), known.id)?;
    let extended: Vec<Loan> = open.iter().map(|loan| Loan { due_at, ..loan.clone() }).collect();
    loans::update(change, &open, &extended)?;
    let mut row = known.clone();
    if let DraftTerms::Loan(terms) = row.draft_terms() {
        let terms = DraftTerms::Loan(DraftLoan { due_at: Some(due_at), ..terms });
        row.set_terms(terms, |_| Err(Error::internal("a loan tells nobody's number")))?;
    }
    row.version += 1;
    requests::update(change, &known, &row)?;
    record(change, Action::RequestChanged, &row)?;
    Ok(row)
}

fn details(row: &Request, extension: &Extension) -> Result<serde_json::Value> {
    let digest = row.row_sha256()?;
    Ok(json!({ "extension": extension, "request": row, "row_sha256": digest }))
}

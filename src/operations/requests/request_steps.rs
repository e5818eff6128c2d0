//! The steps of a request: who took which part so far, writing the step a person takes, and which steps a person may
//! take now.

use crate::db::Conn;
use crate::db::accounts::{agencies, persons};
use crate::db::change::Change;
use crate::db::requests::request_steps::{self, RequestStep};
use crate::db::requests::requests::Request;
use crate::db::requests::{extensions, loans, request_lines};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::item::CustodyState;
use crate::model::ids::{PersonId, UserId};
use crate::model::reason::Refusal;
use crate::model::requests::request::{Part, PartTaken, RequestAction, RequestKind};
use crate::model::requests::request_steps::LoanStanding;
use crate::model::requests::terms::{DraftOutbound, DraftTerms};
use crate::operations::cases::corrections::must_be_in_force;

/// Everybody who has taken a part in a request so far.
pub fn parts(conn: &mut Conn, row: &Request) -> Result<Vec<PartTaken>> {
    let steps = request_steps::list(conn, row.id)?;
    parts_with(conn, row, &steps)
}

fn parts_with(conn: &mut Conn, row: &Request, steps: &[RequestStep]) -> Result<Vec<PartTaken>> {
    let mut taken = vec![(row.applicant_id, Part::Applicant)];
    taken.extend(steps.iter().filter(|s| s.action == RequestAction::Approve).map(|s| (s.actor_id, Part::Approver)));
    let executors = request_steps::list_executors(conn, row.id)?;
    taken.extend(executors.into_iter().map(|id| (id, Part::Executor)));
    let accounts: Vec<UserId> = taken.iter().map(|(by, _)| *by).collect();
    let people = persons::list_of(conn, &accounts)?;
    let part = |(by, part)| PartTaken { by, person: people.get(&by).copied().unwrap_or(PersonId(by.0)), part };
    Ok(taken.into_iter().map(part).collect())
}

/// Writes the step a person took.
pub fn take_step(
    change: &mut Change<'_>,
    viewer: &Viewer,
    row: &Request,
    action: RequestAction,
    opinion: Option<String>,
) -> Result<()> {
    let steps = request_steps::list(change.reader(), row.id)?;
    let step = RequestStep {
        request_id: row.id,
        step_no: i32::try_from(steps.len() + 1).map_err(Error::internal)?,
        action,
        status_after: row.status,
        actor_id: viewer.user_id,
        opinion,
        taken_at: change.now(),
    };
    request_steps::insert(change, &step)
}

/// What there is to extend on a loan; nothing on other requests.
pub fn loan_standing(conn: &mut Conn, row: &Request) -> Result<LoanStanding> {
    if row.kind != RequestKind::Loan {
        return Ok(LoanStanding { out: false, extension_waits: false });
    }
    Ok(LoanStanding { out: loans::is_out(conn, row.id)?, extension_waits: extensions::is_waiting(conn, row.id)? })
}

/// A step, and why the person may not take it now.
pub type Possibility = (RequestAction, Result<(), Refusal>);

/// Every step a person can take on a request, each with the refusal it would meet now; `steps` are those taken so far.
pub fn list_possible(
    conn: &mut Conn,
    viewer: &Viewer,
    row: &Request,
    steps: &[RequestStep],
) -> Result<Vec<Possibility>> {
    let taken = parts_with(conn, row, steps)?;
    let agency = agencies::get(conn, row.responsible_agency_id)?.name;
    let loan = loan_standing(conn, row)?;
    let standing = row.standing();
    let submit = may_submit(conn, viewer, row)?;
    let possible = RequestAction::ALL.iter().filter_map(|action| {
        use RequestAction as A;
        let outcome = match action {
            A::Submit => submit.clone(),
            A::Extend => standing.may_extend(viewer, loan),
            // The program takes these with the last line; nobody does it by hand.
            A::Complete | A::ReportRefusals => return None,
            _ => standing.may_take(viewer, *action, &agency, &taken).map(drop),
        };
        Some((*action, outcome))
    });
    Ok(possible.collect())
}

/// Whether the applicant may submit, and whether what the request is written about still is: goods that were cancelled
/// or a document that was ended keep it from ever being submitted as it stands. Two short statements, whatever the number
/// of lines; what else may block a submission is among its blockers.
fn may_submit(conn: &mut Conn, viewer: &Viewer, row: &Request) -> Result<Result<(), Refusal>> {
    if let Err(refusal) = row.standing().may_write(viewer, RequestAction::Submit) {
        return Ok(Err(refusal));
    }
    if let Some(code) = request_lines::find_cancelled(conn, row.id)? {
        return Ok(CustodyState::Cancelled.must_be(&code, row.kind.item_state()));
    }
    let DraftTerms::Outbound(DraftOutbound { document_id: Some(document), .. }) = row.draft_terms() else {
        return Ok(Ok(()));
    };
    match must_be_in_force(conn, document) {
        Err(Error::Refused(refusal)) => Ok(Err(refusal)),
        other => other.map(Ok),
    }
}

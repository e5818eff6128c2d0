//! Whether a record that is not the one in the log could have been left so by any operation: what contradicts itself or the
//! rules cannot be accepted, because nobody could work with it afterwards.

use crate::db::Conn;
use crate::db::accounts::{agencies, users};
use crate::db::ledger::findings::RecordedFinding;
use crate::db::requests::loans;
use crate::db::requests::request_lines::{self, RequestLine};
use crate::db::requests::requests::{self, Request};
use crate::error::Result;
use crate::model::ids::{ItemId, RequestId, UserId};
use crate::model::reason::Reason;
use crate::model::requests::request::{LineOutcome, RequestStatus};
use crate::operations::accounts::users::allows;
use crate::operations::centre::settings;

/// Refuses what cannot stand of what a finding is about.
///
/// # Errors
/// [`Reason::RecordCannotStand`]; database errors.
pub fn check(conn: &mut Conn, finding: &RecordedFinding) -> Result<()> {
    let mut items: Vec<ItemId> = finding.item_id.into_iter().collect();
    let mut stands = true;
    for subject in finding.subjects() {
        if subject.is_nil() {
            stands &= settings::are_within_bounds(conn)?;
        }
        stands &= account_stands(conn, UserId(subject))?;
        if let Some(request) = requests::find(conn, RequestId(subject))? {
            let lines = request_lines::list_all(conn, request.id)?;
            stands &= lines.iter().all(|(line, _)| line_stands(&request, line));
            items.extend(lines.into_iter().map(|(_, item)| item.id));
        }
    }
    if stands && loans::list_codes_in_doubt_of(conn, &items)?.is_empty() {
        Ok(())
    } else {
        Err(Reason::RecordCannotStand.into())
    }
}

/// Whether a person may have the roles, in the agency.
fn account_stands(conn: &mut Conn, id: UserId) -> Result<bool> {
    let Some(user) = users::find(conn, id)? else { return Ok(true) };
    let agency = agencies::find(conn, user.agency_id)?;
    Ok(user.roles.checked() && agency.is_some_and(|agency| allows(&agency, user.roles)))
}

/// Whether a line holds its item as it must where its request stands; a draft and one that was returned hold what they held
/// when they were written.
fn line_stands(request: &Request, line: &RequestLine) -> bool {
    let waits = matches!(line.outcome, LineOutcome::Pending | LineOutcome::Refused);
    match request.status {
        RequestStatus::Draft | RequestStatus::ReturnedForCorrection => true,
        status => line.holds == (status.holds_items() && waits),
    }
}

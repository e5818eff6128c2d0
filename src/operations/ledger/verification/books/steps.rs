//! What the entries about a request are: which step each is, and what of the request it may change.

use std::hash::{BuildHasher, RandomState};

use serde_json::Value;

use crate::model::accounts::viewer::Viewer;
use crate::model::ids::UserId;
use crate::model::ledger::event::{Action, ItemAction, RequestRecord, SubjectEvent};
use crate::model::reason::{Language, Refusal};
use crate::model::requests::request::{RequestAction, RequestKind, RequestStatus};
use crate::model::requests::request_steps::Standing;

/// Every member of a request as the log has it; a test holds them against the row.
const MEMBERS: [&str; 32] = [
    "id",
    "kind",
    "year",
    "sequence",
    "number",
    "status",
    "applicant_id",
    "agency_id",
    "responsible_agency_id",
    "case_id",
    "reason",
    "centre_head_asked",
    "line_count",
    "open_line_count",
    "purpose",
    "starts_at",
    "due_at",
    "loan_id",
    "disposition",
    "document_id",
    "receiver_name",
    "receiver_document_no",
    "receiver_is_officer",
    "witness_name",
    "destruction_method",
    "destruction_place",
    "delivery",
    "created_at",
    "submitted_at",
    "approved_at",
    "closed_at",
    "version",
];

/// What the applicant writes.
const WRITTEN: [&str; 16] = [
    "reason",
    "line_count",
    "open_line_count",
    "purpose",
    "starts_at",
    "due_at",
    "loan_id",
    "disposition",
    "document_id",
    "receiver_name",
    "receiver_document_no",
    "receiver_is_officer",
    "witness_name",
    "destruction_method",
    "destruction_place",
    "delivery",
];

/// The members of a request as digests that nobody outside of this verification can aim at.
#[derive(Clone)]
pub struct Members([u64; MEMBERS.len()]);

impl Members {
    pub fn of(event: &SubjectEvent, keys: &RandomState) -> Self {
        let row = event.details.get("request");
        Self(MEMBERS.map(|name| digest(row.and_then(|row| row.get(name)), keys)))
    }

    /// Whether a member has this value.
    pub fn has(&self, member: &str, value: Option<&str>, keys: &RandomState) -> bool {
        let value = value.map(|text| Value::String(text.to_owned()));
        MEMBERS.iter().zip(self.0).any(|(name, own)| *name == member && own == digest(value.as_ref(), keys))
    }

    /// The first member that differs and may not.
    pub fn meddled(&self, before: &Self, may: impl Fn(&str) -> bool) -> Option<&'static str> {
        let differing = MEMBERS.iter().zip(self.0).zip(before.0).filter(|((_, own), before)| own != before);
        differing.map(|((name, _), _)| *name).find(|name| !may(name))
    }
}

fn digest(value: Option<&Value>, keys: &RandomState) -> u64 {
    match value {
        None | Some(Value::Null) => 0,
        Some(value) => keys.hash_one(value.to_string()),
    }
}

/// A step, as the row of the register of steps must have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    pub action: RequestAction,
    pub after: RequestStatus,
    pub by: UserId,
}

/// How the agency is called whose unit head approves.
pub const RESPONSIBLE: &str = "the responsible agency";

pub const fn standing(record: &RequestRecord) -> Standing {
    Standing {
        kind: record.kind,
        status: record.status,
        centre_head_asked: record.centre_head_asked,
        applicant_id: record.applicant_id,
        responsible_agency_id: record.responsible_agency_id,
    }
}

/// A refusal in the middle of a sentence.
pub fn said(refusal: Refusal) -> String {
    format!("could not be taken: {}", refusal.text(Language::English))
}

/// Whether a change in this status can only be that of a due time.
pub const fn is_extension(status: RequestStatus) -> bool {
    !matches!(status, RequestStatus::Draft | RequestStatus::ReturnedForCorrection)
}

/// The step that an entry tells of about a request that stood so.
pub const fn step(action: Action, status: RequestStatus) -> Option<RequestAction> {
    use RequestAction as R;
    Some(match action {
        // Earlier programs called it so.
        Action::RequestReturned if matches!(status, RequestStatus::AwaitingConfirmation) => R::SendBackRefusals,
        Action::RequestChanged => R::Edit,
        Action::RequestSubmitted | Action::RequestResubmitted => R::Submit,
        Action::RequestApproved => R::Approve,
        Action::RequestReturned => R::ReturnForCorrection,
        Action::RequestRejected => R::Reject,
        Action::RequestWithdrawn => R::Withdraw,
        Action::RequestExecuted | Action::RequestCompleted => R::Execute,
        Action::RefusalsConfirmed => R::ConfirmRefusals,
        Action::RefusalsSentBack => R::SendBackRefusals,
        _ => return None,
    })
}

/// How a step stands in the register of steps: earlier programs had refusals sent back as one with their confirmation.
pub const fn noted_as(action: Action, step: RequestAction) -> RequestAction {
    match (action, step) {
        (Action::RequestReturned, RequestAction::SendBackRefusals) => RequestAction::ConfirmRefusals,
        (_, step) => step,
    }
}

/// Whether a step changes a member.
pub fn may_change(step: Option<RequestAction>, extends: bool, member: &str) -> bool {
    let own: &[&str] = match step {
        None => return false,
        Some(RequestAction::Edit) if extends => &["due_at"],
        Some(RequestAction::Edit) => &WRITTEN,
        Some(RequestAction::Submit) => {
            &["year", "sequence", "number", "status", "centre_head_asked", "submitted_at", "approved_at"]
        }
        Some(RequestAction::Approve) => &["status", "approved_at"],
        Some(RequestAction::ReturnForCorrection) => &["status"],
        Some(RequestAction::Execute) => &["status", "open_line_count", "closed_at"],
        Some(RequestAction::SendBackRefusals) => &["status", "open_line_count"],
        Some(_) => &["status", "closed_at"],
    };
    member == "version" || own.contains(&member)
}

/// Whether a request may begin like this: drafted by its applicant for the own agency.
///
/// # Errors
/// Why it may not.
pub fn judge_first(event: &SubjectEvent, record: &RequestRecord, viewer: Option<&Viewer>) -> Result<(), String> {
    if event.action != Action::RequestDrafted || record.status != RequestStatus::Draft || record.number.is_some() {
        return Err("begins without a draft".to_owned());
    }
    let Some(viewer) = viewer else { return Ok(()) };
    standing(record).may_write(viewer, RequestAction::Edit).map_err(said)?;
    match viewer.agency_id == record.agency_id && viewer.agency_id == record.responsible_agency_id {
        true => Ok(()),
        false => Err("could not be taken: it is for another agency".to_owned()),
    }
}

/// The steps by which an item is handed in, let go or carried out; any of them could be the one.
pub fn steps_of_items(action: ItemAction, kind: RequestKind) -> &'static [RequestAction] {
    use ItemAction as I;
    use RequestAction as R;
    match (action, kind) {
        (I::ItemSubmitted, RequestKind::Intake) => &[R::Submit, R::SendBackRefusals],
        (I::ItemWithdrawn, RequestKind::Intake) => &[R::Withdraw, R::Reject, R::Edit, R::Execute],
        (action, kind) if action.executes() == Some(kind) => &[R::Execute],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use uuid::Uuid;

    use super::*;
    use crate::db::cases::cases::Case;
    use crate::db::requests::requests::Request;
    use crate::error::Error;
    use crate::model::accounts::role::RoleSet;
    use crate::model::accounts::secrecy::SecrecyLevel;
    use crate::model::goods::item::Stage;
    use crate::model::ids::{AgencyId, CaseId, PersonId, RequestId};
    use crate::model::requests::terms::{DeliveryManner, DraftOutbound, DraftTerms};
    use crate::model::time::Time;

    #[test]
    fn every_column_of_a_request_is_compared() {
        let agency_id = AgencyId(Uuid::nil());
        let viewer = Viewer {
            user_id: UserId(Uuid::nil()),
            person_id: PersonId(Uuid::nil()),
            agency_id,
            roles: RoleSet::default(),
            clearance: SecrecyLevel::Ordinary,
        };
        let case = Case {
            id: CaseId(Uuid::nil()),
            case_no: String::new(),
            name: String::new(),
            cause: String::new(),
            stage: Stage::Investigation,
            agency_id,
            responsible_agency_id: agency_id,
            created_by: viewer.user_id,
            created_at: Time(0),
            version: 1,
            secrecy: SecrecyLevel::Ordinary,
        };
        let mut row = Request::draft(RequestId(Uuid::nil()), RequestKind::Outbound, &viewer, &case, Time(0));
        // Members that came later appear only where something is said.
        let said = Some("焚烧".to_owned());
        let delivery = Some(DeliveryManner::Posted);
        let (destruction_method, destruction_place) = (said.clone(), said);
        let terms = DraftOutbound { destruction_method, destruction_place, delivery, ..DraftOutbound::default() };
        row.set_terms(DraftTerms::Outbound(terms), |number| Err(Error::internal(number.to_owned()))).unwrap();
        let row = serde_json::to_value(row).unwrap();
        let columns: BTreeSet<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(columns, BTreeSet::from(MEMBERS));
    }
}

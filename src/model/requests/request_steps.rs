//! Which step of a request a person may take now, or why not. The operations ask before they act, and whoever shows
//! what can be done next asks the same functions, so that the two cannot differ.

use crate::model::accounts::role::{Permission, Role};
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{AgencyId, PersonId, UserId};
use crate::model::reason::{Reason, Refusal};
use crate::model::requests::loan::ExtensionStatus;
use crate::model::requests::request::{
    Part, PartTaken, RequestAction, RequestKind, RequestStatus, approver, may_approve, next, separate,
};

/// What decides who may take which step of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its kind.
    pub kind: RequestKind,
    /// Where it stands.
    pub status: RequestStatus,
    /// Whether its goods ask for the centre head's approval as well.
    pub centre_head_asked: bool,
    /// Who applied.
    pub applicant_id: UserId,
    /// The agency whose unit head approves.
    pub responsible_agency_id: AgencyId,
}

/// What there is to extend on a loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoanStanding {
    /// Whether anything is still out.
    pub out: bool,
    /// Whether an extension waits for a decision.
    pub extension_waits: bool,
}

impl RequestAction {
    /// The permission the action needs.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Edit | Self::Submit | Self::Withdraw | Self::Extend => Permission::SubmitRequests,
            Self::Approve | Self::ReturnForCorrection | Self::Reject => Permission::ApproveRequests,
            Self::Execute | Self::Complete | Self::ReportRefusals => Permission::ExecuteRequests,
            Self::ConfirmRefusals | Self::SendBackRefusals => Permission::ResolveDiscrepancies,
        }
    }
}

impl Standing {
    /// The status after the applicant edits, submits or withdraws.
    ///
    /// # Errors
    /// [`Reason::PermissionMissing`], [`Reason::NotApplicant`], [`Reason::RequestStatus`].
    pub fn may_write(&self, viewer: &Viewer, action: RequestAction) -> Result<RequestStatus, Refusal> {
        self.may_apply(viewer, action)?;
        self.next(action)
    }

    /// The status after a head approves, returns or rejects; `agency` names the responsible one.
    ///
    /// # Errors
    /// [`Reason::PermissionMissing`], [`Reason::RequestStatus`], [`Reason::ApprovalNotYours`],
    /// [`Reason::DutiesNotSeparate`].
    pub fn may_decide(
        &self,
        viewer: &Viewer,
        action: RequestAction,
        agency: &str,
        taken: &[PartTaken],
    ) -> Result<RequestStatus, Refusal> {
        permitted(viewer, action)?;
        let after = self.next(action)?;
        let responsible = (self.responsible_agency_id, agency);
        may_approve(self.status, |role| viewer.is(role), viewer.agency_id, responsible)?;
        separate(viewer.person_id, taken, Part::Approver)?;
        Ok(after)
    }

    /// The status after a custodian carries lines out.
    ///
    /// # Errors
    /// [`Reason::PermissionMissing`], [`Reason::RequestStatus`], [`Reason::DutiesNotSeparate`].
    pub fn may_execute(&self, viewer: &Viewer, taken: &[PartTaken]) -> Result<RequestStatus, Refusal> {
        permitted(viewer, RequestAction::Execute)?;
        let after = self.next(RequestAction::Execute)?;
        separate(viewer.person_id, taken, Part::Executor)?;
        Ok(after)
    }

    /// The status after the last line is carried out: refusals wait for the centre head, everything else is complete.
    ///
    /// # Errors
    /// [`Reason::RequestStatus`] unless lines were being carried out.
    pub fn when_done(&self, any_refused: bool) -> Result<RequestStatus, Refusal> {
        self.next(if any_refused { RequestAction::ReportRefusals } else { RequestAction::Complete })
    }

    /// The status after the centre head confirms what was refused at the desk, or sends it back.
    ///
    /// # Errors
    /// [`Reason::PermissionMissing`], [`Reason::RequestStatus`], [`Reason::DutiesNotSeparate`].
    pub fn may_decide_refusals(
        &self,
        viewer: &Viewer,
        action: RequestAction,
        taken: &[PartTaken],
    ) -> Result<RequestStatus, Refusal> {
        permitted(viewer, action)?;
        let after = self.next(action)?;
        separate(viewer.person_id, taken, Part::Approver)?;
        Ok(after)
    }

    /// The status after a person takes a step, whichever it is; `agency` names the responsible one. The steps that the
    /// program takes with the last line, and that an extension is asked for, are asked about elsewhere.
    ///
    /// # Errors
    /// Those of the step.
    pub fn may_take(
        &self,
        viewer: &Viewer,
        action: RequestAction,
        agency: &str,
        taken: &[PartTaken],
    ) -> Result<RequestStatus, Refusal> {
        use RequestAction as A;
        match action {
            A::Edit | A::Submit | A::Withdraw => self.may_write(viewer, action),
            A::Approve | A::ReturnForCorrection | A::Reject => self.may_decide(viewer, action, agency, taken),
            A::Execute => self.may_execute(viewer, taken),
            A::ConfirmRefusals | A::SendBackRefusals => self.may_decide_refusals(viewer, action, taken),
            A::Extend | A::Complete | A::ReportRefusals => self.next(action),
        }
    }

    /// Whether the borrower may ask for a later due time.
    ///
    /// # Errors
    /// [`Reason::PermissionMissing`], [`Reason::RequestKindMismatch`], [`Reason::NotApplicant`],
    /// [`Reason::LoanNothingOut`], [`Reason::ExtensionOpen`].
    pub fn may_extend(&self, viewer: &Viewer, loan: LoanStanding) -> Result<(), Refusal> {
        if self.kind != RequestKind::Loan {
            return Err(Refusal::new(Reason::RequestKindMismatch).with_word("kind", self.kind));
        }
        self.may_apply(viewer, RequestAction::Extend)?;
        if !loan.out {
            return Err(Reason::LoanNothingOut.into());
        }
        if loan.extension_waits { Err(Reason::ExtensionOpen.into()) } else { Ok(()) }
    }

    fn may_apply(&self, viewer: &Viewer, action: RequestAction) -> Result<(), Refusal> {
        permitted(viewer, action)?;
        if viewer.user_id == self.applicant_id { Ok(()) } else { Err(Reason::NotApplicant.into()) }
    }

    /// The status after a step, whoever takes it.
    ///
    /// # Errors
    /// [`Reason::RequestStatus`].
    pub fn next(&self, action: RequestAction) -> Result<RequestStatus, Refusal> {
        next(self.kind, self.centre_head_asked, self.status, action)
    }
}

/// What a decision on an extension waits for, in the terms of a request that waits for the same head.
///
/// # Errors
/// [`Reason::PermissionMissing`], [`Reason::ExtensionDecided`], [`Reason::ApprovalNotYours`],
/// [`Reason::DutiesNotSeparate`].
pub fn may_decide_extension(
    viewer: &Viewer,
    status: ExtensionStatus,
    asked: PartTaken,
    responsible: (AgencyId, &str),
) -> Result<RequestStatus, Refusal> {
    permitted(viewer, RequestAction::Approve)?;
    let waiting = status.waits_like().ok_or_else(|| Refusal::new(Reason::ExtensionDecided))?;
    may_approve(waiting, |role| viewer.is(role), viewer.agency_id, responsible)?;
    separate(viewer.person_id, &[asked], Part::Approver)?;
    Ok(waiting)
}

fn permitted(viewer: &Viewer, action: RequestAction) -> Result<(), Refusal> {
    let needed = action.permission();
    if viewer.may(needed) {
        return Ok(());
    }
    Err(Refusal::new(Reason::PermissionMissing).with_word("permission", needed))
}

/// The requests that wait for a person, as conditions a query can ask for: by the person's part, the statuses in which
/// the next step is theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// The human, none of whose accounts may have taken another part.
    pub person: PersonId,
    /// The person's account.
    pub account: UserId,
    /// The person's agency.
    pub agency: AgencyId,
    /// Waiting for the unit head of the responsible agency.
    pub as_unit_head: Vec<RequestStatus>,
    /// Waiting for the centre head.
    pub as_centre_head: Vec<RequestStatus>,
    /// To be carried out.
    pub as_custodian: Vec<RequestStatus>,
    /// Come back to the applicant.
    pub as_applicant: Vec<RequestStatus>,
}

impl Queue {
    /// The queue of a person. Drafts wait for nobody: they have not been asked for yet.
    pub fn of(viewer: &Viewer) -> Self {
        let statuses = |wanted: &dyn Fn(RequestStatus) -> bool| -> Vec<RequestStatus> {
            RequestStatus::ALL.iter().copied().filter(|status| wanted(*status)).collect()
        };
        let decided_by = |role: Role| statuses(&|status| viewer.is(role) && approver(status) == Some(role));
        let follows = |status: RequestStatus, action: RequestAction| {
            let of = |kind: &RequestKind| next(*kind, false, status, action).is_ok();
            viewer.may(action.permission()) && RequestKind::ALL.iter().any(of)
        };
        Self {
            person: viewer.person_id,
            account: viewer.user_id,
            agency: viewer.agency_id,
            as_unit_head: decided_by(Role::UnitHead),
            as_centre_head: decided_by(Role::CentreHead),
            as_custodian: statuses(&|status| follows(status, RequestAction::Execute)),
            as_applicant: statuses(&|status| status.holds_items() && follows(status, RequestAction::Submit)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::accounts::role::RoleSet;
    use crate::model::accounts::secrecy::SecrecyLevel;

    const OFFICER: u128 = 1;
    const AGENCY: u128 = 10;

    fn person(id: u128, agency: u128, role: Role) -> Viewer {
        Viewer {
            user_id: UserId(uuid::Uuid::from_u128(id)),
            person_id: PersonId(uuid::Uuid::from_u128(id)),
            agency_id: AgencyId(uuid::Uuid::from_u128(agency)),
            roles: RoleSet::of(&[role]),
            clearance: SecrecyLevel::Ordinary,
        }
    }

    fn standing(status: RequestStatus) -> Standing {
        let officer = person(OFFICER, AGENCY, Role::CaseOfficer);
        Standing {
            kind: RequestKind::Loan,
            status,
            centre_head_asked: false,
            applicant_id: officer.user_id,
            responsible_agency_id: officer.agency_id,
        }
    }

    #[test]
    fn a_step_is_refused_for_the_first_reason_that_matters_to_the_person() {
        let waiting = standing(RequestStatus::AwaitingUnitHead);
        let decide = |viewer: &Viewer, taken: &[PartTaken]| {
            waiting.may_decide(viewer, RequestAction::Approve, "A", taken).map_err(|refusal| refusal.reason)
        };
        let head = person(2, AGENCY, Role::UnitHead);
        assert_eq!(decide(&head, &[]), Ok(RequestStatus::Approved));
        assert_eq!(decide(&person(3, AGENCY, Role::Custodian), &[]), Err(Reason::PermissionMissing));
        assert_eq!(decide(&person(4, AGENCY + 1, Role::UnitHead), &[]), Err(Reason::ApprovalNotYours));
        let applied = |person_id| PartTaken {
            by: standing(RequestStatus::Draft).applicant_id,
            person: person_id,
            part: Part::Applicant,
        };
        assert_eq!(decide(&head, &[applied(head.person_id)]), Err(Reason::DutiesNotSeparate));
        let draft = standing(RequestStatus::Draft);
        let colleague = person(5, AGENCY, Role::CaseOfficer);
        let edit = |viewer: &Viewer| draft.may_write(viewer, RequestAction::Edit).map_err(|refusal| refusal.reason);
        assert_eq!(edit(&colleague), Err(Reason::NotApplicant));
        assert_eq!(edit(&person(OFFICER, AGENCY, Role::CaseOfficer)), Ok(RequestStatus::Draft));
    }

    #[test]
    fn a_queue_holds_exactly_the_statuses_in_which_a_role_can_act() {
        let queue = Queue::of(&person(1, 1, Role::CentreHead));
        assert_eq!(queue.as_centre_head, [RequestStatus::AwaitingCentreHead, RequestStatus::AwaitingConfirmation]);
        assert!(queue.as_unit_head.is_empty() && queue.as_custodian.is_empty() && queue.as_applicant.is_empty());
        let queue = Queue::of(&person(1, 1, Role::Custodian));
        assert_eq!(queue.as_custodian, [RequestStatus::Approved, RequestStatus::Executing]);
        let queue = Queue::of(&person(1, 1, Role::CaseOfficer));
        assert_eq!(queue.as_applicant, [RequestStatus::ReturnedForCorrection]);
    }
}

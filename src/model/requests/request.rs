//! The four requests: which step follows which, who may take it, and how each line may end.

use crate::model::accounts::role::Role;
use crate::model::goods::category::Category;
use crate::model::goods::item::CustodyState;
use crate::model::ids::{AgencyId, PersonId, UserId};
use crate::model::reason::{Reason, Refusal};
use crate::model::words::words;

words! {
    /// The kinds of request.
    RequestKind {
        /// 入库申请
        Intake = "intake" / "入库申请" / "Intake" / "an intake",
        /// 出库申请
        Outbound = "outbound" / "出库申请" / "Outbound" / "an outbound request",
        /// 调用申请
        Loan = "loan" / "调用申请" / "Loan" / "a loan",
        /// 调用归还申请
        LoanReturn = "loan_return" / "调用归还申请" / "Loan return" / "the return of a loan",
    }
}

impl RequestKind {
    /// The letters that open the request's number, from the Chinese kind (入库, 出库, 调用, 归还).
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Intake => "RK",
            Self::Outbound => "CK",
            Self::Loan => "DY",
            Self::LoanReturn => "GH",
        }
    }

    /// The number of the request: kind, year, and a sequence without gaps.
    pub fn number(self, year: i32, sequence: i64) -> String {
        format!("{}-{year}-{sequence:06}", self.prefix())
    }

    /// The state in which goods are asked for with it.
    pub const fn item_state(self) -> CustodyState {
        match self {
            Self::Intake => CustodyState::Registered,
            Self::Outbound | Self::Loan => CustodyState::InCustody,
            Self::LoanReturn => CustodyState::OnLoan,
        }
    }

    /// The approvals the kind needs, in order, given what its goods demand.
    pub const fn approvals(self, centre_head_asked: bool) -> &'static [RequestStatus] {
        use RequestStatus::{AwaitingCentreHead, AwaitingUnitHead};
        match (self, centre_head_asked) {
            (Self::LoanReturn, _) => &[],
            (Self::Outbound, _) | (_, true) => &[AwaitingUnitHead, AwaitingCentreHead],
            (Self::Intake | Self::Loan, false) => &[AwaitingUnitHead],
        }
    }

    /// Whether goods of a category ask for the centre head's approval as well.
    pub const fn asks_centre_head(self, category: Category) -> bool {
        match self {
            Self::Intake => category.needs_two_custodians(),
            Self::Loan => category.loan_needs_centre_head(),
            Self::Outbound => true,
            Self::LoanReturn => false,
        }
    }

    /// The outcomes a line of this kind may end with.
    pub const fn outcomes(self) -> &'static [LineOutcome] {
        use LineOutcome as O;
        match self {
            Self::Intake => &[O::Accepted, O::AcceptedCorrected, O::Refused, O::NotExecuted],
            Self::Outbound => &[O::Released, O::NotExecuted],
            Self::Loan => &[O::Lent, O::NotExecuted],
            Self::LoanReturn => &[O::Returned, O::NotExecuted],
        }
    }

    /// How a line of this kind ends when everything is as it should be: the first of [`Self::outcomes`].
    pub const fn usual_outcome(self) -> LineOutcome {
        match self {
            Self::Intake => LineOutcome::Accepted,
            Self::Outbound => LineOutcome::Released,
            Self::Loan => LineOutcome::Lent,
            Self::LoanReturn => LineOutcome::Returned,
        }
    }
}

words! {
    /// Where a request stands.
    RequestStatus {
        /// Being written; has no number yet and holds no item.
        Draft = "draft" / "草稿" / "Draft" / "a draft",
        /// Waiting for the responsible agency's unit head.
        AwaitingUnitHead = "awaiting_unit_head" / "待部门审批" / "Awaiting unit head" / "waiting for the unit head",
        /// Waiting for the centre head.
        AwaitingCentreHead = "awaiting_centre_head" / "待中心审批" / "Awaiting centre head" / "waiting for the centre head",
        /// Approved, nothing carried out yet.
        Approved = "approved" / "已批准" / "Approved",
        /// Some lines carried out.
        Executing = "executing" / "办理中" / "Executing" / "being carried out",
        /// All lines carried out; refusals wait for the centre head.
        AwaitingConfirmation = "awaiting_confirmation" / "待确认拒收" / "Awaiting confirmation of refusals" / "waiting for its refusals to be confirmed",
        /// 办结
        Completed = "completed" / "已办结" / "Completed",
        /// 退回补正: with the applicant again, keeps its number and its hold.
        ReturnedForCorrection = "returned_for_correction" / "退回补正" / "Returned for correction",
        /// 驳回
        Rejected = "rejected" / "已驳回" / "Rejected",
        /// 撤回
        Withdrawn = "withdrawn" / "已撤回" / "Withdrawn",
    }
}

impl RequestStatus {
    /// Whether the request holds its items against other requests.
    pub const fn holds_items(self) -> bool {
        !matches!(self, Self::Draft | Self::Completed | Self::Rejected | Self::Withdrawn)
    }

    /// Whether somebody decides, acts or has acted on what the request says, so that the papers it names must stay as
    /// they are. One that is with its applicant, or came to nothing, binds nobody.
    pub const fn relies_on_papers(self) -> bool {
        !matches!(self, Self::Draft | Self::ReturnedForCorrection | Self::Rejected | Self::Withdrawn)
    }
}

words! {
    /// What a person does to a request.
    RequestAction {
        Edit = "edit" / "修改" / "Edit" / "be edited",
        Submit = "submit" / "提交" / "Submit" / "be submitted",
        Approve = "approve" / "批准" / "Approve" / "be approved",
        ReturnForCorrection = "return_for_correction" / "退回补正" / "Return for correction" / "be returned for correction",
        Reject = "reject" / "驳回" / "Reject" / "be rejected",
        Withdraw = "withdraw" / "撤回" / "Withdraw" / "be withdrawn",
        Execute = "execute" / "办理" / "Execute" / "be carried out",
        /// The program's own step when the last line is carried out.
        Complete = "complete" / "办结" / "Complete" / "be completed",
        /// The program's own step when the last line is carried out and some were refused.
        ReportRefusals = "report_refusals" / "报请确认拒收" / "Report refusals" / "have its refusals reported",
        ConfirmRefusals = "confirm_refusals" / "确认拒收" / "Confirm refusals" / "have its refusals confirmed",
        /// The refused lines go back to the custodian, to be carried out again.
        SendBackRefusals =
            "send_back_refusals" / "退回重新办理" / "Send refused items back" / "have its refused lines sent back",
        /// Asks for a later due time of a loan; the request stays where it is.
        Extend = "extend" / "申请延期" / "Extend" / "be extended",
    }
}

words! {
    /// What the centre head decides about lines refused at the desk.
    RefusalsDecision {
        /// The refusals stand; the request is completed.
        Confirm = "confirm" / "确认拒收" / "Confirm refusals",
        /// The refused lines go back to the custodian.
        SendBack = "send_back" / "退回重新办理" / "Send refused items back",
    }
}

impl RefusalsDecision {
    /// The step the decision is.
    pub const fn action(self) -> RequestAction {
        match self {
            Self::Confirm => RequestAction::ConfirmRefusals,
            Self::SendBack => RequestAction::SendBackRefusals,
        }
    }
}

words! {
    /// How a line ended.
    LineOutcome {
        /// Not carried out yet.
        Pending = "pending" / "待办" / "Pending",
        /// 接收
        Accepted = "accepted" / "接收" / "Accepted",
        /// 更正后接收
        AcceptedCorrected = "accepted_corrected" / "更正接收" / "Accepted with corrections",
        /// 拒收
        Refused = "refused" / "拒收" / "Refused",
        /// Handed out for good.
        Released = "released" / "已出库" / "Released",
        /// Lent.
        Lent = "lent" / "已调用" / "Lent",
        /// Came back.
        Returned = "returned" / "已归还" / "Returned",
        /// Given up, with a reason: goods that were not brought, or that nobody came for. The item stays where it is.
        NotExecuted = "not_executed" / "未办理" / "Not executed" / "not carried out",
    }
}

words! {
    /// What a loan is for.
    LoanPurpose {
        /// 讯问
        Interrogation = "interrogation" / "讯问" / "Interrogation",
        /// 辨认
        Identification = "identification" / "辨认" / "Identification",
        /// 鉴定
        Examination = "examination" / "鉴定" / "Examination",
        /// 查看
        Inspection = "inspection" / "查看" / "Inspection",
        /// 出庭
        Court = "court" / "出庭" / "Court",
    }
}

/// The status after an action, or why the action is refused.
///
/// `centre_head_asked` says whether the goods demand the centre head's approval. Every change of status is here.
///
/// # Errors
/// [`Reason::RequestStatus`] when the action does not fit the status.
pub fn next(
    kind: RequestKind,
    centre_head_asked: bool,
    status: RequestStatus,
    action: RequestAction,
) -> Result<RequestStatus, Refusal> {
    use RequestAction as A;
    use RequestKind as K;
    use RequestStatus as S;
    let approvals = kind.approvals(centre_head_asked);
    let first = approvals.first().copied().unwrap_or(S::Approved);
    match (status, action) {
        (S::Draft | S::ReturnedForCorrection, A::Edit) => Ok(status),
        (S::Draft | S::ReturnedForCorrection, A::Submit) => Ok(first),
        (S::AwaitingUnitHead | S::AwaitingCentreHead, A::Approve) => {
            let after = approvals.iter().skip_while(|s| **s != status).nth(1);
            Ok(after.copied().unwrap_or(S::Approved))
        }
        (S::AwaitingUnitHead | S::AwaitingCentreHead, A::ReturnForCorrection) => Ok(S::ReturnedForCorrection),
        (S::AwaitingUnitHead | S::AwaitingCentreHead, A::Reject) => Ok(S::Rejected),
        (
            S::Draft | S::ReturnedForCorrection | S::AwaitingUnitHead | S::AwaitingCentreHead | S::Approved,
            A::Withdraw,
        ) => Ok(S::Withdrawn),
        (S::Approved | S::Executing, A::Execute) => Ok(S::Executing),
        (S::Executing, A::Complete) => Ok(S::Completed),
        (S::Executing, A::ReportRefusals) if kind == K::Intake => Ok(S::AwaitingConfirmation),
        (S::AwaitingConfirmation, A::ConfirmRefusals) if kind == K::Intake => Ok(S::Completed),
        (S::AwaitingConfirmation, A::SendBackRefusals) if kind == K::Intake => Ok(S::Executing),
        _ => Err(Refusal::new(Reason::RequestStatus).with_word("status", status).with_word("action", action)),
    }
}

/// The role whose approval a status waits for.
pub const fn approver(status: RequestStatus) -> Option<Role> {
    match status {
        RequestStatus::AwaitingUnitHead => Some(Role::UnitHead),
        RequestStatus::AwaitingCentreHead | RequestStatus::AwaitingConfirmation => Some(Role::CentreHead),
        _ => None,
    }
}

words! {
    /// The part a person took in a request; the three are always different people.
    Part {
        Applicant = "applicant" / "申请人" / "Applicant",
        Approver = "approver" / "审批人" / "Approver",
        Executor = "executor" / "办理人" / "Executor",
    }
}

/// A part that somebody took in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartTaken {
    /// The account it was taken with.
    pub by: UserId,
    /// The human.
    pub person: PersonId,
    /// Which part.
    pub part: Part,
}

/// Refuses a person who took another part in the same request (办管分离), with whichever account.
///
/// # Errors
/// [`Reason::DutiesNotSeparate`], naming the part already taken.
pub fn separate(person: PersonId, taken: &[PartTaken], wanted: Part) -> Result<(), Refusal> {
    match taken.iter().find(|taken| taken.person == person && taken.part != wanted) {
        Some(taken) => Err(Refusal::new(Reason::DutiesNotSeparate).with_word("part", taken.part)),
        None => Ok(()),
    }
}

/// Who must approve: the unit head of the responsible agency, or the centre head.
///
/// # Errors
/// [`Reason::ApprovalNotYours`] or [`Reason::ApprovalOfCentre`] when this person's roles or agency do not fit the step.
pub fn may_approve(
    status: RequestStatus,
    has_role: impl Fn(Role) -> bool,
    own_agency: AgencyId,
    responsible: (AgencyId, &str),
) -> Result<(), Refusal> {
    let Some(role) = approver(status) else {
        return Err(Refusal::new(Reason::RequestStatus)
            .with_word("status", status)
            .with_word("action", RequestAction::Approve));
    };
    match role {
        Role::CentreHead if has_role(role) => Ok(()),
        Role::CentreHead => Err(Reason::ApprovalOfCentre.into()),
        _ if has_role(role) && own_agency == responsible.0 => Ok(()),
        _ => Err(Refusal::new(Reason::ApprovalNotYours).with_word("role", role).with("agency", responsible.1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_outcome_of_a_line_is_the_first_it_may_have() {
        for kind in RequestKind::ALL {
            assert_eq!(kind.outcomes().first(), Some(&kind.usual_outcome()), "{kind}");
        }
    }
    use crate::model::reason::Language;
    use std::fmt::Write;

    /// The whole table, printed: what every action does in every status, for both lengths of approval.
    fn table(kind: RequestKind, centre_head: bool) -> String {
        let mut text = String::new();
        for status in RequestStatus::ALL {
            for action in RequestAction::ALL {
                if let Ok(after) = next(kind, centre_head, *status, *action) {
                    writeln!(text, "{status} {action} {after}").unwrap();
                }
            }
        }
        text
    }

    const DESK: &str = "approved withdraw withdrawn\napproved execute executing\nexecuting execute executing\n\
                        executing complete completed\n";
    const REFUSALS: &str = "executing report_refusals awaiting_confirmation\n\
                            awaiting_confirmation confirm_refusals completed\n\
                            awaiting_confirmation send_back_refusals executing\n";

    #[test]
    fn transition_tables_are_exhaustive() {
        for (kind, centre_head, after_submit, after_unit_head) in [
            (RequestKind::Intake, false, "awaiting_unit_head", "approved"),
            (RequestKind::Intake, true, "awaiting_unit_head", "awaiting_centre_head"),
            (RequestKind::Loan, false, "awaiting_unit_head", "approved"),
            (RequestKind::Loan, true, "awaiting_unit_head", "awaiting_centre_head"),
            (RequestKind::Outbound, false, "awaiting_unit_head", "awaiting_centre_head"),
            (RequestKind::LoanReturn, false, "approved", "approved"),
        ] {
            let decide = |from: &str, approved: &str| {
                format!(
                    "{from} approve {approved}\n{from} return_for_correction returned_for_correction\n\
                     {from} reject rejected\n{from} withdraw withdrawn\n"
                )
            };
            let write =
                |from: &str| format!("{from} edit {from}\n{from} submit {after_submit}\n{from} withdraw withdrawn\n");
            let expected = [
                write("draft"),
                decide("awaiting_unit_head", after_unit_head),
                decide("awaiting_centre_head", "approved"),
                DESK.to_owned(),
                if kind == RequestKind::Intake { REFUSALS.to_owned() } else { String::new() },
                write("returned_for_correction"),
            ]
            .concat();
            assert_eq!(table(kind, centre_head), expected, "{kind}");
        }
    }

    #[test]
    fn what_does_not_fit_a_status_is_told_in_a_sentence_of_each_language() {
        let mut told = Vec::new();
        for (status, action) in RequestStatus::ALL.iter().flat_map(|s| RequestAction::ALL.iter().map(|a| (*s, *a))) {
            let Err(refusal) = next(RequestKind::Intake, false, status, action) else { continue };
            let (english, chinese) = (refusal.text(Language::English), refusal.text(Language::Chinese));
            assert!(!english.contains(['_', '{']), "{english}");
            assert!(!chinese.contains(|c: char| c.is_ascii_alphanumeric() || c == '{'), "{chinese}");
            told.extend([english, chinese]);
        }
        for sentence in [
            "A request that is completed cannot be carried out.",
            "A request that is waiting for the unit head cannot have its refusals confirmed.",
            "A request that is a draft cannot be approved.",
            "状态为“已办结”的申请不能办理。",
        ] {
            assert!(told.iter().any(|told| told == sentence), "{sentence}: {told:#?}");
        }
    }

    #[test]
    fn one_person_never_takes_two_parts() {
        let (ann, bob) = (PersonId(uuid::Uuid::from_u128(1)), PersonId(uuid::Uuid::from_u128(2)));
        let account = UserId(uuid::Uuid::from_u128(3));
        let taken = [PartTaken { by: account, person: ann, part: Part::Applicant }];
        assert!(separate(bob, &taken, Part::Approver).is_ok());
        assert_eq!(separate(ann, &taken, Part::Approver).unwrap_err().reason, Reason::DutiesNotSeparate);
        assert_eq!(separate(ann, &taken, Part::Executor).unwrap_err().reason, Reason::DutiesNotSeparate);
    }

    #[test]
    fn numbers_sort_by_kind_year_and_sequence() {
        assert_eq!(RequestKind::Intake.number(2023, 7), "RK-2023-000007");
    }
}

//! What a scanned label turns out to be, and what a person may do next with the item.

use crate::model::accounts::role::Permission;
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::category::Category;
use crate::model::goods::item::CustodyState;
use crate::model::requests::request::{RequestKind, RequestStatus};
use crate::model::words::words;

words! {
    /// What a scanned or typed code is.
    ScanOutcome {
        /// A label of this centre, on an item the person may see.
        Found = "found" / "已找到" / "Found",
        /// The code of a place of the centre.
        Place = "place" / "位置" / "Place",
        /// A genuine code that no item the person may see carries.
        Unknown = "unknown" / "未知" / "Unknown",
        /// A genuine blank label that no item carries yet.
        Unbound = "unbound" / "空白标签" / "Blank label",
        /// A former label of an item the person may see; the item carries another now.
        Replaced = "replaced" / "已更换" / "Replaced label",
        /// A blank label that was taken out of use.
        Retired = "retired" / "已作废" / "Retired label",
        /// A typing or reading error.
        Mistyped = "mistyped" / "编码有误" / "Mistyped",
        /// Well formed, but not issued by this centre.
        Forged = "forged" / "伪造" / "Forged",
        /// A code of another region.
        Foreign = "foreign" / "其他地区" / "Foreign",
        /// No label code at all.
        Malformed = "malformed" / "不是标签" / "Malformed",
    }
}

words! {
    /// What a person may do next with an item.
    NextAction {
        SubmitIntake = "submit_intake" / "申请入库" / "Submit intake",
        SubmitOutbound = "submit_outbound" / "申请出库" / "Submit outbound",
        SubmitLoan = "submit_loan" / "申请调用" / "Submit loan",
        SubmitLoanReturn = "submit_loan_return" / "申请归还" / "Submit loan return",
        Receive = "receive" / "验收入库" / "Receive",
        HandOut = "hand_out" / "交付" / "Hand out",
        TakeBack = "take_back" / "收回" / "Take back",
        Move = "move" / "移位" / "Move",
        Classify = "classify" / "分类" / "Classify",
        /// Change the description before the goods are received.
        Edit = "edit" / "修改描述" / "Edit the description",
        /// Correct the description of goods in custody, with a reason.
        Correct = "correct" / "更正描述" / "Correct the description",
        ApproveRequest = "approve_request" / "审批申请" / "Approve request",
        ResolveDiscrepancy = "resolve_discrepancy" / "处理差异" / "Resolve discrepancy",
        /// Bind this blank label to an item: at intake, or in place of a damaged one.
        BindLabel = "bind_label" / "绑定标签" / "Bind label",
    }
}

/// What the person may do next with an item in this state, held by this open request.
pub fn next_actions(
    viewer: &Viewer,
    is_responsible: bool,
    state: CustodyState,
    category: Category,
    hold: Option<(RequestKind, RequestStatus)>,
) -> Vec<NextAction> {
    let mut actions = Vec::new();
    let mut offer = |ok: bool, permission, action| {
        if ok && viewer.may(permission) {
            actions.push(action);
        }
    };
    let free = hold.is_none() && is_responsible;
    let in_custody = state == CustodyState::InCustody;
    offer(free && state == CustodyState::Registered, Permission::SubmitRequests, NextAction::SubmitIntake);
    offer(free && in_custody, Permission::SubmitRequests, NextAction::SubmitLoan);
    offer(free && in_custody, Permission::SubmitRequests, NextAction::SubmitOutbound);
    offer(free && state == CustodyState::OnLoan, Permission::SubmitRequests, NextAction::SubmitLoanReturn);
    if let Some((kind, status)) = hold {
        let ready = matches!(status, RequestStatus::Approved | RequestStatus::Executing);
        let act = match kind {
            RequestKind::Intake => NextAction::Receive,
            RequestKind::LoanReturn => NextAction::TakeBack,
            RequestKind::Loan | RequestKind::Outbound => NextAction::HandOut,
        };
        offer(ready, Permission::ExecuteRequests, act);
        let waits = crate::model::requests::request::approver(status).is_some_and(|role| viewer.is(role));
        offer(waits, Permission::ApproveRequests, NextAction::ApproveRequest);
    }
    offer(in_custody, Permission::MoveItems, NextAction::Move);
    offer(in_custody && category == Category::Unclassified, Permission::MoveItems, NextAction::Classify);
    offer(is_responsible && state == CustodyState::Registered, Permission::EditItems, NextAction::Edit);
    offer(in_custody, Permission::MoveItems, NextAction::Correct);
    offer(state == CustodyState::Discrepancy, Permission::ResolveDiscrepancies, NextAction::ResolveDiscrepancy);
    actions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::accounts::role::{Role, RoleSet};
    use crate::model::accounts::secrecy::SecrecyLevel;
    use crate::model::ids::{AgencyId, PersonId, UserId};

    fn person(role: Role) -> Viewer {
        let (user_id, agency_id) = (UserId(uuid::Uuid::from_u128(1)), AgencyId(uuid::Uuid::from_u128(2)));
        Viewer {
            user_id,
            person_id: PersonId(user_id.0),
            agency_id,
            roles: RoleSet::of(&[role]),
            clearance: SecrecyLevel::Ordinary,
        }
    }

    #[test]
    fn officers_ask_and_custodians_act() {
        let next = |role, state, hold| next_actions(&person(role), true, state, Category::Ordinary, hold);
        assert_eq!(
            next(Role::CaseOfficer, CustodyState::InCustody, None),
            [NextAction::SubmitLoan, NextAction::SubmitOutbound]
        );
        let ready = Some((RequestKind::Outbound, RequestStatus::Approved));
        assert!(next(Role::CaseOfficer, CustodyState::InCustody, ready).is_empty());
        assert_eq!(
            next(Role::Custodian, CustodyState::InCustody, ready),
            [NextAction::HandOut, NextAction::Move, NextAction::Correct]
        );
        assert_eq!(
            next(Role::CaseOfficer, CustodyState::Registered, None),
            [NextAction::SubmitIntake, NextAction::Edit]
        );
        assert!(next(Role::Supervisor, CustodyState::InCustody, None).is_empty());
    }
}

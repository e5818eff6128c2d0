//! The life of an item as its entries must tell it: from which state which action leads where, and what it may change. The
//! operations guard every step themselves; whoever holds a log against this table finds a step that no operation takes.

use crate::model::goods::item::{Condition, CustodyState};
use crate::model::ledger::event::{ItemAction, ItemFacts};

/// The states that an action leads from and to; none stands for an item that was not there before.
const fn leads(action: ItemAction, from: Option<CustodyState>, to: CustodyState) -> bool {
    use CustodyState as S;
    use ItemAction as A;
    let Some(from) = from else {
        return matches!((action, to), (A::ItemRegistered, S::Registered));
    };
    match action {
        A::ItemRegistered => false,
        A::ItemEdited => matches!((from, to), (S::Registered, S::Registered) | (S::InCustody, S::InCustody)),
        A::ItemRelisted => matches!((from, to), (S::Registered, S::Registered)),
        A::ItemCancelled => matches!((from, to), (S::Registered, S::Cancelled)),
        A::ItemSubmitted => matches!((from, to), (S::Registered | S::Refused, S::PendingIntake)),
        A::ItemWithdrawn => matches!((from, to), (S::PendingIntake, S::Registered)),
        A::ItemReceived => matches!((from, to), (S::PendingIntake, S::InCustody)),
        A::ItemRefused => matches!((from, to), (S::PendingIntake, S::Refused)),
        A::ItemMoved | A::ItemClassified => matches!((from, to), (S::InCustody, S::InCustody)),
        A::ItemLent => matches!((from, to), (S::InCustody, S::OnLoan)),
        A::ItemReturned => matches!((from, to), (S::OnLoan, S::InCustody | S::Discrepancy)),
        A::ItemReleased => matches!((from, to), (S::InCustody, S::Released)),
        A::ItemFound => matches!((from, to), (S::Discrepancy, S::InCustody)),
        A::ItemLost => matches!((from, to), (S::Discrepancy, S::Lost)),
        A::ItemLabelled | A::ItemRelabelled => from as u8 == to as u8,
        A::ItemAccepted => true,
    }
}

/// Whether an action may leave an item like this; otherwise what is wrong with it, to be said after the name of the
/// action.
///
/// # Errors
/// What is wrong.
pub fn follow(
    action: ItemAction,
    before: Option<&ItemFacts>,
    after: &ItemFacts,
    condition: Option<Condition>,
) -> Result<(), String> {
    // What the auditor lets stand is as it was found.
    if let ItemAction::ItemAccepted = action {
        return Ok(());
    }
    if !leads(action, before.map(|facts| facts.state), after.state) {
        let from = before.map_or("nowhere", |facts| facts.state.as_str());
        return Err(format!("does not lead from {from} to {}", after.state));
    }
    if action == ItemAction::ItemReturned && condition.map(Condition::state_after) != Some(after.state) {
        return Err(format!("does not lead to {} in this condition", after.state));
    }
    if let Some(fact) = misplaced(after) {
        return Err(format!("leaves the item {} with a wrong {fact}", after.state));
    }
    match before.and_then(|before| meddled(action, before, after)) {
        Some(fact) => Err(format!("does not change the {fact}")),
        None => Ok(()),
    }
}

/// The fact that does not belong to the state: goods in custody lie somewhere, goods on loan are with somebody, and a
/// disposition ends their life.
fn misplaced(facts: &ItemFacts) -> Option<&'static str> {
    let state = facts.state;
    let wrong = [
        ("place", facts.place_id.is_some() != (state == CustodyState::InCustody)),
        ("holder", facts.borrower_id.is_some() != (state == CustodyState::OnLoan)),
        ("disposition", facts.disposition.is_some() != (state == CustodyState::Released)),
    ];
    wrong.into_iter().find_map(|(fact, wrong)| wrong.then_some(fact))
}

/// The first fact that changed although the action does not change it.
fn meddled(action: ItemAction, before: &ItemFacts, after: &ItemFacts) -> Option<&'static str> {
    use ItemAction as A;
    let described = action == A::ItemReceived || (action == A::ItemEdited && after.state == CustodyState::Registered);
    let placed = before.state != after.state || matches!(action, A::ItemMoved | A::ItemClassified);
    let changed = [
        ("responsible agency", before.responsible_agency_id != after.responsible_agency_id),
        ("legal status", before.legal_status != after.legal_status),
        ("category", !described && action != A::ItemClassified && before.category != after.category),
        ("count of pieces", !described && before.pieces != after.pieces),
        ("place", !placed && before.place_id != after.place_id),
    ];
    changed.into_iter().find_map(|(fact, wrong)| wrong.then_some(fact))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// Every step, printed.
    #[test]
    fn an_item_lives_by_this_table() {
        let mut text = String::new();
        for action in ItemAction::ALL {
            let same = |from: &CustodyState| leads(*action, Some(*from), *from);
            if *action == ItemAction::ItemAccepted {
                continue;
            }
            if CustodyState::ALL.iter().all(same) {
                writeln!(text, "{action}: as it is").unwrap();
                continue;
            }
            let from = CustodyState::ALL.iter().map(|state| Some(*state));
            for from in std::iter::once(None).chain(from) {
                for to in CustodyState::ALL.iter().filter(|to| leads(*action, from, **to)) {
                    let from = from.map_or("nowhere", CustodyState::as_str);
                    writeln!(text, "{action}: {from} {to}").unwrap();
                }
            }
        }
        let expected = "ItemRegistered: nowhere registered\n\
                        ItemEdited: registered registered\nItemEdited: in_custody in_custody\n\
                        ItemRelisted: registered registered\n\
                        ItemCancelled: registered cancelled\n\
                        ItemSubmitted: registered pending_intake\nItemSubmitted: refused pending_intake\n\
                        ItemWithdrawn: pending_intake registered\n\
                        ItemReceived: pending_intake in_custody\n\
                        ItemRefused: pending_intake refused\n\
                        ItemMoved: in_custody in_custody\n\
                        ItemClassified: in_custody in_custody\n\
                        ItemLent: in_custody on_loan\n\
                        ItemReturned: on_loan in_custody\nItemReturned: on_loan discrepancy\n\
                        ItemReleased: in_custody released\n\
                        ItemFound: discrepancy in_custody\n\
                        ItemLost: discrepancy lost\n\
                        ItemLabelled: as it is\nItemRelabelled: as it is\n";
        assert_eq!(text, expected);
    }
}

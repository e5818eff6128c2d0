//! What was carried out for each request, as the entries of its items tell it, held against how its lines ended: only
//! what was asked for and approved is carried out, and every line ends as its item's entry says.

use crate::model::ids::{IdMap, RequestId};
use crate::model::ledger::event::ItemAction;
use crate::model::requests::request::LineOutcome;

/// What the log says so far.
#[derive(Default)]
pub struct Executions(IdMap<RequestId, Executed>);

/// Items by their place among all items, each with its entry, in the order of the log until they are sorted.
#[derive(Default)]
struct Executed {
    items: Vec<(u32, u32, Option<ItemAction>)>,
    sorted: bool,
}

impl Executions {
    /// Takes in that an item was carried out for a request, or that this was taken back. What becomes of it later on
    /// account of the request, such as a discrepancy that is resolved, leaves it carried out.
    pub fn enter(&mut self, seq: i64, request: RequestId, item: usize, action: ItemAction) {
        let done = action.executes().map(|_| action);
        let Some(item) = u32::try_from(item).ok().filter(|_| done.is_some() || action == ItemAction::ItemSubmitted)
        else {
            return;
        };
        let seq = u32::try_from(seq).unwrap_or(u32::MAX);
        match self.0.get_mut(&request) {
            Some(executed) => executed.items.push((item, seq, done)),
            None if done.is_some() => self.0.entry(request).or_default().items.push((item, seq, done)),
            None => {}
        }
    }

    /// Holds how a line ended against what was done with its item; answers what is wrong.
    pub fn hold(&mut self, request: RequestId, item: Option<usize>, outcome: LineOutcome) -> Option<String> {
        let expected = action_of(outcome);
        let done = item.and_then(|item| u32::try_from(item).ok()).and_then(|item| self.take(request, item));
        match (expected, done) {
            (expected, done) if expected == done => None,
            (Some(_), None) => Some(format!("is {outcome}, which no entry of its item tells")),
            (_, Some(done)) => Some(format!("is {outcome}, but its item has the entry {done}")),
            (None, None) => None,
        }
    }

    fn take(&mut self, request: RequestId, item: u32) -> Option<ItemAction> {
        let executed = self.0.get_mut(&request)?;
        executed.sort();
        let at = executed.items.binary_search_by_key(&item, |(item, ..)| *item).ok()?;
        executed.items.get_mut(at)?.2.take()
    }

    /// What was carried out for requests that have no such line: the entry, the request, and the item by its place among
    /// all.
    pub fn list_unasked(&mut self) -> Vec<(i64, RequestId, usize, ItemAction)> {
        let mut unasked = Vec::new();
        for (request, executed) in &mut self.0 {
            executed.sort();
            let left = executed.items.iter();
            let left = left.filter_map(|(item, seq, done)| Some((i64::from(*seq), *request, *item as usize, (*done)?)));
            unasked.extend(left);
        }
        unasked.sort_unstable();
        unasked
    }
}

impl Executed {
    /// Keeps of every item what was told last.
    fn sort(&mut self) {
        if self.sorted {
            return;
        }
        self.items.reverse();
        self.items.sort_by_key(|(item, ..)| *item);
        self.items.dedup_by_key(|(item, ..)| *item);
        self.sorted = true;
    }
}

/// What is done with an item whose line ends so.
const fn action_of(outcome: LineOutcome) -> Option<ItemAction> {
    Some(match outcome {
        LineOutcome::Accepted | LineOutcome::AcceptedCorrected => ItemAction::ItemReceived,
        LineOutcome::Refused => ItemAction::ItemRefused,
        LineOutcome::Released => ItemAction::ItemReleased,
        LineOutcome::Lent => ItemAction::ItemLent,
        LineOutcome::Returned => ItemAction::ItemReturned,
        LineOutcome::Pending | LineOutcome::NotExecuted => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_as_the_last_entry_of_its_item_tells() {
        let request = RequestId(uuid::Uuid::nil());
        let mut executions = Executions::default();
        executions.enter(7, request, 2, ItemAction::ItemReceived);
        use ItemAction as A;
        for action in [A::ItemRefused, A::ItemSubmitted, A::ItemReceived, A::ItemFound] {
            executions.enter(8, request, 1, action);
        }
        assert_eq!(executions.hold(request, Some(1), LineOutcome::Accepted), None);
        assert_eq!(executions.hold(request, Some(3), LineOutcome::Pending), None);
        assert!(executions.hold(request, Some(3), LineOutcome::Refused).unwrap().contains("no entry"));
        assert_eq!(executions.list_unasked(), [(7, request, 2, ItemAction::ItemReceived)]);
        assert!(executions.hold(request, Some(2), LineOutcome::Refused).unwrap().contains("ItemReceived"));
    }
}

//! One line of a request in a custodian's hands: the guards of its kind, and what becomes of the item.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::db::centre::places::Destinations;
use crate::db::goods::items::Item;
use crate::db::requests::loans::Loan;
use crate::db::requests::requests::Request;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::category::Category;
use crate::model::goods::dual_control::{Second, second_custodian};
use crate::model::goods::item::{Condition, CustodyState, Disposition};
use crate::model::ids::{PlaceId, UserId};
use crate::model::input::Checker;
use crate::model::ledger::event::ItemAction;
use crate::model::reason::{FieldIssue, Reason, Refusal};
use crate::model::requests::handover::Sealing;
use crate::model::requests::request::{LineOutcome, RequestKind};
use crate::model::requests::terms::{Release, Terms};
use crate::model::time::Time;
use crate::operations::goods::bulk::{CONFIRMATION, PLACE, against_item};
use crate::operations::goods::descriptions::{ItemEdit, is_valued};

/// What a custodian did with one line.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineExecution {
    /// Label code of the item.
    #[schema(max_length = 64)]
    pub item: String,
    /// How the line ends.
    pub outcome: LineOutcome,
    /// Code of the place the item is put: where goods come, and are kept.
    #[serde(default)]
    #[schema(max_length = 40)]
    pub place: Option<String>,
    /// Intake: the code of a blank label that was stuck on the item, to be bound to it.
    #[serde(default)]
    #[schema(max_length = 64)]
    pub label: Option<String>,
    /// 封装编号: under which the goods changed hands. Where it is not said of goods that had one, it stays.
    #[serde(default)]
    #[schema(max_length = 64)]
    pub seal_no: Option<String>,
    /// Why, for refusals, corrections and everything not as it should be.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub reason: Option<String>,
    /// Loan return: the condition against the condition at hand-out.
    #[serde(default)]
    pub condition: Option<Condition>,
    /// Whether the goods were sealed and counted when they changed hands.
    #[serde(default)]
    pub sealing: Option<Sealing>,
    /// Intake: what goods are other than described; what is absent is as described.
    #[serde(default)]
    pub corrected: Option<ItemEdit>,
}

impl LineExecution {
    /// What a custodian mostly does with an item of a request of a kind: nothing is wrong with it.
    pub fn as_usual(kind: RequestKind, item: &str, place: Option<&str>) -> Self {
        let outcome = kind.usual_outcome();
        Self {
            item: item.to_owned(),
            outcome,
            place: place.filter(|_| outcome.puts_away()).map(str::to_owned),
            label: None,
            seal_no: None,
            reason: None,
            condition: (outcome == LineOutcome::Returned).then_some(Condition::Intact),
            sealing: None,
            corrected: None,
        }
    }
}

/// A line that passed its guards.
pub struct ExecutedLine {
    /// How the line ends.
    pub outcome: LineOutcome,
    /// What happens to the item; without effect when the line was not executed.
    pub action: ItemAction,
    /// Why, in the custodian's words.
    pub reason: Option<String>,
    /// The condition a lent item came back in.
    pub condition: Option<Condition>,
    /// Whether the goods were sealed and counted.
    pub sealing: Option<Sealing>,
    /// Under which seal number they changed hands.
    seal_no: Option<String>,
    change: Effect,
}

/// What becomes of the item.
enum Effect {
    Nothing,
    Received {
        place: PlaceId,
        corrected: Option<Box<ItemEdit>>,
    },
    Refused,
    /// With the officers still, who did not bring it.
    KeptAway,
    Lent {
        borrower: UserId,
        due_at: Time,
    },
    Returned {
        place: Option<PlaceId>,
        state: CustodyState,
    },
    Released {
        disposition: Disposition,
    },
}

/// Decides on one line.
///
/// # Errors
/// Everything that stands against it, with the members of the line, to be shown beside it.
pub fn execute_line(
    (row, level, terms): (&Request, SecrecyLevel, &Terms),
    item: &Item,
    one: &LineExecution,
    places: &mut Destinations,
    (viewer, second): (&Viewer, Option<Second>),
    now: Time,
) -> Result<ExecutedLine, Vec<FieldIssue>> {
    if !row.kind.outcomes().contains(&one.outcome) {
        let mismatch = Refusal::new(Reason::OutcomeMismatch).with_word("outcome", one.outcome);
        return Err(against_item(mismatch.with_word("kind", row.kind)));
    }
    must_be_ready(terms, item, one, now).map_err(against_item)?;
    let mut check = Checker::new();
    let reason = check.optional_prose("/reason", one.reason.as_deref(), 500);
    check.demand(reason.is_some() || !needs_reason(one), "/reason", Reason::ReasonNeeded);
    check_members(one, &mut check);
    let seal_no = check.optional("/seal_no", one.seal_no.as_deref(), 64);
    if one.outcome != LineOutcome::NotExecuted {
        check.held(CONFIRMATION, second_custodian(viewer, second, needs_two(terms, item, one)));
    }
    let done = match (terms, one.outcome) {
        (Terms::Intake, LineOutcome::NotExecuted) => Some((ItemAction::ItemWithdrawn, Effect::KeptAway)),
        (_, LineOutcome::NotExecuted) => Some((ItemAction::ItemEdited, Effect::Nothing)),
        (Terms::Intake, LineOutcome::Refused) => Some((ItemAction::ItemRefused, Effect::Refused)),
        (Terms::Intake, _) => receive((item, level), (one, seal_no.is_some()), places, &mut check),
        (Terms::Loan { due_at, .. }, _) => {
            Some((ItemAction::ItemLent, Effect::Lent { borrower: row.applicant_id, due_at: *due_at }))
        }
        (Terms::LoanReturn { .. }, _) => take_back((item, level), one, places, &mut check),
        (Terms::Outbound { release, .. }, _) => {
            Some((ItemAction::ItemReleased, Effect::Released { disposition: release.disposition() }))
        }
    };
    let (action, change) = check.finish(done)?;
    if let Effect::Received { place, .. } | Effect::Returned { place: Some(place), .. } = &change {
        places.take(*place);
    }
    Ok(ExecutedLine {
        outcome: one.outcome,
        action,
        reason,
        condition: one.condition,
        sealing: one.sealing,
        seal_no,
        change,
    })
}

/// Refuses what the outcome has no room for: nothing that was said is dropped.
fn check_members(one: &LineExecution, check: &mut Checker) {
    let moves = LineOutcome::CHANGED_HANDS.contains(&one.outcome);
    let kept = one.condition.is_none_or(|condition| condition.state_after() == CustodyState::InCustody);
    let members = [
        ("/condition", one.condition.is_some(), one.outcome == LineOutcome::Returned),
        ("/corrected", one.corrected.is_some(), one.outcome == LineOutcome::AcceptedCorrected),
        ("/sealing", one.sealing.is_some(), moves),
        ("/seal_no", one.seal_no.is_some(), moves),
        ("/place", one.place.is_some(), one.outcome.puts_away()),
    ];
    for (pointer, is_said, has_room) in members {
        let refusal = Refusal::new(Reason::LineMember).with_word("outcome", one.outcome);
        check.demand(!is_said || has_room, pointer, refusal);
    }
    if let Some(condition) = one.condition.filter(|_| one.outcome == LineOutcome::Returned && !kept) {
        let refusal = Refusal::new(Reason::LineMember).with_word("outcome", condition);
        check.demand(one.place.is_none(), "/place", refusal);
    }
}

/// Refuses goods that are not where the step finds them: there is no use in asking for a seal or a place then.
fn must_be_ready(terms: &Terms, item: &Item, one: &LineExecution, now: Time) -> Result<(), Refusal> {
    let needed = match (terms, one.outcome) {
        // Goods that were not brought are with the officers as before, and can be handed in with another request.
        (Terms::Intake, _) => CustodyState::PendingIntake,
        (_, LineOutcome::NotExecuted) => return Ok(()),
        (Terms::Loan { starts_at, .. }, _) if now < *starts_at => {
            return Err(Refusal::new(Reason::LoanNotStarted).with("start", starts_at.to_china_text()));
        }
        (Terms::Loan { .. } | Terms::Outbound { .. }, _) => CustodyState::InCustody,
        (Terms::LoanReturn { .. }, _) => CustodyState::OnLoan,
    };
    item.custody_state.must_be(&item.code, needed)
}

fn needs_reason(one: &LineExecution) -> bool {
    matches!(one.outcome, LineOutcome::Refused | LineOutcome::NotExecuted | LineOutcome::AcceptedCorrected)
        || one.condition.is_some_and(Condition::opens_discrepancy)
}

fn needs_two(terms: &Terms, item: &Item, one: &LineExecution) -> bool {
    item.category.needs_two_custodians()
        || one.corrected.as_ref().and_then(|corrected| corrected.category).is_some_and(Category::needs_two_custodians)
        || matches!(terms, Terms::Outbound { release: Release::Destruction { .. }, .. })
}

fn receive(
    (item, level): (&Item, SecrecyLevel),
    (one, is_sealed): (&LineExecution, bool),
    places: &Destinations,
    check: &mut Checker,
) -> Option<(ItemAction, Effect)> {
    let corrected = one.corrected.as_ref().filter(|_| one.outcome == LineOutcome::AcceptedCorrected);
    let missing = one.outcome == LineOutcome::AcceptedCorrected && corrected.is_none();
    check.demand(!missing, "/corrected", Reason::FieldMissing);
    let mut described = item.clone();
    if let Some(corrected) = corrected {
        corrected.check_over(item, &item.details(), "/corrected", check);
        corrected.write(&mut described).ok()?;
    }
    let category = described.category;
    check.demand(!category.needs_seal() || is_sealed, "/seal_no", Reason::SealNeeded);
    let valued = !category.needs_valuation() || is_valued(&described);
    check.demand(valued, "/corrected/attributes", Reason::ValuationNeeded);
    let place = put_at(one.place.as_deref(), (category, level), places, check)?;
    Some((ItemAction::ItemReceived, Effect::Received { place, corrected: corrected.cloned().map(Box::new) }))
}

fn take_back(
    (item, level): (&Item, SecrecyLevel),
    one: &LineExecution,
    places: &Destinations,
    check: &mut Checker,
) -> Option<(ItemAction, Effect)> {
    check.demand(one.condition.is_some(), "/condition", Reason::FieldMissing);
    let state = one.condition?.state_after();
    let place = match state {
        CustodyState::InCustody => Some(put_at(one.place.as_deref(), (item.category, level), places, check)?),
        _ => None,
    };
    Some((ItemAction::ItemReturned, Effect::Returned { place, state }))
}

fn put_at(
    code: Option<&str>,
    (category, level): (Category, SecrecyLevel),
    places: &Destinations,
    check: &mut Checker,
) -> Option<PlaceId> {
    check.demand(code.is_some(), PLACE, Reason::PlaceNeeded);
    check.held(PLACE, places.fitting(code?, category, level))
}

impl ExecutedLine {
    /// The item after the step; `None` when the line was not executed.
    pub fn after(&self, before: &Item, now: Time) -> Option<Item> {
        let mut item = before.clone();
        if self.seal_no.is_some() {
            item.seal_no.clone_from(&self.seal_no);
        }
        match &self.change {
            Effect::Nothing => return None,
            Effect::Received { place, corrected } => {
                if let Some(corrected) = corrected {
                    corrected.write(&mut item).ok()?;
                }
                item.custody_state = CustodyState::InCustody;
                item.place_id = Some(*place);
                item.received_at = Some(now);
            }
            Effect::Refused => item.custody_state = CustodyState::Refused,
            Effect::KeptAway => item.custody_state = CustodyState::Registered,
            Effect::Lent { borrower, .. } => {
                item.custody_state = CustodyState::OnLoan;
                item.place_id = None;
                item.borrower_id = Some(*borrower);
            }
            Effect::Returned { place, state } => {
                item.custody_state = *state;
                item.place_id = *place;
                item.borrower_id = None;
            }
            Effect::Released { disposition } => {
                item.custody_state = CustodyState::Released;
                item.place_id = None;
                item.disposition = Some(*disposition);
                item.released_at = Some(now);
            }
        }
        Some(item)
    }

    /// The loan that begins or ends with the step.
    pub fn loan(&self, row: &Request, item: &Item, open: Option<&Loan>, now: Time) -> Option<Loan> {
        match &self.change {
            Effect::Lent { borrower, due_at } => Some(Loan {
                request_id: row.id,
                item_id: item.id,
                agency_id: row.agency_id,
                borrower_id: *borrower,
                handed_out_at: now,
                due_at: *due_at,
                returned_at: None,
                return_request_id: None,
                condition_in: None,
            }),
            Effect::Returned { .. } => open.map(|loan| Loan {
                returned_at: Some(now),
                return_request_id: Some(row.id),
                condition_in: self.condition,
                ..loan.clone()
            }),
            _ => None,
        }
    }
}

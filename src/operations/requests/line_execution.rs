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
use crate::model::reason::{Reason, Refusal};
use crate::model::requests::request::LineOutcome;
use crate::model::requests::terms::{Release, Terms};
use crate::model::time::Time;
use crate::operations::goods::descriptions::{NewItem, describe, is_valued};

/// What a custodian did with one line.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineExecution {
    /// Label code of the item.
    #[schema(max_length = 64)]
    pub item: String,
    /// How the line ends.
    pub outcome: LineOutcome,
    /// Code of the place the item is put; intake and return.
    #[serde(default)]
    #[schema(max_length = 40)]
    pub place: Option<String>,
    /// Intake: the code of a blank label that was stuck on the item, to be bound to it.
    #[serde(default)]
    #[schema(max_length = 64)]
    pub label: Option<String>,
    /// 封装编号
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
    /// Intake: the description as the goods really are.
    #[serde(default)]
    pub corrected: Option<NewItem>,
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
    change: Effect,
}

/// What becomes of the item.
enum Effect {
    Nothing,
    Received {
        place: PlaceId,
        seal_no: Option<String>,
        corrected: Option<Box<NewItem>>,
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
/// The refusal to show beside the line.
pub fn execute_line(
    (row, level, terms): (&Request, SecrecyLevel, &Terms),
    item: &Item,
    one: &LineExecution,
    places: &mut Destinations,
    (viewer, second): (&Viewer, Option<Second>),
    now: Time,
) -> Result<ExecutedLine, Refusal> {
    if !row.kind.outcomes().contains(&one.outcome) {
        let mismatch = Refusal::new(Reason::OutcomeMismatch).with_word("outcome", one.outcome);
        return Err(mismatch.with_word("kind", row.kind));
    }
    let reason = read(|check| check.optional_prose("", one.reason.as_deref(), 500))?;
    let needs_reason =
        matches!(one.outcome, LineOutcome::Refused | LineOutcome::NotExecuted | LineOutcome::AcceptedCorrected)
            || one.condition.is_some_and(Condition::opens_discrepancy);
    if needs_reason && reason.is_none() {
        return Err(Reason::ReasonNeeded.into());
    }
    let two = item.category.needs_two_custodians()
        || corrected_category(one).is_some_and(Category::needs_two_custodians)
        || matches!(terms, Terms::Outbound { release: Release::Destruction { .. }, .. });
    if one.outcome != LineOutcome::NotExecuted {
        second_custodian(viewer, second, two)?;
    }
    let (action, change) = match (terms, one.outcome) {
        (Terms::Intake, LineOutcome::NotExecuted) => keep_away(item)?,
        (_, LineOutcome::NotExecuted) => (ItemAction::ItemEdited, Effect::Nothing),
        (Terms::Intake, LineOutcome::Refused) => refuse(item)?,
        (Terms::Intake, _) => receive((item, level), one, places)?,
        (Terms::Loan { starts_at, due_at, .. }, _) => {
            if now < *starts_at {
                return Err(Refusal::new(Reason::LoanNotStarted).with("start", starts_at.to_china_text()));
            }
            item.custody_state.must_be(&item.code, CustodyState::InCustody)?;
            (ItemAction::ItemLent, Effect::Lent { borrower: row.applicant_id, due_at: *due_at })
        }
        (Terms::LoanReturn { .. }, _) => take_back((item, level), one, places)?,
        (Terms::Outbound { release, .. }, _) => {
            item.custody_state.must_be(&item.code, CustodyState::InCustody)?;
            (ItemAction::ItemReleased, Effect::Released { disposition: release.disposition() })
        }
    };
    let condition = one.condition.filter(|_| one.outcome == LineOutcome::Returned);
    Ok(ExecutedLine { outcome: one.outcome, action, reason, condition, change })
}

fn corrected_category(one: &LineExecution) -> Option<Category> {
    one.corrected.as_ref().map(|corrected| corrected.category)
}

/// What was read of a line, or the first thing that is wrong with it.
fn read<T>(read: impl FnOnce(&mut Checker) -> T) -> Result<T, Refusal> {
    let mut check = Checker::new();
    let value = read(&mut check);
    check.done().map_err(|issues| first(issues, Reason::FieldMissing))?;
    Ok(value)
}

fn refuse(item: &Item) -> Result<(ItemAction, Effect), Refusal> {
    item.custody_state.must_be(&item.code, CustodyState::PendingIntake)?;
    Ok((ItemAction::ItemRefused, Effect::Refused))
}

/// Goods that were not brought are with the officers as before, and can be handed in with another request.
fn keep_away(item: &Item) -> Result<(ItemAction, Effect), Refusal> {
    item.custody_state.must_be(&item.code, CustodyState::PendingIntake)?;
    Ok((ItemAction::ItemWithdrawn, Effect::KeptAway))
}

fn receive(
    (item, level): (&Item, SecrecyLevel),
    one: &LineExecution,
    places: &mut Destinations,
) -> Result<(ItemAction, Effect), Refusal> {
    item.custody_state.must_be(&item.code, CustodyState::PendingIntake)?;
    let corrected = match (one.outcome, &one.corrected) {
        (LineOutcome::AcceptedCorrected, Some(corrected)) => Some(corrected),
        (LineOutcome::AcceptedCorrected, None) => return Err(Reason::FieldMissing.into()),
        _ => None,
    };
    if let Some(corrected) = corrected {
        read(|check| corrected.check("", check))?;
    }
    let category = corrected.map_or(item.category, |corrected| corrected.category);
    let seal_no = read(|check| check.optional("", one.seal_no.as_deref(), 64))?;
    if category.needs_seal() && seal_no.is_none() {
        return Err(Reason::SealNeeded.into());
    }
    if category.needs_valuation() && !is_valued(item, corrected) {
        return Err(Reason::ValuationNeeded.into());
    }
    let place = put_at(one.place.as_deref(), (category, level), places)?;
    Ok((ItemAction::ItemReceived, Effect::Received { place, seal_no, corrected: corrected.cloned().map(Box::new) }))
}

fn first(issues: Vec<crate::model::reason::FieldIssue>, otherwise: Reason) -> Refusal {
    issues.into_iter().next().map_or(otherwise.into(), |issue| issue.refusal)
}

fn take_back(
    (item, level): (&Item, SecrecyLevel),
    one: &LineExecution,
    places: &mut Destinations,
) -> Result<(ItemAction, Effect), Refusal> {
    item.custody_state.must_be(&item.code, CustodyState::OnLoan)?;
    let condition = one.condition.ok_or_else(|| Refusal::new(Reason::FieldMissing))?;
    let state = condition.state_after();
    let place = match state {
        CustodyState::InCustody => Some(put_at(one.place.as_deref(), (item.category, level), places)?),
        _ => None,
    };
    Ok((ItemAction::ItemReturned, Effect::Returned { place, state }))
}

fn put_at(
    code: Option<&str>,
    (category, level): (Category, SecrecyLevel),
    places: &mut Destinations,
) -> Result<PlaceId, Refusal> {
    let code = code.ok_or_else(|| Refusal::new(Reason::PlaceNeeded))?;
    let (id, facts) = places.get_mut(code).ok_or_else(|| Refusal::new(Reason::PlaceUnknown).with("place", code))?;
    facts.take(category, level)?;
    Ok(id)
}

impl ExecutedLine {
    /// The item after the step; `None` when the line was not executed.
    pub fn after(&self, before: &Item, now: Time) -> Option<Item> {
        let mut item = before.clone();
        match &self.change {
            Effect::Nothing => return None,
            Effect::Received { place, seal_no, corrected } => {
                if let Some(corrected) = corrected {
                    describe(&mut item, corrected).ok()?;
                }
                item.custody_state = CustodyState::InCustody;
                item.place_id = Some(*place);
                item.seal_no.clone_from(seal_no);
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

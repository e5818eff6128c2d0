//! Carrying out approved requests with goods in hand: scan codes in, a result for every line out.

use std::collections::{HashMap, HashSet};
use std::slice;

use crate::db::cases::cases;
use crate::db::centre::places::{self, Destinations};
use crate::db::change::Change;
use crate::db::engine::connection::Conn;
use crate::db::goods::discrepancies::{self, Discrepancy};
use crate::db::goods::items::Item;
use crate::db::goods::labels::Label;
use crate::db::requests::handovers::{self, Frozen};
use crate::db::requests::loans::{self, Loan};
use crate::db::requests::request_lines::{self, RequestLine};
use crate::db::requests::requests::{self, Request, Seen};
use crate::error::{Error, Result};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::{Reach, Viewer};
use crate::model::goods::dual_control::{Second, second_cleared};
use crate::model::goods::item::Condition;
use crate::model::goods::label::as_stored;
use crate::model::ids::{ItemId, RequestId, UserId};
use crate::model::input::Checker;
use crate::model::ledger::event::{Action, Circumstances, ItemAction};
use crate::model::reason::{FieldIssue, Reason, Refusal};
use crate::model::requests::request::{
    LineOutcome, Part, RefusalsDecision, RequestAction, RequestKind, RequestStatus, separate,
};
use crate::model::requests::terms::Terms;
use crate::model::time::Time;
use crate::operations::cases::documents::issue_receipt;
use crate::operations::goods::bulk::{CONFIRMATION, LineResult, against_item};
use crate::operations::goods::descriptions::reindex;
use crate::operations::goods::frozen::refusal;
use crate::operations::goods::labels::{Blanks, bind};
use crate::operations::requests::line_execution::{ExecutedLine, LineExecution, execute_line};
use crate::operations::requests::request_steps::{parts, take_step};
use crate::operations::requests::requests::{LINES_AT_MOST, record};

/// Carries out lines of an approved request. Every line succeeds or says why not; with `all_or_nothing` one refused
/// line refuses them all.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Refused`] for a wrong status or a person with another part in the request,
/// [`Error::Invalid`] for an empty or too long list, or (with `all_or_nothing`) naming each refused line.
pub fn execute(
    change: &mut Change<'_>,
    viewer: &Viewer,
    second: Option<Second>,
    id: RequestId,
    wanted: &[LineExecution],
    all_or_nothing: bool,
) -> Result<(Request, Vec<LineResult>)> {
    let mut check = Checker::new();
    check.list("/lines", wanted, LINES_AT_MOST);
    check.done()?;
    let known = requests::get(change.reader(), viewer.reach(), id)?;
    let mut row = known.clone();
    let taken = parts(change.reader(), &row)?;
    let after = row.standing().may_execute(viewer, &taken)?;
    not_being_signed(change.reader(), id)?;
    if let Some(second) = second {
        separate(second.person_id, &taken, Part::Executor)?;
    }
    let level = cases::find_levels(change.reader(), viewer.clearance, [row.case_id].into_iter())?.of(row.case_id);
    second_cleared(second, level)?;
    let now = change.now();
    let mut batch = LineBatch::load(change.reader(), (row.clone(), level), wanted, (viewer, second), now)?;
    let results: Vec<LineResult> = wanted.iter().map(|one| batch.take(one)).collect();
    if all_or_nothing {
        refuse_all(&results)?;
    }
    let done = batch.done.len();
    if done == 0 {
        change.abandon();
        return Ok((row, results));
    }
    batch.write(change)?;
    row.open_line_count -= i32::try_from(done).map_err(Error::internal)?;
    row.status = after;
    row.version += 1;
    if row.open_line_count == 0 {
        finish(change, viewer, &mut row)?;
    }
    requests::update(change, &known, &row)?;
    take_step(change, viewer, &row, RequestAction::Execute, None)?;
    let event = if row.status == RequestStatus::Completed { Action::RequestCompleted } else { Action::RequestExecuted };
    record(change, event, &row)?;
    Ok((row, results))
}

/// Refuses to carry out more while what was carried out is being signed: the list would grow under the signers' hands.
pub(super) fn not_being_signed(conn: &mut Conn, id: RequestId) -> Result<()> {
    match handovers::find_open(conn, id)? {
        Some(Frozen { number, opened_by }) => {
            Err(Refusal::new(Reason::HandoverOpen).with("number", number).with("person", opened_by).into())
        }
        None => Ok(()),
    }
}

fn refuse_all(results: &[LineResult]) -> Result<()> {
    let mut check = Checker::new();
    for (at, result) in results.iter().enumerate() {
        for FieldIssue { pointer, refusal } in &result.issues {
            let of_call = pointer == CONFIRMATION;
            check.refuse(if of_call { pointer.clone() } else { format!("/lines/{at}{pointer}") }, refusal.clone());
        }
    }
    Ok(check.done()?)
}

/// What carrying out an item of a request at a place as usual would be refused for as things stand, without a second custodian.
///
/// # Errors
/// [`Error::NotFound`] for a request the person may not know of.
pub fn issues(
    conn: &mut Conn,
    viewer: &Viewer,
    id: RequestId,
    (item, place): (&str, Option<&str>),
    now: Time,
) -> Result<Vec<FieldIssue>> {
    let row = requests::get(conn, viewer.reach(), id)?;
    let taken = parts(conn, &row)?;
    if let Err(refusal) = row.standing().may_execute(viewer, &taken) {
        return Ok(against_item(refusal));
    }
    let level = cases::find_levels(conn, viewer.clearance, [row.case_id].into_iter())?.of(row.case_id);
    let one = LineExecution::as_usual(row.kind, item, place);
    let mut batch = LineBatch::load(conn, (row, level), slice::from_ref(&one), (viewer, None), now)?;
    Ok(batch.take(&one).issues)
}

/// All lines are done: refusals wait for the centre head, everything else is complete.
fn finish(change: &mut Change<'_>, viewer: &Viewer, row: &mut Request) -> Result<()> {
    let refused = row.kind == RequestKind::Intake
        && request_lines::any_ended_as(change.reader(), row.id, &[LineOutcome::Refused])?;
    row.status = row.standing().when_done(refused)?;
    if refused { Ok(()) } else { close(change, row, viewer.user_id) }
}

/// What ends with a completed request: the hold on its items, and an intake answers a receipt.
fn close(change: &mut Change<'_>, row: &mut Request, custodian: UserId) -> Result<()> {
    row.closed_at = Some(change.now());
    request_lines::update_holds(change, row.id, false)?;
    let received = [LineOutcome::Accepted, LineOutcome::AcceptedCorrected];
    if row.kind == RequestKind::Intake && request_lines::any_ended_as(change.reader(), row.id, &received)? {
        issue_receipt(change, row, custodian)?;
    }
    Ok(())
}

/// The centre head confirms what the custodians refused at the desk, or sends the lines back to them.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Refused`], [`Error::Invalid`] when lines go back without an opinion.
pub fn decide_refusals(
    change: &mut Change<'_>,
    viewer: &Viewer,
    seen: Seen,
    decision: RefusalsDecision,
    opinion: Option<&str>,
) -> Result<Request> {
    let known = requests::get_seen(change.reader(), viewer.reach(), seen)?;
    let mut row = known.clone();
    let mut check = Checker::new();
    let opinion = check.optional_prose("/opinion", opinion, 500);
    check.demand(decision == RefusalsDecision::Confirm || opinion.is_some(), "/opinion", Reason::ReasonNeeded);
    check.done()?;
    let taken = parts(change.reader(), &row)?;
    row.status = row.standing().may_decide_refusals(viewer, decision.action(), &taken)?;
    row.version += 1;
    let event = match decision {
        RefusalsDecision::Confirm => {
            let executor = taken.iter().find(|taken| taken.part == Part::Executor);
            close(change, &mut row, executor.map_or(viewer.user_id, |taken| taken.by))?;
            Action::RefusalsConfirmed
        }
        RefusalsDecision::SendBack => {
            reopen_refused(change, &mut row)?;
            Action::RefusalsSentBack
        }
    };
    requests::update(change, &known, &row)?;
    take_step(change, viewer, &row, decision.action(), opinion)?;
    record(change, event, &row)?;
    Ok(row)
}

fn reopen_refused(change: &mut Change<'_>, row: &mut Request) -> Result<()> {
    let (mut refused, mut reopened) = (Vec::new(), Vec::new());
    for (line, item) in request_lines::list_all(change.reader(), row.id)? {
        if line.outcome != LineOutcome::Refused {
            continue;
        }
        let after = Item { custody_state: crate::model::goods::item::CustodyState::PendingIntake, ..item.clone() };
        let circumstances = Circumstances { request_id: Some(row.id), ..Default::default() };
        change.put_item(Some(&item), after, ItemAction::ItemSubmitted, circumstances)?;
        reopened.push(RequestLine { outcome: LineOutcome::Pending, holds: true, executed_at: None, ..line.clone() });
        refused.push(line);
    }
    change.flush()?;
    row.open_line_count = i32::try_from(reopened.len()).map_err(Error::internal)?;
    request_lines::update(change, row.id, &refused, &reopened)
}

/// One call's worth of lines with everything needed to decide on them, loaded in a handful of statements.
struct LineBatch<'v> {
    row: Request,
    /// How far its case may be known.
    level: SecrecyLevel,
    terms: Terms,
    viewer: &'v Viewer,
    second: Option<Second>,
    lines: HashMap<String, (RequestLine, Item)>,
    places: Destinations,
    loans: HashMap<ItemId, Loan>,
    /// Items on lists of other requests that are being signed.
    frozen: HashMap<ItemId, Frozen>,
    blanks: Blanks,
    now: Time,
    seen: HashSet<ItemId>,
    done: Vec<(RequestLine, Item, ExecutedLine, Option<Label>)>,
}

impl<'v> LineBatch<'v> {
    fn load(
        conn: &mut Conn,
        (row, level): (Request, SecrecyLevel),
        wanted: &[LineExecution],
        (viewer, second): (&'v Viewer, Option<Second>),
        now: Time,
    ) -> Result<Self> {
        let codes: Vec<String> = wanted.iter().map(|one| as_stored(&one.item)).collect();
        let lines = request_lines::list_by_code(conn, row.id, &codes)?;
        let mut wanted_places: Vec<String> = wanted.iter().filter_map(|one| one.place.clone()).collect();
        wanted_places.sort();
        wanted_places.dedup();
        let labels: Vec<String> = wanted.iter().filter_map(|one| one.label.as_deref().map(as_stored)).collect();
        let terms = row.terms()?;
        let loans = match terms {
            Terms::LoanReturn { loan_id } => loans::list_open(conn, loan_id)?,
            _ => Vec::new(),
        };
        let ids: Vec<ItemId> = lines.iter().map(|(_, item)| item.id).collect();
        Ok(Self {
            viewer,
            second,
            lines: lines.into_iter().map(|(line, item)| (item.code.clone(), (line, item))).collect(),
            places: places::list_destinations(conn, &wanted_places)?,
            frozen: handovers::list_frozen(conn, &ids)?,
            blanks: Blanks::load(conn, &labels)?,
            loans: loans.into_iter().map(|loan| (loan.item_id, loan)).collect(),
            now,
            seen: HashSet::new(),
            done: Vec::new(),
            row,
            level,
            terms,
        })
    }

    fn take(&mut self, one: &LineExecution) -> LineResult {
        let code = as_stored(&one.item);
        match self.try_take(&code, one) {
            Ok(()) => LineResult::done(code),
            Err(issues) => LineResult::refused(code, issues),
        }
    }

    fn try_take(&mut self, code: &str, one: &LineExecution) -> Result<(), Vec<FieldIssue>> {
        let not_here = || against_item(Refusal::new(Reason::ItemNotInRequest).with("item", code));
        let (line, item) = self.lines.get(code).ok_or_else(not_here)?;
        if line.outcome != LineOutcome::Pending {
            return Err(against_item(Refusal::new(Reason::LineDone).with("item", code)));
        }
        if self.seen.contains(&item.id) {
            return Err(against_item(Refusal::new(Reason::ListRepeats).with("value", code)));
        }
        if let Some(frozen) = self.frozen.get(&item.id) {
            return Err(against_item(refusal(frozen, code)));
        }
        let people = (self.viewer, self.second);
        let step = execute_line((&self.row, self.level, &self.terms), item, one, &mut self.places, people, self.now)?;
        if step.condition.is_some() && !self.loans.contains_key(&item.id) {
            return Err(against_item(Refusal::new(Reason::LoanNotOpen).with("item", code)));
        }
        let mut check = Checker::new();
        let label = match &one.label {
            Some(label) if step.action == ItemAction::ItemReceived => self.blanks.take(&as_stored(label)).map(Some),
            Some(_) => Err(Refusal::new(Reason::RequestKindMismatch).with_word("kind", self.row.kind)),
            None => Ok(None),
        };
        let label = check.held("/label", label);
        let label = check.finish(label)?;
        self.seen.insert(item.id);
        self.done.push((line.clone(), item.clone(), step, label));
        Ok(())
    }

    fn write(mut self, change: &mut Change<'_>) -> Result<()> {
        let now = self.now;
        let mut known = Vec::with_capacity(self.done.len());
        let mut lines = Vec::with_capacity(self.done.len());
        let (mut lent, mut open, mut returned) = (Vec::new(), Vec::new(), Vec::new());
        let mut found_wanting = Vec::new();
        let mut described = Vec::new();
        let mut bound = Vec::new();
        let receiver = match &self.terms {
            Terms::Outbound { release, .. } => release.receiver_name(),
            _ => None,
        };
        for (line, before, step, label) in self.done {
            let circumstances = Circumstances {
                request_id: Some(self.row.id),
                second_id: self.second.map(|second| second.user_id),
                receiver: receiver.filter(|_| step.action == ItemAction::ItemReleased).map(str::to_owned),
                reason: step.reason.clone(),
                condition: step.condition,
                sealing: step.sealing,
                former_code: label.is_some().then(|| before.code.clone()),
                print_batch_id: None,
            };
            if let Some(mut after) = step.after(&before, now) {
                let relabelled = label.is_some();
                if let Some(label) = label {
                    after.code.clone_from(&label.code);
                    bound.push((before.clone(), label));
                }
                if step.outcome == LineOutcome::AcceptedCorrected || relabelled {
                    described.push(after.clone());
                }
                change.put_item(Some(&before), after, step.action, circumstances)?;
            }
            let loan = self.loans.remove(&before.id);
            match (step.loan(&self.row, &before, loan.as_ref(), now), loan) {
                (Some(after), Some(loan)) => {
                    open.push(loan);
                    returned.push(after);
                }
                (after, _) => lent.extend(after),
            }
            if step.condition.is_some_and(Condition::opens_discrepancy) {
                found_wanting.push(discrepancy(change, &self.row, self.viewer, &before, &step));
            }
            lines.push(RequestLine {
                holds: step.outcome == LineOutcome::Refused,
                outcome: step.outcome,
                reason: step.reason,
                condition: step.condition,
                sealing: step.sealing,
                executed_by: Some(self.viewer.user_id),
                second_id: self.second.map(|second| second.user_id),
                executed_at: Some(now),
                ..line.clone()
            });
            known.push(line);
        }
        change.flush()?;
        bind(change, bound)?;
        if !described.is_empty() {
            let case = cases::get(change.reader(), Reach::Everything, self.row.case_id)?;
            reindex(change, &described, &case)?;
        }
        request_lines::update(change, self.row.id, &known, &lines)?;
        loans::insert(change, &lent)?;
        loans::update(change, &open, &returned)?;
        discrepancies::insert(change, &found_wanting)?;
        for row in &found_wanting {
            change.record(Action::DiscrepancyOpened, row.id.0, serde_json::json!({ "discrepancy": row }))?;
        }
        Ok(())
    }
}

fn discrepancy(change: &Change<'_>, row: &Request, viewer: &Viewer, item: &Item, step: &ExecutedLine) -> Discrepancy {
    Discrepancy {
        id: change.new_id(),
        item_id: item.id,
        request_id: Some(row.id),
        agency_id: item.responsible_agency_id,
        condition: step.condition.unwrap_or(Condition::Damaged),
        reason: step.reason.clone().unwrap_or_default(),
        opened_by: viewer.user_id,
        opened_at: change.now(),
        resolution: None,
        opinion: None,
        resolved_by: None,
        resolved_at: None,
    }
}

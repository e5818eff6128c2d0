//! Plays the planned year through the operations, step by step in the order of time, as the people of the plan would.

use crate::clock::Clock;
use crate::db::Database;
use crate::db::change::Change;
use crate::db::requests::requests::Seen;
use crate::demo::listing::{corrected, listed};
use crate::demo::plan::acts::{Act, Extension, Intake, LineResult, Loan, LoanReturn, OpenCase, Outbound};
use crate::demo::play::directory::{Directory, Visitor, actor};
use crate::demo::{YEAR_END, Year};
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::model::accounts::agency::DocumentKind;
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::dual_control::Second;
use crate::model::goods::item::Condition;
use crate::model::ids::{CaseId, ExtensionId, RequestId};
use crate::model::requests::request::LineOutcome;
use crate::model::requests::terms::{DeliveryManner, DraftLoan, DraftOutbound, DraftTerms};
use crate::model::time::{DAY, SECOND, Time};
use crate::operations::cases::cases::{self, NewCase, NewSeizureList};
use crate::operations::cases::documents::{self, NewDocument};
use crate::operations::requests::execution;
use crate::operations::requests::line_execution::LineExecution;
use crate::operations::requests::requests::{self, Decision, NewRequest};
use crate::operations::requests::{extensions, submission};

pub use attachments::{Desk, Draw};

/// Between the last line at the desk and the centre head's word on what was refused.
const CONFIRMED_AFTER: i64 = 600 * SECOND;

/// A step of an act, as one person takes it at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Open,
    Submit,
    Return,
    Resubmit,
    Approve,
    ApproveCentre,
    Execute,
    Confirm,
}

/// Plays the year, with its photographs and papers. `progress` hears how many of how many steps are done.
///
/// # Errors
/// Whatever an operation refuses; database errors.
pub fn play(
    database: &Database,
    clock: &Clock,
    (keys, desk): (&Keys, Desk<'_>),
    year: &Year,
    visitors: &[Visitor],
    mut progress: impl FnMut(u64, u64),
) -> Result<()> {
    let mut acts: Vec<Option<Act>> = year.acts().map(Some).collect();
    let steps = schedule(&acts);
    let total = steps.len() as u64;
    let first = steps.first().map_or(YEAR_END, |(at, ..)| *at);
    clock.set(Time(first - DAY));
    let directory =
        database.change(crate::db::change::Actor::PROGRAM, |change| Directory::register(change, year, visitors))?;
    let mut player = Player::new((database, year), keys, desk, directory);
    player.shown_loan = acts.iter().flatten().find_map(first_returned);
    for (done, (at, index, phase, last)) in (1..).zip(steps) {
        clock.set(Time(at));
        let Some(slot) = acts.get_mut(index) else { continue };
        if let Some(act) = slot {
            player.take(act, index, phase)?;
        }
        if last {
            *slot = None;
        }
        progress(done, total);
    }
    Ok(())
}

/// The loan that an act ends, and the first of its pieces.
fn first_returned(act: &Act) -> Option<(usize, u32)> {
    let Act::LoanReturn(back) = act else { return None };
    back.items.first().map(|(item, ..)| (back.loan, *item))
}

/// Every step of every act in the order of time; the flag marks an act's last step.
fn schedule(acts: &[Option<Act>]) -> Vec<(i64, usize, Phase, bool)> {
    let mut steps = Vec::new();
    for (index, act) in acts.iter().enumerate() {
        let mut phases = act.as_ref().map(phases).unwrap_or_default();
        phases.sort_by_key(|(at, phase)| (*at, *phase));
        let last = phases.len().saturating_sub(1);
        steps.extend(phases.into_iter().enumerate().map(|(n, (at, phase))| (at, index, phase, n == last)));
    }
    steps.sort_by_key(|(at, index, phase, _)| (*at, *index, *phase));
    steps
}

fn phases(act: &Act) -> Vec<(i64, Phase)> {
    match act {
        Act::OpenCase(open) => vec![(open.opened_at, Phase::Open)],
        Act::Intake(intake) => intake_phases(intake),
        Act::Loan(loan) => {
            let centre = loan.centre_approved_at.map(|at| (at, Phase::ApproveCentre));
            let rest = [
                (loan.submitted_at, Phase::Submit),
                (loan.approved_at, Phase::Approve),
                (loan.executed_at, Phase::Execute),
            ];
            rest.into_iter().chain(centre).collect()
        }
        Act::Extension(extension) => {
            let centre = extension.centre_head.map(|_| (extension.approved_at, Phase::ApproveCentre));
            let rest = [(extension.submitted_at, Phase::Submit), (extension.approved_at, Phase::Approve)];
            rest.into_iter().chain(centre).collect()
        }
        Act::LoanReturn(back) => vec![(back.submitted_at, Phase::Submit), (back.executed_at, Phase::Execute)],
        Act::Outbound(out) => vec![
            (out.submitted_at, Phase::Submit),
            (out.approved_at, Phase::Approve),
            (out.centre_approved_at, Phase::ApproveCentre),
            (out.executed_at, Phase::Execute),
        ],
    }
}

fn intake_phases(intake: &Intake) -> Vec<(i64, Phase)> {
    let mut phases = vec![
        (intake.submitted_at, Phase::Submit),
        (intake.approved_at, Phase::Approve),
        (intake.executed_at, Phase::Execute),
    ];
    if let Some(correction) = &intake.correction {
        phases.push((correction.returned_at, Phase::Return));
        phases.push((correction.resubmitted_at, Phase::Resubmit));
    }
    if has_valuables(intake) {
        let at = intake.approved_at + (intake.executed_at - intake.approved_at) / 2;
        phases.push((at, Phase::ApproveCentre));
    }
    if intake.lines.iter().any(|line| matches!(line.result, LineResult::Refused { .. })) {
        phases.push((intake.executed_at + CONFIRMED_AFTER, Phase::Confirm));
    }
    phases
}

fn has_valuables(intake: &Intake) -> bool {
    intake.lines.iter().any(|line| line.good.category.word() == "valuable")
}

/// What the play has to remember between steps.
struct Player<'a> {
    database: &'a Database,
    keys: &'a Keys,
    year: &'a Year,
    desk: Desk<'a>,
    /// Intakes whose goods were photographed, and the loan and piece that are shown as they leave and come back.
    photographed: usize,
    shown_loan: Option<(usize, u32)>,
    directory: Directory,
    cases: Vec<CaseId>,
    /// Label codes of the received pieces, and the places they were put.
    codes: Vec<String>,
    places: Vec<usize>,
    /// The request of each act that made one, and of each loan of the plan.
    requests: std::collections::HashMap<usize, RequestId>,
    loans: std::collections::HashMap<usize, RequestId>,
    extensions: std::collections::HashMap<usize, ExtensionId>,
    /// Label codes of the lines of intakes not executed yet.
    waiting: std::collections::HashMap<usize, Vec<String>>,
}

impl<'a> Player<'a> {
    fn new((database, year): (&'a Database, &'a Year), keys: &'a Keys, desk: Desk<'a>, directory: Directory) -> Self {
        Self {
            database,
            keys,
            year,
            desk,
            photographed: 0,
            shown_loan: None,
            directory,
            cases: Vec::new(),
            codes: Vec::new(),
            places: Vec::new(),
            requests: Default::default(),
            loans: Default::default(),
            extensions: Default::default(),
            waiting: Default::default(),
        }
    }

    fn take(&mut self, act: &Act, index: usize, phase: Phase) -> Result<()> {
        match act {
            Act::OpenCase(open) => self.open_case(open),
            Act::Intake(intake) => self.intake(intake, index, phase),
            Act::Loan(loan) => self.loan(loan, index, phase),
            Act::Extension(extension) => self.extension(extension, index, phase),
            Act::LoanReturn(back) => self.loan_return(back, index, phase),
            Act::Outbound(out) => self.outbound(out, index, phase),
        }
    }

    /// One change by one person of the plan.
    fn act<T>(&self, person: usize, make: impl FnOnce(&mut Change<'_>, &Viewer) -> Result<T>) -> Result<T> {
        let viewer = self.directory.person(person)?;
        self.database.change(actor(viewer), |change| make(change, viewer))
    }

    fn open_case(&mut self, open: &OpenCase) -> Result<()> {
        let officers = open.officers.iter().map(|at| self.directory.person(*at).map(|viewer| viewer.user_id));
        let new = NewCase {
            case_no: open.case_no.clone(),
            name: open.name.clone(),
            cause: open.cause.to_owned(),
            stage: None,
            officers: officers.collect::<Result<_>>()?,
            secrecy: None,
        };
        let first = *open.officers.first().ok_or_else(|| Error::internal("a case without officers"))?;
        let case = self.act(first, |change, viewer| cases::register(change, viewer, &new))?;
        if self.cases.len() != open.case {
            self.cases.resize(open.case.max(self.cases.len()), CaseId(uuid::Uuid::nil()));
        }
        match self.cases.get_mut(open.case) {
            Some(slot) => *slot = case.id,
            None => self.cases.push(case.id),
        }
        Ok(())
    }

    fn case(&self, index: usize) -> Result<CaseId> {
        self.cases.get(index).copied().ok_or_else(|| Error::internal("the plan uses a case before it is opened"))
    }

    fn request(&self, index: usize) -> Result<RequestId> {
        self.requests.get(&index).copied().ok_or_else(|| Error::internal("the plan goes on before submitting"))
    }

    fn item_codes(&self, items: impl Iterator<Item = u32>) -> Result<Vec<String>> {
        let code = |item: u32| self.codes.get(item as usize).filter(|code| !code.is_empty()).cloned();
        items.map(|item| code(item).ok_or_else(|| Error::internal("the plan uses a piece before its intake"))).collect()
    }

    fn remember(&mut self, item: u32, code: &str, place: usize) {
        let at = item as usize;
        if self.codes.len() <= at {
            self.codes.resize(at + 1, String::new());
            self.places.resize(at + 1, 0);
        }
        if let (Some(known), Some(lies)) = (self.codes.get_mut(at), self.places.get_mut(at)) {
            code.clone_into(known);
            *lies = place;
        }
    }

    fn decide(&self, person: usize, id: RequestId, decision: Decision, opinion: Option<&str>) -> Result<()> {
        self.act(person, |change, viewer| {
            let seen = look(change, viewer, id)?;
            requests::decide(change, viewer, seen, decision, opinion)
        })?;
        Ok(())
    }

    fn submit(&self, person: usize, new: &NewRequest) -> Result<RequestId> {
        self.act(person, |change, viewer| {
            let draft = requests::draft(change, viewer, &self.keys.personal, new)?;
            Ok(submission::submit(change, viewer, draft.seen())?.id)
        })
    }

    /// Carries out lines of a request as the first custodian, with the second beside where there is one.
    fn execute(&self, custodians: &[usize], id: RequestId, lines: &[LineExecution]) -> Result<()> {
        let second = custodians.get(1).map(|at| self.directory.person(*at).map(Second::from)).transpose()?;
        let first = *custodians.first().ok_or_else(|| Error::internal("nobody to carry it out"))?;
        self.act(first, |change, viewer| execution::execute(change, viewer, second, id, lines, true))?;
        Ok(())
    }
}

fn line(item: String, outcome: LineOutcome) -> LineExecution {
    LineExecution {
        item,
        outcome,
        place: None,
        label: None,
        seal_no: None,
        reason: None,
        condition: None,
        sealing: None,
        corrected: None,
    }
}

mod attachments;
pub mod directory;
mod intakes;
mod loans;
mod outbounds;

/// Looks at a request before something is decided about it, as a page does.
fn look(change: &mut Change<'_>, viewer: &Viewer, id: RequestId) -> Result<Seen> {
    Ok(crate::db::requests::requests::get(change.reader(), viewer.reach(), id)?.seen())
}

//! Supervision notices: a supervisor asks an agency about a case, its head answers, the supervisor accepts the answer or asks again.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::db::accounts::agencies::{self, Agency};
use crate::db::cases::cases::{self, Case};
use crate::db::cases::documents;
use crate::db::centre::number_series;
use crate::db::change::Change;
use crate::db::goods::items;
use crate::db::oversight::clues;
use crate::db::oversight::supervision_notices::{self as notices, SupervisionNotice, SupervisionStep};
use crate::error::{Error, Result};
use crate::model::accounts::agency::AgencyKind;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{AgencyId, CaseId, ClueId, DocumentId, ItemId, NoticeId};
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::oversight::supervision::{NoticeAction, Overseen};
use crate::model::reason::{Reason, Refusal};
use crate::model::time::{DAY, Time};

/// How long an agency may be given for its answer.
const LONGEST_TERM: i64 = 366 * DAY;

/// A notice as a supervisor writes it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNotice {
    pub case_id: CaseId,
    /// The clue that it is about.
    #[serde(default)]
    pub clue_id: Option<ClueId>,
    /// The item that it is about.
    #[serde(default)]
    pub item_id: Option<ItemId>,
    /// Who has to answer: the centre, an agency of the case, or the one that the clue names.
    pub agency_id: AgencyId,
    #[schema(min_length = 1, max_length = 100)]
    pub title: String,
    /// What was found, and what is asked for.
    #[schema(min_length = 1, max_length = 2000)]
    pub ground: String,
    /// Until when; within a year.
    pub answer_by: Time,
}

/// An answer to a notice.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNoticeAnswer {
    #[schema(min_length = 1, max_length = 2000)]
    pub answer: String,
    /// The document of the case that it relies on.
    #[serde(default)]
    pub document_id: Option<DocumentId>,
}

/// Why an answer is not enough, and until when another is asked for.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRepetition {
    #[schema(min_length = 1, max_length = 2000)]
    pub opinion: String,
    /// Until when; within a year.
    pub answer_by: Time,
}

/// What a supervisor says when a notice is accepted or withdrawn.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeOpinion {
    #[schema(min_length = 1, max_length = 2000)]
    pub opinion: String,
}

/// What is done with a notice, read and checked.
struct Step {
    action: NoticeAction,
    logged: Action,
    statement: String,
    document_id: Option<DocumentId>,
    answer_by: Option<Time>,
}

/// Sends a notice.
///
/// # Errors
/// [`Error::NotFound`] for a case that the supervisor may not know of, [`Error::Invalid`].
pub fn send(change: &mut Change<'_>, viewer: &Viewer, new: &NewNotice) -> Result<SupervisionNotice> {
    let case = cases::get(change.reader(), viewer.reach(), new.case_id)?;
    let mut check = Checker::new();
    let title = check.text("/title", &new.title, 100);
    let statement = check.prose("/ground", &new.ground, 2000);
    check_term(&mut check, new.answer_by, change.now());
    check_receiver(change, viewer, &case, new, &mut check)?;
    if let Some(id) = new.item_id {
        let item = items::find(change.reader(), viewer.reach(), id)?;
        check.demand(item.is_some_and(|item| item.case_id == case.id), "/item_id", Reason::ReferenceUnknown);
    }
    check.done()?;
    let (year, _) = change.now().china_month();
    let sequence = number_series::take(change, number_series::NOTICES, year, 1)?;
    let number = format!("JD-{year}-{sequence:06}");
    number_series::refuse_given(change, number_series::NOTICES, &number)?;
    let action = NoticeAction::Send;
    let row = SupervisionNotice {
        id: change.new_id(),
        number,
        case_id: case.id,
        clue_id: new.clue_id,
        item_id: new.item_id,
        agency_id: new.agency_id,
        title,
        status: action.status_after(),
        sent_by: viewer.user_id,
        sent_at: change.now(),
        asked_last_at: change.now(),
        answer_by: new.answer_by,
        answered_at: None,
        closed_at: None,
        version: 1,
    };
    notices::insert(change, &row)?;
    let (logged, answer_by) = (Action::SupervisionNoticeSent, Some(new.answer_by));
    record(change, viewer, &row, Step { action, logged, statement, document_id: None, answer_by })?;
    Ok(row)
}

/// Answers a notice for the agency that was asked.
///
/// # Errors
/// [`Error::NotFound`] for a notice to another agency, [`Error::Stale`], [`Reason::NoticeNotThere`], [`Error::Invalid`].
pub fn answer(
    change: &mut Change<'_>,
    viewer: &Viewer,
    seen: (NoticeId, i32),
    new: &NewNoticeAnswer,
) -> Result<SupervisionNotice> {
    let known = open(change, viewer, seen, NoticeAction::Answer)?;
    let mut check = Checker::new();
    let statement = check.prose("/answer", &new.answer, 2000);
    if let Some(id) = new.document_id {
        let of_case = match documents::get(change.reader(), viewer.reach(), id) {
            Ok(document) => document.case_id == Some(known.case_id),
            Err(Error::NotFound) => false,
            Err(error) => return Err(error),
        };
        check.demand(of_case, "/document_id", Reason::ReferenceUnknown);
    }
    check.done()?;
    let (action, logged) = (NoticeAction::Answer, Action::SupervisionNoticeAnswered);
    let row = SupervisionNotice { answered_at: Some(change.now()), ..known.clone() };
    let step = Step { action, logged, statement, document_id: new.document_id, answer_by: None };
    take(change, viewer, &known, row, step)
}

/// Says that an answer is not enough, and asks again.
///
/// # Errors
/// As [`answer`].
pub fn repeat(
    change: &mut Change<'_>,
    viewer: &Viewer,
    seen: (NoticeId, i32),
    new: &NewRepetition,
) -> Result<SupervisionNotice> {
    let known = open(change, viewer, seen, NoticeAction::Repeat)?;
    let mut check = Checker::new();
    let statement = check.prose("/opinion", &new.opinion, 2000);
    check_term(&mut check, new.answer_by, change.now());
    check.done()?;
    let (action, logged) = (NoticeAction::Repeat, Action::SupervisionNoticeRepeated);
    let row =
        SupervisionNotice { asked_last_at: change.now(), answer_by: new.answer_by, answered_at: None, ..known.clone() };
    let step = Step { action, logged, statement, document_id: None, answer_by: Some(new.answer_by) };
    take(change, viewer, &known, row, step)
}

/// Accepts the answer to a notice.
///
/// # Errors
/// As [`answer`].
pub fn accept(
    change: &mut Change<'_>,
    viewer: &Viewer,
    seen: (NoticeId, i32),
    new: &NoticeOpinion,
) -> Result<SupervisionNotice> {
    close(change, viewer, seen, (NoticeAction::Accept, Action::SupervisionNoticeAccepted), new)
}

/// Takes a notice back, with the reason.
///
/// # Errors
/// As [`answer`].
pub fn withdraw(
    change: &mut Change<'_>,
    viewer: &Viewer,
    seen: (NoticeId, i32),
    new: &NoticeOpinion,
) -> Result<SupervisionNotice> {
    close(change, viewer, seen, (NoticeAction::Withdraw, Action::SupervisionNoticeWithdrawn), new)
}

fn close(
    change: &mut Change<'_>,
    viewer: &Viewer,
    seen: (NoticeId, i32),
    (action, logged): (NoticeAction, Action),
    new: &NoticeOpinion,
) -> Result<SupervisionNotice> {
    let known = open(change, viewer, seen, action)?;
    let mut check = Checker::new();
    let statement = check.prose("/opinion", &new.opinion, 2000);
    check.done()?;
    let row = SupervisionNotice { closed_at: Some(change.now()), ..known.clone() };
    take(change, viewer, &known, row, Step { action, logged, statement, document_id: None, answer_by: None })
}

/// A notice as it was seen, with which this can be done by this person now.
fn open(
    change: &mut Change<'_>,
    viewer: &Viewer,
    (id, version): (NoticeId, i32),
    action: NoticeAction,
) -> Result<SupervisionNotice> {
    let known = notices::get(change.reader(), Overseen::by(viewer), id)?;
    if !action.is_open_to(viewer, known.agency_id) {
        return Err(Error::NotFound);
    }
    if known.version != version {
        return Err(Error::Stale { current: known.version });
    }
    let refusal = |reason| Refusal::new(reason).with("number", &known.number).with_word("status", known.status);
    action.must_fit(known.status).map_err(refusal)?;
    Ok(known)
}

fn take(
    change: &mut Change<'_>,
    viewer: &Viewer,
    known: &SupervisionNotice,
    row: SupervisionNotice,
    step: Step,
) -> Result<SupervisionNotice> {
    let row = SupervisionNotice { status: step.action.status_after(), version: known.version + 1, ..row };
    notices::update(change, known, &row)?;
    record(change, viewer, &row, step)?;
    Ok(row)
}

/// Adds what was done, and enters it with the notice in the log.
fn record(change: &mut Change<'_>, viewer: &Viewer, row: &SupervisionNotice, step: Step) -> Result<()> {
    let logged = step.logged;
    let step = SupervisionStep {
        id: change.new_id(),
        notice_id: row.id,
        sequence: row.version,
        action: step.action,
        statement: step.statement,
        document_id: step.document_id,
        answer_by: step.answer_by,
        recorded_by: viewer.user_id,
        done_at: change.now(),
    };
    notices::insert_step(change, &step)?;
    change.record(logged, row.id.0, json!({ "notice": row, "step": step }))
}

fn check_term(check: &mut Checker, answer_by: Time, now: Time) {
    let (at, last) = ("/answer_by", now.plus(LONGEST_TERM));
    check.date(at, answer_by, now);
    check.demand(answer_by > now, at, Refusal::new(Reason::TimeOrder).with("other", now.to_china_text()));
    let bounds = |reason| Refusal::new(reason).with("min", now.to_china_text()).with("max", last.to_china_text());
    check.demand(answer_by <= last || answer_by > now.latest(), at, bounds(Reason::DateOutOfRange));
}

/// Whoever is asked has to do with the case, and has somebody who can answer.
fn check_receiver(
    change: &mut Change<'_>,
    viewer: &Viewer,
    case: &Case,
    new: &NewNotice,
    check: &mut Checker,
) -> Result<()> {
    let mut concerned = vec![case.agency_id, case.responsible_agency_id];
    if let Some(id) = new.clue_id {
        match clues::get(change.reader(), Overseen::by(viewer), id) {
            Ok(clue) if clue.case_id == case.id => concerned.push(clue.agency_id),
            Ok(_) | Err(Error::NotFound) => check.refuse("/clue_id", Reason::ReferenceUnknown),
            Err(error) => return Err(error),
        }
    }
    let Some(agency) = agencies::find(change.reader(), new.agency_id)? else {
        check.refuse("/agency_id", Reason::ReferenceUnknown);
        return Ok(());
    };
    let has_to_do = agency.kind == AgencyKind::Centre || concerned.contains(&agency.id);
    let refusal = |reason: Reason, agency: &Agency| Refusal::new(reason).with("agency", &agency.name);
    check.demand(has_to_do, "/agency_id", refusal(Reason::NoticeReceiver, &agency));
    let answered = notices::can_be_answered(change.reader(), agency.id, case.secrecy)?;
    check.demand(!has_to_do || answered, "/agency_id", refusal(Reason::NoticeUnanswerable, &agency));
    Ok(())
}

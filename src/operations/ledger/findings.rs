//! What verifications found wrong, until the auditor has answered it: nothing is changed of what a finding is about before.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::db::accounts::users;
use crate::db::change::{Actor, Change};
use crate::db::engine::digest::row_sha256;
use crate::db::goods::items;
use crate::db::ledger::findings::{self, RecordedFinding};
use crate::db::ledger::recent;
use crate::db::requests::requests;
use crate::db::{Conn, Database};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{FindingId, ItemId, PersonId, RequestId, UserId, VerificationId};
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::ledger::verification::Ruling;
use crate::model::reason::Reason;
use crate::operations::ledger::acceptance;
use crate::operations::ledger::verification::Finding;

/// The auditor's answer to a finding.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAnswer {
    /// What becomes of it.
    pub ruling: Ruling,
    /// What was found out, in the auditor's words.
    #[schema(min_length = 1, max_length = 1000)]
    pub answer: String,
}

/// Enters what a verification found wrong, except what is open already.
///
/// # Errors
/// Database errors.
pub fn record(database: &Database, verification: VerificationId, found: &[Finding]) -> Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    database.change(Actor::PROGRAM, |change| {
        let rows = list_new(change, verification, found)?;
        if rows.is_empty() {
            change.abandon();
            return Ok(());
        }
        findings::insert(change, &rows)?;
        for row in &rows {
            change.record(Action::FindingRecorded, row.id.0, json!({ "finding": row }))?;
        }
        let count = rows.len();
        tracing::error!(count, "a verification found something wrong; the auditor has to answer it");
        Ok(())
    })
}

fn list_new(
    change: &mut Change<'_>,
    verification_id: VerificationId,
    found: &[Finding],
) -> Result<Vec<RecordedFinding>> {
    let subjects = Subjects::of(change, found)?;
    let mut rows = Vec::with_capacity(found.len());
    for finding in found {
        rows.push(RecordedFinding {
            id: change.new_id(),
            fingerprint: finding.fingerprint()?,
            kind: finding.kind,
            seq: finding.seq,
            item: finding.item.clone(),
            request: finding.request.clone(),
            reason: finding.said(),
            item_id: finding.item.as_ref().and_then(|code| subjects.items.get(code).copied()),
            request_id: finding.request.as_ref().and_then(|number| subjects.requests.get(number).copied()),
            subject_id: finding.subject_id,
            verification_id,
            found_at: change.now(),
            ruling: None,
            answer: None,
            answered_by: None,
            answered_at: None,
        });
    }
    mark_states(change.reader(), &mut rows)?;
    let prints: Vec<String> = rows.iter().map(|row| row.fingerprint.clone()).collect();
    let mut known = findings::list_open_fingerprints(change.reader())?;
    known.extend(findings::list_answered(change.reader(), &prints)?);
    rows.retain(|row| known.insert(row.fingerprint.clone()));
    Ok(rows)
}

/// Makes what findings about rows are known by again the state of these rows as well: the same thing said of another state is
/// another finding, and an answer is for the state that was found.
fn mark_states(conn: &mut Conn, rows: &mut [RecordedFinding]) -> Result<()> {
    let items: Vec<ItemId> = rows.iter().filter_map(|row| row.item_id).collect();
    let subjects: Vec<Uuid> = rows.iter().flat_map(RecordedFinding::subjects).collect();
    let digests = recent::list_digests(conn, &items, &subjects)?;
    for row in rows.iter_mut().filter(|row| row.seq.is_none()) {
        let ids = row.item_id.map(|id| id.0).into_iter().chain(row.subjects());
        let state: Vec<_> = ids.map(|id| digests.get(&id)).collect();
        row.fingerprint = row_sha256(&(&row.fingerprint, state))?;
    }
    Ok(())
}

/// What the items and requests of findings are, by what people call them: a label code, a number, or an id.
struct Subjects {
    items: HashMap<String, ItemId>,
    requests: HashMap<String, RequestId>,
}

impl Subjects {
    fn of(change: &mut Change<'_>, found: &[Finding]) -> Result<Self> {
        let codes: HashSet<&String> = found.iter().filter_map(|finding| finding.item.as_ref()).collect();
        let numbers: HashSet<&String> = found.iter().filter_map(|finding| finding.request.as_ref()).collect();
        let mut items: HashMap<_, _> = named(&codes, ItemId);
        let codes: Vec<String> = codes.into_iter().cloned().collect();
        items.extend(items::list_ids(change.reader(), &codes)?);
        let mut requests = named(&numbers, RequestId);
        let numbers: Vec<String> = numbers.into_iter().cloned().collect();
        requests.extend(requests::list_ids(change.reader(), &numbers)?);
        Ok(Self { items, requests })
    }
}

/// Those that are called by their ids.
fn named<T>(names: &HashSet<&String>, id: impl Fn(Uuid) -> T) -> HashMap<String, T> {
    names.iter().filter_map(|name| Some(((*name).clone(), id(name.parse().ok()?)))).collect()
}

/// Whether a finding is about an account of this human.
fn is_about(conn: &mut Conn, finding: &RecordedFinding, person: PersonId) -> Result<bool> {
    let account = finding.subject_id.map(|id| users::find(conn, UserId(id.0))).transpose()?.flatten();
    Ok(account.is_some_and(|account| account.person() == person))
}

/// Answers a finding, after which what it is about can be changed again.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Invalid`]; [`Error::Refused`] when it was answered before, is about the auditor's own
/// account, or its record is not as it was found or cannot stand.
pub fn answer(change: &mut Change<'_>, viewer: &Viewer, id: FindingId, new: &NewAnswer) -> Result<()> {
    let known = findings::get(change.reader(), id)?;
    if known.answered_at.is_some() {
        return Err(Reason::FindingAnswered.into());
    }
    if is_about(change.reader(), &known, viewer.person_id)? {
        return Err(Reason::FindingAboutOneself.into());
    }
    // Whoever was made an auditor behind the program's back answers nothing.
    let own = users::get(change.reader(), viewer.user_id)?;
    change.hold_row(&own)?;
    let mut check = Checker::new();
    let answer = check.prose("/answer", &new.answer, 1_000);
    check.done()?;
    if new.ruling == Ruling::Accepted && !accept(change, &known, &answer)? {
        return Err(Error::field("/ruling", Reason::NothingToAccept));
    }
    let row = RecordedFinding {
        ruling: Some(new.ruling),
        answer: Some(answer),
        answered_by: Some(viewer.user_id),
        answered_at: Some(change.now()),
        ..known.clone()
    };
    findings::update(change, &known, &row)?;
    let details = json!({ "finding": row, "fingerprint": row.fingerprint });
    change.record(Action::FindingAnswered, id.0, details)
}

/// Lets the records that a finding is about stand as they were found; answers whether there was any that the log tells
/// otherwise. What is of the past cannot be accepted.
fn accept(change: &mut Change<'_>, finding: &RecordedFinding, answer: &str) -> Result<bool> {
    if finding.seq.is_some() {
        return Ok(false);
    }
    let said = Finding {
        item: finding.item.clone(),
        request: finding.request.clone(),
        ..Finding::of(finding.kind, finding.reason.clone())
    };
    let mut now = [RecordedFinding { fingerprint: said.fingerprint()?, ..finding.clone() }];
    mark_states(change.reader(), &mut now)?;
    if now.iter().any(|row| row.fingerprint != finding.fingerprint) {
        return Err(Reason::FindingOutdated.into());
    }
    acceptance::check(change.reader(), finding)?;
    let mut any = false;
    if let Some(item) = finding.item_id {
        any |= change.accept_item(item, answer)?;
    }
    for subject in finding.subjects() {
        any |= change.accept_subject(subject, finding, answer)?;
    }
    Ok(any)
}

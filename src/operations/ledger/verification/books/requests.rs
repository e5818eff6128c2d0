//! The requests as the log tells them, held against their table.

use std::hash::RandomState;

use crate::audit::Hash;
use crate::audit::hash::from_hex;
use crate::db::engine::digest::row_digest;
use crate::db::ledger::log::LeafRow;
use crate::db::requests::request_steps::RequestStep;
use crate::db::requests::requests::Request;
use crate::error::Result;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{IdMap, RequestId};
use crate::model::ledger::event::{Action, ItemAction, ItemEvent, SubjectEvent};
use crate::model::requests::request::RequestStatus;
use crate::operations::ledger::verification::books::blind::{Blind, NEVER, altered, unjudged, unjudged_though};
use crate::operations::ledger::verification::books::course::Course;
use crate::operations::ledger::verification::books::people::People;
use crate::operations::ledger::verification::books::steps::{Members, Taken, judge_first};
use crate::operations::ledger::verification::findings::{Finding, FindingKind, Findings};

/// What the log says so far.
#[derive(Default)]
pub struct Requests {
    known: IdMap<RequestId, KnownRequest>,
    /// Of the digests that the members of requests are compared by.
    keys: RandomState,
}

struct KnownRequest {
    number: Option<String>,
    status: RequestStatus,
    digest: Option<Hash>,
    /// The entry that told of it last.
    told: i64,
    /// None while no entry tells of it.
    course: Option<Course>,
    seen: bool,
}

impl KnownRequest {
    fn name(&self, id: RequestId) -> String {
        self.number.clone().unwrap_or_else(|| id.to_string())
    }
}

impl Requests {
    /// Takes in an event about anything but an item: holds what it found of its request against what the event before it
    /// left, and whether it could follow. Answers how many changes do not tell what they found.
    pub fn enter(
        &mut self,
        row: &LeafRow,
        event: &SubjectEvent,
        (people, blind): (&mut People, &Blind),
        findings: &mut Findings,
    ) -> u64 {
        let (Some(request), Some(digest)) = (event.request(), event.row_sha256()) else {
            self.accept(event);
            return 0;
        };
        let (id, seq) = (request.id, row.seq);
        let digest = from_hex(digest.as_bytes());
        let members = Members::of(event, &self.keys);
        let before = self.known.remove(&id);
        let unchained =
            before.as_ref().map_or(0, |known| hold_before(seq, (id, known), digest, (event, blind), findings));
        let untold = blind.about(id.0, before.as_ref().map_or(NEVER, |known| known.told)).is_some();
        let course = before.and_then(|known| known.course);
        let judged = people.author(row).and_then(|viewer| match &course {
            _ if untold => Ok(()),
            Some(course) => course.judge(event, &request, &members, (viewer.as_ref(), people)),
            None => judge_first(event, &request, viewer.as_ref()),
        });
        if let Err(wrong) = judged {
            let name = request.number.clone().unwrap_or_else(|| id.to_string());
            findings.add(about_entry(seq, name, format!("{} {wrong}", event.action)));
        }
        let course = match course {
            Some(mut course) => {
                course.follow(row, event, &request, members);
                course
            }
            None => Course::begin(&request, members),
        };
        let (number, status) = (request.number, request.status);
        self.known.insert(id, KnownRequest { number, status, digest, told: seq, course: Some(course), seen: false });
        unchained
    }

    /// Takes in that the auditor let rows beside the request's own stand.
    fn accept(&mut self, event: &SubjectEvent) {
        let known = self.known.get_mut(&RequestId(event.subject_id)).filter(|_| event.action == Action::RecordAccepted);
        if let Some(course) = known.and_then(|known| known.course.as_mut()) {
            course.accepted = true;
        }
    }

    /// Judges an entry of an item that was handed in, let go or carried out for a request, which stands as the entries
    /// before it left it.
    ///
    /// # Errors
    /// Why it could not have been made.
    pub fn judge_item(
        &mut self,
        (row, event): (&LeafRow, &ItemEvent),
        request: RequestId,
        (viewer, people, classified): (Option<&Viewer>, &People, Option<i64>),
        blind: &Blind,
    ) -> Result<(), String> {
        let known = self.known.get_mut(&request);
        if blind.about(request.0, known.as_ref().map_or(NEVER, |known| known.told)).is_some() {
            return Ok(());
        }
        let Some(course) = known.and_then(|known| known.course.as_mut()) else {
            return Err("is done for a request that the log does not know".to_owned());
        };
        course.judge_item(event, (viewer, people))?;
        if event.action.executes().is_some() {
            course.judge_goods(event, classified, &self.keys)?;
            let by = row.actor_id.into_iter().chain(event.circumstances.second_id);
            course.executed(by, event.action == ItemAction::ItemRefused);
        }
        Ok(())
    }

    /// Holds a step in the table, whose digest was logged, against the entries that tell of steps.
    pub fn hold_step(&self, step: &RequestStep, blind: &Blind, findings: &mut Findings) {
        let Some(known) = self.known.get(&step.request_id) else { return };
        if blind.about(step.request_id.0, NEVER).is_some() || self.is_accepted(step.request_id) {
            return;
        }
        let at = usize::try_from(step.step_no).ok().and_then(|no| no.checked_sub(1));
        let taken = at.and_then(|at| known.course.as_ref()?.steps.get(at).copied());
        let told = Taken { action: step.action, after: step.status_after, by: step.actor_id };
        if taken.as_ref().is_none_or(|(_, taken)| *taken != told) {
            let reason = format!("step {} is not the step that an entry tells of", step.step_no);
            let seq = taken.map_or(known.told, |(seq, _)| seq);
            findings.add(about_entry(seq, known.name(step.request_id), reason));
        }
    }

    /// Whether the auditor let anything of a request stand that no step had led to: nothing follows from its steps any more.
    pub fn is_accepted(&self, id: RequestId) -> bool {
        self.known.get(&id).and_then(|known| known.course.as_ref()).is_some_and(|course| course.accepted)
    }

    /// Holds rows of the table against the log.
    pub fn hold(&mut self, rows: &[Request], blind: &Blind, findings: &mut Findings) -> Result<()> {
        for row in rows {
            let Some(known) = self.known.get_mut(&row.id) else {
                self.meet(row, blind, findings);
                continue;
            };
            known.seen = true;
            let about = blind.about(row.id.0, known.told);
            let wrong = if known.status != row.status {
                format!("the table has status {} instead of {}", row.status, known.status)
            } else if Some(row_digest(row)?) != known.digest {
                "a column was changed: the row is not the one whose digest was logged".to_owned()
            } else {
                if let Some(seq) = about {
                    findings.request(known.name(row.id), &format!("the request {}", unjudged(seq)));
                }
                continue;
            };
            let wanting = about.or_else(|| blind.any(known.told));
            let reason = wanting.map_or_else(|| wrong.clone(), |seq| unjudged_though(seq, &wrong));
            findings.request(known.name(row.id), &reason);
        }
        Ok(())
    }

    /// A row that no entry tells of.
    fn meet(&mut self, row: &Request, blind: &Blind, findings: &mut Findings) {
        let name = row.number.clone().unwrap_or_else(|| row.id.to_string());
        let about = blind.about(row.id.0, NEVER);
        let wrong = match about.or_else(|| blind.any(NEVER)) {
            Some(seq) => unjudged_though(seq, "is in no other entry"),
            None => "is not in the log: it was inserted".to_owned(),
        };
        findings.request(name, &format!("the request {wrong}"));
        if about.is_some() {
            // What the entry about it cannot say any more the table does: how it is called.
            let (number, status) = (row.number.clone(), row.status);
            self.known
                .insert(row.id, KnownRequest { number, status, digest: None, told: NEVER, course: None, seen: true });
        }
    }

    /// What was read by name only is there, even if nothing more can be said of it.
    pub fn see(&mut self, name: &str) {
        let named = self.known.iter_mut().filter(|(id, known)| known.name(**id) == name || id.to_string() == name);
        named.for_each(|(_, known)| known.seen = true);
    }

    /// Names what the log knows and the table has not.
    pub fn name_missing(&self, findings: &mut Findings) {
        let missing = self.known.iter().filter(|(_, known)| !known.seen);
        let mut names: Vec<String> = missing.map(|(id, known)| known.name(*id)).collect();
        names.sort_unstable();
        for name in names {
            findings.request(name, "the request is in the log only: its row was deleted");
        }
        let extending = |known: &KnownRequest| known.course.as_ref().is_some_and(|course| course.extending);
        let changed = self.known.iter().filter(|(_, known)| extending(known));
        let mut changed: Vec<(i64, String)> = changed.map(|(id, known)| (known.told, known.name(*id))).collect();
        changed.sort_unstable();
        for (seq, name) in changed {
            let reason = "its due time was changed for an extension that no entry approves".to_owned();
            findings.add(about_entry(seq, name, reason));
        }
    }

    /// The number of a request; none for a draft, and for what is no request.
    pub fn number(&self, id: RequestId) -> Option<String> {
        self.known.get(&id)?.number.clone()
    }

    /// How a request is called.
    pub fn name(&self, id: RequestId) -> Option<String> {
        Some(self.known.get(&id)?.name(id))
    }

    /// Where the log leaves a request.
    pub fn status(&self, id: RequestId) -> Option<RequestStatus> {
        Some(self.known.get(&id)?.status)
    }
}

fn about_entry(seq: i64, request: String, reason: String) -> Finding {
    Finding { seq: Some(seq), request: Some(request), ..Finding::of(FindingKind::Request, reason) }
}

/// Holds what an event found of its request, which it leaves as `digest`, against what is known; answers 1 where it does not
/// tell.
fn hold_before(
    seq: i64,
    (id, known): (RequestId, &KnownRequest),
    digest: Option<Hash>,
    (event, blind): (&SubjectEvent, &Blind),
    findings: &mut Findings,
) -> u64 {
    match &event.before_sha256 {
        // The entry that left it so tells nothing any more, which is told already.
        Some(_) if blind.about(id.0, known.told).is_some() => {}
        Some(found) if from_hex(found.as_bytes()) != known.digest => {
            let altered = altered(blind.any(known.told));
            let reason = format!("the request was {altered}");
            findings.add(Finding {
                seq: Some(seq),
                request: Some(known.name(id)),
                ..Finding::of(FindingKind::Request, reason)
            });
        }
        // What only tells of the row again has not changed it.
        None if digest != known.digest => return 1,
        _ => {}
    }
    0
}

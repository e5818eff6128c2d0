//! The course of a request as its entries tell it: each must lead from where the entry before left the request to where
//! its own does, by somebody who could take the step, and change nothing else. The functions asked are those of the
//! operations.

use std::hash::RandomState;

use serde::Deserialize;

use crate::db::ledger::log::LeafRow;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{ExtensionId, UserId};
use crate::model::ledger::event::{Action, ItemAction, ItemEvent, RequestRecord, SubjectEvent};
use crate::model::requests::loan::ExtensionStatus;
use crate::model::requests::request::{Part, PartTaken, RequestAction, RequestStatus};
use crate::model::requests::request_steps::{LoanStanding, Standing, may_decide_extension};
use crate::model::words::Word;
use crate::operations::ledger::verification::books::blind::NEVER;
use crate::operations::ledger::verification::books::people::People;
use crate::operations::ledger::verification::books::steps::{
    Members, RESPONSIBLE, Taken, is_extension, may_change, noted_as, said, standing, step, steps_of_items,
};

/// Where a request stands, and what led there.
pub struct Course {
    pub standing: Standing,
    pub members: Members,
    open_lines: i32,
    /// Whether a line was refused and not sent back since.
    pub refused: bool,
    /// Who took which part; executors whose lines were all refused and sent back took none.
    parts: Vec<(UserId, Part)>,
    executing: Vec<UserId>,
    /// The steps so far, with their entries.
    pub steps: Vec<(i64, Taken)>,
    /// Whether the auditor let anything of it stand that no step had led to.
    pub accepted: bool,
    extension: Option<(ExtensionId, ExtensionStatus, UserId)>,
    /// Whether its due time was changed, for an extension that the next entry must approve.
    pub extending: bool,
    /// The entry by which it was submitted last.
    submitted: i64,
}

/// What an extension says of itself.
#[derive(Deserialize)]
struct ToldExtension {
    id: ExtensionId,
    status: ExtensionStatus,
    asked_by: UserId,
}

impl Course {
    /// Begins with the first entry about a request.
    pub fn begin(record: &RequestRecord, members: Members) -> Self {
        Self {
            standing: standing(record),
            members,
            open_lines: record.open_line_count,
            refused: false,
            parts: vec![(record.applicant_id, Part::Applicant)],
            executing: Vec::new(),
            steps: Vec::new(),
            accepted: false,
            extension: None,
            extending: false,
            submitted: NEVER,
        }
    }

    /// Everybody who took a part, and whose accounts those are by now.
    fn taken(&self, people: &People) -> Vec<PartTaken> {
        let executing = self.executing.iter().map(|id| (*id, Part::Executor));
        let parts = self.parts.iter().copied().chain(executing);
        parts.map(|(by, part)| PartTaken { by, person: people.person(by), part }).collect()
    }

    /// Takes in that somebody carried out a line.
    pub fn executed(&mut self, by: impl Iterator<Item = UserId>, refused: bool) {
        self.refused |= refused;
        for by in by {
            if refused && !self.executing.contains(&by) {
                self.executing.push(by);
            }
            if !refused && !self.parts.contains(&(by, Part::Executor)) {
                self.parts.push((by, Part::Executor));
            }
        }
    }

    /// Takes in the next entry, whoever could have made it.
    pub fn follow(&mut self, row: &LeafRow, event: &SubjectEvent, record: &RequestRecord, members: Members) {
        let by = row.actor_id;
        let before = std::mem::replace(&mut self.standing, standing(record));
        self.members = members;
        self.open_lines = record.open_line_count;
        let step = step(event.action, before.status);
        let told = || event.details.get("extension").and_then(|told| ToldExtension::deserialize(told).ok());
        match event.action {
            Action::RequestApproved => self.parts.extend(by.map(|by| (by, Part::Approver))),
            Action::RequestExecuted | Action::RequestCompleted => {
                self.executing.extend(by.filter(|by| !self.executing.contains(by)));
            }
            _ if step == Some(RequestAction::SendBackRefusals) => {
                self.executing.clear();
                self.refused = false;
            }
            Action::RecordAccepted => self.accepted = true,
            Action::RequestSubmitted | Action::RequestResubmitted => self.submitted = row.seq,
            Action::RequestChanged => self.extending = is_extension(before.status),
            Action::ExtensionAsked | Action::ExtensionApproved | Action::ExtensionRejected => {
                self.extension = told().map(|told| (told.id, told.status, told.asked_by));
                self.extending = false;
            }
            _ => {}
        }
        if let (Some(action), Some(by)) = (step.filter(|step| *step != RequestAction::Edit), by) {
            self.steps.push((row.seq, Taken { action: noted_as(event.action, action), after: record.status, by }));
        }
    }

    /// Holds the next entry against where the request stands. Without a viewer only what follows from what is judged.
    ///
    /// # Errors
    /// Why it cannot follow.
    pub fn judge(
        &self,
        event: &SubjectEvent,
        record: &RequestRecord,
        members: &Members,
        (viewer, people): (Option<&Viewer>, &People),
    ) -> Result<(), String> {
        if event.action == Action::RecordAccepted {
            // Whether it is the auditor who does so is judged with everything else.
            return Ok(());
        }
        let after = self.after(event, record, (viewer, people))?;
        let step = step(event.action, self.standing.status);
        if after != record.status {
            return Err(format!("leads from {} to {after} and not to {}", self.standing.status, record.status));
        }
        let done = i32::try_from(event.lines.as_ref().map_or(0, |lines| lines.rows.len())).unwrap_or(i32::MAX);
        if step == Some(RequestAction::Execute) && self.open_lines - done != record.open_line_count {
            return Err(format!(
                "carries out {done} lines of {}, and leaves {}",
                self.open_lines, record.open_line_count
            ));
        }
        if event.lines.as_ref().is_some_and(|lines| lines.anew) && event.action != Action::RequestChanged {
            return Err("does not write the lines anew".to_owned());
        }
        let extends = event.action == Action::RequestChanged && is_extension(self.standing.status);
        match members.meddled(&self.members, |member| may_change(step, extends, member)) {
            Some(member) => Err(format!("does not change {member}")),
            None => Ok(()),
        }
    }

    /// The status that the step leads to.
    fn after(
        &self,
        event: &SubjectEvent,
        record: &RequestRecord,
        (viewer, people): (Option<&Viewer>, &People),
    ) -> Result<RequestStatus, String> {
        if let Action::ExtensionAsked | Action::ExtensionApproved | Action::ExtensionRejected = event.action {
            return self.extended(event, record, (viewer, people));
        }
        let Some(action) = step(event.action, self.standing.status) else { return Ok(self.standing.status) };
        if action == RequestAction::Edit && is_extension(self.standing.status) {
            let decided = self.decide_extension(true, (viewer, people))?;
            return match decided {
                ExtensionStatus::Approved => Ok(self.standing.status),
                _ => Err("changes the due time without an extension".to_owned()),
            };
        }
        let centre_head_asked = match action {
            // Whether the centre head is asked shows with the submission.
            RequestAction::Submit => record.centre_head_asked,
            _ => self.standing.centre_head_asked,
        };
        let standing = Standing { centre_head_asked, ..self.standing };
        let after = match viewer {
            Some(viewer) => standing.may_take(viewer, action, RESPONSIBLE, &self.taken(people)),
            None => standing.next(action),
        };
        let after = after.map_err(said)?;
        if action != RequestAction::Execute || record.open_line_count > 0 {
            return Ok(after);
        }
        let refused = self.refused || record.status == RequestStatus::AwaitingConfirmation;
        Standing { status: after, ..standing }.when_done(refused).map_err(said)
    }

    /// An extension that is asked for or decided leaves the request where it is.
    fn extended(
        &self,
        event: &SubjectEvent,
        record: &RequestRecord,
        (viewer, people): (Option<&Viewer>, &People),
    ) -> Result<RequestStatus, String> {
        let told = event.details.get("extension").and_then(|told| ToldExtension::deserialize(told).ok());
        let told = told.ok_or_else(|| "does not tell of its extension".to_owned())?;
        let expected = if event.action == Action::ExtensionAsked {
            let loan = LoanStanding { out: true, extension_waits: self.waiting().is_some() };
            viewer.map_or(Ok(()), |viewer| self.standing.may_extend(viewer, loan)).map_err(said)?;
            ExtensionStatus::AwaitingUnitHead
        } else {
            self.decide_extension(event.action == Action::ExtensionApproved, (viewer, people))?
        };
        let same = event.action == Action::ExtensionAsked || self.waiting().is_some_and(|(id, ..)| id == told.id);
        match same && told.status == expected {
            true => Ok(record.status),
            false => Err(format!("leaves the extension {expected} and not {}", told.status)),
        }
    }

    fn waiting(&self) -> Option<(ExtensionId, ExtensionStatus, UserId)> {
        self.extension.filter(|(_, status, _)| status.is_open())
    }

    /// Where a decision leaves the extension that waits.
    fn decide_extension(
        &self,
        approved: bool,
        (viewer, people): (Option<&Viewer>, &People),
    ) -> Result<ExtensionStatus, String> {
        let Some((_, status, asked_by)) = self.waiting() else {
            return Err("decides on no extension that waits".to_owned());
        };
        if let Some(viewer) = viewer {
            let responsible = (self.standing.responsible_agency_id, RESPONSIBLE);
            let asked = PartTaken { by: asked_by, person: people.person(asked_by), part: Part::Applicant };
            may_decide_extension(viewer, status, asked, responsible).map_err(said)?;
        }
        Ok(status.decided(approved, self.standing.centre_head_asked))
    }
}

impl Course {
    /// Whether an item may be handed in, let go or carried out as the request stands.
    ///
    /// # Errors
    /// Why not.
    pub fn judge_item(&self, event: &ItemEvent, (viewer, people): (Option<&Viewer>, &People)) -> Result<(), String> {
        let kind = self.standing.kind;
        let mut refused = format!("is not done for {}", kind.phrase());
        for step in steps_of_items(event.action, kind) {
            let possible = match viewer {
                Some(viewer) => self.standing.may_take(viewer, *step, RESPONSIBLE, &self.taken(people)),
                None => self.standing.next(*step),
            };
            match possible {
                Ok(_) => return Ok(()),
                Err(refusal) => refused = said(refusal),
            }
        }
        Err(refused)
    }

    /// Whether goods are carried out as it was approved: by whom the goods demand, for whom and to whom.
    ///
    /// # Errors
    /// Why not.
    pub fn judge_goods(&self, event: &ItemEvent, classified: Option<i64>, keys: &RandomState) -> Result<(), String> {
        let (standing, after) = (&self.standing, &event.after);
        let before = event.before.as_ref().unwrap_or(after);
        if before.responsible_agency_id != standing.responsible_agency_id {
            return Err("is done with an item of another agency".to_owned());
        }
        // What was classified since it was asked for had another category then.
        let as_asked = classified.is_none_or(|seq| seq < self.submitted);
        if as_asked && standing.kind.asks_centre_head(before.category) && !standing.centre_head_asked {
            return Err(format!("is done without the centre head, whom {} goods ask for", before.category));
        }
        let wrong = match event.action {
            ItemAction::ItemLent => (after.borrower_id != Some(standing.applicant_id)).then_some("borrower"),
            ItemAction::ItemReleased => {
                let receiver = event.circumstances.receiver.as_deref();
                let disposition = after.disposition.map(|disposition| disposition.as_str());
                let fits = |member, value| self.members.has(member, value, keys);
                let wrong =
                    [("receiver", fits("receiver_name", receiver)), ("disposition", fits("disposition", disposition))];
                wrong.into_iter().find_map(|(fact, fits)| (!fits).then_some(fact))
            }
            _ => None,
        };
        wrong.map_or(Ok(()), |fact| Err(format!("has another {fact} than was approved")))
    }
}

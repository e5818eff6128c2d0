//! The former names as the log tells them, held against their table.

use std::collections::{BTreeMap, HashMap};

use crate::db::ledger::former_names::FormerName;
use crate::db::ledger::log::LeafRow;
use crate::model::ids::SubjectId;
use crate::model::ledger::event::SubjectEvent;
use crate::model::ledger::naming::{NAMING, Name, RENAMING, Renamings};
use crate::model::time::Time;
use crate::operations::ledger::verification::books::blind::unjudged_though;
use crate::operations::ledger::verification::findings::{FindingKind, Findings};

/// What the log says so far.
#[derive(Default)]
pub struct FormerNames {
    log: Renamings,
    /// Not met in the table yet.
    expected: BTreeMap<(SubjectId, Time), Name>,
    /// Subjects of which an entry that may have named them tells nothing, with the last such entry.
    blind: HashMap<SubjectId, i64>,
    /// The last such entry of all.
    last_blind: Option<i64>,
}

impl FormerNames {
    /// Takes in an event about anything but an item.
    pub fn enter(&mut self, at: Time, event: &SubjectEvent) {
        if let Some(before) = self.log.enter(event) {
            // The first of two at one moment: the second name was never anybody's.
            self.expected.entry((SubjectId(event.subject_id), at)).or_insert(before);
        }
    }

    /// Takes in an entry that tells nothing.
    pub fn enter_blind(&mut self, row: &LeafRow) {
        let names = NAMING.iter().chain(&RENAMING).any(|action| row.action == action.as_str());
        if names {
            self.last_blind = Some(row.seq);
            self.blind.extend(row.subject_id.map(|subject| (subject, row.seq)));
        }
    }

    /// The entry for want of which a name cannot be judged: the last about its subject, or, since only the payload says
    /// surely what an entry is about, the last of all.
    fn wanting(&self, subject: &SubjectId) -> Option<i64> {
        self.blind.get(subject).copied().or(self.last_blind)
    }

    /// Holds rows of the table against the log.
    pub fn hold(&mut self, rows: Vec<FormerName>, findings: &mut Findings) {
        for FormerName { subject_id, replaced_at, code, name } in rows {
            let expected = self.expected.remove(&(subject_id, replaced_at));
            let found = Name { code, name };
            match (expected, self.wanting(&subject_id)) {
                (Some(name), _) if name == found => {}
                (None, Some(seq)) => {
                    say(findings, subject_id, &found, &unjudged_though(seq, "is in no other entry"));
                }
                (None, None) => say(findings, subject_id, &found, "is not in the log: it was inserted"),
                (Some(name), Some(seq)) => {
                    say(findings, subject_id, &name, &unjudged_though(seq, "is not as it was logged"));
                }
                (Some(name), None) => say(findings, subject_id, &name, "is not as it was logged: it was changed"),
            }
        }
    }

    /// Names what the log knows and the table has not.
    pub fn name_missing(&self, findings: &mut Findings) {
        for ((subject, _), name) in &self.expected {
            // Where a name came from an entry that tells nothing, what the entries after it replaced is not known.
            match self.blind.get(subject) {
                Some(seq) => say(findings, *subject, name, &unjudged_though(*seq, "is in the log only")),
                None => say(findings, *subject, name, "is in the log only: its row was deleted"),
            }
        }
    }
}

fn say(findings: &mut Findings, subject: SubjectId, name: &Name, wrong: &str) {
    let reason = format!("the former name {} of {subject} {wrong}", name.name);
    findings.other(FindingKind::Register, reason);
}

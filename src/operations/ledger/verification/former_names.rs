//! The former names as the log tells them, held against their table.

use std::collections::{BTreeMap, HashSet};

use crate::db::ledger::former_names::FormerName;
use crate::model::ids::SubjectId;
use crate::model::ledger::event::SubjectEvent;
use crate::model::ledger::naming::{Name, Renamings};
use crate::model::time::Time;
use crate::operations::ledger::verification::findings::{FindingKind, Findings};

/// What the log says so far.
#[derive(Default)]
pub(super) struct FormerNames {
    log: Renamings,
    /// Not met in the table yet.
    expected: BTreeMap<(SubjectId, Time), Name>,
    /// Subjects of which an entry lost its payload by law: their names cannot be judged.
    silent: HashSet<SubjectId>,
}

impl FormerNames {
    /// Takes in an event about anything but an item.
    pub fn enter(&mut self, at: Time, event: &SubjectEvent) {
        if let Some(before) = self.log.enter(event) {
            // The first of two at one moment: the second name was never anybody's.
            self.expected.entry((SubjectId(event.subject_id), at)).or_insert(before);
        }
    }

    /// Takes in that an entry about this subject has no payload any more.
    pub fn silence(&mut self, subject: Option<SubjectId>) {
        self.silent.extend(subject);
    }

    /// Holds rows of the table against the log.
    pub fn hold(&mut self, rows: Vec<FormerName>, findings: &mut Findings) {
        for FormerName { subject_id, replaced_at, code, name } in rows {
            let expected = self.expected.remove(&(subject_id, replaced_at));
            if self.silent.contains(&subject_id) {
                continue;
            }
            let found = Name { code, name };
            match expected {
                None => say(findings, subject_id, &found, "is not in the log: it was inserted"),
                Some(name) if name != found => {
                    say(findings, subject_id, &name, "is not as it was logged: it was changed")
                }
                Some(_) => {}
            }
        }
    }

    /// Names what the log knows and the table has not.
    pub fn name_missing(&self, findings: &mut Findings) {
        let missing = self.expected.iter().filter(|((subject, _), _)| !self.silent.contains(subject));
        missing.for_each(|((subject, _), name)| {
            say(findings, *subject, name, "is in the log only: its row was deleted");
        });
    }
}

fn say(findings: &mut Findings, subject: SubjectId, name: &Name, wrong: &str) {
    let reason = format!("the former name {} of {subject} {wrong}", name.name);
    findings.other(FindingKind::Register, reason);
}

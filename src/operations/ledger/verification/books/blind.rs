//! Entries whose payload is missing or cannot be read. What they told of rows nobody knows any more, so that a row which
//! one of them may be about is neither accused nor believed: it cannot be judged.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use crate::db::ledger::log::LeafRow;
use crate::model::ids::ItemId;
use crate::model::ledger::event::{Action, ItemAction, WITHOUT_ROWS};
use crate::model::ledger::registers::Register;
use crate::operations::ledger::verification::findings::{ALTERED, Finding, FindingKind, Findings, MAX_KEPT};

/// Where a row stands of which no entry has told.
pub const NEVER: i64 = i64::MIN;

/// The entries found so far. Each `Option` is the number of the last one of its kind.
#[derive(Default)]
pub struct Blind {
    /// Those without a payload, in the order of the log.
    missing: Vec<Missing>,
    more: u64,
    subjects: HashMap<Uuid, i64>,
    items: HashMap<ItemId, i64>,
    /// Of those that may tell of rows of the registers, of requests or of prints.
    rows: Option<i64>,
    /// Of those by which loans may have been given back: they are about the request for the return.
    executions: Option<i64>,
    /// Of those by which codes beside the items' own may have come up, and may have changed.
    codes: (Option<i64>, Option<i64>),
}

/// What is left of an entry without its payload.
struct Missing {
    seq: i64,
    action: String,
    item_id: Option<ItemId>,
    subject_id: Option<Uuid>,
}

/// How the subject of an entry is called.
pub enum Subject {
    Request(String),
    Other(String),
}

impl Blind {
    /// Takes in an entry that tells nothing.
    pub fn enter(&mut self, row: &LeafRow) {
        let seq = Some(row.seq);
        if row.payload.is_none() {
            self.note_missing(row);
        }
        if let Some(id) = row.item_id {
            self.items.insert(id, row.seq);
            if row.action.parse() == Ok(ItemAction::ItemRelabelled) {
                self.codes = (seq, seq);
            }
            return;
        }
        let action = row.action.parse::<Action>().ok();
        if action.is_some_and(|action| WITHOUT_ROWS.contains(&action)) {
            return;
        }
        self.rows = seq;
        self.subjects.extend(row.subject_id.map(|id| (id.0, row.seq)));
        match action {
            Some(Action::RequestExecuted | Action::RequestCompleted) => self.executions = seq,
            Some(Action::LabelsPrinted) => self.codes.0 = seq,
            Some(Action::LabelsRetired) => self.codes = (seq, seq),
            _ => {}
        }
    }

    fn note_missing(&mut self, row: &LeafRow) {
        if self.missing.len() >= MAX_KEPT {
            self.more += 1;
            return;
        }
        let (seq, action, item_id) = (row.seq, row.action.clone(), row.item_id);
        self.missing.push(Missing { seq, action, item_id, subject_id: row.subject_id.map(|id| id.0) });
    }

    /// The last entry about a subject, if it came after `told`.
    pub fn about(&self, subject: Uuid, told: i64) -> Option<i64> {
        self.any(told)?;
        self.subjects.get(&subject).copied().filter(|seq| *seq > told)
    }

    /// The last entry that may be about any row, if it came after `told`.
    pub fn any(&self, told: i64) -> Option<i64> {
        self.rows.filter(|seq| *seq > told)
    }

    /// The last entry about the row of a register with this key, if it came after `told`.
    pub fn about_row(&self, register: Register, key: &str, told: i64) -> Option<i64> {
        self.any(told)?;
        let of_key = key.split('/').filter_map(|part| self.about(part.parse().ok()?, told)).max();
        match register {
            // A setting has no id of its own, nor have the centre's rules.
            Register::Settings | Register::ClockRuleVersions => self.about(Uuid::nil(), told),
            Register::Loans => of_key.max(self.executions.filter(|seq| *seq > told)),
            _ => of_key,
        }
    }

    /// The last entry by which a code may have come up or changed, if it came after `told`.
    pub fn code(&self, told: i64) -> Option<i64> {
        self.codes.0.filter(|seq| *seq > told)
    }

    /// The last entry by which a code may have changed, if it came after `told`.
    pub fn code_changed(&self, told: i64) -> Option<i64> {
        self.codes.1.filter(|seq| *seq > told)
    }

    /// The last entry about an item, if it came after `told`.
    pub fn item(&self, id: ItemId, told: i64) -> Option<i64> {
        self.items.get(&id).copied().filter(|seq| *seq > told)
    }

    /// The subjects of the entries that are named.
    pub fn wanted(&self) -> BTreeSet<Uuid> {
        self.missing.iter().filter_map(|one| one.subject_id).collect()
    }

    /// Names every entry without its payload.
    pub fn tell(
        &self,
        item: impl Fn(ItemId) -> String,
        subject: impl Fn(Uuid) -> Option<Subject>,
        findings: &mut Findings,
    ) {
        for one in &self.missing {
            let (request, what) = match one.subject_id.and_then(&subject) {
                Some(Subject::Request(number)) => (Some(number), String::new()),
                Some(Subject::Other(name)) => (None, format!(" of {name}")),
                None => {
                    (None, one.subject_id.filter(|id| !id.is_nil()).map_or_else(String::new, |id| format!(" of {id}")))
                }
            };
            let reason = format!(
                "the payload of this entry is missing, and no entry orders its removal: it was {}{what}",
                one.action
            );
            let (seq, item) = (Some(one.seq), one.item_id.map(&item));
            findings.add(Finding { seq, item, request, ..Finding::of(FindingKind::Log, reason) });
        }
        findings.more += self.more;
    }
}

/// What is said of a row that cannot be judged.
pub fn unjudged(seq: i64) -> String {
    format!("cannot be judged without the payload of entry {seq}")
}

/// The same of a row that is not what the other entries tell.
pub fn unjudged_though(seq: i64, otherwise: &str) -> String {
    format!("{otherwise}, and {}", unjudged(seq))
}

/// What is said of a row that an entry found otherwise than the one before it had left it, with the entry that may have
/// changed it meanwhile.
pub fn altered(blind: Option<i64>) -> String {
    blind.map_or_else(|| ALTERED.to_owned(), |seq| unjudged_though(seq, "found otherwise than it was left"))
}

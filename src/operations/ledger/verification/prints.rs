//! What was printed as the log tells it: profiles, contents, batches with their lines, and the codes beside the items'
//! own, held against the tables.

use std::collections::HashMap;

use uuid::Uuid;

use crate::db::goods::labels::Label;
use crate::db::papers::paper_profiles::is_shipped;
use crate::db::papers::print_batches::{PrintBatch, PrintLine, chained};
use crate::error::Result;
use crate::model::ids::{ItemId, PrintBatchId};
use crate::model::ledger::event::{Action, SubjectEvent};
use crate::model::papers::print::LabelState;
use crate::operations::ledger::verification::blind::{Blind, NEVER, Subject, altered, unjudged, unjudged_though};
use crate::operations::ledger::verification::findings::{Finding, FindingKind, Findings};

/// A row by its digest.
pub(super) struct Row {
    pub id: Uuid,
    pub name: String,
    pub sha256: String,
}

/// What the log says so far.
#[derive(Default)]
pub(super) struct Prints {
    rows: HashMap<Uuid, KnownRow>,
    codes: HashMap<String, KnownCode>,
    /// What each batch says of its lines, and what the lines come to.
    chains: HashMap<PrintBatchId, Chain>,
}

struct KnownRow {
    name: String,
    sha256: String,
    /// The entry that told of it last.
    told: i64,
    seen: bool,
}

struct KnownCode {
    state: LabelState,
    item_id: Option<ItemId>,
    /// The entry that told of it last.
    told: i64,
    seen: bool,
}

struct Chain {
    number: String,
    expected: String,
    found: String,
}

impl Prints {
    /// Takes in an event about anything but an item.
    pub fn enter(&mut self, seq: i64, event: &SubjectEvent, blind: &Blind, findings: &mut Findings) {
        let about_rows = [
            Action::PaperProfileRegistered,
            Action::PaperProfileChanged,
            Action::LabelContentRegistered,
            Action::LabelContentChanged,
            Action::LabelsPrinted,
            Action::PrintRecorded,
        ];
        if let Some(row) = event.row().filter(|_| about_rows.contains(&event.action)) {
            if let Some(found) = &event.before_sha256
                && !self.continues(row.id, found, blind)
            {
                let told = self.rows.get(&row.id).map_or(NEVER, |known| known.told);
                let reason = format!("{} was {}", row.name, altered(blind.any(told)));
                findings.add(Finding { seq: Some(seq), ..Finding::of(FindingKind::Print, reason) });
            }
            self.rows.insert(row.id, KnownRow { name: row.name, sha256: row.sha256, told: seq, seen: false });
        }
        let state = if event.action == Action::LabelsRetired { LabelState::Retired } else { LabelState::Blank };
        for code in event.blanks() {
            let before = self.codes.get(code).map(|known| known.state);
            if before != (state == LabelState::Retired).then_some(LabelState::Blank) {
                self.broken_code(seq, code, blind, findings);
            }
            self.codes.insert(code.to_owned(), KnownCode { state, item_id: None, told: seq, seen: false });
        }
    }

    /// Whether a row was found as it had been left, or as the program ships it; the entry that left it may tell nothing any
    /// more.
    fn continues(&self, id: Uuid, found: &str, blind: &Blind) -> bool {
        let known = self.rows.get(&id);
        known.map_or_else(|| is_shipped(id, found), |known| known.sha256 == found)
            || blind.about(id, known.map_or(NEVER, |known| known.told)).is_some()
    }

    /// Takes in that an item carries another code, which must be a blank one or new.
    pub fn relabelled(
        &mut self,
        seq: i64,
        item: ItemId,
        (former, code): (&str, &str),
        blind: &Blind,
        findings: &mut Findings,
    ) {
        if self.codes.get(code).is_some_and(|known| known.state != LabelState::Blank) {
            self.broken_code(seq, code, blind, findings);
        }
        for (code, state) in [(former, LabelState::Replaced), (code, LabelState::Bound)] {
            self.codes.insert(code.to_owned(), KnownCode { state, item_id: Some(item), told: seq, seen: false });
        }
    }

    fn broken_code(&self, seq: i64, code: &str, blind: &Blind, findings: &mut Findings) {
        let told = self.codes.get(code).map_or(NEVER, |known| known.told);
        let reason = format!("the code {code} was {}", altered(blind.code(told)));
        findings.add(Finding { seq: Some(seq), ..Finding::of(FindingKind::Label, reason) });
    }

    /// How a profile, content or batch is called.
    pub fn name_of(&self, id: Uuid) -> Option<Subject> {
        self.rows.get(&id).map(|known| Subject::Other(known.name.clone()))
    }

    /// Holds profiles and contents against the log; those that came with the program stand in no entry until changed.
    pub fn hold_rows(&mut self, rows: Vec<Row>, blind: &Blind, findings: &mut Findings) {
        for row in rows {
            let told = self.rows.contains_key(&row.id) || blind.about(row.id, NEVER).is_some();
            if !told && is_shipped(row.id, &row.sha256) {
                continue;
            }
            self.hold_row(row, blind, findings);
        }
    }

    /// Holds batches against the log; their lines follow.
    pub fn hold_batches(&mut self, rows: &[PrintBatch], blind: &Blind, findings: &mut Findings) -> Result<()> {
        for row in rows {
            self.hold_row(Row { id: row.id.0, name: row.number.clone(), sha256: row.row_sha256()? }, blind, findings);
            let (number, expected) = (row.number.clone(), row.lines_sha256.clone());
            self.chains.insert(row.id, Chain { number, expected, found: String::new() });
        }
        Ok(())
    }

    fn hold_row(&mut self, row: Row, blind: &Blind, findings: &mut Findings) {
        let mut say = |name: &str, wrong: &str| findings.other(FindingKind::Print, format!("{name} {wrong}"));
        let Some(known) = self.rows.get_mut(&row.id) else {
            match blind.about(row.id, NEVER).or_else(|| blind.any(NEVER)) {
                Some(seq) => say(&row.name, &unjudged_though(seq, "is in no other entry")),
                None => say(&row.name, "is not in the log: it was inserted"),
            }
            // What the entry about it cannot say any more the table does: how it is called.
            self.rows.insert(row.id, KnownRow { name: row.name, sha256: row.sha256, told: NEVER, seen: true });
            return;
        };
        known.seen = true;
        let (about, any) = (blind.about(row.id, known.told), blind.any(known.told));
        match (known.sha256 == row.sha256, about.or(any)) {
            (true, _) => about.into_iter().for_each(|seq| say(&known.name, &unjudged(seq))),
            (false, Some(seq)) => {
                say(&known.name, &unjudged_though(seq, "is not the row whose digest was logged last"));
            }
            (false, None) => say(&known.name, "is not the row whose digest was logged: it was changed"),
        }
    }

    /// Takes the next lines of a batch into its chain.
    pub fn hold_lines(&mut self, lines: &[PrintLine]) -> Result<()> {
        for line in lines {
            if let Some(chain) = self.chains.get_mut(&line.batch_id) {
                chain.found = chained(&chain.found, line)?;
            }
        }
        Ok(())
    }

    /// Holds codes against the log.
    pub fn hold_labels(&mut self, rows: &[Label], blind: &Blind, findings: &mut Findings) {
        for row in rows {
            if let Some(wrong) = self.hold_label(row, blind) {
                findings.other(FindingKind::Label, format!("the code {} {wrong}", row.code));
            }
        }
    }

    fn hold_label(&mut self, row: &Label, blind: &Blind) -> Option<String> {
        let Some(known) = self.codes.get_mut(&row.code) else {
            return Some(match blind.code(NEVER) {
                Some(seq) => unjudged_though(seq, "is in no other entry"),
                None => "is not in the log: it was inserted".to_owned(),
            });
        };
        known.seen = true;
        let changed = blind.code_changed(known.told);
        if (known.state, known.item_id) != (row.state, row.item_id) {
            let wrong = format!("is {} instead of {}, or with another item", row.state, known.state);
            return Some(changed.map_or_else(|| wrong.clone(), |seq| unjudged_though(seq, &wrong)));
        }
        let wanting = match (row.state, row.item_id) {
            (LabelState::Blank, _) => changed,
            (LabelState::Bound, Some(item)) => blind.item(item, known.told),
            _ => None,
        };
        wanting.map(unjudged)
    }

    /// Names what the log knows and no table has, and batches whose lines are not those that were printed.
    pub fn name_missing(&self, findings: &mut Findings) {
        let rows = self.rows.values().filter(|row| !row.seen);
        let rows =
            rows.map(|row| (FindingKind::Print, format!("{} is in the log only: its row was deleted", row.name)));
        let codes = self.codes.iter().filter(|(_, known)| !known.seen);
        let codes =
            codes.map(|(code, _)| (FindingKind::Label, format!("the code {code} is in the log only: it was deleted")));
        let lines = self.chains.values().filter(|chain| chain.expected != chain.found);
        let lines = lines.map(|chain| {
            (FindingKind::Print, format!("the labels of {} are not those that were printed", chain.number))
        });
        let mut missing: Vec<(FindingKind, String)> = rows.chain(codes).chain(lines).collect();
        missing.sort_by(|one, other| one.1.cmp(&other.1));
        for (kind, reason) in missing {
            findings.other(kind, reason);
        }
    }
}

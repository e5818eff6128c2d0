//! What was printed as the log tells it: profiles, contents, batches with their lines, and the codes beside the items'
//! own, held against the tables.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use crate::db::goods::labels::Label;
use crate::db::papers::paper_profiles::{is_shipped, shipped};
use crate::db::papers::print_batches::{PrintBatch, PrintLine, chained};
use crate::error::Result;
use crate::model::ids::{ItemId, PrintBatchId};
use crate::model::ledger::event::{Action, SubjectEvent};
use crate::model::papers::print::LabelState;
use crate::model::time::Time;
use crate::operations::ledger::verification::books::blind::{
    Blind, NEVER, Subject, altered, unjudged, unjudged_though,
};
use crate::operations::ledger::verification::findings::{Finding, FindingKind, Findings};

/// A row by its digest.
pub struct Row {
    pub id: Uuid,
    pub name: String,
    pub sha256: String,
}

/// What the log says so far.
#[derive(Default)]
pub struct Prints {
    rows: HashMap<Uuid, KnownRow>,
    codes: HashMap<String, KnownCode>,
    /// What each batch says of its lines, and what the lines come to.
    chains: HashMap<PrintBatchId, Chain>,
    /// Batches that are not there and yet have lines, with the code of the first.
    strayed: BTreeMap<PrintBatchId, String>,
    /// Profiles and contents that came with the program and were not met yet.
    shipped: BTreeMap<Uuid, String>,
    /// Whether there are any: a start ships them into empty tables only.
    any_row: bool,
}

struct KnownRow {
    name: String,
    sha256: String,
    /// The entry that told of it last.
    told: i64,
    seen: bool,
}

struct KnownCode {
    row: Label,
    /// The entry that told of it last.
    told: i64,
    seen: bool,
}

/// An item carries another code.
pub struct Relabelling<'e> {
    pub item: ItemId,
    pub former: &'e str,
    /// When the item was registered, and with it the code it had first.
    pub registered_at: Time,
    pub code: &'e str,
}

struct Chain {
    number: String,
    expected: String,
    found: String,
}

impl Prints {
    /// Takes in an event about anything but an item.
    pub fn enter(&mut self, (seq, at): (i64, Time), event: &SubjectEvent, blind: &Blind, findings: &mut Findings) {
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
        let retired = event.action == Action::LabelsRetired;
        for code in event.blanks() {
            let known = self.codes.get(code).map(|known| known.row.clone());
            if known.as_ref().map(|row| row.state) != retired.then_some(LabelState::Blank) {
                self.broken_code(seq, code, blind, findings);
            }
            let batch_id = (!retired).then_some(PrintBatchId(event.subject_id));
            let row = match known.filter(|_| retired) {
                Some(row) => Label { state: LabelState::Retired, changed_at: at, ..row },
                None if retired => Label { state: LabelState::Retired, ..fresh(code.to_owned(), at) },
                None => Label { batch_id, ..fresh(code.to_owned(), at) },
            };
            self.know(row, seq);
        }
    }

    fn know(&mut self, row: Label, told: i64) {
        self.codes.insert(row.code.clone(), KnownCode { row, told, seen: false });
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
        (seq, at): (i64, Time),
        change: &Relabelling<'_>,
        blind: &Blind,
        findings: &mut Findings,
    ) {
        let Relabelling { item, former, registered_at, code } = *change;
        if self.codes.get(code).is_some_and(|known| known.row.state != LabelState::Blank) {
            self.broken_code(seq, code, blind, findings);
        }
        for (code, state, issued_at) in [(former, LabelState::Replaced, registered_at), (code, LabelState::Bound, at)] {
            let known = self.codes.remove(code).map(|known| known.row);
            let row = known.unwrap_or_else(|| fresh(code.to_owned(), issued_at));
            self.know(Label { state, item_id: Some(item), changed_at: at, ..row }, seq);
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

    /// Expects the profiles and contents that come with the program.
    pub fn expect_shipped(&mut self) -> Result<()> {
        let (contents, profiles) = shipped()?;
        self.shipped.extend(contents.into_iter().map(|own| (own.id.0, own.name)));
        self.shipped.extend(profiles.into_iter().map(|own| (own.id.0, own.name)));
        Ok(())
    }

    /// Holds profiles and contents against the log; those that came with the program stand in no entry until changed.
    pub fn hold_rows(&mut self, rows: Vec<Row>, blind: &Blind, findings: &mut Findings) {
        for row in rows {
            self.any_row = true;
            self.shipped.remove(&row.id);
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

    /// Takes the next lines into the chains of their batches.
    pub fn hold_lines(&mut self, lines: &[PrintLine]) -> Result<()> {
        for line in lines {
            match self.chains.get_mut(&line.batch_id) {
                Some(chain) => chain.found = chained(&chain.found, line)?,
                None => {
                    self.strayed.entry(line.batch_id).or_insert_with(|| line.code.clone());
                }
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
        // Where an entry that printed labels tells nothing any more, nobody knows the batch of a code that it may have issued.
        let origin = Label { batch_id: row.batch_id, issued_at: row.issued_at, ..known.row.clone() };
        if let Some(seq) = blind.code(NEVER).filter(|_| known.row != *row && origin == *row) {
            return Some(unjudged(seq));
        }
        if known.row != *row {
            let wrong = format!("differs from the log: the table has {}", differing(&known.row, row));
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
        let shipped = self.shipped.iter().filter(|(id, _)| self.any_row && !self.rows.contains_key(*id));
        let shipped = shipped.map(|(_, name)| {
            (FindingKind::Print, format!("{name}, which came with the program, is missing: its row was deleted"))
        });
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
        let strayed = self.strayed.iter().map(|(batch, code)| {
            (
                FindingKind::Print,
                format!("printed labels are of no batch: those of {batch} from {code} on were inserted"),
            )
        });
        let mut missing: Vec<(FindingKind, String)> =
            rows.chain(codes).chain(lines).chain(strayed).chain(shipped).collect();
        missing.sort_by(|one, other| one.1.cmp(&other.1));
        for (kind, reason) in missing {
            findings.other(kind, reason);
        }
    }
}

/// A code as it is issued.
const fn fresh(code: String, at: Time) -> Label {
    Label { code, state: LabelState::Blank, item_id: None, batch_id: None, issued_at: at, changed_at: at }
}

/// Says in what a code differs from the log.
fn differing(log: &Label, table: &Label) -> String {
    let id = |id: Option<Uuid>| id.map_or_else(|| "none".to_owned(), |id| id.to_string());
    let item = |row: &Label| id(row.item_id.map(|id| id.0));
    let batch = |row: &Label| id(row.batch_id.map(|id| id.0));
    let columns = [
        ("state", table.state.to_string(), log.state.to_string()),
        ("item", item(table), item(log)),
        ("print batch", batch(table), batch(log)),
        ("time of issue", table.issued_at.to_rfc3339(), log.issued_at.to_rfc3339()),
        ("time of change", table.changed_at.to_rfc3339(), log.changed_at.to_rfc3339()),
    ];
    let told = columns.iter().filter(|(_, table, log)| table != log);
    told.map(|(name, table, log)| format!("{name} {table} instead of {log}")).collect::<Vec<_>>().join(", ")
}

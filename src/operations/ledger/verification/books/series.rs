//! The series of numbers: none may stand anywhere but at the highest number that the log tells was given. A series that
//! was set back gives numbers a second time, one that was set forward leaves a gap.

use std::collections::BTreeMap;

use crate::db::centre::number_series::{self, NumberSeries};
use crate::model::accounts::agency::DocumentKind;
use crate::model::goods::label::LabelCode;
use crate::model::ledger::event::{Action, RequestRecord, SubjectEvent};
use crate::operations::ledger::verification::findings::{FindingKind, Findings};

/// What the log says so far.
#[derive(Default)]
pub struct Series {
    /// The highest number of each series and year.
    given: BTreeMap<(&'static str, i32), i64>,
    /// Whether an entry lost its payload: the number that it tells of is not known.
    silent: bool,
}

impl Series {
    /// Takes in the code of a label.
    pub fn label(&mut self, code: &str) {
        if let Ok(code) = LabelCode::parse(code) {
            self.note(number_series::LABELS, 0, i64::from(code.serial()));
        }
    }

    fn request(&mut self, request: &RequestRecord) {
        self.numbered(request.kind.as_str(), request.number.as_deref());
    }

    /// Takes in an event about anything but an item.
    pub fn enter(&mut self, event: &SubjectEvent) {
        event.blanks().for_each(|code| self.label(code));
        if let Some(request) = event.request() {
            self.request(&request);
        }
        match event.action {
            Action::LabelsPrinted => {
                self.numbered(number_series::PRINT_BATCHES, event.row().as_ref().map(|row| row.name.as_str()))
            }
            Action::DocumentRegistered => {
                let told = |name: &str| event.details.get("document")?.get(name)?.as_str();
                if told("kind") == Some(DocumentKind::IntakeReceipt.as_str()) {
                    self.numbered(number_series::RECEIPTS, told("number"));
                }
            }
            Action::SupervisionNoticeSent => {
                let told = event.details.get("notice").and_then(|notice| notice.get("number")?.as_str());
                self.numbered(number_series::NOTICES, told);
            }
            Action::PaperIssued => {
                let told = |name: &str| event.details.get("paper")?.get(name)?.as_i64();
                if let (Some(Ok(year)), Some(sequence)) = (told("year").map(i32::try_from), told("sequence")) {
                    self.note(number_series::PAPERS, year, sequence);
                }
            }
            _ => {}
        }
    }

    /// Takes in that an entry has no payload any more.
    pub const fn silence(&mut self) {
        self.silent = true;
    }

    /// A number such as `RK-2023-000007`.
    fn numbered(&mut self, name: &'static str, number: Option<&str>) {
        let Some((rest, sequence)) = number.and_then(|number| number.rsplit_once('-')) else { return };
        let year = rest.rsplit_once('-').and_then(|(_, year)| year.parse().ok());
        if let (Some(year), Ok(sequence)) = (year, sequence.parse()) {
            self.note(name, year, sequence);
        }
    }

    fn note(&mut self, name: &'static str, year: i32, number: i64) {
        let highest = self.given.entry((name, year)).or_default();
        *highest = number.max(*highest);
    }

    /// Holds the table against the log.
    pub fn hold(&self, rows: &[NumberSeries], findings: &mut Findings) {
        let stands = |name: &str, year: i32| rows.iter().find(|row| row.name == name && row.year == year);
        let mut say = |name: &str, year: i32, wrong: String| {
            findings.other(FindingKind::Database, format!("the series of numbers {name}/{year} {wrong}"));
        };
        for (&(name, year), given) in &self.given {
            match stands(name, year).map(|row| row.last) {
                None => say(name, year, format!("was deleted; {given} was given last")),
                Some(last) if last == *given || (self.silent && last > *given) => {}
                Some(last) => say(name, year, format!("stands at {last}, but {given} was given last")),
            }
        }
        let known = |row: &&NumberSeries| self.given.keys().any(|(name, year)| *name == row.name && *year == row.year);
        for row in rows.iter().filter(|row| !self.silent && !known(row)) {
            say(&row.name, row.year, format!("stands at {}, but none of its numbers was ever given", row.last));
        }
    }
}

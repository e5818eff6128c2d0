//! The books as the log tells them: what its events leave of every item and request, held against the tables.

mod blind;
mod differences;
mod former_names;
pub(super) mod prints;
pub(super) mod registers;
mod requests;
mod series;

use std::collections::HashSet;
use std::slice;

use indexmap::IndexMap;

use crate::audit::hash::from_hex;
use crate::audit::{Hash, LogChecker};
use crate::db::goods::items::Item;
use crate::db::goods::labels::Label;
use crate::db::goods::movements::Movement;
use crate::db::ledger::log::LeafRow;
use crate::db::papers::print_batches::PrintBatch;
use crate::db::requests::request_lines::RequestLine;
use crate::db::requests::requests::Request;
use crate::error::Result;
use crate::model::ids::{ItemId, RequestId};
use crate::model::ledger::event::{Action, ItemAction, ItemEvent, ItemFacts, SubjectEvent};
use crate::model::ledger::registers::RowDigest;
use crate::model::oversight::year_report::Stock;
use crate::model::requests::request::RequestStatus;
use crate::model::time::Time;
use crate::operations::ledger::verification::books::blind::{Blind, NEVER, Subject, unjudged};
use crate::operations::ledger::verification::books::differences::contradictions;
use crate::operations::ledger::verification::books::former_names::FormerNames;
use crate::operations::ledger::verification::books::prints::{Prints, Relabelling, Row};
use crate::operations::ledger::verification::books::registers::{Names, Registers};
use crate::operations::ledger::verification::books::requests::Requests;
use crate::operations::ledger::verification::books::series::Series;
use crate::operations::ledger::verification::findings::{ALTERED, Finding, FindingKind, Findings};

/// What the log says so far.
#[derive(Default)]
pub(super) struct Books {
    /// In the order of their coming, for the same reason as in the check of the log.
    items: IndexMap<ItemId, KnownItem>,
    requests: Requests,
    /// What was printed, and the codes beside the items' own.
    pub prints: Prints,
    pub registers: Registers,
    pub former_names: FormerNames,
    pub series: Series,
    /// Entries that tell nothing any more.
    blind: Blind,
    pub movements: u64,
    /// Changes whose entries do not tell what they found: those of earlier programs.
    pub unchained: u64,
    /// Fingerprints of what the auditor has answered.
    answered: HashSet<String>,
    /// Only what entries of late are about is held: of the rest, and of prints and former names, these books know nothing.
    pub partial: bool,
    /// Nothing is held against the tables: they are those of another time.
    pub log_only: bool,
}

struct KnownItem {
    /// None while no event tells it.
    code: Option<String>,
    registered_at: Time,
    /// The facts after the last event; none when that tells nothing.
    last: Option<(ItemFacts, Option<Hash>)>,
    seen: bool,
}

impl Books {
    /// The label code of an item; its id when the log does not tell.
    pub fn name_of(&self, id: ItemId) -> String {
        self.items.get(&id).and_then(|item| item.code.clone()).unwrap_or_else(|| id.to_string())
    }

    /// Where the log leaves all pieces ever received.
    pub fn stock(&self) -> Stock {
        let mut stock = Stock::default();
        for (facts, _) in self.items.values().filter_map(|item| item.last.as_ref()) {
            if facts.state.is_received() {
                stock.add("received", i64::from(facts.pieces));
                stock.add_state(facts.state, i64::from(facts.pieces));
            }
        }
        stock
    }

    /// Takes in leaves, and holds the movements beside them against what they say.
    pub fn enter(&mut self, rows: &[LeafRow], moved: Vec<Movement>, findings: &mut Findings) {
        let mut moved = moved.into_iter().peekable();
        for row in rows {
            while let Some(surplus) = moved.next_if(|movement| movement.leaf_seq < row.seq) {
                self.surplus(&surplus, findings);
            }
            let found = moved.next_if(|movement| movement.leaf_seq == row.seq);
            self.movements += u64::from(found.is_some());
            match row.item_id {
                Some(id) => self.enter_item(row, id, found.as_ref(), findings),
                None => {
                    if let Some(surplus) = found {
                        self.surplus(&surplus, findings);
                    }
                    self.enter_subject(row, findings);
                }
            }
        }
        for surplus in moved {
            self.surplus(&surplus, findings);
        }
    }

    fn surplus(&self, movement: &Movement, findings: &mut Findings) {
        let name = self.name_of(movement.item_id);
        findings.item(FindingKind::Movement, Some(movement.leaf_seq), name, "a movement that the log does not know");
    }

    fn enter_item(&mut self, row: &LeafRow, id: ItemId, found: Option<&Movement>, findings: &mut Findings) {
        let event = row.payload.as_deref().map(serde_json::from_str::<ItemEvent>);
        if let Some(Err(error)) = &event {
            let reason = format!("the payload is no event of an item: {error}");
            findings.item(FindingKind::Log, Some(row.seq), self.name_of(id), &reason);
        }
        let event = event.and_then(Result::ok);
        if event.is_none() {
            self.blind.enter(row);
        }
        if let Some(event) = event.as_ref().filter(|event| event.item_id != id) {
            let reason = format!("the payload is about another item, {}", event.code);
            findings.item(FindingKind::Log, Some(row.seq), self.name_of(id), &reason);
        }
        self.hold_movement(row, id, event.as_ref(), found, findings);
        match &event {
            Some(event) => self.hold_before(row.seq, id, event, findings),
            None => self.series.silence(),
        }
        if row.subject_id.is_some() {
            let reason = "the column subject_id has a value, which no entry about an item has";
            findings.item(FindingKind::Log, Some(row.seq), self.name_of(id), reason);
        }
        let registered_at = row.logged_at;
        let unknown = KnownItem { code: None, registered_at, last: None, seen: false };
        let known = self.items.entry(id).or_insert(unknown);
        let Some(event) = event else { return known.last = None };
        if known.code.as_ref() != Some(&event.code) {
            self.series.label(&event.code);
        }
        if let Some(former) = known.code.as_ref().filter(|code| **code != event.code && !self.partial) {
            let change = Relabelling { item: id, former, registered_at: known.registered_at, code: &event.code };
            self.prints.relabelled((row.seq, row.logged_at), &change, &self.blind, findings);
        }
        known.last = Some((event.after, from_hex(event.row_sha256.as_bytes())));
        known.code = Some(event.code);
    }

    /// Holds what an event found of its item against what the event before it left: an operation carries a change that
    /// was made in between into the table and into the log, but not out of here.
    fn hold_before(&mut self, seq: i64, id: ItemId, event: &ItemEvent, findings: &mut Findings) {
        let Some(known) = self.items.get(&id) else { return };
        let Some((facts, digest)) = &known.last else { return };
        let mut wrong = Vec::new();
        match &event.before {
            Some(before) => contradictions(facts, before, &mut wrong),
            None => wrong.push("no row".to_owned()),
        }
        match &event.before_sha256 {
            Some(found) if from_hex(found.as_bytes()) != *digest && wrong.is_empty() => {
                wrong.push("a column that was changed".to_owned());
            }
            Some(_) => {}
            None => self.unchained += 1,
        }
        if !wrong.is_empty() {
            let reason = format!("the item was {ALTERED}: it found {}", wrong.join(", "));
            findings.item(FindingKind::Item, Some(seq), self.name_of(id), &reason);
        }
    }

    fn hold_movement(
        &self,
        row: &LeafRow,
        id: ItemId,
        event: Option<&ItemEvent>,
        found: Option<&Movement>,
        findings: &mut Findings,
    ) {
        let mut say = |reason: &str| {
            let name = event.map_or_else(|| self.name_of(id), |event| event.code.clone());
            findings.item(FindingKind::Movement, Some(row.seq), name, reason);
        };
        let moves = row.action.parse::<ItemAction>().is_ok_and(ItemAction::is_movement);
        match (moves, found) {
            (true, None) => say("the movement of this entry is missing"),
            (false, Some(_)) => say("a movement that the log does not know"),
            (true, Some(found)) => {
                let Some(event) = event else {
                    return say("the movement cannot be judged without the payload of this entry");
                };
                let expected =
                    Movement::of(event, row.seq, row.item_seq.unwrap_or_default(), row.actor_id, row.logged_at);
                if expected != *found {
                    say(&format!("the movement differs from the log in {}", expected.differing(found)));
                }
            }
            (false, None) => {}
        }
    }

    fn enter_subject(&mut self, row: &LeafRow, findings: &mut Findings) {
        let event = match row.payload.as_deref().map(serde_json::from_str::<SubjectEvent>) {
            Some(Ok(event)) => event,
            told => {
                if let Some(Err(error)) = told {
                    findings.entry(FindingKind::Log, row.seq, &format!("the payload is no event: {error}"));
                }
                self.former_names.enter_blind(row);
                self.series.silence();
                return self.blind.enter(row);
            }
        };
        if row.subject_id.map(|id| id.0) != Some(event.subject_id) {
            findings.entry(FindingKind::Log, row.seq, "the column subject_id differs from the payload");
        }
        if !self.partial {
            self.prints.enter((row.seq, row.logged_at), &event, &self.blind, findings);
        }
        self.note_answer(&event);
        self.series.enter(&event);
        let names = Named { items: &self.items, requests: &self.requests, blind: &self.blind };
        self.unchained += self.registers.enter(row.seq, &event, &names, findings);
        self.former_names.enter(row.logged_at, &event);
        self.unchained += self.requests.enter(row.seq, &event, &self.blind, findings);
    }

    /// Takes in an entry that was judged before, so that what comes after it can be.
    pub fn remember(&mut self, row: &LeafRow) {
        self.enter(slice::from_ref(row), Vec::new(), &mut Findings::default());
    }

    fn note_answer(&mut self, event: &SubjectEvent) {
        if event.action == Action::FindingAnswered {
            let fingerprint = event.details.get("fingerprint").and_then(|text| text.as_str());
            self.answered.extend(fingerprint.map(str::to_owned));
        }
    }

    /// Whether the auditor has answered a finding for good.
    pub fn is_settled(&self, finding: &Finding) -> bool {
        finding.is_settled_by_answer() && finding.fingerprint().is_ok_and(|print| self.answered.contains(&print))
    }

    /// Holds rows of the items table against the log.
    pub fn hold_items(&mut self, rows: &[Item], checker: &LogChecker, findings: &mut Findings) -> Result<()> {
        for row in rows {
            let Some(known) = self.items.get_mut(&row.id) else {
                findings.item(FindingKind::Item, None, row.code.clone(), "the item is not in the log: it was inserted");
                continue;
            };
            known.seen = true;
            let mut wrong = Vec::new();
            let code = known.code.get_or_insert_with(|| row.code.clone()).clone();
            if known.last.is_some() && code != row.code {
                wrong.push(format!("label code {} instead of {code}", row.code));
            }
            if let Some((item_seq, hash)) = checker.last_of(row.id.0) {
                if u64::try_from(row.version) != Ok(item_seq) {
                    wrong.push(format!("version {} instead of {item_seq}", row.version));
                }
                if row.last_leaf_hash != hash {
                    wrong.push("another last_leaf_hash".to_owned());
                }
            }
            if let Some((facts, digest)) = &known.last {
                contradictions(facts, &row.facts(), &mut wrong);
                if from_hex(row.row_sha256()?.as_bytes()) != *digest && wrong.is_empty() {
                    wrong.push("a column that was changed: the row is not the one whose digest was logged".to_owned());
                }
            }
            if !wrong.is_empty() {
                let reason = format!("the item differs from the log: the table has {}", wrong.join(", "));
                findings.item(FindingKind::Item, None, code, &reason);
            } else if let Some(seq) = self.blind.item(row.id, NEVER).filter(|_| known.last.is_none()) {
                findings.item(FindingKind::Item, None, code, &format!("the item {}", unjudged(seq)));
            }
        }
        Ok(())
    }

    /// What was read by name only is there, even if nothing more can be said of it.
    pub fn see(&mut self, kind: FindingKind, name: &str) {
        match kind {
            FindingKind::Item => self
                .items
                .values_mut()
                .filter(|item| item.code.as_deref() == Some(name))
                .for_each(|item| item.seen = true),
            _ => self.requests.see(name),
        }
    }

    /// Names what the log knows and no table has.
    pub fn name_missing(&self, findings: &mut Findings) {
        let missing = self.items.iter().filter(|(_, item)| !item.seen);
        let mut codes: Vec<String> = missing.map(|(id, _)| self.name_of(*id)).collect();
        codes.sort_unstable();
        for code in codes {
            findings.item(FindingKind::Item, None, code, "the item is in the log only: its row was deleted");
        }
        self.requests.name_missing(findings);
        if !self.partial {
            self.prints.name_missing(findings);
            self.former_names.name_missing(findings);
        }
        self.registers.name_missing(&self.named(), findings);
    }

    /// Names every entry whose payload is missing by what it was about, as far as columns, other entries and the tables
    /// tell.
    pub fn name_blind(&self, findings: &mut Findings) {
        let called = self.registers.names_of(&self.blind.wanted(), &self.named());
        let subject = |id| {
            let request = self.requests.name(RequestId(id)).map(Subject::Request);
            request.or_else(|| self.prints.name_of(id)).or_else(|| called.get(&id).cloned().map(Subject::Other))
        };
        self.blind.tell(|id| self.name_of(id), subject, findings);
    }

    fn named(&self) -> Named<'_> {
        Named { items: &self.items, requests: &self.requests, blind: &self.blind }
    }

    /// Holds paper profiles and label contents against the log.
    pub fn hold_print_rows(&mut self, rows: Vec<Row>, findings: &mut Findings) {
        self.prints.hold_rows(rows, &self.blind, findings);
    }

    /// Holds print batches against the log; their lines follow.
    pub fn hold_batches(&mut self, rows: &[PrintBatch], findings: &mut Findings) -> Result<()> {
        self.prints.hold_batches(rows, &self.blind, findings)
    }

    /// Holds codes against the log.
    pub fn hold_labels(&mut self, rows: &[Label], findings: &mut Findings) {
        self.prints.hold_labels(rows, &self.blind, findings);
    }

    /// Holds rows of the requests table against the log.
    pub fn hold_requests(&mut self, rows: &[Request], findings: &mut Findings) -> Result<()> {
        self.requests.hold(rows, &self.blind, findings)
    }

    /// Holds rows of registers against the log.
    pub fn hold_registers(&mut self, rows: Vec<RowDigest>, findings: &mut Findings) {
        let names = Named { items: &self.items, requests: &self.requests, blind: &self.blind };
        rows.into_iter().for_each(|row| self.registers.hold(row, &names, findings));
    }

    /// Holds lines of requests against the log.
    pub fn hold_lines(&mut self, rows: &[RequestLine], findings: &mut Findings) -> Result<()> {
        let names = Named { items: &self.items, requests: &self.requests, blind: &self.blind };
        rows.iter().try_for_each(|row| self.registers.hold_line(row, &names, findings))
    }
}

/// What the log calls items and requests, and which entries tell nothing.
struct Named<'b> {
    items: &'b IndexMap<ItemId, KnownItem>,
    requests: &'b Requests,
    blind: &'b Blind,
}

impl Names for Named<'_> {
    fn item(&self, id: ItemId) -> Option<String> {
        self.items.get(&id)?.code.clone()
    }

    fn request(&self, id: RequestId) -> Option<String> {
        self.requests.number(id)
    }

    fn status(&self, id: RequestId) -> Option<RequestStatus> {
        self.requests.status(id)
    }

    fn blind(&self) -> &Blind {
        self.blind
    }
}

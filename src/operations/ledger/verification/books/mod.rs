//! The books as the log tells them: what its events leave of every item and request, held against the tables.

mod blind;
mod conduct;
mod course;
mod differences;
mod executions;
mod former_names;
mod names;
mod people;
pub(super) mod prints;
pub(super) mod registers;
mod requests;
mod series;
mod steps;

use indexmap::IndexMap;

use crate::audit::hash::from_hex;
use crate::db::engine::digest::Registered;
use crate::db::goods::labels::Label;
use crate::db::goods::movements::Movement;
use crate::db::ledger::log::LeafRow;
use crate::db::papers::print_batches::PrintBatch;
use crate::db::requests::request_lines::RequestLine;
use crate::db::requests::request_steps::RequestStep;
use crate::db::requests::requests::Request;
use crate::error::Result;
use crate::model::ids::{IdState, ItemId, RequestId};
use crate::model::ledger::event::{ItemEvent, SubjectEvent};
use crate::model::ledger::registers::RowDigest;
use crate::model::oversight::year_report::Stock;
use crate::operations::ledger::verification::batch::{DigestedItem, Entered, Told};
use crate::operations::ledger::verification::books::blind::{Blind, NEVER, Subject, unjudged};
use crate::operations::ledger::verification::books::conduct::Conduct;
use crate::operations::ledger::verification::books::differences::{contradictions, wrong_item, wrong_movement};
use crate::operations::ledger::verification::books::former_names::FormerNames;
use crate::operations::ledger::verification::books::names::{KnownItem, Named, called_line};
use crate::operations::ledger::verification::books::prints::{Prints, Relabelling, Row};
use crate::operations::ledger::verification::books::registers::Registers;
use crate::operations::ledger::verification::books::requests::Requests;
use crate::operations::ledger::verification::books::series::Series;
use crate::operations::ledger::verification::compact::{NumberedIds, Printer};
use crate::operations::ledger::verification::findings::{ALTERED, Finding, FindingKind, Findings};

/// What the log says so far.
#[derive(Default)]
pub(super) struct Books {
    /// In the order of their coming, for the same reason as in the check of the log.
    items: IndexMap<ItemId, KnownItem, IdState>,
    ids: NumberedIds,
    printer: Printer,
    requests: Requests,
    /// What was printed, and the codes beside the items' own.
    pub prints: Prints,
    pub registers: Registers,
    pub former_names: FormerNames,
    pub series: Series,
    /// Entries that tell nothing any more.
    blind: Blind,
    /// Whether what the entries tell could have happened.
    conduct: Conduct,
    pub movements: u64,
    /// Changes whose entries do not tell what they found: those of earlier programs.
    pub unchained: u64,
    /// Only what entries of late are about is held: of the rest, and of prints and former names, these books know nothing.
    partial: bool,
    /// Nothing is held against the tables: they are those of another time.
    pub log_only: bool,
}

impl Books {
    /// The label code of an item; its id when the log does not tell.
    pub fn name_of(&self, id: ItemId) -> String {
        let code = self.items.get(&id).and_then(|item| item.code.as_deref());
        code.map_or_else(|| id.to_string(), str::to_owned)
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
    pub fn enter(&mut self, entries: Vec<Entered>, moved: Vec<Movement>, findings: &mut Findings) {
        let mut moved = moved.into_iter().peekable();
        for Entered { row, told } in entries {
            while let Some(surplus) = moved.next_if(|movement| movement.leaf_seq < row.seq) {
                self.surplus(&surplus, findings);
            }
            let found = moved.next_if(|movement| movement.leaf_seq == row.seq);
            self.movements += u64::from(found.is_some());
            match told {
                Told::Item(id, told) => self.enter_item((&row, told), id, found.as_ref(), findings),
                Told::Subject(told) => {
                    if let Some(surplus) = found {
                        self.surplus(&surplus, findings);
                    }
                    self.enter_subject(&row, told, findings);
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

    fn enter_item(
        &mut self,
        (row, told): (&LeafRow, Option<serde_json::Result<ItemEvent>>),
        id: ItemId,
        found: Option<&Movement>,
        findings: &mut Findings,
    ) {
        if let Some(Err(error)) = &told {
            let reason = format!("the payload is no event of an item: {error}");
            findings.item(FindingKind::Log, Some(row.seq), self.name_of(id), &reason);
        }
        let event = told.and_then(Result::ok);
        if event.is_none() {
            self.blind.enter(row);
        }
        if let Some(event) = event.as_ref().filter(|event| event.item_id != id) {
            let reason = format!("the payload is about another item, {}", event.code);
            findings.item(FindingKind::Log, Some(row.seq), self.name_of(id), &reason);
        }
        if let Some(reason) = wrong_movement(row, event.as_ref(), found) {
            let name = event.as_ref().map_or_else(|| self.name_of(id), |event| event.code.clone());
            findings.item(FindingKind::Movement, Some(row.seq), name, &reason);
        }
        match &event {
            Some(event) => {
                self.hold_before(row.seq, id, event, findings);
                self.judge(row, event, findings);
            }
            None => self.series.silence(),
        }
        if row.subject_id.is_some() {
            let reason = "the column subject_id has a value, which no entry about an item has";
            findings.item(FindingKind::Log, Some(row.seq), self.name_of(id), reason);
        }
        let registered_at = row.logged_at;
        let unknown = KnownItem { code: None, registered_at, last: None, seen: false };
        let entry = self.items.entry(id);
        if let Some((event, request)) = event.as_ref().and_then(|event| Some((event, event.circumstances.request_id?)))
        {
            self.conduct.executions.enter(row.seq, request, entry.index(), event.action);
        }
        let known = entry.or_insert(unknown);
        let Some(event) = event else { return known.last = None };
        known.last = Some((self.ids.compact(&event.after), self.printer.print(from_hex(event.row_sha256.as_bytes()))));
        if known.code.as_deref() == Some(event.code.as_str()) {
            return;
        }
        self.series.label(&event.code);
        if let Some(former) = known.code.as_deref().filter(|_| !self.partial) {
            let change = Relabelling { item: id, former, registered_at: known.registered_at, code: &event.code };
            self.prints.relabelled((row.seq, row.logged_at), &change, &self.blind, findings);
        }
        known.code = Some(event.code.into());
    }

    /// Names what could not have happened.
    fn judge(&mut self, row: &LeafRow, event: &ItemEvent, findings: &mut Findings) {
        if self.conduct.people.unknown {
            return;
        }
        if let Err(wrong) = self.conduct.judge_item(row, event, &mut self.requests, &self.blind) {
            let reason = format!("{} {wrong}", event.action);
            findings.item(FindingKind::Item, Some(row.seq), event.code.clone(), &reason);
        }
    }

    /// Holds what an event found of its item against what the event before it left: an operation carries a change that
    /// was made in between into the table and into the log, but not out of here.
    fn hold_before(&mut self, seq: i64, id: ItemId, event: &ItemEvent, findings: &mut Findings) {
        let Some(known) = self.items.get(&id) else { return };
        let Some((facts, digest)) = &known.last else { return };
        let mut wrong = Vec::new();
        match &event.before {
            Some(before) => contradictions(&self.ids.facts(facts), before, &mut wrong),
            None => wrong.push("no row".to_owned()),
        }
        match &event.before_sha256 {
            Some(found) if self.printer.print(from_hex(found.as_bytes())) != *digest && wrong.is_empty() => {
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

    fn enter_subject(
        &mut self,
        row: &LeafRow,
        told: Option<serde_json::Result<SubjectEvent>>,
        findings: &mut Findings,
    ) {
        let event = match told {
            Some(Ok(event)) => event,
            told => {
                if let Some(Err(error)) = told {
                    findings.entry(FindingKind::Log, row.seq, &format!("the payload is no event: {error}"));
                }
                self.former_names.enter_blind(row);
                self.conduct.people.enter_blind(row);
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
        self.series.enter(&event);
        let names = Named { items: &self.items, requests: &self.requests, blind: &self.blind };
        self.unchained += self.registers.enter(row.seq, &event, &names, findings);
        self.former_names.enter(row.logged_at, &event);
        self.unchained += self.requests.enter(row, &event, (&mut self.conduct.people, &self.blind), findings);
        self.conduct.enter(row, &event, findings);
    }

    /// Says that only what some entries are about is held, and whether the accounts that made them are known.
    pub const fn know_in_part(&mut self, authors: bool) {
        self.partial = true;
        self.conduct.partial = true;
        self.conduct.people.unknown = !authors;
    }

    /// Takes in an entry that was judged before, so that what comes after it can be.
    pub fn remember(&mut self, row: LeafRow) {
        self.enter(vec![Entered::of(row)], Vec::new(), &mut Findings::default());
    }

    /// Whether the auditor has answered a finding for good.
    pub fn is_settled(&self, finding: &Finding) -> bool {
        self.conduct.is_settled(finding)
    }

    /// Holds rows of the items table against the log.
    pub fn hold_items(&mut self, rows: Vec<DigestedItem>, findings: &mut Findings) -> Result<()> {
        for found in rows {
            let (id, code) = (found.row.id, &found.row.code);
            let Some(known) = self.items.get_mut(&id) else {
                findings.item(FindingKind::Item, None, code.clone(), "the item is not in the log: it was inserted");
                continue;
            };
            known.seen = true;
            let code = known.code.get_or_insert_with(|| code.as_str().into()).to_string();
            let wrong = wrong_item(known, found, &self.ids, &self.printer)?;
            if !wrong.is_empty() {
                let reason = format!("the item differs from the log: the table has {}", wrong.join(", "));
                findings.item(FindingKind::Item, None, code, &reason);
            } else if let Some(seq) = self.blind.item(id, NEVER).filter(|_| known.last.is_none()) {
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
    pub fn name_missing(&mut self, findings: &mut Findings) {
        let missing = self.items.iter().filter(|(_, item)| !item.seen);
        let mut codes: Vec<String> = missing.map(|(id, _)| self.name_of(*id)).collect();
        codes.sort_unstable();
        for code in codes {
            findings.item(FindingKind::Item, None, code, "the item is in the log only: its row was deleted");
        }
        self.requests.name_missing(findings);
        if !self.partial {
            self.name_unasked(findings);
            self.prints.name_missing(findings);
            self.former_names.name_missing(findings);
        }
        self.registers.name_missing(&self.named(), findings);
    }

    /// Names what was carried out for requests without a line of theirs.
    fn name_unasked(&mut self, findings: &mut Findings) {
        for (seq, request, item, action) in self.conduct.executions.list_unasked() {
            let Some((id, _)) = self.items.get_index(item) else { continue };
            let blind = self.blind.about(request.0, NEVER).or_else(|| self.blind.item(*id, NEVER));
            if blind.is_some() || self.requests.is_accepted(request) {
                continue;
            }
            let number = self.requests.name(request).unwrap_or_else(|| request.to_string());
            let reason = format!("{action} was done for request {number}, whose lines do not tell so");
            findings.item(FindingKind::Item, Some(seq), self.name_of(*id), &reason);
        }
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

    /// Holds steps of requests against the log.
    pub fn hold_steps(&mut self, rows: &[RequestStep], findings: &mut Findings) -> Result<()> {
        for row in rows {
            let names = Named { items: &self.items, requests: &self.requests, blind: &self.blind };
            self.registers.hold(row.digest()?, &names, findings);
            self.requests.hold_step(row, &self.blind, findings);
        }
        Ok(())
    }

    /// Entries of which the log does not tell enough to judge who made them.
    pub const fn unjudged(&self) -> u64 {
        self.conduct.people.unjudged
    }

    /// Holds lines of requests against the log.
    pub fn hold_lines(&mut self, rows: &[RequestLine], findings: &mut Findings) -> Result<()> {
        let names = Named { items: &self.items, requests: &self.requests, blind: &self.blind };
        for row in rows {
            let told = self.registers.hold_line(row, &names, findings)?;
            let item = self.items.get_index_of(&row.item_id);
            let wrong = self.conduct.executions.hold(row.request_id, item, row.outcome);
            let judged = !self.partial && !self.requests.is_accepted(row.request_id);
            if let (Some(wrong), Some(seq), true) =
                (wrong, told, judged && self.blind.item(row.item_id, NEVER).is_none())
            {
                let line = called_line(row.request_id, row.line_no, &names).finding(&wrong);
                findings.add(Finding { seq: Some(seq), ..line });
            }
        }
        Ok(())
    }
}

//! The books as the log tells them: what its events leave of every item and request, held against the tables.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::audit::hash::from_hex;
use crate::audit::{Hash, LogChecker};
use crate::db::goods::items::Item;
use crate::db::goods::movements::Movement;
use crate::db::ledger::log::LeafRow;
use crate::db::requests::request_lines::RequestLine;
use crate::db::requests::requests::Request;
use crate::error::Result;
use crate::model::ids::{ItemId, RequestId};
use crate::model::ledger::event::{ItemAction, ItemEvent, ItemFacts, RequestRecord, SubjectEvent};
use crate::model::ledger::registers::RowDigest;
use crate::model::oversight::year_report::Stock;
use crate::model::requests::request::RequestStatus;
use crate::model::time::Time;
use crate::operations::ledger::verification::findings::{ALTERED, FindingKind, Findings};
use crate::operations::ledger::verification::former_names::FormerNames;
use crate::operations::ledger::verification::prints::Prints;
use crate::operations::ledger::verification::registers::{Names, Registers};
use crate::operations::ledger::verification::series::Series;

/// What the log says so far.
#[derive(Default)]
pub(super) struct Books {
    /// In the order of their coming, for the same reason as in the check of the log.
    items: IndexMap<ItemId, KnownItem>,
    requests: HashMap<RequestId, KnownRequest>,
    /// What was printed, and the codes beside the items' own.
    pub prints: Prints,
    pub registers: Registers,
    pub former_names: FormerNames,
    pub series: Series,
    pub movements: u64,
    /// Changes whose entries do not tell what they found: those of earlier programs.
    pub unchained: u64,
}

struct KnownItem {
    code: String,
    registered_at: Time,
    /// The facts after the last event; none when its payload was removed by law or cannot be read.
    last: Option<(ItemFacts, Option<Hash>)>,
    seen: bool,
}

struct KnownRequest {
    number: Option<String>,
    status: RequestStatus,
    digest: Option<Hash>,
    seen: bool,
}

impl Books {
    /// The label code of an item; its id when the log does not tell.
    pub fn name_of(&self, id: ItemId) -> String {
        self.items.get(&id).map_or_else(|| id.to_string(), |item| item.code.clone())
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
        let (items, prints) = (&mut self.items, &mut self.prints);
        let Some(known) = items.get_mut(&id) else {
            let code = event.as_ref().map_or_else(|| id.to_string(), |event| event.code.clone());
            self.series.label(&code);
            let last = event.map(|event| (event.after, from_hex(event.row_sha256.as_bytes())));
            items.insert(id, KnownItem { code, registered_at: row.logged_at, last, seen: false });
            return;
        };
        if let Some(event) = event.as_ref().filter(|event| event.code != known.code) {
            self.series.label(&event.code);
            let former = (known.code.as_str(), known.registered_at);
            prints.relabelled((row.seq, row.logged_at), id, former, &event.code, findings);
            known.code.clone_from(&event.code);
        }
        known.last = event.map(|event| (event.after, from_hex(event.row_sha256.as_bytes())));
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
            findings.item(FindingKind::Item, Some(seq), known.code.clone(), &reason);
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
                let Some(event) = event else { return };
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
        let Some(payload) = row.payload.as_deref() else {
            self.former_names.silence(row.subject_id);
            self.series.silence();
            return self.registers.silence(row.subject_id);
        };
        let event: SubjectEvent = match serde_json::from_str(payload) {
            Ok(event) => event,
            Err(error) => {
                return findings.entry(FindingKind::Log, row.seq, &format!("the payload is no event: {error}"));
            }
        };
        if row.subject_id.map(|id| id.0) != Some(event.subject_id) {
            findings.entry(FindingKind::Log, row.seq, "the column subject_id differs from the payload");
        }
        self.prints.enter((row.seq, row.logged_at), &event, findings);
        self.series.enter(&event);
        let names = Named { items: &self.items, requests: &self.requests };
        self.unchained += self.registers.enter(row.seq, &event, &names, findings);
        self.former_names.enter(row.logged_at, &event);
        if let (Some(request), Some(digest)) = (event.request(), event.row_sha256()) {
            let digest = from_hex(digest.as_bytes());
            self.series.request(&request);
            self.hold_request_before(row.seq, (&request, digest), &event, findings);
            let known = KnownRequest { number: request.number, status: request.status, digest, seen: false };
            self.requests.insert(request.id, known);
        }
    }

    fn hold_request_before(
        &mut self,
        seq: i64,
        (request, digest): (&RequestRecord, Option<Hash>),
        event: &SubjectEvent,
        findings: &mut Findings,
    ) {
        let Some(known) = self.requests.get(&request.id) else { return };
        match &event.before_sha256 {
            Some(found) if from_hex(found.as_bytes()) != known.digest => {
                let name = known.number.clone().unwrap_or_else(|| request.id.to_string());
                findings.request(name, &format!("the request was {ALTERED} (entry {seq})"));
            }
            // What only tells of the row again has not changed it.
            None if digest != known.digest => self.unchained += 1,
            _ => {}
        }
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
            if known.code != row.code {
                wrong.push(format!("label code {} instead of {}", row.code, known.code));
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
                findings.item(FindingKind::Item, None, known.code.clone(), &reason);
            }
        }
        Ok(())
    }

    /// Holds rows of the requests table against the log.
    pub fn hold_requests(&mut self, rows: &[Request], findings: &mut Findings) -> Result<()> {
        for row in rows {
            let name = row.number.clone().unwrap_or_else(|| row.id.to_string());
            let Some(known) = self.requests.get_mut(&row.id) else {
                findings.request(name, "the request is not in the log: it was inserted");
                continue;
            };
            known.seen = true;
            if known.status != row.status {
                let reason = format!("the table has status {} instead of {}", row.status, known.status);
                findings.request(known.number.clone().unwrap_or(name), &reason);
            } else if from_hex(row.row_sha256()?.as_bytes()) != known.digest {
                let reason = "a column was changed: the row is not the one whose digest was logged";
                findings.request(known.number.clone().unwrap_or(name), reason);
            }
        }
        Ok(())
    }

    /// What was read by name only is there, even if nothing more can be said of it.
    pub fn see(&mut self, kind: FindingKind, name: &str) {
        match kind {
            FindingKind::Item => {
                self.items.values_mut().filter(|item| item.code == name).for_each(|item| item.seen = true)
            }
            _ => self
                .requests
                .iter_mut()
                .filter(|(id, request)| request.number.as_deref() == Some(name) || id.to_string() == name)
                .for_each(|(_, request)| request.seen = true),
        }
    }

    /// Names what the log knows and no table has.
    pub fn name_missing(&self, findings: &mut Findings) {
        let missing = self.items.values().filter(|item| !item.seen);
        let mut codes: Vec<&str> = missing.map(|item| item.code.as_str()).collect();
        codes.sort_unstable();
        for code in codes {
            findings.item(FindingKind::Item, None, code.to_owned(), "the item is in the log only: its row was deleted");
        }
        let missing = self.requests.iter().filter(|(_, request)| !request.seen);
        let mut names: Vec<String> =
            missing.map(|(id, request)| request.number.clone().unwrap_or_else(|| id.to_string())).collect();
        names.sort_unstable();
        for name in names {
            findings.request(name, "the request is in the log only: its row was deleted");
        }
        self.prints.name_missing(findings);
        self.former_names.name_missing(findings);
        self.registers.name_missing(&Named { items: &self.items, requests: &self.requests }, findings);
    }

    /// Holds rows of registers against the log.
    pub fn hold_registers(&mut self, rows: Vec<RowDigest>, findings: &mut Findings) {
        let names = Named { items: &self.items, requests: &self.requests };
        rows.into_iter().for_each(|row| self.registers.hold(row, &names, findings));
    }

    /// Holds lines of requests against the log.
    pub fn hold_lines(&mut self, rows: &[RequestLine], findings: &mut Findings) -> Result<()> {
        let names = Named { items: &self.items, requests: &self.requests };
        rows.iter().try_for_each(|row| self.registers.hold_line(row, &names, findings))
    }
}

/// What the log calls items and requests.
struct Named<'b> {
    items: &'b IndexMap<ItemId, KnownItem>,
    requests: &'b HashMap<RequestId, KnownRequest>,
}

impl Names for Named<'_> {
    fn item(&self, id: ItemId) -> Option<String> {
        Some(self.items.get(&id)?.code.clone())
    }

    fn request(&self, id: RequestId) -> Option<String> {
        self.requests.get(&id)?.number.clone()
    }

    fn status(&self, id: RequestId) -> Option<RequestStatus> {
        Some(self.requests.get(&id)?.status)
    }
}

/// Names the facts in which a row contradicts the log.
fn contradictions(log: &ItemFacts, table: &ItemFacts, wrong: &mut Vec<String>) {
    if log == table {
        return;
    }
    let id = |id: Option<uuid::Uuid>| id.map_or_else(|| "none".to_owned(), |id| id.to_string());
    let mut compare = |name: &str, log: String, table: String| {
        if log != table {
            wrong.push(format!("{name} {table} instead of {log}"));
        }
    };
    let word = |word: Option<&str>| word.unwrap_or("none").to_owned();
    compare("state", log.state.to_string(), table.state.to_string());
    compare("place", id(log.place_id.map(|id| id.0)), id(table.place_id.map(|id| id.0)));
    compare("holder", id(log.borrower_id.map(|id| id.0)), id(table.borrower_id.map(|id| id.0)));
    compare("responsible agency", log.responsible_agency_id.to_string(), table.responsible_agency_id.to_string());
    compare("legal status", log.legal_status.to_string(), table.legal_status.to_string());
    compare("disposition", word(log.disposition.map(|d| d.as_str())), word(table.disposition.map(|d| d.as_str())));
    compare("category", log.category.to_string(), table.category.to_string());
    compare("pieces", log.pieces.to_string(), table.pieces.to_string());
}

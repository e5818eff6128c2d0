//! The registers as the log tells them: the digest of every row of an agency, account, setting, place, case, seizure
//! list, document, correction, step, line, loan, extension and discrepancy, held against the tables.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use uuid::Uuid;

use crate::audit::Hash;
use crate::audit::hash::from_hex;
use crate::db::Conn;
use crate::db::engine::digest::row_digest;
use crate::db::ledger::registers;
use crate::db::requests::request_lines::RequestLine;
use crate::error::{Error, Result, first_line};
use crate::model::ids::{IdMap, RequestId};
use crate::model::ledger::event::{Action, SubjectEvent};
use crate::model::ledger::registers::{LineDigests, Register, RowDigest};
use crate::model::requests::request::{LineOutcome, RequestStatus};
use crate::operations::ledger::verification::batch::{CHUNK, RowBatch};
use crate::operations::ledger::verification::books::blind::{Blind, NEVER, altered, unjudged, unjudged_though};
use crate::operations::ledger::verification::books::names::{Names, called, called_line};
use crate::operations::ledger::verification::compact::{Print, Printer};
use crate::operations::ledger::verification::findings::{ALTERED, Finding, FindingKind, Findings};

/// What the log says so far.
#[derive(Default)]
pub struct Registers {
    rows: HashMap<(Register, String), KnownRow>,
    lines: IdMap<RequestId, KnownLines>,
    printer: Printer,
    /// Registers with rows that cannot be read; `None` stands for the lines of requests.
    illegible: HashSet<Option<Register>>,
    pub row_count: u64,
    pub line_count: u64,
}

struct KnownRow {
    name: Option<String>,
    sha256: Option<Hash>,
    /// The entry that told of it last.
    told: i64,
    seen: bool,
}

#[derive(Default)]
struct KnownLines {
    /// Whether the lines were written anew since the request was last submitted.
    rewritten: bool,
    /// Whether the line looked at last held its item when it was written: the next was likely written with it.
    written: bool,
    rows: Lines,
}

/// Lines in the order of their numbers.
#[derive(Default)]
struct Lines(Vec<(i32, KnownLine)>);

struct KnownLine {
    sha256: Option<Print>,
    /// The digest it had when it was asked for; none when the entry that did so does not tell.
    asked: Option<Print>,
    /// The entry that told of it last.
    told: i64,
    seen: bool,
}

impl Lines {
    fn find(&self, line_no: i32) -> Result<usize, usize> {
        self.0.binary_search_by_key(&line_no, |(number, _)| *number)
    }

    fn get(&self, line_no: i32) -> Option<&KnownLine> {
        self.find(line_no).ok().and_then(|at| self.0.get(at)).map(|(_, line)| line)
    }

    fn get_mut(&mut self, line_no: i32) -> Option<&mut KnownLine> {
        self.find(line_no).ok().and_then(|at| self.0.get_mut(at)).map(|(_, line)| line)
    }

    fn insert(&mut self, line_no: i32, line: KnownLine) {
        match self.find(line_no) {
            Err(at) => self.0.insert(at, (line_no, line)),
            Ok(at) => {
                if let Some((_, known)) = self.0.get_mut(at) {
                    *known = line;
                }
            }
        }
    }
}

impl Registers {
    /// Takes in an event about anything but an item, and holds what it found of its rows against what the entries before
    /// left. Answers how many changes do not tell what they found.
    pub fn enter(&mut self, seq: i64, event: &SubjectEvent, names: &impl Names, findings: &mut Findings) -> u64 {
        let mut unchained = 0;
        for row in &event.rows {
            match self.continues(row, names.blind()) {
                Some(true) => {}
                Some(false) => {
                    let altered = altered(names.blind().any(self.told(row)));
                    let name = called(row.register, &row.key, row.name.as_deref(), names);
                    findings.add(Finding { seq: Some(seq), ..name.finding(&format!("was {altered}")) });
                }
                None => unchained += 1,
            }
            let (name, sha256) = (row.name.clone(), from_hex(row.sha256.as_bytes()));
            self.rows.insert((row.register, row.key.clone()), KnownRow { name, sha256, told: seq, seen: false });
        }
        if let Some(lines) = &event.lines {
            for line_no in self.broken_lines(lines, names.blind(), &mut unchained) {
                let name = called_line(lines.request_id, line_no, names);
                findings.add(Finding { seq: Some(seq), ..name.finding(&format!("was {ALTERED}")) });
            }
            self.enter_lines((seq, event.action), lines, names, findings);
        }
        if matches!(event.action, Action::RequestSubmitted | Action::RequestResubmitted)
            && let Some(known) = self.lines.get_mut(&RequestId(event.subject_id))
        {
            known.rewritten = false;
        }
        unchained
    }

    /// The entry that told last of a row.
    fn told(&self, row: &RowDigest) -> i64 {
        self.rows.get(&(row.register, row.key.clone())).map_or(NEVER, |known| known.told)
    }

    /// Whether a row was found as it had been left; none when the entry does not tell.
    fn continues(&self, row: &RowDigest, blind: &Blind) -> Option<bool> {
        if blind.about_row(row.register, &row.key, self.told(row)).is_some() {
            // The entry that left it so tells nothing any more, which is told already.
            return Some(true);
        }
        let known = self.rows.get(&(row.register, row.key.clone()));
        match (&row.before, known) {
            (Some(None), known) => Some(known.is_none()),
            (Some(Some(found)), Some(known)) => Some(from_hex(found.as_bytes()) == known.sha256),
            (Some(Some(_)), None) => Some(false),
            (None, Some(_)) => None,
            (None, None) => Some(true),
        }
    }

    /// The lines that were not found as they had been left.
    fn broken_lines(&self, lines: &LineDigests, blind: &Blind, unchained: &mut u64) -> Vec<i32> {
        let Some(known) = self.lines.get(&lines.request_id) else { return Vec::new() };
        let told: BTreeMap<i32, &String> = lines.before.iter().map(|(line_no, found)| (*line_no, found)).collect();
        let replaced = lines.rows.iter().filter(|(line_no, _)| !lines.anew && known.rows.get(*line_no).is_some());
        *unchained += replaced.filter(|(line_no, _)| !told.contains_key(line_no)).count() as u64;
        let altered = told.into_iter().filter(|(line_no, found)| {
            let line = known.rows.get(*line_no);
            let left = line.and_then(|line| line.sha256);
            let blind = blind.about(lines.request_id.0, line.map_or(NEVER, |line| line.told));
            blind.is_none() && (left.is_none() || left != self.printer.print(from_hex(found.as_bytes())))
        });
        altered.map(|(line_no, _)| line_no).collect()
    }

    fn enter_lines(
        &mut self,
        (seq, action): (i64, Action),
        lines: &LineDigests,
        names: &impl Names,
        findings: &mut Findings,
    ) {
        let asked = matches!(action, Action::RequestDrafted | Action::RequestChanged);
        let accepted = action == Action::RecordAccepted;
        let known = self.lines.entry(lines.request_id).or_default();
        if lines.anew {
            known.rows.0.clear();
            known.rewritten = true;
        }
        // What the lines were that an entry without its payload told of nobody knows.
        let whole = !known.rows.0.is_empty() && names.blind().about(lines.request_id.0, NEVER).is_none();
        for (line_no, sha256) in &lines.rows {
            let sha256 = self.printer.print(from_hex(sha256.as_bytes()));
            let before = known.rows.get(*line_no);
            if before.is_none() && !asked && !accepted && whole {
                let name = called_line(lines.request_id, *line_no, names);
                findings.add(Finding { seq: Some(seq), ..name.finding("was added after it was asked for") });
            }
            let asked = before.map_or(sha256.filter(|_| asked), |line| line.asked).filter(|_| !accepted);
            known.rows.insert(*line_no, KnownLine { sha256, asked, told: seq, seen: false });
        }
    }

    /// Holds a row of a register against the log.
    pub fn hold(&mut self, row: RowDigest, names: &impl Names, findings: &mut Findings) {
        self.row_count += 1;
        let (register, key, blind) = (row.register, row.key, names.blind());
        let Some(known) = self.rows.get_mut(&(register, key.clone())) else {
            let about = blind.about_row(register, &key, NEVER);
            let wrong = match about.or(blind.any(NEVER)) {
                Some(seq) => unjudged_though(seq, "is in no other entry"),
                None => "is not in the log: it was inserted".to_owned(),
            };
            findings.add(called(register, &key, row.name.as_deref(), names).finding(&wrong));
            if about.is_some() {
                // What the entry about it cannot say any more the table does: how it is called.
                self.rows.insert((register, key), KnownRow { name: row.name, sha256: None, told: NEVER, seen: true });
            }
            return;
        };
        // Rows beside the one that was deleted.
        if row.sha256.is_empty() {
            return;
        }
        known.seen = true;
        let about = blind.about_row(register, &key, known.told);
        let wrong = match (known.sha256 == from_hex(row.sha256.as_bytes()), about.or(blind.any(known.told))) {
            (true, _) => about.filter(|_| register.is_changed()).map(unjudged),
            (false, Some(seq)) => Some(unjudged_though(seq, "is not the row whose digest was logged last")),
            (false, None) => Some("is not the row whose digest was logged: it was changed".to_owned()),
        };
        if let Some(wrong) = wrong {
            findings.add(called(register, &key, known.name.as_deref(), names).finding(&wrong));
        }
    }

    /// How those of these subjects are called that have a row.
    pub fn names_of(&self, wanted: &BTreeSet<Uuid>, names: &impl Names) -> HashMap<Uuid, String> {
        let own = self.rows.iter().filter(|((register, _), _)| *register != Register::Corrections);
        let own = own.filter_map(|((register, key), row)| {
            let id = key.rsplit('/').next()?.parse().ok().filter(|id| wanted.contains(id))?;
            let called = called(*register, key, row.name.as_deref(), names);
            let of = called.item.map_or_else(String::new, |item| format!(" of item {item}"));
            Some((id, format!("{}{of}", called.what)))
        });
        own.collect()
    }

    /// Holds a line of a request against the log: the digest of what was written, whether it holds its item, which
    /// follows from where the request and the line stand, and whether it is about the item that was asked for. Answers
    /// the entry that told of it last, if it is the row of which that tells.
    pub fn hold_line(&mut self, row: &RequestLine, names: &impl Names, findings: &mut Findings) -> Result<Option<i64>> {
        self.line_count += 1;
        let (request, blind) = (row.request_id, names.blind());
        let name = || called_line(request, row.line_no, names);
        let lines = self.lines.entry(request).or_default();
        let Some(known) = lines.rows.get_mut(row.line_no) else {
            let wrong = match blind.about(request.0, NEVER).or_else(|| blind.any(NEVER)) {
                Some(seq) => unjudged_though(seq, "is in no other entry"),
                None => "is not in the log: it was inserted".to_owned(),
            };
            findings.add(name().finding(&wrong));
            return Ok(None);
        };
        known.seen = true;
        if let Some(seq) = blind.about(request.0, known.told) {
            findings.add(name().finding(&unjudged(seq)));
            return Ok(None);
        }
        // Whether it held its item when it was written tells the digest.
        let wrote = |holds| -> Result<bool> {
            let digest = match row.holds == holds {
                true => row_digest(row)?,
                false => row_digest(&RequestLine { holds, ..row.clone() })?,
            };
            Ok(known.sha256.is_some() && known.sha256 == self.printer.print(Some(digest)))
        };
        if !wrote(lines.written)? {
            if !wrote(!lines.written)? {
                let wrong = match blind.any(known.told) {
                    Some(seq) => unjudged_though(seq, "is not the row whose digest was logged last"),
                    None => "is not the row whose digest was logged: it was changed".to_owned(),
                };
                findings.add(name().finding(&wrong));
                return Ok(None);
            }
            lines.written = !lines.written;
        }
        if holds(names.status(row.request_id), row.outcome, lines.written, lines.rewritten) != row.holds {
            let word = if row.holds { "holds its item, which it should not" } else { "does not hold its item" };
            findings.add(name().finding(word));
        }
        if !is_as_asked(row, (known.asked, known.sha256), &self.printer)? {
            let about = name().finding("is about another item than was asked for");
            findings.add(Finding { seq: Some(known.told), ..about });
        }
        Ok(Some(known.told))
    }

    /// Takes in that a row cannot be read.
    pub fn illegible(&mut self, register: Option<Register>, why: String, findings: &mut Findings) {
        self.illegible.insert(register);
        let table = register.map_or("request_lines", Register::as_str);
        findings.other(FindingKind::Register, format!("a row of {table} cannot be read: {why}"));
    }

    /// Names what the log knows and no table has.
    pub fn name_missing(&self, names: &impl Names, findings: &mut Findings) {
        let gone = |register: Option<Register>| match self.illegible.contains(&register) {
            true => "is in the log only: its row cannot be read or was deleted",
            false => "is in the log only: its row was deleted",
        };
        let rows = self.rows.iter().filter(|(_, row)| !row.seen);
        let rows = rows.map(|((register, key), row)| {
            called(*register, key, row.name.as_deref(), names).finding(gone(Some(*register)))
        });
        let lines = self.lines.iter().flat_map(|(id, lines)| {
            let missing = lines.rows.0.iter().filter(|(_, line)| !line.seen);
            missing.map(|(line_no, line)| {
                // The lines of a draft may have been written anew.
                let wrong = names.blind().about(id.0, line.told);
                let wrong =
                    wrong.map_or_else(|| gone(None).to_owned(), |seq| unjudged_though(seq, "is in the log only"));
                called_line(*id, *line_no, names).finding(&wrong)
            })
        });
        let mut missing: Vec<Finding> = rows.chain(lines).collect();
        missing.sort_by(|one, other| (&one.request, &one.reason).cmp(&(&other.request, &other.reason)));
        missing.into_iter().for_each(|finding| findings.add(finding));
    }
}

/// Whether a line is about the item that was asked for: without what became of it, it is the line that was written then.
fn is_as_asked(row: &RequestLine, (asked, last): (Option<Print>, Option<Print>), printer: &Printer) -> Result<bool> {
    if asked.is_none() || asked == last {
        return Ok(true);
    }
    for holds in [false, true] {
        let blank = RequestLine {
            request_id: row.request_id,
            line_no: row.line_no,
            item_id: row.item_id,
            holds,
            outcome: LineOutcome::Pending,
            reason: None,
            condition: None,
            sealing: None,
            executed_by: None,
            second_id: None,
            executed_at: None,
        };
        if printer.print(Some(row_digest(&blank)?)) == asked {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a line holds its item: while its request holds items and the line is not carried out, or its refusal not
/// confirmed. A draft, and a request rewritten after it was returned, hold what they held when they were written.
fn holds(status: Option<RequestStatus>, outcome: LineOutcome, written: bool, rewritten: bool) -> bool {
    match status {
        None | Some(RequestStatus::Draft) => written,
        Some(RequestStatus::ReturnedForCorrection) if rewritten => written,
        Some(status) => status.holds_items() && matches!(outcome, LineOutcome::Pending | LineOutcome::Refused),
    }
}

/// Reads the registers and the lines of requests; answers false when nobody listens any more.
pub fn read_registers(conn: &mut Conn, send: &mut impl FnMut(RowBatch) -> bool) -> Result<bool> {
    let mut listened = true;
    for register in Register::ALL.iter().filter(|register| **register != Register::RequestSteps) {
        let mut out = Gather { rows: Vec::new(), listened: &mut listened, send: &mut *send, wrap: RowBatch::Registers };
        registers::walk(conn, *register, |row| out.take(row, Some(*register)))?;
        out.flush();
    }
    let mut out = Gather { rows: Vec::new(), listened: &mut listened, send: &mut *send, wrap: RowBatch::RequestSteps };
    registers::walk_steps(conn, |row| out.take(row, Some(Register::RequestSteps)))?;
    out.flush();
    let mut out = Gather { rows: Vec::new(), listened: &mut listened, send: &mut *send, wrap: RowBatch::RequestLines };
    registers::walk_lines(conn, |row| out.take(row, None))?;
    out.flush();
    Ok(listened)
}

/// Rows on their way out of the reading thread, in batches.
struct Gather<'g, T, S> {
    rows: Vec<T>,
    listened: &'g mut bool,
    send: &'g mut S,
    wrap: fn(Vec<T>) -> RowBatch,
}

impl<T, S: FnMut(RowBatch) -> bool> Gather<'_, T, S> {
    fn take(&mut self, row: Result<T>, register: Option<Register>) -> Result<()> {
        match row {
            Ok(row) => self.rows.push(row),
            Err(Error::Internal(why) | Error::Unreadable { cause: why, .. }) => {
                *self.listened = *self.listened && (self.send)(RowBatch::Illegible(register, first_line(&why)));
            }
            Err(error) => return Err(error),
        }
        if self.rows.len() as i64 >= CHUNK {
            self.flush();
        }
        Ok(())
    }

    fn flush(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        *self.listened = *self.listened && (rows.is_empty() || (self.send)((self.wrap)(rows)));
    }
}

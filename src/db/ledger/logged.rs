//! What the log says of the rows of a subject: the digests its entries gave last. A row that is to be changed is held
//! against them first, so that no ordinary operation washes away what was changed behind the program's back.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use diesel::prelude::*;
use indexmap::IndexMap;
use serde::Deserialize;
use uuid::Uuid;

use crate::audit::hash::from_hex;
use crate::audit::{Hash, Leaf, sha256};
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::Registered;
use crate::db::ledger::log;
use crate::db::ledger::survey::Survey;
use crate::db::schema::log_leaves;
use crate::error::{Error, Result};
use crate::model::ids::SubjectId;
use crate::model::ledger::event::{Action, SubjectEvent, WITHOUT_ROWS};
use crate::model::ledger::registers::{LineDigests, Register, RowDigest};

/// Digests that are kept in memory, about 100 bytes each; those of the subjects used longest ago go first.
const KEPT: usize = 50_000;

/// The rows of one subject as its entries leave them.
#[derive(Debug, Default)]
pub(in crate::db) struct Logged {
    /// Entries before this one have been taken in.
    upto: u64,
    rows: HashMap<(Register, String), Option<Hash>>,
    /// The row that the details of its entries give a digest of.
    own: Option<Hash>,
    lines: BTreeMap<i32, Option<Hash>>,
    /// An entry is not what was logged, so that nothing can be judged by it and those before.
    broken: bool,
}

/// What an entry tells of rows.
#[derive(Debug, Deserialize)]
pub(in crate::db) struct Told {
    subject_id: Uuid,
    #[serde(default)]
    rows: Vec<RowDigest>,
    #[serde(default)]
    lines: Option<LineDigests>,
    #[serde(default)]
    details: Option<ToldDetails>,
}

#[derive(Debug, Deserialize)]
struct ToldDetails {
    #[serde(default)]
    row_sha256: Option<String>,
}

impl Told {
    /// What an event of this program tells.
    pub fn by(event: SubjectEvent) -> Self {
        let row_sha256 = event.row_sha256().map(str::to_owned);
        let SubjectEvent { subject_id, rows, lines, .. } = event;
        Self { subject_id, rows, lines, details: Some(ToldDetails { row_sha256 }) }
    }

    /// The digest of a row of a register, if it is told.
    pub fn row(&self, register: Register, key: &str) -> Option<&str> {
        let found = self.rows.iter().find(|row| row.register == register && row.key == key);
        found.map(|row| row.sha256.as_str())
    }

    /// The digest of the subject's own row, if it is told.
    pub fn own(&self, subject: Uuid) -> Option<&str> {
        let details = self.details.as_ref().filter(|_| self.subject_id == subject);
        details.and_then(|details| details.row_sha256.as_deref())
    }
}

impl Logged {
    /// The digest of a row of a register; none when the log does not know the row, or is broken.
    pub fn row(&self, register: Register, key: &str) -> Option<Hash> {
        self.rows.get(&(register, key.to_owned())).copied().flatten().filter(|_| !self.broken)
    }

    /// The digest of the subject's own row.
    pub fn own(&self) -> Option<Hash> {
        self.own.filter(|_| !self.broken)
    }

    /// The digest of a line of the request.
    pub fn line(&self, line_no: i32) -> Option<Hash> {
        self.lines.get(&line_no).copied().flatten().filter(|_| !self.broken)
    }

    /// The numbers of the lines the request has.
    pub fn line_numbers(&self) -> impl Iterator<Item = i32> {
        self.lines.keys().copied()
    }

    /// Takes in what the next entry tells.
    pub fn enter(&mut self, told: Told) {
        for row in told.rows {
            self.rows.insert((row.register, row.key), from_hex(row.sha256.as_bytes()));
        }
        if let Some(lines) = told.lines {
            if lines.anew {
                self.lines.clear();
            }
            self.lines.extend(lines.rows.into_iter().map(|(no, sha256)| (no, from_hex(sha256.as_bytes()))));
        }
        if let Some(sha256) = told.details.and_then(|details| details.row_sha256) {
            self.own = from_hex(sha256.as_bytes());
        }
    }

    /// Reads on, up to the entry `before`.
    pub fn read(&mut self, conn: &mut Conn, subject: Uuid, before: u64) -> Result<()> {
        let mut from = i64::try_from(self.upto).map_err(Error::internal)?;
        let end = i64::try_from(before).map_err(Error::internal)?;
        loop {
            let entries = list_entries(conn, subject, from, end)?;
            let more = entries.len() == BATCH;
            for entry in entries {
                from = entry.seq.saturating_add(1);
                match entry.told() {
                    Some(told) => self.enter(told),
                    None => self.broken = true,
                }
            }
            if !more {
                self.upto = before;
                return Ok(());
            }
        }
    }

    fn len(&self) -> usize {
        self.rows.len() + self.lines.len() + 1
    }
}

/// Whether a row is the one whose digest the log gave last.
///
/// # Errors
/// Database errors.
pub(in crate::db) fn is_as_logged<R: Registered>(conn: &mut Conn, row: &R) -> Result<bool> {
    let (size, mut logged) = (log::size(conn)?, Logged::default());
    logged.read(conn, row.subject(), size)?;
    let digest = row.digest()?;
    Ok(logged.row(digest.register, &digest.key) == from_hex(digest.sha256.as_bytes()))
}

/// An entry about anything but an item.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = log_leaves)]
struct Entry {
    seq: i64,
    leaf: Vec<u8>,
    payload: Option<String>,
}

impl Entry {
    /// What it tells; none when the payload is not the one that was logged.
    fn told(&self) -> Option<Told> {
        let payload = whole_payload(&self.leaf, self.payload.as_deref())?;
        serde_json::from_str(payload).ok()
    }
}

/// The payload, if it is the one the leaf was written for.
pub(in crate::db) fn whole_payload<'p>(leaf: &[u8], payload: Option<&'p str>) -> Option<&'p str> {
    let logged = Leaf::parse(leaf).ok()?.payload_sha256;
    payload.filter(|payload| sha256(payload.as_bytes()) == logged)
}

/// What was read of the log before, by subject. What this process commits is taken in at once; what others have written
/// since is read when it is needed.
#[derive(Debug, Default)]
pub(in crate::db) struct LoggedRows {
    /// Subjects in the order of their last use.
    subjects: IndexMap<Uuid, Logged>,
    digests: usize,
    /// The size of the log after this process's last commit.
    seen: u64,
    /// From this entry on everything was written by this process, and has been taken in.
    own_from: u64,
    /// The entries as they were when the program started, so that none is hidden afterwards.
    pub survey: Arc<Survey>,
}

impl LoggedRows {
    /// A change begins at a log of this size.
    pub fn begin(&mut self, size: u64) {
        if self.seen != size {
            (self.seen, self.own_from) = (size, size);
        }
    }

    /// What the entries before the change say of a subject's rows.
    pub fn of(&mut self, conn: &mut Conn, subject: Uuid) -> Result<&mut Logged> {
        let mut logged = self.subjects.shift_remove(&subject).unwrap_or_default();
        self.digests = self.digests.saturating_sub(logged.len());
        if logged.upto == 0 || logged.upto < self.own_from {
            logged.broken |= logged.upto == 0 && !self.survey.agrees(conn, subject)?;
            logged.read(conn, subject, self.seen)?;
        }
        self.digests += logged.len();
        while self.digests > KEPT
            && let Some((_, old)) = self.subjects.shift_remove_index(0)
        {
            self.digests = self.digests.saturating_sub(old.len());
        }
        Ok(self.subjects.entry(subject).or_insert(logged))
    }

    /// The change was committed, and with it what its entries told.
    pub fn commit(&mut self, told: Vec<Told>, size: u64) {
        for told in told {
            if let Some(logged) = self.subjects.get_mut(&told.subject_id) {
                let before = logged.len();
                logged.enter(told);
                self.digests = (self.digests + logged.len()).saturating_sub(before);
            }
        }
        self.seen = size;
    }
}

/// The next entries about a subject, at most [`BATCH`].
fn list_entries(conn: &mut Conn, subject: Uuid, from: i64, before: i64) -> Result<Vec<Entry>> {
    let within = log_leaves::seq.ge(from).and(log_leaves::seq.lt(before));
    Ok(on!(conn, c => log_leaves::table
        .filter(log_leaves::subject_id.eq(SubjectId(subject)))
        .filter(within)
        .filter(log_leaves::action.ne_all(WITHOUT_ROWS.map(Action::as_str)))
        .order(log_leaves::seq)
        .limit(BATCH as i64)
        .select(Entry::as_select())
        .load(c))?)
}

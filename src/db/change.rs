//! The only way to write: a change knows who makes it and when, and leaves one leaf in the log for every event.

use std::collections::HashMap;

use crate::audit::hash::from_hex;
use crate::audit::{Frontier, Hash, Leaf, leaf_hash, sha256};
use crate::db::engine::connection::{BATCH, Conn};
use crate::db::engine::digest::Registered;
use crate::db::engine::upkeep::Upkeep;
use crate::db::goods::items::{self, Item};
use crate::db::goods::movements::{self, Movement};
use crate::db::ledger::held::{Alteration, LoadedItem, find_altered};
use crate::db::ledger::log::{self, Head, LeafRow};
use crate::db::ledger::logged::{LoggedRows, Told};
use crate::db::oversight::deadlines::{self, Touched};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{AgencyId, ItemId, PersonId, RequestId, UserId, new_uuid};
use crate::model::ledger::event::{
    Action, BESIDE_FINDINGS, Circumstances, ItemAction, ItemEvent, SubjectEvent, WITHOUT_ROWS,
};
use crate::model::ledger::registers::{LineDigests, Register, RowDigest};
use crate::model::reason::{Reason, Refusal};
use crate::model::time::{SECOND, Time};

/// How far a clock may be behind the last entry and still be trusted, in microseconds.
pub const CLOCK_TOLERANCE: i64 = 10 * SECOND;

/// Who makes a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// The person; none for the program itself.
    pub user_id: Option<UserId>,
    /// The person's agency.
    pub agency_id: Option<AgencyId>,
    /// The human behind the account, where rules ask for it.
    pub person_id: Option<PersonId>,
}

impl Actor {
    /// The program itself, such as at set-up.
    pub const PROGRAM: Self = Self { user_id: None, agency_id: None, person_id: None };

    /// Whether it is this human, with whichever account.
    pub fn is(self, person: PersonId) -> bool {
        self.person_id == Some(person)
    }

    /// Names the person in every further line that is logged on behalf of the request or job under way.
    pub fn name_in_log(self) {
        let span = tracing::Span::current();
        span.record("user", self.user_id.map(tracing::field::display));
        span.record("agency", self.agency_id.map(tracing::field::display));
    }
}

impl From<&Viewer> for Actor {
    fn from(viewer: &Viewer) -> Self {
        let (user_id, person_id) = (Some(viewer.user_id), Some(viewer.person_id));
        Self { user_id, agency_id: Some(viewer.agency_id), person_id }
    }
}

/// Digests of rows that wait for their entry.
#[derive(Default)]
struct RowDigests {
    rows: Vec<RowDigest>,
    lines: Option<LineDigests>,
    /// Of the row that the entry's details give a digest of, as it was.
    before: Option<String>,
}

/// What is to be remembered of a change that was committed.
pub(in crate::db) struct Made {
    pub frontier: Frontier,
    pub told: Vec<Told>,
}

/// One change in the making. Nothing of it is visible until it is committed as a whole.
pub struct Change<'a> {
    pub(in crate::db) conn: &'a mut Conn,
    actor: Actor,
    now: Time,
    origin: &'a str,
    known: Frontier,
    /// Leaves in the log before the change.
    size: u64,
    frontier: Option<Frontier>,
    leaves: Vec<LeafRow>,
    movements: Vec<Movement>,
    items: Vec<Item>,
    item_index: HashMap<ItemId, usize>,
    /// Items as they were loaded, to be held against the log before they are written.
    loaded: Vec<LoadedItem>,
    /// Digests of the items that this change has put already.
    put: HashMap<ItemId, String>,
    /// What the log says of rows.
    pub(in crate::db) logged: &'a mut LoggedRows,
    /// What this change has told of rows itself.
    told: Vec<Told>,
    /// The row on account of which the change is refused.
    pub(in crate::db) alteration: Option<Alteration>,
    /// Digests of rows that were written, until the entry about their subject takes them along.
    kept: HashMap<uuid::Uuid, RowDigests>,
    /// What is not changed until a finding about it is answered, with how people call it; none while it is not known.
    pub(in crate::db) barred: Option<HashMap<uuid::Uuid, String>>,
    /// What clocks may be about.
    touched: Touched,
    recorded: u64,
    abandoned: bool,
}

impl<'a> Change<'a> {
    /// A change to a log that ends at `head`, by a clock that says `now`. Time in the log never runs backwards: within
    /// [`CLOCK_TOLERANCE`] a clock that was set back, or the one of another node, is taken to stand still.
    ///
    /// # Errors
    /// [`Reason::ClockBehind`] when the clock says much less than the last entry.
    pub(in crate::db) fn new(
        conn: &'a mut Conn,
        actor: Actor,
        now: Time,
        origin: &'a str,
        known: Frontier,
        head: Head,
        logged: &'a mut LoggedRows,
    ) -> Result<Self> {
        let last = head.logged_at.unwrap_or(now);
        if now.plus(CLOCK_TOLERANCE) < last {
            let refusal = Refusal::new(Reason::ClockBehind);
            return Err(refusal.with("last", last.to_china_text()).with("now", now.to_china_text()).into());
        }
        logged.begin(head.size);
        Ok(Self {
            conn,
            actor,
            now: now.max(last),
            origin,
            known,
            size: head.size,
            frontier: None,
            leaves: Vec::new(),
            movements: Vec::new(),
            items: Vec::new(),
            item_index: HashMap::new(),
            loaded: Vec::new(),
            put: HashMap::new(),
            logged,
            told: Vec::new(),
            alteration: None,
            kept: HashMap::new(),
            barred: (!head.findings_open).then(HashMap::new),
            touched: Touched::default(),
            recorded: 0,
            abandoned: false,
        })
    }

    /// When the change is made.
    pub const fn now(&self) -> Time {
        self.now
    }

    /// Who makes it.
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// A new identifier, ordered by the time of the change.
    pub fn new_id<T: From<uuid::Uuid>>(&self) -> T {
        T::from(new_uuid(self.now))
    }

    /// The connection, for queries.
    pub fn reader(&mut self) -> &mut Conn {
        self.conn
    }

    /// What holds no facts of custody, written within this change.
    pub fn upkeep(&mut self) -> Upkeep<'_> {
        Upkeep::new(self.conn, self.now)
    }

    /// Ends the change without writing anything, such as when an earlier call with the same key already made it.
    pub fn abandon(&mut self) {
        self.abandoned = true;
    }

    /// Records that something happened to anything but an item.
    pub fn record(
        &mut self,
        action: Action,
        subject_id: impl Into<uuid::Uuid>,
        details: serde_json::Value,
    ) -> Result<()> {
        let subject_id = subject_id.into();
        if !BESIDE_FINDINGS.contains(&action) && !WITHOUT_ROWS.contains(&action) {
            self.check_barred(subject_id)?;
        }
        let RowDigests { rows, lines, before } = self.kept.remove(&subject_id).unwrap_or_default();
        let event = SubjectEvent { action, subject_id, details, rows, lines, before_sha256: before };
        let payload = serde_json::to_string(&event).map_err(Error::internal)?;
        self.append(action.as_str(), payload, None, Some(event.subject_id))?;
        self.touched.note_entry(action, subject_id);
        self.told.push(Told::by(event));
        Ok(())
    }

    /// Notes the digest of a row as it was written, and of the one it replaced.
    pub(in crate::db) fn note_digest(&mut self, row: &impl Registered, before: Option<String>) -> Result<()> {
        self.keep(row.subject(), RowDigest { before: Some(before), ..row.digest()? });
        Ok(())
    }

    /// Keeps the digest of a row for the next entry about its subject.
    pub(in crate::db) fn keep(&mut self, subject: uuid::Uuid, digest: RowDigest) {
        self.kept.entry(subject).or_default().rows.push(digest);
    }

    /// The digest of a row that this change itself has told of last.
    pub(in crate::db) fn told_row(&self, register: Register, key: &str) -> Option<Hash> {
        let told = self.told.iter().rev().find_map(|told| told.row(register, key));
        told.and_then(|sha256| from_hex(sha256.as_bytes()))
    }

    /// The same of a subject's own row.
    pub(in crate::db) fn told_own(&self, subject: uuid::Uuid) -> Option<Hash> {
        let told = self.told.iter().rev().find_map(|told| told.own(subject));
        told.and_then(|sha256| from_hex(sha256.as_bytes()))
    }

    /// Refuses the change because of a row, and keeps what is to be told of it.
    pub(in crate::db) fn refuse_altered(&mut self, alteration: Alteration) -> Error {
        let refusal = Refusal::new(Reason::RecordAltered).with("what", &alteration.what);
        self.alteration = Some(alteration);
        refusal.into()
    }

    /// Notes the digest that a subject's own row had; for its next entry.
    pub(in crate::db) fn note_before(&mut self, subject: uuid::Uuid, sha256: String) {
        self.kept.entry(subject).or_default().before = Some(sha256);
    }

    /// Notes the digests that lines of a request had; for its next entry.
    pub(in crate::db) fn note_lines_before(&mut self, id: RequestId, rows: Vec<(i32, String)>) {
        self.lines_of(id).before.extend(rows);
    }

    /// Notes the digest of a request's line as it was written; see [`Change::note_digest`].
    pub(in crate::db) fn note_line_digest(&mut self, id: RequestId, line_no: i32, sha256: String) {
        self.lines_of(id).rows.push((line_no, sha256));
    }

    /// Notes that the lines a request had are gone; see [`Change::note_digest`].
    pub(in crate::db) fn forget_lines(&mut self, id: RequestId) {
        let lines = self.lines_of(id);
        lines.anew = true;
        lines.rows.clear();
    }

    fn lines_of(&mut self, id: RequestId) -> &mut LineDigests {
        let none = || LineDigests { request_id: id, anew: false, rows: Vec::new(), before: Vec::new() };
        self.kept.entry(id.0).or_default().lines.get_or_insert_with(none)
    }

    /// Puts an item into a new state and records it; `before` is the row as it was loaded, `None` for a new item.
    pub fn put_item(
        &mut self,
        before: Option<&Item>,
        mut item: Item,
        action: ItemAction,
        circumstances: Circumstances,
    ) -> Result<()> {
        self.check_barred(item.id.0)?;
        item.version += 1;
        let before_sha256 = before.map(|before| self.note_loaded(before)).transpose()?;
        let event = ItemEvent {
            action,
            item_id: item.id,
            code: item.code.clone(),
            before: before.map(Item::facts),
            after: item.facts(),
            circumstances,
            row_sha256: item.row_sha256()?,
            before_sha256,
        };
        let payload = serde_json::to_string(&event).map_err(Error::internal)?;
        let (seq, hash) = self.append(action.as_str(), payload, Some(&item), None)?;
        item.last_leaf_hash = hash;
        self.put.insert(item.id, event.row_sha256.clone());
        self.touched.note_item(before, &item);
        if action.is_movement() {
            self.movements.push(Movement::of(&event, seq, item.version, self.actor.user_id, self.now));
        }
        match self.item_index.get(&item.id).and_then(|at| self.items.get_mut(*at)) {
            Some(waiting) => *waiting = item,
            None => {
                self.item_index.insert(item.id, self.items.len());
                self.items.push(item);
            }
        }
        if self.leaves.len() >= BATCH {
            self.flush()?;
        }
        Ok(())
    }

    /// Notes an item that is about to be replaced; answers its digest.
    fn note_loaded(&mut self, before: &Item) -> Result<String> {
        let sha256 = before.row_sha256()?;
        match self.put.get(&before.id) {
            None => self.loaded.push(LoadedItem::of(before, sha256.clone())),
            Some(own) if *own != sha256 => return Err(Error::internal("an item was loaded before the change put it")),
            Some(_) => {}
        }
        Ok(sha256)
    }

    /// Writes what has been put and recorded so far, so that later statements of the same change can see it.
    ///
    /// # Errors
    /// [`Reason::RecordAltered`] for an item that is not what the log says.
    pub fn flush(&mut self) -> Result<()> {
        let loaded = std::mem::take(&mut self.loaded);
        if let Some(alteration) = find_altered(self.conn, &loaded)? {
            return Err(self.refuse_altered(alteration));
        }
        items::put(self.conn, &self.items)?;
        movements::insert(self.conn, &self.movements)?;
        log::insert(self.conn, &self.leaves)?;
        self.items.clear();
        self.item_index.clear();
        self.movements.clear();
        self.leaves.clear();
        Ok(())
    }

    /// Writes the rest; none when there is nothing to commit.
    pub(in crate::db) fn finish(&mut self) -> Result<Option<Made>> {
        if self.abandoned && self.recorded == 0 {
            return Ok(None);
        }
        if self.recorded == 0 {
            return Err(Error::internal("a change was made without a record in the audit log"));
        }
        if !self.kept.is_empty() {
            return Err(Error::internal("a row was written without an entry about its subject in the audit log"));
        }
        self.flush()?;
        deadlines::settle(self.conn, &self.touched, self.now)?;
        let told = std::mem::take(&mut self.told);
        Ok(self.frontier.take().map(|frontier| Made { frontier, told }))
    }

    pub(in crate::db) fn append(
        &mut self,
        action: &str,
        payload: String,
        item: Option<&Item>,
        subject_id: Option<uuid::Uuid>,
    ) -> Result<(i64, Vec<u8>)> {
        let now = self.now;
        let actor = self.actor;
        let frontier = match &mut self.frontier {
            Some(frontier) => frontier,
            slot => slot.insert(log::frontier(self.conn, &self.known, self.size)?),
        };
        let seq = frontier.size();
        let mut salt = [0; 16];
        aws_lc_rs::rand::fill(&mut salt).map_err(Error::internal)?;
        let item_seq = item.map(|item| item.version);
        let previous = match item {
            Some(item) if item.version > 1 => Some(item.last_leaf_hash.as_slice().try_into().map_err(Error::internal)?),
            _ => None,
        };
        let bytes = Leaf {
            log: self.origin,
            seq,
            ts_utc: now.0,
            actor_id: actor.user_id.map(|id| id.0),
            actor_unit: actor.agency_id.map(|id| id.0),
            action,
            item_id: item.map(|item| item.id.0),
            item_seq: item_seq.map(|seq| u64::from(seq.unsigned_abs())),
            prev_item_leaf_hash: previous,
            payload_sha256: sha256(payload.as_bytes()),
            salt,
        }
        .to_bytes()
        .map_err(Error::internal)?;
        let hash = leaf_hash(&bytes);
        let nodes = frontier.append(hash).into_bytes();
        let seq = i64::try_from(seq).map_err(Error::internal)?;
        self.leaves.push(LeafRow {
            seq,
            logged_at: now,
            action: action.to_owned(),
            actor_id: actor.user_id,
            actor_agency_id: actor.agency_id,
            item_id: item.map(|item| item.id),
            item_seq,
            subject_id: subject_id.map(Into::into),
            leaf: bytes,
            payload: Some(payload),
            nodes,
        });
        self.recorded += 1;
        Ok((seq, hash.to_vec()))
    }
}

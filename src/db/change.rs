//! The only way to write: a change knows who makes it and when, and leaves one leaf in the log for every event.

use std::collections::HashMap;

use crate::audit::{Frontier, Leaf, leaf_hash, sha256};
use crate::db::engine::connection::{BATCH, Conn};
use crate::db::engine::digest::Registered;
use crate::db::engine::upkeep::Upkeep;
use crate::db::goods::items::{self, Item};
use crate::db::goods::movements::{self, Movement};
use crate::db::ledger::log::{self, Head, LeafRow};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{AgencyId, ItemId, RequestId, UserId};
use crate::model::ledger::event::{Action, Circumstances, ItemAction, ItemEvent, SubjectEvent};
use crate::model::ledger::registers::{LineDigests, RowDigest};
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
}

impl Actor {
    /// The program itself, such as at set-up.
    pub const PROGRAM: Self = Self { user_id: None, agency_id: None };

    /// Names the person in every further line that is logged on behalf of the request or job under way.
    pub fn name_in_log(self) {
        let span = tracing::Span::current();
        span.record("user", self.user_id.map(tracing::field::display));
        span.record("agency", self.agency_id.map(tracing::field::display));
    }
}

impl From<&Viewer> for Actor {
    fn from(viewer: &Viewer) -> Self {
        Self { user_id: Some(viewer.user_id), agency_id: Some(viewer.agency_id) }
    }
}

/// Digests of rows that wait for their entry.
#[derive(Default)]
struct RowDigests {
    rows: Vec<RowDigest>,
    lines: Option<LineDigests>,
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
    /// Digests of rows that were written, until the entry about their subject takes them along.
    kept: HashMap<uuid::Uuid, RowDigests>,
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
    ) -> Result<Self> {
        let last = head.logged_at.unwrap_or(now);
        if now.plus(CLOCK_TOLERANCE) < last {
            let refusal = Refusal::new(Reason::ClockBehind);
            return Err(refusal.with("last", last.to_china_text()).with("now", now.to_china_text()).into());
        }
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
            kept: HashMap::new(),
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
        let RowDigests { rows, lines } = self.kept.remove(&subject_id).unwrap_or_default();
        let event = SubjectEvent { action, subject_id, details, rows, lines };
        let payload = serde_json::to_string(&event).map_err(Error::internal)?;
        self.append(action.as_str(), payload, None, Some(event.subject_id))?;
        Ok(())
    }

    /// Notes the digest of a row as it was written, for the entry about its subject that must follow.
    pub(in crate::db) fn note_digest(&mut self, row: &impl Registered) -> Result<()> {
        self.kept.entry(row.subject()).or_default().rows.push(row.digest()?);
        Ok(())
    }

    /// Notes the digest of a request's line as it was written; see [`Change::note_digest`].
    pub(in crate::db) fn note_line_digest(&mut self, id: RequestId, line_no: i32, sha256: String) {
        self.lines_of(id).rows.push((line_no, sha256));
    }

    /// Notes that the lines a request had are gone; see [`Change::note_digest`].
    pub(in crate::db) fn forget_lines(&mut self, id: RequestId) {
        *self.lines_of(id) = LineDigests { request_id: id, anew: true, rows: Vec::new() };
    }

    fn lines_of(&mut self, id: RequestId) -> &mut LineDigests {
        let none = || LineDigests { request_id: id, anew: false, rows: Vec::new() };
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
        item.version += 1;
        let event = ItemEvent {
            action,
            item_id: item.id,
            code: item.code.clone(),
            before: before.map(Item::facts),
            after: item.facts(),
            circumstances,
            row_sha256: item.row_sha256()?,
        };
        let payload = serde_json::to_string(&event).map_err(Error::internal)?;
        let (seq, hash) = self.append(action.as_str(), payload, Some(&item), None)?;
        item.last_leaf_hash = hash;
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

    /// Writes what has been put and recorded so far, so that later statements of the same change can see it.
    pub fn flush(&mut self) -> Result<()> {
        items::put(self.conn, &self.items)?;
        movements::insert(self.conn, &self.movements)?;
        log::insert(self.conn, &self.leaves)?;
        self.items.clear();
        self.item_index.clear();
        self.movements.clear();
        self.leaves.clear();
        Ok(())
    }

    pub(in crate::db) fn finish(mut self) -> Result<Option<Frontier>> {
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
        Ok(self.frontier)
    }

    fn append(
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

/// A UUIDv7 of a given time.
pub fn new_uuid(now: Time) -> uuid::Uuid {
    let micros = u64::try_from(now.0).unwrap_or(0);
    let nanos = u32::try_from(micros % 1_000_000 * 1_000).unwrap_or(0);
    uuid::Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, micros / 1_000_000, nanos))
}

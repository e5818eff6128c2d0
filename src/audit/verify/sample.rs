//! A small log as a program would write it, to be tampered with.

use crate::audit::hash::{Hash, leaf_hash, sha256};
use crate::audit::leaf::Leaf;
use crate::audit::tree::Frontier;
use crate::audit::verify::{Entry, LogChecker, Problem, Report};
use std::collections::HashMap;
use uuid::Uuid;

pub const ORIGIN: &str = "custody.hebei.example/log1";
pub const SIZE: u64 = 100;
const ACTOR: Option<Uuid> = Some(Uuid::from_u128(500));

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub seq: u64,
    pub at_micros: i64,
    pub action: String,
    pub actor_id: Option<Uuid>,
    pub item_id: Option<Uuid>,
    pub item_seq: Option<u64>,
    pub leaf: Vec<u8>,
    pub payload: Option<Vec<u8>>,
    pub nodes: Vec<u8>,
}

impl Row {
    pub fn entry(&self) -> Entry<'_> {
        Entry {
            seq: self.seq,
            at_micros: self.at_micros,
            action: &self.action,
            actor_id: self.actor_id,
            actor_unit: None,
            item_id: self.item_id,
            item_seq: self.item_seq,
            leaf: &self.leaf,
            payload: self.payload.as_deref(),
            nodes: &self.nodes,
        }
    }
}

/// A log as a program would write it, of seven items and now and then an entry of none.
#[derive(Default)]
pub struct Log {
    pub rows: Vec<Row>,
    pub frontier: Frontier,
    pub tails: HashMap<Uuid, (u64, Hash)>,
    pub checkpoints: Vec<(u64, Hash)>,
}

impl Log {
    pub fn of(size: u64) -> Self {
        let mut log = Self::default();
        for seq in 0..size {
            let item = (seq % 8 != 7).then(|| Uuid::from_u128(u128::from(seq * seq % 7) + 1));
            log.append(item, "item_moved");
        }
        log
    }

    pub fn append(&mut self, item_id: Option<Uuid>, action: &str) {
        let seq = self.frontier.size();
        let payload = format!(r#"{{"place":"A-{seq}"}}"#).into_bytes();
        let tail = item_id.and_then(|id| self.tails.get(&id).copied());
        let item_seq = item_id.map(|_| tail.map_or(1, |(last, _)| last + 1));
        let leaf = Leaf {
            log: ORIGIN,
            seq,
            ts_utc: 1_685_600_000_000_000 + seq as i64,
            actor_id: ACTOR,
            actor_unit: None,
            action,
            item_id,
            item_seq,
            prev_item_leaf_hash: tail.map(|(_, hash)| hash),
            payload_sha256: sha256(&payload),
            salt: [seq as u8; 16],
        };
        let bytes = leaf.to_bytes().unwrap();
        let hash = leaf_hash(&bytes);
        if let (Some(id), Some(item_seq)) = (item_id, item_seq) {
            self.tails.insert(id, (item_seq, hash));
        }
        self.rows.push(Row {
            seq,
            at_micros: leaf.ts_utc,
            action: action.into(),
            actor_id: ACTOR,
            item_id,
            item_seq,
            leaf: bytes,
            payload: Some(payload),
            nodes: self.frontier.append(hash).into_bytes(),
        });
        if self.frontier.size().is_multiple_of(10) {
            self.checkpoints.push((self.frontier.size(), self.frontier.root()));
        }
    }

    pub fn check(&self) -> Report {
        let mut checker = LogChecker::new(ORIGIN);
        for (size, root) in &self.checkpoints {
            checker.expect_checkpoint(*size, *root);
        }
        for row in &self.rows {
            checker.check(&row.entry());
        }
        checker.finish()
    }

    pub fn found(&self) -> Vec<(u64, Problem)> {
        let report = self.check();
        report.findings.into_iter().map(|f| (f.seq, f.problem)).collect()
    }

    pub fn replace(&mut self, at: usize, from: &str, to: &str) {
        let row = &mut self.rows[at];
        let text = String::from_utf8(row.leaf.clone()).unwrap();
        row.leaf = text.replacen(from, to, 1).into_bytes();
        assert_ne!(row.leaf, text.into_bytes());
    }
}

/// A sound log with one change made to it.
pub fn after(change: impl FnOnce(&mut Log)) -> Log {
    let mut log = Log::of(SIZE);
    change(&mut log);
    log
}

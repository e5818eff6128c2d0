//! Every kind of tampering, each on its own, is found, is named, and stays one or a few findings.

use super::sample::{Log, ORIGIN, Row, SIZE, after};
use super::*;
use crate::audit::checkpoint::{LogKey, open, sign};
use crate::audit::leaf::LeafError;
use crate::audit::tree::Frontier;
use proptest::prelude::*;

fn item(log: &Log, seq: usize) -> Option<Uuid> {
    log.rows[seq].item_id
}

#[test]
fn a_sound_log_is_clean() {
    for size in [0, 1, 2, 7, 64, SIZE] {
        let log = Log::of(size);
        let report = log.check();
        assert!(report.is_clean(), "{:?}", report.findings);
        assert_eq!((report.size, report.root), (size, Some(log.frontier.root())));
        assert_eq!(report.checkpoints_matched, size / 10);
    }
}

#[test]
fn the_last_entry_of_each_item_is_known() {
    let log = Log::of(SIZE);
    let mut checker = LogChecker::new(ORIGIN);
    assert_eq!(checker.last_of(Uuid::from_u128(1)), None);
    let row = &log.rows[0];
    checker.check(&row.entry());
    assert_eq!(checker.last_of(Uuid::from_u128(1)), Some((1, leaf_hash(&row.leaf))));
    assert_eq!(checker.items().collect::<Vec<_>>(), [(Uuid::from_u128(1), 1)]);
    assert_eq!(checker.finish().payloads_missing, 0);
}

#[test]
fn a_missing_payload_is_counted_and_leaves_the_tree_whole() {
    let report = after(|log| log.rows[57].payload = None).check();
    assert!(report.is_clean());
    assert_eq!(report.payloads_missing, 1);
}

#[test]
fn an_edited_leaf_is_one_finding_that_names_item_and_row() {
    for at in [0, 41, 42, 50, 95, 99] {
        let log = after(|log| log.replace(at, "item_moved", "item_taken"));
        let report = log.check();
        assert_eq!(report.findings.len(), 2, "{:?}", report.findings);
        assert_eq!(report.findings[0].problem, Problem::LeafHash);
        assert_eq!(report.findings[1].problem, Problem::Column { column: "action" });
        assert!(report.findings.iter().all(|f| f.seq == at as u64 && f.item_id == item(&log, at)));
        assert_eq!(report.checkpoints_matched, SIZE / 10, "the stored hash carries on");
        let both = after(|log| {
            log.replace(at, "item_moved", "item_taken");
            log.rows[at].action = "item_taken".into();
        });
        assert_eq!(both.found(), [(at as u64, Problem::LeafHash)]);
        let broken = after(|log| log.rows[at].leaf.clear()).found();
        assert_eq!(broken, [(at as u64, Problem::Unreadable(LeafError::Spelling(0)))]);
    }
}

#[test]
fn a_leaf_edited_with_its_hash_is_found_where_the_tree_and_the_item_meet_it() {
    let log = after(|log| {
        log.replace(40, "item_moved", "item_taken");
        let row = &mut log.rows[40];
        row.action = "item_taken".into();
        row.nodes[..HASH_LEN].copy_from_slice(&leaf_hash(&row.leaf));
    });
    let next = log.rows.iter().skip(41).position(|row| row.item_id == item(&log, 40)).unwrap() as u64 + 41;
    let found = log.found();
    assert_eq!(found, [(41, Problem::Nodes { from: 40 }), (next, Problem::ItemChain { previous: 40 }),]);
}

#[test]
fn a_leaf_edited_with_all_hashes_is_found_by_the_checkpoints_and_its_item() {
    let mut log = after(|log| {
        log.replace(40, "item_moved", "item_taken");
        log.rows[40].action = "item_taken".into();
    });
    let mut frontier = Frontier::empty();
    for row in &mut log.rows {
        row.nodes = frontier.append(leaf_hash(&row.leaf)).into_bytes();
    }
    let found = log.found();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(matches!(found[0].1, Problem::ItemChain { previous: 40 }));
    let rewritten = Problem::Checkpoint { after: 40, last: 100, count: 6 };
    assert_eq!(found[1], (50, rewritten));
}

#[test]
fn an_edited_payload_is_one_finding() {
    let log = after(|log| log.rows[57].payload = Some(b"{}".to_vec()));
    assert_eq!(log.found(), [(57, Problem::Payload)]);
    assert_eq!(log.check().findings[0].item_id, item(&log, 57));
}

#[test]
fn edited_nodes_are_one_finding() {
    for (row, nodes) in Log::of(SIZE).rows.iter().map(|row| (row.seq, row.nodes.len())) {
        for level in 0..nodes / HASH_LEN {
            let found = after(|log| log.rows[row as usize].nodes[level * HASH_LEN] ^= 1).found();
            let expected = match level {
                0 => Problem::LeafHash,
                _ => Problem::Nodes { from: row + 1 - (1 << level) },
            };
            assert_eq!(found, [(row, expected)]);
        }
    }
    let short = after(|log| log.rows[31].nodes.truncate(HASH_LEN)).found();
    assert_eq!(short, [(31, Problem::NodeCount { expected: 6 })]);
    let none = after(|log| log.rows[30].nodes.clear()).found();
    assert_eq!(none, [(30, Problem::NodeCount { expected: 1 })]);
}

#[test]
fn an_edited_column_is_one_finding() {
    let other = Some(Uuid::from_u128(99));
    let found = |change: fn(&mut Row)| after(|log| change(&mut log.rows[57])).found();
    let column = |column| vec![(57, Problem::Column { column })];
    assert_eq!(found(|row| row.at_micros += 1), column("logged_at"));
    assert_eq!(found(|row| row.action = "item_lost".into()), column("action"));
    assert_eq!(found(|row| row.actor_id = None), column("actor_id"));
    assert_eq!(found(|row| row.item_seq = Some(500)), column("item_seq"));
    let log = after(|log| log.rows[57].item_id = other);
    assert_eq!(log.found(), column("item_id"));
    assert_eq!(log.check().findings[0].item_id, item(&Log::of(SIZE), 57), "the leaf's item");
}

#[test]
fn a_missing_row_is_named_and_so_is_its_item() {
    for at in [0, 1, 40, 41, 63, 95] {
        let log = after(|log| drop(log.rows.remove(at)));
        let found = log.found();
        let to = at as u64;
        assert_eq!(found[0], (to, Problem::Missing { to }));
        let item = item(&Log::of(SIZE), at);
        let gaps = log.check().findings.into_iter().skip(1);
        for gap in gaps {
            assert_eq!(gap.item_id, item);
            assert!(matches!(gap.problem, Problem::ItemSeq { .. }), "{gap}");
        }
        assert!(found.len() <= 2, "{found:?}");
    }
    let many = after(|log| drop(log.rows.drain(20..75))).found();
    assert_eq!(many[0], (20, Problem::Missing { to: 74 }));
    assert!(many.len() <= 8, "once, and once for each item: {many:?}");
}

#[test]
fn a_missing_row_with_the_rest_renumbered_is_a_few_findings() {
    let found = after(|log| {
        log.rows.remove(40);
        log.rows.iter_mut().skip(40).for_each(|row| row.seq -= 1);
    })
    .found();
    assert_eq!(found[0], (40, Problem::Place { leaf_seq: 41 }));
    assert!(found.len() <= 4, "{found:?}");
}

#[test]
fn an_inserted_row_is_a_few_findings() {
    let found = after(|log| {
        let mut extra = Log::of(41).rows.remove(40);
        extra.leaf = String::from_utf8(extra.leaf).unwrap().replace("item_moved", "item_taken").into_bytes();
        extra.action = "item_taken".into();
        extra.nodes = leaf_hash(&extra.leaf).to_vec();
        log.rows.iter_mut().skip(40).for_each(|row| row.seq += 1);
        log.rows.insert(40, extra);
    })
    .found();
    assert!(found.contains(&(41, Problem::Place { leaf_seq: 40 })), "{found:?}");
    assert!(found.len() <= 5, "{found:?}");
}

#[test]
fn swapped_rows_are_both_named() {
    let found = after(|log| {
        log.rows.swap(40, 57);
        (log.rows[40].seq, log.rows[57].seq) = (40, 57);
    })
    .found();
    assert!(found.contains(&(40, Problem::Place { leaf_seq: 57 })), "{found:?}");
    assert!(found.contains(&(57, Problem::Place { leaf_seq: 40 })), "{found:?}");
    assert!(found.len() <= 5, "{found:?}");
}

#[test]
fn a_row_that_comes_twice_is_found() {
    let found = after(|log| log.rows.insert(41, log.rows[40].clone())).found();
    assert_eq!(found[0], (40, Problem::Order { expected: 41 }));
    assert!(found.len() <= 3, "{found:?}");
}

#[test]
fn a_deleted_tail_is_found() {
    let found = after(|log| log.rows.truncate(73)).found();
    assert_eq!(found, [(73, Problem::TailMissing { size: 73, signed: 100 })]);
    let nothing = after(|log| log.rows.clear()).found();
    assert_eq!(nothing, [(0, Problem::TailMissing { size: 0, signed: 100 })]);
}

#[test]
fn a_wrong_checkpoint_is_one_finding() {
    let found = after(|log| log.checkpoints[4].1[0] ^= 1).found();
    assert_eq!(found, [(50, Problem::Checkpoint { after: 40, last: 50, count: 1 })]);
    let empty = after(|log| log.checkpoints.insert(0, (0, [0; 32]))).found();
    assert_eq!(empty.len(), 1);
}

#[test]
fn checkpoints_are_believed_only_with_the_right_key_and_origin() {
    let log = Log::of(SIZE);
    let (key, other) = (LogKey::generate(ORIGIN).unwrap(), LogKey::generate(ORIGIN).unwrap());
    let (size, root) = log.checkpoints[4];
    let text = sign(ORIGIN, size, &root, &key).unwrap();
    assert!(open(&text, key.verifier(), ORIGIN).is_ok());
    assert!(open(&text, other.verifier(), ORIGIN).is_err());
    assert!(open(&text, key.verifier(), "custody.elsewhere/log1").is_err());
}

#[test]
fn a_log_of_another_origin_is_found_and_findings_are_bounded() {
    let log = Log::of(1_500);
    let mut checker = LogChecker::new("custody.elsewhere/log1");
    for row in &log.rows {
        checker.check(&row.entry());
    }
    let report = checker.finish();
    assert!(matches!(report.findings[0].problem, Problem::Origin { .. }));
    assert_eq!((report.findings.len(), report.more_findings), (1_000, 500));
}

#[test]
fn a_finding_reads_as_a_sentence_and_travels_as_json() {
    let log = after(|log| log.rows[1].payload = Some(b"{}".to_vec()));
    let finding = log.check().findings.remove(0);
    let words = "the payload is not the one the leaf was written for";
    let id = "00000000-0000-0000-0000-000000000002";
    assert_eq!(finding.to_string(), format!("entry 1, item {id}: {words}"));
    let json = serde_json::to_string(&finding).unwrap();
    assert_eq!(json, format!(r#"{{"seq":1,"item_id":"{id}","reason":"{words}"}}"#));
}

#[derive(Clone, Debug)]
enum Part {
    Leaf,
    Payload,
    Nodes,
}

proptest! {
    #[test]
    fn any_changed_byte_is_found_and_named_and_stays_one_finding(
        part in prop_oneof![Just(Part::Leaf), Just(Part::Payload), Just(Part::Nodes)],
        (at, byte) in any::<(prop::sample::Index, prop::sample::Index)>(),
        change in 1_u8..,
    ) {
        let at = at.index(SIZE as usize);
        let log = after(|log| {
            let row = &mut log.rows[at];
            let bytes = match part {
                Part::Leaf => &mut row.leaf,
                Part::Payload => row.payload.as_mut().unwrap(),
                Part::Nodes => &mut row.nodes,
            };
            let byte = byte.index(bytes.len());
            bytes[byte] ^= change;
        });
        let report = log.check();
        prop_assert!(!report.is_clean());
        prop_assert!(report.findings.iter().all(|f| f.seq == at as u64), "{:?}", report.findings);
        prop_assert_eq!(report.checkpoints_matched, SIZE / 10);
    }

    #[test]
    fn any_mix_of_rows_is_checked_without_a_panic(
        rows in prop::collection::vec((0..SIZE as usize, 0..2 * SIZE), 0..150),
    ) {
        let log = Log::of(SIZE);
        let mixed = Log {
            rows: rows.into_iter().map(|(row, seq)| Row { seq, ..log.rows[row].clone() }).collect(),
            checkpoints: log.checkpoints.clone(),
            ..Log::default()
        };
        prop_assert!(!mixed.check().is_clean());
    }
}

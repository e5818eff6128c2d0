//! The bytes of a leaf: one spelling, read back whole, everything else refused.

use super::*;
use proptest::prelude::*;

const ITEM: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_00aa);

fn example() -> Leaf<'static> {
    Leaf {
        log: "custody.hebei.example/log1",
        seq: 57,
        ts_utc: 1_685_600_000_123_456,
        actor_id: Some(Uuid::from_u128(1)),
        actor_unit: None,
        action: "item_received",
        item_id: Some(ITEM),
        item_seq: Some(2),
        prev_item_leaf_hash: Some([0xab; 32]),
        payload_sha256: [0x01; 32],
        salt: [0xff; 16],
    }
}

fn text() -> String {
    String::from_utf8(example().to_bytes().unwrap()).unwrap()
}

#[test]
fn the_bytes_are_compact_json_in_the_fixed_order() {
    let expected = format!(
        concat!(
            r#"{{"v":1,"log":"custody.hebei.example/log1","seq":57,"ts_utc":"2023-06-01T06:13:20.123456Z","#,
            r#""actor_id":"00000000-0000-0000-0000-000000000001","actor_unit":null,"action":"item_received","#,
            r#""item_id":"01900000-0000-7000-8000-0000000000aa","item_seq":2,"prev_item_leaf_hash":"{}","#,
            r#""payload_sha256":"{}","salt":"{}"}}"#
        ),
        "ab".repeat(32),
        "01".repeat(32),
        "ff".repeat(16)
    );
    assert_eq!(text(), expected);
    let value: serde_json::Value = serde_json::from_str(&expected).unwrap();
    assert_eq!(value["v"], VERSION);
}

#[test]
fn any_other_spelling_is_refused() {
    let good = text();
    let changes = [
        ("{\"v\":1", "{\"v\":2"),
        ("{\"v\":1", "{ \"v\":1"),
        ("\"seq\":57", "\"seq\":057"),
        ("\"seq\":57", "\"seq\":-57"),
        ("\"seq\":57", "\"seq\":99999999999999999999"),
        ("\"seq\":57", "\"seq\":9223372036854775808"),
        ("2023-06-01T", "2023-06-31T"),
        ("06:13:20.", "06:13:60."),
        (".123456Z", ".12345Z"),
        ("0000000000aa\"", "0000000000AA\""),
        ("\"item_seq\":2", "\"item_seq\":1"),
        ("\"item_seq\":2", "\"item_seq\":0"),
        ("\"item_seq\":2", "\"item_seq\":null"),
        ("abab", "ABAB"),
        ("item_received", "item\\u005freceived"),
        ("item_received", ""),
        ("\"salt\"", "\"more\":1,\"salt\""),
        ("\"actor_unit\":null,", ""),
    ];
    for (from, to) in changes {
        let changed = good.replacen(from, to, 1);
        assert_ne!(changed, good, "{from}");
        assert!(Leaf::parse(changed.as_bytes()).is_err(), "{changed}");
    }
    assert!(Leaf::parse(format!("{good}\n").as_bytes()).is_err());
    assert!(Leaf::parse(b"").is_err());
    for end in 0..good.len() {
        assert!(Leaf::parse(&good.as_bytes()[..end]).is_err());
    }
}

#[test]
fn what_the_format_cannot_say_is_not_written() {
    let refused = |leaf: Leaf<'_>| leaf.to_bytes().unwrap_err();
    assert_eq!(refused(Leaf { log: "", ..example() }), LeafError::Text("log"));
    assert_eq!(refused(Leaf { action: "a\"b", ..example() }), LeafError::Text("action"));
    assert_eq!(refused(Leaf { action: "入库", ..example() }), LeafError::Text("action"));
    assert_eq!(refused(Leaf { ts_utc: i64::MAX, ..example() }), LeafError::Time);
    assert_eq!(refused(Leaf { ts_utc: -70_000_000_000_000_000, ..example() }), LeafError::Time);
    assert_eq!(refused(Leaf { seq: u64::MAX, ..example() }), LeafError::Seq);
    assert_eq!(refused(Leaf { item_seq: None, ..example() }), LeafError::Item);
    assert_eq!(refused(Leaf { item_seq: Some(1), ..example() }), LeafError::Item);
    assert_eq!(refused(Leaf { prev_item_leaf_hash: None, ..example() }), LeafError::Item);
}

fn item() -> impl Strategy<Value = (Option<Uuid>, Option<u64>, Option<Hash>)> {
    prop_oneof![
        Just((None, None, None)),
        any::<u128>().prop_map(|id| (Some(Uuid::from_u128(id)), Some(1), None)),
        (any::<u128>(), 2_u64.., any::<Hash>()).prop_map(|(id, seq, prev)| (
            Some(Uuid::from_u128(id)),
            Some(seq),
            Some(prev)
        )),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        (log, action) in ("[ !#-\\[\\]-~]{1,200}", "[a-z_]{1,40}"),
        (seq, ts_utc) in (0..=i64::MAX as u64, -62_167_219_200_000_000..=253_402_300_799_999_999_i64),
        (actor, unit) in (any::<Option<u128>>(), any::<Option<u128>>()),
        (item_id, item_seq, prev_item_leaf_hash) in item(),
        (payload_sha256, salt) in any::<(Hash, [u8; 16])>(),
    ) {
        let leaf = Leaf {
            log: &log, seq, ts_utc, action: &action, item_id, item_seq, prev_item_leaf_hash, payload_sha256, salt,
            actor_id: actor.map(Uuid::from_u128), actor_unit: unit.map(Uuid::from_u128),
        };
        let bytes = leaf.to_bytes().unwrap();
        prop_assert_eq!(Leaf::parse(&bytes).unwrap(), leaf);
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(value["log"].as_str(), Some(log.as_str()));
    }

    #[test]
    fn bytes_that_are_read_are_the_bytes_that_would_be_written(at in 0_usize..500, byte: u8) {
        let mut bytes = example().to_bytes().unwrap();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(leaf) = Leaf::parse(&bytes) {
            prop_assert_eq!(leaf.to_bytes().unwrap(), bytes);
        }
    }
}

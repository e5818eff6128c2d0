//! Codes survive people's writing; slips, foreign and forged codes are told apart; rubbish is only rubbish.

use super::*;
use proptest::prelude::*;

const REGION: u32 = 130_273;

fn key() -> LabelKey {
    LabelKey::from_bytes([7; 32])
}

fn code(serial: u32) -> LabelCode {
    LabelCode::issue(&key(), REGION, serial).unwrap()
}

fn reading(text: &str) -> Reading {
    read(text, &key(), REGION)
}

fn text(letters: &[u8]) -> String {
    String::from_utf8(letters.to_vec()).unwrap()
}

#[test]
fn a_typed_code_is_looked_for_as_it_is_stored() {
    assert_eq!(as_stored(" 3z7l-ooo ol4-jgt gw\n"), code(1).as_str());
    assert_eq!(as_stored("手机 a"), "手机A");
}

#[test]
fn a_code_has_its_form_for_ever() {
    // Labels are printed and stuck on: this line must never change.
    assert_eq!(code(1).as_str(), "3Z71000014JGTGW");
    assert_eq!((code(1).region(), code(1).serial()), (REGION, 1));
    let printed = code(1).grouped();
    let groups: Vec<usize> = printed.split('-').map(str::len).collect();
    assert_eq!(groups, [4, 5, 5, 1]);
    assert_eq!(printed.replace('-', ""), code(1).to_string());
}

#[test]
fn the_tag_is_the_keyed_hash_of_region_and_serial() {
    let mut message = b"custody-label-v1".to_vec();
    message.extend(REGION.to_be_bytes());
    message.extend(82_520_u32.to_be_bytes());
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &[7; 32]), &message);
    let first: [u8; 4] = tag.as_ref()[..4].try_into().unwrap();
    assert_eq!(code(82_520).tag(), u32::from_be_bytes(first) >> 7);
}

#[test]
fn the_check_weights_are_distinct() {
    let weights: Vec<u8> = std::iter::successors(Some(1), |w| Some(double(*w))).take(31).collect();
    let mut distinct = weights.clone();
    distinct.sort_unstable();
    assert_eq!(distinct, (1..32).collect::<Vec<u8>>());
    assert_eq!(double(weights[30]), 1);
}

#[test]
fn only_numbers_in_range_get_a_code() {
    let issue = |region, serial| LabelCode::issue(&key(), region, serial);
    assert_eq!(issue(REGION, 0), Err(LabelError::Serial));
    assert_eq!(issue(REGION, MAX_SERIAL + 1), Err(LabelError::Serial));
    assert_eq!(issue(0, 1), Err(LabelError::Region));
    assert_eq!(issue(1_000_000, 1), Err(LabelError::Region));
    assert_eq!(issue(999_999, MAX_SERIAL).unwrap().serial(), MAX_SERIAL);
}

#[test]
fn every_wrong_character_is_a_slip() {
    for serial in [1, 82_520, MAX_SERIAL] {
        let right = code(serial).0;
        for at in 0..CODE_LEN {
            for other in ALPHABET.iter().filter(|other| **other != right[at]) {
                let mut wrong = right;
                wrong[at] = *other;
                assert_eq!(reading(&text(&wrong)), Reading::Mistyped);
            }
        }
    }
}

#[test]
fn every_exchange_of_two_characters_is_a_slip() {
    for serial in (1..MAX_SERIAL).step_by(100_003) {
        let right = code(serial).0;
        for one in 0..CODE_LEN {
            for other in one + 1..CODE_LEN {
                let mut wrong = right;
                wrong.swap(one, other);
                if wrong != right {
                    assert_eq!(reading(&text(&wrong)), Reading::Mistyped);
                }
            }
        }
    }
}

#[test]
fn what_does_not_look_like_a_code_is_malformed() {
    let length = Reading::Malformed { reason: Malformed::Length };
    let character = Reading::Malformed { reason: Malformed::Character };
    let good = code(1).grouped();
    assert_eq!(reading(""), length);
    assert_eq!(reading(&good[1..]), length);
    assert_eq!(reading(&format!("{good}0")), length);
    assert_eq!(reading(&format!("{good}{}", " ".repeat(64))), length);
    assert_eq!(reading(&good.replacen('0', "U", 1)), character);
    assert_eq!(reading(&good.replacen('0', "零", 1)), character);
}

#[test]
fn a_serial_of_zero_is_forged_whatever_its_tag() {
    let zero = LabelCode::assemble(REGION, 0, key().tag(REGION, 0));
    assert_eq!(reading(zero.as_str()), Reading::Forged);
}

#[test]
fn a_key_survives_its_text_and_keeps_its_secret() {
    let key = LabelKey::generate().unwrap();
    assert_eq!(LabelKey::parse(&key.to_hex()).unwrap().bytes, key.bytes);
    assert_eq!(LabelKey::parse(&key.to_hex().to_uppercase()).unwrap().bytes, key.bytes);
    assert_eq!(format!("{key:?}"), "LabelKey(secret)");
    for wrong in ["", "00", &"g".repeat(64), &"0".repeat(65), &"+f".repeat(32)] {
        assert_eq!(LabelKey::parse(wrong).unwrap_err(), LabelError::Key);
    }
}

proptest! {
    #[test]
    fn a_genuine_code_is_read_however_it_is_written(
        region in 1..=MAX_REGION, serial in 1..=MAX_SERIAL, secret: [u8; 32], lower: bool, gaps in "[ -]{0,8}",
    ) {
        let key = LabelKey::from_bytes(secret);
        let code = LabelCode::issue(&key, region, serial).unwrap();
        prop_assert_eq!((code.region(), code.serial()), (region, serial));
        let mut written = format!("{gaps}{}{gaps}", code.grouped());
        written = written.replace('1', "l").replace('0', "O");
        if lower {
            written = written.to_lowercase();
        }
        prop_assert_eq!(read(&written, &key, region), Reading::Genuine(code));
        prop_assert_eq!(LabelCode::parse(code.as_str()), Ok(code));
        let other = region % MAX_REGION + 1;
        prop_assert_eq!(read(&written, &key, other), Reading::Foreign { region });
    }

    #[test]
    fn a_guessed_tag_is_forged(serial in 1..=MAX_SERIAL, tag in 0..=MAX_SERIAL) {
        prop_assume!(tag != key().tag(REGION, serial));
        let guess = LabelCode::assemble(REGION, serial, tag);
        prop_assert_eq!(reading(guess.as_str()), Reading::Forged);
        let of_another_key = LabelCode::issue(&LabelKey::from_bytes([8; 32]), REGION, serial).unwrap();
        prop_assume!(of_another_key != code(serial));
        prop_assert_eq!(reading(of_another_key.as_str()), Reading::Forged);
    }

    #[test]
    fn rubbish_is_only_rubbish(any in any::<String>(), near in "[0-9A-Za-z -]{10,20}") {
        for text in [any, near] {
            prop_assert!(!matches!(reading(&text), Reading::Genuine(_)));
        }
    }
}

//! Feeds the label code parser whatever libFuzzer comes up with, and holds it to what is promised of codes: it answers
//! anything without panicking, and as a second reading of the format does; what is issued is read back however it is
//! written; one wrong character or two exchanged ones are a slip; a tag that is not the key's is never genuine.
//!
//! `CUSTODY_FUZZ_FAULT` plants a fault in the second reading, which has to be found: see `scripts/fuzz.sh`.

#![no_main]

mod format;
#[path = "../../src/model/goods/label.rs"]
#[allow(dead_code)]
mod label;

/// What the parser's file uses of the program besides.
mod model {
    pub mod reason {
        pub enum Reason {
            LabelsExhausted,
        }

        pub struct Refusal;

        impl Refusal {
            pub const fn new(_: Reason) -> Self {
                Self
            }
        }
    }
}

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use aws_lc_rs::hmac;
use format::{Answer, Fault, Format, LETTERS};
use label::{CodeError, LabelCode, LabelKey, MAX_SERIAL, Malformed, Reading, read};
use libfuzzer_sys::fuzz_target;

const REGION: u32 = 130_273;
const SECRET: [u8; 32] = [7; 32];
/// Things that may stand between the characters of a code.
const GAPS: [char; 6] = ['-', ' ', '\t', '\u{a0}', '\u{2003}', '\u{3000}'];

static KEY: LazyLock<LabelKey> = LazyLock::new(|| LabelKey::from_bytes(SECRET));
static FORMAT: LazyLock<Format> = LazyLock::new(|| {
    let fault = std::env::var("CUSTODY_FUZZ_FAULT").ok();
    let fault = fault.map(|name| Fault::named(&name).unwrap_or_else(|| panic!("there is no fault {name}")));
    Format { key: hmac::Key::new(hmac::HMAC_SHA256, &SECRET), region: REGION, fault }
});

fuzz_target!(|input: &[u8]| {
    let Some((way, input)) = input.split_first() else { return };
    let answer = match way % 4 {
        0 => answer_to(&String::from_utf8_lossy(input)),
        1 => written_by_people(input),
        2 => damaged(input),
        _ => forged(input),
    };
    count(&answer);
});

/// Our own answer to a text, after it was held against the second reading and against itself.
fn answer_to(text: &str) -> Answer {
    let ours = match read(text, &KEY, REGION) {
        Reading::Genuine(code) => Answer::Genuine(code.as_str().to_owned()),
        Reading::Malformed { reason: Malformed::Length } => Answer::WrongLength,
        Reading::Malformed { reason: Malformed::Character } => Answer::WrongCharacter,
        Reading::Mistyped => Answer::Mistyped,
        Reading::Foreign { region } => Answer::Foreign(region),
        Reading::Forged => Answer::Forged,
    };
    assert_eq!(ours, FORMAT.read(text), "two readings of {text:?} differ");
    match LabelCode::parse(text) {
        Ok(code) => {
            assert_eq!(LabelCode::parse(code.as_str()), Ok(code), "{text:?}");
            assert_eq!(LabelCode::parse(&code.grouped()), Ok(code), "{text:?}");
            assert_eq!(code.grouped().replace('-', ""), code.to_string());
            let again = LabelCode::issue(&KEY, code.region(), code.serial());
            assert_eq!(matches!(ours, Answer::Genuine(_)), again == Ok(code) && code.region() == REGION, "{text:?}");
        }
        Err(CodeError::Mistyped) => assert_eq!(ours, Answer::Mistyped, "{text:?}"),
        Err(CodeError::Malformed(_)) => assert!(matches!(ours, Answer::WrongLength | Answer::WrongCharacter)),
    }
    ours
}

/// A genuine code in whatever case, with gaps, and with letters for the digits they look like.
fn written_by_people(input: &[u8]) -> Answer {
    let (code, input) = genuine(input);
    let mut text = String::new();
    let mut whims = input.iter().copied();
    for letter in code.as_str().chars() {
        let whim = whims.next().unwrap_or_default();
        if whim & 1 == 1 {
            text.push(GAPS[usize::from(whim >> 5) % GAPS.len()]);
        }
        let letter = match letter {
            '0' if whim & 2 == 2 => 'O',
            '1' if whim & 2 == 2 => ['I', 'L'][usize::from(whim >> 4 & 1)],
            other => other,
        };
        text.push(if whim & 4 == 4 { letter.to_ascii_lowercase() } else { letter });
    }
    let answer = answer_to(&text);
    if text.len() <= 64 {
        assert_eq!(answer, Answer::Genuine(code.to_string()), "issued, and written as {text:?}");
    }
    answer
}

/// A genuine code with characters changed, exchanged, lost and added; one change alone must be seen.
fn damaged(input: &[u8]) -> Answer {
    let (code, input) = genuine(input);
    let right: Vec<char> = code.as_str().chars().collect();
    let mut wrong = right.clone();
    let damages = input.chunks_exact(3);
    let count = damages.len();
    let mut same_length = true;
    for damage in damages {
        let [what, one, other] = [0, 1, 2].map(|at| usize::from(damage[at]));
        let at = one % wrong.len().max(1);
        let letter = LETTERS.chars().nth(other % 32).unwrap_or_default();
        match what % 4 {
            0 | 1 if wrong.is_empty() => {}
            0 => wrong[at] = letter,
            1 => {
                let other = other % wrong.len();
                wrong.swap(at, other);
            }
            2 if wrong.len() > 1 => {
                wrong.remove(at);
                same_length = false;
            }
            _ => {
                wrong.insert(at, letter);
                same_length = false;
            }
        }
    }
    let answer = answer_to(&wrong.iter().collect::<String>());
    if count == 1 && wrong != right {
        let seen = if same_length { Answer::Mistyped } else { Answer::WrongLength };
        assert_eq!(answer, seen, "one slip in {code}");
    }
    answer
}

/// A code with a fitting check character and a tag, serial number or region of somebody's own choice.
fn forged(input: &[u8]) -> Answer {
    let (code, input) = genuine(input);
    let mut numbers = input.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
    let slip = numbers.next().unwrap_or_default() & MAX_SERIAL;
    let region = REGION ^ numbers.next().unwrap_or_default() & 0xF_FFFF;
    let serial = code.serial() ^ numbers.next().unwrap_or_default() & MAX_SERIAL;
    let text = FORMAT.assemble(region, serial, FORMAT.tag(region, code.serial()) ^ slip);
    let answer = answer_to(&text);
    if region != REGION {
        assert_eq!(answer, Answer::Foreign(region), "{text}");
    } else if serial == code.serial() {
        let expected = if slip == 0 { Answer::Genuine(text.clone()) } else { Answer::Forged };
        assert_eq!(answer, expected, "{text} with a tag that differs by {slip:#x}");
    }
    answer
}

/// A genuine code of some serial number, and the rest of the input.
fn genuine(input: &[u8]) -> (LabelCode, &[u8]) {
    let (four, rest) = input.split_first_chunk().map_or(([0; 4], input), |(four, rest)| (*four, rest));
    let serial = u32::from_le_bytes(four) % MAX_SERIAL + 1;
    let code = LabelCode::issue(&KEY, REGION, serial).expect("a serial number in range");
    (code, rest)
}

/// Counts the answers and tells them now and then: a run in which one is missing has not looked everywhere.
fn count(answer: &Answer) {
    static COUNTS: [AtomicU64; 6] = [const { AtomicU64::new(0) }; 6];
    const NAMES: [&str; 6] = ["wrong length", "wrong character", "mistyped", "foreign", "forged", "genuine"];
    let at = match answer {
        Answer::WrongLength => 0,
        Answer::WrongCharacter => 1,
        Answer::Mistyped => 2,
        Answer::Foreign(_) => 3,
        Answer::Forged => 4,
        Answer::Genuine(_) => 5,
    };
    COUNTS[at].fetch_add(1, Ordering::Relaxed);
    let counts = COUNTS.each_ref().map(|count| count.load(Ordering::Relaxed));
    let all: u64 = counts.iter().sum();
    if all >= 1 << 16 && all.is_power_of_two() {
        let told: Vec<_> = NAMES.iter().zip(counts).map(|(name, count)| format!("{count} {name}")).collect();
        eprintln!("answers to {all} inputs: {}", told.join(", "));
    }
}

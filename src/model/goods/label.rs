//! The code on an item's label: how it is issued, written, and told genuine from mistyped, foreign and forged.
//! Whether an item carries the code is for the database to say; how it is drawn is `paper`'s.

use crate::model::reason::{Reason, Refusal};
use aws_lc_rs::{constant_time, hmac, rand};
use std::fmt;
use thiserror::Error;

/// Digits and letters that nobody takes for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const REGION_LEN: usize = 4;
const SERIAL_LEN: usize = 5;
const TAG_LEN: usize = 5;
const BODY_LEN: usize = REGION_LEN + SERIAL_LEN + TAG_LEN;
/// Characters of a code without hyphens.
pub const CODE_LEN: usize = BODY_LEN + 1;
/// The largest serial number of a region.
pub const MAX_SERIAL: u32 = (1 << (5 * SERIAL_LEN)) - 1;
/// Region numbers have six digits (GB/T 2260).
const MAX_REGION: u32 = 999_999;
/// Longer texts cannot be a code with whatever blanks and hyphens, and are not looked at.
const MAX_TEXT: usize = 64;

/// The code of a label as somebody types or scans it: what the API's document says of one in a list.
#[derive(Debug, utoipa::ToSchema)]
#[schema(value_type = String, max_length = 64)]
pub struct ScannedCode(pub String);
const TAG_PURPOSE: &[u8] = b"custody-label-v1";

/// What a region issues and reads its labels with.
#[derive(Debug, Clone)]
pub struct Labels {
    /// The secret.
    pub key: LabelKey,
    /// The region's number (GB/T 2260).
    pub region: u32,
}

impl Labels {
    /// The code of a serial number of this region.
    ///
    /// # Errors
    /// [`Reason::LabelsExhausted`] when the serial number does not fit a code.
    pub fn issue(&self, serial: i64) -> Result<LabelCode, Refusal> {
        let issued = u32::try_from(serial).ok().map(|serial| LabelCode::issue(&self.key, self.region, serial));
        issued.and_then(Result::ok).ok_or_else(|| Refusal::new(Reason::LabelsExhausted))
    }

    /// What a scanned or typed text turns out to be.
    pub fn read(&self, text: &str) -> Reading {
        read(text, &self.key, self.region)
    }
}

/// The secret with which a region's labels are issued and recognised.
#[derive(Clone)]
pub struct LabelKey {
    bytes: [u8; 32],
    mac: hmac::Key,
}

/// Why something is not a label key, or no label can be issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LabelError {
    #[error("a label key is 64 hexadecimal digits")]
    Key,
    #[error("the system gave no random bytes")]
    Random,
    #[error("a region number is 1 to 999999")]
    Region,
    #[error("a serial number is 1 to {MAX_SERIAL}")]
    Serial,
}

impl LabelKey {
    /// A new random key.
    ///
    /// # Errors
    /// [`LabelError::Random`] when the system gives no random bytes.
    pub fn generate() -> Result<Self, LabelError> {
        let mut bytes = [0; 32];
        rand::fill(&mut bytes).map_err(|_| LabelError::Random)?;
        Ok(Self::from_bytes(bytes))
    }

    /// The key of those bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        let mac = hmac::Key::new(hmac::HMAC_SHA256, &bytes);
        Self { bytes, mac }
    }

    /// Reads 64 hexadecimal digits.
    ///
    /// # Errors
    /// [`LabelError::Key`] for anything else.
    pub fn parse(text: &str) -> Result<Self, LabelError> {
        let (digits, rest) = text.as_bytes().as_chunks::<2>();
        if digits.len() != 32 || !rest.is_empty() {
            return Err(LabelError::Key);
        }
        let mut bytes = [0; 32];
        for (byte, [high, low]) in bytes.iter_mut().zip(digits) {
            let digit = |letter: u8| char::from(letter).to_digit(16).ok_or(LabelError::Key);
            *byte = (digit(*high)? << 4 | digit(*low)?) as u8;
        }
        Ok(Self::from_bytes(bytes))
    }

    /// The key as 64 hexadecimal digits, secret.
    pub fn to_hex(&self) -> String {
        self.bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// 25 bits that only who has the key can give for a region and serial number.
    fn tag(&self, region: u32, serial: u32) -> u32 {
        let mut context = hmac::Context::with_key(&self.mac);
        context.update(TAG_PURPOSE);
        context.update(&region.to_be_bytes());
        context.update(&serial.to_be_bytes());
        let tag = context.sign();
        let first = tag.as_ref().first_chunk().copied().unwrap_or_default();
        u32::from_be_bytes(first) >> (32 - 5 * TAG_LEN)
    }
}

impl fmt::Debug for LabelKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LabelKey(secret)")
    }
}

/// A code with a valid check character: 4 characters region, 5 serial number, 5 keyed tag, 1 check.
/// Being one does not make it genuine: only [`read`] with the key tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelCode([u8; CODE_LEN]);

/// Why a text is not a label code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CodeError {
    #[error("{0}")]
    Malformed(Malformed),
    #[error("the check character does not fit: a character was mistyped or two were exchanged")]
    Mistyped,
}

/// In what way a text does not look like a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Malformed {
    #[error("a label code has 15 characters besides hyphens and blanks")]
    Length,
    #[error("a label code has only digits and letters, without U")]
    Character,
}

/// What a scanned or typed text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// A code of this region, issued with this key.
    Genuine(LabelCode),
    /// Not the form of a code.
    Malformed {
        /// In what way.
        reason: Malformed,
    },
    /// The form of a code with a slip in it.
    Mistyped,
    /// A code of another region, whose key is not here to judge it.
    Foreign {
        /// That region's number.
        region: u32,
    },
    /// A code of this region that was not issued here.
    Forged,
}

impl LabelCode {
    /// The code of one serial number of a region.
    ///
    /// # Errors
    /// [`LabelError`] when the region or the serial number is out of range.
    pub fn issue(key: &LabelKey, region: u32, serial: u32) -> Result<Self, LabelError> {
        if !(1..=MAX_REGION).contains(&region) {
            return Err(LabelError::Region);
        }
        if !(1..=MAX_SERIAL).contains(&serial) {
            return Err(LabelError::Serial);
        }
        Ok(Self::assemble(region, serial, key.tag(region, serial)))
    }

    /// Reads a code as people write it: either case, hyphens and blanks anywhere, I and L for 1, O for 0.
    ///
    /// # Errors
    /// [`CodeError`] when it is no code or its check character does not fit.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        if text.len() > MAX_TEXT {
            return Err(CodeError::Malformed(Malformed::Length));
        }
        let mut code = [0; CODE_LEN];
        let mut free = code.iter_mut();
        for letter in text.chars().filter(|c| *c != '-' && !c.is_whitespace()) {
            let letter = canonical(letter).ok_or(CodeError::Malformed(Malformed::Character))?;
            *free.next().ok_or(CodeError::Malformed(Malformed::Length))? = letter;
        }
        if free.next().is_some() {
            return Err(CodeError::Malformed(Malformed::Length));
        }
        let code = Self(code);
        match code.check() {
            0 => Ok(code),
            _ => Err(CodeError::Mistyped),
        }
    }

    /// The 15 characters as stored and as drawn in the QR code.
    pub fn as_str(&self) -> &str {
        // The characters are from the alphabet, so they are always text.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The code as printed for people, in groups: `4-5-5-1` characters.
    pub fn grouped(&self) -> String {
        let mut text = String::with_capacity(CODE_LEN + 3);
        for (at, letter) in self.0.into_iter().map(char::from).enumerate() {
            if [REGION_LEN, REGION_LEN + SERIAL_LEN, BODY_LEN].contains(&at) {
                text.push('-');
            }
            text.push(letter);
        }
        text
    }

    /// The region number.
    pub fn region(&self) -> u32 {
        self.number(0, REGION_LEN)
    }

    /// The serial number within the region.
    pub fn serial(&self) -> u32 {
        self.number(REGION_LEN, SERIAL_LEN)
    }

    fn tag(&self) -> u32 {
        self.number(REGION_LEN + SERIAL_LEN, TAG_LEN)
    }

    fn number(&self, from: usize, len: usize) -> u32 {
        let digits = self.0.iter().skip(from).take(len);
        digits.fold(0, |number, letter| number << 5 | u32::from(value(*letter)))
    }

    fn assemble(region: u32, serial: u32, tag: u32) -> Self {
        let mut code = [letter(0); CODE_LEN];
        let mut free = code.iter_mut();
        for (number, len) in [(region, REGION_LEN), (serial, SERIAL_LEN), (tag, TAG_LEN)] {
            for (place, free) in (0..len).rev().zip(&mut free) {
                *free = letter((number >> (5 * place) & 31) as u8);
            }
        }
        // The last character is 0 so far and weighs 1: what the sum lacks is what it must be.
        let check = letter(Self(code).check());
        if let Some(last) = code.last_mut() {
            *last = check;
        }
        Self(code)
    }

    /// The sum over all characters, each with its own weight in GF(32); 0 for a right code. All weights
    /// differ and none is 0, so one changed character or two exchanged ones always change the sum.
    fn check(&self) -> u8 {
        self.0.iter().fold(0, |sum, letter| double(sum) ^ value(*letter))
    }
}

impl fmt::Display for LabelCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for LabelCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LabelCode({})", self.as_str())
    }
}

/// Tells what a scanned or typed text is, for the region `own_region` that issues labels with `key`.
pub fn read(text: &str, key: &LabelKey, own_region: u32) -> Reading {
    let code = match LabelCode::parse(text) {
        Ok(code) => code,
        Err(CodeError::Malformed(reason)) => return Reading::Malformed { reason },
        Err(CodeError::Mistyped) => return Reading::Mistyped,
    };
    let region = code.region();
    if region != own_region {
        return Reading::Foreign { region };
    }
    let expected = key.tag(region, code.serial()).to_be_bytes();
    let same = constant_time::verify_slices_are_equal(&expected, &code.tag().to_be_bytes());
    match same {
        Ok(()) if code.serial() > 0 => Reading::Genuine(code),
        _ => Reading::Forged,
    }
}

/// A code as it is stored, from a code as people write it; other texts come out as no stored code.
pub fn as_stored(text: &str) -> String {
    let letters = text.chars().filter(|c| *c != '-' && !c.is_whitespace());
    letters.map(|letter| canonical(letter).map_or(letter.to_ascii_uppercase(), char::from)).collect()
}

fn canonical(letter: char) -> Option<u8> {
    let letter = u8::try_from(letter).ok()?.to_ascii_uppercase();
    let letter = match letter {
        b'I' | b'L' => b'1',
        b'O' => b'0',
        other => other,
    };
    ALPHABET.contains(&letter).then_some(letter)
}

fn letter(value: u8) -> u8 {
    ALPHABET.get(usize::from(value)).copied().unwrap_or(b'0')
}

fn value(letter: u8) -> u8 {
    let at = ALPHABET.iter().position(|known| *known == letter);
    at.unwrap_or_default() as u8
}

/// Times alpha in GF(32) with x^5 + x^2 + 1; its powers below the 31st all differ.
fn double(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 32 == 0 { doubled } else { doubled ^ 0b10_0101 }
}

#[cfg(test)]
#[path = "label_tests.rs"]
mod tests;

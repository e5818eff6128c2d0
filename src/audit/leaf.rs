//! One entry of the log as the exact bytes that are hashed: compact JSON in one fixed spelling.
//! Those bytes are written once and kept; nobody may write them again from the columns beside them.

use super::hash::{Hash, from_hex, push_hex};
use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use thiserror::Error;
use uuid::Uuid;

/// The version of the leaf format, its member `v`.
pub const VERSION: u8 = 1;

const TYPICAL_LEN: usize = 640;
const MAX_TEXT_LEN: usize = 200;

/// What the log says about one event. The payload itself is kept beside the log and only its hash is
/// logged: every proof holds without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf<'a> {
    /// The origin of the log this leaf was written for.
    pub log: &'a str,
    /// Position in the log, from 0.
    pub seq: u64,
    /// When it happened, in microseconds since 1970 UTC; in the bytes RFC 3339 with six decimals.
    pub ts_utc: i64,
    /// Who did it; none for the program itself.
    pub actor_id: Option<Uuid>,
    /// The agency or centre the actor acted for.
    pub actor_unit: Option<Uuid>,
    /// What was done, such as `item_received`.
    pub action: &'a str,
    /// The item it was done to, if any.
    pub item_id: Option<Uuid>,
    /// This item's events are numbered from 1 without gaps; present exactly when `item_id` is.
    pub item_seq: Option<u64>,
    /// Hash of this item's leaf before this one; absent exactly for `item_seq` 1.
    pub prev_item_leaf_hash: Option<Hash>,
    /// SHA-256 of the payload's bytes.
    pub payload_sha256: Hash,
    /// Random, so that a leaf's hash cannot be guessed from what is publicly known of the event.
    pub salt: [u8; 16],
}

/// Why a leaf cannot be written, or bytes are not a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LeafError {
    #[error("not a leaf of version 1 in its one spelling: trouble at or after byte {0}")]
    Spelling(usize),
    #[error("`{0}` must be 1 to 200 printable ASCII characters without quotes and backslashes")]
    Text(&'static str),
    #[error("the time is not within the years 0 to 9999")]
    Time,
    #[error("`seq` is larger than 2^63 - 1")]
    Seq,
    #[error("`item_id`, `item_seq` and `prev_item_leaf_hash` do not go together")]
    Item,
}

impl<'a> Leaf<'a> {
    /// The bytes to store and to hash.
    ///
    /// # Errors
    /// [`LeafError`] when a member is outside of what the format can say.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LeafError> {
        self.accept()?;
        let mut out = Vec::with_capacity(TYPICAL_LEN);
        out.extend_from_slice(b"{\"v\":1,\"log\":\"");
        out.extend_from_slice(self.log.as_bytes());
        out.extend_from_slice(b"\",\"seq\":");
        push_number(&mut out, self.seq);
        out.extend_from_slice(b",\"ts_utc\":\"");
        push_time(&mut out, self.ts_utc)?;
        out.extend_from_slice(b"\",\"actor_id\":");
        push_uuid(&mut out, self.actor_id);
        out.extend_from_slice(b",\"actor_unit\":");
        push_uuid(&mut out, self.actor_unit);
        out.extend_from_slice(b",\"action\":\"");
        out.extend_from_slice(self.action.as_bytes());
        out.extend_from_slice(b"\",\"item_id\":");
        push_uuid(&mut out, self.item_id);
        out.extend_from_slice(b",\"item_seq\":");
        match self.item_seq {
            Some(number) => push_number(&mut out, number),
            None => out.extend_from_slice(b"null"),
        }
        out.extend_from_slice(b",\"prev_item_leaf_hash\":");
        match self.prev_item_leaf_hash {
            Some(hash) => push_quoted_hex(&mut out, &hash),
            None => out.extend_from_slice(b"null"),
        }
        out.extend_from_slice(b",\"payload_sha256\":");
        push_quoted_hex(&mut out, &self.payload_sha256);
        out.extend_from_slice(b",\"salt\":");
        push_quoted_hex(&mut out, &self.salt);
        out.push(b'}');
        Ok(out)
    }

    /// Reads the bytes of a leaf. Only the one spelling that [`Leaf::to_bytes`] writes is accepted, so
    /// members unknown, missing, repeated or in another order are refused.
    ///
    /// # Errors
    /// [`LeafError`] when the bytes are not such a leaf.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, LeafError> {
        let mut reader = Reader { rest: bytes };
        let leaf = reader.leaf().ok_or(LeafError::Spelling(bytes.len() - reader.rest.len()))?;
        leaf.accept()?;
        Ok(leaf)
    }

    fn accept(&self) -> Result<(), LeafError> {
        for (name, text) in [("log", self.log), ("action", self.action)] {
            let plain = |b: u8| (b' '..=b'~').contains(&b) && b != b'"' && b != b'\\';
            if text.is_empty() || text.len() > MAX_TEXT_LEN || !text.bytes().all(plain) {
                return Err(LeafError::Text(name));
            }
        }
        if i64::try_from(self.seq).is_err() {
            return Err(LeafError::Seq);
        }
        match (self.item_id, self.item_seq, self.prev_item_leaf_hash) {
            (None, None, None) | (Some(_), Some(1), None) => Ok(()),
            (Some(_), Some(2..), Some(_)) => Ok(()),
            _ => Err(LeafError::Item),
        }
    }
}

fn push_number(out: &mut Vec<u8>, number: u64) {
    let mut digits = [0; 20];
    let (mut left, mut used) = (number, 0);
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (left % 10) as u8;
        left /= 10;
        used += 1;
        if left == 0 {
            break;
        }
    }
    out.extend(digits.iter().skip(digits.len() - used));
}

fn push_padded(out: &mut Vec<u8>, number: u32, width: u32) {
    for place in (0..width).rev() {
        out.push(b'0' + (number / 10_u32.pow(place) % 10) as u8);
    }
}

fn push_time(out: &mut Vec<u8>, micros: i64) -> Result<(), LeafError> {
    let time = DateTime::from_timestamp_micros(micros).ok_or(LeafError::Time)?;
    let year = u32::try_from(time.year()).map_err(|_| LeafError::Time)?;
    if year > 9999 {
        return Err(LeafError::Time);
    }
    push_padded(out, year, 4);
    for (mark, number) in
        [(b'-', time.month()), (b'-', time.day()), (b'T', time.hour()), (b':', time.minute()), (b':', time.second())]
    {
        out.push(mark);
        push_padded(out, number, 2);
    }
    out.push(b'.');
    push_padded(out, time.timestamp_subsec_micros(), 6);
    out.push(b'Z');
    Ok(())
}

fn push_uuid(out: &mut Vec<u8>, id: Option<Uuid>) {
    match id {
        Some(id) => {
            let mut text = [0; 36];
            id.hyphenated().encode_lower(&mut text);
            out.push(b'"');
            out.extend_from_slice(&text);
            out.push(b'"');
        }
        None => out.extend_from_slice(b"null"),
    }
}

fn push_quoted_hex(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'"');
    push_hex(out, bytes);
    out.push(b'"');
}

/// Reads from the front; every method answers `None` when the front is not what it reads.
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn leaf(&mut self) -> Option<Leaf<'a>> {
        self.literal(b"{\"v\":1,\"log\":")?;
        let log = self.text()?;
        self.literal(b",\"seq\":")?;
        let seq = self.number()?;
        self.literal(b",\"ts_utc\":")?;
        let ts_utc = self.time()?;
        self.literal(b",\"actor_id\":")?;
        let actor_id = self.or_null(Self::uuid)?;
        self.literal(b",\"actor_unit\":")?;
        let actor_unit = self.or_null(Self::uuid)?;
        self.literal(b",\"action\":")?;
        let action = self.text()?;
        self.literal(b",\"item_id\":")?;
        let item_id = self.or_null(Self::uuid)?;
        self.literal(b",\"item_seq\":")?;
        let item_seq = self.or_null(Self::number)?;
        self.literal(b",\"prev_item_leaf_hash\":")?;
        let prev_item_leaf_hash = self.or_null(Self::hex)?;
        self.literal(b",\"payload_sha256\":")?;
        let payload_sha256 = self.hex()?;
        self.literal(b",\"salt\":")?;
        let salt = self.hex()?;
        self.literal(b"}")?;
        self.rest.is_empty().then_some(Leaf {
            log,
            seq,
            ts_utc,
            actor_id,
            actor_unit,
            action,
            item_id,
            item_seq,
            prev_item_leaf_hash,
            payload_sha256,
            salt,
        })
    }

    fn literal(&mut self, expected: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(expected)?;
        Some(())
    }

    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(taken)
    }

    fn or_null<T>(&mut self, read: fn(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.literal(b"null").is_some() {
            return Some(None);
        }
        read(self).map(Some)
    }

    fn quoted(&mut self, len: usize) -> Option<&'a [u8]> {
        self.literal(b"\"")?;
        let inner = self.take(len)?;
        self.literal(b"\"")?;
        Some(inner)
    }

    fn text(&mut self) -> Option<&'a str> {
        self.literal(b"\"")?;
        let len = self.rest.iter().position(|b| *b == b'"')?;
        let inner = std::str::from_utf8(self.take(len)?).ok()?;
        self.literal(b"\"")?;
        Some(inner)
    }

    fn number(&mut self) -> Option<u64> {
        let len = self.rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let digits = self.take(len)?;
        if digits.is_empty() || (len > 1 && digits.starts_with(b"0")) {
            return None;
        }
        digits.iter().try_fold(0_u64, |number, digit| number.checked_mul(10)?.checked_add(u64::from(digit - b'0')))
    }

    fn padded(&mut self, width: usize) -> Option<u32> {
        self.take(width)?
            .iter()
            .try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
    }

    fn time(&mut self) -> Option<i64> {
        self.literal(b"\"")?;
        let year = i32::try_from(self.padded(4)?).ok()?;
        let mut parts = [0; 5];
        for (part, mark) in parts.iter_mut().zip([b"-", b"-", b"T", b":", b":"]) {
            self.literal(mark)?;
            *part = self.padded(2)?;
        }
        let [month, day, hour, minute, second] = parts;
        self.literal(b".")?;
        let micros = self.padded(6)?;
        self.literal(b"Z\"")?;
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        let time = day.and_hms_micro_opt(hour, minute, second, micros)?;
        Some(time.and_utc().timestamp_micros())
    }

    fn uuid(&mut self) -> Option<Uuid> {
        let text = self.quoted(36)?;
        let upper_case = text.iter().any(u8::is_ascii_uppercase);
        (!upper_case).then(|| Uuid::try_parse_ascii(text).ok())?
    }

    fn hex<const N: usize>(&mut self) -> Option<[u8; N]> {
        from_hex(self.quoted(2 * N)?)
    }
}

#[cfg(test)]
#[path = "leaf_tests.rs"]
mod tests;

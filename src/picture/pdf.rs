//! Papers as PDF: whether one is there to its end, and whether it would do anything by itself.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::model::reason::{Reason, Refusal};

/// Names of what a paper would do or carry by itself (ISO 32000-1, 12.6 and 7.11.4).
const ACTIVE: [&[u8]; 14] = [
    b"JavaScript",
    b"JS",
    b"OpenAction",
    b"AA",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"RichMedia",
    b"XFA",
    b"SubmitForm",
    b"ImportData",
    b"GoToR",
    b"GoToE",
    // What is encrypted cannot be looked into.
    b"Encrypt",
];
/// Bytes of objects packed together that are unpacked at most.
const UNPACKED: u64 = 64 << 20;
/// The end of a file may have so many bytes behind its mark.
const TAIL: usize = 1_024;

/// Looks through a paper.
///
/// # Errors
/// [`Reason::FileBroken`] when its end is missing, [`Reason::FilePdfActive`].
pub fn check(bytes: &[u8]) -> Result<(), Refusal> {
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
    if find(tail, b"%%EOF").is_none() {
        return Err(Reason::FileBroken.into());
    }
    look(bytes)?;
    let mut left = UNPACKED;
    let mut rest = bytes;
    // Objects may stand packed in streams.
    while let Some(at) = find(rest, b"/ObjStm") {
        rest = rest.get(at + 7..).unwrap_or_default();
        let Some(begin) = find(rest, b"stream") else { break };
        let stream = rest.get(begin + 6..).unwrap_or_default();
        let skip = stream.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let mut objects = Vec::new();
        // What cannot be unpacked to its end no reader unpacks either.
        let _ = ZlibDecoder::new(stream.get(skip..).unwrap_or_default()).take(left + 1).read_to_end(&mut objects);
        left = left.checked_sub(objects.len() as u64).ok_or(Reason::FilePdfActive)?;
        look(&objects)?;
    }
    Ok(())
}

fn look(bytes: &[u8]) -> Result<(), Refusal> {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'/') {
        rest = rest.get(at + 1..).unwrap_or_default();
        let name = name(rest);
        if let Some(active) = ACTIVE.iter().find(|active| **active == name) {
            return Err(Refusal::new(Reason::FilePdfActive).with("name", String::from_utf8_lossy(active)));
        }
    }
    Ok(())
}

/// The name that begins here, with what is written in digits read.
fn name(bytes: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at).filter(|byte| byte.is_ascii_alphanumeric() || **byte == b'#') {
        let digits = bytes.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
        match digits.filter(|_| *byte == b'#').and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(read) => {
                name.push(read);
                at += 3;
            }
            None => {
                name.push(*byte);
                at += 1;
            }
        }
        if name.len() > 16 {
            break;
        }
    }
    name
}

fn find(bytes: &[u8], text: &[u8]) -> Option<usize> {
    bytes.windows(text.len()).position(|window| window == text)
}

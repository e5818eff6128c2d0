//! What a camera wrote into a picture (EXIF), as data: never part of what is shown.

use std::collections::BTreeMap;
use std::io::Cursor;

use exif::{In, Reader};

/// Entries that are kept at most, and characters of one.
const ENTRIES: usize = 80;
const CHARACTERS: usize = 120;

/// The entries as a JSON object of texts; none where there are none that can be read.
pub fn read(bytes: &[u8]) -> Option<String> {
    let read = Reader::new().read_from_container(&mut Cursor::new(bytes)).ok()?;
    let fields = read.fields().filter(|field| field.ifd_num == In::PRIMARY && field.value.is_short());
    let texts = fields.take(ENTRIES).map(|field| {
        let text = field.display_value().with_unit(&read).to_string();
        let text = text.chars().filter(|c| !c.is_control()).take(CHARACTERS).collect();
        (field.tag.to_string(), text)
    });
    let texts: BTreeMap<String, String> = texts.collect();
    (!texts.is_empty()).then(|| serde_json::to_string(&texts).ok()).flatten()
}

/// Whether a value is one that people read: not a block of bytes or a long row of numbers.
trait Short {
    fn is_short(&self) -> bool;
}

impl Short for exif::Value {
    fn is_short(&self) -> bool {
        match self {
            Self::Ascii(texts) => texts.iter().map(Vec::len).sum::<usize>() <= 1_000,
            Self::Undefined(bytes, _) => bytes.len() <= 16,
            Self::Byte(values) => values.len() <= 16,
            Self::Short(values) => values.len() <= 16,
            Self::Long(values) => values.len() <= 16,
            Self::Rational(values) => values.len() <= 16,
            Self::SRational(values) => values.len() <= 16,
            _ => false,
        }
    }
}

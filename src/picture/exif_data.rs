//! What a camera wrote into a picture (EXIF), as data: never part of what is shown.

use std::collections::BTreeMap;
use std::io::Cursor;

use exif::{In, Reader};
use image::{ImageDecoder, ImageReader};

/// Entries that are kept at most, and characters of one.
const ENTRIES: usize = 80;
const CHARACTERS: usize = 120;
/// Bytes of a block at most: a segment of a JPEG holds no more.
const BLOCK: usize = 64 << 10;
/// Directories, entries and bytes of values that are read at most. The reader takes each value into memory, and entries may name
/// the same bytes over and over.
const DIRECTORIES: usize = 8;
const ENTRIES_READ: usize = 1_000;
const VALUES: usize = 256 << 10;
/// Tags whose value is where another directory begins: of the picture, of the place, of how parts fit together.
const DIRECTORY_TAGS: [u16; 3] = [0x8769, 0x8825, 0xa005];

/// What the block is called where it is named.
const NAME: &[u8] = b"Exif\0\0";

/// The entries as a JSON object of texts; none where there are none that can be read.
pub fn read(bytes: &[u8]) -> Option<String> {
    let block = block_of(bytes)?;
    is_bounded(&block)?;
    let read = Reader::new().read_raw(block).ok()?;
    let fields = read.fields().filter(|field| field.ifd_num == In::PRIMARY && field.value.is_short());
    let texts = fields.take(ENTRIES).map(|field| {
        let text = field.display_value().with_unit(&read).to_string();
        let text = text.trim_matches('"').chars().filter(|c| !c.is_control()).take(CHARACTERS).collect();
        (field.tag.to_string(), text)
    });
    let texts: BTreeMap<String, String> = texts.collect();
    (!texts.is_empty()).then(|| serde_json::to_string(&texts).ok()).flatten()
}

/// The block of entries in a picture.
fn block_of(bytes: &[u8]) -> Option<Vec<u8>> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    if reader.format().is_some() {
        let block = reader.into_decoder().ok()?.exif_metadata().ok()??;
        // Some writers leave the name of the segment before it.
        let block = block.strip_prefix(NAME).map(<[u8]>::to_vec).unwrap_or(block);
        return (block.len() <= BLOCK).then_some(block);
    }
    // Of a HEIC picture only its boxes are known here: the block stands behind its name.
    let from = bytes.windows(NAME.len()).position(|part| part == NAME)? + NAME.len();
    let block = bytes.get(from..)?;
    block.get(..block.len().min(BLOCK)).map(<[u8]>::to_vec)
}

/// Whether so little is named in a block that all of it may be read (TIFF 6.0, section 2).
fn is_bounded(block: &[u8]) -> Option<()> {
    let mut walk = Walk { block, big: block.starts_with(b"MM"), entries: 0, values: 0 };
    let mut open = vec![walk.long(4)?];
    let mut seen = Vec::new();
    while let Some(at) = open.pop() {
        if seen.contains(&at) || at == 0 {
            continue;
        }
        if seen.len() == DIRECTORIES {
            return None;
        }
        seen.push(at);
        walk.directory(at, &mut open)?;
    }
    Some(())
}

/// What has been named so far.
struct Walk<'b> {
    block: &'b [u8],
    big: bool,
    entries: usize,
    values: usize,
}

impl Walk<'_> {
    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.block.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let bytes = self.block.get(at..at.checked_add(4)?)?.try_into().ok()?;
        usize::try_from(if self.big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }).ok()
    }

    /// Counts what a directory names and notes the directories behind it; none once that is too much.
    fn directory(&mut self, at: usize, open: &mut Vec<usize>) -> Option<()> {
        let count = usize::from(self.short(at)?);
        self.entries += count;
        if self.entries > ENTRIES_READ {
            return None;
        }
        for entry in (at + 2..).step_by(12).take(count) {
            let size = match self.short(entry + 2)? {
                3 | 8 => 2,
                4 | 9 | 11 => 4,
                5 | 10 | 12 => 8,
                _ => 1,
            };
            self.values = self.values.saturating_add(self.long(entry + 4)?.saturating_mul(size));
            if self.values > VALUES {
                return None;
            }
            if DIRECTORY_TAGS.contains(&self.short(entry)?) {
                open.push(self.long(entry + 8)?);
            }
        }
        open.extend(self.long(at + 2 + 12 * count));
        Some(())
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A block of entries of tag 0x0110, the make of a camera, that all name the same bytes.
    fn block(entries: u16, each: u32) -> Vec<u8> {
        let mut block = b"II*\0\x08\0\0\0".to_vec();
        block.extend(entries.to_le_bytes());
        for _ in 0..entries {
            block.extend([0x10, 0x01, 2, 0]);
            block.extend(each.to_le_bytes());
            block.extend(8_u32.to_le_bytes());
        }
        block.extend([0; 4]);
        block
    }

    fn heic(block: &[u8]) -> Vec<u8> {
        [b"\0\0\0\x18ftypheic\0\0\0\0heicmif1", NAME, block].concat()
    }

    #[test]
    fn few_entries_are_read_and_many_that_name_the_same_bytes_are_not() {
        assert!(read(&heic(&block(1, 12))).is_some());
        assert!(is_bounded(&block(1_000, 200)).is_some());
        for (entries, each) in [(5_000, 1), (5, 60_000), (1, u32::MAX)] {
            assert_eq!(is_bounded(&block(entries, each)), None, "{entries} of {each}");
            assert_eq!(read(&heic(&block(entries, each))), None);
        }
    }

    #[test]
    fn directories_that_lead_to_each_other_are_walked_once() {
        // One entry without a value, and itself as the directory behind it.
        let mut circle = block(1, 0);
        let end = circle.len() - 4;
        circle[end..].copy_from_slice(&8_u32.to_le_bytes());
        assert!(is_bounded(&circle).is_some());
        assert_eq!(is_bounded(b"II*\0\xff\xff\xff\xff"), None, "it leads out of the block");
    }
}

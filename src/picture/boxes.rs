//! The boxes of films and of HEIC (ISO/IEC 14496-12): a file is a row of boxes that fill it to the last byte, and so are some boxes. Their
//! heads are read and nothing else, so that a film of any length costs the same.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::ops::Range;

use crate::model::reason::Reason;

/// Boxes of one row at most: a film in fragments has two for each second or so.
const MOST: usize = 100_000;
/// Bytes of a short head: length and name.
const HEAD: u64 = 8;

type Name = [u8; 4];

/// A box: its name, and where its content stands.
struct Box4 {
    name: Name,
    content: Range<u64>,
}

/// Refuses what is no whole film: its boxes fill it, the kind comes first, and there are the description and the pictures themselves.
///
/// # Errors
/// What reading says; within, [`Reason::FileBroken`].
pub fn check_film(mut file: impl Read + Seek) -> io::Result<Result<(), Reason>> {
    let whole = 0..file.seek(SeekFrom::End(0))?;
    let Some(boxes) = row(&mut file, whole)? else { return Ok(Err(Reason::FileBroken)) };
    let (description, has_pictures) = (find(&boxes, b"moov"), find(&boxes, b"mdat").is_some());
    let (Some(description), true, true) = (description, begins_with_kind(&boxes), has_pictures) else {
        return Ok(Err(Reason::FileBroken));
    };
    let inner = row(&mut file, description.content.clone())?.unwrap_or_default();
    let is_described = find(&inner, b"mvhd").is_some() && find(&inner, b"trak").is_some();
    Ok(if is_described { Ok(()) } else { Err(Reason::FileBroken) })
}

/// Refuses what is no whole HEIC: its boxes fill it, the kind comes first, and there is the table of its pictures.
///
/// # Errors
/// As [`check_film`].
pub fn check_picture(mut file: impl Read + Seek) -> io::Result<Result<(), Reason>> {
    let whole = 0..file.seek(SeekFrom::End(0))?;
    let Some(boxes) = row(&mut file, whole)? else { return Ok(Err(Reason::FileBroken)) };
    let (Some(table), true) = (find(&boxes, b"meta"), begins_with_kind(&boxes)) else {
        return Ok(Err(Reason::FileBroken));
    };
    // Version and flags come before the boxes within.
    let inner = row(&mut file, (table.content.start + 4)..table.content.end)?.unwrap_or_default();
    let told = [b"hdlr", b"pitm", b"iinf", b"iloc"].iter().all(|name| find(&inner, name).is_some());
    let has_pictures = find(&boxes, b"mdat").is_some() || find(&inner, b"idat").is_some();
    Ok(if told && has_pictures { Ok(()) } else { Err(Reason::FileBroken) })
}

fn find<'a>(boxes: &'a [Box4], name: &Name) -> Option<&'a Box4> {
    boxes.iter().find(|found| &found.name == name)
}

fn begins_with_kind(boxes: &[Box4]) -> bool {
    boxes.first().is_some_and(|first| &first.name == b"ftyp" && first.content.end - first.content.start >= 8)
}

/// The boxes that fill a place; none where they do not.
fn row(file: &mut (impl Read + Seek), place: Range<u64>) -> io::Result<Option<Vec<Box4>>> {
    let (mut boxes, mut at) = (Vec::new(), place.start);
    while at < place.end {
        file.seek(SeekFrom::Start(at))?;
        let Some((name, head, length)) = head(file, place.end - at)? else { return Ok(None) };
        if boxes.len() == MOST || length < head || length > place.end - at {
            return Ok(None);
        }
        boxes.push(Box4 { name, content: at + head..at + length });
        at += length;
    }
    Ok(Some(boxes))
}

/// The name of a box, the bytes of its head, and the length of all of it; `left` is what the place has for it.
fn head(file: &mut impl Read, left: u64) -> io::Result<Option<(Name, u64, u64)>> {
    let (mut length, mut name) = ([0; 4], [0; 4]);
    if !filled(file, &mut length)?
        || !filled(file, &mut name)?
        || !name.iter().all(|byte| matches!(byte, b' '..=b'~' | 0xa9))
    {
        return Ok(None);
    }
    Ok(match u32::from_be_bytes(length) {
        // The last one goes on to the end.
        0 => Some((name, HEAD, left)),
        1 => {
            let mut long = [0; 8];
            filled(file, &mut long)?.then_some((name, HEAD + 8, u64::from_be_bytes(long)))
        }
        length => Some((name, HEAD, length.into())),
    })
}

/// Reads as much as there is room for; answers whether there was so much.
fn filled(file: &mut impl Read, out: &mut [u8]) -> io::Result<bool> {
    match file.read_exact(out) {
        Err(e) if e.kind() == ErrorKind::UnexpectedEof => Ok(false),
        read => read.map(|()| true),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn boxed(name: &[u8], content: &[u8]) -> Vec<u8> {
        [&(content.len() as u32 + 8).to_be_bytes()[..], name, content].concat()
    }

    fn described() -> Vec<u8> {
        boxed(b"moov", &[boxed(b"mvhd", &[0; 100]), boxed(b"trak", &[0; 40])].concat())
    }

    fn kind(brand: &[u8]) -> Vec<u8> {
        boxed(b"ftyp", &[brand, &[0; 4]].concat())
    }

    fn film() -> Vec<u8> {
        [kind(b"isom"), described(), boxed(b"mdat", &[7; 900])].concat()
    }

    fn heic() -> Vec<u8> {
        let inner =
            [boxed(b"hdlr", &[0; 20]), boxed(b"pitm", &[0; 6]), boxed(b"iinf", &[0; 6]), boxed(b"iloc", &[0; 8])];
        let table = boxed(b"meta", &[&[0; 4][..], &inner.concat()].concat());
        [kind(b"heic"), table, boxed(b"mdat", &[7; 900])].concat()
    }

    fn film_is_whole(bytes: &[u8]) -> bool {
        check_film(Cursor::new(bytes)).unwrap().is_ok()
    }

    fn heic_is_whole(bytes: &[u8]) -> bool {
        check_picture(Cursor::new(bytes)).unwrap().is_ok()
    }

    #[test]
    fn films_are_whole_in_each_of_the_ways_they_are_written() {
        assert!(film_is_whole(&film()));
        let long = [&1_u32.to_be_bytes()[..], b"mdat", &916_u64.to_be_bytes(), &[7; 900]].concat();
        assert!(film_is_whole(&[kind(b"isom"), described(), long].concat()), "a long head");
        let last = [&0_u32.to_be_bytes()[..], b"mdat", &[7; 900]].concat();
        assert!(film_is_whole(&[kind(b"isom"), described(), last].concat()), "to the end");
        assert!(film_is_whole(&[kind(b"isom"), boxed(b"mdat", &[7; 9]), described()].concat()), "described last");
        assert!(heic_is_whole(&heic()));
    }

    #[test]
    fn what_is_cut_off_anywhere_or_goes_on_is_not_whole() {
        for (bytes, is_whole) in [(film(), film_is_whole as fn(&[u8]) -> bool), (heic(), heic_is_whole)] {
            for cut in 0..bytes.len() {
                assert!(!is_whole(&bytes[..cut]), "cut at {cut}");
            }
            for more in [&b"PK\x03\x04 a zip behind it"[..], b"<script>", b"\0"] {
                assert!(!is_whole(&[&bytes, more].concat()), "{more:?}");
            }
        }
    }

    #[test]
    fn what_only_begins_like_a_film_or_a_picture_is_none() {
        let page = [kind(b"isom"), b"<html><script>alert(1)</script>".to_vec()].concat();
        assert!(!film_is_whole(&page) && !heic_is_whole(&page));
        for parts in [
            vec![described(), kind(b"isom"), boxed(b"mdat", &[7; 9])],
            vec![kind(b"isom"), described()],
            vec![kind(b"isom"), boxed(b"mdat", &[7; 9])],
            vec![kind(b"isom"), boxed(b"moov", b""), boxed(b"mdat", &[7; 9])],
            vec![kind(b"isom"), boxed(b"moov", &[9; 30]), boxed(b"mdat", &[7; 9])],
            vec![boxed(b"ftyp", b"isom"), described(), boxed(b"mdat", &[7; 9])],
        ] {
            assert!(!film_is_whole(&parts.concat()));
        }
        assert!(!film_is_whole(&heic()) && !heic_is_whole(&film()));
        let beyond = [&1_u32.to_be_bytes()[..], b"mdat", &u64::MAX.to_be_bytes(), &[7; 9]].concat();
        assert!(!film_is_whole(&[kind(b"isom"), described(), beyond].concat()));
        let none = [&7_u32.to_be_bytes()[..], b"free"].concat();
        assert!(!film_is_whole(&[kind(b"isom"), none, described()].concat()));
    }
}

//! What a PDF file of this program says, read by its own table of characters.

use std::collections::HashMap;
use std::io::Read;

use flate2::read::ZlibDecoder;

/// The streams of a file, inflated where they are deflated.
fn streams(bytes: &[u8]) -> Vec<String> {
    let find = |from: usize, what: &[u8]| {
        bytes[from..].windows(what.len()).position(|window| window == what).map(|at| from + at)
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = find(at, b"stream\n") {
        let end = find(start, b"\nendstream").unwrap();
        let raw = &bytes[start + 7..end];
        let mut text = Vec::new();
        if ZlibDecoder::new(raw).read_to_end(&mut text).is_err() {
            text = raw.to_vec();
        }
        found.push(String::from_utf8_lossy(&text).into_owned());
        at = end + 10;
    }
    found
}

/// The characters by the numbers of their glyphs.
fn letters(table: &str) -> HashMap<u16, String> {
    let mut letters = HashMap::new();
    for line in table.lines() {
        let parts: Vec<&str> = line.split(['<', '>']).filter(|part| !part.trim().is_empty()).collect();
        let [glyph, unicode] = parts[..] else { continue };
        let Ok(glyph) = u16::from_str_radix(glyph, 16) else { continue };
        let unit = |at: usize| u16::from_str_radix(unicode.get(at * 4..at * 4 + 4)?, 16).ok();
        let units: Vec<u16> = (0..unicode.len() / 4).filter_map(unit).collect();
        letters.insert(glyph, String::from_utf16_lossy(&units));
    }
    letters
}

/// What each page says, line by line.
pub fn pages_of(bytes: &[u8]) -> Vec<String> {
    let streams = streams(bytes);
    let letters = letters(streams.iter().find(|text| text.contains("begincmap")).unwrap());
    let line = |(hex, _): (&str, &str)| -> String {
        let glyph = |at: usize| u16::from_str_radix(&hex[at * 4..at * 4 + 4], 16).unwrap();
        (0..hex.len() / 4).map(|at| letters[&glyph(at)].as_str()).collect()
    };
    let said = |text: &String| {
        let strings = text.split('<').skip(1).filter_map(|rest| rest.split_once("> Tj"));
        strings.map(line).collect::<Vec<_>>().join("\n")
    };
    streams.iter().filter(|text| text.contains(" Tj")).map(said).collect()
}

/// How many pictures its pages show.
pub fn pictures_of(bytes: &[u8]) -> usize {
    streams(bytes).iter().filter(|text| text.contains(" Tj")).map(|text| text.matches(" Do Q").count()).sum()
}

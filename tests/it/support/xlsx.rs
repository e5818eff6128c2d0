//! A spreadsheet as somebody else's program reads it: the archive unpacked, the cells of the first page with their
//! number formats.

use std::collections::HashMap;
use std::io::Read;

use flate2::read::DeflateDecoder;

/// What a cell shows, and the number format it has; empty for the general one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    pub text: String,
    pub format: String,
}

/// The names of the pages.
pub fn pages(book: &[u8]) -> Vec<String> {
    let parts = unpack(book);
    let names = parts["xl/workbook.xml"].split("<sheet name=\"").skip(1);
    names.map(|rest| plain(rest.split('"').next().unwrap())).collect()
}

/// The rows of the first page.
pub fn rows(book: &[u8]) -> Vec<Vec<Shown>> {
    rows_of(book, 1)
}

/// The rows of a page, counted from 1.
pub fn rows_of(book: &[u8], number: usize) -> Vec<Vec<Shown>> {
    let parts = unpack(book);
    let strings: Vec<String> = parts
        .get("xl/sharedStrings.xml")
        .map_or_else(Vec::new, |xml| elements(xml, "si").iter().map(|(_, inner)| texts(inner)).collect());
    let formats = formats(&parts["xl/styles.xml"]);
    let page = &parts[&format!("xl/worksheets/sheet{number}.xml")];
    assert!(!page.contains("<f>") && !page.contains("<f "), "no formula: {page}");
    let cell = |(attributes, inner): &(String, String)| {
        let value = elements(inner, "v").first().map_or_else(|| texts(inner), |(_, value)| value.clone());
        let shared = attribute(attributes, "t") == Some("s");
        let text = if shared { strings[value.parse::<usize>().unwrap()].clone() } else { plain(&value) };
        let style: usize = attribute(attributes, "s").map_or(0, |style| style.parse().unwrap());
        (column(attribute(attributes, "r").unwrap()), Shown { text, format: formats[style].clone() })
    };
    let row = |(_, row): &(String, String)| {
        let cells: HashMap<usize, Shown> = elements(row, "c").iter().map(cell).collect();
        let width = cells.keys().max().map_or(0, |last| last + 1);
        (0..width).map(|at| cells.get(&at).cloned().unwrap_or_default()).collect()
    };
    elements(page, "row").iter().map(row).collect()
}

/// The column of a reference such as `AB7`, counted from 0.
fn column(reference: &str) -> usize {
    let letters = reference.bytes().filter(u8::is_ascii_uppercase);
    letters.fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1) - 1
}

/// The number format of every style of a cell.
fn formats(styles: &str) -> Vec<String> {
    let own: HashMap<String, String> = styles
        .split("<numFmt ")
        .skip(1)
        .map(|at| (attribute(at, "numFmtId").unwrap().to_owned(), plain(attribute(at, "formatCode").unwrap())))
        .collect();
    let (_, cells) = elements(styles, "cellXfs").remove(0);
    let ids = cells.split("<xf ").skip(1).map(|at| attribute(at, "numFmtId").unwrap().to_owned());
    // Format 49 is built in and means text.
    ids.map(|id| if id == "49" { "@".to_owned() } else { own.get(&id).cloned().unwrap_or_default() }).collect()
}

/// The files of the archive, from its directory at the end (PKWARE APPNOTE 4.3).
fn unpack(book: &[u8]) -> HashMap<String, String> {
    let end = book.windows(4).rposition(|bytes| bytes == b"PK\x05\x06").unwrap();
    let count = number(book, end + 10, 2);
    let mut at = number(book, end + 16, 4);
    let mut parts = HashMap::new();
    for _ in 0..count {
        assert_eq!(&book[at..at + 4], b"PK\x01\x02");
        let (packed, name_length) = (number(book, at + 20, 4), number(book, at + 28, 2));
        let name = String::from_utf8(book[at + 46..at + 46 + name_length].to_vec()).unwrap();
        let local = number(book, at + 42, 4);
        let data = local + 30 + number(book, local + 26, 2) + number(book, local + 28, 2);
        let bytes = &book[data..data + packed];
        let mut text = String::new();
        match number(book, at + 10, 2) {
            0 => text = String::from_utf8(bytes.to_vec()).unwrap(),
            _ => _ = DeflateDecoder::new(bytes).read_to_string(&mut text).unwrap(),
        }
        parts.insert(name, text);
        at += 46 + name_length + number(book, at + 30, 2) + number(book, at + 32, 2);
    }
    parts
}

fn number(bytes: &[u8], at: usize, length: usize) -> usize {
    bytes[at..at + length].iter().rev().fold(0, |number, byte| (number << 8) | usize::from(*byte))
}

/// Attributes and content of each element of a name; none stands within another of its name.
fn elements(xml: &str, name: &str) -> Vec<(String, String)> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    for at in xml.split(&open).skip(1).filter(|at| at.starts_with([' ', '>', '/'])) {
        let (attributes, rest) = at.split_once('>').unwrap();
        let inner = if attributes.ends_with('/') { "" } else { rest.split(&close).next().unwrap() };
        found.push((attributes.to_owned(), inner.to_owned()));
    }
    found
}

fn attribute<'x>(attributes: &'x str, name: &str) -> Option<&'x str> {
    let at = format!(" {attributes}");
    let start = at.find(&format!(" {name}=\""))?;
    attributes[start..].split('"').nth(1)
}

fn texts(xml: &str) -> String {
    elements(xml, "t").iter().map(|(_, text)| plain(text)).collect()
}

fn plain(xml: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    signs.iter().fold(xml.to_owned(), |text, (sign, character)| text.replace(sign, character))
}

//! Papers are looked at as bytes here, with what a small reader finds in them.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use super::*;
use crate::model::papers::paper::{Column, Fact, Issue, Paper, RefusedSignature, Room, SignatureCell, Standing};
use crate::model::time::Time;
use crate::paper::font::Font;
use crate::paper::pdf::Written;

fn font() -> Font {
    Font::find(None, Path::new("data/fonts")).unwrap()
}

fn paper(rows: usize) -> Paper {
    let columns = [("编号", 10), ("名称", 40), ("特征", 50)];
    let columns = columns.map(|(head, share)| Column { head: head.into(), share, centred: share == 10, qr: false });
    let row = |number: usize| {
        let name = if number.is_multiple_of(7) {
            "一个名称特别长的物品".repeat(6)
        } else {
            "红色手机㛃䶮𬭎".into()
        };
        vec![number.to_string(), name, "黑色外壳，刻字“王伟”，序列号 SN-00123456".into()]
    };
    let refusal = RefusedSignature { reason: "称物品不属于本人".into(), witness: "李四".into() };
    let cell = |role: &str| SignatureCell { role: role.into(), ..SignatureCell::default() };
    Paper {
        letterhead: "唐山市公安局".into(),
        title: "扣押清单".into(),
        facts: vec![Fact { label: "案件名称".into(), value: "某某盗窃案".into(), room: Room::Whole }],
        columns: columns.into(),
        rows: (1..=rows).map(row).collect(),
        notes: vec!["封存未清点".into()],
        cells: vec![SignatureCell { refusal: Some(refusal), ..cell("持有人") }, cell("见证人")],
        copies_note: "本清单一式三份。".into(),
        ..Paper::default()
    }
}

fn issue() -> Issue {
    Issue {
        number: "某中心〔2026〕12号".into(),
        address: "https://custody.example.org/papers/01890a5d-ac96-774b-bcce-b302099a8057".into(),
        issued_at: Time(1_770_000_000_000_000),
        replaces: Some("某中心〔2026〕7号".into()),
    }
}

fn made(paper: &Paper, issue: Option<&Issue>) -> (Vec<u8>, Written) {
    let mut bytes = Vec::new();
    let written = write(&mut bytes, &font(), paper, issue.map_or(Standing::Preview, Standing::Issued)).unwrap();
    (bytes, written)
}

/// The streams of a file, inflated where they are deflated.
fn streams(bytes: &[u8]) -> Vec<Vec<u8>> {
    let find =
        |from: usize, what: &[u8]| bytes[from..].windows(what.len()).position(|at| at == what).map(|at| from + at);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = find(at, b"stream\n") {
        let end = find(start, b"\nendstream").unwrap();
        let mut text = Vec::new();
        let raw = &bytes[start + 7..end];
        if flate2::read::ZlibDecoder::new(raw).read_to_end(&mut text).is_err() {
            text = raw.to_vec();
        }
        found.push(text);
        at = end + 10;
    }
    found
}

/// What each page says, as a reader finds it: by the file's own table of characters.
fn pages(bytes: &[u8]) -> Vec<String> {
    let streams = streams(bytes);
    let texts: Vec<String> = streams.iter().map(|one| String::from_utf8_lossy(one).into_owned()).collect();
    let table = texts.iter().find(|text| text.contains("begincmap")).unwrap();
    let mut letters = HashMap::new();
    for line in table.lines() {
        let parts: Vec<&str> = line.split(['<', '>']).filter(|part| !part.trim().is_empty()).collect();
        if let [glyph, unicode] = parts[..]
            && let (Ok(glyph), true) = (u16::from_str_radix(glyph, 16), unicode.len() >= 4)
        {
            let units: Vec<u16> = (0..unicode.len() / 4)
                .filter_map(|at| u16::from_str_radix(&unicode[at * 4..at * 4 + 4], 16).ok())
                .collect();
            letters.insert(glyph, String::from_utf16_lossy(&units));
        }
    }
    let drawn = texts.iter().filter(|text| text.contains(" Tj"));
    let said = |text: &String| {
        let strings = text.split('<').skip(1).filter_map(|rest| rest.split_once("> Tj"));
        let line = |(hex, _): (&str, &str)| -> String {
            let glyph = |at: usize| u16::from_str_radix(&hex[at * 4..at * 4 + 4], 16).unwrap();
            (0..hex.len() / 4).map(|at| letters[&glyph(at)].as_str()).collect()
        };
        strings.map(line).collect::<Vec<_>>().join("\n")
    };
    drawn.map(said).collect()
}

#[test]
fn the_same_paper_gives_the_same_bytes_and_says_that_it_is_to_be_kept() {
    let (bytes, written) = made(&paper(60), Some(&issue()));
    assert_eq!(made(&paper(60), Some(&issue())).0, bytes);
    assert_eq!(written.bytes, bytes.len() as u64);
    let text = String::from_utf8_lossy(&bytes);
    for part in ["<pdfaid:part>2<", "<pdfaid:conformance>U<", "/GTS_PDFA1", "/ID[<", "/Lang"] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn every_page_has_the_heads_and_its_number_and_only_the_last_closes_the_list() {
    let (bytes, written) = made(&paper(60), Some(&issue()));
    let pages = pages(&bytes);
    assert!(pages.len() > 2 && pages.len() == written.pages);
    for (page, number) in pages.iter().zip(1..) {
        for part in ["编号", "名称", "特征", "某中心〔2026〕12号", &format!("第 {number} 页 共 {} 页", pages.len())]
        {
            assert!(page.contains(part), "{part} on page {number}: {page}");
        }
        let last = number == pages.len();
        for part in ["以下空白", "封存未清点", "见证人：", "本清单一式三份。"] {
            assert_eq!(page.contains(part), last, "{part} on page {number}");
        }
    }
    assert!(pages[0].contains("唐山市公安局") && pages[0].contains("本单替代：某中心〔2026〕7号"));
}

#[test]
fn what_is_written_can_be_read_back_rare_letters_too_and_what_the_font_lacks_shows_its_code_point() {
    let mut paper = paper(1);
    paper.rows[0][1] = "㛃䶮𬭎\u{10fffd}".into();
    let said = pages(&made(&paper, Some(&issue())).0).concat();
    assert!(said.contains("㛃䶮𬭎[U+10FFFD]"), "{said}");
    assert!(said.contains("拒绝签名，原因：称物品不属于本人") && said.contains("见证人：李四"), "{said}");
}

#[test]
fn a_long_name_is_whole_however_often_it_is_broken() {
    let mut paper = paper(1);
    paper.rows[0][2] = "很长的特征".repeat(100);
    let said = pages(&made(&paper, Some(&issue())).0).concat().replace('\n', "");
    assert_eq!(said.matches("很长的特征").count(), 100);
}

#[test]
fn one_that_is_not_issued_says_so_on_every_page_and_has_no_number() {
    let (bytes, _) = made(&paper(60), None);
    for page in pages(&bytes) {
        assert!(page.contains("预览 未签发") && page.contains("（未签发）") && !page.contains('〔'), "{page}");
    }
}

//! Sheets are looked at as bytes here; `scripts/check-labels.sh` has them read by independent programs.

use super::*;
use crate::model::goods::label::{LabelCode, LabelKey};
use crate::model::papers::label_content::{ContentField, LabelField};
use crate::model::papers::paper_profile::{MM, Media};
use std::path::Path;

fn font() -> Font {
    Font::find(None, Path::new("data/fonts")).unwrap()
}

fn sheet() -> LabelSheet {
    let field = |field, size_um, lines| ContentField { field, size_um, lines };
    LabelSheet {
        paper: PaperLayout {
            media: Media::Sheet,
            page_width_um: 210 * MM,
            page_height_um: 297 * MM,
            margin_left_um: 6_500,
            margin_top_um: 12_900,
            columns: 3,
            rows: 8,
            label_width_um: 64 * MM,
            label_height_um: 33_900,
            gap_x_um: 2_500,
            gap_y_um: 0,
            offset_x_um: 0,
            offset_y_um: 0,
        },
        content: ContentLayout {
            qr_um: 26 * MM,
            padding_um: 1_500,
            captions: true,
            fields: vec![
                field(LabelField::ItemName, 2_600, 2),
                field(LabelField::CaseNo, 2_200, 2),
                field(LabelField::Code, 2_200, 1),
            ],
        },
        skip: 0,
        copies: 1,
        title: "labels".into(),
        made_at: Time(1_700_000_000_000_000),
    }
}

fn labels(count: u32) -> Vec<Label> {
    let key = LabelKey::parse(&"7".repeat(64)).unwrap();
    let names =
        ["红色手机", "𬭎牌戒指 (刻字“王伟”)", "一个名称特别长的物品".repeat(9).leak(), "\u{e123} Lenovo ThinkPad X1"];
    let label = |serial: u32| {
        let code = LabelCode::issue(&key, 130_273, serial).unwrap();
        let name = names[serial as usize % names.len()].to_owned();
        Label { code: code.as_str().into(), texts: vec![name, "A1302730001002023050001".into(), code.grouped()] }
    };
    (1..=count).map(label).collect()
}

fn print(sheet: &LabelSheet, labels: Vec<Label>) -> (Vec<u8>, Written) {
    let mut bytes = Vec::new();
    let written = write(&mut bytes, &font(), sheet, labels.into_iter().map(Ok::<_, PdfError>)).unwrap();
    (bytes, written)
}

#[test]
fn the_same_labels_give_the_same_bytes_and_every_object_stands_where_the_file_says() {
    let (bytes, written) = print(&sheet(), labels(60));
    assert_eq!((written.pages, written.bytes), (3, bytes.len() as u64));
    assert_eq!(print(&sheet(), labels(60)).0, bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(text.starts_with("%PDF-1.7") && text.ends_with("%%EOF\n"));
    let at = |needle: &str| bytes.windows(needle.len()).rposition(|found| found == needle.as_bytes()).unwrap();
    let table = String::from_utf8_lossy(&bytes[at("xref\n0 ")..at("trailer")]).into_owned();
    for (number, line) in table.lines().skip(2).enumerate().skip(1) {
        let offset: usize = line[..10].parse().unwrap();
        let head = format!("{number} 0 obj");
        assert_eq!(&bytes[offset..offset + head.len()], head.as_bytes());
    }
}

#[test]
fn skipped_cells_and_copies_count_as_labels_on_the_page() {
    let skipping = LabelSheet { skip: 23, ..sheet() };
    assert_eq!(print(&skipping, labels(1)).1.pages, 1);
    assert_eq!(print(&skipping, labels(2)).1.pages, 2);
    assert_eq!(print(&LabelSheet { copies: 13, ..sheet() }, labels(2)).1.pages, 2);
    assert_eq!(print(&sheet(), Vec::new()).1.pages, 1);
}

#[test]
fn a_label_on_a_sheet_takes_few_bytes() {
    let many = print(&sheet(), labels(2_400)).1.bytes;
    let few = print(&sheet(), labels(240)).1.bytes;
    assert!((many - few) / 2_160 < 600, "{}", (many - few) / 2_160);
}

#[test]
fn no_line_leaves_its_label_however_long_the_text() {
    let font = font();
    let mut letters = Letters::new(font.face().unwrap());
    let sheet = sheet();
    for mut label in labels(4) {
        for text in ["", "M", &"W".repeat(200), &"编".repeat(200), &"ab cd-ef ".repeat(40), &"\u{10fffd}".repeat(40)] {
            label.texts[0] = text.to_owned();
            let composed = compose(&mut letters, &sheet.paper, &sheet.content, &label);
            assert!(composed.lines.len() <= 5);
            for line in composed.lines {
                let wide: i64 = line.glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
                let right = line.x_um + wide * line.size_um / 1_000;
                assert!(right <= sheet.paper.label_width_um - sheet.content.padding_um, "{text}: {right}");
                assert!(line.y_um <= sheet.paper.label_height_um);
            }
        }
    }
}

#[test]
fn what_does_not_fit_is_shrunk_then_cut_with_an_ellipsis_and_what_the_font_lacks_shows_its_code_point() {
    let font = font();
    let mut letters = Letters::new(font.face().unwrap());
    let text = |glyphs: &[crate::paper::text::Glyph]| glyphs.iter().map(|glyph| glyph.letter).collect::<String>();
    let whole = letters.fit("红色手机", 10_000, 2_500, 1);
    assert_eq!((whole.size_um, text(&whole.lines[0])), (2_500, "红色手机".into()));
    let shrunk = letters.fit("红色手机", 9_100, 2_500, 1);
    assert_eq!((shrunk.size_um, shrunk.lines.len()), (2_250, 1));
    let cut = letters.fit("红色手机及充电器", 7_000, 2_500, 1);
    assert_eq!(text(&cut.lines[0]), "红色手…");
    let words = letters.fit("black phone case", 6_500, 1_400, 2);
    assert_eq!(words.lines.len(), 2);
    assert!(text(&words.lines[1]).starts_with("case") || text(&words.lines[1]).starts_with("phone"), "{words:?}");
    assert_eq!(text(&letters.shape("a\u{10fffd}b")), "a[U+10FFFD]b");
}

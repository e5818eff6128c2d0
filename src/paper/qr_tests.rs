//! An independent reader reads what is drawn, in both forms.

use super::*;
use crate::model::goods::label::{LabelKey, MAX_SERIAL};
use std::collections::HashSet;
use std::io::Cursor;

fn codes(count: u32) -> Vec<LabelCode> {
    let key = LabelKey::generate().unwrap();
    let issue = |_| LabelCode::issue(&key, fastrand::u32(1..1_000_000), fastrand::u32(1..=MAX_SERIAL)).unwrap();
    (0..count).map(issue).collect()
}

/// What the independent reader finds in a picture of dark and light pixels.
fn scan(width: usize, height: usize, dark: impl FnMut(usize, usize) -> bool) -> (rqrr::MetaData, String) {
    let mut picture = rqrr::PreparedImage::prepare_from_bitmap(width, height, dark);
    let grids = picture.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap()
}

fn scan_png(bytes: &[u8]) -> (rqrr::MetaData, String) {
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let picture = reader.next_frame(&mut pixels).unwrap();
    let (width, height) = (picture.width as usize, picture.height as usize);
    scan(width, height, |x, y| pixels[y * width + x] < 128)
}

/// The dark modules that the path of one of our pictures fills, its text left out.
fn fill(svg: &str) -> HashSet<(usize, usize)> {
    let path = svg.split("crispEdges\" d=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut dark = HashSet::new();
    for run in path.split_terminator('z') {
        let (x, rest) = run.strip_prefix('M').unwrap().split_once(' ').unwrap();
        let (y, rest) = rest.split_once('h').unwrap();
        let (len, back) = rest.split_once("v1H").unwrap();
        assert_eq!(x, back);
        let [x, y, len]: [usize; 3] = [x, y, len].map(|number| number.parse().unwrap());
        dark.extend((x..x + len).map(|x| (x, y)));
    }
    dark
}

#[test]
fn an_independent_reader_reads_two_hundred_pngs() {
    for code in codes(200) {
        let (meta, text) = scan_png(&png(code.as_str(), 4).unwrap());
        assert_eq!(text, code.as_str());
        // Level Q is written as 3 in the symbol.
        assert_eq!((meta.version.0, meta.ecc_level), (1, 3));
    }
}

#[test]
fn every_size_is_read_and_others_are_refused() {
    let code = codes(1)[0];
    for pixels in [4, 5, 9, 16, 64] {
        assert_eq!(scan_png(&png(code.as_str(), pixels).unwrap()).1, code.as_str());
    }
    for pixels in [0, 3, 65, u32::MAX] {
        assert!(matches!(png(code.as_str(), pixels), Err(QrError::Pixels)));
    }
}

#[test]
fn an_independent_reader_reads_the_path_of_the_svg() {
    for code in codes(20) {
        let dark = fill(&svg(code.as_str()).unwrap());
        let (_, text) = scan(WIDTH * 4, HEIGHT * 4, |x, y| dark.contains(&(x / 4, y / 4)));
        assert_eq!(text, code.as_str());
    }
}

#[test]
fn the_svg_is_well_formed_and_small_and_says_the_code() {
    for code in codes(20) {
        let svg = svg(&code.grouped().to_lowercase()).unwrap();
        assert!(svg.contains(&format!(">{}</text>", code.grouped())));
        assert!(svg.len() < 3_000, "{}", svg.len());
        let mut open = Vec::new();
        for tag in svg.split('<').skip(1) {
            let (tag, _) = tag.split_once('>').unwrap();
            assert_eq!(tag.matches('"').count() % 2, 0);
            let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap();
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(name));
            } else if !tag.ends_with('/') {
                open.push(name);
            }
        }
        assert!(open.is_empty());
    }
}

#[test]
fn a_quiet_zone_of_four_modules_surrounds_the_code() {
    let dark = fill(&svg(codes(1)[0].as_str()).unwrap());
    let within = QUIET..QUIET + SIDE;
    assert!(dark.iter().all(|(x, y)| within.contains(x) && within.contains(y)));
    for corner in [(QUIET, QUIET), (QUIET + SIDE - 1, QUIET), (QUIET, QUIET + SIDE - 1)] {
        assert!(dark.contains(&corner));
    }
}

#[test]
fn every_letter_of_a_code_has_its_own_dots() {
    let letters = "-0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let drawn: HashSet<_> = letters.bytes().map(glyphs::rows).collect();
    assert_eq!(drawn.len(), letters.len());
    assert!(!drawn.contains(&glyphs::rows(b'?')));
}

#[test]
fn what_is_no_label_code_gets_no_label() {
    assert!(matches!(svg("<script>"), Err(QrError::Code(_))));
    assert!(matches!(png("", 8), Err(QrError::Code(_))));
}

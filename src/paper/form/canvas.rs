//! What is drawn on the page that is being made: texts in boxes, lines, and the measures every part of a paper shares.
//! Lengths are micrometres.

use crate::model::papers::paper_profile::MM;
use crate::paper::font::Font;
use crate::paper::form::pictures::{Pictures, name_of};
use crate::paper::page::Mark;
use crate::paper::pdf::{PdfError, Used};
use crate::paper::text::{Glyph, Letters, wide};

/// A4, upright.
pub const PAGE: (i64, i64) = (210 * MM, 297 * MM);
/// The left edge of what is printed: papers are bound on the left.
pub const LEFT: i64 = 22 * MM;
/// The right edge.
pub const RIGHT: i64 = 195 * MM;
/// The upper edge.
pub const TOP: i64 = 15 * MM;
/// The lower edge; the page's number stands below.
pub const BOTTOM: i64 = 281 * MM;
/// Height of letters in cells, 9 points.
pub const SIZE: i64 = 3_170;
/// From one line of a text to the next.
pub const PITCH: i64 = 4_300;
/// Between the edge of a cell and its text.
pub const PAD: i64 = 1_100;
/// The frame of a table.
const FRAME: i64 = 300;
/// Lines within it.
const RULE: i64 = 150;

/// The page in the making.
pub struct Canvas<'f> {
    letters: Letters<'f>,
    pictures: &'f Pictures,
    pub used: Used,
    pub marks: Vec<Mark>,
}

/// How a text stands in its box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

impl<'f> Canvas<'f> {
    /// For a font, and the pictures that cells name.
    ///
    /// # Errors
    /// None for a font that was loaded.
    pub fn new(font: &'f Font, pictures: &'f Pictures) -> Result<Self, PdfError> {
        Ok(Self { letters: Letters::new(font.face()?), pictures, used: Used::default(), marks: Vec::new() })
    }

    /// Breaks a text of a cell into lines; line breaks in it are kept.
    pub fn wrapped(&mut self, text: &str, width_um: i64) -> Vec<Vec<Glyph>> {
        let room = (width_um - 2 * PAD).max(SIZE);
        text.lines().flat_map(|line| self.letters.lines(line, room, SIZE)).collect()
    }

    /// A single line from its baseline, smaller where it would be too wide.
    pub fn line(&mut self, text: &str, (x_um, y_um): (i64, i64), width_um: i64, size_um: i64, align: Align) {
        let fitted = self.letters.fit(text, width_um, size_um, 1);
        for line in fitted.lines {
            self.glyphs(&line, (x_um, y_um), width_um, fitted.size_um, align);
        }
    }

    /// A text that is never cut short, on so many lines at most, from the baseline of its first; answers the baseline of its last.
    pub fn lines(
        &mut self,
        text: &str,
        (x_um, y_um): (i64, i64),
        width_um: i64,
        (size_um, most): (i64, i64),
        align: Align,
    ) -> i64 {
        let fitted = self.letters.fit(text, width_um, size_um, most);
        let mut last = y_um;
        for (line, number) in fitted.lines.iter().zip(0..) {
            last = y_um + fitted.size_um * 13 / 10 * number;
            self.glyphs(line, (x_um, last), width_um, fitted.size_um, align);
        }
        last
    }

    /// Lines of a cell from the upper edge of their box.
    pub fn block(&mut self, lines: &[Vec<Glyph>], (x_um, top_um): (i64, i64), width_um: i64, align: Align) {
        for (line, number) in lines.iter().zip(0..) {
            let baseline = top_um + PITCH * number + PITCH * 4 / 5;
            self.glyphs(line, (x_um + PAD, baseline), width_um - 2 * PAD, SIZE, align);
        }
    }

    fn glyphs(&mut self, glyphs: &[Glyph], (x_um, y_um): (i64, i64), width_um: i64, size_um: i64, align: Align) {
        let spare = width_um - wide(glyphs) * size_um / 1_000;
        let x_um = match align {
            Align::Left => x_um,
            Align::Centre => x_um + spare / 2,
            Align::Right => x_um + spare,
        };
        let glyphs = self.used.encode(glyphs);
        self.marks.push(Mark::Text { x_um, y_um, size_um, glyphs });
    }

    /// Grey letters across the page, below everything that follows.
    pub fn watermark(&mut self, text: &str) {
        let size_um = 16 * MM;
        let glyphs = self.letters.shape(text);
        let half = wide(&glyphs) * size_um / 2_000 * 707 / 1_000;
        let glyphs = self.used.encode(&glyphs);
        self.marks.push(Mark::Watermark { x_um: PAGE.0 / 2 - half, y_um: PAGE.1 / 2 + half, size_um, glyphs });
    }

    /// A line within a table.
    pub fn rule(&mut self, from_um: (i64, i64), to_um: (i64, i64)) {
        self.marks.push(Mark::Line { from_um, to_um, width_um: RULE });
    }

    /// The frame of a table.
    pub fn frame(&mut self, top_um: i64, bottom_um: i64) {
        // Lines across end where the outer edges of those down are, so that corners are whole.
        let across = |y_um| ((LEFT - FRAME / 2, y_um), (RIGHT + FRAME / 2, y_um));
        let down = |x_um| ((x_um, top_um), (x_um, bottom_um));
        for (from_um, to_um) in [across(top_um), across(bottom_um), down(LEFT), down(RIGHT)] {
            self.marks.push(Mark::Line { from_um, to_um, width_um: FRAME });
        }
    }

    /// A picture as large as it can be in a box, at its left; nothing where there is no such picture.
    pub fn picture(&mut self, sha256: &str, (x_um, top_um): (i64, i64), (width_um, height_um): (i64, i64)) {
        let Some((at, picture)) =
            (0..).zip(self.pictures).find_map(|(at, (name, picture))| (name == sha256).then_some((at, picture)))
        else {
            return;
        };
        let (across, down) = (i64::from(picture.width).max(1), i64::from(picture.height).max(1));
        // Never larger than at 200 dots an inch: a small scribble stays small.
        let scale = |side: i64| side.saturating_mul(127);
        let (wide, high) = (scale(across).min(width_um), scale(down).min(height_um));
        let size_um =
            if wide * down <= high * across { (wide, wide * down / across) } else { (high * across / down, high) };
        self.marks.push(Mark::Picture { x_um, y_um: top_um + size_um.1, size_um, name: name_of(at) });
    }

    /// A QR code whose quiet zone is part of the box.
    pub fn qr(&mut self, code: &str, (x_um, y_um): (i64, i64), side_um: i64) {
        self.marks.push(Mark::Qr { x_um, y_um, side_um, code: code.to_owned() });
    }
}

/// The height of a row of so many lines.
pub const fn row_height(lines: usize) -> i64 {
    let lines = if lines == 0 { 1 } else { lines as i64 };
    lines * PITCH + 2 * PAD
}

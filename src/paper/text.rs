//! Text on paper: measured glyph by glyph, shrunk, wrapped, and in the end cut with an ellipsis, so that it never runs
//! over its box. A character that the font lacks is written as its code point.

use std::collections::HashMap;

use ttf_parser::{Face, GlyphId};

use crate::model::characters::is_joiner;
use crate::model::text::is_selector;

/// Sizes that are tried before anything is cut, in per cent.
const SIZES: [i64; 7] = [100, 95, 90, 85, 80, 75, 70];
/// Sizes that are tried before another line is begun.
const GENTLY: [i64; 4] = [100, 95, 90, 85];
const ELLIPSIS: char = '…';

/// One letter as the font draws it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Number in the whole font.
    pub id: u16,
    /// Width, in thousandths of the letter height.
    pub advance: u16,
    /// The character it stands for.
    pub letter: char,
}

/// Looks characters up in a font.
pub struct Letters<'f> {
    face: Face<'f>,
    known: HashMap<char, Option<Glyph>>,
}

/// A text in its box: the letter height that fits, and the lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// Height of the letters in micrometres.
    pub size_um: i64,
    /// Never more than asked for, never wider than the box.
    pub lines: Vec<Vec<Glyph>>,
}

impl<'f> Letters<'f> {
    /// For a face.
    pub fn new(face: Face<'f>) -> Self {
        Self { face, known: HashMap::new() }
    }

    /// The face.
    pub const fn face(&self) -> &Face<'f> {
        &self.face
    }

    /// The glyphs of a text, one for each character the font has. Whatever picks a form of the letter before it, or joins
    /// two, is not drawn by itself: the font has one form of each letter.
    pub fn shape(&mut self, text: &str) -> Vec<Glyph> {
        let mut glyphs = Vec::with_capacity(text.len());
        for letter in text.chars().filter(|letter| !is_selector(*letter) && !is_joiner(*letter)) {
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            match self.glyph(letter) {
                Some(glyph) => glyphs.push(glyph),
                None => {
                    let code = format!("[U+{:04X}]", u32::from(letter));
                    glyphs.extend(code.chars().filter_map(|letter| self.glyph(letter)));
                }
            }
        }
        glyphs
    }

    /// Puts a text into a box of some width and at most `lines` lines.
    pub fn fit(&mut self, text: &str, width_um: i64, size_um: i64, lines: i64) -> Fitted {
        let glyphs = self.shape(text);
        let most = usize::try_from(lines).unwrap_or(1).max(1);
        // A little smaller on one line reads better than two lines.
        let gently = (1..most).flat_map(|lines| GENTLY.map(|percent| (lines, percent)));
        for (lines, percent) in gently.chain(SIZES.map(|percent| (most, percent))) {
            let size_um = size_um * percent / 100;
            let found = wrap(&glyphs, width_um * 1_000 / size_um.max(1));
            if found.len() <= lines {
                return Fitted { size_um, lines: found };
            }
        }
        let size_um = size_um * SIZES.last().copied().unwrap_or(100) / 100;
        let room = width_um * 1_000 / size_um.max(1);
        let mut found = wrap(&glyphs, room);
        found.truncate(most);
        if let (Some(last), Some(dots)) = (found.last_mut(), self.glyph(ELLIPSIS)) {
            while !last.is_empty() && wide(last) + i64::from(dots.advance) > room {
                last.pop();
            }
            last.push(dots);
        }
        Fitted { size_um, lines: found }
    }

    /// Breaks a text into lines of letters of one height; an empty text has none.
    pub fn lines(&mut self, text: &str, width_um: i64, size_um: i64) -> Vec<Vec<Glyph>> {
        wrap(&self.shape(text), width_um * 1_000 / size_um.max(1))
    }

    fn glyph(&mut self, letter: char) -> Option<Glyph> {
        let face = &self.face;
        *self.known.entry(letter).or_insert_with(|| {
            let id = face.glyph_index(letter).filter(|id| id.0 != 0)?;
            Some(Glyph { id: id.0, advance: advance(face, id), letter })
        })
    }
}

fn advance(face: &Face<'_>, id: GlyphId) -> u16 {
    let units = u32::from(face.glyph_hor_advance(id).unwrap_or(face.units_per_em()));
    // Rounded up, so that the sum over a line is never less than its real width.
    u16::try_from((units * 1_000).div_ceil(u32::from(face.units_per_em()))).unwrap_or(u16::MAX)
}

/// The width of a line, in thousandths of the letter height.
pub fn wide(glyphs: &[Glyph]) -> i64 {
    glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum()
}

/// Breaks glyphs into lines no wider than `room`, in thousandths of the letter height.
fn wrap(glyphs: &[Glyph], room: i64) -> Vec<Vec<Glyph>> {
    let mut lines = Vec::new();
    let mut rest = glyphs;
    while !rest.is_empty() {
        let mut sum = 0;
        let fitting = rest.iter().take_while(|glyph| {
            sum += i64::from(glyph.advance);
            sum <= room
        });
        let most = fitting.count().max(1);
        let at = if most == rest.len() { most } else { break_before(rest, most) };
        let (line, after) = rest.split_at(at);
        lines.push(trimmed(line));
        let blanks = after.iter().take_while(|glyph| glyph.letter == ' ').count();
        rest = after.split_at(blanks).1;
    }
    lines
}

/// Where a line of at most `most` glyphs ends: not within a word, unless the word fills it.
fn break_before(glyphs: &[Glyph], most: usize) -> usize {
    let can_break = |at: &usize| {
        let around = glyphs.get(at - 1).zip(glyphs.get(*at));
        around.is_some_and(|(before, after)| {
            let within_a_word = is_word(before.letter) && is_word(after.letter);
            !(within_a_word || closes(after.letter) || opens(before.letter))
        })
    };
    (1..=most).rev().find(can_break).unwrap_or(most)
}

const fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '[' | ']' | '+' | '.' | ',' | ')' | '(')
}

/// Marks that no Chinese line begins with (GB/T 15834-2011, 5.1.2).
const fn closes(letter: char) -> bool {
    matches!(
        letter,
        '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | '》' | '〉' | '」' | '』' | '”' | '’' | '％'
    )
}

/// Marks that no Chinese line ends with.
const fn opens(letter: char) -> bool {
    matches!(letter, '（' | '《' | '〈' | '「' | '『' | '“' | '‘')
}

fn trimmed(line: &[Glyph]) -> Vec<Glyph> {
    let blanks = line.iter().rev().take_while(|glyph| glyph.letter == ' ').count();
    line.iter().take(line.len() - blanks).copied().collect()
}

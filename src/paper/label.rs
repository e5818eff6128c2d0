//! One label: where its code and its lines of text stand.

use crate::model::papers::label_content::{ContentLayout, LabelField};
use crate::model::papers::paper_profile::PaperLayout;
use crate::model::words::Word;
use crate::paper::text::{Glyph, Letters};

/// What is printed on one label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What the QR code says.
    pub code: String,
    /// The fields' values in the order of the content; an empty one leaves room to write by hand.
    pub texts: Vec<String>,
}

/// A line of text at its place, in micrometres from the left and the top of the label.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// Left end.
    pub x_um: i64,
    /// The baseline.
    pub y_um: i64,
    /// Height of the letters.
    pub size_um: i64,
    /// The letters.
    pub glyphs: Vec<Glyph>,
}

/// A label ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Composed {
    /// Left and top of the QR code with its quiet zone, and its side.
    pub qr_um: (i64, i64, i64),
    /// The lines.
    pub lines: Vec<TextLine>,
}

/// Puts a label together. The content must fit the paper; every line then stays within the label.
pub fn compose(letters: &mut Letters<'_>, paper: &PaperLayout, content: &ContentLayout, label: &Label) -> Composed {
    let pad = content.padding_um;
    let left = pad + content.qr_um;
    let width = paper.label_width_um - left - pad;
    let mut top = pad;
    let mut lines = Vec::new();
    for (one, text) in content.fields.iter().zip(&label.texts) {
        let words = if content.captions { captioned(one.field, text) } else { text.clone() };
        let fitted = letters.fit(&words, width, one.size_um, one.lines);
        let height = ContentLayout::line_height(fitted.size_um);
        // What is not known yet is written by hand, which needs all the room there is.
        let empty = if text.is_empty() { one.lines - 1 } else { 0 };
        for glyphs in fitted.lines {
            // The baseline is where the letters stand: their tails take about a fifth of the height below it.
            lines.push(TextLine { x_um: left, y_um: top + fitted.size_um * 22 / 25, size_um: fitted.size_um, glyphs });
            top += height;
        }
        top += height * empty;
    }
    // What a label says stands beside the middle of its code, however much that is.
    let down = (paper.label_height_um - pad - top).max(0) / 2;
    for line in &mut lines {
        line.y_um += down;
    }
    Composed { qr_um: (pad, (paper.label_height_um - content.qr_um) / 2, content.qr_um), lines }
}

fn captioned(field: LabelField, text: &str) -> String {
    format!("{}：{text}", field.chinese())
}

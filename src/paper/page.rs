//! What is drawn on one page, and how it reads in a PDF content stream. Lengths are hundredths of a millimetre, which
//! keeps the numbers whole and short.

use qrcode::{Color, EcLevel, QrCode};

use crate::model::goods::label::LabelCode;
use crate::paper::pdf::FONT;
use crate::paper::qr;

/// White modules around a code that readers rely on (ISO/IEC 18004).
pub const QUIET: usize = 4;
/// Micrometres in a unit of a page.
pub const UNIT_UM: i64 = 10;
/// Points in a unit.
const SCALE: &str = "0.0283465 0 0 0.0283465 0 0 cm\n";

/// Something on a page, in micrometres from its left and top edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A line of text from its baseline's left end, in numbers of the file's font.
    Text { x_um: i64, y_um: i64, size_um: i64, glyphs: Vec<u16> },
    /// A QR code with its quiet zone.
    Qr { x_um: i64, y_um: i64, side_um: i64, code: String },
    /// A straight line.
    Line { from_um: (i64, i64), to_um: (i64, i64), width_um: i64 },
    /// A picture of the file, from its left lower corner.
    Picture { x_um: i64, y_um: i64, size_um: (i64, i64), name: String },
    /// A line of grey text that climbs by 45 degrees from its baseline's left end.
    Watermark { x_um: i64, y_um: i64, size_um: i64, glyphs: Vec<u16> },
}

impl Mark {
    /// The same mark further right and down.
    #[must_use]
    pub fn moved(&self, dx: i64, dy: i64) -> Self {
        let mut mark = self.clone();
        match &mut mark {
            Self::Text { x_um, y_um, .. }
            | Self::Qr { x_um, y_um, .. }
            | Self::Picture { x_um, y_um, .. }
            | Self::Watermark { x_um, y_um, .. } => {
                *x_um += dx;
                *y_um += dy;
            }
            Self::Line { from_um, to_um, .. } => {
                for end in [from_um, to_um] {
                    end.0 += dx;
                    end.1 += dy;
                }
            }
        }
        mark
    }
}

/// The modules of a code at level Q, and how many are along a side. A label code takes the smallest version there is.
///
/// # Errors
/// When the text is too long for a QR code.
pub fn modules(code: &str) -> Result<(Vec<Color>, usize), qrcode::types::QrError> {
    match LabelCode::parse(code) {
        Ok(code) => qr::modules(&code),
        Err(_) => {
            let drawn = QrCode::with_error_correction_level(code, EcLevel::Q)?;
            let side = drawn.width();
            Ok((drawn.into_colors(), side))
        }
    }
}

/// The content stream of a page of some height.
///
/// # Errors
/// When a text is too long for a QR code.
pub fn content(marks: &[Mark], height_um: i64) -> Result<Vec<u8>, qrcode::types::QrError> {
    let mut out = Vec::with_capacity(marks.len() * 400);
    out.extend_from_slice(SCALE.as_bytes());
    for mark in marks {
        match mark {
            Mark::Text { x_um, y_um, size_um, glyphs } => {
                text(&mut out, *x_um, height_um - y_um, *size_um, glyphs);
            }
            Mark::Qr { x_um, y_um, side_um, code } => {
                let (modules, side) = modules(code)?;
                qr_code(&mut out, *x_um, height_um - y_um, *side_um, &modules, side);
            }
            Mark::Watermark { x_um, y_um, size_um, glyphs } => {
                watermark(&mut out, (*x_um, height_um - y_um), *size_um, glyphs);
            }
            Mark::Picture { x_um, y_um, size_um, name } => {
                picture(&mut out, (*x_um, height_um - y_um), *size_um, name);
            }
            Mark::Line { from_um, to_um, width_um } => {
                number(&mut out, width_um / UNIT_UM);
                out.extend_from_slice(b"w ");
                for (end, operator) in [(from_um, b"m "), (to_um, b"l ")] {
                    number(&mut out, end.0 / UNIT_UM);
                    number(&mut out, (height_um - end.1) / UNIT_UM);
                    out.extend_from_slice(operator);
                }
                out.extend_from_slice(b"S\n");
            }
        }
    }
    Ok(out)
}

fn text(out: &mut Vec<u8>, x_um: i64, y_um: i64, size_um: i64, glyphs: &[u16]) {
    out.extend_from_slice(b"BT /");
    out.extend_from_slice(FONT.as_bytes());
    out.push(b' ');
    number(out, size_um / UNIT_UM);
    out.extend_from_slice(b"Tf ");
    number(out, x_um / UNIT_UM);
    number(out, y_um / UNIT_UM);
    out.extend_from_slice(b"Td ");
    show(out, glyphs);
}

/// Light enough that what is written over it stays readable.
fn watermark(out: &mut Vec<u8>, (x_um, y_um): (i64, i64), size_um: i64, glyphs: &[u16]) {
    out.extend_from_slice(format!("q 0.85 g BT /{FONT} ").as_bytes());
    number(out, size_um / UNIT_UM);
    out.extend_from_slice(b"Tf 0.70711 0.70711 -0.70711 0.70711 ");
    number(out, x_um / UNIT_UM);
    number(out, y_um / UNIT_UM);
    out.extend_from_slice(b"Tm ");
    show(out, glyphs);
    out.extend_from_slice(b"Q\n");
}

fn picture(out: &mut Vec<u8>, (x_um, y_um): (i64, i64), (width_um, height_um): (i64, i64), name: &str) {
    out.extend_from_slice(b"q ");
    for value in [width_um, 0, 0, height_um, x_um, y_um] {
        number(out, value / UNIT_UM);
    }
    out.extend_from_slice(format!("cm /{name} Do Q\n").as_bytes());
}

fn show(out: &mut Vec<u8>, glyphs: &[u16]) {
    out.push(b'<');
    let digit = |value: u16| b"0123456789ABCDEF".get(usize::from(value & 15)).copied().unwrap_or(b'0');
    for glyph in glyphs {
        out.extend([digit(glyph >> 12), digit(glyph >> 8), digit(glyph >> 4), digit(*glyph)]);
    }
    out.extend_from_slice(b"> Tj ET\n");
}

/// One rectangle for each run of dark modules, in units of one module, filled together so that no seams show.
fn qr_code(out: &mut Vec<u8>, x_um: i64, y_um: i64, side_um: i64, modules: &[Color], side: usize) {
    let module = side_um as f64 / UNIT_UM as f64 / (side + 2 * QUIET) as f64;
    let origin = |edge: i64| edge as f64 / UNIT_UM as f64;
    let (left, top) = (origin(x_um) + module * QUIET as f64, origin(y_um) - module * QUIET as f64);
    out.extend_from_slice(format!("q {module:.3} 0 0 -{module:.3} {left:.2} {top:.2} cm\n").as_bytes());
    for (y, row) in (0..).zip(modules.chunks_exact(side.max(1))) {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            let len = i64::try_from(run.len()).unwrap_or(0);
            if run.first() == Some(&Color::Dark) {
                number(out, x);
                number(out, y);
                number(out, len);
                out.extend_from_slice(b"1 re\n");
            }
            x += len;
        }
    }
    out.extend_from_slice(b"f Q\n");
}

/// A whole number and a blank; formatting through `fmt` would cost more than the code itself.
fn number(out: &mut Vec<u8>, value: i64) {
    let mut digits = [0_u8; 20];
    let mut rest = value.unsigned_abs();
    let mut len = 0;
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        len += 1;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend(digits.iter().skip(digits.len() - len));
    out.push(b' ');
}

//! The picture of a label: its QR code and, below, the code for people. Black on white, nothing else.
//! The code is in alphanumeric mode at level Q, which puts its 15 characters into version 1, the smallest.

use super::glyphs;
use crate::model::goods::label::{CodeError, LabelCode};
use png::{ColorType, Encoder};
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};
use std::ops::RangeInclusive;
use thiserror::Error;

/// Modules along a side of a version 1 code.
const SIDE: usize = 21;
/// White modules around the code that readers rely on (ISO/IEC 18004).
const QUIET: usize = 4;
/// Modules across the picture.
const WIDTH: usize = SIDE + 2 * QUIET;
/// Modules from the top to the bottom of the picture; the line of text is below the quiet zone.
const HEIGHT: usize = WIDTH + 4;
/// At fewer pixels the line of text does not fit below; more make no label.
const PIXELS: RangeInclusive<u32> = 4..=64;

const WHITE: u8 = 255;
const BLACK: u8 = 0;

/// Why there is no picture.
#[derive(Debug, Error)]
pub enum QrError {
    #[error(transparent)]
    Code(#[from] CodeError),
    #[error("a module is 4 to 64 pixels wide")]
    Pixels,
    #[error("the code could not be encoded: {0}")]
    Encode(#[from] qrcode::types::QrError),
    #[error("the picture could not be written: {0}")]
    Write(#[from] png::EncodingError),
}

/// The label of a code as SVG, one millimetre for a module unless the page says otherwise.
///
/// # Errors
/// [`QrError`] when the text is not a label code.
pub fn svg(code: &str) -> Result<String, QrError> {
    let code = LabelCode::parse(code)?;
    let (modules, _) = modules(&code)?;
    let mut svg = String::with_capacity(3_000);
    svg.push_str(concat!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="29mm" height="33mm" viewBox="0 0 29 33">"#,
        r##"<path fill="#fff" d="M0 0h29v33H0z"/><path shape-rendering="crispEdges" d=""##,
    ));
    for (y, row) in (QUIET..).zip(modules.chunks_exact(SIDE)) {
        push_runs(&mut svg, y, row);
    }
    svg.push_str(concat!(
        r#""/><text x="14.5" y="31" font-family="monospace" font-size="2.4" "#,
        r#"text-anchor="middle">"#,
    ));
    svg.push_str(&code.grouped());
    svg.push_str("</text></svg>\n");
    Ok(svg)
}

/// The label of a code as a grey PNG, each module `pixels` wide.
///
/// # Errors
/// [`QrError`] when the text is not a label code or `pixels` is not 4 to 64.
pub fn png(code: &str, pixels: u32) -> Result<Vec<u8>, QrError> {
    let code = LabelCode::parse(code)?;
    if !PIXELS.contains(&pixels) {
        return Err(QrError::Pixels);
    }
    let (modules, _) = modules(&code)?;
    let scale = pixels as usize;
    let mut picture = Picture::white(WIDTH * scale, HEIGHT * scale);
    for (y, row) in (QUIET..).zip(modules.chunks_exact(SIDE)) {
        for (x, color) in (QUIET..).zip(row) {
            if *color == Color::Dark {
                picture.square(x * scale, y * scale, scale);
            }
        }
    }
    write_line(&mut picture, &code.grouped(), scale);
    let mut bytes = Vec::new();
    let (width, height) = (picture.width as u32, (HEIGHT * scale) as u32);
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Grayscale);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&picture.pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// Any other text as a QR code, SVG, which is as large as the page wants it.
///
/// # Errors
/// [`QrError`] when the text is too long.
pub fn svg_of(text: &str) -> Result<String, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L)?;
    let side = code.width();
    let width = side + 2 * QUIET;
    let mut svg = format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}">"#,
            r##"<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path shape-rendering="crispEdges" d=""##,
        ),
        width
    );
    for (y, row) in (QUIET..).zip(code.into_colors().chunks_exact(side)) {
        push_runs(&mut svg, y, row);
    }
    svg.push_str(r#""/></svg>"#);
    Ok(svg)
}

/// The modules of a label code row by row, and how many are along a side.
///
/// # Errors
/// None for a label code.
pub fn modules(code: &LabelCode) -> Result<(Vec<Color>, usize), qrcode::types::QrError> {
    let mut bits = Bits::new(Version::Normal(1));
    bits.push_alphanumeric_data(code.as_str().as_bytes())?;
    bits.push_terminator(EcLevel::Q)?;
    Ok((QrCode::with_bits(bits, EcLevel::Q)?.into_colors(), SIDE))
}

/// Adds one rectangle for each run of dark modules in a row.
fn push_runs(svg: &mut String, y: usize, row: &[Color]) {
    let mut x = QUIET;
    for run in row.chunk_by(|one, next| one == next) {
        if run.first() == Some(&Color::Dark) {
            for (command, number) in [('M', x), (' ', y), ('h', run.len())] {
                svg.push(command);
                push_number(svg, number);
            }
            svg.push_str("v1H");
            push_number(svg, x);
            svg.push('z');
        }
        x += run.len();
    }
}

/// Formatting through `fmt` would cost more than the rest of the picture.
fn push_number(svg: &mut String, number: usize) {
    let digit = |value: usize| char::from(b'0' + (value % 10) as u8);
    if number >= 100 {
        svg.push(digit(number / 100));
    }
    if number >= 10 {
        svg.push(digit(number / 10));
    }
    svg.push(digit(number));
}

/// Writes the text centred in what is left below the code.
fn write_line(picture: &mut Picture, text: &str, scale: usize) {
    let columns = text.len() * glyphs::ADVANCE - 1;
    let dot = picture.width / (columns + 2);
    let left = (picture.width - columns * dot) / 2;
    let top = WIDTH * scale;
    for (at, letter) in text.bytes().enumerate() {
        for (y, row) in glyphs::rows(letter).into_iter().enumerate() {
            for x in (0..glyphs::WIDTH).filter(|x| row >> (glyphs::WIDTH - 1 - x) & 1 == 1) {
                let column = at * glyphs::ADVANCE + x;
                picture.square(left + column * dot, top + y * dot, dot);
            }
        }
    }
}

/// Grey pixels, row by row.
struct Picture {
    width: usize,
    pixels: Vec<u8>,
}

impl Picture {
    fn white(width: usize, height: usize) -> Self {
        let pixels = vec![WHITE; width * height];
        Self { width, pixels }
    }

    fn square(&mut self, left: usize, top: usize, side: usize) {
        for row in self.pixels.chunks_exact_mut(self.width).skip(top).take(side) {
            row.iter_mut().skip(left).take(side).for_each(|pixel| *pixel = BLACK);
        }
    }
}

#[cfg(test)]
#[path = "qr_tests.rs"]
mod tests;

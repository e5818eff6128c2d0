//! One label as SVG: the same measures as in print, the letters as outlines, so that it looks the same everywhere.

use std::fmt::Write;

use qrcode::Color;
use ttf_parser::{Face, GlyphId, OutlineBuilder};

use crate::model::papers::label_content::ContentLayout;
use crate::model::papers::paper_profile::{PaperLayout, mm};
use crate::paper::font::Font;
use crate::paper::label::{Label, compose};
use crate::paper::page::{QUIET, modules};
use crate::paper::pdf::PdfError;
use crate::paper::text::Letters;

/// Draws a label; its content must fit the paper.
///
/// # Errors
/// [`PdfError`] for a text too long for a QR code.
pub fn svg(font: &Font, paper: &PaperLayout, content: &ContentLayout, label: &Label) -> Result<String, PdfError> {
    let mut letters = Letters::new(font.face()?);
    let composed = compose(&mut letters, paper, content, label);
    let (width, height) = (paper.label_width_um, paper.label_height_um);
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{}mm" height="{}mm" viewBox="0 0 {width} {height}"><path fill="#fff" d="M0 0h{width}v{height}H0z"/>"##,
        mm(width),
        mm(height)
    );
    draw_code(&mut svg, composed.qr_um, &label.code)?;
    let units = f32::from(letters.face().units_per_em());
    for line in &composed.lines {
        let scale = line.size_um as f32 / units;
        let mut x = line.x_um as f32;
        svg.push_str("<path d=\"");
        for glyph in &line.glyphs {
            let pen = Pen { out: &mut svg, x, y: line.y_um as f32, scale };
            outline(letters.face(), glyph.id, pen);
            x += f32::from(glyph.advance) * line.size_um as f32 / 1_000.0;
        }
        svg.push_str("\"/>");
    }
    svg.push_str("</svg>\n");
    Ok(svg)
}

fn draw_code(svg: &mut String, (x_um, y_um, side_um): (i64, i64, i64), code: &str) -> Result<(), PdfError> {
    let (modules, side) = modules(code)?;
    let module = side_um as f64 / (side + 2 * QUIET) as f64;
    put(
        svg,
        format_args!(
            r#"<path shape-rendering="crispEdges" transform="translate({x_um} {y_um}) scale({module:.3})" d=""#
        ),
    );
    for (y, row) in (QUIET..).zip(modules.chunks_exact(side.max(1))) {
        let mut x = QUIET;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                put(svg, format_args!("M{x} {y}h{}v1H{x}z", run.len()));
            }
            x += run.len();
        }
    }
    svg.push_str("\"/>");
    Ok(())
}

fn outline(face: &Face<'_>, glyph: u16, mut pen: Pen<'_>) {
    // A glyph without an outline, such as the blank, draws nothing.
    let _ = face.outline_glyph(GlyphId(glyph), &mut pen);
}

/// Writing into a string cannot fail.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

/// Follows an outline with the y axis pointing down.
struct Pen<'o> {
    out: &'o mut String,
    x: f32,
    y: f32,
    scale: f32,
}

impl Pen<'_> {
    fn to(&mut self, command: char, points: &[(f32, f32)]) {
        self.out.push(command);
        for (x, y) in points {
            let (x, y) = (self.x + x * self.scale, self.y - y * self.scale);
            put(self.out, format_args!("{x:.0} {y:.0} "));
        }
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.to('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.to('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.to('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.to('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.out.push('Z');
    }
}

//! A page to lay over a sheet of labels against the light: it shows by how much a printer is off.

use std::io::Write;

use crate::model::papers::paper_profile::{MM, PaperLayout, mm};
use crate::model::time::Time;
use crate::paper::font::Font;
use crate::paper::page::{Mark, content};
use crate::paper::pdf::{Pdf, PdfError, Used, Written, deflate};
use crate::paper::text::Letters;

const HAIR: i64 = 100;
const TICK: i64 = 1_500;
const LETTERS: i64 = 2_200;
/// Millimetres of the ruler to either side of the middle.
const RULER: i64 = 5;

/// Writes the page of a profile.
///
/// # Errors
/// [`PdfError`].
pub fn write(out: impl Write, font: &Font, paper: &PaperLayout, name: &str) -> Result<Written, PdfError> {
    let mut letters = Letters::new(font.face()?);
    let mut used = Used::default();
    let mut marks = Vec::new();
    for at in 0..paper.cells() {
        cell(&mut marks, paper.cell(at), (paper.label_width_um, paper.label_height_um));
    }
    let corner = paper.cell(0);
    rulers(&mut marks, corner, (paper.label_width_um, paper.label_height_um));
    let texts = [
        name.to_owned(),
        format!("{} × {} mm", mm(paper.label_width_um), mm(paper.label_height_um)),
        format!("offset x {} mm, y {} mm", mm(paper.offset_x_um), mm(paper.offset_y_um)),
        "向右向下为正 right and down are positive".to_owned(),
    ];
    let width_um = paper.label_width_um - 4 * MM;
    let mut y_um = corner.1 + 2 * MM;
    for text in texts {
        let fitted = letters.fit(&text, width_um, LETTERS, 1);
        for line in fitted.lines {
            y_um += fitted.size_um * 5 / 4;
            let glyphs = used.encode(&line);
            marks.push(Mark::Text { x_um: corner.0 + 2 * MM, y_um, size_um: fitted.size_um, glyphs });
        }
    }
    let mut pdf = Pdf::begin(out)?;
    pdf.page(&deflate(&content(&marks, paper.page_height_um)?)?)?;
    pdf.finish(font, &used, (paper.page_width_um, paper.page_height_um), name, Time(0))
}

fn line(marks: &mut Vec<Mark>, from_um: (i64, i64), to_um: (i64, i64)) {
    marks.push(Mark::Line { from_um, to_um, width_um: HAIR });
}

/// The outline of a label and a cross at its middle.
fn cell(marks: &mut Vec<Mark>, (x, y): (i64, i64), (width, height): (i64, i64)) {
    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)];
    for (from, to) in corners.iter().zip(corners.iter().skip(1)) {
        line(marks, *from, *to);
    }
    let (middle, centre) = (x + width / 2, y + height / 2);
    line(marks, (middle - 2 * TICK, centre), (middle + 2 * TICK, centre));
    line(marks, (middle, centre - 2 * TICK), (middle, centre + 2 * TICK));
}

/// Millimetres across the right and the lower edge of the first label: where the paper's edge falls is the offset.
fn rulers(marks: &mut Vec<Mark>, (x, y): (i64, i64), (width, height): (i64, i64)) {
    for step in -RULER..=RULER {
        let long = if step == 0 { 3 } else { 1 + i64::from(step % 5 == 0) };
        let (across, down) = (x + width + step * MM, y + height + step * MM);
        let (middle, centre) = (x + width / 4, y + height * 3 / 4);
        line(marks, (across, centre - long * TICK / 2), (across, centre + long * TICK / 2));
        line(marks, (middle - long * TICK / 2, down), (middle + long * TICK / 2, down));
    }
}

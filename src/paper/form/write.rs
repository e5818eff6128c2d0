//! A paper written page by page. How many pages there are is known before the first is drawn.

use std::io::Write;

use crate::model::papers::paper::{Paper, Standing};
use crate::model::time::Time;
use crate::paper::font::Font;
use crate::paper::form::blocks;
use crate::paper::form::canvas::{Canvas, PAGE};
use crate::paper::form::pictures::{Pictures, name_of};
use crate::paper::form::plan::{Heights, PagePlan, plan};
use crate::paper::page::content;
use crate::paper::pdf::{Pdf, PdfError, Written, deflate};

/// Writes a paper as PDF/A-2u, the same bytes each time. One that is not issued says so across every page, and bears
/// no number.
///
/// # Errors
/// [`PdfError`] when nothing can be written, or the address is too long for a QR code.
pub fn write(out: impl Write, font: &Font, paper: &Paper, standing: Standing<'_>) -> Result<Written, PdfError> {
    write_signed(out, font, paper, standing, &Pictures::new())
}

/// The same with the pictures of what was signed, which its cells name.
///
/// # Errors
/// As [`write()`].
pub fn write_signed(
    out: impl Write,
    font: &Font,
    paper: &Paper,
    standing: Standing<'_>,
    pictures: &Pictures,
) -> Result<Written, PdfError> {
    let mut drawing = Drawing { canvas: Canvas::new(font, pictures)?, paper, standing, edges: blocks::edges(paper) };
    let heights = drawing.measure();
    let rows = paper.rows.iter().map(|row| drawing.lines_of(row)).collect::<Vec<_>>();
    let pages = plan(heights, rows);
    let mut pdf = Pdf::begin_archived(out)?;
    for (picture, at) in pictures.values().zip(0..) {
        pdf.picture(name_of(at), (picture.width, picture.height), &deflate(&picture.pixels)?)?;
    }
    for (page, number) in pages.iter().zip(1..) {
        drawing.page(page, number, pages.len());
        let marks = std::mem::take(&mut drawing.canvas.marks);
        pdf.page(&deflate(&content(&marks, PAGE.1)?)?)?;
    }
    let (title, made_at) = match standing {
        Standing::Issued(issue) => (format!("{} {}", paper.title, issue.number), issue.issued_at),
        Standing::Preview | Standing::Table => (paper.title.clone(), Time(0)),
    };
    pdf.finish(font, &drawing.canvas.used, PAGE, &title, made_at)
}

struct Drawing<'p> {
    canvas: Canvas<'p>,
    paper: &'p Paper,
    standing: Standing<'p>,
    edges: Vec<i64>,
}

impl Drawing<'_> {
    /// Draws every part once and looks where it ends.
    fn measure(&mut self) -> Heights {
        let (canvas, paper, edges) = (&mut self.canvas, self.paper, &self.edges);
        let top = blocks::head(canvas, paper, self.standing);
        let first_top = blocks::column_heads(canvas, paper, edges, top);
        let top = blocks::running_head(canvas, paper, self.standing);
        let other_top = blocks::column_heads(canvas, paper, edges, top);
        let closed = blocks::closing(canvas, 0);
        let tail = blocks::tail(canvas, paper, closed);
        canvas.marks.clear();
        Heights { first_top, other_top, tail, least: self.least() }
    }

    /// How many text lines a row has.
    fn lines_of(&mut self, row: &[String]) -> usize {
        let (columns, widths) = (&self.paper.columns, blocks::widths(&self.edges));
        let cells = row.iter().zip(columns).zip(widths).filter(|((_, column), _)| !column.qr);
        let lines = cells.map(|((text, _), width)| self.canvas.wrapped(text, width).len()).max();
        lines.unwrap_or(1).max(self.least())
    }

    /// Text lines that a row has at least.
    fn least(&self) -> usize {
        if self.paper.columns.iter().any(|column| column.qr) { blocks::QR_LINES } else { 1 }
    }

    fn page(&mut self, page: &PagePlan, number: usize, pages: usize) {
        let (canvas, paper, edges) = (&mut self.canvas, self.paper, &self.edges);
        let top = match number {
            1 => blocks::head(canvas, paper, self.standing),
            _ => blocks::running_head(canvas, paper, self.standing),
        };
        let mut y_um = blocks::column_heads(canvas, paper, edges, top);
        for slice in &page.slices {
            y_um = blocks::row(canvas, paper, *slice, edges, y_um);
        }
        blocks::grid(canvas, edges, top, y_um);
        if page.tail {
            y_um = blocks::closing(canvas, y_um);
            blocks::tail(canvas, paper, y_um);
        }
        blocks::foot(canvas, number, pages);
    }
}

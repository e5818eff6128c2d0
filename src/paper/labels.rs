//! Sheets and rolls of labels as one PDF: pages are laid out in order and drawn by every core of the machine.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::model::papers::label_content::ContentLayout;
use crate::model::papers::paper_profile::PaperLayout;
use crate::model::time::Time;
use crate::paper::font::Font;
use crate::paper::label::{Label, compose};
use crate::paper::page::{Mark, content};
use crate::paper::pdf::{Pdf, PdfError, Used, Written, deflate};
use crate::paper::text::Letters;

/// Pages that wait to be drawn or written, for each thread that draws.
const WAITING: usize = 8;

/// How labels are put on paper.
#[derive(Debug, Clone)]
pub struct LabelSheet {
    /// The paper.
    pub paper: PaperLayout,
    /// What is on a label; it must fit the paper.
    pub content: ContentLayout,
    /// Cells of the first page that are left out because they are used up.
    pub skip: i64,
    /// How often each label is printed, one copy after the other.
    pub copies: i64,
    /// The title of the file.
    pub title: String,
    /// When the file is said to be made, so that the same labels give the same bytes.
    pub made_at: Time,
}

/// Writes labels as PDF. Memory does not grow with their number.
///
/// # Errors
/// The first error that `labels` gives, or [`PdfError`] as such.
pub fn write<E: From<PdfError>>(
    out: impl Write,
    font: &Font,
    sheet: &LabelSheet,
    labels: impl Iterator<Item = Result<Label, E>>,
) -> Result<Written, E> {
    let (jobs, waiting) = channel::<(usize, Vec<Mark>)>();
    let (sender, drawn) = channel();
    let waiting = Mutex::new(waiting);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (waiting, sender, height_um) = (&waiting, sender.clone(), sheet.paper.page_height_um);
            scope.spawn(move || draw(waiting, &sender, height_um));
        }
        drop(sender);
        let pages = Pages { jobs, drawn, early: BTreeMap::new(), sent: 0, written: 0, ahead: threads * WAITING };
        fill(out, font, sheet, labels, pages)
    })
}

/// Turns marks into deflated content until no page comes any more.
fn draw(waiting: &Mutex<Receiver<(usize, Vec<Mark>)>>, done: &Sender<(usize, Drawn)>, height_um: i64) {
    loop {
        let next = waiting.lock().ok().and_then(|waiting| waiting.recv().ok());
        let Some((at, marks)) = next else { return };
        let bytes = content(&marks, height_um).map_err(PdfError::from).and_then(|raw| Ok(deflate(&raw)?));
        if done.send((at, bytes)).is_err() {
            return;
        }
    }
}

type Drawn = Result<Vec<u8>, PdfError>;

/// Pages on their way through the drawing threads and back into their order.
struct Pages {
    jobs: Sender<(usize, Vec<Mark>)>,
    drawn: Receiver<(usize, Drawn)>,
    early: BTreeMap<usize, Drawn>,
    sent: usize,
    written: usize,
    ahead: usize,
}

impl Pages {
    fn send<W: Write>(&mut self, marks: Vec<Mark>, pdf: &mut Pdf<W>) -> Result<(), PdfError> {
        self.jobs.send((self.sent, marks)).map_err(|_| PdfError::Thread)?;
        self.sent += 1;
        self.take(pdf, self.ahead)
    }

    /// Writes pages until at most `left` are under way.
    fn take<W: Write>(&mut self, pdf: &mut Pdf<W>, left: usize) -> Result<(), PdfError> {
        while self.sent - self.written > left {
            let (at, bytes) = self.drawn.recv().map_err(|_| PdfError::Thread)?;
            self.early.insert(at, bytes);
            while let Some(bytes) = self.early.remove(&self.written) {
                pdf.page(&bytes?)?;
                self.written += 1;
            }
        }
        Ok(())
    }
}

fn fill<E: From<PdfError>>(
    out: impl Write,
    font: &Font,
    sheet: &LabelSheet,
    labels: impl Iterator<Item = Result<Label, E>>,
    mut pages: Pages,
) -> Result<Written, E> {
    let mut pdf = Pdf::begin(out)?;
    let mut letters = Letters::new(font.face().map_err(PdfError::from)?);
    let mut used = Used::default();
    let mut marks = Vec::new();
    let mut cell = sheet.skip;
    for label in labels {
        let one = marks_of(&mut letters, &mut used, sheet, &label?);
        for _ in 0..sheet.copies {
            if cell == sheet.paper.cells() {
                pages.send(std::mem::take(&mut marks), &mut pdf)?;
                cell = 0;
            }
            let (x_um, y_um) = sheet.paper.cell(cell);
            marks.extend(one.iter().map(|mark| mark.moved(x_um, y_um)));
            cell += 1;
        }
    }
    pages.send(marks, &mut pdf)?;
    pages.take(&mut pdf, 0)?;
    let size_um = (sheet.paper.page_width_um, sheet.paper.page_height_um);
    Ok(pdf.finish(font, &used, size_um, &sheet.title, sheet.made_at)?)
}

/// The marks of one label, from its own corner.
pub(super) fn marks_of(letters: &mut Letters<'_>, used: &mut Used, sheet: &LabelSheet, label: &Label) -> Vec<Mark> {
    let composed = compose(letters, &sheet.paper, &sheet.content, label);
    let (x_um, y_um, side_um) = composed.qr_um;
    let mut marks = Vec::with_capacity(composed.lines.len() + 1);
    marks.push(Mark::Qr { x_um, y_um, side_um, code: label.code.clone() });
    marks.extend(composed.lines.into_iter().map(|line| Mark::Text {
        x_um: line.x_um,
        y_um: line.y_um,
        size_um: line.size_um,
        glyphs: used.encode(&line.glyphs),
    }));
    marks
}

#[cfg(test)]
#[path = "labels_tests.rs"]
mod tests;

//! Statutory papers: a receipt, a list of a thousand lines, and what ten thousand lines need of memory.

use std::io;
use std::path::Path;
use std::time::Instant;

use custody::model::papers::paper::{Column, Issue, Paper, SignatureCell, Standing};
use custody::model::papers::paper_form::{CellSpec, ColumnSpec, LineField, PaperForm};
use custody::model::reason::Language;
use custody::model::time::Time;
use custody::paper::font::{FONTS, Font};
use custody::paper::form::write;

use crate::figures::{Figures, grouped, median};

const TURNS: usize = 5;
const MEBIBYTE: f64 = 1024.0;

/// How long papers take to draw, and what the largest needs above what the program with its font has already.
pub fn drawn(figures: &mut Figures) {
    let font = Font::find(None, Path::new(FONTS)).unwrap();
    for (lines, most) in [(20, 0.06), (1_000, 0.6)] {
        let paper = paper(lines);
        let mut turns: Vec<f64> = (0..TURNS).map(|_| seconds(&font, &paper)).collect();
        let taken = median(&mut turns);
        let work = format!("paper of {} lines drawn as PDF/A", grouped(lines as u64));
        figures.value(&work, None, ("", format!("{taken:.3} s")), &format!("≤ {most} s"), taken <= most);
    }
    let before = memory_mb("VmRSS");
    seconds(&font, &paper(10_000));
    let above = memory_mb("VmHWM") - before;
    figures.value("paper of 10,000 lines, above idle", None, ("", format!("{above:.0} MB")), "≤ 64 MB", above <= 64.0);
}

fn seconds(font: &Font, paper: &Paper) -> f64 {
    let issue = Issue {
        number: "某中心〔2026〕1号".to_owned(),
        address: "https://custody.example.org/papers/01890a5d-ac96-774b-bcce-b302099a8057".to_owned(),
        issued_at: Time(1_770_000_000_000_000),
        replaces: None,
    };
    let began = Instant::now();
    write(io::sink(), font, paper, Standing::Issued(&issue)).unwrap();
    began.elapsed().as_secs_f64()
}

/// An intake receipt with so many lines.
fn paper(lines: usize) -> Paper {
    let form = PaperForm::IntakeReceipt;
    let spec = form.spec();
    let column = |(head, share, field): &ColumnSpec| Column {
        head: (*head).to_owned(),
        share: *share,
        centred: false,
        qr: *field == LineField::QrCode,
    };
    let row = |line: usize| {
        let text = |(at, (_, _, field)): (usize, &ColumnSpec)| match field {
            LineField::Sequence => line.to_string(),
            LineField::QrCode => format!("TS{line:013}"),
            _ => format!("黑色外壳，屏幕有划痕 {line}-{at}"),
        };
        spec.columns.iter().enumerate().map(text).collect()
    };
    let cell = |(role, _): &CellSpec| SignatureCell { role: (*role).to_owned(), ..SignatureCell::default() };
    Paper {
        letterhead: "某某区涉案财物管理中心".to_owned(),
        title: Language::Chinese.label(form).to_owned(),
        columns: spec.columns.iter().map(column).collect(),
        rows: (1..=lines).map(row).collect(),
        cells: spec.cells.iter().map(cell).collect(),
        copies_note: spec.copies_note.to_owned(),
        ..Paper::default()
    }
}

/// What the process has, by the name the system gives it.
fn memory_mb(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / MEBIBYTE
}

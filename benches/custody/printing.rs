//! Labels: the picture of one, and every label of the year as one file.

use std::thread;
use std::time::Instant;

use custody::model::goods::label::{LabelCode, LabelKey};
use custody::paper::qr;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use crate::centre::Centre;
use crate::figures::{Figures, Limit, grouped, median};

const REGION: u32 = 130_273;
const TURNS: usize = 5;

/// Pictures of labels in a second, beside the bare `qrcode` call at the same level.
pub fn pictures(figures: &mut Figures) {
    let codes = codes(500);
    let rate = |picture: &dyn Fn(&str) -> String| {
        let began = Instant::now();
        std::hint::black_box(codes.iter().map(|code| picture(code.as_str()).len()).sum::<usize>());
        codes.len() as f64 / began.elapsed().as_secs_f64()
    };
    let bare = |code: &str| bare_code(code).render::<svg::Color<'_>>().build();
    let ours = |code: &str| qr::svg(code).unwrap();
    let turns: Vec<(f64, f64)> = (0..TURNS).map(|_| (rate(&bare), rate(&ours))).collect();
    let (mut raw, mut own): (Vec<f64>, Vec<f64>) = turns.into_iter().unzip();
    let both = (median(&mut raw), median(&mut own));
    figures.ratio("label as SVG, QR level Q", None, both, "/s", Limit::Share(0.9));
}

/// Every label of the year on A4 sheets: the print with its entries in the log, and the drawing of its file, which is held
/// against the bare `qrcode` call on every core.
pub fn whole_year(centre: &Centre, figures: &mut Figures) {
    let on = Some(centre.backend);
    let file = centre.file("labels.pdf").to_string_lossy().into_owned();
    let print = |which: &[&str]| centre.run(&[&["labels", "--out", &file], which].concat());
    let one = print(&["--blank", "1"]);
    let all = print(&["--all"]);
    let (number, labels) = centre.newest_print();
    let raw = bare_rate();
    let drawn = print(&["--batch", &number]);
    let work = format!("{} labels drawn as PDF with {} cores", grouped(labels), cores());
    figures.ratio(&work, on, (raw, labels as f64 / drawn.seconds), "labels/s", Limit::Share(0.7));
    let each = std::fs::metadata(&file).unwrap().len() as f64 / labels as f64;
    figures.value("its bytes for each label", on, ("", format!("{each:.0}")), "≤ 600", each <= 600.0);
    let told = format!("{:.0} MB (recorded and drawn in {:.1} s)", all.peak_mb, all.seconds);
    let above = format!("{:.0} MB for one label", one.peak_mb);
    figures.value(
        "peak memory of the whole print",
        on,
        (&above, told),
        "≤ 64 MB above",
        all.peak_mb - one.peak_mb <= 64.0,
    );
}

/// Codes turned into QR matrices in a second by the bare library, with every core.
fn bare_rate() -> f64 {
    let codes = codes(2_000);
    let began = Instant::now();
    thread::scope(|scope| {
        for part in codes.chunks(codes.len().div_ceil(cores())) {
            scope.spawn(move || part.iter().for_each(|code| drop(std::hint::black_box(bare_code(code.as_str())))));
        }
    });
    codes.len() as f64 / began.elapsed().as_secs_f64()
}

fn bare_code(code: &str) -> QrCode {
    QrCode::with_error_correction_level(code, EcLevel::Q).unwrap()
}

fn codes(count: u32) -> Vec<LabelCode> {
    let key = LabelKey::generate().unwrap();
    (1..=count).map(|serial| LabelCode::issue(&key, REGION, serial).unwrap()).collect()
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

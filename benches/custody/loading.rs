//! Loading the year, verifying it, and starting to serve it.

use std::time::Duration;

use custody::operations::ledger::verification;

use crate::bare;
use crate::centre::{Centre, Serving};
use crate::figures::{Figures, Limit, grouped};

/// The whole year through the operations, beside a bulk insert of the same rows.
pub fn demo(centre: &mut Centre, figures: &mut Figures) {
    let run = centre.demo();
    let target = Centre::new(centre.backend);
    let raw = bare::bulk_insert(centre, &target);
    let work = format!("`custody demo`, {} rows", grouped(raw.rows as u64));
    figures.ratio(&work, Some(centre.backend), (raw.seconds, run.seconds), "s", Limit::Times(8.0));
    let peak = format!("{:.0} MB", run.peak_mb);
    figures.value("its peak memory", Some(centre.backend), ("", peak), "≤ 300 MB", run.peak_mb <= 300.0);
}

/// The verification of log and tables, the best of three.
pub fn verification(centre: &Centre, figures: &mut Figures) {
    let (database, keys) = (centre.database(), centre.keys());
    let verify = |_| {
        let verified = verification::verify(&database, keys.log.verifier(), |_, _| {}).unwrap();
        assert!(verified.clean, "{verified}");
        verified.entries_per_second
    };
    let ours = (0..3).map(verify).max().unwrap_or(0);
    let (entries, seconds) = bare::digests(centre);
    let raw = format!("{} entries/s", grouped((entries as f64 / seconds) as u64));
    let told = format!("{} entries/s", grouped(ours));
    let work = format!("`audit verify`, {} entries with all tables", grouped(entries));
    figures.value(&work, Some(centre.backend), (&raw, told), "≥ 150,000/s", ours >= 150_000);
}

/// The server's first answer and its memory when nobody calls; it goes on running.
pub fn start(centre: &Centre, figures: &mut Figures) -> Serving {
    let server = centre.serve();
    let first = server.first_answer.as_secs_f64();
    let told = format!("{first:.2} s");
    figures.value("`serve`, first answer", Some(centre.backend), ("", told), "≤ 0.5 s", first <= 0.5);
    std::thread::sleep(Duration::from_secs(2));
    let idle = server.memory_mb();
    let told = format!("{idle:.0} MB");
    figures.value("`serve`, idle memory", Some(centre.backend), ("", told), "≤ 60 MB", idle <= 60.0);
    server
}

//! `make bench`: every work of the table beside the raw limit of this machine, taken in the same run, on both databases.
//!
//! ```text
//! cargo bench --bench custody [-- [sqlite|postgres] [--short] [--write FILE]]
//! ```
//!
//! PostgreSQL is measured when `CUSTODY_TEST_DATABASE_URL` names a superuser of a cluster; `scripts/with-postgres.sh`
//! starts one. `--short` leaves out the million items.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bare;
mod centre;
mod client;
mod figures;
mod files;
mod hand_over;
mod loading;
mod looking;
mod million;
mod moving;
mod papers;
mod printing;

use centre::{Backend, Centre};
use figures::Figures;

/// What was asked for on the command line.
struct Asked {
    backends: Vec<Backend>,
    short: bool,
    write: Option<String>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [mode, url] = arguments.as_slice()
        && mode == bare::SERVER
    {
        return bare::serve(url);
    }
    if let [mode, folder] = arguments.as_slice()
        && mode == bare::WRITER
    {
        return bare::write(folder.into());
    }
    let asked = asked(arguments);
    let mut figures = Figures::kept_in(asked.write);
    printing::pictures(&mut figures);
    papers::drawn(&mut figures);
    for backend in asked.backends {
        measure(backend, asked.short, &mut figures);
    }
    println!("\n{}", figures.report());
}

fn asked(arguments: Vec<String>) -> Asked {
    let cluster = std::env::var("CUSTODY_TEST_DATABASE_URL").is_ok();
    let all = if cluster { vec![Backend::Sqlite, Backend::Postgres] } else { vec![Backend::Sqlite] };
    let mut asked = Asked { backends: all, short: false, write: None };
    let mut rest = arguments.into_iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "sqlite" => asked.backends = vec![Backend::Sqlite],
            "postgres" => asked.backends = vec![Backend::Postgres],
            "--short" => asked.short = true,
            "--write" => asked.write = Some(rest.next().expect("--write FILE")),
            other => panic!("unknown argument {other}"),
        }
    }
    asked
}

/// The works in an order in which none spoils what a later one counts.
fn measure(backend: Backend, short: bool, figures: &mut Figures) {
    let mut centre = Centre::new(backend);
    figures.database(&centre);
    loading::demo(&mut centre, figures);
    loading::verification(&centre, figures);
    let copy = centre.copied();
    {
        let server = loading::start(&centre, figures);
        looking::scans(&centre, &server, figures);
        looking::pages(&centre, &server, figures);
        looking::searches(&centre, &server, "82,520 items", 5.0, figures);
        hand_over::thousand(&centre, &server, figures);
        files::upload(&centre, &server, figures);
    }
    moving::movements(&centre, &copy, figures);
    files::verified(&centre, figures);
    printing::whole_year(&centre, figures);
    centre.must_be_whole();
    if !short {
        million::fill(&centre);
        let server = centre.serve();
        looking::searches(&centre, &server, "1,000,000 items", 10.0, figures);
    }
}

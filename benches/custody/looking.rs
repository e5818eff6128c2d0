//! Looking things up: scans, lists, histories and searches.

use std::collections::HashMap;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use custody::db::goods::search_tables::item_texts;
use custody::db::schema::items;
use custody::db::{Conn, DatabaseUrl};
use custody::model::goods::item::CustodyState;
use custody::model::ids::ItemId;
use diesel::prelude::*;

use crate::bare;
use crate::centre::{Centre, Serving, on};
use crate::client;
use crate::figures::{Figures, Limit, median, percentile};

/// Connections that scan at once.
const SCANNERS: usize = 32;
const WARM_UP: Duration = Duration::from_millis(500);
const LASTS: Duration = Duration::from_secs(2);
/// Turns of bare server and ours; the medians are compared.
const TURNS: usize = 3;
const ROUNDS: usize = 400;

/// Scans through HTTP with sign-in beside a bare handler with the same query.
pub fn scans(centre: &Centre, server: &Serving, figures: &mut Figures) {
    let token = centre.sign_in(server, "custodian");
    let codes: Vec<String> = on!(&mut centre.conn(), c => items::table.select(items::code).load(c)).unwrap();
    let codes = codes.iter().step_by(17);
    let paths = |prefix: &'static str| codes.clone().map(move |code| format!("{prefix}/scan/{code}"));
    let ours = Arc::new(paths("/api/v1").map(|path| client::get(&path, Some(&token))).collect());
    let raw = Arc::new(paths("").map(|path| client::get(&path, None)).collect());
    let bare = bare_server(centre);
    let (mut rates, mut raw_rates, mut costs) = (Vec::new(), Vec::new(), Vec::new());
    client::per_second(server.address, &ours, SCANNERS, WARM_UP);
    client::per_second(bare.address, &raw, SCANNERS, WARM_UP);
    for _ in 0..TURNS {
        raw_rates.push(client::per_second(bare.address, &raw, SCANNERS, LASTS));
        let before = server.processor_seconds();
        let rate = client::per_second(server.address, &ours, SCANNERS, LASTS);
        costs.push((server.processor_seconds() - before) * 1_000.0 / (rate * LASTS.as_secs_f64()));
        rates.push(rate);
    }
    let work = format!("scan by code with sign-in, {SCANNERS} connections");
    let both = (median(&mut raw_rates), median(&mut rates));
    figures.ratio(&work, Some(centre.backend), both, "/s", Limit::Share(0.6));
    let cost = median(&mut costs);
    let told = format!("{cost:.3} ms");
    figures.value("its processor time in the server", Some(centre.backend), ("", told), "≤ 0.2 ms", cost <= 0.2);
}

fn bare_server(centre: &Centre) -> Serving {
    let url = match &centre.url {
        DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        DatabaseUrl::Postgres(url) => url.clone(),
    };
    let mut command = Command::new(std::env::current_exe().unwrap());
    Serving::of(command.args([bare::SERVER, &url]).stderr(Stdio::null()), "http://")
}

/// A page of fifty items with two filters, and the history of an item: whole answers beside the bare queries in this
/// process, and behind a bare handler.
pub fn pages(centre: &Centre, server: &Serving, figures: &mut Figures) {
    let token = centre.sign_in(server, "custodian");
    let bare = bare_server(centre);
    let mut conn = centre.conn();
    let mut compare = |work: &str, ours: &[Vec<u8>], raw: &[Vec<u8>], query: &mut dyn FnMut(usize)| {
        let median = |address, requests: &[Vec<u8>]| {
            let mut taken = client::durations(address, requests.iter().cycle().take(ROUNDS));
            percentile(&mut taken, 0.5)
        };
        let mut queries: Vec<Duration> = (0..ROUNDS).map(|round| timed(|| query(round))).collect();
        let (ours, bare) = (median(server.address, ours), median(bare.address, raw));
        let on = Some(centre.backend);
        figures.ratio(work, on, (percentile(&mut queries, 0.5), ours), "ms", Limit::Times(3.0));
        figures.ratio("the same, beside a bare handler", on, (bare, ours), "ms", Limit::Times(3.0));
    };
    let list = client::get("/api/v1/items?category=bulk&states=in_custody&limit=50", Some(&token));
    let query = &mut |_| drop(std::hint::black_box(bare::list_query(&mut conn)));
    compare("list of 50 items, two filters, p50", &[list], &[client::get("/items", None)], query);

    let released = items::table.filter(items::custody_state.eq(CustodyState::Released)).select(items::id).limit(100);
    let ids: Vec<ItemId> = on!(&mut conn, c => released.load(c)).unwrap();
    let paths = |prefix: &str, token| -> Vec<Vec<u8>> {
        ids.iter().map(|id| client::get(&format!("{prefix}/items/{id}/history"), token)).collect()
    };
    let query = &mut |round| drop(std::hint::black_box(bare::history_query(&mut conn, ids[round % ids.len()])));
    compare("history of an item, p50", &paths("/api/v1", Some(&token)), &paths("", None), query);
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    std::hint::black_box(work());
    began.elapsed()
}

/// Searches for two-character words that few items have, through HTTP.
pub fn searches(centre: &Centre, server: &Serving, size: &str, most: f64, figures: &mut Figures) {
    let token = centre.sign_in(server, "custodian");
    let words = rare_words(&mut centre.conn());
    let requests: Vec<Vec<u8>> =
        words.iter().map(|word| client::get(&format!("/api/v1/items?q={}", escaped(word)), Some(&token))).collect();
    client::durations(server.address, requests.iter());
    let mut taken = client::durations(server.address, requests.iter().cycle().take(3 * ROUNDS));
    let (p50, p99) = (percentile(&mut taken, 0.5), percentile(&mut taken, 0.99));
    let work = format!("search, rare two-character word, {size}, p99");
    let told = format!("{p99:.2} ms (p50 {p50:.2})");
    figures.value(&work, Some(centre.backend), ("", told), &format!("≤ {most} ms"), p99 <= most);
}

/// Words of two Chinese characters that one to three items of the year have.
fn rare_words(conn: &mut Conn) -> Vec<String> {
    let year = item_texts::table.filter(item_texts::rid.lt(crate::million::OFFSET)).select(item_texts::txt);
    let texts: Vec<String> = on!(conn, c => year.load(c)).unwrap();
    let mut found: HashMap<[char; 2], (usize, usize)> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        let characters: Vec<char> = text.chars().collect();
        for pair in characters.windows(2).filter(|pair| pair.iter().all(|c| ('\u{4e00}'..'\u{a000}').contains(c))) {
            let (items, last) = found.entry([pair[0], pair[1]]).or_insert((0, usize::MAX));
            *items += usize::from(*last != at);
            *last = at;
        }
    }
    let mut words: Vec<String> =
        found.into_iter().filter(|(_, (items, _))| *items <= 3).map(|(pair, _)| pair.iter().collect()).collect();
    words.sort();
    let step = (words.len() / 100).max(1);
    let words: Vec<String> = words.into_iter().step_by(step).take(100).collect();
    assert!(words.len() > 20, "only {} rare words", words.len());
    words
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

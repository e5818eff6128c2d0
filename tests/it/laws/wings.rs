//! Where a noun stands: in one wing, the same in every layer, and which wing may use which.

use std::collections::BTreeMap;

use super::circles::{Graph, module_of};
use super::source::files;

/// The wings of `api`, `operations` and `model`, lowest first; each may use itself and those before it.
const WINGS: [&str; 9] = ["http", "accounts", "centre", "goods", "cases", "requests", "papers", "ledger", "oversight"];
/// The layers whose wings are held in that order. `db` has the same wings, yet its statements join across them.
const ORDERED: [&str; 2] = ["api", "operations"];
/// The layers that have wings.
const WINGED: [&str; 4] = ["api", "db", "model", "operations"];
/// Files a folder holds at most.
const FOLDER: usize = 14;

#[test]
fn a_wing_uses_only_those_below_it() {
    assert_eq!(climbing(&Graph::of(&files())), Vec::<String>::new());
}

#[test]
fn a_noun_stands_in_the_same_wing_in_every_layer() {
    assert_eq!(astray(&paths(&files())), Vec::<String>::new());
}

#[test]
fn no_folder_is_too_full_to_be_seen_at_once() {
    assert_eq!(crowded(&paths(&files())), Vec::<String>::new());
}

#[test]
fn planted_offences_are_named() {
    let planted = |file: &str, text: &str| (file.to_owned(), text.to_owned());
    let files = [
        planted("src/api/goods/items.rs", "use crate::api::requests::loans::list;"),
        planted("src/api/requests/loans.rs", "use crate::api::http::body;"),
        planted("src/api/http/body.rs", ""),
        planted("src/db/cases/loans.rs", ""),
        planted("src/db/attic/old.rs", ""),
    ];
    assert_eq!(climbing(&Graph::of(&files)), ["src/api/goods/items.rs uses src/api/requests/loans.rs"]);
    assert_eq!(
        astray(&paths(&files)),
        ["src/db/attic/old.rs stands in no known wing", "loans stands in src/api/requests and in src/db/cases"]
    );
    let many: Vec<String> = (0..15).map(|n| format!("src/db/goods/n{n}.rs")).collect();
    assert_eq!(crowded(&many), ["src/db/goods holds 15 files"]);
}

fn paths(files: &[(String, String)]) -> Vec<String> {
    files.iter().map(|(file, _)| file.clone()).collect()
}

/// The layer and the wing of a file; none for what stands at a layer's root.
fn place(file: &str) -> Option<(&str, &str)> {
    let mut parts = file.strip_prefix("src/")?.split('/');
    let (layer, wing) = (parts.next()?, parts.next()?);
    (WINGED.contains(&layer) && parts.next().is_some()).then_some((layer, wing))
}

fn rank(wing: &str) -> Option<usize> {
    WINGS.iter().position(|known| *known == wing)
}

fn climbing(graph: &Graph) -> Vec<String> {
    let mut found = Vec::new();
    for (user, used) in graph.edges() {
        let (Some((layer, from)), Some((other, to))) = (place(user), place(used)) else { continue };
        if layer == other && ORDERED.contains(&layer) && rank(to) > rank(from) {
            found.push(format!("{user} uses {used}"));
        }
    }
    found
}

fn astray(files: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let mut seen: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for file in files {
        let Some((layer, wing)) = place(file) else { continue };
        let known =
            rank(wing).is_some() && wing != "http" || matches!((layer, wing), ("api", "http") | ("db", "engine"));
        if !known {
            found.push(format!("{file} stands in no known wing"));
            continue;
        }
        // What a module is made of has names of its own; only nouns are held.
        let [_, _, noun] = module_of(file)[..] else { continue };
        let (first_layer, first_wing) = *seen.entry(noun).or_insert((layer, wing));
        if first_wing != wing {
            found.push(format!("{noun} stands in src/{first_layer}/{first_wing} and in src/{layer}/{wing}"));
        }
    }
    found.sort_by_key(|line| !line.ends_with("no known wing"));
    found
}

fn crowded(files: &[String]) -> Vec<String> {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for (folder, _) in files.iter().filter_map(|file| file.rsplit_once('/')) {
        *folders.entry(folder).or_default() += 1;
    }
    let full = folders.into_iter().filter(|(_, count)| *count > FOLDER);
    full.map(|(folder, count)| format!("{folder} holds {count} files")).collect()
}

//! What docs/security.md calls shown is shown by tests and pages that exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::source::files;

/// Lines of ASVS that the page must have, numbered from 1.
const LINES: usize = 46;
/// The controls of the other table.
const CONTROLS: usize = 14;
const STATES: [&str; 4] = ["held", "partly", "absent", "operator"];

/// The rows of the two tables: their cells, without the heads.
fn rows(page: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    let rows: Vec<Vec<String>> = page.lines().filter(|line| line.starts_with('|')).map(cells).collect();
    rows.into_iter().filter(|row| !row[0].starts_with('-') && row[0] != "#" && row[0] != "control").collect()
}

/// What stands between backticks.
fn names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

fn tests() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<String> = files().into_iter().map(|(_, text)| text).collect();
    let mut folders = vec![root.join("tests/it")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                texts.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    let of = |text: &String| {
        let parts = text.split("#[test]").skip(1).filter_map(|part| part.split("fn ").nth(1)?.split('(').next());
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    texts.iter().flat_map(of).collect()
}

/// What is wrong with the page.
fn offences(page: &str, tests: &BTreeSet<String>, is_there: impl Fn(&str) -> bool) -> Vec<String> {
    let mut told = Vec::new();
    for row in rows(page) {
        let (what, shown) = (&row[0], row.last().unwrap());
        let Some(state) = row.iter().find(|cell| STATES.contains(&cell.as_str())) else {
            told.push(format!("{what}: says neither of {STATES:?}"));
            continue;
        };
        if (state == "held" || state == "partly") && names(shown).next().is_none() {
            told.push(format!("{what}: {state}, and nothing shows it"));
        }
        let exists = |name: &&str| if name.contains(['/', '.']) { is_there(name) } else { tests.contains(*name) };
        told.extend(names(shown).filter(|name| !exists(name)).map(|name| format!("{what}: there is no {name}")));
    }
    told
}

#[test]
fn whatever_the_page_on_security_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/security.md")).unwrap();
    assert_eq!(offences(&page, &tests(), |path| root.join(path).is_file()), Vec::<String>::new());
    let firsts: Vec<String> = rows(&page).iter().map(|row| row[0].clone()).collect();
    let numbers: Vec<String> = (1..=LINES).map(|number| number.to_string()).collect();
    assert_eq!(firsts[..LINES], numbers, "every line, in order");
    assert_eq!(firsts.len(), LINES + CONTROLS);
}

#[test]
fn a_test_that_is_gone_and_a_line_that_nothing_shows_are_told() {
    let tests = BTreeSet::from(["it_is_so".to_owned()]);
    let page = "| # | what | state | shown by |\n|---|---|---|---|\n| 1 | a | held | `it_is_so` |\n| 2 | b | held | `it_was_so` |\n\
                | 3 | c | partly | |\n| 4 | d | absent | |\n| 5 | e | nearly | `it_is_so` |\n| 6 | f | operator | `docs/a.md` |";
    let told = offences(page, &tests, |_| false);
    assert_eq!(told.len(), 4, "{told:?}");
    for (at, part) in ["it_was_so", "nothing shows it", "says neither", "docs/a.md"].into_iter().enumerate() {
        assert!(told[at].contains(part), "{told:?}");
    }
}

//! No file imports itself by way of others. A `mod.rs` that lists its folder and names what it hands on is the folder's
//! index: what is taken by way of it counts as taken from the file it stands in.

use std::collections::{BTreeMap, BTreeSet};

use super::source::files;

#[test]
fn no_files_import_one_another_in_a_circle() {
    let graph = Graph::of(&files());
    assert!(graph.edges().count() > 500, "only {} imports were found: the law reads nothing", graph.edges().count());
    assert_eq!(graph.circles(), Vec::<Vec<String>>::new());
}

#[test]
fn a_planted_circle_is_named_in_whatever_form_it_is_written() {
    let planted = |file: &str, text: &str| (file.to_owned(), text.to_owned());
    let graph = Graph::of(&[
        planted("src/db/mod.rs", "mod pool;\npub mod change;\npub use pool::Pool;"),
        planted("src/db/pool.rs", "use crate::db::{\n    change::{self, Change},\n};"),
        planted("src/db/change.rs", "fn f() { crate::db::Pool::open() }"),
        planted("src/model/a.rs", "use super::b::B;"),
        planted(
            "src/model/b.rs",
            "// use crate::model::a::A;\n#[cfg(test)]\nmod tests {\n    use crate::model::a::A;\n}",
        ),
    ]);
    assert_eq!(graph.circles(), [["src/db/change.rs", "src/db/pool.rs"]]);
}

/// Which file uses which.
pub struct Graph(BTreeMap<String, BTreeSet<String>>);

impl Graph {
    /// Reads it from files, each with its path and its text.
    pub fn of(files: &[(String, String)]) -> Self {
        let by_module: BTreeMap<Vec<&str>, &str> =
            files.iter().map(|(file, _)| (module_of(file), file.as_str())).collect();
        let read: Vec<_> = files.iter().map(|(file, text)| (file, Imports::of(&module_of(file), text))).collect();
        let mut handed_on = BTreeMap::new();
        for (file, imports) in &read {
            for path in &imports.handed_on {
                let name = path.last().cloned().unwrap_or_default();
                let from: Vec<String> = module_of(file).into_iter().map(str::to_owned).chain([name]).collect();
                handed_on.insert(from, path.clone());
            }
        }
        let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (file, imports) in read {
            let used = imports.used.iter().filter_map(|path| resolve(path.clone(), &by_module, &handed_on));
            let others = used.filter(|used| used != file);
            graph.entry(file.clone()).or_default().extend(others.map(str::to_owned));
        }
        Self(graph)
    }

    /// Every use of one file by another.
    pub fn edges(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(user, used)| used.iter().map(move |used| (user.as_str(), used.as_str())))
    }

    /// The files that reach one another, circle by circle.
    fn circles(&self) -> Vec<Vec<String>> {
        let reached: BTreeMap<&str, BTreeSet<&str>> =
            self.0.keys().map(|file| (file.as_str(), self.reach(file))).collect();
        let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
        for (file, around) in reached.iter().filter(|(file, around)| around.contains(**file)) {
            let same = around.iter().filter(|other| reached[**other].contains(file));
            circles.insert(same.map(|file| (*file).to_owned()).collect());
        }
        circles.into_iter().collect()
    }

    fn reach<'g>(&'g self, file: &str) -> BTreeSet<&'g str> {
        let mut reached = BTreeSet::new();
        let mut waiting: Vec<&str> = self.0.get(file).into_iter().flatten().map(String::as_str).collect();
        while let Some(next) = waiting.pop() {
            if reached.insert(next) {
                waiting.extend(self.0.get(next).into_iter().flatten().map(String::as_str));
            }
        }
        reached
    }
}

/// The module a file holds: `src/db/goods/items.rs` is `db`, `goods`, `items`.
pub fn module_of(file: &str) -> Vec<&str> {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    let mut parts: Vec<&str> = path.split('/').collect();
    if matches!(parts.last(), Some(&("mod" | "lib" | "main"))) {
        parts.pop();
    }
    parts
}

/// The file in which a path ends, by way of what modules hand on.
fn resolve<'f>(
    mut path: Vec<String>,
    by_module: &BTreeMap<Vec<&str>, &'f str>,
    handed_on: &BTreeMap<Vec<String>, Vec<String>>,
) -> Option<&'f str> {
    // A name is handed on a few times at most.
    for _ in 0..5 {
        let start = (1..=path.len()).rev().find(|len| handed_on.contains_key(&path[..*len]));
        let Some(len) = start else { break };
        path = handed_on[&path[..len]].iter().cloned().chain(path[len..].to_vec()).collect();
    }
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    (1..=names.len()).rev().find_map(|len| by_module.get(&names[..len]).copied())
}

/// What a file names of the crate, from its root.
#[derive(Default)]
struct Imports {
    used: Vec<Vec<String>>,
    handed_on: Vec<Vec<String>>,
}

impl Imports {
    fn of(module: &[&str], text: &str) -> Self {
        let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
        let mut imports = Self::default();
        for statement in code.join(" ").split(';') {
            let words = statement.rsplit_once("use ").filter(|(before, _)| {
                let before = before.rsplit(['}', ']']).next().unwrap_or_default().trim();
                before.is_empty() || before.starts_with("pub")
            });
            let Some((before, tree)) = words else {
                imports.used.extend(inline(module, statement));
                continue;
            };
            let is_public = before.rsplit(['}', ']']).next().unwrap_or_default().contains("pub");
            let paths = leaves(tree.trim(), &[]).into_iter().filter_map(|path| rooted(module, path));
            if is_public {
                imports.handed_on.extend(paths)
            } else {
                imports.used.extend(paths)
            }
            imports.used.extend(inline(module, before));
        }
        imports
    }
}

/// The paths in the middle of code, such as `crate::db::Pool::open()`.
fn inline(module: &[&str], code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let inside = code[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
            if !inside {
                let path: String =
                    code[at..].chars().take_while(|c| c.is_alphanumeric() || "_:".contains(*c)).collect();
                let parts = path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
                found.extend(rooted(module, parts));
            }
        }
    }
    found
}

/// Every path of a tree of imports.
fn leaves(tree: &str, before: &[String]) -> Vec<Vec<String>> {
    let (path, group) = match tree.split_once('{') {
        Some((path, group)) => (path, Some(group.trim_end().trim_end_matches('}'))),
        None => (tree.split(" as ").next().unwrap_or_default(), None),
    };
    let parts = path.split("::").map(str::trim).filter(|part| !part.is_empty() && *part != "self").map(str::to_owned);
    let path: Vec<String> = before.iter().cloned().chain(parts).collect();
    match group {
        None => vec![path],
        Some(group) => members(group).iter().flat_map(|member| leaves(member, &path)).collect(),
    }
}

/// The members of a group, groups within it whole.
fn members(group: &str) -> Vec<String> {
    let (mut depth, mut members) = (0, vec![String::new()]);
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if c == ',' && depth == 0 {
            members.push(String::new());
        } else if let Some(member) = members.last_mut() {
            member.push(c);
        }
    }
    members.into_iter().map(|member| member.trim().to_owned()).filter(|member| !member.is_empty()).collect()
}

/// A path from the crate's root; none when it leads out of the crate.
fn rooted(module: &[&str], path: Vec<String>) -> Option<Vec<String>> {
    let up = path.iter().take_while(|part| *part == "super").count();
    if up > 0 {
        let above = module.iter().take(module.len().checked_sub(up)?).map(|part| (*part).to_owned());
        return Some(above.chain(path.into_iter().skip(up)).collect());
    }
    match path.first()?.as_str() {
        "crate" => Some(path.into_iter().skip(1).collect()),
        // A folder's index may name its own files without saying where they are.
        first if first.chars().all(|c| c.is_ascii_lowercase() || c == '_') => {
            Some(module.iter().map(|part| (*part).to_owned()).chain(path).collect())
        }
        _ => None,
    }
}

//! Which columns hold a word of a closed list: what the rows of `src/db` are read into says so.

use std::collections::BTreeSet;

use super::source::files;

/// Every column whose value is read into a closed list, as `(table, column)`.
pub fn closed_columns() -> BTreeSet<(String, String)> {
    let files = files();
    let mut lists: BTreeSet<String> = files.iter().flat_map(|(_, text)| lists_in(text)).collect();
    // Several words of a list in one text.
    lists.insert("RoleSet".to_owned());
    let columns = files.iter().filter(|(file, _)| file.starts_with("src/db/"));
    let columns: BTreeSet<_> = columns.flat_map(|(_, text)| columns_in(text, &lists)).collect();
    assert!(lists.len() > 30 && columns.len() > 30, "{lists:?} {columns:?}");
    columns
}

/// The names of the lists that a file defines by `words!`.
fn lists_in(text: &str) -> Vec<String> {
    let lists = text.split("\nwords! {").skip(1);
    let name =
        |list: &str| list.lines().find(|line| line.starts_with("    ") && line.ends_with(" {")).map(str::to_owned);
    lists.filter_map(name).map(|line| line.trim_end_matches(" {").trim().to_owned()).collect()
}

/// The columns of a file's row structures that are read into one of the lists.
fn columns_in(text: &str, lists: &BTreeSet<String>) -> Vec<(String, String)> {
    let mut columns = Vec::new();
    for part in text.split("#[diesel(table_name = ").skip(1) {
        let table = part.split([',', ')']).next().unwrap();
        let body = part.split_once("struct ").map_or("", |(_, rest)| rest.split("\n}").next().unwrap());
        for line in body.lines() {
            let Some((name, kind)) = line.trim().trim_start_matches("pub ").split_once(": ") else { continue };
            let kind = kind.trim_end_matches(',').trim_start_matches("Option<").trim_end_matches('>');
            if lists.contains(kind) {
                columns.push((table.to_owned(), name.to_owned()));
            }
        }
    }
    columns
}

#[test]
fn planted_columns_are_told() {
    let text = "\nwords! {\n    /// What it is.\n    Kind {\n        A = \"a\" / \"甲\" / \"A\",\n    }\n}\n\
                #[diesel(table_name = things, treat_none_as_null = true)]\npub struct Thing {\n    /// Its kind.\n    \
                pub kind: Kind,\n    own: Option<Kind>,\n    pub name: String,\n}\n";
    let lists: BTreeSet<String> = lists_in(text).into_iter().collect();
    assert_eq!(lists, ["Kind".to_owned()].into());
    let told = columns_in(text, &lists);
    assert_eq!(told, [("things".to_owned(), "kind".to_owned()), ("things".to_owned(), "own".to_owned())]);
}

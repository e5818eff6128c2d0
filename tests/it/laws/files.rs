//! A file or a folder is made in few places, which make it its owner's only.

use super::source::{Line, source};

/// Where files are made, and what writes the documents of the project itself.
const MAKERS: [&str; 3] = ["src/files.rs", "src/keys/", "src/commands/docs/"];

/// What makes a file or a folder.
const MAKES: [&str; 6] =
    ["File::create", "fs::write(", "fs::copy(", "OpenOptions::new(", "create_dir", "DirBuilder::new("];

fn offences(lines: impl Iterator<Item = Line>) -> Vec<String> {
    let lines = lines.filter(|line| !line.in_tests && !line.within(&MAKERS));
    lines.filter(|line| MAKES.iter().any(|makes| line.text.contains(makes))).map(|line| line.at()).collect()
}

#[test]
fn files_are_made_where_they_are_made_private() {
    assert_eq!(offences(source().into_iter()), Vec::<String>::new());
}

#[test]
fn a_file_that_is_made_elsewhere_is_found() {
    let line = |file: &str, text: &str| Line { file: file.into(), number: 1, text: text.into(), in_tests: false };
    let planted =
        [line("src/sheet/mod.rs", "    fs::write(path, text)"), line("src/files.rs", "    fs::write(path, text)")];
    assert_eq!(offences(planted.into_iter()), ["src/sheet/mod.rs:1: fs::write(path, text)"]);
}

//! The program's source as the laws read it.

use std::fs;
use std::path::{Path, PathBuf};

/// One line of a source file that is no comment.
pub struct Line {
    pub file: String,
    pub number: usize,
    pub text: String,
    /// Whether it stands in the tests at the end of the file, one module deeper.
    pub in_tests: bool,
}

impl Line {
    pub fn at(&self) -> String {
        format!("{}:{}: {}", self.file, self.number, self.text.trim())
    }

    pub fn within(&self, files: &[&str]) -> bool {
        files.iter().any(|file| self.file.starts_with(file))
    }

    /// The layer the file belongs to; none for the two roots.
    pub fn layer(&self) -> Option<&str> {
        let name = self.file.strip_prefix("src/")?.split('/').next()?;
        let name = name.strip_suffix(".rs").unwrap_or(name);
        (name != "lib" && name != "main").then_some(name)
    }
}

/// The text of every source file of the program, by its path from the root.
pub fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files);
    assert!(files.len() > 80, "only {} source files were found", files.len());
    let text = |path: PathBuf| {
        let file = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        (file, fs::read_to_string(&path).unwrap())
    };
    files.into_iter().map(text).collect()
}

/// The program's source, without comments. A group of imports that runs over several lines is read as one.
pub fn source() -> Vec<Line> {
    let mut lines = Vec::new();
    for (file, text) in files() {
        let (mut open, mut in_tests): (Option<Line>, bool) = (None, false);
        for (at, text) in text.lines().enumerate() {
            if text.trim_start().starts_with("//") {
                continue;
            }
            let mut line = match open.take() {
                Some(line) => Line { text: format!("{} {}", line.text, text.trim()), ..line },
                None => Line { file: file.clone(), number: at + 1, text: text.to_owned(), in_tests },
            };
            in_tests |= line.text.starts_with("mod ") && line.text.ends_with('{');
            let unfinished = line.text.contains("use crate::{") && !line.text.contains(';');
            if unfinished {
                open = Some(line);
            } else {
                line.text = line.text.split(" // ").next().unwrap_or_default().to_owned();
                lines.push(line);
            }
        }
        lines.extend(open);
    }
    lines
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

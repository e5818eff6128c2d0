//! What a Chinese reader reads has Chinese punctuation: ，；：！？（） beside Chinese characters, never their half-width twins.

use std::fs;
use std::path::{Path, PathBuf};

use crate::laws::source;

/// Where Chinese readers read, beside the sentences in the program itself.
const PROSE: [&str; 3] = ["web/src/i18n/zh-CN", "docs/guide/zh", "README.zh-CN.md"];
/// What officers typed on their seizure lists in the demo is data; it stays as it was typed.
const DATA: &str = "src/demo/goods/";
const HALF_WIDTH: &str = ",;:!?()";
const FULL_WIDTH: &str = "，。；：！？（）“”、《》";

#[test]
fn chinese_texts_have_full_width_punctuation() {
    let mut offences = Vec::new();
    for path in PROSE.iter().flat_map(|root| files_below(Path::new(root))) {
        let markdown = path.extension().is_some_and(|ending| ending == "md");
        for (number, line) in read(&path).lines().enumerate() {
            let prose = if markdown { without_code_and_links(line) } else { filled(line, "{{", "}}") };
            offences.extend(half_width(&prose).map(|found| format!("{}:{} {found}", path.display(), number + 1)));
        }
    }
    for (name, source) in source::files() {
        if name.starts_with(DATA) || name.ends_with("_tests.rs") {
            continue;
        }
        let program = source.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in program.lines().enumerate() {
            for text in literals(line) {
                offences
                    .extend(half_width(&filled(text, "{", "}")).map(|found| format!("{name}:{} {found}", number + 1)));
            }
        }
    }
    assert!(offences.is_empty(), "half-width punctuation beside Chinese characters:\n{}", offences.join("\n"));
}

#[test]
fn half_width_punctuation_is_found_where_it_is_wrong() {
    for wrong in
        ["无法识别该值:{detail}", "内容过长,最多", "{n}件;未办", "黑色手机(含充电器)", "确定吗?", "如CNY(ISO 4217)。"]
    {
        assert!(half_width(wrong).next().is_some(), "{wrong}");
    }
    for right in ["内容过长，最多{max}个字符。", "08:00 起", "82,520 件", "f(x, y)", "{a}:{b}"] {
        assert_eq!(half_width(right).next(), None, "{right}");
    }
    assert_eq!(filled("批准 {{count, number}} 项？{{name}}?", "{{", "}}"), "批准 一 项？一?");
    assert_eq!(filled("{a}:{b}", "{", "}"), "{a}:{b}");
    assert_eq!(literals(r#"say("一,二", 3); // "三,四""#), ["一,二"]);
    assert!(literals(r#"/// 一个"例子,如下""#).is_empty());
    let prose = without_code_and_links("见[指南](guide.md)中的 `a,b`，或[英文](x.md),等");
    assert_eq!(half_width(&prose).count(), 1, "{prose}");
}

/// The half-width marks of a text that have a Chinese neighbour, each with what stands around it.
fn half_width(text: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = text.chars().collect();
    let chinese = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|letter| is_chinese(*letter));
    let wrong = |at: &usize| HALF_WIDTH.contains(letters[*at]) && (chinese(at.checked_sub(1)) || chinese(Some(at + 1)));
    let around = |at: usize| letters[at.saturating_sub(6)..letters.len().min(at + 7)].iter().collect();
    (0..letters.len()).filter(wrong).map(around).collect::<Vec<String>>().into_iter()
}

/// A text with a Chinese character in place of each `{name}`, when it is Chinese at all.
fn filled(text: &str, open: &str, close: &str) -> String {
    if !text.chars().any(is_chinese) {
        return text.to_owned();
    }
    let mut parts = text.split(open);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| match part.split_once(close) {
        Some((_, rest)) => format!("{text}一{rest}"),
        None => format!("{text}{open}{part}"),
    })
}

fn is_chinese(letter: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&letter) || FULL_WIDTH.contains(letter)
}

/// A line of Markdown with a letter in place of each code span and each address of a link, code blocks included: what
/// they hold in this project has comments in Chinese, which are prose too.
fn without_code_and_links(line: &str) -> String {
    let prose: Vec<&str> = line.split('`').step_by(2).collect();
    let mut text = prose.join("一");
    while let Some((start, length)) = text.find("](").and_then(|at| Some((at, text[at..].find(')')?))) {
        text.replace_range(start..=start + length, "一");
    }
    text
}

/// The string literals of a line of Rust, comments left out.
fn literals(line: &str) -> Vec<&str> {
    let (mut found, mut start, mut escaped) = (Vec::new(), None, false);
    for (at, letter) in line.char_indices() {
        match (start, letter) {
            (None, '/') if line[at..].starts_with("//") => break,
            (None, '"') => start = Some(at + 1),
            (Some(from), '"') if !escaped => {
                found.push(&line[from..at]);
                start = None;
            }
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
    }
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every text below a folder, or the file itself.
fn files_below(root: &Path) -> Vec<PathBuf> {
    if root.is_file() {
        let text = root.extension().is_some_and(|ending| ending == "md" || ending == "json");
        return if text { vec![root.to_owned()] } else { Vec::new() };
    }
    let entries = fs::read_dir(root).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
    entries.flat_map(|entry| files_below(&entry.unwrap().path())).collect()
}

//! `custody docs`: the documents that are generated from the program, kept in the repository and checked.

mod closed_lists;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use crate::api::openapi;
use crate::error::{Error, Result};
use crate::model::accounts::fields::Field;
use crate::model::accounts::role::{Permission, Role};
use crate::model::reason::{Language, Reason};
use crate::model::requests::request::{RequestAction, RequestKind, RequestStatus, next};
use crate::model::words::Word;

/// Write the generated documents, or check that they are fresh.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Docs {
    /// Write them
    #[arg(long)]
    write: bool,
    /// Name those that are stale; exit code 1 when there are any
    #[arg(long)]
    check: bool,
}

const GENERATED: &str = "Written by `custody docs --write`; do not edit.";

/// Makes the text of a document.
type Writer = fn() -> String;

/// Where each document is kept, and what writes it.
const DOCUMENTS: [(&str, Writer); 8] = [
    ("docs/openapi.json", || format!("{}\n", openapi::text())),
    ("docs/errors.md", errors),
    ("docs/permissions.md", permissions),
    ("docs/request-steps.md", request_steps),
    ("web/src/api/words.ts", || closed_lists::script(GENERATED)),
    ("web/src/api/exportHeadings.ts", || closed_lists::export_headings(GENERATED)),
    ("web/src/i18n/en/words.json", || closed_lists::texts(Language::English)),
    ("web/src/i18n/zh-CN/words.json", || closed_lists::texts(Language::Chinese)),
];

impl Docs {
    /// Writes or checks, from the root of the repository.
    ///
    /// # Errors
    /// [`Error::Operator`] when a file cannot be written.
    pub fn run(self) -> Result<ExitCode> {
        let mut stale = false;
        for (path, write) in DOCUMENTS {
            let fresh = write();
            if self.write {
                save(Path::new(path), &fresh).map_err(|e| Error::operator(format!("cannot write {path}"), e))?;
            } else if fs::read_to_string(path).ok().as_deref() != Some(fresh.as_str()) {
                eprintln!("{path} is stale; write it with: custody docs --write");
                stale = true;
            }
        }
        Ok(if stale { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

fn save(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

fn errors() -> String {
    let mut text = format!("# Errors\n\n{GENERATED}\n\nClients match on the code; the sentences may change.\n\n");
    text += "| code | English | 中文 |\n|---|---|---|\n";
    for reason in Reason::ALL {
        let (english, chinese) = (reason.sentence(Language::English), reason.sentence(Language::Chinese));
        line(&mut text, format_args!("| `{}` | {english} | {chinese} |", reason.code()));
    }
    text
}

fn permissions() -> String {
    let mut text = format!("# Who may do what\n\n{GENERATED}\n\n| permission |");
    for role in Role::ALL {
        text += &format!(" {role}<br>{} |", role.chinese());
    }
    text += &format!("\n|---|{}\n", "---|".repeat(Role::ALL.len()));
    for permission in Permission::ALL {
        let mark = if permission.needs_recent_proof() { " \\*" } else { "" };
        text += &format!("| `{permission}` {}{mark} |", permission.chinese());
        for role in Role::ALL {
            text += if role.permissions().contains(permission) { " ✓ |" } else { " |" };
        }
        text.push('\n');
    }
    text + PROOFS + &fields()
}

/// What the mark of a permission says.
const PROOFS: &str = "\n\\* Changes ask for the password again, and for a code where there is a second factor, when it was given more than 15 \
                      minutes ago; so do the approval of goods that leave for good and the confirmation of a loss.<br>距上次输入密码超过15分\
                      钟的，变更前须再次输入密码（已启用双因素验证的还须输入验证码）；批准出库和确认灭失亦同。\n";

/// The rules beneath the permissions.
fn fields() -> String {
    let mut text = "\n## Parts of answers with rules of their own\n\n| part |".to_owned();
    for role in Role::ALL {
        text += &format!(" {role}<br>{} |", role.chinese());
    }
    text += &format!("\n|---|{}\n", "---|".repeat(Role::ALL.len()));
    for field in Field::ALL {
        text += &format!("| {}<br>{} |", field.english(), field.chinese());
        for role in Role::ALL {
            let sight = role.sight(*field);
            text += &format!(" {}<br>{} |", sight.english(), sight.chinese());
        }
        text.push('\n');
    }
    text
}

fn request_steps() -> String {
    let mut text = format!("# Requests, step by step\n\n{GENERATED}\n\n");
    text += "After the last line is executed a request is completed; an intake with refused lines waits for the centre \
             head first.\n";
    for kind in RequestKind::ALL {
        for centre_head in [false, true] {
            if centre_head && kind.approvals(true) == kind.approvals(false) {
                continue;
            }
            let heading = if centre_head { ", asking the centre head too" } else { "" };
            line(&mut text, format_args!("\n## {kind} {}{heading}\n", kind.chinese()));
            text += "| status | action | next |\n|---|---|---|\n";
            for (status, action) in pairs() {
                if let Ok(after) = next(*kind, centre_head, status, action) {
                    line(&mut text, format_args!("| {} | {} | {} |", named(status), named(action), named(after)));
                }
            }
        }
    }
    text
}

fn pairs() -> impl Iterator<Item = (RequestStatus, RequestAction)> {
    RequestStatus::ALL.iter().flat_map(|status| RequestAction::ALL.iter().map(|action| (*status, *action)))
}

fn named(word: impl Word + std::fmt::Display) -> String {
    format!("`{word}` {}", word.chinese())
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing into a string cannot fail.
    let _ = writeln!(text, "{line}");
}

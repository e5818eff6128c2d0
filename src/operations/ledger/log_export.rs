//! The log as lines of JSON, for whoever verifies it without this program; the form is in `docs/audit-log.md`.

use std::io::Write;

use serde::Serialize;

use crate::audit::VerifierKey;
use crate::audit::hash::to_hex;
use crate::db::ledger::log;
use crate::db::{Conn, Database};
use crate::error::{Cause, Error, Result};

/// Leaves read at a time.
const CHUNK: i64 = 1_000;

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum ExportLine<'a> {
    Log { format: u32, origin: &'a str, key: String, size: u64 },
    Leaf { seq: i64, leaf: Text<'a>, payload: Option<&'a str>, nodes: String },
    Checkpoint { size: i64, note: &'a str },
}

/// Text as it is, or hexadecimal digits when the bytes are no text: an altered log is exported as well.
#[derive(Serialize)]
#[serde(untagged)]
enum Text<'a> {
    Plain(&'a str),
    Hex { hex: String },
}

/// Writes the log as it is at this moment, and answers how many leaves it has.
///
/// # Errors
/// Database errors; [`Error::Operator`] when `out` takes no more.
pub fn export(
    database: &Database,
    key: &VerifierKey,
    out: &mut impl Write,
    mut progress: impl FnMut(u64, u64),
) -> Result<u64> {
    database.snapshot(|conn| {
        let size = log::size(conn)?;
        write(out, &ExportLine::Log { format: 1, origin: database.origin(), key: key.to_string(), size })?;
        let done = write_leaves(conn, out, |done| progress(done, size))?;
        write_checkpoints(conn, out)?;
        out.flush().map_err(unwritable)?;
        Ok(done)
    })
}

fn write_leaves(conn: &mut Conn, out: &mut impl Write, mut progress: impl FnMut(u64)) -> Result<u64> {
    let (mut start, mut done) = (i64::MIN, 0);
    loop {
        let rows = log::list_from(conn, start, CHUNK)?;
        let Some(last) = rows.last() else { return Ok(done) };
        start = last.seq.saturating_add(1);
        for row in &rows {
            let leaf = match std::str::from_utf8(&row.leaf) {
                Ok(text) => Text::Plain(text),
                Err(_) => Text::Hex { hex: to_hex(&row.leaf) },
            };
            let nodes = to_hex(&row.nodes);
            write(out, &ExportLine::Leaf { seq: row.seq, leaf, payload: row.payload.as_deref(), nodes })?;
        }
        done += rows.len() as u64;
        progress(done);
    }
}

fn write_checkpoints(conn: &mut Conn, out: &mut impl Write) -> Result<()> {
    let mut after = i64::MIN;
    loop {
        let rows = log::list_checkpoints(conn, after, CHUNK)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.size;
        for row in &rows {
            write(out, &ExportLine::Checkpoint { size: row.size, note: &row.note })?;
        }
    }
}

fn write(out: &mut impl Write, line: &ExportLine<'_>) -> Result<()> {
    serde_json::to_writer(&mut *out, line).map_err(unwritable)?;
    out.write_all(b"\n").map_err(unwritable)
}

fn unwritable(error: impl Into<Cause>) -> Error {
    Error::operator("cannot write the export", error)
}

//! Makes a backup: everything as it is at one moment, while the server goes on working.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use aws_lc_rs::digest::{Context, SHA256};
use diesel::connection::{DefaultLoadingMode, SimpleConnection};
use diesel::pg::PgRowByRowLoadingMode;
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;

use crate::audit::hash::to_hex;
use crate::db::Database;
use crate::db::engine::connection::Conn;
use crate::db::engine::migrate;
use crate::db::ledger::dump::{
    Carried, Column, End, Ending, FORMAT, Heading, Manifest, TABLES, Table, Verified, columns, select,
};
use crate::db::ledger::log;
use crate::error::{Error, Result};
use crate::files::Draft;

#[derive(QueryableByName)]
struct BackupLine {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Writes a backup to a new file. `verify` is asked first what is known of the same moment; `progress` is told how many
/// rows are done. A file that is there is left alone: it may be an older backup, or the database itself.
///
/// # Errors
/// [`Error::Operator`] when the file exists or cannot be written; database errors, and whatever `verify` returns.
pub fn backup(
    database: &Database,
    path: &Path,
    verify: impl FnOnce(&mut Conn) -> Result<(Verified, Carried)>,
    progress: impl FnMut(u64),
) -> Result<End> {
    let failed = |error: io::Error| Error::operator(format!("cannot write the backup {}", path.display()), error);
    if path.exists() {
        return Err(Error::Operator(format!("{} exists already; name a new file", path.display()).into()));
    }
    let draft = Draft::beside(path).map_err(failed)?;
    let end = write(database, draft.file(), verify, progress)?;
    draft.place().map_err(failed).map(|()| end)
}

fn write(
    database: &Database,
    file: &File,
    verify: impl FnOnce(&mut Conn) -> Result<(Verified, Carried)>,
    mut progress: impl FnMut(u64),
) -> Result<End> {
    let unwritable = |error: io::Error| Error::operator("cannot write the backup", error);
    let zipped = GzEncoder::new(BufWriter::with_capacity(1 << 20, file), Compression::fast());
    let mut out = Lines { out: zipped, hashed: Context::new(&SHA256) };
    let now = database.clock().now();
    let end = database.snapshot(|conn| {
        if let Conn::Postgres(c) = conn {
            // A whole table may take longer than a question of the server may.
            c.batch_execute("SET LOCAL statement_timeout = 0")?;
        }
        let (verification, files) = verify(conn)?;
        let mut tables = Vec::with_capacity(TABLES.len());
        for name in TABLES {
            tables.push((name, columns(conn, name)?));
        }
        out.write(&Manifest {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema: migrate::version(conn)?,
            origin: database.origin().to_owned(),
            created_at: now,
            verification,
            files,
            tables: tables.iter().map(|(name, columns)| described(name, columns)).collect(),
        })?;
        let mut done = 0;
        let mut rows = BTreeMap::new();
        for (name, columns) in &tables {
            out.write(&Heading { table: (*name).to_owned() })?;
            let count = write_rows(conn, &select(name, columns, conn.is_postgres())?, &mut out, |count| {
                progress(done + count);
            })?;
            done += count;
            rows.insert((*name).to_owned(), count);
        }
        let log_size = log::size(conn)?;
        let log_root = to_hex(&log::frontier_at(conn, log_size)?.root());
        let checkpoint = log::newest_checkpoint(conn)?.map(|row| row.note);
        let sha256 = to_hex(out.hashed.clone().finish().as_ref());
        let end = End { rows, sha256, log_size, log_root, checkpoint };
        out.write(&Ending { end: end.clone() })?;
        Ok(end)
    })?;
    let buffered = out.out.finish().map_err(unwritable)?;
    buffered.into_inner().map_err(|error| unwritable(error.into_error()))?;
    Ok(end)
}

fn described(name: &str, columns: &[Column]) -> Table {
    Table { name: name.to_owned(), columns: columns.iter().map(|column| column.name.clone()).collect() }
}

/// Writes the rows one by one as the database gives them, so that memory stays flat.
fn write_rows<W: Write>(conn: &mut Conn, sql: &str, out: &mut Lines<W>, mut progress: impl FnMut(u64)) -> Result<u64> {
    let mut count = 0;
    let mut each = |row: Result<BackupLine, diesel::result::Error>| -> Result<()> {
        out.write_line(row?.line.as_bytes())?;
        count += 1;
        if count % 1_000 == 0 {
            progress(count);
        }
        Ok(())
    };
    match conn {
        Conn::Sqlite(c) => {
            diesel::sql_query(sql).load_iter::<BackupLine, DefaultLoadingMode>(c)?.try_for_each(&mut each)?;
        }
        Conn::Postgres(c) => {
            diesel::sql_query(sql).load_iter::<BackupLine, PgRowByRowLoadingMode>(c)?.try_for_each(&mut each)?;
        }
    }
    progress(count);
    Ok(count)
}

/// Lines on their way into the file, hashed as they pass.
struct Lines<W: Write> {
    out: GzEncoder<W>,
    hashed: Context,
}

impl<W: Write> Lines<W> {
    fn write(&mut self, line: &impl Serialize) -> Result<()> {
        self.write_line(&serde_json::to_vec(line).map_err(Error::internal)?)
    }

    fn write_line(&mut self, line: &[u8]) -> Result<()> {
        for part in [line, b"\n"] {
            self.hashed.update(part);
            self.out.write_all(part).map_err(|e| Error::operator("cannot write the backup", e))?;
        }
        Ok(())
    }
}

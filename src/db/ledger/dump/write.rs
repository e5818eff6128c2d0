//! Makes a backup: everything as it is at one moment, while the server goes on working.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

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
use crate::db::ledger::dump::{Column, End, Ending, FORMAT, Heading, Manifest, TABLES, Table, columns, select};
use crate::db::ledger::log;
use crate::error::{Error, Result};

#[derive(QueryableByName)]
struct BackupLine {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Writes a backup to a new file; `progress` is told how many rows are done. A file that is there is left alone: it
/// may be an older backup, or the database itself.
///
/// # Errors
/// [`Error::Operator`] when the file exists or cannot be written; database errors.
pub fn backup(database: &Database, path: &Path, progress: impl FnMut(u64)) -> Result<End> {
    let failed = |error: io::Error| Error::operator(format!("cannot write the backup {}", path.display()), error);
    if path.exists() {
        return Err(Error::Operator(format!("{} exists already; name a new file", path.display()).into()));
    }
    let partial = beside(path, "partial");
    let outcome = write(database, &partial, progress).and_then(|end| {
        fs::rename(&partial, path).map_err(failed)?;
        sync_folder(path).map_err(failed)?;
        Ok(end)
    });
    if outcome.is_err() {
        // The error at hand says more than one of cleaning up.
        let _ = fs::remove_file(&partial);
    }
    outcome
}

/// A hidden name in the same folder, for a file that is not complete yet.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.{ending}", std::process::id()))
}

/// Makes a rename last.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

fn write(database: &Database, path: &Path, mut progress: impl FnMut(u64)) -> Result<End> {
    let unwritable = |error: io::Error| Error::operator(format!("cannot write {}", path.display()), error);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let file = options.open(path).map_err(unwritable)?;
    let zipped = GzEncoder::new(BufWriter::with_capacity(1 << 20, file), Compression::fast());
    let mut out = Lines { out: zipped, hashed: Context::new(&SHA256) };
    let now = database.clock().now();
    let end = database.snapshot(|conn| {
        if let Conn::Postgres(c) = conn {
            // A whole table may take longer than a question of the server may.
            c.batch_execute("SET LOCAL statement_timeout = 0")?;
        }
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
    let file = buffered.into_inner().map_err(|error| unwritable(error.into_error()))?;
    file.sync_all().map_err(unwritable)?;
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

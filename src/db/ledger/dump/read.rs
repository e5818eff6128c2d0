//! Reads a backup: first as a whole, to know that it is complete and unchanged, then into an empty database.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use aws_lc_rs::digest::{Context, SHA256};
use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use flate2::read::MultiGzDecoder;

use crate::audit::hash::to_hex;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::migrate;
use crate::db::goods::search;
use crate::db::ledger::dump::{End, Ending, FORMAT, Heading, Manifest, columns, insert, tables_of};
use crate::db::ledger::former_names;
use crate::error::{Error, Result};

/// Rows of one statement at most, and bytes after which it is full.
const ROWS: usize = 1_000;
const BYTES: usize = 1 << 20;

/// References of a table to itself cannot be met batch by batch; they are checked when everything is there.
const DEFER_POSTGRES: &str = "DO $$ DECLARE r record; BEGIN \
    FOR r IN SELECT conrelid::regclass AS name, conname FROM pg_constraint \
        WHERE contype = 'f' AND conrelid = confrelid AND connamespace = current_schema()::regnamespace LOOP \
        EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', r.name, r.conname); \
    END LOOP; END $$";
const SETTLE_POSTGRES: &str = "SET CONSTRAINTS ALL IMMEDIATE; DO $$ DECLARE r record; BEGIN \
    FOR r IN SELECT conrelid::regclass AS name, conname FROM pg_constraint \
        WHERE contype = 'f' AND condeferrable AND connamespace = current_schema()::regnamespace LOOP \
        EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I NOT DEFERRABLE', r.name, r.conname); \
    END LOOP; END $$; ANALYZE";

/// A backup that was read to its end and found complete.
#[derive(Debug)]
pub struct Backup {
    path: PathBuf,
    file: File,
    pub manifest: Manifest,
    pub end: End,
}

impl Backup {
    /// Opens a backup and reads it to its end: its form, hash and counts must be right, and its schema known.
    ///
    /// # Errors
    /// [`Error::Operator`] naming what is wrong with the file.
    pub fn open(path: &Path) -> Result<Self> {
        let refused = |why: String| Error::Operator(format!("{}: {why}", path.display()).into());
        let file =
            File::open(path).map_err(|e| Error::operator(format!("{}: cannot open the backup", path.display()), e))?;
        let mut lines = Lines::new(&file);
        let first = lines.next().map_err(refused)?.unwrap_or_default();
        let manifest = read_manifest(first).map_err(refused)?;
        lines.note_digest();
        let end = read_to_end(&mut lines, &manifest).map_err(refused)?;
        drop(lines);
        Ok(Self { path: path.to_owned(), file, manifest, end })
    }

    /// Loads all rows into a database without any, within a transaction of the caller's, indexes them for search, and
    /// reads the former names from the log.
    ///
    /// # Errors
    /// [`Error::Operator`] when the file is not what it was when opened, or does not fit the schema; database errors.
    pub fn load(&mut self, conn: &mut Conn, progress: impl FnMut(u64)) -> Result<()> {
        migrate::tables_within(conn, self.manifest.schema)?;
        match conn {
            Conn::Sqlite(c) => c.batch_execute("PRAGMA defer_foreign_keys = ON")?,
            Conn::Postgres(c) => c.batch_execute(DEFER_POSTGRES)?,
        }
        self.load_tables(conn, progress)?;
        if let Conn::Postgres(c) = conn {
            c.batch_execute(SETTLE_POSTGRES)?;
        }
        migrate::up_within(conn)?;
        search::insert_all(conn)?;
        former_names::complete(conn)
    }

    fn load_tables(&mut self, conn: &mut Conn, mut progress: impl FnMut(u64)) -> Result<()> {
        let path = self.path.clone();
        let refused = |why: String| Error::Operator(format!("{}: {why}", path.display()).into());
        self.file.seek(SeekFrom::Start(0)).map_err(|e| Error::operator(path.display().to_string(), e))?;
        let mut lines = Lines::new(&self.file);
        lines.next().map_err(refused)?;
        lines.note_digest();
        let mut done = 0;
        let mut batch = InsertBatch::default();
        while let Some(line) = lines.next().map_err(refused)? {
            if line.starts_with(b"[") {
                done += 1;
                if batch.push(line).map_err(refused)? {
                    batch.flush(conn)?;
                    progress(done);
                }
            } else if let Ok(heading) = serde_json::from_slice::<Heading>(line) {
                batch.flush(conn)?;
                batch.statement = self.statement(conn, &heading.table)?;
            }
            lines.note_digest();
        }
        batch.flush(conn)?;
        progress(done);
        if lines.sha256_before_last() != self.end.sha256 {
            return Err(refused("the file was changed while it was read".to_owned()));
        }
        Ok(())
    }

    /// The statement for a table whose columns must be those of this schema: names are written into it.
    fn statement(&self, conn: &mut Conn, table: &str) -> Result<String> {
        let known = columns(conn, table)?;
        let told = self.manifest.tables.iter().find(|told| told.name == table);
        if told.is_none_or(|told| !told.columns.iter().eq(known.iter().map(|column| &column.name))) {
            let why = format!("{}: table {table} does not have this schema's columns", self.path.display());
            return Err(Error::Operator(why.into()));
        }
        insert(table, &known, conn.is_postgres())
    }
}

/// Rows that go into one statement.
#[derive(Default)]
struct InsertBatch {
    statement: String,
    text: String,
    rows: usize,
}

impl InsertBatch {
    /// Adds a row; answers whether the batch is full.
    fn push(&mut self, line: &[u8]) -> Result<bool, String> {
        let text = std::str::from_utf8(line).map_err(|_| "a row is not UTF-8".to_owned())?;
        self.text.push(if self.rows == 0 { '[' } else { ',' });
        self.text.push_str(text);
        self.rows += 1;
        Ok(self.rows >= ROWS || self.text.len() >= BYTES)
    }

    fn flush(&mut self, conn: &mut Conn) -> Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        self.text.push(']');
        let text = std::mem::take(&mut self.text);
        let written = on!(conn, c => diesel::sql_query(&self.statement).bind::<Text, _>(text).execute(c))?;
        if written != self.rows {
            return Err(Error::internal(format!("{written} rows were written instead of {}", self.rows)));
        }
        self.rows = 0;
        Ok(())
    }
}

fn read_manifest(line: &[u8]) -> Result<Manifest, String> {
    let manifest: Manifest =
        serde_json::from_slice(line).map_err(|error| format!("this is no backup of a custody centre ({error})"))?;
    if manifest.format != FORMAT {
        return Err(format!("the backup has format {}, this program reads {FORMAT}", manifest.format));
    }
    if manifest.schema > migrate::newest() || manifest.schema < 1 {
        let newest = migrate::newest();
        return Err(format!(
            "the backup has schema {}, this program knows {newest}; use the newer program",
            manifest.schema
        ));
    }
    if !manifest.tables.iter().map(|table| table.name.as_str()).eq(tables_of(manifest.schema)) {
        return Err("the backup does not hold the tables of this schema".to_owned());
    }
    Ok(manifest)
}

/// Reads the rest: headings in their order, rows counted, and the last line that must agree with all of it.
fn read_to_end(lines: &mut Lines<'_>, manifest: &Manifest) -> Result<End, String> {
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    let mut headings = manifest.tables.iter();
    let mut current = None;
    while let Some(line) = lines.next()? {
        if line.starts_with(b"[") {
            let name: &String = current.ok_or("the backup has rows before the first table")?;
            *counted.entry(name.clone()).or_default() += 1;
        } else if let Ok(heading) = serde_json::from_slice::<Heading>(line) {
            let expected = headings.next().ok_or("the backup has a table too many")?;
            if heading.table != expected.name {
                return Err(format!("the backup has table {} where {} should be", heading.table, expected.name));
            }
            counted.insert(expected.name.clone(), 0);
            current = Some(&expected.name);
        } else {
            let Ending { end } = serde_json::from_slice(line).map_err(|error| format!("a broken line ({error})"))?;
            if lines.sha256() != end.sha256 {
                return Err("the backup was changed: its contents do not have the hash in its last line".to_owned());
            }
            if counted != end.rows {
                return Err("the backup does not have the number of rows that its last line says".to_owned());
            }
            lines.note_digest();
            return match lines.next()? {
                None => Ok(end),
                Some(_) => Err("the backup has lines after its end".to_owned()),
            };
        }
        lines.note_digest();
    }
    Err("the backup is cut off: its last line is missing".to_owned())
}

/// The lines of a zipped file, each hashed once the next is asked for.
struct Lines<'a> {
    input: BufReader<MultiGzDecoder<BufReader<&'a File>>>,
    line: Vec<u8>,
    hashed: Context,
    before_last: Context,
}

impl<'a> Lines<'a> {
    fn new(file: &'a File) -> Self {
        let unzipped = MultiGzDecoder::new(BufReader::with_capacity(1 << 18, file));
        let input = BufReader::with_capacity(1 << 18, unzipped);
        let hashed = Context::new(&SHA256);
        Self { input, line: Vec::new(), before_last: hashed.clone(), hashed }
    }

    /// The next line without its end.
    fn next(&mut self) -> Result<Option<&[u8]>, String> {
        self.line.clear();
        let cut = |error| format!("the backup is cut off or damaged ({error})");
        if self.input.read_until(b'\n', &mut self.line).map_err(cut)? == 0 {
            return Ok(None);
        }
        match self.line.split_last() {
            Some((b'\n', line)) => Ok(Some(line)),
            _ => Err("the backup is cut off within a line".to_owned()),
        }
    }

    /// Takes the line that was read last into the hash.
    fn note_digest(&mut self) {
        self.before_last = self.hashed.clone();
        self.hashed.update(&self.line);
    }

    fn sha256(&self) -> String {
        to_hex(self.hashed.clone().finish().as_ref())
    }

    fn sha256_before_last(&self) -> String {
        to_hex(self.before_last.clone().finish().as_ref())
    }
}

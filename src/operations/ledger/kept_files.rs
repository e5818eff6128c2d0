//! The bytes of files and papers against their rows: which are missing or changed, which nothing names, and how they go along with
//! backups. Where a row has another hash than the log gave it, the record was changed and not the bytes.

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::audit::Hash;
use crate::audit::hash::{from_hex, to_hex};
use crate::db::cases::files::{self, FileRow};
use crate::db::ledger::recent;
use crate::db::papers::papers::{self, IssuedPaper};
use crate::db::{Conn, Database};
use crate::error::{Error, Result};
use crate::model::ids::{FileId, PaperId, SubjectId};
use crate::operations::cases::files::hash_of;
use crate::operations::ledger::verification::{self, Finding, FindingKind};
use crate::store::{Archive, Condition, Store, take_in};

/// Rows that are read at a time.
const ROWS: i64 = 500;
/// Digests that are looked up at a time.
const DIGESTS: usize = 500;
/// Names that are told where not all of them are.
const FIRST: usize = 10;

/// Digits of a hash that are told beside a name.
const FIRST_DIGITS: usize = 16;
/// Names of contents that are told where nothing names more of them.
const SURPLUS: usize = 100;

/// Something whose bytes are to be in the store.
#[derive(Clone)]
struct Named {
    subject: SubjectId,
    /// What people call it.
    name: String,
    sha256: Hash,
    /// Where it is known apart from the hash.
    bytes: Option<i64>,
    is_paper: bool,
}

impl Named {
    fn file(row: &FileRow) -> Result<Self> {
        // Many phones call their pictures alike.
        let sha256 = row.sha256.get(..FIRST_DIGITS).unwrap_or_default();
        let (subject, name) = (SubjectId(row.id.0), format!("file {} (id {}, SHA-256 {sha256}…)", row.name, row.id));
        Ok(Self { subject, name, sha256: hash_of(row)?, bytes: Some(row.bytes), is_paper: false })
    }

    fn paper(row: &IssuedPaper) -> Result<Self> {
        let sha256 = from_hex(row.file_sha256.as_bytes()).ok_or_else(|| Error::internal("a paper has no hash"))?;
        Ok(Self {
            subject: SubjectId(row.id.0),
            name: format!("paper {}", row.number),
            sha256,
            bytes: None,
            is_paper: true,
        })
    }

    /// What is wrong with its bytes.
    fn wrong(&self, condition: Condition) -> Option<&'static str> {
        match condition {
            Condition::Whole { bytes } if self.bytes.is_none_or(|known| i64::try_from(bytes) == Ok(known)) => None,
            Condition::Missing => Some("its bytes are missing"),
            Condition::Whole { .. } | Condition::Changed => Some("its bytes were changed"),
        }
    }

    fn finding(&self, wrong: &str) -> Finding {
        let reason = format!("{}: {wrong}", self.name);
        Finding { subject_id: Some(self.subject), ..Finding::of(FindingKind::Register, reason) }
    }
}

/// How far the rows were read: the files first, then the papers.
#[derive(Default)]
struct Rows {
    file: Option<FileId>,
    papers: bool,
    paper: Option<PaperId>,
}

impl Rows {
    /// The next of them; none at the end.
    fn next(&mut self, conn: &mut Conn) -> Result<Vec<Named>> {
        if !self.papers {
            let rows = files::list_stored(conn, self.file, ROWS)?;
            if let Some(last) = rows.last() {
                self.file = Some(last.id);
                return rows.iter().map(Named::file).collect();
            }
            self.papers = true;
        }
        let rows = papers::list_all(conn, self.paper, ROWS)?;
        self.paper = rows.last().map(|row| row.id).or(self.paper);
        rows.iter().map(Named::paper).collect()
    }
}

/// How many files and papers were looked at, and what of them is missing or changed.
#[derive(Debug, Default)]
pub struct Looked {
    pub files: u64,
    pub papers: u64,
    pub lost: Vec<Finding>,
}

/// Files and papers as they are looked at.
#[derive(Default)]
struct Looking {
    looked: Looked,
    lost: Vec<(Named, &'static str)>,
}

impl Looking {
    fn note(&mut self, named: &Named, condition: Condition) {
        *if named.is_paper { &mut self.looked.papers } else { &mut self.looked.files } += 1;
        self.lost.extend(named.wrong(condition).map(|wrong| (named.clone(), wrong)));
    }

    /// All that was found. What has another hash than the log gave it is told as a changed record, and how the bytes of the log's hash are.
    fn finish(self, database: &Database, store: &Store) -> Result<Looked> {
        let Self { mut looked, lost } = self;
        let ids: Vec<SubjectId> = lost.iter().map(|(named, _)| named.subject).collect();
        let logged = database.read(|conn| recent::list_logged_hashes(conn, &ids))?;
        for (named, wrong) in &lost {
            let logged = logged.get(&named.subject).and_then(|digest| from_hex(digest.as_bytes()));
            looked.lost.push(match logged.filter(|logged| *logged != named.sha256) {
                Some(logged) => named.finding(&altered(&logged, store.check(&logged)?)),
                None => named.finding(wrong),
            });
        }
        database.read(|conn| verification::name_shown(conn, &mut looked.lost))?;
        Ok(looked)
    }
}

/// What is said of a row with another hash than the log gave it.
fn altered(logged: &Hash, condition: Condition) -> String {
    let digest = to_hex(logged);
    let digest = digest.get(..FIRST_DIGITS).unwrap_or_default();
    let bytes = match condition {
        Condition::Whole { .. } => "whole",
        Condition::Missing => "missing",
        Condition::Changed => "changed",
    };
    format!("its record was changed: in the log its SHA-256 is {digest}…, and the bytes of that are {bytes}")
}

impl fmt::Display for Looked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |count: u64, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        write!(f, "{} and {}", counted(self.files, "file"), counted(self.papers, "paper"))
    }
}

/// Where the bytes of files stand that belong to a backup.
pub fn beside(backup: &Path) -> PathBuf {
    let mut name = backup.as_os_str().to_owned();
    name.push(".files");
    name.into()
}

/// Contents of the store that nothing names: of a change, say, that failed after its file was kept.
#[derive(Debug, Default, Serialize)]
pub struct Surplus {
    /// How many there are.
    pub count: u64,
    /// The hashes of the first of them, hexadecimal.
    pub first: Vec<String>,
}

/// Whether any file is stored, or any paper issued.
///
/// # Errors
/// Database errors.
pub fn are_any(conn: &mut Conn) -> Result<bool> {
    Ok(!Rows::default().next(conn)?.is_empty())
}

/// Holds the bytes of every stored file against its hash. `progress` is told how many are done.
///
/// # Errors
/// Database errors; [`Error::StoreUnavailable`] when the store cannot be read.
pub fn find_lost(database: &Database, store: &Store, mut progress: impl FnMut(u64)) -> Result<Looked> {
    let (mut looking, mut done) = (Looking::default(), 0);
    each(database, |named| {
        looking.note(named, store.check(&named.sha256)?);
        done += 1;
        progress(done);
        Ok(())
    })?;
    looking.finish(database, store)
}

/// Names what is in the store although neither a file was announced with it nor a paper issued.
///
/// # Errors
/// As [`find_lost`].
pub fn find_surplus(database: &Database, store: &Store) -> Result<Surplus> {
    let mut surplus = Surplus::default();
    store.walk(|hashes| {
        let digests: Vec<String> = hashes.iter().map(|hash| to_hex(hash)).collect();
        digests.chunks(DIGESTS).try_for_each(|digests| {
            let known: HashSet<String> = database.read(|conn| {
                let announced = files::list_announced(conn, digests)?;
                Ok(announced.into_iter().chain(papers::list_issued(conn, digests)?).collect())
            })?;
            for digest in digests.iter().filter(|digest| !known.contains(*digest)) {
                surplus.count += 1;
                if surplus.first.len() < SURPLUS {
                    surplus.first.push(digest.clone());
                }
            }
            Ok(())
        })
    })?;
    Ok(surplus)
}

/// Writes the bytes of every stored file beside a backup; what is missing or changed is told and left out.
///
/// # Errors
/// As [`find_lost`]; [`Error::Operator`] when the file exists or cannot be written.
pub fn copy_out(database: &Database, store: &Store, backup: &Path) -> Result<Looked> {
    let mut archive = Archive::create(store, &beside(backup))?;
    let mut looking = Looking::default();
    each(database, |named| {
        looking.note(named, archive.add(&named.sha256)?);
        Ok(())
    })?;
    archive.finish()?;
    looking.finish(database, store)
}

/// Puts the bytes beside a backup into the store.
///
/// # Errors
/// [`Error::Operator`] when they are missing or damaged.
pub fn copy_in(store: &Store, backup: &Path) -> Result<u64> {
    let path = beside(backup);
    if !path.exists() {
        let advice = "put it beside the backup, or restore without the files with --without-files";
        return Err(Error::Operator(
            format!("the files of the backup, {}, are missing; {advice}", path.display()).into(),
        ));
    }
    take_in(store, &path)
}

/// Refuses rows of files whose bytes are not in the store.
///
/// # Errors
/// [`Error::Operator`] naming the first.
pub fn must_be_there(conn: &mut Conn, store: &Store) -> Result<()> {
    let (mut missing, mut rows) = (Vec::new(), Rows::default());
    loop {
        let batch = rows.next(conn)?;
        if batch.is_empty() {
            break;
        }
        for named in batch {
            if !store.contains(&named.sha256)? {
                missing.push(named.name);
            }
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let count = missing.len();
    missing.truncate(FIRST);
    let why = format!(
        "nothing was replaced: the bytes of {count} files or papers are neither beside the backup nor in the store ({}); restore it all the \
         same with --without-files",
        missing.join(", ")
    );
    Err(Error::Operator(why.into()))
}

fn each(database: &Database, mut look: impl FnMut(&Named) -> Result<()>) -> Result<()> {
    let mut rows = Rows::default();
    loop {
        let batch = database.read(|conn| rows.next(conn))?;
        if batch.is_empty() {
            return Ok(());
        }
        batch.iter().try_for_each(&mut look)?;
    }
}

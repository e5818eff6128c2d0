//! Contents in one file, as they stand beside a backup: each under a line with its hash and its length, and a line at the end, so that
//! a file that was cut off is known.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

use crate::audit::Hash;
use crate::audit::hash::{from_hex, to_hex};
use crate::error::{Error, Result};
use crate::files::Draft;
use crate::store::Store;
use crate::store::content::{Condition, Stored};

/// The first line.
const FIRST: &str = "custody-files 1\n";
/// The last line begins with this word; the number of contents follows.
const LAST: &str = "end";
/// Characters of a line at most.
const LINE: u64 = 100;

/// Contents on their way into a file.
pub struct Archive<'s> {
    store: &'s Store,
    draft: Draft,
    count: u64,
}

impl<'s> Archive<'s> {
    /// Begins a new file.
    ///
    /// # Errors
    /// [`Error::Operator`] when it exists or cannot be written.
    pub fn create(store: &'s Store, path: &Path) -> Result<Self> {
        if path.exists() {
            return Err(Error::Operator(format!("{} exists already; name a new file", path.display()).into()));
        }
        let draft = Draft::beside(path).map_err(unwritable)?;
        draft.file().write_all(FIRST.as_bytes()).map_err(unwritable)?;
        Ok(Self { store, draft, count: 0 })
    }

    /// Adds a content, unless it is not there whole; answers what became of it.
    ///
    /// # Errors
    /// [`Error::Operator`] when it cannot be written, [`Error::StoreUnavailable`] when the store cannot be read.
    pub fn add(&mut self, sha256: &Hash) -> Result<Condition> {
        let condition = self.store.check(sha256)?;
        let (Condition::Whole { bytes }, Some(mut content)) = (condition, self.store.open(sha256)?) else {
            return Ok(condition);
        };
        let mut out = BufWriter::with_capacity(1 << 18, self.draft.file());
        let line = format!("{} {bytes}\n", to_hex(sha256));
        let written = out.write_all(line.as_bytes()).and_then(|()| io::copy(&mut content, &mut out));
        if written.and_then(|written| out.flush().map(|()| written)).map_err(unwritable)? != bytes {
            return Err(Error::Operator("a file was changed while it was written into the backup".into()));
        }
        self.count += 1;
        Ok(condition)
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// [`Error::Operator`] when it cannot be written.
    pub fn finish(self) -> Result<u64> {
        self.draft.file().write_all(format!("{LAST} {}\n", self.count).as_bytes()).map_err(unwritable)?;
        self.draft.place().map_err(unwritable)?;
        Ok(self.count)
    }
}

/// Puts every content of such a file into the store; answers how many there are.
///
/// # Errors
/// [`Error::Operator`] when the file is damaged or cut off, [`Error::StoreUnavailable`] when the store cannot be written.
pub fn take_in(store: &Store, path: &Path) -> Result<u64> {
    let told = |why: &str| Error::Operator(format!("{}: {why}", path.display()).into());
    let unreadable = |e: io::Error| Error::operator(format!("{}: cannot be read", path.display()), e);
    let mut lines = BufReader::with_capacity(1 << 18, File::open(path).map_err(unreadable)?);
    let mut count = 0;
    if line(&mut lines).map_err(unreadable)? != FIRST {
        return Err(told("these are no files of a backup"));
    }
    loop {
        let heading = line(&mut lines).map_err(unreadable)?;
        let (first, second) = heading.trim_end().split_once(' ').ok_or_else(|| told("the file is cut off"))?;
        let number: u64 = second.parse().map_err(|_| told("the file is damaged"))?;
        if first == LAST {
            return if number == count { Ok(count) } else { Err(told("the file is damaged")) };
        }
        let named = from_hex(first.as_bytes()).ok_or_else(|| told("the file is damaged"))?;
        let Stored { sha256, bytes } = store.put((&mut lines).take(number))?;
        if (sha256, bytes) != (named, number) {
            return Err(told("the file is damaged or cut off"));
        }
        count += 1;
    }
}

fn line(lines: &mut impl BufRead) -> io::Result<String> {
    let mut text = String::new();
    lines.take(LINE).read_line(&mut text)?;
    Ok(text)
}

fn unwritable(error: io::Error) -> Error {
    Error::operator("cannot write the files of the backup", error)
}

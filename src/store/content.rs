//! A content that is being read. Whoever reads all of it has read what its hash says, or is told before the end.

use std::io::{self, ErrorKind, Read};

use aws_lc_rs::digest::{Context, SHA256};

use crate::audit::Hash;
use crate::error::{Cause, Error, context};

/// Bytes that are read or written at a time.
pub(super) const CHUNK: usize = 64 << 10;

/// What was put into the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// What it is kept under.
    pub sha256: Hash,
    /// Its length in bytes.
    pub bytes: u64,
}

/// What the store says of a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// All of it is there, and its SHA-256 is what it is kept under.
    Whole {
        /// Its length in bytes.
        bytes: u64,
    },
    /// It is not there.
    Missing,
    /// It is there with other bytes.
    Changed,
}

/// A content to be read. It is hashed on the way: where its bytes are others than its hash says, the last of them is not given out
/// and reading fails with [`ErrorKind::InvalidData`].
pub struct Content {
    source: Box<dyn Read + Send>,
    bytes: u64,
    sha256: Hash,
    context: Option<Context>,
    /// What was read and not given out yet: always as much as can be held back until the end is known.
    ahead: Vec<u8>,
    given: usize,
}

impl Content {
    pub(super) fn new(source: impl Read + Send + 'static, bytes: u64, sha256: Hash) -> Self {
        Self {
            source: Box::new(source),
            bytes,
            sha256,
            context: Some(Context::new(&SHA256)),
            ahead: Vec::new(),
            given: 0,
        }
    }

    /// Its length in bytes as it is kept.
    pub fn len(&self) -> u64 {
        self.bytes
    }

    /// Whether it is kept with no byte.
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// Reads all of it and says what became of it.
    pub(super) fn check(mut self) -> io::Result<Condition> {
        match io::copy(&mut self, &mut io::sink()) {
            Ok(bytes) => Ok(Condition::Whole { bytes }),
            Err(e) if e.kind() == ErrorKind::InvalidData => Ok(Condition::Changed),
            Err(e) => Err(e),
        }
    }

    /// Reads the next chunk behind what is held; at the end holds all against the hash.
    fn read_on(&mut self) -> io::Result<()> {
        let Some(context) = &mut self.context else { return Ok(()) };
        let mut chunk = vec![0; CHUNK];
        let read = self.source.read(&mut chunk)?;
        chunk.truncate(read);
        if read > 0 {
            context.update(&chunk);
            self.ahead.drain(..self.given);
            self.given = 0;
            self.ahead.append(&mut chunk);
            return Ok(());
        }
        if self.context.take().map(hash_of) == Some(self.sha256) {
            return Ok(());
        }
        self.ahead.clear();
        self.given = 0;
        Err(io::Error::new(ErrorKind::InvalidData, "the bytes are not those of the hash they are kept under"))
    }
}

impl Read for Content {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // Until the end is known one byte at least is held back.
        while self.context.is_some() && self.ahead.len() - self.given <= 1 {
            self.read_on()?;
        }
        let held = usize::from(self.context.is_some());
        let free = self.ahead.get(self.given..self.ahead.len() - held).unwrap_or_default();
        let count = free.len().min(out.len());
        for (to, from) in out.iter_mut().zip(free) {
            *to = *from;
        }
        self.given += count;
        Ok(count)
    }
}

/// SHA-256 of all that is read.
///
/// # Errors
/// What reading says.
pub fn sha256_of(mut bytes: impl Read) -> io::Result<Hash> {
    let (mut context, mut chunk) = (Context::new(&SHA256), vec![0; CHUNK]);
    loop {
        match bytes.read(&mut chunk) {
            Ok(0) => return Ok(hash_of(context)),
            Ok(read) => context.update(chunk.get(..read).unwrap_or_default()),
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

pub(super) fn hash_of(context: Context) -> Hash {
    let mut hash = [0; crate::audit::hash::HASH_LEN];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

/// A store that cannot be read or written just now.
pub(super) fn unusable(attempt: &str, cause: impl Into<Cause>) -> Error {
    Error::StoreUnavailable(context(attempt, cause))
}

/// A store that cannot be written just now, or has no room for so many bytes.
pub(super) fn unwritable(attempt: &str, cause: io::Error, needed: u64) -> Error {
    let no_room = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::FileTooLarge];
    if no_room.contains(&cause.kind()) {
        return Error::StoreFull { needed, cause: context(attempt, cause) };
    }
    unusable(attempt, cause)
}

//! Contents in a folder of the file system, in 256 folders by the first two digits of their hash. A content is a draft until all of
//! it is on the disk, and is put in its place then.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use aws_lc_rs::digest::{Context, SHA256};

use crate::audit::Hash;
use crate::audit::hash::{from_hex, to_hex};
use crate::error::Result;
use crate::files::{self, Draft};
use crate::store::content::{CHUNK, Content, Stored, hash_of, unusable, unwritable};

/// What is attempted when a content is written.
const KEEPING: &str = "a file cannot be kept";

/// A folder of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn at(path: PathBuf) -> Self {
        Self(path)
    }

    pub(super) fn put(&self, bytes: impl Read) -> Result<Stored> {
        let (draft, stored) = write_draft(&self.0, bytes)?;
        self.place(draft, &stored.sha256).map_err(|e| unwritable(KEEPING, e, stored.bytes))?;
        Ok(stored)
    }

    fn place(&self, draft: Draft, sha256: &Hash) -> io::Result<()> {
        let target = self.path_of(sha256);
        if let Some(folder) = target.parent().filter(|folder| !folder.exists()) {
            files::make_folder(folder)?;
            files::sync_folder(folder)?;
        }
        // Over one that is there: whatever was written over it since, these are the bytes of this hash.
        draft.place_as(&target)
    }

    pub(super) fn open(&self, sha256: &Hash) -> io::Result<Option<Content>> {
        match File::open(self.path_of(sha256)) {
            Ok(file) => {
                let bytes = file.metadata()?.len();
                Ok(Some(Content::new(file, bytes, *sha256)))
            }
            Err(e) if is_absent(&e) => Ok(None),
            Err(e) => Err(e),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Whether it can be read; one that is not there yet is made when something is put there.
    pub(super) fn look(&self) -> io::Result<()> {
        match std::fs::read_dir(&self.0) {
            Err(e) if e.kind() != ErrorKind::NotFound => Err(e),
            _ => Ok(()),
        }
    }

    pub(super) fn contains(&self, sha256: &Hash) -> io::Result<bool> {
        Path::try_exists(&self.path_of(sha256))
    }

    /// Gives out the hashes of all that is kept, one of the 256 folders after the other.
    pub(super) fn walk(&self, give: &mut impl FnMut(Vec<Hash>) -> Result<()>) -> Result<()> {
        for first in 0..=u8::MAX {
            give(self.within(first).map_err(|e| unusable("the kept files cannot be listed", e))?)?;
        }
        Ok(())
    }

    /// The hashes that begin with this byte. What has another name is no content.
    fn within(&self, first: u8) -> io::Result<Vec<Hash>> {
        let entries = match std::fs::read_dir(self.0.join(to_hex(&[first]))) {
            Err(e) if is_absent(&e) => return Ok(Vec::new()),
            entries => entries?,
        };
        let names = entries.map(|entry| Ok(from_hex(entry?.file_name().as_encoded_bytes())));
        names.filter_map(io::Result::transpose).collect()
    }

    fn path_of(&self, sha256: &Hash) -> PathBuf {
        let name = to_hex(sha256);
        let first = name.get(..2).unwrap_or_default();
        self.0.join(first).join(&name)
    }
}

/// Writes a few bytes into a draft within a folder, as far as the disk, and lets them go.
pub(super) fn try_to_write(folder: &Path) -> Result<()> {
    let (draft, stored) = write_draft(folder, io::repeat(0).take(CHUNK as u64))?;
    draft.file().sync_all().map_err(|e| unwritable(KEEPING, e, stored.bytes))
}

/// Writes all that is read into a draft within a folder, and says what it is.
pub(super) fn write_draft(folder: &Path, mut bytes: impl Read) -> Result<(Draft, Stored)> {
    let made = files::make_folder(folder).and_then(|()| Draft::within(folder));
    let draft = made.map_err(|e| unwritable(KEEPING, e, CHUNK as u64))?;
    let (mut context, mut length, mut chunk) = (Context::new(&SHA256), 0, vec![0; CHUNK]);
    loop {
        let read = match bytes.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => chunk.get(..read).unwrap_or_default(),
            Err(e) if e.kind() == ErrorKind::Interrupted => continue,
            Err(e) => return Err(unusable("what is to be kept cannot be read", e)),
        };
        context.update(read);
        length += read.len() as u64;
        if let Err(e) = draft.file().write_all(read) {
            // How much room all of it needs is known at its end.
            let rest = io::copy(&mut bytes, &mut io::sink()).unwrap_or_default();
            return Err(unwritable(KEEPING, e, length + rest));
        }
    }
    Ok((draft, Stored { sha256: hash_of(context), bytes: length }))
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

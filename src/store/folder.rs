//! Contents in a folder of the file system, in 256 folders by the first two digits of their hash. A content is a draft until all of
//! it is on the disk, and is put in its place then.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use aws_lc_rs::digest::{Context, SHA256};

use crate::audit::Hash;
use crate::audit::hash::to_hex;
use crate::files::{self, Draft};
use crate::store::content::{CHUNK, Content, Stored, hash_of};

/// A folder of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn at(path: PathBuf) -> Self {
        Self(path)
    }

    pub(super) fn put(&self, mut bytes: impl Read) -> io::Result<Stored> {
        files::make_folder(&self.0)?;
        let draft = Draft::within(&self.0)?;
        let (mut context, mut length, mut chunk) = (Context::new(&SHA256), 0, vec![0; CHUNK]);
        loop {
            let read = match bytes.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => chunk.get(..read).unwrap_or_default(),
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            context.update(read);
            draft.file().write_all(read)?;
            length += read.len() as u64;
        }
        let sha256 = hash_of(context);
        let target = self.path_of(&sha256);
        if let Some(folder) = target.parent().filter(|folder| !folder.exists()) {
            files::make_folder(folder)?;
            files::sync_folder(folder)?;
        }
        // Over one that is there: whatever was written over it since, these are the bytes of this hash.
        draft.place_as(&target)?;
        Ok(Stored { sha256, bytes: length })
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

    pub(super) fn contains(&self, sha256: &Hash) -> io::Result<bool> {
        Path::try_exists(&self.path_of(sha256))
    }

    fn path_of(&self, sha256: &Hash) -> PathBuf {
        let name = to_hex(sha256);
        let first = name.get(..2).unwrap_or_default();
        self.0.join(first).join(&name)
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

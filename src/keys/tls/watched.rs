//! Files that are taken up anew when they are replaced: what holds is what was last read whole.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use parking_lot::{Mutex, RwLock};
use zeroize::Zeroizing;

use crate::audit::hash::Hash;
use crate::audit::sha256;
use crate::error::{Error, Result, chain};
use crate::keys::tls::pem::check_private;

/// How the contents become what is made of them.
type Read<T> = fn(&[PathBuf], &[Zeroizing<Vec<u8>>]) -> Result<T>;

/// Files, and what was made of them.
pub struct Watched<T> {
    paths: Vec<PathBuf>,
    /// Which of them are their owner's only.
    private: &'static [usize],
    read: Read<T>,
    current: RwLock<Arc<T>>,
    /// What was looked at last, good or not, so that it is told once.
    seen: Mutex<Hash>,
}

impl<T> fmt::Debug for Watched<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watched").field("paths", &self.paths).finish_non_exhaustive()
    }
}

/// What a look at the files found.
#[derive(Debug)]
pub enum Looked {
    /// What there was, or what was refused before.
    Same,
    /// Something else, which holds from now on.
    TakenUp,
    /// Something that cannot be used: what there was goes on.
    Refused(Error),
}

impl<T> Watched<T> {
    /// Reads the files; those at the places `private` must be their owner's only.
    ///
    /// # Errors
    /// [`Error::Operator`], and those of `read`.
    pub(super) fn open(paths: Vec<PathBuf>, private: &'static [usize], read: Read<T>) -> Result<Self> {
        let contents = load(&paths, private)?;
        let made = read(&paths, &contents)?;
        let seen = Mutex::new(digest(&contents));
        Ok(Self { paths, private, read, current: RwLock::new(Arc::new(made)), seen })
    }

    /// What holds.
    pub fn current(&self) -> Arc<T> {
        self.current.read().clone()
    }

    /// The files, for whoever tells of them.
    pub fn paths(&self) -> String {
        self.paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
    }

    /// Looks at the files, and takes up what is whole and differs.
    pub fn look(&self) -> Looked {
        let contents = load(&self.paths, self.private);
        let found = match &contents {
            Ok(contents) => digest(contents),
            Err(error) => sha256(chain(error).as_bytes()),
        };
        if std::mem::replace(&mut *self.seen.lock(), found) == found {
            return Looked::Same;
        }
        match contents.and_then(|contents| (self.read)(&self.paths, &contents)) {
            Ok(made) => {
                *self.current.write() = Arc::new(made);
                Looked::TakenUp
            }
            Err(error) => Looked::Refused(error),
        }
    }
}

fn load(paths: &[PathBuf], private: &[usize]) -> Result<Vec<Zeroizing<Vec<u8>>>> {
    let read = |(place, path): (usize, &PathBuf)| {
        if private.contains(&place) {
            check_private(path)?;
        }
        let content = fs::read(path);
        content.map(Zeroizing::new).map_err(|e| Error::operator(format!("cannot read {}", path.display()), e))
    };
    paths.iter().enumerate().map(read).collect()
}

fn digest(contents: &[Zeroizing<Vec<u8>>]) -> Hash {
    sha256(&contents.iter().flat_map(|content| sha256(content)).collect::<Vec<_>>())
}

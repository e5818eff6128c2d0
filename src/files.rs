//! The files the program makes: they are their owner's only, and what is not finished never passes for whole. A file that is
//! written to be kept is a [`Draft`] first, under a hidden name beside its own. What must be its owner's only is refused when it
//! is not.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// How the hidden name of a draft ends.
const ENDING: &str = ".custody-draft";

/// What SQLite keeps beside a file by that file's name.
pub const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Makes a folder and those above it that are missing; what is made only its owner may enter.
///
/// # Errors
/// What the system says.
pub fn make_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Makes a new file that only its owner may read and write, whatever the umask lets through.
///
/// # Errors
/// What the system says; there may be a file of that name already.
pub fn create_new(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(path)
}

/// Opens a file to be written on, and makes it when it is missing; then only its owner may read and write it.
///
/// # Errors
/// What the system says.
pub fn open_to_add(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)
}

/// The mode of a file that others than its owner may read or write; none of one that is private or cannot be looked at.
fn mode_open_to_others(path: &Path) -> Option<u32> {
    let mode = fs::metadata(path).ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

/// Refuses files that others than their owner may read or write. `what` says what they are; one that is not there is nobody's.
///
/// # Errors
/// The first of them, its mode, and the command that makes all of them private.
pub fn check_private(what: &str, paths: &[PathBuf]) -> Result<(), String> {
    let open: Vec<_> = paths.iter().filter_map(|path| Some((path, mode_open_to_others(path)?))).collect();
    let Some((first, mode)) = open.first() else { return Ok(()) };
    let names: Vec<_> = open.iter().map(|(path, _)| in_shell(path)).collect();
    let text = format!("is open to others (mode {mode:03o}); run: chmod 600 {}", names.join(" "));
    Err(format!("the {what} {} {text}", first.display()))
}

/// A path as a shell reads it back.
fn in_shell(path: &Path) -> String {
    let text = path.to_string_lossy();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+@:,".contains(c);
    if text.chars().all(is_plain) { text.into_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

/// The path of a file that is kept beside another one and named after it.
pub fn companion(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Makes a rename last.
///
/// # Errors
/// What the system says.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file that is being written. It goes when it is dropped before it was put in its place, and when its process was killed, with
/// the next draft in the same folder: who still writes is known by the lock on the file, which ends with the process.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    target: PathBuf,
    file: File,
    placed: bool,
}

impl Draft {
    /// A new and empty file beside `target`; what killed processes left there is removed first.
    ///
    /// # Errors
    /// What the system says.
    pub fn beside(target: &Path) -> io::Result<Self> {
        let name = target.file_name().ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "this names no file"))?;
        let name = format!(".{}.{}{ENDING}", name.to_string_lossy(), std::process::id());
        Self::at(target.with_file_name(name), target.to_owned())
    }

    /// A new and empty file within a folder, of which is not known yet where it will be; see [`Draft::place_as`].
    ///
    /// # Errors
    /// What the system says.
    pub fn within(folder: &Path) -> io::Result<Self> {
        let name = uuid::Uuid::new_v4().simple().to_string();
        Self::at(folder.join(format!(".{name}{ENDING}")), folder.join(name))
    }

    fn at(path: PathBuf, target: PathBuf) -> io::Result<Self> {
        sweep(folder_of(&target));
        loop {
            let file = create_new(&path)?;
            // A file system without locks goes without: nobody can lock the file there to remove it either.
            let _ = file.lock();
            // Before it was locked, another process may have taken it for one that nobody writes any more.
            if is_at(&file, &path) {
                return Ok(Self { path, target, file, placed: false });
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it is written through.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// Puts the file in another place of the same file system, as [`Draft::place`] does.
    ///
    /// # Errors
    /// What the system says; nothing is replaced then.
    pub fn place_as(mut self, target: &Path) -> io::Result<()> {
        target.clone_into(&mut self.target);
        self.place()
    }

    /// Puts the file in its place once all of it is on the disk; one that is there is replaced.
    ///
    /// # Errors
    /// What the system says; nothing is replaced then.
    pub fn place(mut self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, &self.target)?;
        self.placed = true;
        sync_folder(&self.target)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.placed {
            remove(&self.path);
        }
    }
}

/// Whether an open file is the one at this path.
pub fn is_at(file: &File, path: &Path) -> bool {
    let id = |about: fs::Metadata| (about.dev(), about.ino());
    match (file.metadata(), fs::metadata(path)) {
        (Ok(open), Ok(found)) => id(open) == id(found),
        _ => false,
    }
}

/// Removes the drafts of killed processes. What cannot be removed stays for the next time: it is in nobody's way.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !(name.starts_with('.') && name.ends_with(ENDING)) {
            continue;
        }
        let path = entry.path();
        let Ok(file) = File::open(&path) else { continue };
        match file.try_lock() {
            Ok(()) if is_at(&file, &path) => remove(&path),
            Ok(()) | Err(TryLockError::WouldBlock | TryLockError::Error(_)) => {}
        }
    }
}

fn remove(path: &Path) {
    // The error that led here says more than one of cleaning up.
    let _ = fs::remove_file(path);
    for ending in COMPANIONS {
        let _ = fs::remove_file(companion(path, ending));
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn folder() -> PathBuf {
        let folder = std::env::temp_dir().join(format!("custody-files-{}", uuid::Uuid::new_v4()));
        make_folder(&folder.join("within")).unwrap();
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name != "within").collect()
    }

    #[test]
    fn what_is_made_is_its_owners_only() {
        let folder = folder();
        assert_eq!(mode_open_to_others(&folder), None);
        assert_eq!(mode_open_to_others(&folder.join("within")), None);
        let path = folder.join("file");
        create_new(&path).unwrap();
        assert_eq!(mode_open_to_others(&path), None);
        assert_eq!(create_new(&path).unwrap_err().kind(), ErrorKind::AlreadyExists);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(mode_open_to_others(&path), Some(0o640));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn files_open_to_others_are_refused_with_the_command_that_mends_it() {
        let folder = folder();
        let paths = ["it's.db", "it's.db-wal", "it's.db-shm"].map(|name| folder.join(name));
        assert!(check_private("file", &paths).is_ok(), "none is there");
        paths.iter().for_each(|path| drop(create_new(path).unwrap()));
        assert!(check_private("file", &paths).is_ok());
        for path in &paths[1..] {
            fs::set_permissions(path, fs::Permissions::from_mode(0o604)).unwrap();
        }
        let told = check_private("file", &paths).unwrap_err();
        assert!(told.contains("it's.db-wal is open to others (mode 604); run: chmod 600 '/"), "{told}");
        let command = told.split_once("run: ").unwrap().1;
        assert!(std::process::Command::new("sh").args(["-c", command]).status().unwrap().success());
        assert!(check_private("file", &paths).is_ok(), "{command}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_draft_is_put_in_place_whole_or_not_at_all() {
        let folder = folder();
        let target = folder.join("file");
        let draft = Draft::beside(&target).unwrap();
        draft.file().write_all(b"half").unwrap();
        drop(draft);
        assert_eq!(names(&folder), Vec::<String>::new());
        let draft = Draft::beside(&target).unwrap();
        draft.file().write_all(b"whole").unwrap();
        assert!(!target.exists());
        draft.place().unwrap();
        assert_eq!((names(&folder), fs::read(&target).unwrap()), (vec!["file".to_owned()], b"whole".to_vec()));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn drafts_nobody_writes_any_more_go_and_no_others() {
        let folder = folder();
        let (left, living) = (folder.join(".old.1.custody-draft"), folder.join(".new.1.custody-draft"));
        for path in
            [&left, &companion(&left, "-wal"), &folder.join(".other.1.partial"), &folder.join("x.custody-draft")]
        {
            create_new(path).unwrap();
        }
        let written = create_new(&living).unwrap();
        written.lock().unwrap();
        drop(Draft::beside(&folder.join("file")).unwrap());
        let mut left = names(&folder);
        left.sort();
        assert_eq!(left, [".new.1.custody-draft", ".other.1.partial", "x.custody-draft"]);
        fs::remove_dir_all(folder).unwrap();
    }
}

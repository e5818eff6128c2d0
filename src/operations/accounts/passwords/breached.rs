//! Passwords that were stolen somewhere: a list that the operator lays beside the program, as Have I Been Pwned publishes it
//! (Pwned Passwords): SHA-1 digests in capital hexadecimal digits, in order, each with a colon and how often it was seen.
//! It is one file, or a folder of a file for each first five digits, whose lines begin with the sixth. Nothing of it is
//! loaded: a password is looked for by halving.

use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};

use crate::error::{Error, Result};

/// Digits of a digest that name the file in a folder.
const PREFIX: usize = 5;
/// Digits of a whole digest.
const DIGITS: usize = 40;
/// Lines that are looked at when the list is opened.
const SAMPLES: u64 = 512;
/// Bytes a line has at most, its end included.
const LINE: u64 = 64;

/// Where the list is.
#[derive(Debug)]
pub enum Breached {
    /// One file with whole digests.
    File(PathBuf),
    /// A folder with a file for each beginning.
    Folder(PathBuf),
}

impl Breached {
    /// Looks whether there is such a list.
    ///
    /// # Errors
    /// [`Error::Operator`] when it cannot be read or is no such list.
    pub fn open(path: &Path) -> Result<Self> {
        let unreadable = |e: std::io::Error| {
            Error::operator(format!("cannot read the list of breached passwords {}", path.display()), e)
        };
        let folder = std::fs::metadata(path).map_err(unreadable)?.is_dir();
        let list = if folder { Self::Folder(path.to_owned()) } else { Self::File(path.to_owned()) };
        let zeros = "0".repeat(DIGITS);
        let (sample, digits) = list.file_of(&zeros);
        let mut first = String::new();
        let file = File::open(sample).map_err(unreadable)?;
        BufReader::new(file.take(LINE)).read_line(&mut first).map_err(unreadable)?;
        let key = key_of(&first);
        if !is_digest(key, digits.len()) || !list.is_in_order().map_err(unreadable)? {
            let advice = "it is a file of sorted SHA-1 digests, or a folder of such files by their first five digits";
            let text = format!("{} is no list of breached passwords: {advice}", path.display());
            return Err(Error::Operator(text.into()));
        }
        Ok(list)
    }

    /// Whether lines from all over the file are in order; of a folder the files are looked at when they are needed.
    fn is_in_order(&self) -> std::io::Result<bool> {
        let Self::File(path) = self else { return Ok(true) };
        let mut file = File::open(path)?;
        let (size, mut last) = (file.seek(SeekFrom::End(0))?, String::new());
        for sample in 0..SAMPLES {
            let line = match line_from(&mut file, size / SAMPLES * sample) {
                Ok(line) => line,
                Err(error) if error.kind() == ErrorKind::InvalidData => return Ok(false),
                Err(error) => return Err(error),
            };
            let Some((_, line)) = line else { continue };
            let key = key_of(&line);
            if !is_digest(key, DIGITS) || key < last.as_str() {
                return Ok(false);
            }
            last = key.to_owned();
        }
        Ok(true)
    }

    /// Whether a password is in the list.
    ///
    /// # Errors
    /// [`Error::Internal`] when the list cannot be read any more.
    pub fn holds(&self, password: &str) -> Result<bool> {
        let sha1 = digest(&SHA1_FOR_LEGACY_USE_ONLY, password.as_bytes());
        let digits: String = sha1.as_ref().iter().map(|byte| format!("{byte:02X}")).collect();
        let (file, wanted) = self.file_of(&digits);
        let failed = |e: std::io::Error| Error::internal(format!("{}: {e}", file.display()));
        find(&mut File::open(&file).map_err(failed)?, wanted).map_err(failed)
    }

    /// The file a digest would be in, and what its line begins with there.
    fn file_of<'d>(&self, digits: &'d str) -> (PathBuf, &'d str) {
        match self {
            Self::File(file) => (file.clone(), digits),
            Self::Folder(folder) => {
                let (prefix, rest) = digits.split_at(PREFIX);
                (folder.join(format!("{prefix}.txt")), rest)
            }
        }
    }
}

fn is_digest(key: &str, digits: usize) -> bool {
    key.len() == digits && key.bytes().all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'))
}

/// What a line is sorted by.
fn key_of(line: &str) -> &str {
    line.split(':').next().unwrap_or_default().trim_end()
}

/// Looks for a line by halving the bytes between `low` and `high`: a line that begins at or after the middle is read, and
/// what is wanted is before it, after it, or it. A list that is empty, not in order or no list any more is an error: in it
/// nothing can be looked for.
fn find(file: &mut File, wanted: &str) -> std::io::Result<bool> {
    let (mut low, mut high) = (0, file.seek(SeekFrom::End(0))?);
    let (mut above, mut below) = (String::new(), "G".to_owned());
    if high == 0 {
        return Err(std::io::Error::new(ErrorKind::InvalidData, "the list is empty"));
    }
    while low < high {
        let middle = low.midpoint(high);
        let Some((start, line)) = line_from(file, middle)?.filter(|(start, _)| *start < high) else {
            high = middle;
            continue;
        };
        let key = key_of(&line);
        if !is_digest(key, wanted.len()) || key < above.as_str() || key > below.as_str() {
            return Err(std::io::Error::new(
                ErrorKind::InvalidData,
                "the list is not in order, or has lines that are no digests",
            ));
        }
        match key.cmp(wanted) {
            std::cmp::Ordering::Equal => return Ok(true),
            std::cmp::Ordering::Less => (low, above) = (start + line.len() as u64, key.to_owned()),
            std::cmp::Ordering::Greater => (high, below) = (middle, key.to_owned()),
        }
    }
    Ok(false)
}

/// The first line that begins at or after a byte, and where; none when there is none.
fn line_from(file: &mut File, at: u64) -> std::io::Result<Option<(u64, String)>> {
    // From the byte before, so that a line that begins right there is not passed over.
    let from = at.saturating_sub(1);
    file.seek(SeekFrom::Start(from))?;
    let mut reader = BufReader::with_capacity(2 * LINE as usize, file.take(2 * LINE));
    let mut skipped = Vec::new();
    let skip = if at == 0 { 0 } else { reader.read_until(b'\n', &mut skipped)? as u64 };
    if skip > LINE {
        return Err(std::io::Error::new(ErrorKind::InvalidData, "a line of the list is no digest"));
    }
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line)?;
    let line = String::from_utf8_lossy(&line).into_owned();
    Ok((!line.is_empty()).then_some((from + skip, line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sha1(text: &str) -> String {
        let sha1 = digest(&SHA1_FOR_LEGACY_USE_ONLY, text.as_bytes());
        sha1.as_ref().iter().map(|byte| format!("{byte:02X}")).collect()
    }

    fn words() -> Vec<String> {
        (0..2_000).map(|n| format!("stolen {n}")).collect()
    }

    #[test]
    fn every_line_of_a_file_is_found_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for (name, ending, last) in [("a", "\r\n", "\r\n"), ("b", "\n", ""), ("c", "\n", "\n")] {
            let mut lines: Vec<_> =
                words().iter().enumerate().map(|(n, word)| format!("{}:{}", sha1(word), n * n)).collect();
            lines.sort();
            let path = folder.path().join(name);
            std::fs::write(&path, lines.join(ending) + last).unwrap();
            let list = Breached::open(&path).unwrap();
            for word in words() {
                assert!(list.holds(&word).unwrap(), "{word}");
                assert!(!list.holds(&format!("{word}!")).unwrap(), "{word}!");
            }
        }
    }

    #[test]
    fn a_list_that_is_not_in_order_is_none_and_one_that_was_ruined_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list");
        let mut lines: Vec<_> = words().iter().map(|word| format!("{}:1\n", sha1(word))).collect();
        lines.sort();
        std::fs::write(&path, lines.concat()).unwrap();
        let list = Breached::open(&path).unwrap();
        let halves = lines.iter().step_by(2).chain(lines.iter().skip(1).step_by(2)).cloned().collect::<String>();
        let reversed = lines.iter().rev().cloned().collect::<String>();
        let long = [lines[..1_000].concat(), "F".repeat(100_000), "\n".to_owned(), lines[1_000..].concat()].concat();
        for (name, bad) in [("halves", halves), ("reversed", reversed), ("long", long), ("zeros", "\0".repeat(50_000))]
        {
            std::fs::write(&path, bad).unwrap();
            assert!(Breached::open(&path).is_err_and(|error| error.to_string().contains("is no list")), "{name}");
        }
        for ruined in ["\0".repeat(50_000), "rubbish\n".repeat(5_000), String::new()] {
            std::fs::write(&path, ruined).unwrap();
            assert!(list.holds("another").is_err());
        }
        assert!(list.holds("stolen 1").is_err() && Breached::open(&path).is_err());
    }

    #[test]
    fn a_folder_is_read_by_the_first_digits_and_what_is_no_list_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let missing = Breached::open(&folder.path().join("none")).unwrap_err();
        assert!(missing.to_string().contains("cannot read the list"), "{missing}");
        assert!(Breached::open(folder.path()).is_err());
        let digits = sha1("stolen");
        let zeros = folder.path().join("00000.txt");
        std::fs::write(&zeros, "no digest\n").unwrap();
        assert!(Breached::open(folder.path()).unwrap_err().to_string().contains("is no list"));
        std::fs::write(&zeros, format!("{}:1\n", "0".repeat(35))).unwrap();
        std::fs::write(folder.path().join(format!("{}.txt", &digits[..5])), format!("{}:7\r\n", &digits[5..])).unwrap();
        let list = Breached::open(folder.path()).unwrap();
        assert!(list.holds("stolen").unwrap());
        assert!(list.holds("another").is_err(), "a file of the folder is missing");
    }
}

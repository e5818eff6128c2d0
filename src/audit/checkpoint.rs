//! Signed statements "the log named so has so many entries and this root": C2SP tlog-checkpoint in a
//! C2SP signed note with Ed25519. When to sign, and where keys and checkpoints are kept, is not decided here.

use super::hash::Hash;
use signed_note::{Note, NoteError, StandardSigner, StandardVerifier, VerificationError, Verifier, Verifiers};
use std::fmt;
use thiserror::Error;

/// What a checkpoint states of its log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// Number of entries.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
}

/// Why a key text is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum KeyError {
    #[error("a log's name must not be empty and must have no blanks and no plus signs")]
    Name,
    #[error("not the two lines of a log key: the private one, then the public one")]
    Signing,
    #[error("not a public key of the form name+id+key")]
    Verifying,
    #[error("the private and the public line do not belong together")]
    Pair,
}

/// Why a text is not a checkpoint to be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CheckpointError {
    #[error("not a checkpoint in a signed note")]
    Malformed,
    #[error("not signed with the expected key")]
    Unsigned,
    #[error("the signature is not valid: the text was changed")]
    BadSignature,
    #[error("this is the checkpoint of another log, {0}")]
    Origin(String),
}

/// The key that signs a log's checkpoints. Whoever has it can present any history: its text is kept in
/// a file only the program may read.
#[derive(Clone)]
pub struct LogKey {
    text: String,
    signer: StandardSigner,
    verifier: VerifierKey,
}

impl LogKey {
    /// A new random key for the log of that name.
    ///
    /// # Errors
    /// [`KeyError::Name`] when the name cannot stand in a signed note.
    pub fn generate(name: &str) -> Result<Self, KeyError> {
        if !signed_note::is_key_name_valid(name) || name.chars().any(char::is_control) {
            return Err(KeyError::Name);
        }
        let (private, public) = signed_note::generate_key(&mut rand_core::OsRng, name);
        Self::parse(&format!("{private}\n{public}\n"))
    }

    /// Reads a key file: the private line, then the public line.
    ///
    /// # Errors
    /// [`KeyError`] when the lines are not keys or do not belong together.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let mut lines = text.lines();
        let (Some(private), Some(public), None) = (lines.next(), lines.next(), lines.next()) else {
            return Err(KeyError::Signing);
        };
        let key = Self {
            text: format!("{private}\n{public}\n"),
            signer: StandardSigner::new(private).map_err(|_| KeyError::Signing)?,
            verifier: VerifierKey::parse(public)?,
        };
        // The crate does not give the public key of a signer, so a signature has to tell.
        let name = key.verifier.name().to_owned();
        let signed = sign(&name, 0, &[0; 32], &key).map_err(|_| KeyError::Pair)?;
        open(&signed, &key.verifier, &name).map_err(|_| KeyError::Pair)?;
        Ok(key)
    }

    /// The text of the key file, secret.
    pub fn to_file_text(&self) -> &str {
        &self.text
    }

    /// The public key, to be given to everyone who checks the log.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }
}

impl fmt::Debug for LogKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogKey").field("verifier", &self.verifier).finish_non_exhaustive()
    }
}

/// The public key of a log, in C2SP's text form `name+id+key`.
#[derive(Clone)]
pub struct VerifierKey {
    text: String,
    verifier: StandardVerifier,
}

impl VerifierKey {
    /// Reads the text form.
    ///
    /// # Errors
    /// [`KeyError::Verifying`] when it is none.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let text = text.trim();
        let verifier = StandardVerifier::new(text).map_err(|_| KeyError::Verifying)?;
        Ok(Self { text: text.to_owned(), verifier })
    }

    /// The name of the key, which is the origin of its log.
    pub fn name(&self) -> &str {
        self.verifier.name()
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({})", self.text)
    }
}

impl PartialEq for VerifierKey {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for VerifierKey {}

impl Verifiers for VerifierKey {
    fn verifier(&self, name: &str, id: u32) -> Result<&dyn Verifier, VerificationError> {
        if name == self.verifier.name() && id == self.verifier.key_id() {
            return Ok(&self.verifier);
        }
        Err(VerificationError::UnknownKey { name: name.to_owned(), id })
    }
}

/// Signs that the log `origin` has `size` entries with that root. The answer is the note's text.
///
/// # Errors
/// [`CheckpointError::Malformed`] when the origin cannot stand in a note: empty, or with a control character.
pub fn sign(origin: &str, size: u64, root: &Hash, key: &LogKey) -> Result<String, CheckpointError> {
    if origin.contains('\n') {
        return Err(CheckpointError::Malformed);
    }
    let malformed = |_| CheckpointError::Malformed;
    let body = tlog_tiles::Checkpoint::new(origin, size, tlog_tiles::Hash(*root), "")
        .map_err(|_| CheckpointError::Malformed)?;
    let mut note = Note::new(&body.to_bytes(), &[]).map_err(malformed)?;
    note.add_sigs(&[&key.signer]).map_err(malformed)?;
    String::from_utf8(note.to_bytes()).map_err(|_| CheckpointError::Malformed)
}

/// Opens a checkpoint: the key must have signed it and it must be that of the log `origin`. Lines
/// signed with other keys are ignored, as the note format asks.
///
/// # Errors
/// [`CheckpointError`] when any of this is not so.
pub fn open(text: &str, key: &VerifierKey, origin: &str) -> Result<Checkpoint, CheckpointError> {
    let note = Note::from_bytes(text.as_bytes()).map_err(|_| CheckpointError::Malformed)?;
    note.verify(key).map_err(|error| match error {
        NoteError::UnverifiedNote => CheckpointError::Unsigned,
        NoteError::InvalidSignature { .. } => CheckpointError::BadSignature,
        _ => CheckpointError::Malformed,
    })?;
    let body = tlog_tiles::Checkpoint::from_bytes(note.text()).map_err(|_| CheckpointError::Malformed)?;
    if body.origin() != origin {
        return Err(CheckpointError::Origin(body.origin().to_owned()));
    }
    Ok(Checkpoint { size: body.size(), root: body.hash().0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ORIGIN: &str = "custody.hebei.example/log1";
    // The example key of Go's `sumdb/note` documentation: made by another implementation.
    const GO_PRIVATE: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const GO_PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    fn root() -> Hash {
        [0x5a; 32]
    }

    fn signed(key: &LogKey) -> String {
        sign(ORIGIN, 1000, &root(), key).unwrap()
    }

    #[test]
    fn a_checkpoint_has_the_standard_form_and_opens() {
        let key = LogKey::generate(ORIGIN).unwrap();
        let text = signed(&key);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[..4], [ORIGIN, "1000", "WlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlo=", ""]);
        assert!(lines[4].starts_with(&format!("— {ORIGIN} ")));
        let opened = open(&text, key.verifier(), ORIGIN).unwrap();
        assert_eq!(opened, Checkpoint { size: 1000, root: root() });
    }

    #[test]
    fn forged_foreign_and_broken_checkpoints_are_told_apart() {
        let key = LogKey::generate(ORIGIN).unwrap();
        let text = signed(&key);
        let open_with = |text: &str, key: &LogKey, origin| open(text, key.verifier(), origin);
        let forged = text.replacen("1000", "1001", 1);
        assert_eq!(open_with(&forged, &key, ORIGIN), Err(CheckpointError::BadSignature));
        let other = LogKey::generate(ORIGIN).unwrap();
        assert_eq!(open_with(&text, &other, ORIGIN), Err(CheckpointError::Unsigned));
        let elsewhere = Err(CheckpointError::Origin(ORIGIN.into()));
        assert_eq!(open_with(&text, &key, "custody.hebei.other/log1"), elsewhere);
        for broken in ["", "\n\n", ORIGIN, &text[..text.len() - 1]] {
            assert_eq!(open_with(broken, &key, ORIGIN), Err(CheckpointError::Malformed), "{broken}");
        }
        let not_a_size = text.replacen("1000", "a lot", 1);
        assert!(open_with(&not_a_size, &key, ORIGIN).is_err());
        assert_eq!(sign("two\nlines", 1, &root(), &key), Err(CheckpointError::Malformed));
        assert_eq!(sign("", 1, &root(), &key), Err(CheckpointError::Malformed));
    }

    #[test]
    fn a_key_survives_its_file_and_keeps_its_secret() {
        let key = LogKey::generate(ORIGIN).unwrap();
        let again = LogKey::parse(key.to_file_text()).unwrap();
        assert_eq!(again.verifier(), key.verifier());
        assert!(open(&signed(&again), key.verifier(), ORIGIN).is_ok());
        // PRIVATE+KEY+name+hash+secret: the secret is base64 and may hold plus signs of its own.
        let secret = key.to_file_text().lines().next().unwrap().splitn(5, '+').nth(4).unwrap();
        assert!(!format!("{key:?}").contains(secret));
        assert_eq!(VerifierKey::parse(&key.verifier().to_string()).unwrap(), *key.verifier());
    }

    #[test]
    fn keys_made_by_another_implementation_work() {
        let key = LogKey::parse(&format!("{GO_PRIVATE}\n{GO_PUBLIC}\n")).unwrap();
        assert!(open(&signed(&key), &VerifierKey::parse(GO_PUBLIC).unwrap(), ORIGIN).is_ok());
    }

    #[test]
    fn key_texts_that_are_none_are_refused() {
        let refused = |text: &str| LogKey::parse(text).unwrap_err();
        assert_eq!(refused(""), KeyError::Signing);
        assert_eq!(refused(GO_PRIVATE), KeyError::Signing);
        assert_eq!(refused(&format!("{GO_PUBLIC}\n{GO_PRIVATE}")), KeyError::Signing);
        assert_eq!(refused(&format!("{GO_PRIVATE}\nnone")), KeyError::Verifying);
        let other = LogKey::generate("PeterNeumann").unwrap();
        assert_eq!(refused(&format!("{GO_PRIVATE}\n{}", other.verifier())), KeyError::Pair);
        assert!(matches!(LogKey::generate("two words"), Err(KeyError::Name)));
    }

    proptest! {
        #[test]
        fn a_changed_character_is_never_accepted(at: prop::sample::Index, to in "[ -~\n]") {
            let key = LogKey::parse(&format!("{GO_PRIVATE}\n{GO_PUBLIC}\n")).unwrap();
            let text = signed(&key);
            let at = at.index(text.find("— ").unwrap());
            let mut changed = text.clone();
            changed.replace_range(at..=at, &to);
            prop_assume!(changed != text);
            prop_assert!(open(&changed, key.verifier(), ORIGIN).is_err());
        }
    }
}

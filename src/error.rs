//! Everything that can go wrong, by what the caller can do about it. Nothing here knows HTTP.

use std::error::Error as StdError;

use crate::model::accounts::role::Permission;
use crate::model::reason::{FieldIssue, Reason, Refusal};

/// What lies beneath an error: another error, kept whole with its own sources, or a sentence. For the log and the
/// operator, never for the caller.
pub type Cause = Box<dyn StdError + Send + Sync>;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or this person may not know that it does.
    #[error("not found")]
    NotFound,
    /// The input breaks a rule; every field that does is named.
    #[error("invalid input: {}", describe(.0))]
    Invalid(Vec<FieldIssue>),
    /// The call itself is malformed.
    #[error("malformed call: {}", .0.text(Default::default()))]
    Malformed(Refusal),
    /// The rules of custody refuse it as things stand.
    #[error("refused: {}", .0.text(Default::default()))]
    Refused(Refusal),
    /// Nobody is signed in, or no longer.
    #[error("not signed in: {}", .0.code())]
    NotSignedIn(Reason),
    /// The password was right, and the account asks for more.
    #[error("a second factor is needed")]
    FactorNeeded {
        /// Whether a code does.
        code: bool,
        /// Whether a passkey does.
        passkey: bool,
        /// Whether a certificate does, which the connection must show.
        certificate: bool,
    },
    /// The person lacks a permission.
    #[error("permission {0} is missing")]
    Forbidden(Permission),
    /// The person must choose a password of their own first.
    #[error("the initial password must be changed first")]
    PasswordMustChange,
    /// The person must set up a second factor first.
    #[error("a second factor must be set up first")]
    FactorMustSetUp,
    /// The person must say who they are again first.
    #[error("the person has not said who they are for {minutes} minutes")]
    ReauthenticationNeeded {
        /// For how long a proof counts.
        minutes: i64,
    },
    /// Somebody else changed it first.
    #[error("stale; the current version is {current}")]
    Stale {
        /// The version to load and edit again.
        current: i32,
    },
    /// The caller must say which version is being edited.
    #[error("If-Match is needed")]
    VersionNeeded,
    /// Of the bytes that are asked for, none is there.
    #[error("the range lies beyond {bytes} bytes")]
    RangeBeyond {
        /// How many there are.
        bytes: u64,
    },
    /// Too many attempts.
    #[error("too many attempts; wait {seconds} s")]
    TooMany {
        /// Seconds until the next attempt may succeed.
        seconds: i64,
    },
    /// Too much is asked of the program at the same time.
    #[error("busy ({reason:?}); come again in {seconds} s")]
    Busy {
        /// What there is too much of.
        reason: Reason,
        /// Seconds until it is worth trying again.
        seconds: i64,
    },
    /// The database cannot be reached or written just now; the outcome of a change may be unknown.
    #[error("the database is unavailable")]
    Unavailable(#[source] Cause),
    /// The bytes of files cannot be read or written just now; nothing of a change was done.
    #[error("the store of files is unavailable")]
    StoreUnavailable(#[source] Cause),
    /// There is no room for the bytes of a file; nothing of a change was done.
    #[error("the store of files is full; {needed} bytes more are needed")]
    StoreFull {
        /// Bytes that have to be free.
        needed: u64,
        /// What the system said.
        #[source]
        cause: Cause,
    },
    /// The identity provider cannot be reached, or does not answer what it should.
    #[error("the identity provider is unavailable")]
    ProviderUnavailable(#[source] Cause),
    /// The data are no longer those the program works with: it changes nothing until it is started again.
    #[error("nothing is changed until the program is started again: {0}")]
    Halted(String),
    /// A record holds what the program never wrote, and cannot be read; other records can.
    #[error("a record cannot be read: {column} holds {value:?}")]
    Unreadable {
        /// The column with its table, or those it may be.
        column: String,
        /// What stands there.
        value: String,
        /// The error of the database.
        #[source]
        cause: Cause,
    },
    /// The program cannot start or run a command; the text says what to do.
    #[error(transparent)]
    Operator(Cause),
    /// A fault of ours.
    #[error("internal error")]
    Internal(#[source] Cause),
}

/// The result of nearly everything.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// One field that cannot be accepted.
    pub fn field(pointer: impl Into<String>, refusal: impl Into<Refusal>) -> Self {
        Self::Invalid(vec![FieldIssue { pointer: pointer.into(), refusal: refusal.into() }])
    }

    /// A fault of ours, with its cause for the log.
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::Internal(cause.into())
    }

    /// The database cannot be used just now, with its cause for the log.
    pub fn unavailable(cause: impl Into<Cause>) -> Self {
        Self::Unavailable(cause.into())
    }

    /// What the program could not do, in a sentence for the operator, and why.
    pub fn operator(attempt: impl Into<String>, cause: impl Into<Cause>) -> Self {
        Self::Operator(context(attempt, cause))
    }
}

/// A sentence and the error beneath it.
#[derive(Debug, thiserror::Error)]
#[error("{attempt}")]
struct Context {
    attempt: String,
    source: Cause,
}

/// A cause that says what was attempted and keeps why it failed.
pub fn context(attempt: impl Into<String>, cause: impl Into<Cause>) -> Cause {
    Box::new(Context { attempt: attempt.into(), source: cause.into() })
}

/// An error and all its sources, outermost first, for a log or a terminal. Of a source only the first line counts:
/// databases explain themselves over several. One that its error has already quoted is not repeated.
pub fn chain(error: &(dyn StdError + 'static)) -> String {
    let mut text = error.to_string();
    let mut beneath = error.source();
    while let Some(source) = beneath {
        let line = first_line(source);
        if !text.contains(&line) {
            text = format!("{text}: {line}");
        }
        beneath = source.source();
    }
    text
}

/// The first line of what an error says.
pub fn first_line(error: &(impl std::fmt::Display + ?Sized)) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Reason> for Error {
    fn from(reason: Reason) -> Self {
        Self::Refused(reason.into())
    }
}

impl From<Vec<FieldIssue>> for Error {
    fn from(issues: Vec<FieldIssue>) -> Self {
        Self::Invalid(issues)
    }
}

fn describe(issues: &[FieldIssue]) -> String {
    let lines: Vec<_> =
        issues.iter().map(|issue| format!("{}: {}", issue.pointer, issue.refusal.text(Default::default()))).collect();
    lines.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_names_every_cause_once_and_in_order() {
        let disk = || std::io::Error::other("no space left");
        let writing = context("the outcome of a commit is unknown", disk());
        assert_eq!(
            chain(&Error::unavailable(writing)),
            "the database is unavailable: the outcome of a commit is unknown: no space left"
        );
        assert_eq!(chain(&Error::operator("cannot write x", disk())), "cannot write x: no space left");
        let quoted = context("reading failed: no space left", disk());
        assert_eq!(chain(&Error::Internal(quoted)), "internal error: reading failed: no space left");
        assert_eq!(chain(&Error::NotFound), "not found");
    }

    #[test]
    fn of_a_source_only_the_first_line_is_told_and_of_a_sentence_all() {
        assert_eq!(chain(&Error::internal("one\ntwo")), "internal error: one");
        assert_eq!(chain(&Error::Operator("one\ntwo".into())), "one\ntwo");
    }

    #[test]
    fn a_source_can_be_asked_what_it_is() {
        let error = Error::operator("cannot write x", std::io::Error::from(std::io::ErrorKind::StorageFull));
        let cause = error.source().and_then(|cause| cause.downcast_ref::<std::io::Error>());
        assert_eq!(cause.map(std::io::Error::kind), Some(std::io::ErrorKind::StorageFull));
    }
}

//! Everything that can go wrong, by what the caller can do about it. Nothing here knows HTTP.

use crate::model::accounts::role::Permission;
use crate::model::reason::{FieldIssue, Reason, Refusal};

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
    /// The person lacks a permission.
    #[error("permission {0} is missing")]
    Forbidden(Permission),
    /// The person must choose a password of their own first.
    #[error("the initial password must be changed first")]
    PasswordMustChange,
    /// Somebody else changed it first.
    #[error("stale; the current version is {current}")]
    Stale {
        /// The version to load and edit again.
        current: i32,
    },
    /// The caller must say which version is being edited.
    #[error("If-Match is needed")]
    VersionNeeded,
    /// Too many attempts.
    #[error("too many attempts; wait {seconds} s")]
    TooMany {
        /// Seconds until the next attempt may succeed.
        seconds: i64,
    },
    /// The database cannot be reached or written just now; the outcome of a change may be unknown.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// The program cannot start or run a command; the text says what to do.
    #[error("{0}")]
    Operator(String),
    /// A fault of ours.
    #[error("internal error: {0}")]
    Internal(String),
}

/// The result of nearly everything.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// One field that cannot be accepted.
    pub fn field(pointer: impl Into<String>, refusal: impl Into<Refusal>) -> Self {
        Self::Invalid(vec![FieldIssue { pointer: pointer.into(), refusal: refusal.into() }])
    }

    /// A fault of ours, with its cause for the log.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }
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

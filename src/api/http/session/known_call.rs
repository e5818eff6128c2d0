//! Calls that are repeated with the same key, and get the same answer.

use crate::api::http::body::Answer;
use crate::db::cases::cases;
use crate::db::change::Change;
use crate::db::engine::idempotency;
use crate::error::{Error, Result};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Viewer;
use crate::model::reason::Reason;

/// What a repeated call is known by.
pub(super) struct KnownCall {
    pub key: String,
    pub route: String,
    pub body_sha256: Vec<u8>,
}

impl KnownCall {
    /// The answer of the first call, when this is a repeated one.
    pub fn replay(&self, change: &mut Change<'_>, viewer: &Viewer) -> Result<Option<Answer>> {
        let Some(kept) = idempotency::find(change.reader(), viewer.user_id, &self.key)? else { return Ok(None) };
        if kept.route != self.route || kept.body_sha256 != self.body_sha256 {
            return Err(Error::Malformed(Reason::IdempotencyKeyReused.into()));
        }
        // What was told then may be of a case that the caller may not know of any more.
        if viewer.clearance < SecrecyLevel::Secret && cases::level_was_set_since(change.reader(), kept.created_at)? {
            return Err(Error::Malformed(Reason::IdempotencyKeyReused.into()));
        }
        change.abandon();
        let status = u16::try_from(kept.status).map_err(Error::internal)?;
        Ok(Some(Answer { status, body: kept.body, path: self.path(), replayed: true }))
    }

    /// Keeps the answer for when the call is repeated.
    pub fn keep(self, change: &mut Change<'_>, viewer: &Viewer, status: u16, body: String) -> Result<Answer> {
        let answer = Answer { status, body: body.clone(), path: self.path(), replayed: false };
        let kept = idempotency::StoredAnswer {
            user_id: viewer.user_id,
            key: self.key,
            route: self.route,
            body_sha256: self.body_sha256,
            status: i32::from(status),
            body,
            created_at: change.now(),
        };
        idempotency::insert(change, &kept)?;
        Ok(answer)
    }

    fn path(&self) -> String {
        self.route.split_once(' ').map_or("", |(_, path)| path).to_owned()
    }
}

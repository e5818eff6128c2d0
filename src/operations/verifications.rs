//! Verifications that a person asked for: one runs at a time, beside the calls, and the last ones can be looked at.
//! They live as long as the program; that one was started is in the log.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::Mutex;
use serde_json::json;
use uuid::Uuid;

use crate::audit::LogKey;
use crate::db::Database;
use crate::db::change::Change;
use crate::error::Result;
use crate::model::event::Action;
use crate::model::ids::UserId;
use crate::model::reason::Reason;
use crate::model::time::Time;
use crate::operations::verification::{self, Verification};

/// Verifications that can be looked at afterwards.
const KEPT: usize = 20;

/// How a verification stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Under way.
    Running,
    /// Done, whatever it found.
    Finished(Arc<Verification>),
    /// It could not be carried out; why is in the server's log.
    Failed,
}

/// One verification.
#[derive(Debug, Clone)]
pub struct Run {
    pub id: Uuid,
    pub started_by: UserId,
    pub started_at: Time,
    pub finished_at: Option<Time>,
    pub outcome: Outcome,
    progress: Arc<Progress>,
}

#[derive(Debug, Default)]
struct Progress {
    done: AtomicU64,
    total: AtomicU64,
}

impl Run {
    /// Rows held against the log so far, of how many; both 0 before the first.
    pub fn progress(&self) -> (u64, u64) {
        (self.progress.done.load(Ordering::Relaxed), self.progress.total.load(Ordering::Relaxed))
    }
}

/// The verifications of one running program.
#[derive(Debug, Clone, Default)]
pub struct Verifications(Arc<Mutex<VecDeque<Run>>>);

impl Verifications {
    /// Takes the one turn there is, within the change that records it. Afterwards either [`Verifications::start`] or
    /// [`Verifications::give_back`] must follow.
    ///
    /// # Errors
    /// [`Reason::VerificationRunning`].
    pub fn begin(&self, change: &mut Change<'_>, by: UserId) -> Result<Run> {
        let mut runs = self.0.lock();
        if runs.iter().any(|run| run.outcome == Outcome::Running) {
            return Err(Reason::VerificationRunning.into());
        }
        let run = Run {
            id: change.new_id(),
            started_by: by,
            started_at: change.now(),
            finished_at: None,
            outcome: Outcome::Running,
            progress: Arc::default(),
        };
        change.record(Action::VerificationStarted, run.id, json!({}))?;
        runs.truncate(KEPT - 1);
        runs.push_front(run.clone());
        Ok(run)
    }

    /// Starts the verification whose turn was taken, on a thread of its own.
    pub fn start(&self, id: Uuid, database: Database, key: Arc<LogKey>) {
        let Some(run) = self.find(id) else { return };
        let own = self.clone();
        let work = move || {
            let verified = verification::verify(&database, key.verifier(), |done, total| {
                run.progress.done.store(done, Ordering::Relaxed);
                run.progress.total.store(total, Ordering::Relaxed);
            });
            let outcome = match verified {
                Ok(found) => Outcome::Finished(Arc::new(found)),
                Err(error) => {
                    tracing::error!(%error, "a verification failed");
                    Outcome::Failed
                }
            };
            own.finish(id, outcome, database.clock().now());
        };
        if let Err(error) = std::thread::Builder::new().name("verification".into()).spawn(work) {
            tracing::error!(%error, "no thread for a verification");
            self.give_back(id);
        }
    }

    /// Gives the turn back when the change that took it did not come about.
    pub fn give_back(&self, id: Uuid) {
        self.0.lock().retain(|run| run.id != id);
    }

    /// One verification.
    pub fn find(&self, id: Uuid) -> Option<Run> {
        self.0.lock().iter().find(|run| run.id == id).cloned()
    }

    /// The last verifications, newest first.
    pub fn list(&self) -> Vec<Run> {
        self.0.lock().iter().cloned().collect()
    }

    fn finish(&self, id: Uuid, outcome: Outcome, at: Time) {
        if let Some(run) = self.0.lock().iter_mut().find(|run| run.id == id) {
            run.outcome = outcome;
            run.finished_at = Some(at);
        }
    }
}

//! Verifications that a person asked for: one runs at a time, beside the calls, and the last ones can be looked at. That
//! one was started is in the log; what it came to is kept beside it, and one that the end of the program cut off says so.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::Mutex;
use serde_json::json;

use crate::db::change::Change;
use crate::db::ledger::verifications::{self, Ending, VerificationRun};
use crate::db::{Conn, Database};
use crate::error::{Error, Result, chain};
use crate::keys::LogSigner;
use crate::model::ids::{UserId, VerificationId};
use crate::model::ledger::event::Action;
use crate::model::ledger::verification::VerificationStatus;
use crate::model::reason::Reason;
use crate::model::time::Time;
use crate::operations::ledger::verification::{self, Finding, Verification};

/// Verifications that can be looked at afterwards.
const KEPT: i64 = 100;
/// Of these, what a list shows.
const SHOWN: i64 = 20;

/// Rows held against the log so far, and how many there are.
#[derive(Debug, Default)]
struct Progress {
    done: AtomicU64,
    total: AtomicU64,
}

impl Progress {
    fn read(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }
}

/// A verification under way.
#[derive(Debug)]
struct Current {
    id: VerificationId,
    progress: Arc<Progress>,
}

/// How far the verification of this program is, if one is under way.
#[derive(Debug, Clone, Default)]
pub struct Verifications(Arc<Mutex<Option<Current>>>);

/// Takes the one turn there is, within the change that records it. [`Verifications::start`] must follow, whatever became
/// of the change.
///
/// # Errors
/// [`Reason::VerificationRunning`].
pub fn begin(change: &mut Change<'_>, by: UserId) -> Result<VerificationRun> {
    if verifications::is_running(change.reader())? {
        return Err(Reason::VerificationRunning.into());
    }
    let run = VerificationRun {
        id: change.new_id(),
        status: VerificationStatus::Running,
        started_by: by,
        started_at: change.now(),
        finished_at: None,
        rows_done: 0,
        rows_total: 0,
        result: None,
    };
    change.record(Action::VerificationStarted, run.id.0, json!({}))?;
    verifications::insert(change, &run)?;
    Ok(run)
}

/// Notes of verifications that an earlier program did not bring to their end that they were cut off.
pub fn note_interrupted(database: &Database) -> Result<()> {
    if database.read(verifications::is_running)? {
        let count = database.upkeep(verifications::interrupt)?;
        tracing::warn!(count, "verification interrupted when the program ended; it can be started again");
    }
    Ok(())
}

/// The last verifications, newest first, without their findings.
pub fn list(conn: &mut Conn) -> Result<Vec<VerificationRun>> {
    verifications::list(conn, SHOWN)
}

/// What a verification found wrong.
pub fn list_findings(conn: &mut Conn, id: VerificationId) -> Result<Vec<Finding>> {
    let found = verifications::find_findings(conn, id)?;
    found.map_or_else(|| Ok(Vec::new()), |text| serde_json::from_str(&text).map_err(Error::internal))
}

/// What a verification came to, without its findings; none while it is not finished.
///
/// # Errors
/// [`Error::Internal`] when the row holds something else.
pub fn result_of(run: &VerificationRun) -> Result<Option<Verification>> {
    run.result.as_deref().map(|text| serde_json::from_str(text).map_err(Error::internal)).transpose()
}

impl Verifications {
    /// Carries out the verification whose turn was taken, on a thread of its own. Where the change that took it did not
    /// come about there is nothing to do.
    pub fn start(&self, id: VerificationId, database: Database, key: Arc<LogSigner>) {
        // Within the span of the request, so that its lines still say who asked.
        let span = tracing::error_span!("verification", verification = %id);
        let (own, within) = (self.clone(), span.clone());
        let work = move || within.in_scope(|| own.run_if_known(id, &database, &key));
        if let Err(error) = std::thread::Builder::new().name("verification".into()).spawn(work) {
            span.in_scope(|| tracing::error!(error = chain(&error), "cannot start a thread for the verification"));
        }
    }

    fn run_if_known(&self, id: VerificationId, database: &Database, key: &LogSigner) {
        match database.read(|conn| verifications::find(conn, id)) {
            Ok(None) => return,
            Ok(Some(_)) => {}
            Err(error) => {
                tracing::error!(error = chain(&error), "cannot look up the verification; carrying it out all the same");
            }
        }
        if let Err(error) = self.run(id, database, key) {
            tracing::error!(error = chain(&error), "cannot store the result of the verification");
        }
    }

    fn run(&self, id: VerificationId, database: &Database, key: &LogSigner) -> Result<()> {
        let progress = Arc::new(Progress::default());
        *self.0.lock() = Some(Current { id, progress: progress.clone() });
        let verified = verification::verify(database, key.verifier(), |done, total| {
            progress.done.store(done, Ordering::Relaxed);
            progress.total.store(total, Ordering::Relaxed);
        });
        let ended = ending(verified, &progress, database.clock().now()).and_then(|ending| {
            database.upkeep(|upkeep| {
                verifications::end(upkeep, id, &ending)?;
                verifications::delete_old(upkeep, KEPT)
            })
        });
        *self.0.lock() = None;
        ended.map(|_| ())
    }

    /// Rows held against the log so far, of how many; 0 before that is known.
    pub fn progress(&self, run: &VerificationRun) -> (u64, u64) {
        let under_way = self.0.lock().as_ref().filter(|one| one.id == run.id).map(|one| one.progress.read());
        let count = |rows: i64| u64::try_from(rows).unwrap_or_default();
        under_way.unwrap_or_else(|| (count(run.rows_done), count(run.rows_total)))
    }
}

fn ending(verified: Result<Verification>, progress: &Progress, now: Time) -> Result<Ending> {
    let (done, total) = progress.read();
    let mut ending = Ending {
        status: VerificationStatus::Failed,
        finished_at: Some(now),
        rows_done: i64::try_from(done).map_err(Error::internal)?,
        rows_total: i64::try_from(total).map_err(Error::internal)?,
        result: None,
        findings: None,
    };
    match verified {
        Ok(mut found) => {
            let findings = std::mem::take(&mut found.findings);
            let (clean, seconds) = (found.clean, found.seconds);
            tracing::info!(clean, findings = findings.len(), seconds, rows = done, "verification finished");
            ending.status = VerificationStatus::Finished;
            ending.findings = Some(serde_json::to_string(&findings).map_err(Error::internal)?);
            ending.result = Some(serde_json::to_string(&found).map_err(Error::internal)?);
        }
        Err(error) => tracing::error!(error = chain(&error), "verification failed"),
    }
    Ok(ending)
}

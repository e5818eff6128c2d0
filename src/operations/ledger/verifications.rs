//! Verifications that a person asked for or that the program began by itself: one runs at a time, beside the calls, and the
//! last ones can be looked at. That a person started one is in the log; what it came to is kept beside it, and one that the
//! end of the program cut off says so. What it found wrong is entered in the register of findings.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use parking_lot::Mutex;
use serde_json::json;

use crate::audit::hash::from_hex;
use crate::db::change::Change;
use crate::db::ledger::verifications::{self, Ending, VerificationRun};
use crate::db::{Conn, Database};
use crate::error::{Error, Result, chain};
use crate::keys::LogSigner;
use crate::model::ids::{UserId, VerificationId, new_uuid};
use crate::model::ledger::event::Action;
use crate::model::ledger::verification::{VerificationScope, VerificationStatus};
use crate::model::reason::Reason;
use crate::model::time::{SECOND, Time};
use crate::operations::ledger::verification::recent::{self, Verified};
use crate::operations::ledger::verification::{self, Finding, FindingKind, Verification};
use crate::operations::ledger::{checkpoints, findings};

/// Verifications that can be looked at afterwards.
const KEPT: i64 = 100;
/// The same of those of what is new, which are many.
const RECENT_KEPT: i64 = 10;
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
pub struct Verifications {
    current: Arc<Mutex<Option<Current>>>,
    /// Whether it was told that nothing was verified for long.
    overdue: Arc<AtomicBool>,
    /// Whether this program has verified by itself since it was started.
    has_begun: Arc<AtomicBool>,
}

/// Takes the one turn there is, within the change that records it. [`Verifications::start`] must follow, whatever became
/// of the change.
///
/// # Errors
/// [`Reason::VerificationRunning`].
pub fn begin(change: &mut Change<'_>, by: UserId) -> Result<VerificationRun> {
    if verifications::is_running(change.reader())? {
        return Err(Reason::VerificationRunning.into());
    }
    let run = begun(change.new_id(), VerificationScope::Whole, Some(by), change.now());
    change.record(Action::VerificationStarted, run.id.0, json!({}))?;
    verifications::insert(change, &run)?;
    Ok(run)
}

const fn begun(
    id: VerificationId,
    scope: VerificationScope,
    started_by: Option<UserId>,
    started_at: Time,
) -> VerificationRun {
    VerificationRun {
        id,
        scope,
        status: VerificationStatus::Running,
        started_by,
        started_at,
        finished_at: None,
        rows_done: 0,
        rows_total: 0,
        result: None,
    }
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

/// Begins one by the program itself, unless another is under way. [`Verifications::start`] must follow.
///
/// # Errors
/// Database errors.
pub fn begin_by_itself(database: &Database, scope: VerificationScope) -> Result<Option<VerificationId>> {
    let run = begun(new_uuid(database.clock().now()).into(), scope, None, database.clock().now());
    let began = database.upkeep(|upkeep| verifications::begin(upkeep, &run))?;
    Ok(began.then_some(run.id))
}

/// The log as it was verified last; none when it never was, or something was in doubt then.
///
/// # Errors
/// Database errors.
pub fn find_verified(conn: &mut Conn, now: Time) -> Result<Option<Verified>> {
    let Some(run) = verifications::find_last_finished(conn, now)? else { return Ok(None) };
    let Some(result) = result_of(&run)? else { return Ok(None) };
    let root = result.root.and_then(|root| from_hex(root.as_bytes()));
    Ok(root.map(|root| Verified { size: result.size, root }))
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
        let scope = match database.read(|conn| verifications::find(conn, id)) {
            Ok(None) => return,
            Ok(Some(run)) => run.scope,
            Err(error) => {
                tracing::error!(error = chain(&error), "cannot look up the verification; carrying it out all the same");
                VerificationScope::Whole
            }
        };
        if let Err(error) = self.run((id, scope), database, key) {
            tracing::error!(error = chain(&error), "cannot store the result of the verification");
        }
    }

    /// Carries one out that has begun, stores what it came to, and enters what it found.
    ///
    /// # Errors
    /// Database errors; that the verification itself failed is stored.
    pub fn run(
        &self,
        (id, scope): (VerificationId, VerificationScope),
        database: &Database,
        key: &LogSigner,
    ) -> Result<()> {
        let progress = Arc::new(Progress::default());
        *self.current.lock() = Some(Current { id, progress: progress.clone() });
        let verified = verify(scope, database, key, &progress);
        let found = verified.as_ref().map_or_else(|_| Vec::new(), |verified| verified.findings.clone());
        let ended = ending(verified, &progress, database.clock().now()).and_then(|ending| {
            database.upkeep(|upkeep| {
                verifications::end(upkeep, id, &ending)?;
                verifications::delete_old(upkeep, VerificationScope::Whole, KEPT)?;
                verifications::delete_old(upkeep, VerificationScope::Recent, RECENT_KEPT)
            })
        });
        *self.current.lock() = None;
        ended.and_then(|_| findings::record(database, id, &found))
    }

    /// Whether this program has not verified by itself since it was started.
    pub fn is_first(&self) -> bool {
        !self.has_begun.load(Ordering::Relaxed)
    }

    /// Takes note that it does.
    pub fn note_begun(&self) {
        self.has_begun.store(true, Ordering::Relaxed);
    }

    /// Takes note whether nothing was verified for long, and says so when it begins.
    pub fn note_overdue(&self, overdue: bool) {
        metrics::gauge!("custody_verification_overdue").set(if overdue { 1.0 } else { 0.0 });
        if !self.overdue.swap(overdue, Ordering::Relaxed) && overdue {
            tracing::error!(
                "nothing was verified as a whole for two days; look at the settings and the last verifications"
            );
        }
    }

    /// Rows held against the log so far, of how many; 0 before that is known.
    pub fn progress(&self, run: &VerificationRun) -> (u64, u64) {
        let under_way = self.current.lock().as_ref().filter(|one| one.id == run.id).map(|one| one.progress.read());
        let count = |rows: i64| u64::try_from(rows).unwrap_or_default();
        under_way.unwrap_or_else(|| (count(run.rows_done), count(run.rows_total)))
    }
}

fn verify(scope: VerificationScope, database: &Database, key: &LogSigner, progress: &Progress) -> Result<Verification> {
    if scope == VerificationScope::Recent {
        let recent = database.snapshot(|conn| {
            let last = find_verified(conn, database.clock().now())?.unwrap_or(Verified::NOTHING);
            recent::verify(conn, database.origin(), key.verifier(), last)
        });
        match recent {
            Ok(Some(verified)) => return Ok(verified),
            Ok(None) => {}
            // A row that cannot be read is for the verification of everything to name.
            Err(error) => {
                tracing::warn!(error = chain(&error), "cannot verify what is new alone; verifying everything")
            }
        }
    }
    let mut found = verification::verify(database, key.verifier(), |done, total| {
        progress.done.store(done, Ordering::Relaxed);
        progress.total.store(total, Ordering::Relaxed);
    })?;
    let wrong = database.snapshot(|conn| checkpoints::list_wrong(conn, key))?;
    found.add(wrong.into_iter().map(|reason| Finding::of(FindingKind::Key, reason)).collect());
    Ok(found)
}

fn ending(verified: Result<Verification>, progress: &Progress, now: Time) -> Result<Ending> {
    let (done, total) = progress.read();
    let mut ending = Ending {
        scope: None,
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
            // It may have come to verify everything after all.
            let scope = if found.since == 0 { VerificationScope::Whole } else { VerificationScope::Recent };
            tell_watchers(scope, &found, now);
            ending.scope = Some(scope);
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

/// What a verification came to, for whoever watches the program from outside.
fn tell_watchers(scope: VerificationScope, found: &Verification, now: Time) {
    let scope = scope.as_str();
    let clean = if found.clean { 1.0 } else { 0.0 };
    metrics::gauge!("custody_verification_clean", "scope" => scope).set(clean);
    metrics::gauge!("custody_verification_seconds", "scope" => scope).set(found.seconds);
    metrics::gauge!("custody_verification_finished_timestamp_seconds", "scope" => scope).set((now.0 / SECOND) as f64);
}

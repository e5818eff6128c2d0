//! Periodic work beside the server: checkpoints of the log, the entries of large print batches, verifications, rules that begin on their
//! day, searches for clues, and forgetting what need not be kept.
//! What is due is decided in `operations` and `db`; here is only the clockwork.

use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tracing::field::Empty;

use crate::db::Database;
use crate::db::accounts::{attempts, passkeys, sessions};
use crate::db::engine::idempotency;
use crate::error::{Error, Result, chain};
use crate::keys::LogSigner;
use crate::model::papers::print::PrintStatus;
use crate::operations::accounts::unrecorded::Unrecorded;
use crate::operations::ledger::checkpoints::{self, Waiting};
use crate::operations::ledger::rounds;
use crate::operations::ledger::verifications::Verifications;
use crate::operations::oversight::clock_rules::Begun;
use crate::operations::oversight::clues::Nights;
use crate::operations::papers::print_batches;
use crate::store::{Arriving, IDLE, Store, StoreWatch};

/// How often it is looked whether the data still are those the program works with, and whether a checkpoint is due.
const TICK: Duration = Duration::from_secs(2);
/// Ticks between two rounds of forgetting: an hour.
const TICKS_PER_ROUND: u32 = 1_800;

/// How long it is until it is tried again whether files can be kept.
const STORE_TRIED_EVERY: Duration = Duration::from_secs(10);

/// The periodic work of one server, until it is stopped.
#[derive(Debug)]
pub struct Jobs {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
    /// The trials of the store end when it is gone.
    _store_tried: mpsc::Sender<()>,
}

impl Jobs {
    /// Starts the periodic work on the running tokio runtime.
    /// `unrecorded` are the sign-ins to be recorded; `verifications` are those under way, none where the program does not verify
    /// by itself; `kept` is where files are, and what is told of whether they can be kept.
    pub fn start(
        database: Database,
        signer: Arc<LogSigner>,
        unrecorded: Arc<Unrecorded>,
        verifications: Option<Verifications>,
        kept: (Store, StoreWatch),
    ) -> Self {
        let (stop, stopped) = watch::channel(false);
        let arriving = kept.0.arriving().clone();
        let task = tokio::spawn(run(database, signer, unrecorded, verifications, arriving, stopped));
        Self { stop, task, _store_tried: try_store(kept.0, kept.1) }
    }

    /// Ends the work after what is under way, and signs what the log has not signed yet.
    pub async fn stop(self) {
        // An error says that the task is over already.
        let _ = self.stop.send(true);
        let _ = self.task.await;
    }
}

async fn run(
    database: Database,
    signer: Arc<LogSigner>,
    unrecorded: Arc<Unrecorded>,
    verifications: Option<Verifications>,
    arriving: Arriving,
    mut stopped: watch::Receiver<bool>,
) {
    let mut ticks: u32 = 0;
    let waiting = Arc::new(Mutex::new(Waiting::default()));
    let nights = Arc::new(Mutex::new(Nights::default()));
    let begun = Arc::new(Mutex::new(Begun::default()));
    // The wait ends early only when told to stop, or when nobody is left to tell.
    while tokio::time::timeout(TICK, stopped.changed()).await.is_err() {
        let (own, key) = (database.clone(), signer.clone());
        attempt("watch_data", move || own.watch().and_then(|()| checkpoints::watch(&own, &key))).await;
        if database.check_running().is_err() {
            continue;
        }
        let (own, held) = (database.clone(), unrecorded.clone());
        attempt("record_sign_ins", move || held.record_all(&own)).await;
        let (own, key, waiting) = (database.clone(), signer.clone(), waiting.clone());
        let sign = move || waiting.lock().sign_if_due(&own, &key, Instant::now()).map(drop);
        attempt("sign_checkpoint", sign).await;
        let (own, begun) = (database.clone(), begun.clone());
        attempt("begin_clock_rules", move || begun.lock().settle_if_due(&own)).await;
        let own = database.clone();
        attempt("record_printed_labels", move || record_prints(&own)).await;
        if let Some(under_way) = verifications.clone() {
            let (own, key) = (database.clone(), signer.clone());
            attempt("verify", move || rounds::start_due(&own, &key, &under_way)).await;
        }
        let (own, nights) = (database.clone(), nights.clone());
        attempt("search_clues", move || nights.lock().search_if_due(&own)).await;
        if ticks.is_multiple_of(TICKS_PER_ROUND) {
            let own = database.clone();
            attempt("delete_expired", move || tidy(&own)).await;
            let own = arriving.clone();
            attempt("drop_idle_uploads", move || drop_idle(&own)).await;
        }
        ticks = ticks.wrapping_add(1);
    }
    attempt("sign_last_checkpoint", move || checkpoints::sign(&database, &signer).map(drop)).await;
}

/// Tries from now on whether files can be kept, until the answer is dropped. On a thread of its own, for which nobody waits: an object
/// store that hangs holds up neither the other work nor the end of the program.
fn try_store(store: Store, told: StoreWatch) -> mpsc::Sender<()> {
    let (going_on, ended) = mpsc::channel();
    let run = move || {
        let _job = tracing::error_span!("job", job = "try_store").entered();
        loop {
            told.look(&store);
            if ended.recv_timeout(STORE_TRIED_EVERY) != Err(mpsc::RecvTimeoutError::Timeout) {
                break;
            }
        }
    };
    if let Err(error) = thread::Builder::new().name("try-store".into()).spawn(run) {
        tracing::error!(%error, "whether files can be kept is not tried");
    }
    going_on
}

/// Takes large print batches further, for about as long as a tick; what is left waits for the next one.
fn record_prints(database: &Database) -> Result<()> {
    let began = Instant::now();
    let mut more = true;
    while more && began.elapsed() < TICK {
        // One for each step: the next one may be another person's batch.
        let step = tracing::error_span!("print_batch", print_batch = Empty, user = Empty, agency = Empty).entered();
        let batch = print_batches::record_pending(database).unwrap_or_else(|error| {
            log_failure(&error);
            None
        });
        if let Some(batch) = batch.as_ref().filter(|batch| batch.status == PrintStatus::Done) {
            tracing::info!(labels = batch.label_count, "print batch recorded");
        }
        more = batch.is_some();
        drop(step);
    }
    Ok(())
}

/// Forgets kept answers, tokens, sessions and counters that can no longer matter.
fn tidy(database: &Database) -> Result<()> {
    database.upkeep(|upkeep| {
        idempotency::delete_old(upkeep)?;
        attempts::delete_old(upkeep)?;
        passkeys::delete_old(upkeep)?;
        sessions::delete_old(upkeep)
    })
}

/// Forgets what came of uploads that nobody finishes.
fn drop_idle(arriving: &Arriving) -> Result<()> {
    let uploads = arriving.drop_idle(IDLE)?;
    if uploads > 0 {
        tracing::info!(uploads, "uploads that nobody finished were dropped");
    }
    Ok(())
}

/// Runs one job on a thread of its own, within a span; what goes wrong is logged, and the next round tries again.
async fn attempt(job: &'static str, work: impl FnOnce() -> Result<()> + Send + 'static) {
    let span = tracing::error_span!("job", job);
    let own = span.clone();
    let outcome = tokio::task::spawn_blocking(move || own.in_scope(work)).await.map_err(Error::internal).flatten();
    // That nothing is changed any more was said when it began.
    if let Err(error) = outcome.or_else(|error| if matches!(error, Error::Halted(_)) { Ok(()) } else { Err(error) }) {
        span.in_scope(|| log_failure(&error));
    }
}

fn log_failure(error: &Error) {
    tracing::error!(error = chain(error), "job failed; it will be tried again");
}

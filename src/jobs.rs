//! Periodic work beside the server: checkpoints of the log, the entries of large print batches, and forgetting what
//! need not be kept.
//! What is due is decided in `operations` and `db`; here is only the clockwork.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::audit::LogKey;
use crate::db::Database;
use crate::db::accounts::sessions;
use crate::db::engine::idempotency;
use crate::error::{Error, Result};
use crate::operations::ledger::checkpoints;
use crate::operations::papers::print_batches;

/// How often it is looked whether a checkpoint is due.
const TICK: Duration = Duration::from_secs(2);
/// Ticks between two rounds of forgetting: an hour.
const TICKS_PER_ROUND: u32 = 1_800;

/// The periodic work of one server, until it is stopped.
#[derive(Debug)]
pub struct Jobs {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Jobs {
    /// Starts the periodic work on the running tokio runtime.
    pub fn start(database: Database, key: Arc<LogKey>) -> Self {
        let (stop, stopped) = watch::channel(false);
        Self { stop, task: tokio::spawn(run(database, key, stopped)) }
    }

    /// Ends the work after what is under way, and signs what the log has not signed yet.
    pub async fn stop(self) {
        // An error says that the task is over already.
        let _ = self.stop.send(true);
        let _ = self.task.await;
    }
}

async fn run(database: Database, key: Arc<LogKey>, mut stopped: watch::Receiver<bool>) {
    let mut ticks: u32 = 0;
    // The wait ends early only when told to stop, or when nobody is left to tell.
    while tokio::time::timeout(TICK, stopped.changed()).await.is_err() {
        let (own, key) = (database.clone(), key.clone());
        attempt("signing a checkpoint", move || checkpoints::sign_if_due(&own, &key).map(|_| ())).await;
        let own = database.clone();
        attempt("recording printed labels", move || record_prints(&own)).await;
        if ticks.is_multiple_of(TICKS_PER_ROUND) {
            let own = database.clone();
            attempt("forgetting what is old", move || tidy(&own)).await;
        }
        ticks = ticks.wrapping_add(1);
    }
    attempt("signing the last checkpoint", move || checkpoints::sign(&database, &key).map(|_| ())).await;
}

/// Takes large print batches further, for about as long as a tick; what is left waits for the next one.
fn record_prints(database: &Database) -> Result<()> {
    let began = Instant::now();
    while began.elapsed() < TICK && print_batches::work(database)?.is_some() {}
    Ok(())
}

/// Forgets kept answers, tokens, sessions and counters that can no longer matter.
fn tidy(database: &Database) -> Result<()> {
    database.upkeep(|upkeep| {
        idempotency::delete_old(upkeep)?;
        sessions::delete_old(upkeep)
    })
}

/// Runs one piece of work aside; what goes wrong is logged, and the next round tries again.
async fn attempt(name: &'static str, work: impl FnOnce() -> Result<()> + Send + 'static) {
    let outcome = tokio::task::spawn_blocking(work).await.map_err(Error::internal).flatten();
    if let Err(error) = outcome {
        tracing::error!(%error, "{name} failed");
    }
}

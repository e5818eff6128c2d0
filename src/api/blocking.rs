//! Work that waits for the database, on threads made for waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::web;
use parking_lot::Mutex;
use tracing::Span;

use crate::error::{Error, Result};

/// How long a call waits for its work: longer than for a writer's turn, or for a lock within the database.
const CALL_TIMEOUT: Duration = Duration::from_secs(40);

/// Runs what takes long on a thread made for waiting, within the span of the request.
///
/// # Errors
/// Whatever `work` returns; [`Error::Internal`] when it was cut off.
pub async fn block<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let result = Arc::new(Mutex::new(None));
    let place = result.clone();
    block_on_thread(Box::new(move || *place.lock() = Some(work()))).await?;
    let result = result.lock().take();
    result.unwrap_or_else(|| Err(Error::internal("the work left no result")))
}

/// Of one type for every kind of work: the runtime's part in it is compiled once. What the database does not answer in time is
/// given up: a thread that waits for it cannot be called back, and nobody begins what nobody waits for any more.
async fn block_on_thread(work: Box<dyn FnOnce() + Send>) -> Result<()> {
    let span = Span::current();
    let wanted = Arc::new(AtomicBool::new(true));
    let still = wanted.clone();
    let done = web::block(move || {
        if still.load(Ordering::SeqCst) {
            span.in_scope(work);
        }
    });
    match tokio::time::timeout(CALL_TIMEOUT, done).await {
        Ok(done) => done.map_err(Error::internal),
        Err(_) => {
            wanted.store(false, Ordering::SeqCst);
            Err(Error::Unavailable("the database did not answer within the time of a call".into()))
        }
    }
}

//! Whether files can be kept, tried out from time to time, so that whoever watches the program is answered at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::chain;
use crate::store::Store;

/// What the last trial of a store came to; well until the first. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct StoreWatch(Arc<AtomicBool>);

impl StoreWatch {
    /// Whether files could be kept when it was tried last.
    pub fn is_well(&self) -> bool {
        !self.0.load(Ordering::Acquire)
    }

    /// Tries the store, and tells the operator where it is otherwise than before.
    pub fn look(&self, store: &Store) {
        let tried = store.try_out();
        let was_ill = self.0.swap(tried.is_err(), Ordering::AcqRel);
        metrics::gauge!("custody_files_kept").set(if tried.is_ok() { 1.0 } else { 0.0 });
        match tried {
            Err(error) if !was_ill => {
                tracing::error!(error = chain(&error), store = store.name(), "files cannot be kept")
            }
            Ok(()) if was_ill => tracing::info!(store = store.name(), "files can be kept again"),
            _ => {}
        }
    }
}

//! The time, in whole microseconds. Handed in everywhere, so that tests and the demo can set it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::model::time::Time;

/// A clock: the machine's, or one that stands until it is set.
#[derive(Debug, Clone, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Self {
        Self(None)
    }

    /// A clock that stands at `start` until it is set.
    pub fn standing(start: Time) -> Self {
        Self(Some(Arc::new(AtomicI64::new(start.0))))
    }

    /// The time now.
    pub fn now(&self) -> Time {
        match &self.0 {
            Some(standing) => Time(standing.load(Ordering::SeqCst)),
            #[allow(clippy::disallowed_methods)]
            None => Time(chrono::Utc::now().timestamp_micros()),
        }
    }

    /// Sets a standing clock; the machine's clock is left alone.
    pub fn set(&self, now: Time) {
        if let Some(standing) = &self.0 {
            standing.store(now.0, Ordering::SeqCst);
        }
    }
}

//! Turns for what takes a whole core or much memory. Whoever comes when all are taken waits a little, and is told when to come
//! again; nobody takes all of them.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

use crate::error::{Error, Result};
use crate::model::ids::UserId;
use crate::model::reason::Reason;

/// Passwords hashed at the same time at most; each takes 19 MiB.
const HASHING: usize = 2;
/// Files made at the same time at most; each keeps every core busy.
const MAKING: usize = 2;
/// Files that are being made for one person or sent to one at the same time at most.
pub const FILES_EACH: usize = 3;
/// How long a caller waits for a turn to have a password hashed.
const HASHING_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a caller waits for a turn to have a file made, of which one takes seconds.
const MAKING_TIMEOUT: Duration = Duration::from_secs(30);
/// When to come again.
const AGAIN_SECONDS: i64 = 5;

/// The turns of one server.
pub struct Turns {
    hashing: Semaphore,
    making: Arc<Semaphore>,
    places: Arc<Mutex<HashMap<UserId, usize>>>,
}

impl Default for Turns {
    fn default() -> Self {
        let making = Arc::new(Semaphore::new(MAKING));
        Self { hashing: Semaphore::new(HASHING), making, places: Arc::default() }
    }
}

/// A person's place among those for whom files are made; free again when it is dropped.
pub struct Place {
    user: UserId,
    places: Arc<Mutex<HashMap<UserId, usize>>>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut places = self.places.lock();
        if let Some(count) = places.get_mut(&self.user) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                places.remove(&self.user);
            }
        }
    }
}

impl Turns {
    /// A turn to hash or check a password.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many others wait.
    pub async fn hash(&self) -> Result<SemaphorePermit<'_>> {
        match tokio::time::timeout(HASHING_TIMEOUT, self.hashing.acquire()).await {
            Ok(permit) => permit.map_err(Error::internal),
            Err(_) => Err(busy(Reason::ServerBusy)),
        }
    }

    /// A turn to make a file, to be given back once it is made, and the person's place, to be kept until it is sent.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many others wait, or too many files are under way for this person.
    pub async fn make_file(&self, user: UserId) -> Result<(OwnedSemaphorePermit, Place)> {
        let place = self.place(user)?;
        match tokio::time::timeout(MAKING_TIMEOUT, self.making.clone().acquire_owned()).await {
            Ok(turn) => Ok((turn.map_err(Error::internal)?, place)),
            Err(_) => Err(busy(Reason::ServerBusy)),
        }
    }

    fn place(&self, user: UserId) -> Result<Place> {
        let mut places = self.places.lock();
        let count = places.entry(user).or_default();
        if *count >= FILES_EACH {
            return Err(busy(Reason::FilesUnderWay));
        }
        *count += 1;
        Ok(Place { user, places: self.places.clone() })
    }
}

const fn busy(reason: Reason) -> Error {
    Error::Busy { reason, seconds: AGAIN_SECONDS }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_again_when_it_is_left() {
        let (turns, user) = (Turns::default(), UserId(uuid::Uuid::from_u128(1)));
        let taken: Vec<_> = (0..FILES_EACH).map(|_| turns.place(user).unwrap()).collect();
        assert!(turns.place(user).is_err());
        assert!(turns.place(UserId(uuid::Uuid::from_u128(2))).is_ok(), "another person's are their own");
        drop(taken);
        assert!(turns.place(user).is_ok() && turns.places.lock().is_empty());
    }
}

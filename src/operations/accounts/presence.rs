//! When sessions were last used, as far as this process has seen. The rows tell it to the minute; what was seen since stands
//! here, and so does everything while the database takes nothing.

use std::collections::HashMap;

use parking_lot::Mutex;

use crate::db::accounts::sessions::Session;
use crate::model::ids::SessionId;
use crate::model::time::{HOUR, MINUTE, Time};

/// A use is written down once a minute at most.
const BETWEEN: i64 = MINUTE;
/// Sessions that are remembered before those are forgotten that were not used for longer than any lives without.
const KEPT: usize = 2_000;
/// No session lives longer without use, whatever is set.
const LONGEST: i64 = 4 * HOUR;

/// The last uses that one process has seen.
#[derive(Debug, Default)]
pub struct Presence(Mutex<HashMap<SessionId, Seen>>);

#[derive(Debug, Clone, Copy)]
struct Seen {
    at: Time,
    /// When it was last begun to write it down.
    written: Option<Time>,
}

impl Presence {
    /// The last use of a session that was seen here.
    pub fn last(&self, id: SessionId) -> Option<Time> {
        self.0.lock().get(&id).map(|seen| seen.at)
    }

    /// Takes note of a use; whether it is to be written down now.
    pub fn note(&self, session: &Session, now: Time) -> bool {
        let mut seen = self.0.lock();
        if seen.len() >= KEPT {
            seen.retain(|_, seen| seen.at.plus(LONGEST) > now);
        }
        let seen = seen.entry(session.id).or_insert(Seen { at: now, written: None });
        seen.at = seen.at.max(now);
        let last = seen.written.max(Some(session.last_used_at));
        let due = last.is_none_or(|last| last.plus(BETWEEN) <= now);
        if due {
            seen.written = Some(now);
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::UserId;
    use crate::model::time::SECOND;
    use uuid::Uuid;

    fn session(last_used_at: Time) -> Session {
        let (id, user_id) = (SessionId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
        let (created_at, expires_at) = (Time(0), Time(8 * HOUR));
        let (address, browser, mac) = (String::new(), String::new(), String::new());
        let (ended_at, proved_at, device, new_device) = (None, created_at, None, false);
        Session {
            id,
            user_id,
            address,
            created_at,
            expires_at,
            ended_at,
            last_used_at,
            proved_at,
            browser,
            device,
            new_device,
            certificate: None,
            mac,
        }
    }

    #[test]
    fn a_use_is_written_down_once_a_minute_and_seen_at_once() {
        let presence = Presence::default();
        let id = session(Time(0)).id;
        let note = |row: i64, now: i64| presence.note(&session(Time(row)), Time(now));
        assert_eq!(presence.last(id), None);
        assert!(!note(0, MINUTE - SECOND));
        assert_eq!(presence.last(id), Some(Time(MINUTE - SECOND)));
        assert!(note(0, MINUTE));
        assert!(!note(0, 2 * MINUTE - SECOND), "it is being written");
        assert!(note(0, 2 * MINUTE), "it could not be written");
        assert!(!note(3 * MINUTE, 3 * MINUTE + SECOND), "another server has");
        note(3 * MINUTE, MINUTE);
        assert_eq!(presence.last(id), Some(Time(3 * MINUTE + SECOND)));
    }
}

//! Writing what holds no facts of custody.

use crate::db::engine::connection::Conn;
use crate::model::time::Time;

/// Writing what holds no facts of custody and therefore leaves no leaf: sessions, attempts, stored answers, checkpoints,
/// outcomes of verifications.
pub struct Upkeep<'a> {
    pub(in crate::db) conn: &'a mut Conn,
    now: Time,
}

impl<'a> Upkeep<'a> {
    pub(in crate::db) fn new(conn: &'a mut Conn, now: Time) -> Self {
        Self { conn, now }
    }

    /// When it is written.
    pub const fn now(&self) -> Time {
        self.now
    }

    /// The connection, for queries.
    pub fn reader(&mut self) -> &mut Conn {
        self.conn
    }
}

//! The mark that demo data carry: the log itself says where they begin and that the year was played to its end. It cannot
//! be taken away unseen, and a backup keeps it.

use serde_json::json;
use uuid::Uuid;

use crate::db::change::Actor;
use crate::db::ledger::log;
use crate::db::{Conn, Database};
use crate::demo::Year;
use crate::error::Result;
use crate::model::ledger::event::Action;

/// How much of the demo's year a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Played {
    /// Nothing: the data, if there are any, are somebody's real work.
    Nothing,
    /// The year was begun and not played to its end.
    Part,
    /// All of it.
    Whole,
}

/// How much of the year the database holds.
pub fn read(conn: &mut Conn) -> Result<Played> {
    Ok(match (log::has(conn, Action::DemoStarted)?, log::has(conn, Action::DemoCompleted)?) {
        (false, _) => Played::Nothing,
        (true, false) => Played::Part,
        (true, true) => Played::Whole,
    })
}

/// Marks what follows as the demo's.
pub fn start(database: &Database, year: &Year) -> Result<()> {
    put(database, year, Action::DemoStarted)
}

/// Marks the year as played to its end.
pub fn complete(database: &Database, year: &Year) -> Result<()> {
    put(database, year, Action::DemoCompleted)
}

fn put(database: &Database, year: &Year, action: Action) -> Result<()> {
    // The year has no id of its own; its seed is in the particulars.
    database.change(Actor::PROGRAM, |change| change.record(action, Uuid::nil(), json!({ "seed": year.seed })))
}

//! The program through its front door, on the database that `CUSTODY_TEST_DATABASE_URL` names (SQLite otherwise).

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod api;
mod demo;
mod faults;
mod journeys;
mod laws;
mod oversight;
mod support;

use serde_json::Value;

/// The member of an answer, as text.
fn text<'a>(answer: &'a Value, member: &str) -> &'a str {
    answer[member].as_str().unwrap_or_default()
}

//! All SQL there is, in wings; every noun has a page of its own. Reading takes a [`Conn`]; writing takes a
//! [`Change`](change::Change) or, for what holds no facts of custody, an [`Upkeep`](engine::upkeep::Upkeep).

pub mod accounts;
pub mod cases;
pub mod centre;
pub mod change;
mod database;
pub mod engine;
pub mod goods;
mod held;
pub mod ledger;
pub mod oversight;
pub mod papers;
pub mod requests;
pub mod schema;

pub use database::Database;
pub use engine::connection::{Conn, DatabaseUrl, Purpose};

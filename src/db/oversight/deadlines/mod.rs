//! Deadlines: rows made of the record by the rules for clocks, so that what is due next is found without looking at the stock.

pub mod clock_rule_insertion;
pub mod clock_rule_versions;
pub mod deadline;
pub mod deadline_list;
pub mod deriving;
mod settling;
pub(in crate::db::oversight) mod spans;

pub use settling::settle_anew;
pub(in crate::db) use settling::{Touched, settle, settle_all};

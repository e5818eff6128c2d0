//! The year 2023 of a custody centre as a plan: who, what, where and when, made from a seed.
//! Only data is made here, without files or a database; whoever plays the plan turns it into requests.

pub mod agencies;
mod calendar;
pub mod causes;
pub mod figures;
pub mod goods;
mod listing;
pub mod people;
mod photograph;
pub mod places;
mod plan;
pub mod play;
pub mod played;
mod random;
#[cfg(test)]
mod tests;
mod words;

pub use calendar::YEAR_END;
pub use plan::acts::Act;
pub use plan::{Received, Year};

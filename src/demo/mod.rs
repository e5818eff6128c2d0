//! The year 2023 of a custody centre as a plan: who, what, where and when, made from a seed.
//! Only data is made here, without files or a database; whoever plays the plan turns it into requests.

pub mod agencies;
mod calendar;
pub mod cast;
pub mod causes;
mod draw;
pub mod figures;
pub mod goods;
mod listing;
pub mod mark;
pub mod people;
pub mod places;
mod plan;
pub mod play;
pub mod story;
#[cfg(test)]
mod tests;
mod words;

pub use calendar::YEAR_END;
pub use plan::{Received, Year};
pub use story::Act;

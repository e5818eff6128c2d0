//! Cases and their papers: seizure lists and documents.

pub mod case_levels;
pub mod cases;
pub mod corrections;
pub mod documents;

//! Cases and their papers: seizure lists and documents.

pub mod cases;
pub mod corrections;
pub mod documents;
pub mod seizure_lists;

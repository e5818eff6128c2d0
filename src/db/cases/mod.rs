//! Cases and their papers: seizure lists, documents and files.

pub mod cases;
pub mod corrections;
pub mod documents;
pub mod files;
pub mod seizure_lists;

//! Cases and their papers: seizure lists, documents and files.

pub mod case_levels;
pub mod cases;
pub mod corrections;
pub mod documents;
pub mod files;
pub mod marks;

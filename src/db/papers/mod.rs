//! What is printed and on which paper: label contents, paper profiles, print batches.

pub mod label_contents;
pub mod paper_profiles;
pub mod papers;
pub mod print_batches;

//! What is printed and on which paper: label contents, paper profiles, print batches.

pub mod label_contents;
pub mod label_words;
pub mod layouts;
pub mod paper_profiles;
pub mod print_batches;
pub(in crate::operations) mod print_lines;
pub mod print_selection;

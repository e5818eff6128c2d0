//! What is printed and on which paper: label contents, paper profiles, print batches, statutory papers.

pub mod label_contents;
pub mod label_words;
pub mod layouts;
pub mod paper_contents;
pub mod paper_profiles;
pub mod paper_settings;
pub mod papers;
pub mod print_batches;
pub(in crate::operations) mod print_lines;
pub mod print_selection;

//! What is printed and on which paper: label contents, paper profiles, print batches.

pub mod label_content;
pub mod paper;
pub mod paper_form;
pub mod paper_profile;
pub mod paper_settings;
pub mod print;
pub mod shipped;

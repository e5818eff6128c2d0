//! The words and rules of custody. Pure: no input, no output, nothing of ours from outside this folder.

pub mod agency;
pub mod category;
pub mod event;
pub mod ids;
pub mod input;
pub mod item;
pub mod label;
pub mod label_content;
pub mod loan;
pub mod occupancy;
pub mod paper_profile;
pub mod print;
pub mod reason;
pub mod registers;
pub mod report;
pub mod request;
pub mod role;
pub mod scan;
pub mod settings;
pub mod shipped;
pub mod steps;
pub mod time;
pub mod verification;
pub mod viewer;
pub(crate) mod words;

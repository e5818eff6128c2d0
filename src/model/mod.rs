//! The words and rules of custody. Pure: no input, no output, nothing of ours from outside this folder.

pub mod label;

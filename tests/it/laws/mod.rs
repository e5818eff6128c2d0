//! What must hold for the whole program, whatever is added to it.

mod circles;
mod cursors;
mod files;
mod layers;
mod logging;
mod names;
pub mod operations;
mod permissions;
mod persons;
mod reach;
mod security;
mod source;
mod typography;
mod wings;
pub mod words;

//! What must hold for the whole program, whatever is added to it.

mod circles;
mod cursors;
mod entry_fields;
mod files;
mod layers;
mod limits;
mod logging;
mod members;
mod names;
pub mod operations;
mod permissions;
mod persons;
mod rates;
pub mod reach;
mod reasons;
mod secrecy;
mod security;
mod source;
mod typography;
mod wings;
pub mod words;

//! What must hold for the whole program, whatever is added to it.

mod circles;
mod layers;
pub mod operations;
mod permissions;
mod reach;
mod source;
mod wings;

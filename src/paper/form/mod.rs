//! Statutory papers as PDF/A-2u: a head, lines in columns, cells to sign in. What they say is decided elsewhere.

mod blocks;
mod canvas;
mod pictures;
mod plan;
mod write;

pub use pictures::{Picture, Pictures};
pub use write::{write, write_signed};

#[cfg(test)]
mod tests;

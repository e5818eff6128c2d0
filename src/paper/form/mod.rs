//! Statutory papers as PDF/A-2u: a head, lines in columns, cells to sign in. What they say is decided elsewhere.

mod blocks;
mod canvas;
mod plan;
mod write;

pub use write::write;

#[cfg(test)]
mod tests;

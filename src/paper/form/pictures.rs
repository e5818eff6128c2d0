//! Pictures of signatures that stand in the cells of a paper.

use std::collections::BTreeMap;

/// A picture in grey, without anything that shines through, as PDF/A-2 takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    /// Row by row from the top; 0 is black.
    pub pixels: Vec<u8>,
}

/// The pictures of a paper by the SHA-256 of their files, hexadecimal.
pub type Pictures = BTreeMap<String, Picture>;

/// How a picture is called in pages.
pub fn name_of(at: usize) -> String {
    format!("P{at}")
}

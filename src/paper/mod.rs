//! What is printed: label pictures. Which codes are printed, and who may, is decided elsewhere.

mod glyphs;
pub mod qr;

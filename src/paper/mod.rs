//! What is printed: label pictures, sheets and rolls of labels, statutory papers. What is printed, and who may, is decided
//! elsewhere.

mod archive;
pub mod calibration;
pub mod font;
pub mod form;
mod glyphs;
pub mod label;
pub mod labels;
pub mod page;
pub mod pdf;
pub mod preview;
pub mod qr;
pub mod text;

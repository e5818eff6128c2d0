//! What is printed: label pictures, sheets and rolls of labels. Which codes are printed, and who may, is decided
//! elsewhere.

pub mod calibration;
pub mod font;
mod glyphs;
pub mod label;
pub mod labels;
pub mod page;
pub mod pdf;
pub mod preview;
pub mod qr;
pub mod text;

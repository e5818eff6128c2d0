//! The goods: items, labels, movements, discrepancies, and finding them.

pub mod category;
pub mod dual_control;
pub mod item;
pub mod label;
pub mod scan;
pub mod written;

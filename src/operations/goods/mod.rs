//! The goods: items, labels, movements, discrepancies, and finding them.

pub mod bulk;
pub mod descriptions;
pub mod discrepancies;
pub mod frozen;
pub mod items;
pub mod labels;

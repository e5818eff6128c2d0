//! The goods: items, labels, movements, discrepancies, and finding them.

pub mod discrepancies;
pub mod history;
pub mod item_list;
pub mod item_rows;
pub mod items;
pub mod labels;
pub mod movements;
pub mod search;
pub mod search_tables;

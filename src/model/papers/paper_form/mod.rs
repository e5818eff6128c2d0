//! The statutory papers as data: what stands at the head of each, its columns, who signs, and in how many copies it is made.
//! Words and columns are those of the laws and of the papers that centres use; how they are filled is decided elsewhere.

mod fields;
mod form;
mod goods_forms;
mod request_forms;

pub use fields::{CellSpec, ColumnSpec, FactField, FactSpec, FormSource, FormSpec, LineField, LinesShown, Party};
pub use form::PaperForm;

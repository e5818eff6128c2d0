//! The centre itself.

mod edits;
mod place_codes;
mod renamings;
mod settings;

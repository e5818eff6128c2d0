//! The centre itself.

mod edits;
mod parents;
mod place_codes;
mod renamings;
mod settings;

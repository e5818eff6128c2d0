//! The centre itself.

mod place_codes;
mod settings;

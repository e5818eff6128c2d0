//! The centre itself.

mod settings;

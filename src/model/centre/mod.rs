//! The centre itself: its places and its settings.

pub mod occupancy;
pub mod place_code;
pub mod settings;

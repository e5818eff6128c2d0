//! The centre itself: its places and its settings.

pub mod occupancy;
pub mod settings;

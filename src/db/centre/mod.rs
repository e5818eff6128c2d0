//! The centre itself: its places and its settings.

pub mod places;
pub mod settings;

//! The centre itself: its places and its settings.

pub mod number_series;
pub mod places;
pub mod settings;

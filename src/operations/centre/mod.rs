//! The centre itself: its places, its settings, and what only some may read.

pub mod personal;
pub mod place_imports;
pub mod place_series;
pub mod places;
pub mod settings;

//! The centre itself: its places, its settings, and the keys of what only some may read.

pub mod number_series;
pub mod personal_keys;
pub mod place_totals;
pub mod places;
pub mod settings;

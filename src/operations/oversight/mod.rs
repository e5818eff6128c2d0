//! What those who look at lists keep: saved views.

pub mod list_views;

//! What those who look at lists keep: saved views.

pub mod clock_rules;
pub mod clock_trials;
pub mod filed_tables;
pub mod list_views;

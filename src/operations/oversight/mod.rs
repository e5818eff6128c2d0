//! What supervisors do: search for clues, send notices and judge the answers; and what those who look at lists keep: saved views.

pub mod clock_rules;
pub mod clock_trials;
pub mod clues;
pub mod filed_tables;
pub mod list_views;
pub mod supervision_notices;

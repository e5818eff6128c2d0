//! What those who look at lists keep: saved views.

pub mod filed_tables;
pub mod list_views;

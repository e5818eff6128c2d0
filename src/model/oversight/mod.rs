//! What supervisors look at: reports, exports, work queues and look-ups.

pub mod filed_tables;
pub mod list_view;
pub mod year_report;

//! What supervisors look at: clocks, reports, exports, work queues and look-ups.

pub mod clocks;
pub mod filed_tables;
pub mod list_view;
pub mod year_report;

//! What supervisors look at: clocks, clues, notices, reports, exports, work queues and look-ups.

pub mod clocks;
pub mod clue;
pub mod filed_tables;
pub mod list_view;
pub mod stay;
pub mod supervision;
pub mod year_report;

//! What supervisors look at: deadlines, reports, exports, work queues and look-ups.

pub mod deadlines;
pub mod filed_tables;
pub mod list_views;
pub mod lookup;
pub mod stock_report;
pub mod year_report;

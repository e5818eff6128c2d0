//! What supervisors look at: reports, exports, work queues and look-ups.

pub mod filed_tables;
pub mod list_views;
pub mod lookup;
pub mod stock_report;
pub mod year_report;

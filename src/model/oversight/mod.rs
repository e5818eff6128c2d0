//! What supervisors look at: reports, exports, work queues and look-ups.

pub mod list_view;
pub mod year_report;

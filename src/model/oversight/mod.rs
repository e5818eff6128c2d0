//! What supervisors look at: reports, exports, work queues and look-ups.

pub mod year_report;

//! What supervisors look at: deadlines, clues, notices, reports, exports, work queues and look-ups.

pub mod clue_search;
pub mod clues;
pub mod deadlines;
pub mod filed_tables;
pub mod list_views;
pub mod lookup;
pub mod stays;
pub mod stock_report;
pub mod supervision_notices;
pub mod year_report;

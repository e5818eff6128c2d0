//! x
pub mod audit;
pub mod backup;
pub mod output;
pub mod report;
pub mod restore;

//! Papers of a case.

pub mod case_levels;
pub mod files;
pub mod marks;
pub mod record_state;

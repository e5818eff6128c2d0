//! Papers of a case.

pub mod record_state;

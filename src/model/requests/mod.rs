//! Intake, outbound, loan and loan-return requests, their lines, steps, loans, extensions and hand-overs.

pub mod handover;
pub mod loan;
pub mod request;
pub mod request_steps;
pub mod terms;

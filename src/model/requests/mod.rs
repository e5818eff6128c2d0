//! Intake, outbound, loan and loan-return requests, their lines, steps, loans and extensions.

pub mod loan;
pub mod request;
pub mod request_steps;
pub mod terms;

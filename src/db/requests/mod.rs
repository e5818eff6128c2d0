//! Intake, outbound, loan and loan-return requests, their lines, steps, loans and extensions.

pub mod extensions;
pub mod loans;
pub mod request_lines;
pub mod request_steps;
pub mod requests;

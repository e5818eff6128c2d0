//! Intake, outbound, loan and loan-return requests, their lines, steps, loans, extensions and hand-overs.

pub mod extensions;
pub mod handover_signatures;
pub mod handovers;
pub mod loans;
pub mod request_lines;
pub mod request_steps;
pub mod requests;

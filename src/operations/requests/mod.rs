//! Intake, outbound, loan and loan-return requests, their lines, steps, loans and extensions.

pub mod execution;
pub mod extensions;
pub mod handover_signatures;
pub mod handovers;
pub mod line_execution;
pub mod receivers;
pub mod request_edits;
pub mod request_steps;
pub mod requests;
pub mod submission;

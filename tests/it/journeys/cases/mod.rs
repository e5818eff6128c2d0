//! Cases and their papers.

mod correction_states;
mod corrections;
mod files;
mod secrecy;

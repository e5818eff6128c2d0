//! Cases and their papers.

mod correction_states;
mod corrections;
mod file_owners;
mod files;
mod secrecy;

//! Cases and their papers.

mod correction_states;
mod corrections;
mod secrecy;

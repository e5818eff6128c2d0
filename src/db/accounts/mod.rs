//! Agencies, people, their sessions and passwords, and the founding of the centre.

pub mod agencies;
pub mod sessions;
pub mod users;

//! Agencies, people, their sessions and passwords, and the founding of the centre.

pub mod admission;
pub mod agencies;
pub mod agency_imports;
pub mod attempts;
pub mod authentication;
pub mod certificates;
pub mod devices;
pub mod factors;
pub mod linked_identities;
pub mod locks;
pub mod look_alikes;
pub mod passkeys;
pub mod password_parts;
pub mod passwords;
pub mod presence;
pub mod sessions;
pub mod setup;
pub mod signed_in;
pub mod unrecorded;
pub mod users;

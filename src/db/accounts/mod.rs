//! Agencies, people, their sessions and passwords, and the founding of the centre.

pub mod agencies;
pub mod attempts;
pub mod certificates;
pub mod factors;
pub mod linked_identities;
pub mod logged_accounts;
pub mod passkeys;
pub mod persons;
pub mod secrecy;
pub mod sessions;
pub mod standing;
pub mod user_list;
pub mod users;

//! Agencies, people, their sessions and passwords, and the founding of the centre.

pub mod agency;
pub mod factor;
pub mod fields;
pub mod identity;
pub mod look_alikes;
pub mod networks;
pub mod relying_party;
pub mod role;
pub mod secrecy;
pub mod security_profile;
pub mod viewer;

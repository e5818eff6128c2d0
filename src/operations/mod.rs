//! Every change the system can make: load, decide with the model, write, record. Nothing here knows HTTP.

pub mod agencies;
pub mod attempts;
pub mod passwords;
pub mod places;
pub mod sessions;
pub mod settings;
pub mod setup;
pub mod users;

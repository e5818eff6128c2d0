//! People and agencies from the day they are registered.

mod closed_agencies;
mod look_alikes;
mod old_texts;
mod passwords;
mod persons;
mod profiles;
mod reviews;
mod roles;

//! People and agencies from the day they are registered.

mod look_alikes;
mod old_texts;
mod passwords;

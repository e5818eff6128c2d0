//! What every handler shares: sessions, bodies, queries, lists, middleware, problems and files that are sent.

pub mod body;
pub mod cookies;
pub(in crate::api) mod lists;
pub mod may;
pub mod middleware;
pub mod names;
pub mod pages;
pub mod problem;
pub(in crate::api) mod query;
pub mod sent_file;
pub(in crate::api) mod serde_errors;
pub mod session;
pub mod status;
pub mod tls;

//! The rig of the integration tests; each test has an installation of its own, on the database under test.
//!
//! - [`TestApp`]: a server in this process with a clock that stands still, and everybody who works with it:
//!   `app.team(0).officer.post(path, &body).created()`. Its log is verified when it is dropped.
//! - [`Installation`]: a folder with a database and keys, the program as a child process, and its server as a
//!   [`ServerProcess`]; for what happens to a process; a [`PostgresServer`] for what happens to the database. [`operations`] bring people and goods into it without a server.
//! - [`goods`]: what officers write onto seizure lists; [`pdf`]: what a paper says; an [`S3Server`] in which it keeps its files;
//!   [`schemas`]: which members the bodies of the API have; [`sql`]: what an administrator of the database could do;
//!   [`tls`]: certificates, and the centre over TLS; [`xlsx`]: what a spreadsheet shows.

mod app;
mod authenticator;
mod browser;
mod call;
pub mod goods;
pub mod identity_provider;
mod installation;
pub mod operations;
mod passkey;
pub mod pdf;
mod people;
mod person;
pub mod pictures;
mod postgres_server;
mod s3_server;
pub mod schemas;
mod server_process;
pub mod signatures;
pub mod sql;
pub mod tls;
pub mod xlsx;

use std::sync::OnceLock;

use custody::operations::accounts::passwords::{Password, PasswordHash};

pub use app::TestApp;
pub use authenticator::Authenticator;
pub use browser::Browser;
pub use call::{Answer, Call};
pub use installation::{Installation, ORIGIN, Run, cluster, folder, the_cluster};
pub use passkey::{Asked, OWNER_THERE, PAGES, Passkey};
pub use people::{Staff, Team, accepted, approve, confirm, loan, request};
pub use person::Person;
pub use postgres_server::PostgresServer;
pub use s3_server::S3Server;
pub use server_process::{ServerAnswer, ServerProcess, call, new_key};

/// The password of everybody who may sign in.
pub const PASSWORD: &str = "seven lamps by the quiet canal";

/// The hash of [`PASSWORD`], made once: it is slow on purpose.
pub fn password_hash() -> PasswordHash {
    static HASH: OnceLock<PasswordHash> = OnceLock::new();
    HASH.get_or_init(|| Password::new(PASSWORD).hash().unwrap()).clone()
}

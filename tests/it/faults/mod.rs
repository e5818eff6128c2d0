//! What must hold when something goes wrong: every test has an installation of its own, a database, keys and the program
//! as a child process. The database is the one that `CUSTODY_TEST_DATABASE_URL` names, SQLite otherwise.

mod backup;
mod blinding;
mod clock;
mod command_line;
mod concurrency;
mod crash;
mod database;
mod evidence;
mod files;
mod findings;
mod foreign;
mod former_names;
mod hanging;
mod inside;
mod kept_files;
mod migrations;
mod missing;
mod mutations;
mod parts;
mod personal;
mod postgres;
mod prints;
mod read_only;
mod registers;
mod roles;
mod rounds;
mod signer;
mod signing_in;
mod tampering;
mod upgrade;
mod values;
mod washing;

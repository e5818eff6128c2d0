//! What must hold when something goes wrong: every test has a site of its own, with a database, keys and the program
//! as a child process. The database is the one that `CUSTODY_TEST_DATABASE_URL` names, SQLite otherwise.

mod backup;
mod command_line;
mod concurrency;
mod crash;
mod migrations;
mod people;
mod postgres;
mod prints;
mod registers;
mod serving;
mod site;
mod sql;
mod tampering;
mod upgrade;

pub use crash::auditor;
pub use people::{
    PASSWORD, People, SHELVES, approved_loan, custodian, execute, found, lend, line, password, take_in, with_terms,
};
pub use serving::{Answer, Serving, call, new_key};
pub use site::{ORIGIN, Run, Site, cluster, folder, the_cluster};
pub use sql::{attempt, number, sql, texts};

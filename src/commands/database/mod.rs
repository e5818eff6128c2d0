//! `custody database`: what the owner of the tables does, so that the server works with an account that is not.

pub mod backup;
pub mod restore;

use clap::Subcommand;

use crate::commands::output::print;
use crate::db::engine::data_file;
use crate::db::engine::guards::roles::{self, Account, Duty};
use crate::db::engine::migrate;
use crate::db::{Conn, DatabaseUrl};
use crate::error::Result;

#[derive(Debug, Subcommand)]
pub enum Database {
    /// Bring tables, search index and guards up to date, as a start by the owner does
    Migrate,
    /// Give the accounts that are not the owner's their rights, and take all others from them (PostgreSQL)
    Grant {
        /// The role that the server works with
        #[arg(long, value_name = "ROLE")]
        run: String,
        /// A role that only reads, without hashes and tokens
        #[arg(long, value_name = "ROLE")]
        read: Option<String>,
    },
}

impl Database {
    /// Does it.
    ///
    /// # Errors
    /// [`Error::Operator`] with what to do.
    pub fn run(self, url: &DatabaseUrl) -> Result<()> {
        match self {
            Self::Migrate => migrate(url),
            Self::Grant { run, read } => {
                let read = read.map(|name| Account { name, duty: Duty::Read });
                let accounts: Vec<_> = std::iter::once(Account { name: run, duty: Duty::Run }).chain(read).collect();
                grant(url, &accounts)
            }
        }
    }
}

fn migrate(url: &DatabaseUrl) -> Result<()> {
    data_file::check_to_migrate(url)?;
    let mut conn = Conn::open_or_make(url)?;
    conn.check_library()?;
    roles::must_own(&mut conn)?;
    let before = migrate::version(&mut conn)?;
    let altered = migrate::up_or_demand(&mut conn)?;
    let told = if altered.is_empty() { String::new() } else { format!("\nmade anew: {}", altered.join(", ")) };
    print(&format!("schema {}, before {before}{told}", migrate::newest()))
}

fn grant(url: &DatabaseUrl, accounts: &[Account]) -> Result<()> {
    roles::must_be_known(url)?;
    let mut conn = Conn::open_or_make(url)?;
    migrate::must_be_up(&mut conn)?;
    roles::grant_all(&mut conn, accounts)?;
    for Account { name, duty } in accounts {
        print(&match duty {
            Duty::Run => format!("{name} can do what the program does, and nothing else"),
            Duty::Read => format!("{name} can read the tables, without hashes, tokens and stored answers"),
        })?;
    }
    Ok(())
}

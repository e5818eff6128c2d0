//! `custody demo`: fills an empty database with the report's year, played through the operations.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::clock::Clock;
use crate::commands::output::{print, progress};
use crate::config::Config;
use crate::db::{Database, log};
use crate::demo::Year;
use crate::demo::cast::Visitor;
use crate::demo::play::play;
use crate::error::{Error, Result};
use crate::keys::{Keys, write_secret};
use crate::model::time::Time;
use crate::operations::checkpoints;
use crate::operations::passwords::Password;

/// The seed of the year: the same goods, people and times every time.
const SEED: u64 = 2023;

/// Fill an empty database with the year 2023 of the founding report
#[derive(Debug, Args)]
pub struct Demo {
    /// One password for all demo accounts, for scripts; random ones unless given
    #[arg(long, env = "CUSTODY_DEMO_PASSWORD", hide_env_values = true)]
    password: Option<String>,
    /// Where the accounts and their passwords are written, mode 0600
    #[arg(long, default_value = ACCOUNTS)]
    accounts: PathBuf,
}

/// Where the accounts are kept unless said otherwise.
const ACCOUNTS: &str = "data/demo-accounts.txt";

impl Default for Demo {
    fn default() -> Self {
        Self { password: None, accounts: ACCOUNTS.into() }
    }
}

impl Demo {
    /// Where the accounts and their passwords are.
    pub fn accounts(&self) -> &Path {
        &self.accounts
    }

    /// Plays the year.
    ///
    /// # Errors
    /// [`Error::Operator`] when the database is not empty; whatever an operation refuses.
    pub fn run(&self, config: &Config) -> Result<ExitCode> {
        let clock = Clock::standing(Time::start_of_china_year(2023));
        let database = config.open_at(clock.clone())?;
        if database.read(log::size)? > 0 {
            return Err(Error::Operator("the database is not empty; the demo fills empty ones only".into()));
        }
        let keys = config.keys_of(&database)?;
        self.fill(&database, &clock, &keys)?;
        print(&format!("the year 2023 is in the database; the accounts are in {}", self.accounts.display()))?;
        Ok(ExitCode::SUCCESS)
    }

    /// Fills the database, signs the log, and writes the accounts.
    ///
    /// # Errors
    /// As [`Demo::run`].
    pub fn fill(&self, database: &Database, clock: &Clock, keys: &Keys) -> Result<()> {
        let year = Year::plan(SEED);
        let (visitors, accounts) = self.visitors(&year)?;
        write_accounts(&self.accounts, &accounts)?;
        let bar = progress("playing 2023");
        let played = play(database, clock, &keys.labels, &year, &visitors, |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        });
        bar.finish_and_clear();
        played?;
        checkpoints::sign(database, &keys.log).map(|_| ())
    }

    /// One person of every role gets a password; nobody can sign in as the others.
    fn visitors(&self, year: &Year) -> Result<(Vec<Visitor>, String)> {
        let mut roles = Vec::new();
        let mut visitors = Vec::new();
        let mut accounts = String::new();
        for person in &year.staff.people {
            // Two custodians, because valuables need two.
            let wanted = if person.role == "custodian" { 2 } else { 1 };
            if roles.iter().filter(|role| **role == person.role).count() >= wanted {
                continue;
            }
            roles.push(person.role);
            let password = match &self.password {
                Some(password) => Password::new(password),
                None => Password::random()?,
            };
            accounts += &format!("{}\t{}\t{}\n", person.role, person.login, password.reveal());
            visitors.push(Visitor { login: person.login.clone(), password_hash: password.hash()?.into_string() });
        }
        Ok((visitors, accounts))
    }
}

fn write_accounts(path: &Path, accounts: &str) -> Result<()> {
    let refused = |e: std::io::Error| Error::Operator(format!("cannot write {}: {e}", path.display()));
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(refused)?;
    }
    write_secret(path, accounts).map_err(refused)
}

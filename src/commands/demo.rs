//! `custody demo`: fills an empty database with the report's year, played through the operations.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;

use crate::api::papers::papers::make;
use crate::clock::Clock;
use crate::commands::output::{print, progress};
use crate::config::Config;
use crate::db::Database;
use crate::db::engine::migrate;
use crate::db::ledger::dump::replace::replace;
use crate::db::ledger::log;
use crate::demo::Year;
use crate::demo::play::directory::Visitor;
use crate::demo::play::{Desk, Draw, play};
use crate::demo::played::{self, Played};
use crate::error::{Error, Result};
use crate::files;
use crate::keys::{Keys, write_secret};
use crate::model::papers::paper::{Issue, Paper};
use crate::model::time::Time;
use crate::operations::accounts::passwords::Password;
use crate::operations::ledger::{checkpoints, key_names};
use crate::paper::font::{FONTS, Font};

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

/// Longer than any one step of the year takes: a log that does not grow meanwhile is not being written.
const STEP_AT_MOST: Duration = Duration::from_secs(2);

/// The region of the founding report's centre.
pub const REGION: u32 = 130_273;

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
        let config = &Config { default_region: Some(REGION), ..config.clone() };
        self.make_room(config)?;
        let clock = Clock::standing(Time::start_of_china_year(2023));
        let filling = config.open_to_fill(clock.clone())?;
        let keys = config.keys_of(&filling)?;
        let year = Year::plan(SEED);
        self.fill(config, &filling, (&clock, &keys), &year)?;
        key_names::complete(&filling, &keys.fingerprints())?;
        drop(filling);
        let database = config.open_at(clock)?;
        played::complete(&database, &year)?;
        checkpoints::sign(&database, &keys.log)?;
        print(&format!("the year 2023 is in the database; the accounts are in {}", self.accounts.display()))?;
        Ok(ExitCode::SUCCESS)
    }

    /// Sees to it that the database is empty. A year that was not played to its end is nobody's work: it goes.
    fn make_room(&self, config: &Config) -> Result<()> {
        let database = config.open_or_make()?;
        let (played, size) = database.read(|conn| Ok((played::read(conn)?, log::size(conn)?)))?;
        let accounts = self.accounts.display();
        if played == Played::Part {
            std::thread::sleep(STEP_AT_MOST);
            if database.read(log::size)? > size {
                return Err(Error::Operator(
                    "another process is playing the year into this database; wait for it".into(),
                ));
            }
            drop(database);
            eprintln!("the year was not played to its end last time; it is played again from the beginning");
            replace(&config.database, true, migrate::up_within)?;
            return match std::fs::remove_file(&self.accounts) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                    Err(Error::operator(format!("cannot remove {accounts}"), e))
                }
                _ => Ok(()),
            };
        }
        if size > 0 {
            return Err(Error::Operator("the database is not empty; the demo fills empty ones only".into()));
        }
        if self.accounts.exists() {
            let text = "holds the passwords of another demo; move it away, or name another file with --accounts";
            return Err(Error::Operator(format!("{accounts} {text}").into()));
        }
        Ok(())
    }

    /// Fills the database and writes the accounts.
    fn fill(&self, config: &Config, database: &Database, (clock, keys): (&Clock, &Keys), year: &Year) -> Result<()> {
        let store = config.store()?;
        // Without a font there are no papers, as there are no labels.
        let font = Font::find(config.font.as_deref(), Path::new(FONTS)).ok();
        let kept = &store;
        let drawn = font.as_ref().map(|font| move |paper: &Paper, issue: &Issue| make(font, kept, paper, issue));
        let (visitors, accounts) = self.visitors(year)?;
        played::start(database, year)?;
        write_accounts(&self.accounts, &accounts)?;
        let bar = progress("playing 2023");
        let desk = Desk { store: &store, draw: drawn.as_ref().map(|draw| draw as Draw<'_>) };
        let played = play(database, clock, (keys, desk), year, &visitors, |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        });
        bar.finish_and_clear();
        played
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
    let refused = |e: std::io::Error| Error::operator(format!("cannot write {}", path.display()), e);
    if let Some(folder) = path.parent() {
        files::make_folder(folder).map_err(refused)?;
    }
    write_secret(path, accounts).map_err(refused)
}

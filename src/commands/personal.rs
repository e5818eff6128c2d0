//! `custody personal`: the operator's console for personal numbers. What it does is recorded as done by the program itself.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::config::Config;
use crate::db::Database;
use crate::db::change::Actor;
use crate::error::Result;
use crate::keys::{PERSONAL_KEY, PersonalKeys};
use crate::operations::centre::personal;
use crate::operations::requests::receivers;

/// Erase personal numbers that the law says must go.
#[derive(Debug, Args)]
pub struct Personal {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Erase the numbers of the receiver of an outbound request for good; the log and its proofs stay whole
    Erase {
        /// The request's number; of one that was never submitted its id
        #[arg(long, value_name = "NUMBER")]
        request: String,
        /// Who ordered it, and by which document; stays in the log
        #[arg(long, value_name = "TEXT", value_parser = super::in_words)]
        order: String,
    },
    /// Encrypt the keys of all numbers anew under the first line of personal.key
    Rotate,
}

/// A change after the other, so that a running server has its turns between them.
fn rotate(database: &Database, keys: &PersonalKeys) -> Result<usize> {
    let mut count = 0;
    loop {
        match database.change(Actor::PROGRAM, |change| personal::renew(change, keys))? {
            0 => return Ok(count),
            renewed => count += renewed,
        }
    }
}

impl Personal {
    /// Does it.
    ///
    /// # Errors
    /// [`Error::Operator`](crate::error::Error::Operator) with what to do, or why it is refused.
    pub fn run(self, config: &Config) -> Result<ExitCode> {
        let database = config.open()?;
        // Nothing is entered in a log whose keys are not at hand.
        let keys = super::keys_of(config, &database)?;
        match self.action {
            Action::Erase { request, order } => {
                let count = database.change(Actor::PROGRAM, |change| receivers::erase(change, &request, &order))?;
                println!(
                    "{count} of {request} erased. Backups made before still hold what was erased, and beside a running server the -wal file until \
                     it is started again: see to those as well."
                );
            }
            Action::Rotate => {
                let count = rotate(&database, &keys.personal)?;
                println!(
                    "{count} keys encrypted anew under {}. A server that was not started again since that line is in \
                     {PERSONAL_KEY} cannot read them. Keep the other lines: identity numbers of account holders are compared \
                     under them, and backups made before need them.",
                    keys.personal.in_use()?
                );
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

//! The command line: which command runs, with what, and how it ends. Every command has a page of its own.
//! Exit codes: 0 done, 1 refused or found wrong, 2 wrong usage.

mod docs;
mod openapi;
mod serve;
mod user;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::error::Result;

/// The custody centre for seized case property.
#[derive(Debug, Parser)]
#[command(name = "custody", version, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the server
    Serve(serve::Serve),
    /// Register, disable or rescue accounts from the operator's console
    User(user::User),
    /// Print the OpenAPI document
    Openapi,
    /// Write the generated documents, or check that they are fresh
    Docs(docs::Docs),
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let Cli { config, command } = Cli::parse();
    match command.run(&config) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("custody: {error}");
            ExitCode::FAILURE
        }
    }
}

impl Command {
    fn run(self, config: &Config) -> Result<ExitCode> {
        match self {
            Self::Serve(serve) => serve.run(config),
            Self::User(user) => user.run(config),
            Self::Openapi => openapi::run(),
            Self::Docs(docs) => docs.run(),
        }
    }
}

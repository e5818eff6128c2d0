//! `custody serve`: opens the database and its keys and answers calls until it is told to stop.

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Args;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

use crate::commands::logging::{Format, Lines};
use crate::config::{Config, Listen};
use crate::db::Database;
use crate::db::engine::storage::{self, Thoroughness};
use crate::db::ledger::log;
use crate::demo::played::{self, Played};
use crate::error::{Error, Result, chain};
use crate::operations::accounts::passwords::guessable::PasswordRules;
use crate::operations::accounts::setup;
use crate::operations::ledger::{checkpoints, key_names};
use crate::server::{self, Server};
use crate::store::Store;

/// Start the server.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    listen: Listen,
    /// What the log on stderr holds, such as `info` or `custody=debug`.
    #[arg(long, env = "CUSTODY_LOG", default_value = "warn,custody=info")]
    log: Targets,
    /// Write the log as JSON lines
    #[arg(long, env = "CUSTODY_LOG_JSON")]
    log_json: bool,
    /// Fill an empty database with the year 2023 first; demo data are served on this machine only
    #[arg(long)]
    demo: bool,
    /// Serve demo data, whose passwords are known, beyond this machine as well
    #[arg(long, env = "CUSTODY_EXPOSE_DEMO")]
    expose_demo: bool,
}

impl Serve {
    /// Serves until SIGTERM or SIGINT.
    ///
    /// # Errors
    /// [`Error::Operator`] with what to do.
    pub fn run(self, config: &Config) -> Result<ExitCode> {
        self.log();
        // Nothing is begun for an address that cannot be had.
        let listen = self.listen.settings()?;
        server::check_listen(&listen)?;
        PasswordRules::open(config.breached_passwords.as_deref())?;
        if self.demo {
            self.prepare(config)?;
        }
        let (database, keys) = config.open_for_server()?;
        key_names::check(&database, &keys.fingerprints())?;
        checkpoints::check(&database, &keys.log)?;
        self.check_demo(database.read(played::read)?)?;
        warn_of_clock(&database)?;
        key_names::complete(&database, &keys.fingerprints())?;
        let (font, breached) = (config.font.clone(), config.breached_passwords.clone());
        let settings = server::Settings { font, breached, store: config.store()?, ..listen };
        look_at_store(&settings.store);
        actix_web::rt::System::new().block_on(async {
            let server = Server::start(database.clone(), keys, &settings)?;
            tracing::info!(address = %server.address, version = env!("CARGO_PKG_VERSION"), "listening");
            look_at_file(&database);
            let token = setup::new_token(&database, &server.keys.tokens)?;
            if let Some(inside) = server.inside() {
                println!("health and figures are on http://{inside}");
            }
            let scheme = if settings.tls.is_some() { "https" } else { "http" };
            println!("custody answers on {scheme}://{}", server.address);
            if let Some(token) = token {
                println!("Nobody has an account yet. Found the centre with this one-time set-up token: {token}");
            }
            let handle = server.handle();
            let stop = stopped()?;
            actix_web::rt::spawn(async move {
                stop.await;
                tracing::info!("stopping; requests under way are being finished");
                handle.stop(true).await;
            });
            server.run().await
        })?;
        Ok(ExitCode::SUCCESS)
    }

    /// Plays the year into an empty database, or again where it was not played to its end; a filled one is used as it is.
    fn prepare(&self, config: &Config) -> Result<()> {
        self.check_demo(Played::Whole)?;
        let demo = super::demo::Demo::default();
        let database = Config { default_region: Some(super::demo::REGION), ..config.clone() }.open_or_make()?;
        let (played, size) = database.read(|conn| Ok((played::read(conn)?, log::size(conn)?)))?;
        drop(database);
        if size == 0 || played == Played::Part {
            println!("playing the year 2023 into the empty database; this takes a minute or two");
            demo.run(config)?;
        }
        println!("demo accounts: {}", demo.accounts().display());
        Ok(())
    }

    /// Demo data are served whole, and only on this machine unless a flag says otherwise.
    fn check_demo(&self, played: Played) -> Result<()> {
        let text = match played {
            Played::Part => "the demo's year in this database was not played to its end; play it with: custody demo",
            Played::Whole if !self.listen.listen.ip().is_loopback() && !self.expose_demo => {
                "demo data are served on this machine only; listen on 127.0.0.1, or add --expose-demo"
            }
            _ => return Ok(()),
        };
        Err(Error::Operator(text.into()))
    }

    fn log(&self) {
        let colours = std::io::stderr().is_terminal();
        let format = if self.log_json { Format::Json } else { Format::Text { colours } };
        let lines = Lines { format, out: std::io::stderr };
        // A second subscriber in one process is refused; the first one goes on.
        let _ = tracing_subscriber::registry().with(self.log.clone()).with(lines).try_init();
    }
}

/// Looks at the file of the database beside the calls: that of a large centre takes its time.
fn look_at_file(database: &Database) {
    let database = database.clone();
    let work = move || match database.snapshot(|conn| storage::list_damages(conn, Thoroughness::Quick)) {
        Ok(damages) if damages.is_empty() => {}
        Ok(damages) => {
            let damages = damages.join("; ");
            tracing::error!(
                damages,
                "the file of the database is damaged or was written to by others; verify it, or restore a backup"
            );
        }
        Err(error) => {
            tracing::error!(error = chain(&error), "cannot look whether the file of the database is damaged");
        }
    };
    if let Err(error) = std::thread::Builder::new().name("quick-check".into()).spawn(work) {
        tracing::error!(error = chain(&error), "cannot start a thread that looks at the file of the database");
    }
}

/// Says at once what every change would be refused for: a clock that is behind the log.
fn warn_of_clock(database: &Database) -> Result<()> {
    let now = database.clock().now();
    let last = database.read(log::head)?.logged_at.unwrap_or(now);
    if now < last {
        let (clock, last_entry) = (now.to_rfc3339(), last.to_rfc3339());
        tracing::warn!(clock, last_entry, "the clock is behind the log's last entry; set it, or changes are refused");
    }
    Ok(())
}

fn stopped() -> Result<impl Future<Output = ()>> {
    let unavailable = |e: std::io::Error| Error::operator("cannot wait for signals", e);
    let mut terminate = signal(SignalKind::terminate()).map_err(unavailable)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(unavailable)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Says where files are kept, and whether they can be reached. Where they cannot, everything else can be worked with.
fn look_at_store(store: &Store) {
    match store.look() {
        Ok(()) => tracing::info!(store = store.name(), "files are kept here"),
        Err(error) => {
            let error = chain(&error);
            tracing::warn!(
                store = store.name(),
                error,
                "the store of files does not answer; what needs it is refused until it does"
            );
        }
    }
}

//! `custody serve`: opens the database and its keys and answers calls until it is told to stop.

use std::process::ExitCode;

use clap::Args;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use crate::config::{Config, Listen};
use crate::error::{Error, Result};
use crate::operations::setup;
use crate::server::{Server, Settings};

/// Start the server.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    listen: Listen,
    /// Write the log as JSON lines
    #[arg(long, env = "CUSTODY_LOG_JSON")]
    log_json: bool,
    /// Fill an empty database with the year 2023 first; demo data are served on this machine only
    #[arg(long)]
    demo: bool,
}

impl Serve {
    /// Serves until SIGTERM or SIGINT.
    ///
    /// # Errors
    /// [`Error::Operator`] with what to do.
    pub fn run(self, config: &Config) -> Result<ExitCode> {
        self.log();
        if self.demo {
            self.prepare(config)?;
        }
        let (database, keys) = config.open_for_server()?;
        let token = setup::new_token(&database)?;
        let settings = Settings { font: config.font.clone(), ..(&self.listen).into() };
        actix_web::rt::System::new().block_on(async {
            let server = Server::start(database, keys, &settings)?;
            println!("custody answers on http://{}", server.address);
            if let Some(token) = token {
                println!("Nobody has an account yet. Found the centre with this one-time set-up token: {token}");
            }
            let handle = server.handle();
            let stop = stopped()?;
            actix_web::rt::spawn(async move {
                stop.await;
                tracing::info!("stopping; calls under way are finished");
                handle.stop(true).await;
            });
            server.run().await
        })?;
        Ok(ExitCode::SUCCESS)
    }

    /// Plays the year into an empty database; a filled one is used as it is.
    fn prepare(&self, config: &Config) -> Result<()> {
        if !self.listen.listen.ip().is_loopback() {
            return Err(Error::Operator("demo data are served on this machine only; use 127.0.0.1".into()));
        }
        let demo = super::demo::Demo::default();
        if config.open()?.read(crate::db::log::size)? == 0 {
            println!("playing the year 2023 into the empty database; this takes a minute or two");
            demo.run(config)?;
        }
        println!("demo accounts: {}", demo.accounts().display());
        Ok(())
    }

    /// `CUSTODY_LOG` says how much, such as `info` or `custody=debug`.
    fn log(&self) {
        let filter = EnvFilter::try_from_env("CUSTODY_LOG").unwrap_or_else(|_| EnvFilter::new("warn,custody=info"));
        let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
        // A second subscriber in one process is refused; the first one goes on.
        let _ = if self.log_json { lines.json().try_init() } else { lines.try_init() };
    }
}

fn stopped() -> Result<impl Future<Output = ()>> {
    let unavailable = |e: std::io::Error| Error::Operator(format!("cannot wait for signals: {e}"));
    let mut terminate = signal(SignalKind::terminate()).map_err(unavailable)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(unavailable)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

//! Every setting of the program with its variable and default, read once from the command line and passed down.

mod secrets;

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::Args;
use zeroize::Zeroizing;

use crate::clock::Clock;
use crate::db::centre::personal_keys;
use crate::db::engine::data_file;
use crate::db::ledger::log;
use crate::db::{Database, DatabaseUrl, Purpose};
use crate::error::{Error, Result};
use crate::files;
use crate::keys::tls::TlsFiles;
use crate::keys::{Keys, LogSigner, PERSONAL_KEY, PersonalKeys, SignedMemory};
use crate::model::accounts::networks::{Network, Networks};
use crate::model::accounts::relying_party::RelyingParty;
use crate::oidc;
use crate::server;
use crate::store::{Credentials, Store, StoreAddress};

pub use secrets::Secrets;

/// Reading connections of a server.
const SERVER_READERS: u32 = 8;
/// Reading connections of every other command.
const COMMAND_READERS: u32 = 2;

/// Where photographs, scans and papers are kept unless another folder is named.
const FILES: &str = "data/files";

/// The keys of the object store, from the variables that everything that speaks S3 reads; they stand nowhere else.
///
/// # Errors
/// [`Error::Operator`] when one is missing.
fn credentials() -> Result<Credentials> {
    let read = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let needed = |name: &str| {
        read(name)
            .ok_or_else(|| Error::Operator(format!("{name} is missing, which the bucket of --store needs").into()))
    };
    Ok(Credentials {
        access_key: needed("AWS_ACCESS_KEY_ID")?,
        secret_key: Zeroizing::new(needed("AWS_SECRET_ACCESS_KEY")?),
        session_token: read("AWS_SESSION_TOKEN").map(Zeroizing::new),
    })
}

/// What every command needs to know.
#[derive(Debug, Clone, Args)]
pub struct Config {
    /// Where the data are: sqlite:PATH or postgres://USER@HOST[,HOST...]/DATABASE
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "CUSTODY_DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite:data/custody.sqlite"
    )]
    pub database: DatabaseUrl,
    /// Folder of the three key files; made with the database, and to be kept as long
    #[arg(long, global = true, value_name = "DIR", env = "CUSTODY_KEYS", default_value = "data/keys")]
    pub keys: PathBuf,
    /// Folder of the photographs, scans and papers, kept and backed up with the database; or a bucket of an object store as
    /// s3://BUCKET/PREFIX?endpoint=URL&region=NAME, with its keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
    #[arg(long, global = true, value_name = "DIR|URL", env = "CUSTODY_STORE", hide_env_values = true, default_value = FILES)]
    pub store: StoreAddress,
    /// Folder of uploads under way and smaller pictures, where files are kept in a bucket
    #[arg(long, global = true, value_name = "DIR", env = "CUSTODY_STORE_LOCAL", default_value = FILES)]
    pub store_local: PathBuf,
    /// Number of the region (1 to 999999): prefix of the labels and part of the log's name; needed once, for an empty
    /// database
    #[arg(
        long,
        global = true,
        value_name = "NUMBER",
        env = "CUSTODY_REGION",
        value_parser = clap::value_parser!(u32).range(1..=999_999)
    )]
    pub region: Option<u32>,
    /// The region of an empty database where none is named: the demo has one.
    #[arg(skip)]
    pub default_region: Option<u32>,
    /// The font that labels are printed with, a TrueType or OpenType file; otherwise data/fonts, then the system's
    #[arg(long, global = true, value_name = "FILE", env = "CUSTODY_FONT")]
    pub font: Option<PathBuf>,
    /// Passwords that were stolen somewhere and cannot be chosen: a file of sorted SHA-1 digests as Pwned Passwords publishes
    /// it, or a folder of such files by their first five digits
    #[arg(long, global = true, value_name = "PATH", env = "CUSTODY_BREACHED_PASSWORDS")]
    pub breached_passwords: Option<PathBuf>,
}

/// How the server listens.
#[derive(Debug, Clone, Args)]
pub struct Listen {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR", env = "CUSTODY_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Allow plain HTTP beyond this machine, behind a proxy that speaks TLS
    #[arg(long, env = "CUSTODY_INSECURE_HTTP")]
    pub insecure_http: bool,
    /// The proxy whose X-Forwarded-For names the caller; nobody else's is believed
    #[arg(long, value_name = "IP", env = "CUSTODY_TRUSTED_PROXY")]
    pub trusted_proxy: Option<IpAddr>,
    /// Address on which health and figures are given to what watches the program; /metrics is then answered there only
    #[arg(long, value_name = "ADDR", env = "CUSTODY_INSIDE_LISTEN")]
    pub inside_listen: Option<SocketAddr>,
    /// Networks that administrators and auditors are let in from, separated by commas, such as 10.1.0.0/16,10.2.3.4; this machine
    /// itself always is. From everywhere unless said
    #[arg(long, value_name = "NETWORKS", env = "CUSTODY_ADMINISTRATION_FROM", value_delimiter = ',')]
    pub administration_from: Vec<Network>,
    /// Networks beyond which a password alone lets nobody in, separated by commas; whoever has no second factor sets one up within them.
    /// This machine itself is within. A password is enough everywhere unless said
    #[arg(long, value_name = "NETWORKS", env = "CUSTODY_INSIDE_NETWORKS", value_delimiter = ',')]
    pub inside_networks: Vec<Network>,
    /// How many times the usual searches, lists, proofs, exports and prints one person may ask for a minute
    #[arg(long, value_name = "TIMES", env = "CUSTODY_CALLS_TIMES", default_value = "1")]
    pub calls_times: NonZeroU32,
    /// The address that people open the pages under, such as `https://custody.example.org`: passkeys are bound to its name. Without it
    /// they are offered at this machine only, on http://localhost
    #[arg(long, value_name = "URL", env = "CUSTODY_PUBLIC_ORIGIN")]
    pub public_origin: Option<RelyingParty>,
    /// Speak TLS with this certificate, a PEM file with those between it and its authority; read anew when it is replaced
    #[arg(long, value_name = "FILE", env = "CUSTODY_TLS_CERTIFICATE", requires = "tls_key")]
    pub tls_certificate: Option<PathBuf>,
    /// The private key of that certificate, a PEM file that is its owner's only
    #[arg(long, value_name = "FILE", env = "CUSTODY_TLS_KEY", requires = "tls_certificate")]
    pub tls_key: Option<PathBuf>,
    /// Let people sign in with certificates, such as those of a UKey, of the authorities in this PEM file
    #[arg(long, value_name = "FILE", env = "CUSTODY_CLIENT_AUTHORITIES", requires = "tls_certificate")]
    pub client_authorities: Option<PathBuf>,
    /// What these authorities have revoked, a PEM file of their revocation lists; without an up-to-date list of its authority a
    /// certificate is refused
    #[arg(long, value_name = "FILE", env = "CUSTODY_CLIENT_REVOCATIONS", requires = "client_authorities")]
    pub client_revocations: Option<PathBuf>,
    #[command(flatten)]
    pub oidc: oidc::Options,
}

impl Listen {
    /// Where TLS finds what it needs, where the program speaks it itself.
    fn tls_files(&self) -> Option<TlsFiles> {
        Some(TlsFiles {
            certificate: self.tls_certificate.clone()?,
            key: self.tls_key.clone()?,
            authorities: self.client_authorities.clone(),
            revocations: self.client_revocations.clone(),
        })
    }
}

impl Config {
    /// The name of the log, where the region is named.
    pub fn origin(&self) -> Option<String> {
        self.region.map(origin_of)
    }

    /// Where photographs, scans and papers are kept.
    ///
    /// # Errors
    /// [`Error::Operator`] when a bucket or its keys cannot be used.
    pub fn store(&self) -> Result<Store> {
        match &self.store {
            StoreAddress::Folder(folder) => Ok(Store::in_folder(folder.clone())),
            StoreAddress::Bucket(bucket) => Store::in_bucket(bucket.clone(), &credentials()?, &self.store_local),
        }
    }

    /// Opens the database of a centre for a command; what is missing or empty is no centre.
    ///
    /// # Errors
    /// [`Error::Operator`] with what to do.
    pub fn open(&self) -> Result<Database> {
        data_file::check_present(&self.database)?;
        holding_a_centre(self.open_with(Purpose::Write, COMMAND_READERS, Clock::system())?)
    }

    /// Opens the database for a command that may make it.
    ///
    /// # Errors
    /// [`Error::Operator`] with what to do.
    pub fn open_or_make(&self) -> Result<Database> {
        self.check_keys_have_their_log()?;
        self.open_with(Purpose::Write, COMMAND_READERS, Clock::system())
    }

    /// Opens a database that is there for a command that only reads it; nothing is written.
    ///
    /// # Errors
    /// [`Error::Operator`] with what to do.
    pub fn open_to_read(&self) -> Result<Database> {
        data_file::check_present(&self.database)?;
        let origin = |logged| self.decide_origin(logged);
        holding_a_centre(Database::open_to_read(&self.database, origin, Clock::system(), COMMAND_READERS)?)
    }

    /// The key of the log, where there is one: a backup may be restored on a machine without keys.
    ///
    /// # Errors
    /// [`Error::Operator`] when the keys are there but cannot be used.
    pub fn log_signer(&self) -> Result<Option<LogSigner>> {
        if !self.keys.exists() {
            return Ok(None);
        }
        Keys::log_signer(&self.keys).map(Some)
    }

    /// Refuses to make a database for keys that have signed one already, before anything is made.
    fn check_keys_have_their_log(&self) -> Result<()> {
        if SignedMemory::of(&self.keys).newest()?.is_some() && !data_file::is_present(&self.database)? {
            return Err(self.without_log());
        }
        Ok(())
    }

    fn without_log(&self) -> Error {
        let keys = self.keys.display();
        let advice = "name the right database with --database, restore a backup, or name an empty folder with --keys to found \
                      another centre";
        Error::Operator(
            format!("the keys in {keys} have signed a log that this database does not hold; {advice}").into(),
        )
    }

    /// Opens the database with another clock than the machine's.
    ///
    /// # Errors
    /// [`Error::Operator`] with what to do.
    pub fn open_at(&self, clock: Clock) -> Result<Database> {
        self.open_with(Purpose::Write, COMMAND_READERS, clock)
    }

    /// The same for changes that only count together, see [`Purpose::Fill`].
    ///
    /// # Errors
    /// [`Error::Operator`] with what to do.
    pub fn open_to_fill(&self, clock: Clock) -> Result<Database> {
        self.open_with(Purpose::Fill, COMMAND_READERS, clock)
    }

    /// Opens the database and the keys for a server. Keys are made only while the log is empty.
    ///
    /// # Errors
    /// [`Error::Operator`] with what to do.
    pub fn open_for_server(&self) -> Result<(Database, Keys)> {
        self.check_keys_have_their_log()?;
        let database = self.open_with(Purpose::Write, SERVER_READERS, Clock::system())?;
        let keys = self.keys_of(&database)?;
        Ok((database, keys))
    }

    /// The keys that belong to an open database.
    ///
    /// # Errors
    /// [`Error::Operator`] when they are missing, unreadable or open to others, or belong to another database.
    pub fn keys_of(&self, database: &Database) -> Result<Keys> {
        let fresh = database.read(log::size)? == 0;
        if fresh && SignedMemory::of(&self.keys).newest()?.is_some() {
            return Err(self.without_log());
        }
        let mut keys = Keys::open(&self.keys, database.origin(), region_of(database.origin())?, fresh)?;
        self.check_personal_keys(database, &keys.personal)?;
        keys.complete(&self.keys)?;
        Ok(keys)
    }

    /// The same for a command that makes none.
    ///
    /// # Errors
    /// As [`Config::keys_of`].
    pub fn known_keys_of(&self, database: &Database) -> Result<Keys> {
        let keys = self.keys_of_log(database)?;
        self.check_personal_keys(database, &keys.personal)?;
        Ok(keys)
    }

    /// The same for a command that reads the log and no personal number, maybe with an account of the database that may not.
    ///
    /// # Errors
    /// As [`Config::keys_of`].
    pub fn keys_of_log(&self, database: &Database) -> Result<Keys> {
        Keys::open(&self.keys, database.origin(), region_of(database.origin())?, false)
    }

    /// Refuses keys with which personal numbers could not be read that are there.
    fn check_personal_keys(&self, database: &Database, keys: &PersonalKeys) -> Result<()> {
        if !database.read(|conn| personal_keys::is_any_under_others(conn, &keys.names()))? {
            return Ok(());
        }
        let path = self.keys.join(PERSONAL_KEY);
        let advice = "put back the file that belongs to this database, with every line it had";
        let what = if keys.is_empty() { "is missing" } else { "lacks a key" };
        Err(Error::Operator(
            format!("the key file {} {what} under which personal numbers are encrypted; {advice}", path.display())
                .into(),
        ))
    }

    fn open_with(&self, changes: Purpose, readers: u32, clock: Clock) -> Result<Database> {
        if let DatabaseUrl::Sqlite(path) = &self.database
            && let Some(folder) = path.parent()
        {
            files::make_folder(folder)
                .map_err(|e| Error::operator(format!("cannot make the folder {}", folder.display()), e))?;
        }
        Database::open_named(&self.database, changes, |logged| self.decide_origin(logged), clock, readers)
    }

    /// The log's name: what the log itself says, and in an empty database what the operator says.
    fn decide_origin(&self, logged: Option<String>) -> Result<String> {
        let wanted = self.origin();
        match (logged, wanted) {
            (Some(logged), Some(wanted)) if logged != wanted => {
                let why =
                    format!("this database holds the log {logged}, not {wanted}; check --region, or leave it out");
                Err(Error::Operator(why.into()))
            }
            (Some(logged), _) => Ok(logged),
            (None, wanted) => wanted.or_else(|| self.default_region.map(origin_of)).ok_or_else(|| {
                let why = "the database is empty; name the region the centre is founded for with --region NUMBER";
                Error::Operator(why.into())
            }),
        }
    }
}

fn origin_of(region: u32) -> String {
    format!("custody.{region}/log1")
}

fn region_of(origin: &str) -> Result<u32> {
    let region = origin.strip_prefix("custody.").and_then(|rest| rest.strip_suffix("/log1"));
    let region = region.and_then(|region| region.parse().ok());
    region.ok_or_else(|| Error::Operator(format!("the log's name {origin} names no region").into()))
}

impl Listen {
    /// As a server takes it, with the files that are named read.
    ///
    /// # Errors
    /// [`Error::Operator`] with what to do.
    pub fn settings(&self) -> Result<server::Settings> {
        let listen = self;
        Ok(server::Settings {
            listen: listen.listen,
            insecure_http: listen.insecure_http,
            trusted_proxy: listen.trusted_proxy,
            workers: None,
            verifies: true,
            font: None,
            store: Store::in_folder(PathBuf::from(FILES)),
            body_timeout: server::BODY_TIMEOUT,
            breached: None,
            inside: listen.inside_listen,
            administration_from: Networks(listen.administration_from.clone()),
            inside_networks: Networks(listen.inside_networks.clone()),
            calls_times: listen.calls_times,
            public_origin: listen.public_origin.clone(),
            tls: listen.tls_files(),
            look_every: server::LOOK_EVERY,
            oidc: listen.oidc.read()?,
        })
    }
}

/// The database, unless it is empty.
fn holding_a_centre(database: Database) -> Result<Database> {
    if database.read(log::size)? == 0 {
        let text = "the database holds no centre: nothing is in its log; name the right one with --database";
        return Err(Error::Operator(text.into()));
    }
    Ok(database)
}

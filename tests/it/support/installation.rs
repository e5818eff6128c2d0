//! A folder with a database and keys, and the program run against them.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use custody::clock::Clock;
use custody::db::engine::connection::Purpose;
use custody::db::engine::guards::roles::{self, Account, Duty};
use custody::db::{Conn, Database, DatabaseUrl};
use custody::files::companion;
use custody::keys::Keys;
use custody::operations::ledger::verification;
use custody::store::Store;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

use super::s3_server::{ACCESS_KEY, SECRET_KEY};
use super::{S3Server, ServerProcess};

/// How long a program may be busy.
const BUSY: Duration = Duration::from_secs(10);

pub const ORIGIN: &str = "custody.130273/log1";

/// A file of SQLite with all tables and nobody in them.
static TABLES_OF_SQLITE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let site = Installation::on_sqlite("tables");
    drop(site.open());
    std::fs::read(site.copy_of_file()).unwrap()
});

/// The name of a database of the cluster with all tables and nobody in them. Nobody is connected to it, or it could not be copied.
static TABLES_OF_POSTGRES: LazyLock<String> = LazyLock::new(|| {
    let cluster = the_cluster();
    let site = Installation::on_postgres("tables", &cluster);
    drop(site.open());
    drop(site.running());
    let name = site.address().rsplit_once('/').unwrap().1.to_owned();
    let mut conn = PgConnection::establish(&cluster).unwrap();
    let alone = format!(
        "ALTER DATABASE {name} ALLOW_CONNECTIONS false; \
         SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{name}'"
    );
    conn.batch_execute(&alone).unwrap();
    name
});

/// A folder with a database and keys; gone when dropped.
pub struct Installation {
    pub folder: PathBuf,
    pub url: DatabaseUrl,
    /// Where its files are kept, if not in a folder.
    pub bucket: Option<S3Server>,
}

/// The address of the PostgreSQL cluster under test, if there is one.
pub fn cluster() -> Option<String> {
    std::env::var("CUSTODY_TEST_DATABASE_URL").ok()
}

/// The address of the PostgreSQL cluster, for tests that are of PostgreSQL only.
pub fn the_cluster() -> String {
    cluster().unwrap_or_else(|| panic!("there is no cluster: run this with scripts/with-postgres.sh"))
}

impl Installation {
    /// A site on the database under test.
    pub fn new(name: &str) -> Self {
        match cluster() {
            Some(cluster) => Self::on_postgres(name, &cluster),
            None => Self::on_sqlite(name),
        }
    }

    pub fn on_sqlite(name: &str) -> Self {
        let folder = folder(name);
        let url = DatabaseUrl::Sqlite(folder.join("custody.sqlite"));
        Self { folder, url, bucket: None }
    }

    pub fn on_postgres(name: &str, cluster: &str) -> Self {
        Self::copied_on_postgres(name, cluster, "template1")
    }

    fn copied_on_postgres(name: &str, cluster: &str, template: &str) -> Self {
        let database = format!("f_{}", uuid::Uuid::new_v4().simple());
        let mut conn = PgConnection::establish(cluster).unwrap();
        conn.batch_execute(&format!("CREATE DATABASE {database} TEMPLATE {template}")).unwrap();
        let (server, _) = cluster.rsplit_once('/').unwrap();
        let url = DatabaseUrl::Postgres(format!("{server}/{database}"));
        Self { folder: folder(name), url, bucket: None }
    }

    /// A site on the database under test that has its tables already: a copy of one that was opened once for all tests.
    pub fn with_tables(name: &str) -> Self {
        let Some(cluster) = cluster() else {
            let site = Self::on_sqlite(name);
            let DatabaseUrl::Sqlite(path) = &site.url else { panic!("not SQLite") };
            let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).unwrap();
            file.write_all(&TABLES_OF_SQLITE).unwrap();
            return site;
        };
        Self::copied_on_postgres(name, &cluster, &TABLES_OF_POSTGRES)
    }

    /// The address by which the program works: on PostgreSQL with an account that is not the owner's and has only the rights that
    /// `custody database grant` gives.
    pub fn running(&self) -> DatabaseUrl {
        let DatabaseUrl::Postgres(_) = &self.url else { return self.url.clone() };
        let mut conn = self.connection();
        let make = "DO $$ BEGIN CREATE ROLE custody_run LOGIN; \
                    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$";
        super::sql::sql(&mut conn, make);
        let account = Account { name: "custody_run".into(), duty: Duty::Run };
        roles::grant_all(&mut conn, &[account]).unwrap();
        DatabaseUrl::Postgres(self.address_of("custody_run"))
    }

    /// The address of the PostgreSQL database with another account.
    pub fn address_of(&self, role: &str) -> String {
        let address = self.address();
        let (_, rest) = address.split_once('@').unwrap();
        format!("postgres://{role}@{rest}")
    }

    /// Opens the database within this process, with the machine's clock.
    pub fn open(&self) -> Database {
        Database::open(&self.url, ORIGIN, Clock::system(), 4).unwrap()
    }

    /// The keys, made when there are none.
    pub fn keys(&self) -> Keys {
        Keys::open(&self.folder.join("keys"), ORIGIN, 130_273, true).unwrap()
    }

    /// The same with its files in a bucket.
    pub fn with_bucket(mut self) -> Self {
        self.bucket = Some(S3Server::start(self.folder.join("s3")));
        self
    }

    /// Where its photographs, scans and papers are kept.
    pub fn store(&self) -> Store {
        self.bucket.as_ref().map_or_else(|| Store::in_folder(self.folder.join("files")), S3Server::store)
    }

    /// The folder of uploads under way.
    pub fn arriving(&self) -> PathBuf {
        self.bucket.as_ref().map_or_else(|| self.folder.join("files"), S3Server::local).join("arriving")
    }

    /// The folder in which their bytes stand as files, by the first digits of their hash.
    pub fn kept(&self) -> PathBuf {
        self.bucket.as_ref().map_or_else(|| self.folder.join("files"), S3Server::objects)
    }

    /// A connection to a database that is made when there is none.
    pub fn new_connection(&self) -> Conn {
        Conn::open_or_make(&self.url).unwrap()
    }

    /// A connection as a database administrator has one.
    pub fn connection(&self) -> Conn {
        Conn::open(&self.url, Purpose::Write).unwrap()
    }

    /// A copy of the SQLite file as it is now, beside it. What the log beside the file holds is folded into it first: a connection
    /// that is still being closed may have left it there.
    pub fn copy_of_file(&self) -> PathBuf {
        let DatabaseUrl::Sqlite(path) = &self.url else { panic!("not SQLite") };
        let Conn::Sqlite(mut conn) = self.connection() else { panic!("not SQLite") };
        conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        let log = std::fs::metadata(companion(path, "-wal")).map_or(0, |file| file.len());
        assert_eq!(log, 0, "somebody else has the file open and reads");
        let copy = self.folder.join("older.sqlite");
        std::fs::copy(path, &copy).unwrap();
        copy
    }

    pub fn address(&self) -> String {
        match &self.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        }
    }

    /// The program with this site's database and keys, in this site's folder.
    pub fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_custody"));
        self.settle(&mut command);
        command
    }

    /// Gives a command this site's database, keys and folder, and none of our own settings.
    pub fn settle(&self, command: &mut Command) {
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CUSTODY_")) {
            command.env_remove(name);
        }
        command.env("CUSTODY_DATABASE_URL", self.address());
        command.env("CUSTODY_KEYS", self.folder.join("keys"));
        command.env("CUSTODY_STORE", self.folder.join("files"));
        if let Some(bucket) = &self.bucket {
            command.env("CUSTODY_STORE", bucket.url()).env("CUSTODY_STORE_LOCAL", bucket.local());
            command.env("AWS_ACCESS_KEY_ID", ACCESS_KEY).env("AWS_SECRET_ACCESS_KEY", SECRET_KEY);
        }
        command.env("CUSTODY_REGION", "130273");
        command.current_dir(&self.folder).stdin(Stdio::null());
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.program().args(arguments))
    }

    /// Starts a server on a free port.
    pub fn serve(&self, arguments: &[&str]) -> ServerProcess {
        let mut command = self.program();
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(arguments);
        ServerProcess::start(command, self.folder.join("server.log"))
    }

    /// Verifies everything and answers what was found wrong.
    pub fn verify(&self) -> verification::Verification {
        verification::verify(&self.open(), self.keys().log.verifier(), |_, _| {}).unwrap()
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A new folder of this test.
pub fn folder(name: &str) -> PathBuf {
    let id = uuid::Uuid::new_v4().simple().to_string();
    let folder = std::env::temp_dir().join(format!("custody-{name}-{id}"));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What a command came to.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn of(command: &mut Command) -> Self {
        let began = Instant::now();
        // A program that was just copied is busy while another test starts a process with its file still open.
        let output = loop {
            match command.output() {
                Err(error) if error.kind() == ErrorKind::ExecutableFileBusy && began.elapsed() < BUSY => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                output => break output.unwrap(),
            }
        };
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// The one line on standard error of a command that was refused with that exit code.
    #[track_caller]
    pub fn refused(&self, code: i32) -> &str {
        assert_eq!(self.code, Some(code), "{self:?}");
        let line = self.err.trim_end();
        assert!(line.starts_with("custody: ") && line.lines().count() == 1, "not one clear line: {self:?}");
        line
    }

    #[track_caller]
    pub fn done(&self) -> &str {
        assert_eq!(self.code, Some(0), "{self:?}");
        &self.out
    }
}

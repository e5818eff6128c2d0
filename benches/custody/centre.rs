//! A centre to measure: its folder, its database, and the programs that work on it as child processes.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use custody::clock::Clock;
use custody::db::accounts::users;
use custody::db::engine::connection::Purpose;
use custody::db::schema::print_batches;
use custody::db::{Conn, Database, DatabaseUrl};
use custody::keys::Keys;
use custody::model::accounts::viewer::Viewer;
use custody::operations::ledger::verification;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::client;

/// The program, built with the benches.
const PROGRAM: &str = env!("CARGO_BIN_EXE_custody");
const PASSWORD: &str = "demo-password-2023";
const ORIGIN: &str = "custody.130273/log1";
const REGION: u32 = 130_273;

/// Compiles one query once for each database.
macro_rules! on {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            custody::db::Conn::Postgres($c) => $body,
            custody::db::Conn::Sqlite($c) => $body,
        }
    };
}
pub(crate) use on;

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

impl Backend {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// A centre; gone with its data when dropped.
pub struct Centre {
    pub backend: Backend,
    pub url: DatabaseUrl,
    folder: PathBuf,
}

impl Centre {
    /// A centre without a database yet.
    pub fn new(backend: Backend) -> Self {
        let id = uuid::Uuid::new_v4().simple().to_string();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{id}"));
        std::fs::create_dir_all(&folder).unwrap();
        let url = match backend {
            Backend::Sqlite => DatabaseUrl::Sqlite(folder.join("custody.sqlite")),
            Backend::Postgres => {
                let name = format!("bench_{id}");
                on_cluster(&format!("CREATE DATABASE {name}"));
                DatabaseUrl::Postgres(format!("{}/{name}", cluster().rsplit_once('/').unwrap().0))
            }
        };
        Self { backend, url, folder }
    }

    /// Another centre with the same data; nobody may be connected to this one.
    pub fn copied(&self) -> Self {
        let copy = Self::new(self.backend);
        match (&self.url, &copy.url) {
            (DatabaseUrl::Sqlite(from), DatabaseUrl::Sqlite(to)) => {
                on!(&mut self.conn(), c => c.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")).unwrap();
                std::fs::copy(from, to).unwrap();
            }
            _ => {
                on_cluster(&format!("DROP DATABASE {}", copy.name()));
                on_cluster(&format!("CREATE DATABASE {} TEMPLATE {}", copy.name(), self.name()));
            }
        }
        copy
    }

    fn name(&self) -> &str {
        match &self.url {
            DatabaseUrl::Postgres(url) => url.rsplit_once('/').unwrap().1,
            DatabaseUrl::Sqlite(_) => "",
        }
    }

    /// A bare connection that may write.
    pub fn conn(&self) -> Conn {
        Conn::open(&self.url, Purpose::Write).unwrap()
    }

    /// The database as the program opens it.
    pub fn database(&self) -> Database {
        Database::open(&self.url, ORIGIN, Clock::system(), 4).unwrap()
    }

    /// The keys that came with the year.
    pub fn keys(&self) -> Keys {
        Keys::open(&self.folder.join("keys"), ORIGIN, REGION, false).unwrap()
    }

    /// The login of the demo account with a role.
    pub fn login(&self, role: &str) -> String {
        let accounts = std::fs::read_to_string(self.folder.join("accounts.txt")).unwrap();
        let of_role = accounts.lines().find_map(|line| line.strip_prefix(&format!("{role}\t")));
        of_role.and_then(|rest| rest.split('\t').next()).unwrap().to_owned()
    }

    /// The person behind the demo account with a role.
    pub fn viewer(&self, role: &str) -> Viewer {
        let user = users::find_by_login(&mut self.conn(), &self.login(role)).unwrap().unwrap();
        user.viewer()
    }

    /// Runs a command of the program to its end.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let began = Instant::now();
        let mut child = self.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut run = Run::default();
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                assert!(status.success(), "{arguments:?} ended with {status}");
                run.seconds = began.elapsed().as_secs_f64();
                return run;
            }
            run.peak_mb = memory(child.id(), "VmHWM:").unwrap_or(run.peak_mb);
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// A file in the centre's folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Number of the newest print batch, and how many labels it has.
    pub fn newest_print(&self) -> (String, u64) {
        let columns = (print_batches::number, print_batches::label_count);
        let newest = print_batches::table.order(print_batches::sequence.desc()).select(columns);
        let (number, labels): (String, i32) = on!(&mut self.conn(), c => newest.first(c)).unwrap();
        (number, labels.unsigned_abs().into())
    }

    /// Plays the year into the empty database.
    pub fn demo(&self) -> Run {
        let accounts = self.folder.join("accounts.txt");
        self.run(&["demo", "--password", PASSWORD, "--accounts", &accounts.to_string_lossy()])
    }

    /// Starts the server and waits for its first answer.
    pub fn serve(&self) -> Serving {
        let began = Instant::now();
        // A bench asks for more than any person may.
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0", "--calls-times", "1000"]);
        let (child, address) = announced(command.stdout(Stdio::piped()).stderr(Stdio::null()), "http://");
        let (status, _) = client::call(address, "GET", "/health/ready", None, None);
        assert_eq!(status, 200);
        Serving { child, address, first_answer: began.elapsed() }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let url = match &self.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        };
        let mut command = Command::new(PROGRAM);
        command.arg("--database").arg(url).arg("--keys").arg(self.folder.join("keys"));
        command.arg("--store").arg(self.folder.join("files")).args(arguments);
        command
    }

    /// Signs the demo account of a role in.
    pub fn sign_in(&self, server: &Serving, role: &str) -> String {
        let who = serde_json::json!({ "login": self.login(role), "password": PASSWORD });
        let (status, answer) = client::call(server.address, "POST", "/api/v1/session", None, Some(&who));
        assert!((200..300).contains(&status), "{status} {answer}");
        answer["access_token"].as_str().unwrap().to_owned()
    }

    /// Nothing that was measured may have hurt the log or the tables.
    pub fn must_be_whole(&self) {
        let verified = verification::verify(&self.database(), self.keys().log.verifier(), |_, _| {}).unwrap();
        assert!(verified.clean, "{verified}");
    }
}

impl Drop for Centre {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
        if self.backend == Backend::Postgres {
            on_cluster(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name()));
        }
    }
}

/// What a command took.
#[derive(Debug, Default)]
pub struct Run {
    pub seconds: f64,
    pub peak_mb: f64,
}

/// A running server; stopped when dropped.
pub struct Serving {
    child: Child,
    pub address: SocketAddr,
    pub first_answer: Duration,
}

impl Serving {
    /// A server of ours that tells its address on its first line, behind `mark`.
    pub fn of(command: &mut Command, mark: &str) -> Self {
        let began = Instant::now();
        let (child, address) = announced(command.stdout(Stdio::piped()), mark);
        Self { child, address, first_answer: began.elapsed() }
    }

    /// Memory in use, in MB.
    pub fn memory_mb(&self) -> f64 {
        memory(self.child.id(), "VmRSS:").unwrap()
    }

    /// Processor time used so far, in seconds.
    pub fn processor_seconds(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        let ticks = |at: usize| fields[at].parse::<f64>().unwrap();
        // Linux counts in hundredths of a second.
        (ticks(11) + ticks(12)) / 100.0
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn announced(command: &mut Command, mark: &str) -> (Child, SocketAddr) {
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().rsplit_once(mark).and_then(|(_, address)| address.parse().ok());
    (child, address.unwrap_or_else(|| panic!("no address in {line:?}")))
}

fn memory(process: u32, name: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kib * 1024.0 / 1e6)
}

fn cluster() -> String {
    std::env::var("CUSTODY_TEST_DATABASE_URL").expect("CUSTODY_TEST_DATABASE_URL names a PostgreSQL cluster")
}

fn on_cluster(sql: &str) {
    let mut conn = Conn::open(&DatabaseUrl::Postgres(cluster()), Purpose::Write).unwrap();
    on!(&mut conn, c => c.batch_execute(sql)).unwrap();
}

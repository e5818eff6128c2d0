//! PostgreSQL servers of a test's own.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;

/// A PostgreSQL server of our own, to be stopped and started; gone when dropped.
pub struct PostgresServer {
    folder: PathBuf,
    pub port: u16,
}

impl PostgresServer {
    /// One whose commits wait for a standby.
    pub fn make() -> Self {
        Self::with("synchronous_standby_names = '*'\nsynchronous_commit = local\nwal_keep_size = '64MB'\n")
    }

    /// One that stays alone.
    pub fn alone() -> Self {
        Self::with("")
    }

    fn with(settings: &str) -> Self {
        let server = Self::new();
        let data = server.folder.join("data").display().to_string();
        let how = ["--username=custody", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"];
        server.run("initdb", &[&["-D", &data][..], &how].concat());
        server.configure(settings);
        server.start();
        server
    }

    /// A standby of it, which has every commit before it is acknowledged.
    pub fn standby(&self) -> Self {
        let server = Self::new();
        let data = server.folder.join("data").display().to_string();
        let port = self.port.to_string();
        server.run(
            "pg_basebackup",
            &["-h", "127.0.0.1", "-p", &port, "-U", "custody", "-D", &data, "-R", "-X", "stream", "-c", "fast"],
        );
        server.configure("synchronous_standby_names = ''\n");
        server.start();
        server
    }

    fn new() -> Self {
        let folder = crate::support::folder("pg");
        // The server refuses to run as root, and its owner must get at its folder.
        let server = Self { port: TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port(), folder };
        if is_root() {
            let folder = server.folder.display().to_string();
            assert!(Command::new("chown").args(["postgres", &folder]).status().unwrap().success());
        }
        server
    }

    fn configure(&self, more: &str) {
        let path = self.folder.join("data/postgresql.conf");
        let own = format!("listen_addresses = '127.0.0.1'\nport = {}\nunix_socket_directories = ''\n{more}", self.port);
        let text = std::fs::read_to_string(&path).unwrap() + &own;
        std::fs::write(path, text).unwrap();
    }

    pub fn url(&self) -> String {
        format!("postgres://custody@127.0.0.1:{}/postgres", self.port)
    }

    pub fn start(&self) {
        let (data, log) = (self.folder.join("data"), self.folder.join("log"));
        self.run("pg_ctl", &["start", "-w", "-D", &data.display().to_string(), "-l", &log.display().to_string()]);
    }

    /// As a power failure would.
    pub fn stop(&self) {
        self.run("pg_ctl", &["stop", "-w", "-m", "immediate", "-D", &self.folder.join("data").display().to_string()]);
    }

    /// Keeps every process of the server from running until what is answered is dropped.
    pub fn hang(&self) -> Hung {
        let text = std::fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap();
        let first = text.lines().next().unwrap().to_owned();
        let children = Command::new("pgrep").args(["-P", &first]).output().unwrap();
        let children = String::from_utf8(children.stdout).unwrap();
        let hung = Hung { pids: std::iter::once(first.as_str()).chain(children.lines()).map(str::to_owned).collect() };
        hung.signal("-STOP");
        hung
    }

    pub fn promote(&self) {
        self.run("pg_ctl", &["promote", "-w", "-D", &self.folder.join("data").display().to_string()]);
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let mut command = self.command(program, arguments);
        let output = command.stdout(std::fs::File::create(self.folder.join("out")).unwrap()).status().unwrap();
        assert!(output.success(), "{program} {arguments:?}");
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let find = "command -v \"$0\" || ls /usr/lib/postgresql/*/bin/\"$0\" | sort -V | tail -n 1";
        let found = Command::new("bash").args(["-c", find, program]).output().unwrap();
        let path = String::from_utf8(found.stdout).unwrap().trim().to_owned();
        let mut command = Command::new(if is_root() { "runuser" } else { &path });
        if is_root() {
            command.args(["-u", "postgres", "--", &path]);
        }
        command.args(arguments).current_dir(&self.folder);
        command
    }
}

/// The processes of a server that do not run.
pub struct Hung {
    pids: Vec<String>,
}

impl Hung {
    fn signal(&self, signal: &str) {
        assert!(Command::new("kill").arg(signal).args(&self.pids).status().unwrap().success());
    }
}

impl Drop for Hung {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg("-CONT").args(&self.pids).status();
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        let data = self.folder.join("data").display().to_string();
        let _ = self.command("pg_ctl", &["stop", "-w", "-m", "immediate", "-D", &data]).output();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

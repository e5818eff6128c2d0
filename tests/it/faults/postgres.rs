//! PostgreSQL goes away, comes back, or may not be written: callers hear 503 and when to try again, and the same key
//! gets the one answer. Left out unless there is a cluster.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use custody::db::DatabaseUrl;
use serde_json::{Value, json};

use crate::support::operations::{SHELVES, custodian, found, take_in};
use crate::support::sql::{number, sql, texts};
use crate::support::{Installation, ServerAnswer, ServerProcess, new_key, the_cluster};

const MOVED: &str = "SELECT count(*) FROM movements WHERE action = 'ItemMoved'";

/// Repeats a call with the same key until it is answered otherwise than with 503; answers how often it was not.
fn persist(server: &ServerProcess, token: &str, key: &str, body: &Value) -> (ServerAnswer, usize) {
    let began = Instant::now();
    let mut tried = 0;
    loop {
        let answer = server.post("/api/v1/moves", token, key, body).unwrap();
        if answer.status != 503 {
            return (answer, tried);
        }
        assert_eq!((answer.text("code"), answer.retry_after.as_deref()), ("database_unavailable", Some("2")));
        assert!(began.elapsed() < Duration::from_secs(30), "no answer after {tried} tries");
        thread::sleep(Duration::from_millis(20));
        tried += 1;
    }
}

fn one_move(code: &str, at: usize) -> Value {
    json!({ "moves": [{ "item": code, "place": SHELVES[(at + 1) % 3] }] })
}

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn a_connection_lost_in_the_middle_costs_a_503_and_nothing_else() {
    let site = Installation::on_postgres("terminated", &the_cluster());
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 4);
    let codes = take_in(&database, &keys, &people, "一", 4);
    drop(database);
    let server = site.serve(&[]);
    let stop = AtomicBool::new(false);
    let (done, lost, ended) = thread::scope(|scope| {
        let writers: Vec<_> = (1..=4)
            .zip(&codes)
            .map(|(n, code)| {
                let token = server.sign_in(&custodian(n));
                let (server, stop) = (&server, &stop);
                scope.spawn(move || {
                    let (mut done, mut lost) = (0, 0);
                    while !stop.load(Ordering::SeqCst) {
                        let (answer, tried) = persist(server, &token, &new_key(), &one_move(code, done));
                        assert_eq!(answer.body["results"][0]["done"], true, "{answer:?}");
                        (done, lost) = (done + 1, lost + tried);
                    }
                    (done, lost)
                })
            })
            .collect();
        let mut conn = site.connection();
        let mut ended = 0;
        for round in 0..25 {
            thread::sleep(Duration::from_millis(60 + 13 * (round % 5)));
            let killed = "SELECT pg_terminate_backend(pid)::text AS value FROM pg_stat_activity \
                          WHERE datname = current_database() AND pid <> pg_backend_pid()";
            ended += texts(&mut conn, killed).len();
        }
        stop.store(true, Ordering::SeqCst);
        let all: Vec<(usize, usize)> = writers.into_iter().map(|writer| writer.join().unwrap()).collect();
        (all.iter().map(|one| one.0).sum::<usize>(), all.iter().map(|one| one.1).sum::<usize>(), ended)
    });
    assert_eq!(number(&mut site.connection(), MOVED), done as i64, "every call counted once");
    let found = site.verify();
    assert!(found.clean, "{found}");
    println!("{ended} connections ended, {done} moves done, {lost} answers 503 in between");
    assert!(lost > 0 && done > 10, "{done} done, {lost} lost");
    assert_eq!(server.get("/health/ready", None).status, 200);
}

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn an_answer_lost_at_commit_is_given_again_to_the_same_key() {
    let site = Installation::on_postgres("lost-commit", &the_cluster());
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 1);
    let codes = take_in(&database, &keys, &people, "一", 1);
    drop(database);
    let proxy = Proxy::to(&site);
    let mut command = site.program();
    command.env("CUSTODY_DATABASE_URL", &proxy.url).args(["serve", "--listen", "127.0.0.1:0"]);
    let server = ServerProcess::start(command, site.folder.join("server.log"));
    let token = server.sign_in(&custodian(1));
    for (at, (cut, carried_out)) in
        [(AFTER_COMMIT, true), (BEFORE_COMMIT, false), (AFTER_COMMIT, true)].iter().enumerate()
    {
        let (key, body) = (new_key(), one_move(&codes[0], at));
        proxy.cut.store(*cut, Ordering::SeqCst);
        let answer = server.post("/api/v1/moves", &token, &key, &body).unwrap();
        assert_eq!((answer.status, answer.text("code")), (503, "database_unavailable"), "{answer:?}");
        assert_eq!(answer.retry_after.as_deref(), Some("2"));
        assert_eq!(proxy.cut.load(Ordering::SeqCst), NEVER, "it was cut at the commit");
        let (again, _) = persist(&server, &token, &key, &body);
        assert_eq!((again.status, again.replayed), (200, *carried_out), "{again:?}");
        assert_eq!(again.body["results"][0]["done"], true, "{again:?}");
        assert_eq!(number(&mut site.connection(), MOVED), at as i64 + 1);
    }
    drop(server);
    let found = site.verify();
    assert!(found.clean, "{found}");
}

const NEVER: u8 = 0;
const BEFORE_COMMIT: u8 = 1;
const AFTER_COMMIT: u8 = 2;

/// Stands between server and database, and cuts the line at a commit when told to.
struct Proxy {
    url: String,
    cut: Arc<AtomicU8>,
}

impl Proxy {
    fn to(site: &Installation) -> Self {
        let DatabaseUrl::Postgres(url) = &site.url else { panic!("not PostgreSQL") };
        let (_, rest) = url.split_once('@').unwrap();
        let (server, database) = rest.split_once('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("postgres://custody@{}/{database}", listener.local_addr().unwrap());
        let cut = Arc::new(AtomicU8::new(NEVER));
        let (server, own) = (server.to_owned(), cut.clone());
        thread::spawn(move || {
            for client in listener.incoming() {
                let (client, server) = (client.unwrap(), TcpStream::connect(&server).unwrap());
                let back = (server.try_clone().unwrap(), client.try_clone().unwrap());
                let cut = own.clone();
                thread::spawn(move || forward(client, server, &cut));
                thread::spawn(move || forward(back.0, back.1, &AtomicU8::new(NEVER)));
            }
        });
        Self { url, cut }
    }
}

fn forward(mut from: TcpStream, mut to: TcpStream, cut: &AtomicU8) {
    let mut bytes = [0; 16_384];
    while let Ok(read @ 1..) = from.read(&mut bytes) {
        let commits = bytes[..read].windows(7).any(|part| part == b"COMMIT\0");
        let told = if commits { cut.swap(NEVER, Ordering::SeqCst) } else { NEVER };
        if told == NEVER {
            if to.write_all(&bytes[..read]).is_err() {
                break;
            }
            continue;
        }
        // The caller's side first, so that no answer can get through.
        let _ = from.shutdown(Shutdown::Both);
        if told == AFTER_COMMIT {
            let _ = to.write_all(&bytes[..read]);
            thread::sleep(Duration::from_millis(200));
        }
        break;
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn a_stopped_a_read_only_and_a_promoted_server_are_lived_through() {
    let primary = Server::make();
    let standby = primary.standby();
    let site = Installation::on_postgres("servers", &primary.url());
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 1);
    let codes = take_in(&database, &keys, &people, "一", 1);
    drop(database);
    let DatabaseUrl::Postgres(own) = &site.url else { panic!("not PostgreSQL") };
    let name = own.rsplit_once('/').unwrap().1;
    // The standby comes first: the one that can be written has to be found.
    let both = format!("postgres://custody@127.0.0.1:{},127.0.0.1:{}/{name}", standby.port, primary.port);
    let mut command = site.program();
    command.env("CUSTODY_DATABASE_URL", both).args(["serve", "--listen", "127.0.0.1:0"]);
    let server = ServerProcess::start(command, site.folder.join("server.log"));
    let token = server.sign_in(&custodian(1));
    let mut moves = 0;
    let mut go_on = |what: &str| {
        let began = Instant::now();
        let (answer, tried) = persist(&server, &token, &new_key(), &one_move(&codes[0], moves));
        assert_eq!(answer.body["results"][0]["done"], true, "{what}: {answer:?}");
        moves += 1;
        println!("{what}: {tried} answers 503, then done after {:.1} s", began.elapsed().as_secs_f64());
    };
    go_on("at first");

    let mut conn = site.connection();
    sql(&mut conn, "ALTER SYSTEM SET default_transaction_read_only = on");
    sql(&mut conn, "SELECT pg_reload_conf()");
    thread::sleep(Duration::from_millis(300));
    let body = one_move(&codes[0], 1);
    let answer = server.post("/api/v1/moves", &token, &new_key(), &body).unwrap();
    assert_eq!((answer.status, answer.retry_after.as_deref()), (503, Some("2")), "{answer:?}");
    sql(&mut conn, "SET default_transaction_read_only = off");
    sql(&mut conn, "ALTER SYSTEM RESET default_transaction_read_only");
    sql(&mut conn, "SELECT pg_reload_conf()");
    drop(conn);
    go_on("after read-only");

    primary.stop();
    let began = Instant::now();
    for path in ["/api/v1/items?limit=1", "/health/ready"] {
        let answer = server.get(path, Some(&token));
        assert_eq!((answer.status, answer.retry_after.as_deref()), (503, Some("2")), "{path}: {answer:?}");
    }
    assert!(began.elapsed() < Duration::from_secs(8), "nobody waits for a server that is away");
    assert_eq!(server.get("/health/live", None).status, 200);
    primary.start();
    go_on("after a restart");

    primary.stop();
    standby.promote();
    go_on("after a failover");
    drop(server);
    let at_standby = DatabaseUrl::Postgres(format!("postgres://custody@127.0.0.1:{}/{name}", standby.port));
    let moved = Installation { folder: site.folder.clone(), url: at_standby };
    assert_eq!(number(&mut moved.connection(), MOVED), 4, "nothing acknowledged was lost");
    let found = moved.verify();
    assert!(found.clean, "{found}");
}

/// A PostgreSQL server of our own, to be stopped and started; gone when dropped.
struct Server {
    folder: PathBuf,
    port: u16,
}

impl Server {
    fn make() -> Self {
        let server = Self::new();
        let data = server.folder.join("data").display().to_string();
        let how = ["--username=custody", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"];
        server.run("initdb", &[&["-D", &data][..], &how].concat());
        server.configure("synchronous_standby_names = '*'\nsynchronous_commit = local\nwal_keep_size = '64MB'\n");
        server.start();
        server
    }

    /// A standby of it, which has every commit before it is acknowledged.
    fn standby(&self) -> Self {
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

    fn url(&self) -> String {
        format!("postgres://custody@127.0.0.1:{}/postgres", self.port)
    }

    fn start(&self) {
        let (data, log) = (self.folder.join("data"), self.folder.join("log"));
        self.run("pg_ctl", &["start", "-w", "-D", &data.display().to_string(), "-l", &log.display().to_string()]);
    }

    /// As a power failure would.
    fn stop(&self) {
        self.run("pg_ctl", &["stop", "-w", "-m", "immediate", "-D", &self.folder.join("data").display().to_string()]);
    }

    fn promote(&self) {
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

impl Drop for Server {
    fn drop(&mut self) {
        let data = self.folder.join("data").display().to_string();
        let _ = self.command("pg_ctl", &["stop", "-w", "-m", "immediate", "-D", &data]).output();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

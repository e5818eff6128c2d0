//! PostgreSQL goes away, comes back, or may not be written: callers hear 503 and when to try again, and the same key
//! gets the one answer. Left out unless there is a cluster.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use custody::db::DatabaseUrl;
use serde_json::{Value, json};

use crate::support::operations::{SHELVES, custodian, found, take_in};
use crate::support::sql::{number, sql, texts};
use crate::support::{Installation, PostgresServer, ServerAnswer, ServerProcess, new_key, the_cluster};

const MOVED: &str = "SELECT count(*) FROM movements WHERE action = 'ItemMoved'";

/// Repeats a call with the same key until it is answered otherwise than with 503; answers how often it was not.
pub(super) fn persist(server: &ServerProcess, token: &str, key: &str, body: &Value) -> (ServerAnswer, usize) {
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

pub(in crate::faults) fn one_move(code: &str, at: usize) -> Value {
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
    let primary = PostgresServer::make();
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
    let moved = Installation { folder: site.folder.clone(), url: at_standby, bucket: None };
    assert_eq!(number(&mut moved.connection(), MOVED), 4, "nothing acknowledged was lost");
    let found = moved.verify();
    assert!(found.clean, "{found}");
}

//! PostgreSQL answers nothing at all, or not as it should at the set-up: nobody waits for it without end.

use std::thread;
use std::time::{Duration, Instant};

use custody::db::DatabaseUrl;
use serde_json::Value;

use super::postgres::{one_move, persist};
use crate::support::operations::{custodian, found, take_in};
use crate::support::sql::number;
use crate::support::{Installation, PostgresServer, ServerProcess, new_key};

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn a_server_that_hangs_is_told_at_once_and_keeps_no_call() {
    let own = PostgresServer::alone();
    let site = Installation::on_postgres("hanging", &own.url());
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 1);
    let codes = take_in(&database, &keys, &people, "一", 1);
    drop(database);
    let server = site.serve(&[]);
    let token = server.sign_in(&custodian(1));
    assert_eq!(server.get("/health/ready", None).status, 200);
    let hung = own.hang();
    thread::scope(|scope| {
        let (server, token) = (&server, &token);
        let (at, code) = (server.address.as_str(), codes[0].as_str());
        let calls = [("GET", "/api/v1/items?limit=1", Value::Null), ("POST", "/api/v1/moves", one_move(code, 0))];
        let calls = calls.map(|(method, path, body)| {
            scope.spawn(move || {
                let began = Instant::now();
                (call_patiently(at, method, path, token, &body), began.elapsed())
            })
        });
        // More often than there are threads that wait: those who ask take up none.
        for _ in 0..40 {
            let began = Instant::now();
            let answer = server.get("/health/ready", None);
            assert_eq!((answer.status, answer.retry_after.as_deref()), (503, Some("2")), "{answer:?}");
            assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
            if calls.iter().all(|call| call.is_finished()) {
                break;
            }
        }
        assert_eq!(server.get("/health/live", None).status, 200);
        for call in calls {
            let ((status, code), took) = call.join().unwrap();
            assert_eq!((status, code.as_str()), (503, "database_unavailable"));
            assert!(took < Duration::from_secs(45), "{took:?}");
        }
    });
    drop(hung);
    let began = Instant::now();
    while server.get("/health/ready", None).status != 200 {
        assert!(began.elapsed() < Duration::from_secs(30), "{}", server.log());
        thread::sleep(Duration::from_millis(100));
    }
    let (answer, _) = persist(&server, &token, &new_key(), &one_move(&codes[0], 1));
    assert_eq!(answer.body["results"][0]["done"], true, "{answer:?}");
    drop(server);
    assert!(site.verify().clean);
}

/// A call whose answer is waited for longer than any other's; status and code.
fn call_patiently(address: &str, method: &str, path: &str, token: &str, body: &Value) -> (u16, String) {
    let config =
        ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(90)));
    let agent: ureq::Agent = config.build().into();
    let request = ureq::http::Request::builder().method(method).uri(format!("{address}{path}"));
    let request = request.header("authorization", format!("Bearer {token}")).header("idempotency-key", new_key());
    let text = if body.is_null() { String::new() } else { body.to_string() };
    let mut answer = agent.run(request.header("content-type", "application/json").body(text).unwrap()).unwrap();
    let body: Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
    (answer.status().as_u16(), body["code"].as_str().unwrap_or_default().to_owned())
}

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn a_server_that_does_not_know_the_database_yet_is_passed_over() {
    let (behind, primary) = (PostgresServer::alone(), PostgresServer::alone());
    let site = Installation::on_postgres("lagging", &primary.url());
    let DatabaseUrl::Postgres(own) = &site.url else { panic!("not PostgreSQL") };
    let name = own.rsplit_once('/').unwrap().1;
    // Where the first is asked for a database that it does not have, as a standby is that lags behind.
    let both = format!("postgres://custody@127.0.0.1:{},127.0.0.1:{}/{name}", behind.port, primary.port);
    let mut command = site.program();
    command.env("CUSTODY_DATABASE_URL", both).args(["serve", "--listen", "127.0.0.1:0"]);
    let server = ServerProcess::start(command, site.folder.join("server.log"));
    assert_eq!(server.get("/health/ready", None).status, 200);
    assert!(
        number(&mut site.connection(), "SELECT count(*) FROM label_contents") > 0,
        "it was set up where it could be"
    );
}

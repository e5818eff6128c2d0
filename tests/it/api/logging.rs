//! What the server writes to its log: one request can be followed by its id, what failed says why, and no secret is in it.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use serde_json::{Value, json};

use crate::support::operations::{auditor, custodian, found};
use crate::support::sql::{sql, texts};
use crate::support::{Installation, PASSWORD, ServerAnswer, ServerProcess, new_key};

const UUID_CHARACTERS: usize = 36;

/// The lines of a log in JSON; every one must be such a line.
fn lines(server: &ServerProcess) -> Vec<Value> {
    let log = server.log();
    let read = |line: &str| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
    log.lines().map(read).collect()
}

/// The lines of one request.
fn lines_of(server: &ServerProcess, request_id: &str) -> Vec<Value> {
    lines(server).into_iter().filter(|line| line["request_id"] == request_id).collect()
}

/// A call that brings its own id along, with one more header.
fn call_as(server: &ServerProcess, id: &str, path: &str, header: (&str, &str)) -> u16 {
    let call = ureq::get(format!("{}{path}", server.address)).config().http_status_as_error(false).build();
    call.header("x-request-id", id).header(header.0, header.1).call().unwrap().status().as_u16()
}

fn id_of(site: &Installation, query: &str) -> String {
    let ids = texts(&mut site.connection(), query);
    uuid::Uuid::parse_str(&ids[0]).unwrap().to_string()
}

#[test]
fn the_line_of_a_request_says_who_called_what_with_which_outcome() {
    let site = Installation::new("logging");
    found(&site.open(), 1);
    site.keys();
    let server = site.serve(&["--log-json"]);
    let token = server.sign_in(&custodian(1));
    let bearer = format!("Bearer {token}");
    assert_eq!(call_as(&server, "follow-me", "/api/v1/items?limit=1", ("authorization", &bearer)), 200);
    let told = lines_of(&server, "follow-me");
    assert_eq!(told.len(), 1, "{told:?}");
    let line = &told[0];
    let as_text = if site.address().starts_with("sqlite") { "lower(hex(X))" } else { "CAST(X AS text)" };
    let one = |column: &str| {
        let column = as_text.replace('X', column);
        id_of(&site, &format!("SELECT {column} AS value FROM users WHERE login = '{}'", custodian(1)))
    };
    for (name, expected) in [
        ("level", json!("INFO")),
        ("message", json!("request completed")),
        ("method", json!("GET")),
        ("client", json!("127.0.0.1")),
        ("route", json!("/api/v1/items")),
        ("status", json!(200)),
        ("user", json!(one("id"))),
        ("agency", json!(one("agency_id"))),
    ] {
        assert_eq!(line[name], expected, "{name}: {line}");
    }
    assert!(line["milliseconds"].as_f64().is_some_and(|took| took > 0.0 && took < 60_000.0), "{line}");

    // Whoever signs in is known from then on; of nobody and of an address that is none there is nothing to say.
    let signed_in = lines(&server).into_iter().find(|line| line["route"] == "/api/v1/session").unwrap();
    assert_eq!((&signed_in["method"], &signed_in["user"]), (&json!("POST"), &line["user"]), "{signed_in}");
    assert_eq!(call_as(&server, "nobody", "/api/v1/items", ("accept", "*/*")), 401);
    let nobody = &lines_of(&server, "nobody")[0];
    assert!(nobody["user"].is_null() && nobody["agency"].is_null() && nobody["status"] == 401, "{nobody}");
    assert_eq!(call_as(&server, "nowhere", "/api/v1/nothing/here", ("accept", "*/*")), 404);
    assert_eq!(lines_of(&server, "nowhere")[0]["route"], "none");
}

#[test]
fn who_tries_what_is_not_allowed_or_comes_with_a_forged_token_has_a_line() {
    let site = Installation::new("refused-lines");
    found(&site.open(), 1);
    let other = Installation::new("refused-elsewhere");
    found(&other.open(), 1);
    (site.keys(), other.keys());
    let server = site.serve(&["--log-json"]);
    let bearer = |token: &str| format!("Bearer {token}");
    let token = server.sign_in(&custodian(1));
    let id = uuid::Uuid::new_v4().to_string();
    let warned = |request_id: &str| -> Vec<Value> {
        lines_of(&server, request_id).into_iter().filter(|line| line["level"] == "WARN").collect()
    };
    assert_eq!(call_as(&server, "allowed", &format!("/api/v1/items/{id}"), ("authorization", &bearer(&token))), 404);
    assert_eq!((warned("allowed").len(), &lines_of(&server, "allowed")[0]["object"]), (0, &json!(id)));

    assert_eq!(call_as(&server, "too-much", "/api/v1/audit/entries", ("authorization", &bearer(&token))), 403);
    let line = &warned("too-much")[0];
    let expected = (&json!("refused for want of a permission"), &json!("read_audit"), &json!("127.0.0.1"));
    assert_eq!((&line["message"], &line["permission"], &line["client"]), expected, "{line}");
    assert!(line["user"].is_string(), "{line}");

    let foreign = other.serve(&[]).sign_in(&custodian(1));
    let cut = &token[..token.len() - 2];
    for (request_id, forged) in [("foreign", foreign.as_str()), ("cut", cut), ("rubbish", "a.b.c")] {
        assert_eq!(call_as(&server, request_id, "/api/v1/items", ("authorization", &bearer(forged))), 401);
        let line = &warned(request_id)[0];
        assert_eq!(line["message"], "an access token that this program did not make was refused", "{line}");
        assert!(!line.to_string().contains(forged), "{line}");
    }
}

#[test]
fn no_secret_is_ever_in_the_log() {
    let site = Installation::new("secrets");
    found(&site.open(), 1);
    site.keys();
    let server = site.serve(&["--log", "custody=trace,warn", "--log-json"]);
    let token = server.sign_in(&custodian(1));
    let bearer = format!("Bearer {token}");
    let paths = ["/api/v1/items?search=sought-after", "/api/v1/items?sought-after=1", "/sought-after?x=sought-after"];
    for path in paths {
        call_as(&server, "secrets", path, ("authorization", &bearer));
        call_as(&server, "secrets", path, ("cookie", "custody_access=sought-after; other=sought-after"));
        call_as(&server, "secrets", path, ("idempotency-key", "sought-after"));
        call_as(&server, "id with sought-after", path, ("user-agent", "sought-after"));
    }
    let wrong = json!({ "login": "sought-after", "password": "sought-after" });
    assert_eq!(server.call("POST", "/api/v1/session", None, "", &wrong).unwrap().status, 401);
    server.post("/api/v1/moves", &token, &new_key(), &json!({ "moves": "sought-after" })).unwrap();
    let log = server.log();
    assert!(lines_of(&server, "secrets").len() >= 9, "{log}");
    for secret in ["sought-after", PASSWORD, &token] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}

/// The one line of an answer's request that says why it failed.
fn cause(server: &ServerProcess, answer: &ServerAnswer) -> Value {
    let told = lines_of(server, answer.text("request_id"));
    let (mut causes, others): (Vec<_>, Vec<_>) = told.into_iter().partition(|line| line["level"] == "ERROR");
    assert_eq!((causes.len(), others.len()), (1, 1), "{causes:?} {others:?}");
    assert_eq!(others[0]["status"], answer.status, "{others:?}");
    assert_eq!(causes[0]["message"], "request failed");
    for member in ["user", "agency", "route"] {
        assert_eq!(causes[0][member], others[0][member], "{member}");
    }
    assert_eq!(causes[0]["user"].as_str().map(str::len), Some(UUID_CHARACTERS), "{causes:?}");
    causes.remove(0)
}

#[test]
fn a_fault_of_ours_prints_its_cause_once_with_the_id_the_caller_got() {
    let site = Installation::new("fault");
    found(&site.open(), 1);
    site.keys();
    let server = site.serve(&["--log-json"]);
    let token = server.sign_in(&custodian(1));
    // What the program reads is no longer there.
    sql(&mut site.connection(), "ALTER TABLE print_batches RENAME TO elsewhere");
    let answer = server.get("/api/v1/print-batches", Some(&token));
    assert_eq!((answer.status, answer.text("code")), (500, "internal"), "{answer:?}");
    assert!(!answer.body.to_string().contains("print_batches"), "the caller is told nothing of it: {answer:?}");
    let line = cause(&server, &answer);
    let told = line["error"].as_str().unwrap();
    assert!(told.starts_with("internal error: ") && told.contains("print_batches"), "{line}");

    // A job says which one it is.
    let began = Instant::now();
    let failed = loop {
        assert!(began.elapsed() < Duration::from_secs(30), "no job failed: {}", server.log());
        if let Some(line) = lines(&server).into_iter().find(|line| !line["job"].is_null()) {
            break line;
        }
        std::thread::sleep(Duration::from_millis(200));
    };
    assert_eq!((&failed["level"], &failed["job"]), (&json!("ERROR"), &json!("record_printed_labels")), "{failed}");
    assert!(failed["error"].as_str().unwrap().contains("print_batches"), "{failed}");
}

#[test]
fn a_database_that_cannot_be_written_is_named_as_the_cause() {
    let site = Installation::on_sqlite("locked");
    found(&site.open(), 1);
    site.keys();
    let server = site.serve(&["--log-json"]);
    let token = server.sign_in(&custodian(1));
    let mut other = site.connection();
    let custody::db::Conn::Sqlite(lock) = &mut other else { panic!("not SQLite") };
    lock.batch_execute("BEGIN IMMEDIATE").unwrap();
    let answer = server.call("DELETE", "/api/v1/session", Some(&token), "", &Value::Null).unwrap();
    assert_eq!((answer.status, answer.text("code")), (503, "database_unavailable"), "{answer:?}");
    let told = "the database is unavailable: a transaction cannot begin: database is locked";
    let lines = lines_of(&server, answer.text("request_id"));
    let causes: Vec<_> = lines.iter().filter_map(|line| line["error"].as_str()).collect();
    assert_eq!(causes, [told], "{lines:?}");
}

#[test]
fn what_is_done_after_the_answer_still_says_who_asked_for_it() {
    let site = Installation::new("afterwards");
    let (database, _keys) = (site.open(), site.keys());
    let people = found(&database, 1);
    auditor(&database, people.custodians[0].agency_id);
    drop(database);
    let server = site.serve(&["--log-json"]);
    let token = server.sign_in("auditor-01");
    let answer = server.post("/api/v1/audit/verifications", &token, &new_key(), &json!({})).unwrap();
    assert_eq!(answer.status, 201, "{answer:?}");
    let began = Instant::now();
    let finished = loop {
        assert!(began.elapsed() < Duration::from_secs(30), "no verification: {}", server.log());
        if let Some(line) = lines(&server).into_iter().find(|line| line["message"] == "verification finished") {
            break line;
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    let request = lines_of(&server, finished["request_id"].as_str().unwrap());
    let route = "/api/v1/audit/verifications";
    assert!(request.iter().any(|line| line["route"] == route && line["status"] == 201), "{request:?}");
    assert_eq!((&finished["verification"], &finished["clean"]), (&answer.body["id"], &json!(true)), "{finished}");
    assert_eq!(finished["user"].as_str().map(str::len), Some(UUID_CHARACTERS), "{finished}");
}

#[test]
fn lines_for_people_hold_the_same_fields() {
    let site = Installation::new("readable");
    found(&site.open(), 1);
    site.keys();
    let server = site.serve(&[]);
    let token = server.sign_in(&custodian(1));
    assert_eq!(call_as(&server, "follow-me", "/api/v1/items", ("authorization", &format!("Bearer {token}"))), 200);
    let log = server.log();
    let line = log.lines().find(|line| line.contains("request_id=follow-me")).unwrap_or_else(|| panic!("{log}"));
    let sentence = " INFO custody::api::http::middleware: request completed request_id=follow-me method=GET \
                    client=127.0.0.1 route=/api/v1/items user=";
    assert!(line.contains(sentence), "{line}");
    assert!(line.contains(" agency=") && line.contains(" status=200 milliseconds="), "{line}");
}

//! The command line when it is used wrongly or finds something wrong: one clear line, the right exit code, nothing half
//! done.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use custody::demo::{Year, played};
use serde_json::{Value, json};

use crate::support::operations::{SHELVES, custodian, found, take_in};
use crate::support::sql::number;
use crate::support::{Installation, PASSWORD, Run, ServerProcess, new_key};

#[test]
fn wrong_usage_ends_with_2_and_says_what_is_accepted() {
    let site = Installation::on_sqlite("usage");
    for arguments in [
        &["--database", "mysql://root@localhost/custody", "report", "--year", "2023"][..],
        &["--database", "data/custody.sqlite", "serve"],
    ] {
        let run = site.run(arguments);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains("accepted are sqlite:PATH and postgres://"), "{}", run.err);
    }
    let run = Run::of(site.program().env("CUSTODY_DATABASE_URL", "mysql://x").args(["audit", "verify"]));
    assert_eq!(run.code, Some(2), "{run:?}");
    for arguments in [
        &["frobnicate"][..],
        &[],
        &["report"],
        &["report", "--year", "soon"],
        &["report", "--year", "2023", "--format", "xml"],
        &["audit"],
        &["serve", "--listen", "nowhere"],
        &["--region", "0", "serve"],
        &["restore", "backup", "--go-back", "a\u{202E}b"],
    ] {
        let run = site.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert!(!run.err.is_empty(), "{arguments:?}");
    }
    assert!(!site.folder.join("custody.sqlite").exists(), "wrong usage makes nothing");
}

#[test]
fn a_taken_port_and_an_open_address_are_refused_before_anything_is_done() {
    let site = Installation::new("port");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for demo in [&[][..], &["--demo"]] {
        let arguments = [&["serve", "--listen", &address][..], demo].concat();
        let run = site.run(&arguments);
        assert!(run.refused(1).contains(&format!("cannot listen on {address}")), "{run:?}");
    }
    let run = site.run(&["serve", "--listen", "0.0.0.0:0"]);
    assert!(run.refused(1).contains("--insecure-http"), "{run:?}");
    let run = site.run(&["serve", "--listen", "127.0.0.1:0", "--inside-listen", "0.0.0.0:0"]);
    assert!(run.refused(1).contains("0.0.0.0:0 listens beyond this machine"), "{run:?}");
    let run = site.run(&["serve", "--listen", "127.0.0.1:0", "--inside-listen", &address]);
    assert!(run.refused(1).contains(&format!("cannot listen on {address}")), "{run:?}");
    for networks in ["10.1.2.3/16", "10.0.0.0/33", "office"] {
        let run = site.run(&["serve", "--listen", "127.0.0.1:0", "--administration-from", networks]);
        assert!(run.code == Some(2) && run.err.contains("--administration-from"), "{run:?}");
    }
    assert!(!site.folder.join("keys").exists() && !site.folder.join("data").exists(), "nothing was begun");
}

#[test]
fn keys_that_are_missing_or_open_to_others_are_refused() {
    let site = Installation::new("keys");
    let (database, keys) = (site.open(), site.folder.join("keys"));
    found(&database, 2);
    drop(database);
    let run = site.run(&["audit", "verify"]);
    assert!(run.refused(3).contains("is missing; put back the keys that belong to this database"), "{run:?}");
    assert!(!keys.exists(), "keys of a filled database are not made anew");
    site.keys();
    site.run(&["audit", "verify"]).done();
    for name in ["token.key", "log.key", "label.key"] {
        let path = keys.join(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        for arguments in [&["audit", "verify"][..], &["serve", "--listen", "127.0.0.1:0"]] {
            let run = site.run(arguments);
            let line = run.refused(refusal_of(arguments));
            assert!(line.contains("mode 644") && line.contains(&format!("chmod 600 {}", path.display())), "{line}");
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
    let run = Run::of(site.program().args(["--region", "130999", "audit", "verify"]));
    assert!(run.refused(3).contains("check --region"), "{run:?}");
    let text = fs::read_to_string(keys.join("log.key")).unwrap();
    fs::write(keys.join("log.key"), &text[..text.len() / 2]).unwrap();
    assert!(site.run(&["audit", "verify"]).refused(3).contains("log.key cannot be used"));
}

#[test]
fn missing_rights_and_impossible_paths_are_named() {
    let site = Installation::on_sqlite("rights");
    found(&site.open(), 2);
    site.keys();
    fs::write(site.folder.join("file"), "").unwrap();
    let inside = |name: &str| format!("sqlite:{}", site.folder.join(name).display());
    let on = |path: &str, arguments: &[&str]| {
        Run::of(site.program().env("CUSTODY_DATABASE_URL", inside(path)).args(arguments))
    };
    let run = on("file/x/custody.sqlite", &["demo"]);
    assert!(run.refused(1).contains("cannot make the folder"), "{run:?}");
    let run = on("keys", &["user", "disable", "officer-01"]);
    assert!(run.refused(1).contains("cannot open the database file"), "{run:?}");
    for path in ["file/x/custody.sqlite", "keys"] {
        let run = on(path, &["audit", "verify"]);
        assert!(run.refused(3).contains("the database file"), "{run:?}");
    }
    let run = Run::of(site.program().env("CUSTODY_DATABASE_URL", inside("keys/token.key")).args(["audit", "verify"]));
    assert!(run.refused(3).contains("file is not a database"), "{run:?}");

    // The administrator of the machine may do everything; somebody else may not.
    let program = site.folder.join("custody");
    fs::copy(env!("CARGO_BIN_EXE_custody"), &program).unwrap();
    fs::set_permissions(&site.folder, fs::Permissions::from_mode(0o755)).unwrap();
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let somebody = || {
        let mut command = Command::new(&program);
        site.settle(&mut command);
        if is_root {
            command.uid(65_534).gid(65_534);
        }
        command
    };
    let path = site.folder.join("custody.sqlite");
    let owned_by = |owner: u32| is_root.then(|| std::os::unix::fs::chown(&path, Some(owner), None).unwrap());
    for (owner, mode, told) in
        [(0, 0o000, "cannot open the database file"), (65_534, 0o400, "readonly database"), (0, 0o444, "chmod 600")]
    {
        let before = fs::metadata(&path).unwrap().permissions();
        owned_by(owner);
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let run = Run::of(somebody().args(["user", "disable", "officer-01"]));
        assert!(run.refused(1).contains(told), "{mode:o}: {run:?}");
        fs::set_permissions(&path, before).unwrap();
        owned_by(0);
    }
    let run = Run::of(somebody().env("CUSTODY_DATABASE_URL", inside("elsewhere/custody.sqlite")).arg("demo"));
    fs::set_permissions(&site.folder, fs::Permissions::from_mode(0o555)).unwrap();
    let run = if run.code == Some(1) { run } else { Run::of(somebody().args(["backup", "/nowhere/file"])) };
    assert!(run.refused(1).contains("ermission denied") || run.err.contains("No such file"), "{run:?}");
    fs::set_permissions(&site.folder, fs::Permissions::from_mode(0o755)).unwrap();
    let found = site.verify();
    assert!(found.clean, "{found}");
}

#[test]
fn a_full_disk_refuses_writes_and_leaves_nothing_half_done() {
    let site = Installation::on_sqlite("full");
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    let codes = take_in(&database, &keys, &people, "一", 60);
    drop(database);
    // No file may grow beyond this: what a full disk is to a database.
    let bytes = fs::metadata(site.folder.join("custody.sqlite")).unwrap().len() + (1 << 20);
    let mut command = Command::new("bash");
    let limited = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", bytes / 1024);
    command.args(["-c", &limited, env!("CARGO_BIN_EXE_custody"), "serve", "--listen", "127.0.0.1:0"]);
    site.settle(&mut command);
    let mut server = ServerProcess::start(command, site.folder.join("server.log"));
    let token = server.sign_in(&custodian(1));
    let (mut done, mut refused) = (0, 0);
    let mut last = Vec::new();
    for round in 1..400 {
        let place = SHELVES[round % 3];
        let moves: Vec<_> = codes.iter().map(|code| json!({ "item": code, "place": place })).collect();
        let (key, body) = (new_key(), json!({ "moves": moves }));
        let answer = server.post("/api/v1/moves", &token, &key, &body).unwrap();
        match answer.status {
            200 => done += answer.body["results"].as_array().unwrap().iter().filter(|one| one["done"] == true).count(),
            503 => {
                assert_eq!((answer.text("code"), answer.retry_after.as_deref()), ("database_unavailable", Some("2")));
                refused += 1;
                last.push((key, body));
            }
            _ => panic!("{answer:?}"),
        }
        if refused == 5 {
            break;
        }
    }
    assert_eq!(refused, 5, "the disk was never full; {done} moves");
    // What was too little for sixty items may do for one.
    let full = (0..400).any(|round| {
        let body = json!({ "moves": [{ "item": codes[0], "place": SHELVES[round % 3] }] });
        let answer = server.post("/api/v1/moves", &token, &new_key(), &body).unwrap();
        done += usize::from(answer.status == 200 && answer.body["results"][0]["done"] == true);
        answer.status == 503
    });
    assert!(full, "one item can be moved for ever");
    assert_eq!(server.get("/api/v1/items?limit=1", Some(&token)).status, 200, "reading goes on");
    people_sign_in_to_read(&server, &codes[0]);
    server.kill();
    let moved = "SELECT count(*) FROM movements WHERE action = 'ItemMoved'";
    assert_eq!(number(&mut site.connection(), moved), done as i64, "what was refused was not done");
    let found = site.verify();
    assert!(found.clean, "{found}");

    // With room again the same call is carried out, once.
    let server = site.serve(&[]);
    let (key, body) = last.remove(0);
    for replayed in [false, true] {
        let answer = server.post("/api/v1/moves", &token, &key, &body).unwrap();
        assert_eq!((answer.status, answer.replayed), (200, replayed), "{answer:?}");
    }
}

/// Nothing can be written: who signs in may read and nothing else, and guessing passwords does not become easier.
fn people_sign_in_to_read(server: &ServerProcess, code: &str) {
    let token = server.sign_in(&custodian(2));
    assert_eq!(server.get("/api/v1/items?limit=1", Some(&token)).status, 200);
    assert_eq!(server.get("/api/v1/session", Some(&token)).body["user"]["login"], custodian(2).as_str());
    // Where it lies already it is not moved, which needs no room.
    let place = server.get(&format!("/api/v1/scan/{code}"), Some(&token)).body["item"]["place_code"].clone();
    let elsewhere = SHELVES.iter().find(|shelf| place != **shelf).unwrap();
    let body = json!({ "moves": [{ "item": code, "place": elsewhere }] });
    assert_eq!(server.post("/api/v1/moves", &token, &new_key(), &body).unwrap().status, 503);
    let try_as = |login: String, password: &str| {
        let who = json!({ "login": login, "password": password });
        server.call("POST", "/api/v1/session", None, "", &who).unwrap().status
    };
    // What was too little for moves may do for a few refusals.
    let full = (0..6).any(|number| try_as(format!("nobody-{number}"), PASSWORD) == 503);
    assert!(full, "a refusal that cannot be counted is none");
    let try_in = |password: &str| try_as(custodian(2), password);
    assert_eq!(try_in("not this one, certainly not"), 503, "a refusal that cannot be counted is none");
    (0..20).for_each(|_| assert_eq!(try_in("not this one, certainly not"), 503));
    assert_eq!(try_in(PASSWORD), 503, "too many were tried");
}

#[test]
fn demo_data_are_for_empty_databases_and_for_this_machine_only() {
    let site = Installation::new("demo");
    let database = site.open();
    site.keys();
    played::start(&database, &Year::plan(2023)).unwrap();
    let run = site.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(run.refused(1).contains("not played to its end; play it with: custody demo"), "{run:?}");
    played::complete(&database, &Year::plan(2023)).unwrap();
    found(&database, 2);
    drop(database);
    for demo in [&[][..], &["--demo"]] {
        let arguments = [&["serve", "--listen", "0.0.0.0:0", "--insecure-http"][..], demo].concat();
        let run = site.run(&arguments);
        assert!(run.refused(1).contains("on this machine only"), "{arguments:?}: {run:?}");
    }
    let mut exposed = site.program();
    exposed.args(["serve", "--listen", "0.0.0.0:0", "--insecure-http", "--expose-demo"]);
    drop(ServerProcess::start(exposed, site.folder.join("server.log")));
    drop(site.serve(&["--demo"]));
    let run = site.run(&["demo"]);
    assert!(run.refused(1).contains("the database is not empty"), "{run:?}");

    // Real work is nobody's demo, and an account file is not overwritten.
    let real = Installation::new("real");
    let database = real.open();
    real.keys();
    found(&database, 2);
    drop(database);
    assert!(real.run(&["demo"]).refused(1).contains("the database is not empty"));
    let fresh = Installation::new("accounts");
    fs::write(fresh.folder.join("accounts"), "precious").unwrap();
    let run = fresh.run(&["demo", "--accounts", "accounts"]);
    assert!(run.refused(1).contains("name another file with --accounts"), "{run:?}");
    assert_eq!(fs::read_to_string(fresh.folder.join("accounts")).unwrap(), "precious");
}

#[test]
fn the_set_up_token_of_an_empty_start_works_once() {
    let site = Installation::new("setup");
    let server = site.serve(&[]);
    // It is printed after the address.
    let token = {
        let mut conn = site.connection();
        assert_eq!(number(&mut conn, "SELECT count(*) FROM setup_tokens"), 1);
        server.next_line().split_once("set-up token: ").unwrap().1.to_owned()
    };
    let founding = |token: &str| {
        json!({ "token": token, "centre_name": "涉案财物管理中心", "centre_code": "130273010000", "login": "system-01",
            "name": "李系统", "password": PASSWORD, "security_login": "security-01", "security_name": "赵安全" })
    };
    let found = |token: &str| server.call("POST", "/api/v1/setup", None, "", &founding(token)).unwrap();
    let wrong = found("wrong");
    assert_eq!((wrong.status, wrong.text("code")), (401, "setup_token_wrong"), "{wrong:?}");
    let made = found(&token);
    assert_eq!(made.status, 201, "{made:?}");
    let again = found(&token);
    assert_eq!((again.status, again.text("code")), (401, "setup_token_wrong"), "{again:?}");
    server.sign_in("system-01");
    drop(server);
    let server = site.serve(&[]);
    assert_eq!(server.printed.len(), 1, "no token once there is somebody: {:?}", server.printed);
    let found = site.verify();
    assert!(found.clean, "{found}");
}

#[test]
fn accounts_are_registered_rescued_and_disabled_from_the_console() {
    let site = Installation::new("user");
    found(&site.open(), 2);
    site.keys();
    let add = |arguments: &[&str]| site.run(&[&["user", "add"][..], arguments].concat());
    let made = add(&["chen", "--name", "陈明", "--agency", "130273510100", "--role", "case_officer"]);
    let (_, password) = made.done().trim().split_once("Initial password, good for a day: ").unwrap();
    let server = site.serve(&[]);
    let sign_in = |password: &str| {
        let who = json!({ "login": "chen", "password": password });
        server.call("POST", "/api/v1/session", None, "", &who).unwrap().status
    };
    assert!(sign_in(password) < 300);
    assert_eq!(sign_in("another password entirely"), 401);
    let with_password = |arguments: &[&str], password: &str| {
        let file = site.folder.join("password");
        fs::write(&file, format!("{password}\n")).unwrap();
        Run::of(site.program().args(arguments).stdin(Stdio::from(fs::File::open(file).unwrap())))
    };
    with_password(&["user", "passwd", "chen", "--password-stdin"], PASSWORD).done();
    assert_eq!(sign_in(password), 401, "the old password is void");
    assert!(sign_in(PASSWORD) < 300);
    let weak = with_password(&["user", "passwd", "chen", "--password-stdin"], "password");
    assert!(!weak.refused(1).is_empty());
    site.run(&["user", "disable", "chen"]).done();
    assert_eq!(sign_in(PASSWORD), 401, "disabled");
    for (run, told) in [
        (add(&["chen", "--name", "x", "--agency", "130273510100", "--role", "case_officer"]), "/login"),
        (add(&["wang", "--name", "x", "--agency", "130273510100", "--role", "custodian"]), "/roles"),
        (
            add(&["wang", "--name", "x", "--agency", "999999999999", "--role", "custodian"]),
            "no agency has the unit code",
        ),
        (site.run(&["user", "passwd", "nobody"]), "nobody signs in as nobody"),
        (site.run(&["user", "disable", "nobody"]), "nobody signs in as nobody"),
    ] {
        assert!(run.refused(1).contains(told), "{told}: {run:?}");
    }
    let wrong = add(&["wang", "--name", "x", "--agency", "130273510100", "--role", "king"]);
    assert_eq!(wrong.code, Some(2), "{wrong:?}");
    let found = site.verify();
    assert!(found.clean, "{found}");
}

#[test]
fn the_report_has_exactly_its_members_and_the_export_every_entry() {
    let site = Installation::new("report");
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    let codes = take_in(&database, &keys, &people, "一", 7);
    let year = custody_year(&database);
    drop(database);
    let report = site.run(&["report", "--year", &year, "--format", "json"]);
    let expected = format!(
        r#"{{"year":{year},"agencies":1,"requests":{{"intake":1,"outbound":0,"loan":0,"loan_return":0}},"pieces":{{"received":7,"released":0,"on_loan":0,"lost":0,"in_custody":7}},"received_by_category":{{"ordinary":7,"valuable":0,"specimen":0,"antimagnetic":0,"bulk":0,"vehicle":0,"unclassified":0}},"hours_saved":"#
    );
    let line = report.done().trim_end();
    assert!(line.starts_with(&expected) && line.ends_with(r#","balanced":true}"#), "{line}");
    assert!(site.run(&["report", "--year", &year]).done().contains('7'));
    let parts = |by: &str| -> Value {
        let run = site.run(&["report", "--year", &year, "--format", "json", "--by", by]);
        serde_json::from_str(run.done()).unwrap()
    };
    let by_agency = parts("agency");
    let requests = serde_json::json!({ "intake": 1, "outbound": 0, "loan": 0, "loan_return": 0 });
    let pieces = serde_json::json!({ "received": 7, "released": 0, "on_loan": 0, "in_custody": 7 });
    let station =
        serde_json::json!({ "code": "130273510100", "name": "第一派出所", "requests": requests, "pieces": pieces });
    assert_eq!((&by_agency["by_agency"], by_agency.get("by_month")), (&Value::Array(vec![station]), None));
    let months = parts("month")["by_month"].as_array().unwrap().clone();
    let sum = |member: &str| months.iter().map(|month| month["pieces"][member].as_i64().unwrap()).sum::<i64>();
    assert_eq!((months.len(), sum("received"), sum("released")), (12, 7, 0));

    let size = number(&mut site.connection(), "SELECT count(*) FROM log_leaves");
    let export = site.run(&["audit", "export"]);
    let lines: Vec<Value> = export.done().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["log"]["size"], size);
    assert_eq!(lines.iter().filter(|line| line.get("leaf").is_some()).count() as i64, size);
    site.run(&["audit", "export", "--out", "log.jsonl"]).done();
    assert_eq!(fs::read_to_string(site.folder.join("log.jsonl")).unwrap(), export.out);
    assert!(site.run(&["audit", "export", "--out", "log.jsonl"]).refused(1).contains("cannot write log.jsonl"));
    labels(&site, &codes[0]);
}

/// The exit code of a command that is refused: of a verification 1 would mean that something was found wrong.
pub(super) fn refusal_of(arguments: &[&str]) -> i32 {
    if arguments.starts_with(&["audit", "verify"]) { 3 } else { 1 }
}

fn custody_year(database: &custody::db::Database) -> String {
    database.clock().now().china_month().0.to_string()
}

/// What is printed is read by a program that is not ours.
fn labels(site: &Installation, code: &str) {
    for picture in ["label.png", "label.svg"] {
        site.run(&["label", code, "--out", picture]).done();
    }
    let path = |name: &str| site.folder.join(name);
    // As a label printer of 203 dpi would draw it, and finer; where two modules meet the edge is then not a whole dot.
    for (picture, dpi) in [("label-203.png", "203"), ("label-300.png", "300")] {
        let mut drawing = Command::new("rsvg-convert");
        drawing.args(["--dpi-x", dpi, "--dpi-y", dpi, "--background-color", "white", "-o"]);
        let drawn = Run::of(drawing.args([path(picture), path("label.svg")]));
        assert_eq!(drawn.code, Some(0), "rsvg-convert is in librsvg2-bin: {drawn:?}");
    }
    for picture in ["label.png", "label-203.png", "label-300.png"] {
        let read = Run::of(Command::new("zbarimg").args(["--quiet", "--raw"]).arg(path(picture)));
        assert_eq!(read.out.trim(), code, "{picture}: {read:?}");
    }
    for (arguments, told) in [
        (["label", "NOCODE", "--out", "x.png"], "NOCODE"),
        (["label", code, "--out", "x.jpg"], ".svg or .png"),
        (["label", code, "--out", "nowhere/x.png"], "cannot write nowhere/x.png"),
    ] {
        assert!(site.run(&arguments).refused(1).contains(told), "{arguments:?}");
    }
}

//! What nobody can choose as a password, and the list of stolen ones that an operator lays beside the program.

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use custody::db::accounts::users;
use custody::model::ids::UserId;
use serde_json::json;

use crate::support::operations::hashed_of_old;
use crate::support::{Installation, PASSWORD, Run, TestApp};

/// Nobody guesses it, had it not been stolen.
const STOLEN: &str = "seven boats under a copper moon";

fn sha1(text: &str) -> String {
    let sha1 = digest(&SHA1_FOR_LEGACY_USE_ONLY, text.as_bytes());
    sha1.as_ref().iter().map(|byte| format!("{byte:02X}")).collect()
}

#[test]
fn a_password_names_neither_the_person_nor_where_they_work() {
    let app = TestApp::new("password-words");
    let officer = app.team(0).officer;
    let change = |new: &str| {
        officer.prepare("POST", "/api/v1/session/password").json(&json!({ "current": PASSWORD, "new": new })).send()
    };
    for (new, code) in [
        ("police officer of the quiet canal", "password_names_you"),
        ("a p.o.l.i.c.e of the quiet canal", "password_names_you"),
        ("0ff1c3r of the quiet canal", "password_names_you"),
        ("lamp 130273010000 canal", "password_names_you"),
        ("高新公安的秋天里桂花开得很早真好", "password_names_you"),
        ("财物管理的秋天里桂花开得很早真好", "password_names_you"),
        ("办案甲的秋天里桂花开得很早真好看", "password_names_you"),
        ("Cu$t0dy of the quiet canal", "password_names_you"),
        ("P@ssw0rdP@ssw0rd!", "password_guessable"),
        ("woaini1314520woaini", "password_guessable"),
        ("一二三四五六七八九十一二三四五", "password_guessable"),
        ("too short", "password_too_short"),
    ] {
        assert_eq!(change(new).fields(), [("/new", code)], "{new}");
    }
    assert_eq!(change(STOLEN).status, 204);
}

#[test]
fn a_password_that_was_stolen_somewhere_is_refused_by_the_operators_list() {
    let site = Installation::new("breached");
    let list = site.folder.join("pwned.txt");
    let mut lines: Vec<_> = (0..500).map(|n| format!("{}:{n}", sha1(&format!("other {n}")))).collect();
    lines.push(format!("{}:3", sha1(STOLEN)));
    lines.sort();
    std::fs::write(&list, lines.join("\r\n")).unwrap();
    let server = site.serve(&["--breached-passwords", list.to_str().unwrap()]);
    let token = server.next_line().split_once("set-up token: ").unwrap().1.to_owned();
    let found = |password: &str| {
        let body = json!({
            "token": token, "centre_name": "某某中心", "centre_code": "130273000001", "login": "first.admin",
            "name": "系统管理员", "password": password, "security_login": "second.admin", "security_name": "安全管理员",
        });
        server.call("POST", "/api/v1/setup", None, "", &body).unwrap()
    };
    let refused = found(STOLEN);
    assert_eq!((refused.status, refused.body["errors"][0]["code"].as_str()), (422, Some("password_guessable")));
    assert_eq!(found(PASSWORD).status, 201);
    drop(server);

    for (path, said) in
        [("nowhere.txt", "cannot read the list"), ("keys", "cannot read the list"), ("odd.txt", "is no list")]
    {
        std::fs::write(site.folder.join("odd.txt"), "123456\npassword\n").unwrap();
        let path = site.folder.join(path);
        let run = site.run(&["serve", "--listen", "127.0.0.1:0", "--breached-passwords", path.to_str().unwrap()]);
        assert!(run.refused(1).contains(said), "{run:?}");
    }
}

#[test]
fn the_password_of_the_database_shows_nowhere_and_is_warned_of_among_the_arguments() {
    let site = Installation::new("secrets");
    let warning = "everybody on this machine can see the password among the arguments";
    let wrong = site.run(&["--database", "mysql://root:four-seals@localhost/custody", "report", "--year", "2023"]);
    assert_eq!(wrong.code, Some(2), "{wrong:?}");
    assert!(wrong.err.contains("mysql://root:…@localhost") && !wrong.err.contains("four-seals"), "{wrong:?}");
    let address = "postgres://custody:four-seals@127.0.0.1:1/custody?connect_timeout=2";
    let named = site.run(&["--database", address, "audit", "verify"]);
    assert!(named.code != Some(0) && named.err.contains(warning) && !named.err.contains("four-seals"), "{named:?}");
    let kept = Run::of(site.program().env("CUSTODY_DATABASE_URL", address).args(["audit", "verify"]));
    assert!(kept.code != Some(0) && !kept.err.contains("four-seals") && !kept.err.contains(warning), "{kept:?}");
}

fn veteran(app: &TestApp) -> UserId {
    hashed_of_old(&app.database, "veteran", "custodian-1")
}

fn hash_of(app: &TestApp, id: UserId) -> (String, i32) {
    let user = app.database.read(|conn| users::get(conn, id)).unwrap();
    (user.password_hash, user.version)
}

fn entries_of(app: &TestApp, action: &str) -> usize {
    let found = app.person("auditor").get(&format!("/api/v1/audit/entries?action={action}")).ok();
    found["rows"].as_array().unwrap().len()
}

#[test]
fn a_hash_of_old_is_made_anew_when_its_owner_signs_in_and_sessions_go_on() {
    let app = TestApp::new("rehash");
    let id = veteran(&app);
    let (old, version) = hash_of(&app, id);
    let sign_in = |password: &str| {
        let who = json!({ "login": "veteran", "password": password });
        app.prepare("POST", "/api/v1/session").json(&who).send()
    };
    sign_in("not the password of anybody").refused(401, "sign_in_failed");
    assert_eq!(hash_of(&app, id), (old.clone(), version), "a wrong password changes nothing");
    let first = sign_in(PASSWORD).ok()["access_token"].as_str().unwrap().to_owned();
    let (made, raised) = hash_of(&app, id);
    assert!(made != old && made.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && raised == version + 1, "{made}");
    assert_eq!(entries_of(&app, "PasswordRehashed"), 1);
    let second = sign_in(PASSWORD).ok()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(hash_of(&app, id), (made, raised), "what is up to date stays");
    assert_eq!(entries_of(&app, "PasswordRehashed"), 1);
    for token in [first, second] {
        app.prepare("GET", "/api/v1/session").bearer(&token).send().ok();
    }
}

#[test]
fn who_signs_in_twice_at_once_is_let_in_twice_and_hashed_anew_once() {
    let app = TestApp::new("rehash-twice");
    veteran(&app);
    let who = json!({ "login": "veteran", "password": PASSWORD });
    std::thread::scope(|scope| {
        let calls: Vec<_> =
            (0..4).map(|_| scope.spawn(|| app.prepare("POST", "/api/v1/session").json(&who).send().status)).collect();
        for call in calls {
            assert_eq!(call.join().unwrap(), 200);
        }
    });
    assert_eq!(entries_of(&app, "PasswordRehashed"), 1);
    assert_eq!(entries_of(&app, "SignInRefused"), 0);
}

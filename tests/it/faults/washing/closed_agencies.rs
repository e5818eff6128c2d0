//! Whether an agency is closed is what the log says: opening one behind the program's back lets nobody in, and the program does not
//! make it right either.

use custody::db::Conn;
use custody::db::engine::connection::Purpose;
use serde_json::json;

use crate::support::sql::{number, sql};
use crate::support::{Answer, PASSWORD, Person, TestApp};

fn sign_in(app: &TestApp, login: &str) -> Answer {
    app.prepare("POST", "/api/v1/session").json(&json!({ "login": login, "password": PASSWORD })).send()
}

fn set(admin: &Person<'_>, agency: &str, active: bool) -> Answer {
    let path = format!("/api/v1/agencies/{agency}");
    let version = admin.get(&path).ok()["version"].as_i64().unwrap();
    admin.patch(&path, version, &json!({ "active": active }))
}

fn told(conn: &mut Conn) -> i64 {
    number(conn, "SELECT count(*) FROM log_leaves WHERE action = 'AlterationFound' AND payload LIKE '%\"agencies\"%'")
}

#[test]
fn a_closed_agency_that_was_opened_by_sql_lets_nobody_in() {
    let app = TestApp::new("opened-by-sql");
    let mut conn = Conn::open(app.url(), Purpose::Write).unwrap();
    let (admin, officer) = (app.person("system-admin"), app.team(1).officer);
    let (agency, pair) = (officer.agency_id(), officer.session());
    let me = || app.prepare("GET", "/api/v1/session").bearer(&pair.access).send();
    me().ok();
    sql(&mut conn, "CREATE TEMPORARY TABLE kept AS SELECT id, mac, last_used_at FROM sessions");
    set(&admin, &agency, false).ok();
    me().refused(401, "session_ended");

    let code = "code = '130273020000'";
    sql(&mut conn, &format!("UPDATE agencies SET active = true WHERE {code}"));
    sign_in(&app, "prosecutor-officer-1").refused(409, "record_altered");
    assert!(told(&mut conn) >= 1);
    // What is built upon it does not make it right.
    set(&admin, &agency, true).refused(409, "record_altered");
    set(&admin, &agency, false).refused(409, "record_altered");
    // The session of before, row and all.
    let back = "UPDATE sessions SET ended_at = NULL, \
                mac = (SELECT mac FROM kept WHERE kept.id = sessions.id), \
                last_used_at = (SELECT last_used_at FROM kept WHERE kept.id = sessions.id) WHERE id IN (SELECT id FROM kept)";
    sql(&mut conn, back);
    me().refused(401, "session_ended");

    sql(&mut conn, &format!("UPDATE agencies SET active = false WHERE {code}"));
    me().refused(401, "session_ended");
    sign_in(&app, "prosecutor-officer-1").refused(401, "sign_in_failed");
    set(&admin, &agency, true).ok();
    me().refused(401, "session_ended");
    assert!(sign_in(&app, "prosecutor-officer-1").status < 300);
}

#[test]
fn whoever_is_of_an_agency_that_was_altered_is_let_in_no_more() {
    let app = TestApp::new("altered-agency");
    let mut conn = Conn::open(app.url(), Purpose::Write).unwrap();
    let (officer, other) = (app.team(1).officer, app.team(0).officer);
    officer.get("/api/v1/session").ok();
    for (column, altered, own) in [
        ("kind", "'centre'", "'procuratorate'"),
        ("active", "false", "true"),
        ("name", "'高新公安分局'", "'高新检察院'"),
        ("version", "7", "1"),
    ] {
        let (before, set) = (told(&mut conn), |value: &str| {
            format!("UPDATE agencies SET {column} = {value} WHERE code = '130273020000'")
        });
        sql(&mut conn, &set(altered));
        for _ in 0..2 {
            officer.get("/api/v1/session").refused(409, "record_altered");
        }
        assert_eq!(told(&mut conn), before + 1, "{column} is told once");
        other.get("/api/v1/session").ok();
        sql(&mut conn, &set(own));
        officer.get("/api/v1/session").ok();
    }
}

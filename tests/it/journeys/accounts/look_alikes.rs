//! No login and no agency can be taken for another one; two people may have one name.

use serde_json::json;

use crate::support::{Answer, Person, TestApp};

fn register(admin: &Person<'_>, login: &str) -> Answer {
    admin.post("/api/v1/users", &json!({ "login": login, "name": "同名", "agency_id": admin.agency_id() }))
}

fn found(admin: &Person<'_>, code: &str, name: &str) -> Answer {
    admin.post("/api/v1/agencies", &json!({ "code": code, "name": name, "kind": "police" }))
}

#[test]
fn nobody_is_registered_under_a_login_that_can_be_taken_for_another_ones() {
    let app = TestApp::new("login-look-alikes");
    let admin = app.person("system-admin");
    for login in ["mario.rossi", "wang.wei", "officer10"] {
        register(&admin, login).with(201);
    }
    for (login, other) in [
        ("rnario.rossi", "mario.rossi"),
        ("mari0.rossi", "mario.rossi"),
        ("vvang.wei", "wang.wei"),
        ("officerlo", "officer10"),
        ("custodian-l", "custodian-1"),
    ] {
        let answer = register(&admin, login);
        assert_eq!(answer.fields(), [("/login", "login_looks_like")], "{login}");
        assert!(answer.body["errors"][0]["detail"].as_str().unwrap().contains(other), "{}", answer.body);
    }
    // What nobody takes for one another, and a name that somebody has already.
    for login in ["officer11", "wang-wei", "mario.rosso"] {
        register(&admin, login).with(201);
    }
}

#[test]
fn no_agency_that_works_has_a_name_that_can_be_taken_for_another_ones() {
    let app = TestApp::new("agency-look-alikes");
    let admin = app.person("system-admin");
    let first = found(&admin, "130273050000", "工业区分局").created();
    for name in ["工业区分局", "エ业区分局", "工业区\u{3000}分局", "⼯业区分局"] {
        let answer = found(&admin, "130273060000", name);
        assert_eq!(answer.fields(), [("/name", "name_looks_like")], "{name}");
        assert!(answer.body["errors"][0]["detail"].as_str().unwrap().contains("130273050000"), "{}", answer.body);
    }
    let second = found(&admin, "130273060000", "农业区分局").created();
    let edit = |id: &str, edit: serde_json::Value| {
        let path = format!("/api/v1/agencies/{id}");
        let version = admin.get(&path).ok()["version"].as_i64().unwrap();
        admin.patch(&path, version, &edit)
    };
    assert_eq!(edit(&second, json!({ "name": "エ业区分局" })).fields(), [("/name", "name_looks_like")]);
    // The one that follows a closed one may be called as it was, which is then not opened again beside it.
    edit(&first, json!({ "active": false })).ok();
    edit(&second, json!({ "name": "工业区分局" })).ok();
    assert_eq!(edit(&first, json!({ "active": true })).fields(), [("/name", "name_looks_like")]);
    edit(&first, json!({ "active": true, "name": "老工业区分局" })).ok();
    edit(&first, json!({ "name": "老工业区分局" })).ok();
}

//! Administrators and auditors are let in from certain networks only, where the operator says so.

use custody::model::accounts::role::Role;
use serde_json::json;

use crate::support::{Answer, PASSWORD, Passkey, TestApp};

const PROXY: &str = "127.0.0.1";

fn centre(name: &str) -> TestApp {
    TestApp::for_administrators_from(name, PROXY.parse().unwrap(), &["10.1.0.0/16", "2001:db8::/32"])
}

fn sign_in(app: &TestApp, login: &str, from: Option<&str>) -> Answer {
    let call = app.prepare("POST", "/api/v1/session").json(&json!({ "login": login, "password": PASSWORD }));
    match from {
        Some(address) => call.header("x-forwarded-for", address).send(),
        None => call.send(),
    }
}

#[test]
fn administrators_sign_in_from_their_networks_only_and_everybody_else_from_everywhere() {
    let app = centre("administration");
    for login in ["system-admin", "security-admin", "auditor"] {
        let answer = sign_in(&app, login, Some("203.0.113.7"));
        let told = answer.refused(403, "address_not_allowed");
        assert!(told["detail"].as_str().unwrap().contains("203.0.113.7"), "{told}");
        sign_in(&app, login, Some("10.1.2.3")).ok();
        sign_in(&app, login, Some("[2001:db8::7]:50123")).ok();
        sign_in(&app, login, None).ok();
    }
    sign_in(&app, "custodian-1", Some("203.0.113.7")).ok();
    // Whoever does not know the password learns nothing of whose account it is.
    let wrong = json!({ "login": "auditor", "password": "not the password of anybody" });
    let call = app.prepare("POST", "/api/v1/session").json(&wrong).header("x-forwarded-for", "203.0.113.7");
    call.send().refused(401, "sign_in_failed");
}

#[test]
fn a_session_of_an_administrator_counts_nowhere_else() {
    let app = centre("administration-session");
    for role in [Role::SystemAdmin, Role::SecurityAdmin, Role::Auditor, Role::Supervisor] {
        let pair = app.one(role).session();
        let get = |path: &str, from: &str| {
            app.prepare("GET", path).bearer(&pair.access).header("x-forwarded-for", from).send()
        };
        let renew = |from: &str| {
            let body = json!({ "refresh_token": pair.refresh });
            app.prepare("POST", "/api/v1/session/refresh").json(&body).header("x-forwarded-for", from).send()
        };
        get("/api/v1/session", "10.1.2.3").ok();
        if role.is_administrator() {
            for path in ["/api/v1/session", "/api/v1/users", "/api/v1/openapi.json", "/api/docs/index.html"] {
                get(path, "203.0.113.7").refused(403, "address_not_allowed");
            }
            renew("203.0.113.7").refused(403, "address_not_allowed");
        } else {
            get("/api/v1/session", "203.0.113.7").ok();
        }
        renew("10.1.2.3").ok();
    }
}

#[test]
fn a_forwarded_address_is_not_this_machine() {
    let app = centre("administration-forwarded");
    let token = app.person("auditor").token();
    let get = || app.prepare("GET", "/api/v1/session").bearer(&token);
    get().send().ok();
    for header in ["forwarded", "via", "x-real-ip"] {
        get().header(header, "for=10.1.2.3").send().refused(403, "address_not_allowed");
    }
    get().header("x-forwarded-for", "nonsense").send().refused(403, "address_not_allowed");
}

#[test]
fn a_passkey_is_of_the_address_the_operator_says_and_lets_administrators_in_from_their_networks_only() {
    let (proxy, origin) = (PROXY.parse().unwrap(), "https://custody.example.org");
    let app = &TestApp::under_address("administration-passkey", proxy, &["10.1.0.0/16"], origin);
    let from = |address: &str, method: &str, path: &str| {
        app.prepare(method, path).header("x-forwarded-for", address).header("x-forwarded-proto", "https")
    };
    let token = app.person("auditor").session().access;
    let begin = from("10.1.2.3", "POST", "/api/v1/session/passkey-registrations").bearer(&token);
    let offer = begin.json(&json!({ "password": PASSWORD })).send().ok();
    assert_eq!(offer["relying_party_id"], "custody.example.org");
    // Made at the server itself, under another name.
    let near = Passkey::new().make(&offer);
    assert_eq!(app.keep_passkey(&token, "旧", near).fields(), [("/credential", "passkey_wrong")]);
    let mut passkey = Passkey::new();
    passkey.origin = origin.to_owned();
    let begin = from("10.1.2.3", "POST", "/api/v1/session/passkey-registrations").bearer(&token);
    let made = passkey.make(&begin.json(&json!({ "password": PASSWORD })).send().ok());
    app.keep_passkey(&token, "工作手机", made).with(201);
    let mut enter = |address: &str| {
        let asked = from(address, "POST", "/api/v1/passkey-challenges").json(&json!({})).send();
        let cookie = asked.header("set-cookie").split(';').next().unwrap().to_owned();
        let answer = passkey.sign(&asked.ok());
        let body = json!({ "passkey": answer });
        from(address, "POST", "/api/v1/session/passkey").header("cookie", &cookie).json(&body).send()
    };
    let told = enter("203.0.113.7").refused(403, "address_not_allowed");
    assert!(told["detail"].as_str().unwrap().contains("203.0.113.7"), "{told}");
    let token = enter("10.1.2.3").ok()["access_token"].as_str().unwrap().to_owned();
    from("10.1.2.3", "GET", "/api/v1/session").bearer(&token).send().ok();
    from("203.0.113.7", "GET", "/api/v1/session").bearer(&token).send().refused(403, "address_not_allowed");
}

#[test]
fn from_elsewhere_a_password_alone_lets_nobody_in_and_no_factor_is_set_up_there() {
    let app = &TestApp::for_people_within("inside-networks", PROXY.parse().unwrap(), &["10.1.0.0/16"]);
    let (near, far) = ("10.1.2.3", "203.0.113.7");
    for login in ["custodian-1", "auditor", "police-officer-1"] {
        let told = sign_in(app, login, Some(far)).refused(403, "factor_needed_here");
        assert!(told["detail"].as_str().unwrap().contains(far), "{told}");
        sign_in(app, login, Some(near)).ok();
        sign_in(app, login, None).ok();
    }
    let wrong = json!({ "login": "custodian-1", "password": "not the password of anybody" });
    let call = app.prepare("POST", "/api/v1/session").json(&wrong).header("x-forwarded-for", far);
    call.send().refused(401, "sign_in_failed");
    // Neither does a session that was begun within, and whoever took it cannot set up a factor of their own.
    let token = app.person("custodian-1").session().access;
    let call = |method: &str, path: &str, from: &str| {
        app.prepare(method, path).bearer(&token).header("x-forwarded-for", from).json(&json!({ "password": PASSWORD }))
    };
    call("GET", "/api/v1/session", far).send().refused(403, "factor_needed_here");
    call("POST", "/api/v1/session/factor", far).send().refused(403, "factor_needed_here");
    call("GET", "/api/v1/session", near).send().ok();
    // With a second factor people come from everywhere, and are asked for it.
    app.add_passkey("custodian-1");
    sign_in(app, "custodian-1", Some(far)).refused(401, "code_needed");
    call("GET", "/api/v1/session", far).send().ok();
}

//! Signing in and out, refreshing, cookies; and what ends a session at once.

use custody::model::time::{HOUR, SECOND};
use serde_json::{Value, json};

use crate::support::{Answer, Call, PASSWORD, TestApp};
use crate::text;

const MINUTE: i64 = 60 * SECOND;

fn sign_in<'t>(app: &'t TestApp, login: &str) -> Call<'t> {
    app.prepare("POST", "/api/v1/session").json(&json!({ "login": login, "password": PASSWORD }))
}

fn refresh(app: &TestApp, token: &str) -> Answer {
    app.prepare("POST", "/api/v1/session/refresh").json(&json!({ "refresh_token": token })).send()
}

fn me(app: &TestApp, token: &str) -> Answer {
    app.prepare("GET", "/api/v1/session").bearer(token).send()
}

fn pair(tokens: &Value) -> (String, String) {
    (text(tokens, "access_token").to_owned(), text(tokens, "refresh_token").to_owned())
}

#[test]
fn an_access_token_lasts_ten_minutes_and_is_renewed_for_one_shift() {
    let app = &TestApp::new("shift");
    let tokens = sign_in(app, "custodian-1").send().ok();
    assert_eq!(tokens["access_expires_at"], "2022-12-31T16:10:00.000000Z");
    assert_eq!(tokens["session_expires_at"], "2023-01-01T00:00:00.000000Z");
    let (access, first) = pair(&tokens);
    let who = me(app, &access).ok();
    assert_eq!((&who["user"]["login"], &who["roles"]), (&json!("custodian-1"), &json!(["custodian"])));
    assert!(who["permissions"].as_array().unwrap().contains(&json!("execute_requests")), "{who}");
    app.wait(10 * MINUTE);
    let answer = me(app, &access);
    assert_eq!(answer.header("www-authenticate"), "Bearer");
    answer.refused(401, "session_ended");

    let mut token = first;
    for _ in 0..47 {
        let (access, next) = pair(&refresh(app, &token).ok());
        me(app, &access).ok();
        assert_ne!(next, token);
        token = next;
        app.wait(10 * MINUTE);
    }
    refresh(app, &token).refused(401, "session_ended");
}

#[test]
fn a_refresh_can_be_repeated_for_ten_seconds_and_later_ends_the_session() {
    let app = &TestApp::new("reuse");
    let (_, first) = pair(&sign_in(app, "custodian-1").send().ok());
    let next = refresh(app, &first).ok();
    app.wait(9 * SECOND);
    assert_eq!(refresh(app, &first).ok(), next, "an answer that was lost is given again");
    let (access, second) = pair(&next);
    me(app, &access).ok();
    app.wait(2 * SECOND);
    refresh(app, &first).refused(401, "refresh_reused");
    me(app, &access).refused(401, "session_ended");
    refresh(app, &second).refused(401, "session_ended");
}

#[test]
fn a_refresh_token_whose_successor_was_used_is_stolen() {
    let app = &TestApp::new("stolen");
    let (access, first) = pair(&sign_in(app, "custodian-1").send().ok());
    let (_, second) = pair(&refresh(app, &first).ok());
    refresh(app, &second).ok();
    refresh(app, &first).refused(401, "refresh_reused");
    me(app, &access).refused(401, "session_ended");
    refresh(app, "guessed").refused(401, "session_ended");
}

#[test]
fn signing_out_disabling_and_new_roles_end_sessions_at_once() {
    let app = &TestApp::new("ends");
    let (access, first) = pair(&sign_in(app, "custodian-1").send().ok());
    let elsewhere = pair(&sign_in(app, "custodian-1").send().ok()).0;
    let out = app.prepare("DELETE", "/api/v1/session").bearer(&access).send();
    assert_eq!((out.status, out.header("clear-site-data")), (204, "\"cache\""));
    me(app, &access).refused(401, "session_ended");
    refresh(app, &first).refused(401, "session_ended");
    me(app, &elsewhere).ok();

    let custodian = app.person("custodian-1");
    let path = |id: &str, step: &str| format!("/api/v1/users/{id}/{step}");
    let grant = json!({ "roles": ["centre_head"] });
    app.person("security-admin").post(&path(&custodian.id(), "roles"), &grant).ok();
    me(app, &elsewhere).refused(401, "session_ended");

    let (access, first) = pair(&sign_in(app, "custodian-2").send().ok());
    let second = app.person("custodian-2");
    app.person("system-admin").post(&path(&second.id(), "disablement"), &json!({})).ok();
    me(app, &access).refused(401, "session_ended");
    refresh(app, &first).refused(401, "session_ended");
    sign_in(app, "custodian-2").send().refused(401, "sign_in_failed");
}

#[test]
fn browsers_get_cookies_that_scripts_and_other_sites_cannot_use() {
    let app = &TestApp::new("cookies");
    let host = app.address().trim_start_matches("http://").to_owned();
    let own = format!("http://{host}");
    let wanted = json!({ "login": "custodian-1", "password": PASSWORD, "cookies": true });
    let enter = || app.prepare("POST", "/api/v1/session").json(&wanted);
    enter().send().refused(403, "cross_site");
    enter().header("origin", "https://evil.example").send().refused(403, "cross_site");
    enter().header("sec-fetch-site", "cross-site").header("origin", &own).send().refused(403, "cross_site");
    let answer = enter().header("sec-fetch-site", "same-origin").send();
    let cookies: Vec<String> = answer.header_lines("set-cookie").into_iter().map(str::to_owned).collect();
    assert_eq!(cookies.len(), 3, "{cookies:?}");
    for (cookie, name) in cookies.iter().zip(["__Host-access=", "__Host-refresh=", "__Host-device="]) {
        assert!(cookie.starts_with(name), "{cookie}");
        for part in ["; HttpOnly", "; Secure", "; SameSite=Strict", "; Path=/", "; Max-Age="] {
            assert!(cookie.contains(part), "{cookie} has no {part}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
    let body = answer.ok();
    assert!(body.get("access_token").is_none() && body.get("refresh_token").is_none(), "{body}");

    let jar: Vec<&str> = cookies.iter().map(|cookie| cookie.split(';').next().unwrap()).collect();
    let jar = jar.join("; ");
    let with = |method: &str, path: &str| app.prepare(method, path).header("cookie", &jar);
    let me = with("GET", "/api/v1/session").send().ok();
    let with = |method: &str, path: &str| with(method, path).header("acting-user", text(&me["user"], "id"));
    let out = |site: &str| with("DELETE", "/api/v1/session").header("sec-fetch-site", site).send();
    with("DELETE", "/api/v1/session").send().refused(403, "cross_site");
    out("cross-site").refused(403, "cross_site");
    out("same-site").refused(403, "cross_site");
    let renew = |origin: &str| with("POST", "/api/v1/session/refresh").header("origin", origin).send();
    renew("https://evil.example").refused(403, "cross_site");
    assert_eq!(renew(&own).header_lines("set-cookie").len(), 2);
    let gone = out("same-origin");
    assert_eq!(gone.status, 204);
    assert!(gone.header_lines("set-cookie").iter().all(|cookie| cookie.contains("Max-Age=0")), "{:?}", gone.headers);
    with("GET", "/api/v1/session").send().refused(401, "session_ended");
}

#[test]
fn behind_a_proxy_the_address_people_open_is_ours_with_its_scheme_whatever_the_proxy_calls_the_program() {
    let opened = "https://custody.example.org";
    let app = &TestApp::under_address("cookies-opened", [127, 0, 0, 1].into(), &[], opened);
    let wanted = json!({ "login": "custodian-1", "password": PASSWORD, "cookies": true });
    let enter = |host: &str, origin: &str| {
        let call = app.prepare("POST", "/api/v1/session").header("x-forwarded-for", "10.1.2.3");
        call.header("host", host).header("origin", origin).json(&wanted).send()
    };
    let (inside, outside) = ("custody.internal:8080", "custody.example.org");
    for host in [inside, outside] {
        enter(host, opened).ok();
        for foreign in
            ["http://custody.example.org", "https://custody.example.org:8443", "https://evil.example", "null"]
        {
            enter(host, foreign).refused(403, "cross_site");
        }
    }
    enter("localhost:8080", "http://localhost:8080").ok();
    for (host, origin) in [(inside, "http://custody.internal:8080"), ("evil.example", "https://evil.example")] {
        enter(host, origin).refused(403, "cross_site");
    }
}

/// The cookies of a browser in which this person signed in, sent as its pages send them.
fn browser(app: &TestApp, login: &str, jar: Option<&str>, replace: bool) -> Answer {
    let said = json!({ "login": login, "password": PASSWORD, "cookies": true, "replace_session": replace });
    let call = app.prepare("POST", "/api/v1/session").header("sec-fetch-site", "same-origin");
    let call = if let Some(jar) = jar { call.header("cookie", jar) } else { call };
    call.json(&said).send()
}

fn jar_of(answer: &Answer) -> String {
    let cookies = answer.header_lines("set-cookie").into_iter();
    cookies.map(|cookie| cookie.split(';').next().unwrap().to_owned()).collect::<Vec<_>>().join("; ")
}

#[test]
fn signing_in_over_a_living_session_asks_first() {
    let app = &TestApp::new("over");
    let first = jar_of(&browser(app, "custodian-1", None, false));
    browser(app, "custodian-2", Some(&first), false).refused(409, "session_living");
    let again = jar_of(&browser(app, "custodian-1", Some(&first), false));
    browser(app, "custodian-2", Some(&again), true).ok();
    let with = |jar: &str| app.prepare("GET", "/api/v1/session").header("cookie", jar).send();
    with(&again).refused(401, "session_ended");
    browser(app, "custodian-2", Some(&again), false).ok();
}

#[test]
fn a_confirmation_of_a_second_custodian_is_no_access_token() {
    let app = TestApp::new("kinds");
    let staff = app.staff();
    let second = staff.custodian.with_second(&staff.second);
    me(&app, &second).refused(401, "session_ended");
    let confirm = |login: &str, password: &str| {
        let body = json!({ "login": login, "password": password });
        staff.custodian.post("/api/v1/session/confirmations", &body)
    };
    confirm("custodian-1", PASSWORD).refused(409, "second_custodian_same");
    confirm("centre-head-1", PASSWORD).refused(409, "second_custodian_needed");
    assert_eq!(confirm("custodian-2", "wrong").fields(), [("/password", "sign_in_failed")]);
    me(&app, &staff.custodian.token()).ok();
}

#[test]
fn a_session_token_of_the_day_is_refused_on_the_next_shift() {
    let app = TestApp::new("dawn");
    let custodian = app.staff().custodian;
    let yesterday = custodian.token();
    app.wait(9 * HOUR);
    me(&app, &yesterday).refused(401, "session_ended");
    custodian.get("/api/v1/session").ok();
}

//! What is not believed of an identity provider, and whom it does not let in.

use std::fs;
use std::net::IpAddr;
use std::os::unix::fs::PermissionsExt;
use std::time::Instant;

use custody::db::Conn;
use custody::db::engine::connection::Purpose;
use custody::model::time::{DAY, MINUTE, SECOND};
use serde_json::{Value, json};

use super::identities::{at_browser, linked};
use crate::support::identity_provider::{IdentityProvider, Manner, Signing};
use crate::support::sql::sql;
use crate::support::{Browser, Installation, TestApp};
use crate::text;

const WRONG: &str = "identity_answer_wrong";

#[test]
fn a_token_that_is_not_ours_or_says_something_else_is_not_believed() {
    let provider = &IdentityProvider::start();
    let app = &TestApp::with_provider("identity-lies", provider);
    linked(app, provider, "custodian-1", "subject-1");
    let now = app.clock.now().0 / 1_000_000;
    let lies: [(&'static str, Value); 16] = [
        ("nonce", json!("another")),
        ("nonce", Value::Null),
        ("aud", json!("another")),
        ("aud", json!(["another"])),
        ("aud", json!(["custody-7", "another"])),
        ("azp", json!("another")),
        ("iss", json!("https://elsewhere.example")),
        ("iss", json!(format!("{}/", provider.issuer))),
        ("exp", json!(now - 61)),
        ("exp", Value::Null),
        ("iat", json!(now + 120)),
        ("iat", json!(now - 700)),
        ("sub", json!("")),
        ("sub", json!("x".repeat(256))),
        ("sub", Value::Null),
        ("auth_time", json!(now + 120)),
    ];
    for (member, value) in lies {
        let said = value.clone();
        provider.lies(move |claims| claims[member] = said.clone());
        let mut browser = Browser::new(app);
        let answer = browser.arrive(provider, "subject-1");
        assert_eq!((answer.status, answer.code()), (409, WRONG), "{member} {value}");
        browser.enter_by_identity(None).refused(409, WRONG);
    }
    // Two audiences and ours the party is as good as one; clocks may differ by a little.
    provider.lies(move |claims| {
        (claims["aud"], claims["azp"]) = (json!(["custody-7", "another"]), json!("custody-7"));
        claims["iat"] = json!(now + 30);
    });
    Browser::new(app).arrive(provider, "subject-1").ok();
    provider.lies(|_| ());
    for signing in [Signing::None, Signing::Shared, Signing::Others] {
        provider.signs(signing);
        let answer = Browser::new(app).arrive(provider, "subject-1");
        assert_eq!((answer.status, answer.code()), (409, WRONG), "{signing:?}");
    }
    provider.signs(Signing::Own);
    Browser::new(app).arrive(provider, "subject-1").ok();
}

#[test]
fn an_answer_is_taken_where_it_was_asked_for_once_and_for_ten_minutes() {
    let provider = &IdentityProvider::start();
    let app = &TestApp::with_provider("identity-answers", provider);
    linked(app, provider, "custodian-1", "subject-1");
    let answers = "/api/v1/identity-answers";
    let away = |browser: &mut Browser<'_>| {
        let sent = browser.send("/api/v1/identity-requests", &json!({}), None).ok();
        provider.let_in(text(&sent, "authorization_url"), "subject-1")
    };
    let mut browser = Browser::new(app);
    let answer = away(&mut browser);
    // At another browser, with another state, from another issuer, and from nobody.
    let mut other = Browser::new(app);
    other.send(answers, &answer, None).refused(409, WRONG);
    away(&mut other);
    other.send(answers, &answer, None).refused(409, WRONG);
    for (member, value) in
        [("state", json!("another")), ("iss", json!("https://elsewhere.example")), ("iss", Value::Null)]
    {
        let mut changed = answer.clone();
        changed[member] = value;
        browser.send(answers, &changed, None).refused(409, WRONG);
    }
    let arrival = browser.jar.clone();
    browser.send(answers, &answer, None).ok();
    // The code was good once, also for whoever kept the cookie.
    let mut thief = Browser::new(app);
    thief.jar = arrival;
    thief.send(answers, &answer, None).refused(409, WRONG);
    // And so is the arrival.
    let arrived = browser.jar.clone();
    browser.enter_by_identity(None).ok();
    thief.jar = arrived;
    let again = thief.send("/api/v1/session/identity", &json!({}), None);
    again.refused(401, WRONG);
    let answer = away(&mut browser);
    app.wait(10 * MINUTE);
    browser.send(answers, &answer, None).refused(409, WRONG);
    let answer = away(&mut browser);
    browser.send(answers, &answer, None).ok();
    app.wait(5 * MINUTE);
    browser.enter_by_identity(None).refused(409, WRONG);
    // Another key of the provider is asked for when a token names it.
    let asked = provider.asked_for("/keys");
    provider.changes_its_key();
    browser.arrive(provider, "subject-1").ok();
    assert_eq!(provider.asked_for("/keys"), asked + 1);
}

#[test]
fn a_page_of_another_site_neither_sends_away_nor_takes_back() {
    let provider = &IdentityProvider::start();
    let app = &TestApp::with_provider("identity-sites", provider);
    for (path, body) in [
        ("/api/v1/identity-requests", json!({})),
        ("/api/v1/identity-answers", json!({ "code": "x", "state": "x" })),
        ("/api/v1/session/identity", json!({ "cookies": true })),
    ] {
        let call = app.prepare("POST", path).header("sec-fetch-site", "cross-site").json(&body).send();
        if path.ends_with("/identity") {
            call.refused(409, WRONG);
        } else {
            call.refused(403, "cross_site");
        }
    }
    let answer =
        app.prepare("POST", "/api/v1/identity-requests").header("sec-fetch-site", "same-origin").json(&json!({}));
    let answer = answer.send();
    let cookie = answer.header_lines("set-cookie").concat();
    for part in ["__Host-identity=", "HttpOnly", "Secure", "SameSite=Strict", "Path=/", "Max-Age=600"] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[test]
fn a_provider_that_is_down_slow_huge_or_astray_hurts_nobody_else() {
    let provider = &IdentityProvider::start();
    let app = &TestApp::with_provider("identity-down", provider);
    for manner in [Manner::Badly, Manner::Hugely, Manner::Elsewhere] {
        provider.answers(manner);
        let mut browser = Browser::new(app);
        let refused = browser.send("/api/v1/identity-requests", &json!({}), None);
        refused.refused(503, "identity_provider_unavailable");
    }
    provider.answers(Manner::Slowly);
    std::thread::scope(|scope| {
        let waiting: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| Browser::new(app).send("/api/v1/identity-requests", &json!({}), None).code().to_owned())
            })
            .collect();
        std::thread::sleep(std::time::Duration::from_millis(500));
        let started = Instant::now();
        app.sign_in("custodian-1");
        assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
        let mut codes: Vec<_> = waiting.into_iter().map(|one| one.join().unwrap()).collect();
        codes.sort();
        // Four are tried at a time; the others are told to come again.
        assert_eq!((codes[0].as_str(), codes[7].as_str()), ("identity_provider_unavailable", "server_busy"));
        assert!(started.elapsed().as_secs() < 15, "{:?}", started.elapsed());
    });
    provider.answers(Manner::Well);
    Browser::new(app).arrive(provider, "subject-1").ok();
}

#[test]
fn an_identity_that_is_not_linked_is_counted_and_locked_out() {
    let provider = &IdentityProvider::start();
    let app = &TestApp::with_provider("identity-strangers", provider);
    linked(app, provider, "custodian-1", "subject-1");
    for _ in 0..5 {
        let mut browser = Browser::new(app);
        browser.arrive(provider, "stranger").ok();
        browser.enter_by_identity(None).refused(401, "identity_not_linked");
    }
    let mut browser = Browser::new(app);
    browser.arrive(provider, "stranger").ok();
    browser.enter_by_identity(None).refused(429, "too_many_attempts");
    // Somebody else comes in from there.
    let mut other = Browser::new(app);
    other.arrive(provider, "subject-1").ok();
    other.enter_by_identity(None).ok();
}

#[test]
fn the_disabled_the_locked_and_the_closed_are_kept_out_and_administrators_where_they_do_not_belong() {
    let provider = &IdentityProvider::start();
    let proxy = IpAddr::from([127, 0, 0, 1]);
    let app = &TestApp::with_provider_behind("identity-kept-out", provider, proxy, &["10.1.0.0/16"]);
    let officers = [("prosecutor-officer-1", "4"), ("police-officer-1", "5")];
    for (login, subject) in [("custodian-1", "1"), ("custodian-2", "2"), ("auditor", "3")].into_iter().chain(officers) {
        linked(app, provider, login, subject);
    }
    let from = |address: &str, subject: &str| {
        let mut browser = Browser::new(app);
        browser.arrive(provider, subject).ok();
        let cookie = browser.jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let call = app.prepare("POST", "/api/v1/session/identity").header("x-forwarded-for", address);
        call.header("cookie", &cookie).json(&json!({})).send()
    };
    from("10.2.0.1", "3").refused(403, "address_not_allowed");
    from("10.1.0.1", "3").ok();
    from("10.2.0.1", "1").ok();
    for _ in 0..5 {
        let body = json!({ "login": "custodian-1", "password": "a wrong password" });
        app.prepare("POST", "/api/v1/session").json(&body).send().refused(401, "sign_in_failed");
    }
    from("10.2.0.1", "1").refused(429, "too_many_attempts");
    let admin = app.person("system-admin");
    admin.post(&format!("/api/v1/users/{}/disablement", app.person("custodian-2").id()), &json!({})).ok();
    from("10.2.0.1", "2").refused(401, "identity_not_linked");
    // An agency that was closed.
    let agency = format!("/api/v1/agencies/{}", app.person("prosecutor-officer-1").agency_id());
    admin.patch(&agency, 1, &json!({ "active": false })).ok();
    from("10.2.0.1", "4").refused(401, "identity_not_linked");
    // Whoever got a new initial password: an identity lets in to choose one, until it has run out.
    let of_user = |step: &str| format!("/api/v1/users/{}{step}", app.person("police-officer-1").id());
    admin.post(&of_user("/password"), &json!({})).ok();
    app.wait(SECOND);
    app.person("security-admin").post(&of_user("/password-release"), &json!({})).ok();
    let token = text(&from("10.2.0.1", "5").ok(), "access_token").to_owned();
    app.prepare("GET", "/api/v1/cases").bearer(&token).send().refused(403, "password_must_change");
    app.wait(DAY);
    from("10.2.0.1", "5").refused(401, "identity_not_linked");
}

#[test]
fn a_link_planted_exchanged_or_put_back_lets_nobody_in() {
    let provider = &IdentityProvider::start();
    let app = &TestApp::with_provider("identity-planted", provider);
    linked(app, provider, "custodian-1", "1");
    linked(app, provider, "custodian-2", "2");
    let removed = linked(app, provider, "custodian-3", "3");
    let (mut browser, id) = at_browser(app, "custodian-3");
    let path = format!("/api/v1/session/linked-identities/{removed}/removal");
    browser.send(&path, &json!({}), Some(&id)).with(204);
    app.tampered();
    let mut conn = Conn::open(app.url(), Purpose::Write).unwrap();
    let enter = |subject: &str| {
        let mut browser = Browser::new(app);
        browser.arrive(provider, subject).ok();
        browser.enter_by_identity(None)
    };
    sql(&mut conn, "UPDATE linked_identities SET subject = 'of a thief' WHERE subject = '1'");
    enter("of a thief").refused(409, "record_altered");
    let owner = "(SELECT id FROM users WHERE login = 'auditor')";
    sql(&mut conn, &format!("UPDATE linked_identities SET user_id = {owner} WHERE subject = '2'"));
    enter("2").refused(409, "record_altered");
    sql(&mut conn, "UPDATE linked_identities SET removed_at = NULL WHERE subject = '3'");
    enter("3").refused(409, "record_altered");
    let columns = "user_id, issuer, linked_at, removed_at, version";
    let planted = if conn.is_postgres() { "gen_random_uuid()" } else { "randomblob(16)" };
    sql(&mut conn, "UPDATE linked_identities SET removed_at = 1 WHERE subject = '3'");
    sql(
        &mut conn,
        &format!(
            "INSERT INTO linked_identities (id, subject, {columns}) SELECT {planted}, '4', user_id, issuer, linked_at, NULL, version FROM linked_identities WHERE subject = '3'"
        ),
    );
    enter("4").refused(409, "record_altered");
}

#[test]
fn a_provider_is_named_whole_by_tls_and_with_a_secret_of_its_owners_only() {
    let site = Installation::new("identity-flags");
    let secret = site.folder.join("client.secret");
    fs::write(&secret, "a secret\n").unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o644)).unwrap();
    let secret = secret.to_str().unwrap();
    let run = |issuer: &str, more: &[&str]| {
        let flags = ["serve", "--listen", "127.0.0.1:0", "--oidc-issuer", issuer, "--oidc-client-id", "custody"];
        site.run(&[&flags[..], more].concat())
    };
    let issuer = "https://id.example.org";
    let origin = ["--public-origin", "https://custody.example.org"];
    let whole = [&origin[..], &["--oidc-client-secret-file", secret]].concat();
    for (more, missing) in [(&origin[..], "--oidc-client-secret-file"), (&whole[2..], "--public-origin")] {
        let run = run(issuer, more);
        assert!(run.code == Some(2) && run.err.contains(missing), "{run:?}");
    }
    let open = run(issuer, &whole);
    assert!(open.refused(1).contains("mode 644") && open.refused(1).contains("chmod 600"), "{open:?}");
    fs::set_permissions(secret, fs::Permissions::from_mode(0o600)).unwrap();
    for (issuer, why) in [
        ("http://id.example.org", "write https://"),
        ("id.example.org", "does not begin with https://"),
        ("https://id.example.org?x=1", "an issuer has neither"),
    ] {
        let run = run(issuer, &whole);
        assert!(run.refused(1).contains(why), "{run:?}");
    }
    let long = "长".repeat(41);
    assert!(run(issuer, &[&whole[..], &["--oidc-name", &long]].concat()).refused(1).contains("40 characters"));
    let nothing = ["--oidc-authority", secret];
    assert!(run(issuer, &[&whole[..], &nothing].concat()).refused(1).contains("no certificate"), "a secret is none");
    assert!(!site.folder.join("keys").exists(), "nothing was begun");
}

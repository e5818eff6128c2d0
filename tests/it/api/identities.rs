//! Linked identities: linked by their owners after a recent proof, taken instead of the password, as proof anew, and removed.

use custody::db::Conn;
use custody::db::engine::connection::Purpose;
use custody::model::time::MINUTE;
use serde_json::{Value, json};

use crate::support::identity_provider::IdentityProvider;
use crate::support::sql::texts;
use crate::support::{Browser, PASSWORD, TestApp};
use crate::text;

/// A person at a browser of their own, with the person's id.
pub fn at_browser<'t>(app: &'t TestApp, login: &str) -> (Browser<'t>, String) {
    let mut browser = Browser::new(app);
    browser.sign_in(login, PASSWORD).ok();
    (browser, app.person(login).id().to_string())
}

/// Has somebody link this subject, and sign out.
pub fn linked(app: &TestApp, provider: &IdentityProvider, login: &str, subject: &str) -> String {
    let (mut browser, id) = at_browser(app, login);
    browser.arrive_within(provider, subject, "link", &id).ok();
    browser.send("/api/v1/session/linked-identities", &json!({}), Some(&id)).created()
}

fn told(app: &TestApp, action: &str) -> Vec<Value> {
    let mut conn = Conn::open(app.url(), Purpose::Read).unwrap();
    let payloads =
        texts(&mut conn, &format!("SELECT payload AS value FROM log_leaves WHERE action = '{action}' ORDER BY seq"));
    payloads.iter().map(|text| serde_json::from_str::<Value>(text).unwrap()["details"].clone()).collect()
}

#[test]
fn an_identity_is_linked_by_its_owner_signs_in_and_is_removed() {
    let provider = &IdentityProvider::start();
    let app = &TestApp::with_provider("identities", provider);
    let offered = app.prepare("GET", "/api/v1/identity-provider").send().ok();
    assert_eq!(offered, json!({ "offered": true, "name": "全省统一身份认证" }));
    assert_eq!(provider.asked_for("/.well-known/openid-configuration"), 0, "nobody is called until somebody wants it");
    let (mut browser, id) = at_browser(app, "custodian-1");
    let arrived = browser.arrive_within(provider, "subject-1", "link", &id).ok();
    assert_eq!(arrived, json!({ "purpose": "link" }));
    let link = "/api/v1/session/linked-identities";
    let kept = browser.send(link, &json!({}), Some(&id)).with(201);
    assert_eq!((text(&kept, "issuer"), text(&kept, "subject")), (provider.issuer.as_str(), "subject-1"));
    // The journey was good once.
    browser.send(link, &json!({}), Some(&id)).refused(409, "identity_answer_wrong");

    let mut other = Browser::new(app);
    assert_eq!(other.arrive(provider, "subject-1").ok(), json!({}));
    other.enter_by_identity(None).ok();
    assert!(other.jar.iter().all(|(name, _)| name != "__Host-identity"));
    assert_eq!(provider.asked_for("/.well-known/openid-configuration"), 1, "it is kept");
    assert_eq!(provider.asked_for("/keys"), 1);
    let access = app.sign_in("custodian-1");
    let rows = app.prepare("GET", link).bearer(&access).send().ok()["rows"].clone();
    assert!(rows[0]["last_used_at"].is_string(), "{rows}");

    let removal = format!("{link}/{}/removal", text(&kept, "id"));
    browser.send(&removal, &json!({}), Some(&id)).with(204);
    browser.send(&removal, &json!({}), Some(&id)).refused(404, "not_found");
    let mut again = Browser::new(app);
    again.arrive(provider, "subject-1").ok();
    again.enter_by_identity(None).refused(401, "identity_not_linked");
    for action in ["IdentityLinked", "IdentityUnlinked"] {
        let entries = told(app, action);
        assert_eq!((entries.len(), &entries[0]["linked_identity_id"]), (1, &kept["id"]), "{action}");
        assert!(!entries[0].to_string().contains("subject-1"), "{action}");
    }
    assert_eq!(told(app, "SignedIn").iter().filter(|details| details["linked_identity_id"] == kept["id"]).count(), 1);
}

#[test]
fn one_subject_belongs_to_one_account_and_one_account_has_one() {
    let provider = &IdentityProvider::start();
    let app = &TestApp::with_provider("identities-one", provider);
    let first = linked(app, provider, "custodian-1", "subject-1");
    let link = "/api/v1/session/linked-identities";
    let (mut other, id) = at_browser(app, "custodian-2");
    other.arrive_within(provider, "subject-1", "link", &id).ok();
    other.send(link, &json!({}), Some(&id)).refused(409, "identity_of_another");
    let (mut own, own_id) = at_browser(app, "custodian-1");
    own.arrive_within(provider, "subject-2", "link", &own_id).ok();
    own.send(link, &json!({}), Some(&own_id)).refused(409, "identity_there");
    // Nobody removes that of somebody else, and a removed one is free for another.
    other.send(&format!("{link}/{first}/removal"), &json!({}), Some(&id)).refused(404, "not_found");
    own.send(&format!("{link}/{first}/removal"), &json!({}), Some(&own_id)).with(204);
    other.arrive_within(provider, "subject-1", "link", &id).ok();
    other.send(link, &json!({}), Some(&id)).with(201);
}

#[test]
fn linking_and_removing_need_a_recent_proof_which_the_provider_can_give() {
    let provider = &IdentityProvider::start();
    let app = &TestApp::with_provider("identities-proof", provider);
    let id = linked(app, provider, "security-admin", "subject-1");
    let (mut browser, person) = at_browser(app, "security-admin");
    app.wait(16 * MINUTE);
    browser.send("/api/v1/session/refresh", &json!({}), None).ok();
    let removal = format!("/api/v1/session/linked-identities/{id}/removal");
    browser.send(&removal, &json!({}), Some(&person)).refused(403, "reauthentication_needed");
    let link = "/api/v1/session/linked-identities";
    for (path, body) in [("/api/v1/session/identity-requests", json!({ "purpose": "link" })), (link, json!({}))] {
        browser.send(path, &body, Some(&person)).refused(403, "reauthentication_needed");
    }

    let prove = "/api/v1/session/reauthentication/identity";
    // What was asked for one thing is taken for no other.
    browser.send(prove, &json!({}), Some(&person)).refused(409, "identity_answer_wrong");
    // Whom the provider did not ask anew has proved nothing.
    let long_ago = app.clock.now().plus(-10 * MINUTE).0 / 1_000_000;
    provider.lies(move |claims| claims["auth_time"] = long_ago.into());
    browser.arrive_within(provider, "subject-1", "proof", &person).refused(409, "identity_answer_wrong");
    provider.lies(|claims| drop(claims.as_object_mut().unwrap().remove("auth_time")));
    browser.arrive_within(provider, "subject-1", "proof", &person).refused(409, "identity_answer_wrong");
    provider.lies(|_| ());
    browser.arrive_within(provider, "subject-2", "proof", &person).ok();
    browser.send(prove, &json!({}), Some(&person)).refused(409, "identity_not_linked");
    linked(app, provider, "custodian-1", "subject-2");
    browser.arrive_within(provider, "subject-2", "proof", &person).ok();
    browser.send(prove, &json!({}), Some(&person)).refused(409, "identity_not_linked");
    let sent = browser.send("/api/v1/session/identity-requests", &json!({ "purpose": "proof" }), Some(&person)).ok();
    let address = text(&sent, "authorization_url");
    assert!(address.contains("prompt=login&max_age=0"), "{address}");
    browser.send("/api/v1/identity-answers", &provider.let_in(address, "subject-1"), None).ok();
    browser.send(prove, &json!({}), Some(&person)).ok();
    browser.send(&removal, &json!({}), Some(&person)).with(204);
    let proofs = told(app, "Reauthenticated");
    assert_eq!(proofs.iter().filter(|details| details["linked_identity_id"] == json!(id)).count(), 1);
}

#[test]
fn a_second_factor_is_asked_for_unless_the_provider_saw_one() {
    let provider = &IdentityProvider::start();
    let app = &TestApp::with_provider("identities-factor", provider);
    linked(app, provider, "custodian-1", "subject-1");
    let (own, _) = app.set_up_factor("custodian-1");
    app.wait(MINUTE);
    let mut browser = Browser::new(app);
    browser.arrive(provider, "subject-1").ok();
    assert_eq!(browser.enter_by_identity(None).refused(401, "code_needed")["factors"], json!(["code"]));
    browser.enter_by_identity(Some("000000")).refused(401, "code_wrong");
    // The journey goes on: nobody is sent to the provider again for a code.
    let code = own.code(app.clock.now());
    browser.enter_by_identity(Some(&code)).ok();
    for (member, value, asked) in [
        ("amr", json!(["pwd", "mfa"]), false),
        ("acr", json!("urn:example:two"), false),
        ("amr", json!(["pwd"]), true),
        ("acr", json!("urn:example:one"), true),
    ] {
        let told = value.clone();
        provider.lies(move |claims| claims[member] = told.clone());
        let mut browser = Browser::new(app);
        browser.arrive(provider, "subject-1").ok();
        let answer = browser.enter_by_identity(None);
        if asked { drop(answer.refused(401, "code_needed")) } else { drop(answer.ok()) }
    }
}

#[test]
fn somebody_elses_session_in_the_browser_is_ended_knowingly() {
    let provider = &IdentityProvider::start();
    let app = &TestApp::with_provider("identities-browser", provider);
    linked(app, provider, "custodian-1", "subject-1");
    let (mut browser, _) = at_browser(app, "custodian-2");
    browser.arrive(provider, "subject-1").ok();
    browser.enter_by_identity(None).refused(409, "session_living");
    let body = json!({ "cookies": true, "replace_session": true });
    browser.send("/api/v1/session/identity", &body, None).ok();
    // The own session is in nobody's way.
    browser.arrive(provider, "subject-1").ok();
    browser.enter_by_identity(None).ok();
}

#[test]
fn the_security_administrator_removes_those_of_others() {
    let provider = &IdentityProvider::start();
    let app = &TestApp::with_provider("identities-taken", provider);
    linked(app, provider, "custodian-1", "subject-1");
    let person = app.person("custodian-1");
    let path = |id: &str| format!("/api/v1/users/{id}/linked-identity-removal");
    let id = person.id().to_string();
    let living = app.sign_in("custodian-1");
    app.person("system-admin").post(&path(&id), &json!({})).refused(403, "permission_missing");
    let admin = app.person("security-admin");
    admin.post(&path(&admin.id().to_string()), &json!({})).refused(409, "own_account_protected");
    admin.post(&path(&id), &json!({})).ok();
    app.prepare("GET", "/api/v1/session").bearer(&living).send().refused(401, "session_ended");
    // Where there is none nothing changes.
    let again = app.sign_in("custodian-1");
    admin.post(&path(&id), &json!({})).ok();
    app.prepare("GET", "/api/v1/session").bearer(&again).send().ok();
    assert_eq!(told(app, "IdentitiesTaken"), [json!({ "count": 1 })]);
    let mut browser = Browser::new(app);
    browser.arrive(provider, "subject-1").ok();
    browser.enter_by_identity(None).refused(401, "identity_not_linked");
}

#[test]
fn without_a_provider_nobody_is_sent_anywhere() {
    let app = &TestApp::new("identities-none");
    assert_eq!(app.prepare("GET", "/api/v1/identity-provider").send().ok(), json!({ "offered": false }));
    let (mut browser, id) = at_browser(app, "custodian-1");
    browser.send("/api/v1/identity-requests", &json!({}), None).refused(409, "identity_provider_none");
    let answer = json!({ "code": "x", "state": "x" });
    browser.send("/api/v1/identity-answers", &answer, None).refused(409, "identity_provider_none");
    browser.send("/api/v1/session/identity", &json!({}), None).refused(409, "identity_provider_none");
    let body = json!({ "purpose": "link" });
    browser.send("/api/v1/session/identity-requests", &body, Some(&id)).refused(409, "identity_provider_none");
    browser.send("/api/v1/session/linked-identities", &json!({}), Some(&id)).refused(409, "identity_provider_none");
}

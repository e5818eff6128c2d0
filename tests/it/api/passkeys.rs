//! Passkeys: added by their owner with the password anew, taken instead of a code and instead of the password, and removed by nobody alone
//! who could then be somebody else.

use custody::db::Conn;
use custody::db::change::Actor;
use custody::db::engine::connection::Purpose;
use custody::model::time::{MINUTE, SECOND};
use custody::operations::accounts::factors;
use serde_json::{Value, json};

use crate::support::sql::texts;
use crate::support::{Answer, PASSWORD, Passkey, TestApp};
use crate::text;

fn me(app: &TestApp, token: &str) -> Value {
    app.prepare("GET", "/api/v1/session").bearer(token).send().ok()
}

fn listed(app: &TestApp, token: &str) -> Vec<Value> {
    let view = app.prepare("GET", "/api/v1/session/passkeys").bearer(token).send().ok();
    assert_eq!(view.get("not_offered"), None);
    view["rows"].as_array().unwrap().clone()
}

fn enter(app: &TestApp, login: &str) -> Answer {
    app.prepare("POST", "/api/v1/session").json(&json!({ "login": login, "password": PASSWORD })).send()
}

/// Signs in with a passkey alone.
fn come(app: &TestApp, passkey: &mut Passkey) -> Answer {
    let asked = app.ask_for_passkey();
    let answer = passkey.sign(&asked.challenge);
    app.enter_by_passkey(&asked, &answer)
}

fn told(app: &TestApp, action: &str) -> Vec<Value> {
    let mut conn = Conn::open(app.url(), Purpose::Read).unwrap();
    let payloads = format!("SELECT payload AS value FROM log_leaves WHERE action = '{action}' ORDER BY seq");
    texts(&mut conn, &payloads)
        .iter()
        .map(|text| serde_json::from_str::<Value>(text).unwrap()["details"].clone())
        .collect()
}

#[test]
fn it_is_added_with_the_password_renamed_used_and_removed() {
    let app = &TestApp::new("passkeys");
    let token = &app.person("custodian-1").session().access;
    assert!(listed(app, token).is_empty());
    app.offer(token, &json!({ "password": "a wrong password" })).refused(422, "password_wrong");
    let offer = app.offer(token, &json!({ "password": PASSWORD })).ok();
    assert_eq!((&offer["relying_party_id"], &offer["login"]), (&json!("localhost"), &json!("custodian-1")));
    let mut passkey = Passkey::new();
    let made = passkey.make(&offer);
    let answer = app.keep_passkey(token, " ", made.clone());
    assert_eq!(answer.fields(), [("/name", "text_empty")]);
    let kept = app.keep_passkey(token, "工作手机", made.clone()).with(201);
    // The challenge was good once, and a credential is one passkey.
    assert_eq!(app.keep_passkey(token, "再来", made).fields(), [("/credential", "passkey_wrong")]);
    let id = text(&kept, "id").to_owned();
    let rows = listed(app, token);
    assert_eq!((rows.len(), &rows[0]["name"], rows[0].get("last_used_at")), (1, &json!("工作手机"), None));
    assert_eq!(me(app, token)["factor"]["passkeys"], 1);

    app.wait(MINUTE);
    let pair = come(app, &mut passkey).ok();
    let inside = text(&pair, "access_token");
    assert_eq!(me(app, inside)["user"]["login"], "custodian-1");
    assert_eq!(listed(app, inside)[0]["last_used_at"], app.clock.now().to_rfc3339());

    let path = format!("/api/v1/session/passkeys/{id}");
    let rename = |version: i64, name: &str| {
        app.prepare("PUT", &path).bearer(token).version(version).json(&json!({ "name": name })).send()
    };
    assert_eq!(rename(1, "办公室安全密钥").ok()["version"], 2);
    rename(1, "另一个").refused(412, "version_stale");
    assert_eq!(rename(2, "a\nb").fields(), [("/name", "text_one_line")]);
    let remove = |body: &Value| app.prepare("POST", &format!("{path}/removal")).bearer(token).json(body).send();
    remove(&json!({ "password": PASSWORD })).refused(422, "code_needed");
    let challenge = app.ask_within(token, "proof");
    assert_eq!(challenge["credential_ids"], json!([passkey.id()]));
    let shown = passkey.sign(&challenge);
    remove(&json!({ "password": "a wrong password", "passkey": shown })).refused(422, "password_wrong");
    remove(&json!({ "password": PASSWORD, "passkey": shown })).with(204);
    remove(&json!({ "password": PASSWORD })).refused(404, "not_found");
    assert!(listed(app, token).is_empty());
    come(app, &mut passkey).refused(401, "passkey_wrong");
    enter(app, "custodian-1").ok();
    for action in ["PasskeyAdded", "PasskeyRenamed", "PasskeyRemoved"] {
        let entries = told(app, action);
        assert_eq!((entries.len(), &entries[0]["passkey_id"]), (1, &json!(id)), "{action}");
    }
    let with_it = told(app, "SignedIn").into_iter().filter(|details| details["passkey_id"] == json!(id));
    assert_eq!(with_it.count(), 1);
}

#[test]
fn after_the_right_password_it_does_instead_of_a_code() {
    let app = &TestApp::new("passkeys-second");
    let mut passkey = app.add_passkey("custodian-1");
    let refused = enter(app, "custodian-1").refused(401, "code_needed");
    assert_eq!(refused["factors"], json!(["passkey"]));
    let asked = app.ask_for_passkey();
    let shown = passkey.sign(&asked.challenge);
    // A wrong password is told as ever, whatever comes with it.
    let enter_with = |password: &str| app.enter_with_passkey("custodian-1", password, &asked, &shown);
    let wrong = enter_with("a wrong password").refused(401, "sign_in_failed");
    assert_eq!(wrong.get("factors"), None);
    enter_with(PASSWORD).ok();
    enter_with(PASSWORD).refused(401, "passkey_wrong");
    let code = json!({ "login": "custodian-1", "password": PASSWORD, "code": "123456" });
    app.prepare("POST", "/api/v1/session").json(&code).send().refused(401, "code_wrong");

    // Both: an authenticator is set up with the passkey, and then either does.
    let token = &app.person("custodian-1").session().access;
    let set_up = |body: &Value| app.prepare("POST", "/api/v1/session/factor").bearer(token).json(body).send();
    set_up(&json!({ "password": PASSWORD })).refused(422, "code_needed");
    let shown = passkey.sign(&app.ask_within(token, "proof"));
    let secret = set_up(&json!({ "password": PASSWORD, "passkey": shown })).ok();
    let device = crate::support::Authenticator::new(text(&secret, "secret"));
    let body = json!({ "password": PASSWORD, "code": device.code(app.clock.now()) });
    app.prepare("POST", "/api/v1/session/factor/confirmation").bearer(token).json(&body).send().ok();
    assert_eq!(enter(app, "custodian-1").refused(401, "code_needed")["factors"], json!(["code", "passkey"]));
    app.wait(30 * SECOND);
    let code = json!({ "login": "custodian-1", "password": PASSWORD, "code": device.code(app.clock.now()) });
    app.prepare("POST", "/api/v1/session").json(&code).send().ok();
    come(app, &mut passkey).ok();
}

#[test]
fn ten_are_the_most_and_another_one_needs_one_that_there_is() {
    let app = &TestApp::new("passkeys-ten");
    let token = &app.person("custodian-1").session().access;
    let mut first = app.add_passkey("custodian-1");
    app.offer(token, &json!({ "password": PASSWORD })).refused(422, "code_needed");
    let mut offers = Vec::new();
    for _ in 2..=11 {
        let shown = first.sign(&app.ask_within(token, "proof"));
        offers.push(app.offer(token, &json!({ "password": PASSWORD, "passkey": shown })).ok());
    }
    let last = offers.pop().unwrap();
    for (at, offer) in offers.iter().enumerate() {
        app.keep_passkey(token, &format!("第{at}"), Passkey::new().make(offer)).with(201);
    }
    app.keep_passkey(token, "第十一", Passkey::new().make(&last)).refused(409, "passkeys_too_many");
    let shown = first.sign(&app.ask_within(token, "proof"));
    app.offer(token, &json!({ "password": PASSWORD, "passkey": shown })).refused(409, "passkeys_too_many");
    assert_eq!(listed(app, token).len(), 10);
}

#[test]
fn one_is_proof_enough_of_who_one_is() {
    let app = &TestApp::new("passkeys-proof");
    let mut passkey = app.add_passkey("security-admin");
    let token = app.person("security-admin").session().access;
    let path = format!("/api/v1/users/{}/roles", app.person("police-officer-2").id());
    let grant = || app.prepare("POST", &path).once().bearer(&token).json(&json!({ "roles": ["case_officer"] })).send();
    // An access token lasts ten minutes, a proof fifteen: the session is prolonged by nothing but looking.
    let prove = |shown: &Value| {
        let body = json!({ "passkey": shown });
        app.prepare("POST", "/api/v1/session/reauthentication/passkey").bearer(&token).json(&body).send()
    };
    let shown = passkey.sign(&app.ask_within(&token, "proof"));
    let proved = prove(&shown).ok();
    assert_eq!(proved["proved_until"], app.clock.now().plus(15 * MINUTE).to_rfc3339());
    prove(&shown).refused(422, "passkey_wrong");
    grant().ok();
    // With the password as well.
    let shown = passkey.sign(&app.ask_within(&token, "proof"));
    let body = json!({ "password": PASSWORD, "passkey": shown });
    app.prepare("POST", "/api/v1/session/reauthentication").bearer(&token).json(&body).send().ok();
    // That of somebody else proves nothing.
    let mut other = app.add_passkey("system-admin");
    let shown = other.sign(&app.ask_within(&token, "proof"));
    prove(&shown).refused(422, "passkey_wrong");
    assert_eq!(told(app, "Reauthenticated").iter().filter(|details| details["passkey_id"].is_string()).count(), 2);
}

#[test]
fn the_second_custodian_confirms_with_one() {
    let app = &TestApp::new("passkeys-second-custodian");
    let mut passkey = app.add_passkey("custodian-2");
    let first = app.person("custodian-1");
    let token = first.session().access;
    let confirm = |shown: &Value| {
        let body = json!({ "passkey": shown });
        app.prepare("POST", "/api/v1/session/confirmations/passkey").bearer(&token).json(&body).send()
    };
    let shown = passkey.sign(&app.ask_within(&token, "second"));
    let confirmed = confirm(&shown).ok();
    assert_eq!(confirmed["second_id"], app.person("custodian-2").id());
    assert_eq!(confirm(&shown).fields(), [("/passkey", "passkey_wrong")]);
    // The own one confirms nothing.
    let mut own = app.add_passkey("custodian-1");
    let shown = own.sign(&app.ask_within(&token, "second"));
    confirm(&shown).refused(409, "second_custodian_same");
    // After the password, in place of a code.
    let shown = passkey.sign(&app.ask_within(&token, "second"));
    let body = json!({ "login": "custodian-2", "password": PASSWORD, "passkey": shown });
    app.prepare("POST", "/api/v1/session/confirmations").bearer(&token).json(&body).send().ok();
}

#[test]
fn they_are_removed_for_somebody_as_a_second_factor_is() {
    let app = &TestApp::new("passkeys-taken");
    let mut passkey = app.add_passkey("custodian-1");
    app.add_passkey("auditor");
    let take = |login: &str| {
        let path = format!("/api/v1/users/{}/factor-removal", app.person(login).id());
        app.person("security-admin").post(&path, &json!({}))
    };
    take("auditor").refused(409, "factor_of_administrator");
    // The operator at the server removes those of an administrator.
    let auditor = app.person("auditor").id().parse().unwrap();
    app.database.change(Actor::PROGRAM, |change| factors::take(change, auditor)).unwrap();
    enter(app, "auditor").ok();
    let open = &app.person("custodian-1").session().access;
    let shown = app.person("system-admin").get(&format!("/api/v1/users/{}", app.person("custodian-1").id())).ok();
    assert_eq!(shown["second_factor"], true);
    app.wait(SECOND);
    assert_eq!(take("custodian-1").ok()["second_factor"], false);
    app.prepare("GET", "/api/v1/session").bearer(open).send().refused(401, "session_ended");
    come(app, &mut passkey).refused(401, "passkey_wrong");
    let roles = format!("/api/v1/users/{}/roles", app.person("custodian-1").id());
    let grant = |role: &str| app.person("security-admin").post(&roles, &json!({ "roles": [role] }));
    grant("auditor").refused(409, "factor_taken");
    assert!(enter(app, "custodian-1").ok()["factor_taken_at"].is_string());
    app.add_passkey("custodian-1");
    grant("auditor").ok();
}

#[test]
fn whoever_must_have_a_second_factor_is_done_with_one() {
    let app = &TestApp::new("passkeys-rule");
    app.add_passkey("security-admin");
    let settings = app.person("security-admin").get("/api/v1/settings").ok();
    let known = settings.as_array().unwrap().iter().find(|row| row["name"] == "second_factor_for").unwrap();
    let rule = app.person("security-admin").prepare("PUT", "/api/v1/factor-rule");
    rule.version(known["version"].as_i64().unwrap()).json(&json!({ "value": 2 })).send().ok();
    let token = app.person("custodian-1").session().access;
    let work = || app.prepare("GET", "/api/v1/agencies").bearer(&token).send();
    work().refused(403, "factor_must_set_up");
    assert_eq!(me(app, &token)["must_set_up_factor"], true);
    app.add_passkey("custodian-1");
    work().ok();
    assert_eq!(me(app, &token)["must_set_up_factor"], false);
}

#[test]
fn a_browser_that_somebody_else_is_signed_in_at_is_not_taken_over_unseen() {
    let app = &TestApp::new("passkeys-browser");
    let (mut own, mut other) = (app.add_passkey("custodian-1"), app.add_passkey("custodian-2"));
    let mut browser = crate::support::Browser::new(app);
    let mut come = |passkey: &mut Passkey, replace: bool| {
        let challenge = browser.send("/api/v1/passkey-challenges", &json!({}), None).ok();
        let body = json!({ "passkey": passkey.sign(&challenge), "cookies": true, "replace_session": replace });
        browser.send("/api/v1/session/passkey", &body, None)
    };
    assert_eq!(come(&mut own, false).ok().get("access_token"), None);
    come(&mut own, false).ok();
    come(&mut other, false).refused(409, "session_living");
    come(&mut other, true).ok();
}

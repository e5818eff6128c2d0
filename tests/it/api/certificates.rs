//! Certificates of people: added after a recent proof, taken alone at the sign-in and instead of a code after a password, and good on
//! connections that show them only.

use custody::model::time::MINUTE;
use serde_json::{Value, json};

use crate::support::tls::{Identity, Tls};
use crate::support::{PASSWORD, TestApp};
use crate::text;

const OWN: (&str, &str) = ("GET", "/api/v1/session");
const LIST: (&str, &str) = ("GET", "/api/v1/session/certificates");

fn add(tls: &Tls, identity: Option<&Identity>, token: &str, name: &str) -> crate::support::tls::Heard {
    tls.call(identity, ("POST", "/api/v1/session/certificates"), Some(token), &json!({ "name": name }))
}

#[test]
fn it_is_added_after_a_recent_proof_signs_in_alone_and_is_removed() {
    let app = &TestApp::new("certificates");
    let tls = &app.over_tls();
    let ukey = &tls.authority.issue("保管甲 130273199001010011", 2030);
    let shown = tls.call(Some(ukey), ("GET", "/api/v1/certificate"), None, &Value::Null).ok();
    assert_eq!((text(&shown, "subject"), shown.get("not_offered")), ("CN=保管甲 130273199001010011", None));
    let none = tls.call(None, ("GET", "/api/v1/certificate"), None, &Value::Null).ok();
    assert_eq!((&none["not_offered"]["code"], none.get("subject")), (&json!("certificate_missing"), None));

    let token = &app.person("custodian-1").session().access;
    assert_eq!(add(tls, Some(ukey), token, " ").with(422)["errors"][0]["pointer"], "/name");
    let kept = add(tls, Some(ukey), token, "工作UKey").with(201);
    assert_eq!((&kept["shown"], &kept["name"]), (&json!(true), &json!("工作UKey")));
    assert!(
        text(&kept, "issuer").contains("市民政务CA") && text(&kept, "valid_to").starts_with("2030-01-01"),
        "{kept}"
    );
    let other = &app.person("custodian-2").session().access;
    add(tls, Some(ukey), other, "别人的").refused(409, "certificate_taken");
    add(tls, None, other, "没有插").refused(409, "certificate_missing");

    let inside = tls.enter(ukey).token();
    let inside = inside.as_str();
    let me = tls.call(Some(ukey), OWN, Some(inside), &Value::Null).ok();
    assert_eq!((&me["user"]["login"], &me["factor"]["certificates"]), (&json!("custodian-1"), &json!(1)));
    let rows = tls.call(Some(ukey), LIST, Some(inside), &Value::Null).ok();
    assert_eq!(rows["rows"][0]["last_used_at"], app.clock.now().to_rfc3339());
    assert_eq!((&rows["rows"][0]["shown"], rows.get("not_offered")), (&json!(true), None));

    // The browser shows it by itself: nothing is proved anew by it alone.
    let path = format!("/api/v1/session/certificates/{}/removal", text(&kept, "id"));
    let remove = || tls.call(Some(ukey), ("POST", &path), Some(inside), &json!({}));
    remove().refused(403, "reauthentication_needed");
    add(tls, Some(ukey), inside, "再加").refused(403, "reauthentication_needed");
    let prove = ("POST", "/api/v1/session/reauthentication");
    tls.call(Some(ukey), prove, Some(inside), &json!({ "password": PASSWORD })).ok();
    remove().with(204);
    tls.call(Some(ukey), OWN, Some(inside), &Value::Null).refused(401, "session_ended");
    tls.enter(ukey).refused(401, "certificate_unknown");
    // What was taken off one account may be added to another.
    app.wait(MINUTE);
    add(tls, Some(ukey), other, "现在是我的").with(201);
}

#[test]
fn a_session_begun_with_it_is_good_on_connections_that_show_it_only() {
    let app = &TestApp::new("certificate-bound");
    let tls = &app.over_tls();
    let (ukey, another) = (&tls.authority.issue("甲", 2030), &tls.authority.issue("甲", 2030));
    app.add_certificate("custodian-1", ukey);
    app.add_certificate("custodian-1", another);
    let pair = tls.enter(ukey).ok();
    let (token, renewal) = (text(&pair, "access_token"), json!({ "refresh_token": pair["refresh_token"] }));
    tls.call(Some(ukey), OWN, Some(token), &Value::Null).ok();
    for identity in [None, Some(another)] {
        tls.call(identity, OWN, Some(token), &Value::Null).refused(401, "certificate_needed");
        tls.call(identity, ("POST", "/api/v1/session/refresh"), None, &renewal).refused(401, "certificate_needed");
    }
    app.prepare("GET", OWN.1).bearer(token).send().refused(401, "certificate_needed");
    let next = tls.call(Some(ukey), ("POST", "/api/v1/session/refresh"), None, &renewal).token();
    tls.call(Some(ukey), OWN, Some(next.as_str()), &Value::Null).ok();
    // Revoked, it opens nothing any more.
    tls.revoke(2049, &[ukey]);
    app.wait(MINUTE);
    tls.call(Some(ukey), OWN, Some(next.as_str()), &Value::Null).refused(401, "certificate_needed");
}

#[test]
fn after_the_password_it_is_the_second_factor() {
    let app = &TestApp::new("certificate-factor");
    let tls = &app.over_tls();
    let (ukey, foreign) = (&tls.authority.issue("甲", 2030), &tls.authority.issue("乙", 2030));
    app.add_certificate("custodian-1", ukey);
    app.add_certificate("custodian-2", foreign);
    let enter = |identity: Option<&Identity>| {
        let body = json!({ "login": "custodian-1", "password": PASSWORD });
        tls.call(identity, ("POST", "/api/v1/session"), None, &body)
    };
    for identity in [None, Some(foreign)] {
        assert_eq!(enter(identity).refused(401, "code_needed")["factors"], json!(["certificate"]));
    }
    let token = enter(Some(ukey)).token();
    let token = token.as_str();
    tls.call(Some(ukey), OWN, Some(token), &Value::Null).ok();
    tls.call(None, OWN, Some(token), &Value::Null).refused(401, "certificate_needed");
    // The password was typed: whoever did it is there.
    add(tls, Some(&tls.authority.issue("甲", 2031)), token, "新").refused(401, "certificate_needed");
    let renewed = &tls.authority.issue("甲", 2031);
    let plain = &app.person("custodian-1").session().access;
    add(tls, Some(renewed), plain, "新").with(201);
}

#[test]
fn a_person_has_ten_at_most() {
    let app = &TestApp::new("certificates-many");
    let tls = &app.over_tls();
    let token = app.person("custodian-1").session().access;
    for at in 0..10 {
        add(tls, Some(&tls.authority.issue(&format!("保管甲{at}"), 2030)), &token, &format!("UKey {at}")).with(201);
    }
    add(tls, Some(&tls.authority.issue("保管甲十", 2030)), &token, "第十一").refused(409, "certificates_too_many");
}

#[test]
fn whoever_removes_factors_removes_it_and_ends_its_sessions() {
    let app = &TestApp::new("certificate-taken");
    let tls = &app.over_tls();
    let ukey = &tls.authority.issue("甲", 2030);
    app.add_certificate("custodian-1", ukey);
    let token = tls.enter(ukey).token();
    let token = token.as_str();
    let path = format!("/api/v1/users/{}/factor-removal", app.person("custodian-1").id());
    assert_eq!(app.person("security-admin").post(&path, &json!({})).ok()["second_factor"], false);
    tls.call(Some(ukey), OWN, Some(token), &Value::Null).refused(401, "session_ended");
    tls.enter(ukey).refused(401, "certificate_unknown");
    app.sign_in("custodian-1");
}

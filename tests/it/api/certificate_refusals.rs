//! Certificates that are not let in, each with its reason, and what a browser must not be made to do.

use custody::db::Conn;
use custody::db::engine::connection::Purpose;
use serde_json::json;

use crate::support::sql::sql;
use crate::support::tls::{Authority, Identity};
use crate::support::{PASSWORD, TestApp};

#[test]
fn what_no_authority_vouches_for_is_refused_in_words() {
    let app = &TestApp::new("certificate-refused");
    let tls = &app.over_tls();
    let (good, late) = (tls.authority.issue("甲", 2030), tls.authority.issue("甲", 2022));
    let (own, foreign) = (Identity::self_signed("甲"), Authority::new("市民政务CA").issue("甲", 2030));
    let owners = ["custodian-1", "custodian-2", "custodian-3", "police-officer-1"];
    for (identity, owner) in [&good, &late, &own, &foreign].into_iter().zip(owners) {
        app.add_certificate(owner, identity);
    }
    tls.enter(&good).ok();
    tls.enter(&late).refused(401, "certificate_expired");
    tls.enter(&own).refused(401, "certificate_untrusted");
    // An authority of the same name is another one.
    tls.enter(&foreign).refused(401, "certificate_untrusted");
    tls.enter(&tls.authority.issue("乙", 2030)).refused(401, "certificate_unknown");
    let none = tls.call(None, ("POST", "/api/v1/session/certificate"), None, &json!({}));
    none.refused(401, "certificate_missing");
    let plain = app.prepare("POST", "/api/v1/session/certificate").json(&json!({})).send();
    plain.refused(409, "certificates_not_offered");
    tls.revoke(2049, &[&good]);
    tls.enter(&good).refused(401, "certificate_revoked");
    tls.revoke(2022, &[]);
    tls.enter(&good).refused(401, "certificate_unchecked");
    // A list that is no list leaves the one there was.
    tls.revoke(2049, &[]);
    std::fs::write(tls.folder.join("revocations.pem"), "nothing").unwrap();
    std::thread::sleep(std::time::Duration::from_millis(400));
    tls.enter(&good).ok();
}

/// An operator adds each list that is fetched to those there are.
#[test]
fn of_several_lists_of_one_authority_the_newest_counts_wherever_it_stands() {
    let app = &TestApp::new("certificate-lists");
    let tls = &app.over_tls();
    let good = tls.authority.issue("甲", 2030);
    app.add_certificate("custodian-1", &good);
    let (older, newer) =
        (tls.authority.revocations((2020, 2049), &[]), tls.authority.revocations((2021, 2049), &[&good]));
    let over = tls.authority.revocations((2019, 2020), &[]);
    for lists in [[&older, &newer], [&newer, &older]] {
        tls.put_revocations(&lists.map(String::as_str).concat());
        tls.enter(&good).refused(401, "certificate_revoked");
    }
    for lists in [[&over, &older], [&older, &over]] {
        tls.put_revocations(&lists.map(String::as_str).concat());
        tls.enter(&good).ok();
    }
}

#[test]
fn one_that_cannot_be_let_in_locks_nobody_and_an_unknown_one_counts_like_a_wrong_password() {
    let app = &TestApp::new("certificate-counted");
    let tls = &app.over_tls();
    let (known, stranger) = (tls.authority.issue("甲", 2022), tls.authority.issue("乙", 2030));
    app.add_certificate("custodian-1", &known);
    for _ in 0..40 {
        tls.enter(&known).refused(401, "certificate_expired");
    }
    app.prepare("POST", "/api/v1/session")
        .json(&json!({ "login": "custodian-1", "password": PASSWORD }))
        .send()
        .refused(401, "code_needed");
    let mut refused = 0;
    let locked = loop {
        let heard = tls.enter(&stranger);
        if heard.status == 429 {
            break heard;
        }
        heard.refused(401, "certificate_unknown");
        refused += 1;
        assert!(refused < 30, "it is never locked");
    };
    locked.refused(429, "too_many_attempts");
}

#[test]
fn somebody_who_is_out_comes_in_by_no_certificate() {
    let app = &TestApp::new("certificate-out");
    let tls = &app.over_tls();
    let (disabled, closed) = (tls.authority.issue("丙", 2030), tls.authority.issue("丁", 2030));
    app.add_certificate("custodian-3", &disabled);
    app.add_certificate("market-officer-1", &closed);
    let admin = app.person("system-admin");
    let person = app.person("custodian-3");
    admin.post(&format!("/api/v1/users/{}/disablement", person.id()), &json!({})).ok();
    let agency = format!("/api/v1/agencies/{}", app.person("market-officer-1").agency_id());
    let version = admin.get(&agency).ok()["version"].as_i64().unwrap();
    admin.patch(&agency, version, &json!({ "active": false })).ok();
    tls.enter(&disabled).refused(401, "certificate_unknown");
    tls.enter(&closed).refused(401, "certificate_unknown");
}

#[test]
fn no_other_site_makes_a_browser_sign_in() {
    let app = &TestApp::new("certificate-cross");
    let tls = &app.over_tls();
    let ukey = &tls.authority.issue("甲", 2030);
    app.add_certificate("custodian-1", ukey);
    let enter = |headers: &str, cookies: bool| {
        let path = ("POST", "/api/v1/session/certificate");
        tls.connect(Some(ukey)).call(path, headers, &json!({ "cookies": cookies })).unwrap()
    };
    for cookies in [true, false] {
        enter("sec-fetch-site: cross-site\r\n", cookies).refused(403, "cross_site");
        enter("origin: https://elsewhere.example\r\n", cookies).refused(403, "cross_site");
    }
    enter("", true).refused(403, "cross_site");
    let inside = enter("sec-fetch-site: same-origin\r\n", true);
    let cookies: Vec<&str> = inside.head.lines().filter(|line| line.starts_with("set-cookie: __Host-")).collect();
    assert!(cookies.len() >= 2 && cookies.iter().all(|line| line.contains("Secure")), "{}", inside.head);
    assert!(inside.head.contains("strict-transport-security: "), "{}", inside.head);
    inside.ok();
}

#[test]
fn one_that_was_put_into_the_table_lets_nobody_in() {
    let app = &TestApp::new("certificate-planted");
    app.tampered();
    let tls = &app.over_tls();
    let (ukey, planted) = (tls.authority.issue("甲", 2030), tls.authority.issue("乙", 2030));
    app.add_certificate("custodian-1", &ukey);
    app.add_certificate("custodian-2", &planted);
    let mut conn = Conn::open(app.url(), Purpose::Write).unwrap();
    let to = "(SELECT id FROM users WHERE login = 'custodian-1')";
    let of = "(SELECT id FROM users WHERE login = 'custodian-2')";
    sql(&mut conn, &format!("UPDATE certificates SET user_id = {to} WHERE user_id = {of}"));
    tls.enter(&planted).refused(409, "record_altered");
    tls.enter(&ukey).ok();
}

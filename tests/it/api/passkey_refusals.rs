//! What a passkey is not taken for: another challenge, place, person or time, a second use, a copy, and rows that the program did not write.

use custody::db::Conn;
use custody::db::engine::connection::Purpose;
use custody::model::time::{DAY, MINUTE, SECOND};
use custody::operations::ledger::verification::verify;
use serde_json::{Value, json};

use crate::support::sql::{number, sql};
use crate::support::{Answer, Asked, PASSWORD, Passkey, TestApp};
use crate::text;

/// Signs in with a passkey alone.
fn come(app: &TestApp, passkey: &mut Passkey) -> Answer {
    let asked = app.ask_for_passkey();
    let answer = passkey.sign(&asked.challenge);
    app.enter_by_passkey(&asked, &answer)
}

fn entries(app: &TestApp, action: &str) -> i64 {
    let mut conn = Conn::open(app.url(), Purpose::Read).unwrap();
    number(&mut conn, &format!("SELECT count(*) FROM log_leaves WHERE action = '{action}'"))
}

/// A refusal without what is of this very call.
fn bare(answer: Answer) -> (u16, Value) {
    let mut body = answer.body;
    for own in ["request_id", "instance"] {
        body.as_object_mut().unwrap().remove(own);
    }
    (answer.status, body)
}

#[test]
fn an_answer_is_taken_for_what_was_asked_where_it_was_asked_and_once() {
    let app = &TestApp::new("passkey-answers");
    let mut passkey = app.add_passkey("custodian-1");
    let wrong = |asked: &Asked, answer: &Value| drop(app.enter_by_passkey(asked, answer).refused(401, "passkey_wrong"));
    let asked = app.ask_for_passkey();
    let good = passkey.sign(&asked.challenge);
    // Another browser's challenge, one of nobody, and what was changed after it was signed.
    wrong(&app.ask_for_passkey(), &good);
    wrong(&asked, &passkey.sign(&json!({ "challenge": "AAAA", "relying_party_id": "localhost" })));
    for member in ["client_data", "authenticator_data", "signature"] {
        app.wait(20 * MINUTE);
        let asked = app.ask_for_passkey();
        let good = passkey.sign(&asked.challenge);
        let mut changed = good.clone();
        let text = text(&good, member).to_owned();
        let at = text.len() / 2;
        let other = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
        for odd in [format!("{}{other}{}", &text[..at], &text[at + 1..]), "&".to_owned(), String::new()] {
            changed[member] = odd.into();
            wrong(&asked, &changed);
        }
        app.enter_by_passkey(&asked, &good).ok();
    }
    let asked = app.ask_for_passkey();
    let good = passkey.sign(&asked.challenge);
    app.wait(5 * MINUTE);
    wrong(&asked, &good);
    let asked = app.ask_for_passkey();
    let good = passkey.sign(&asked.challenge);
    app.wait(5 * MINUTE - SECOND);
    app.enter_by_passkey(&asked, &good).ok();
    wrong(&asked, &good);
}

#[test]
fn pages_of_others_other_names_and_devices_that_did_not_ask_are_refused() {
    let app = &TestApp::new("passkey-places");
    let mut passkey = app.add_passkey("custodian-1");
    let own = |passkey: &mut Passkey| {
        app.wait(20 * MINUTE);
        come(app, passkey).ok();
    };
    let wrong = |passkey: &mut Passkey, what: &str| {
        let answer = come(app, passkey);
        assert_eq!((answer.status, answer.code()), (401, "passkey_wrong"), "{what}");
    };
    for origin in [
        "http://127.0.0.1:8080",
        "https://localhost:8080",
        "http://localhost.example.org",
        "https://custody.example.org",
    ] {
        passkey.origin = origin.to_owned();
        wrong(&mut passkey, origin);
        passkey.origin = "http://localhost:5173".to_owned();
        own(&mut passkey);
    }
    for party in ["example.org", "127.0.0.1", "LOCALHOST"] {
        passkey.party = Some(party.to_owned());
        wrong(&mut passkey, party);
        passkey.party = None;
    }
    own(&mut passkey);
    // Nobody was there, or nobody looked who it was; backed up where it cannot be.
    for flags in [0x00, 0x01, 0x04, 0x15] {
        passkey.flags = flags;
        wrong(&mut passkey, &format!("flags {flags:#x}"));
    }
    passkey.flags = crate::support::OWNER_THERE;
    own(&mut passkey);
    passkey.kind = Some("webauthn.create");
    wrong(&mut passkey, "kind");
    passkey.kind = None;
    own(&mut passkey);
}

#[test]
fn what_was_asked_for_one_thing_is_taken_for_no_other() {
    let app = &TestApp::new("passkey-purposes");
    let mut passkey = app.add_passkey("custodian-1");
    let (token, other) = (app.person("custodian-1").session().access, app.sign_in_by(&mut passkey));
    let mut keeper = app.add_passkey("custodian-2");
    let keeper_token = app.person("custodian-2").session().access;
    let prove = |token: &str, shown: &Value| {
        let body = json!({ "passkey": shown });
        app.prepare("POST", "/api/v1/session/reauthentication/passkey").bearer(token).json(&body).send()
    };
    let confirm = |token: &str, shown: &Value| {
        let body = json!({ "passkey": shown });
        app.prepare("POST", "/api/v1/session/confirmations/passkey").bearer(token).json(&body).send()
    };
    let to_enter = app.ask_for_passkey();
    prove(&token, &passkey.sign(&to_enter.challenge)).refused(422, "passkey_wrong");
    let to_prove = app.ask_within(&token, "proof");
    app.enter_by_passkey(&to_enter, &passkey.sign(&to_prove)).refused(401, "passkey_wrong");
    // Another session of the same person.
    prove(&other, &passkey.sign(&to_prove)).refused(422, "passkey_wrong");
    confirm(&token, &keeper.sign(&to_prove)).refused(422, "passkey_wrong");
    prove(&token, &passkey.sign(&app.ask_within(&token, "proof"))).ok();
    let to_confirm = app.ask_within(&token, "second");
    prove(&token, &passkey.sign(&to_confirm)).refused(422, "passkey_wrong");
    confirm(&keeper_token, &passkey.sign(&to_confirm)).refused(422, "passkey_wrong");
    // What is made for one session is kept in no other, nor from another challenge.
    let shown = passkey.sign(&app.ask_within(&token, "proof"));
    let offer = app.offer(&token, &json!({ "password": PASSWORD, "passkey": shown })).ok();
    let made = Passkey::new().make(&offer);
    assert_eq!(app.keep_passkey(&other, "新", made.clone()).fields(), [("/credential", "passkey_wrong")]);
    assert_eq!(app.keep_passkey(&keeper_token, "新", made).fields(), [("/credential", "passkey_wrong")]);
    let mut foreign = app.ask_within(&token, "proof");
    foreign["user_handle"] = offer["user_handle"].clone();
    let made = Passkey::new().make(&foreign);
    assert_eq!(app.keep_passkey(&token, "新", made).fields(), [("/credential", "passkey_wrong")]);
    let mut late = Passkey::new();
    let made = late.make(&offer);
    app.wait(5 * MINUTE);
    assert_eq!(app.keep_passkey(&token, "新", made).fields(), [("/credential", "passkey_wrong")]);
}

#[test]
fn a_device_that_is_not_asked_who_is_there_and_a_known_credential_are_not_added() {
    let app = &TestApp::new("passkey-making");
    let (token, other) = (app.person("custodian-1").session().access, app.person("custodian-2").session().access);
    let offer = |token: &str| app.offer(token, &json!({ "password": PASSWORD })).ok();
    let refused = |made: Value| app.keep_passkey(&token, "新", made).fields().first().map(|field| field.1.to_owned());
    for flags in [0x00, 0x01, 0x04, 0x15] {
        let mut passkey = Passkey::new();
        passkey.flags = flags;
        assert_eq!(refused(passkey.make(&offer(&token))).as_deref(), Some("passkey_wrong"), "{flags:#x}");
    }
    let mut passkey = Passkey::new();
    passkey.origin = "https://elsewhere.example".to_owned();
    assert_eq!(refused(passkey.make(&offer(&token))).as_deref(), Some("passkey_wrong"));
    passkey.origin = "http://localhost:8080".to_owned();
    for (member, odd) in [("attestation", "oA"), ("attestation", "&"), ("attestation", ""), ("client_data", "e30")] {
        let mut made = passkey.make(&offer(&token));
        made[member] = odd.into();
        assert_eq!(refused(made).as_deref(), Some("passkey_wrong"), "{member} {odd}");
    }
    // One device, two accounts: by the same credential it is nobody's second.
    let made = passkey.make(&offer(&token));
    app.keep_passkey(&token, "新", made).with(201);
    let made = passkey.make(&offer(&other));
    assert_eq!(app.keep_passkey(&other, "新", made).fields(), [("/credential", "passkey_known")]);
}

#[test]
fn nothing_tells_whether_a_credential_is_known_and_wrong_ones_lock() {
    let app = &TestApp::new("passkey-guesses");
    let mut passkey = app.add_passkey("custodian-1");
    let mut unknown = Passkey::new();
    passkey.origin = "https://elsewhere.example".to_owned();
    assert_eq!(bare(come(app, &mut passkey)), bare(come(app, &mut unknown)));
    passkey.origin = crate::support::PAGES.to_owned();
    // Signed with another key under a known name.
    let asked = app.ask_for_passkey();
    let mut forged = unknown.sign(&asked.challenge);
    forged["credential_id"] = passkey.id().into();
    app.enter_by_passkey(&asked, &forged).refused(401, "passkey_wrong");
    let tries = |id: String| {
        app.wait(20 * MINUTE);
        let mut statuses = Vec::new();
        for _ in 0..6 {
            let asked = app.ask_for_passkey();
            let mut forged = Passkey::new().sign(&asked.challenge);
            forged["credential_id"] = id.clone().into();
            statuses.push(app.enter_by_passkey(&asked, &forged).status);
        }
        statuses
    };
    let expected = [401, 401, 401, 401, 401, 429];
    assert_eq!((tries(passkey.id()), tries(unknown.id())), (expected.to_vec(), expected.to_vec()));
    app.wait(20 * MINUTE);
    let told = come(app, &mut passkey).ok();
    assert_eq!(told["refused"]["count"], 7, "{told}");
}

#[test]
fn somebody_elses_is_nobodys_second_step() {
    let app = &TestApp::new("passkey-others");
    let (mut own, mut other) = (app.add_passkey("custodian-1"), app.add_passkey("custodian-2"));
    let asked = app.ask_for_passkey();
    let shown = other.sign(&asked.challenge);
    app.enter_with_passkey("custodian-1", PASSWORD, &asked, &shown).refused(401, "passkey_wrong");
    // Nor with the owner's handle in it.
    let mut shown = own.sign(&asked.challenge);
    shown["user_handle"] = other.sign(&asked.challenge)["user_handle"].clone();
    app.enter_with_passkey("custodian-1", PASSWORD, &asked, &shown).refused(401, "passkey_wrong");
    let shown = own.sign(&asked.challenge);
    app.enter_with_passkey("custodian-1", PASSWORD, &asked, &shown).ok();
}

#[test]
fn a_counter_that_goes_back_is_refused_entered_and_told_to_the_owner() {
    let app = &TestApp::new("passkey-copied");
    let mut passkey = app.add_passkey("custodian-1");
    passkey.counter = 10;
    come(app, &mut passkey).ok();
    // The copy has signed as often as its owner, less often, or does not count.
    for copied in [10, 5, 0] {
        let kept = std::mem::replace(&mut passkey.counter, copied);
        let asked = app.ask_for_passkey();
        let shown = passkey.sign(&asked.challenge);
        app.enter_by_passkey(&asked, &shown).refused(401, "passkey_copied");
        passkey.counter = kept;
    }
    assert_eq!(entries(app, "PasskeyRefused"), 3);
    let told = come(app, &mut passkey).ok();
    assert_eq!(told["passkey_refused_at"], app.clock.now().to_rfc3339(), "{told}");
    assert_eq!(come(app, &mut passkey).ok().get("passkey_refused_at"), None);
    let entries = app.person("auditor").get("/api/v1/audit/entries?action=PasskeyRefused").ok();
    assert_eq!(entries["rows"].as_array().unwrap().len(), 3);
    // One that does not count never goes back.
    let token = app.person("custodian-2").session().access;
    let mut still = Passkey::new();
    still.counter = 0;
    let made = still.make(&app.offer(&token, &json!({ "password": PASSWORD })).ok());
    app.keep_passkey(&token, "云端", made).with(201);
    come(app, &mut still).ok();
    come(app, &mut still).ok();
}

#[test]
fn the_disabled_the_closed_and_those_without_a_password_of_their_own() {
    let app = &TestApp::new("passkey-disabled");
    let admin = app.person("system-admin");
    let mut gone = app.add_passkey("market-officer-1");
    let path = format!("/api/v1/users/{}/disablement", app.person("market-officer-1").id());
    admin.post(&path, &json!({})).ok();
    come(app, &mut gone).refused(401, "passkey_wrong");
    // An agency that was closed.
    let mut closed = app.add_passkey("prosecutor-officer-1");
    let agency = format!("/api/v1/agencies/{}", app.person("prosecutor-officer-1").agency_id());
    admin.patch(&agency, 1, &json!({ "active": false })).ok();
    come(app, &mut closed).refused(401, "passkey_wrong");
    // Whoever got a new initial password: a passkey lets in to choose one, until it has run out.
    let mut reset = app.add_passkey("police-officer-1");
    let of_user = |step: &str| format!("/api/v1/users/{}{step}", app.person("police-officer-1").id());
    admin.post(&of_user("/password"), &json!({})).ok();
    app.wait(SECOND);
    app.person("security-admin").post(&of_user("/password-release"), &json!({})).ok();
    let token = text(&come(app, &mut reset).ok(), "access_token").to_owned();
    app.prepare("GET", "/api/v1/cases").bearer(&token).send().refused(403, "password_must_change");
    app.wait(DAY);
    come(app, &mut reset).refused(401, "passkey_wrong");
}

#[test]
fn a_passkey_planted_exchanged_or_put_back_lets_nobody_in() {
    let app = &TestApp::new("passkey-washed");
    let (mut own, mut other) = (app.add_passkey("custodian-1"), app.add_passkey("custodian-2"));
    let mut removed = app.add_passkey("custodian-3");
    let path = format!("/api/v1/users/{}/factor-removal", app.person("custodian-3").id());
    app.person("security-admin").post(&path, &json!({})).ok();
    app.tampered();
    let mut conn = Conn::open(app.url(), Purpose::Write).unwrap();
    let row = |passkey: &Passkey| format!("credential_id = '{}'", passkey.id());
    let altered = |app: &TestApp, passkey: &mut Passkey, what: &str| {
        app.wait(20 * MINUTE);
        let answer = come(app, passkey);
        assert_eq!((answer.status, answer.code()), (409, "record_altered"), "{what}");
    };
    let told = || verify(&app.database, app.keys.log.verifier(), |_, _| {}).unwrap().to_string();
    assert!(!told().contains("passkey"), "{}", told());
    // Somebody else's key in the place of one's own, and one's own under somebody else's name.
    let swap =
        |key: &str, passkey: &Passkey| format!("UPDATE passkeys SET public_key = '{key}' WHERE {}", row(passkey));
    sql(&mut conn, &swap(&other.public_key(), &own));
    let asked = app.ask_for_passkey();
    let mut shown = other.sign(&asked.challenge);
    shown["credential_id"] = own.id().into();
    shown["user_handle"] = own.sign(&asked.challenge)["user_handle"].clone();
    app.enter_by_passkey(&asked, &shown).refused(409, "record_altered");
    assert!(told().contains("passkey 工作手机"), "{}", told());
    sql(&mut conn, &swap(&own.public_key(), &own));
    let owner = |login: &str, passkey: &Passkey| {
        format!("UPDATE passkeys SET user_id = (SELECT id FROM users WHERE login = '{login}') WHERE {}", row(passkey))
    };
    sql(&mut conn, &owner("system-admin", &own));
    let asked = app.ask_for_passkey();
    let mut shown = own.sign(&asked.challenge);
    shown.as_object_mut().unwrap().remove("user_handle");
    app.enter_by_passkey(&asked, &shown).refused(409, "record_altered");
    sql(&mut conn, &owner("custodian-1", &own));
    sql(&mut conn, &format!("UPDATE passkeys SET name = name || 'x' WHERE {}", row(&own)));
    altered(app, &mut own, "name");
    sql(&mut conn, &format!("UPDATE passkeys SET name = '工作手机' WHERE {}", row(&own)));
    // One that was removed, put back.
    sql(&mut conn, &format!("UPDATE passkeys SET removed_at = NULL WHERE {}", row(&removed)));
    altered(app, &mut removed, "put back");
    assert!(told().contains("passkey 工作手机"), "{}", told());
    sql(&mut conn, "UPDATE users SET passkeys = 1 WHERE login = 'custodian-3'");
    altered(app, &mut removed, "put back with its account");
    // One that was never added.
    let mut planted = Passkey::new();
    let columns = "user_id, public_key, name, synced, added_at, removed_at, version";
    let id = if conn.is_postgres() { "gen_random_uuid()" } else { "randomblob(16)" };
    sql(
        &mut conn,
        &format!(
            "INSERT INTO passkeys (id, credential_id, {columns}) SELECT {id}, '{}', {columns} FROM passkeys WHERE {}",
            planted.id(),
            row(&own)
        ),
    );
    sql(&mut conn, &swap(&planted.public_key(), &planted));
    altered(app, &mut planted, "planted");
    // Taken away: the account still says that it has one.
    sql(&mut conn, "UPDATE passkeys SET removed_at = 1 WHERE removed_at IS NULL");
    let who = json!({ "login": "custodian-2", "password": PASSWORD });
    app.prepare("POST", "/api/v1/session").json(&who).send().refused(401, "code_needed");
    sql(&mut conn, "UPDATE users SET passkeys = NULL WHERE login = 'custodian-2'");
    app.prepare("POST", "/api/v1/session").json(&who).send().refused(409, "record_altered");
}

#[test]
fn without_a_name_to_bind_them_to_they_are_not_offered() {
    let proxy = "127.0.0.1".parse().unwrap();
    let app = &TestApp::behind_proxy("passkey-nameless", proxy);
    let token = app.person("custodian-1").token();
    let far = |method: &str, path: &str| app.prepare(method, path).header("x-forwarded-for", "10.1.2.3").bearer(&token);
    for (path, near) in [("passkeys", json!({})), ("session/passkeys", json!({ "rows": [] }))] {
        let path = format!("/api/v1/{path}");
        let told = far("GET", &path).send().ok();
        assert!(text(&told["not_offered"], "detail").contains("--public-origin"), "{told}");
        assert_eq!(app.prepare("GET", &path).bearer(&token).send().ok(), near);
    }
    far("POST", "/api/v1/passkey-challenges").json(&json!({})).send().refused(409, "passkeys_not_offered");
    let body = json!({ "password": PASSWORD });
    let begun = far("POST", "/api/v1/session/passkey-registrations").json(&body).send();
    begun.refused(409, "passkeys_not_offered");
}

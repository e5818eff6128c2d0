//! Before what matters most people say again who they are.

use custody::model::accounts::role::Permission;
use custody::model::time::{MINUTE, SECOND};
use serde_json::{Value, json};

use crate::laws::operations::all;
use crate::support::{Answer, PASSWORD, TestApp, approve, goods, request};
use crate::text;

const TOO_OLD: &str = "reauthentication_needed";

fn prove(app: &TestApp, token: &str, password: &str, code: Option<&str>) -> Answer {
    let body = json!({ "password": password, "code": code });
    app.prepare("POST", "/api/v1/session/reauthentication").bearer(token).json(&body).send()
}

/// A session that goes on while time passes.
struct Shift<'t> {
    app: &'t TestApp,
    refresh: String,
    access: String,
}

impl<'t> Shift<'t> {
    fn of(app: &'t TestApp, login: &str) -> Self {
        let pair = app.person(login).session();
        Self { app, refresh: pair.refresh, access: pair.access }
    }

    /// Goes on for some minutes, nine at a time.
    fn on(&mut self, minutes: i64) -> &str {
        for step in (0..minutes).step_by(9) {
            self.app.wait(9.min(minutes - step) * MINUTE);
            let body = json!({ "refresh_token": self.refresh });
            let pair = self.app.prepare("POST", "/api/v1/session/refresh").json(&body).send().ok();
            (self.access, self.refresh) = (text(&pair, "access_token").into(), text(&pair, "refresh_token").into());
            self.app.prepare("GET", "/api/v1/session").bearer(&self.access).send().ok();
        }
        &self.access
    }
}

#[test]
fn every_change_that_matters_most_asks_for_a_recent_proof_and_no_other_does() {
    let app = &TestApp::new("proofs-walk");
    let (mut asked, mut free) = (0, 0);
    for operation in all() {
        let Some(permission) = operation.permission.as_deref() else { continue };
        let permission: Permission = permission.parse().unwrap();
        // Whoever must give the password anyway, or loses the session by it.
        if permission == Permission::OwnAccount {
            continue;
        }
        let person = app.one(operation.first_role());
        let mut shift = Shift::of(app, person.login());
        shift.on(15);
        let body = operation.takes_body.then(|| json!({}));
        let (status, answer) =
            app.call(&operation.method, &operation.path_of(&operation.plausible), Some(&shift.access), body);
        let must = permission.needs_recent_proof() && operation.method != "GET";
        assert_eq!(answer["code"] == TOO_OLD, must, "{}: {status} {answer}", operation.id);
        if must {
            assert_eq!(status, 403, "{}", operation.id);
            asked += 1;
        } else {
            free += 1;
        }
    }
    assert!(asked >= 12 && free > 60, "{asked} asked, {free} did not");
}

#[test]
fn a_proof_counts_for_a_quarter_of_an_hour_and_needs_the_password() {
    let app = &TestApp::new("proofs");
    let mut shift = Shift::of(app, "security-admin");
    let path = format!("/api/v1/users/{}/roles", app.person("police-officer-2").id());
    let grant = |token: &str| {
        let roles = json!({ "roles": ["case_officer"] });
        app.prepare("POST", &path).once().bearer(token).json(&roles).send()
    };
    grant(shift.on(14)).ok();
    let token = shift.on(1).to_owned();
    let refused = grant(&token);
    assert_eq!(
        refused.header("www-authenticate"),
        "Bearer error=\"insufficient_user_authentication\", max_age=\"900\""
    );
    let refused = refused.refused(403, TOO_OLD);
    assert!(text(&refused, "detail").contains("15 minutes"), "{refused}");
    prove(app, &token, "a wrong password", None).refused(422, "password_wrong");
    grant(&token).refused(403, TOO_OLD);
    let proved = prove(app, &token, PASSWORD, None).ok();
    assert_eq!(proved["proved_until"], app.clock.now().plus(15 * MINUTE).to_rfc3339());
    grant(&token).ok();
    grant(shift.on(14)).ok();
    grant(shift.on(1)).refused(403, TOO_OLD);
    // Another session of the same person proves nothing for this one.
    let other = app.sign_in("security-admin");
    grant(&other).ok();
    grant(&shift.access).refused(403, TOO_OLD);
    let entries = app.person("auditor").get("/api/v1/audit/entries?action=Reauthenticated").ok();
    assert_eq!(entries["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn a_proof_needs_a_code_where_there_is_a_second_factor_and_each_once() {
    let app = &TestApp::new("proofs-code");
    let (authenticator, recovery) = app.set_up_factor("security-admin");
    let mut shift = Shift::of(app, "security-admin");
    let token = shift.on(15).to_owned();
    prove(app, &token, PASSWORD, None).refused(422, "code_needed");
    prove(app, &token, PASSWORD, Some("000000")).refused(422, "code_wrong");
    let code = authenticator.code(app.clock.now());
    prove(app, &token, PASSWORD, Some(&code)).ok();
    prove(app, &token, PASSWORD, Some(&code)).refused(422, "code_wrong");
    prove(app, &token, PASSWORD, Some(&recovery[0])).ok();
    prove(app, &token, PASSWORD, Some(&recovery[0])).refused(422, "code_wrong");
}

#[test]
fn wrong_passwords_of_a_proof_lock_the_account_like_any_others() {
    let app = &TestApp::new("proofs-lock");
    let token = app.person("security-admin").token();
    for _ in 0..5 {
        prove(app, &token, "a wrong password", None).refused(422, "password_wrong");
    }
    prove(app, &token, PASSWORD, None).refused(429, "too_many_attempts");
}

/// The session of the person with this login, as it is a quarter of an hour after it began, decides on the request.
fn decide(app: &TestApp, token: &str, request: &str, decision: &Value) -> Answer {
    let path = format!("/api/v1/requests/{request}");
    let seen = app.prepare("GET", &path).bearer(token).send().ok()["version"].as_i64().unwrap();
    app.prepare("POST", &format!("{path}/approval")).once().bearer(token).version(seen).json(decision).send()
}

#[test]
fn what_leaves_for_good_is_approved_with_a_recent_proof_only() {
    let app = &TestApp::new("proofs-outbound");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &[goods::ordinary("箱"), goods::ordinary("柜")]);
    let mut out = request("outbound", &case, &codes[..1]);
    let paper = json!({ "kind": "disposition", "number": "销毁 1", "title": "销毁决定书", "case_id": case,
        "issued_at": "2022-12-31T00:00:00Z" });
    out["document_id"] = team.officer.post("/api/v1/documents", &paper).created().into();
    out["disposition"] = "destruction".into();
    out["witness_name"] = "周凯".into();
    out["destruction_method"] = "高温焚烧".into();
    out["destruction_place"] = "市环保处置中心".into();
    let id = team.submit(&out);
    let mut head = Shift::of(app, "police-head");
    let token = head.on(15).to_owned();
    decide(app, &token, &id, &approve()).refused(403, TOO_OLD);
    assert_eq!(team.officer.get(&format!("/api/v1/requests/{id}")).ok()["status"], "awaiting_unit_head");
    // A loan comes back, and a refusal lets nothing out.
    let lent = team.submit(&crate::support::loan(&case, &codes[1..], "identification"));
    decide(app, &token, &lent, &approve()).ok();
    prove(app, &token, PASSWORD, None).ok();
    app.wait(SECOND);
    decide(app, &token, &id, &approve()).ok();
}

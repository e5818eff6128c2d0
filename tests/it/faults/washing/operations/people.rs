//! People, agencies, places, settings and sessions.

use custody::model::ids::VerificationId;
use custody::model::ledger::verification::FindingKind;
use custody::operations::ledger::findings::record;
use custody::operations::ledger::verification::Finding;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Scene, Trial, code, login, relies, replaces};
use crate::support::{Authenticator, PASSWORD};
use crate::text;

pub fn accounts<'t>(scene: &'t Scene<'t>, operation: &str) -> Option<Trial<'t>> {
    let (app, admin) = (scene.app, &scene.admin);
    let anybody = |path: &'static str, body: Value| move || app.prepare("POST", path).json(&body).send();
    let of_user = |login: &str, step: &str| format!("/api/v1/users/{}{step}", scene.user(login));
    let session = |login: &str| app.person(login).session();
    let own_factor = |name: &'static str, step: &str, body: Value| {
        let (person, path) = (app.person(name), format!("/api/v1/session/factor{step}"));
        person.token();
        replaces("users", login(name), "name", move || person.prepare("POST", &path).json(&body).send())
    };
    match operation {
        "sign_in" => replaces(
            "users",
            login("market-head"),
            "name",
            anybody("/api/v1/session", json!({ "login": "market-head", "password": PASSWORD })),
        ),
        "sign_out" => {
            let access = session("market-head").access;
            replaces("users", login("market-head"), "name", move || {
                app.prepare("DELETE", "/api/v1/session").bearer(&access).send()
            })
        }
        "refresh_session" => {
            let body = json!({ "refresh_token": session("market-head").refresh });
            replaces("users", login("market-head"), "name", anybody("/api/v1/session/refresh", body))
        }
        "reauthenticate" => {
            let (access, body) = (session("market-head").access, json!({ "password": PASSWORD }));
            replaces("users", login("market-head"), "name", move || {
                app.prepare("POST", "/api/v1/session/reauthentication").bearer(&access).json(&body).send()
            })
        }
        "end_own_session" | "end_other_sessions" => {
            let (access, other) = (session("market-head").access, session("market-head").access);
            let one =
                if operation == "end_own_session" { format!("/{}", app.session_of(&other)) } else { String::new() };
            replaces("users", login("market-head"), "name", move || {
                app.prepare("DELETE", &format!("/api/v1/sessions{one}")).bearer(&access).send()
            })
        }
        "end_user_session" | "end_user_sessions" => {
            let other = session("market-head").access;
            let one =
                if operation == "end_user_session" { format!("/{}", app.session_of(&other)) } else { String::new() };
            let path = of_user("market-head", &format!("/sessions{one}"));
            replaces("users", login("market-head"), "name", move || admin.prepare("DELETE", &path).send())
        }
        "change_password" => {
            let person = app.person("market-officer-1");
            person.token();
            let body = json!({ "current": PASSWORD, "new": "nine boats by the quiet canal" });
            replaces("users", login("market-officer-1"), "name", move || {
                person.prepare("POST", "/api/v1/session/password").json(&body).send()
            })
        }
        "confirm_as_second" => replaces("users", login("custodian-2"), "name", || {
            let body = json!({ "login": "custodian-2", "password": PASSWORD });
            scene.custodian.post("/api/v1/session/confirmations", &body)
        }),
        "set_up_factor" => own_factor("market-officer-1", "", json!({ "password": PASSWORD })),
        "confirm_factor" => {
            let answer =
                app.person("market-officer-1").post("/api/v1/session/factor", &json!({ "password": PASSWORD }));
            let code = Authenticator::new(text(&answer.ok(), "secret")).code(app.clock.now());
            own_factor("market-officer-1", "/confirmation", json!({ "password": PASSWORD, "code": code }))
        }
        "renew_recovery_codes" => {
            let (_, codes) = app.set_up_factor("prosecutor-officer-1");
            own_factor("prosecutor-officer-1", "/recovery-codes", json!({ "password": PASSWORD, "code": codes[0] }))
        }
        "remove_factor" => {
            let (_, codes) = app.set_up_factor("police-officer-2");
            own_factor("police-officer-2", "/removal", json!({ "password": PASSWORD, "code": codes[0] }))
        }
        "take_factor" => {
            app.set_up_factor("custodian-3");
            let (path, security) = (of_user("custodian-3", "/factor-removal"), app.person("security-admin"));
            replaces("users", login("custodian-3"), "name", move || security.post(&path, &json!({})))
        }
        "register_user" => {
            let new = json!({ "login": "newcomer", "name": "新人", "agency_id": scene.officer.agency_id() });
            replaces("agencies", code("130273010000"), "name", move || admin.post("/api/v1/users", &new))
        }
        "import_users" => {
            let row = json!({ "login": "newcomer-2", "name": "新人", "agency_code": "130273010000" });
            replaces("agencies", code("130273010000"), "name", move || {
                admin.post("/api/v1/user-imports", &json!({ "rows": [row] }))
            })
        }
        "edit_user" => {
            let path = of_user("prosecutor-officer-1", "");
            replaces("users", login("prosecutor-officer-1"), "roles", move || {
                admin.patch(&path, scene.version(admin, &path), &json!({ "name": "改名" }))
            })
        }
        "disable_user" => {
            let path = of_user("prosecutor-officer-2", "/disablement");
            replaces("users", login("prosecutor-officer-2"), "name", move || admin.post(&path, &json!({})))
        }
        "give_password_part" => {
            let path = of_user("prosecutor-head", "/password");
            replaces("users", login("prosecutor-head"), "password_hash", move || admin.post(&path, &json!({})))
        }
        "release_password" => {
            admin.post(&of_user("market-head", "/password"), &json!({})).ok();
            let (path, security) = (of_user("market-head", "/password-release"), app.person("security-admin"));
            replaces("users", login("market-head"), "name", move || security.post(&path, &json!({})))
        }
        "grant_roles" => {
            let path = of_user("market-officer-2", "/roles");
            let security = app.person("security-admin");
            replaces("users", login("market-officer-2"), "name", move || {
                security.post(&path, &json!({ "roles": ["case_officer", "unit_head"] }))
            })
        }
        "review_accounts" => {
            let (id, security) = (app.person("prosecutor-head").id(), app.person("security-admin"));
            replaces("users", login("prosecutor-head"), "roles", move || {
                let version = security.get(&format!("/api/v1/users/{id}")).ok()["version"].clone();
                security.post("/api/v1/account-reviews", &json!({ "accounts": [{ "id": id, "version": version }] }))
            })
        }
        "separate_person" => {
            for login in ["prosecutor-officer-1", "prosecutor-officer-2"] {
                let path = of_user(login, "");
                let body = json!({ "badge_number": "ZW-1", "same_person": true });
                admin.patch(&path, scene.version(admin, &path), &body).ok();
            }
            let path = of_user("prosecutor-officer-2", "");
            admin.patch(&path, scene.version(admin, &path), &json!({ "badge_number": null })).ok();
            let (path, security) = (of_user("prosecutor-officer-2", "/separation"), app.person("security-admin"));
            replaces("users", login("prosecutor-officer-2"), "name", move || security.post(&path, &json!({})))
        }
        "release_lock" => {
            let path = of_user("prosecutor-officer-1", "/lock-release");
            let security = app.person("security-admin");
            replaces("users", login("prosecutor-officer-1"), "name", move || security.post(&path, &json!({})))
        }
        "grant_clearance" => {
            let path = of_user("market-officer-1", "/clearance");
            let security = app.person("security-admin");
            replaces("users", login("market-officer-1"), "name", move || {
                security.post(&path, &json!({ "clearance": "restricted", "reason": "参与办理" }))
            })
        }
        "register_agency" => {
            let new = json!({ "code": "130273990000", "name": "新单位", "kind": "police",
                "parent_id": scene.officer.agency_id() });
            relies("agencies", code("130273010000"), "name", move || admin.post("/api/v1/agencies", &new))
        }
        "import_agencies" => {
            let row =
                json!({ "code": "130273980000", "name": "表中单位", "kind": "police", "parent_code": "130273010000" });
            relies("agencies", code("130273010000"), "name", move || {
                admin.post("/api/v1/agency-imports", &json!({ "rows": [row] }))
            })
        }
        "edit_agency" => {
            let path = format!("/api/v1/agencies/{}", scene.id_of(admin, "agencies", "code", "130273020000"));
            replaces("agencies", code("130273020000"), "name", move || {
                admin.patch(&path, 1, &json!({ "active": true, "name": "改名" }))
            })
        }
        _ => None,
    }
}

pub fn centre<'t>(scene: &'t Scene<'t>, operation: &str) -> Option<Trial<'t>> {
    let admin = &scene.admin;
    match operation {
        "register_place_series" => {
            let parent = scene.id_of(admin, "places", "code", "O-1");
            let new = json!({ "parent_id": parent, "prefix": "O-1-B", "first": 1, "digits": 2, "count": 2, "name": "格",
                "kind": "bin", "storage_class": "ordinary" });
            relies("places", code("O-1"), "name", move || admin.post("/api/v1/place-series", &new))
        }
        "import_places" => {
            let row = json!({ "code": "O-8", "name": "新架", "kind": "rack", "storage_class": "ordinary", "parent_code": "O-1" });
            relies("places", code("O-1"), "name", move || {
                admin.post("/api/v1/place-imports", &json!({ "rows": [row] }))
            })
        }
        "save_list_view" => {
            let officer = &scene.officer;
            let new = json!({ "list": "items", "name": "贵重物品", "density": "usual" });
            replaces("users", login(officer.login()), "name", move || officer.post("/api/v1/list-views", &new))
        }
        "edit_list_view" | "remove_list_view" => {
            let officer = &scene.officer;
            let method = if operation == "edit_list_view" { "PATCH" } else { "DELETE" };
            let new = json!({ "list": "items", "name": operation, "density": "usual" });
            let path = format!("/api/v1/list-views/{}", officer.post("/api/v1/list-views", &new).created());
            replaces("users", login(officer.login()), "name", move || {
                officer.prepare(method, &path).version(1).json(&json!({})).send()
            })
        }
        "register_place" => {
            let parent = scene.id_of(admin, "places", "code", "O-1");
            let new = json!({ "code": "O-9", "name": "新架", "kind": "rack", "storage_class": "ordinary",
                "parent_id": parent });
            relies("places", code("O-1"), "name", move || admin.post("/api/v1/places", &new))
        }
        "edit_place" => {
            let path = format!("/api/v1/places/{}", scene.id_of(admin, "places", "code", "O-2"));
            let version = scene.version(admin, &path);
            replaces("places", code("O-2"), "capacity", move || admin.patch(&path, version, &json!({ "name": "改名" })))
        }
        "set_factor_rule" => {
            let security = scene.app.person("security-admin");
            let set = move |version: i64, value: i64| {
                let call = security.prepare("PUT", "/api/v1/factor-rule").version(version);
                call.json(&json!({ "value": value })).send()
            };
            set(0, 0).ok();
            replaces("settings", "name = 'second_factor_for'".to_owned(), "value", move || set(1, 0))
        }
        "set_security_rule" => {
            let security = scene.app.person("security-admin");
            let set = move |version: i64, value: i64| {
                let call = security.prepare("PUT", "/api/v1/security-rules/account_review_days").version(version);
                call.json(&json!({ "value": value })).send()
            };
            set(0, 90).ok();
            replaces("settings", "name = 'account_review_days'".to_owned(), "value", move || set(1, 60))
        }
        "set_setting" => {
            let path = "/api/v1/settings/loan_warning_hours";
            let set = move |version: i64, value: i64| {
                admin.prepare("PUT", path).version(version).json(&json!({ "value": value })).send()
            };
            set(0, 48).ok();
            replaces("settings", "name = 'loan_warning_hours'".to_owned(), "value", move || set(1, 24))
        }
        "set_centre_rules" => {
            let security = scene.app.person("security-admin");
            let set = move |version: i64, year: i64| {
                let own = json!({ "rules": [], "years": [{ "year": year, "closed": [], "open": [] }] });
                let new = json!({ "effective_from": "2023-02-01", "reason": "增补", "own": own });
                security.prepare("PUT", "/api/v1/clock-rules/own").version(version).json(&new).send()
            };
            set(0, 2027).ok();
            replaces("clock_rule_versions", "version = 1".to_owned(), "reason", move || set(1, 2028))
        }
        "set_paper_settings" => {
            let set = move |version: i64, pattern: &str| {
                let call = admin.prepare("PUT", "/api/v1/paper-settings").version(version);
                call.json(&json!({ "number_pattern": pattern })).send()
            };
            set(0, "{year}-{sequence}").ok();
            replaces("settings", "name = 'papers'".to_owned(), "value", move || set(1, "{year}/{sequence}"))
        }
        "answer_audit_finding" => {
            let found = [Finding::of(FindingKind::Database, "试".to_owned())];
            record(&scene.app.database, VerificationId(Uuid::nil()), &found).unwrap();
            let auditor = scene.app.person("auditor");
            let id = scene.id_of(&auditor, "audit/findings", "reason", "试");
            replaces("findings", "reason = '试'".to_owned(), "found_at", move || {
                let answer = json!({ "ruling": "noted", "answer": "已核对" });
                auditor.post(&format!("/api/v1/audit/findings/{id}/answer"), &answer)
            })
        }
        "start_audit_verification" => {
            let auditor = scene.app.person("auditor");
            auditor.token();
            replaces("users", login("auditor"), "name", move || auditor.post("/api/v1/audit/verifications", &json!({})))
        }
        _ => None,
    }
}

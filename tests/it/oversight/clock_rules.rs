//! The centre's own rules for deadlines: who sets them, how far, from which day on, and what of the past they leave as it was.

use custody::model::centre::settings::SettingName;
use custody::model::time::{DAY, HOUR, SECOND};
use custody::operations::oversight::clock_rules::Begun;
use serde_json::{Value, json};

use super::rows;
use crate::journeys::execute;
use crate::support::sql::texts;
use crate::support::{Answer, Person, TestApp, accepted, goods, request};
use crate::text;

const OWN: &str = "/api/v1/clock-rules/own";
const TRIAL: &str = "/api/v1/clock-rules/trial";
const ALL: &str = "lights=green,yellow,red,kept,missed";

/// A rule as the program comes with it, with other members.
fn rule(app: &TestApp, code: &str, other: &Value) -> Value {
    let known = app.person("security-admin").get(OWN).ok();
    let found = known["national"]["rules"].as_array().unwrap().iter().find(|rule| rule["code"] == code);
    let mut rule = found.unwrap().clone();
    rule.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
    rule
}

fn hours(amount: i64) -> Value {
    json!([{ "agency_kinds": [], "amount": amount, "setting": null, "unit": "hours" }])
}

fn set(app: &TestApp, version: i64, day: &str, rules: &[Value], years: &[Value]) -> Answer {
    let new = json!({ "effective_from": day, "reason": "市里要求", "own": { "rules": rules, "years": years } });
    app.person("security-admin").prepare("PUT", OWN).version(version).json(&new).send()
}

#[track_caller]
fn lights(person: &Person<'_>, query: &str) -> Vec<String> {
    let page = person.get(&format!("/api/v1/deadlines?{query}")).ok();
    rows(&page).iter().map(|row| format!("{} {}", text(row, "rule"), text(row, "light"))).collect()
}

#[track_caller]
fn due(person: &Person<'_>, query: &str) -> Vec<String> {
    let page = person.get(&format!("/api/v1/deadlines?{query}")).ok();
    rows(&page).iter().map(|row| text(row, "due_at").to_owned()).collect()
}

#[test]
fn the_security_administrator_sets_rules_with_a_reason_and_everybody_sees_whose_they_are() {
    let app = TestApp::new("clock-rules");
    let security = app.person("security-admin");
    let before = security.get("/api/v1/clock-rules").ok();
    assert_eq!(
        (&before["centre"], &before["coming"], text(&before, "version")),
        (&Value::Null, &Value::Null, "2026.1")
    );
    assert_eq!(before["missing_years"], json!([]), "2023 and 2024 are known");
    let on = rule(&app, "discrepancy", &json!({ "enabled": true, "warn_hours": 24 }));
    let mut own = rule(&app, "request_waiting", &json!({ "code": "quick_decision", "enabled": true }));
    own["title"] = json!({ "zh": "快速审批", "en": "Quick decision" });
    let table = json!({ "year": 2027, "closed": [{ "first": "2027-01-01", "last": "2027-01-03" }], "open": [] });
    let rules = [on, own];
    let after = set(&app, 0, "2023-01-01", &rules, std::slice::from_ref(&table)).ok();
    assert_eq!((&after["version"], &after["own"]["years"]), (&json!(1), &json!([table])));
    set(&app, 0, "2023-01-01", &rules, &[]).refused(412, "version_stale");
    set(&app, 1, "2023-01-01", &rules, std::slice::from_ref(&table)).refused(409, "clock_rules_nothing");
    let now = app.team(0).officer.get("/api/v1/clock-rules").ok();
    let of = |code: &str| {
        let found = now["rules"].as_array().unwrap().iter().find(|rule| rule["code"] == code).unwrap();
        (text(found, "source").to_owned(), found["enabled"].clone())
    };
    assert_eq!(of("discrepancy"), ("centre".to_owned(), json!(true)));
    assert_eq!(of("quick_decision"), ("centre".to_owned(), json!(true)));
    assert_eq!(of("handover"), ("national".to_owned(), json!(true)));
    assert_eq!((&now["centre"]["version"], text(&now["centre"], "effective_from")), (&json!(1), "2023-01-01"));
    let versions = app.team(0).officer.get("/api/v1/clock-rules/versions").ok();
    let version = &rows(&versions)[0];
    assert_eq!((text(version, "reason"), &version["made_by"]), ("市里要求", &json!(security.id())));
    assert!(!text(version, "made_by_name").is_empty(), "{version}");
    let entries = app.person("supervisor").get("/api/v1/audit/entries?action=ClockRulesSet").ok();
    assert_eq!(rows(&entries).len(), 1, "{entries}");
    for other in ["system-admin", "supervisor", "centre-head-1"] {
        let new = json!({ "effective_from": "2023-01-01", "reason": "试", "own": { "rules": [], "years": [] } });
        app.person(other).prepare("PUT", OWN).version(1).json(&new).send().refused(403, "permission_missing");
    }
}

#[test]
fn what_goes_beyond_the_law_or_says_nothing_is_refused_at_its_member() {
    let app = TestApp::new("clock-rules-law");
    let longer = rule(&app, "handover", &json!({ "limits": hours(25) }));
    let answer = set(&app, 0, "2023-01-01", &[longer], &[]);
    assert_eq!(answer.fields(), [("/own/rules/0/limits/0/amount", "clock_beyond_law")]);
    let off = rule(&app, "loan", &json!({ "enabled": false }));
    assert_eq!(set(&app, 0, "2023-01-01", &[off], &[]).fields(), [("/own/rules/0/enabled", "clock_rule_of_law")]);
    let fixed = rule(&app, "loan", &json!({ "limits": hours(1), "effect": "lapses" }));
    assert_eq!(
        set(&app, 0, "2023-01-01", &[fixed], &[]).fields(),
        [("/own/rules/0/effect", "clock_rule_national"), ("/own/rules/0/limits/0/amount", "clock_as_approved")]
    );
    let kinds = json!([{ "agency_kinds": ["procuratorate"], "amount": 3, "unit": "calendar_days" }]);
    let narrow = rule(&app, "handover", &json!({ "limits": kinds }));
    assert_eq!(set(&app, 0, "2023-01-01", &[narrow], &[]).fields()[0], ("/own/rules/0/limits", "clock_limit_of_law"));
    let odd = [
        (json!({ "code": "Zwei" }), "/own/rules/0/code", "clock_code"),
        (json!({ "limits": [] }), "/own/rules/0/limits", "list_empty"),
        (json!({ "warn_hours": null }), "/own/rules/0/warn_hours", "field_missing"),
        (json!({ "warn_hours": 1, "warn_setting": "loan_warning_hours" }), "/own/rules/0/warn_setting", "clock_amount"),
    ];
    for (other, member, code) in odd {
        let bad = rule(&app, "discrepancy", &other);
        assert_eq!(set(&app, 0, "2023-01-01", &[bad], &[]).fields()[0], (member, code));
    }
    let agreed = json!([{ "unit": "as_agreed" }, { "amount": 1, "unit": "hours" }]);
    let two = rule(&app, "discrepancy", &json!({ "limits": agreed }));
    assert_eq!(
        set(&app, 0, "2023-01-01", &[two], &[]).fields(),
        [("/own/rules/0/limits/0/unit", "clock_agreed_for_loans"), ("/own/rules/0/limits/1", "clock_limit_unreached")]
    );
    let year =
        json!({ "year": 2027, "closed": [{ "first": "2027-05-05", "last": "2027-05-01" }], "open": ["2027-05-03"] });
    assert_eq!(
        set(&app, 0, "2023-01-01", &[], &[year]).fields(),
        [("/own/years/0/closed/0", "clock_holiday"), ("/own/years/0/open/0", "clock_working_weekend")]
    );
    assert_eq!(set(&app, 0, "2022-12-31", &[], &[]).fields(), [("/effective_from", "clock_rules_past")]);
    assert_eq!(set(&app, 0, "2023-02-29", &[], &[]).fields(), [("/effective_from", "day_invalid")]);
    set(&app, 0, "2023-01-01", &[], &[]).refused(409, "clock_rules_nothing");
    for (name, most) in [(SettingName::HandoverHours, 24), (SettingName::ProcuratorateTransferDays, 45)] {
        let call = app.person("system-admin").prepare("PUT", &format!("/api/v1/settings/{name}")).version(0);
        let answer = call.json(&json!({ "value": most + 1 })).send();
        assert_eq!(answer.fields(), [("/value", "number_out_of_range")], "{name}");
    }
}

#[test]
fn a_version_begins_with_its_day_and_leaves_what_has_ended_as_it_was() {
    let app = TestApp::new("clock-rules-day");
    let team = app.team(0);
    let mut begun = Begun::default();
    begun.settle_if_due(&app.database).unwrap();
    let one = goods::many(1);
    let case = team.case();
    let codes = team.seize(&case, &one);
    let intake = team.approved(&request("intake", &case, &codes));
    execute(&app.staff().custodian, &intake, &[accepted(&codes[0], &one[0])]).ok();
    assert_eq!(lights(&team.officer, "rule=handover&lights=kept,missed"), ["handover kept"], "after sixteen hours");
    let open = team.case();
    team.seize(&open, &one);
    let shorter = rule(&app, "handover", &json!({ "limits": hours(12), "warn_hours": 1 }));
    set(&app, 0, "2023-01-02", &[shorter], &[]).ok();
    let rules = team.officer.get("/api/v1/clock-rules").ok();
    assert_eq!((&rules["centre"], &rules["coming"]["version"]), (&Value::Null, &json!(1)));
    let query = format!("rule=handover&{ALL}");
    let before = due(&team.officer, &query);
    assert_eq!(before, ["2023-01-01T00:00:00.000000Z"; 2]);
    app.wait(DAY - SECOND);
    begun.settle_if_due(&app.database).unwrap();
    assert_eq!(due(&team.officer, &query), before, "a second before midnight in China");
    app.wait(SECOND);
    begun.settle_if_due(&app.database).unwrap();
    assert_eq!(due(&team.officer, &query), ["2022-12-31T12:00:00.000000Z", before[0].as_str()], "at the very time");
    assert_eq!(lights(&team.officer, &query), ["handover red", "handover kept"], "what was kept stays kept");
    let longer = rule(&app, "handover", &json!({ "limits": hours(20) }));
    set(&app, 1, "2023-01-03", &[longer], &[]).ok();
    let none = set(&app, 2, "2023-01-02", &[], &[]);
    none.ok();
    assert_eq!(due(&team.officer, &query), before, "at once, and what had not begun never does");
    app.wait(DAY);
    begun.settle_if_due(&app.database).unwrap();
    assert_eq!(due(&team.officer, &query), before);
    drop(app.installation().open());
    assert_eq!(due(&team.officer, &query), before, "the same when a program starts");
}

#[test]
fn a_setting_judges_what_runs_and_not_what_has_ended() {
    let app = TestApp::new("clock-rules-setting");
    let team = app.team(0);
    let (one, case) = (goods::many(1), team.case());
    let codes = team.seize(&case, &one);
    let intake = team.approved(&request("intake", &case, &codes));
    execute(&app.staff().custodian, &intake, &[accepted(&codes[0], &one[0])]).ok();
    team.seize(&team.case(), &one);
    let path = format!("/api/v1/settings/{}", SettingName::HandoverHours);
    app.wait(SECOND);
    app.person("system-admin").prepare("PUT", &path).version(0).json(&json!({ "value": 6 })).send().ok();
    let query = format!("rule=handover&{ALL}");
    assert_eq!(lights(&team.officer, &query), ["handover red", "handover kept"]);
}

#[test]
fn holidays_move_what_runs_across_the_leap_day_and_the_end_of_the_year() {
    let app = TestApp::new("clock-rules-holidays");
    let prosecutors = app.team(1);
    prosecutors.seize(&prosecutors.case(), &goods::many(1));
    let query = "rule=handover";
    assert_eq!(due(&prosecutors.officer, query), ["2023-01-03T15:59:59.999999Z"], "the third day");
    let closed = json!([{ "first": "2022-12-31", "last": "2023-01-03" }]);
    let year = json!({ "year": 2023, "closed": closed, "open": ["2023-01-28"] });
    set(&app, 0, "2023-01-01", &[], &[year]).ok();
    assert_eq!(due(&prosecutors.officer, query), ["2023-01-04T15:59:59.999999Z"], "offices are closed on the third");
    let known = |row: &Value| row["holidays_known"].clone();
    let page = |query: &str| prosecutors.officer.get(&format!("/api/v1/deadlines?{query}")).ok();
    assert_eq!(known(&rows(&page(query))[0]), json!(true));
    app.wait((3 * 365 + 1 + 363) * DAY);
    let rules = prosecutors.officer.get("/api/v1/clock-rules").ok();
    assert_eq!(rules["missing_years"], json!([2027]));
}

#[test]
fn a_refusal_at_the_desk_is_no_handing_over() {
    let app = TestApp::new("clock-rules-refused");
    let (team, staff) = (app.team(0), app.staff());
    let one = goods::many(1);
    let refused = |good: &str| json!({ "item": good, "outcome": "refused", "reason": "易燃" });
    let refuse = || {
        let case = team.case();
        let codes = team.seize(&case, &one);
        let intake = team.approved(&request("intake", &case, &codes));
        execute(&staff.custodian, &intake, &[refused(&codes[0])]).ok();
        (intake, codes, format!("rule=handover&case_id={case}&{ALL}"))
    };
    let (for_good, _, first) = refuse();
    let (anew, codes, second) = refuse();
    staff.head.step(&for_good, "refusals", &json!({ "decision": "confirm" })).ok();
    app.wait(9 * HOUR);
    assert_eq!(
        lights(&team.officer, &first),
        ["handover kept"],
        "the centre head has seen that it is its officers' again"
    );
    assert_eq!(lights(&team.officer, &second), ["handover red"]);
    staff.head.step(&anew, "refusals", &json!({ "decision": "send_back", "opinion": "请重新查验" })).ok();
    assert_eq!(lights(&team.officer, &second), ["handover red"]);
    execute(&staff.custodian, &anew, &[accepted(&codes[0], &one[0])]).ok();
    assert_eq!(lights(&team.officer, &second), ["handover missed"]);
}

#[test]
fn what_was_overdue_stays_to_be_seen_when_its_list_is_corrected_or_cancelled() {
    let app = TestApp::new("clock-rules-corrected");
    let team = app.team(0);
    let case = team.case();
    team.seize(&case, &goods::many(1));
    app.wait(9 * HOUR);
    let query = format!("rule=handover&case_id={case}&{ALL}");
    assert_eq!(lights(&team.officer, &query), ["handover red"]);
    let list = rows(&team.officer.get(&format!("/api/v1/seizure-lists?case_id={case}")).ok())[0].clone();
    let path = format!("/api/v1/seizure-lists/{}", text(&list, "id"));
    let head = team.officer.get(&path).ok();
    let mut right = json!({ "seized_at": "2023-01-01T08:00:00+08:00", "reason": "日期登记有误" });
    for member in ["list_no", "decision_no", "seized_place", "holder_name", "attesting_witness"] {
        right[member] = head[member].clone();
    }
    let call = team.officer.prepare("POST", &format!("{path}/correction")).once().version(1);
    let replacement = text(&call.json(&right).send().with(201), "id").to_owned();
    assert_eq!(lights(&team.officer, &query), ["handover missed", "handover green"]);
    let page = team.officer.get(&format!("/api/v1/deadlines?{query}")).ok();
    let entries = app.person("supervisor").get("/api/v1/audit/entries?action=SeizureListCorrected").ok();
    let entry = &rows(&entries)[0]["seq"];
    assert!(rows(&page).iter().all(|row| row["correction_entry"] == *entry), "{page}");
    let cancel = team.officer.prepare("POST", &format!("/api/v1/seizure-lists/{replacement}/cancellation"));
    cancel.once().version(1).json(&json!({ "reason": "重复登记" })).send().ok();
    assert_eq!(lights(&team.officer, &query), ["handover missed"], "what was cancelled in time never was late");
    drop(app.installation().open());
    assert_eq!(lights(&team.officer, &query), ["handover missed"]);
}

#[test]
fn a_draft_is_tried_and_nothing_is_written() {
    let app = TestApp::new("clock-rules-trial");
    let team = app.team(0);
    let case = team.case();
    team.seize(&case, &goods::many(1));
    let shorter = rule(&app, "handover", &json!({ "limits": hours(12) }));
    let draft = json!({ "rules": [shorter], "years": [] });
    let (supervisor, security) = (app.person("supervisor"), app.person("security-admin"));
    supervisor.get("/api/v1/clock-rules/own").ok();
    let told = supervisor.prepare("POST", TRIAL).json(&draft).send().ok();
    assert_eq!((&told["newly_red"], &told["no_longer_red"]), (&json!(1), &json!(0)), "{told}");
    let handover = |told: &Value| {
        told["rules"].as_array().unwrap().iter().find(|trial| trial["rule"] == "handover").unwrap()["cases"].clone()
    };
    assert_eq!(handover(&told).as_array().unwrap().len(), 1);
    let told = security.prepare("POST", TRIAL).json(&draft).send().ok();
    assert_eq!(
        (&told["newly_red"], handover(&told)),
        (&json!(1), json!([])),
        "who may see no cases is told their number"
    );
    let mut conn = app.installation().connection();
    let mut written = || texts(&mut conn, "SELECT CAST(count(*) AS text) AS value FROM log_leaves");
    let before = written();
    security.prepare("POST", TRIAL).json(&draft).send().ok();
    assert_eq!(written(), before);
    assert_eq!(lights(&team.officer, "rule=handover"), ["handover green"]);
    let longer = json!({ "rules": [rule(&app, "handover", &json!({ "limits": hours(48) }))], "years": [] });
    let answer = supervisor.prepare("POST", TRIAL).json(&longer).send();
    assert_eq!(answer.fields(), [("/rules/0/limits/0/amount", "clock_beyond_law")]);
    team.officer.prepare("POST", TRIAL).json(&draft).send().refused(403, "permission_missing");
}

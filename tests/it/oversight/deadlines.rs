//! Clocks: which deadlines the record makes, for whom, and that they are the same however they are made.

use custody::model::accounts::secrecy::SecrecyLevel;
use custody::model::centre::settings::SettingName;
use custody::model::time::{DAY, HOUR, SECOND};
use serde_json::{Value, json};

use super::{busy_centre, rows};
use crate::journeys::execute;
use crate::support::sql::{sql, texts};
use crate::support::{Person, Team, TestApp, accepted, goods, request};
use crate::text;

#[track_caller]
fn asked(person: &Person<'_>, query: &str) -> Vec<Value> {
    let page = person.get(&format!("/api/v1/deadlines?total=true&{query}")).ok();
    assert_eq!(page["total"], rows(&page).len(), "{page}");
    rows(&page).clone()
}

/// Rule and light of each.
#[track_caller]
fn lights(person: &Person<'_>, query: &str) -> Vec<String> {
    asked(person, query).iter().map(|row| format!("{} {}", text(row, "rule"), text(row, "light"))).collect()
}

#[test]
fn goods_kept_back_turn_yellow_and_red_and_are_kept_or_missed_when_they_come() {
    let app = TestApp::new("deadlines-handover");
    let team = app.team(0);
    let case = team.case();
    let two = goods::many(2);
    let codes = team.seize(&case, &two);
    assert_eq!(lights(&team.officer, "mine=true"), ["handover green"], "seized sixteen hours ago");
    app.wait(2 * HOUR - SECOND);
    assert_eq!(lights(&team.officer, "lights=green"), ["handover green"]);
    app.wait(SECOND);
    assert_eq!(lights(&team.officer, "lights=yellow"), ["handover yellow"], "six hours before");
    let one = &asked(&team.officer, "")[0];
    assert_eq!(
        (&one["subject"], &one["case_id"], &one["owner"]),
        (&json!("seizure_list"), &json!(case), &json!("case_officer"))
    );
    assert_eq!((&one["person_id"], text(one, "due_at")), (&Value::Null, "2023-01-01T00:00:00.000000Z"));
    assert!(text(one, "law").contains("190"), "{one}");
    let intake = team.approved(&request("intake", &case, &codes));
    execute(&app.staff().custodian, &intake, &[accepted(&codes[0], &two[0])]).ok();
    assert_eq!(
        lights(&team.officer, "subject=seizure_list"),
        ["handover yellow"],
        "one of the two is still with its officers"
    );
    app.wait(6 * HOUR);
    assert_eq!(lights(&team.head, "mine=true&subject=seizure_list"), ["handover yellow"], "the very hour is in time");
    app.wait(SECOND);
    assert_eq!(lights(&team.head, "mine=true&lights=red"), ["handover red"], "a head sees what the unit owes");
    execute(&app.staff().custodian, &intake, &[accepted(&codes[1], &two[1])]).ok();
    assert_eq!(lights(&team.officer, ""), ["police_transfer green"]);
    assert_eq!(lights(&team.officer, "lights=missed,kept&rule=handover"), ["handover missed"]);
}

#[test]
fn the_limit_is_that_of_the_kind_of_agency() {
    let app = TestApp::new("deadlines-kinds");
    let due = |agency: usize, rule: &str| {
        let team = app.team(agency);
        team.seize(&team.case(), &goods::many(1));
        asked(&team.officer, &format!("rule={rule}"))
            .iter()
            .map(|row| text(row, "due_at").to_owned())
            .collect::<Vec<_>>()
    };
    // Seized in the morning of Saturday, 31 December 2022; the second of January is a holiday.
    assert_eq!(due(0, "handover"), ["2023-01-01T00:00:00.000000Z"]);
    assert_eq!(due(1, "handover"), ["2023-01-03T15:59:59.999999Z"], "three days");
    assert_eq!(due(2, "handover"), ["2023-01-01T00:00:00.000000Z"]);
    assert_eq!(due(2, "administrative_seizure"), ["2023-01-30T15:59:59.999999Z"; 2], "thirty days, of both lists");
    assert_eq!(due(0, "administrative_seizure"), Vec::<String>::new(), "of no criminal case");
}

#[test]
fn a_loan_is_due_as_agreed_and_an_extension_moves_it() {
    let (app, codes) = busy_centre("deadlines-loan");
    let team = app.team(0);
    let due = || {
        let found = asked(&team.officer, "rule=loan&lights=green,yellow,red,kept,missed");
        found.iter().map(|row| format!("{} {}", text(row, "due_at"), text(row, "light"))).collect::<Vec<_>>()
    };
    assert_eq!(due(), ["2023-01-09T00:00:00.000000Z green"]);
    app.wait(6 * DAY);
    assert_eq!(due(), ["2023-01-09T00:00:00.000000Z yellow"], "three days before");
    let loan = asked(&team.officer, "rule=loan")[0].clone();
    let request_id = text(&loan, "request_id").to_owned();
    assert_eq!(text(&loan, "subject_id"), request_id);
    let ask = json!({ "due_at": "2023-02-01T00:00:00Z", "reason": "仍需鉴定" });
    let extension =
        text(&team.officer.post(&format!("/api/v1/requests/{request_id}/extensions"), &ask).with(201), "id").to_owned();
    team.head.decide("extensions", &extension, &json!({ "approved": true })).ok();
    assert_eq!(due(), ["2023-02-01T00:00:00.000000Z green"]);
    let lent = rows(&team.officer.get("/api/v1/loans").ok())[0].clone();
    let id = text(&lent, "item_id");
    assert!(
        lights(&team.officer, &format!("item_id={id}")).contains(&"loan green".to_owned()),
        "among those of the item"
    );
    let back = team.bring_back(text(&loan, "case_id"), &request_id, &codes[..1]);
    let line = json!({ "item": codes[0], "outcome": "returned", "condition": "intact", "place": "O-1" });
    execute(&app.staff().custodian, &back, &[line]).ok();
    assert_eq!(due(), ["2023-02-01T00:00:00.000000Z kept"]);
}

#[test]
fn a_case_has_its_time_with_the_police_and_another_with_the_procuratorate() {
    let app = TestApp::new("deadlines-stages");
    let (police, prosecutors) = (app.team(0), app.team(1));
    let (case, _) = app.in_custody(&police, &goods::many(1));
    let (theirs, _) = app.in_custody(&prosecutors, &goods::many(1));
    let all = |case: &str| {
        lights(&app.person("supervisor"), &format!("case_id={case}&lights=green,red,kept,missed&subject=case"))
    };
    let go_to = |team: &Team<'_>, case: &str, stage: &str| {
        let path = format!("/api/v1/cases/{case}");
        let version = team.officer.get(&path).ok()["version"].as_i64().unwrap();
        team.officer.patch(&path, version, &json!({ "stage": stage })).ok();
        app.wait(DAY);
    };
    assert_eq!((all(&case), all(&theirs)), (vec!["police_transfer green".to_owned()], vec![]));
    app.wait(60 * DAY);
    go_to(&police, &case, "prosecution");
    assert_eq!(all(&case), ["police_transfer kept"], "on the sixtieth day, which is not the procuratorate's own");
    go_to(&police, &case, "investigation");
    assert_eq!(all(&case), ["police_transfer red"]);
    go_to(&police, &case, "prosecution");
    assert_eq!(all(&case), ["police_transfer missed"], "from the first receipt to the last transfer");

    go_to(&prosecutors, &theirs, "prosecution");
    let due = || text(&asked(&prosecutors.head, "rule=procuratorate_transfer&mine=true")[0], "due_at").to_owned();
    let first = due();
    for stage in ["trial", "prosecution"] {
        go_to(&prosecutors, &theirs, stage);
    }
    assert_eq!(due(), first, "nobody gets more time by going on and coming back");
    go_to(&prosecutors, &theirs, "investigation");
    go_to(&prosecutors, &theirs, "prosecution");
    assert!(due() > first, "after further investigation it begins anew");
    go_to(&prosecutors, &theirs, "trial");
    assert_eq!(all(&theirs), ["procuratorate_transfer kept"]);
}

#[test]
fn a_setting_moves_what_hangs_on_it() {
    let app = TestApp::new("deadlines-setting");
    let team = app.team(0);
    app.in_custody(&team, &[goods::unclassified()]);
    let custodian = app.staff().custodian;
    let due = || asked(&custodian, "mine=true").iter().map(|row| text(row, "due_at").to_owned()).collect::<Vec<_>>();
    assert_eq!(due(), ["2023-01-09T15:59:59.999999Z"], "seven days after the first of January, which is a Sunday");
    let admin = app.person("system-admin");
    let name = SettingName::UnclassifiedAlarmDays;
    admin
        .prepare("PUT", &format!("/api/v1/settings/{name}"))
        .once()
        .version(0)
        .json(&json!({ "value": 3 }))
        .send()
        .ok();
    assert_eq!(due(), ["2023-01-04T15:59:59.999999Z"]);
    let rules = custodian.get("/api/v1/clock-rules").ok();
    let rule = rules["rules"].as_array().unwrap().iter().find(|rule| rule["code"] == "unclassified").unwrap();
    assert_eq!(
        (&rule["limits"][0]["amount"], &rule["limits"][0]["unit"], &rule["law"]),
        (&json!(3), &json!("calendar_days"), &Value::Null)
    );
}

#[test]
fn nobody_sees_the_deadlines_of_cases_beyond_their_reach() {
    let app = TestApp::new("deadlines-reach");
    let team = app.team(0);
    let case = team.case();
    team.seize(&case, &goods::many(1));
    let all = "lights=green,yellow,red,kept,missed";
    assert_eq!(lights(&app.team(1).officer, all), Vec::<String>::new());
    assert_eq!(lights(&app.person("supervisor"), all), ["handover green"]);
    app.clear(
        &[team.officer.login(), team.colleague.login(), team.head.login(), "centre-head-1"],
        SecrecyLevel::Secret,
    );
    let level = json!({ "level": "secret", "reason": "涉密案件" });
    team.officer.prepare("POST", &format!("/api/v1/cases/{case}/secrecy")).once().version(1).json(&level).send().ok();
    assert_eq!(lights(&app.person("supervisor"), all), Vec::<String>::new());
    assert_eq!(lights(&team.officer, all), ["handover green"]);
    for rubbish in ["lights=purple", "rule=nope", "subject=moon"] {
        team.officer.get(&format!("/api/v1/deadlines?{rubbish}")).refused(422, "word_unknown");
    }
}

#[test]
fn what_changes_made_is_what_the_record_makes_anew() {
    let (app, codes) = busy_centre("deadlines-anew");
    let team = app.team(0);
    let case = team.case();
    let kept = team.seize(&case, &goods::many(3));
    let intake = team.approved(&request("intake", &case, &kept[..2]));
    app.wait(DAY);
    let lines: Vec<Value> = kept[..2].iter().zip(goods::many(2)).map(|(code, good)| accepted(code, &good)).collect();
    execute(&app.staff().custodian, &intake, &lines).ok();
    assert!(codes.len() > 3);
    let made = "SELECT rule || ' ' || subject || ' ' || started_at || ' ' || warn_at || ' ' || due_at || ' ' || coalesce(closed_at, -1) \
                || ' ' || owner AS value FROM deadlines ORDER BY id";
    let mut conn = app.installation().connection();
    let before = texts(&mut conn, made);
    assert!(before.len() > 5, "{before:?}");
    sql(&mut conn, "DELETE FROM deadlines WHERE rule = 'handover'");
    sql(&mut conn, "UPDATE deadlines SET due_at = due_at + 86400000000");
    drop(app.installation().open());
    assert_eq!(texts(&mut conn, made), before);
}

#[test]
fn a_draft_of_rules_is_refused_with_its_line_or_tried_over_the_whole_record() {
    let (app, _) = busy_centre("deadlines-draft");
    let site = app.installation();
    let path = site.kept().with_file_name("draft.toml");
    let path = path.to_str().unwrap();
    let ours = site.run(&["rules", "print"]).done().to_owned();
    let check = |text: String| {
        std::fs::write(path, text).unwrap();
        site.run(&["rules", "check", path, "--at", "2023-01-20T00:00:00+08:00", "--format", "json"])
    };
    assert!(
        check(ours.replace("effect = \"return_due\"", "effect = \"burn\"")).refused(1).contains("draft.toml: line ")
    );
    let of = |answer: &str, rule: &str| {
        let trials: Vec<Value> = serde_json::from_str(answer).unwrap();
        trials.into_iter().find(|trial| trial["rule"] == rule).unwrap()
    };
    let same = check(ours.clone());
    assert_eq!(of(same.done(), "administrative_seizure")["newly_red"], 0);
    // Seized on the last day of the year, and looked at twenty days after that.
    let shorter = check(ours.replace("amount = 30", "amount = 10"));
    let trial = of(shorter.done(), "administrative_seizure");
    assert_eq!((&trial["red"], &trial["newly_red"]), (&json!({ "now": 0, "draft": 1 }), &json!(1)), "{trial}");
    assert_eq!(trial["cases"].as_array().unwrap().len(), 1);
    assert_eq!(of(shorter.done(), "loan"), of(same.done(), "loan"));
}

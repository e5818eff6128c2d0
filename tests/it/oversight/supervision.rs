//! Supervision: what searches find in cases and what becomes of it, and what passes between supervisors and agencies.

use custody::model::accounts::secrecy::SecrecyLevel;
use custody::model::time::{DAY, HOUR};
use serde_json::{Value, json};

use super::{busy_centre, rows};
use crate::journeys::execute;
use crate::support::sql::{number, sql};
use crate::support::{Answer, Person, Team, TestApp, goods, request};
use crate::text;

#[track_caller]
fn search(supervisor: &Person<'_>) -> (i64, i64, i64, i64) {
    let found = supervisor.post("/api/v1/clue-searches", &json!({})).ok();
    let of = |name: &str| found[name].as_i64().unwrap();
    (of("found"), of("changed"), of("corrected"), of("present"))
}

#[track_caller]
fn clues(person: &Person<'_>, query: &str) -> Vec<Value> {
    let page = person.get(&format!("/api/v1/clues?total=true&{query}")).ok();
    assert_eq!(page["total"], rows(&page).len(), "{page}");
    rows(&page).clone()
}

/// Rule, standing and number of goods of each.
#[track_caller]
fn told(person: &Person<'_>, query: &str) -> Vec<String> {
    let line = |clue: &Value| format!("{} {} {}", text(clue, "rule"), text(clue, "status"), clue["item_count"]);
    clues(person, query).iter().map(line).collect()
}

#[track_caller]
fn explain(person: &Person<'_>, clue: &Value, words: &str) -> Answer {
    let path = format!("/api/v1/clues/{}/explanation", text(clue, "id"));
    let version = clue["version"].as_i64().unwrap();
    person.prepare("POST", &path).once().version(version).json(&json!({ "explanation": words })).send()
}

/// Takes a step with a notice as it stands now.
#[track_caller]
fn step(person: &Person<'_>, id: &str, what: &str, body: &Value) -> Answer {
    let path = format!("/api/v1/supervision-notices/{id}");
    let version = person.get(&path).body["version"].as_i64().unwrap_or(1);
    person.prepare("POST", &format!("{path}/{what}")).once().version(version).json(body).send()
}

fn notice(team: &Team<'_>, case: &str) -> Value {
    json!({ "case_id": case, "agency_id": team.officer.agency_id(), "title": "逾期未移交",
        "ground": "查扣物品逾期未移交管理中心，请说明原因并限期移交。", "answer_by": "2023-01-06T10:00:00Z" })
}

#[test]
fn a_clue_is_found_explained_corrected_and_found_again() {
    let app = TestApp::new("clues-life");
    let (team, supervisor) = (app.team(0), app.person("supervisor"));
    let case = team.case();
    let codes = team.seize(&case, &goods::many(2));
    assert_eq!(search(&supervisor), (0, 0, 0, 0));
    app.wait(9 * HOUR);
    assert_eq!(search(&supervisor), (1, 0, 0, 1));
    assert_eq!(search(&supervisor), (0, 0, 0, 1), "nothing new is nothing written");
    let clue = clues(&supervisor, "statuses=open")[0].clone();
    assert_eq!(
        (text(&clue, "rule"), text(&clue, "case_id"), &clue["item_count"], text(&clue, "since")),
        ("handover_late", case.as_str(), &json!(2), "2023-01-01T00:00:00.000000Z")
    );
    assert!(text(&clue, "law").contains("190"), "{clue}");
    let goods_of = |clue: &Value| {
        let page = supervisor.get(&format!("/api/v1/clues/{}/items?limit=1", text(clue, "id"))).ok();
        let next = text(&page, "next").to_owned();
        let rest = supervisor.get(&format!("/api/v1/clues/{}/items?cursor={next}", text(clue, "id"))).ok();
        [&page, &rest].iter().flat_map(|page| rows(page)).map(|row| text(row, "code").to_owned()).collect::<Vec<_>>()
    };
    let mut named = (goods_of(&clue), codes.clone());
    named.0.sort();
    named.1.sort();
    assert_eq!(named.0, named.1);

    assert_eq!(explain(&team.head, &clue, " ").fields(), [("/explanation", "text_empty")]);
    let explained = explain(&team.head, &clue, "路途遥远，次日移交。").ok();
    assert_eq!((text(&explained, "status"), &explained["can_explain"]), ("explained", &json!(true)));
    explain(&team.head, &clue, "又一次").refused(412, "version_stale");
    let intake = team.approved(&request("intake", &case, &codes));
    let lines: Vec<Value> =
        codes.iter().zip(goods::many(2)).map(|(code, good)| crate::support::accepted(code, &good)).collect();
    execute(&app.staff().custodian, &intake, &lines[..1]).ok();
    assert_eq!(search(&supervisor), (0, 1, 0, 1));
    assert_eq!(told(&team.head, ""), ["handover_late explained 1"], "what was explained of two is explained of one");
    execute(&app.staff().custodian, &intake, &lines[1..]).ok();
    assert_eq!(search(&supervisor), (0, 0, 1, 0));
    let corrected = clues(&team.head, "")[0].clone();
    assert_eq!((text(&corrected, "status"), &corrected["can_explain"]), ("corrected", &json!(false)));
    assert_eq!(rows(&supervisor.get(&format!("/api/v1/clues/{}/items", text(&clue, "id"))).ok()), &Vec::<Value>::new());
    explain(&team.head, &corrected, "迟了").refused(409, "clue_corrected");

    team.seize(&case, &goods::many(3));
    app.wait(2 * DAY);
    assert_eq!(search(&supervisor), (1, 0, 0, 1));
    assert_eq!(told(&supervisor, ""), ["handover_late open 3"], "the same clue, to be explained anew");
    assert_eq!(text(&clues(&supervisor, "")[0], "id"), text(&clue, "id"));
    let actions: Vec<String> = ["ClueFound", "ClueExplained", "ClueCorrected"]
        .iter()
        .map(|action| {
            let sql = format!("SELECT count(*) AS value FROM log_leaves WHERE action = '{action}'");
            format!("{action} {}", number(&mut app.installation().connection(), &sql))
        })
        .collect();
    assert_eq!(actions, ["ClueFound 3", "ClueExplained 1", "ClueCorrected 1"]);
}

#[test]
fn every_rule_finds_what_it_is_for() {
    let (app, _) = busy_centre("clues-rules");
    let (team, supervisor) = (app.team(0), app.person("supervisor"));
    let market = app.team(2);
    app.in_custody(&market, &goods::many(1));
    let (judged, _) = app.in_custody(&team, &goods::many(2));
    let (silent, codes) = app.in_custody(&team, &goods::many(2));
    let (decided, both) = app.in_custody(&team, &goods::many(2));
    let damaged = both[..1].to_vec();
    let written = |case: &str, kind: &str| {
        let paper = json!({ "kind": kind, "number": format!("{kind}-{case}"), "title": "文书", "case_id": case,
            "issued_at": "2022-12-31T00:00:00Z" });
        team.officer.post("/api/v1/documents", &paper).created()
    };
    let go_to = |case: &str, stage: &str| {
        let path = format!("/api/v1/cases/{case}");
        let version = team.officer.get(&path).ok()["version"].as_i64().unwrap();
        team.officer.patch(&path, version, &json!({ "stage": stage })).ok();
    };
    go_to(&judged, "enforcement");
    let judgment = written(&silent, "judgment");
    written(&decided, "disposition");
    let loan = app.lend(&team, &decided, &damaged);
    let back = team.bring_back(&decided, &loan, &damaged);
    let line =
        json!({ "item": damaged[0], "outcome": "returned", "condition": "damaged", "reason": "破裂", "place": "O-1" });
    execute(&app.staff().custodian, &back, &[line]).ok();
    app.wait(90 * DAY);
    search(&supervisor);
    let of = |case: &str| told(&supervisor, &format!("case_id={case}&rule=judgment_missing"));
    assert_eq!(of(&judged), ["judgment_missing open 2"]);
    let mut found: Vec<String> =
        told(&supervisor, "statuses=open").iter().map(|line| line[..line.find(' ').unwrap()].to_owned()).collect();
    found.sort();
    found.dedup();
    let expected = [
        "decision_idle",
        "discrepancy_waiting",
        "handover_late",
        "judgment_missing",
        "judgment_silent",
        "left_behind",
        "loan_late",
        "seizure_expired",
        "transfer_late",
    ];
    let missing: Vec<_> = expected.iter().filter(|rule| !found.contains(&(**rule).to_owned())).collect();
    assert_eq!(missing, Vec::<&&str>::new(), "{found:?}");
    assert_eq!(expected.len(), custody::model::oversight::clue::ClueRule::ALL.len());

    // An outbound request answers the judgment as far as it goes.
    let silent_now = || told(&supervisor, &format!("case_id={silent}&rule=judgment_silent"));
    assert_eq!(silent_now(), ["judgment_silent open 2"]);
    let mut out = request("outbound", &silent, &codes[..1]);
    out["document_id"] = judgment.into();
    for (name, value) in
        [("disposition", "return_to_party"), ("receiver_name", "李强"), ("receiver_document_no", "E12345678")]
    {
        out[name] = value.into();
    }
    team.submit(&out);
    search(&supervisor);
    assert_eq!(silent_now(), ["judgment_silent open 1"]);
}

#[test]
fn clues_and_notices_are_seen_by_supervisors_and_by_those_they_are_about() {
    let app = TestApp::new("supervision-reach");
    let (team, other, supervisor) = (app.team(0), app.team(1), app.person("supervisor"));
    let case = team.case();
    team.seize(&case, &goods::many(1));
    app.wait(DAY);
    search(&supervisor);
    let clue = clues(&supervisor, "")[0].clone();
    let id = supervisor.post("/api/v1/supervision-notices", &notice(&team, &case)).created();
    let staff = app.staff();
    for stranger in [&other.head, &staff.custodian, &staff.head] {
        assert_eq!(clues(stranger, ""), Vec::<Value>::new());
        assert_eq!(rows(&stranger.get("/api/v1/supervision-notices").ok()), &Vec::<Value>::new());
        stranger.get(&format!("/api/v1/clues/{}", text(&clue, "id"))).refused(404, "not_found");
        stranger.get(&format!("/api/v1/supervision-notices/{id}")).refused(404, "not_found");
    }
    explain(&other.head, &clue, "不知情").refused(404, "not_found");
    step(&other.head, &id, "answer", &json!({ "answer": "不知情" })).refused(404, "not_found");
    assert_eq!(told(&team.officer, ""), ["handover_late open 1"], "officers read what their head is asked");
    assert_eq!(clues(&team.officer, "")[0]["can_explain"], false);
    for refused in ["clue-searches", "supervision-notices"] {
        team.head.post(&format!("/api/v1/{refused}"), &json!({})).refused(403, "permission_missing");
    }
    step(&team.officer, &id, "answer", &json!({ "answer": "已移交" })).refused(403, "permission_missing");

    app.clear(
        &[team.officer.login(), team.colleague.login(), team.head.login(), "centre-head-1"],
        SecrecyLevel::Secret,
    );
    let level = json!({ "level": "secret", "reason": "涉密案件" });
    team.officer.prepare("POST", &format!("/api/v1/cases/{case}/secrecy")).once().version(1).json(&level).send().ok();
    assert_eq!((clues(&supervisor, "").len(), clues(&team.head, "").len()), (0, 1));
    supervisor.get(&format!("/api/v1/supervision-notices/{id}")).refused(404, "not_found");
    supervisor.post("/api/v1/supervision-notices", &notice(&team, &case)).refused(404, "not_found");
}

#[test]
fn a_notice_is_answered_asked_again_and_accepted() {
    let app = TestApp::new("notices-life");
    let (team, supervisor) = (app.team(0), app.person("supervisor"));
    let (case, _) = app.in_custody(&team, &goods::many(1));
    let sent = supervisor.post("/api/v1/supervision-notices", &notice(&team, &case)).with(201);
    let id = text(&sent, "id").to_owned();
    assert_eq!(
        (text(&sent, "number"), text(&sent, "status"), &sent["next_steps"]),
        ("JD-2023-000001", "awaiting_answer", &json!(["withdraw"]))
    );
    let work = |person: &Person<'_>, name: &str| {
        let rows = person.get("/api/v1/work").ok();
        rows.as_array().unwrap().iter().find(|row| row["name"] == name).map(|row| row["count"].as_i64().unwrap())
    };
    assert_eq!((work(&team.head, "notices_to_answer"), work(&team.officer, "notices_to_answer")), (Some(1), None));
    let lights = |person: &Person<'_>| {
        let page =
            person.get("/api/v1/deadlines?rule=supervision_answer&mine=true&lights=green,yellow,red,kept,missed").ok();
        rows(&page)
            .iter()
            .map(|row| format!("{} {}", text(row, "subject_name"), text(row, "light")))
            .collect::<Vec<_>>()
    };
    assert_eq!(lights(&team.head), ["JD-2023-000001 green"]);
    app.wait(6 * DAY);
    assert_eq!(lights(&team.head), ["JD-2023-000001 red"]);
    let overdue = || rows(&supervisor.get("/api/v1/supervision-notices?overdue=true").ok()).len();
    assert_eq!(overdue(), 1);
    assert_eq!(rows(&supervisor.get("/api/v1/supervision-notices?overdue=false").ok()).len(), 0);
    step(&supervisor, &id, "acceptance", &json!({ "opinion": "认可" })).refused(409, "notice_not_there");

    let written = |case: &str| {
        let paper = json!({ "kind": "other", "number": format!("说明-{case}"), "title": "情况说明", "case_id": case,
            "issued_at": "2022-12-31T00:00:00Z" });
        team.officer.post("/api/v1/documents", &paper).created()
    };
    let elsewhere = written(&team.case());
    let answer = |document: &str| json!({ "answer": "已移交，附情况说明。", "document_id": document });
    assert_eq!(step(&team.head, &id, "answer", &answer(&elsewhere)).fields(), [("/document_id", "reference_unknown")]);
    let answered = step(&team.head, &id, "answer", &answer(&written(&case))).ok();
    assert_eq!((text(&answered, "status"), &answered["next_steps"]), ("answered", &json!([])));
    assert!(text(&answered["steps"][1], "document_number").starts_with("说明-"));
    assert_eq!((lights(&team.head), overdue()), (vec!["JD-2023-000001 missed".to_owned()], 0));
    assert_eq!(work(&supervisor, "notices_answered"), Some(1));

    let past = json!({ "opinion": "未附清单", "answer_by": "2023-01-01T00:00:00Z" });
    assert_eq!(step(&supervisor, &id, "repetition", &past).fields(), [("/answer_by", "time_order")]);
    let again = json!({ "opinion": "未附移交清单，请补充。", "answer_by": "2023-01-20T00:00:00Z" });
    let repeated = step(&supervisor, &id, "repetition", &again).ok();
    assert_eq!((text(&repeated, "status"), &repeated["answered_at"]), ("awaiting_answer", &Value::Null));
    assert_eq!(lights(&team.head), ["JD-2023-000001 green"]);
    step(&team.head, &id, "answer", &json!({ "answer": "清单已补。" })).ok();
    let accepted = step(&supervisor, &id, "acceptance", &json!({ "opinion": "认可。" })).ok();
    let actions: Vec<&str> = accepted["steps"].as_array().unwrap().iter().map(|step| text(step, "action")).collect();
    assert_eq!(actions, ["send", "answer", "repeat", "answer", "accept"]);
    assert_eq!((text(&accepted, "status"), &accepted["next_steps"]), ("accepted", &json!([])));
    for what in ["acceptance", "withdrawal"] {
        step(&supervisor, &id, what, &json!({ "opinion": "再来" })).refused(409, "notice_not_there");
    }
}

#[test]
fn a_notice_goes_to_whom_the_case_concerns_and_nobody_else() {
    let app = TestApp::new("notices-receiver");
    let (team, other, supervisor) = (app.team(0), app.team(1), app.person("supervisor"));
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let (elsewhere, foreign) = app.in_custody(&other, &goods::many(1));
    let send = |change: &[(&str, Value)]| {
        let mut body = notice(&team, &case);
        change.iter().for_each(|(name, value)| body[*name] = value.clone());
        supervisor.post("/api/v1/supervision-notices", &body)
    };
    assert_eq!(send(&[("agency_id", other.officer.agency_id().into())]).fields(), [("/agency_id", "notice_receiver")]);
    let item =
        |code: &str| text(&app.staff().custodian.get(&format!("/api/v1/scan/{code}")).ok()["item"], "id").to_owned();
    assert_eq!(send(&[("item_id", item(&foreign[0]).into())]).fields(), [("/item_id", "reference_unknown")]);
    assert_eq!(send(&[("answer_by", "2025-01-01T00:00:00Z".into())]).fields(), [("/answer_by", "date_out_of_range")]);
    assert_eq!(
        send(&[("title", "".into()), ("ground", "".into())]).fields(),
        [("/title", "text_empty"), ("/ground", "text_empty")]
    );
    send(&[("item_id", item(&codes[0]).into())]).with(201);
    let centre = app.staff().head.agency_id();
    let to_centre = send(&[("agency_id", centre.into())]).with(201);
    assert_eq!(text(&to_centre, "number"), "JD-2023-000002", "what was refused took no number");
    let due = app.staff().head.get("/api/v1/deadlines?rule=supervision_answer&mine=true").ok();
    assert_eq!((rows(&due).len(), text(&rows(&due)[0], "owner")), (1, "centre_head"));
    step(&app.staff().head, text(&to_centre, "id"), "answer", &json!({ "answer": "中心已核查。" })).ok();
    step(&supervisor, text(&to_centre, "id"), "withdrawal", &json!({ "opinion": "发错单位" })).ok();
    let answer = supervisor.post("/api/v1/supervision-notices", &notice(&team, &elsewhere));
    assert_eq!(answer.fields(), [("/agency_id", "notice_receiver")]);
    app.tampered();
    sql(
        &mut app.installation().connection(),
        &format!("UPDATE users SET disabled_at = 1 WHERE login = '{}'", team.head.login()),
    );
    let nobody = send(&[]);
    assert_eq!(nobody.fields(), [("/agency_id", "notice_unanswerable")]);
}

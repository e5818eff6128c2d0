//! Loans: goods that leave for a while, and in which condition they come back.

use custody::model::time::{DAY, HOUR};
use serde_json::{Value, json};

use crate::journeys::{against, execute, execute_as_two, history, item, read, refusals, state, step};
use crate::support::{Team, TestApp, approve, goods, loan, request};
use crate::text;

fn lent(codes: &[String]) -> Vec<Value> {
    codes.iter().map(|code| json!({ "item": code, "outcome": "lent" })).collect()
}

fn returned(code: &str, condition: &str) -> Value {
    let mut line = json!({ "item": code, "outcome": "returned", "condition": condition, "reason": "与出库时比对" });
    if ["intact", "damaged"].contains(&condition) {
        line["place"] = "O-1".into();
    }
    line
}

/// Ordinary goods on loan: their case, the loan, their codes.
#[track_caller]
fn out(app: &TestApp, team: &Team<'_>, count: usize) -> (String, String, Vec<String>) {
    let (case, codes) = app.in_custody(team, &goods::many(count));
    let id = team.approved(&loan(&case, &codes, "identification"));
    let done = execute(&app.staff().custodian, &id, &lent(&codes)).ok();
    assert_eq!(done["request"]["status"], "completed", "{done}");
    (case, id, codes)
}

/// How many loans of the list there are.
#[track_caller]
fn count(team: &Team<'_>, query: &str) -> i64 {
    team.officer.get(&format!("/api/v1/loans?total=true&{query}")).ok()["total"].as_i64().unwrap()
}

#[test]
fn goods_are_lent_to_the_officer_and_come_back_intact() {
    let app = TestApp::new("lent");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(2));
    let id = team.submit(&loan(&case, &codes, "court"));
    assert_eq!(text(&read(&team.officer, &id), "number"), "DY-2023-000001");
    execute(&staff.custodian, &id, &lent(&codes)).refused(409, "request_status");
    step(&team.head, &id, "approval", &approve()).ok();
    let kept_back = json!({ "item": codes[1], "outcome": "not_executed", "reason": "暂不需要" });
    let done = execute(&staff.custodian, &id, &[lent(&codes).remove(0), kept_back]).ok();
    assert_eq!((refusals(&done), text(&done["request"], "status")), (vec!["", ""], "completed"));
    let out = item(&team.officer, &codes[0]);
    let facts = (text(&out, "custody_state"), text(&out, "borrower_id"), &out["place_id"]);
    assert_eq!(facts, ("on_loan", team.officer.id().as_str(), &Value::Null));
    assert_eq!(state(&team.officer, &codes[1]), "in_custody");

    let other = request("outbound", &case, &codes[..1]);
    let draft = team.officer.post("/api/v1/requests", &other).created();
    let blocked = step(&team.officer, &draft, "submission", &json!({}));
    assert!(blocked.fields().contains(&("/items/0", "item_state")), "no release while on loan: {}", blocked.body);

    let wrong_item = bring_back_draft(&team, &case, &id, &codes[1..]);
    assert_eq!(step(&team.officer, &wrong_item, "submission", &json!({})).fields(), [("/items/0", "item_state")]);
    let back = team.bring_back(&case, &id, &codes[..1]);
    assert_eq!(text(&read(&team.officer, &back), "status"), "approved", "a return needs nobody's leave");
    let unseen = json!({ "item": codes[0], "outcome": "returned", "place": "O-1" });
    let homeless = json!({ "item": codes[0], "outcome": "returned", "condition": "intact" });
    let kept = json!({ "item": codes[0], "outcome": "lent" });
    let wrong = [unseen, homeless, kept];
    let answer = execute(&staff.custodian, &back, &wrong).ok();
    assert_eq!(refusals(&answer), ["field_missing", "place_needed", "outcome_mismatch"]);
    let done = execute(&staff.custodian, &back, &[returned(&codes[0], "intact")]).ok();
    assert_eq!(text(&done["request"], "status"), "completed");
    let home = item(&team.officer, &codes[0]);
    assert_eq!((text(&home, "place_code"), &home["borrower_id"]), ("O-1", &Value::Null));
    assert_eq!(history(&team.officer, &codes[0])[3..], ["ItemLent", "ItemReturned"]);
    assert_eq!(team.officer.get("/api/v1/discrepancies?total=true").ok()["total"], 0);
}

#[track_caller]
fn bring_back_draft(team: &Team<'_>, case: &str, loan: &str, codes: &[String]) -> String {
    let mut back = request("loan_return", case, codes);
    back["loan_id"] = loan.into();
    team.officer.post("/api/v1/requests", &back).created()
}

#[test]
fn a_loan_has_terms_and_some_goods_ask_for_more() {
    let app = TestApp::new("terms");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &[goods::car(), goods::gold(), goods::ordinary("箱")]);
    let blocked = |body: &Value| {
        let id = team.officer.post("/api/v1/requests", body).created();
        let answer = step(&team.officer, &id, "submission", &json!({}));
        answer.fields().iter().map(|(pointer, code)| format!("{pointer} {code}")).collect::<Vec<_>>()
    };
    let bare = request("loan", &case, &codes[2..]);
    assert_eq!(
        blocked(&bare),
        ["/purpose loan_term_needed", "/starts_at loan_term_needed", "/due_at loan_term_needed"]
    );
    let mut backwards = loan(&case, &codes[2..], "court");
    backwards["due_at"] = "2022-12-31T00:00:00Z".into();
    assert_eq!(blocked(&backwards), ["/due_at loan_due_before_start"]);
    assert_eq!(blocked(&loan(&case, &codes[..1], "court")), ["/purpose loan_purpose_vehicle"]);

    let car = team.approved(&loan(&case, &codes[..1], "examination"));
    assert_eq!(text(&read(&team.officer, &car), "status"), "awaiting_centre_head");
    step(&staff.head, &car, "approval", &against("reject")).ok();
    let gold = team.approved(&loan(&case, &codes[1..2], "identification"));
    step(&staff.head, &gold, "approval", &approve()).ok();
    let lines = lent(&codes[1..2]);
    assert_eq!(refusals(&execute(&staff.custodian, &gold, &lines).ok()), ["second_custodian_needed"]);
    assert_eq!(refusals(&execute_as_two(&staff.custodian, &staff.second, &gold, &lines).ok()), [""]);
}

#[test]
fn a_loan_runs_over_when_its_time_is_up_unless_it_is_extended() {
    let app = TestApp::new("overdue");
    let (team, other) = (app.team(0), app.team(1));
    let (case, id, codes) = out(&app, &team, 1);
    assert_eq!((count(&team, "open=true"), count(&team, "overdue=true")), (1, 0));
    app.wait(5 * DAY);
    assert_eq!(count(&team, "overdue=true"), 1);

    let path = format!("/api/v1/requests/{id}/extensions");
    let ask = |due: &str| team.officer.post(&path, &json!({ "due_at": due, "reason": "鉴定未完成" }));
    assert_eq!(ask("2023-01-05T00:00:00Z").fields(), [("/due_at", "time_order")]);
    let extension = text(&ask("2023-01-10T00:00:00Z").with(201), "id").to_owned();
    ask("2023-01-11T00:00:00Z").refused(409, "extension_open");
    let waiting = team.head.get("/api/v1/extensions?waiting_for_me=true").ok()["rows"][0].clone();
    let goods = (&waiting["open_item_count"], &waiting["first_item_name"]);
    assert_eq!(goods, (&json!(1), &item(&team.officer, &codes[0])["name"]), "what it is about");
    let decide = |who: &Team<'_>, approved: bool| {
        let word = json!({ "approved": approved, "opinion": if approved { Value::Null } else { "尽快归还".into() } });
        who.head.decide("extensions", &extension, &word)
    };
    decide(&other, true).refused(404, "not_found");
    let silent = team.head.decide("extensions", &extension, &json!({ "approved": false }));
    assert_eq!(silent.fields(), [("/opinion", "reason_needed")]);
    assert_eq!(text(&decide(&team, true).ok(), "status"), "approved");
    decide(&team, false).refused(409, "extension_decided");
    assert_eq!(
        (count(&team, "overdue=true"), text(&read(&team.officer, &id), "due_at")),
        (0, "2023-01-10T00:00:00.000000Z")
    );

    app.wait(10 * DAY);
    assert_eq!(count(&team, "overdue=true"), 1);
    let back = team.bring_back(&case, &id, &codes);
    execute(&app.staff().custodian, &back, &[returned(&codes[0], "intact")]).ok();
    assert_eq!((count(&team, "overdue=true"), count(&team, "open=false")), (0, 1));
}

#[test]
fn an_extension_that_is_rejected_leaves_the_loan_as_it_was() {
    let app = TestApp::new("rejected-extension");
    let team = app.team(0);
    let (_, id, _) = out(&app, &team, 1);
    let path = format!("/api/v1/requests/{id}/extensions");
    let wish = json!({ "due_at": "2023-02-05T00:00:00Z", "reason": "鉴定未完成" });
    let extension = team.officer.post(&path, &wish).created();
    let word = json!({ "approved": false, "opinion": "不同意" });
    let decided = team.head.decide("extensions", &extension, &word).ok();
    assert_eq!(text(&decided, "status"), "rejected");
    assert_eq!(text(&read(&team.officer, &id), "due_at"), "2023-01-05T00:00:00.000000Z");
    team.officer.post(&path, &wish).created();
}

#[test]
fn what_comes_back_otherwise_is_a_discrepancy_until_the_centre_head_resolves_it() {
    let app = TestApp::new("otherwise");
    let (team, staff) = (app.team(0), app.staff());
    let (case, id, codes) = out(&app, &team, 5);
    let back = team.bring_back(&case, &id, &codes);
    let conditions = ["intact", "damaged", "short", "substituted", "lost"];
    let mut silent = returned(&codes[1], "damaged");
    silent["reason"] = Value::Null;
    assert_eq!(refusals(&execute(&staff.custodian, &back, &[silent]).ok()), ["reason_needed"]);
    let lines: Vec<Value> = codes.iter().zip(conditions).map(|(code, condition)| returned(code, condition)).collect();
    assert_eq!(execute(&staff.custodian, &back, &lines).ok()["request"]["status"], "completed");
    let states: Vec<String> = codes.iter().map(|code| state(&team.officer, code)).collect();
    assert_eq!(states, ["in_custody", "in_custody", "discrepancy", "discrepancy", "discrepancy"]);

    let open = team.head.get("/api/v1/discrepancies?open=true&total=true").ok();
    assert_eq!(open["total"], 4, "both heads see them");
    let of = |condition: &str| {
        let rows = open["rows"].as_array().unwrap().iter();
        text(rows.clone().find(|row| row["condition"] == condition).unwrap(), "id").to_owned()
    };
    let resolve = |condition: &str, resolution: &str, place: Option<&str>| {
        let body = json!({ "resolution": resolution, "opinion": "经核查", "place": place });
        staff.head.decide("discrepancies", &of(condition), &body)
    };
    let word = json!({ "resolution": "lost", "opinion": "" });
    assert_eq!(staff.head.decide("discrepancies", &of("lost"), &word).fields(), [("/opinion", "text_empty")]);
    team.head.decide("discrepancies", &of("lost"), &word).refused(403, "permission_missing");
    resolve("short", "recorded", None).refused(409, "item_state");
    resolve("damaged", "lost", None).refused(409, "item_state");
    assert_eq!(resolve("short", "found", None).fields(), [("/place", "place_needed")]);
    resolve("short", "found", Some("V-1")).refused(409, "place_wrong");
    resolve("damaged", "recorded", None).ok();
    resolve("short", "found", Some("O-2")).ok();
    resolve("substituted", "lost", None).ok();
    resolve("lost", "lost", None).ok();
    resolve("lost", "found", Some("O-1")).refused(409, "discrepancy_resolved");
    let states: Vec<String> = codes.iter().map(|code| state(&team.officer, code)).collect();
    assert_eq!(states, ["in_custody", "in_custody", "in_custody", "lost", "lost"]);
    assert_eq!(text(&item(&team.officer, &codes[2]), "place_code"), "O-2");
    assert_eq!(staff.head.get("/api/v1/discrepancies?open=true&total=true").ok()["total"], 0);
}

#[test]
fn a_valuable_found_again_needs_a_second_custodian() {
    let app = TestApp::new("found-again");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &[goods::gold()]);
    let id = team.approved(&loan(&case, &codes, "identification"));
    step(&staff.head, &id, "approval", &approve()).ok();
    execute_as_two(&staff.custodian, &staff.second, &id, &lent(&codes)).ok();
    let back = team.bring_back(&case, &id, &codes);
    let lost = execute_as_two(&staff.custodian, &staff.second, &back, &[returned(&codes[0], "lost")]).ok();
    assert_eq!(refusals(&lost), [""]);
    let open = staff.head.get("/api/v1/discrepancies?open=true").ok();
    let found = |confirmation: Option<&str>| {
        let word = json!({ "resolution": "found", "opinion": "在柜内", "place": "V-1", "confirmation": confirmation });
        staff.head.decide("discrepancies", text(&open["rows"][0], "id"), &word)
    };
    found(None).refused(409, "second_custodian_needed");
    let of_others = staff.custodian.with_second(&staff.third);
    found(Some(&of_others)).refused(409, "confirmation_invalid");
    let confirmed = staff.head.with_second(&staff.third);
    assert_eq!(text(&found(Some(&confirmed)).ok(), "resolution"), "found");
    let events = team.officer.get(&format!("/api/v1/items/{}/history", text(&open["rows"][0], "item_id"))).ok();
    let last = events.as_array().unwrap().last().unwrap();
    assert_eq!((text(last, "action"), last.to_string().contains(&staff.third.id())), ("ItemFound", true), "{last}");
}

#[test]
fn part_of_a_loan_comes_back_first_and_only_what_is_out_on_it() {
    let app = TestApp::new("partial");
    let (team, staff) = (app.team(0), app.staff());
    let (case, id, codes) = out(&app, &team, 3);
    let first = team.bring_back(&case, &id, &codes[..2]);
    execute(&staff.custodian, &first, &[returned(&codes[0], "intact")]).ok();
    assert_eq!((count(&team, "open=true"), text(&read(&team.officer, &first), "status")), (2, "executing"));
    let second = team.bring_back(&case, &id, &codes[2..]);
    execute(&staff.custodian, &second, &[returned(&codes[2], "intact")]).ok();
    execute(&staff.custodian, &first, &[returned(&codes[1], "intact")]).ok();
    assert_eq!((count(&team, "open=true"), count(&team, "open=false")), (0, 3));

    let again = team.approved(&loan(&case, &codes[..1], "inspection"));
    execute(&staff.custodian, &again, &lent(&codes[..1])).ok();
    let wrong_loan = bring_back_draft(&team, &case, &id, &codes[..1]);
    assert_eq!(step(&team.officer, &wrong_loan, "submission", &json!({})).fields(), [("/items/0", "loan_not_open")]);
    let right = team.bring_back(&case, &again, &codes[..1]);
    execute(&staff.custodian, &right, &[returned(&codes[0], "intact")]).ok();
}

#[test]
fn lists_tell_where_goods_were_on_an_earlier_day_and_what_was_asked_for_when() {
    let app = TestApp::new("earlier");
    let (team, staff) = (app.team(0), app.staff());
    let (case, id, codes) = out(&app, &team, 2);
    app.wait(DAY);
    let back = team.bring_back(&case, &id, &codes);
    execute(&staff.custodian, &back, &codes.iter().map(|code| returned(code, "intact")).collect::<Vec<_>>()).ok();
    let total = |path: &str| team.officer.get(&format!("/api/v1/{path}&total=true&limit=1")).ok()["total"].clone();

    let (before, lent, returned) = ("2022-12-31T12:00:00Z", "2023-01-01T12:00:00Z", "2023-01-02T12:00:00Z");
    for (moment, state, expected) in
        [(before, "in_custody", 0), (lent, "in_custody", 0), (lent, "on_loan", 2), (returned, "in_custody", 2)]
    {
        assert_eq!(total(&format!("items?states={state}&as_of={moment}")), expected, "{state} at {moment}");
    }
    assert_eq!((total(&format!("items?as_of={before}")), total(&format!("items?as_of={lent}"))), (json!(0), json!(2)));

    let asked = |filter: &str| total(&format!("requests?kind=loan_return&{filter}"));
    assert_eq!(
        (asked(&format!("submitted_from={lent}")), asked(&format!("submitted_before={lent}"))),
        (json!(1), json!(0))
    );

    let moved = |agency: &str| total(&format!("movements?actions=ItemLent&agency_id={agency}"));
    assert_eq!((moved(&team.officer.agency_id()), moved(&staff.custodian.agency_id())), (json!(2), json!(0)));
}

#[test]
fn nothing_is_handed_out_before_the_loan_starts() {
    let app = TestApp::new("too-early");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(2));
    let mut later = loan(&case, &codes, "inspection");
    later["starts_at"] = "2023-01-02T09:00:00+08:00".into();
    let id = team.approved(&later);
    let early = execute(&staff.custodian, &id, &lent(&codes[..1])).ok();
    assert_eq!(refusals(&early), ["loan_not_started"]);
    let told = text(&early["results"][0]["refusal"], "detail");
    assert!(told.contains("2023-01-02 09:00:00"), "the start is named: {told}");
    assert_eq!(state(&team.officer, &codes[0]), "in_custody");
    let left = json!({ "item": codes[1], "outcome": "not_executed", "reason": "暂不需要" });
    assert_eq!(refusals(&execute(&staff.custodian, &id, &[left]).ok()), [""], "a line that stays needs no start");
    app.wait(DAY + 9 * HOUR);
    assert_eq!(refusals(&execute(&staff.custodian, &id, &lent(&codes[..1])).ok()), [""]);
    assert_eq!(state(&team.officer, &codes[0]), "on_loan");
}

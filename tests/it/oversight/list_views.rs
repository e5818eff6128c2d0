//! Saved views of lists: one's own, and those shared with a role; and the filters and orders they are made of.

use custody::model::time::DAY;
use serde_json::{Value, json};

use super::rows;
use crate::support::{Person, TestApp, goods, request};
use crate::text;

fn view(name: &str) -> Value {
    json!({
        "list": "items", "name": name, "filter": "category=valuable&sort=-valuation", "columns": "code,name,valuation",
        "density": "tight",
    })
}

fn names(person: &Person<'_>) -> Vec<String> {
    let views = person.get("/api/v1/list-views?list=items").ok();
    views.as_array().unwrap().iter().map(|view| text(view, "name").to_owned()).collect()
}

#[test]
fn a_person_saves_opens_renames_replaces_and_removes_views_of_their_own() {
    let app = TestApp::new("list-views");
    let team = app.team(0);
    let officer = &team.officer;
    let id = officer.post("/api/v1/list-views", &view("贵重物品")).created();
    let kept = officer.get("/api/v1/list-views?list=items").ok()[0].clone();
    for (member, value) in view("贵重物品").as_object().unwrap() {
        assert_eq!(&kept[member], value, "{member}");
    }
    assert_eq!((&kept["own"], &kept["is_default"], &kept["role"]), (&true.into(), &false.into(), &Value::Null));
    assert!(names(&team.colleague).is_empty() && names(&team.head).is_empty(), "nobody else sees it");
    assert_eq!(officer.get("/api/v1/list-views?list=loans").ok(), json!([]));

    let path = format!("/api/v1/list-views/{id}");
    let edited = officer.patch(&path, 1, &json!({ "name": "高值", "filter": "valuation_from=100000" })).ok();
    assert_eq!(
        (text(&edited, "name"), text(&edited, "filter"), text(&edited, "columns")),
        ("高值", "valuation_from=100000", "code,name,valuation")
    );
    officer.patch(&path, 1, &json!({ "name": "旧" })).refused(412, "version_stale");
    team.colleague.patch(&path, 2, &json!({ "name": "别人的" })).refused(404, "not_found");
    team.colleague.prepare("DELETE", &path).send().refused(404, "not_found");
    let taken = officer.post("/api/v1/list-views", &view("高值"));
    assert_eq!(taken.fields(), [("/name", "name_taken")]);
    assert_eq!(officer.prepare("DELETE", &path).send().status, 204);
    assert!(names(officer).is_empty());
    officer.prepare("DELETE", &path).send().refused(404, "not_found");
}

#[test]
fn a_list_begins_with_one_view_of_its_own_person() {
    let app = TestApp::new("default-views");
    let officer = app.team(0).officer;
    let mut first = view("甲");
    first["is_default"] = true.into();
    officer.post("/api/v1/list-views", &first).created();
    let second = officer.post("/api/v1/list-views", &view("乙")).created();
    officer.patch(&format!("/api/v1/list-views/{second}"), 1, &json!({ "is_default": true })).ok();
    let views = officer.get("/api/v1/list-views?list=items").ok();
    let defaults: Vec<_> = views.as_array().unwrap().iter().filter(|one| one["is_default"] == true).collect();
    assert_eq!((defaults.len(), text(defaults[0], "name")), (1, "乙"));
}

#[test]
fn whoever_manages_settings_shares_a_view_with_a_role_and_the_log_tells_what_it_showed() {
    let app = TestApp::new("shared-views");
    let (team, staff, admin) = (app.team(0), app.staff(), app.person("system-admin"));
    let mut shared = view("本单位贵重物品");
    shared["role"] = "custodian".into();
    staff.custodian.post("/api/v1/list-views", &shared).refused(403, "permission_missing");
    let own = staff.custodian.post("/api/v1/list-views", &view("自己的")).created();
    let path = format!("/api/v1/list-views/{own}");
    staff.custodian.patch(&path, 1, &json!({ "role": "custodian" })).refused(403, "permission_missing");

    let id = admin.post("/api/v1/list-views", &shared).created();
    assert_eq!(names(&staff.custodian), ["本单位贵重物品", "自己的"]);
    assert_eq!(names(&staff.second), ["本单位贵重物品"]);
    assert!(names(&team.officer).is_empty(), "the role of another");
    let seen = staff.second.get("/api/v1/list-views?list=items").ok()[0].clone();
    assert_eq!((&seen["own"], text(&seen, "role")), (&false.into(), "custodian"));
    let path = format!("/api/v1/list-views/{id}");
    staff.second.patch(&path, 1, &json!({ "name": "改" })).refused(404, "not_found");
    staff.second.prepare("DELETE", &path).send().refused(403, "permission_missing");
    admin.patch(&path, 1, &json!({ "filter": "category=vehicle" })).ok();
    admin.patch(&path, 2, &json!({ "role": null })).ok();
    assert_eq!(names(&staff.custodian), ["自己的"]);

    let auditor = app.person("auditor");
    let told = |action: &str| -> Vec<Value> {
        let entries = auditor.get(&format!("/api/v1/audit/entries?action={action}&limit=50")).ok();
        let entry = |row: &Value| auditor.get(&format!("/api/v1/audit/entries/{}", row["seq"])).ok();
        let details = |entry: Value| serde_json::from_str::<Value>(text(&entry, "payload")).unwrap()["details"].clone();
        rows(&entries).iter().map(|row| details(entry(row))).collect()
    };
    let shows = told("ListViewShared");
    let filters: Vec<_> = shows.iter().map(|one| (text(one, "role"), text(one, "filter"))).collect();
    assert_eq!(filters, [("custodian", "category=vehicle"), ("custodian", "category=valuable&sort=-valuation")]);
    assert_eq!(told("ListViewWithdrawn").len(), 1);
    let saved = told("ListViewSaved");
    assert!(saved.iter().all(|one| one.get("filter").is_none() && one.get("name").is_none()), "{saved:?}");
}

#[test]
fn a_view_of_what_its_list_does_not_know_is_refused_by_name() {
    let app = TestApp::new("unknown-views");
    let officer = app.team(0).officer;
    let refused = |list: &str, filter: &str, columns: &str| -> (String, String) {
        let wish = json!({ "list": list, "name": "视图", "filter": filter, "columns": columns, "density": "usual" });
        let answer = officer.post("/api/v1/list-views", &wish);
        assert_eq!(answer.status, 422, "{}", answer.body);
        let fields = answer.fields();
        (fields[0].0.to_owned(), fields[0].1.to_owned())
    };
    for (list, filter, member, code) in [
        ("items", "gone=1", "/filter/gone", "field_unknown"),
        ("items", "states=gone", "/filter/states", "word_unknown"),
        ("items", "sort=holder", "/filter/sort", "sort_unknown"),
        ("items", "limit=5", "/filter/limit", "field_unknown"),
        ("requests", "sort=code", "/filter/sort", "sort_unknown"),
        ("requests", "scope=others", "/filter/scope", "field_unknown"),
        ("loans", "sort=code", "/filter/sort", "sort_unknown"),
        ("movements", "actions=gone", "/filter/actions", "word_unknown"),
        ("users", "role=king", "/filter/role", "word_unknown"),
        ("audit_entries", "colour=red", "/filter/colour", "field_unknown"),
    ] {
        assert_eq!(refused(list, filter, ""), (member.to_owned(), code.to_owned()), "{list} {filter}");
        assert_eq!(refused(list, "", "gone"), ("/columns".to_owned(), "word_unknown".to_owned()), "{list}");
    }
    let all = json!({ "list": "requests", "name": "全部", "filter": "scope=all&kind=intake", "density": "usual" });
    officer.post("/api/v1/list-views", &all).created();
}

#[test]
fn a_person_keeps_fifty_views_and_no_more() {
    let app = TestApp::new("many-views");
    let officer = app.team(0).officer;
    for number in 0..50 {
        officer.post("/api/v1/list-views", &view(&format!("视图{number}"))).created();
    }
    officer.post("/api/v1/list-views", &view("再一个")).refused(409, "list_views_too_many");
}

/// The members of every row of a list, read in pages of two.
fn walked(person: &Person<'_>, path: &str, member: &str) -> Vec<Value> {
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = person.get(&format!("{path}&limit=2{cursor}")).ok();
        found.extend(rows(&page).iter().map(|row| row[member].clone()));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return found,
        }
    }
}

fn worth(name: &str, minor: i64) -> Value {
    json!({ "name": name, "category": "ordinary", "valuation_minor": minor })
}

#[test]
fn items_are_sorted_by_value_and_by_day_with_what_has_none_below_and_no_row_lost_between_pages() {
    let app = TestApp::new("sorted-items");
    let team = app.team(0);
    app.in_custody(&team, &[worth("甲", 500), goods::ordinary("乙"), worth("丙", 500)]);
    app.wait(DAY);
    app.in_custody(&team, &[worth("丁", 100), goods::ordinary("戊")]);
    team.seize(&team.case(), &[worth("己", 900)]);
    for sort in ["valuation", "seized_at", "received_at"] {
        let member = if sort == "valuation" { "valuation_minor" } else { sort };
        let path = |sign: &str| format!("/api/v1/items?sort={sign}{sort}");
        let up = walked(&team.officer, &path(""), member);
        let key = |value: &Value| (value.as_i64().unwrap_or(-1), value.as_str().unwrap_or_default().to_owned());
        assert!(up.len() == 6 && up.is_sorted_by_key(key), "{sort}: {up:?}");
        let mut down = walked(&team.officer, &path("-"), member);
        down.reverse();
        assert_eq!(up, down, "{sort}");
        let (mut ids, back) = (walked(&team.officer, &path(""), "id"), walked(&team.officer, &path("-"), "id"));
        ids.reverse();
        assert_eq!(ids, back, "{sort}");
    }
    let values = walked(&team.officer, "/api/v1/items?sort=-valuation", "valuation_minor");
    assert_eq!(values, [json!(900), json!(500), json!(500), json!(100), Value::Null, Value::Null]);
}

#[test]
fn items_are_found_by_value_holder_and_how_long_they_are_held() {
    let app = TestApp::new("filtered-items");
    let team = app.team(0);
    let mut lent = worth("甲", 500);
    lent["holder_name"] = "王芳".into();
    let (case, codes) = app.in_custody(&team, &[lent, worth("乙", 700)]);
    app.wait(10 * DAY);
    app.in_custody(&team, &[worth("丙", 900), goods::ordinary("丁")]);
    team.seize(&team.case(), &[worth("戊", 100)]);
    let found = |filter: &str| -> Vec<String> {
        let page = team.officer.get(&format!("/api/v1/items?sort=code&total=true&{filter}")).ok();
        assert_eq!(page["total"], rows(&page).len(), "{filter}");
        let mut names: Vec<_> = rows(&page).iter().map(|row| text(row, "name").to_owned()).collect();
        names.sort_unstable_by_key(|name| "甲乙丙丁戊".find(name.as_str()));
        names
    };
    assert_eq!(found("valuation_from=500"), ["甲", "乙", "丙"]);
    assert_eq!(found("valuation_from=500&valuation_to=700"), ["甲", "乙"]);
    assert_eq!(found("valuation_to=500"), ["甲", "戊"]);
    assert_eq!(found("holder_name=%E7%8E%8B%E8%8A%B3"), ["甲"]);
    assert_eq!(found("held_days=10"), ["甲", "乙"]);
    assert_eq!(found("held_days=11"), [""; 0]);
    assert_eq!(found("seized_from=2022-12-31T00:00:00Z").len(), 5);
    assert_eq!(found("seized_from=2022-12-31T00:00:01Z"), [""; 0]);
    app.lend(&team, &case, &codes[..1]);
    assert_eq!(found("held_days=10"), ["甲", "乙"], "what is lent is still the centre's to answer for");
    let before =
        text(&team.officer.get("/api/v1/items?sort=-received_at&limit=1").ok()["rows"][0], "received_at").to_owned();
    assert_eq!(found(&format!("received_from={before}")), ["丙", "丁"]);
    assert_eq!(found(&format!("received_before={before}")), ["甲", "乙"]);
    let answer = team.officer.get("/api/v1/items?valuation_from=-1");
    assert_eq!(answer.fields(), [("/valuation_from", "number_out_of_range")]);
}

#[test]
fn requests_are_sorted_by_their_submission_with_drafts_below() {
    let app = TestApp::new("sorted-requests");
    let team = app.team(0);
    let case = team.case();
    let drafts: Vec<_> =
        (0..3).map(|_| team.officer.post("/api/v1/requests", &request("intake", &case, &[])).created()).collect();
    let goods = team.seize(&case, &goods::many(2));
    let late = team.officer.post("/api/v1/requests", &request("intake", &case, &goods[..1])).created();
    app.wait(DAY);
    let early = team.submit(&request("intake", &case, &goods[1..]));
    app.wait(DAY);
    team.officer.step(&late, "submission", &json!({})).ok();
    let down = walked(&team.officer, "/api/v1/requests?sort=-submitted_at", "id");
    assert_eq!(down[..2], [json!(late), json!(early)]);
    let mut up = walked(&team.officer, "/api/v1/requests?sort=submitted_at", "id");
    up.reverse();
    assert_eq!((down.len(), &down), (drafts.len() + 2, &up));
}

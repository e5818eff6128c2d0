//! Addresses, queries and bodies that cannot be read, and those that break a limit: each is told what is wrong where.

use serde_json::json;

use crate::laws::operations::all;
use crate::support::{Answer, Person, TestApp, goods, request};
use crate::text;

#[test]
fn what_is_no_address_is_not_found_and_a_wrong_method_names_the_right_ones() {
    let app = TestApp::new("addresses");
    let officer = app.team(0).officer;
    for path in ["/api/v1/items/7", "/api/v1/nothing", "/nothing", "/api/v1/items/", "/api/docs/nothing.js"] {
        officer.get(path).refused(404, "not_found");
    }
    let operations = all();
    let mut tried = 0;
    for operation in &operations {
        let same_path = operations.iter().filter(|one| one.path == operation.path);
        let allowed: Vec<&str> = same_path.map(|one| one.method.as_str()).collect();
        let path = operation.path_of(&operation.plausible);
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"].into_iter().filter(|m| !allowed.contains(m)) {
            let answer = app.prepare(method, &path).send();
            let mut told: Vec<&str> = answer.header("allow").split(", ").collect();
            told.sort_unstable();
            let head = allowed.contains(&"GET").then_some("HEAD");
            let mut allowed: Vec<_> = allowed.iter().copied().chain(head).collect();
            allowed.sort_unstable();
            assert_eq!(told, allowed, "{}", answer.call);
            answer.refused(405, "method_not_allowed");
            tried += 1;
        }
    }
    assert!(tried > 100, "only {tried} calls");
}

#[test]
fn a_query_is_read_strictly() {
    let app = TestApp::new("queries");
    let officer = app.team(0).officer;
    let fields = |query: &str| {
        let answer = officer.get(&format!("/api/v1/items?{query}"));
        answer.fields().iter().map(|(pointer, code)| format!("{pointer} {code}")).collect::<Vec<_>>()
    };
    assert_eq!(fields("colour=red"), ["/colour field_unknown"]);
    assert_eq!(fields("limit=0"), ["/limit number_out_of_range"]);
    assert_eq!(fields("limit=501"), ["/limit number_out_of_range"]);
    assert_eq!(fields("cursor=zz"), ["/cursor cursor_invalid"]);
    assert_eq!(fields("sort=price"), ["/sort sort_unknown"]);
    assert_eq!(fields("states=in_custody,gone"), ["/states word_unknown"]);
    assert_eq!(fields(&format!("q={}", "x".repeat(101))), ["/q text_too_long"]);
    assert_eq!(fields("limit=many"), ["/limit number_expected"]);
    assert_eq!(fields("category=toys"), ["/category word_unknown"]);
    assert_eq!(fields("case_id=7"), ["/case_id id_invalid"]);
    assert_eq!(fields("as_of=yesterday"), ["/as_of time_invalid"]);
    assert_eq!(fields("total=perhaps"), ["/total flag_expected"]);
    assert_eq!(fields("limit=1&limit=2"), ["/limit field_repeated"]);
}

#[test]
fn a_body_is_read_strictly() {
    let app = TestApp::new("bodies");
    let officer = app.team(0).officer;
    let send = |kind: &str, body: &[u8]| officer.prepare("POST", "/api/v1/cases").once().raw(kind, body).send();
    send("text/plain", b"{}").refused(415, "body_not_json");
    send("application/x-www-form-urlencoded", b"name=a").refused(415, "body_not_json");
    for broken in ["{", "{\"name\":}", "\u{feff}{}"] {
        send("application/json", broken.as_bytes()).refused(400, "body_unreadable");
    }
    send("application/json", b"\xff\xfe").refused(400, "body_unreadable");
    send("application/json", &vec![b' '; (1 << 20) + 1]).refused(413, "body_too_large");
    let bulk = officer.prepare("POST", "/api/v1/seizure-lists").once();
    bulk.raw("application/json", &vec![b' '; (8 << 20) + 1]).send().refused(413, "body_too_large");

    assert_eq!(send("application/json", b"").fields(), [("/case_no", "field_missing")]);
    assert_eq!(send("application/json", br#"{"colour":1}"#).fields(), [("/colour", "field_unknown")]);
    assert_eq!(send("application/json", br#"["A-1","a","b",null,[]]"#).fields(), [("", "object_expected")]);
    let twice = send("application/json", br#"{"case_no":"A","name":"a","cause":"b","officers":[]} {}"#);
    twice.refused(400, "body_unreadable");
}

#[test]
fn a_member_that_cannot_be_read_is_named_wherever_it_stands() {
    let app = TestApp::new("members");
    let officer = app.team(0).officer;
    let list = |items: serde_json::Value| {
        let list = json!({ "case_id": uuid::Uuid::new_v4(), "list_no": "1", "seized_at": "2022-12-31T00:00:00Z",
            "seized_place": "街", "holder_name": "李强", "items": items });
        officer.post("/api/v1/seizure-lists", &list)
    };
    let good = goods::ordinary("箱");
    for (wrong, pointer, code) in [
        (json!({ "name": 7 }), "/items/1/name", "text_expected"),
        (json!({ "name": "箱", "category": "toys" }), "/items/1/category", "word_unknown"),
        (json!({ "name": "箱", "pieces": "two" }), "/items/1/pieces", "number_expected"),
        (json!({ "name": "箱", "pieces": 3_000_000_000_u64 }), "/items/1/pieces", "number_out_of_range"),
        (json!({ "name": "箱", "colour": "red" }), "/items/1/colour", "field_unknown"),
        (json!({ "name": "箱", "attributes": { "a/b": 1 } }), "/items/1/attributes/a~1b", "field_unknown"),
        (json!({ "name": "箱", "attributes": { "grade": "dear" } }), "/items/1/attributes/grade", "word_unknown"),
        (json!({ "category": "bulk" }), "/items/1/name", "field_missing"),
        (json!("箱"), "/items/1", "object_expected"),
    ] {
        assert_eq!(list(json!([good.clone(), wrong])).fields(), [(pointer, code)], "{wrong}");
    }
    assert_eq!(list(json!({})).fields(), [("/items", "list_expected")]);
    let case = json!({ "case_no": "A", "name": "a", "cause": "b", "officers": ["7"] });
    assert_eq!(officer.post("/api/v1/cases", &case).fields(), [("/officers/0", "id_invalid")]);
}

#[test]
fn every_field_beyond_a_limit_is_named_at_once() {
    let app = TestApp::new("limits");
    let team = app.team(0);
    let wrong = json!({ "case_no": "A".repeat(65), "name": "a\u{1}b", "cause": " ", "officers": [team.officer.id()] });
    let answer = team.officer.post("/api/v1/cases", &wrong);
    let expected = [
        ("/case_no", "text_too_long"),
        ("/name", "text_control"),
        ("/cause", "text_empty"),
        ("/officers", "officers_too_few"),
    ];
    assert_eq!(answer.fields(), expected);

    let case = team.case();
    let mut list = json!({ "case_id": case, "list_no": "1", "seized_at": "2023-06-01T00:00:00Z", "seized_place": "街",
        "holder_name": "李强", "items": [
            { "name": "x".repeat(201), "pieces": 0 },
            { "name": "金", "category": "valuable", "valuation_minor": -1, "currency": "rmb" },
            { "name": "车", "category": "vehicle", "attributes": { "motor": true, "vin": "O" } },
            { "name": "手机", "attributes": { "imei": "490154203237519", "mileage_km": -1 } },
            { "name": "硬盘", "attributes": { "plate": "冀B1", "image_sha256": "ab12" } },
        ] });
    let answer = team.officer.post("/api/v1/seizure-lists", &list);
    let expected = [
        ("/seized_at", "time_in_future"),
        ("/items/0/name", "text_too_long"),
        ("/items/0/pieces", "number_out_of_range"),
        ("/items/1/valuation_minor", "number_out_of_range"),
        ("/items/1/currency", "currency_invalid"),
        ("/items/2/attributes/vin", "vin_invalid"),
        ("/items/3/attributes/imei", "imei_invalid"),
        ("/items/3/attributes/mileage_km", "number_negative"),
        ("/items/4/attributes/plate", "plate_invalid"),
        ("/items/4/attributes/image_sha256", "sha256_invalid"),
    ];
    assert_eq!(answer.fields(), expected);
    list["items"] = json!([]);
    list["seized_at"] = "2022-06-01T00:00:00Z".into();
    assert_eq!(team.officer.post("/api/v1/seizure-lists", &list).fields(), [("/items", "list_empty")]);
    list["items"] = goods::many(10_001).into();
    assert_eq!(team.officer.post("/api/v1/seizure-lists", &list).fields(), [("/items", "list_too_long")]);
    let kept = team.officer.get("/api/v1/items?total=true").ok();
    assert_eq!(kept["total"], 0, "nothing of a refused list is kept");
}

#[test]
fn refusals_speak_the_language_of_the_caller() {
    let app = TestApp::new("languages");
    let speak = |person: &Person<'_>, wanted: &str| -> Answer {
        person.prepare("GET", "/api/v1/settings").header("accept-language", wanted).send()
    };
    let officer = app.team(0).officer;
    let chinese = speak(&officer, "zh-CN,zh;q=0.9,en;q=0.8");
    assert_eq!(chinese.header("content-language"), "zh-CN");
    assert_eq!(chinese.refused(403, "permission_missing")["detail"], "您的角色没有“查看设置”权限。");
    let english = speak(&officer, "fr, en;q=0.5");
    assert_eq!(english.header("content-language"), "en");
    let told = english.refused(403, "permission_missing");
    assert_eq!(told["detail"], "Your roles do not include the permission read settings.");
}

#[test]
fn the_example_in_the_documentation_is_the_problem_the_program_gives() {
    let documentation = include_str!("../../../docs/API.md");
    let example = documentation.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let example: serde_json::Value = serde_json::from_str(example).unwrap();
    let app = TestApp::new("example");
    let (team, staff) = (app.team(0), app.staff());
    let case = team.case();
    let codes = team.seize(&case, &goods::many(1));
    let id = team.approved(&request("intake", &case, &codes));
    let line = json!({ "item": codes[0], "outcome": "accepted", "place": "V-1" });
    let answer = staff
        .custodian
        .prepare("POST", &format!("/api/v1/requests/{id}/execution"))
        .once()
        .header("accept-language", "en")
        .header("x-request-id", text(&example, "request_id"))
        .json(&json!({ "lines": [line], "all_or_nothing": true }))
        .send();
    assert_eq!(answer.body, example, "docs/API.md should say {:#}", answer.body);
}

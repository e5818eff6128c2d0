//! Dates that people give: a year with a slip of the finger is refused wherever a body takes a date.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::laws::operations::{Operation, all};
use crate::support::pictures::announced;
use crate::support::{Answer, Person, TestApp, goods, loan, request, schemas};

/// A date member of a body: the operation and the JSON pointer.
type Member = (String, String);

/// The members of the bodies that are dates, by the API's own document. Days without a time are those of rules for deadlines, which are looked
/// at with them.
fn date_members() -> BTreeSet<Member> {
    let is_date = |schema: &Value| schema["format"] == "date-time";
    let of = |one: Operation| {
        let pointers = schemas::pointers_of(schemas::body_of(&one.path, &one.method), is_date);
        pointers.into_iter().map(move |pointer| (one.id.clone(), pointer))
    };
    all().into_iter().flat_map(of).collect()
}

/// A call that would be taken, had its date not been another one.
struct Example<'t> {
    operation: &'static str,
    body: Value,
    send: Box<dyn Fn(&Value) -> Answer + 't>,
}

/// A seizure list and a document that can be corrected: where, and how.
struct Wrong {
    list: String,
    list_body: Value,
    document: String,
    document_body: Value,
}

impl Wrong {
    fn registered(officer: &Person<'_>, case: &str) -> Self {
        let mut list_body = json!({ "list_no": "误", "seized_at": "2022-12-30T00:00:00Z", "seized_place": "街",
            "holder_name": "李强" });
        let mut document_body = json!({ "kind": "other", "number": "误", "title": "说明",
            "issued_at": "2022-12-30T00:00:00Z" });
        let register = |path: &str, body: &Value, items: Option<Value>| {
            let mut new = body.clone();
            new["case_id"] = case.into();
            items.into_iter().for_each(|items| new["items"] = items);
            let id = officer.post(&format!("/api/v1/{path}"), &new).created();
            format!("/api/v1/{path}/{id}/correction")
        };
        let list = register("seizure-lists", &list_body, Some(goods::many(1).into()));
        let document = register("documents", &document_body, None);
        for (body, date) in [(&mut list_body, "seized_at"), (&mut document_body, "issued_at")] {
            body["reason"] = "日期有误".into();
            body[date] = "2022-12-29T00:00:00Z".into();
        }
        Self { list, list_body, document, document_body }
    }
}

#[test]
fn every_date_of_every_body_has_bounds() {
    let app = TestApp::new("dates");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(2));
    let lent = app.lend(&team, &case, &codes[..1]);
    let loan = loan(&case, &codes[1..], "inspection");
    let draft = team.officer.post("/api/v1/requests", &loan).created();
    let wrong = Wrong::registered(&team.officer, &case);
    let correct = |path: String| {
        let officer = &team.officer;
        let send = move |body: &Value| officer.prepare("POST", &path).once().version(1).json(body).send();
        Box::new(send) as Box<dyn Fn(&Value) -> Answer>
    };
    let post = |path: String| {
        let officer = &team.officer;
        Box::new(move |body: &Value| officer.post(&path, body)) as Box<dyn Fn(&Value) -> Answer>
    };
    let officer = &team.officer;
    let list = json!({ "case_id": case, "list_no": "1", "seized_at": "2022-12-31T00:00:00Z", "seized_place": "街",
        "holder_name": "李强", "items": goods::many(1) });
    let paper = json!({ "kind": "disposition", "number": "1", "title": "发还决定书", "case_id": case,
        "issued_at": "2022-12-31T00:00:00Z" });
    let picture = announced(b"x", "图.jpg", "case", &case);
    let wish = json!({ "due_at": "2023-01-10T00:00:00Z", "reason": "鉴定未完成" });
    let path = format!("/api/v1/requests/{draft}");
    let notice = json!({ "case_id": case, "agency_id": officer.agency_id(), "title": "财物滞留", "ground": "请说明原因。",
        "answer_by": "2023-01-10T00:00:00Z" });
    let supervisor = app.person("supervisor");
    let sent = supervisor.post("/api/v1/supervision-notices", &notice).created();
    let asked = format!("/api/v1/supervision-notices/{sent}");
    team.head
        .prepare("POST", &format!("{asked}/answer"))
        .once()
        .version(1)
        .json(&json!({ "answer": "已办" }))
        .send()
        .ok();
    let again = json!({ "opinion": "不够", "answer_by": "2023-01-10T00:00:00Z" });
    let supervise = |path: String, version: i64| {
        let supervisor = &supervisor;
        Box::new(move |body: &Value| supervisor.prepare("POST", &path).once().version(version).json(body).send())
            as Box<dyn Fn(&Value) -> Answer>
    };
    let examples = [
        Example { operation: "register_seizure_list", body: list, send: post("/api/v1/seizure-lists".into()) },
        Example { operation: "register_document", body: paper, send: post("/api/v1/documents".into()) },
        Example { operation: "announce_file", body: picture, send: post("/api/v1/files".into()) },
        Example { operation: "correct_seizure_list", body: wrong.list_body, send: correct(wrong.list) },
        Example { operation: "correct_document", body: wrong.document_body, send: correct(wrong.document) },
        Example { operation: "draft_request", body: loan.clone(), send: post("/api/v1/requests".into()) },
        Example { operation: "edit_request", body: loan, send: Box::new(|body| officer.patch(&path, 1, body)) },
        Example {
            operation: "send_supervision_notice",
            body: notice.clone(),
            send: supervise("/api/v1/supervision-notices".into(), 0),
        },
        Example {
            operation: "repeat_supervision_notice",
            body: again,
            send: supervise(format!("{asked}/repetition"), 2),
        },
        Example { operation: "ask_extension", body: wish, send: post(format!("/api/v1/requests/{lent}/extensions")) },
    ];
    let mut tried = BTreeSet::new();
    for (operation, pointer) in date_members() {
        let Some(example) = examples.iter().find(|one| one.operation == operation) else {
            panic!("{operation} takes a date at {pointer}: give an example here")
        };
        for year in ["0000", "0024", "1900", "1949", "2123", "9999"] {
            let mut body = example.body.clone();
            *body.pointer_mut(&pointer).unwrap() = format!("{year}-01-15T00:00:00Z").into();
            let answer = (example.send)(&body);
            let refused = answer.fields().contains(&(pointer.as_str(), "date_out_of_range"));
            assert!(refused, "{operation} {pointer} in {year}: {}", answer.body);
            let told = answer.body["errors"].to_string();
            assert!(told.contains("1949-10-01") && told.contains("2072-12-"), "the bounds are named: {told}");
        }
        tried.insert(operation);
    }
    assert_eq!(tried.len(), examples.len(), "{tried:?}");
    for example in &examples {
        let answer = (example.send)(&example.body);
        assert!((200..300).contains(&answer.status), "{}: {}", example.operation, answer.body);
    }
}

#[test]
fn an_old_seizure_and_a_date_of_today_are_taken() {
    let app = TestApp::new("old-dates");
    let team = app.team(0);
    let case = team.case();
    for (number, issued_at) in ["1949-10-01T00:00:00+08:00", "2023-01-01T00:00:00+08:00"].iter().enumerate() {
        let paper = json!({ "kind": "other", "number": number.to_string(), "title": "说明", "case_id": case, "issued_at": issued_at });
        team.officer.post("/api/v1/documents", &paper).created();
    }
    let open = request("loan", &case, &[]);
    team.officer.post("/api/v1/requests", &open).created();
}

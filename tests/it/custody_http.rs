//! The nouns of custody through the front door: names beside ids, what a person may do next, queues, loans with their
//! extensions, discrepancies, documents, movements.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use custody::demo::Year;
use custody::demo::cast::{Cast, Visitor};
use custody::model::time::{DAY, Time};
use custody::operations::accounts::passwords::Password;
use custody::operations::ledger::verification;
use serde_json::{Value, json};

use super::support::{Centre, PASSWORD};
use super::text;

const OFFICER: &str = "officer-0101";
const COLLEAGUE: &str = "officer-0102";
const UNIT_HEAD: &str = "unit-head-0101";
const STRANGER: &str = "officer-0201";
const OTHER_HEAD: &str = "unit-head-0201";
const CUSTODIAN: &str = "custodian-01";
const SECOND: &str = "custodian-02";
const CENTRE_HEAD: &str = "centre-head-01";

/// A centre with its people and places, and nothing in it yet.
struct World {
    centre: Centre,
    people: HashMap<String, String>,
    tokens: RefCell<HashMap<String, String>>,
}

fn plan() -> &'static (Year, String) {
    static PLAN: OnceLock<(Year, String)> = OnceLock::new();
    PLAN.get_or_init(|| (Year::plan(2023), Password::new(PASSWORD).hash().unwrap().into_string()))
}

impl World {
    fn open(name: &str) -> Self {
        let centre = Centre::open(name);
        let (year, hash) = plan();
        let everybody: Vec<Visitor> =
            year.staff.people.iter().map(|p| Visitor { login: p.login.clone(), password_hash: hash.clone() }).collect();
        let actor = custody::db::change::Actor::PROGRAM;
        let cast = centre.database.change(actor, |change| Cast::enter(change, year, &everybody)).unwrap();
        let ids =
            year.staff.people.iter().zip(cast.people).map(|(p, viewer)| (p.login.clone(), viewer.user_id.to_string()));
        Self { people: ids.collect(), centre, tokens: RefCell::default() }
    }

    fn token(&self, login: &str) -> String {
        let known = self.tokens.borrow().get(login).cloned();
        known.unwrap_or_else(|| {
            let token = self.centre.sign_in(login);
            self.tokens.borrow_mut().insert(login.to_owned(), token.clone());
            token
        })
    }

    fn wait(&self, days: i64) {
        self.centre.clock.set(Time(self.centre.clock.now().0 + days * DAY));
        self.tokens.borrow_mut().clear();
    }

    fn now(&self) -> Time {
        self.centre.clock.now()
    }

    fn get(&self, login: &str, path: &str) -> Value {
        let (status, answer) = self.centre.get(&format!("/api/v1{path}"), Some(&self.token(login)));
        assert_eq!(status, 200, "{login} {path}: {answer}");
        answer
    }

    fn status_of(&self, login: &str, path: &str) -> u16 {
        self.centre.get(&format!("/api/v1{path}"), Some(&self.token(login))).0
    }

    fn post(&self, login: &str, path: &str, body: Value) -> Value {
        let (status, answer) =
            self.centre.call("POST", &format!("/api/v1{path}"), Some(&self.token(login)), Some(body));
        assert!(matches!(status, 200 | 201), "{login} {path}: {status} {answer}");
        answer
    }

    /// The code of the refusal that a call meets.
    fn refused(&self, login: &str, path: &str, body: Value) -> String {
        let (status, answer) =
            self.centre.call("POST", &format!("/api/v1{path}"), Some(&self.token(login)), Some(body));
        assert!(status >= 400, "{login} {path}: {answer}");
        text(&answer, "code").to_owned()
    }

    /// A case with a seizure list; answers the case and the label codes.
    fn seize(&self, items: &Value) -> (String, Vec<String>) {
        let officers = [&self.people[OFFICER], &self.people[COLLEAGUE]];
        let number = format!("A{}", uuid::Uuid::new_v4().simple());
        let case = json!({ "case_no": number, "name": "王某盗窃案", "cause": "盗窃", "officers": officers });
        let case = text(&self.post(OFFICER, "/cases", case), "id").to_owned();
        let list = json!({ "case_id": case, "list_no": "1", "seized_at": self.now().to_rfc3339(), "seized_place": "高新区",
            "holder_name": "王伟", "items": items });
        let list = self.post(OFFICER, "/seizure-lists", list);
        let codes = list["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned());
        (case, codes.collect())
    }

    fn submit(&self, draft: Value) -> String {
        let id = text(&self.post(OFFICER, "/requests", draft), "id").to_owned();
        self.post(OFFICER, &format!("/requests/{id}/submission"), json!({}));
        id
    }

    fn approve(&self, login: &str, id: &str) -> Value {
        self.post(login, &format!("/requests/{id}/approval"), json!({ "decision": "approve" }))
    }

    fn execute(&self, id: &str, lines: Value) -> Value {
        let confirmation =
            self.post(CUSTODIAN, "/session/confirmations", json!({ "login": SECOND, "password": PASSWORD }));
        let body = json!({ "lines": lines, "confirmation": confirmation["second_token"] });
        self.post(CUSTODIAN, &format!("/requests/{id}/execution"), body)
    }

    /// Goods received into custody: their case and label codes.
    fn stock(&self, items: &Value, places: &[&str]) -> (String, Vec<String>) {
        let (case, codes) = self.seize(items);
        let id = self.submit(json!({ "kind": "intake", "case_id": case, "reason": "入库", "items": codes }));
        if text(&self.approve(UNIT_HEAD, &id), "status") == "awaiting_centre_head" {
            self.approve(CENTRE_HEAD, &id);
        }
        let line = |(code, place): (&String, &&str)| json!({ "item": code, "outcome": "accepted", "place": place, "seal_no": "F1" });
        let done = self.execute(&id, codes.iter().zip(places).map(line).collect());
        assert_eq!(text(&done["request"], "status"), "completed", "{done}");
        (case, codes)
    }

    fn lend(&self, case: &str, codes: &[String], due_at: Time) -> String {
        let starts = self.now().to_rfc3339();
        let loan = json!({ "kind": "loan", "case_id": case, "reason": "辨认", "items": codes, "purpose": "identification",
            "starts_at": starts, "due_at": due_at.to_rfc3339() });
        let id = self.submit(loan);
        self.approve(UNIT_HEAD, &id);
        self.execute(&id, codes.iter().map(|code| json!({ "item": code, "outcome": "lent" })).collect());
        id
    }

    fn waiting(&self, login: &str, list: &str) -> usize {
        let page = self.get(login, &format!("/{list}?waiting_for_me=true&total=true"));
        assert_eq!(page["total"], page["rows"].as_array().unwrap().len(), "the count is true: {page}");
        page["rows"].as_array().unwrap().len()
    }

    fn action(&self, login: &str, id: &str, action: &str) -> String {
        let detail = self.get(login, &format!("/requests/{id}"));
        let found = detail["actions"].as_array().unwrap().iter().find(|one| one["action"] == action).unwrap();
        match found["allowed"].as_bool().unwrap() {
            true => "allowed".into(),
            false => text(&found["refusal"], "code").to_owned(),
        }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let verified =
                verification::verify(&self.centre.database, self.centre.keys.log.verifier(), |_, _| {}).unwrap();
            assert!(verified.clean, "{verified}");
        }
    }
}

fn ordinary(count: usize) -> Value {
    (0..count).map(|at| json!({ "name": format!("电动车电池{at}"), "category": "ordinary" })).collect()
}

#[test]
fn a_request_names_everybody_and_says_who_may_do_what_next() {
    let world = World::open("names");
    let (case, codes) = world.seize(&ordinary(1));
    let draft = json!({ "kind": "intake", "case_id": case, "reason": "入库", "items": codes });
    let id = text(&world.post(OFFICER, "/requests", draft), "id").to_owned();
    assert_eq!(world.waiting(UNIT_HEAD, "requests"), 0, "a draft waits for nobody");
    world.post(OFFICER, &format!("/requests/{id}/submission"), json!({}));
    assert_eq!((world.waiting(UNIT_HEAD, "requests"), world.waiting(OTHER_HEAD, "requests")), (1, 0));

    for (login, action, expected) in [
        (UNIT_HEAD, "approve", "allowed"),
        (OFFICER, "withdraw", "allowed"),
        (OFFICER, "edit", "request_status"),
        (OFFICER, "approve", "permission_missing"),
        (COLLEAGUE, "withdraw", "not_applicant"),
        (CENTRE_HEAD, "approve", "approval_not_yours"),
        (CUSTODIAN, "execute", "request_status"),
    ] {
        assert_eq!(world.action(login, &id, action), expected, "{login} {action}");
    }
    assert_eq!(
        world.refused(CENTRE_HEAD, &format!("/requests/{id}/approval"), json!({ "decision": "approve" })),
        "approval_not_yours"
    );
    assert_eq!(world.refused(COLLEAGUE, &format!("/requests/{id}/withdrawal"), json!({})), "not_applicant");

    let said = json!({ "decision": "return_for_correction", "opinion": "补充照片" });
    world.post(UNIT_HEAD, &format!("/requests/{id}/approval"), said);
    let detail = world.get(OFFICER, &format!("/requests/{id}"));
    assert_eq!((text(&detail, "correction"), world.waiting(OFFICER, "requests")), ("补充照片", 1));
    world.post(OFFICER, &format!("/requests/{id}/submission"), json!({}));
    world.approve(UNIT_HEAD, &id);
    assert_eq!(world.waiting(CUSTODIAN, "requests"), 1);
    world.execute(&id, json!([{ "item": codes[0], "outcome": "accepted", "place": "A1-R01-L1-B01" }]));
    assert_eq!(world.waiting(CUSTODIAN, "requests"), 0);

    let seen = world.get(CUSTODIAN, &format!("/requests/{id}"));
    for name in ["applicant_name", "agency_name", "responsible_agency_name", "case_no", "case_name"] {
        assert!(!text(&seen, name).is_empty(), "{name}: {seen}");
    }
    assert!(seen["steps"].as_array().unwrap().iter().all(|step| !text(step, "actor_name").is_empty()));
    let line = &world.get(OFFICER, &format!("/requests/{id}/lines"))[0];
    assert_eq!((text(line, "place_code"), text(line, "category")), ("A1-R01-L1-B01", "ordinary"));
    assert!(!text(line, "executed_by_name").is_empty() && !text(line, "second_name").is_empty());
    let item = world.get(OFFICER, &format!("/items/{}", text(line, "item_id")));
    assert_eq!((text(&item, "list_no"), text(&item, "place_code")), ("1", "A1-R01-L1-B01"));
    let history = world.get(OFFICER, &format!("/items/{}/history", text(line, "item_id")));
    assert!(history.as_array().unwrap().iter().all(|event| !text(event, "actor_name").is_empty()), "{history}");
    assert_eq!(world.status_of(STRANGER, &format!("/requests/{id}")), 404);
}

#[test]
fn a_loan_is_extended_runs_over_and_comes_back_short() {
    let world = World::open("loans");
    let (case, codes) = world.stock(&ordinary(3), &["A1-R01-L1-B01"; 3]);
    let due = Time(world.now().0 + 3 * DAY);
    let loan = world.lend(&case, &codes, due);
    let out = world.get(CUSTODIAN, "/loans?open=true&total=true&limit=2");
    assert_eq!((out["total"].as_i64(), out["rows"][0]["overdue"].as_bool()), (Some(3), Some(false)), "{out}");
    assert!(!text(&out["rows"][0], "borrower_name").is_empty());
    let rest = world.get(CUSTODIAN, &format!("/loans?open=true&limit=2&cursor={}", text(&out, "next")));
    assert_eq!(rest["rows"].as_array().unwrap().len(), 1);
    assert_eq!(world.get(STRANGER, "/loans?total=true")["total"], 0);

    let later = json!({ "due_at": Time(due.0 + DAY).to_rfc3339(), "reason": "鉴定未完成" });
    let path = format!("/requests/{loan}/extensions");
    assert_eq!(world.action(OFFICER, &loan, "extend"), "allowed");
    assert_eq!(world.refused(COLLEAGUE, &path, later.clone()), "not_applicant");
    let extension = world.post(OFFICER, &path, later.clone());
    assert_eq!(
        (world.action(OFFICER, &loan, "extend").as_str(), world.refused(OFFICER, &path, later).as_str()),
        ("extension_open", "extension_open")
    );
    assert_eq!((world.waiting(UNIT_HEAD, "extensions"), world.waiting(CENTRE_HEAD, "extensions")), (1, 0));
    let decision = format!("/extensions/{}/decision", text(&extension, "id"));
    assert_eq!(world.refused(OTHER_HEAD, &decision, json!({ "approved": true })), "not_found");
    let decided = world.post(UNIT_HEAD, &decision, json!({ "approved": true }));
    assert_eq!((text(&decided, "status"), decided["decidable"].as_bool()), ("approved", Some(false)));
    assert_eq!(world.waiting(UNIT_HEAD, "extensions"), 0);

    world.wait(5);
    assert_eq!(world.get(OFFICER, "/loans?overdue=true&total=true")["total"], 3);
    assert_eq!(world.get(OFFICER, "/loans?overdue=false&total=true")["total"], 0);
    let back = json!({ "kind": "loan_return", "case_id": case, "reason": "归还", "items": codes, "loan_id": loan });
    let back = world.submit(back);
    let line = |code: &String, condition: &str| {
        json!({ "item": code, "outcome": "returned", "condition": condition,
        "place": "A1-R01-L1-B01", "reason": "验收" })
    };
    world.execute(&back, json!([line(&codes[0], "intact")]));
    assert_eq!(world.get(OFFICER, "/loans?overdue=true&total=true")["total"], 2, "a partial return");
    world.execute(&back, json!([line(&codes[1], "damaged"), line(&codes[2], "lost")]));
    assert_eq!(world.action(OFFICER, &loan, "extend"), "loan_nothing_out");

    let open = world.get(CENTRE_HEAD, "/discrepancies?open=true&total=true");
    assert_eq!(open["total"], 2, "{open}");
    let found = |condition: &str| {
        let rows = open["rows"].as_array().unwrap();
        rows.iter().find(|row| row["condition"] == condition).unwrap().clone()
    };
    let (damaged, lost) = (found("damaged"), found("lost"));
    assert_eq!((&damaged["resolutions"], &lost["resolutions"]), (&json!(["recorded"]), &json!(["found", "lost"])));
    let path = |row: &Value| format!("/discrepancies/{}/resolution", text(row, "id"));
    assert_eq!(
        world.refused(CENTRE_HEAD, &path(&lost), json!({ "resolution": "recorded", "opinion": "x" })),
        "item_state"
    );
    let resolved = world.post(CENTRE_HEAD, &path(&lost), json!({ "resolution": "lost", "opinion": "确认灭失" }));
    assert_eq!((text(&resolved, "custody_state"), text(&resolved, "resolution")), ("lost", "lost"));
    assert!(!text(&resolved, "resolved_by_name").is_empty() && !text(&resolved, "opened_by_name").is_empty());
    world.post(CENTRE_HEAD, &path(&damaged), json!({ "resolution": "recorded", "opinion": "外壳破损" }));
    assert_eq!(world.get(CENTRE_HEAD, "/discrepancies?open=true&total=true")["total"], 0);
    assert_eq!(world.get(STRANGER, "/discrepancies?total=true")["total"], 0);
}

#[test]
fn a_release_names_its_document_and_every_movement_is_listed() {
    let world = World::open("release");
    let (case, codes) = world.stock(&ordinary(2), &["A1-R01-L1-B01"; 2]);
    let paper = json!({ "kind": "disposition", "number": "冀0273发还〔2023〕1号", "title": "发还决定书", "case_id": case,
        "issued_at": world.now().to_rfc3339() });
    assert_eq!(world.refused(STRANGER, "/documents", paper.clone()), "not_found");
    let paper = world.post(OFFICER, "/documents", paper);
    let outbound = json!({ "kind": "outbound", "case_id": case, "reason": "发还", "items": [codes[0]],
        "disposition": "return_to_party", "document_id": paper["id"], "receiver_name": "王伟",
        "receiver_document_no": "130200199001011234", "receiver_is_officer": false });
    let id = world.submit(outbound);
    world.approve(UNIT_HEAD, &id);
    world.approve(CENTRE_HEAD, &id);
    world.execute(&id, json!([{ "item": codes[0], "outcome": "released" }]));
    let seen = world.get(
        CUSTODIAN,
        &format!("/requests?kind=outbound&number={}", text(&world.get(OFFICER, &format!("/requests/{id}")), "number")),
    );
    assert_eq!(text(&seen["rows"][0], "document_number"), "冀0273发还〔2023〕1号");
    let papers = world.get(UNIT_HEAD, &format!("/documents?request_id={id}&total=true"));
    assert_eq!((papers["total"].as_i64(), text(&papers["rows"][0], "case_name")), (Some(1), "王某盗窃案"), "{papers}");
    assert_eq!(world.status_of(STRANGER, &format!("/documents/{}", text(&paper, "id"))), 404);

    let moved = world.get(OFFICER, &format!("/movements?request_id={id}&total=true"));
    assert_eq!((moved["total"].as_i64(), text(&moved["rows"][0], "from_place_code")), (Some(1), "A1-R01-L1-B01"));
    assert_eq!((text(&moved["rows"][0], "action"), text(&moved["rows"][0], "receiver")), ("ItemReleased", "王伟"));
    let all = world.get(OFFICER, "/movements?limit=2&total=true");
    assert_eq!((all["total"].as_i64(), text(&all["rows"][0], "action")), (Some(3), "ItemReleased"));
    assert_eq!(world.get(STRANGER, "/movements?total=true")["total"], 0);
}

#[test]
fn lists_are_filtered_sorted_paged_and_counted() {
    let world = World::open("lists");
    let (case, codes) = world.stock(&ordinary(1), &["A1-R01-L1-B01"]);
    let places = world.get(CUSTODIAN, "/places?q=a1-r01-l1&kind=bin&sort=-code&total=true&limit=3");
    assert_eq!((places["total"].as_i64(), text(&places["rows"][0], "code")), (Some(8), "A1-R01-L1-B08"));
    let rest =
        world.get(CUSTODIAN, &format!("/places?q=a1-r01-l1&kind=bin&sort=-code&cursor={}", text(&places, "next")));
    assert_eq!(rest["rows"].as_array().unwrap().len(), 5);
    let place = &world.get(CUSTODIAN, "/places?code=A1-R01-L1-B01")["rows"][0];
    assert_eq!((text(place, "parent_code"), place["held"].as_i64()), ("A1-R01-L1", Some(1)));
    let scanned = world.get(CUSTODIAN, "/scan/A1-R01-L1-B01");
    assert_eq!((text(&scanned, "outcome"), &scanned["place"]["held"]), ("place", &json!(1)));
    assert_eq!(text(&world.get(OFFICER, "/scan/A1-R01-L1-B01"), "outcome"), "malformed", "places are not for officers");

    let cases =
        world.get(OFFICER, "/cases?q=盗窃案&total=true".replace("盗窃案", "%E7%9B%97%E7%AA%83%E6%A1%88").as_str());
    assert_eq!((cases["total"].as_i64(), text(&cases["rows"][0], "id")), (Some(1), case.as_str()));
    assert_eq!(world.get(STRANGER, "/cases?total=true")["total"], 0);
    let officers = &world.get(OFFICER, &format!("/cases/{case}"))["officers"];
    assert!(officers.as_array().unwrap().iter().all(|officer| !text(officer, "name").is_empty()), "{officers}");
    assert!(world.get(CUSTODIAN, &format!("/cases/{case}")).get("officers").is_none(), "keepers see no case secrets");
    let lists = world.get(OFFICER, &format!("/seizure-lists?case_id={case}&total=true"));
    assert_eq!((lists["total"].as_i64(), text(&lists["rows"][0], "case_name")), (Some(1), "王某盗窃案"));
    let heads = world.get("system-admin-01", "/users?role=unit_head&q=unit-head-01&total=true");
    assert_eq!(heads["total"], 1, "{heads}");
    assert!(!text(&heads["rows"][0], "agency_name").is_empty());
    assert_eq!(world.get(OFFICER, "/agencies?kind=centre&total=true")["total"], 1);
    let (status, problem) = world.centre.get("/api/v1/cases?sort=cause", Some(&world.token(OFFICER)));
    assert_eq!((status, text(&problem, "code")), (422, "sort_unknown"));
    assert_eq!(codes.len(), 1);
}

#[test]
fn a_release_needs_a_paper_that_orders_it() {
    let world = World::open("guards");
    let (case, codes) = world.stock(&ordinary(1), &["A1-R01-L1-B01"]);
    let paper = json!({ "kind": "other", "number": "1", "title": "说明", "case_id": case, "issued_at": world.now().to_rfc3339() });
    let paper = world.post(OFFICER, "/documents", paper);
    let outbound = json!({ "kind": "outbound", "case_id": case, "reason": "发还", "items": [codes[0]],
        "disposition": "return_to_party", "document_id": paper["id"] });
    assert_eq!(world.refused(OFFICER, "/requests", outbound), "document_not_disposition");
}

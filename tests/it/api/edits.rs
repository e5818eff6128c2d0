//! Edits of everything that can be edited: a PATCH changes the members it names and no others.

use std::collections::{BTreeMap, BTreeSet};

use custody::model::accounts::role::Role;
use serde_json::{Map, Value, json};

use crate::laws::operations::all;
use crate::support::{Answer, Person, TestApp, goods, loan, request, schemas};
use crate::text;

/// Something that can be edited, and another value for each of its members.
struct Example<'t> {
    operation: &'static str,
    person: &'t Person<'t>,
    path: String,
    values: Value,
}

/// What is shown of a member besides the member itself.
const TOLD_WITH: [(&str, &str); 11] = [
    ("agency_id", "agency_name"),
    ("agency_id", "agency_kind"),
    ("content_id", "content_name"),
    ("document_id", "document_number"),
    ("document_id", "document_title"),
    ("identity_number", "identity_known"),
    ("items", "line_count"),
    ("items", "open_line_count"),
    ("loan_id", "loan_number"),
    ("parent_id", "parent_code"),
    ("parent_id", "parent_name"),
];
/// A currency is nothing without a valuation, and goes with it.
const GOES_WITH: (&str, &str) = ("valuation_minor", "currency");
/// Members that are named only to be held against what there is, or are not shown.
const FIXED: [(&str, &str); 4] = [
    ("edit_request", "kind"),
    ("edit_request", "case_id"),
    ("edit_user", "identity_number"),
    ("edit_user", "same_person"),
];

impl Example<'_> {
    /// What there is; of what is read in lists only, its row.
    #[track_caller]
    fn shown(&self) -> Value {
        let Some((list, id)) = self.path.rsplit_once('/').filter(|_| self.operation == "edit_list_view") else {
            return self.person.get(&self.path).ok();
        };
        let rows = self.person.get(&format!("{list}?list=users")).ok();
        rows.as_array().unwrap().iter().find(|row| row["id"] == id).unwrap().clone()
    }

    /// What there is, member by member, without what changes with every edit.
    #[track_caller]
    fn read(&self) -> Map<String, Value> {
        let Value::Object(mut shown) = self.shown() else { panic!("{}", self.path) };
        if self.operation == "edit_request" {
            let lines = self.person.get(&format!("{}/lines", self.path)).ok();
            let codes: Vec<_> = lines.as_array().unwrap().iter().map(|line| line["code"].clone()).collect();
            shown.insert("items".into(), codes.into());
        }
        // The room of a place follows from its capacity and whether it is open.
        for member in ["version", "last_event_seq", "actions", "names_now", "free"] {
            shown.remove(member);
        }
        shown
    }

    fn patch(&self, body: &Value) -> Answer {
        let version = self.shown()["version"].as_i64().unwrap();
        self.person.patch(&self.path, version, body)
    }

    /// Names of the members that an edit changed.
    #[track_caller]
    fn changed_by(&self, body: &Value) -> BTreeSet<String> {
        let before = self.read();
        self.patch(body).ok();
        let after = self.read();
        let names = before.keys().chain(after.keys()).filter(|name| before.get(*name) != after.get(*name));
        names.cloned().collect()
    }

    /// Edits one member alone, then takes it out where that can be.
    fn try_member(&self, member: &str, schema: &'static Value, value: &Value) {
        let told = format!("{} {member}", self.operation);
        let mut expected: BTreeSet<_> = [member].into();
        expected.extend(TOLD_WITH.iter().filter(|(of, _)| *of == member).map(|(_, with)| *with));
        let changed = self.changed_by(&json!({ member: value }));
        let others: Vec<_> = changed.iter().filter(|name| !expected.contains(name.as_str())).collect();
        assert!(others.is_empty(), "{told} alone changes {others:?}");
        assert_eq!(changed.contains(member), !FIXED.contains(&(self.operation, member)), "{told}: {changed:?}");

        if !schemas::may_be(schema, "null") {
            let before = self.read();
            let refused = self.patch(&json!({ member: null }));
            let fields = refused.fields();
            assert!(fields.iter().any(|(pointer, _)| *pointer == format!("/{member}")), "{told}: {fields:?}");
            assert_eq!(before, self.read(), "{told} was refused");
        } else if member != GOES_WITH.1 {
            expected.extend(Some(GOES_WITH.1).filter(|_| member == GOES_WITH.0));
            let changed = self.changed_by(&json!({ member: null }));
            let others: Vec<_> = changed.iter().filter(|name| !expected.contains(name.as_str())).collect();
            assert!(others.is_empty(), "{told} taken out alone changes {others:?}");
            let left = self.read().get(member).cloned().unwrap_or_default();
            assert!([json!(null), json!(""), json!({})].contains(&left), "{told} is {left}");
            self.patch(&json!({ member: value })).ok();
        }
    }
}

#[test]
fn an_edit_changes_the_members_it_names_and_no_others() {
    let app = TestApp::new("edits");
    let (team, admin) = (app.team(0), app.one(Role::SystemAdmin));
    let examples = [
        centre_examples(&app, &admin),
        paper_examples(&admin),
        request_examples(&app, &team.officer),
        goods_examples(&app, &team.officer),
    ];
    let edits = all().into_iter().filter(|one| one.method == "PATCH");
    let edits: BTreeMap<_, _> = edits.map(|one| (one.id, schemas::body_of(&one.path, "PATCH"))).collect();
    let mut tried = BTreeSet::new();
    for example in examples.iter().flatten() {
        let schema = edits[example.operation];
        assert_eq!(schema["required"].as_array().map_or(0, Vec::len), 0, "{} demands members", example.operation);
        assert!(example.changed_by(&json!({})).is_empty(), "{} of nothing", example.operation);
        for (member, of) in schemas::members_of(schema) {
            assert!(of.get("default").is_none(), "{} {member}: absent is no value", example.operation);
            if let Some(value) = example.values.get(member) {
                example.try_member(member, of, value);
                tried.insert((example.operation.to_owned(), member.clone()));
            }
        }
    }
    let members = |(id, schema): (&String, &&'static Value)| {
        let id = id.clone();
        schemas::members_of(schema).map(move |(member, _)| (id.clone(), member.clone())).collect::<Vec<_>>()
    };
    let all: BTreeSet<_> = edits.iter().flat_map(members).collect();
    assert_eq!(all.difference(&tried).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "give an example here");
    assert!(edits.len() >= 8, "only {} edits", edits.len());
}

fn centre_examples<'t>(app: &TestApp, admin: &'t Person<'t>) -> Vec<Example<'t>> {
    let place = json!({ "code": "Q-1", "name": "货架", "kind": "rack", "storage_class": "ordinary", "capacity": 5 });
    let place = admin.post("/api/v1/places", &place).created();
    let above = json!({ "code": "Q-2", "name": "库房", "kind": "room", "storage_class": "ordinary" });
    let above = admin.post("/api/v1/places", &above).created();
    let (agency, other) = (app.team(2).officer.agency_id(), app.team(1).officer.agency_id());
    let user = json!({ "login": "newcomer", "name": "新人", "agency_id": agency });
    let user = admin.post("/api/v1/users", &user).created();
    let view = json!({ "list": "users", "name": "全部", "density": "usual" });
    let view = admin.post("/api/v1/list-views", &view).created();
    let example = |operation, path: String, values| Example { operation, person: admin, path, values };
    vec![
        example(
            "edit_list_view",
            format!("/api/v1/list-views/{view}"),
            json!({ "name": "在用", "filter": "disabled=false", "columns": "login,name", "density": "tight", "is_default": true, "role": "security_admin" }),
        ),
        example(
            "edit_place",
            format!("/api/v1/places/{place}"),
            json!({ "name": "二号架", "capacity": 7, "parent_id": above, "active": false, "secrecy": "restricted" }),
        ),
        example(
            "edit_agency",
            format!("/api/v1/agencies/{agency}"),
            json!({ "name": "高新分局", "parent_id": other, "active": false }),
        ),
        example(
            "edit_user",
            format!("/api/v1/users/{user}"),
            json!({ "name": "调任", "agency_id": other, "badge_number": "JH-7", "identity_number": "130203198001010012", "same_person": true }),
        ),
    ]
}

fn paper_examples<'t>(admin: &'t Person<'t>) -> Vec<Example<'t>> {
    let first = |collection: &str, wanted: &str| {
        let rows = admin.get(&format!("/api/v1/{collection}")).ok()["rows"].clone();
        rows.as_array().unwrap().iter().find(|row| row["name"] == wanted).unwrap().clone()
    };
    let (profile, content) = (first("paper-profiles", "A4-24"), first("label-contents", "A4-24"));
    let mut moved = profile["layout"].clone();
    moved["offset_x_um"] = 300.into();
    let mut bare = content["layout"].clone();
    bare["captions"] = (!bare["captions"].as_bool().unwrap()).into();
    let other = first("label-contents", "Roll-50x30")["id"].clone();
    let example = |operation, collection: &str, row: &Value, values| Example {
        operation,
        person: admin,
        path: format!("/api/v1/{collection}/{}", text(row, "id")),
        values,
    };
    vec![
        example(
            "edit_label_content",
            "label-contents",
            &content,
            json!({ "name": "改", "layout": bare, "active": false }),
        ),
        example(
            "edit_paper_profile",
            "paper-profiles",
            &profile,
            json!({ "name": "改", "layout": moved, "content_id": other, "active": false }),
        ),
    ]
}

fn request_examples<'t>(app: &TestApp, officer: &'t Person<'t>) -> Vec<Example<'t>> {
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(4));
    let lent: Vec<_> = [0, 1].map(|at| app.lend(&team, &case, &codes[at..=at])).into();
    let paper = |number: &str| {
        let paper = json!({ "kind": "disposition", "number": number, "title": "发还决定书", "case_id": case,
            "issued_at": "2022-12-31T00:00:00Z" });
        officer.post("/api/v1/documents", &paper).created()
    };
    let (paper, other_paper) = (paper("1"), paper("2"));
    let mut out = request("outbound", &case, &codes[2..3]);
    for (term, value) in [("disposition", json!("destruction")), ("document_id", json!(paper))] {
        out[term] = value;
    }
    for term in ["receiver_name", "receiver_document_no", "witness_name", "destruction_method", "destruction_place"] {
        out[term] = "某".into();
    }
    out["receiver_is_officer"] = true.into();
    out["delivery"] = "posted".into();
    let mut released = out.clone();
    released["disposition"] = "return_to_victim".into();
    for term in ["witness_name", "destruction_method", "destruction_place"] {
        released.as_object_mut().unwrap().remove(term);
    }
    let mut back = request("loan_return", &case, &codes[..1]);
    back["loan_id"] = lent[0].clone().into();
    let example = |written: &Value, values| Example {
        operation: "edit_request",
        person: officer,
        path: format!("/api/v1/requests/{}", officer.post("/api/v1/requests", written).created()),
        values,
    };
    vec![
        example(
            &out,
            json!({ "kind": "outbound", "case_id": case, "reason": "一\n二", "items": codes[3..], "document_id": other_paper,
                "receiver_name": "张三", "receiver_document_no": "13", "receiver_is_officer": false, "witness_name": "李四",
                "destruction_method": "焚烧", "destruction_place": "处置中心", "delivery": "collected" }),
        ),
        example(&released, json!({ "disposition": "return_to_party" })),
        example(
            &loan(&case, &codes[2..3], "inspection"),
            json!({ "purpose": "court", "starts_at": "2023-01-02T00:00:00Z", "due_at": "2023-01-03T00:00:00Z" }),
        ),
        example(&back, json!({ "loan_id": lent[1] })),
    ]
}

fn goods_examples<'t>(app: &TestApp, officer: &'t Person<'t>) -> Vec<Example<'t>> {
    let team = app.team(0);
    let full = json!({ "name": "手机", "category": "ordinary", "features": "黑色", "model": "X1", "serial_no": "SN-1",
        "pieces": 2, "unit": "部", "holder_name": "张三", "owner_name": "李四", "valuation_minor": 100,
        "currency": "USD", "remark": "无", "attributes": { "imei": "490154203237518" } });
    let case = team.case();
    let code = team.seize(&case, &[full]).remove(0);
    let id = text(&officer.get(&format!("/api/v1/scan/{code}")).ok()["item"], "id").to_owned();
    let new = json!({ "login": "third.officer", "name": "办案丙", "agency_id": officer.agency_id() });
    let third = app.one(Role::SystemAdmin).post("/api/v1/users", &new).created();
    let roles = json!({ "roles": ["case_officer"] });
    app.one(Role::SecurityAdmin).post(&format!("/api/v1/users/{third}/roles"), &roles).ok();
    let values = json!({ "name": "平板", "category": "antimagnetic", "features": "白\n色", "model": "X2", "serial_no": "SN-2",
        "pieces": 3, "unit": "件", "holder_name": "王五", "owner_name": "赵六", "valuation_minor": 200,
        "currency": "EUR", "remark": "有", "attributes": { "measure_unit": "kg" } });
    let case_values = json!({ "case_no": "A2", "name": "李强诈骗案", "cause": "诈骗", "stage": "trial",
        "officers": [officer.id(), third] });
    let example = |operation, path, values| Example { operation, person: officer, path, values };
    vec![
        example("edit_item", format!("/api/v1/items/{id}"), values),
        example("edit_case", format!("/api/v1/cases/{case}"), case_values),
    ]
}

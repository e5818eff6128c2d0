//! What belongs to another agency cannot be named in any body.

use serde_json::{Value, json};

use super::operations::all;
use super::reach::{furnish, pairs};
use crate::support::pictures::announced;
use crate::support::schemas::{body_of, pointers_of};
use crate::support::{Person, TestApp, goods, request};

/// An id of another agency's is refused exactly as one of nothing, in every member of every body that the document says is an id.
#[test]
fn a_foreign_id_and_one_of_nothing_are_refused_alike() {
    let app = TestApp::new("foreign-ids");
    let (owners, others) = (app.team(0), app.team(2));
    let known = furnish(&app, &owners);
    let theirs = |collection: &str| known.ids[collection][0].clone();
    let (officer, own_case) = (&others.officer, others.case());
    let own = officer.id();
    let case = |officers: Value| json!({ "case_no": "X-2", "name": "案", "cause": "由", "officers": officers });
    let list = |id: &str| json!({ "case_id": id, "list_no": "1", "seized_at": "2022-12-31T00:00:00Z", "seized_place": "街", "holder_name": "某", "items": [goods::ordinary("箱")] });
    let paper = |case: &str, request: Option<&str>| json!({ "case_id": case, "request_id": request, "kind": "judgment", "number": "1", "title": "判决", "issued_at": "2022-12-31T00:00:00Z" });
    let asked = |kind: &str, name: &str, id: &str| {
        let mut body = request(kind, &own_case, &[]);
        body[name] = id.into();
        body
    };
    let drafted = |kind: &str| officer.post("/api/v1/requests", &request(kind, &own_case, &[])).created();
    let (intake, loan, out) = (drafted("intake"), drafted("loan_return"), drafted("outbound"));
    let request_of = |id: &str| format!("/api/v1/requests/{id}");
    let named = [
        Named::new("register_case", "/officers/0", "/api/v1/cases", theirs("users"), |id| case(json!([id]))),
        Named::new("register_case", "/officers/0", "/api/v1/cases", theirs("users"), |id| case(json!([own, id]))),
        Named::new("register_case", "/officers/0", "/api/v1/cases", theirs("users"), |id| case(json!([id, id]))),
        Named::new("register_case", "/officers/0", "/api/v1/cases", owners.head.id(), |id| case(json!([own, id]))),
        Named::new(
            "edit_case",
            "/officers/0",
            &format!("/api/v1/cases/{own_case}"),
            theirs("users"),
            |id| json!({ "officers": [own, id] }),
        ),
        Named::new("register_seizure_list", "/case_id", "/api/v1/seizure-lists", theirs("cases"), list),
        Named::new("register_document", "/case_id", "/api/v1/documents", theirs("cases"), |id| paper(id, None)),
        Named::new("register_document", "/request_id", "/api/v1/documents", theirs("requests"), |id| {
            paper(&own_case, Some(id))
        }),
        Named::new("announce_file", "/subject_id", "/api/v1/files", theirs("items"), |id| {
            announced(b"x", "图.jpg", "item", id)
        }),
        Named::new(
            "issue_paper",
            "/request_id",
            "/api/v1/papers",
            theirs("requests"),
            |id| json!({ "form": "loan_approval", "request_id": id }),
        ),
        Named::new(
            "issue_paper",
            "/seizure_list_id",
            "/api/v1/papers",
            theirs("seizure-lists"),
            |id| json!({ "form": "seizure_list", "seizure_list_id": id }),
        ),
        Named::new("draft_request", "/case_id", "/api/v1/requests", theirs("cases"), |id| request("intake", id, &[])),
        Named::new("draft_request", "/items/0", "/api/v1/requests", theirs("items"), |id| {
            request("intake", &own_case, &[id.to_owned()])
        }),
        Named::new("draft_request", "/loan_id", "/api/v1/requests", theirs("requests"), |id| {
            asked("loan_return", "loan_id", id)
        }),
        Named::new("draft_request", "/document_id", "/api/v1/requests", theirs("documents"), |id| {
            asked("outbound", "document_id", id)
        }),
        Named::new("edit_request", "/case_id", &request_of(&intake), theirs("cases"), |id| json!({ "case_id": id })),
        Named::new("edit_request", "/loan_id", &request_of(&loan), theirs("requests"), |id| json!({ "loan_id": id })),
        Named::new(
            "edit_request",
            "/document_id",
            &request_of(&out),
            theirs("documents"),
            |id| json!({ "document_id": id }),
        ),
    ];
    let asked = json!({ "case_id": own_case, "agency_id": officer.agency_id(), "title": "滞留", "ground": "请说明原因。",
        "answer_by": "2023-01-20T00:00:00Z" });
    let notice = app.person("supervisor").post("/api/v1/supervision-notices", &asked).created();
    let answers = Named::new(
        "answer_supervision_notice",
        "/document_id",
        &format!("/api/v1/supervision-notices/{notice}/answer"),
        theirs("documents"),
        |id| json!({ "answer": "已办。", "document_id": id }),
    );
    let refused = |id: &str| answers.told(&others.head, id);
    let foreign = refused(&answers.theirs);
    assert!(foreign.0 >= 400 && foreign == refused(&uuid::Uuid::now_v7().to_string()), "{foreign:?}");
    for one in &named {
        let foreign = one.told(officer, &one.theirs);
        assert!(foreign.0 >= 400, "{} {} takes another agency's: {foreign:?}", one.operation, one.pointer);
        let nothing = uuid::Uuid::now_v7().to_string();
        assert_eq!(foreign, one.told(officer, &nothing), "{} {}", one.operation, one.pointer);
    }
    for operation in all().into_iter().filter(|one| pairs(&owners, &others).iter().any(|pair| pair.may(one))) {
        let is_id = |schema: &Value| schema["format"] == "uuid";
        for pointer in pointers_of(body_of(&operation.path, &operation.method), is_id) {
            let tried =
                named.iter().chain([&answers]).any(|one| one.operation == operation.id && one.pointer == pointer);
            assert!(tried, "{} takes an id at {pointer}: add it to those tried", operation.id);
        }
    }
}

/// A member of a body that names something by its id.
struct Named<'n> {
    operation: &'static str,
    pointer: &'static str,
    path: String,
    /// An id of another agency's.
    theirs: String,
    body: Box<dyn Fn(&str) -> Value + 'n>,
}

impl<'n> Named<'n> {
    fn new(
        operation: &'static str,
        pointer: &'static str,
        path: &str,
        theirs: String,
        body: impl Fn(&str) -> Value + 'n,
    ) -> Self {
        Self { operation, pointer, path: path.to_owned(), theirs, body: Box::new(body) }
    }

    /// What somebody is told who sends an id, without the id and the number of the call.
    fn told(&self, person: &Person<'_>, id: &str) -> (u16, String) {
        let body = (self.body)(id);
        let answer = match self.operation.starts_with("edit_") {
            true => person.patch(&self.path, 1, &body),
            false => person.prepare("POST", &self.path).once().version(1).json(&body).send(),
        };
        let text = answer.body.to_string().replace(id, "ID");
        (answer.status, text.split("\"instance\"").next().unwrap_or_default().to_owned())
    }
}

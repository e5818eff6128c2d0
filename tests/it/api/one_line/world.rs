//! What there is to work on in the examples.

use serde_json::{Value, json};

use crate::support::{Person, TestApp, goods, request};
use crate::text;

/// What there is to work on, each thing for one operation.
pub struct World {
    pub case: String,
    pub codes: Vec<String>,
    /// Two loans that goods are out on, and a discrepancy of a third.
    pub loans: Vec<String>,
    pub extension: String,
    pub discrepancy: String,
    /// An intake to be carried out, with its item, and one whose goods were refused at the desk.
    pub intake: (String, String),
    pub refused: String,
    /// An item with its officers.
    pub listed: String,
    pub blank: String,
    /// A clue of another case, which was passed on without its goods.
    pub clue: String,
    /// Two hand-overs that are being signed.
    pub handovers: [Value; 2],
}

impl World {
    pub fn new(app: &TestApp) -> Self {
        let (team, staff) = (app.team(0), app.staff());
        let (case, codes) = app.in_custody(&team, &goods::many(14));
        let execute = |id: &str, line: Value| {
            let path = format!("/api/v1/requests/{id}/execution");
            let done = staff.custodian.post(&path, &json!({ "lines": [line], "all_or_nothing": true }));
            done.ok();
        };
        let loans: Vec<_> = (7..10).map(|at| app.lend(&team, &case, &codes[at..=at])).collect();
        let wish = json!({ "due_at": "2023-01-10T00:00:00Z", "reason": "鉴定未完成" });
        let extension = team.officer.post(&format!("/api/v1/requests/{}/extensions", loans[1]), &wish).created();
        let back = team.bring_back(&case, &loans[2], &codes[9..10]);
        execute(&back, json!({ "item": codes[9], "outcome": "returned", "condition": "lost", "reason": "遗失" }));
        let open = staff.head.get("/api/v1/discrepancies?open=true").ok();
        let listed = team.seize(&case, &goods::many(3));
        let intake = team.approved(&request("intake", &case, &listed[..1]));
        let refused = team.approved(&request("intake", &case, &listed[1..2]));
        execute(&refused, json!({ "item": listed[1], "outcome": "refused", "reason": "易燃" }));
        let blanks = json!({ "blanks": 1, "profile": "Roll-50x30" });
        staff.custodian.post("/api/v1/print-batches", &blanks).created();
        let blanks = staff.custodian.get("/api/v1/labels?state=blank").ok();
        let handed = [12, 13].map(|at| app.lend(&team, &case, &codes[at..=at]));
        let handovers = handed.map(|id| staff.custodian.open_handover(&id));
        let (left, _) = app.in_custody(&team, &goods::many(1));
        team.officer.patch(&format!("/api/v1/cases/{left}"), 1, &json!({ "stage": "prosecution" })).ok();
        let supervisor = app.person("supervisor");
        supervisor.post("/api/v1/clue-searches", &json!({})).ok();
        let clues = supervisor.get(&format!("/api/v1/clues?case_id={left}")).ok();
        Self {
            clue: text(&clues["rows"][0], "id").to_owned(),
            handovers,
            discrepancy: text(&open["rows"][0], "id").to_owned(),
            intake: (intake, listed[0].clone()),
            listed: id_of(&team.officer, &listed[2]),
            blank: text(&blanks["rows"][0], "code").to_owned(),
            case,
            codes,
            loans,
            extension,
            refused,
        }
    }
}

pub fn id_of(person: &Person<'_>, code: &str) -> String {
    text(&person.get(&format!("/api/v1/scan/{code}")).ok()["item"], "id").to_owned()
}

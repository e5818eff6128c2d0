//! Requests, loans and discrepancies.

use serde_json::{Value, json};

use super::{Scene, Trial, by_id, relies, replaces};
use crate::journeys::execute;
use crate::support::signatures::outsider;
use crate::support::{Answer, Person, approve, loan, request};
use crate::text;

pub fn requests<'t>(scene: &'t Scene<'t>, operation: &str) -> Option<Trial<'t>> {
    let (officer, head) = (&scene.officer, &scene.head);
    let changed =
        |id: &str, call: Box<dyn FnOnce() -> Answer + 't>| replaces("requests", by_id(scene, id), "reason", call);
    let step = |by: &'t Person<'t>, id: &str, step: &'static str, body: Value| -> Box<dyn FnOnce() -> Answer + 't> {
        let id = id.to_owned();
        Box::new(move || by.step(&id, step, &body))
    };
    match operation {
        "draft_request" => {
            let new = loan(&scene.case, &scene.codes[5..6], "identification");
            let which = by_id(scene, &scene.case);
            relies("cases", which, "cause", move || officer.post("/api/v1/requests", &new))
        }
        "edit_request" => {
            let id = scene.draft(5);
            let path = format!("/api/v1/requests/{id}");
            let edit = move || officer.patch(&path, 1, &json!({ "purpose": "inspection" }));
            changed(&id, Box::new(edit))
        }
        "submit_request" => {
            let id = scene.draft(5);
            changed(&id, step(officer, &id, "submission", json!({})))
        }
        "withdraw_request" => {
            let id = scene.draft(6);
            changed(&id, step(officer, &id, "withdrawal", json!({})))
        }
        "decide_request" => {
            let id = scene.submitted(6);
            changed(&id, step(head, &id, "approval", approve()))
        }
        "execute_request" => {
            let id = scene.app.team(0).approved(&loan(&scene.case, &scene.codes[7..8], "identification"));
            let body = json!({ "lines": [{ "item": scene.codes[7], "outcome": "lent" }] });
            changed(&id, step(&scene.custodian, &id, "execution", body))
        }
        "decide_request_refusals" => {
            let id = scene.refused();
            changed(&id, step(&scene.chief, &id, "refusals", json!({ "decision": "confirm" })))
        }
        "reveal_receiver_document" => {
            let mut new = request("outbound", &scene.case, &[]);
            new["receiver_document_no"] = "130203198001010012".into();
            let id = officer.post("/api/v1/requests", &new).created();
            let path = format!("/api/v1/requests/{id}/receiver-document");
            changed(&id, Box::new(move || officer.post(&path, &json!({ "reason": "核对领取人证件" }))))
        }
        "ask_extension" => {
            let id = scene.lent(8);
            let body = json!({ "due_at": "2023-01-09T00:00:00Z", "reason": "未完" });
            changed(&id, step(officer, &id, "extensions", body))
        }
        "decide_extension" => {
            let id = scene.lent(9);
            let body = json!({ "due_at": "2023-01-09T00:00:00Z", "reason": "未完" });
            let asked = officer.post(&format!("/api/v1/requests/{id}/extensions"), &body).created();
            let decide = {
                let asked = asked.clone();
                move || head.decide("extensions", &asked, &json!({ "approved": true }))
            };
            replaces("loan_extensions", by_id(scene, &asked), "due_at", decide)
        }
        "open_handover" => {
            let id = scene.lent(12);
            let body = json!({ "request_id": id });
            changed(&id, Box::new(move || scene.custodian.post("/api/v1/handovers", &body)))
        }
        "sign_handover" => {
            let handover = scene.custodian.open_handover(&scene.lent(13));
            let which = by_id(scene, text(&handover, "id"));
            replaces("handovers", which, "list", move || {
                scene.custodian.sign(&handover, &outsider(&handover, "taking_over", "办案甲", 1))
            })
        }
        "withdraw_handover" => {
            let handover = scene.custodian.open_handover(&scene.lent(14));
            let which = by_id(scene, text(&handover, "id"));
            replaces("handovers", which, "list", move || scene.custodian.withdraw_handover(&handover, 1, "清单有误"))
        }
        "resolve_discrepancy" => {
            let loan = scene.lent(10);
            let codes = &scene.codes[10..=10];
            let back = scene.app.team(0).bring_back(&scene.case, &loan, codes);
            let line = json!({ "item": codes[0], "outcome": "returned", "condition": "short", "reason": "缺件" });
            execute(&scene.custodian, &back, &[line]).ok();
            let id = scene.id_of(&scene.chief, "discrepancies", "reason", "缺件");
            let which = by_id(scene, &id);
            replaces("discrepancies", which, "opened_by", move || {
                scene.chief.decide("discrepancies", &id, &json!({ "resolution": "lost", "opinion": "确认灭失" }))
            })
        }
        _ => None,
    }
}

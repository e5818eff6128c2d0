//! Clues and supervision notices.

use serde_json::{Value, json};

use super::{Scene, Trial, by_id, replaces};
use crate::text;

pub fn supervision<'t>(scene: &'t Scene<'t>, operation: &str) -> Option<Trial<'t>> {
    let supervisor = scene.app.person("supervisor");
    let send = || {
        let notice = json!({ "case_id": scene.case, "agency_id": scene.officer.agency_id(), "title": "财物滞留", "ground": "请说明原因。",
            "answer_by": "2023-01-20T00:00:00Z" });
        supervisor.post("/api/v1/supervision-notices", &notice).created()
    };
    // The step is taken with the notice as it stands.
    let step = |id: String, version: i64, what: &'static str, body: Value| {
        let by = if what == "answer" { scene.app.person(scene.head.login()) } else { scene.app.person("supervisor") };
        let which = by_id(scene, &id);
        replaces("supervision_notices", which, "title", move || {
            let path = format!("/api/v1/supervision-notices/{id}/{what}");
            by.prepare("POST", &path).once().version(version).json(&body).send()
        })
    };
    let answered = || {
        let id = send();
        let path = format!("/api/v1/supervision-notices/{id}/answer");
        scene.head.prepare("POST", &path).once().version(1).json(&json!({ "answer": "已办。" })).send().ok();
        id
    };
    let clue = || {
        let officer = &scene.officer;
        let path = format!("/api/v1/cases/{}", scene.case);
        let known = officer.get(&path).ok();
        if text(&known, "stage") == "investigation" {
            officer.patch(&path, scene.version(officer, &path), &json!({ "stage": "prosecution" })).ok();
        }
        supervisor.post("/api/v1/clue-searches", &json!({})).ok();
        let found = supervisor.get("/api/v1/clues?rule=left_behind").ok();
        (text(&found["rows"][0], "id").to_owned(), found["rows"][0]["version"].as_i64().unwrap())
    };
    match operation {
        "search_clues" => {
            let (id, _) = clue();
            let path = format!("/api/v1/cases/{}", scene.case);
            scene.officer.patch(&path, scene.version(&scene.officer, &path), &json!({ "stage": "investigation" })).ok();
            replaces("clues", by_id(scene, &id), "item_count", move || {
                scene.app.person("supervisor").post("/api/v1/clue-searches", &json!({}))
            })
        }
        "explain_clue" => {
            let (id, version) = clue();
            replaces("clues", by_id(scene, &id), "item_count", move || {
                let path = format!("/api/v1/clues/{id}/explanation");
                let body = json!({ "explanation": "正在办理" });
                scene.head.prepare("POST", &path).once().version(version).json(&body).send()
            })
        }
        "send_supervision_notice" => {
            let body = json!({ "case_id": scene.case, "agency_id": scene.officer.agency_id(), "title": "财物滞留", "ground": "请说明原因。",
                "answer_by": "2023-01-20T00:00:00Z" });
            super::relies("cases", by_id(scene, &scene.case), "name", move || {
                scene.app.person("supervisor").post("/api/v1/supervision-notices", &body)
            })
        }
        "answer_supervision_notice" => step(send(), 1, "answer", json!({ "answer": "已办。" })),
        "repeat_supervision_notice" => {
            step(answered(), 2, "repetition", json!({ "opinion": "不够", "answer_by": "2023-01-20T00:00:00Z" }))
        }
        "accept_supervision_notice" => step(answered(), 2, "acceptance", json!({ "opinion": "认可" })),
        "withdraw_supervision_notice" => step(send(), 1, "withdrawal", json!({ "opinion": "发错" })),
        _ => None,
    }
}

//! Cases with their lists and documents, items, and what labels are printed with.

use image::ImageFormat;
use serde_json::{Value, json};

use super::{Scene, Trial, by_id, code, login, relies, replaces};
use crate::journeys::item;
use crate::support::pictures::{announced, picture};
use crate::support::{Answer, goods};
use crate::text;

pub fn cases<'t>(scene: &'t Scene<'t>, operation: &str) -> Option<Trial<'t>> {
    let officer = &scene.officer;
    let this = by_id(scene, &scene.case);
    let step =
        move |path: String, body: Value| move || officer.prepare("POST", &path).once().version(1).json(&body).send();
    let why = || json!({ "reason": "重复登记" });
    match operation {
        "register_case" => {
            let new = json!({ "case_no": "A-77", "name": "案", "cause": "盗窃",
                "officers": [officer.id(), scene.user("police-officer-2")] });
            relies("users", login("police-officer-2"), "name", move || officer.post("/api/v1/cases", &new))
        }
        "edit_case" => {
            let path = format!("/api/v1/cases/{}", scene.case);
            replaces("cases", this, "cause", move || officer.patch(&path, 1, &json!({ "name": "改名案" })))
        }
        "set_case_secrecy" => {
            let path = format!("/api/v1/cases/{}/secrecy", scene.case);
            let level = json!({ "level": "restricted", "reason": "涉及未成年人" });
            scene.app.widen();
            let head = scene.app.person("police-head");
            replaces("cases", this, "cause", move || head.prepare("POST", &path).once().version(1).json(&level).send())
        }
        "register_seizure_list" => {
            let list = json!({ "case_id": scene.case, "list_no": "补1", "seized_at": "2022-12-31T08:00:00+08:00",
                "seized_place": "建设路18号", "holder_name": "李强", "items": goods::many(1) });
            relies("cases", this, "cause", move || officer.post("/api/v1/seizure-lists", &list))
        }
        "correct_seizure_list" => {
            let (list, good) = scene.listed();
            let body = json!({ "list_no": "改1", "seized_at": "2022-12-31T08:00:00+08:00", "seized_place": "建设路20号",
                "holder_name": "李刚", "reason": "笔误" });
            replaces("items", code(&good), "features", step(format!("/api/v1/seizure-lists/{list}/correction"), body))
        }
        "cancel_seizure_list" => {
            let (list, good) = scene.listed();
            replaces(
                "items",
                code(&good),
                "features",
                step(format!("/api/v1/seizure-lists/{list}/cancellation"), why()),
            )
        }
        "register_document" => {
            let paper = json!({ "kind": "other", "number": "新", "title": "说明", "case_id": scene.case,
                "issued_at": "2022-12-31T00:00:00Z" });
            relies("cases", this, "cause", move || officer.post("/api/v1/documents", &paper))
        }
        "correct_document" => {
            let id = scene.document("误1");
            let body = json!({ "kind": "other", "number": "正1", "title": "说明二", "issued_at": "2022-12-31T00:00:00Z",
                "reason": "笔误" });
            let which = by_id(scene, &id);
            relies("documents", which, "title", step(format!("/api/v1/documents/{id}/correction"), body))
        }
        "cancel_document" => {
            let id = scene.document("误2");
            let which = by_id(scene, &id);
            relies("documents", which, "title", step(format!("/api/v1/documents/{id}/cancellation"), why()))
        }
        "announce_file" => {
            let new = announced(&picture(1, ImageFormat::Jpeg), "图.jpg", "case", &scene.case);
            relies("cases", this, "cause", move || officer.post("/api/v1/files", &new))
        }
        "put_file_content" => {
            let bytes = picture(2, ImageFormat::Jpeg);
            let id = officer.post("/api/v1/files", &announced(&bytes, "图.jpg", "case", &scene.case)).created();
            let which = by_id(scene, &id);
            replaces("files", which, "maker", move || officer.send_part(&id, 0, &bytes))
        }
        "mark_file" => {
            let bytes = picture(4, ImageFormat::Jpeg);
            let id = officer.post("/api/v1/files", &announced(&bytes, "图.jpg", "case", &scene.case)).created();
            officer.send_part(&id, 0, &bytes).ok();
            let body = json!({ "marks": [{ "left": 1, "top": 1, "width": 9, "height": 9, "text": "划痕" }] });
            let path = format!("/api/v1/files/{id}/marks");
            let version = officer.get(&format!("/api/v1/files/{id}")).ok()["version"].as_i64().unwrap();
            let call = move || officer.prepare("PUT", &path).version(version).json(&body).send();
            replaces("files", by_id(scene, &id), "maker", call)
        }
        "strike_file" => {
            let new = announced(&picture(3, ImageFormat::Jpeg), "图.jpg", "case", &scene.case);
            let id = officer.post("/api/v1/files", &new).created();
            replaces("files", by_id(scene, &id), "maker", step(format!("/api/v1/files/{id}/strike"), why()))
        }
        _ => None,
    }
}

pub fn items<'t>(scene: &'t Scene<'t>, operation: &str) -> Option<Trial<'t>> {
    let (custodian, codes) = (&scene.custodian, &scene.codes);
    let of = |good: &str| {
        let seen = item(custodian, good);
        (format!("/api/v1/items/{}", text(&seen, "id")), seen["version"].as_i64().unwrap())
    };
    let changed =
        |at: usize, call: Box<dyn FnOnce() -> Answer + 't>| replaces("items", code(&codes[at]), "features", call);
    match operation {
        "edit_item" => {
            let (_, good) = scene.listed();
            let (path, version) = of(&good);
            replaces("items", code(&good), "model", move || {
                scene.officer.patch(&path, version, &json!({ "name": "纸盒" }))
            })
        }
        "correct_item" => {
            let (path, version) = of(&codes[0]);
            let body = json!({ "description": { "name": "纸盒", "category": "ordinary" }, "reason": "有误" });
            changed(
                0,
                Box::new(move || {
                    custodian.prepare("PUT", &format!("{path}/description")).version(version).json(&body).send()
                }),
            )
        }
        "classify_item" => {
            let (path, _) = of(&codes[1]);
            let to = json!({ "category": "bulk", "place": "B-1", "reason": "系大宗物品",
                "attributes": goods::bulk()["attributes"] });
            changed(
                1,
                Box::new(move || custodian.post(&format!("{path}/classification"), &json!({ "classification": to }))),
            )
        }
        "move_items" => {
            let moves = json!({ "moves": [{ "item": codes[2], "place": "O-2" }] });
            changed(2, Box::new(move || custodian.post("/api/v1/moves", &moves)))
        }
        "replace_label" => {
            let (path, _) = of(&codes[3]);
            let body = json!({ "reason": "破损" });
            changed(3, Box::new(move || custodian.post(&format!("{path}/label-replacement"), &body)))
        }
        "retire_labels" => {
            let (blank, other) = (scene.blank(), scene.blank());
            let body = json!({ "codes": [blank], "reason": "污损" });
            relies("labels", code(&other), "issued_at", move || custodian.post("/api/v1/label-retirements", &body))
        }
        _ => None,
    }
}

pub fn papers<'t>(scene: &'t Scene<'t>, operation: &str) -> Option<Trial<'t>> {
    let custodian = &scene.custodian;
    let first = |list: &str| custodian.get(&format!("/api/v1/{list}")).ok()["rows"][0].clone();
    let named = |row: &Value| format!("name = '{}'", text(row, "name"));
    let copied = |mut row: Value, own: &[&str]| {
        row.as_object_mut().unwrap().retain(|name, _| own.contains(&name.as_str()));
        row["name"] = "新".into();
        row
    };
    let edited = |list: &str, row: &Value| {
        let (path, version) = (format!("/api/v1/{list}/{}", text(row, "id")), row["version"].as_i64().unwrap());
        move || custodian.patch(&path, version, &json!({ "active": true }))
    };
    match operation {
        "register_paper_profile" => {
            let known = first("paper-profiles");
            let content = scene.id_of(custodian, "label-contents", "id", text(&known, "content_id"));
            let which = by_id(scene, &content);
            let new = copied(known, &["layout", "content_id"]);
            relies("label_contents", which, "active", move || custodian.post("/api/v1/paper-profiles", &new))
        }
        "edit_paper_profile" => {
            let known = first("paper-profiles");
            replaces("paper_profiles", named(&known), "created_at", edited("paper-profiles", &known))
        }
        "register_label_content" => {
            let new = copied(first("label-contents"), &["layout", "subject"]);
            replaces("users", login("custodian-1"), "name", move || custodian.post("/api/v1/label-contents", &new))
        }
        "edit_label_content" => {
            let known = first("label-contents");
            replaces("label_contents", named(&known), "created_at", edited("label-contents", &known))
        }
        "issue_paper" => {
            let id = scene.id_of(custodian, "requests", "kind", "intake");
            let body = json!({ "form": "intake_receipt", "request_id": id });
            replaces("requests", by_id(scene, &id), "reason", move || custodian.post("/api/v1/papers", &body))
        }
        "print_labels" => {
            let body = json!({ "items": [scene.codes[4]], "profile": "Roll-50x30" });
            replaces("items", code(&scene.codes[4]), "features", move || custodian.post("/api/v1/print-batches", &body))
        }
        _ => None,
    }
}

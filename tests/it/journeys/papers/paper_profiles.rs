//! Paper profiles and label contents: kept, checked, and looked at before anything is printed.

use serde_json::json;

use crate::journeys::papers::{custodian, pages};
use crate::support::TestApp;
use crate::support::goods::ordinary;
use crate::text;

const PROFILES: &str = "/api/v1/paper-profiles";
const CONTENTS: &str = "/api/v1/label-contents";

#[test]
fn papers_and_contents_are_kept_checked_and_versioned() {
    let app = TestApp::new("paper");
    let person = custodian(&app);
    let profiles = person.get(PROFILES).ok();
    let names: Vec<_> = profiles["rows"].as_array().unwrap().iter().map(|row| text(row, "name")).collect();
    assert_eq!(names, ["A4-24", "A4-40", "Place-100x50", "Roll-50x30", "Roll-70x50"]);
    let usual = &profiles["rows"][0];
    let (id, layout) = (text(usual, "id"), usual["layout"].clone());
    let with = |member: &str, value: i64| {
        let mut layout = layout.clone();
        layout[member] = value.into();
        json!({ "name": "mine", "layout": layout, "content_id": usual["content_id"] })
    };
    for (member, value, pointer, code) in [
        ("columns", 0, "/layout/columns", "number_out_of_range"),
        ("columns", 4, "/layout/columns", "label_over_page"),
        ("label_width_um", 211_000, "/layout/label_width_um", "label_over_page"),
        ("label_height_um", 15_000, "/content_id", "content_over_label"),
    ] {
        let answer = person.post(PROFILES, &with(member, value));
        assert!(answer.fields().contains(&(pointer, code)), "{member}: {:?}", answer.fields());
    }
    let mut roll = layout.clone();
    roll["media"] = "roll".into();
    let roll = json!({ "name": "roll", "layout": roll, "content_id": usual["content_id"] });
    assert!(person.post(PROFILES, &roll).fields().contains(&("/layout/columns", "roll_cells")));
    let mine = person.post(PROFILES, &with("offset_x_um", 700)).with(201);
    assert_eq!(mine["version"], 1);
    assert_eq!(person.post(PROFILES, &with("offset_x_um", 700)).fields(), [("/name", "name_taken")]);
    let path = format!("{PROFILES}/{}", text(&mine, "id"));
    let mut moved = layout.clone();
    moved["offset_y_um"] = (-300).into();
    assert_eq!(person.patch(&path, 1, &json!({ "layout": moved })).ok()["version"], 2);
    person.patch(&path, 1, &json!({ "active": false })).refused(412, "version_stale");
    let page = person.get(&format!("{path}/calibration.pdf"));
    assert_eq!((page.status, pages(&page.bytes)), (200, 1));
    let shipped = app.person("system-admin").patch(&format!("{PROFILES}/{id}"), 1, &json!({ "active": false })).ok();
    assert_eq!(shipped["version"], 2);

    let contents = person.get(CONTENTS).ok();
    let content = contents["rows"].as_array().unwrap().iter().find(|row| row["name"] == "A4-24").unwrap().clone();
    let mut large = content["layout"].clone();
    large["qr_um"] = 60_000.into();
    let path = format!("{CONTENTS}/{}", text(&content, "id"));
    assert_eq!(person.patch(&path, 1, &json!({ "layout": large })).fields()[0], ("/layout", "content_over_label"));
    let mut strange = content["layout"].clone();
    strange["fields"][0]["field"] = "place_code".into();
    let new = json!({ "name": "strange", "subject": "item", "layout": strange });
    assert_eq!(person.post(CONTENTS, &new).fields(), [("/layout/fields/0/field", "label_field_subject")]);
}

#[test]
fn a_label_is_looked_at_before_it_is_printed() {
    let app = TestApp::new("preview");
    let (_, codes) = app.in_custody(&app.team(0), &[ordinary("红色手机")]);
    let person = custodian(&app);
    for path in [
        "/api/v1/label-preview".to_owned(),
        format!("/api/v1/label-preview?profile=Roll-50x30&code={}", codes[0]),
        "/api/v1/label-preview?profile=Place-100x50&code=O-1".to_owned(),
    ] {
        let answer = person.get(&path);
        assert_eq!((answer.status, answer.header("content-type")), (200, "image/svg+xml"), "{path}");
        assert!(answer.bytes.starts_with(b"<svg") && answer.bytes.len() > 5_000);
    }
    let now = person.get(&format!("/api/v1/items?q={}", codes[0])).ok()["rows"][0].clone();
    let new = json!({ "reason": "标签损坏" });
    let relabelled = person.post(&format!("/api/v1/items/{}/label-replacement", text(&now, "id")), &new).ok();
    let drawn = |code: &str| person.get(&format!("/api/v1/label-preview?code={code}")).bytes;
    assert_ne!(text(&relabelled, "code"), codes[0]);
    assert_eq!(drawn(&codes[0]), drawn(text(&relabelled, "code")), "a former code shows the label as it is now");
    let unknown = person.get("/api/v1/label-preview?code=ABC");
    assert_eq!(unknown.fields(), [("/code", "label_unknown")]);
    let layout = r#"{"qr_um":60000,"padding_um":0,"captions":true,"fields":[{"field":"code","size_um":2000}]}"#;
    let layout: String = layout.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let large = person.get(&format!("/api/v1/label-preview?content_layout={layout}"));
    assert_eq!(large.fields(), [("/content_layout", "content_over_label")]);
    let broken = person.get("/api/v1/label-preview?content_layout=x");
    assert_eq!(broken.fields(), [("/content_layout", "field_invalid")]);
}

//! Whose files and notes are whose: their content comes from whoever announced them, and what one side noted the other side leaves.

use image::ImageFormat;
use serde_json::{Value, json};

use crate::journeys::item;
use crate::support::pictures::{announced, picture};
use crate::support::signatures::{custodian, outsider};
use crate::support::{Answer, Person, TestApp, goods};
use crate::text;

#[track_caller]
fn marked(person: &Person<'_>, id: &str, marks: &Value) -> Answer {
    let path = format!("/api/v1/files/{id}");
    let version = person.get(&path).ok()["version"].as_i64().unwrap();
    person.prepare("PUT", &format!("{path}/marks")).version(version).json(&json!({ "marks": marks })).send()
}

#[test]
fn only_the_account_that_announced_a_file_sends_its_content() {
    let app = TestApp::new("file-announcers");
    let (team, staff) = (app.team(0), app.staff());
    let (_, codes) = app.in_custody(&team, &goods::many(1));
    let kept = text(&item(&team.officer, &codes[0]), "id").to_owned();
    let bytes = picture(1, ImageFormat::Jpeg);
    let id = team.officer.post("/api/v1/files", &announced(&bytes, "图.jpg", "item", &kept)).created();
    let (first, rest) = bytes.split_at(bytes.len() / 2);
    team.officer.send_part(&id, 0, first).ok();
    for other in [&team.colleague, &staff.custodian] {
        let refused = other.send_part(&id, first.len(), rest).refused(409, "file_not_yours");
        assert!(text(&refused, "detail").contains("办案甲"), "{refused}");
        other.send_part(&id, 0, first).refused(409, "file_not_yours");
    }
    let shown = team.colleague.get(&format!("/api/v1/files/{id}")).ok();
    assert_eq!((text(&shown, "state"), &shown["received"]), ("announced", &json!(first.len())), "{shown}");
    let whole = team.officer.send_part(&id, first.len(), rest).ok();
    assert_eq!(text(&whole, "state"), "stored");
}

#[test]
fn what_people_of_another_agency_noted_is_theirs_to_change() {
    let app = TestApp::new("mark-owners");
    let (team, staff) = (app.team(0), app.staff());
    let (_, codes) = app.in_custody(&team, &goods::many(1));
    let kept = text(&item(&team.officer, &codes[0]), "id").to_owned();
    let file = staff.custodian.add_file(&picture(1, ImageFormat::Jpeg), "图.jpg", "item", &kept);
    let id = text(&file, "id");
    let spot = |left: i64, text: &str| json!({ "left": left, "top": 0, "width": 100, "height": 100, "text": text });
    let (scratch, dent) = (spot(0, "划痕"), spot(200, "凹陷"));
    marked(&staff.custodian, id, &json!([scratch])).ok();
    let both = marked(&team.officer, id, &json!([scratch, dent])).ok();
    assert_eq!(both["marks"][1]["noted_by"], team.officer.id());
    for less in [json!([]), json!([dent]), json!([spot(0, "无划痕"), dent])] {
        let refused = marked(&team.officer, id, &less);
        assert_eq!(refused.fields(), [("/marks", "mark_not_yours")]);
        assert!(refused.body.to_string().contains("保管甲"), "{}", refused.body);
    }
    assert_eq!(marked(&staff.second, id, &json!([scratch])).fields(), [("/marks", "mark_not_yours")]);
    // Of one agency people answer for one another; the log has who noted what and who took it off.
    assert_eq!(marked(&team.colleague, id, &json!([scratch])).ok()["marks"].as_array().unwrap().len(), 1);
    assert_eq!(marked(&staff.second, id, &json!([])).ok()["marks"], json!([]));
    let entries = app.person("auditor").get(&format!("/api/v1/audit/entries?subject_id={id}")).ok();
    let noted = entries["rows"].as_array().unwrap().iter().filter(|row| row["action"] == "FileMarked");
    assert_eq!(noted.count(), 4);
}

#[test]
fn nothing_is_noted_on_a_signature() {
    let app = TestApp::new("marked-signature");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let lent = app.lend(&team, &case, &codes);
    let opened = staff.custodian.open_handover(&lent);
    staff.custodian.sign(&opened, &outsider(&opened, "taking_over", "办案甲", 1)).ok();
    let closed = staff.custodian.sign(&opened, &custodian(&opened, "handing_over", 2)).ok();
    let mark = json!([{ "left": 0, "top": 0, "width": 1000, "height": 1000, "text": "不是本人" }]);
    for at in 0..2 {
        let id = text(&closed["parties"][at]["signature"], "file_id").to_owned();
        for person in [&team.officer, &staff.custodian] {
            marked(person, &id, &mark).refused(409, "file_signature");
        }
    }
}

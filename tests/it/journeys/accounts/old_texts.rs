//! What was written under other rules stays readable, and does not stand in the way of what is changed beside it.

use custody::db::accounts::agencies;
use custody::db::change::Actor;
use custody::db::goods::items;
use custody::model::accounts::viewer::Reach;
use custody::model::ids::{AgencyId, ItemId, UserId};
use custody::model::ledger::event::{Action, ItemAction};
use serde_json::json;

use crate::support::{TestApp, goods};
use crate::text;

/// A name as earlier programs took it.
const ODD: &str = "甲\u{202E}乙\u{200B}丙";

#[test]
fn an_item_with_a_name_of_before_is_shown_and_edited_beside_it() {
    let app = TestApp::new("old-texts");
    let team = app.team(0);
    let codes = team.seize(&team.case(), &goods::many(1));
    let scanned = team.officer.get(&format!("/api/v1/scan/{}", codes[0])).ok();
    let path = format!("/api/v1/items/{}", text(&scanned["item"], "id"));
    let id = ItemId(text(&scanned["item"], "id").parse().unwrap());
    let officer = (team.officer.id().parse().unwrap(), team.officer.agency_id().parse().unwrap());
    let officer = Actor { user_id: Some(UserId(officer.0)), agency_id: Some(AgencyId(officer.1)), person_id: None };
    let written = app.database.change(officer, |change| {
        let before = items::find(change.reader(), Reach::Everything, id)?.unwrap();
        let item = items::Item { name: ODD.to_owned(), ..before.clone() };
        change.put_item(Some(&before), item, ItemAction::ItemEdited, Default::default())
    });
    written.unwrap();
    let edit = |edit: serde_json::Value| {
        let version = team.officer.get(&path).ok()["version"].as_i64().unwrap();
        team.officer.patch(&path, version, &edit)
    };
    assert_eq!(team.officer.get(&path).ok()["name"], ODD);
    assert_eq!(edit(json!({ "remark": "已核对" })).ok()["name"], ODD);
    assert_eq!(edit(json!({ "remark": "再次核对", "name": ODD })).ok()["name"], ODD);
    let answer = edit(json!({ "name": format!("{ODD}丁") }));
    assert_eq!(answer.fields(), [("/name", "text_character")]);
    assert!(text(&answer.body["errors"][0], "detail").contains("U+202E"));
    assert_eq!(edit(json!({ "name": "甲乙丙" })).ok()["name"], "甲乙丙");
}

#[test]
fn an_agency_with_a_name_of_before_is_closed_and_opened_again() {
    let app = TestApp::new("old-agency");
    let id = AgencyId(app.team(2).officer.agency_id().parse().unwrap());
    let written = app.database.change(Actor::PROGRAM, |change| {
        let known = agencies::get(change.reader(), id)?;
        agencies::update(change, &agencies::Agency { name: ODD.to_owned(), version: known.version + 1, ..known })?;
        change.record(Action::AgencyChanged, id.0, json!({ "name": ODD }))
    });
    written.unwrap();
    let admin = app.person("system-admin");
    let path = format!("/api/v1/agencies/{}", id.0);
    for active in [false, true] {
        let version = admin.get(&path).ok()["version"].as_i64().unwrap();
        assert_eq!(admin.patch(&path, version, &json!({ "active": active })).ok()["name"], ODD);
    }
}

#[test]
fn texts_are_kept_composed_and_found_in_either_form() {
    let app = TestApp::new("composed");
    let team = app.team(0);
    let list = json!({ "case_id": team.case(), "list_no": "cafe\u{301}-1", "seized_at": "2022-12-31T00:00:00Z",
        "seized_place": "街", "holder_name": "葛\u{E0100}强\u{200B}", "items": goods::many(1) });
    let id = team.officer.post("/api/v1/seizure-lists", &list).created();
    let kept = team.officer.get(&format!("/api/v1/seizure-lists/{id}")).ok();
    assert_eq!((text(&kept, "list_no"), text(&kept, "holder_name")), ("caf\u{E9}-1", "葛\u{E0100}强"));
    for form in ["cafe%CC%81-1", "caf%C3%A9-1"] {
        let rows = team.officer.get(&format!("/api/v1/seizure-lists?list_no={form}")).ok()["rows"].clone();
        assert_eq!(rows.as_array().unwrap().len(), 1, "{form}");
    }
}

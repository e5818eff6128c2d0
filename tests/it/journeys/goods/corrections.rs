//! Descriptions that turn out wrong: corrected by the officers before the goods are handed in, by a custodian with a
//! reason once they are in custody.

use serde_json::{Value, json};

use crate::journeys::{execute, history, item};
use crate::support::{Answer, Person, TestApp, goods, request};
use crate::text;

#[track_caller]
fn correct(person: &Person<'_>, id: &str, version: i64, body: &Value) -> Answer {
    let path = format!("/api/v1/items/{id}/description");
    person.prepare("PUT", &path).version(version).json(body).send()
}

#[track_caller]
fn standing(person: &Person<'_>, code: &str) -> (String, i64) {
    let item = item(person, code);
    (text(&item, "id").to_owned(), item["version"].as_i64().unwrap())
}

#[test]
fn a_custodian_corrects_goods_in_custody_with_a_reason_and_nothing_else() {
    let app = TestApp::new("corrected");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let (id, version) = standing(&staff.custodian, &codes[0]);
    let described = |name: &str, category: &str, pieces: i32| {
        let description = json!({ "name": name, "category": category, "pieces": pieces, "features": "木质" });
        json!({ "description": description, "reason": "拆封后发现登记有误" })
    };
    let right = described("樟木箱", "ordinary", 1);
    let unexplained = json!({ "description": right["description"], "reason": "" });
    assert_eq!(correct(&staff.custodian, &id, version, &unexplained).fields(), [("/reason", "text_empty")]);
    let other = correct(&staff.custodian, &id, version, &described("樟木箱", "vehicle", 2));
    let fixed = other.fields();
    assert!(fixed.contains(&("/description/category", "correction_fixed")), "{fixed:?}");
    assert!(fixed.contains(&("/description/pieces", "correction_fixed")), "{fixed:?}");
    correct(&team.officer, &id, version, &right).refused(403, "permission_missing");
    correct(&staff.custodian, &id, version + 1, &right).refused(412, "version_stale");
    let now = correct(&staff.custodian, &id, version, &right).ok();
    assert_eq!((text(&now, "name"), text(&now, "features"), &now["version"]), ("樟木箱", "木质", &json!(version + 1)));
    assert_eq!(history(&team.officer, &codes[0])[2..], ["ItemReceived", "ItemEdited"]);
    let events = team.officer.get(&format!("/api/v1/items/{id}/history")).ok();
    assert!(events.as_array().unwrap().last().unwrap().to_string().contains("拆封后发现登记有误"), "{events}");
    let found = |word: &str| team.officer.get(&format!("/api/v1/items?total=true&q={word}")).ok()["total"].clone();
    assert_eq!((found("%E6%A8%9F%E6%9C%A8"), found("%E7%BA%B8%E7%AE%B1")), (json!(1), json!(0)), "樟木, not 纸箱");

    let listed = team.seize(&case, &goods::many(1));
    let (id, version) = standing(&team.officer, &listed[0]);
    correct(&staff.custodian, &id, version, &right).refused(409, "item_state");
    let edit = |version| team.officer.patch(&format!("/api/v1/items/{id}"), version, &right["description"]);
    edit(version).ok();
    team.submit(&request("intake", &case, &listed));
    let (_, version) = standing(&team.officer, &listed[0]);
    let told = edit(version).refused(409, "item_state");
    let sentence = format!("Item {} is waiting for its intake; it must be with its officers.", listed[0]);
    assert_eq!(text(&told, "detail"), sentence);
}

#[test]
fn two_custodians_correct_a_valuable() {
    let app = TestApp::new("corrected-gold");
    let (team, staff) = (app.team(0), app.staff());
    let (_, codes) = app.in_custody(&team, &[goods::gold()]);
    let (id, version) = standing(&staff.custodian, &codes[0]);
    let mut body = json!({ "description": goods::gold(), "reason": "重新称重" });
    body["description"]["attributes"]["weight_milligrams"] = 31_100.into();
    correct(&staff.custodian, &id, version, &body).refused(409, "second_custodian_needed");
    body["confirmation"] = staff.custodian.with_second(&staff.second).into();
    correct(&staff.custodian, &id, version, &body).ok();
}

#[test]
fn a_holder_who_was_wrong_is_taken_out_and_one_who_is_not_spoken_of_stays() {
    let app = TestApp::new("holders");
    let (team, staff) = (app.team(0), app.staff());
    let mut listed = goods::many(2);
    listed[1]["holder_name"] = "张三".into();
    let case = team.case();
    let codes = team.seize(&case, &listed);
    let edit = |code: &str, holder: Option<Value>| {
        let (id, version) = standing(&team.officer, code);
        let mut description = goods::ordinary("箱");
        if let Some(holder) = holder {
            description["holder_name"] = holder;
        }
        let told = team.officer.patch(&format!("/api/v1/items/{id}"), version, &description).ok();
        assert_eq!(told, item(&team.officer, code), "what is answered is what there is");
        text(&told, "holder_name").to_owned()
    };
    assert_eq!(text(&item(&team.officer, &codes[0]), "holder_name"), "李强", "the list's");
    assert_eq!(edit(&codes[1], None), "张三");
    assert_eq!(edit(&codes[1], Some(Value::Null)), "");
    assert_eq!(edit(&codes[1], Some("李四".into())), "李四");
    assert_eq!(edit(&codes[1], Some(" ".into())), "");

    let (_, kept) = app.in_custody(&team, &goods::many(1));
    let (id, version) = standing(&staff.custodian, &kept[0]);
    let found = || team.officer.get("/api/v1/items?total=true&q=%E6%9D%8E%E5%BC%BA").ok()["total"].clone();
    assert_eq!(found(), 2);
    let mut description = goods::ordinary("箱");
    description["holder_name"] = Value::Null;
    let body = json!({ "description": description, "reason": "持有人登记有误" });
    let told = correct(&staff.custodian, &id, version, &body).ok();
    assert_eq!((text(&told, "holder_name"), found()), ("", json!(1)), "nor is it found by the name any more");
}

#[test]
fn a_correction_takes_every_optional_part_of_a_description_out() {
    let app = TestApp::new("cleared");
    let (team, staff) = (app.team(0), app.staff());
    let full = json!({ "name": "手机", "category": "ordinary", "features": "黑色", "model": "X1", "serial_no": "SN-1",
        "holder_name": "张三", "owner_name": "李四", "valuation_minor": 100, "currency": "CNY", "remark": "无",
        "attributes": { "imei": "490154203237518" } });
    let (_, codes) = app.in_custody(&team, std::slice::from_ref(&full));
    let (id, version) = standing(&staff.custodian, &codes[0]);
    let bare = json!({ "name": "手机", "category": "ordinary", "features": "", "model": "", "serial_no": "",
        "holder_name": null, "owner_name": "", "valuation_minor": null, "currency": null, "remark": "", "attributes": {} });
    let told = correct(&staff.custodian, &id, version, &json!({ "description": bare, "reason": "登记有误" })).ok();
    for member in ["features", "model", "serial_no", "holder_name", "owner_name", "remark"] {
        assert_eq!(told[member], "", "{member}: {told}");
    }
    assert_eq!((&told["valuation_minor"], &told["attributes"]), (&Value::Null, &json!({})), "{told}");
}

#[test]
fn what_a_correction_does_not_speak_of_stays_as_it_is() {
    let app = TestApp::new("unspoken");
    let (team, staff) = (app.team(0), app.staff());
    let full = json!({ "name": "项链", "category": "ordinary", "features": "黄色", "model": "X1", "serial_no": "SN-1",
        "pieces": 2, "unit": "条", "holder_name": "张三", "owner_name": "李四", "valuation_minor": 100, "currency": "USD",
        "remark": "无", "attributes": { "grade": "precious", "fineness": "足金999" } });
    let (_, codes) = app.in_custody(&team, std::slice::from_ref(&full));
    let (id, version) = standing(&staff.custodian, &codes[0]);
    let before = item(&staff.custodian, &codes[0]);
    let body = json!({ "description": { "name": "手链" }, "reason": "登记有误" });
    let told = correct(&staff.custodian, &id, version, &body).ok();
    assert_eq!(told["name"], "手链");
    for member in full.as_object().unwrap().keys().filter(|member| *member != "name") {
        assert_eq!(told[member], before[member], "{member}");
    }
    // So it is at the desk.
    let case = team.case();
    let codes = team.seize(&case, std::slice::from_ref(&full));
    let intake = team.approved(&request("intake", &case, &codes));
    let line = json!({ "item": codes[0], "outcome": "accepted_corrected", "place": "O-1", "reason": "实物为手链",
        "corrected": { "name": "手链", "attributes": { "grade": "common" } } });
    execute(&staff.custodian, &intake, &[line]).ok();
    let told = item(&staff.custodian, &codes[0]);
    assert_eq!((text(&told, "name"), &told["attributes"]), ("手链", &json!({ "grade": "common" })));
    for member in full.as_object().unwrap().keys().filter(|member| !["name", "attributes"].contains(&member.as_str())) {
        assert_eq!(told[member], before[member], "{member}");
    }
}

#[test]
fn a_valuation_in_another_currency_keeps_it_when_the_amount_is_corrected() {
    let app = TestApp::new("currency");
    let (team, staff) = (app.team(0), app.staff());
    let mut dollars = goods::ordinary("箱");
    (dollars["valuation_minor"], dollars["currency"]) = (json!(100), json!("USD"));
    let (_, codes) = app.in_custody(&team, std::slice::from_ref(&dollars));
    let correction = |valuation: Value, currency: Option<&str>| {
        let (id, version) = standing(&staff.custodian, &codes[0]);
        let mut description = goods::ordinary("箱");
        description["valuation_minor"] = valuation;
        if let Some(currency) = currency {
            description["currency"] = currency.into();
        }
        let told =
            correct(&staff.custodian, &id, version, &json!({ "description": description, "reason": "登记有误" })).ok();
        (told["valuation_minor"].clone(), told["currency"].clone())
    };
    assert_eq!(correction(json!(250), None), (json!(250), json!("USD")));
    assert_eq!(correction(json!(250), Some("EUR")), (json!(250), json!("EUR")));
    assert_eq!(correction(Value::Null, None), (Value::Null, Value::Null));
    assert_eq!(correction(json!(7), None), (json!(7), json!("CNY")), "nothing is left of what was taken out");
}

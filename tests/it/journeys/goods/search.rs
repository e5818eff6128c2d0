//! Search finds what people look for: two characters of a name, a kind of thing, one serial number.

use serde_json::json;

use crate::support::{Person, Team, TestApp, goods, request};
use crate::text;

/// The names found, newest first.
fn find(person: &Person<'_>, words: &str) -> Vec<String> {
    let encoded: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let found = person.get(&format!("/api/v1/items?total=true&q={encoded}")).ok();
    let rows = found["rows"].as_array().unwrap();
    assert_eq!(found["total"], rows.len(), "{words}");
    rows.iter().map(|row| text(row, "name").to_owned()).collect()
}

#[test]
fn short_chinese_words_and_single_serial_numbers_are_found() {
    let app = TestApp::new("search");
    let team = app.team(0);
    let case = team.case();
    let mut owned = goods::ordinary("提包");
    owned["owner_name"] = "王伟".into();
    let mut heading = goods::ordinary("100%_纯棉");
    heading["holder_name"] = "Zhang San".into();
    let phones = [goods::phone("苹果手机", "F2LXK1A"), goods::phone("华为手机", "F2LXK1B")];
    let codes = team.seize(&case, &[phones.to_vec(), vec![owned, heading, goods::car()]].concat());
    let officer = &team.officer;
    assert_eq!(find(officer, "手机"), ["华为手机", "苹果手机"]);
    assert_eq!(find(officer, "F2LXK1B"), ["华为手机"]);
    assert_eq!(find(officer, "f2lxk1b"), ["华为手机"], "letters are found in any case");
    assert_eq!(find(officer, "F2LXK1"), ["华为手机", "苹果手机"]);
    assert_eq!(find(officer, "王伟").len(), 5, "the case is named after 王伟");
    assert_eq!(find(officer, "王伟 提包"), ["提包"], "every word must be met");
    assert_eq!(find(officer, "LSVAA00000A000000"), ["轿车"]);
    assert_eq!(find(officer, "zhang"), ["100%_纯棉"]);
    assert_eq!(find(officer, "0%_纯棉"), ["100%_纯棉"], "no character stands for others");
    assert!(find(officer, "1%纯").is_empty() && find(officer, "1___纯").is_empty());
    assert_eq!(find(officer, &codes[2]), ["提包"]);
    for nothing in ["张伟", "手机 提包", "F2LXK1C", "' OR 1=1", "\"", "*", "NEAR(手机)"] {
        assert!(find(officer, nothing).is_empty(), "{nothing}");
    }
    let edited = json!({ "name": "皮箱" });
    let bag = officer.get(&format!("/api/v1/scan/{}", codes[2])).ok();
    officer.patch(&format!("/api/v1/items/{}", text(&bag["item"], "id")), 1, &edited).ok();
    assert_eq!((find(officer, "皮箱"), find(officer, "提包")), (vec!["皮箱".to_owned()], Vec::new()));
}

#[test]
fn a_search_keeps_to_its_filters_and_to_the_own_agency() {
    let app = TestApp::new("search-reach");
    let (team, other) = (app.team(0), app.team(1));
    team.seize(&team.case(), &[goods::phone("手机甲", "A1"), goods::ordinary("手机壳")]);
    other.seize(&other.case(), &[goods::phone("手机乙", "A2")]);
    assert_eq!(find(&team.officer, "手机"), ["手机壳", "手机甲"]);
    assert_eq!(find(&other.head, "手机"), ["手机乙"]);
    assert_eq!(find(&app.person("supervisor"), "手机").len(), 3);
    let found = team.officer.get("/api/v1/items?q=%E6%89%8B%E6%9C%BA&category=antimagnetic").ok();
    assert_eq!(found["rows"].as_array().map(Vec::len), Some(1));
}

#[test]
fn goods_are_found_by_the_name_their_case_has_now() {
    let app = TestApp::new("search-case");
    let team = app.team(0);
    let case = team.case();
    team.seize(&case, &goods::many(2));
    let officers = [team.officer.id(), team.colleague.id()];
    let edit = json!({ "case_no": "A-2023-7", "name": "赵四诈骗案", "cause": "诈骗", "officers": officers });
    team.officer.patch(&format!("/api/v1/cases/{case}"), 1, &edit).ok();
    assert_eq!((find(&team.officer, "赵四").len(), find(&team.officer, "A-2023-7").len()), (2, 2));
    assert!(find(&team.officer, "王伟").is_empty());
}

#[test]
fn goods_are_found_however_their_words_are_written() {
    let app = TestApp::new("search-spellings");
    let team = app.team(0);
    let officers = [team.officer.id(), team.colleague.id()];
    let case = json!({ "case_no": "Ａ-Ⅱ-7", "name": "某Ⅱ期诈骗案", "cause": "诈骗", "officers": officers });
    let case = team.officer.post("/api/v1/cases", &case).created();
    let mut phone = goods::phone("cafe\u{301} \"Ⅲ\" 手机", "SN\u{2010}77");
    phone["features"] = "一\r\n二".into();
    let codes = team.seize(&case, &[phone]);
    for words in ["某ii期", "某Ⅱ期诈骗案", "ａ-ii-7", "CAFÉ", "\"III\"", "\u{2F3F}机", "a b c d e f g h i cafe"]
    {
        let hits = usize::from(!words.starts_with("a b c"));
        assert_eq!(find(&team.officer, words).len(), hits, "{words}");
    }
    let printed = format!("{}-{}-{}-{}", &codes[0][..4], &codes[0][4..9], &codes[0][9..14], &codes[0][14..]);
    assert_eq!(find(&team.officer, &printed.to_lowercase()).len(), 1, "{printed}");
    for name in ["imei", "condition", "note", "brand"] {
        assert!(find(&team.officer, name).is_empty(), "{name} is what a detail is called, not what it says");
    }
    let found = |words: &str| {
        let encoded: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
        team.officer.get(&format!("/api/v1/cases?q={encoded}")).ok()["rows"].as_array().unwrap().len()
    };
    for words in ["某Ⅱ期诈骗案", "某II期", "a-ii-7", "Ⅱ期诈骗"] {
        assert_eq!(found(words), 1, "{words}");
    }
}

#[test]
fn a_code_is_found_as_it_is_printed_typed_or_was_before() {
    let app = TestApp::new("search-codes");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let loan = app.lend(&team, &case, &codes);
    let former = codes[0].clone();
    let found = staff.custodian.get(&format!("/api/v1/scan/{former}")).ok();
    let path = format!("/api/v1/items/{}/label-replacement", text(&found["item"], "id"));
    staff.custodian.post(&path, &json!({ "reason": "标签破损" })).ok();
    let encoded = |words: &str| words.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let printed = format!("{}-{}-{}-{}", &former[..4], &former[4..9], &former[9..14], &former[14..]);
    for code in [former.clone(), printed.clone(), printed.to_lowercase(), printed.replace('-', " ")] {
        assert_eq!(find(&team.officer, &code), ["纸箱1号"], "{code}");
        let hits = team.officer.get(&format!("/api/v1/search?q={}", encoded(&code))).ok();
        assert_eq!(text(&hits[0], "title"), "纸箱1号", "{code}: {hits}");
        let stranger = app.team(1).officer.get(&format!("/api/v1/search?q={}", encoded(&code))).ok();
        assert_eq!(stranger, json!([]), "{code}");
    }
    let number = text(&team.officer.get(&format!("/api/v1/requests/{loan}")).ok(), "number").to_owned();
    let total = |list: &str, written: &str| {
        staff.custodian.get(&format!("/api/v1/{list}={}&total=true", encoded(written))).ok()["total"].clone()
    };
    for written in [number.to_lowercase(), format!(" {number} "), number.replace('-', "\u{2013}")] {
        assert_eq!(total("requests?number", &written), 1, "{written:?}");
    }
    for written in ["o-1", " O-1", "Ｏ－１"] {
        assert_eq!(total("places?code", written), 1, "{written:?}");
    }
}

#[test]
fn requests_are_found_by_part_of_a_number_a_case_a_reason_or_an_applicant() {
    let app = TestApp::new("search-requests");
    let (team, other) = (app.team(0), app.team(1));
    let submit = |team: &Team<'_>, reason: &str| {
        let case = team.case();
        let mut intake = request("intake", &case, &team.seize(&case, &goods::many(1)));
        intake["reason"] = reason.into();
        team.submit(&intake)
    };
    let (first, foreign) = (submit(&team, "随案移交扣押物品"), submit(&other, "随案移交"));
    let found = |person: &Person<'_>, words: &str| -> Vec<String> {
        let encoded: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let page = person.get(&format!("/api/v1/requests?total=true&q={encoded}")).ok();
        let rows = page["rows"].as_array().unwrap();
        assert_eq!(page["total"], rows.len(), "{words}");
        rows.iter().map(|row| text(row, "id").to_owned()).collect()
    };
    let applicant = text(&team.officer.get(&format!("/api/v1/requests/{first}")).ok(), "applicant_name").to_owned();
    for words in ["rk-2023-000001", "000001", "移交扣押", "王伟盗窃", &applicant] {
        assert_eq!(found(&team.officer, words), [first.as_str()], "{words}");
    }
    for nothing in ["RK-2024", "随案%物品", "' OR 1=1"] {
        assert!(found(&team.officer, nothing).is_empty(), "{nothing}");
    }
    assert_eq!(found(&other.head, "移交"), [foreign.as_str()], "another agency's are not found");
    let mut both = found(&app.person("supervisor"), "移交");
    both.sort();
    let mut expected = vec![first, foreign];
    expected.sort();
    assert_eq!(both, expected);
}

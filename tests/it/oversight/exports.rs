//! What an exported list holds: the columns that were asked for, in that order, with all that is known of the goods.

use serde_json::Value;

use super::{busy_centre, rows};
use crate::support::{Person, TestApp, goods, schemas};
use crate::text;

/// Every exported list as CSV, with the keys of its columns, from the document.
fn exports() -> Vec<(String, Vec<String>)> {
    let document = schemas::document();
    let paths = document["paths"].as_object().unwrap();
    let exports = paths.iter().filter(|(path, _)| path.ends_with(".{format}")).map(|(path, item)| {
        let parameters = item["get"]["parameters"].as_array().unwrap();
        let columns = parameters.iter().find(|one| one["name"] == "columns").unwrap_or_else(|| panic!("{path}"));
        assert_eq!((&columns["style"], &columns["explode"]), (&"form".into(), &false.into()), "{path}");
        let keys = columns["schema"]["items"]["enum"].as_array().unwrap();
        let keys = keys.iter().map(|key| key.as_str().unwrap().to_owned()).collect();
        (path.replace("{format}", "csv"), keys)
    });
    exports.collect()
}

fn table(person: &Person<'_>, path: &str) -> Vec<Vec<String>> {
    let answer = person.prepare("GET", path).header("accept-language", "en").send();
    assert_eq!(answer.status, 200, "{}", answer.call);
    let text = String::from_utf8(answer.bytes).unwrap();
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_column_of_every_export_can_be_asked_for_in_any_order_and_no_other() {
    let (app, _) = busy_centre("export-columns");
    let exports = exports();
    assert_eq!(exports.len(), 6, "{exports:?}");
    for (path, keys) in exports {
        let login = if path.contains("audit") || path.contains("users") { "auditor" } else { "custodian-1" };
        let person = app.person(login);
        let whole = table(&person, &path);
        assert!(whole.len() > 1 && whole[0].len() == keys.len(), "{path}: {:?}", whole[0]);
        let backwards: Vec<_> = keys.iter().rev().cloned().collect();
        let turned = table(&person, &format!("{path}?columns={}", backwards.join(",")));
        let expected: Vec<_> = whole[0].iter().rev().cloned().collect();
        assert_eq!(turned[0], expected, "{path}");
        let two = table(&person, &format!("{path}?columns={},{}", keys[2], keys[0]));
        // The log has grown meanwhile by the entries of the exports themselves.
        assert_eq!(two[0], [whole[0][2].clone(), whole[0][0].clone()], "{path}");
        assert!(two.len() >= whole.len() && two[1..].iter().all(|row| row.len() == 2), "{path}");
        for wrong in [format!("{},gone", keys[0]), format!("{0},{0}", keys[0]), ",".to_owned()] {
            let answer = person.get(&format!("{path}?columns={wrong}"));
            assert_eq!((answer.status, answer.fields()), (422, vec![("/columns", "word_unknown")]), "{path} {wrong}");
        }
        let long = person.get(&format!("{path}?columns={}", "x".repeat(1_001)));
        assert_eq!(long.fields(), [("/columns", "text_too_long")], "{path}");
        app.wait(custody::model::time::MINUTE);
    }
}

#[test]
fn an_export_of_items_tells_weight_value_and_marks_and_the_list_tells_the_same() {
    let app = TestApp::new("export-goods");
    let team = app.team(0);
    let case = team.case();
    team.seize(&case, &[goods::gold(), goods::car(), goods::phone("手机", "SN-1"), goods::bulk()]);
    let columns = "name,weight,measured,valuation,currency,vin,plate,imei,list_no,line_no,case_no,agency,seized";
    let shown = table(&team.officer, &format!("/api/v1/items.csv?sort=line_no&columns={columns}"));
    let listed = team.officer.get("/api/v1/items?sort=line_no").ok();
    let of = |line: usize, column: &str| -> &str {
        let at = columns.split(',').position(|key| key == column).unwrap();
        &shown[line][at]
    };
    assert_eq!((of(1, "weight"), of(1, "valuation"), of(1, "currency")), ("31.104", "15200", "CNY"));
    assert_eq!((of(2, "vin"), of(2, "plate"), of(2, "weight")), ("LSVAA00000A000000", "冀B12345", ""));
    assert_eq!((of(3, "imei"), of(4, "measured")), ("490154203237518", "1200 kg"));
    for (line, row) in rows(&listed).iter().enumerate() {
        let told = ["list_no", "case_no"].map(|column| of(line + 1, column));
        assert_eq!(told, ["list_no", "case_no"].map(|member| text(row, member)));
        assert_eq!(
            (of(line + 1, "line_no"), of(line + 1, "agency")),
            ((line + 1).to_string().as_str(), text(row, "agency_name"))
        );
        let details = team.officer.get(&format!("/api/v1/items/{}", text(row, "id"))).ok();
        for member in ["attributes", "owner_name", "remark", "seized_at", "agency_id", "seizure_list_id", "seal_no"] {
            assert_eq!(row[member], details[member], "{member}");
        }
    }
    assert_eq!(rows(&listed)[1]["attributes"]["vin"], Value::from("LSVAA00000A000000"));
}

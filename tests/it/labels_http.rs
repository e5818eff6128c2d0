//! Labels through the front door: printed once, printed again with a reason, replaced, blank and bound, and what a scan
//! says of each.

use custody::db::Conn;
use custody::db::change::Actor;
use custody::error::Error;
use custody::model::accounts::viewer::Reach;
use custody::model::goods::label::{LabelCode, LabelKey};
use custody::model::reason::Reason;
use custody::operations::ledger::verification;
use custody::operations::papers::print_batches;
use custody::operations::papers::print_selection::NewPrintBatch;
use diesel::connection::SimpleConnection;
use serde_json::{Value, json};

use super::support::goods::{many, ordinary};
use super::support::{Answer, Person, Town, request};
use super::text;

const BATCHES: &str = "/api/v1/print-batches";
const PROFILES: &str = "/api/v1/paper-profiles";
const CONTENTS: &str = "/api/v1/label-contents";

fn custodian(town: &Town) -> Person<'_> {
    town.person("custodian-1")
}

#[track_caller]
fn printed(person: &Person<'_>, body: &Value) -> Value {
    person.post(BATCHES, body).with(201)
}

fn pdf(person: &Person<'_>, batch: &Value) -> Answer {
    person.get(&format!("{BATCHES}/{}/labels.pdf", text(batch, "id")))
}

#[track_caller]
fn scan(person: &Person<'_>, code: &str) -> Value {
    person.get(&format!("/api/v1/scan/{code}")).ok()
}

fn pages(bytes: &[u8]) -> usize {
    let needle = b"/Type/Page/";
    bytes.windows(needle.len()).filter(|at| at == needle).count()
}

#[test]
fn a_case_is_printed_once_and_again_only_with_a_reason() {
    let town = Town::new("print");
    let (case, codes) = town.in_custody(&town.team(0), &many(25));
    let person = custodian(&town);
    let case_no = text(&town.team(0).officer.get(&format!("/api/v1/cases/{case}")).ok(), "case_no").to_owned();
    let wanted = json!({ "case": case_no, "skip": 23 });
    let key = uuid::Uuid::new_v4().to_string();
    let first = person.prepare("POST", BATCHES).header("idempotency-key", &key).json(&wanted).send();
    let again = person.prepare("POST", BATCHES).header("idempotency-key", &key).json(&wanted).send();
    assert_eq!(again.header("idempotency-replayed"), "true");
    let batch = first.with(201);
    assert_eq!(again.with(201)["id"], batch["id"]);
    assert_eq!((text(&batch, "number"), text(&batch, "status")), ("BQ-2023-000001", "done"));
    assert_eq!((&batch["label_count"], &batch["reprint_count"]), (&json!(25), &json!(0)));

    let file = pdf(&person, &batch);
    assert_eq!((file.status, file.header("content-type"), pages(&file.bytes)), (200, "application/pdf", 2));
    assert!(file.bytes.starts_with(b"%PDF-1.7") && file.bytes.ends_with(b"%%EOF\n"));
    assert_eq!(pdf(&person, &batch).bytes, file.bytes, "a batch is the same file each time");

    let refused = person.post(BATCHES, &wanted).refused(409, "reprint_reason_needed");
    assert!(text(&refused, "detail").starts_with("25 of these labels"), "{refused}");
    let reprint = printed(&person, &json!({ "items": codes[..2], "reason": "标签破损" }));
    assert_eq!((text(&reprint, "number"), &reprint["reprint_count"]), ("BQ-2023-000002", &json!(2)));

    let item = scan(&person, &codes[0])["item"]["id"].as_str().unwrap().to_owned();
    let history = person.get(&format!("/api/v1/items/{item}/history")).ok();
    let labelled: Vec<_> = history.as_array().unwrap().iter().filter(|one| one["action"] == "ItemLabelled").collect();
    assert_eq!(labelled.len(), 2, "{history}");
    let of_item = person.get(&format!("{BATCHES}?item_id={item}")).ok();
    assert_eq!(of_item["rows"].as_array().map(Vec::len), Some(2));
    assert_eq!(text(&of_item["rows"][0], "printed_by_name"), "保管甲", "{of_item}");
    let lines = person.get(&format!("{BATCHES}/{}/lines?limit=1", text(&reprint, "id"))).ok();
    assert_eq!((text(&lines["rows"][0], "code"), &lines["rows"][0]["reprint"]), (codes[0].as_str(), &json!(true)));
    assert_eq!(lines["rows"][0]["texts"][0], "纸箱1号");
}

#[test]
fn more_than_five_hundred_labels_are_recorded_piece_by_piece() {
    let town = Town::new("print-job");
    let (_, codes) = town.in_custody(&town.team(0), &many(501));
    let person = custodian(&town);
    let batch = printed(&person, &json!({ "all_items": true, "profile": "A4-40" }));
    assert_eq!(
        (text(&batch, "status"), &batch["label_count"], &batch["recorded_count"]),
        ("recording", &json!(501), &json!(0))
    );
    pdf(&person, &batch).refused(409, "print_unfinished");
    person.post(BATCHES, &json!({ "items": [codes[500]] })).refused(409, "reprint_reason_needed");
    let path = format!("{BATCHES}/{}", text(&batch, "id"));
    let done = (0..120).find_map(|_| {
        let now = person.get(&path).ok();
        std::thread::sleep(std::time::Duration::from_millis(500));
        (now["status"] == "done").then_some(now)
    });
    let done = done.expect("the batch is recorded by the server's own work");
    assert_eq!((&done["recorded_count"], text(&done, "printed_by_name")), (&json!(501), "保管甲"));
    assert_eq!(pages(&pdf(&person, &batch).bytes), 13);
}

#[test]
fn what_cannot_be_printed_is_named_field_by_field() {
    let town = Town::new("print-bad");
    let (_, codes) = town.in_custody(&town.team(0), &many(2));
    let person = custodian(&town);
    let other = LabelCode::issue(&LabelKey::generate().unwrap(), 130_273, 7).unwrap().to_string();
    for (body, pointer, code) in [
        (json!({}), "", "print_selection"),
        (json!({ "items": codes, "all_items": true }), "", "print_selection"),
        (json!({ "items": [other] }), "/items/0", "label_unknown"),
        (json!({ "items": [codes[0], codes[0]] }), "/items/1", "list_repeats"),
        (json!({ "items": [] }), "/items", "list_empty"),
        (json!({ "items": codes, "profile": "A3" }), "/profile", "profile_unknown"),
        (json!({ "items": codes, "content": "nothing" }), "/content", "content_unknown"),
        (json!({ "items": codes, "profile": "Place-100x50" }), "/profile", "content_subject"),
        (json!({ "items": codes, "profile": "A4-40", "content": "Roll-70x50" }), "/content", "content_over_label"),
        (json!({ "items": codes, "copies": 1_000_000 }), "/copies", "number_out_of_range"),
        (json!({ "items": codes, "copies": 0 }), "/copies", "number_out_of_range"),
        (json!({ "items": codes, "skip": 24 }), "/skip", "skip_too_many"),
        (json!({ "items": codes, "profile": "Roll-50x30", "skip": 1 }), "/skip", "skip_too_many"),
        (json!({ "request": "RK-2023-999999" }), "/request", "reference_unknown"),
        (json!({ "case": "A0" }), "/case", "reference_unknown"),
        (json!({ "places": ["nowhere"] }), "/places/0", "place_unknown"),
        (json!({ "blanks": 1_000_000 }), "/blanks", "number_out_of_range"),
    ] {
        let answer = person.post(BATCHES, &body);
        assert_eq!(answer.fields(), [(pointer, code)], "{body}");
    }
    let batch = printed(&person, &json!({ "items": codes }));
    assert_eq!(text(&batch, "number"), "BQ-2023-000001", "what was refused left no gap");
}

#[test]
fn what_belongs_to_another_agency_is_not_printed() {
    let town = Town::new("print-foreign");
    let (case, codes) = town.in_custody(&town.team(0), &many(1));
    let case_no = text(&town.team(0).officer.get(&format!("/api/v1/cases/{case}")).ok(), "case_no").to_owned();
    let body = json!({ "items": codes });
    town.team(1).officer.post(BATCHES, &body).refused(403, "permission_missing");
    // Whoever else may come to print: what an agency does not see gives the answer of what is not there.
    let stranger = town.team(1).officer.get("/api/v1/session").ok()["agency"]["id"].as_str().unwrap().parse().unwrap();
    let print = |new: NewPrintBatch| {
        let labels = &town.centre.keys.labels;
        let done = town
            .centre
            .database
            .change(Actor::PROGRAM, |change| print_batches::print(change, Reach::Agency(stranger), labels, &new));
        let Err(Error::Invalid(issues)) = done else { panic!("{new:?} was printed") };
        (issues[0].pointer.clone(), issues[0].refusal.reason)
    };
    let items = NewPrintBatch { items: Some(codes), ..Default::default() };
    assert_eq!(print(items), ("/items/0".into(), Reason::LabelUnknown));
    assert_eq!(print(NewPrintBatch { case: Some(case_no), ..Default::default() }).1, Reason::ReferenceUnknown);
    let request = NewPrintBatch { request: Some("RK-2023-000001".into()), ..Default::default() };
    assert_eq!(print(request), ("/request".into(), Reason::ReferenceUnknown));
    assert_eq!(print(NewPrintBatch { all_items: true, ..Default::default() }).1, Reason::PrintEmpty);
    printed(&custodian(&town), &body);
}

#[test]
fn papers_and_contents_are_kept_checked_and_versioned() {
    let town = Town::new("paper");
    let person = custodian(&town);
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
    let shipped = town.person("system-admin").patch(&format!("{PROFILES}/{id}"), 1, &json!({ "active": false })).ok();
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
    let town = Town::new("preview");
    let (_, codes) = town.in_custody(&town.team(0), &[ordinary("红色手机")]);
    let person = custodian(&town);
    for path in [
        "/api/v1/label-preview".to_owned(),
        format!("/api/v1/label-preview?profile=Roll-50x30&code={}", codes[0]),
        "/api/v1/label-preview?profile=Place-100x50&code=O-1".to_owned(),
    ] {
        let answer = person.get(&path);
        assert_eq!((answer.status, answer.header("content-type")), (200, "image/svg+xml"), "{path}");
        assert!(answer.bytes.starts_with(b"<svg") && answer.bytes.len() > 5_000);
    }
    let unknown = person.get("/api/v1/label-preview?code=ABC");
    assert_eq!(unknown.fields(), [("/code", "label_unknown")]);
    let layout = r#"{"qr_um":60000,"padding_um":0,"captions":true,"fields":[{"field":"code","size_um":2000}]}"#;
    let layout: String = layout.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let large = person.get(&format!("/api/v1/label-preview?content_layout={layout}"));
    assert_eq!(large.fields(), [("/content_layout", "content_over_label")]);
    let broken = person.get("/api/v1/label-preview?content_layout=x");
    assert_eq!(broken.fields(), [("/content_layout", "field_invalid")]);
}

#[test]
fn a_damaged_label_is_replaced_and_its_old_code_says_so() {
    let town = Town::new("replace");
    let (_, codes) = town.in_custody(&town.team(0), &[ordinary("红色手机"), ordinary("纸箱")]);
    let (person, officer) = (custodian(&town), town.team(0).officer);
    printed(&person, &json!({ "items": codes }));
    let id = scan(&person, &codes[0])["item"]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/items/{id}/label-replacement");
    assert_eq!(person.post(&path, &json!({ "reason": " " })).fields(), [("/reason", "text_empty")]);
    officer.post(&path, &json!({ "reason": "破损" })).refused(403, "permission_missing");
    let item = person.post(&path, &json!({ "reason": "标签破损" })).ok();
    let code = text(&item, "code");
    assert_eq!(item["former"], json!([codes[0]]));

    let old = scan(&person, &codes[0]);
    assert_eq!((text(&old, "outcome"), text(&old["item"], "code")), ("replaced", code));
    assert_eq!(text(&scan(&officer, &codes[0]), "outcome"), "replaced");
    assert_eq!(text(&scan(&town.team(1).officer, &codes[0]), "outcome"), "unknown", "not for another agency");
    assert_eq!(text(&scan(&person, code), "outcome"), "found");
    for search in [&codes[0], code] {
        let found = person.get(&format!("/api/v1/items?q={search}")).ok();
        assert_eq!(found["rows"].as_array().map(Vec::len), Some(1), "{search}");
    }
    assert_eq!(person.post(BATCHES, &json!({ "items": [codes[0]] })).fields(), [("/items/0", "label_replaced")]);
    let batch = printed(&person, &json!({ "items": [code] }));
    assert_eq!(batch["reprint_count"], 0, "the new code was never printed before");
    let again = person.post(&path, &json!({ "reason": "又破损" })).ok();
    assert_eq!(again["former"].as_array().map(Vec::len), Some(2));
    assert_eq!(text(&scan(&person, code), "outcome"), "replaced");
}

#[test]
fn a_blank_label_is_bound_once_at_intake_and_never_again() {
    let town = Town::new("blank");
    let team = town.team(0);
    let person = custodian(&town);
    let batch = printed(&person, &json!({ "blanks": 3, "profile": "Roll-50x30" }));
    assert_eq!((text(&batch, "kind"), text(&batch, "status")), ("blanks", "done"));
    assert_eq!(pages(&pdf(&person, &batch).bytes), 3);
    let listed = person.get("/api/v1/labels?state=blank").ok();
    let blanks: Vec<String> =
        listed["rows"].as_array().unwrap().iter().map(|row| text(row, "code").to_owned()).collect();
    assert_eq!(blanks.len(), 3);
    let seen = scan(&person, &blanks[0]);
    assert_eq!((text(&seen, "outcome"), &seen["actions"]), ("unbound", &json!(["bind_label"])));
    assert_eq!(scan(&team.officer, &blanks[0])["actions"], json!([]));

    let case = team.case();
    let codes = team.seize(&case, &many(2));
    let id = team.approved(&request("intake", &case, &codes));
    let line =
        |at: usize, label: &str| json!({ "item": codes[at], "outcome": "accepted", "place": "O-1", "label": label });
    let path = format!("/api/v1/requests/{id}/execution");
    let both = json!({ "lines": [line(0, &blanks[0]), line(1, &blanks[0])] });
    let done = person.post(&path, &both).ok();
    assert_eq!(
        (&done["results"][0]["done"], text(&done["results"][1]["refusal"], "code")),
        (&json!(true), "label_bound")
    );
    let bound = scan(&person, &blanks[0]);
    assert_eq!((text(&bound, "outcome"), text(&bound["item"], "name")), ("found", "纸箱1号"));
    assert_eq!(text(&scan(&person, &codes[0]), "outcome"), "replaced");
    for (label, code) in
        [(blanks[0].as_str(), "label_bound"), (codes[0].as_str(), "label_bound"), ("0", "label_not_blank")]
    {
        let refused = person.post(&path, &json!({ "lines": [line(1, label)] })).ok();
        assert_eq!(text(&refused["results"][0]["refusal"], "code"), code, "{label}");
    }

    let retired = person.post("/api/v1/label-retirements", &json!({ "codes": [blanks[1]], "reason": "污损" })).ok();
    assert_eq!(retired["rows"][0]["state"], "retired");
    assert_eq!(text(&scan(&person, &blanks[1]), "outcome"), "retired");
    let refused = person.post(&path, &json!({ "lines": [line(1, &blanks[1])] })).ok();
    assert_eq!(text(&refused["results"][0]["refusal"], "code"), "label_retired");
    let twice = person.post("/api/v1/label-retirements", &json!({ "codes": [blanks[1], blanks[0]], "reason": "污损" }));
    assert_eq!(twice.fields(), [("/codes/0", "label_retired"), ("/codes/1", "label_bound")]);
    let done = person.post(&path, &json!({ "lines": [line(1, &blanks[2])] })).ok();
    assert_eq!(done["request"]["status"], "completed");

    let rebinding = format!(
        "UPDATE labels SET item_id = (SELECT item_id FROM labels WHERE code = '{}') WHERE code = '{}'",
        blanks[2], blanks[0]
    );
    assert!(behind_its_back(&town, &rebinding).is_err(), "the database itself refuses to bind a code twice");
    assert!(behind_its_back(&town, &format!("DELETE FROM labels WHERE code = '{}'", blanks[0])).is_err());
}

#[test]
fn every_kind_of_code_gets_its_own_answer() {
    let town = Town::new("codes");
    let (_, codes) = town.in_custody(&town.team(0), &[ordinary("红色手机")]);
    let person = custodian(&town);
    let key = LabelKey::generate().unwrap();
    let issue = |key: &LabelKey, region| LabelCode::issue(key, region, 9_999_999).unwrap().to_string();
    let mut slip = codes[0].clone().into_bytes();
    slip.swap(12, 13);
    if slip[12] == slip[13] {
        slip[14] = if slip[14] == b'0' { b'1' } else { b'0' };
    }
    for (code, outcome) in [
        (codes[0].to_lowercase(), "found"),
        (issue(&town.centre.keys.labels.key, 130_273), "unknown"),
        (String::from_utf8(slip).unwrap(), "mistyped"),
        (issue(&key, 130_273), "forged"),
        (issue(&key, 110_101), "foreign"),
        ("O-1".to_owned(), "place"),
        ("hello".to_owned(), "malformed"),
    ] {
        assert_eq!(text(&scan(&person, &code), "outcome"), outcome, "{code}");
    }
    assert_eq!(scan(&person, &issue(&key, 110_101))["region"], 110_101);
    assert_eq!(text(&scan(&person, "O-1")["place"], "code"), "O-1");
    assert_eq!(text(&scan(&town.team(0).officer, "O-1"), "outcome"), "malformed", "officers do not see the places");
}

#[test]
fn places_have_labels_too() {
    let town = Town::new("place-labels");
    let person = custodian(&town);
    let batch = printed(&person, &json!({ "places": ["O-1", "V-1"] }));
    assert_eq!((text(&batch, "profile"), &batch["label_count"]), ("Place-100x50", &json!(2)));
    person.post(BATCHES, &json!({ "places": ["O-1"] })).refused(409, "reprint_reason_needed");
    let all = printed(&person, &json!({ "places": [], "reason": "重新张贴" }));
    assert_eq!((&all["label_count"], &all["reprint_count"]), (&json!(9), &json!(2)));
    assert_eq!(pages(&pdf(&person, &all).bytes), 9);
}

#[test]
fn what_was_printed_cannot_be_changed_unseen() {
    let town = Town::new("print-tampered");
    let (_, codes) = town.in_custody(&town.team(0), &many(2));
    let person = custodian(&town);
    printed(&person, &json!({ "items": codes }));
    printed(&person, &json!({ "blanks": 1 }));
    assert!(behind_its_back(&town, "UPDATE print_lines SET texts = '[]'").is_err());
    assert!(behind_its_back(&town, "DELETE FROM print_batches").is_err());
    town.centre.tampered();
    for sql in [
        "UPDATE print_batches SET printed_by = NULL WHERE sequence = 1",
        "UPDATE labels SET state = 'retired'",
        "UPDATE paper_profiles SET layout = '{}' WHERE name = 'A4-40'",
        "INSERT INTO print_lines SELECT batch_id, 3, code, item_id, place_id, reprint, texts FROM print_lines \
         WHERE line_no = 2",
    ] {
        behind_its_back(&town, sql).unwrap();
    }
    let verified = verification::verify(&town.centre.database, town.centre.keys.log.verifier(), |_, _| {}).unwrap();
    let told = verified.to_string();
    for part in ["BQ-2023-000001 is not the row", "the code ", "A4-40", "the labels of BQ-2023-000001"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!(verified.findings.len(), 4, "{told}");
}

#[test]
fn independent_programs_read_what_was_printed() {
    let town = Town::new("print-read");
    let goods = [ordinary("红色手机"), ordinary("𬭎牌戒指"), ordinary(&"名称很长的物品".repeat(20))];
    let (_, mut codes) = town.in_custody(&town.team(0), &goods);
    codes.sort();
    let person = custodian(&town);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("labels.pdf");
    let run = |program: &str, arguments: &[&str]| {
        let done = std::process::Command::new(program).args(arguments).current_dir(&folder).output();
        let done = done.unwrap_or_else(|error| panic!("{program}: {error}; install poppler-utils and zbar-tools"));
        String::from_utf8(done.stdout).unwrap()
    };
    for profile in ["Roll-70x50", "Roll-50x30"] {
        let batch = printed(&person, &json!({ "items": codes, "profile": profile, "reason": "试读" }));
        std::fs::write(&file, pdf(&person, &batch).bytes).unwrap();
        let fonts = run("pdffonts", &["labels.pdf"]);
        assert_eq!(fonts.lines().skip(2).filter(|line| line.contains("yes yes yes")).count(), 1, "{fonts}");
        let words = run("pdftotext", &["labels.pdf", "-"]);
        assert!(words.contains("红色手机") && words.contains("涉案财物管理中心"), "{words}");
        for dpi in ["203", "300"] {
            run("pdftoppm", &["-r", dpi, "-gray", "-png", "labels.pdf", "page"]);
            let read: Vec<_> =
                (1..=3).map(|page| run("zbarimg", &["-q", "--raw", &format!("page-{page}.png")])).collect();
            let read: Vec<_> = read.iter().map(|code| code.trim()).collect();
            assert_eq!(read, codes, "{profile} at {dpi} dpi");
        }
    }
}

fn behind_its_back(town: &Town, sql: &str) -> Result<(), String> {
    let told = town.centre.database.upkeep(|upkeep| {
        match upkeep.reader() {
            Conn::Sqlite(c) => c.batch_execute(sql)?,
            Conn::Postgres(c) => c.batch_execute(sql)?,
        }
        Ok(())
    });
    told.map_err(|error| error.to_string())
}

//! Labels printed once, printed again with a reason, and read by independent programs.

use custody::db::change::Actor;
use custody::error::Error;
use custody::model::accounts::secrecy::SecrecyLevel;
use custody::model::accounts::viewer::Reach;
use custody::model::goods::label::{LabelCode, LabelKey};
use custody::model::reason::Reason;
use custody::operations::ledger::verification;
use custody::operations::papers::print_batches;
use custody::operations::papers::print_selection::NewPrintBatch;
use serde_json::json;

use crate::journeys::papers::{BATCHES, behind_its_back, custodian, pages, pdf, printed, scan};
use crate::support::TestApp;
use crate::support::goods::{many, ordinary};
use crate::text;

#[test]
fn a_case_is_printed_once_and_again_only_with_a_reason() {
    let app = TestApp::new("print");
    let (case, codes) = app.in_custody(&app.team(0), &many(25));
    let person = custodian(&app);
    let case_no = text(&app.team(0).officer.get(&format!("/api/v1/cases/{case}")).ok(), "case_no").to_owned();
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
    let app = TestApp::new("print-job");
    let (_, codes) = app.in_custody(&app.team(0), &many(501));
    let person = custodian(&app);
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
    let app = TestApp::new("print-bad");
    let (_, codes) = app.in_custody(&app.team(0), &many(2));
    let person = custodian(&app);
    let other = LabelCode::issue(&LabelKey::generate().unwrap(), 130_273, 7).unwrap().to_string();
    let empty = app.team(0).case();
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
        (json!({ "case": empty }), "", "print_empty"),
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
    let app = TestApp::new("print-foreign");
    let (case, codes) = app.in_custody(&app.team(0), &many(1));
    let case_no = text(&app.team(0).officer.get(&format!("/api/v1/cases/{case}")).ok(), "case_no").to_owned();
    let body = json!({ "items": codes });
    app.team(1).officer.post(BATCHES, &body).refused(403, "permission_missing");
    // Whoever else may come to print: what an agency does not see gives the answer of what is not there.
    let stranger = app.team(1).officer.get("/api/v1/session").ok()["agency"]["id"].as_str().unwrap().parse().unwrap();
    let print = |new: NewPrintBatch| {
        let labels = &app.keys.labels;
        let done = app.database.change(Actor::PROGRAM, |change| {
            print_batches::print(change, Reach::Agency(stranger, SecrecyLevel::Ordinary), labels, &new)
        });
        let Err(Error::Invalid(issues)) = done else { panic!("{new:?} was printed") };
        (issues[0].pointer.clone(), issues[0].refusal.reason)
    };
    let items = NewPrintBatch { items: Some(codes), ..Default::default() };
    assert_eq!(print(items), ("/items/0".into(), Reason::LabelUnknown));
    assert_eq!(print(NewPrintBatch { case: Some(case_no), ..Default::default() }).1, Reason::ReferenceUnknown);
    let request = NewPrintBatch { request: Some("RK-2023-000001".into()), ..Default::default() };
    assert_eq!(print(request), ("/request".into(), Reason::ReferenceUnknown));
    assert_eq!(print(NewPrintBatch { all_items: true, ..Default::default() }).1, Reason::PrintEmpty);
    printed(&custodian(&app), &body);
}

#[test]
fn places_have_labels_too() {
    let app = TestApp::new("place-labels");
    let person = custodian(&app);
    let batch = printed(&person, &json!({ "places": ["O-1", "V-1"] }));
    assert_eq!((text(&batch, "profile"), &batch["label_count"]), ("Place-100x50", &json!(2)));
    person.post(BATCHES, &json!({ "places": ["O-1"] })).refused(409, "reprint_reason_needed");
    let all = printed(&person, &json!({ "places": [], "reason": "重新张贴" }));
    assert_eq!((&all["label_count"], &all["reprint_count"]), (&json!(9), &json!(2)));
    assert_eq!(pages(&pdf(&person, &all).bytes), 9);
}

#[test]
fn a_file_of_labels_is_handed_out_once_and_again_only_with_a_reason() {
    let app = TestApp::new("fetched");
    let codes = app.in_custody(&app.team(0), &many(2)).1;
    let (person, second) = (custodian(&app), app.staff().second);
    let batch = printed(&person, &json!({ "items": codes, "reason": "标签破损" }));
    let file = format!("{BATCHES}/{}/labels.pdf", text(&batch, "id"));
    for other in [app.team(0).officer, app.staff().head, app.person("system-admin"), app.person("supervisor")] {
        other.get(&file).refused(403, "permission_missing");
    }
    assert_eq!(person.get(&file).status, 200);
    for by in [&person, &second] {
        let refused = by.get(&file).refused(409, "fetch_reason_needed");
        assert!(text(&refused, "detail").contains("2023-01-01"), "{refused}");
    }
    for (reason, code) in [("", "fetch_reason_needed"), ("%20", "fetch_reason_needed"), ("a%0Ab", "text_one_line")] {
        let answer = person.get(&format!("{file}?reason={reason}"));
        assert!([409, 422].contains(&answer.status) && answer.body.to_string().contains(code), "{}", answer.body);
    }
    let bytes = person.get(&format!("{file}?reason=%FFjammed"));
    assert_eq!(bytes.fields(), [("/reason", "text_character")], "bytes that are no text are not made one");
    assert_eq!(person.get(&format!("{file}?reason={}", "x".repeat(501))).status, 422);
    assert_eq!(second.get(&format!("{file}?reason=jammed")).status, 200);
    let path = format!("/api/v1/audit/entries?subject_id={}&action=LabelsFetched", text(&batch, "id"));
    let entries = app.person("auditor").get(&path).ok();
    let told: Vec<_> = entries["rows"].as_array().unwrap().iter().map(|row| text(row, "actor_id").to_owned()).collect();
    assert_eq!(told, [second.id(), person.id()]);
    let newest = app.person("auditor").get(&format!("/api/v1/audit/entries/{}", entries["rows"][0]["seq"])).ok();
    assert!(newest.to_string().contains("jammed"), "{newest}");
}

#[test]
fn what_was_printed_cannot_be_changed_unseen() {
    let app = TestApp::new("print-tampered");
    let (_, codes) = app.in_custody(&app.team(0), &many(2));
    let person = custodian(&app);
    printed(&person, &json!({ "items": codes }));
    printed(&person, &json!({ "blanks": 1 }));
    assert!(behind_its_back(&app, "UPDATE print_lines SET texts = '[]'").is_err());
    assert!(behind_its_back(&app, "DELETE FROM print_batches").is_err());
    app.tampered();
    for sql in [
        "UPDATE print_batches SET printed_by = NULL WHERE sequence = 1",
        "UPDATE labels SET state = 'retired'",
        "UPDATE paper_profiles SET layout = '{}' WHERE name = 'A4-40'",
        "INSERT INTO print_lines SELECT batch_id, 3, code, item_id, place_id, reprint, texts FROM print_lines \
         WHERE line_no = 2",
    ] {
        behind_its_back(&app, sql).unwrap();
    }
    let verified = verification::verify(&app.database, app.keys.log.verifier(), |_, _| {}).unwrap();
    let told = verified.to_string();
    for part in ["BQ-2023-000001 is not the row", "the code ", "A4-40", "the labels of BQ-2023-000001"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!(verified.findings.len(), 4, "{told}");
}

#[test]
fn independent_programs_read_what_was_printed() {
    let app = TestApp::new("print-read");
    let goods = [ordinary("红色手机"), ordinary("𬭎牌戒指"), ordinary(&"名称很长的物品".repeat(20))];
    let (_, mut codes) = app.in_custody(&app.team(0), &goods);
    codes.sort();
    let person = custodian(&app);
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

#[test]
fn a_case_number_of_two_agencies_asks_which_case_is_meant() {
    let app = TestApp::new("print-twins");
    let person = custodian(&app);
    let mut cases = Vec::new();
    for agency in [0, 1] {
        let team = app.team(agency);
        let officers = [team.officer.id(), team.colleague.id()];
        let case = json!({ "case_no": "A2023-7", "name": "同号案", "cause": "盗窃", "officers": officers });
        let case = team.officer.post("/api/v1/cases", &case).created();
        team.seize(&case, &many(agency + 1));
        cases.push(case);
    }
    let of = |case: &str| person.post(BATCHES, &json!({ "case": case }));
    let refused = of("a2023-7");
    assert_eq!(refused.fields(), [("/case", "case_ambiguous")]);
    let told = refused.body.to_string();
    assert!(told.contains("高新公安分局") && told.contains("高新检察院"), "{told}");
    assert!(cases.iter().all(|case| told.contains(case)), "each by its id: {told}");
    for (count, case) in (1..).zip(&cases) {
        let batch = of(case).with(201);
        assert_eq!((&batch["label_count"], text(&batch, "case_no")), (&json!(count), "A2023-7"));
    }
    assert_eq!(of(&uuid::Uuid::new_v4().to_string()).fields(), [("/case", "reference_unknown")]);
}

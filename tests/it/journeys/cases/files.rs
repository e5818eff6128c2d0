//! Photographs, scans and papers: announced with their hash, sent in parts, seen by whoever sees what they are about.

use std::cell::RefCell;

use custody::model::time::{MINUTE, SECOND};
use image::ImageFormat;
use serde_json::{Value, json};

use crate::journeys::item;
use crate::support::pictures::{announced, picture};
use crate::support::{Answer, Person, S3Server, Team, TestApp, folder, goods};
use crate::text;

const NAME: &str = "㛃䶮𬭎 箱体正面.jpg";

/// The id of an item by its code.
#[track_caller]
fn id_of(person: &Person<'_>, code: &str) -> String {
    text(&item(person, code), "id").to_owned()
}

/// An item that is still with its officers.
#[track_caller]
fn seized(team: &Team<'_>) -> String {
    id_of(&team.officer, &team.seize(&team.case(), &goods::many(1))[0])
}

/// A film with these pictures, by its boxes.
fn film(pictures: &[u8]) -> Vec<u8> {
    let boxed = |name: &[u8], content: &[u8]| [&(content.len() as u32 + 8).to_be_bytes()[..], name, content].concat();
    let described = [boxed(b"mvhd", &[0; 100]), boxed(b"trak", &[0; 40])].concat();
    [boxed(b"ftyp", b"isom\0\0\0\0isom"), boxed(b"moov", &described), boxed(b"mdat", pictures)].concat()
}

fn rows(person: &Person<'_>, query: &str) -> Vec<Value> {
    person.get(&format!("/api/v1/files?{query}")).ok()["rows"].as_array().unwrap().clone()
}

fn path(id: &str, part: &str) -> String {
    format!("/api/v1/files/{id}{part}")
}

/// What the log tells of a file, newest first.
fn told(app: &TestApp, id: &str) -> Vec<(String, i64)> {
    let entries = app.person("auditor").get(&format!("/api/v1/audit/entries?subject_id={id}")).ok();
    let entries = entries["rows"].as_array().unwrap();
    entries.iter().map(|row| (text(row, "action").to_owned(), row["seq"].as_i64().unwrap())).collect()
}

/// A bucket and a centre with its files there.
fn on_bucket(name: &str) -> (S3Server, TestApp) {
    let bucket = S3Server::start(folder(name));
    let app = TestApp::with_bucket(name, &bucket);
    (bucket, app)
}

#[test]
fn a_photograph_is_announced_sent_in_parts_and_shown() {
    send_in_parts(&TestApp::new("files"));
}

#[test]
fn a_photograph_is_announced_sent_in_parts_and_shown_from_a_bucket() {
    send_in_parts(&on_bucket("files-bucket").1);
}

fn send_in_parts(app: &TestApp) {
    let team = app.team(0);
    let (officer, bytes) = (&team.officer, picture(1, ImageFormat::Jpeg));
    let item = seized(&team);
    let new = officer.post("/api/v1/files", &announced(&bytes, NAME, "item", &item)).with(201);
    let id = text(&new, "id");
    assert_eq!((text(&new, "state"), text(&new, "name"), text(&new, "item_id")), ("announced", NAME, &*item));
    assert_eq!(told(app, id), [("FileAnnounced".to_owned(), new["log_entry"].as_i64().unwrap())]);
    assert_eq!(rows(officer, "state=announced")[0]["id"], new["id"]);
    officer.get(&path(id, "/content")).refused(409, "file_awaited");
    officer.get(&path(id, "/thumbnail")).refused(409, "file_awaited");
    // The line breaks after the first part; the phone asks how far it came.
    let (first, rest) = bytes.split_at(1_000);
    assert_eq!(officer.send_part(id, 0, first).ok()["received"], 1_000);
    assert_eq!(officer.get(&path(id, "")).ok()["received"], 1_000);
    let elsewhere = officer.send_part(id, 0, first).refused(409, "file_part_elsewhere");
    assert!(text(&elsewhere, "detail").contains("1000"), "{elsewhere}");
    officer.send_part(id, 1_000, &[rest, b"x"].concat()).refused(409, "file_part_beyond");
    let stored = officer.send_part(id, 1_000, rest).ok();
    assert_eq!((text(&stored, "state"), &stored["width"], &stored["height"]), ("stored", &json!(640), &json!(400)));
    officer.send_part(id, bytes.len(), b"").refused(409, "file_whole");
    let tag = officer.get(&path(id, "/thumbnail")).header("etag").to_owned();
    let again = officer.prepare("GET", &path(id, "/thumbnail")).header("if-none-match", &tag).send();
    assert_eq!((again.status, again.bytes.len(), again.header("cache-control")), (304, 0, "private, no-cache"));
    let small = officer.get(&path(id, "/thumbnail"));
    assert_eq!((small.status, small.header("content-type")), (200, "image/jpeg"));
    assert_eq!(image::load_from_memory(&small.bytes).unwrap().width(), 320);
    assert_eq!(image::load_from_memory(&officer.get(&path(id, "/screen")).bytes).unwrap().width(), 640);
    let original = officer.get(&path(id, "/content"));
    assert_eq!((original.status, &original.bytes), (200, &bytes));
    assert!(original.header("content-disposition").starts_with("attachment; "), "{:?}", original.headers);
    assert!(original.header("content-security-policy").starts_with("sandbox"), "{:?}", original.headers);
    assert_eq!(original.header("x-content-type-options"), "nosniff");
    let actions: Vec<_> = told(app, id).into_iter().map(|(action, _)| action).collect();
    assert_eq!(actions, ["FileFetched", "FileStored", "FileAnnounced"]);
    assert_eq!(rows(officer, "state=announced"), Vec::<Value>::new());
    assert_eq!(rows(officer, &format!("item_id={item}")).len(), 1);
}

#[test]
fn an_original_is_sent_in_ranges_or_not_again_and_a_download_is_recorded_once_an_hour() {
    send_ranges(&TestApp::new("files-ranges"));
}

#[test]
fn an_original_in_a_bucket_is_sent_in_ranges_as_well() {
    send_ranges(&on_bucket("files-ranges-bucket").1);
}

fn send_ranges(app: &TestApp) {
    let team = app.team(0);
    let (officer, bytes) = (&team.officer, picture(1, ImageFormat::Jpeg));
    let file = officer.add_file(&bytes, NAME, "item", &seized(&team));
    let id = text(&file, "id");
    let fetched = || told(app, id).iter().filter(|(action, _)| action == "FileFetched").count();
    let whole = officer.get(&path(id, "/content"));
    let tag = whole.header("etag").to_owned();
    assert_eq!((tag.as_str(), whole.header("accept-ranges")), (&*format!("\"{}\"", text(&file, "sha256")), "bytes"));
    assert_eq!((whole.header("content-length"), &whole.bytes), (&*bytes.len().to_string(), &bytes));
    // One session, renewed every nine minutes.
    let pair = officer.session();
    let tokens = RefCell::new((pair.access, pair.refresh));
    let renew = || {
        app.wait(9 * MINUTE);
        let sent = json!({ "refresh_token": tokens.borrow().1 });
        let next = app.prepare("POST", "/api/v1/session/refresh").json(&sent).send().ok();
        tokens.replace((text(&next, "access_token").to_owned(), text(&next, "refresh_token").to_owned()));
    };
    let ask = |headers: &[(&str, &str)]| {
        let call = app.prepare("GET", &path(id, "/content")).bearer(&tokens.borrow().0);
        headers.iter().fold(call, |call, (name, value)| call.header(name, value)).send()
    };
    let (all, last) = (bytes.len(), bytes.len() - 1);
    for (range, from, to) in [
        ("bytes=0-0", 0, 0),
        ("bytes=100-4999", 100, 4_999),
        ("bytes=5000-", 5_000, last),
        ("bytes=-7", all - 7, last),
        ("bytes=10-99999999", 10, last),
        ("bytes=-99999999", 0, last),
    ] {
        let part = ask(&[("range", range)]);
        let told = (part.status, part.header("content-range").to_owned(), part.header("etag").to_owned());
        assert_eq!(told, (206, format!("bytes {from}-{to}/{all}"), tag.clone()), "{range}");
        assert!(part.bytes == bytes[from..=to], "{range}: other bytes");
        assert!(part.header("content-security-policy").starts_with("sandbox"), "{range}: {:?}", part.headers);
    }
    // Several ranges, other units and what is none are answered by the whole, and so is a range of other bytes.
    for range in ["bytes=0-1,5-6", "lines=1-2", "bytes=5-2", "bytes=x"] {
        assert_eq!((ask(&[("range", range)]).status, ask(&[("range", range)]).bytes.len()), (200, all), "{range}");
    }
    let of = |known: &str| ask(&[("range", "bytes=0-9"), ("if-range", known)]).bytes.len();
    assert_eq!((of(&tag), of("\"other\""), of(&format!("W/{tag}"))), (10, all, all));
    for range in [format!("bytes={all}-"), "bytes=-0".to_owned()] {
        let beyond = ask(&[("range", &range)]);
        assert_eq!(beyond.header("content-range"), format!("bytes */{all}"));
        beyond.refused(416, "range_beyond");
    }
    for known in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
        let same = ask(&[("if-none-match", &known)]);
        assert_eq!((same.status, same.bytes.len(), same.header("etag")), (304, 0, &*tag), "{known}");
    }
    assert_eq!(ask(&[("if-none-match", "\"other\"")]).status, 200);
    assert_eq!(fetched(), 2, "ranges are one download; that of another session is another one");
    for _ in 0..6 {
        renew();
        assert_eq!(ask(&[("range", "bytes=0-9")]).status, 206);
    }
    app.wait(6 * MINUTE - SECOND);
    assert_eq!(ask(&[("range", "bytes=0-9")]).status, 206);
    assert_eq!(fetched(), 2);
    app.wait(SECOND);
    assert_eq!(ask(&[("range", "bytes=0-9")]).status, 206);
    assert_eq!(fetched(), 3, "an hour later it is another one");
    // Its sizes as well, which are recorded for nobody.
    let small = officer.get(&path(id, "/thumbnail")).bytes;
    let part = officer.prepare("GET", &path(id, "/thumbnail")).header("range", "bytes=2-9").send();
    assert_eq!((part.status, part.header("content-range")), (206, &*format!("bytes 2-9/{}", small.len())));
    assert_eq!((&part.bytes[..], fetched()), (&small[2..10], 3));
    // Who may not see it is told neither its tag nor its length.
    let foreign = app.team(1);
    let call = foreign.officer.prepare("GET", &path(id, "/content")).header("if-none-match", "*");
    call.header("range", "bytes=0-0").send().refused(404, "not_found");
}

#[test]
fn what_is_announced_is_refused_by_its_name_size_and_hash() {
    let app = TestApp::new("files-announced");
    let team = app.team(0);
    let bytes = picture(1, ImageFormat::Jpeg);
    let right = announced(&bytes, NAME, "item", &seized(&team));
    let long = format!("{}.jpg", "长".repeat(300));
    for (member, value, reason) in [
        ("name", json!("../../etc/passwd.jpg"), "file_name_path"),
        ("name", json!(long), "text_too_long"),
        ("name", json!("page.html"), "file_ending"),
        ("name", json!("drawing.svg"), "file_ending"),
        ("bytes", json!(0), "number_out_of_range"),
        ("bytes", json!(40 << 20), "file_too_large"),
        ("sha256", json!("A".repeat(64)), "file_hash"),
        ("maker", json!(" "), "text_empty"),
        ("taken_at", json!("2023-06-01T00:00:00Z"), "time_in_future"),
    ] {
        let mut body = right.clone();
        body[member] = value;
        assert_eq!(team.officer.post("/api/v1/files", &body).fields(), [(&*format!("/{member}"), reason)], "{body}");
    }
    team.officer.post("/api/v1/files", &right).created();
    let twice = team.officer.post("/api/v1/files", &right);
    assert_eq!(twice.fields(), [("/sha256", "file_twice")]);
    assert!(twice.body.to_string().contains("㛃䶮𬭎"), "{}", twice.body);
    // About something else the same picture is another file.
    let again = announced(&bytes, NAME, "item", &seized(&team));
    team.officer.post("/api/v1/files", &again).created();
}

#[test]
fn about_one_thing_there_are_so_many_files_and_no_more() {
    let app = TestApp::new("files-many");
    let team = app.team(0);
    let item = id_of(&team.officer, &app.in_custody(&team, &goods::many(1)).1[0]);
    let add = |number: u32| team.officer.post("/api/v1/files", &announced(&number.to_be_bytes(), NAME, "item", &item));
    // What one person announces and does not send keeps nobody else from adding.
    (0..50).for_each(|number| drop(add(number).created()));
    add(50).refused(409, "files_awaited");
    let total = || team.officer.get(&format!("/api/v1/files?item_id={item}&total=true&limit=1")).ok()["total"].clone();
    assert_eq!(total(), 50);
    let keeper = &app.staff().custodian;
    let paper = |number: u32| format!("%PDF-1.7\n%{number}\n%%EOF\n").into_bytes();
    (0..200).for_each(|number| drop(keeper.add_file(&paper(number), "单.pdf", "item", &item)));
    let new = announced(&paper(200), "单.pdf", "item", &item);
    keeper.post("/api/v1/files", &new).refused(409, "files_too_many");
    assert_eq!(total(), 250);
}

#[test]
fn what_comes_is_held_against_what_was_announced_and_looked_at() {
    look_at_what_comes(&TestApp::new("files-content"));
}

#[test]
fn what_comes_is_looked_at_before_it_is_kept_in_a_bucket() {
    look_at_what_comes(&on_bucket("files-content-bucket").1);
}

fn look_at_what_comes(app: &TestApp) {
    let team = app.team(0);
    let (officer, item) = (&team.officer, seized(&team));
    let whole = picture(2, ImageFormat::Jpeg);
    let mut bomb = Vec::new();
    let mut encoder = png::Encoder::new(&mut bomb, 10_000, 10_000);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.write_header().unwrap().write_image_data(&vec![0; 1_250 * 10_000]).unwrap();
    let paper = |body: &str| format!("%PDF-1.7\n1 0 obj <<{body}>> endobj\ntrailer\n%%EOF\n").into_bytes();
    for (name, bytes, reason) in [
        ("包.jpg", b"PK\x03\x04 a zip".to_vec(), "file_other_kind"),
        ("图.png", picture(9, ImageFormat::Jpeg), "file_other_kind"),
        ("断.jpg", whole[..whole.len() / 2].to_vec(), "file_broken"),
        ("大.png", bomb, "file_pixels"),
        ("单.pdf", paper("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), "file_pdf_active"),
        ("附.pdf", paper("/Names << /EmbeddedFiles 2 0 R >>"), "file_pdf_active"),
        ("页.pdf", b"%PDF-1.7 <script>".to_vec(), "file_broken"),
        ("断.mp4", film(&[7; 900])[..700].to_vec(), "file_broken"),
        ("页.mp4", [&film(b"")[..], b"<script>alert(1)</script>"].concat(), "file_broken"),
        ("影.mp4", b"\0\0\0\x14ftypheic\0\0\0\0heic".to_vec(), "file_other_kind"),
        ("断.heic", b"\0\0\0\x14ftypheic\0\0\0\0heic".to_vec(), "file_broken"),
    ] {
        let new = officer.post("/api/v1/files", &announced(&bytes, name, "item", &item)).created();
        let answer = officer.send_part(&new, 0, &bytes);
        let chinese = officer.prepare("GET", &path(&new, "/content")).header("accept-language", "zh").send();
        assert!(text(&chinese.body, "detail").contains("尚未上传"), "{}", chinese.body);
        answer.refused(409, reason);
        // Nothing of it is there, and what it was not taken for is shown.
        let shown = officer.get(&path(&new, "")).ok();
        let why = reason.strip_prefix("file_").unwrap();
        assert_eq!((&shown["received"], text(&shown, "state"), text(&shown, "refusal")), (&json!(0), "refused", why));
        assert_eq!(told(app, &new)[0].0, "FileRefused", "{name}");
        officer.get(&path(&new, "/content")).refused(409, "file_awaited");
        // The same again is the same refusal, and is not entered twice.
        officer.send_part(&new, 0, &bytes).refused(409, reason);
        assert_eq!(told(app, &new).len(), 2, "{name}");
    }
    let new = officer.post("/api/v1/files", &announced(&whole, "整.jpg", "item", &item)).created();
    let mut other = whole.clone();
    other[300] ^= 1;
    officer.send_part(&new, 0, &other).refused(409, "file_other_bytes");
    assert_eq!(officer.get(&path(&new, "")).ok()["refusal"], "other_bytes");
    // The right bytes may still be sent, and nothing is left of the refusal.
    let stored = officer.send_part(&new, 0, &whole).ok();
    assert_eq!((text(&stored, "state"), &stored["refusal"]), ("stored", &json!(null)));
    let actions: Vec<_> = told(app, &new).into_iter().map(|(action, _)| action).collect();
    assert_eq!(actions, ["FileStored", "FileRefused", "FileAnnounced"]);
    let fine = paper("/Type /Catalog");
    assert_eq!(text(&officer.add_file(&fine, "好.pdf", "item", &item), "state"), "stored");
    for (format, name) in [(ImageFormat::Png, "a.png"), (ImageFormat::WebP, "b.webp")] {
        let added = officer.add_file(&picture(3, format), name, "item", &item);
        assert_eq!(officer.get(&path(text(&added, "id"), "/thumbnail")).status, 200, "{name}");
    }
    let whole = film(&vec![7; 100_000]);
    let added = officer.add_file(&whole, "影.mp4", "item", &item);
    assert_eq!((text(&added, "state"), &added["is_shown"]), ("stored", &json!(false)));
    assert_eq!(officer.get(&path(text(&added, "id"), "/content")).bytes, whole);
    assert_eq!(rows(officer, &format!("item_id={item}&state=refused")).len(), 11);
    assert_eq!(rows(officer, "state=announced"), Vec::<Value>::new());
    // One that was refused does not keep the same file from being announced anew.
    let again = announced(&b"%PDF-1.7 <script>"[..], "页.pdf", "item", &item);
    officer.post("/api/v1/files", &again).created();
}

#[test]
fn whoever_handles_a_thing_adds_to_it_and_whoever_sees_it_sees_its_files() {
    let app = TestApp::new("files-people");
    let (team, other, staff) = (app.team(0), app.team(2), app.staff());
    let bytes = picture(4, ImageFormat::Jpeg);
    let body = |subject: &str, id: &str| announced(&bytes, NAME, subject, id);
    let registered = seized(&team);
    // Goods that never came to the centre are not the centre's to photograph; somebody else's are not there.
    staff.custodian.post("/api/v1/files", &body("item", &registered)).refused(409, "file_not_held");
    other.officer.post("/api/v1/files", &body("item", &registered)).refused(404, "not_found");
    for reader in [&team.head, &staff.head, &app.person("supervisor")] {
        reader.post("/api/v1/files", &body("item", &registered)).refused(403, "permission_missing");
    }
    let (case, codes) = app.in_custody(&team, &goods::many(2));
    let held = id_of(&team.officer, &codes[0]);
    let lent = app.lend(&team, &case, &codes[..1]);
    let mut out = body("condition_out", &lent);
    assert_eq!(staff.custodian.post("/api/v1/files", &out).fields(), [("/line_no", "file_no_line")]);
    out["line_no"] = 9.into();
    assert_eq!(staff.custodian.post("/api/v1/files", &out).fields(), [("/line_no", "file_no_line")]);
    out["line_no"] = 1.into();
    let shown = staff.custodian.post("/api/v1/files", &out).with(201);
    assert_eq!((text(&shown, "item_id"), text(&shown, "request_id")), (&*held, &*lent));
    staff.custodian.send_part(text(&shown, "id"), 0, &bytes).ok();
    app.wait(SECOND);
    let back = team.bring_back(&case, &lent, &codes[..1]);
    let mut came = body("condition_in", &back);
    came["line_no"] = 1.into();
    staff.custodian.post("/api/v1/files", &came).created();
    // Out and in stand side by side among the pictures of the item.
    let subjects = |person: &Person<'_>| -> Vec<String> {
        rows(person, &format!("item_id={held}&sort=created_at"))
            .iter()
            .map(|row| text(row, "subject").to_owned())
            .collect()
    };
    for reader in [&team.officer, &team.head, &staff.custodian, &staff.head, &app.person("supervisor")] {
        assert_eq!(subjects(reader), ["condition_out", "condition_in"]);
    }
    assert_eq!(subjects(&other.officer), Vec::<String>::new());
    app.person("auditor").get("/api/v1/files").refused(403, "permission_missing");
    for part in ["", "/thumbnail", "/screen", "/content"] {
        other.officer.get(&path(text(&shown, "id"), part)).refused(404, "not_found");
    }
    let list = text(&item(&team.officer, &codes[0]), "seizure_list_id").to_owned();
    for (subject, id) in [("case", &case), ("seizure_list", &list)] {
        team.officer.add_file(&bytes, NAME, subject, id);
        staff.custodian.post("/api/v1/files", &body(subject, id)).refused(409, "file_not_held");
        assert_eq!(rows(&team.officer, &format!("subject={subject}")).len(), 1);
    }
    let paper = json!({ "kind": "judgment", "number": "判1", "title": "判决", "case_id": case, "issued_at": "2022-12-31T00:00:00Z" });
    let paper = team.officer.post("/api/v1/documents", &paper).created();
    staff.custodian.add_file(&bytes, NAME, "document", &paper);
    assert_eq!(rows(&team.head, &format!("document_id={paper}")).len(), 1);
    assert_eq!(rows(&other.head, ""), Vec::<Value>::new());
}

#[test]
fn a_file_is_struck_out_with_a_reason_and_stays() {
    let app = TestApp::new("files-struck");
    let team = app.team(0);
    let (officer, item, bytes) = (&team.officer, seized(&team), picture(5, ImageFormat::Jpeg));
    let id = text(&officer.add_file(&bytes, NAME, "item", &item), "id").to_owned();
    let strike = |version: i64, body: &Value| {
        officer.prepare("POST", &path(&id, "/strike")).once().version(version).json(body).send()
    };
    assert_eq!(strike(2, &json!({ "reason": "" })).fields(), [("/reason", "text_empty")]);
    strike(1, &json!({ "reason": "拍错物品" })).refused(412, "version_stale");
    let struck = strike(2, &json!({ "reason": "拍错物品" })).ok();
    assert_eq!((text(&struck, "state"), text(&struck, "reason")), ("struck", "拍错物品"));
    strike(3, &json!({ "reason": "再次" })).refused(409, "file_struck");
    assert_eq!(officer.get(&path(&id, "/content")).bytes, bytes);
    // It does not count any more: the same picture may be added anew.
    officer.add_file(&bytes, NAME, "item", &item);
    assert_eq!(rows(officer, "state=struck").len(), 1);
    assert_eq!(rows(officer, "state=stored").len(), 1);
}

#[track_caller]
fn marked(person: &Person<'_>, id: &str, marks: &Value) -> Answer {
    let version = person.get(&path(id, "")).ok()["version"].as_i64().unwrap();
    person.prepare("PUT", &path(id, "/marks")).version(version).json(&json!({ "marks": marks })).send()
}

#[test]
fn differences_are_noted_on_a_picture_and_the_log_has_every_state_of_them() {
    let app = TestApp::new("file-marks");
    let team = app.team(0);
    let (officer, bytes) = (&team.officer, picture(1, ImageFormat::Jpeg));
    let item = seized(&team);
    let file = officer.add_file(&bytes, NAME, "item", &item);
    let id = text(&file, "id");
    assert_eq!(file["marks"], json!([]));
    let scratch = json!({ "left": 100, "top": 250, "width": 300, "height": 80, "text": "表盖划痕，长约3厘米" });
    let dent = json!({ "left": 0, "top": 0, "width": 1000, "height": 1000, "text": "凹陷" });
    let first = marked(officer, id, &json!([scratch])).ok();
    let told_of = |mark: &Value| (mark["text"].clone(), mark["noted_by_name"].clone(), mark["noted_at"].clone());
    let noted = told_of(&first["marks"][0]);
    assert_eq!((&noted.0, &first["marks"][0]["noted_by"]), (&scratch["text"], &json!(officer.id())));
    app.wait(SECOND);
    let both = marked(&team.colleague, id, &json!([scratch, dent])).ok();
    assert_eq!(told_of(&both["marks"][0]), noted, "what stood there is whose it was");
    assert_eq!(both["marks"][1]["noted_by"], team.colleague.id());
    let version = both["version"].clone();
    assert_eq!(marked(officer, id, &json!([scratch, dent])).ok()["version"], version, "nothing has changed");
    assert_eq!(marked(officer, id, &json!([dent])).ok()["marks"].as_array().unwrap().len(), 1);
    assert_eq!(told(&app, id).iter().filter(|(action, _)| action == "FileMarked").count(), 3);
    let original = officer.prepare("GET", &path(id, "/content")).send();
    assert_eq!(original.bytes, bytes, "the picture stays as it was taken");
}

#[test]
fn a_mark_lies_within_its_picture_and_says_something() {
    let app = TestApp::new("file-marks-refused");
    let team = app.team(0);
    let officer = &team.officer;
    let item = seized(&team);
    let file = officer.add_file(&picture(1, ImageFormat::Jpeg), NAME, "item", &item);
    let id = text(&file, "id");
    let spot = |left: i64, top: i64, width: i64, height: i64, text: &str| json!({ "left": left, "top": top, "width": width, "height": height, "text": text });
    for (wrong, field, code) in [
        (json!([spot(-1, 0, 5, 5, "痕")]), "/marks/0/left", "number_out_of_range"),
        (json!([spot(0, 1000, 5, 1, "痕")]), "/marks/0/top", "number_out_of_range"),
        (json!([spot(600, 0, 401, 5, "痕")]), "/marks/0/width", "number_out_of_range"),
        (json!([spot(0, i64::MAX, 5, i64::MAX, "痕")]), "/marks/0/height", "number_out_of_range"),
        (json!([spot(0, 0, 0, 5, "痕")]), "/marks/0/width", "number_out_of_range"),
        (json!([spot(0, 0, 5, 5, " ")]), "/marks/0/text", "text_empty"),
        (json!([spot(0, 0, 5, 5, &"痕".repeat(201))]), "/marks/0/text", "text_too_long"),
        (json!([spot(0, 0, 5, 5, "痕"), spot(0, 0, 5, 5, "痕")]), "/marks/1", "list_repeats"),
        (json!(vec![spot(0, 0, 5, 5, "痕"); 51]), "/marks", "list_too_long"),
    ] {
        let refused = marked(officer, id, &wrong);
        assert!(refused.fields().contains(&(field, code)), "{wrong}: {}", refused.body);
    }
    let stale = officer.prepare("PUT", &path(id, "/marks")).version(9).json(&json!({ "marks": [] })).send();
    stale.refused(412, "version_stale");
    let awaited = officer.post("/api/v1/files", &announced(b"x", "图.jpg", "item", &item)).created();
    marked(officer, &awaited, &json!([])).refused(409, "file_awaited");
    let paper = officer.add_file(b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer\n%%EOF\n", "单.pdf", "item", &item);
    marked(officer, text(&paper, "id"), &json!([])).refused(409, "file_no_picture");
    app.team(1).officer.get(&path(id, "")).refused(404, "not_found");
    let other = app.team(1);
    let call = other.officer.prepare("PUT", &path(id, "/marks")).version(1).json(&json!({ "marks": [] }));
    call.send().refused(404, "not_found");
}

#[test]
fn the_condition_of_goods_is_shown_on_the_side_that_a_request_has() {
    let app = TestApp::new("file-sides");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let intake = team.officer.get(&format!("/api/v1/requests?case_id={case}")).ok()["rows"][0]["id"].clone();
    let loan = app.lend(&team, &case, &codes);
    let add = |subject: &str, request: &str, line_no: i64| {
        let mut new = announced(format!("{subject}{request}{line_no}").as_bytes(), "图.jpg", subject, request);
        new["line_no"] = line_no.into();
        staff.custodian.post("/api/v1/files", &new)
    };
    let intake = intake.as_str().unwrap();
    assert_eq!(add("condition_out", intake, 1).fields(), [("/subject", "file_other_side")]);
    assert_eq!(add("condition_in", &loan, 1).fields(), [("/subject", "file_other_side")]);
    assert_eq!(add("condition_out", &loan, 9_999).fields(), [("/line_no", "file_no_line")]);
    add("condition_in", intake, 1).created();
    add("condition_out", &loan, 1).created();
}

#[test]
fn large_files_go_into_a_bucket_in_parts_and_come_out_byte_for_byte() {
    let (bucket, app) = on_bucket("files-large");
    let team = app.team(0);
    let (officer, item) = (&team.officer, seized(&team));
    // More than two of the parts that the bucket is sent, and no round number of them.
    let long: Vec<u8> = (0..17_000_001_u32).map(|at| (at % 251) as u8).collect();
    let whole = film(&long);
    let new = officer.add_file_in_parts(&whole, "影.mp4", "item", &item);
    assert_eq!(text(&officer.get(&path(&new, "")).ok(), "state"), "stored");
    assert!(officer.get(&path(&new, "/content")).bytes == whole, "other bytes came back");
    let digest = announced(&whole, "", "", "")["sha256"].as_str().unwrap().to_owned();
    let object = bucket.objects().join(&digest[..2]).join(&digest);
    assert_eq!(std::fs::metadata(&object).unwrap().len(), whole.len() as u64);
    // Changed behind the program's back, not a byte of it is given out.
    let mut changed = whole.clone();
    changed[9_000_000] ^= 1;
    std::fs::write(&object, &changed).unwrap();
    officer.get(&path(&new, "/content")).refused(409, "file_missing");
    // Nor where the range that is asked for holds none of the changed bytes.
    let call = officer.prepare("GET", &path(&new, "/content")).header("range", "bytes=0-9");
    call.send().refused(409, "file_missing");
    // About something else the same bytes are put right.
    officer.add_file_in_parts(&whole, "影.mp4", "item", &seized(&team));
    assert!(std::fs::read(&object).unwrap() == whole, "the bucket keeps other bytes");
}

#[test]
fn a_bucket_that_is_away_is_told_and_what_came_goes_on_when_it_is_back() {
    let (mut bucket, app) = on_bucket("files-away");
    let team = app.team(0);
    let (officer, item) = (&team.officer, seized(&team));
    let kept = officer.add_file(&picture(6, ImageFormat::Jpeg), NAME, "item", &item);
    let bytes = picture(7, ImageFormat::Jpeg);
    let new = officer.post("/api/v1/files", &announced(&bytes, "远.jpg", "item", &item)).created();
    bucket.stop();
    let (first, rest) = bytes.split_at(1_000);
    officer.send_part(&new, 0, first).ok();
    let answer = officer.send_part(&new, 1_000, rest);
    assert_eq!(answer.header("retry-after"), "2");
    answer.refused(503, "store_unavailable");
    officer.get(&path(text(&kept, "id"), "/content")).refused(503, "store_unavailable");
    // What was derived is on this machine, and everything else can be worked with.
    assert_eq!(officer.get(&path(text(&kept, "id"), "/thumbnail")).status, 200);
    assert_eq!(text(&officer.get(&path(&new, "")).ok(), "state"), "announced");
    bucket.come_back();
    // The last part again, as whoever never got its answer sends it; other bytes are no repetition.
    officer.send_part(&new, 1_001, &rest[..rest.len() - 1]).refused(409, "file_part_elsewhere");
    let stored = officer.send_part(&new, 1_000, rest).ok();
    assert_eq!(text(&stored, "state"), "stored");
    assert_eq!(officer.get(&path(&new, "/content")).bytes, bytes);
}

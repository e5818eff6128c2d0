//! Prints that are cut off: the labels are fixed before anything is recorded, the rest is carried on by whoever runs next,
//! and no label gets a second entry or none.

use std::process::Stdio;
use std::time::{Duration, Instant};

use custody::model::goods::label::{LabelCode, LabelKey};
use serde_json::{Value, json};

use super::backup::copy_keys;
use crate::support::operations::{custodian, found, take_in};
use crate::support::sql::{number, texts};
use crate::support::{Installation, ServerProcess, cluster, new_key};

const BATCHES: &str = "/api/v1/print-batches";
/// Labels of the large batches: six steps of the work.
const LABELS: i64 = 3_000;

/// A site with so many goods to label.
fn filled(site: &Installation) {
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 1);
    take_in(&database, &keys, &people, "一", LABELS as usize);
}

/// How many entries a batch has, and for how many items.
fn entries(site: &Installation, batch: &str) -> (i64, i64) {
    let of = format!("FROM log_leaves WHERE action = 'ItemLabelled' AND payload LIKE '%{batch}%'");
    let mut conn = site.connection();
    (
        number(&mut conn, &format!("SELECT count(*) {of}")),
        number(&mut conn, &format!("SELECT count(DISTINCT item_id) {of}")),
    )
}

/// Status of a batch and how many of its labels are recorded, as the database has it.
fn standing(site: &Installation, number: &str) -> (String, i64) {
    let query = format!(
        "SELECT status || ' ' || CAST(recorded_count AS text) AS value FROM print_batches WHERE number = '{number}'"
    );
    let rows = texts(&mut site.connection(), &query);
    let (status, count) = rows.first().and_then(|row| row.split_once(' ')).unwrap_or(("", "0"));
    (status.to_owned(), count.parse().unwrap())
}

/// Whether a batch has as many entries as it says. One statement sees both at the same moment: PostgreSQL may still be
/// committing what a killed program asked of it.
fn consistent(site: &Installation, number: &str, id: &str) -> bool {
    let query = format!(
        "SELECT CAST(recorded_count AS text) || ' ' || CAST((SELECT count(*) FROM log_leaves \
         WHERE action = 'ItemLabelled' AND payload LIKE '%{id}%') AS text) AS value \
         FROM print_batches WHERE number = '{number}'"
    );
    let rows = texts(&mut site.connection(), &query);
    let (count, entries) = rows[0].split_once(' ').unwrap();
    count == entries
}

/// Waits until more than so many labels of a batch are recorded, or all.
fn recorded(site: &Installation, number: &str, more_than: i64) {
    let began = Instant::now();
    while standing(site, number).1 <= more_than.min(LABELS - 1) {
        assert!(began.elapsed() < Duration::from_secs(120), "the work on {number} does not get on");
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn kill(server: &mut ServerProcess) {
    let pid = server.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-KILL", &pid]).status().unwrap().success());
    server.child.wait().unwrap();
}

/// The batch once everything of it is in the log.
fn done(server: &ServerProcess, token: &str, id: &str) -> Value {
    let began = Instant::now();
    loop {
        let now = server.get(&format!("{BATCHES}/{id}"), Some(token));
        if now.text("status") == "done" {
            return now.body;
        }
        assert_eq!((now.status, now.text("status")), (200, "recording"));
        assert!(began.elapsed() < Duration::from_secs(120), "the work is not carried on: {now:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_print_killed_in_its_midst_is_carried_on_and_every_label_is_recorded_once() {
    let site = Installation::new("killed-print");
    filled(&site);
    let mut server = site.serve(&[]);
    let mut token = server.sign_in(&custodian(1));
    let mut cut_off = Vec::new();
    let mut batches = Vec::new();
    // A print may come to its end before the blow falls; such a one does not count, and the labels are printed again.
    while cut_off.len() < 2 {
        assert!(batches.len() < 6, "no print was ever caught in its midst: {batches:?}");
        let wanted = json!({ "all_items": true, "profile": "A4-24", "reason": "重印" });
        let key = new_key();
        let first = server.post(BATCHES, &token, &key, &wanted).unwrap();
        assert_eq!(
            (first.status, first.text("status"), &first.body["label_count"]),
            (201, "recording", &json!(LABELS))
        );
        let (id, name) = (first.text("id").to_owned(), first.text("number").to_owned());
        for blow in 0..2 {
            recorded(&site, &name, standing(&site, &name).1);
            std::thread::sleep(Duration::from_millis(7 * (1 + blow + cut_off.len() as u64)));
            kill(&mut server);
            let (status, count) = standing(&site, &name);
            assert!(consistent(&site, &name, &id), "what is counted as recorded is recorded");
            server = site.serve(&[]);
            token = server.sign_in(&custodian(1));
            if status == "done" {
                break;
            }
            assert!(count > 0 && count < LABELS, "{count}");
            let early = server.get(&format!("{BATCHES}/{id}/labels.pdf?reason=again"), Some(&token));
            assert!(early.status == 409 || standing(&site, &name).0 == "done", "half a print is handed out: {early:?}");
            cut_off.push(count);
        }
        let batch = done(&server, &token, &id);
        assert_eq!((&batch["recorded_count"], entries(&site, &id)), (&json!(LABELS), (LABELS, LABELS)));
        let again = server.post(BATCHES, &token, &key, &wanted).unwrap();
        assert_eq!((again.status, again.replayed, &again.body), (201, true, &first.body), "the one stored answer");
        batches.push((id, name));
    }
    whole(&site, &server, &token, &batches);
    assert_eq!(server.stop(), Some(0));
    let verified = site.verify();
    assert!(verified.clean, "{verified}");
    println!("killed at {cut_off:?} of {LABELS} labels");
}

/// Every batch is one file, the same each time, with every label on its page, and no number is missing or there twice.
fn whole(site: &Installation, server: &ServerProcess, token: &str, batches: &[(String, String)]) {
    for (id, name) in batches {
        let path = format!("{BATCHES}/{id}/labels.pdf?reason=again");
        let file = server.download(&path, token);
        assert!(file.starts_with(b"%PDF-1.7") && file.ends_with(b"%%EOF\n"), "{} bytes", file.len());
        let page = b"/Type/Page/";
        let pages = file.windows(page.len()).filter(|at| at == page).count();
        assert_eq!(pages as i64, LABELS / 24, "{name}");
        assert!(file == server.download(&path, token), "{name} is another file the second time");
        let lines = number(
            &mut site.connection(),
            &format!(
                "SELECT count(DISTINCT code) FROM print_lines JOIN print_batches ON id = batch_id WHERE number = '{name}'"
            ),
        );
        assert_eq!(lines, LABELS, "{name}");
    }
    let numbers = texts(&mut site.connection(), "SELECT number AS value FROM print_batches ORDER BY sequence");
    let expected: Vec<_> = batches.iter().map(|(_, name)| name.clone()).collect();
    assert_eq!(numbers, expected);
    assert!(numbers.iter().enumerate().all(|(at, name)| name.ends_with(&format!("-{:06}", at + 1))), "{numbers:?}");
}

#[test]
fn a_killed_command_leaves_no_file_and_its_batch_can_be_had_later() {
    let site = Installation::new("killed-labels");
    filled(&site);
    let mut cut_off = None;
    for attempt in 1..=6 {
        let mut command = site.program();
        command.args(["labels", "--all", "--reason", "重印", "--out", "all.pdf"]);
        let mut command = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let newest = || {
            let query = "SELECT number AS value FROM print_batches ORDER BY sequence DESC LIMIT 1";
            texts(&mut site.connection(), query).pop().filter(|name| name.ends_with(&attempt.to_string()))
        };
        let began = Instant::now();
        let name = loop {
            if let Some(name) = newest() {
                break name;
            }
            assert!(began.elapsed() < Duration::from_secs(120), "the batch is not made");
            std::thread::sleep(Duration::from_millis(1));
        };
        recorded(&site, &name, 0);
        command.kill().unwrap();
        let ended = command.wait().unwrap();
        let (status, count) = standing(&site, &name);
        if status == "recording" && ended.code().is_none() {
            cut_off = Some((name, count));
            break;
        }
        let _ = std::fs::remove_file(site.folder.join("all.pdf"));
    }
    let (name, count) = cut_off.expect("a command is caught in its midst");
    assert!(!site.folder.join("all.pdf").exists(), "half a print has the name of a whole one");
    site.run(&["audit", "verify"]).done();
    let told = site.run(&["labels", "--batch", &name, "--out", "all.pdf"]).done().to_owned();
    assert!(told.contains("3,000 labels on 125 pages"), "{told}");
    let file = std::fs::read(site.folder.join("all.pdf")).unwrap();
    let server = site.serve(&[]);
    let token = server.sign_in(&custodian(1));
    let listed = server.get(BATCHES, Some(&token));
    let row =
        listed.body["rows"].as_array().unwrap().iter().find(|row| row["number"] == name.as_str()).unwrap().clone();
    let id = row["id"].as_str().unwrap();
    assert_eq!((&row["status"], entries(&site, id)), (&json!("done"), (LABELS, LABELS)));
    assert!(server.download(&format!("{BATCHES}/{id}/labels.pdf?reason=again"), &token) == file, "one batch, one file");
    drop(server);
    let verified = site.verify();
    assert!(verified.clean, "{verified}");
    println!("killed at {count} of {LABELS} labels");
}

#[test]
fn what_cannot_be_printed_is_refused_in_one_line_and_leaves_nothing() {
    let site = Installation::new("bad-prints");
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    let codes = take_in(&database, &keys, &people, "一", 2);
    drop(database);
    let foreign = LabelCode::issue(&keys.labels.key, 110_101, 1).unwrap().to_string();
    let forged = LabelCode::issue(&LabelKey::generate().unwrap(), 130_273, 1).unwrap().to_string();
    let one = codes[0].as_str();
    for (arguments, told) in [
        (&["--items", one, "--profile", "A3"][..], &["A3", "A4-24, A4-40, Place-100x50, Roll-50x30, Roll-70x50"][..]),
        (&["--items", one, "--content", "nothing"], &["nothing"]),
        (&["--items", one, "--profile", "Place-100x50"], &["profile", "labels of a place"]),
        (&["--items", one, "--profile", "A4-40", "--content", "Roll-70x50"], &["content"]),
        (&["--items", one, "--copies", "1000000"], &["copies", "1 to 20"]),
        (&["--items", one, "--copies", "0"], &["copies", "1 to 20"]),
        (&["--items", one, "--skip", "24"], &["skip", "23"]),
        (&["--items", one, "--skip=-1"], &["skip", "23"]),
        (&["--blank", "1000000"], &["blanks", "1 to 10000"]),
        (&["--items", &foreign], &["items", "this code"]),
        (&["--items", &forged], &["items", "this code"]),
        (&["--items", "hello"], &["items", "this code"]),
        (&["--request", "RK-2023-999999"], &["request"]),
        (&["--case", "A0"], &["case"]),
        (&["--places", "nowhere"], &["nowhere"]),
        (&["--batch", "BQ-2023-999999"], &["BQ-2023-999999"]),
        (&["--calibration", "--profile", "A3"], &["A3"]),
        (&["--items", one, "--out", "nowhere/x.pdf"], &["cannot write nowhere/x.pdf"]),
    ] {
        let out = if arguments.contains(&"--out") { &[][..] } else { &["--out", "x.pdf"] };
        let run = site.run(&[&["labels"][..], arguments, out].concat());
        let line = run.refused(1);
        assert!(told.iter().all(|part| line.contains(part)), "{arguments:?}: {line}");
    }
    for arguments in [&["labels", "--out", "x.pdf"][..], &["labels", "--all", "--items", one, "--out", "x.pdf"]] {
        assert_eq!(site.run(arguments).code, Some(2), "{arguments:?}");
    }
    let left = std::fs::read_dir(&site.folder).unwrap().map(|file| file.unwrap().file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().contains("pdf")).collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(number(&mut site.connection(), "SELECT count(*) FROM print_batches"), 0, "nothing counts as printed");
    site.run(&["labels", "--items", &codes[1], "--out", "x.pdf"]).done();
    let run = site.run(&["labels", "--items", &codes[1], "--out", "x.pdf"]);
    assert!(run.refused(1).contains("a reprint needs a reason"), "a double is no accident: {run:?}");
    let numbers = texts(&mut site.connection(), "SELECT number AS value FROM print_batches ORDER BY sequence");
    assert!(numbers.len() == 1 && numbers[0].ends_with("-000001"), "no gap: {numbers:?}");
    let verified = site.verify();
    assert!(verified.clean, "{verified}");
}

#[test]
fn what_was_printed_moves_with_a_backup_to_the_other_database() {
    let Some(cluster) = cluster() else {
        return moves(&Installation::on_sqlite("prints-from"), &Installation::on_sqlite("prints-to"));
    };
    moves(&Installation::on_sqlite("prints-from"), &Installation::on_postgres("prints-to", &cluster));
    moves(&Installation::on_postgres("prints-from", &cluster), &Installation::on_sqlite("prints-to"));
}

fn moves(from: &Installation, to: &Installation) {
    let (database, keys) = (from.open(), from.keys());
    let people = found(&database, 1);
    let codes = take_in(&database, &keys, &people, "一", 620);
    drop(database);
    let mut server = from.serve(&[]);
    let token = server.sign_in(&custodian(1));
    let (former, blanks) = print_everything(&server, &token, &codes);
    let before = printed(&server, &token, &codes, &former, &blanks);
    assert_eq!(server.stop(), Some(0));
    from.run(&["backup", "prints.gz"]).done();
    copy_keys(from, to);
    to.run(&["restore", &from.folder.join("prints.gz").display().to_string()]).done();
    to.run(&["audit", "verify"]).done();

    let server = to.serve(&[]);
    let token = server.sign_in(&custodian(1));
    let after = printed(&server, &token, &codes, &former, &blanks);
    for (one, other) in before.iter().zip(&after) {
        assert!(one == other, "{}: not the same after the restore", one.0);
    }
    assert_eq!(before.len(), after.len());
    let again = server.post(BATCHES, &token, &new_key(), &json!({ "items": [codes[1]] })).unwrap();
    assert_eq!((again.status, again.text("code")), (409, "reprint_reason_needed"), "what was printed stays printed");
    let next = json!({ "items": [codes[1]], "reason": "破损", "profile": "自备纸" });
    let next = server.post(BATCHES, &token, &new_key(), &next).unwrap();
    let count = before.iter().filter(|(path, _)| path.contains("labels.pdf")).count();
    assert!(next.status == 201 && next.text("number").ends_with(&format!("-{:06}", count + 1)), "{next:?}");
    let blank = server.post(BATCHES, &token, &new_key(), &json!({ "blanks": 1 })).unwrap();
    let path = format!("{BATCHES}/{}/lines", blank.text("id"));
    let lines = server.get(&path, Some(&token));
    let code = lines.body["rows"][0]["code"].as_str().unwrap();
    assert!(!codes.iter().chain(&blanks).any(|known| known == code), "{code} is issued a second time");
    drop(server);
    let verified = to.verify();
    assert!(verified.clean, "{verified}");
}

/// A paper and a content of one's own, a large and small print, places, blanks: bound, retired and free, a replacement.
/// Answers the former codes and the blank ones.
fn print_everything(server: &ServerProcess, token: &str, codes: &[String]) -> (Vec<String>, Vec<String>) {
    let post = |path: &str, body: &Value| {
        let answer = server.post(path, token, &new_key(), body).unwrap();
        assert!((200..300).contains(&answer.status), "{path} {body}: {answer:?}");
        answer.body
    };
    let first = |path: &str| server.get(path, Some(token)).body["rows"][0].clone();
    let (profile, content) = (first("/api/v1/paper-profiles"), first("/api/v1/label-contents"));
    let mut layout = content["layout"].clone();
    layout["captions"] = json!(false);
    let own = post("/api/v1/label-contents", &json!({ "name": "简式", "subject": "item", "layout": layout }));
    let mut layout = profile["layout"].clone();
    layout["offset_x_um"] = json!(-400);
    post("/api/v1/paper-profiles", &json!({ "name": "自备纸", "layout": layout, "content_id": own["id"] }));

    let large = post(BATCHES, &json!({ "all_items": true, "skip": 5, "profile": "自备纸" }));
    done(server, token, large["id"].as_str().unwrap());
    post(BATCHES, &json!({ "items": codes[..3], "copies": 2, "reason": "卡纸", "profile": "Roll-70x50" }));
    post(BATCHES, &json!({ "places": [] }));
    let batch = post(BATCHES, &json!({ "blanks": 3, "profile": "Roll-50x30" }));
    let lines = server.get(&format!("{BATCHES}/{}/lines", batch["id"].as_str().unwrap()), Some(token));
    let lines = lines.body["rows"].as_array().unwrap().clone();
    let blanks: Vec<String> = lines.iter().map(|line| line["code"].as_str().unwrap().to_owned()).collect();
    let replace = |code: &str, blank: Option<&String>| {
        let item = server.get(&format!("/api/v1/scan/{code}"), Some(token)).body["item"]["id"].clone();
        let path = format!("/api/v1/items/{}/label-replacement", item.as_str().unwrap());
        post(&path, &json!({ "reason": "标签破损", "code": blank }));
    };
    replace(&codes[10], Some(&blanks[0]));
    replace(&codes[11], None);
    post("/api/v1/label-retirements", &json!({ "codes": [blanks[1]], "reason": "污损" }));
    (codes[10..12].to_vec(), blanks)
}

/// Everything that the centre answers about its prints: by its address.
fn printed(
    server: &ServerProcess,
    token: &str,
    codes: &[String],
    former: &[String],
    blanks: &[String],
) -> Vec<(String, Vec<u8>)> {
    let states = ["blank", "bound", "replaced", "retired"].map(|state| format!("/api/v1/labels?state={state}"));
    let mut paths = vec!["/api/v1/paper-profiles".to_owned(), "/api/v1/label-contents".to_owned(), BATCHES.to_owned()];
    paths.extend(states);
    paths.extend(codes[..3].iter().chain(former).chain(blanks).map(|code| format!("/api/v1/scan/{code}")));
    let batches = server.get(BATCHES, Some(token)).body["rows"].as_array().unwrap().clone();
    assert_eq!(batches.len(), 4);
    for batch in &batches {
        let path = format!("{BATCHES}/{}", batch["id"].as_str().unwrap());
        paths.extend([format!("{path}/lines?limit=500"), format!("{path}/labels.pdf?reason=again"), path]);
    }
    paths.into_iter().map(|path| (server.download(&path, token), path)).map(|(bytes, path)| (path, bytes)).collect()
}

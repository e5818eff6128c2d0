//! The bytes of photographs, scans and papers: what is missing or changed is named, they go along with backups, and a disk that is
//! full leaves nothing half done.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use custody::audit::hash::to_hex;
use custody::audit::sha256;
use custody::db::cases::cases;
use custody::db::change::Actor;
use custody::model::accounts::viewer::Reach;
use custody::model::cases::files::PART;
use custody::model::ids::FileId;
use custody::operations::cases::files::{NewFile, announce, keep, store};
use custody::store::Received;
use image::ImageFormat;
use serde_json::{Value, json};
use uuid::Uuid;

use super::backup::copy_keys;
use crate::support::operations::{People, found, take_in};
use crate::support::pictures::{announced, picture};
use crate::support::sql::sql;
use crate::support::{Installation, Run, ServerProcess, cluster, new_key};

/// A centre with three photographs about its case; the last of them was announced only.
fn photographed(site: &Installation) -> (People, Vec<(FileId, Vec<u8>)>) {
    let (database, _) = (site.open(), site.keys());
    let people = found(&database, 1);
    let (officer, kept) = (&people.officers[0], site.store());
    let add = |seed: u32| {
        let bytes = picture(seed, ImageFormat::Jpeg);
        let new = announced(&bytes, &format!("图{seed}.jpg"), "case", &people.case.to_string());
        let new: NewFile = serde_json::from_value(Value::Object(new.as_object().unwrap().clone())).unwrap();
        let row = database.change(Actor::from(officer), |change| announce(change, officer, &new)).unwrap();
        if seed < 3 {
            let come = kept.arriving().add(row.id.0, 0, &bytes).unwrap();
            assert_eq!(come, Received::Added { now: bytes.len() as u64 });
            let told = keep(&kept, &row).unwrap();
            database.change(Actor::from(officer), |change| store(change, officer, row.id, told)).unwrap();
            kept.arriving().drop(row.id.0);
        }
        (row.id, bytes)
    };
    let added = (1..=3).map(add).collect();
    (people, added)
}

/// Where the bytes of a content stand.
fn place_of(site: &Installation, bytes: &[u8]) -> PathBuf {
    let hash = to_hex(&sha256(bytes));
    site.kept().join(&hash[..2]).join(hash)
}

#[test]
fn bytes_that_are_missing_or_changed_are_named_by_a_verification_of_the_files() {
    name_what_is_lost(&Installation::new("lost-files"));
}

#[test]
fn what_is_missing_or_changed_in_a_bucket_is_named_as_well() {
    name_what_is_lost(&Installation::new("lost-objects").with_bucket());
}

fn name_what_is_lost(site: &Installation) {
    let (_, files) = photographed(site);
    let told = site.run(&["audit", "verify", "--files"]);
    assert!(
        told.done().contains("The log is whole") && told.out.contains("2 files and 0 papers: every byte"),
        "{told:?}"
    );
    let first = place_of(site, &files[0].1);
    let mut changed = files[0].1.clone();
    changed[99] ^= 1;
    fs::write(&first, changed).unwrap();
    fs::remove_file(place_of(site, &files[1].1)).unwrap();
    // The log and the tables are as they were.
    site.run(&["audit", "verify"]).done();
    let told = site.run(&["audit", "verify", "--files"]);
    assert_eq!(told.code, Some(1), "{told:?}");
    for (name, at, wrong) in [("图1.jpg", 0, "its bytes were changed"), ("图2.jpg", 1, "its bytes are missing")] {
        let digest = to_hex(&sha256(&files[at].1));
        let wrong = format!("file {name} (id {}, SHA-256 {}…): {wrong}", files[at].0, &digest[..16]);
        assert!(told.out.contains(&wrong), "{wrong}: {told:?}");
    }
    assert!(!told.out.contains("图3"), "{told:?}");
    let server = site.serve(&[]);
    let token = server.sign_in("officer-01");
    let gone = server.get(&format!("/api/v1/files/{}/content", files[1].0), Some(&token));
    assert_eq!((gone.status, gone.text("code")), (409, "file_missing"), "{gone:?}");
    drop(server);
    let backup = site.run(&["backup", "lost.gz"]);
    assert!(backup.code == Some(1) && backup.out.contains("without what is missing or changed"), "{backup:?}");
    fs::write(&first, &files[0].1).unwrap();
    fs::write(place_of(site, &files[1].1), &files[1].1).unwrap();
    site.run(&["audit", "verify", "--files"]).done();
}

#[test]
fn a_backup_carries_the_files_unless_somebody_leaves_them_out() {
    carry_files(|site| site);
}

#[test]
fn a_backup_carries_the_files_out_of_a_bucket_and_into_another() {
    carry_files(Installation::with_bucket);
}

fn carry_files(placed: fn(Installation) -> Installation) {
    let from = placed(Installation::new("files-from"));
    let (_, files) = photographed(&from);
    let all = from.run(&["backup", "all.gz"]);
    assert!(all.done().contains("2 files and 0 papers are beside it"), "{all:?}");
    from.run(&["backup", "bare.gz", "--without-files"]).done();
    assert!(from.folder.join("all.gz.files").exists() && !from.folder.join("bare.gz.files").exists());
    let to = |name: &str| {
        placed(match cluster() {
            Some(cluster) => Installation::on_postgres(name, &cluster),
            None => Installation::on_sqlite(name),
        })
    };
    let restored = |site: &Installation, name: &str, more: &[&str]| -> Run {
        if !site.folder.join("keys").exists() {
            copy_keys(&from, site);
        }
        let file = from.folder.join(name).display().to_string();
        site.run(&[&["restore", &file], more].concat())
    };
    let whole = to("files-whole");
    restored(&whole, "all.gz", &[]).done();
    for (_, bytes) in &files[..2] {
        assert_eq!(&fs::read(place_of(&whole, bytes)).unwrap(), bytes);
    }
    whole.run(&["audit", "verify", "--files"]).done();
    // Without the bytes nothing is put in place, unless somebody says so.
    let bare = to("files-bare");
    assert!(restored(&bare, "bare.gz", &[]).refused(1).contains("the bytes of 2 files or papers are neither"));
    restored(&bare, "bare.gz", &["--without-files"]).done();
    assert_eq!(bare.run(&["audit", "verify", "--files"]).code, Some(1));
    // A file beside the backup that was changed, cut off, or is not there.
    let beside = from.folder.join("all.gz.files");
    let good = fs::read(&beside).unwrap();
    let mut changed = good.clone();
    changed[500] ^= 1;
    for bad in [changed, good[..good.len() - 8].to_vec(), good[..good.len() / 2].to_vec(), b"x\n".to_vec()] {
        fs::write(&beside, bad).unwrap();
        let told = restored(&to("files-bad"), "all.gz", &[]);
        assert!(told.refused(1).contains("all.gz.files: "), "{told:?}");
    }
    fs::remove_file(&beside).unwrap();
    assert!(restored(&to("files-gone"), "all.gz", &[]).refused(1).contains("are missing; put it beside the backup"));
}

#[test]
fn a_part_that_cannot_be_written_is_not_acknowledged_and_goes_on_when_there_is_room() {
    let site = Installation::new("full-files");
    let (_, files) = photographed(&site);
    let (id, bytes) = &files[2];
    // Whatever is written to this device is refused for want of room.
    let waiting = site.arriving().join(id.0.simple().to_string());
    symlink("/dev/full", &waiting).unwrap();
    let kept = site.store();
    let told = kept.arriving().add(id.0, 0, &bytes[..100]).unwrap_err();
    assert!(custody::error::chain(&told).contains("No space left"), "{told:?}");
    fs::remove_file(&waiting).unwrap();
    assert_eq!(kept.arriving().count(id.0).unwrap(), 0);
    kept.arriving().add(id.0, 0, bytes).unwrap();
    site.run(&["audit", "verify", "--files"]).done();
}

#[test]
fn what_nobody_finishes_is_dropped_after_a_day_and_the_file_stays_announced() {
    let site = Installation::new("idle-files");
    let (_, files) = photographed(&site);
    let (id, bytes) = &files[2];
    let kept = site.store();
    let other = Uuid::new_v4();
    for upload in [id.0, other] {
        kept.arriving().add(upload, 0, &bytes[..1_000]).unwrap();
    }
    // The last byte of one came a day ago, of the other a little later.
    for (upload, hours) in [(id.0, 24), (other, 23)] {
        let waiting = site.arriving().join(upload.simple().to_string());
        let file = fs::File::options().write(true).open(waiting).unwrap();
        let written = file.metadata().unwrap().modified().unwrap();
        file.set_modified(written - Duration::from_hours(hours)).unwrap();
    }
    let server = site.serve(&[]);
    let token = server.sign_in("officer-01");
    let path = format!("/api/v1/files/{id}");
    let shown = || server.get(&path, Some(&token));
    let began = Instant::now();
    while shown().body["received"] != 0 {
        assert!(began.elapsed() < Duration::from_secs(20), "{:?}", shown());
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(shown().text("state"), "announced");
    assert_eq!(kept.arriving().count(other).unwrap(), 1_000);
}

#[test]
fn bytes_that_nothing_names_are_told_and_are_nothing_wrong() {
    name_surplus(&Installation::new("surplus-files"));
    name_surplus(&Installation::new("surplus-objects").with_bucket());
}

fn name_surplus(site: &Installation) {
    photographed(site);
    assert!(!site.run(&["audit", "verify", "--files"]).done().contains("SURPLUS"));
    // As a change leaves it that failed after its file was kept.
    let left = site.store().put(&b"a paper that was never issued"[..]).unwrap();
    let told = site.run(&["audit", "verify", "--files"]);
    let named = format!("SURPLUS       {}", to_hex(&left.sha256));
    assert!(told.done().contains(&named) && told.out.contains("1 contents of the store are named by no"), "{told:?}");
    let json = site.run(&["audit", "verify", "--files", "--format", "json"]);
    let json: Value = serde_json::from_str(json.done()).unwrap();
    assert_eq!((&json["clean"], &json["kept"]["surplus"]["count"]), (&Value::Bool(true), &Value::from(1)));
}

/// Bounds what the server may write into one file, as a disk without room does; none takes the bound away.
fn bound(server: &ServerProcess, bytes: Option<u64>) {
    let limit = bytes.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
    let pid = server.child.id().to_string();
    let done = Command::new("prlimit").args(["--pid", &pid, &format!("--fsize={limit}:")]).status().unwrap();
    assert!(done.success());
}

/// A server that is told of a file it cannot write, where others are killed.
fn serve_to_be_bound(site: &Installation) -> ServerProcess {
    let program = site.program();
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; exec \"$0\" serve --listen 127.0.0.1:0"]).arg(program.get_program());
    site.settle(&mut command);
    ServerProcess::start(command, site.folder.join("server.log"))
}

#[test]
fn a_full_disk_is_told_with_what_is_needed_and_the_upload_goes_on_when_there_is_room() {
    let site = Installation::new("full-disk");
    let people = photographed(&site).0;
    let server = serve_to_be_bound(&site);
    let token = server.sign_in("officer-01");
    let paper: Vec<u8> =
        [&b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%"[..], &[b' '; 9 << 20], b"\ntrailer\n%%EOF\n"].concat();
    let new = announced(&paper, "单.pdf", "case", &people.case.to_string());
    let new = server.post("/api/v1/files", &token, &new_key(), &new).unwrap();
    let path = format!("/api/v1/files/{}", new.text("id"));
    let send = |offset: usize| {
        let part = &paper[offset..paper.len().min(offset + PART)];
        server.put(&format!("{path}/content?offset={offset}"), &token, part)
    };
    let received = || server.get(&path, Some(&token)).body["received"].clone();
    assert_eq!(send(0).status, 200);
    bound(&server, Some(6 << 20));
    let full = send(PART);
    assert_eq!(
        (full.status, full.text("code"), full.retry_after.as_deref()),
        (507, "store_full", Some("60")),
        "{full:?}"
    );
    // What has not come, and all of it once more while it is kept.
    assert!(full.text("detail").contains("15 MiB"), "{full:?}");
    assert_eq!(received(), PART);
    bound(&server, None);
    assert_eq!(send(PART).status, 200);
    assert_eq!(send(2 * PART).text("state"), "stored");
    assert!(site.run(&["audit", "verify", "--files"]).done().contains("The log is whole"));
}

/// Waits until the ready program tells that files are kept, or that they are not; nothing else is asked of the store meanwhile.
#[track_caller]
fn await_kept(server: &ServerProcess, kept: bool) {
    let began = Instant::now();
    loop {
        let told = server.get("/health/ready", None);
        assert_eq!((told.status, &told.body["status"]), (200, &json!("ok")), "{told:?}");
        if told.body["files_kept"] == kept {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "{told:?}");
        thread::sleep(Duration::from_millis(200));
    }
    let mut figures = ureq::get(format!("{}/metrics", server.address)).call().unwrap();
    let figures = figures.body_mut().read_to_string().unwrap();
    assert!(figures.contains(&format!("custody_files_kept {}\n", u8::from(kept))), "{figures}");
}

#[test]
fn a_program_that_cannot_keep_files_says_so_before_anybody_sends_one_and_goes_on() {
    let site = Installation::new("unwritable-disk");
    photographed(&site);
    let server = serve_to_be_bound(&site);
    await_kept(&server, true);
    // A disk without room.
    bound(&server, Some(4 << 10));
    await_kept(&server, false);
    bound(&server, None);
    await_kept(&server, true);
    // A place where nothing can be put.
    let aside = site.folder.join("aside");
    fs::rename(site.kept(), &aside).unwrap();
    fs::write(site.kept(), "no folder").unwrap();
    await_kept(&server, false);
    fs::remove_file(site.kept()).unwrap();
    fs::rename(&aside, site.kept()).unwrap();
    await_kept(&server, true);
    // The trials leave nothing behind.
    let left: Vec<_> = fs::read_dir(site.kept()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with("draft")), "{left:?}");
    assert!(!site.run(&["audit", "verify", "--files"]).done().contains("SURPLUS"));
}

#[test]
fn a_bucket_that_is_away_is_told_before_anybody_sends_a_file() {
    let mut site = Installation::new("absent-bucket").with_bucket();
    photographed(&site);
    let server = site.serve(&[]);
    await_kept(&server, true);
    site.bucket.as_mut().unwrap().stop();
    await_kept(&server, false);
    site.bucket.as_mut().unwrap().come_back();
    await_kept(&server, true);
}

#[test]
fn a_file_whose_record_was_given_another_hash_is_told_as_a_changed_record_with_what_it_shows() {
    let site = Installation::new("altered-hash");
    let (people, files) = photographed(&site);
    let (first, second) = (to_hex(&sha256(&files[0].1)), "ab".repeat(32));
    sql(&mut site.connection(), &format!("UPDATE files SET sha256 = '{second}' WHERE sha256 = '{first}'"));
    let case = site.open().read(|conn| cases::get(conn, Reach::Everything, people.case)).unwrap().case_no;
    let told = site.run(&["audit", "verify", "--files"]);
    assert_eq!(told.code, Some(1), "{told:?}");
    let record =
        format!("case {case}: file 图1.jpg (id {}, SHA-256 {}…): its record was changed", files[0].0, &second[..16]);
    assert!(told.out.contains(&record), "{record}: {told:?}");
    let bytes = format!("in the log its SHA-256 is {}…, and the bytes of that are whole", &first[..16]);
    assert!(told.out.contains(&bytes) && !told.out.contains("its bytes"), "{bytes}: {told:?}");
    // The row itself is told of as well, with its case.
    assert!(told.out.contains(&format!("case {case}: file 图1.jpg is not the row")), "{told:?}");
    fs::remove_file(place_of(&site, &files[0].1)).unwrap();
    let told = site.run(&["audit", "verify", "--files"]);
    assert!(told.out.contains("and the bytes of that are missing"), "{told:?}");
}

#[test]
fn without_room_no_paper_is_half_made_and_pictures_are_shown_all_the_same() {
    let site = Installation::new("full-paper");
    let (people, files) = photographed(&site);
    take_in(&site.open(), &site.keys(), &people, "一", 2);
    let server = serve_to_be_bound(&site);
    let token = server.sign_in("officer-01");
    let list = server.get(&format!("/api/v1/seizure-lists?case_id={}", people.case), Some(&token));
    let list = list.body["rows"][0]["id"].clone();
    let body = json!({ "form": "seizure_list", "seizure_list_id": list });
    let thumbnail = || server.download(&format!("/api/v1/files/{}/thumbnail", files[0].0), &token);
    bound(&server, Some(64));
    let full = server.post("/api/v1/papers", &token, &new_key(), &body).unwrap();
    assert_eq!((full.status, full.text("code")), (507, "store_full"), "{full:?}");
    assert!(thumbnail().starts_with(b"\xff\xd8"));
    bound(&server, None);
    let made = server.post("/api/v1/papers", &token, &new_key(), &body).unwrap();
    // The number that could not be used is the next one's.
    assert!(made.status == 201 && made.text("number").contains("〕1号"), "{made:?}");
    assert!(thumbnail().starts_with(b"\xff\xd8"));
    let told = site.run(&["audit", "verify", "--files"]);
    assert!(!told.done().contains("SURPLUS"), "{told:?}");
    // The paper is held against its hash like any file, and goes along with a backup.
    let backup = site.run(&["backup", "all.gz"]);
    assert!(backup.done().contains("2 files and 1 paper are beside it"), "{backup:?}");
    fs::remove_file(site.kept().join(&made.text("file_sha256")[..2]).join(made.text("file_sha256"))).unwrap();
    let named = format!("paper {}: its bytes are missing", made.text("number"));
    let told = site.run(&["audit", "verify", "--files"]);
    assert!(told.code == Some(1) && told.out.contains(&named), "{told:?}");
    // What is restored from that backup has it.
    let copy = Installation::on_sqlite("paper-copy");
    copy_keys(&site, &copy);
    copy.run(&["restore", &site.folder.join("all.gz").display().to_string()]).done();
    let told = copy.run(&["audit", "verify", "--files"]);
    assert!(told.done().contains("2 files and 1 paper: every byte"), "{told:?}");
}

#[test]
fn a_smaller_picture_that_somebody_else_put_there_is_drawn_anew() {
    let site = Installation::new("foreign-pictures");
    let (_, files) = photographed(&site);
    let server = site.serve(&[]);
    let token = server.sign_in("officer-01");
    let shown = |at: usize| server.download(&format!("/api/v1/files/{}/thumbnail", files[at].0), &token);
    let (first, second) = (shown(0), shown(1));
    assert_ne!(first, second);
    let digest = |at: usize| to_hex(&sha256(&files[at].1));
    let place = |at: usize| {
        site.arriving().with_file_name("derived").join(&digest(at)[..2]).join(format!("{}-thumbnail", digest(at)))
    };
    fs::copy(place(1), place(0)).unwrap();
    assert_eq!(shown(0), first, "the picture of another file is shown");
    fs::write(place(1), "<html><script>alert(1)</script>").unwrap();
    assert_eq!(shown(1), second);
    // What was drawn anew is kept in its place.
    assert!(fs::read(place(1)).unwrap().ends_with(&second));
}

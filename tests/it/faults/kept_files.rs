//! The bytes of photographs, scans and papers: what is missing or changed is named, they go along with backups, and a disk that is
//! full leaves nothing half done.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use custody::audit::hash::to_hex;
use custody::audit::sha256;
use custody::db::change::Actor;
use custody::model::ids::FileId;
use custody::operations::cases::files::{NewFile, announce, keep, store};
use custody::store::Received;
use image::ImageFormat;
use serde_json::Value;

use super::backup::copy_keys;
use crate::support::operations::{People, found};
use crate::support::pictures::{announced, picture};
use crate::support::{Installation, Run, cluster};

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
    site.folder.join("files").join(&hash[..2]).join(hash)
}

#[test]
fn bytes_that_are_missing_or_changed_are_named_by_a_verification_of_the_files() {
    let site = Installation::new("lost-files");
    let (_, files) = photographed(&site);
    assert!(site.run(&["audit", "verify", "--files"]).done().contains("The log is whole"));
    let first = place_of(&site, &files[0].1);
    let mut changed = files[0].1.clone();
    changed[99] ^= 1;
    fs::write(&first, changed).unwrap();
    fs::remove_file(place_of(&site, &files[1].1)).unwrap();
    // The log and the tables are as they were.
    site.run(&["audit", "verify"]).done();
    let told = site.run(&["audit", "verify", "--files"]);
    assert_eq!(told.code, Some(1), "{told:?}");
    for wrong in ["file 图1.jpg: its bytes were changed", "file 图2.jpg: its bytes are missing"] {
        assert!(told.out.contains(wrong), "{wrong}: {told:?}");
    }
    assert!(!told.out.contains("图3"), "{told:?}");
    let server = site.serve(&[]);
    let token = server.sign_in("officer-01");
    let gone = server.get(&format!("/api/v1/files/{}/content", files[1].0), Some(&token));
    assert_eq!((gone.status, gone.text("code")), (409, "file_missing"), "{gone:?}");
    drop(server);
    let backup = site.run(&["backup", "lost.gz"]);
    assert!(backup.code == Some(1) && backup.out.contains("图2.jpg: its bytes are missing"), "{backup:?}");
    fs::write(&first, &files[0].1).unwrap();
    fs::write(place_of(&site, &files[1].1), &files[1].1).unwrap();
    site.run(&["audit", "verify", "--files"]).done();
}

#[test]
fn a_backup_carries_the_files_unless_somebody_leaves_them_out() {
    let from = Installation::new("files-from");
    let (_, files) = photographed(&from);
    let all = from.run(&["backup", "all.gz"]);
    assert!(all.done().contains("2 files are beside it"), "{all:?}");
    from.run(&["backup", "bare.gz", "--without-files"]).done();
    assert!(from.folder.join("all.gz.files").exists() && !from.folder.join("bare.gz.files").exists());
    let to = |name: &str| match cluster() {
        Some(cluster) => Installation::on_postgres(name, &cluster),
        None => Installation::on_sqlite(name),
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
    assert!(restored(&bare, "bare.gz", &[]).refused(1).contains("the bytes of 2 files are neither"));
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
    let waiting = site.folder.join("files/arriving").join(id.0.simple().to_string());
    symlink("/dev/full", &waiting).unwrap();
    let kept = site.store();
    let told = kept.arriving().add(id.0, 0, &bytes[..100]).unwrap_err();
    assert!(custody::error::chain(&told).contains("No space left"), "{told:?}");
    fs::remove_file(&waiting).unwrap();
    assert_eq!(kept.arriving().count(id.0).unwrap(), 0);
    kept.arriving().add(id.0, 0, bytes).unwrap();
    site.run(&["audit", "verify", "--files"]).done();
}

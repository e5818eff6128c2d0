//! Files: an upload beside a handler that only writes, and reading all of a store beside `sha256sum`.

use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::Instant;

use custody::audit::hash::to_hex;
use custody::audit::sha256;
use custody::store::{Condition, Store};
use serde_json::json;

use crate::bare;
use crate::centre::{Centre, Serving};
use crate::client;
use crate::figures::{Figures, Limit, grouped, median};

/// Bytes of what is uploaded, and of each of its calls.
const UPLOAD: usize = 5_000_000;
const PART: usize = 4 << 20;
const TURNS: usize = 15;
/// How many contents a store is read with, and of how many bytes.
const CONTENTS: u32 = 10_000;
const CONTENT: usize = 50_000;

/// An upload of a scan in parts, from its first byte to the answer that it is stored, beside writing the same parts to the disk.
pub fn upload(centre: &Centre, server: &Serving, figures: &mut Figures) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let bare = Serving::of(command.args([bare::WRITER, &centre.file("bare").display().to_string()]), "http://");
    let token = centre.sign_in(server, "case_officer");
    let (_, items) = client::call(server.address, "GET", "/api/v1/items?limit=1", Some(&token), None);
    let item = items["rows"][0]["id"].as_str().unwrap().to_owned();
    let (mut raw, mut ours) = (Vec::new(), Vec::new());
    for turn in 0..TURNS {
        let scan = scan(turn);
        let new = json!({ "sha256": to_hex(&sha256(&scan)), "bytes": scan.len(), "name": "scan.pdf", "subject": "item",
            "subject_id": item, "maker": "bench" });
        let (status, file) = client::call(server.address, "POST", "/api/v1/files", Some(&token), Some(&new));
        assert_eq!(status, 201, "{file}");
        let path = format!("/api/v1/files/{}/content", file["id"].as_str().unwrap());
        ours.push(send(server.address, &path, &token, &scan));
        raw.push(send(bare.address, "/content", &token, &scan));
    }
    let seconds = (median(&mut raw), median(&mut ours));
    figures.ratio("upload of 5 MB", Some(centre.backend), seconds, "s", Limit::Times(4.0));
}

/// A PDF that nothing is wrong with, another one each turn.
fn scan(turn: usize) -> Vec<u8> {
    let mut scan = format!("%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%{turn}\n").into_bytes();
    scan.resize(UPLOAD, b' ');
    scan.extend(b"\ntrailer\n%%EOF\n");
    scan
}

fn send(address: SocketAddr, path: &str, token: &str, bytes: &[u8]) -> f64 {
    let agent = ureq::Agent::new_with_defaults();
    let began = Instant::now();
    for (at, part) in bytes.chunks(PART).enumerate() {
        let request = agent.put(format!("http://{address}{path}?offset={}", at * PART));
        let request = request.header("authorization", format!("Bearer {token}"));
        request.header("content-type", "application/octet-stream").send(part).unwrap();
    }
    began.elapsed().as_secs_f64()
}

/// Reading every content of a store and holding it against its hash, beside `sha256sum` of the same files.
pub fn verified(centre: &Centre, figures: &mut Figures) {
    let folder = centre.file("contents");
    let store = Store::in_folder(folder.clone());
    let put = |number: u32| {
        let bytes: Vec<u8> = number.to_le_bytes().into_iter().cycle().take(CONTENT).collect();
        store.put(bytes.as_slice()).unwrap().sha256
    };
    let hashes: Vec<_> = (0..CONTENTS).map(put).collect();
    let sums = "find \"$0\" -type f -print0 | xargs -0 sha256sum";
    let summed = || {
        let mut command = Command::new("sh");
        let began = Instant::now();
        assert!(command.args(["-c", sums]).arg(&folder).stdout(Stdio::null()).status().unwrap().success());
        began.elapsed().as_secs_f64()
    };
    let checked = || {
        let began = Instant::now();
        assert!(hashes.iter().all(|hash| matches!(store.check(hash), Ok(Condition::Whole { .. }))));
        began.elapsed().as_secs_f64()
    };
    // The first reading of each is of nobody's account.
    let (mut raw, mut ours): (Vec<_>, Vec<_>) = (0..4).map(|_| (summed(), checked())).skip(1).unzip();
    let work = format!("{} files of a store verified", grouped(CONTENTS.into()));
    figures.ratio(&work, None, (median(&mut raw), median(&mut ours)), "s", Limit::Times(1.5));
}

//! The files the program makes: their owner's only whatever the umask lets through, and none left of a run that was killed.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use custody::db::DatabaseUrl;

use crate::support::operations::{custodian, found, take_in};
use crate::support::{Installation, Run, ServerProcess};

/// What is written before it is whole.
fn drafts(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.to_string_lossy().contains("custody-draft")).collect()
}

/// Starts a command and kills it as soon as it writes a file; answers whether it left one.
fn killed_while_writing(site: &Installation, arguments: &[&str]) -> bool {
    let mut child = site.program().args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let began = Instant::now();
    while drafts(&site.folder).is_empty() && child.try_wait().unwrap().is_none() {
        assert!(began.elapsed() < Duration::from_secs(30), "{arguments:?} writes nothing");
        thread::sleep(Duration::from_millis(1));
    }
    // It may have ended meanwhile.
    let _ = child.kill();
    child.wait().unwrap();
    !drafts(&site.folder).is_empty()
}

#[test]
fn what_a_killed_run_was_writing_goes_with_the_next_run() {
    let site = Installation::on_sqlite("killed");
    let (database, keys) = (site.open(), site.keys());
    take_in(&database, &keys, &found(&database, 1), "一", 500);
    drop((database, keys));
    site.run(&["backup", "good.gz"]).done();
    let tries = |arguments: &[&str]| (0..20).any(|_| killed_while_writing(&site, arguments));
    for (at, arguments) in [&["backup", "cut.gz"][..], &["restore", "good.gz", "--replace"]].into_iter().enumerate() {
        assert!(tries(arguments), "{arguments:?} was never killed while it wrote");
        // One that is written by a living process stays.
        let living = site.folder.join(".living.1.custody-draft");
        let written = fs::File::create(&living).unwrap();
        written.lock().unwrap();
        site.run(&["backup", &format!("next-{at}.gz")]).done();
        assert_eq!(drafts(&site.folder), std::slice::from_ref(&living));
        fs::remove_file(living).unwrap();
    }
    assert!(site.verify().clean);
}

/// A command under an umask that forbids nothing.
fn lax(command: &Command) -> Command {
    let mut lax = Command::new("sh");
    lax.args(["-c", "umask 000; exec \"$0\" \"$@\""]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => lax.env(name, value),
            None => lax.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        lax.current_dir(folder);
    }
    lax.stdin(Stdio::null());
    lax
}

/// Every file and folder below one, with its mode.
fn modes(folder: &Path) -> Vec<(PathBuf, u32)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let about = fs::metadata(&path).unwrap();
        if about.is_dir() {
            found.extend(modes(&path));
        }
        found.push((path, about.permissions().mode() & 0o777));
    }
    found
}

#[track_caller]
fn assert_private(folder: &Path, what: &str) -> usize {
    let found = modes(folder);
    for (path, mode) in &found {
        let wanted = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(*mode, wanted, "{what}: {} has mode {mode:03o}", path.display());
    }
    found.len()
}

#[test]
fn whatever_is_made_is_its_owners_only_with_an_umask_that_forbids_nothing() {
    let mut site = Installation::on_sqlite("umask");
    let outside = site.folder.clone();
    // The data in folders that are not there yet; beside them only what the test itself writes.
    let (data, scratch) = (outside.join("data"), outside.join("scratch"));
    fs::create_dir(&scratch).unwrap();
    site.url = DatabaseUrl::Sqlite(data.join("deep/custody.sqlite"));
    let keys = data.join("keys").display().to_string();
    let program = |arguments: &[&str]| {
        let mut command = site.program();
        command.env("CUSTODY_KEYS", &keys).env("TMPDIR", &scratch).args(arguments);
        lax(&command)
    };
    let serve = || ServerProcess::start(program(&["serve", "--listen", "127.0.0.1:0"]), outside.join("server.log"));
    let server = serve();
    assert!(assert_private(&data, "founding") >= 8, "database, its log and index, keys: {:?}", modes(&data));
    drop(server);
    let database = site.open();
    let opened = custody::keys::Keys::open(&data.join("keys"), crate::support::ORIGIN, 130_273, false).unwrap();
    let codes = take_in(&database, &opened, &found(&database, 1), "一", 3);
    drop((database, opened));
    let server = serve();
    let token = server.sign_in(&custodian(1));
    // What is made to be sent has no name while it is sent.
    for name in ["items.csv", "items.xlsx"] {
        assert!(!server.download(&format!("/api/v1/{name}"), &token).is_empty());
        assert_eq!(modes(&scratch), [], "{name}");
    }
    let path = |name: &str| data.join(name).display().to_string();
    let done = |arguments: &[&str]| {
        Run::of(&mut program(arguments)).done();
        assert_private(&data, &arguments.join(" "));
    };
    done(&["backup", &path("whole.backup")]);
    done(&["audit", "export", "--out", &path("log.jsonl")]);
    done(&["audit", "verify"]);
    done(&["report", "--year", "2023"]);
    done(&["label", &codes[0], "--out", &path("label.svg")]);
    done(&["label", &codes[0], "--out", &path("label.png")]);
    done(&["labels", "--items", &codes[0], "--out", &path("labels.pdf")]);
    drop(server);
    let backup = path("whole.backup");
    done(&["restore", &backup, "--replace"]);
    let mut elsewhere = program(&["restore", &backup]);
    elsewhere.env("CUSTODY_DATABASE_URL", format!("sqlite:{}", path("other.sqlite")));
    Run::of(&mut elsewhere).done();
    drop(serve());
    let accounts = data.join("people/accounts.txt");
    let mut demo = program(&["demo", "--accounts", &accounts.display().to_string()]);
    demo.env("CUSTODY_DATABASE_URL", format!("sqlite:{}", path("demo/custody.sqlite")));
    begin_demo(demo, &accounts);
    let count = assert_private(&data, "all of it");
    assert!(count >= 20, "{:?}", modes(&data));
}

/// Starts filling a demo's year and stops as soon as the passwords of its people are written.
fn begin_demo(mut command: Command, accounts: &Path) {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let began = Instant::now();
    while !accounts.exists() {
        assert!(child.try_wait().unwrap().is_none() && began.elapsed() < Duration::from_secs(60), "no accounts");
        thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_database_file_open_to_others_is_refused_and_so_is_what_is_kept_beside_it() {
    let site = Installation::on_sqlite("open-file");
    let (database, keys) = (site.open(), site.keys());
    let codes = take_in(&database, &keys, &found(&database, 1), "一", 1);
    drop((database, keys));
    // What a server that was killed leaves beside the file.
    site.serve(&[]).kill();
    let path = site.folder.join("custody.sqlite");
    let beside = |ending: &str| site.folder.join(format!("custody.sqlite{ending}"));
    fs::write(beside("-journal"), "").unwrap();
    fs::set_permissions(beside("-journal"), fs::Permissions::from_mode(0o600)).unwrap();
    for (ending, mode) in [("", 0o644), ("-wal", 0o640), ("-shm", 0o606), ("-journal", 0o660), ("", 0o622)] {
        let file = beside(ending);
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        for arguments in [
            &["serve", "--listen", "127.0.0.1:0"][..],
            &["user", "disable", "officer-01"],
            &["labels", "--items", &codes[0], "--out", "labels.pdf"],
            &["demo"],
        ] {
            let run = site.run(arguments);
            let told = run.refused(1);
            let shown = file.display();
            assert!(told.contains(&format!("the database file {shown} is open to others (mode {mode:03o})")), "{told}");
            let command = told.split_once("run: ").unwrap().1;
            assert_eq!(command, format!("chmod 600 {shown}"));
        }
        // What only reads can do no harm, and the file may be a copy that nobody can make private.
        site.run(&["audit", "verify"]).done();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    }
    for file in [&path, &beside("-wal")] {
        fs::set_permissions(file, fs::Permissions::from_mode(0o644)).unwrap();
    }
    let run = site.run(&["user", "disable", "officer-01"]);
    let command = run.refused(1).split_once("run: ").unwrap().1.to_owned();
    assert!(Command::new("sh").args(["-c", &command]).status().unwrap().success(), "{command}");
    site.run(&["user", "disable", "officer-01"]).done();
}

//! What only reads works where nothing can be written, writes nothing anywhere, and never passes over what was committed.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use custody::db::DatabaseUrl;
use serde_json::Value;

use crate::support::operations::{People, found, rename_shelf, take_in};
use crate::support::sql::{number, sql, texts};
use crate::support::{Installation, Run, the_cluster};

/// Somebody to whom the administrator's rights do not apply.
const NOBODY: u32 = 65_534;

/// A centre with some goods.
fn filled(site: &Installation) -> People {
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    take_in(&database, &keys, &people, "一", 3);
    people
}

/// The program as somebody who may read everything of the site; files may be read only, and folders as `mode` says.
struct Reader<'s> {
    site: &'s Installation,
    program: PathBuf,
    folder: PathBuf,
}

impl<'s> Reader<'s> {
    /// With copies of these files of the database in a folder of this mode.
    fn of(site: &'s Installation, endings: &[&str], mode: u32) -> Self {
        let (program, folder) = (site.folder.join("program"), site.folder.join("copy"));
        fs::copy(env!("CARGO_BIN_EXE_custody"), &program).unwrap();
        fs::create_dir_all(&folder).unwrap();
        for ending in endings {
            let name = format!("custody.sqlite{ending}");
            fs::copy(site.folder.join(&name), folder.join(&name)).unwrap();
            fs::set_permissions(folder.join(&name), fs::Permissions::from_mode(0o444)).unwrap();
            hand_over(&folder.join(&name));
        }
        let keys = site.folder.join("keys");
        let files = fs::read_dir(&keys).unwrap().map(|file| file.unwrap().path());
        files.chain([keys.clone(), folder.clone()]).for_each(|file| hand_over(&file));
        for (path, mode) in [(&site.folder, 0o777), (&folder, mode)] {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
        Self { site, program, folder }
    }

    fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(&self.program).args(arguments))
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        self.site.settle(&mut command);
        command.env("CUSTODY_DATABASE_URL", format!("sqlite:{}", self.folder.join("custody.sqlite").display()));
        if is_administrator() {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    /// What is in the folder, by name.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let files = fs::read_dir(&self.folder).unwrap().map(|file| file.unwrap().path());
        files.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap())).collect()
    }
}

/// Whether the tests are run by the administrator, to whom rights do not apply: then the program is run as somebody else.
fn is_administrator() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

fn hand_over(path: &Path) {
    if is_administrator() {
        chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    }
}

/// Runs everything that only reads and answers how many entries there were.
#[track_caller]
fn reads(run: impl Fn(&[&str]) -> Run, backup: &str) -> i64 {
    let verified: Value = serde_json::from_str(run(&["audit", "verify", "--format", "json"]).done()).unwrap();
    assert_eq!(verified["clean"], true, "{verified}");
    let export = run(&["audit", "export"]);
    let entries = export.done().lines().filter(|line| line.contains("\"leaf\"")).count();
    assert_eq!(verified["entries"], entries);
    run(&["report", "--year", "2023"]).done();
    assert!(run(&["backup", backup]).done().contains(&format!("log of {entries} entries")));
    entries as i64
}

#[test]
fn a_file_in_a_folder_nobody_can_write_is_read_and_nothing_is_written() {
    let site = Installation::on_sqlite("read-only");
    filled(&site);
    for mode in [0o755, 0o555] {
        let reader = Reader::of(&site, &[""], mode);
        reads_only(&site, &reader, &format!("{mode}.gz"));
        let refused = reader.run(&["user", "disable", "officer-01"]);
        assert!(!refused.refused(1).is_empty(), "who writes is refused as before");
        fs::set_permissions(&reader.folder, fs::Permissions::from_mode(0o755)).unwrap();
        fs::remove_dir_all(&reader.folder).unwrap();
    }
}

fn reads_only(site: &Installation, reader: &Reader<'_>, backup: &str) {
    let before = reader.files();
    let entries = reads(|arguments| reader.run(arguments), backup);
    assert_eq!(entries, number(&mut site.connection(), "SELECT count(*) FROM log_leaves"));
    assert_eq!(reader.files(), before);
    assert_eq!(before.len(), 1);
}

#[test]
fn what_was_committed_to_the_log_beside_the_file_is_never_passed_over() {
    let site = Installation::on_sqlite("read-only-log");
    filled(&site);
    // A connection that stays open keeps its log: as a server leaves it that is killed.
    let database = site.open();
    rename_shelf(&database);
    let size = number(&mut site.connection(), "SELECT count(*) FROM log_leaves");
    assert!(fs::metadata(site.folder.join("custody.sqlite-wal")).unwrap().len() > 0);
    {
        let whole = Reader::of(&site, &["", "-wal", "-shm"], 0o555);
        assert_eq!(reads(|arguments| whole.run(arguments), "whole.gz"), size);
        fs::remove_dir_all(&whole.folder).unwrap();
    }
    let without_index = Reader::of(&site, &["", "-wal"], 0o555);
    for (arguments, code) in
        [(&["audit", "verify"][..], 3), (&["report", "--year", "2023"], 1), (&["backup", "b.gz"], 1)]
    {
        let run = without_index.run(arguments);
        let line = run.refused(code);
        assert!(
            line.contains("what was committed last is in") && line.contains("-wal, which cannot be read"),
            "{line}"
        );
    }
    fs::set_permissions(&without_index.folder, fs::Permissions::from_mode(0o755)).unwrap();
    let log = without_index.folder.join("custody.sqlite-wal");
    fs::set_permissions(log, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(reads(|arguments| without_index.run(arguments), "writable.gz"), size);
    drop(database);
}

#[test]
fn a_full_disk_keeps_nobody_from_reading() {
    let site = Installation::on_sqlite("read-full");
    filled(&site);
    let reader = Reader::of(&site, &[""], 0o755);
    let before = reader.files();
    // No file may grow at all: what a full disk is to a program.
    let limited = |arguments: &[&str]| {
        let mut command = reader.command(Path::new("bash"));
        command.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""]).arg(&reader.program).args(arguments);
        Run::of(&mut command)
    };
    for arguments in [&["audit", "verify"][..], &["audit", "export"], &["report", "--year", "2023"]] {
        limited(arguments).done();
    }
    assert!(!limited(&["backup", "full.gz"]).refused(1).is_empty(), "a backup has to be written somewhere");
    assert_eq!(reader.files(), before);
}

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn a_standby_is_read() {
    let site = Installation::on_postgres("standby", &the_cluster());
    filled(&site);
    let size = number(&mut site.connection(), "SELECT count(*) FROM log_leaves");
    let DatabaseUrl::Postgres(url) = &site.url else { panic!("{:?}", site.url) };
    let mark = if url.contains('?') { '&' } else { '?' };
    let standby = format!("{url}{mark}options=-c%20default_transaction_read_only%3Don");
    let run = |arguments: &[&str]| Run::of(site.program().env("CUSTODY_DATABASE_URL", &standby).args(arguments));
    assert_eq!(reads(run, "standby.gz"), size);
    assert!(!run(&["user", "disable", "officer-01"]).refused(1).is_empty(), "who writes is refused");
}

#[test]
fn a_database_of_an_earlier_program_is_told_and_left_alone() {
    let site = Installation::new("read-older");
    filled(&site);
    let versions = "SELECT CAST(version AS text) AS value FROM __diesel_schema_migrations ORDER BY version";
    let newest = texts(&mut site.connection(), versions).pop().unwrap();
    sql(&mut site.connection(), &format!("DELETE FROM __diesel_schema_migrations WHERE version = '{newest}'"));
    let before = texts(&mut site.connection(), versions);
    for (arguments, code) in [
        (&["audit", "verify"][..], 3),
        (&["audit", "export"], 1),
        (&["report", "--year", "2023"], 1),
        (&["backup", "older.gz"], 1),
    ] {
        let run = site.run(arguments);
        let line = run.refused(code);
        assert!(line.contains("made by an earlier program") && line.contains("start the server once"), "{line}");
    }
    assert_eq!(texts(&mut site.connection(), versions), before, "nothing was migrated");
    assert!(!site.folder.join("older.gz").exists());
}

#[test]
fn what_cannot_be_verified_is_not_called_wrong() {
    let site = Installation::on_sqlite("not-verified");
    let run = site.run(&["audit", "verify"]);
    assert!(run.refused(3).contains("there is no centre's database"), "{run:?}");
    assert!(!site.folder.join("custody.sqlite").exists() && !site.folder.join("keys").exists(), "nothing is made");
    fs::write(site.folder.join("custody.sqlite"), "").unwrap();
    let run = site.run(&["audit", "verify"]);
    assert!(run.refused(3).contains("there is no centre's database"), "{run:?}");
    fs::write(site.folder.join("custody.sqlite"), "no database at all, only some text that was put there").unwrap();
    assert!(site.run(&["audit", "verify"]).refused(3).contains("file is not a database"));
    let away = "postgres://nobody@127.0.0.1:1/custody?connect_timeout=2";
    let run = Run::of(site.program().env("CUSTODY_DATABASE_URL", away).args(["audit", "verify"]));
    assert!(run.refused(3).contains("PostgreSQL does not answer"), "{run:?}");
}

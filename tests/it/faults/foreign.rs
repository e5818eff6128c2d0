//! Databases that are not this program's or not this centre's: each is refused, and nothing is made.

use crate::support::operations::found;
use crate::support::sql::sql;
use crate::support::{Installation, Run, ServerProcess};

use super::command_line::refusal_of;

#[test]
fn a_database_newer_than_the_program_is_refused() {
    let site = Installation::new("newer");
    let database = site.open();
    found(&database, 2);
    drop(database);
    site.keys();
    sql(&mut site.connection(), "INSERT INTO __diesel_schema_migrations (version) VALUES ('0099')");
    for arguments in [&["serve", "--listen", "127.0.0.1:0"][..], &["audit", "verify"], &["backup", "b.gz"], &["demo"]] {
        let run = site.run(arguments);
        assert!(run.refused(refusal_of(arguments)).contains("has schema 99, this program knows"), "{run:?}");
        assert!(run.err.contains("use the newer program"), "{run:?}");
    }
    assert!(!site.folder.join("b.gz").exists());
}

#[test]
fn a_centre_names_its_region_once_and_is_never_opened_for_another() {
    let site = Installation::new("region");
    let bare = |arguments: &[&str]| Run::of(site.program().env_remove("CUSTODY_REGION").args(arguments));
    let serve = ["serve", "--listen", "127.0.0.1:0"];
    assert!(bare(&serve).refused(1).contains("name the region the centre is founded for with --region"));
    assert!(!site.folder.join("keys").exists(), "no keys are made for a centre without a region");
    found(&site.open(), 2);
    site.keys();
    bare(&["audit", "verify"]).done();
    bare(&["report", "--year", "2023"]).done();
    bare(&["backup", "region.gz"]).done();
    let mut command = site.program();
    command.env_remove("CUSTODY_REGION").args(serve);
    drop(ServerProcess::start(command, site.folder.join("server.log")));
    for arguments in [&serve[..], &["audit", "verify"], &["backup", "other.gz"]] {
        let run = bare(&[&["--region", "110101"], arguments].concat());
        let line = run.refused(refusal_of(arguments));
        assert!(line.contains("holds the log custody.130273/log1, not custody.110101/log1"), "{run:?}");
    }
    bare(&["restore", "region.gz", "--replace"]).done();
    let other = bare(&["--region", "110101", "restore", "region.gz", "--replace"]);
    assert!(other.refused(1).contains("this centre is set to custody.110101/log1"), "{other:?}");
}

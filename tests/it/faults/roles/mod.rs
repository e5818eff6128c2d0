//! The accounts of a PostgreSQL database that are not its owner's: the one the server works with does its work and nothing else, the
//! one that reads sees no hash and no token. Left out unless there is a cluster.

mod forbidden;

use std::process::Command;

use custody::clock::Clock;
use custody::db::engine::connection::Purpose;
use custody::db::{Conn, Database, DatabaseUrl};
use serde_json::json;

use crate::faults::postgres::one_move;
use crate::support::operations::{custodian, found, lend, take_in};
use crate::support::sql::{attempt, sql, texts};
use crate::support::{Installation, ORIGIN, Run, ServerProcess, new_key, the_cluster};

/// A database with an owner that is no superuser, and two accounts beside it.
struct Shared {
    site: Installation,
    owner: String,
    run: String,
    read: String,
}

impl Shared {
    fn new(name: &str) -> Self {
        let site = Installation::on_postgres(name, &the_cluster());
        let id = uuid::Uuid::new_v4().simple().to_string();
        let [owner, run, read] = ["own", "run", "read"].map(|what| format!("{what}_{id}"));
        let mut conn = site.connection();
        for role in [&owner, &run, &read] {
            sql(&mut conn, &format!("CREATE ROLE {role} LOGIN"));
        }
        let database = site.address().rsplit_once('/').unwrap().1.to_owned();
        sql(&mut conn, &format!("ALTER DATABASE {database} OWNER TO {owner}"));
        Self { site, owner, run, read }
    }

    /// One whose tables are there and whose accounts have their rights.
    fn granted(name: &str) -> Self {
        let shared = Self::new(name);
        shared.by(&shared.owner, &["database", "migrate"]).done();
        let run = shared.grant();
        assert!(run.done().contains("can do what the program does, and nothing else"), "{run:?}");
        shared
    }

    fn grant(&self) -> Run {
        self.by(&self.owner, &["database", "grant", "--run", &self.run, "--read", &self.read])
    }

    fn url(&self, role: &str) -> DatabaseUrl {
        DatabaseUrl::Postgres(self.site.address_of(role))
    }

    fn connection(&self, role: &str) -> Conn {
        Conn::open(&self.url(role), Purpose::Write).unwrap()
    }

    fn open(&self, role: &str) -> Database {
        Database::open(&self.url(role), ORIGIN, Clock::system(), 4).unwrap()
    }

    fn program(&self, role: &str, arguments: &[&str]) -> Command {
        let mut command = self.site.program();
        command.env("CUSTODY_DATABASE_URL", self.site.address_of(role)).args(arguments);
        command
    }

    fn by(&self, role: &str, arguments: &[&str]) -> Run {
        Run::of(&mut self.program(role, arguments))
    }

    fn serve(&self) -> ServerProcess {
        let command = self.program(&self.run, &["serve", "--listen", "127.0.0.1:0"]);
        ServerProcess::start(command, self.site.folder.join("server.log"))
    }

    /// What the server says that does not start.
    fn refused(&self) -> String {
        self.by(&self.run, &["serve", "--listen", "127.0.0.1:0"]).refused(1).to_owned()
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // A cluster that lives longer than the test keeps the database; its accounts would be of no use.
        let _ = attempt(&mut self.site.connection(), &format!("DROP ROLE {}", self.read));
    }
}

/// The statement must be refused, because the account may not.
#[track_caller]
fn assert_forbidden(conn: &mut Conn, statement: &str) {
    let told = attempt(conn, statement).err().map(|error| error.to_string()).unwrap_or_default();
    let marks = [
        "permission denied",
        "must be owner",
        "must be superuser",
        "Only roles with",
        "must be able to SET ROLE",
        "must have admin option",
    ];
    assert!(marks.iter().any(|mark| told.contains(mark)), "{statement}: {told}");
}

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn a_working_day_passes_with_the_account_that_may_only_work() {
    let shared = Shared::granted("working-day");
    let (database, keys) = (shared.open(&shared.run), shared.site.keys());
    let people = found(&database, 2);
    let codes = take_in(&database, &keys, &people, "一", 4);
    lend(&database, &people, &codes[3..]);
    drop((database, keys));
    let server = shared.serve();
    let token = server.sign_in(&custodian(1));
    for code in &codes[..3] {
        let moved = server.post("/api/v1/moves", &token, &new_key(), &one_move(code, 0)).unwrap();
        assert_eq!(moved.body["results"][0]["done"], true, "{moved:?}");
    }
    let officer = server.sign_in("officer-01");
    let refused =
        server.call("POST", "/api/v1/session", None, &new_key(), &json!({ "login": "officer-01", "password": "x" }));
    assert_eq!(refused.unwrap().status, 401);
    for path in ["/api/v1/items.csv", "/api/v1/items.xlsx", "/api/v1/loans.csv"] {
        assert!(!server.download(path, &officer).is_empty(), "{path}");
    }
    let found = server.get(&format!("/api/v1/search?q={}", codes[0]), Some(&token));
    assert_eq!(found.status, 200, "{found:?}");
    let (ready, work) = (server.get("/health/ready", None), server.get("/api/v1/work", Some(&officer)));
    assert_eq!((ready.status, work.status), (200, 200));
    assert_eq!(server.call("DELETE", "/api/v1/session", Some(&officer), "", &json!(null)).unwrap().status, 204);
    // The operator's console works with the same account, beside the server.
    let unit = "130273510100";
    for arguments in [
        &["user", "add", "officer-09", "--name", "某某", "--agency", unit, "--role", "case_officer"][..],
        &["user", "passwd", "officer-09"],
        &["user", "unlock", "officer-09"],
        &["user", "disable", "officer-09"],
        &["labels", "--items", &codes[0], "--out", "labels.pdf"],
        &["report", "--year", "2023"],
        &["backup", "day.backup"],
        &["audit", "export", "--out", "log.jsonl"],
        &["audit", "verify"],
    ] {
        shared.by(&shared.run, arguments).done();
    }
    assert!(!server.log().contains("permission denied"), "{}", server.log());
}

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn what_only_the_owner_can_mend_is_named_at_start() {
    let shared = Shared::new("older");
    sql(&mut shared.connection(&shared.owner), "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    let told = shared.refused();
    assert!(
        told.contains("there are no tables in this database") && told.contains("custody database migrate"),
        "{told}"
    );
    let told = shared.by(&shared.run, &["database", "migrate"]);
    assert!(told.refused(1).contains("is not the owner of its tables"), "{told:?}");
    shared.by(&shared.owner, &["database", "migrate"]).done();
    shared.grant().done();
    let mut owner = shared.connection(&shared.owner);
    let newest = texts(&mut owner, "SELECT max(version) AS value FROM __diesel_schema_migrations").remove(0);
    sql(&mut owner, &format!("DELETE FROM __diesel_schema_migrations WHERE version = '{newest}'"));
    let told = shared.refused();
    assert!(told.contains("the database has schema") && told.contains("custody database migrate"), "{told}");
    sql(&mut owner, &format!("INSERT INTO __diesel_schema_migrations (version) VALUES ('{newest}')"));
    sql(
        &mut owner,
        "DROP TRIGGER log_leaves_no_update ON log_leaves; ALTER TABLE items DISABLE TRIGGER items_no_delete",
    );
    let told = shared.refused();
    for part in ["log_leaves_no_update was dropped", "items_no_delete was altered", "custody database migrate"] {
        assert!(told.contains(part), "{told}");
    }
    // A table that came since is nobody's yet.
    sql(&mut owner, &format!("REVOKE ALL ON print_lines, users FROM {}, {}", shared.run, shared.read));
    let told = shared.by(&shared.owner, &["database", "migrate"]);
    assert!(told.done().contains("made anew: log_leaves_no_update was dropped"), "{told:?}");
    assert!(
        shared
            .by(&shared.owner, &["database", "migrate"])
            .done()
            .trim_end()
            .ends_with(&format!("before {}", newest.trim_start_matches('0')))
    );
    let mut conn = shared.connection(&shared.run);
    sql(&mut conn, "INSERT INTO print_lines SELECT * FROM print_lines WHERE false; SELECT password_hash FROM users");
    assert_forbidden(&mut shared.connection(&shared.read), "SELECT password_hash FROM users");
    drop(shared.serve());
}

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn rights_are_given_to_nobody_who_has_more() {
    let shared = Shared::new("grants");
    let (owner, run, read) = (&shared.owner, &shared.run, &shared.read);
    let grant = |by: &str, run: &str| shared.by(by, &["database", "grant", "--run", run]);
    assert!(grant(owner, run).refused(1).contains("not the database of a custody centre"));
    shared.by(owner, &["database", "migrate"]).done();
    assert!(grant(owner, "nobody-here").refused(1).contains("CREATE ROLE \"nobody-here\" LOGIN"));
    assert!(grant(owner, owner).refused(1).contains("owns objects"));
    assert!(grant(owner, "custody").refused(1).contains("is a superuser"));
    assert!(shared.by(owner, &["database", "grant", "--run", run, "--read", run]).refused(1).contains("name two"));
    assert!(grant(run, run).refused(1).contains("custody"), "the account has not even a look at the tables");
    let mut admin = shared.site.connection();
    for (given, taken, told) in [
        (format!("GRANT {owner} TO {run}"), format!("REVOKE {owner} FROM {run}"), "is a member of own_"),
        (format!("ALTER ROLE {run} CREATEROLE"), format!("ALTER ROLE {run} NOCREATEROLE"), "makes roles"),
        (
            format!("GRANT SET ON PARAMETER session_replication_role TO {run}"),
            format!("REVOKE SET ON PARAMETER session_replication_role FROM {run}"),
            "sets session_replication_role",
        ),
        (
            format!("GRANT TRUNCATE ON items TO {read}; GRANT {read} TO {run}"),
            format!("REVOKE {read} FROM {run}; REVOKE ALL ON items FROM {read}"),
            "has items TRUNCATE",
        ),
    ] {
        sql(&mut admin, &given);
        let refused = grant(owner, run);
        assert!(refused.refused(1).contains(told), "{refused:?}");
        sql(&mut admin, &taken);
    }
    // What everybody has is taken from everybody.
    sql(&mut admin, "GRANT DELETE ON log_leaves TO PUBLIC; GRANT CREATE ON SCHEMA public TO PUBLIC");
    grant(owner, run).done();
    assert_forbidden(&mut shared.connection(run), "DELETE FROM log_leaves");
    grant(owner, run).done();
    let on_file = Installation::on_sqlite("no-roles");
    let told = on_file.run(&["database", "grant", "--run", "custody_run"]);
    assert!(told.refused(1).contains("SQLite knows no accounts"), "{told:?}");
}

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn the_owner_restores_and_the_accounts_go_on() {
    let shared = Shared::granted("restored");
    let database = shared.open(&shared.run);
    take_in(&database, &shared.site.keys(), &found(&database, 1), "一", 2);
    drop(database);
    drop(shared.serve());
    shared.by(&shared.run, &["backup", "it.backup"]).done();
    let refused = shared.by(&shared.run, &["restore", "it.backup", "--replace"]);
    assert!(refused.refused(1).contains("is not the owner of its tables"), "{refused:?}");
    shared.by(&shared.owner, &["restore", "it.backup", "--replace"]).done();
    let server = shared.serve();
    server.sign_in(&custodian(1));
    drop(server);
    assert_forbidden(&mut shared.connection(&shared.run), "DELETE FROM movements");
    assert_forbidden(&mut shared.connection(&shared.read), "SELECT password_hash FROM users");
    sql(&mut shared.connection(&shared.read), "SELECT login FROM users");
    shared.by(&shared.run, &["audit", "verify"]).done();
}

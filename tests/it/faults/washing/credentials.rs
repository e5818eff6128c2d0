//! Rows that make somebody somebody: sessions, refresh tokens, accounts, the token with which a centre is founded. One that
//! was inserted, redirected, prolonged or revived behind the program's back lets nobody in, and whoever's account is not the
//! one in the log neither reads nor changes anything. The columns are those of the schema, so that a new one is tried.

use custody::audit::sha256;
use custody::db::Conn;
use custody::db::engine::connection::Purpose;
use custody::model::time::SECOND;
use custody::operations::accounts::sessions::Pair;
use custody::operations::accounts::setup;
use serde_json::{Value, json};

use super::{Column, columns, disarm, literal};
use crate::faults::signer::signed;
use crate::support::operations::custodian;
use crate::support::sql::{number, sql, texts};
use crate::support::{Answer, Installation, PASSWORD, Person, ServerProcess, TestApp, goods, new_key};

/// A centre, and a connection of somebody who writes to its database besides the program.
struct Scene<'t> {
    app: &'t TestApp,
    conn: Conn,
}

impl<'t> Scene<'t> {
    fn new(app: &'t TestApp) -> Self {
        let mut conn = Conn::open(app.url(), Purpose::Write).unwrap();
        disarm(&mut conn);
        // The guards are gone.
        app.tampered();
        Self { app, conn }
    }

    fn me(&self, access: &str) -> Answer {
        self.app.prepare("GET", "/api/v1/session").bearer(access).send()
    }

    fn refresh(&self, token: &str) -> Answer {
        self.app.prepare("POST", "/api/v1/session/refresh").json(&json!({ "refresh_token": token })).send()
    }

    fn bytes(&self, bytes: &[u8]) -> String {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        if self.conn.is_postgres() { format!("'\\x{hex}'::bytea") } else { format!("x'{hex}'") }
    }

    fn id(&self, uuid: &str) -> String {
        if self.conn.is_postgres() { format!("'{uuid}'::uuid") } else { format!("x'{}'", uuid.replace('-', "")) }
    }

    /// What the log and the auditor were told of a table.
    fn told(&mut self, table: &str) -> usize {
        let found = "SELECT payload AS value FROM log_leaves WHERE action = 'AlterationFound'";
        let told = texts(&mut self.conn, found).into_iter().map(|text| serde_json::from_str::<Value>(&text).unwrap());
        told.filter(|told| told["details"]["table"] == table).count()
    }

    /// Gives every column of a row another value, one after the other, makes the call, and puts the value back.
    fn tries(&mut self, table: &str, which: &str, call: impl Fn(&Self) -> Answer) -> Vec<(String, Answer)> {
        let mut tried = Vec::new();
        for column in columns(&mut self.conn, table) {
            let own = literal(&mut self.conn, table, which, &column);
            let other = self.other(&column);
            let row = format!("FROM {table} WHERE {which}");
            let kept = format!("CREATE TEMPORARY TABLE kept AS SELECT * {row}");
            sql(&mut self.conn, &format!("DROP TABLE IF EXISTS kept; {kept}"));
            sql(&mut self.conn, &format!("UPDATE {table} SET {} = {other} WHERE {which}", column.name));
            let changed = format!("SELECT 'x' AS value {row} AND {} = {own}", column.name);
            let same = !column.name.starts_with("id") && !texts(&mut self.conn, &changed).is_empty();
            assert!(!same, "{table}.{} was not changed", column.name);
            tried.push((column.name.clone(), call(self)));
            // By way of the whole row: its key may be what was changed.
            let strange =
                if which.contains(&column.name) { format!("{} = {other}", column.name) } else { which.into() };
            sql(
                &mut self.conn,
                &format!("DELETE FROM {table} WHERE {strange}; INSERT INTO {table} SELECT * FROM kept"),
            );
        }
        tried
    }

    fn other(&self, Column { name, kind }: &Column) -> String {
        match (name.as_str(), kind.as_str()) {
            ("roles", _) => "'auditor'".to_owned(),
            ("clearance", _) => "'secret'".to_owned(),
            ("user_id", _) => "(SELECT id FROM users WHERE login = 'auditor')".to_owned(),
            ("agency_id", _) => "(SELECT id FROM agencies WHERE code = '130273020000')".to_owned(),
            (_, "uuid") => self.id("01234567-89ab-7def-8123-456789abcdef"),
            (_, "bytea" | "blob") => self.bytes(&sha256(b"another value")),
            (_, "bigint" | "integer") => format!("coalesce({name}, 0) + 1000000"),
            (_, "boolean") => format!("NOT {name}"),
            (_, "text") => format!("coalesce({name}, '') || 'x'"),
            (_, other) => panic!("{name} is of the unknown type {other}"),
        }
    }

    fn opened(&self, person: &Person<'_>) -> (Pair, String) {
        let pair = person.session();
        let session = self.app.keys.tokens.read_access(&pair.access, self.app.clock.now()).unwrap().session_id;
        let which = format!("id = {}", self.id(&session.to_string()));
        (pair, which)
    }
}

#[test]
fn a_session_whose_row_was_changed_is_none() {
    let app = &TestApp::new("credentials-session");
    let mut scene = Scene::new(app);
    let (pair, which) = scene.opened(&app.person("custodian-1"));
    scene.me(&pair.access).ok();
    let tried = scene.tries("sessions", &which, |scene| scene.me(&pair.access));
    assert_eq!(tried.len(), 13);
    for (column, answer) in tried {
        assert_eq!((answer.status, answer.code()), (401, "session_ended"), "{column}: {}", answer.body);
    }
    // Not those that are unknown or have ended as they stand: `id`, `ended_at`.
    assert_eq!(scene.told("sessions"), 11);
    scene.me(&pair.access).ok();
    scene.refresh(&pair.refresh).ok();
}

#[test]
fn a_refresh_token_whose_row_was_changed_is_none() {
    let app = &TestApp::new("credentials-refresh");
    let mut scene = Scene::new(app);
    let (pair, _) = scene.opened(&app.person("custodian-1"));
    let which = format!("token_hash = {}", scene.bytes(&sha256(pair.refresh.as_bytes())));
    let tried = scene.tries("refresh_tokens", &which, |scene| scene.refresh(&pair.refresh));
    assert_eq!(tried.len(), 5);
    for (column, answer) in tried {
        assert_eq!((answer.status, answer.code()), (401, "session_ended"), "{column}: {}", answer.body);
    }
    assert_eq!(scene.told("refresh_tokens"), 4, "but for the unknown one");
    scene.refresh(&pair.refresh).ok();
}

#[test]
fn whoevers_account_was_changed_neither_reads_nor_changes_anything() {
    let app = &TestApp::new("credentials-account");
    let mut scene = Scene::new(app);
    let (pair, _) = scene.opened(&app.person("custodian-1"));
    let id = app.person("custodian-1").id();
    let which = format!("id = {}", scene.id(&id));
    let body = json!({ "moves": [{ "item": "?", "place": "O-2" }], "reason": "整理" });
    let reads = |scene: &Scene<'_>| scene.me(&pair.access);
    let changes = |scene: &Scene<'_>| {
        let call = scene.app.prepare("POST", "/api/v1/moves").once().bearer(&pair.access);
        call.json(&body).send()
    };
    let refreshes = |scene: &Scene<'_>| scene.refresh(&pair.refresh);
    for tried in [
        scene.tries("users", &which, reads),
        scene.tries("users", &which, changes),
        scene.tries("users", &which, refreshes),
    ] {
        assert_eq!(tried.len(), 24);
        for (column, answer) in tried {
            let refused = if column == "id" { (401, "session_ended") } else { (409, "record_altered") };
            assert_eq!((answer.status, answer.code()), refused, "{column}: {}", answer.body);
        }
    }
    reads(&scene).ok();
    changes(&scene).ok();
    refreshes(&scene).ok();
}

#[test]
fn a_role_given_behind_the_programs_back_opens_nothing_and_is_told_once() {
    let app = &TestApp::new("credentials-role");
    let mut scene = Scene::new(app);
    let (pair, _) = scene.opened(&app.person("custodian-1"));
    let audit = |scene: &Scene<'_>| scene.app.prepare("GET", "/api/v1/audit/entries").bearer(&pair.access).send();
    audit(&scene).refused(403, "permission_missing");
    for times in 1..=2 {
        sql(&mut scene.conn, "UPDATE users SET roles = 'auditor' WHERE login = 'custodian-1'");
        for _ in 0..3 {
            audit(&scene).refused(409, "record_altered");
        }
        assert_eq!(scene.told("users"), times, "whoever asks again and again does not fill the log");
        sql(&mut scene.conn, "UPDATE users SET roles = 'custodian' WHERE login = 'custodian-1'");
        audit(&scene).refused(403, "permission_missing");
    }
    // A role that was granted is another matter.
    let path = format!("/api/v1/users/{}/roles", app.person("custodian-1").id());
    app.person("security-admin").post(&path, &json!({ "roles": ["auditor"] })).ok();
    app.person("custodian-1").get("/api/v1/audit/entries").ok();
}

#[test]
fn a_session_made_or_redirected_by_somebody_else_is_nobodys() {
    let app = &TestApp::new("credentials-made");
    let mut scene = Scene::new(app);
    let (pair, which) = scene.opened(&app.person("custodian-1"));
    let (session, secret) = (scene.id("01234567-89ab-7def-8123-456789abcdef"), "my own secret");
    let auditor = "(SELECT id FROM users WHERE login = 'auditor')";
    let hash = scene.bytes(&sha256(secret.as_bytes()));
    sql(
        &mut scene.conn,
        &format!(
            "INSERT INTO sessions (id, user_id, address, created_at, expires_at, mac) \
             SELECT {session}, {auditor}, address, created_at, expires_at, mac FROM sessions WHERE {which}; \
             INSERT INTO refresh_tokens (token_hash, session_id, issued_at, mac) \
             SELECT {hash}, {session}, issued_at, mac FROM refresh_tokens LIMIT 1"
        ),
    );
    scene.refresh(secret).refused(401, "session_ended");
    assert_eq!((scene.told("sessions"), scene.told("refresh_tokens")), (0, 1));
    // A genuine token of one's own, and somebody else's session beneath it.
    let (own, theirs) = (which, scene.opened(&app.person("auditor")).1);
    let hash = scene.bytes(&sha256(pair.refresh.as_bytes()));
    sql(&mut scene.conn, &format!("UPDATE sessions SET user_id = {auditor} WHERE {own}"));
    scene.refresh(&pair.refresh).refused(401, "session_ended");
    scene.me(&pair.access).refused(401, "session_ended");
    assert_eq!(scene.told("sessions"), 1);
    let their_id = format!("(SELECT id FROM sessions WHERE {theirs})");
    sql(&mut scene.conn, &format!("UPDATE refresh_tokens SET session_id = {their_id} WHERE token_hash = {hash}"));
    scene.refresh(&pair.refresh).refused(401, "session_ended");
    assert_eq!(scene.told("refresh_tokens"), 2);
}

#[test]
fn a_session_that_has_ended_is_not_revived_by_its_older_row() {
    let app = &TestApp::new("credentials-revived");
    let mut scene = Scene::new(app);
    type End<'e> = &'e dyn Fn(&Scene<'_>, &Pair);
    let ends: [End<'_>; 4] = [
        &|scene, pair| drop(scene.app.prepare("DELETE", "/api/v1/session").bearer(&pair.access).send().with(204)),
        &|scene, pair| {
            scene.refresh(&pair.refresh).ok();
            scene.app.wait(11 * SECOND);
            scene.refresh(&pair.refresh).refused(401, "refresh_reused");
        },
        &|scene, pair| {
            let body = json!({ "current": PASSWORD, "new": PASSWORD.replace("seven", "eight") });
            scene.app.prepare("POST", "/api/v1/session/password").bearer(&pair.access).json(&body).send().with(204);
        },
        &|scene, _| {
            scene.app.give_password(&scene.app.person("custodian-1").id());
        },
    ];
    for (at, end) in ends.iter().enumerate() {
        let (pair, which) = scene.opened(&app.person("custodian-1"));
        app.wait(SECOND);
        scene.me(&pair.access).ok();
        for table in ["sessions", "refresh_tokens"] {
            sql(&mut scene.conn, &format!("DROP TABLE IF EXISTS old_{table}"));
            sql(&mut scene.conn, &format!("CREATE TEMPORARY TABLE old_{table} AS SELECT * FROM {table}"));
        }
        end(&scene, &pair);
        scene.me(&pair.access).refused(401, "session_ended");
        sql(
            &mut scene.conn,
            "DELETE FROM refresh_tokens; DELETE FROM sessions; \
             INSERT INTO sessions SELECT * FROM old_sessions; INSERT INTO refresh_tokens SELECT * FROM old_refresh_tokens",
        );
        assert_eq!(
            number(&mut scene.conn, &format!("SELECT count(*) FROM sessions WHERE {which} AND ended_at IS NULL")),
            1
        );
        scene.me(&pair.access).refused(401, "session_ended");
        scene.refresh(&pair.refresh).refused(401, "session_ended");
        assert_eq!(scene.told("sessions"), at + 1);
    }
}

/// The column by which entries are found is in no leaf: whoever changes it hides an entry, and nobody falls for that, whether
/// the server runs or is started anew.
#[test]
fn an_entry_that_was_hidden_brings_back_neither_a_session_nor_an_account() {
    let site = Installation::new("credentials-hidden");
    signed(&site, 2);
    let mut conn = site.connection();
    let hide = |conn: &mut Conn, seq: i64, subject: &str| {
        disarm(conn);
        sql(conn, &format!("UPDATE log_leaves SET subject_id = {subject} WHERE seq = {seq}"));
    };
    let newest = "SELECT max(seq) FROM log_leaves WHERE action = ";
    let mut server = site.serve(&[]);
    let token = server.sign_in(&custodian(1));
    let me = |server: &ServerProcess| server.get("/api/v1/session", Some(&token)).status;
    let in_again = |server: &ServerProcess| {
        let who = json!({ "login": custodian(1), "password": PASSWORD });
        server.call("POST", "/api/v1/session", None, &new_key(), &who).unwrap().status
    };
    assert_eq!(me(&server), 200);

    // A session that was ended.
    sql(&mut conn, "CREATE TEMPORARY TABLE old_sessions AS SELECT * FROM sessions");
    assert_eq!(server.call("DELETE", "/api/v1/session", Some(&token), &new_key(), &Value::Null).unwrap().status, 204);
    let ended = number(&mut conn, &format!("{newest} 'SignedOut'"));
    // Before anybody asks again.
    hide(&mut conn, ended, "NULL");
    sql(&mut conn, "DELETE FROM refresh_tokens; DELETE FROM sessions; INSERT INTO sessions SELECT * FROM old_sessions");
    assert_eq!(me(&server), 409);
    let own = "(SELECT user_id FROM old_sessions LIMIT 1)";
    for subject in ["NULL", "(SELECT id FROM agencies LIMIT 1)"] {
        hide(&mut conn, ended, subject);
        // It remembers the end, or misses the entry.
        assert!([401, 409].contains(&me(&server)), "{subject}");
        assert_eq!(server.stop(), Some(0));
        server = site.serve(&[]);
        assert_eq!((me(&server), in_again(&server)), (409, 409), "{subject}, started anew");
    }
    hide(&mut conn, ended, own);
    assert_eq!(server.stop(), Some(0));
    server = site.serve(&[]);
    assert_eq!((me(&server), in_again(&server)), (401, 200));

    // Roles that were taken away.
    sql(&mut conn, &format!("CREATE TEMPORARY TABLE old_users AS SELECT * FROM users WHERE id = {own}"));
    assert_eq!(server.stop(), Some(0));
    site.run(&["user", "disable", &custodian(1)]).done();
    let disabled = number(&mut conn, &format!("{newest} 'UserDisabled'"));
    sql(
        &mut conn,
        &format!(
            "UPDATE users SET (disabled_at, version) = (SELECT disabled_at, version FROM old_users) WHERE id = {own}"
        ),
    );
    hide(&mut conn, disabled, "NULL");
    server = site.serve(&[]);
    assert_eq!(in_again(&server), 409);
    assert!(site.verify().findings.iter().any(|finding| finding.reason.contains("subject_id")));
}

#[test]
fn the_second_custodian_is_the_account_in_the_log() {
    let app = &TestApp::new("credentials-second");
    let (staff, team) = (app.staff(), app.team(0));
    let (_, codes) = app.in_custody(&team, &[goods::gold()]);
    let mut scene = Scene::new(app);
    let body = json!({ "moves": [{ "item": codes[0], "place": "V-2" }], "reason": "整理",
        "confirmation": staff.custodian.with_second(&staff.second) });
    sql(&mut scene.conn, "UPDATE users SET name = '假' WHERE login = 'custodian-2'");
    staff.custodian.post("/api/v1/moves", &body).refused(409, "record_altered");
    assert_eq!(scene.told("users"), 1);
    sql(&mut scene.conn, "UPDATE users SET name = '保管乙' WHERE login = 'custodian-2'");
    staff.custodian.post("/api/v1/moves", &body).ok();
}

#[test]
fn roles_are_granted_by_the_agency_in_the_log() {
    let app = &TestApp::new("credentials-agency");
    let mut scene = Scene::new(app);
    let officer = app.person("market-officer-1");
    let path = format!("/api/v1/users/{}/roles", officer.id());
    sql(&mut scene.conn, "UPDATE agencies SET kind = 'centre' WHERE code = '130273030000'");
    let grant = || app.person("security-admin").post(&path, &json!({ "roles": ["custodian"] }));
    grant().refused(409, "record_altered");
    assert_eq!(scene.told("agencies"), 1);
    sql(&mut scene.conn, "UPDATE agencies SET kind = 'market_supervision' WHERE code = '130273030000'");
    assert_eq!(grant().fields(), [("/roles", "role_agency_mismatch")]);
}

#[test]
fn nobody_founds_a_centre_with_a_token_of_their_own_or_again() {
    let app = &TestApp::empty("credentials-founding");
    let mut scene = Scene::new(app);
    let found = |token: &str| {
        let body = json!({ "token": token, "centre_name": "涉案财物管理中心", "centre_code": "130273000001",
            "login": "first.admin", "name": "系统管理员", "password": PASSWORD, "security_login": "second.admin",
            "security_name": "安全管理员" });
        app.prepare("POST", "/api/v1/setup").json(&body).send()
    };
    let own = scene.bytes(&sha256(b"my own secret"));
    sql(&mut scene.conn, &format!("INSERT INTO setup_tokens (token_hash, created_at) VALUES ({own}, 1)"));
    found("my own secret").refused(401, "setup_token_wrong");
    let token = setup::new_token(&app.database, &app.keys.tokens).unwrap().unwrap();
    found(&token).with(201);
    // The accounts are gone and the token counts again.
    sql(&mut scene.conn, "DELETE FROM users; UPDATE setup_tokens SET used_at = NULL");
    found(&token).refused(401, "setup_token_wrong");
    assert_eq!(setup::new_token(&app.database, &app.keys.tokens).unwrap(), None);
}

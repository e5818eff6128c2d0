//! What must hold when something goes wrong: every test has a site of its own, with a database, keys and the program
//! as a child process. The database is the one that `CUSTODY_TEST_DATABASE_URL` names, SQLite otherwise.

mod backup;
mod command_line;
mod concurrency;
mod crash;
mod migrations;
mod postgres;
mod registers;
mod tampering;

use std::fs::File;
use std::io::{BufRead, BufReader, Lines};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use custody::clock::Clock;
use custody::db::change::Actor;
use custody::db::connection::Purpose;
use custody::db::{Conn, Database, DatabaseUrl};
use custody::keys::Keys;
use custody::model::agency::{AgencyKind, PlaceKind};
use custody::model::category::{Category, StorageClass};
use custody::model::ids::{CaseId, RequestId, UserId};
use custody::model::request::{LineOutcome, LoanPurpose, RequestKind};
use custody::model::role::Role;
use custody::model::time::{DAY, HOUR};
use custody::model::viewer::Viewer;
use custody::operations::agencies::NewAgency;
use custody::operations::cases::{NewCase, NewSeizureList};
use custody::operations::execution::LineExecution;
use custody::operations::items::NewItem;
use custody::operations::passwords::{Password, PasswordHash};
use custody::operations::places::NewPlace;
use custody::operations::requests::{Decision, NewRequest};
use custody::operations::sessions::viewer_of;
use custody::operations::users::{NewUser, Secret};
use custody::operations::{agencies, cases, execution, places, requests, submission, users, verification};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl};
use serde_json::{Value, json};

pub const ORIGIN: &str = "custody.130273/log1";
pub const PASSWORD: &str = "four seals on a brown box";
/// The shelves of the small centre, for ordinary goods.
pub const SHELVES: [&str; 3] = ["A-01", "A-02", "A-03"];

/// A folder with a database and keys; gone when dropped.
pub struct Site {
    pub folder: PathBuf,
    pub url: DatabaseUrl,
}

/// The address of the PostgreSQL cluster under test, if there is one.
pub fn cluster() -> Option<String> {
    std::env::var("CUSTODY_TEST_DATABASE_URL").ok()
}

impl Site {
    /// A site on the database under test.
    pub fn new(name: &str) -> Self {
        match cluster() {
            Some(cluster) => Self::on_postgres(name, &cluster),
            None => Self::on_sqlite(name),
        }
    }

    pub fn on_sqlite(name: &str) -> Self {
        let folder = folder(name);
        let url = DatabaseUrl::Sqlite(folder.join("custody.sqlite"));
        Self { folder, url }
    }

    pub fn on_postgres(name: &str, cluster: &str) -> Self {
        let database = format!("f_{}", uuid::Uuid::new_v4().simple());
        let mut conn = PgConnection::establish(cluster).unwrap();
        conn.batch_execute(&format!("CREATE DATABASE {database}")).unwrap();
        let (server, _) = cluster.rsplit_once('/').unwrap();
        Self { folder: folder(name), url: DatabaseUrl::Postgres(format!("{server}/{database}")) }
    }

    /// Opens the database within this process, with the machine's clock.
    pub fn open(&self) -> Database {
        Database::open(&self.url, ORIGIN, Clock::system(), 4).unwrap()
    }

    /// The keys, made when there are none.
    pub fn keys(&self) -> Keys {
        Keys::open(&self.folder.join("keys"), ORIGIN, 130_273, true).unwrap()
    }

    /// A connection as a database administrator has one.
    pub fn connection(&self) -> Conn {
        Conn::open(&self.url, Purpose::Write).unwrap()
    }

    pub fn address(&self) -> String {
        match &self.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        }
    }

    /// The program with this site's database and keys, in this site's folder.
    pub fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_custody"));
        self.settle(&mut command);
        command
    }

    /// Gives a command this site's database, keys and folder, and none of our own settings.
    pub fn settle(&self, command: &mut Command) {
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CUSTODY_")) {
            command.env_remove(name);
        }
        command.env("CUSTODY_DATABASE_URL", self.address());
        command.env("CUSTODY_KEYS", self.folder.join("keys"));
        command.current_dir(&self.folder).stdin(Stdio::null());
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.program().args(arguments))
    }

    /// Starts a server on a free port.
    pub fn serve(&self, arguments: &[&str]) -> Serving {
        let mut command = self.program();
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(arguments);
        Serving::start(command, self.folder.join("server.log"))
    }

    /// Verifies everything and answers what was found wrong.
    pub fn verify(&self) -> verification::Verification {
        verification::verify(&self.open(), self.keys().log.verifier(), |_, _| {}).unwrap()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn folder(name: &str) -> PathBuf {
    let id = uuid::Uuid::new_v4().simple().to_string();
    let folder = std::env::temp_dir().join(format!("custody-{name}-{id}"));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What a command came to.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// The one line on standard error of a command that was refused with that exit code.
    #[track_caller]
    pub fn refused(&self, code: i32) -> &str {
        assert_eq!(self.code, Some(code), "{self:?}");
        let line = self.err.trim_end();
        assert!(line.starts_with("custody: ") && line.lines().count() == 1, "not one clear line: {self:?}");
        line
    }

    #[track_caller]
    pub fn done(&self) -> &str {
        assert_eq!(self.code, Some(0), "{self:?}");
        &self.out
    }
}

/// A server as a child process; killed when dropped.
pub struct Serving {
    pub child: Child,
    pub address: String,
    /// What it printed up to its address.
    pub printed: Vec<String>,
    lines: Mutex<Lines<BufReader<ChildStdout>>>,
    log: PathBuf,
}

impl Serving {
    pub fn start(mut command: Command, log: PathBuf) -> Self {
        let errors = File::options().create(true).append(true).open(&log).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(errors).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut printed = Vec::new();
        let address = loop {
            let Some(line) = lines.next() else {
                let status = child.wait().unwrap();
                panic!("the server ended with {status}: {printed:?} {}", std::fs::read_to_string(&log).unwrap());
            };
            let line = line.unwrap();
            printed.push(line.clone());
            if let Some((_, address)) = line.split_once("custody answers on ") {
                break address.trim().to_owned();
            }
        };
        Self { child, address, printed, lines: Mutex::new(lines), log }
    }

    /// The next line it prints.
    pub fn next_line(&self) -> String {
        self.lines.lock().unwrap().next().unwrap().unwrap()
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks the server to stop, and answers its exit code.
    pub fn stop(&mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }

    pub fn sign_in(&self, login: &str) -> String {
        let who = json!({ "login": login, "password": PASSWORD });
        let answer = self.call("POST", "/api/v1/session", None, &new_key(), &who).unwrap();
        assert!(answer.status < 300, "{login}: {answer:?}");
        answer.body["access_token"].as_str().unwrap().to_owned()
    }

    pub fn get(&self, path: &str, token: Option<&str>) -> Answer {
        self.call("GET", path, token, "", &Value::Null).unwrap()
    }

    pub fn post(&self, path: &str, token: &str, key: &str, body: &Value) -> Result<Answer, String> {
        self.call("POST", path, Some(token), key, body)
    }

    /// One call; an error when no whole answer came back.
    pub fn call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        key: &str,
        body: &Value,
    ) -> Result<Answer, String> {
        call(&self.address, method, path, token, key, body)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a server answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
    pub replayed: bool,
    pub retry_after: Option<String>,
}

impl Answer {
    pub fn text(&self, member: &str) -> &str {
        self.body[member].as_str().unwrap_or_default()
    }
}

pub fn call(
    address: &str,
    method: &str,
    path: &str,
    token: Option<&str>,
    key: &str,
    body: &Value,
) -> Result<Answer, String> {
    static AGENT: OnceLock<ureq::Agent> = OnceLock::new();
    let agent = AGENT.get_or_init(|| {
        let config = ureq::Agent::config_builder().http_status_as_error(false);
        config.timeout_global(Some(Duration::from_secs(30))).max_idle_connections(0).build().into()
    });
    let mut request = ureq::http::Request::builder().method(method).uri(format!("{address}{path}"));
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    if !key.is_empty() {
        request = request.header("idempotency-key", key);
    }
    let text = if body.is_null() { String::new() } else { body.to_string() };
    let request = request.header("content-type", "application/json").body(text).unwrap();
    let mut answer = agent.run(request).map_err(|e| e.to_string())?;
    let body = answer.body_mut().read_to_string().map_err(|e| e.to_string())?;
    let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    Ok(Answer {
        status: answer.status().as_u16(),
        replayed: header("idempotency-replayed").is_some(),
        retry_after: header("retry-after"),
        body: serde_json::from_str(&body).unwrap_or(Value::Null),
    })
}

pub fn new_key() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// Everybody of a small centre, with one case.
pub struct People {
    pub officers: Vec<Viewer>,
    pub unit_head: Viewer,
    pub custodians: Vec<Viewer>,
    pub case: CaseId,
}

/// Logins of the custodians.
pub fn custodian(number: usize) -> String {
    format!("custodian-{number:02}")
}

fn password() -> PasswordHash {
    static HASH: OnceLock<PasswordHash> = OnceLock::new();
    HASH.get_or_init(|| Password::new(PASSWORD).hash().unwrap()).clone()
}

/// Founds a small centre: a police station, the centre with `custodians` custodians, shelves, and a case.
pub fn found(database: &Database, custodians: usize) -> People {
    let agency =
        |code: &str, name: &str, kind| NewAgency { code: code.into(), name: name.into(), kind, parent_id: None };
    let everybody = database.change(Actor::PROGRAM, |change| {
        let station = agencies::register(change, &agency("130273510100", "第一派出所", AgencyKind::Police))?;
        let centre = agencies::register(change, &agency("130273010000", "涉案财物管理中心", AgencyKind::Centre))?;
        let mut person = |login: String, agency_id, role: Role| {
            let new = NewUser { name: login.clone(), login, agency_id };
            let user = users::register(change, &new, Secret::Own(password()))?;
            Ok(viewer_of(&users::grant_roles(change, user.id, &[role])?))
        };
        let officers = (1..=2).map(|n| person(format!("officer-{n:02}"), station.id, Role::CaseOfficer));
        let officers = officers.collect::<Result<Vec<_>, custody::error::Error>>()?;
        let unit_head = person("unit-head-01".to_owned(), station.id, Role::UnitHead)?;
        let keepers = (1..=custodians).map(|n| person(custodian(n), centre.id, Role::Custodian));
        let keepers = keepers.collect::<Result<Vec<_>, custody::error::Error>>()?;
        for code in SHELVES {
            let (kind, storage_class) = (PlaceKind::Rack, StorageClass::Ordinary);
            let new =
                NewPlace { code: code.into(), name: code.into(), kind, storage_class, parent_id: None, capacity: None };
            places::register(change, &new)?;
        }
        Ok((officers, unit_head, keepers))
    });
    let (officers, unit_head, custodians) = everybody.unwrap();
    let new = NewCase {
        case_no: "A1302735101002023010001".into(),
        name: "王伟盗窃案".into(),
        cause: "盗窃".into(),
        stage: None,
        officers: officers.iter().map(|officer| officer.user_id).collect(),
    };
    let first = &officers[0];
    let case = database.change(Actor::from(first), |change| cases::register(change, first, &new)).unwrap().id;
    People { officers, unit_head, custodians, case }
}

/// A request with nothing but what every kind has.
pub fn blank(kind: RequestKind, case_id: CaseId, items: Vec<String>) -> NewRequest {
    NewRequest {
        kind,
        case_id,
        reason: "依法办理".into(),
        items,
        purpose: None,
        starts_at: None,
        due_at: None,
        loan_id: None,
        disposition: None,
        document_id: None,
        receiver_name: None,
        receiver_document_no: None,
        receiver_is_officer: None,
        witness_name: None,
    }
}

/// A loan of these items, as an officer writes it.
pub fn loan_of(database: &Database, people: &People, items: Vec<String>) -> NewRequest {
    let now = database.clock().now();
    NewRequest {
        purpose: Some(LoanPurpose::Inspection),
        starts_at: Some(now),
        due_at: Some(now.plus(DAY)),
        ..blank(RequestKind::Loan, people.case, items)
    }
}

/// Takes `count` pieces in, from the seizure list to the shelf, and answers their label codes.
pub fn take_in(database: &Database, keys: &Keys, people: &People, list_no: &str, count: usize) -> Vec<String> {
    let officer = &people.officers[0];
    let item = |n: usize| NewItem {
        name: format!("手机{n}"),
        category: Category::Ordinary,
        features: "黑色".into(),
        model: "X1".into(),
        serial_no: format!("SN{n:06}"),
        pieces: 1,
        unit: "件".into(),
        holder_name: None,
        owner_name: String::new(),
        valuation_minor: Some(120_000),
        currency: None,
        attributes: Default::default(),
        remark: String::new(),
    };
    let list = NewSeizureList {
        case_id: people.case,
        list_no: list_no.into(),
        decision_no: None,
        seized_at: database.clock().now().plus(-HOUR),
        seized_place: "学院路".into(),
        holder_name: "王伟".into(),
        attesting_witness: None,
        items: (1..=count).map(item).collect(),
    };
    let made = database.change(Actor::from(officer), |change| {
        let (_, codes) = cases::register_seizure_list(change, officer, &keys.labels, &list)?;
        let codes: Vec<String> = codes.iter().map(|code| code.as_str().to_owned()).collect();
        let draft = requests::draft(change, officer, &blank(RequestKind::Intake, people.case, codes.clone()))?;
        Ok((submission::submit(change, officer, draft.id)?.id, codes))
    });
    let (request, codes) = made.unwrap();
    approve(database, people, request);
    let lines: Vec<_> = codes.iter().map(|code| line(code, LineOutcome::Accepted, Some(SHELVES[0]))).collect();
    execute(database, &people.custodians[0], request, &lines);
    codes
}

/// Lends items to the first officer, and answers the request.
pub fn lend(database: &Database, people: &People, codes: &[String]) -> RequestId {
    let request = approved_loan(database, people, codes);
    let lines: Vec<_> = codes.iter().map(|code| line(code, LineOutcome::Lent, None)).collect();
    execute(database, &people.custodians[0], request, &lines);
    request
}

/// A loan that only waits for a custodian.
pub fn approved_loan(database: &Database, people: &People, codes: &[String]) -> RequestId {
    let officer = &people.officers[0];
    let new = loan_of(database, people, codes.to_vec());
    let made = database.change(Actor::from(officer), |change| {
        let draft = requests::draft(change, officer, &new)?;
        submission::submit(change, officer, draft.id)
    });
    let request = made.unwrap().id;
    approve(database, people, request);
    request
}

fn approve(database: &Database, people: &People, request: RequestId) {
    let head = &people.unit_head;
    let decided = database
        .change(Actor::from(head), |change| requests::decide(change, head, request, Decision::Approve, Some("同意")));
    decided.unwrap();
}

pub fn execute(database: &Database, by: &Viewer, request: RequestId, lines: &[LineExecution]) {
    let nobody: Option<UserId> = None;
    let done = database.change(Actor::from(by), |change| execution::execute(change, by, nobody, request, lines, true));
    done.unwrap();
}

pub fn line(code: &str, outcome: LineOutcome, place: Option<&str>) -> LineExecution {
    LineExecution {
        item: code.to_owned(),
        outcome,
        place: place.map(str::to_owned),
        label: None,
        seal_no: None,
        reason: None,
        condition: None,
        corrected: None,
    }
}

/// Runs one statement, which may be refused.
pub fn attempt(conn: &mut Conn, text: &str) -> diesel::QueryResult<usize> {
    match conn {
        Conn::Sqlite(c) => diesel::sql_query(text).execute(c),
        Conn::Postgres(c) => diesel::sql_query(text).execute(c),
    }
}

#[derive(QueryableByName)]
struct Text {
    #[diesel(sql_type = diesel::sql_types::Text)]
    value: String,
}

/// The rows of a query with one column of text, named `value`.
#[track_caller]
pub fn texts(conn: &mut Conn, query: &str) -> Vec<String> {
    let rows: diesel::QueryResult<Vec<Text>> = match conn {
        Conn::Sqlite(c) => diesel::sql_query(query).load(c),
        Conn::Postgres(c) => diesel::sql_query(query).load(c),
    };
    rows.unwrap_or_else(|error| panic!("{query}: {error}")).into_iter().map(|row| row.value).collect()
}

/// The one number that a query answers.
#[track_caller]
pub fn number(conn: &mut Conn, query: &str) -> i64 {
    texts(conn, &format!("SELECT CAST(({query}) AS text) AS value")).remove(0).parse().unwrap()
}

/// Runs plain SQL.
#[track_caller]
pub fn sql(conn: &mut Conn, text: &str) {
    let done = match conn {
        Conn::Sqlite(c) => c.batch_execute(text),
        Conn::Postgres(c) => c.batch_execute(text),
    };
    done.unwrap_or_else(|error| panic!("{text}: {error}"));
}

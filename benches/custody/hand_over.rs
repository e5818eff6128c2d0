//! A thousand items in one request: received, lent and taken back, through HTTP; and the statements that takes.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use custody::db::Conn;
use custody::db::centre::places as rooms;
use custody::db::change::Actor;
use custody::db::schema::places;
use custody::model::accounts::secrecy::SecrecyLevel;
use custody::model::goods::category::{Category, StorageClass};
use custody::model::ids::RequestId;
use custody::model::requests::request::LineOutcome;
use custody::operations::requests::execution::execute;
use custody::operations::requests::line_execution::LineExecution;
use diesel::connection::InstrumentationEvent;
use diesel::prelude::*;
use serde_json::{Value, json};

use crate::centre::{Backend, Centre, Serving, on};
use crate::client;
use crate::figures::{Figures, grouped};

const COUNT: usize = 1_000;

/// The people who act, signed in.
struct People<'a> {
    server: &'a Serving,
    officer: String,
    head: String,
    custodian: String,
}

impl People<'_> {
    fn post(&self, who: &str, path: &str, body: &Value) -> Value {
        self.step(who, path, 1, body)
    }

    fn step(&self, who: &str, path: &str, seen: i64, body: &Value) -> Value {
        let path = format!("/api/v1{path}");
        let (status, answer) = client::call_seen(self.server.address, "POST", &path, Some(who), seen, Some(body));
        assert!((200..300).contains(&status), "{path}: {status} {answer}");
        answer
    }

    /// Drafts and submits a request, has it approved where that is asked for, and answers its id.
    fn approved(&self, draft: &Value) -> String {
        let request = self.post(&self.officer, "/requests", draft);
        let id = request["id"].as_str().unwrap().to_owned();
        let request = self.post(&self.officer, &format!("/requests/{id}/submission"), &json!({}));
        if request["status"] == "awaiting_unit_head" {
            let seen = request["version"].as_i64().unwrap();
            self.step(&self.head, &format!("/requests/{id}/approval"), seen, &json!({ "decision": "approve" }));
        }
        id
    }

    /// Carries all lines out in one request; the seconds that took.
    fn executed(&self, id: &str, lines: &[Value]) -> f64 {
        let body = json!({ "lines": lines });
        let began = Instant::now();
        let answer = self.post(&self.custodian, &format!("/requests/{id}/execution"), &body);
        let seconds = began.elapsed().as_secs_f64();
        assert_eq!(answer["request"]["open_line_count"], 0, "{}", answer["results"][0]);
        seconds
    }
}

/// Hands a thousand items over in both directions.
pub fn thousand(centre: &Centre, server: &Serving, figures: &mut Figures) {
    let signed_in = |role: &str| centre.sign_in(server, role);
    let people = People {
        server,
        officer: signed_in("case_officer"),
        head: signed_in("unit_head"),
        custodian: signed_in("custodian"),
    };
    let (_, cases) = client::call(server.address, "GET", "/api/v1/cases?limit=1", Some(&people.officer), None);
    let case = cases["rows"][0]["id"].clone();
    let codes = people.post(&people.officer, "/seizure-lists", &seizure_list(&case))["codes"].clone();
    let codes: Vec<String> = serde_json::from_value(codes).unwrap();
    let bins = bins(&mut centre.conn());

    let intake = people.approved(&json!({ "kind": "intake", "case_id": case, "reason": "入库", "items": codes }));
    let lines: Vec<Value> = codes
        .iter()
        .zip(&bins)
        .map(|(code, bin)| json!({ "item": code, "outcome": "accepted", "place": bin }))
        .collect();
    let received = people.executed(&intake, &lines);

    let now: DateTime<Utc> = DateTime::from_timestamp_micros(centre.database().clock().now().0).unwrap();
    let loan = json!({ "kind": "loan", "case_id": case, "reason": "核对", "items": codes, "purpose": "inspection",
        "starts_at": now.to_rfc3339(), "due_at": (now + TimeDelta::days(5)).to_rfc3339() });
    let first = people.approved(&loan);
    let lines: Vec<Value> = codes.iter().map(|code| json!({ "item": code, "outcome": "lent" })).collect();
    let lent = people.executed(&first, &lines);

    let back = json!({ "kind": "loan_return", "case_id": case, "reason": "归还", "items": codes, "loan_id": first });
    let back = people.approved(&back);
    let lines: Vec<Value> = codes
        .iter()
        .zip(&bins)
        .map(|(code, bin)| json!({ "item": code, "outcome": "returned", "place": bin, "condition": "intact" }))
        .collect();
    let returned = people.executed(&back, &lines);

    let slowest = received.max(lent).max(returned);
    let told = format!("{received:.3} / {lent:.3} / {returned:.3} s");
    let work = format!("{} items in one request: received / lent / taken back", grouped(COUNT as u64));
    figures.value(&work, Some(centre.backend), ("", told), "≤ 0.5 s", slowest <= 0.5);

    let second: RequestId = people.approved(&loan).parse().unwrap();
    let (statements, commits) = counted(centre, second, &codes);
    let told = format!("{statements} statements, {commits} transaction");
    // SQLite takes rows one by one as fast as many together; on PostgreSQL each would be a round trip.
    let (asked, met) = match centre.backend {
        Backend::Sqlite => ("one transaction", commits == 1),
        Backend::Postgres => ("one transaction, none per item", commits == 1 && statements < 50),
    };
    figures.value("its statements (lent)", Some(centre.backend), ("", told), asked, met);
}

fn seizure_list(case: &Value) -> Value {
    let item = |number| {
        json!({ "name": "移动硬盘包装盒", "category": "ordinary", "features": format!("纸质,编号{number}"),
            "serial_no": format!("BX{number:06}"), "owner_name": "赵某" })
    };
    json!({ "case_id": case, "list_no": "批量清单0001", "seized_at": "2024-01-02T08:00:00Z", "seized_place": "仓库",
        "holder_name": "赵某", "items": (0..COUNT).map(item).collect::<Vec<_>>() })
}

/// Codes of ordinary places with a free slot each.
fn bins(conn: &mut Conn) -> Vec<String> {
    let bounded = places::storage_class.eq(StorageClass::Ordinary).and(places::capacity.is_not_null());
    let codes = places::table.filter(bounded).select(places::code);
    let codes: Vec<String> = on!(&mut *conn, c => codes.order(places::code).load(c)).unwrap();
    let mut rooms = rooms::list_destinations(conn, &codes).unwrap();
    let mut bins = Vec::with_capacity(COUNT);
    for code in &codes {
        while bins.len() < COUNT
            && let Ok(id) = rooms.fitting(code, Category::Ordinary, SecrecyLevel::Ordinary)
        {
            rooms.take(id);
            bins.push(code.clone());
        }
    }
    assert_eq!(bins.len(), COUNT, "the year has too little room");
    bins
}

static STATEMENTS: AtomicU64 = AtomicU64::new(0);
static COMMITS: AtomicU64 = AtomicU64::new(0);

/// Lends the items again in this process and counts what reaches the database.
fn counted(centre: &Centre, id: RequestId, codes: &[String]) -> (u64, u64) {
    diesel::connection::set_default_instrumentation(|| {
        Some(Box::new(|event: InstrumentationEvent<'_>| match event {
            InstrumentationEvent::StartQuery { .. } => _ = STATEMENTS.fetch_add(1, Ordering::Relaxed),
            InstrumentationEvent::CommitTransaction { .. } => _ = COMMITS.fetch_add(1, Ordering::Relaxed),
            _ => {}
        }))
    })
    .unwrap();
    let database = centre.database();
    let viewer = centre.viewer("custodian");
    diesel::connection::set_default_instrumentation(|| None).unwrap();
    let line = |code: &String| LineExecution {
        item: code.clone(),
        outcome: LineOutcome::Lent,
        place: None,
        label: None,
        seal_no: None,
        reason: None,
        condition: None,
        sealing: None,
        corrected: None,
    };
    let lines: Vec<LineExecution> = codes.iter().map(line).collect();
    STATEMENTS.store(0, Ordering::Relaxed);
    COMMITS.store(0, Ordering::Relaxed);
    database.change(Actor::from(&viewer), |change| execute(change, &viewer, None, id, &lines, true)).unwrap();
    (STATEMENTS.load(Ordering::Relaxed), COMMITS.load(Ordering::Relaxed))
}

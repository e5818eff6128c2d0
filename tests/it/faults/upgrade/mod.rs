//! A centre made by an earlier program goes on with today's.
//!
//! `centre.gz` is the backup of a small centre that was worked over HTTP with the program of commit eb1d5d8, schema 5,
//! and then backed up by it: three agencies, eleven people, three places, two cases, six pieces; three intakes (a
//! refusal confirmed, one sent back by `reject`, one returned for correction), a loan extended and returned, a release
//! to a victim, a loan that waits with a receiver's name it has no use for, and a draft without terms. `report.json` is
//! what that program said of its year. Its clock was set to 2024, so that no machine's clock is behind the log. The
//! keys are of this centre only, which never existed; everybody's password is [`PASSWORD`].

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{Installation, ServerProcess, cluster, new_key};

const PASSWORD: &str = "four seals on a brown box";
const ENTRIES: u64 = 107;
const ROOT: &str = "8bee8260571d5871afb47b9dfa32f188d9df1ec7a978c3cd9b1c453b9ba6c0eb";

/// Action, status after it, opinion.
type Step<'s> = (&'s str, &'s str, Option<&'s str>);

/// What was done with refusals and a correction, by the request's number.
const STEPS: [(&str, &[Step<'_>]); 3] = [
    (
        "RK-2024-000001",
        &[
            ("submit", "awaiting_unit_head", None),
            ("approve", "approved", Some("同意")),
            ("execute", "awaiting_confirmation", None),
            ("confirm_refusals", "completed", Some("情况属实")),
        ],
    ),
    (
        "RK-2024-000002",
        &[
            ("submit", "awaiting_unit_head", None),
            ("approve", "approved", None),
            ("execute", "awaiting_confirmation", None),
            // What was sent back had no step of its own yet.
            ("confirm_refusals", "executing", Some("请重新核对")),
            ("execute", "completed", None),
        ],
    ),
    (
        "RK-2024-000003",
        &[
            ("submit", "awaiting_unit_head", None),
            ("return_for_correction", "returned_for_correction", Some("请补充事由")),
            ("submit", "awaiting_unit_head", None),
            ("approve", "approved", None),
            ("execute", "completed", None),
        ],
    ),
];

/// What happened to the piece that was sent back.
const HISTORY: [&str; 5] = ["ItemRegistered", "ItemSubmitted", "ItemRefused", "ItemSubmitted", "ItemReceived"];

fn stored(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/faults/upgrade").join(name)
}

/// The earlier centre, restored by today's program.
fn restored(site: Installation) -> Installation {
    let keys = site.folder.join("keys");
    fs::create_dir(&keys).unwrap();
    for name in ["token.key", "log.key", "label.key"] {
        let path = keys.join(name);
        fs::copy(stored("keys").join(name), &path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
    site.run(&["restore", &stored("centre.gz").display().to_string()]).done();
    site
}

#[test]
fn a_centre_of_an_earlier_program_verifies_reports_the_same_and_is_worked_on() {
    let mut sites = vec![Installation::on_sqlite("upgrade")];
    sites.extend(cluster().map(|cluster| Installation::on_postgres("upgrade", &cluster)));
    for site in sites {
        let site = restored(site);
        let verified: Value = serde_json::from_str(site.run(&["audit", "verify", "--format", "json"]).done()).unwrap();
        assert_eq!(
            (&verified["clean"], &verified["size"], &verified["root"]),
            (&true.into(), &ENTRIES.into(), &ROOT.into()),
            "{verified}"
        );
        let report = site.run(&["report", "--year", "2024", "--format", "json"]);
        assert_eq!(report.done(), fs::read_to_string(stored("report.json")).unwrap());
        let server = site.serve(&[]);
        shows_what_was_done(&server);
        works_on(&server);
        drop(server);
        let verified = site.verify();
        assert!(verified.clean && verified.size > ENTRIES, "{verified}");
    }
}

fn sign_in(server: &ServerProcess, login: &str) -> String {
    server.sign_in_with(login, PASSWORD)
}

/// The one request with this number, in full.
fn request(server: &ServerProcess, token: &str, number: &str) -> Value {
    let list = server.get(&format!("/api/v1/requests?number={number}"), Some(token)).body;
    let id = list["rows"][0]["id"].as_str().unwrap_or_else(|| panic!("no {number}: {list}"));
    server.get(&format!("/api/v1/requests/{id}"), Some(token)).body
}

fn shows_what_was_done(server: &ServerProcess) {
    let officer = sign_in(server, "officer-01");
    for (number, steps) in STEPS {
        let found = request(server, &officer, number);
        let taken: Vec<_> = found["steps"].as_array().unwrap().iter().map(step).collect();
        assert_eq!(taken, steps, "{number}");
    }
    let released = request(server, &officer, "CK-2024-000001");
    assert_eq!(released["disposition"], "return_to_victim", "{released}");
    assert_eq!(
        (&released["receiver_name"], &released["receiver_document_no"], &released["receiver_is_officer"]),
        (&"孙丽".into(), &"**************1234".into(), &false.into())
    );
    // It was kept as it was said then; whoever may read it whole can.
    let path = format!("/api/v1/requests/{}/receiver-document", released["id"].as_str().unwrap());
    let reason = json!({ "reason": "核对领取人证件" });
    let whole = server.post(&path, &officer, &new_key(), &reason).unwrap();
    assert_eq!(whole.text("receiver_document_no"), "130203199001011234", "{whole:?}");
    let lent = request(server, &officer, "DY-2024-000001");
    assert_eq!((&lent["purpose"], &lent["status"]), (&"examination".into(), &"completed".into()), "{lent}");
    let back = request(server, &officer, "GH-2024-000001");
    assert_eq!(back["loan_number"], "DY-2024-000001", "{back}");
    let item =
        server.get("/api/v1/items?q=%E7%BA%B8%E7%AE%B15%E5%8F%B7&limit=1", Some(&officer)).body["rows"][0].clone();
    let history = server.get(&format!("/api/v1/items/{}/history", item["id"].as_str().unwrap()), Some(&officer)).body;
    let actions: Vec<_> = history.as_array().unwrap().iter().map(|event| event["action"].as_str().unwrap()).collect();
    assert_eq!(actions, HISTORY, "{history}");
}

fn step(step: &Value) -> Step<'_> {
    (step["action"].as_str().unwrap(), step["status_after"].as_str().unwrap(), step["opinion"].as_str())
}

/// The loan that waited is approved and handed out.
fn works_on(server: &ServerProcess) {
    let (head, custodian) = (sign_in(server, "unit-head-01"), sign_in(server, "custodian-01"));
    let waiting = request(server, &head, "DY-2024-000002");
    let path = format!("/api/v1/requests/{}", waiting["id"].as_str().unwrap());
    let lines = server.get(&format!("{path}/lines"), Some(&custodian)).body;
    let line = json!({ "item": lines[0]["code"], "outcome": "lent" });
    let approved = server.step(
        &format!("{path}/approval"),
        &head,
        waiting["version"].as_i64().unwrap(),
        &json!({ "decision": "approve" }),
    );
    assert_eq!(approved.unwrap().text("status"), "approved");
    let body = json!({ "lines": [line], "all_or_nothing": true });
    let lent = server.post(&format!("{path}/execution"), &custodian, &new_key(), &body).unwrap();
    assert_eq!(lent.body["request"]["status"], "completed", "{lent:?}");
    let loans = server.get(&format!("/api/v1/loans?request_id={}", waiting["id"].as_str().unwrap()), Some(&custodian));
    assert_eq!(loans.body["rows"][0]["due_at"], waiting["due_at"], "{loans:?}");
}

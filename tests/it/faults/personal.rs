//! Personal numbers and whoever has the files: without the key there is nothing to read, what was moved is not opened, and what was
//! erased is gone while every proof stays.

use std::fs;
use std::process::Stdio;

use custody::db::change::Actor;
use custody::db::{Database, DatabaseUrl};
use custody::keys::{Keys, PERSONAL_KEY, write_secret};
use custody::model::accounts::agency::DocumentKind;
use custody::model::accounts::viewer::Reach;
use custody::model::goods::item::Disposition;
use custody::model::ids::RequestId;
use custody::model::reason::{Language, Reason};
use custody::model::requests::terms::{DraftOutbound, DraftTerms};
use custody::model::sealed::PersonalText;
use custody::operations::cases::documents::{self, NewDocument};
use custody::operations::centre::personal::{Opened, open};
use custody::operations::requests::{requests, submission};

use crate::support::operations::{People, custodian, found, take_in, with_terms};
use crate::support::sql::{sql, texts};
use crate::support::{Installation, Run, new_key};

const SERVE: [&str; 3] = ["serve", "--listen", "127.0.0.1:0"];
const NUMBERS: [&str; 2] = ["130203198001010012", "130203197502020034"];

/// A centre with two outbound requests, each with a receiver's number.
fn with_numbers(site: &Installation) -> Vec<(RequestId, String)> {
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    let codes = take_in(&database, &keys, &people, "一", 2);
    let asked = NUMBERS.iter().zip(codes).map(|(number, code)| ask(&database, &keys, &people, &code, number));
    asked.collect()
}

fn ask(database: &Database, keys: &Keys, people: &People, code: &str, number: &str) -> (RequestId, String) {
    let officer = &people.officers[0];
    let document = NewDocument {
        kind: DocumentKind::Disposition,
        number: format!("处{code}"),
        title: "处置决定".into(),
        case_id: people.case,
        request_id: None,
        issued_at: database.clock().now(),
    };
    let submitted = database.change(Actor::from(officer), |change| {
        let document_id = Some(documents::register(change, officer, &document)?.id);
        let terms = DraftTerms::Outbound(DraftOutbound {
            disposition: Some(Disposition::ReturnToParty),
            document_id,
            receiver_name: Some("王伟".into()),
            receiver_document_no: Some(PersonalText::Said(number.into())),
            receiver_is_officer: Some(false),
            witness_name: None,
            destruction_method: None,
            destruction_place: None,
            delivery: None,
        });
        let draft =
            requests::draft(change, officer, &keys.personal, &with_terms(terms, people.case, vec![code.into()]))?;
        submission::submit(change, officer, draft.seen())
    });
    let row = submitted.unwrap();
    (row.id, row.number.unwrap())
}

/// What a request's number opens to.
fn opened(site: &Installation, id: RequestId) -> Opened {
    let keys = site.keys();
    let read = |conn: &mut custody::db::Conn| {
        let row = custody::db::requests::requests::get(conn, Reach::Everything, id)?;
        let Some(PersonalText::Kept(kept)) = row.flat_terms().receiver_document_no else { panic!("{row:?}") };
        open(conn, &keys.personal, id.0, &kept)
    };
    site.open().read(read).unwrap()
}

#[test]
fn what_was_erased_by_order_is_gone_and_every_proof_stays() {
    let site = Installation::new("erased");
    let asked = with_numbers(&site);
    let (gone, kept) = (&asked[0], &asked[1]);
    let nameless = site.run(&["personal", "erase", "--request", &gone.1, "--order", " "]);
    assert!(nameless.code == Some(2) && nameless.err.contains("--order"), "{nameless:?}");
    let unknown = site.run(&["personal", "erase", "--request", "CK-2023-999999", "--order", "高检删字〔2026〕1号"]);
    assert!(unknown.refused(1).contains("there is no request CK-2023-999999"), "{unknown:?}");
    let wrapped = texts(&mut site.connection(), "SELECT wrapped AS value FROM personal_keys ORDER BY id").remove(0);
    let erase = || site.run(&["personal", "erase", "--request", &gone.1, "--order", "高检删字〔2026〕1号"]);
    assert!(erase().done().contains(&format!("1 of {} erased", gone.1)));
    assert_eq!((opened(&site, gone.0), opened(&site, kept.0)), (Opened::Erased, Opened::Number(NUMBERS[1].into())));
    assert!(erase().refused(1).contains("was erased"));
    let by_id = site.run(&["personal", "erase", "--request", &gone.0.to_string(), "--order", "高检删字〔2026〕1号"]);
    assert!(by_id.refused(1).contains("was erased"), "a request that was never submitted has no number: {by_id:?}");
    site.run(&["audit", "verify"]).done();
    if let DatabaseUrl::Sqlite(path) = &site.url {
        let left = fs::read(path).unwrap();
        let stands = |key: &str| left.windows(key.len()).any(|bytes| bytes == key.as_bytes());
        assert!(!stands(&wrapped), "the key stands in a gap of the file");
    }

    // The desk is told; the rest of the request is as it was.
    let server = site.serve(&[]);
    let token = server.sign_in(&custodian(1));
    let path = format!("/api/v1/requests/{}", gone.0);
    let view = server.get(&path, Some(&token));
    assert_eq!((view.text("receiver_document_no"), view.text("receiver_name")), ("**************0012", "王伟"));
    let reason = serde_json::json!({ "reason": "核对领取人证件" });
    let told = server.post(&format!("{path}/receiver-document"), &token, &new_key(), &reason).unwrap();
    assert_eq!((told.status, told.text("code")), (409, "personal_data_erased"));
    drop(server);

    // Putting the key back is found, and nobody is shown anything with it.
    let mut conn = site.connection();
    sql(&mut conn, &format!("UPDATE personal_keys SET wrapped = '{wrapped}' WHERE wrapped IS NULL"));
    let server = site.serve(&[]);
    let token = server.sign_in(&custodian(1));
    let told = server.post(&format!("{path}/receiver-document"), &token, &new_key(), &reason).unwrap();
    assert_eq!((told.status, told.text("code")), (409, "record_altered"), "{told:?}");
    drop(server);
    let run = site.run(&["audit", "verify"]);
    assert!(run.code == Some(1) && run.out.contains(&gone.1), "{run:?}");
}

#[test]
fn a_number_that_was_moved_to_another_request_is_not_opened() {
    let site = Installation::new("moved-number");
    let asked = with_numbers(&site);
    let mut conn = site.connection();
    let [own, other] = [0, 1].map(|at| {
        texts(
            &mut conn,
            &format!("SELECT receiver_document_no AS value FROM requests WHERE number = '{}'", asked[at].1),
        )
        .remove(0)
    });
    sql(&mut conn, &format!("UPDATE requests SET receiver_document_no = '{other}' WHERE number = '{}'", asked[0].1));
    assert_eq!(opened(&site, asked[0].0), Opened::Unreadable);
    assert_eq!(opened(&site, asked[1].0), Opened::Number(NUMBERS[1].into()));
    let run = site.run(&["audit", "verify"]);
    assert!(run.code == Some(1) && run.out.contains(&asked[0].1), "{run:?}");
    sql(&mut conn, &format!("UPDATE requests SET receiver_document_no = '{own}' WHERE number = '{}'", asked[0].1));
    // With its key along it is another number's key still.
    sql(&mut conn, "UPDATE personal_keys SET wrapped = (SELECT max(wrapped) FROM personal_keys)");
    assert!(asked.iter().any(|(id, _)| opened(&site, *id) == Opened::Unreadable));
    assert_eq!(site.run(&["audit", "verify"]).code, Some(1));
}

#[test]
fn without_the_key_the_program_does_not_start_where_numbers_are_sealed_and_an_older_line_stays_good() {
    let site = Installation::new("personal-key");
    let path = site.folder.join("keys").join(PERSONAL_KEY);
    with_numbers(&site);
    let own = fs::read_to_string(&path).unwrap();
    let refused = |told: &str| assert!(site.run(&SERVE).refused(1).contains(told), "{told}");
    fs::remove_file(&path).unwrap();
    refused("personal.key is missing");
    assert!(!path.exists(), "another one was made in its place");
    write_secret(&path, &format!("{}\n", "0".repeat(64))).unwrap();
    refused("lacks a key");
    fs::remove_file(&path).unwrap();
    write_secret(&path, &format!("{}\n{own}", "0".repeat(64))).unwrap();
    drop(site.serve(&[]));
    site.run(&["audit", "verify"]).done();
}

#[test]
fn keys_are_renewed_under_the_first_line_and_the_others_are_needed_no_more() {
    let site = Installation::new("rotated");
    let asked = with_numbers(&site);
    let path = site.folder.join("keys").join(PERSONAL_KEY);
    let old = fs::read_to_string(&path).unwrap();
    let rotate = || site.run(&["personal", "rotate"]).done().to_owned();
    assert!(rotate().contains("0 keys"), "they are under the first line already");
    let new = format!("{}\n", "5a".repeat(32));
    fs::remove_file(&path).unwrap();
    write_secret(&path, &format!("{new}{old}")).unwrap();
    assert!(rotate().contains("2 keys encrypted anew"));
    assert!(rotate().contains("0 keys"));
    fs::remove_file(&path).unwrap();
    write_secret(&path, &new).unwrap();
    let numbers = NUMBERS.map(|number| Opened::Number(number.into()));
    assert_eq!([opened(&site, asked[0].0), opened(&site, asked[1].0)], numbers);
    site.run(&["audit", "verify"]).done();

    // One that was changed behind the program's back stops it, and nothing is half done.
    fs::remove_file(&path).unwrap();
    write_secret(&path, &format!("{old}{new}")).unwrap();
    let mut conn = site.connection();
    sql(&mut conn, "UPDATE personal_keys SET wrapped = (SELECT max(wrapped) FROM personal_keys)");
    let masters = |conn: &mut _| texts(conn, "SELECT DISTINCT master AS value FROM personal_keys");
    let before = masters(&mut conn);
    let refused = site.run(&["personal", "rotate"]);
    let told = Reason::PersonalDataUnreadable.sentence(Language::English);
    assert!(refused.refused(1).contains(told), "{refused:?}");
    assert_eq!(masters(&mut conn), before);
}

#[test]
fn where_no_number_is_sealed_yet_the_key_is_made() {
    let site = Installation::new("first-number");
    let (database, keys) = (site.open(), site.keys());
    take_in(&database, &keys, &found(&database, 1), "一", 1);
    drop(database);
    let path = site.folder.join("keys").join(PERSONAL_KEY);
    fs::remove_file(&path).unwrap();
    drop(site.serve(&[]));
    assert!(path.exists(), "as in a centre of an earlier program");
}

#[test]
fn accounts_of_one_human_are_found_from_the_console_with_an_older_line_of_the_key_and_not_without_it() {
    let site = Installation::new("identity-console");
    found(&site.open(), 2);
    site.keys();
    let path = site.folder.join("keys").join(PERSONAL_KEY);
    let add = |login: &str, more: &[&str]| {
        let file = site.folder.join("identity");
        fs::write(&file, "11010519491231002x\n").unwrap();
        let who = [
            "user",
            "add",
            login,
            "--name",
            "陈明",
            "--agency",
            "130273510100",
            "--role",
            "case_officer",
            "--identity-stdin",
        ];
        Run::of(site.program().args(who).args(more).stdin(Stdio::from(fs::File::open(file).unwrap())))
    };
    add("chen", &["--badge", "J010203"]).done();
    let own = fs::read_to_string(&path).unwrap();
    fs::remove_file(&path).unwrap();
    write_secret(&path, &format!("{}\n", "0".repeat(64))).unwrap();
    assert!(site.run(&SERVE).refused(1).contains("lacks a key"));
    fs::remove_file(&path).unwrap();
    write_secret(&path, &format!("{}\n{own}", "0".repeat(64))).unwrap();
    let refused = add("chen-2", &[]);
    assert!(refused.refused(1).contains("/identity_number") && refused.err.contains("chen"), "{refused:?}");
    add("chen-2", &["--same-person"]).done();
    let together = "SELECT CAST(count(*) AS text) AS value FROM users WHERE person_id = (SELECT id FROM users WHERE login = 'chen')";
    assert_eq!(texts(&mut site.connection(), together), ["1"]);
    site.run(&["audit", "verify"]).done();
}

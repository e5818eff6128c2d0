//! Somebody who knows how rows are digested makes a row and its newest entry agree with one another.

use custody::audit::hash::to_hex;
use custody::audit::sha256;
use custody::db::accounts::users::{self as rows, User};
use custody::db::engine::digest::Registered;
use custody::db::goods::items::Item;
use custody::error::Error;
use custody::keys::PersonalKeys;
use custody::model::reason::Reason;
use custody::operations::accounts::users::{self, UserEdit};
use custody::operations::goods::items::{Move, move_items};

use super::{Centre, change, program};
use crate::support::operations::SHELVES;
use crate::support::sql::{sql, texts};

#[test]
fn an_entry_that_was_changed_with_its_row_is_not_believed() {
    let mut centre = Centre::new("washing-believed");
    let codes = centre.take_in("一", 2);
    let item = centre.item(&codes[0]).unwrap();
    let changed = Item { pieces: 3, ..item.clone() };
    let (own, other) = (item.row_sha256().unwrap(), changed.row_sha256().unwrap());
    sql(&mut centre.conn, &format!("UPDATE items SET pieces = 3 WHERE code = '{}'", codes[0]));
    sql(
        &mut centre.conn,
        &format!("UPDATE log_leaves SET payload = replace(payload, '{own}', '{other}') WHERE payload LIKE '%{own}%'"),
    );
    let moves = [Move { item: codes[0].clone(), place: SHELVES[1].into() }];
    let by = centre.custodian().clone();
    let moved = change(&centre.database, &by, |change| move_items(change, &by, None, &moves, None));
    let Err(Error::Refused(refusal)) = moved else { panic!("{moved:?}") };
    assert_eq!(refusal.reason, Reason::RecordAltered);
    let found = centre.verify();
    assert!(found.findings.iter().any(|finding| finding.reason.contains("payload")), "{found}");
}

#[test]
fn what_an_operation_was_made_to_carry_on_stays_found_when_the_entry_is_put_back() {
    let mut centre = Centre::new("washing-carried");
    let id = centre.people.officers[1].user_id;
    let user = centre.database.read(|conn| rows::get(conn, id)).unwrap();
    let changed = User { name: "李四".into(), ..user.clone() };
    let newest = "seq = (SELECT max(seq) FROM log_leaves WHERE action = 'RolesGranted' AND subject_id = \
                  (SELECT id FROM users WHERE login = 'officer-02'))";
    let payload = texts(&mut centre.conn, &format!("SELECT payload AS value FROM log_leaves WHERE {newest}")).remove(0);
    let text = if centre.conn.is_postgres() { "convert_from(leaf, 'UTF8')" } else { "CAST(leaf AS text)" };
    let leaf = texts(&mut centre.conn, &format!("SELECT {text} AS value FROM log_leaves WHERE {newest}")).remove(0);

    let forged = payload.replace(&user.sha256().unwrap(), &changed.sha256().unwrap());
    let hashes = [&payload, &forged].map(|text| to_hex(&sha256(text.as_bytes())));
    let forged_leaf = leaf.replace(&hashes[0], &hashes[1]);
    assert!(forged != payload && forged_leaf != leaf);
    let bytes = |leaf: &str, postgres: bool| {
        let hex = to_hex(leaf.as_bytes());
        if postgres { format!("decode('{hex}', 'hex')") } else { format!("x'{hex}'") }
    };
    let postgres = centre.conn.is_postgres();
    let put = |payload: &str, leaf: &str| {
        format!("UPDATE log_leaves SET payload = '{payload}', leaf = {} WHERE {newest}", bytes(leaf, postgres))
    };
    sql(&mut centre.conn, "UPDATE users SET name = '李四' WHERE login = 'officer-02'");
    sql(&mut centre.conn, &put(&forged, &forged_leaf));
    let agency_id = Some(user.agency_id);
    let edit = UserEdit { agency_id, ..Default::default() };
    program(&centre.database, |change| users::edit(change, &PersonalKeys::default(), (id, user.version), &edit))
        .unwrap();

    sql(&mut centre.conn, &put(&payload, &leaf));
    let found = centre.verify();
    let told = "account officer-02 was changed behind the program's back before this entry";
    assert!(found.findings.iter().any(|finding| finding.reason == told), "{found}");
}

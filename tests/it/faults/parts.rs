//! An item, a case, or the log as it was, verified alone.

use custody::model::time::Time;
use serde_json::Value;

use super::tampering::{Seeded, seeded};
use crate::support::sql::{number, sql, texts};

fn verify(seeded: &Seeded, arguments: &[&str], code: i32) -> Value {
    let run = seeded.site.run(&[&["audit", "verify", "--format", "json"], arguments].concat());
    assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn an_item_or_a_case_is_verified_with_what_is_about_it() {
    let seeded = seeded("parts");
    let mut conn = seeded.site.connection();
    let whole = verify(&seeded, &[], 0);
    let case = texts(&mut conn, "SELECT case_no AS value FROM cases")[0].clone();
    let item = verify(&seeded, &["--item", &seeded.codes[5]], 0);
    let own = format!("(SELECT id FROM items WHERE code = '{}')", seeded.codes[5]);
    let entries = format!(
        "SELECT count(*) FROM log_leaves WHERE item_id = {own} \
         OR subject_id IN (SELECT request_id FROM request_lines WHERE item_id = {own})"
    );
    assert_eq!(item["entries"], number(&mut conn, &entries));
    assert_eq!((&item["items"], &item["size"], &item["root"]), (&1.into(), &whole["size"], &whole["root"]));
    let typed = format!(" {}-{} ", &seeded.codes[5][..4].to_lowercase(), &seeded.codes[5][4..]);
    assert_eq!(verify(&seeded, &["--item", &typed], 0)["entries"], item["entries"], "as people type it");
    assert!(item["requests"].as_i64() > Some(0) && item["request_lines"].as_i64() > Some(0), "{item}");
    let of_case = verify(&seeded, &["--case", &case], 0);
    assert_eq!((&of_case["items"], &of_case["requests"]), (&whole["items"], &whole["requests"]));
    assert_eq!(of_case["request_lines"], whole["request_lines"]);

    // What is wrong with another item is not looked for, and what is wrong with this one is found.
    sql(&mut conn, &format!("UPDATE items SET name = '假' WHERE code = '{}'", seeded.codes[0]));
    verify(&seeded, &["--item", &seeded.codes[5]], 0);
    let found = verify(&seeded, &["--item", &seeded.codes[0]], 1);
    assert_eq!(found["findings"][0]["item"], seeded.codes[0]);
    assert_eq!(verify(&seeded, &["--case", &case], 1)["findings"].as_array().unwrap().len(), 1);
    let text = seeded.site.run(&["audit", "verify", "--item", &seeded.codes[0]]);
    assert!(text.out.contains(&format!("item {} only", seeded.codes[0])), "{text:?}");
    assert!(text.out.contains("(last changed properly by entry "), "{text:?}");
    let newest = format!(
        "SELECT max(seq) FROM log_leaves l JOIN items i ON i.id = l.item_id WHERE i.code = '{}'",
        seeded.codes[0]
    );
    assert_eq!(found["findings"][0]["last"]["seq"], number(&mut conn, &newest));
    assert!(found["findings"][0]["last"]["by"].is_string(), "{found}");
    let whole = verify(&seeded, &[], 1);
    assert_eq!(whole["findings"], found["findings"]);
    for (argument, value, told) in [
        ("--item", "3Z710003BT74RM4", "there is no item with the code 3Z710003BT74RM4"),
        ("--case", "無", "there is no case with the number 無"),
        ("--as-of", "gestern", "not a moment such as"),
    ] {
        let run = seeded.site.run(&["audit", "verify", argument, value]);
        assert!(run.err.contains(told) && run.code != Some(0) && run.code != Some(1), "{run:?}");
    }
}

#[test]
fn an_item_is_verified_with_its_loans_and_requests() {
    let seeded = seeded("parts-loans");
    let mut conn = seeded.site.connection();
    let lent = "SELECT code AS value FROM items WHERE id IN (SELECT item_id FROM loans WHERE returned_at IS NULL)";
    let code = texts(&mut conn, lent).remove(0);
    verify(&seeded, &["--item", &code], 0);
    for (change, back) in [
        ("UPDATE loans SET due_at = due_at + 1", "UPDATE loans SET due_at = due_at - 1"),
        (
            "UPDATE request_lines SET reason = coalesce(reason, '') || '假'",
            "UPDATE request_lines SET reason = nullif(substr(reason, 1, length(reason) - 1), '')",
        ),
        (
            "UPDATE requests SET reason = reason || '假'",
            "UPDATE requests SET reason = substr(reason, 1, length(reason) - 1)",
        ),
        (
            "UPDATE items SET borrower_id = (SELECT id FROM users WHERE id <> items.borrower_id ORDER BY id LIMIT 1) WHERE borrower_id IS NOT NULL",
            "UPDATE items SET borrower_id = (SELECT borrower_id FROM loans WHERE item_id = items.id AND returned_at IS NULL) \
             WHERE borrower_id IS NOT NULL",
        ),
    ] {
        sql(&mut conn, change);
        let found = verify(&seeded, &["--item", &code], 1);
        assert!(!found["findings"].as_array().unwrap().is_empty(), "{change}");
        sql(&mut conn, back);
        verify(&seeded, &["--item", &code], 0);
    }
}

#[test]
fn the_log_is_verified_as_it_was() {
    let seeded = seeded("parts-as-of");
    let mut conn = seeded.site.connection();
    let whole = verify(&seeded, &[], 0);
    let last = Time(number(&mut conn, "SELECT max(logged_at) FROM log_leaves"));
    let now = verify(&seeded, &["--as-of", &last.to_rfc3339()], 0);
    assert_eq!((&now["size"], &now["root"], &now["stock"]), (&whole["size"], &whole["root"], &whole["stock"]));
    let middle = Time(number(&mut conn, "SELECT logged_at FROM log_leaves WHERE seq = 40"));
    let size = number(&mut conn, &format!("SELECT max(seq) + 1 FROM log_leaves WHERE logged_at <= {}", middle.0));
    let then = verify(&seeded, &["--as-of", &middle.to_rfc3339()], 0);
    assert_eq!((&then["size"], &then["entries"], &then["items"]), (&size.into(), &size.into(), &0.into()));
    let before = seeded.site.run(&["audit", "verify", "--as-of", "2001-01-01T00:00:00Z"]);
    assert!(before.refused(3).contains("the log has no entry by 2001-01-01"), "{before:?}");
}

//! When the program verifies by itself, and that nobody who writes to the database keeps it from that.

use std::thread;
use std::time::{Duration, Instant};

use custody::model::accounts::role::Role;
use custody::model::ledger::verification::VerificationScope;
use custody::model::time::{DAY, HOUR, MINUTE};
use custody::operations::ledger::rounds::{find_due, start_due};
use custody::operations::ledger::verifications::{Verifications, begin_by_itself};
use serde_json::json;

use super::findings::Site;
use crate::support::sql::{number, sql};

#[test]
fn the_program_verifies_everything_once_a_day_and_what_is_new_every_few_minutes() {
    let site = Site::new("findings-rounds");
    let app = &site.app;
    let due = || app.database.read(|conn| find_due(conn, app.clock.now())).unwrap();
    assert_eq!(due(), None, "a new centre has its minutes");
    app.wait(5 * MINUTE);
    assert_eq!(due(), Some(VerificationScope::Recent));
    site.carries_out(VerificationScope::Recent);
    app.wait(5 * MINUTE);
    assert_eq!(due(), None, "nothing is new");
    site.moved(&site.codes[0]);
    app.wait(5 * MINUTE);
    assert_eq!(due(), Some(VerificationScope::Recent));
    // The clock began at midnight; the hour is three.
    app.wait(3 * HOUR);
    assert_eq!(due(), Some(VerificationScope::Whole));
    // Another program has begun it.
    let other = begin_by_itself(&app.database, VerificationScope::Whole).unwrap().unwrap();
    let under_way = Verifications::default();
    start_due(&app.database, &app.keys.log, &under_way).unwrap();
    assert_eq!(begin_by_itself(&app.database, VerificationScope::Recent).unwrap(), None);
    under_way.run((other, VerificationScope::Whole), &app.database, &app.keys.log).unwrap();
    assert_eq!(due(), None);
    app.wait(DAY - HOUR);
    assert_eq!(due(), None, "nothing is new, and the hour has not come");
    app.wait(HOUR);
    assert_eq!(due(), Some(VerificationScope::Whole));
}

/// What the table says of earlier verifications is nobody's word.
#[test]
fn no_row_keeps_the_program_from_verifying() {
    let mut site = Site::new("findings-forged-runs");
    let app = &site.app;
    site.carries_out(VerificationScope::Whole);
    app.wait(DAY);
    let copy = |at: &str| {
        format!(
            "UPDATE verifications SET started_at = {at}, finished_at = {at}, \
             result = replace(result, '\"size\":', '\"size\":99')"
        )
    };
    let now = app.clock.now();
    sql(&mut site.conn, &copy(&now.0.to_string()));
    // A program that was started anew verifies everything first.
    let runs = |site: &mut Site| number(&mut site.conn, "SELECT count(*) FROM verifications");
    let (before, under_way) = (runs(&mut site), Verifications::default());
    let began = Instant::now();
    start_due(&site.app.database, &site.app.keys.log, &under_way).unwrap();
    while number(&mut site.conn, "SELECT count(*) FROM verifications WHERE status = 'running'") > 0 {
        assert!(began.elapsed() < Duration::from_secs(20));
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(runs(&mut site), before + 1);
    // Nor does one of the future, or one that says to have seen more than there is.
    sql(&mut site.conn, &copy(&now.plus(400 * DAY).0.to_string()));
    site.app.wait(DAY);
    let due = |site: &Site| site.app.database.read(|conn| find_due(conn, site.app.clock.now())).unwrap();
    assert_eq!(due(&site), Some(VerificationScope::Whole));
    assert!(site.app.get("/health/ready", None).1["verified_at"].is_null());
}

/// Whatever becomes of the settings, the program verifies, or somebody is told that it does not.
#[test]
fn altered_settings_turn_no_verification_off_and_that_nothing_was_verified_for_days_is_told() {
    let mut site = Site::new("findings-overdue");
    sql(
        &mut site.conn,
        "INSERT INTO settings (name, value, version) VALUES ('whole_verification_hour', '24', 1), \
         ('recent_verification_minutes', '0', 1)",
    );
    let due = |site: &Site| site.app.database.read(|conn| find_due(conn, site.app.clock.now())).unwrap();
    site.app.wait(5 * MINUTE);
    assert_eq!(due(&site), Some(VerificationScope::Recent));
    sql(&mut site.conn, "DELETE FROM settings");
    let admin = site.app.one(Role::SystemAdmin);
    for (name, value) in [("whole_verification_hour", 24), ("recent_verification_minutes", 0)] {
        let call = admin.prepare("PUT", &format!("/api/v1/settings/{name}"));
        call.version(0).json(&json!({ "value": value })).send().ok();
    }
    site.app.wait(DAY);
    assert_eq!(due(&site), None, "turned off by somebody who may");
    let overdue = |site: &Site| site.app.get("/health/ready", None).1["verification_overdue"].clone();
    assert_eq!(overdue(&site), false, "a new centre");
    site.app.wait(DAY + HOUR);
    assert_eq!(overdue(&site), true);
    site.carries_out(VerificationScope::Whole);
    assert_eq!(overdue(&site), false);
}

//! The centre itself.

mod edits;
mod imports;
mod parents;
mod place_codes;
mod place_series;
mod place_totals;
mod renamings;
mod settings;

use custody::model::accounts::role::Role;

use crate::support::TestApp;

/// How many entries of an action the log has.
fn entries(app: &TestApp, action: &str) -> usize {
    let found = app.one(Role::Auditor).get(&format!("/api/v1/audit/entries?action={action}&limit=500")).ok();
    found["rows"].as_array().unwrap().len()
}

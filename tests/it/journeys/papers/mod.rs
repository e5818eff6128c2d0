//! Papers and labels, and what comes out of the printer.

mod paper_profiles;
mod paper_settings;
mod papers;
mod print_batches;
mod signed_papers;

use custody::db::Conn;
use diesel::connection::SimpleConnection;
use serde_json::Value;

use crate::support::{Answer, Person, TestApp};
use crate::text;

/// The collection of print batches.
pub const BATCHES: &str = "/api/v1/print-batches";

pub fn custodian(app: &TestApp) -> Person<'_> {
    app.person("custodian-1")
}

/// A batch of labels.
#[track_caller]
pub fn printed(person: &Person<'_>, body: &Value) -> Value {
    person.post(BATCHES, body).with(201)
}

/// The file of a batch, for the first time or again.
pub fn pdf(person: &Person<'_>, batch: &Value) -> Answer {
    person.get(&format!("{BATCHES}/{}/labels.pdf?reason=again", text(batch, "id")))
}

#[track_caller]
pub fn scan(person: &Person<'_>, code: &str) -> Value {
    person.get(&format!("/api/v1/scan/{code}")).ok()
}

/// The number of pages of a PDF file.
pub fn pages(bytes: &[u8]) -> usize {
    let needle = b"/Type/Page/";
    bytes.windows(needle.len()).filter(|at| at == needle).count()
}

/// Changes data as an administrator of the database could.
pub fn behind_its_back(app: &TestApp, sql: &str) -> Result<(), String> {
    let told = app.database.upkeep(|upkeep| {
        match upkeep.reader() {
            Conn::Sqlite(c) => c.batch_execute(sql)?,
            Conn::Postgres(c) => c.batch_execute(sql)?,
        }
        Ok(())
    });
    told.map_err(|error| error.to_string())
}

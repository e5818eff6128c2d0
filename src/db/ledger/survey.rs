//! How many entries are about each subject, as the entries themselves say: the column by which they are found is in no leaf, and
//! whoever changes it hides an entry from all who look a subject up.

use std::collections::HashMap;

use diesel::dsl::{count_star, max, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use serde::Deserialize;
use uuid::Uuid;

use crate::db::engine::connection::{Conn, on};
use crate::db::schema::log_leaves;
use crate::error::Result;
use crate::model::ids::SubjectId;

/// Entries read at a time.
const CHUNK: i64 = 5_000;
/// Leaves in which no item is named, whatever the columns say.
const WITHOUT_ITEM_SQLITE: &str = "instr(leaf, CAST('\"item_id\":null' AS BLOB)) > 0";
const WITHOUT_ITEM_POSTGRES: &str = "position(convert_to('\"item_id\":null', 'UTF8') IN leaf) > 0";

/// What was counted.
#[derive(Debug, Default)]
pub struct Survey {
    /// Entries before this one were looked at.
    size: i64,
    counts: HashMap<Uuid, i64>,
}

/// What is needed of an entry.
#[derive(Deserialize)]
struct Told {
    subject_id: Uuid,
}

impl Survey {
    /// Looks at every entry that is about no item.
    ///
    /// # Errors
    /// Database errors.
    pub fn of(conn: &mut Conn) -> Result<Self> {
        let test = if conn.is_postgres() { WITHOUT_ITEM_POSTGRES } else { WITHOUT_ITEM_SQLITE };
        let newest: Option<i64> = on!(conn, c => log_leaves::table.select(max(log_leaves::seq)).first(c))?;
        let mut found = Self { size: newest.map_or(0, |seq| seq.saturating_add(1)), counts: HashMap::new() };
        let mut start = 0;
        while start < found.size {
            let end = found.size.min(start.saturating_add(CHUNK));
            let payloads: Vec<Option<String>> = on!(conn, c => log_leaves::table
                .filter(log_leaves::seq.ge(start).and(log_leaves::seq.lt(end)))
                .filter(sql::<Bool>(test))
                .select(log_leaves::payload)
                .load(c))?;
            let told = payloads.iter().flatten().filter_map(|payload| serde_json::from_str::<Told>(payload).ok());
            told.for_each(|told| *found.counts.entry(told.subject_id).or_default() += 1);
            start = end;
        }
        Ok(found)
    }

    /// Whether as many entries are found about a subject as there are.
    ///
    /// # Errors
    /// Database errors.
    pub fn agrees(&self, conn: &mut Conn, subject: Uuid) -> Result<bool> {
        let found: i64 = on!(conn, c => log_leaves::table
            .filter(log_leaves::subject_id.eq(SubjectId(subject)).and(log_leaves::seq.lt(self.size)))
            .select(count_star())
            .first(c))?;
        Ok(found == self.counts.get(&subject).copied().unwrap_or_default())
    }
}

//! A million items: every item of the year and its text, again under other numbers.

use custody::db::Conn;
use custody::db::change::Actor;
use custody::db::goods::search::{self, ItemText};
use custody::db::goods::search_tables::item_texts;
use custody::model::ids::ItemId;
use custody::model::ledger::event::Action;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::centre::{Centre, on};

/// From one copy of the year to the next in the numbers of the texts.
pub const OFFSET: i64 = 1_000_000;
const COPIES: u8 = 12;
/// The first byte of the ids of the first copy; those of the year begin with their time, which is far below.
const FIRST: u8 = 0x80;
const BATCH: i64 = 20_000;

/// The columns that every copy has in common with the original.
const COLUMNS: &str = "case_id, seizure_list_id, name, category, features, model, serial_no, pieces, unit, holder_name, \
    owner_name, valuation_minor, currency, attributes, remark, custody_state, place_id, borrower_id, agency_id, \
    responsible_agency_id, legal_status, disposition, seal_no, seized_at, registered_at, received_at, released_at, \
    version, last_leaf_hash";

/// Fills items and texts up to a million.
pub fn fill(centre: &Centre) {
    let mut conn = centre.conn();
    let fast = match &conn {
        Conn::Sqlite(_) => "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -1048576",
        Conn::Postgres(_) => {
            "SET maintenance_work_mem = '512MB'; SET session_replication_role = replica; DROP INDEX item_texts_g"
        }
    };
    on!(&mut conn, c => c.batch_execute(fast)).unwrap();
    for copy in 1..=COPIES {
        let (id, text_id) = match &conn {
            Conn::Sqlite(_) => (sqlite_id(copy, "id"), ""),
            Conn::Postgres(_) => (postgres_id(copy, "id"), "item_id"),
        };
        let items = format!(
            "INSERT INTO items (id, code, line_no, {COLUMNS}) \
             SELECT {id}, code || '-{copy}', line_no + {copy} * {OFFSET}, {COLUMNS} \
             FROM items WHERE line_no < {OFFSET}"
        );
        on!(&mut conn, c => c.batch_execute(&items)).unwrap();
        if !text_id.is_empty() {
            let texts = format!(
                "INSERT INTO item_texts (rid, item_id, txt, g) \
                 SELECT rid + {copy} * {OFFSET}, {}, txt, g FROM item_texts WHERE rid < {OFFSET}",
                postgres_id(copy, text_id)
            );
            on!(&mut conn, c => c.batch_execute(&texts)).unwrap();
        }
    }
    let done = match &conn {
        Conn::Sqlite(_) => return fill_grams(centre, conn),
        Conn::Postgres(_) => {
            "CREATE INDEX item_texts_g ON item_texts USING gin (g) WITH (fastupdate = on, gin_pending_list_limit = 512); \
             ANALYZE items; ANALYZE item_texts"
        }
    };
    on!(&mut conn, c => c.batch_execute(done)).unwrap();
}

fn sqlite_id(copy: u8, column: &str) -> String {
    format!("CAST(x'{:02x}' || substr({column}, 2) AS BLOB)", FIRST + copy)
}

fn postgres_id(copy: u8, column: &str) -> String {
    format!("('{:02x}' || substr({column}::text, 3))::uuid", FIRST + copy)
}

/// On SQLite the grams are not kept and must be made again, which only the program can.
fn fill_grams(centre: &Centre, mut conn: Conn) {
    let database = centre.database();
    let mut last = 0;
    loop {
        let query = item_texts::table
            .filter(item_texts::rid.gt(last).and(item_texts::rid.lt(OFFSET)))
            .order(item_texts::rid)
            .limit(BATCH)
            .select((item_texts::rid, item_texts::item_id, item_texts::txt));
        let rows: Vec<(i64, ItemId, String)> = on!(&mut conn, c => query.load(c)).unwrap();
        let Some((rid, ..)) = rows.last() else { return };
        last = *rid;
        for copy in 1..=COPIES {
            let text = |(rid, id, txt): &(i64, ItemId, String)| {
                let mut bytes = *id.0.as_bytes();
                bytes[0] = FIRST + copy;
                let item_id = ItemId(uuid::Uuid::from_bytes(bytes));
                ItemText { rid: rid + i64::from(copy) * OFFSET, item_id, txt: txt.clone() }
            };
            let texts: Vec<ItemText> = rows.iter().map(text).collect();
            let insert = |change: &mut custody::db::change::Change<'_>| {
                search::insert(change, &texts)?;
                change.record(Action::SettingChanged, uuid::Uuid::nil(), serde_json::json!({ "copy": copy }))
            };
            database.change(Actor::PROGRAM, insert).unwrap();
        }
    }
}

//! The raw limits: what the same databases and the same framework do when nothing is decided, hashed or checked.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::{App, HttpResponse, HttpServer, web};
use custody::api::goods::item_views::{ItemEventView, ItemView};
use custody::clock::Clock;
use custody::db::engine::page::{Page, Paging};
use custody::db::goods::history::{self as happened, Happened};
use custody::db::goods::item_list::{self, ItemFilter, ItemSort};
use custody::db::goods::item_rows::{self, StockRow};
use custody::db::goods::items::{Item, find_name};
use custody::db::goods::movements as moves;
use custody::db::goods::movements::Movement;
use custody::db::ledger::log::{self, LeafRow};
use custody::db::requests::request_lines::RequestLine;
use custody::db::schema::{items, log_leaves, movements, request_lines};
use custody::db::{Conn, Database};
use custody::model::accounts::viewer::Reach;
use custody::model::goods::category::Category;
use custody::model::goods::item::CustodyState;
use custody::model::ids::ItemId;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::centre::{Centre, on};

/// The word that makes this program the bare server.
pub const SERVER: &str = "bare-server";
/// The argument that makes this program the handler that only writes.
pub const WRITER: &str = "bare-writer";
/// As many readers as the real server has.
const READERS: u32 = 8;
const BATCH: usize = 1_000;

/// Serves the look-up behind a scan, a list and a history and nothing else, on a free port.
pub fn serve(url: &str) {
    let database = Database::open(&url.parse().unwrap(), "bare", Clock::system(), READERS).unwrap();
    actix_web::rt::System::new().block_on(async {
        let shared = web::Data::new(database);
        let server = HttpServer::new(move || {
            let app = App::new().app_data(shared.clone()).route("/scan/{code}", web::get().to(scan));
            app.route("/items", web::get().to(items)).route("/items/{id}/history", web::get().to(history))
        });
        let server = server.worker_max_blocking_threads(16).bind("127.0.0.1:0").unwrap();
        println!("http://{}", server.addrs()[0]);
        server.run().await.unwrap();
    });
}

/// Writes every part to a file of a folder and answers when it is on the disk, and does nothing else.
pub fn write(folder: PathBuf) {
    std::fs::create_dir_all(&folder).unwrap();
    actix_web::rt::System::new().block_on(async {
        let shared = web::Data::new(folder);
        let server = HttpServer::new(move || {
            let app = App::new().app_data(shared.clone()).app_data(web::PayloadConfig::new(8 << 20));
            app.route("/content", web::put().to(part))
        });
        let server = server.bind("127.0.0.1:0").unwrap();
        println!("http://{}", server.addrs()[0]);
        server.run().await.unwrap();
    });
}

async fn part(folder: web::Data<PathBuf>, bytes: web::Bytes) -> HttpResponse {
    let written = web::block(move || {
        let mut file = File::create(folder.join(uuid::Uuid::new_v4().to_string())).unwrap();
        file.write_all(&bytes).unwrap();
        file.sync_all().unwrap();
    });
    written.await.unwrap();
    HttpResponse::Ok().finish()
}

async fn scan(database: web::Data<Database>, code: web::Path<String>) -> HttpResponse {
    let query = move || database.read(|conn| item_rows::find_by_code(conn, Reach::Everything, &code));
    let (row, _) = web::block(query).await.unwrap().unwrap().unwrap();
    HttpResponse::Ok().json(ItemView::from(row))
}

async fn items(database: web::Data<Database>) -> HttpResponse {
    let page = web::block(move || database.read(|conn| Ok(list_query(conn)))).await.unwrap().unwrap();
    HttpResponse::Ok().json(page.rows.into_iter().map(ItemView::from).collect::<Vec<_>>())
}

async fn history(database: web::Data<Database>, id: web::Path<ItemId>) -> HttpResponse {
    let query = move || {
        database.read(|conn| {
            let (item, events) = history_query(conn, *id);
            ItemEventView::all(conn, &item.unwrap(), events)
        })
    };
    HttpResponse::Ok().json(web::block(query).await.unwrap().unwrap())
}

/// The very query of a list of fifty items with two filters, with all its columns.
pub fn list_query(conn: &mut Conn) -> Page<StockRow> {
    let filter =
        ItemFilter { category: Some(Category::Bulk), states: vec![CustodyState::InCustody], ..ItemFilter::default() };
    let paging = Paging { limit: Some(50), ..Default::default() };
    item_list::list(conn, Reach::Everything, &filter, ItemSort::NewestFirst, &paging).unwrap()
}

/// The very queries of a history: the item within reach, and its events with all the names they show.
pub fn history_query(conn: &mut Conn, id: ItemId) -> (Option<(String, String)>, Vec<Happened>) {
    (find_name(conn, Reach::Everything, id).unwrap(), happened::list(conn, id, 0, 500).unwrap())
}

/// The rows of the year, inserted into an empty database with the same schema.
pub struct BulkInsert {
    pub rows: usize,
    pub seconds: f64,
}

/// Inserts the rows of one centre into another one; only the inserting is timed.
pub fn bulk_insert(from: &Centre, into: &Centre) -> BulkInsert {
    drop(into.database());
    let (mut source, mut target) = (from.conn(), into.conn());
    match &mut target {
        Conn::Sqlite(c) => c.batch_execute("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE"),
        Conn::Postgres(c) => c.batch_execute("SET session_replication_role = replica; BEGIN"),
    }
    .unwrap();
    let mut taken = Taken::default();
    let mut after = None;
    while let Some(rows) = some(custody::db::goods::items::list_after(&mut source, after, 10_000).unwrap()) {
        after = rows.last().map(|row: &Item| row.id);
        insert_all!(taken, target, items, rows);
    }
    let mut next = 0;
    while let Some(rows) = some(log::list_from(&mut source, next, 10_000).unwrap()) {
        next = rows.last().map_or(next, |row: &LeafRow| row.seq + 1);
        insert_all!(taken, target, log_leaves, rows);
    }
    let mut next = 0;
    while let Some(rows) = some(moves::list_from(&mut source, next, 10_000).unwrap()) {
        next = rows.last().map_or(next, |row: &Movement| row.leaf_seq + 1);
        insert_all!(taken, target, movements, rows);
    }
    let rows: Vec<RequestLine> =
        on!(&mut source, c => request_lines::table.select(RequestLine::as_select()).load(c)).unwrap();
    insert_all!(taken, target, request_lines, rows);
    let began = Instant::now();
    on!(&mut target, c => c.batch_execute("COMMIT")).unwrap();
    BulkInsert { rows: taken.rows, seconds: (taken.time + began.elapsed()).as_secs_f64() }
}

#[derive(Default)]
struct Taken {
    rows: usize,
    time: Duration,
}

fn some<T>(rows: Vec<T>) -> Option<Vec<T>> {
    (!rows.is_empty()).then_some(rows)
}

macro_rules! insert_all {
    ($taken:ident, $conn:ident, $table:ident, $rows:ident) => {{
        let began = Instant::now();
        for batch in $rows.chunks(BATCH) {
            on!(&mut $conn, c => diesel::insert_into($table::table).values(batch).execute(c)).unwrap();
        }
        $taken.time += began.elapsed();
        $taken.rows += $rows.len();
    }};
}
use insert_all;

/// One movement in three statements: the item, the movement, the entry.
pub fn three_statements(conn: &mut Conn, locked: bool, item: &Item, movement: &Movement, leaf: &LeafRow) {
    let update = diesel::update(items::table.find(item.id)).set((
        items::place_id.eq(item.place_id),
        items::version.eq(items::version + 1),
        items::last_leaf_hash.eq(&item.last_leaf_hash),
    ));
    let movement = diesel::insert_into(movements::table).values(movement);
    let leaf = diesel::insert_into(log_leaves::table).values(leaf);
    match conn {
        Conn::Sqlite(c) => c.immediate_transaction(|c| {
            update.execute(c)?;
            movement.execute(c)?;
            leaf.execute(c)
        }),
        Conn::Postgres(c) => c.transaction(|c| {
            if locked {
                c.batch_execute("SELECT pg_advisory_xact_lock(1)")?;
            }
            update.execute(c)?;
            movement.execute(c)?;
            leaf.execute(c)
        }),
    }
    .unwrap();
}

/// The SHA-256 of every leaf and payload: how many entries, in how many seconds.
pub fn digests(centre: &Centre) -> (u64, f64) {
    use aws_lc_rs::digest::{SHA256, digest};
    let mut conn = centre.conn();
    let (mut next, mut entries, mut time) = (0, 0, Duration::ZERO);
    while let Some(rows) = some(log::list_from(&mut conn, next, 10_000).unwrap()) {
        next = rows.last().map_or(next, |row: &LeafRow| row.seq + 1);
        entries += rows.len() as u64;
        let began = Instant::now();
        for row in &rows {
            std::hint::black_box(digest(&SHA256, &row.leaf));
            std::hint::black_box(digest(&SHA256, row.payload.as_deref().unwrap_or_default().as_bytes()));
        }
        time += began.elapsed();
    }
    (entries, time.as_secs_f64())
}

/// What the raw movement of one writer needs, made beforehand.
pub struct Template {
    pub item: Item,
    pub movement: Movement,
    pub leaf: LeafRow,
}

impl Template {
    /// From an item that was received: its newest movement and entry, to be written again under other numbers.
    pub fn of(conn: &mut Conn, item: Item) -> Self {
        let history = happened::list_bare(conn, item.id, 0, i64::from(i32::MAX)).unwrap();
        let (leaf, movement) = history.into_iter().rfind(|(_, movement)| movement.is_some()).unwrap();
        Self { item, movement: movement.unwrap(), leaf }
    }

    /// The same under the next number of the log.
    pub fn numbered(&mut self, next: &Arc<std::sync::atomic::AtomicI64>) {
        let seq = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        self.leaf.seq = seq;
        self.movement.leaf_seq = seq;
        self.leaf.item_seq = self.leaf.item_seq.map(|number| number + 1);
        self.movement.item_version += 1;
    }
}

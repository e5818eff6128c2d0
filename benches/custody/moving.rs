//! Writing small: one item to another place, by one writer and by sixteen at once.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use custody::db::Conn;
use custody::db::centre::places as rooms;
use custody::db::change::Actor;
use custody::db::goods::items::Item;
use custody::db::schema::{items, places};
use custody::model::accounts::secrecy::SecrecyLevel;
use custody::model::goods::category::{Category, StorageClass};
use custody::model::goods::item::CustodyState;
use custody::model::ids::PlaceId;
use custody::operations::goods::items::{Move, move_items};
use diesel::prelude::*;
use parking_lot::FairMutex;

use crate::bare::{Template, three_statements};
use crate::centre::{Backend, Centre, on};
use crate::figures::{Figures, Limit};

const LASTS: Duration = Duration::from_secs(2);
const TURNS: usize = 2;
/// Items one writer moves to and fro.
const ITEMS: usize = 25;

/// Movements in a second, beside three statements in one transaction on a copy of the data.
pub fn movements(centre: &Centre, copy: &Centre, figures: &mut Figures) {
    for writers in [1, 16] {
        let (mut locked, mut free, mut ours) = (0.0, 0.0, 0.0);
        for _ in 0..TURNS {
            locked += bare(copy, writers, true) / TURNS as f64;
            if centre.backend == Backend::Postgres && writers > 1 {
                free += bare(copy, writers, false) / TURNS as f64;
            }
            ours += full(centre, writers) / TURNS as f64;
        }
        let plural = if writers == 1 { "" } else { "s" };
        let work = format!("one movement, {writers} writer{plural}");
        figures.ratio(&work, Some(centre.backend), (locked, ours), "/s", Limit::Share(0.5));
        if free > 0.0 {
            let work = format!("{work}, against writers without the log's lock");
            figures.ratio(&work, Some(centre.backend), (free, ours), "/s", Limit::Share(0.5));
        }
    }
}

/// What each writer moves, and between which two places.
struct Share {
    items: Vec<Item>,
    places: [(PlaceId, String); 2],
}

fn shares(conn: &mut Conn, writers: usize) -> Vec<Share> {
    let bounded = places::storage_class.eq(StorageClass::Ordinary).and(places::capacity.is_not_null());
    let codes = places::table.filter(bounded).select(places::code);
    let codes: Vec<String> = on!(&mut *conn, c => codes.order(places::code.desc()).load(c)).unwrap();
    let mut rooms = rooms::list_destinations(conn, &codes).unwrap();
    let mut with_room = |code: &String| {
        let id = rooms.id(code)?;
        let mut fits = || {
            let fits = rooms.fitting(code, Category::Ordinary, SecrecyLevel::Ordinary).is_ok();
            rooms.take(id);
            fits
        };
        (0..ITEMS).all(|_| fits()).then(|| (id, code.clone()))
    };
    let with_room: Vec<(PlaceId, String)> = codes.iter().filter_map(&mut with_room).take(2 * writers).collect();
    let excluded: HashSet<PlaceId> = with_room.iter().map(|(id, _)| *id).collect();
    let mut found: Vec<Item> = on!(conn, c => items::table
        .filter(items::category.eq(Category::Ordinary).and(items::custody_state.eq(CustodyState::InCustody)))
        .order(items::id)
        .limit(4_000)
        .select(Item::as_select())
        .load(c))
    .unwrap();
    found.retain(|item| item.place_id.is_some_and(|place| !excluded.contains(&place)));
    assert!(found.len() >= writers * ITEMS && with_room.len() == 2 * writers, "the year has too little room");
    let pair = |two: &[(PlaceId, String)]| [0, 1].map(|at| two[at].clone());
    let of = |(items, two): (&[Item], &[(PlaceId, String)])| Share { items: items.to_vec(), places: pair(two) };
    found.chunks(ITEMS).zip(with_room.chunks(2)).map(of).collect()
}

/// Runs one closure for each writer until the time is over, and answers how often a second they all ran.
fn rate<W: FnMut(usize) + Send>(writers: Vec<W>) -> f64 {
    let done = AtomicU64::new(0);
    let began = Instant::now();
    std::thread::scope(|scope| {
        for mut write in writers {
            let done = &done;
            scope.spawn(move || {
                for turn in 0.. {
                    if began.elapsed() >= LASTS {
                        break;
                    }
                    write(turn);
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    done.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64()
}

fn full(centre: &Centre, writers: usize) -> f64 {
    let database = centre.database();
    let viewer = centre.viewer("custodian");
    let shares = database.read(|conn| Ok(shares(conn, writers))).unwrap();
    let writer = |share: Share| {
        let (database, viewer) = (database.clone(), viewer.clone());
        move |turn: usize| {
            let item = share.items[turn % ITEMS].code.clone();
            let place = share.places[turn / ITEMS % 2].1.clone();
            let moves = [Move { item, place }];
            let make = |change: &mut custody::db::change::Change<'_>| {
                move_items(change, &viewer, None, &moves, Some("整理库房"))
            };
            let results = database.change(Actor::from(&viewer), make).unwrap();
            assert!(results[0].is_done(), "{:?}", results[0].issues);
        }
    };
    rate(shares.into_iter().map(writer).collect())
}

/// The fair turn that the busy handler of SQLite does not give.
static TURN: FairMutex<()> = FairMutex::new(());

fn bare(copy: &Centre, writers: usize, locked: bool) -> f64 {
    let mut conn = copy.conn();
    let next = custody::db::ledger::log::size(&mut conn).unwrap();
    let next = Arc::new(AtomicI64::new(i64::try_from(next).unwrap()));
    let shares = shares(&mut conn, writers);
    let sqlite = copy.backend == Backend::Sqlite;
    let writer = |share: Share| {
        let (mut conn, next) = (copy.conn(), next.clone());
        let mut templates: Vec<Template> = share.items.into_iter().map(|item| Template::of(&mut conn, item)).collect();
        move |turn: usize| {
            let template = &mut templates[turn % ITEMS];
            template.item.place_id = Some(share.places[turn / ITEMS % 2].0);
            let _turn = sqlite.then(|| TURN.lock());
            template.numbered(&next);
            three_statements(&mut conn, locked, &template.item, &template.movement, &template.leaf);
        }
    };
    rate(shares.into_iter().map(writer).collect())
}

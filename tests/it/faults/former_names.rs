//! The names of before are in the log as well: a database of an earlier program and one out of a backup have them again.

use custody::db::change::{Actor, Change};
use custody::keys::PersonalKeys;
use custody::operations::accounts::users::{self, UserEdit};
use custody::operations::centre::places::{self, PlaceEdit};

use super::backup::copy_keys;
use crate::support::operations::{SHELVES, found, take_in};
use crate::support::sql::{sql, texts};
use crate::support::{Installation, cluster};

/// Everything in the table.
const ROWS: &str = "SELECT coalesce(code, '-') || ' ' || name || ' ' || CAST(replaced_at AS text) AS value \
                    FROM former_names ORDER BY replaced_at, name";

/// A centre in which a person was renamed twice, and a place once.
fn renamed(site: &Installation) -> Vec<String> {
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    take_in(&database, &keys, &people, "一", 3);
    let officer = people.officers[0].user_id;
    let shelf = database.read(|conn| custody::db::centre::places::find_by_code(conn, SHELVES[0])).unwrap().unwrap();
    let change = |make: &mut dyn FnMut(&mut Change<'_>) -> custody::error::Result<()>| {
        database.change(Actor::PROGRAM, |change| make(change)).unwrap();
    };
    for (version, name) in [(2, "张三"), (3, "李四")] {
        let edit = UserEdit { name: Some(name.to_owned()), ..Default::default() };
        change(&mut |change| users::edit(change, &PersonalKeys::default(), (officer, version), &edit).map(drop));
    }
    let edit = PlaceEdit { name: Some("一号货架".to_owned()), ..Default::default() };
    change(&mut |change| places::edit(change, shelf.id, shelf.version, &edit).map(drop));
    drop(database);
    let rows = texts(&mut site.connection(), ROWS);
    let names: Vec<_> = rows.iter().map(|row| row.rsplit_once(' ').unwrap().0).collect();
    assert_eq!(names, ["- officer-01", "- 张三", &format!("{0} {0}", SHELVES[0])]);
    rows
}

#[test]
fn a_database_of_a_program_that_kept_no_names_gets_them_from_its_log() {
    let site = Installation::new("names-from-log");
    let rows = renamed(&site);
    let mut conn = site.connection();
    let on = if conn.is_postgres() { " ON former_names" } else { "" };
    sql(&mut conn, &format!("DROP TRIGGER former_names_no_delete{on}"));
    sql(&mut conn, "DELETE FROM former_names");
    drop(site.open());
    assert_eq!(texts(&mut conn, ROWS), rows);
    drop(site.open());
    assert_eq!(texts(&mut conn, ROWS), rows, "once is enough");
    assert!(site.verify().clean);
}

#[test]
fn a_backup_brings_the_names_along_in_its_log() {
    let site = Installation::new("names-backed-up");
    let rows = renamed(&site);
    let file = site.folder.join("centre.gz").display().to_string();
    site.run(&["backup", &file]).done();
    let mut others = vec![Installation::on_sqlite("names-restored")];
    others.extend(cluster().map(|cluster| Installation::on_postgres("names-restored", &cluster)));
    for other in others {
        copy_keys(&site, &other);
        other.run(&["restore", &file]).done();
        assert_eq!(texts(&mut other.connection(), ROWS), rows);
        assert!(other.verify().clean);
    }
}

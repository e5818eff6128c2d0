//! Items, and what their labels are printed with.

use custody::db::Conn;
use custody::db::papers::{label_contents, paper_profiles};
use custody::error::Error;
use custody::model::accounts::agency::PlaceKind;
use custody::model::accounts::viewer::Reach;
use custody::model::goods::category::{Category, StorageClass};
use custody::operations::centre::places::{self, NewPlace};
use custody::operations::goods::items::{Classification, Move, classify, move_items};
use custody::operations::goods::labels::{self, Replacement};
use custody::operations::papers::label_contents::LabelContentEdit;
use custody::operations::papers::paper_profiles::PaperProfileEdit;
use custody::operations::papers::print_batches;
use custody::operations::papers::print_selection::NewPrintBatch;

use super::{Centre, change, program};
use crate::support::operations::SHELVES;
use crate::support::sql::texts;

#[test]
fn whoever_works_with_an_item_finds_it_changed() {
    let mut centre = Centre::new("washing-items");
    let codes = centre.take_in("一", 4);
    let this = |code: &str| [("items", format!("code = '{code}'"))];
    let code = codes[0].clone();
    centre.washes(&this(&codes[0]), |at| {
        let moves = [Move { item: code.clone(), place: SHELVES[1].into() }];
        change(&at.database, at.custodian(), |change| {
            let done = move_items(change, at.custodian(), None, &moves, Some("整理"))?;
            done.into_iter().try_for_each(|line| if line.is_done() { Ok(()) } else { Err(line.issues.into()) })
        })
    });
    let cabinet = NewPlace {
        code: "M-01".into(),
        name: "防磁柜".into(),
        kind: PlaceKind::Rack,
        storage_class: StorageClass::AntimagneticCabinet,
        parent_id: None,
        capacity: None,
        secrecy: None,
    };
    program(&centre.database, |change| places::register(change, &cabinet)).unwrap();
    let code = codes[1].clone();
    centre.washes(&this(&codes[1]), |at| {
        let new = Classification {
            category: Category::Antimagnetic,
            place: "M-01".into(),
            attributes: None,
            seal_no: Some("F0001".into()),
            reason: "重新分类".into(),
        };
        let id = at.item(&code)?.id;
        change(&at.database, at.custodian(), |change| classify(change, at.custodian(), None, id, &new))
    });
    let code = codes[2].clone();
    centre.washes(&this(&codes[2]), |at| {
        let new = NewPrintBatch { items: Some(vec![code.clone()]), ..Default::default() };
        change(&at.database, at.custodian(), |change| {
            print_batches::print(change, Reach::Everything, &at.keys.labels, &new)
        })
    });
    let id = centre.item(&codes[3]).unwrap().id;
    centre.washes(&this(&codes[3]), |at| {
        let new = Replacement { reason: "标签破损".into(), code: None };
        change(&at.database, at.custodian(), |change| {
            labels::replace(change, at.custodian(), &at.keys.labels, id, &new)
        })
    });
    centre.is_thorough(90);
}

#[test]
fn whoever_changes_what_labels_are_printed_with_finds_it_changed() {
    let mut centre = Centre::new("washing-prints");
    let one = |conn: &mut Conn, table: &str| {
        texts(conn, &format!("SELECT name AS value FROM {table} ORDER BY name")).remove(0)
    };
    let (profile, content) = (one(&mut centre.conn, "paper_profiles"), one(&mut centre.conn, "label_contents"));
    // As the program ships them first, then as they were left.
    for active in [false, true] {
        centre.washes(&[("paper_profiles", format!("name = '{profile}'"))], |at| {
            let edit = PaperProfileEdit { active: Some(active), ..Default::default() };
            program(&at.database, |change| {
                let known = paper_profiles::find_by_name(change.reader(), &profile)?.ok_or(Error::NotFound)?;
                custody::operations::papers::paper_profiles::edit(change, known.id, known.version, &edit)
            })
        });
        centre.washes(&[("label_contents", format!("name = '{content}'"))], |at| {
            let edit = LabelContentEdit { active: Some(active), ..Default::default() };
            program(&at.database, |change| {
                let known = label_contents::find_by_name(change.reader(), &content)?.ok_or(Error::NotFound)?;
                custody::operations::papers::label_contents::edit(change, known.id, known.version, &edit)
            })
        });
    }
    centre.is_thorough(12);
}

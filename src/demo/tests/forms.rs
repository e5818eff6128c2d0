//! Numbers of goods, cases and papers have valid forms, and the goods are varied.

use std::collections::BTreeSet;

use super::*;
use crate::demo::figures::ListedCategory;
use crate::demo::goods::{Attributes, imei_check, vin_check};
use crate::demo::words::resident_id_check;

#[test]
fn numbers_have_valid_forms() {
    for_each_year(|year| {
        for good in intakes(year).flat_map(|intake| intake.lines).map(|line| line.good) {
            assert!(!good.name.is_empty() && !good.unit.is_empty(), "{good:?}");
            match (&good.attributes, good.category) {
                (Attributes::Vehicle(vehicle), ListedCategory::Vehicle) if vehicle.motor => {
                    let vin = vehicle.vin.as_deref().unwrap();
                    assert!(vin.len() == 17 && !vin.contains(['I', 'O', 'Q']), "{vin}");
                    assert_eq!(vin.chars().nth(8), Some(vin_check(vin)), "{vin}");
                    let plate = vehicle.plate.as_deref().unwrap();
                    assert_eq!(plate.chars().count(), if vehicle.new_energy { 8 } else { 7 }, "{plate}");
                    assert!(plate.starts_with("冀B") && !plate.contains(['I', 'O']));
                }
                (Attributes::Vehicle(vehicle), ListedCategory::Vehicle) => assert_eq!(vehicle.vin, None),
                (Attributes::Antimagnetic(device), ListedCategory::Antimagnetic) => {
                    assert_ne!(device.imei.is_some(), device.serial_no.is_some());
                    if let Some(imei) = &device.imei {
                        assert_eq!((imei.len(), imei.ends_with(&imei_check(&imei[..14]).to_string())), (15, true));
                    }
                    assert!(device.image_sha256.as_ref().is_none_or(|hash| hash.len() == 64));
                }
                (Attributes::Valuable(_), ListedCategory::Valuable)
                | (Attributes::Specimen(_), ListedCategory::Specimen)
                | (Attributes::Bulk(_), ListedCategory::Bulk) => {}
                (Attributes::None, category) => assert!(!matches!(
                    category,
                    ListedCategory::Valuable
                        | ListedCategory::Specimen
                        | ListedCategory::Bulk
                        | ListedCategory::Vehicle
                        | ListedCategory::Antimagnetic
                )),
                other => panic!("{other:?}"),
            }
        }
        let mut numbers = BTreeSet::new();
        for act in year.acts() {
            if let Act::OpenCase(case) = act {
                assert!(case.case_no.len() == 23 && case.case_no.starts_with("A130273"), "{}", case.case_no);
                assert!(numbers.insert(case.case_no));
            }
        }
        for receiver in outbounds(year).map(|outbound| outbound.receiver) {
            let number = receiver.document_no;
            if receiver.document_kind == "resident_id" {
                assert!(number.len() == 18 && number.ends_with(resident_id_check(&number[..17])), "{number}");
            }
        }
    });
}

#[test]
fn check_characters_agree_with_published_examples() {
    assert_eq!(vin_check("1M8GDM9AXKP042788"), 'X');
    assert_eq!(vin_check("11111111111111111"), '1');
    assert_eq!(imei_check("49015420323751"), 8);
    assert_eq!(resident_id_check("11010519491231002"), "X");
}

#[test]
fn goods_are_varied_enough_to_search() {
    let year = Year::plan(SEEDS[0]);
    let mut names = BTreeSet::new();
    let mut texts = BTreeSet::new();
    for good in intakes(&year).flat_map(|intake| intake.lines).map(|line| line.good) {
        texts.insert(format!("{} {} {} {}", good.name, good.features, good.model, good.serial_no));
        names.insert(good.name);
    }
    assert!(names.len() > 400, "{} names", names.len());
    assert!(texts.len() > 50_000, "{} texts", texts.len());
}

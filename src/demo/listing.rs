//! The plan's goods as an officer writes them on a seizure list.

use crate::demo::goods::{Attributes as PlanAttributes, Good};
use crate::demo::plan::acts::Correction;
use crate::model::goods::category::{Attributes, Category};
use crate::operations::goods::descriptions::{ItemEdit, NewItem};

/// A piece as it is listed. What is refused at the desk as dangerous has no category of the centre.
pub fn listed(good: &Good) -> NewItem {
    let model = [good.brand.as_str(), good.model.as_str()].join(" ");
    NewItem {
        name: good.name.clone(),
        category: good.category.word().parse().unwrap_or(Category::Unclassified),
        features: good.features.clone(),
        model: model.trim().to_owned(),
        serial_no: good.serial_no.clone(),
        pieces: 1,
        unit: good.unit.to_owned(),
        holder_name: None,
        owner_name: String::new(),
        valuation_minor: good.valuation_fen,
        currency: None,
        attributes: attributes(&good.attributes),
        remark: String::new(),
    }
}

/// The one field put right that the desk found different.
pub fn corrected(correction: &Correction) -> ItemEdit {
    let found = Some(Some(correction.found.clone()));
    match correction.field {
        "features" => ItemEdit { features: found, ..ItemEdit::default() },
        "model" => ItemEdit { model: found, ..ItemEdit::default() },
        _ => ItemEdit { serial_no: found, ..ItemEdit::default() },
    }
}

fn attributes(plan: &PlanAttributes) -> Attributes {
    match plan {
        PlanAttributes::None => Attributes::default(),
        PlanAttributes::Valuable(valuable) => Attributes {
            weight_milligrams: valuable.weight_grams.as_deref().and_then(milligrams),
            denominations: denominations(valuable),
            ..Attributes::default()
        },
        PlanAttributes::Specimen(specimen) => Attributes {
            species: Some(specimen.species.into()),
            protection_class: Some(specimen.protection_class.into()),
            preservation: Some(specimen.preservation.into()),
            ..Attributes::default()
        },
        PlanAttributes::Antimagnetic(media) => {
            Attributes { imei: media.imei.clone(), image_sha256: media.image_sha256.clone(), ..Attributes::default() }
        }
        PlanAttributes::Bulk(bulk) => Attributes {
            measure_method: Some(bulk.measure_method.into()),
            measure_unit: Some(bulk.measure_unit.into()),
            gross_milli: Some(bulk.gross_milli),
            tare_milli: Some(bulk.tare_milli),
            sampling_note: Some(bulk.sampling_note.clone()),
            ..Attributes::default()
        },
        PlanAttributes::Vehicle(vehicle) => Attributes {
            motor: Some(vehicle.motor),
            vin: vehicle.vin.clone(),
            plate: vehicle.plate.clone(),
            engine_no: vehicle.engine_no.clone(),
            mileage_km: vehicle.mileage_km.map(i64::from),
            keys: vehicle.keys.and_then(|keys| i32::try_from(keys).ok()),
            ..Attributes::default()
        },
    }
}

fn denominations(valuable: &crate::demo::goods::Valuable) -> Option<String> {
    let counted: Vec<_> =
        valuable.denominations.iter().map(|d| format!("{}×{}", d.value_minor / 100, d.count)).collect();
    (!counted.is_empty()).then(|| counted.join(", "))
}

fn milligrams(grams: &str) -> Option<i64> {
    let (whole, part) = grams.split_once('.').unwrap_or((grams, ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    Some(whole.parse::<i64>().ok()? * 1_000 + part.parse::<i64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::milligrams;

    #[test]
    fn grams_become_whole_milligrams() {
        assert_eq!([milligrams("12.35"), milligrams("7"), milligrams("0.001")], [Some(12_350), Some(7_000), Some(1)]);
    }
}

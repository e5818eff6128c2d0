//! What kind of goods an item is, where such goods may lie, and which details each kind must carry.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::input::Checker;
use crate::model::reason::{Reason, Refusal};
use crate::model::text::tidied;
use crate::model::words::words;

/// Characters a text among the details has at most.
const TEXT_AT_MOST: usize = 200;
/// What is measured, at most: a billion of the largest unit.
const NUMBER_AT_MOST: i64 = 1_000_000_000_000_000;
const KEYS_AT_MOST: i64 = 1_000;

words! {
    /// The categories of the centre (domain rules of section 4); `unclassified` is a value of its own, not an error.
    Category {
        /// 普通
        Ordinary = "ordinary" / "普通" / "Ordinary",
        /// 贵重, including cash: two custodians confirm every movement
        Valuable = "valuable" / "贵重" / "Valuable",
        /// 动植物标本
        Specimen = "specimen" / "动植物标本" / "Specimen",
        /// 防磁: disks, phones, tapes
        Antimagnetic = "antimagnetic" / "防磁" / "Antimagnetic",
        /// 大宗
        Bulk = "bulk" / "大宗" / "Bulk",
        /// 车辆, motor and non-motor
        Vehicle = "vehicle" / "车辆" / "Vehicle",
        /// 未分类: receiving area only, until a custodian classifies it
        Unclassified = "unclassified" / "未分类" / "Unclassified",
    }
}

words! {
    /// The grade of goods (财物等级) that the centre's papers ask for beside the category.
    Grade {
        /// 一般
        Common = "common" / "一般" / "Common",
        /// 贵重
        Precious = "precious" / "贵重" / "Precious",
        /// 特殊
        Special = "special" / "特殊" / "Special",
    }
}

words! {
    /// What a place is built for.
    StorageClass {
        /// 收件区
        Receiving = "receiving" / "收件区" / "Receiving area",
        /// 普通库
        Ordinary = "ordinary" / "普通" / "Ordinary",
        /// 保险库/保险柜
        Vault = "vault" / "保险库" / "Vault",
        /// 标本室
        SpecimenRoom = "specimen_room" / "标本室" / "Specimen room",
        /// 防磁柜
        AntimagneticCabinet = "antimagnetic_cabinet" / "防磁柜" / "Antimagnetic cabinet",
        /// 大宗库
        BulkHall = "bulk_hall" / "大宗库" / "Bulk hall",
        /// 停车场
        Yard = "yard" / "停车场" / "Vehicle yard",
    }
}

impl Category {
    /// Where goods of this category may lie. A wrong place is refused, whoever asks.
    pub const fn storage_class(self) -> StorageClass {
        match self {
            Self::Ordinary => StorageClass::Ordinary,
            Self::Valuable => StorageClass::Vault,
            Self::Specimen => StorageClass::SpecimenRoom,
            Self::Antimagnetic => StorageClass::AntimagneticCabinet,
            Self::Bulk => StorageClass::BulkHall,
            Self::Vehicle => StorageClass::Yard,
            Self::Unclassified => StorageClass::Receiving,
        }
    }

    /// Whether two different custodians must confirm every movement.
    pub const fn needs_two_custodians(self) -> bool {
        matches!(self, Self::Valuable)
    }

    /// Whether such goods lie in the centre sealed only.
    pub const fn needs_seal(self) -> bool {
        matches!(self, Self::Valuable | Self::Antimagnetic)
    }

    /// Whether such goods need a valuation, a weight or a count by denomination.
    pub const fn needs_valuation(self) -> bool {
        matches!(self, Self::Valuable)
    }

    /// Whether the centre head approves a loan of such goods besides the unit head.
    pub const fn loan_needs_centre_head(self) -> bool {
        matches!(self, Self::Valuable | Self::Vehicle)
    }
}

/// The details a category asks for; members of other categories stay empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema, diesel::deserialize::FromSqlRow)]
#[serde(deny_unknown_fields, default)]
pub struct Attributes {
    /// Grade, of goods of any category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// Vehicle identification number of a motor vehicle: 17 characters without I, O and Q (ISO 3779).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[A-HJ-NPR-Z0-9]{17}$")]
    pub vin: Option<String>,
    /// Number plate: 7 characters, 8 for new-energy vehicles (GA 36-2018).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 7, max_length = 8)]
    pub plate: Option<String>,
    /// Engine number of a motor vehicle.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub engine_no: Option<String>,
    /// Mileage in kilometres.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1_000_000_000_000_000_i64)]
    pub mileage_km: Option<i64>,
    /// Number of keys handed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1000)]
    pub keys: Option<i32>,
    /// Whether the vehicle is a motor vehicle; non-motor vehicles need none of the above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub motor: Option<bool>,
    /// Weight in milligrams.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1_000_000_000_000_000_i64)]
    pub weight_milligrams: Option<i64>,
    /// Cash counted by denomination, such as "100×52, 50×3".
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub denominations: Option<String>,
    /// Fineness or quality of precious goods (成色), such as "足金999".
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub fineness: Option<String>,
    /// Species of a specimen.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub species: Option<String>,
    /// Protection class of the species.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub protection_class: Option<String>,
    /// How the specimen is preserved.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub preservation: Option<String>,
    /// IMEI of a phone: 15 digits with a Luhn check digit (3GPP TS 23.003).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[0-9]{15}$")]
    pub imei: Option<String>,
    /// SHA-256 of the image where one was taken, 64 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[0-9a-fA-F]{64}$")]
    pub image_sha256: Option<String>,
    /// How bulk goods were measured, such as weighed or counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub measure_method: Option<String>,
    /// Unit of the measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub measure_unit: Option<String>,
    /// Gross amount in thousandths of the unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1_000_000_000_000_000_i64)]
    pub gross_milli: Option<i64>,
    /// Tare in thousandths of the unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 1_000_000_000_000_000_i64)]
    pub tare_milli: Option<i64>,
    /// How samples were taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub sampling_note: Option<String>,
}

impl Attributes {
    /// Whether the goods were weighed or counted by denomination.
    pub const fn is_measured(&self) -> bool {
        self.weight_milligrams.is_some() || self.denominations.is_some()
    }

    /// What was measured without its tare, in thousandths of the unit.
    pub fn net_milli(&self) -> Option<i64> {
        self.gross_milli.map(|gross| gross - self.tare_milli.unwrap_or_default())
    }

    /// The details with their texts as they are kept.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        for text in [
            &mut self.engine_no,
            &mut self.denominations,
            &mut self.fineness,
            &mut self.species,
            &mut self.protection_class,
            &mut self.preservation,
            &mut self.measure_method,
            &mut self.measure_unit,
            &mut self.sampling_note,
        ] {
            *text = text.as_deref().map(tidied);
        }
        self
    }

    /// What is written in them in people's own words.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.lines().into_iter().filter_map(|(_, text)| text).chain(self.sampling_note.as_deref())
    }

    /// Checks the details against the rules of a category; `pointer` is where they stand in the input.
    pub fn check(&self, category: Category, pointer: &str, check: &mut Checker) {
        for (member, text) in self.lines() {
            check.optional(format!("{pointer}/{member}"), text, TEXT_AT_MOST);
        }
        check.optional_prose(format!("{pointer}/sampling_note"), self.sampling_note.as_deref(), TEXT_AT_MOST);
        let mut demand = |ok: bool, member: &str, reason: Refusal| {
            check.demand(ok, format!("{pointer}/{member}"), reason);
        };
        demand(self.vin.as_deref().is_none_or(is_vin), "vin", Reason::VinInvalid.into());
        demand(self.plate.as_deref().is_none_or(is_plate), "plate", Reason::PlateInvalid.into());
        demand(self.imei.as_deref().is_none_or(is_imei), "imei", Reason::ImeiInvalid.into());
        demand(self.image_sha256.as_deref().is_none_or(is_sha256), "image_sha256", Reason::Sha256Invalid.into());
        for (member, number) in [
            ("mileage_km", self.mileage_km),
            ("keys", self.keys.map(i64::from)),
            ("weight_milligrams", self.weight_milligrams),
            ("gross_milli", self.gross_milli),
            ("tare_milli", self.tare_milli),
        ] {
            demand(number.is_none_or(|n| n >= 0), member, Reason::NumberNegative.into());
            let max = if member == "keys" { KEYS_AT_MOST } else { NUMBER_AT_MOST };
            let refusal = Refusal::new(Reason::NumberOutOfRange).with("min", 0).with("max", max);
            demand(number.is_none_or(|n| n <= max), member, refusal);
        }
        match category {
            Category::Vehicle if self.motor == Some(true) => {
                demand(self.vin.is_some(), "vin", Reason::FieldMissing.into())
            }
            Category::Vehicle => demand(self.motor.is_some(), "motor", Reason::FieldMissing.into()),
            Category::Specimen => demand(self.species.is_some(), "species", Reason::FieldMissing.into()),
            Category::Bulk => demand(self.measure_method.is_some(), "measure_method", Reason::FieldMissing.into()),
            _ => {}
        }
    }

    /// The texts of one line that no rule of their own describes.
    fn lines(&self) -> [(&'static str, Option<&str>); 8] {
        [
            ("engine_no", self.engine_no.as_deref()),
            ("denominations", self.denominations.as_deref()),
            ("fineness", self.fineness.as_deref()),
            ("species", self.species.as_deref()),
            ("protection_class", self.protection_class.as_deref()),
            ("preservation", self.preservation.as_deref()),
            ("measure_method", self.measure_method.as_deref()),
            ("measure_unit", self.measure_unit.as_deref()),
        ]
    }
}

impl<DB> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for Attributes
where
    DB: diesel::backend::Backend,
    String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
        let text = <String as diesel::deserialize::FromSql<diesel::sql_types::Text, DB>>::from_sql(bytes)?;
        Ok(serde_json::from_str(&text)?)
    }
}

fn is_vin(text: &str) -> bool {
    text.len() == 17
        && text.bytes().all(|b| b.is_ascii_digit() || (b.is_ascii_uppercase() && !matches!(b, b'I' | b'O' | b'Q')))
}

fn is_plate(text: &str) -> bool {
    matches!(text.chars().count(), 7 | 8) && text.chars().all(char::is_alphanumeric)
}

fn is_imei(text: &str) -> bool {
    text.len() == 15 && text.bytes().all(|b| b.is_ascii_digit()) && luhn_sum(text).is_multiple_of(10)
}

fn luhn_sum(digits: &str) -> u32 {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let digits = digits.chars().rev().filter_map(|c| c.to_digit(10));
    digits.enumerate().map(|(i, d)| if i % 2 == 1 { doubled(d) } else { d }).sum()
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issues(category: Category, attributes: Attributes) -> Vec<String> {
        let mut check = Checker::new();
        attributes.check(category, "", &mut check);
        check.done().err().into_iter().flatten().map(|issue| issue.pointer).collect()
    }

    #[test]
    fn a_motor_vehicle_needs_a_real_vin_and_a_bicycle_nothing() {
        let motor =
            |vin: Option<&str>| Attributes { motor: Some(true), vin: vin.map(Into::into), ..Default::default() };
        assert_eq!(issues(Category::Vehicle, motor(None)), ["/vin"]);
        assert_eq!(issues(Category::Vehicle, motor(Some("LSVAO000000000000"))), ["/vin"]);
        assert!(issues(Category::Vehicle, motor(Some("LSVAA00000A000000"))).is_empty());
        assert!(issues(Category::Vehicle, Attributes { motor: Some(false), ..Default::default() }).is_empty());
    }

    #[test]
    fn an_imei_has_a_check_digit() {
        let phone = |imei: &str| Attributes { imei: Some(imei.into()), ..Default::default() };
        assert!(issues(Category::Antimagnetic, phone("490154203237518")).is_empty());
        assert_eq!(issues(Category::Antimagnetic, phone("490154203237519")), ["/imei"]);
    }
}

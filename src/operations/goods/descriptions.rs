//! Descriptions of goods: what a seizure list says of an item, checked, written onto it, and made findable.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::db::cases::cases::Case;
use crate::db::change::Change;
use crate::db::goods::items::Item;
use crate::db::goods::search;
use crate::error::{Error, Result};
use crate::model::goods::category::{Attributes, Category};
use crate::model::input::{Checker, nullable};
use crate::model::reason::Reason;

/// An item as a seizure list describes it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewItem {
    /// 名称
    pub name: String,
    /// Category; unclassified when the officer cannot tell.
    #[serde(default = "unclassified")]
    pub category: Category,
    /// 特征
    #[serde(default)]
    pub features: String,
    /// 规格型号
    #[serde(default)]
    pub model: String,
    /// Serial number, IMEI or the like.
    #[serde(default)]
    pub serial_no: String,
    /// Pieces (件); 1 when absent.
    #[serde(default = "one")]
    pub pieces: i32,
    /// Unit of the count; 件 when absent.
    #[serde(default = "piece")]
    pub unit: String,
    /// 持有人, when another than the list's. In a correction, null or an empty text says that nobody held it, and an
    /// absent member leaves it as it is.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    pub holder_name: Option<Option<String>>,
    /// 所有人
    #[serde(default)]
    pub owner_name: String,
    /// Valuation in minor units (分).
    #[serde(default)]
    pub valuation_minor: Option<i64>,
    /// ISO 4217 code of the valuation; when absent, a correction leaves the one there was, and a new item gets CNY.
    #[serde(default)]
    pub currency: Option<String>,
    /// Details the category asks for.
    #[serde(default)]
    pub attributes: Attributes,
    /// 备注
    #[serde(default)]
    pub remark: String,
}

const fn unclassified() -> Category {
    Category::Unclassified
}

const fn one() -> i32 {
    1
}

fn piece() -> String {
    "件".into()
}

impl NewItem {
    /// Checks every field; `pointer` is where the item stands in the input.
    pub fn check(&self, pointer: &str, check: &mut Checker) {
        check.text(format!("{pointer}/name"), &self.name, 200);
        check.note(format!("{pointer}/features"), &self.features, 500);
        check.note(format!("{pointer}/model"), &self.model, 200);
        check.note(format!("{pointer}/serial_no"), &self.serial_no, 100);
        check.number(format!("{pointer}/pieces"), i64::from(self.pieces), 1, 1_000_000);
        check.text(format!("{pointer}/unit"), &self.unit, 20);
        check.optional(format!("{pointer}/holder_name"), self.holder_name.as_ref().and_then(Option::as_deref), 100);
        check.note(format!("{pointer}/owner_name"), &self.owner_name, 100);
        check.note(format!("{pointer}/remark"), &self.remark, 500);
        if let Some(value) = self.valuation_minor {
            check.number(format!("{pointer}/valuation_minor"), value, 0, 1_000_000_000_000_000);
        }
        let currency = self.currency.as_deref().unwrap_or("CNY");
        let is_code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
        check.demand(is_code, format!("{pointer}/currency"), Reason::CurrencyInvalid);
        for (member, refusal) in self.attributes.check(self.category) {
            check.refuse(format!("{pointer}/attributes/{member}"), refusal);
        }
    }
}

/// Writes a description onto an item.
///
/// # Errors
/// [`Error::Internal`] when the attributes cannot be written as JSON.
pub fn describe(item: &mut Item, good: &NewItem) -> Result<()> {
    item.name = good.name.trim().to_owned();
    item.category = good.category;
    item.features = good.features.trim().to_owned();
    item.model = good.model.trim().to_owned();
    item.serial_no = good.serial_no.trim().to_owned();
    item.pieces = good.pieces;
    item.unit = good.unit.trim().to_owned();
    if let Some(holder) = &good.holder_name {
        item.holder_name = holder.as_deref().unwrap_or_default().trim().to_owned();
    }
    item.owner_name = good.owner_name.trim().to_owned();
    item.valuation_minor = good.valuation_minor;
    let currency = good.currency.clone().or_else(|| item.currency.take()).unwrap_or_else(|| "CNY".into());
    item.currency = good.valuation_minor.map(|_| currency);
    item.attributes = serde_json::to_string(&good.attributes).map_err(Error::internal)?;
    item.remark = good.remark.trim().to_owned();
    Ok(())
}

/// Whether an item, as it is or as it is corrected, has a valuation, a weight or a count by denomination.
pub fn is_valued(item: &Item, corrected: Option<&NewItem>) -> bool {
    match corrected {
        Some(good) => good.valuation_minor.is_some() || good.attributes.is_measured(),
        None => {
            let attributes = serde_json::from_str::<Attributes>(&item.attributes);
            item.valuation_minor.is_some() || attributes.is_ok_and(|attributes| attributes.is_measured())
        }
    }
}

/// Brings the search up to date with described items of one case.
pub fn reindex(change: &mut Change<'_>, described: &[Item], case: &Case) -> Result<()> {
    let texts = described.iter().map(|item| search::ItemText::of(item, &case.case_no, &case.name));
    search::replace(change, &texts.collect::<Result<Vec<_>>>()?)
}

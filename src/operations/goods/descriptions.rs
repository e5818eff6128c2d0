//! Descriptions of goods: what a seizure list says of an item, checked, written onto it, and made findable.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::db::cases::cases::Case;
use crate::db::change::Change;
use crate::db::goods::items::Item;
use crate::db::goods::search;
use crate::error::{Error, Result};
use crate::model::goods::category::{Attributes, Category};
use crate::model::input::{Checker, given, nullable};
use crate::model::reason::Reason;
use crate::model::text::tidied;

/// An item as a seizure list describes it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewItem {
    /// 名称
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// Category; unclassified when the officer cannot tell.
    #[serde(default = "unclassified")]
    pub category: Category,
    /// 特征
    #[serde(default)]
    #[schema(max_length = 500)]
    pub features: String,
    /// 规格型号
    #[serde(default)]
    #[schema(max_length = 200)]
    pub model: String,
    /// Serial number, IMEI or the like.
    #[serde(default)]
    #[schema(max_length = 100)]
    pub serial_no: String,
    /// Pieces (件); 1 when absent.
    #[serde(default = "one")]
    #[schema(minimum = 1, maximum = 1000000)]
    pub pieces: i32,
    /// Unit of the count; 件 when absent.
    #[serde(default = "piece")]
    #[schema(min_length = 1, max_length = 20)]
    pub unit: String,
    /// 持有人, when another than the list's; null or an empty text says that nobody held it.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub holder_name: Option<Option<String>>,
    /// 所有人
    #[serde(default)]
    #[schema(max_length = 100)]
    pub owner_name: String,
    /// Valuation in minor units (分).
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000_000_000_000_i64)]
    pub valuation_minor: Option<i64>,
    /// ISO 4217 code of the valuation; CNY when absent.
    #[serde(default)]
    #[schema(pattern = "^[A-Z]{3}$")]
    pub currency: Option<String>,
    /// Details the category asks for.
    #[serde(default)]
    pub attributes: Attributes,
    /// 备注
    #[serde(default)]
    #[schema(max_length = 500)]
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

/// What is to change of a description; absent members stay as they are, and null takes out what there need not be.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemEdit {
    /// 名称
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub name: Option<String>,
    /// Category; the details must be those it asks for.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Category)]
    pub category: Option<Category>,
    /// 特征
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub features: Option<Option<String>>,
    /// 规格型号
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub model: Option<Option<String>>,
    /// Serial number, IMEI or the like.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub serial_no: Option<Option<String>>,
    /// Pieces (件).
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = i32, minimum = 1, maximum = 1_000_000)]
    pub pieces: Option<i32>,
    /// Unit of the count.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, min_length = 1, max_length = 20)]
    pub unit: Option<String>,
    /// 持有人
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub holder_name: Option<Option<String>>,
    /// 所有人
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub owner_name: Option<Option<String>>,
    /// Valuation in minor units (分); its currency goes with it.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_000_i64)]
    pub valuation_minor: Option<Option<i64>>,
    /// ISO 4217 code of the valuation; CNY for a first valuation without one. A valuation is never without a currency.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, pattern = "^[A-Z]{3}$")]
    pub currency: Option<Option<String>>,
    /// Details the category asks for, as a whole: those left out are taken out.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<Attributes>)]
    pub attributes: Option<Option<Attributes>>,
    /// 备注
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub remark: Option<Option<String>>,
}

/// A new description says everything, but that it may leave the holder to the list and the currency to be yuan.
impl From<&NewItem> for ItemEdit {
    fn from(new: &NewItem) -> Self {
        let text = |text: &String| Some(Some(text.clone()));
        Self {
            name: Some(new.name.clone()),
            category: Some(new.category),
            features: text(&new.features),
            model: text(&new.model),
            serial_no: text(&new.serial_no),
            pieces: Some(new.pieces),
            unit: Some(new.unit.clone()),
            holder_name: new.holder_name.clone(),
            owner_name: text(&new.owner_name),
            valuation_minor: Some(new.valuation_minor),
            currency: new.currency.clone().map(Some),
            attributes: Some(Some(new.attributes.clone())),
            remark: text(&new.remark),
        }
    }
}

impl NewItem {
    /// Checks every field; `pointer` is where the item stands in the input.
    pub fn check(&self, pointer: &str, check: &mut Checker) {
        ItemEdit::from(self).check_members(pointer, check);
        self.attributes.check(self.category, &format!("{pointer}/attributes"), check);
    }
}

impl ItemEdit {
    /// Checks what is to change of an item.
    ///
    /// # Errors
    /// [`Error::Internal`] when the details there are cannot be read.
    pub fn check(&self, item: &Item, pointer: &str, check: &mut Checker) -> Result<()> {
        let rests_on_details = self.category.is_some() && self.attributes.is_none();
        let details = match rests_on_details {
            true => serde_json::from_str(&item.attributes).map_err(Error::internal)?,
            false => item.details(),
        };
        self.check_over(item, &details, pointer, check);
        Ok(())
    }

    /// The same where the details there are known; `pointer` is where the change stands in the input.
    pub fn check_over(&self, item: &Item, details: &Attributes, pointer: &str, check: &mut Checker) {
        self.check_members(pointer, check);
        if self.category.is_some() || self.attributes.is_some() {
            let changed = self.attributes.as_ref().map(|attributes| attributes.clone().unwrap_or_default());
            let category = self.category.unwrap_or(item.category);
            changed.as_ref().unwrap_or(details).check(category, &format!("{pointer}/attributes"), check);
        }
        let valued = self.valuation_minor.unwrap_or(item.valuation_minor).is_some();
        match &self.currency {
            Some(Some(_)) => check.demand(valued, format!("{pointer}/valuation_minor"), Reason::FieldMissing),
            Some(None) => check.demand(!valued, format!("{pointer}/currency"), Reason::CurrencyInvalid),
            None => {}
        }
    }

    fn check_members(&self, pointer: &str, check: &mut Checker) {
        if let Some(name) = &self.name {
            check.text(format!("{pointer}/name"), name, 200);
        }
        if let Some(pieces) = self.pieces {
            check.number(format!("{pointer}/pieces"), i64::from(pieces), 1, 1_000_000);
        }
        if let Some(unit) = &self.unit {
            check.text(format!("{pointer}/unit"), unit, 20);
        }
        for (member, text, max) in [
            ("model", &self.model, 200),
            ("serial_no", &self.serial_no, 100),
            ("holder_name", &self.holder_name, 100),
            ("owner_name", &self.owner_name, 100),
        ] {
            check.optional(format!("{pointer}/{member}"), text.as_ref().and_then(Option::as_deref), max);
        }
        for (member, text) in [("features", &self.features), ("remark", &self.remark)] {
            check.optional_prose(format!("{pointer}/{member}"), text.as_ref().and_then(Option::as_deref), 500);
        }
        if let Some(value) = self.valuation_minor.flatten() {
            check.number(format!("{pointer}/valuation_minor"), value, 0, 1_000_000_000_000_000);
        }
        if let Some(Some(currency)) = &self.currency {
            let is_code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
            check.demand(is_code, format!("{pointer}/currency"), Reason::CurrencyInvalid);
        }
    }

    /// Writes what is to change onto an item.
    ///
    /// # Errors
    /// [`Error::Internal`] when the attributes cannot be written as JSON.
    pub fn write(&self, item: &mut Item) -> Result<()> {
        for (text, new) in [(&mut item.name, &self.name), (&mut item.unit, &self.unit)] {
            if let Some(new) = new {
                *text = tidied(new);
            }
        }
        for (text, new) in [
            (&mut item.features, &self.features),
            (&mut item.model, &self.model),
            (&mut item.serial_no, &self.serial_no),
            (&mut item.holder_name, &self.holder_name),
            (&mut item.owner_name, &self.owner_name),
            (&mut item.remark, &self.remark),
        ] {
            if let Some(new) = new {
                *text = tidied(new.as_deref().unwrap_or_default());
            }
        }
        item.category = self.category.unwrap_or(item.category);
        item.pieces = self.pieces.unwrap_or(item.pieces);
        item.valuation_minor = self.valuation_minor.unwrap_or(item.valuation_minor);
        let currency = self.currency.clone().flatten().or_else(|| item.currency.take()).unwrap_or_else(|| "CNY".into());
        item.currency = item.valuation_minor.map(|_| currency);
        if let Some(attributes) = &self.attributes {
            let attributes = attributes.clone().unwrap_or_default().tidied();
            item.attributes = serde_json::to_string(&attributes).map_err(Error::internal)?;
        }
        Ok(())
    }
}

/// Writes a whole description onto an item.
///
/// # Errors
/// As [`ItemEdit::write`].
pub fn describe(item: &mut Item, good: &NewItem) -> Result<()> {
    ItemEdit::from(good).write(item)
}

/// A checker for a change of an item, which has texts already.
pub fn checker_over(item: &Item) -> Checker {
    // Details that cannot be read have no texts; whatever needs them says so itself.
    let attributes: Attributes = serde_json::from_str(&item.attributes).unwrap_or_default();
    let members = [
        &item.name,
        &item.unit,
        &item.features,
        &item.model,
        &item.serial_no,
        &item.holder_name,
        &item.owner_name,
        &item.remark,
    ];
    Checker::over(members.into_iter().map(String::as_str).chain(attributes.texts()))
}

/// Whether an item has a valuation, a weight or a count by denomination.
pub fn is_valued(item: &Item) -> bool {
    item.valuation_minor.is_some() || item.details().is_measured()
}

/// Brings the search up to date with described items of one case.
pub fn reindex(change: &mut Change<'_>, described: &[Item], case: &Case) -> Result<()> {
    let texts = described.iter().map(|item| search::ItemText::of(item, &case.case_no, &case.name));
    search::replace(change, &texts.collect::<Result<Vec<_>>>()?)
}

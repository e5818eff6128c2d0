//! Goods as papers write them: how much there is of them, and by what they can be told from others.

use crate::model::goods::category::Attributes;
use crate::model::words::Word;

/// What is written of goods.
#[derive(Debug, Clone, Copy)]
pub struct Written<'g> {
    pub features: &'g str,
    pub model: &'g str,
    pub serial_no: &'g str,
    pub pieces: i32,
    pub unit: &'g str,
    pub valuation_minor: Option<i64>,
    pub currency: Option<&'g str>,
    pub details: &'g Attributes,
}

/// So much of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// In thousandths of the unit.
    pub milli: i64,
    pub unit: String,
}

impl Amount {
    /// The number without the unit.
    pub fn count(&self) -> String {
        thousandths(self.milli)
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.count(), self.unit)
    }
}

/// The sum of each unit, in the order in which units first occur: what is weighed is not added to what is counted.
pub fn sums(amounts: impl IntoIterator<Item = Amount>) -> Vec<Amount> {
    let mut sums: Vec<Amount> = Vec::new();
    for amount in amounts {
        match sums.iter_mut().find(|sum| sum.unit == amount.unit) {
            Some(sum) => sum.milli = sum.milli.saturating_add(amount.milli),
            None => sums.push(amount),
        }
    }
    sums
}

impl Written<'_> {
    /// How much there is: of weighed goods their net amount, of all others their pieces.
    pub fn amount(&self) -> Amount {
        let measured = self.details.net_milli().zip(self.details.measure_unit.clone());
        match measured.filter(|(_, unit)| !unit.is_empty()) {
            Some((milli, unit)) => Amount { milli, unit },
            None => Amount { milli: i64::from(self.pieces) * 1_000, unit: self.unit.to_owned() },
        }
    }

    /// By what the goods can be told from others, each with what it is.
    pub fn features(&self) -> String {
        let details = self.details;
        let tare = details.tare_milli.filter(|tare| *tare > 0).zip(details.gross_milli);
        let value = self.valuation_minor.map(|minor| money(minor, self.currency));
        let parts = [
            ("", Some(self.features.to_owned())),
            ("型号", Some(self.model.to_owned())),
            ("序列号", Some(self.serial_no.to_owned())),
            ("等级", details.grade.map(|grade| grade.chinese().to_owned())),
            ("重量（克）", details.weight_milligrams.map(thousandths)),
            ("毛重", tare.map(|(_, gross)| measured(gross, details))),
            ("皮重", tare.map(|(tare, _)| measured(tare, details))),
            ("车架号", details.vin.clone()),
            ("号牌", details.plate.clone()),
            ("发动机号", details.engine_no.clone()),
            ("IMEI", details.imei.clone()),
            ("面额", details.denominations.clone()),
            ("成色", details.fineness.clone()),
            ("估价", value),
        ];
        let named = |(label, text): (&str, Option<String>)| match text {
            Some(text) if label.is_empty() => Some(text),
            Some(text) if !text.is_empty() => Some(format!("{label}：{text}")),
            _ => None,
        };
        parts.into_iter().filter_map(named).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
    }
}

fn measured(milli: i64, details: &Attributes) -> String {
    format!("{}{}", thousandths(milli), details.measure_unit.as_deref().unwrap_or_default())
}

/// A number of thousandths without the noughts at its end.
fn thousandths(milli: i64) -> String {
    let (sign, milli) = if milli < 0 { ("-", milli.unsigned_abs()) } else { ("", milli.unsigned_abs()) };
    let written = format!("{sign}{}.{:03}", milli / 1_000, milli % 1_000);
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// An amount of money: yuan with their sign, other currencies with their code.
fn money(minor: i64, currency: Option<&str>) -> String {
    let amount = format!("{}.{:02}", minor / 100, minor % 100);
    match currency {
        Some("CNY") | None => format!("¥{amount}"),
        Some(code) => format!("{code} {amount}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_people_write_them() {
        assert_eq!([1_000, 1_500, 12, 0, -500].map(thousandths), ["1", "1.5", "0.012", "0", "-0.5"]);
        assert_eq!(money(123_456, Some("CNY")), "¥1234.56");
        assert_eq!(money(5, Some("USD")), "USD 0.05");
    }

    #[test]
    fn what_is_weighed_is_not_added_to_what_is_counted() {
        let of = |milli, unit: &str| Amount { milli, unit: unit.into() };
        let summed = sums([of(2_000, "件"), of(12_500, "克"), of(1_000, "件"), of(500, "克")]);
        assert_eq!(summed.iter().map(ToString::to_string).collect::<Vec<_>>(), ["3件", "13克"]);
    }

    #[test]
    fn a_measure_without_its_unit_leaves_the_pieces() {
        let details = Attributes { gross_milli: Some(12_500), ..Attributes::default() };
        let mut written = Written {
            features: "",
            model: "",
            serial_no: "",
            pieces: 3,
            unit: "袋",
            valuation_minor: None,
            currency: None,
            details: &details,
        };
        assert_eq!(written.amount().to_string(), "3袋");
        let weighed = Attributes { measure_unit: Some("千克".into()), tare_milli: Some(500), ..details.clone() };
        written.details = &weighed;
        assert_eq!(written.amount().to_string(), "12千克");
    }
}

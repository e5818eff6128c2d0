//! The lines of papers, column by column.

use crate::db::goods::items::Item;
use crate::db::requests::request_lines::RequestLine;
use crate::model::goods::category::Attributes;
use crate::model::papers::paper_form::{ColumnSpec, FormSpec, LineField};
use crate::model::requests::handover::Sealing;
use crate::model::words::Word;
use crate::operations::papers::paper_contents::Record;

impl Record {
    /// The lines of a form.
    pub(super) fn rows(&self, spec: &FormSpec) -> Vec<Vec<String>> {
        let row = |(number, (line, item)): (usize, &(Option<RequestLine>, Item))| {
            let details = details(item);
            let text = |(_, _, field): &ColumnSpec| match field {
                LineField::Quantity => amount(item, &details),
                LineField::Features => features(item, &details),
                field => self.text(*field, number, line.as_ref(), item),
            };
            spec.columns.iter().map(text).collect()
        };
        (1..).zip(&self.lines).map(row).collect()
    }

    fn text(&self, field: LineField, number: usize, line: Option<&RequestLine>, item: &Item) -> String {
        match field {
            // The last two are made of its details.
            LineField::Blank | LineField::Quantity | LineField::Features => String::new(),
            LineField::Sequence => number.to_string(),
            LineField::ListLine => item.line_no.to_string(),
            LineField::Code => item.code.clone(),
            LineField::Name => item.name.clone(),
            LineField::Model => item.model.clone(),
            LineField::Pieces => item.pieces.to_string(),
            LineField::Unit => item.unit.clone(),
            LineField::Category => item.category.chinese().to_owned(),
            LineField::Source => self.source(item),
            LineField::CaseName => self.case.name.clone(),
            LineField::Place => {
                let place = item.place_id.and_then(|id| self.places.get(&id));
                place.map(|(code, _)| code.clone()).unwrap_or_default()
            }
            LineField::Remark => remark(line, item),
            LineField::LineReason => line.and_then(|line| line.reason.clone()).unwrap_or_default(),
            LineField::Condition => {
                line.and_then(|line| line.condition).map(|condition| condition.chinese().to_owned()).unwrap_or_default()
            }
        }
    }

    /// From whom, and where it was seized.
    fn source(&self, item: &Item) -> String {
        let holder = Some(item.holder_name.as_str()).filter(|name| !name.is_empty());
        let list = self.list.as_ref();
        let holder = holder.or(list.map(|list| list.holder_name.as_str()));
        let place = list.map(|list| list.seized_place.as_str());
        holder.into_iter().chain(place).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
    }
}

/// The details of goods. What was written there by this program can be read; anything else says nothing on a paper.
pub(super) fn details(item: &Item) -> Attributes {
    serde_json::from_str(&item.attributes).unwrap_or_default()
}

/// The remark on the goods, and that what is within was not counted.
fn remark(line: Option<&RequestLine>, item: &Item) -> String {
    let uncounted = line.and_then(|line| line.sealing).filter(|sealing| *sealing == Sealing::SealedUncounted);
    let parts = [uncounted.map(|sealing| sealing.chinese()), Some(item.remark.as_str())];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}

/// How much there is: of weighed goods their net amount, of all others their pieces.
fn amount(item: &Item, details: &Attributes) -> String {
    match details.net_milli() {
        Some(net) => measured(net, details),
        None => format!("{}{}", item.pieces, item.unit),
    }
}

fn measured(milli: i64, details: &Attributes) -> String {
    format!("{}{}", thousandths(milli), details.measure_unit.as_deref().unwrap_or_default())
}

/// By what goods can be told from others, each with what it is.
fn features(item: &Item, details: &Attributes) -> String {
    let tare = details.tare_milli.filter(|tare| *tare > 0).zip(details.gross_milli);
    let value = item.valuation_minor.map(|minor| money(minor, item.currency.as_deref()));
    let parts = [
        ("", Some(item.features.clone())),
        ("型号", Some(item.model.clone())),
        ("序列号", Some(item.serial_no.clone())),
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

/// A number of thousandths without the noughts at its end.
fn thousandths(milli: i64) -> String {
    let written = format!("{}.{:03}", milli / 1_000, milli % 1_000);
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
        assert_eq!([1_000, 1_500, 12, 0].map(thousandths), ["1", "1.5", "0.012", "0"]);
        assert_eq!(money(123_456, Some("CNY")), "¥1234.56");
        assert_eq!(money(5, Some("USD")), "USD 0.05");
    }
}

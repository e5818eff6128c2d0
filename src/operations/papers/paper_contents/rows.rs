//! The lines of papers, column by column.

use crate::db::goods::items::Item;
use crate::db::requests::request_lines::RequestLine;
use crate::model::goods::category::Attributes;
use crate::model::papers::paper_form::{ColumnSpec, FormSpec, LineField};
use crate::model::requests::request::LineOutcome;
use crate::model::words::Word;
use crate::operations::papers::paper_contents::Record;

impl Record {
    /// The lines of a form.
    pub(super) fn rows(&self, spec: &FormSpec) -> Vec<Vec<String>> {
        let remarked = spec.columns.iter().any(|(_, _, field)| *field == LineField::Remark);
        let row = |(number, (line, item)): (i32, &(Option<RequestLine>, Item))| {
            let (details, line) = (item.details(), line.as_ref());
            let number = line.map_or(number, |line| line.line_no);
            let text = |(_, _, field): &ColumnSpec| match field {
                LineField::Features if remarked => item.written(&details).features(),
                LineField::Features => {
                    joined([item.written(&details).features()].into_iter().chain(self.sealed(line, item)))
                }
                LineField::Remark => self.remark(line, item),
                field => self.text(*field, number, line, (item, &details)),
            };
            spec.columns.iter().map(text).collect()
        };
        (1..).zip(&self.lines).map(row).collect()
    }

    fn text(
        &self,
        field: LineField,
        number: i32,
        line: Option<&RequestLine>,
        (item, details): (&Item, &Attributes),
    ) -> String {
        match field {
            // The last two are made of the whole line.
            LineField::Blank | LineField::Features | LineField::Remark => String::new(),
            LineField::Sequence => number.to_string(),
            LineField::ListLine => item.line_no.to_string(),
            LineField::Code | LineField::QrCode => item.code.clone(),
            LineField::Name => item.name.clone(),
            LineField::Model => item.model.clone(),
            LineField::Quantity => item.written(details).amount().to_string(),
            LineField::Count => item.written(details).amount().count(),
            LineField::Unit => item.written(details).amount().unit,
            LineField::Category => item.category.chinese().to_owned(),
            LineField::Source => self.source(item),
            LineField::CaseName => self.case.name.clone(),
            LineField::Place => {
                let place = item.place_id.and_then(|id| self.places.get(&id));
                place.map(|(code, _)| code.clone()).unwrap_or_default()
            }
            LineField::LineReason => line.and_then(|line| line.reason.clone()).unwrap_or_default(),
            LineField::Condition => {
                let condition = line.and_then(|line| line.condition).map(|condition| condition.chinese().to_owned());
                let seen = line.and_then(|line| line.reason.clone());
                condition.into_iter().chain(seen).collect::<Vec<_>>().join("：")
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

    /// How goods of a request were sealed, and under which number: what was signed for stays so when they are sealed anew.
    fn sealed(&self, line: Option<&RequestLine>, item: &Item) -> Vec<String> {
        let Some(line) = line else { return Vec::new() };
        let signed = self.request.as_ref().and_then(|request| request.signatures.seal_no(line.line_no));
        let number = signed.unwrap_or(&item.seal_no);
        let sealing = line.sealing.map(|sealing| sealing.chinese().to_owned());
        sealing.into_iter().chain(number.as_ref().map(|number| format!("封装编号：{number}"))).collect()
    }

    /// How goods were sealed, why they are not as they were listed, and the remark on them.
    fn remark(&self, line: Option<&RequestLine>, item: &Item) -> String {
        let reason = line.and_then(|line| line.reason.as_ref().map(|reason| (line.outcome, reason)));
        let reason = reason.and_then(|(outcome, reason)| match outcome {
            LineOutcome::AcceptedCorrected => Some(format!("接收时更正：{reason}")),
            LineOutcome::Accepted | LineOutcome::Released | LineOutcome::Lent => Some(reason.clone()),
            // Those have a column of their own, or nothing happened with the goods.
            LineOutcome::Pending | LineOutcome::Refused | LineOutcome::Returned | LineOutcome::NotExecuted => None,
        });
        joined(self.sealed(line, item).into_iter().chain(reason).chain([item.remark.clone()]))
    }
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}

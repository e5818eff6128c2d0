//! What was signed for the hand-overs of a request, and the cells of papers that show it. A drawing stands under the list that was
//! signed and no other: where goods were corrected since, its cell says in words what was signed.

use std::collections::{HashMap, HashSet};

use crate::db::Conn;
use crate::db::cases::files::{self, FileRow};
use crate::db::change::Change;
use crate::db::goods::items::Item;
use crate::db::requests::handover_signatures::{self, HandoverSignature};
use crate::db::requests::handovers::{self, Handover};
use crate::db::requests::request_lines::RequestLine;
use crate::error::Result;
use crate::model::ids::{FileId, HandoverId, RequestId};
use crate::model::papers::paper::{RefusedSignature, SignatureCell};
use crate::model::papers::paper_form::Party;
use crate::model::requests::handover::{HandoverLine, HandoverList, HandoverParty, HandoverStatus, SignatureManner};
use crate::model::requests::request::RequestKind;
use crate::model::time::Time;
use crate::operations::requests::handovers::{list_of, listed};

/// Digits of a list's digest that a paper writes out.
const DIGITS: usize = 16;

/// What was signed for the hand-overs of a request that count.
#[derive(Default)]
pub struct Signatures {
    handovers: Vec<SignedHandover>,
    files: Vec<FileRow>,
    /// The seal numbers on the lists, by the line of the request.
    seals: HashMap<i32, Option<String>>,
}

/// A hand-over with its signatures.
struct SignedHandover {
    row: Handover,
    /// None where it cannot be read, which no paper is issued from.
    list: Option<HandoverList>,
    signed: Vec<HandoverSignature>,
    /// Whether the record still says what the list says.
    stands: bool,
}

impl Signatures {
    /// Of a request, in the order of its hand-overs.
    pub(in crate::operations::papers) fn load(conn: &mut Conn, id: RequestId) -> Result<Self> {
        let mut rows = handovers::list_of_request(conn, id)?;
        rows.retain(|row| row.status() != HandoverStatus::Withdrawn);
        let ids: Vec<HandoverId> = rows.iter().map(|row| row.id).collect();
        let signed = handover_signatures::list(conn, &ids)?;
        let named: Vec<FileId> = signed.iter().filter_map(|one| one.file_id).collect();
        let of = |row: Handover| SignedHandover {
            signed: signed.iter().filter(|one| one.handover_id == row.id).cloned().collect(),
            list: list_of(&row).ok(),
            stands: false,
            row,
        };
        let handovers: Vec<_> = rows.into_iter().map(of).collect();
        let lines = handovers.iter().filter_map(|one| one.list.as_ref()).flat_map(|list| &list.lines);
        let seals = lines.map(|line| (line.line_no, line.seal_no.clone())).collect();
        Ok(Self { handovers, files: files::list_of(conn, &named)?, seals })
    }

    /// Compares the lists with the lines as they are now.
    pub(super) fn compare(&mut self, lines: &[(RequestLine, Item)]) {
        let lines: HashMap<i32, _> = lines.iter().map(|one| (one.0.line_no, one)).collect();
        let agrees = |signed: &HandoverLine| {
            let now = lines.get(&signed.line_no);
            now.and_then(|(line, item)| listed(line, item)).is_some_and(|now| now.agrees_with(signed))
        };
        for one in &mut self.handovers {
            one.stands = one.list.as_ref().is_some_and(|list| list.lines.iter().all(agrees));
        }
    }

    /// Holds them against the log: no paper shows a signature that was changed behind the program's back.
    pub(in crate::operations::papers) fn hold(&self, change: &mut Change<'_>) -> Result<()> {
        for one in &self.handovers {
            change.hold_row(&one.row)?;
            for row in &one.signed {
                change.hold_row(row)?;
            }
        }
        for row in &self.files {
            change.hold_row(row)?;
        }
        Ok(())
    }

    /// Under which seal a line was signed for; none where it is on no list.
    pub(super) fn seal_no(&self, line_no: i32) -> Option<&Option<String>> {
        self.seals.get(&line_no)
    }

    /// A cell in which somebody signs: with what was signed there, or whom the record names. `proposed` names who has to sign a
    /// list as a party, `rows` are the lines on the paper.
    pub(super) fn cell(
        &self,
        (kind, party): (RequestKind, Party),
        named: SignatureCell,
        proposed: impl Fn(&HandoverList, HandoverParty) -> Option<String>,
        rows: &[i32],
    ) -> SignatureCell {
        let mut filling = Filling { cell: named, ..Filling::default() };
        for one in &self.handovers {
            let Some(list) = &one.list else { continue };
            for expected in list.parties.iter().filter(|expected| party.signs_as(kind, **expected)) {
                match one.signed.iter().find(|signed| signed.party == *expected) {
                    Some(signed) if one.stands => filling.stands(signed, list, self.picture(signed)),
                    Some(signed) => filling.former(signed, &one.row),
                    None => filling.awaits(proposed(list, *expected)),
                }
            }
        }
        filling.end(rows)
    }

    fn picture(&self, one: &HandoverSignature) -> Option<String> {
        let file = self.files.iter().find(|file| Some(file.id) == one.file_id);
        file.filter(|_| one.manner == SignatureManner::Drawn).map(|file| file.sha256.clone())
    }
}

/// A cell in the making.
#[derive(Default)]
struct Filling {
    /// The cell as the record names it.
    cell: SignatureCell,
    names: Vec<String>,
    awaited: Vec<String>,
    former: Vec<String>,
    signed_at: Option<Time>,
    /// The lines that were signed for.
    signed: HashSet<i32>,
}

impl Filling {
    fn name(&mut self, name: &str) {
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
    }

    fn stands(&mut self, one: &HandoverSignature, list: &HandoverList, picture: Option<String>) {
        self.name(&one.signer_name);
        self.signed.extend(list.lines.iter().map(|line| line.line_no));
        self.signed_at = self.signed_at.max(Some(one.signed_at));
        self.cell.pictures.extend(picture);
        self.cell.on_paper |= one.manner == SignatureManner::OnPaper;
        if one.manner == SignatureManner::Refused && self.cell.refusal.is_none() {
            self.cell.refusal = Some(RefusedSignature {
                reason: one.reason.clone().unwrap_or_default(),
                witness: one.refusal_witness.clone().unwrap_or_default(),
            });
        }
    }

    fn former(&mut self, one: &HandoverSignature, handover: &Handover) {
        self.name(&one.signer_name);
        let signed = if one.manner == SignatureManner::Refused { "拒签" } else { "签于" };
        let (year, [month, day, ..]) = one.signed_at.china_parts();
        let (name, sequence) = (&one.signer_name, handover.sequence);
        let digest = handover.list_sha256.get(..DIGITS).unwrap_or_default();
        let text =
            format!("{name}{signed}更正前的清单（第{sequence}次交接，{year}年{month}月{day}日，清单摘要{digest}）");
        self.former.push(text);
    }

    fn awaits(&mut self, name: Option<String>) {
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            self.name(&name);
            self.awaited.push(name);
        }
    }

    fn end(self, rows: &[i32]) -> SignatureCell {
        let mut cell = self.cell;
        if self.signed.is_empty() && self.former.is_empty() {
            // Nobody has signed here: whoever has to is named, and the cell is empty.
            cell.name = cell.name.or_else(|| some(self.names.join("、")));
            return cell;
        }
        cell.name = some(self.names.join("、"));
        let unsigned = self.awaited.iter().map(|name| format!("{name}未签名"));
        let covered: Vec<i32> = rows.iter().copied().filter(|row| self.signed.contains(row)).collect();
        let part = (!self.signed.is_empty() && covered.len() < rows.len())
            .then(|| format!("签名只及第{}项", ranges(&covered)));
        // A day that is not that of all of it is written by whoever signs last.
        cell.signed_at = self.signed_at.filter(|_| self.former.is_empty() && self.awaited.is_empty());
        cell.notes = self.former.iter().cloned().chain(unsigned).chain(part).collect();
        cell
    }
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// Numbers in their order, as people write them: 1至3、5.
fn ranges(numbers: &[i32]) -> String {
    let runs = numbers.chunk_by(|one, next| one + 1 == *next);
    let written = runs.filter_map(|run| match (run.first()?, run.last()?) {
        (first, last) if first == last => Some(first.to_string()),
        (first, last) => Some(format!("{first}至{last}")),
    });
    written.collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_runs() {
        assert_eq!([&[][..], &[4], &[1, 2, 3, 5], &[1, 3, 4]].map(ranges), ["", "4", "1至3、5", "1、3至4"]);
    }
}

//! The labels of a batch, word for word, and whether each was printed before.

use std::collections::HashSet;

use crate::db::centre::number_series;
use crate::db::change::Change;
use crate::db::goods::labels::{self, ItemWords, Label, Which};
use crate::db::papers::print_batches::{self, PrintBatch, PrintLine, chained};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::goods::label::Labels;
use crate::model::ids::{ItemId, PlaceId};
use crate::model::input::Checker;
use crate::model::papers::print::LabelState;
use crate::operations::papers::label_words::Wording;

/// Items read and written at a time.
const CHUNK: i64 = 1_000;

/// A batch whose lines are being written.
pub(in crate::operations) struct Filling<'b> {
    pub wording: Wording,
    pub batch: &'b mut PrintBatch,
    /// The first code that was printed before.
    pub first_reprint: Option<String>,
}

impl Filling<'_> {
    /// # Errors
    /// Database errors.
    pub fn items(&mut self, change: &mut Change<'_>, reach: Reach, which: &Which) -> Result<()> {
        let mut last = String::new();
        loop {
            let rows = labels::list_item_words(change.reader(), reach, which, &last, CHUNK)?;
            let Some(row) = rows.last() else { return Ok(()) };
            last.clone_from(&row.code);
            must_have_labels(&rows)?;
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let receivers = labels::list_receivers(change.reader(), &ids)?;
            let words = rows.into_iter().map(|row| {
                let texts = self.wording.of_item(&row, receivers.get(&row.id));
                (row.code, Some(row.id), None, texts)
            });
            let words: Vec<_> = words.collect();
            self.add(change, words)?;
        }
    }

    /// # Errors
    /// Database errors.
    pub fn places(&mut self, change: &mut Change<'_>, codes: Option<&[String]>) -> Result<()> {
        let mut last = String::new();
        loop {
            let rows = labels::list_place_words(change.reader(), codes, &last, CHUNK)?;
            let Some(row) = rows.last() else { return Ok(()) };
            last.clone_from(&row.code);
            let words = rows.iter().map(|row| (row.code.clone(), None, Some(row.id), self.wording.of_place(row)));
            let words: Vec<_> = words.collect();
            self.add(change, words)?;
        }
    }

    /// Issues new codes and prints them on labels that say nothing else.
    ///
    /// # Errors
    /// Database errors, or when the region's codes are used up.
    pub fn blanks(&mut self, change: &mut Change<'_>, labels: &Labels, count: i64) -> Result<Vec<String>> {
        let first = number_series::take(change, number_series::LABELS, 0, count)?;
        number_series::refuse_given(change, number_series::LABELS, labels.issue(first)?.as_str())?;
        let now = change.now();
        let mut codes = Vec::new();
        for serial in first..first + count {
            codes.push(labels.issue(serial)?);
        }
        let row = |code: &String| Label {
            code: code.clone(),
            state: LabelState::Blank,
            item_id: None,
            batch_id: Some(self.batch.id),
            issued_at: now,
            changed_at: now,
        };
        let words = codes.iter().map(|code| (code.to_string(), None, None, self.wording.of_blank(code))).collect();
        let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
        labels::put(change, &codes.iter().map(row).collect::<Vec<_>>())?;
        self.add(change, words)?;
        Ok(codes)
    }

    fn add(&mut self, change: &mut Change<'_>, words: Vec<Words>) -> Result<()> {
        let codes: Vec<&str> = words.iter().map(|(code, ..)| code.as_str()).collect();
        let printed: HashSet<String> = print_batches::list_printed(change.reader(), &codes)?.into_iter().collect();
        let mut lines = Vec::with_capacity(words.len());
        for (code, item_id, place_id, texts) in words {
            let reprint = printed.contains(&code);
            if reprint {
                self.batch.reprint_count += 1;
                self.first_reprint.get_or_insert_with(|| code.clone());
            }
            self.batch.label_count += 1;
            let line = PrintLine {
                batch_id: self.batch.id,
                line_no: self.batch.label_count,
                code,
                item_id,
                place_id,
                reprint,
                texts: serde_json::to_string(&texts).map_err(Error::internal)?,
            };
            self.batch.lines_sha256 = chained(&self.batch.lines_sha256, &line)?;
            lines.push(line);
        }
        print_batches::insert_lines(change, &lines)
    }
}

/// Refuses items of a request that were cancelled since. Those named by their codes were refused before, each in its
/// place, and of a case they are not chosen.
fn must_have_labels(rows: &[ItemWords]) -> Result<()> {
    let mut check = Checker::new();
    for row in rows {
        if let Err(refusal) = row.custody_state.must_not_be_cancelled(&row.code) {
            check.refuse("/request", refusal);
        }
    }
    Ok(check.done()?)
}

type Words = (String, Option<ItemId>, Option<PlaceId>, Vec<String>);

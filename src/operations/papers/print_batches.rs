//! Printing labels. A batch fixes its labels word for word when it is made, in one transaction; the items' own entries
//! in the log follow at once for small batches and piece by piece for large ones, where a stop loses nothing.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::json;

use crate::db::accounts::users;
use crate::db::centre::number_series;
use crate::db::change::{Actor, Change};
use crate::db::goods::items::{self, Item};
use crate::db::ledger::log;
use crate::db::papers::print_batches::{self, PrintBatch, Used};
use crate::db::{Conn, Database};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::goods::label::Labels;
use crate::model::ids::PrintBatchId;
use crate::model::input::Checker;
use crate::model::ledger::event::{Action, Circumstances, ItemAction};
use crate::model::papers::label_content::{ContentLayout, LabelSubject};
use crate::model::papers::print::{PrintKind, PrintStatus, batch_number};
use crate::model::reason::{Reason, Refusal};
use crate::operations::papers::label_words::Wording;
use crate::operations::papers::print_lines::Filling;
use crate::operations::papers::print_selection::{
    COPIES_AT_MOST, Chosen, LABELS_AT_MOST, NewPrintBatch, choose, find_paper,
};

/// Items whose entries are written within the call that prints them, and with each later step.
pub const AT_ONCE: i32 = 500;
/// Items that a refusal names at most.
const NAMED: usize = 10;

/// Makes a batch: numbers it, fixes its labels, and records it. Up to [`AT_ONCE`] items also get their entries.
///
/// # Errors
/// [`Error::Invalid`] naming what cannot be printed, [`Error::Refused`] for a reprint without a reason.
pub fn print(change: &mut Change<'_>, reach: Reach, labels: &Labels, new: &NewPrintBatch) -> Result<PrintBatch> {
    let (chosen, mut batch, content) = check_new(change, reach, new)?;
    print_batches::insert(change, &batch)?;
    let mut filling =
        Filling { wording: Wording::load(change.reader(), content)?, batch: &mut batch, first_reprint: None };
    let blanks = match chosen {
        Chosen::Items(which) => filling.items(change, reach, &which).map(|()| Vec::new())?,
        Chosen::Places(codes) => filling.places(change, codes.as_deref()).map(|()| Vec::new())?,
        Chosen::Blanks(count) => filling.blanks(change, labels, count)?,
    };
    let first_reprint = filling.first_reprint;
    if batch.label_count == 0 {
        return Err(Error::field("", Reason::PrintEmpty));
    }
    if let (Some(code), None) = (first_reprint, &batch.reason) {
        let refusal = Refusal::new(Reason::ReprintReasonNeeded).with("count", batch.reprint_count);
        return Err(refusal.with("code", code).into());
    }
    let labels_in_all = i64::from(batch.label_count) * i64::from(batch.copies);
    if labels_in_all > LABELS_AT_MOST {
        let refusal = Refusal::new(Reason::PrintTooMany).with("count", labels_in_all);
        return Err(Error::field("/copies", refusal.with("max", LABELS_AT_MOST)));
    }
    if batch.kind != PrintKind::Items {
        batch.recorded_count = batch.label_count;
        batch.status = PrintStatus::Done;
        batch.recorded_at = Some(change.now());
    }
    record(change, Action::LabelsPrinted, &batch, &blanks)?;
    if batch.kind == PrintKind::Items && batch.label_count <= AT_ONCE {
        record_next(change, &mut batch)?;
    } else {
        print_batches::complete(change, &batch)?;
    }
    Ok(batch)
}

/// Understands what is asked for; everything wrong is named at once.
fn check_new(
    change: &mut Change<'_>,
    reach: Reach,
    new: &NewPrintBatch,
) -> Result<(Chosen, PrintBatch, ContentLayout)> {
    let mut check = Checker::new();
    let chosen = choose(change, reach, new, &mut check)?;
    let subject = if matches!(chosen, Some(Chosen::Places(_))) { LabelSubject::Place } else { LabelSubject::Item };
    let paper = find_paper(change.reader(), new, subject, &mut check)?;
    let copies = check.number("/copies", new.copies.unwrap_or(1), 1, COPIES_AT_MOST);
    let reason = check.optional_prose("/reason", new.reason.as_deref(), 500);
    if let Some((profile, _)) = &paper {
        let cells = profile.layout()?.cells();
        let refusal = Refusal::new(Reason::SkipTooMany).with("cells", cells).with("max", cells - 1);
        check.demand((0..cells).contains(&new.skip), "/skip", refusal);
    }
    check.done()?;
    let (Some(chosen), Some((profile, content))) = (chosen, paper) else {
        return Err(Error::internal("a print was neither checked nor refused"));
    };
    let layout = content.layout()?;
    let profile = Used { name: profile.name.clone(), version: profile.version, layout: profile.layout()? };
    let content = Used { name: content.name.clone(), version: content.version, layout: layout.clone() };
    let kind = match chosen {
        Chosen::Items(_) => PrintKind::Items,
        Chosen::Places(_) => PrintKind::Places,
        Chosen::Blanks(_) => PrintKind::Blanks,
    };
    let batch = PrintBatch {
        profile: json_of(&profile)?,
        content: json_of(&content)?,
        skip: i32::try_from(new.skip).map_err(Error::internal)?,
        copies: i32::try_from(copies).map_err(Error::internal)?,
        reason,
        ..numbered(change, kind, json_of(new)?)?
    };
    Ok((chosen, batch, layout))
}

fn json_of(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

/// A batch with its number and nothing in it yet.
fn numbered(change: &mut Change<'_>, kind: PrintKind, selection: String) -> Result<PrintBatch> {
    let (year, _) = change.now().china_month();
    let sequence = number_series::take(change, number_series::PRINT_BATCHES, year, 1)?;
    let number = batch_number(year, sequence);
    number_series::refuse_given(change, number_series::PRINT_BATCHES, &number)?;
    Ok(PrintBatch {
        id: change.new_id(),
        year,
        sequence,
        number,
        kind,
        selection,
        profile: String::new(),
        content: String::new(),
        skip: 0,
        copies: 1,
        label_count: 0,
        reprint_count: 0,
        recorded_count: 0,
        reason: None,
        lines_sha256: String::new(),
        status: PrintStatus::Recording,
        printed_by: change.actor().user_id,
        created_at: change.now(),
        recorded_at: None,
        version: 1,
    })
}

/// Writes the entries of the batch's next items; the last ones finish it.
fn record_next(change: &mut Change<'_>, batch: &mut PrintBatch) -> Result<()> {
    let before = batch.clone();
    let lines = print_batches::list_lines(change.reader(), batch.id, batch.recorded_count, i64::from(AT_ONCE))?;
    let ids: Vec<_> = lines.iter().filter_map(|line| line.item_id).collect();
    let known: HashMap<_, Item> =
        items::list_by_id(change.reader(), Reach::Everything, &ids)?.into_iter().map(|item| (item.id, item)).collect();
    for line in &lines {
        let Some(item) = line.item_id.and_then(|id| known.get(&id)) else { continue };
        let circumstances = Circumstances {
            print_batch_id: Some(batch.id),
            reason: batch.reason.clone().filter(|_| line.reprint),
            ..Default::default()
        };
        change.put_item(Some(item), item.clone(), ItemAction::ItemLabelled, circumstances)?;
    }
    batch.recorded_count += i32::try_from(lines.len()).map_err(Error::internal)?;
    batch.version += 1;
    if batch.recorded_count == batch.label_count {
        batch.status = PrintStatus::Done;
        batch.recorded_at = Some(change.now());
    }
    print_batches::update(change, &before, batch)?;
    record(change, Action::PrintRecorded, batch, &[])
}

fn record(change: &mut Change<'_>, action: Action, batch: &PrintBatch, blanks: &[String]) -> Result<()> {
    let mut details = json!({ "row": batch, "row_sha256": batch.row_sha256()? });
    if let (false, Some(details)) = (blanks.is_empty(), details.as_object_mut()) {
        details.insert("blanks".into(), json!(blanks));
    }
    change.record(action, batch.id.0, details)
}

/// Takes the oldest unfinished batch one step further; answers the batch, or none when there is nothing left to do.
/// Each step is one transaction under the writer's lock, so that any number of programs may do this at once, and one
/// that is stopped in the midst of it has done nothing.
pub fn record_pending(database: &Database) -> Result<Option<PrintBatch>> {
    if database.read(print_batches::find_unfinished)?.is_none() {
        return Ok(None);
    }
    let who = |conn: &mut Conn| {
        let batch = print_batches::find_unfinished(conn)?;
        tracing::Span::current().record("print_batch", batch.as_ref().map(|batch| batch.number.as_str()));
        let person = match batch.as_ref().and_then(|batch| batch.printed_by) {
            Some(id) => users::find(conn, id)?,
            None => None,
        };
        let actor = person.map_or(Actor::PROGRAM, |user| Actor::from(&user.viewer()));
        actor.name_in_log();
        Ok((actor, batch))
    };
    database.change_by(who, |change, batch| {
        let Some(mut batch) = batch else {
            change.abandon();
            return Ok(None);
        };
        record_next(change, &mut batch)?;
        Ok(Some(batch))
    })
}

/// Refuses while the batch is not finished.
///
/// # Errors
/// [`Reason::PrintUnfinished`] with how far it has come.
pub fn must_be_done(batch: &PrintBatch) -> Result<(), Refusal> {
    match batch.status {
        PrintStatus::Done => Ok(()),
        PrintStatus::Recording => {
            let refusal = Refusal::new(Reason::PrintUnfinished).with("done", batch.recorded_count);
            Err(refusal.with("count", batch.label_count))
        }
    }
}

/// One batch within reach, ready to be printed.
///
/// # Errors
/// [`Error::NotFound`], [`Reason::PrintUnfinished`], [`Reason::PrintCancelled`] naming the items that were cancelled since:
/// whoever needs the others prints them by their codes.
pub fn get_done(conn: &mut Conn, reach: Reach, id: PrintBatchId) -> Result<PrintBatch> {
    let batch = print_batches::get(conn, reach, id)?;
    must_be_done(&batch)?;
    let cancelled = print_batches::list_cancelled(conn, id, NAMED as i64 + 1)?;
    if cancelled.is_empty() {
        return Ok(batch);
    }
    Err(Refusal::new(Reason::PrintCancelled).with_some("items", &cancelled, NAMED).into())
}

/// Hands out the labels of a batch as a file, on record: every copy of it can be stuck on goods.
///
/// # Errors
/// As [`get_done`]; [`Reason::FetchReasonNeeded`] for a further copy without a reason; [`Error::Invalid`] for a bad one.
pub fn fetch(change: &mut Change<'_>, reach: Reach, id: PrintBatchId, reason: Option<&str>) -> Result<PrintBatch> {
    let mut check = Checker::new();
    let reason = check.optional("/reason", reason, 500);
    check.done()?;
    let batch = get_done(change.reader(), reach, id)?;
    let before = log::find_last_about(change.reader(), Action::LabelsFetched, id.0)?;
    if let (Some(before), None) = (&before, &reason) {
        return Err(Refusal::new(Reason::FetchReasonNeeded).with("time", before.logged_at.to_china_text()).into());
    }
    let details =
        json!({ "number": batch.number, "labels": batch.label_count, "again": before.is_some(), "reason": reason });
    change.record(Action::LabelsFetched, id.0, details)?;
    Ok(batch)
}

//! Printing labels. A batch fixes its labels word for word when it is made, in one transaction; the items' own entries
//! in the log follow at once for small batches and piece by piece for large ones, where a stop loses nothing.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use crate::db::change::{Actor, Change};
use crate::db::items::{self, Item};
use crate::db::label_contents::{self, LabelContent};
use crate::db::labels::{self, Label, Which};
use crate::db::paper_profiles::{self, PaperProfile};
use crate::db::print_batches::{self, PrintBatch, PrintLine, Used, chained};
use crate::db::{Conn, Database, cases, requests, settings, users};
use crate::error::{Error, Result};
use crate::model::event::{Action, Circumstances, ItemAction};
use crate::model::ids::PrintBatchId;
use crate::model::input::Checker;
use crate::model::label::Labels;
use crate::model::label_content::{ContentLayout, LabelSubject};
use crate::model::print::{LabelState, PrintKind, PrintStatus, batch_number};
use crate::model::reason::{Reason, Refusal};
use crate::model::shipped::{PLACE_PROFILE, USUAL_PROFILE};
use crate::model::viewer::Reach;
use crate::operations::execution::normalised;
use crate::operations::label_words::Wording;

/// Items whose entries are written within the call that prints them, and with each later step.
pub const AT_ONCE: i32 = 500;
/// Codes a call may name.
pub const NAMED_AT_MOST: usize = 10_000;
/// Labels of one batch, copies counted.
pub const LABELS_AT_MOST: i64 = 500_000;
/// Copies of each label.
const COPIES_AT_MOST: i64 = 20;
/// Blank labels of one batch.
const BLANKS_AT_MOST: i64 = 10_000;
/// Items read and written at a time.
const CHUNK: i64 = 1_000;

/// Labels to be printed: exactly one of `request`, `case`, `items`, `places`, `all_items` and `blanks` says which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NewPrintBatch {
    /// Number of a request: its items that were not refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// Number of a case: its items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// Label codes of items, at most 10,000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<String>>,
    /// Codes of places, at most 10,000; an empty list: every open place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<Vec<String>>,
    /// Every item the centre ever received.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub all_items: bool,
    /// So many genuine codes that no item carries yet, at most 10,000.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 10_000)]
    pub blanks: Option<i64>,
    /// Name of the paper profile; the usual one when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// Name of the label content; the profile's when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Labels left out on the first page because they are used up.
    #[schema(minimum = 0)]
    pub skip: i64,
    /// Copies of each label, 1 when absent, at most 20.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 20)]
    pub copies: Option<i64>,
    /// Why labels are printed again; needed when any of them was printed before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Which labels, as understood.
enum Chosen {
    Items(Which),
    Places(Option<Vec<String>>),
    Blanks(i64),
}

/// Makes a batch: numbers it, fixes its labels, and records it. Up to [`AT_ONCE`] items also get their entries.
///
/// # Errors
/// [`Error::Invalid`] naming what cannot be printed, [`Error::Refused`] for a reprint without a reason.
pub fn print(change: &mut Change<'_>, reach: Reach, labels: &Labels, new: &NewPrintBatch) -> Result<PrintBatch> {
    let (chosen, mut batch, content) = read(change, reach, new)?;
    print_batches::insert(change, &batch)?;
    let mut filling = Filling { wording: Wording::load(change.reader(), content)?, batch: &mut batch, first_reprint: None };
    let blanks = match chosen {
        Chosen::Items(which) => filling.items(change, reach, &which).map(|()| Vec::new())?,
        Chosen::Places(codes) => filling.places(change, codes.as_deref()).map(|()| Vec::new())?,
        Chosen::Blanks(count) => filling.blanks(change, labels, count)?,
    };
    let first_reprint = filling.first_reprint;
    if batch.label_count == 0 {
        return Err(Error::Invalid(vec![issue("", Reason::PrintEmpty)]));
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
        print_batches::update(change, &batch)?;
    }
    Ok(batch)
}

fn issue(pointer: &str, refusal: impl Into<Refusal>) -> crate::model::reason::FieldIssue {
    crate::model::reason::FieldIssue { pointer: pointer.to_owned(), refusal: refusal.into() }
}

/// Understands what is asked for; everything wrong is named at once.
fn read(change: &mut Change<'_>, reach: Reach, new: &NewPrintBatch) -> Result<(Chosen, PrintBatch, ContentLayout)> {
    let mut check = Checker::new();
    let chosen = choose(change, reach, new, &mut check)?;
    let subject = if matches!(chosen, Some(Chosen::Places(_))) { LabelSubject::Place } else { LabelSubject::Item };
    let paper = find_paper(change.reader(), new, subject, &mut check)?;
    let copies = check.number("/copies", new.copies.unwrap_or(1), 1, COPIES_AT_MOST);
    let reason = check.optional("/reason", new.reason.as_deref(), 500);
    if let Some((profile, _)) = &paper {
        let cells = profile.layout()?.cells();
        let refusal = Refusal::new(Reason::SkipTooMany).with("cells", cells).with("max", cells - 1);
        check.demand((0..cells).contains(&new.skip), "/skip", refusal);
    }
    check.done()?;
    let (Some(chosen), Some((profile, content))) = (chosen, paper) else {
        return Err(Error::internal("a print was neither read nor refused"));
    };
    let (year, _) = change.now().china_month();
    let sequence = settings::take_numbers(change, "print_batch", year, 1)?;
    let json = |text: serde_json::Result<String>| text.map_err(Error::internal);
    let layout = content.layout()?;
    let batch = PrintBatch {
        id: change.new_id(),
        year,
        sequence,
        number: batch_number(year, sequence),
        kind: match chosen {
            Chosen::Items(_) => PrintKind::Items,
            Chosen::Places(_) => PrintKind::Places,
            Chosen::Blanks(_) => PrintKind::Blanks,
        },
        selection: json(serde_json::to_string(new))?,
        profile: json(serde_json::to_string(&Used {
            name: profile.name.clone(),
            version: profile.version,
            layout: profile.layout()?,
        }))?,
        content: json(serde_json::to_string(&Used {
            name: content.name.clone(),
            version: content.version,
            layout: layout.clone(),
        }))?,
        skip: i32::try_from(new.skip).map_err(Error::internal)?,
        copies: i32::try_from(copies).map_err(Error::internal)?,
        label_count: 0,
        reprint_count: 0,
        recorded_count: 0,
        reason,
        lines_sha256: String::new(),
        status: PrintStatus::Recording,
        printed_by: change.actor().user_id,
        created_at: change.now(),
        recorded_at: None,
        version: 1,
    };
    Ok((chosen, batch, layout))
}

fn choose(change: &mut Change<'_>, reach: Reach, new: &NewPrintBatch, check: &mut Checker) -> Result<Option<Chosen>> {
    let given = [
        new.request.is_some(),
        new.case.is_some(),
        new.items.is_some(),
        new.places.is_some(),
        new.all_items,
        new.blanks.is_some(),
    ];
    if given.iter().filter(|one| **one).count() != 1 {
        check.refuse("", Reason::PrintSelection);
        return Ok(None);
    }
    if let Some(number) = &new.request {
        let found = requests::find_by_number(change.reader(), reach, number.trim())?;
        check.demand(found.is_some(), "/request", Reason::ReferenceUnknown);
        return Ok(found.map(|row| Chosen::Items(Which::Request(row.id))));
    }
    if let Some(case_no) = &new.case {
        let case_no = case_no.trim();
        let known = cases::any_of_number(change.reader(), reach, case_no)?;
        check.demand(known, "/case", Reason::ReferenceUnknown);
        return Ok(known.then(|| Chosen::Items(Which::Case(case_no.to_owned()))));
    }
    if let Some(codes) = &new.items {
        return Ok(choose_items(change.reader(), reach, codes, check)?.map(|codes| Chosen::Items(Which::Codes(codes))));
    }
    if let Some(codes) = &new.places {
        return Ok(choose_places(change.reader(), codes, check)?.map(Chosen::Places));
    }
    if let Some(count) = new.blanks {
        check.number("/blanks", count, 1, BLANKS_AT_MOST);
        return Ok(Some(Chosen::Blanks(count)));
    }
    Ok(Some(Chosen::Items(Which::Received)))
}

/// The codes of items to print; each that cannot be is named with the reason.
fn choose_items(conn: &mut Conn, reach: Reach, codes: &[String], check: &mut Checker) -> Result<Option<Vec<String>>> {
    check.list("/items", codes, NAMED_AT_MOST);
    if codes.len() > NAMED_AT_MOST {
        return Ok(None);
    }
    let codes: Vec<String> = codes.iter().map(|code| normalised(code)).collect();
    let known: HashSet<String> =
        items::list_by_code(conn, reach, &codes)?.into_iter().map(|item| item.code).collect();
    let strange: Vec<String> = codes.iter().filter(|code| !known.contains(*code)).cloned().collect();
    let former = if strange.is_empty() { HashMap::new() } else { current_codes(conn, reach, &strange)? };
    let mut seen = HashSet::new();
    for (at, code) in codes.iter().enumerate() {
        let pointer = format!("/items/{at}");
        if !seen.insert(code) {
            check.refuse(pointer, Refusal::new(Reason::ListRepeats).with("value", code));
        } else if let Some(current) = former.get(code) {
            check.refuse(pointer, Refusal::new(Reason::LabelReplaced).with("code", current));
        } else {
            check.demand(known.contains(code), pointer, Reason::LabelUnknown);
        }
    }
    Ok(Some(codes))
}

/// The codes that items within reach carry now in place of these former ones.
fn current_codes(conn: &mut Conn, reach: Reach, former: &[String]) -> Result<HashMap<String, String>> {
    let rows = labels::list_by_code(conn, former)?;
    let ids: Vec<_> = rows.values().filter_map(|row| row.item_id).collect();
    let now: HashMap<_, _> =
        items::list_by_id(conn, reach, &ids)?.into_iter().map(|item| (item.id, item.code)).collect();
    Ok(rows.into_iter().filter_map(|(code, row)| Some((code, now.get(&row.item_id?)?.clone()))).collect())
}

/// The codes of places to print, or all of them.
fn choose_places(conn: &mut Conn, codes: &[String], check: &mut Checker) -> Result<Option<Option<Vec<String>>>> {
    if codes.is_empty() {
        return Ok(Some(None));
    }
    check.list("/places", codes, NAMED_AT_MOST);
    if codes.len() > NAMED_AT_MOST {
        return Ok(None);
    }
    let codes: Vec<String> = codes.iter().map(|code| code.trim().to_owned()).collect();
    let rows = labels::list_place_words(conn, Some(&codes), "", NAMED_AT_MOST as i64)?;
    let known: HashSet<String> = rows.into_iter().map(|row| row.code).collect();
    for (at, code) in codes.iter().enumerate() {
        let unknown = Refusal::new(Reason::PlaceUnknown).with("place", code);
        check.demand(known.contains(code), format!("/places/{at}"), unknown);
    }
    Ok(Some(Some(codes)))
}

/// The paper and what goes on it, by name.
fn find_paper(
    conn: &mut Conn,
    new: &NewPrintBatch,
    subject: LabelSubject,
    check: &mut Checker,
) -> Result<Option<(PaperProfile, LabelContent)>> {
    let usual = if subject == LabelSubject::Place { PLACE_PROFILE } else { USUAL_PROFILE };
    let name = new.profile.as_deref().map_or(usual, str::trim);
    let Some(profile) = paper_profiles::find_by_name(conn, name)?.filter(|row| row.active) else {
        let known = paper_profiles::list_names(conn)?.join(", ");
        check.refuse("/profile", Refusal::new(Reason::ProfileUnknown).with("name", name).with("known", known));
        return Ok(None);
    };
    let content = match new.content.as_deref().map(str::trim) {
        None => Some(label_contents::get(conn, profile.content_id)?),
        Some(name) => label_contents::find_by_name(conn, name)?.filter(|row| row.active),
    };
    let Some(content) = content else {
        let known = label_contents::list_names(conn)?.join(", ");
        let name = new.content.clone().unwrap_or_default();
        check.refuse("/content", Refusal::new(Reason::ContentUnknown).with("name", name).with("known", known));
        return Ok(None);
    };
    let pointer = if new.content.is_some() { "/content" } else { "/profile" };
    let other = Refusal::new(Reason::ContentSubject).with_word("given", content.subject).with_word("needed", subject);
    check.demand(content.subject == subject, pointer, other);
    if let Err(refusal) = content.layout()?.fits(&profile.layout()?) {
        check.refuse(pointer, refusal);
    }
    Ok(Some((profile, content)))
}

/// A batch whose lines are being written.
struct Filling<'b> {
    wording: Wording,
    batch: &'b mut PrintBatch,
    /// The first code that was printed before.
    first_reprint: Option<String>,
}

impl Filling<'_> {
    fn items(&mut self, change: &mut Change<'_>, reach: Reach, which: &Which) -> Result<()> {
        let mut last = None;
        loop {
            let rows = labels::list_item_words(change.reader(), reach, which, last, CHUNK)?;
            let Some(row) = rows.last() else { return Ok(()) };
            last = Some(row.id);
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

    fn places(&mut self, change: &mut Change<'_>, codes: Option<&[String]>) -> Result<()> {
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
    fn blanks(&mut self, change: &mut Change<'_>, labels: &Labels, count: i64) -> Result<Vec<String>> {
        let first = settings::take_numbers(change, "label", 0, count)?;
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

type Words = (String, Option<crate::model::ids::ItemId>, Option<crate::model::ids::PlaceId>, Vec<String>);

/// Writes the entries of the batch's next items; the last ones finish it.
fn record_next(change: &mut Change<'_>, batch: &mut PrintBatch) -> Result<()> {
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
    print_batches::update(change, batch)?;
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
///
/// # Errors
/// Database errors.
pub fn work(database: &Database) -> Result<Option<PrintBatch>> {
    if database.read(print_batches::find_unfinished)?.is_none() {
        return Ok(None);
    }
    let who = |conn: &mut Conn| {
        let batch = print_batches::find_unfinished(conn)?;
        let person = match batch.as_ref().and_then(|batch| batch.printed_by) {
            Some(id) => users::find(conn, id)?,
            None => None,
        };
        let actor = person.map_or(Actor::PROGRAM, |user| Actor { user_id: Some(user.id), agency_id: Some(user.agency_id) });
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

/// One batch, ready to be printed.
///
/// # Errors
/// [`Error::NotFound`], [`Reason::PrintUnfinished`].
pub fn get_done(conn: &mut Conn, id: PrintBatchId) -> Result<PrintBatch> {
    let batch = print_batches::get(conn, id)?;
    must_be_done(&batch)?;
    Ok(batch)
}

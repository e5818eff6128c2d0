//! What is to be printed, as a caller asks for it: which labels, on which paper. Everything wrong is named at once.

use std::collections::{HashMap, HashSet};

use crate::db::change::Change;
use crate::db::label_contents::{self, LabelContent};
use crate::db::labels::{self, Which};
use crate::db::paper_profiles::{self, PaperProfile};
use crate::db::{Conn, cases, items, requests};
use crate::error::Result;
use crate::model::input::Checker;
use crate::model::label::as_stored;
use crate::model::label_content::LabelSubject;
use crate::model::reason::{Reason, Refusal};
use crate::model::shipped::{PLACE_PROFILE, USUAL_PROFILE};
use crate::model::viewer::Reach;
use crate::operations::print_batches::{BLANKS_AT_MOST, NAMED_AT_MOST, NewPrintBatch};

/// Which labels, as understood.
pub(super) enum Chosen {
    Items(Which),
    Places(Option<Vec<String>>),
    Blanks(i64),
}

/// Understands which labels are wanted; none when that cannot be.
///
/// # Errors
/// Database errors; what is wrong with the input is noted.
pub(super) fn choose(
    change: &mut Change<'_>,
    reach: Reach,
    new: &NewPrintBatch,
    check: &mut Checker,
) -> Result<Option<Chosen>> {
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
    let codes: Vec<String> = codes.iter().map(|code| as_stored(code)).collect();
    let known: HashSet<String> = items::list_by_code(conn, reach, &codes)?.into_iter().map(|item| item.code).collect();
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
///
/// # Errors
/// Database errors; what is wrong with the input is noted.
pub(super) fn find_paper(
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

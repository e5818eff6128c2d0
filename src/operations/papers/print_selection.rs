//! What is to be printed, as a caller asks for it: which labels, on which paper. Everything wrong is named at once.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::Conn;
use crate::db::accounts::agencies;
use crate::db::cases::cases::{self, Case};
use crate::db::change::Change;
use crate::db::goods::items;
use crate::db::goods::labels::{self, Which};
use crate::db::papers::label_contents::{self, LabelContent};
use crate::db::papers::paper_profiles::{self, PaperProfile};
use crate::db::requests::requests;
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::centre::place_code::PlaceCode;
use crate::model::goods::item::CustodyState;
use crate::model::goods::label::{ScannedCode, as_stored};
use crate::model::ids::CaseId;
use crate::model::input::Checker;
use crate::model::papers::label_content::LabelSubject;
use crate::model::papers::shipped::{PLACE_PROFILE, USUAL_PROFILE};
use crate::model::reason::{Reason, Refusal};

/// Codes a call may name.
pub const NAMED_AT_MOST: usize = 10_000;
/// Labels of one batch, copies counted.
pub const LABELS_AT_MOST: i64 = 500_000;
/// Copies of each label.
pub(in crate::operations) const COPIES_AT_MOST: i64 = 20;
/// Blank labels of one batch.
pub const BLANKS_AT_MOST: i64 = 10_000;

/// Labels to be printed: exactly one of `request`, `case`, `items`, `places`, `all_items` and `blanks` says which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NewPrintBatch {
    /// Number of a request: its items that were not refused at the desk. Items that were cancelled since are named (422).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 64)]
    pub request: Option<String>,
    /// Number or id of a case: its items, but for those that were cancelled. A number that several agencies use is refused
    /// with the ids to choose from.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 64)]
    pub case: Option<String>,
    /// Label codes of items, at most 10,000. Each that was cancelled is named (422), whether it was printed before or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<ScannedCode>>, max_items = 10000)]
    pub items: Option<Vec<String>>,
    /// Codes of places, at most 10,000; an empty list: every open place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<PlaceCode>>, max_items = 10000)]
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
    #[schema(max_length = 60)]
    pub profile: Option<String>,
    /// Name of the label content; the profile's when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60)]
    pub content: Option<String>,
    /// Labels left out on the first page because they are used up.
    #[schema(minimum = 0, maximum = 2499)]
    pub skip: i64,
    /// Copies of each label, 1 when absent, at most 20.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 20)]
    pub copies: Option<i64>,
    /// Why labels are printed again; needed when any of them was printed before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 500)]
    pub reason: Option<String>,
}

/// Which labels, as understood.
pub(in crate::operations) enum Chosen {
    Items(Which),
    Places(Option<Vec<String>>),
    Blanks(i64),
}

/// Understands which labels are wanted; none when that cannot be.
///
/// # Errors
/// Database errors; what is wrong with the input is noted.
pub(in crate::operations) fn choose(
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
    if let Some(case) = &new.case {
        return Ok(choose_case(change.reader(), reach, case, check)?.map(|id| Chosen::Items(Which::Case(id))));
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

/// The one case with an id or a number. A number that several agencies use is refused with the ids to choose from.
fn choose_case(conn: &mut Conn, reach: Reach, case: &str, check: &mut Checker) -> Result<Option<CaseId>> {
    if let Ok(id) = case.trim().parse() {
        return match cases::get(conn, reach, id) {
            Ok(found) => Ok(Some(found.id)),
            Err(Error::NotFound) => Ok(refused_case(check, Reason::ReferenceUnknown)),
            Err(error) => Err(error),
        };
    }
    let found = cases::list_by_number(conn, reach, case)?;
    match found.as_slice() {
        [] => Ok(refused_case(check, Reason::ReferenceUnknown)),
        [one] => Ok(Some(one.id)),
        several => {
            let ids: Vec<_> = several.iter().map(|case| case.agency_id).collect();
            let names = agencies::list_names(conn, &ids)?;
            let name = |case: &Case| names.get(&case.agency_id).cloned().unwrap_or_default();
            let told: Vec<String> = several.iter().map(|case| format!("{} {}", name(case), case.id)).collect();
            let refusal = Refusal::new(Reason::CaseAmbiguous).with("case_no", case.trim());
            Ok(refused_case(check, refusal.with("cases", told.join("; "))))
        }
    }
}

fn refused_case(check: &mut Checker, refusal: impl Into<Refusal>) -> Option<CaseId> {
    check.refuse("/case", refusal);
    None
}

/// The codes of items to print; each that cannot be is named with the reason.
fn choose_items(conn: &mut Conn, reach: Reach, codes: &[String], check: &mut Checker) -> Result<Option<Vec<String>>> {
    check.list("/items", codes, NAMED_AT_MOST);
    if codes.len() > NAMED_AT_MOST {
        return Ok(None);
    }
    let codes: Vec<String> = codes.iter().map(|code| as_stored(code)).collect();
    let found = items::list_by_code(conn, reach, &codes)?;
    let known: HashMap<String, CustodyState> = found.into_iter().map(|item| (item.code, item.custody_state)).collect();
    let strange: Vec<String> = codes.iter().filter(|code| !known.contains_key(*code)).cloned().collect();
    let former = if strange.is_empty() { HashMap::new() } else { current_codes(conn, reach, &strange)? };
    let mut seen = HashSet::new();
    for (at, code) in codes.iter().enumerate() {
        let pointer = format!("/items/{at}");
        if !seen.insert(code) {
            check.refuse(pointer, Refusal::new(Reason::ListRepeats).with("value", code));
        } else if let Some(current) = former.get(code) {
            check.refuse(pointer, Refusal::new(Reason::LabelReplaced).with("code", current));
        } else if let Some(state) = known.get(code) {
            if let Err(refusal) = state.must_not_be_cancelled(code) {
                check.refuse(pointer, refusal);
            }
        } else {
            check.refuse(pointer, Reason::LabelUnknown);
        }
    }
    Ok(Some(codes))
}

/// The codes that items within reach carry now in place of these former ones.
///
/// # Errors
/// Database errors.
pub fn current_codes(conn: &mut Conn, reach: Reach, former: &[String]) -> Result<HashMap<String, String>> {
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
pub(in crate::operations) fn find_paper(
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

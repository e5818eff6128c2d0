//! The codes on items: a damaged label is replaced, a blank one is bound, and blanks that went astray are retired.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::db::cases::cases;
use crate::db::centre::number_series;
use crate::db::change::Change;
use crate::db::engine::connection::Conn;
use crate::db::goods::items::{self, Item};
use crate::db::goods::labels::{self, Label};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::item::CustodyState;
use crate::model::goods::label::{Labels, ScannedCode, as_stored};
use crate::model::ids::ItemId;
use crate::model::input::Checker;
use crate::model::ledger::event::{Action, Circumstances, ItemAction};
use crate::model::papers::print::LabelState;
use crate::model::reason::{Reason, Refusal};
use crate::model::time::Time;
use crate::operations::goods::descriptions::reindex;
use crate::operations::goods::frozen::must_be_free;

/// Blank labels one call retires at most.
const RETIRED_AT_MOST: usize = 10_000;

/// A new label for an item.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Replacement {
    /// Why, at most 500 characters.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
    /// The code of a blank label to be bound; a new code is issued when absent.
    #[serde(default)]
    #[schema(max_length = 64)]
    pub code: Option<String>,
}

/// Gives an item another label; its code so far stays known as replaced.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Refused`] for an item that has left or a code that is no unused blank.
pub fn replace(
    change: &mut Change<'_>,
    viewer: &Viewer,
    labels: &Labels,
    id: ItemId,
    new: &Replacement,
) -> Result<Item> {
    let before = items::find(change.reader(), viewer.reach(), id)?.ok_or(Error::NotFound)?;
    let mut check = Checker::new();
    let reason = check.prose("/reason", &new.reason, 500);
    check.done()?;
    must_be_free(change.reader(), &before)?;
    let gone = [CustodyState::Released, CustodyState::Refused, CustodyState::Lost, CustodyState::Cancelled];
    if gone.contains(&before.custody_state) {
        before.custody_state.must_be(&before.code, CustodyState::InCustody)?;
    }
    let blank = match &new.code {
        Some(code) => {
            let code = as_stored(code);
            Blanks::load(change.reader(), std::slice::from_ref(&code))?.take(&code)?
        }
        None => {
            let serial = number_series::take(change, number_series::LABELS, 0, 1)?;
            let code = labels.issue(serial)?;
            number_series::refuse_given(change, number_series::LABELS, code.as_str())?;
            fresh(code.to_string(), change.now())
        }
    };
    let after = Item { code: blank.code.clone(), ..before.clone() };
    let circumstances =
        Circumstances { reason: Some(reason), former_code: Some(before.code.clone()), ..Default::default() };
    change.put_item(Some(&before), after.clone(), ItemAction::ItemRelabelled, circumstances)?;
    change.flush()?;
    bind(change, vec![(before, blank)])?;
    let case = cases::get(change.reader(), viewer.reach(), after.case_id)?;
    reindex(change, std::slice::from_ref(&after), &case)?;
    items::find(change.reader(), viewer.reach(), id)?.ok_or(Error::NotFound)
}

fn fresh(code: String, now: Time) -> Label {
    Label { code, state: LabelState::Blank, item_id: None, batch_id: None, issued_at: now, changed_at: now }
}

/// Blank labels that may be bound, each once.
pub struct Blanks {
    known: HashMap<String, Label>,
    /// Codes that items carry already.
    carried: HashSet<String>,
}

impl Blanks {
    /// What is known of these codes, in two statements.
    pub fn load(conn: &mut Conn, codes: &[String]) -> Result<Self> {
        if codes.is_empty() {
            return Ok(Self { known: HashMap::new(), carried: HashSet::new() });
        }
        let known = labels::list_by_code(conn, codes)?;
        let carried = items::list_by_code(conn, crate::model::accounts::viewer::Reach::Everything, codes)?;
        Ok(Self { known, carried: carried.into_iter().map(|item| item.code).collect() })
    }

    /// The blank label of a code, which is then used up.
    ///
    /// # Errors
    /// [`Reason::LabelBound`], [`Reason::LabelRetired`], [`Reason::LabelNotBlank`].
    pub fn take(&mut self, code: &str) -> Result<Label, Refusal> {
        if self.carried.contains(code) {
            return Err(Reason::LabelBound.into());
        }
        let Some(label) = self.known.get_mut(code) else {
            return Err(Refusal::new(Reason::LabelNotBlank).with("code", code));
        };
        match label.state {
            LabelState::Blank => {
                let taken = label.clone();
                label.state = LabelState::Bound;
                Ok(taken)
            }
            LabelState::Retired => Err(Reason::LabelRetired.into()),
            LabelState::Bound | LabelState::Replaced => Err(Reason::LabelBound.into()),
        }
    }
}

/// Writes down that items carry these labels now; given are the items as they were before.
pub fn bind(change: &mut Change<'_>, pairs: Vec<(Item, Label)>) -> Result<()> {
    if pairs.is_empty() {
        return Ok(());
    }
    let now = change.now();
    let codes: Vec<String> = pairs.iter().map(|(item, _)| item.code.clone()).collect();
    let mut known = labels::list_by_code(change.reader(), &codes)?;
    let mut former = Vec::with_capacity(pairs.len());
    let mut bound = Vec::with_capacity(pairs.len());
    for (item, label) in pairs {
        let registered = fresh(item.code.clone(), item.registered_at);
        let row = known.remove(&item.code).unwrap_or(registered);
        former.push(Label { state: LabelState::Replaced, item_id: Some(item.id), changed_at: now, ..row });
        bound.push(Label { state: LabelState::Bound, item_id: Some(item.id), changed_at: now, ..label });
    }
    // The former ones first: an item has one bound code at a time.
    labels::put(change, &former)?;
    labels::put(change, &bound)
}

/// Blank labels to be taken out of use.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Retirement {
    /// Their codes, at most 10,000.
    #[schema(value_type = Vec<ScannedCode>, max_items = 10000)]
    pub codes: Vec<String>,
    /// Why, at most 500 characters.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// Takes blank labels out of use, all or none.
///
/// # Errors
/// [`Error::Invalid`] naming each that is no unused blank label.
pub fn retire(change: &mut Change<'_>, new: &Retirement) -> Result<Vec<Label>> {
    let mut check = Checker::new();
    check.list("/codes", &new.codes, RETIRED_AT_MOST);
    let reason = check.prose("/reason", &new.reason, 500);
    check.done()?;
    let codes: Vec<String> = new.codes.iter().map(|code| as_stored(code)).collect();
    let mut blanks = Blanks::load(change.reader(), &codes)?;
    let mut check = Checker::new();
    let mut rows = Vec::with_capacity(codes.len());
    for (at, code) in codes.iter().enumerate() {
        match blanks.take(code) {
            Ok(label) => rows.push(Label { state: LabelState::Retired, changed_at: change.now(), ..label }),
            Err(refusal) => check.refuse(format!("/codes/{at}"), refusal),
        }
    }
    check.done()?;
    labels::put(change, &rows)?;
    let id: uuid::Uuid = change.new_id();
    let codes: Vec<&str> = rows.iter().map(|row| row.code.as_str()).collect();
    change.record(Action::LabelsRetired, id, json!({ "reason": reason, "blanks": codes }))?;
    Ok(rows)
}

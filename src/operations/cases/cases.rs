//! Cases and the seizure lists that bring their goods into the books.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::db::accounts::users::{self, Person};
use crate::db::cases::cases::{self, Case};
use crate::db::cases::seizure_lists::{self, SeizureList};
use crate::db::centre::number_series;
use crate::db::change::Change;
use crate::db::goods::items::Item;
use crate::db::goods::search;
use crate::error::{Error, Result};
use crate::model::accounts::role::Role;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Viewer;
use crate::model::cases::case_levels::within_clearance;
use crate::model::goods::item::{CustodyState, LegalStatus, Stage};
use crate::model::goods::label::{LabelCode, Labels};
use crate::model::ids::{CaseId, SeizureListId, UserId};
use crate::model::input::{Checker, given};
use crate::model::ledger::event::{Action, Circumstances, ItemAction};
use crate::model::reason::{Reason, Refusal};
use crate::model::time::Time;
use crate::operations::goods::descriptions::{NewItem, describe};

/// Officers a case needs at least.
const OFFICERS: usize = 2;
/// Officers one case has at most.
const OFFICERS_AT_MOST: usize = 50;
/// Items one seizure list takes at most.
pub const ITEMS_AT_MOST: usize = 10_000;

/// A case as an officer registers it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCase {
    /// 案件编号, up to 64 characters.
    #[schema(min_length = 1, max_length = 64)]
    pub case_no: String,
    /// What people call the case.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// 案由
    #[schema(min_length = 1, max_length = 200)]
    pub cause: String,
    /// Stage; investigation when absent.
    #[serde(default)]
    pub stage: Option<Stage>,
    /// At least two officers of the agency, each cleared for its level.
    #[schema(max_items = 50)]
    pub officers: Vec<UserId>,
    /// How far it may be known, not above one's own clearance; ordinary when absent.
    #[serde(default)]
    pub secrecy: Option<SecrecyLevel>,
}

/// What is to change of a case; absent members stay as they are.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseEdit {
    /// 案件编号, up to 64 characters.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, min_length = 1, max_length = 64)]
    pub case_no: Option<String>,
    /// What people call the case.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub name: Option<String>,
    /// 案由
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub cause: Option<String>,
    /// Stage
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Stage)]
    pub stage: Option<Stage>,
    /// At least two officers of the agency; the whole list.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Vec<UserId>, max_items = 50)]
    pub officers: Option<Vec<UserId>>,
}

/// A seizure list with its goods.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSeizureList {
    /// The case.
    pub case_id: CaseId,
    /// Number of the list within the case.
    #[schema(min_length = 1, max_length = 64)]
    pub list_no: String,
    /// 扣押决定书 number.
    #[serde(default)]
    #[schema(max_length = 64)]
    pub decision_no: Option<String>,
    /// When the goods were seized.
    pub seized_at: Time,
    /// Where.
    #[schema(min_length = 1, max_length = 200)]
    pub seized_place: String,
    /// 持有人
    #[schema(min_length = 1, max_length = 100)]
    pub holder_name: String,
    /// 见证人
    #[serde(default)]
    #[schema(max_length = 100)]
    pub attesting_witness: Option<String>,
    /// The goods, 1 to 10,000.
    #[schema(max_items = 10000)]
    pub items: Vec<NewItem>,
}

/// Registers a case of the viewer's agency.
///
/// # Errors
/// [`Error::Invalid`] naming every field that breaks a rule.
pub fn register(change: &mut Change<'_>, viewer: &Viewer, new: &NewCase) -> Result<Case> {
    let mut check = Checker::new();
    let row = Case {
        id: change.new_id(),
        case_no: check.text("/case_no", &new.case_no, 64),
        name: check.text("/name", &new.name, 200),
        cause: check.text("/cause", &new.cause, 200),
        stage: new.stage.unwrap_or(Stage::Investigation),
        agency_id: viewer.agency_id,
        responsible_agency_id: viewer.agency_id,
        created_by: viewer.user_id,
        created_at: change.now(),
        version: 1,
        secrecy: new.secrecy.unwrap_or(SecrecyLevel::Ordinary),
    };
    if let Err(refusal) = within_clearance(viewer, row.secrecy) {
        check.refuse("/secrecy", refusal);
    }
    check_number(change, &row, &mut check)?;
    check_officers(change, viewer, (&new.officers, row.secrecy), &mut check)?;
    check.done()?;
    cases::insert(change, &row, &new.officers)?;
    record(change, Action::CaseRegistered, &row, &new.officers)?;
    Ok(row)
}

/// Changes a case that the viewer's agency is responsible for.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], or [`Error::Invalid`].
pub fn edit(change: &mut Change<'_>, viewer: &Viewer, id: CaseId, version: i32, edit: &CaseEdit) -> Result<Case> {
    let known = cases::get(change.reader(), viewer.reach(), id)?;
    if known.responsible_agency_id != viewer.agency_id {
        return Err(Error::NotFound);
    }
    if known.version != version {
        return Err(Error::Stale { current: known.version });
    }
    let (row, officers) = read_edit(change, viewer, &known, edit)?;
    cases::update(change, &row, &officers)?;
    if (&row.case_no, &row.name) != (&known.case_no, &known.name) {
        search::replace_case(change, row.id)?;
    }
    record(change, Action::CaseChanged, &row, &officers)?;
    Ok(row)
}

fn read_edit(change: &mut Change<'_>, viewer: &Viewer, known: &Case, edit: &CaseEdit) -> Result<(Case, Vec<UserId>)> {
    let mut check = Checker::new();
    let mut row = Case { version: known.version + 1, ..known.clone() };
    for (pointer, text, new, max) in [
        ("/case_no", &mut row.case_no, &edit.case_no, 64),
        ("/name", &mut row.name, &edit.name, 200),
        ("/cause", &mut row.cause, &edit.cause, 200),
    ] {
        if let Some(new) = new {
            *text = check.text(pointer, new, max);
        }
    }
    row.stage = edit.stage.unwrap_or(row.stage);
    if edit.case_no.is_some() {
        check_number(change, &row, &mut check)?;
    }
    let officers = match &edit.officers {
        Some(officers) => {
            check_officers(change, viewer, (officers, row.secrecy), &mut check)?;
            officers.clone()
        }
        None => cases::list_officers(change.reader(), row.id)?,
    };
    check.done()?;
    Ok((row, officers))
}

fn check_number(change: &mut Change<'_>, row: &Case, check: &mut Checker) -> Result<()> {
    if cases::number_taken(change.reader(), row.agency_id, &row.case_no, Some(row.id))? {
        check.refuse("/case_no", Refusal::new(Reason::NameTaken).with("value", &row.case_no));
    }
    Ok(())
}

fn check_officers(
    change: &mut Change<'_>,
    viewer: &Viewer,
    (officers, level): (&[UserId], SecrecyLevel),
    check: &mut Checker,
) -> Result<()> {
    let long = Refusal::new(Reason::ListTooLong).with("max", OFFICERS_AT_MOST);
    check.demand(officers.len() <= OFFICERS_AT_MOST, "/officers", long);
    // By how many are named, and not by how many there are: that would tell other agencies' people from nobody.
    let named: HashSet<&UserId> = officers.iter().collect();
    check.demand(named.len() >= OFFICERS, "/officers", Reason::OfficersTooFew);
    let people = users::list_by_id(change.reader(), officers)?;
    let own: Vec<Person> = people.iter().filter(|one| one.agency_id == viewer.agency_id).cloned().collect();
    if let Err(refusal) = officers_cleared(&own, level) {
        check.refuse("/officers", refusal);
    }
    for (at, officer) in officers.iter().enumerate() {
        let fits = people.iter().any(|p| {
            p.id == *officer
                && p.agency_id == viewer.agency_id
                && p.roles.has(Role::CaseOfficer)
                && p.disabled_at.is_none()
        });
        check.demand(fits, format!("/officers/{at}"), Reason::OfficerUnknown);
        let repeats = officers.iter().take(at).any(|earlier| earlier == officer);
        check.demand(!repeats, format!("/officers/{at}"), Refusal::new(Reason::ListRepeats).with("value", officer));
    }
    Ok(())
}

/// Refuses a level that not every officer of a case is cleared for, naming those who are not.
pub(super) fn officers_cleared(officers: &[Person], level: SecrecyLevel) -> Result<(), Refusal> {
    let usable = officers.iter().filter(|one| one.disabled_at.is_none());
    let below: Vec<String> = usable.filter(|one| one.clearance < level).map(|one| one.name.clone()).collect();
    if below.is_empty() {
        return Ok(());
    }
    let refusal = Refusal::new(Reason::OfficersNotCleared).with_word("level", level);
    Err(refusal.with_some("officers", &below, OFFICERS_AT_MOST))
}

fn record(change: &mut Change<'_>, action: Action, row: &Case, officers: &[UserId]) -> Result<()> {
    change.record(action, row.id.0, json!({ "case": row, "officers": officers }))
}

/// Registers a seizure list: every item gets its label code, and waits with the officers for its intake.
///
/// # Errors
/// [`Error::NotFound`] for a case out of reach, [`Error::Invalid`] naming every field of every item.
pub fn register_seizure_list(
    change: &mut Change<'_>,
    viewer: &Viewer,
    labels: &Labels,
    new: &NewSeizureList,
) -> Result<(SeizureList, Vec<LabelCode>)> {
    let case = cases::get(change.reader(), viewer.own_reach(), new.case_id)?;
    let list = read_list(change, viewer, &case, new)?;
    let count = i64::try_from(new.items.len()).map_err(Error::internal)?;
    let first = number_series::take(change, number_series::LABELS, 0, count)?;
    number_series::refuse_given(change, number_series::LABELS, labels.issue(first)?.as_str())?;
    seizure_lists::insert(change, &list)?;
    change.record(Action::SeizureListRegistered, list.id.0, json!({ "list": list }))?;
    let mut codes = Vec::with_capacity(new.items.len());
    let mut texts = Vec::with_capacity(new.items.len());
    for ((line_no, serial), good) in (1..).zip(first..).zip(&new.items) {
        let code = labels.issue(serial)?;
        let item = register_item(change, &case, &list, line_no, &code, good)?;
        texts.push(search::ItemText::of(&item, &case.case_no, &case.name)?);
        change.put_item(None, item, ItemAction::ItemRegistered, Circumstances::default())?;
        codes.push(code);
    }
    change.flush()?;
    search::insert(change, &texts)?;
    Ok((list, codes))
}

fn read_list(change: &mut Change<'_>, viewer: &Viewer, case: &Case, new: &NewSeizureList) -> Result<SeizureList> {
    let mut check = Checker::new();
    let blank = SeizureList {
        id: change.new_id(),
        case_id: case.id,
        agency_id: viewer.agency_id,
        list_no: String::new(),
        decision_no: None,
        seized_at: new.seized_at,
        seized_place: String::new(),
        holder_name: String::new(),
        attesting_witness: None,
        item_count: i32::try_from(new.items.len()).unwrap_or(i32::MAX),
        created_by: viewer.user_id,
        created_at: change.now(),
    };
    let head = ListHead {
        list_no: &new.list_no,
        decision_no: new.decision_no.as_deref(),
        seized_at: new.seized_at,
        seized_place: &new.seized_place,
        holder_name: &new.holder_name,
        attesting_witness: new.attesting_witness.as_deref(),
    };
    check.list("/items", &new.items, ITEMS_AT_MOST);
    let row = read_head(change, blank, &head, None, &mut check)?;
    for (at, item) in new.items.iter().take(ITEMS_AT_MOST).enumerate() {
        item.check(&format!("/items/{at}"), &mut check);
    }
    check.done()?;
    Ok(row)
}

/// What a seizure list says besides its goods, as somebody wrote it.
pub(super) struct ListHead<'n> {
    pub list_no: &'n str,
    pub decision_no: Option<&'n str>,
    pub seized_at: Time,
    pub seized_place: &'n str,
    pub holder_name: &'n str,
    pub attesting_witness: Option<&'n str>,
}

/// A row that says what was written, with its number held against the lists of the case but the one it replaces.
pub(super) fn read_head(
    change: &mut Change<'_>,
    row: SeizureList,
    head: &ListHead<'_>,
    replaces: Option<SeizureListId>,
    check: &mut Checker,
) -> Result<SeizureList> {
    let row = SeizureList {
        list_no: check.text("/list_no", head.list_no, 64),
        decision_no: check.optional("/decision_no", head.decision_no, 64),
        seized_at: check.happened("/seized_at", head.seized_at, change.now()),
        seized_place: check.text("/seized_place", head.seized_place, 200),
        holder_name: check.text("/holder_name", head.holder_name, 100),
        attesting_witness: check.optional("/attesting_witness", head.attesting_witness, 100),
        ..row
    };
    if seizure_lists::number_taken(change.reader(), row.case_id, &row.list_no, replaces)? {
        check.refuse("/list_no", Refusal::new(Reason::NameTaken).with("value", &row.list_no));
    }
    Ok(row)
}

fn register_item(
    change: &Change<'_>,
    case: &Case,
    list: &SeizureList,
    line_no: i32,
    code: &LabelCode,
    good: &NewItem,
) -> Result<Item> {
    let mut item = Item {
        id: change.new_id(),
        code: code.as_str().to_owned(),
        case_id: case.id,
        seizure_list_id: list.id,
        line_no,
        name: String::new(),
        category: good.category,
        features: String::new(),
        model: String::new(),
        serial_no: String::new(),
        pieces: 1,
        unit: String::new(),
        holder_name: String::new(),
        owner_name: String::new(),
        valuation_minor: None,
        currency: None,
        attributes: String::new(),
        remark: String::new(),
        custody_state: CustodyState::Registered,
        place_id: None,
        borrower_id: None,
        agency_id: list.agency_id,
        responsible_agency_id: case.responsible_agency_id,
        legal_status: LegalStatus::Seized,
        disposition: None,
        seal_no: None,
        seized_at: list.seized_at,
        registered_at: change.now(),
        received_at: None,
        released_at: None,
        version: 0,
        last_leaf_hash: Vec::new(),
    };
    describe(&mut item, good)?;
    if item.holder_name.is_empty() {
        item.holder_name.clone_from(&list.holder_name);
    }
    Ok(item)
}

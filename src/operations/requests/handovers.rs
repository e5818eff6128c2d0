//! Opening and withdrawing hand-overs: which lines of a request changed hands and are on no list yet, and the list that is frozen.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::audit::hash::to_hex;
use crate::audit::sha256;
use crate::db::Conn;
use crate::db::centre::places;
use crate::db::change::Change;
use crate::db::goods::items::Item;
use crate::db::requests::handovers::{self, Handover};
use crate::db::requests::request_lines::{self, RequestLine};
use crate::db::requests::requests::{self, Request};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{HandoverId, PlaceId, RequestId, UserId};
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::model::requests::handover::{
    HandoverLine, HandoverList, HandoverParty, HandoverStatus, ListedGoods, REASON_LENGTH, parties,
};
use crate::model::requests::request::{LineOutcome, Part, RequestKind, separate};
use crate::operations::requests::execution::not_being_signed;
use crate::operations::requests::request_steps::parts;

/// Of which request goods changed hands.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHandover {
    pub request_id: RequestId,
}

/// Freezes the list of what changed hands with a request and is on no list yet.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Refused`] for a person with another part in the request, while a hand-over of it is open, and when
/// there is nothing to sign for.
pub fn open(change: &mut Change<'_>, viewer: &Viewer, new: NewHandover) -> Result<(Handover, Request)> {
    let row = requests::get(change.reader(), viewer.reach(), new.request_id)?;
    must_be_custodian(change.reader(), viewer, &row)?;
    not_being_signed(change.reader(), row.id)?;
    requests::hold_read(change, &row)?;
    let earlier = handovers::list_of_request(change.reader(), row.id)?;
    let mut listed = HashSet::new();
    for one in &earlier {
        change.hold_row(one)?;
        if one.status() != HandoverStatus::Withdrawn {
            listed.extend(list_of(one)?.lines.into_iter().map(|line| line.line_no));
        }
    }
    let mut lines = request_lines::list_all(change.reader(), row.id)?;
    lines.retain(|(line, _)| LineOutcome::CHANGED_HANDS.contains(&line.outcome) && !listed.contains(&line.line_no));
    if lines.is_empty() {
        return Err(Reason::HandoverNothing.into());
    }
    let held: Vec<RequestLine> = lines.iter().map(|(line, _)| line.clone()).collect();
    request_lines::hold_read(change, row.id, &held)?;
    let sequence = i32::try_from(earlier.len() + 1).map_err(Error::internal)?;
    let line_count = i32::try_from(lines.len()).map_err(Error::internal)?;
    let list = serde_json::to_string(&listing(change.reader(), &row, sequence, lines)?).map_err(Error::internal)?;
    let handover = Handover {
        id: change.new_id(),
        request_id: row.id,
        sequence,
        list_sha256: digest(&list),
        list,
        line_count,
        opened_by: viewer.user_id,
        opened_at: change.now(),
        closed_at: None,
        withdrawn_by: None,
        withdrawn_at: None,
        reason: None,
        version: 1,
    };
    handovers::insert(change, &handover)?;
    let details = json!({ "number": row.number, "handover": told(&handover)? });
    change.record(Action::HandoverOpened, row.id.0, details)?;
    Ok((handover, row))
}

/// Withdraws a hand-over that is being signed: its lines are free for another one, and what was signed stays as it was.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`] when it has ended, [`Error::Invalid`] without a reason.
pub fn withdraw(
    change: &mut Change<'_>,
    viewer: &Viewer,
    (id, version): (HandoverId, i32),
    reason: &str,
) -> Result<(Handover, Request)> {
    let (known, request) = handovers::get(change.reader(), viewer.reach(), id)?;
    must_be_custodian(change.reader(), viewer, &request)?;
    must_be_open(&known)?;
    if known.version != version {
        return Err(Error::Stale { current: known.version });
    }
    let mut check = Checker::new();
    let reason = check.prose("/reason", reason, REASON_LENGTH);
    check.done()?;
    let (withdrawn_by, withdrawn_at) = (Some(viewer.user_id), Some(change.now()));
    let row =
        Handover { withdrawn_by, withdrawn_at, reason: Some(reason), version: known.version + 1, ..known.clone() };
    handovers::update(change, &known, &row)?;
    let details = json!({ "number": request.number, "handover": told(&row)? });
    change.record(Action::HandoverWithdrawn, request.id.0, details)?;
    Ok((row, request))
}

/// Refuses whoever has another part in the request: applicants and approvers hand nothing over for the centre.
pub(super) fn must_be_custodian(conn: &mut Conn, viewer: &Viewer, row: &Request) -> Result<()> {
    let taken = parts(conn, row)?;
    Ok(separate(viewer.person_id, &taken, Part::Executor)?)
}

/// Refuses a hand-over that has ended.
pub(super) fn must_be_open(row: &Handover) -> Result<()> {
    match row.status() {
        HandoverStatus::Open => Ok(()),
        status => Err(Refusal::new(Reason::HandoverEnded).with_word("status", status).into()),
    }
}

/// The list of a hand-over.
///
/// # Errors
/// [`Error::Internal`] when it cannot be read.
pub fn list_of(row: &Handover) -> Result<HandoverList> {
    serde_json::from_str(&row.list).map_err(Error::internal)
}

/// The digest of a list as it stands, hexadecimal.
pub fn digest(list: &str) -> String {
    to_hex(&sha256(list.as_bytes()))
}

/// A hand-over as the log tells it: of the list the digest, as the goods are in entries of their own.
pub(super) fn told(row: &Handover) -> Result<Value> {
    let mut told = serde_json::to_value(row).map_err(Error::internal)?;
    if let Some(members) = told.as_object_mut() {
        members.remove("list");
    }
    Ok(told)
}

/// Whom the record names for a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposed {
    Person(UserId),
    Named(String),
}

/// Who has to sign a list as a party, as far as its request says.
pub fn proposed(request: &Request, list: &HandoverList, party: HandoverParty) -> Option<Proposed> {
    let lines = &list.lines;
    match party {
        HandoverParty::SecondCustodian => lines.iter().find_map(|line| line.second_id).map(Proposed::Person),
        party if party == list.kind.custodian_party() => lines.first().map(|line| Proposed::Person(line.executed_by)),
        HandoverParty::SupervisingWitness => request.flat_terms().witness_name.map(Proposed::Named),
        HandoverParty::AttestingWitness => None,
        HandoverParty::HandingOver | HandoverParty::TakingOver => match list.kind {
            RequestKind::Outbound => list.receiver_name.clone().map(Proposed::Named),
            RequestKind::Intake | RequestKind::Loan | RequestKind::LoanReturn => {
                Some(Proposed::Person(request.applicant_id))
            }
        },
    }
}

/// A line as a list has it, without its place; none where nobody carried it out.
pub fn listed(line: &RequestLine, item: &Item) -> Option<HandoverLine> {
    let details = item.details();
    let written = item.written(&details);
    Some(HandoverLine {
        line_no: line.line_no,
        code: item.code.clone(),
        name: item.name.clone(),
        pieces: item.pieces,
        unit: item.unit.clone(),
        goods: Some(ListedGoods {
            category: item.category,
            quantity: written.amount().to_string(),
            features: written.features(),
            holder_name: item.holder_name.clone(),
            remark: item.remark.clone(),
        }),
        seal_no: item.seal_no.clone(),
        outcome: line.outcome,
        condition: line.condition,
        sealing: line.sealing,
        place_code: None,
        executed_by: line.executed_by?,
        second_id: line.second_id,
        executed_at: line.executed_at?,
    })
}

fn listing(conn: &mut Conn, row: &Request, sequence: i32, lines: Vec<(RequestLine, Item)>) -> Result<HandoverList> {
    let terms = row.flat_terms();
    let mut places: Vec<PlaceId> = lines.iter().filter_map(|(_, item)| item.place_id).collect();
    places.sort_unstable();
    places.dedup();
    let places = places::list_names(conn, &places)?;
    let second = lines.iter().any(|(line, _)| line.second_id.is_some());
    let line = |(line, item): (RequestLine, Item)| {
        let place_code = item.place_id.and_then(|id| places.get(&id)).map(|(code, _)| code.clone());
        Some(HandoverLine { place_code, ..listed(&line, &item)? })
    };
    let whole: Option<Vec<HandoverLine>> = lines.into_iter().map(line).collect();
    Ok(HandoverList {
        request_number: row.number.clone().unwrap_or_default(),
        kind: row.kind,
        sequence,
        parties: parties(row.kind, terms.disposition, terms.receiver_name.is_some(), second),
        receiver_name: terms.receiver_name,
        lines: whole.ok_or_else(|| Error::internal("a line was carried out by nobody"))?,
    })
}

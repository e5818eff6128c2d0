//! What a paper says: a form filled from the record and from nothing else. What the record does not tell stays empty, to
//! be written by hand.

mod facts;
mod rows;
mod signatures;

use std::collections::HashMap;

use crate::db::Conn;
use crate::db::accounts::{agencies, users};
use crate::db::cases::cases::{self, Case};
use crate::db::cases::corrections;
use crate::db::cases::documents;
use crate::db::cases::seizure_lists::{self, SeizureList};
use crate::db::centre::places;
use crate::db::change::Change;
use crate::db::engine::page::Paging;
use crate::db::goods::items::{self, Item};
use crate::db::papers::papers::PaperSource;
use crate::db::requests::extensions::{self, Extension, ExtensionFilter};
use crate::db::requests::request_lines::{self, RequestLine};
use crate::db::requests::request_steps::{self, RequestStep};
use crate::db::requests::requests::{self, Request};
use crate::error::Result;
use crate::model::accounts::viewer::Reach;
use crate::model::goods::item::CustodyState;
use crate::model::ids::{AgencyId, CaseId, PlaceId, RequestId, SubjectId, UserId};
use crate::model::papers::paper::{Column, Fact, Paper, Room, SignatureCell};
use crate::model::papers::paper_form::{FactField, FormSource, FormSpec, LineField, PaperForm, Party};
use crate::model::papers::paper_settings::PaperSettings;
use crate::model::reason::{Reason, Refusal};
use crate::model::requests::handover::{HandoverList, HandoverParty};
use crate::model::requests::request::RequestAction;
use crate::model::requests::terms::FlatTerms;
use crate::model::words::Word;
use crate::operations::papers::paper_contents::signatures::Signatures;
use crate::operations::papers::paper_settings;
use crate::operations::requests::handovers::{self, Proposed};

/// A paper with what its issue needs to know.
pub struct Filled {
    pub paper: Paper,
    pub settings: PaperSettings,
    /// The name of the centre.
    pub centre: String,
    pub case_id: CaseId,
    pub agency_id: AgencyId,
}

/// All that papers are filled from.
struct Record {
    case: Case,
    list: Option<SeizureList>,
    request: Option<RequestRecord>,
    lines: Vec<(Option<RequestLine>, Item)>,
    /// The name of the agency that hands over or asks.
    agency: String,
    agency_id: AgencyId,
    centre: String,
    people: HashMap<UserId, String>,
    places: HashMap<PlaceId, (String, String)>,
}

/// A request with what belongs to it.
struct RequestRecord {
    row: Request,
    terms: FlatTerms,
    steps: Vec<RequestStep>,
    executors: Vec<UserId>,
    /// Number and title of the document that orders it.
    document: Option<(String, String)>,
    loan_number: Option<String>,
    extension: Option<Extension>,
    signatures: Signatures,
}

/// Fills a form from a seizure list or a request within reach.
///
/// # Errors
/// Of [`crate::error::Error`]: `NotFound` out of reach, `Refused` where the form is not one of it or has nothing to say.
pub fn fill(conn: &mut Conn, reach: Reach, form: PaperForm, source: PaperSource) -> Result<Filled> {
    let (spec, (settings, _)) = (form.spec(), paper_settings::get(conn)?);
    let record = match source {
        PaperSource::SeizureList(id) => {
            let list = seizure_lists::get(conn, reach, id)?;
            if let Some(ended) = corrections::find(conn, SubjectId(id.0))? {
                ended.state().must_be_in_force()?;
            }
            of_list(conn, list)?
        }
        PaperSource::Request(id) => {
            let row = requests::get(conn, reach, id)?;
            of_request(conn, reach, row, form)?
        }
    };
    if !is_made_from(spec, &record) {
        return Err(Refusal::new(Reason::PaperForm).with_word("form", form).into());
    }
    if record.lines.is_empty() || record.extension_is_missing(form) {
        return Err(Refusal::new(Reason::PaperEmpty).with_word("form", form).into());
    }
    let paper = Paper {
        letterhead: match spec.of_agency {
            true => record.agency.clone(),
            false => settings.letterhead(&record.centre).to_owned(),
        },
        title: form.chinese().to_owned(),
        facts: spec.facts.iter().map(|(label, field, room)| record.fact(label, *field, *room)).collect(),
        list_title: spec.list_title.map(str::to_owned),
        columns: spec.columns.iter().map(|(head, share, field)| column(head, *share, *field)).collect(),
        rows: record.rows(spec),
        notes: spec.notes.iter().map(|(label, field)| record.note(label, *field)).collect(),
        cells: spec.cells.iter().map(|(role, party)| record.cell(role, *party)).collect(),
        copies_note: settings.copies_note(form),
    };
    let (case_id, agency_id) = (record.case.id, record.agency_id);
    Ok(Filled { paper, settings, centre: record.centre, case_id, agency_id })
}

/// Holds what was signed for a request against the log.
///
/// # Errors
/// [`Reason::RecordAltered`].
pub fn hold_signatures(change: &mut Change<'_>, id: RequestId) -> Result<()> {
    Signatures::load(change.reader(), id)?.hold(change)
}

fn column(head: &str, share: u16, field: LineField) -> Column {
    use LineField as F;
    let short = matches!(
        field,
        F::Sequence | F::ListLine | F::Quantity | F::Count | F::Unit | F::Category | F::Code | F::QrCode
    );
    Column { head: head.to_owned(), share, centred: short, qr: field == F::QrCode }
}

/// Whether what the record is of is what the form is made from.
fn is_made_from(spec: &FormSpec, record: &Record) -> bool {
    match (spec.source, &record.request) {
        (FormSource::SeizureList, None) => true,
        (FormSource::Request(kind, dispositions), Some(request)) => {
            let fits = |disposition| dispositions.contains(&disposition);
            request.row.kind == kind && (dispositions.is_empty() || request.terms.disposition.is_some_and(fits))
        }
        _ => false,
    }
}

fn of_list(conn: &mut Conn, list: SeizureList) -> Result<Record> {
    let items = items::list_by_seizure_list(conn, list.id)?;
    let lines = items.into_iter().filter(|item| item.custody_state != CustodyState::Cancelled);
    let lines = lines.map(|item| (None, item)).collect();
    let (case_id, agency_id) = (list.case_id, list.agency_id);
    Record::load(conn, (case_id, agency_id), (Some(list), None), lines, Vec::new())
}

fn of_request(conn: &mut Conn, reach: Reach, row: Request, form: PaperForm) -> Result<Record> {
    if row.number.is_none() {
        return Err(Refusal::new(Reason::PaperEmpty).with_word("form", form).into());
    }
    let terms = row.flat_terms();
    let mut lines = request_lines::list_all(conn, row.id)?;
    let mut signatures = Signatures::load(conn, row.id)?;
    signatures.compare(&lines);
    lines.retain(|(line, _)| form.spec().lines.shows(line.outcome));
    if form == PaperForm::ExtensionApproval {
        lines.retain(|(_, item)| item.custody_state == CustodyState::OnLoan);
    }
    let document = match terms.document_id {
        Some(id) => documents::list_names(conn, &[id])?.remove(&id),
        None => None,
    };
    let loan_number = match terms.loan_id {
        Some(id) => requests::list_names(conn, &[id])?.remove(&id),
        None => None,
    };
    let steps = request_steps::list(conn, row.id)?;
    let mut executors: Vec<UserId> =
        lines.iter().flat_map(|(line, _)| [line.executed_by, line.second_id]).flatten().collect();
    executors.sort_unstable();
    executors.dedup();
    let extension = newest_extension(conn, reach, row.id)?;
    let mut people = executors.clone();
    people.push(row.applicant_id);
    people.extend(steps.iter().map(|step| step.actor_id));
    let asked = extension.iter().flat_map(|one| [Some(one.asked_by), one.unit_head_id, one.centre_head_id]);
    people.extend(asked.flatten());
    let lines = lines.into_iter().map(|(line, item)| (Some(line), item)).collect();
    let (case_id, agency_id) = (row.case_id, row.agency_id);
    let request = RequestRecord { row, terms, steps, executors, document, loan_number, extension, signatures };
    Record::load(conn, (case_id, agency_id), (None, Some(request)), lines, people)
}

/// The extension that was asked for last.
fn newest_extension(conn: &mut Conn, reach: Reach, id: RequestId) -> Result<Option<Extension>> {
    let filter = ExtensionFilter { request_id: Some(id), ..ExtensionFilter::default() };
    let page = extensions::list(conn, reach, &filter, &Paging::default())?;
    Ok(page.rows.into_iter().map(|row| row.extension).max_by_key(|one| one.id))
}

impl Record {
    fn load(
        conn: &mut Conn,
        (case_id, agency_id): (CaseId, AgencyId),
        (list, request): (Option<SeizureList>, Option<RequestRecord>),
        lines: Vec<(Option<RequestLine>, Item)>,
        people: Vec<UserId>,
    ) -> Result<Self> {
        // Whoever reaches what the paper is made from reads its case with it.
        let case = cases::get(conn, Reach::Everything, case_id)?;
        let agency = agencies::get(conn, agency_id)?.name;
        let centre = agencies::find_centre(conn)?.map(|centre| centre.name).unwrap_or_default();
        let mut places: Vec<PlaceId> = lines.iter().filter_map(|(_, item)| item.place_id).collect();
        places.sort_unstable();
        places.dedup();
        let places = places::list_names(conn, &places)?;
        let people = users::list_names(conn, &people)?;
        Ok(Self { case, list, request, lines, agency, agency_id, centre, people, places })
    }

    /// Whether the form is of an extension and none was asked for.
    fn extension_is_missing(&self, form: PaperForm) -> bool {
        let asked = self.request.as_ref().is_some_and(|request| request.extension.is_some());
        form == PaperForm::ExtensionApproval && !asked
    }

    /// These people's names, in the order in which they acted.
    fn names(&self, ids: impl IntoIterator<Item = UserId>) -> String {
        let mut names: Vec<&str> = Vec::new();
        for name in ids.into_iter().filter_map(|id| self.people.get(&id)) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names.join("、")
    }

    /// The steps by which the request was approved since it was last submitted.
    fn approvals(&self) -> impl Iterator<Item = &RequestStep> {
        let steps = self.request.as_ref().map_or(&[][..], |request| request.steps.as_slice());
        let since = steps.iter().rposition(|step| step.action == RequestAction::Submit).unwrap_or(0);
        steps.iter().skip(since).filter(|step| step.action == RequestAction::Approve)
    }

    /// A cell in which somebody signs.
    fn cell(&self, role: &str, party: Party) -> SignatureCell {
        let named = SignatureCell { role: role.to_owned(), name: self.party(party), ..SignatureCell::default() };
        match &self.request {
            Some(request) => {
                let rows: Vec<i32> = self.lines.iter().filter_map(|(line, _)| Some(line.as_ref()?.line_no)).collect();
                let proposed = |list: &HandoverList, party| self.proposed(request, list, party);
                request.signatures.cell((request.row.kind, party), named, proposed, &rows)
            }
            None => named,
        }
    }

    /// Who has to sign a list as a party, as far as the record names them.
    fn proposed(&self, request: &RequestRecord, list: &HandoverList, party: HandoverParty) -> Option<String> {
        match handovers::proposed(&request.row, list, party)? {
            Proposed::Person(id) => self.people.get(&id).cloned(),
            Proposed::Named(name) => Some(name),
        }
    }

    fn note(&self, label: &str, field: FactField) -> String {
        format!("{label}：{}", self.said(field).unwrap_or_default())
    }

    fn fact(&self, label: &str, field: FactField, room: Room) -> Fact {
        Fact { label: label.to_owned(), value: self.said(field).unwrap_or_default(), room }
    }
}

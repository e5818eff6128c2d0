//! Issuing papers: what a paper says comes from the record, its number from the series of the year, and both go to the log
//! with the digest of its file. A state that was issued is not issued again.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::audit::hash::to_hex;
use crate::audit::sha256;
use crate::db::Conn;
use crate::db::cases::seizure_lists;
use crate::db::centre::number_series;
use crate::db::change::Change;
use crate::db::papers::papers::{self, IssuedPaper, PaperSource};
use crate::db::requests::requests;
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{PaperId, RequestId, SeizureListId};
use crate::model::ledger::event::Action;
use crate::model::papers::paper::{Issue, Paper};
use crate::model::papers::paper_form::PaperForm;
use crate::model::reason::{Reason, Refusal};
use crate::operations::papers::paper_contents::{self, Filled};

/// Which paper is wanted, and from what it is made.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedPaper {
    /// The form.
    pub form: PaperForm,
    /// The request it is made from.
    #[serde(default)]
    pub request_id: Option<RequestId>,
    /// The seizure list it is made from.
    #[serde(default)]
    pub seizure_list_id: Option<SeizureListId>,
}

impl WantedPaper {
    /// What it is made from; exactly one of the two is named.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn source(&self) -> Result<PaperSource> {
        match (self.request_id, self.seizure_list_id) {
            (Some(id), None) => Ok(PaperSource::Request(id)),
            (None, Some(id)) => Ok(PaperSource::SeizureList(id)),
            _ => Err(Error::field("", Reason::PaperSource)),
        }
    }
}

/// A file as it was made and kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeFile {
    /// SHA-256, hexadecimal.
    pub sha256: String,
    pub pages: usize,
}

/// What a paper would say as things stand.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Invalid`], [`Error::Refused`] where there is nothing such a paper could say.
pub fn preview(conn: &mut Conn, viewer: &Viewer, wanted: WantedPaper) -> Result<Paper> {
    let source = wanted.source()?;
    Ok(paper_contents::fill(conn, viewer.reach(), wanted.form, source)?.paper)
}

/// Issues a paper, or answers the one that was issued of the same state. `make` draws it and keeps the file; `address` says
/// where its page is.
///
/// # Errors
/// As [`preview`], [`Reason::PaperOtherForm`], and what `make` answers.
pub fn issue(
    change: &mut Change<'_>,
    viewer: &Viewer,
    wanted: WantedPaper,
    address: impl FnOnce(PaperId) -> String,
    make: impl FnOnce(&Paper, &Issue) -> Result<MadeFile>,
) -> Result<IssuedPaper> {
    let source = wanted.source()?;
    let filled = paper_contents::fill(change.reader(), viewer.reach(), wanted.form, source)?;
    hold(change, viewer, source)?;
    must_be_the_only_form(change.reader(), wanted.form, source)?;
    let said = serde_json::to_vec(&filled.paper).map_err(Error::internal)?;
    let source_sha256 = to_hex(&sha256(&said));
    let former = papers::find_newest(change.reader(), wanted.form, source)?;
    if let Some(same) = former.as_ref().filter(|former| former.source_sha256 == source_sha256) {
        change.abandon();
        return Ok(same.clone());
    }
    let row = numbered(change, viewer, wanted, &filled, former.as_ref())?;
    let issue = Issue {
        number: row.number.clone(),
        address: address(row.id),
        issued_at: row.issued_at,
        replaces: former.map(|former| former.number),
    };
    let made = make(&filled.paper, &issue)?;
    let row = IssuedPaper {
        page_count: i32::try_from(made.pages).map_err(Error::internal)?,
        file_sha256: made.sha256,
        source_sha256,
        ..row
    };
    papers::insert(change, &row)?;
    change.record(Action::PaperIssued, row.id.0, json!({ "paper": row }))?;
    Ok(row)
}

/// Refuses the other of two forms of which one record is issued in one only. The newest issue of that form stands: what it replaced
/// is the same paper.
fn must_be_the_only_form(conn: &mut Conn, form: PaperForm, source: PaperSource) -> Result<()> {
    let Some(other) = form.instead_of() else { return Ok(()) };
    match papers::find_newest(conn, other, source)? {
        Some(issued) => {
            Err(Refusal::new(Reason::PaperOtherForm).with_word("form", other).with("number", issued.number).into())
        }
        None => Ok(()),
    }
}

/// Holds what a paper is made from against the log: no paper tells of what was changed behind the program's back.
fn hold(change: &mut Change<'_>, viewer: &Viewer, source: PaperSource) -> Result<()> {
    match source {
        PaperSource::Request(id) => {
            let row = requests::get(change.reader(), viewer.reach(), id)?;
            requests::hold_read(change, &row)?;
            paper_contents::hold_signatures(change, id)
        }
        PaperSource::SeizureList(id) => {
            let row = seizure_lists::get(change.reader(), viewer.reach(), id)?;
            change.hold_row(&row).map(drop)
        }
    }
}

/// A paper with its number, and nothing known of its file yet.
fn numbered(
    change: &mut Change<'_>,
    viewer: &Viewer,
    wanted: WantedPaper,
    filled: &Filled,
    former: Option<&IssuedPaper>,
) -> Result<IssuedPaper> {
    let (year, _) = change.now().china_month();
    let sequence = number_series::take(change, number_series::PAPERS, year, 1)?;
    let number = filled.settings.number(&filled.centre, year, sequence);
    match papers::find_numbered(change.reader(), (year, sequence), &number)? {
        Some(given) if given != (year, sequence) => {
            return Err(Refusal::new(Reason::PaperNumberTaken).with("number", number).into());
        }
        Some(_) => return Err(number_series::altered(change, number)),
        None => {}
    }
    Ok(IssuedPaper {
        id: change.new_id(),
        year,
        sequence,
        number,
        form: wanted.form,
        case_id: filled.case_id,
        request_id: wanted.request_id,
        seizure_list_id: wanted.seizure_list_id,
        agency_id: filled.agency_id,
        line_count: i32::try_from(filled.paper.rows.len()).map_err(Error::internal)?,
        page_count: 0,
        source_sha256: String::new(),
        file_sha256: String::new(),
        replaces_id: former.map(|former| former.id),
        issued_by: viewer.user_id,
        issued_at: change.now(),
    })
}

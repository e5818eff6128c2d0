//! The registers as the log knows them: what each row is digested from, and a walk over all rows of a register, one
//! statement each, without holding more than a row of it.

use std::collections::HashMap;

use diesel::connection::DefaultLoadingMode;
use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;
use uuid::Uuid;

use crate::db::accounts::agencies::Agency;
use crate::db::accounts::certificates::Certificate;
use crate::db::accounts::linked_identities::LinkedIdentity;
use crate::db::accounts::passkeys::Passkey;
use crate::db::accounts::users::User;
use crate::db::cases::cases::{Case, CaseRecord};
use crate::db::cases::corrections::Correction;
use crate::db::cases::documents::Document;
use crate::db::cases::files::FileRow;
use crate::db::cases::seizure_lists::SeizureList;
use crate::db::centre::personal_keys::PersonalKey;
use crate::db::centre::places::Place;
use crate::db::centre::settings::Setting;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::digest::Registered;
use crate::db::goods::discrepancies::Discrepancy;
use crate::db::ledger::findings::RecordedFinding;
use crate::db::oversight::clues::Clue;
use crate::db::oversight::deadlines::clock_rule_versions::ClockRuleVersion;
use crate::db::oversight::supervision_notices::{SupervisionNotice, SupervisionStep};
use crate::db::papers::papers::IssuedPaper;
use crate::db::papers::print_batches::PrintLine;
use crate::db::requests::extensions::Extension;
use crate::db::requests::handover_signatures::HandoverSignature;
use crate::db::requests::handovers::Handover;
use crate::db::requests::loans::Loan;
use crate::db::requests::request_lines::RequestLine;
use crate::db::requests::request_steps::RequestStep;
use crate::db::schema;
use crate::error::Result;
use crate::model::ids::{CaseId, SubjectId, UserId};
use crate::model::ledger::registers::{Register, RowDigest};

/// Loads a query row by row; `each` gets the row, or why it cannot be read.
macro_rules! stream {
    ($conn:expr, $query:expr, $row:ty, $each:expr) => {{
        let mut each = $each;
        match $conn {
            Conn::Postgres(c) => {
                for row in $query.load_iter::<$row, PgRowByRowLoadingMode>(c)? {
                    each(row.map_err(Into::into))?;
                }
            }
            Conn::Sqlite(c) => {
                for row in $query.load_iter::<$row, DefaultLoadingMode>(c)? {
                    each(row.map_err(Into::into))?;
                }
            }
        }
        Result::<()>::Ok(())
    }};
}

/// Gives every row of a register to `each`, or why it cannot be read, until it answers with an error.
///
/// # Errors
/// Database errors, and what `each` answers.
pub fn walk(conn: &mut Conn, register: Register, mut each: impl FnMut(Result<RowDigest>) -> Result<()>) -> Result<()> {
    macro_rules! rows {
        ($table:ident, $row:ty) => {{
            let digested = |row: Result<$row>| each(row.and_then(|row| row.digest()));
            stream!(conn, schema::$table::table.select(<$row>::as_select()), $row, digested)
        }};
    }
    match register {
        Register::Agencies => rows!(agencies, Agency),
        Register::Users => rows!(users, User),
        Register::Passkeys => rows!(passkeys, Passkey),
        Register::Certificates => rows!(certificates, Certificate),
        Register::LinkedIdentities => rows!(linked_identities, LinkedIdentity),
        Register::Settings => rows!(settings, Setting),
        Register::ClockRuleVersions => rows!(clock_rule_versions, ClockRuleVersion),
        Register::Places => rows!(places, Place),
        Register::SeizureLists => rows!(seizure_lists, SeizureList),
        Register::Documents => rows!(documents, Document),
        Register::Corrections => rows!(corrections, Correction),
        Register::Files => rows!(files, FileRow),
        Register::PersonalKeys => rows!(personal_keys, PersonalKey),
        Register::RequestSteps => rows!(request_steps, RequestStep),
        Register::Loans => rows!(loans, Loan),
        Register::LoanExtensions => rows!(loan_extensions, Extension),
        Register::Handovers => rows!(handovers, Handover),
        Register::HandoverSignatures => rows!(handover_signatures, HandoverSignature),
        Register::Discrepancies => rows!(discrepancies, Discrepancy),
        Register::Clues => rows!(clues, Clue),
        Register::SupervisionNotices => rows!(supervision_notices, SupervisionNotice),
        Register::SupervisionSteps => rows!(supervision_steps, SupervisionStep),
        Register::Findings => rows!(findings, RecordedFinding),
        Register::Papers => rows!(papers, IssuedPaper),
        Register::Cases => {
            let mut officers = list_officers(conn)?;
            let digested = |row: Result<Case>| {
                each(row.and_then(|case| CaseRecord::of(&case, officers.remove(&case.id).unwrap_or_default()).digest()))
            };
            stream!(conn, schema::cases::table.select(Case::as_select()), Case, digested)?;
            // Officers of a case that is not there.
            officers.into_keys().try_for_each(|case| each(Ok(strayed(case))))
        }
    }
}

/// The rows of a register that entries about these subjects tell of, each with the subject whose entry told of it last.
///
/// # Errors
/// Database errors; [`Error::Internal`](crate::error::Error::Internal) for a row that cannot be read.
pub fn list_about(conn: &mut Conn, register: Register, subjects: &[Uuid]) -> Result<Vec<(Uuid, RowDigest)>> {
    let ids: Vec<SubjectId> = subjects.iter().copied().map(SubjectId).collect();
    macro_rules! rows {
        ($table:ident, $row:ty, $about:expr) => {{
            let rows: Vec<$row> =
                on!(conn, c => schema::$table::table.filter($about).select(<$row>::as_select()).load(c))?;
            rows.iter().map(|row| Ok((row.subject(), row.digest()?))).collect()
        }};
        ($table:ident, $row:ty) => {
            rows!($table, $row, schema::$table::id.eq_any(&ids))
        };
    }
    match register {
        Register::Agencies => rows!(agencies, Agency),
        Register::Users => rows!(users, User),
        Register::Passkeys => rows!(passkeys, Passkey, schema::passkeys::user_id.eq_any(&ids)),
        Register::Certificates => rows!(certificates, Certificate, schema::certificates::user_id.eq_any(&ids)),
        Register::LinkedIdentities => {
            rows!(linked_identities, LinkedIdentity, schema::linked_identities::user_id.eq_any(&ids))
        }
        Register::Settings if subjects.contains(&Uuid::nil()) => {
            rows!(settings, Setting, schema::settings::name.is_not_null())
        }
        Register::ClockRuleVersions if subjects.contains(&Uuid::nil()) => {
            rows!(clock_rule_versions, ClockRuleVersion, schema::clock_rule_versions::version.is_not_null())
        }
        Register::Settings | Register::ClockRuleVersions => Ok(Vec::new()),
        Register::Places => rows!(places, Place),
        Register::SeizureLists => rows!(seizure_lists, SeizureList),
        Register::Documents => rows!(documents, Document),
        Register::Corrections => rows!(corrections, Correction, schema::corrections::subject_id.eq_any(&ids)),
        Register::Files => rows!(files, FileRow),
        Register::PersonalKeys => rows!(personal_keys, PersonalKey, schema::personal_keys::subject_id.eq_any(&ids)),
        Register::RequestSteps => rows!(request_steps, RequestStep, schema::request_steps::request_id.eq_any(&ids)),
        Register::Loans => {
            use schema::loans::dsl;
            let back = dsl::return_request_id.eq_any(&ids).assume_not_null();
            rows!(loans, Loan, dsl::request_id.eq_any(&ids).or(back))
        }
        Register::LoanExtensions => {
            rows!(loan_extensions, Extension, schema::loan_extensions::request_id.eq_any(&ids))
        }
        Register::Handovers => rows!(handovers, Handover, schema::handovers::request_id.eq_any(&ids)),
        Register::HandoverSignatures => {
            rows!(handover_signatures, HandoverSignature, schema::handover_signatures::request_id.eq_any(&ids))
        }
        Register::Discrepancies => rows!(discrepancies, Discrepancy),
        Register::Clues => rows!(clues, Clue),
        Register::SupervisionNotices => rows!(supervision_notices, SupervisionNotice),
        Register::SupervisionSteps => {
            rows!(supervision_steps, SupervisionStep, schema::supervision_steps::notice_id.eq_any(&ids))
        }
        Register::Findings => rows!(findings, RecordedFinding),
        Register::Papers => rows!(papers, IssuedPaper),
        Register::Cases => {
            let cases: Vec<Case> = on!(conn, c => schema::cases::table
                .filter(schema::cases::id.eq_any(&ids))
                .select(Case::as_select())
                .load(c))?;
            let pairs: Vec<(CaseId, UserId)> = on!(conn, c => schema::case_officers::table
                .filter(schema::case_officers::case_id.eq_any(&ids))
                .load(c))?;
            let mut officers: HashMap<CaseId, Vec<UserId>> = HashMap::new();
            for (case, officer) in pairs {
                officers.entry(case).or_default().push(officer);
            }
            let mut digest = |case: &Case| {
                let record = CaseRecord::of(case, officers.remove(&case.id).unwrap_or_default());
                Ok((case.id.0, record.digest()?))
            };
            cases.iter().map(&mut digest).collect()
        }
    }
}

/// A case of which there is nothing but officers.
fn strayed(case: CaseId) -> RowDigest {
    let (register, key, name) = (Register::Cases, case.to_string(), Some(format!("{case} with officers only")));
    RowDigest { register, key, name, sha256: String::new(), before: None }
}

fn list_officers(conn: &mut Conn) -> Result<HashMap<CaseId, Vec<UserId>>> {
    let pairs: Vec<(CaseId, UserId)> = on!(conn, c => schema::case_officers::table.load(c))?;
    let mut officers: HashMap<CaseId, Vec<UserId>> = HashMap::new();
    for (case, officer) in pairs {
        officers.entry(case).or_default().push(officer);
    }
    Ok(officers)
}

/// Gives every step of every request to `each`, or why it cannot be read, until it answers with an error.
///
/// # Errors
/// Database errors, and what `each` answers.
pub fn walk_steps(conn: &mut Conn, each: impl FnMut(Result<RequestStep>) -> Result<()>) -> Result<()> {
    stream!(conn, schema::request_steps::table.select(RequestStep::as_select()), RequestStep, each)
}

/// Gives every line of every request to `each`, or why it cannot be read, until it answers with an error.
///
/// # Errors
/// Database errors, and what `each` answers.
pub fn walk_lines(conn: &mut Conn, each: impl FnMut(Result<RequestLine>) -> Result<()>) -> Result<()> {
    stream!(conn, schema::request_lines::table.select(RequestLine::as_select()), RequestLine, each)
}

/// Gives every printed label to `each`, batch by batch and in their order, or why it cannot be read, until it answers
/// with an error.
///
/// # Errors
/// Database errors, and what `each` answers.
pub fn walk_print_lines(conn: &mut Conn, each: impl FnMut(Result<PrintLine>) -> Result<()>) -> Result<()> {
    use schema::print_lines::dsl;
    stream!(
        conn,
        schema::print_lines::table.order((dsl::batch_id, dsl::line_no)).select(PrintLine::as_select()),
        PrintLine,
        each
    )
}

//! What hangs on the goods and papers of the year: photographs, a scan, and issued papers, so that whoever looks around finds some of each.

use super::*;
use crate::audit::hash::to_hex;
use crate::audit::sha256;
use crate::demo::photograph::{Scene, draw, draw_list};
use crate::model::cases::files::FileSubject;
use crate::model::ids::{SeizureListId, SubjectId};
use crate::model::papers::paper::{Issue, Paper};
use crate::model::papers::paper_form::PaperForm;
use crate::operations::cases::files::{self, NewFile};
use crate::operations::papers::papers::{self, MadeFile, WantedPaper};
use crate::store::Store;

/// Intakes of which the first of the goods is photographed.
const PHOTOGRAPHED: usize = 12;

/// Draws a paper and keeps its file.
pub type Draw<'a> = &'a dyn Fn(&Paper, &Issue) -> Result<MadeFile>;

/// Where files are kept, and what papers are drawn with, where there is a font.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub store: &'a Store,
    pub draw: Option<Draw<'a>>,
}

/// What is said of a file: what it is about, by whom, when and where it was made.
struct Caption {
    subject: FileSubject,
    subject_id: SubjectId,
    line_no: Option<i32>,
    taken_at: i64,
    taken_place: String,
    method: &'static str,
}

impl Player<'_> {
    /// Shows the first of the goods of an early intake; of the very first its list as well.
    pub(super) fn show_intake(&mut self, intake: &Intake, list: SeizureListId, codes: &[String]) -> Result<()> {
        let Some(code) = codes.first().filter(|_| self.photographed < PHOTOGRAPHED) else { return Ok(()) };
        self.photographed += 1;
        let caption = Caption {
            subject: FileSubject::Item,
            subject_id: SubjectId(self.item(code)?.0),
            line_no: None,
            taken_at: intake.seizure.seized_at,
            taken_place: intake.seizure.place.clone(),
            method: "数码相机现场拍摄",
        };
        let number = u32::try_from(self.photographed).map_err(Error::internal)?;
        self.add(intake.applicant, caption, &draw(Scene { number, code, scratched: false })?)?;
        if self.photographed > 1 {
            return Ok(());
        }
        let caption = Caption {
            subject: FileSubject::SeizureList,
            subject_id: SubjectId(list.0),
            line_no: None,
            taken_at: intake.submitted_at,
            taken_place: "办案单位".to_owned(),
            method: "由原件扫描",
        };
        self.add(intake.applicant, caption, &draw_list(code, intake.lines.len())?)?;
        let wanted = WantedPaper { form: PaperForm::SeizureList, request_id: None, seizure_list_id: Some(list) };
        self.issue(intake.applicant, wanted)
    }

    /// Issues the receipt of the first intake.
    pub(super) fn receipt(&self, intake: &Intake, id: RequestId) -> Result<()> {
        if intake.intake > 0 {
            return Ok(());
        }
        let [custodian, _] = intake.custodians;
        self.issue(
            custodian,
            WantedPaper { form: PaperForm::IntakeReceipt, request_id: Some(id), seizure_list_id: None },
        )
    }

    /// Shows the goods of one loan as they leave, and issues its approval.
    pub(super) fn show_lent(&self, loan: &Loan, id: RequestId) -> Result<()> {
        let shown = self.shown_loan.filter(|(lent, _)| *lent == loan.loan);
        let Some((custodian, (_, item))) = loan.custodians.first().zip(shown) else { return Ok(()) };
        self.show_condition(*custodian, item, FileSubject::ConditionOut, (id, loan.executed_at))?;
        self.issue(
            *custodian,
            WantedPaper { form: PaperForm::LoanApproval, request_id: Some(id), seizure_list_id: None },
        )
    }

    /// Shows the same goods as they come back.
    pub(super) fn show_returned(&self, back: &LoanReturn, id: RequestId) -> Result<()> {
        let shown = self.shown_loan.filter(|(lent, _)| *lent == back.loan);
        let Some((custodian, (_, item))) = back.custodians.first().zip(shown) else { return Ok(()) };
        self.show_condition(*custodian, item, FileSubject::ConditionIn, (id, back.executed_at))
    }

    fn show_condition(&self, by: usize, item: u32, subject: FileSubject, (id, at): (RequestId, i64)) -> Result<()> {
        let codes = self.item_codes(std::iter::once(item))?;
        let code = codes.first().map(String::as_str).unwrap_or_default();
        let lines = self.database.read(|conn| crate::db::requests::request_lines::list_by_code(conn, id, &codes))?;
        let caption = Caption {
            subject,
            subject_id: SubjectId(id.0),
            line_no: lines.first().map(|(line, _)| line.line_no),
            taken_at: at,
            taken_place: "涉案财物管理中心接待台".to_owned(),
            method: "接待台相机拍摄",
        };
        let scratched = subject == FileSubject::ConditionIn;
        self.add(by, caption, &draw(Scene { number: 20, code, scratched })?)
    }

    /// Announces a file, sends its bytes and keeps them, as a phone does.
    fn add(&self, person: usize, caption: Caption, bytes: &[u8]) -> Result<()> {
        let store = self.desk.store;
        let new = NewFile {
            sha256: to_hex(&sha256(bytes)),
            bytes: i64::try_from(bytes.len()).map_err(Error::internal)?,
            name: format!(
                "{}.jpg",
                if caption.subject == FileSubject::SeizureList { "清单扫描件" } else { "物品照片" }
            ),
            subject: caption.subject,
            subject_id: caption.subject_id,
            line_no: caption.line_no,
            maker: self.year.staff.people.get(person).map(|maker| maker.name.clone()).unwrap_or_default(),
            second_maker: None,
            taken_at: Some(Time(caption.taken_at)),
            taken_place: Some(caption.taken_place),
            method: Some(caption.method.to_owned()),
            original_kept: Some("原始存储卡存于办案单位".to_owned()),
            remarks: None,
        };
        let row = self.act(person, |change, viewer| files::announce(change, viewer, &new))?;
        store.arriving().add(row.id.0, 0, bytes)?;
        let kept = files::keep(store, &row)?;
        self.act(person, |change, viewer| files::store(change, viewer, row.id, kept))?;
        store.arriving().drop(row.id.0);
        Ok(())
    }

    fn issue(&self, person: usize, wanted: WantedPaper) -> Result<()> {
        let Some(draw) = self.desk.draw else { return Ok(()) };
        let address = |id| format!("/papers/{id}");
        self.act(person, |change, viewer| papers::issue(change, viewer, wanted, address, draw))?;
        Ok(())
    }

    fn item(&self, code: &str) -> Result<crate::model::ids::ItemId> {
        let codes = [code.to_owned()];
        let reach = crate::model::accounts::viewer::Reach::Everything;
        let found = self.database.read(|conn| crate::db::goods::items::list_by_code(conn, reach, &codes))?;
        found.first().map(|item| item.id).ok_or_else(|| Error::internal("goods that were listed have no row"))
    }
}

//! Loans, their extensions and their returns.

use super::*;

impl Player<'_> {
    pub(super) fn loan(&mut self, loan: &Loan, index: usize, phase: Phase) -> Result<()> {
        match phase {
            Phase::Submit => {
                let codes = self.item_codes(loan.items.iter().copied())?;
                let terms = DraftTerms::Loan(DraftLoan {
                    purpose: Some(loan.purpose.parse().map_err(Error::internal)?),
                    starts_at: Some(Time(loan.from)),
                    due_at: Some(Time(loan.due_at)),
                });
                let (case_id, reason) = (self.case(loan.case)?, loan.reason.to_owned());
                let new = NewRequest { case_id, reason, items: codes, terms };
                let id = self.submit(loan.applicant, &new)?;
                self.requests.insert(index, id);
                self.loans.insert(loan.loan, id);
                Ok(())
            }
            Phase::Approve => self.decide(loan.unit_head, self.request(index)?, Decision::Approve, Some("同意调用")),
            Phase::ApproveCentre => {
                let head = loan.centre_head.ok_or_else(|| Error::internal("the plan names no centre head"))?;
                self.decide(head, self.request(index)?, Decision::Approve, Some("同意"))
            }
            Phase::Execute => {
                let codes = self.item_codes(loan.items.iter().copied())?;
                let lines: Vec<_> = codes.into_iter().map(|code| line(code, LineOutcome::Lent)).collect();
                let id = self.request(index)?;
                self.execute(&loan.custodians, id, &lines)?;
                self.show_lent(loan, id)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn extension(&mut self, extension: &Extension, index: usize, phase: Phase) -> Result<()> {
        let unknown = || Error::internal("the plan extends a loan before it is asked for");
        match phase {
            Phase::Submit => {
                let loan = *self.loans.get(&extension.loan).ok_or_else(unknown)?;
                let asked = self.act(extension.applicant, |change, viewer| {
                    extensions::ask(change, viewer, loan, Time(extension.due_at), extension.reason)
                })?;
                self.extensions.insert(index, asked.id);
                Ok(())
            }
            Phase::Approve | Phase::ApproveCentre => {
                let head = if phase == Phase::Approve { Some(extension.unit_head) } else { extension.centre_head };
                let id = *self.extensions.get(&index).ok_or_else(unknown)?;
                let head = head.ok_or_else(unknown)?;
                let loan = *self.loans.get(&extension.loan).ok_or_else(unknown)?;
                self.act(head, |change, viewer| {
                    let seen = look(change, viewer, loan)?;
                    extensions::decide(change, viewer, (id, seen.version), true, Some("同意延期"))
                })?;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    pub(super) fn loan_return(&mut self, back: &LoanReturn, index: usize, phase: Phase) -> Result<()> {
        let loan = *self.loans.get(&back.loan).ok_or_else(|| Error::internal("a return without its loan"))?;
        let codes = self.item_codes(back.items.iter().map(|(item, ..)| *item))?;
        if phase == Phase::Submit {
            let case_id = self.database.read(|conn| {
                Ok(crate::db::requests::requests::get(conn, crate::model::accounts::viewer::Reach::Everything, loan)?
                    .case_id)
            })?;
            let terms = DraftTerms::LoanReturn { loan_id: Some(loan) };
            let new = NewRequest { case_id, reason: "使用完毕，申请归还".to_owned(), items: codes, terms };
            let id = self.submit(back.applicant, &new)?;
            self.requests.insert(index, id);
            return Ok(());
        }
        let mut lines = Vec::with_capacity(codes.len());
        for ((item, condition, note), code) in back.items.iter().zip(codes) {
            let mut one = line(code, LineOutcome::Returned);
            let place = self.places.get(*item as usize).copied().unwrap_or_default();
            one.place = Some(self.directory.place(place)?.to_owned());
            one.condition = Some(condition.parse::<Condition>().map_err(Error::internal)?);
            one.reason = (!note.is_empty()).then(|| (*note).to_owned());
            lines.push(one);
        }
        let id = self.request(index)?;
        self.execute(&back.custodians, id, &lines)?;
        self.show_returned(back, id)
    }
}

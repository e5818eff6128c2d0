//! Which statutory papers there are, and the form of each.

use crate::model::papers::paper_form::fields::FormSpec;
use crate::model::papers::paper_form::{goods_forms, request_forms};
use crate::model::words::words;

words! {
    /// The papers that are made from the record.
    PaperForm {
        /// 扣押清单, in criminal cases
        SeizureList = "seizure_list" / "扣押清单" / "Seizure list",
        /// 证据保全清单, in administrative cases
        PreservationList = "preservation_list" / "证据保全清单" / "Evidence preservation list",
        /// 涉案财物接收回执单 with 入库清单
        IntakeReceipt = "intake_receipt" / "涉案财物接收回执单" / "Intake receipt",
        /// 拒收单
        RefusalNote = "refusal_note" / "涉案财物拒收单" / "Refusal note",
        /// 财物出库审批表 with 出库清单
        OutboundApproval = "outbound_approval" / "财物出库审批表" / "Outbound approval form",
        /// 发还清单
        ReturnList = "return_list" / "发还清单" / "List of returned property",
        /// 随案移送清单
        TransferList = "transfer_list" / "随案移送清单" / "List of property transferred with the case",
        /// 销毁清单
        DestructionList = "destruction_list" / "销毁清单" / "Destruction list",
        /// 财物调用审批表 with 借调清单
        LoanApproval = "loan_approval" / "财物调用审批表" / "Loan approval form",
        /// 延期审批表
        ExtensionApproval = "extension_approval" / "调用延期审批表" / "Extension approval form",
        /// 归还查验单 with 归还清单
        ReturnInspection = "return_inspection" / "涉案财物归还查验单" / "Return inspection form",
    }
}

impl PaperForm {
    /// The form in whose place this one is issued: goods are seized in a criminal case or preserved as evidence in an
    /// administrative one, and a seizure list is one of the two papers.
    pub const fn instead_of(self) -> Option<Self> {
        match self {
            Self::SeizureList => Some(Self::PreservationList),
            Self::PreservationList => Some(Self::SeizureList),
            _ => None,
        }
    }

    /// What the form looks like.
    pub const fn spec(self) -> &'static FormSpec {
        match self {
            Self::SeizureList => &goods_forms::SEIZURE_LIST,
            Self::PreservationList => &goods_forms::PRESERVATION_LIST,
            Self::IntakeReceipt => &goods_forms::INTAKE_RECEIPT,
            Self::RefusalNote => &goods_forms::REFUSAL_NOTE,
            Self::OutboundApproval => &request_forms::OUTBOUND_APPROVAL,
            Self::ReturnList => &request_forms::RETURN_LIST,
            Self::TransferList => &request_forms::TRANSFER_LIST,
            Self::DestructionList => &request_forms::DESTRUCTION_LIST,
            Self::LoanApproval => &request_forms::LOAN_APPROVAL,
            Self::ExtensionApproval => &request_forms::EXTENSION_APPROVAL,
            Self::ReturnInspection => &goods_forms::RETURN_INSPECTION,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_columns_and_says_how_many_copies_there_are() {
        const NUMBERS: [&str; 3] = ["一式两份", "一式三份", "一式四份"];
        for form in PaperForm::ALL {
            let spec = form.spec();
            assert!(!spec.columns.is_empty() && !spec.cells.is_empty(), "{form}");
            let at = usize::try_from(spec.copies - 2).unwrap();
            assert!(spec.copies_note.contains(NUMBERS[at]), "{form}: {}", spec.copies_note);
        }
    }
}

//! Which permission the person behind an entry must have had, by the one table of permissions. The steps of requests are
//! judged with more than that, by the functions their operations ask.

use crate::model::accounts::role::Permission;
use crate::model::goods::item::CustodyState;
use crate::model::ledger::event::{Action, ItemAction};
use crate::model::requests::request::RequestKind;

impl Action {
    /// The permission that whoever does this needs. None for what no permission is asked for, what is recorded later on
    /// somebody's behalf, steps of requests, and receipts and exports, of which there are several kinds.
    pub const fn permission(self) -> Option<Permission> {
        use Permission as P;
        Some(match self {
            Self::AgencyRegistered | Self::AgencyChanged => P::ManageAgencies,
            Self::UserRegistered | Self::UserChanged | Self::UserDisabled => P::ManageUsers,
            Self::PasswordReset | Self::PasswordPartGiven => P::ManageUsers,
            Self::PasswordReleased => P::ReleasePasswords,
            Self::RolesGranted | Self::PersonSeparated => P::GrantRoles,
            Self::ClearanceGranted => P::GrantClearance,
            Self::CaseSecrecySet => P::SetSecrecy,
            Self::LockLifted => P::ReleaseLocks,
            Self::AccountReviewed => P::ReviewAccounts,
            Self::FactorTaken | Self::IdentitiesTaken => P::ManageFactors,
            Self::PlaceRegistered | Self::PlaceChanged => P::ManagePlaces,
            Self::CaseRegistered | Self::CaseChanged => P::ManageCases,
            Self::SeizureListRegistered | Self::SeizureListCorrected | Self::SeizureListCancelled => P::ManageCases,
            Self::DocumentCorrected | Self::DocumentCancelled => P::ManageDocuments,
            Self::FileAnnounced | Self::FileStored | Self::FileRefused | Self::FileMarked | Self::FileStruck => {
                P::ManageFiles
            }
            Self::FileFetched => P::ReadItems,
            Self::SettingChanged | Self::ListViewShared | Self::ListViewWithdrawn => P::ManageSettings,
            Self::ClockRulesSet => P::ManageSecurityRules,
            Self::PaperIssued => P::IssuePapers,
            Self::VerificationStarted | Self::LogRead => P::ReadAudit,
            Self::PaperProfileRegistered | Self::PaperProfileChanged => P::ManagePaper,
            Self::LabelContentRegistered | Self::LabelContentChanged => P::ManagePaper,
            Self::LabelsPrinted | Self::LabelsFetched | Self::LabelsRetired => P::PrintLabels,
            Self::PersonalDataRevealed => P::RevealPersonalData,
            Self::DiscrepancyOpened => P::ExecuteRequests,
            Self::HandoverOpened | Self::HandoverSigned | Self::HandoverRefused | Self::HandoverWithdrawn => {
                P::ExecuteRequests
            }
            Self::FindingAnswered | Self::RecordAccepted => P::AnswerFindings,
            Self::DiscrepancyResolved => P::ResolveDiscrepancies,
            Self::ClueExplained | Self::SupervisionNoticeAnswered => P::AnswerSupervision,
            Self::SupervisionNoticeSent
            | Self::SupervisionNoticeRepeated
            | Self::SupervisionNoticeAccepted
            | Self::SupervisionNoticeWithdrawn => P::SuperviseCases,
            _ => return None,
        })
    }
}

impl ItemAction {
    /// The permission that whoever does this with an item found in a state needs; none for a printed label, which is
    /// recorded later on somebody's behalf, and for what is done by a step of a request.
    pub const fn permission(self, before: Option<CustodyState>) -> Option<Permission> {
        use Permission as P;
        Some(match self {
            Self::ItemEdited if matches!(before, Some(CustodyState::Registered)) => P::EditItems,
            Self::ItemEdited | Self::ItemMoved | Self::ItemClassified => P::MoveItems,
            Self::ItemRegistered | Self::ItemRelisted | Self::ItemCancelled => P::ManageCases,
            Self::ItemRelabelled => P::PrintLabels,
            Self::ItemFound | Self::ItemLost => P::ResolveDiscrepancies,
            Self::ItemAccepted => P::AnswerFindings,
            _ => return None,
        })
    }

    /// The kind of request by whose execution this is done with an item.
    pub const fn executes(self) -> Option<RequestKind> {
        Some(match self {
            Self::ItemReceived | Self::ItemRefused => RequestKind::Intake,
            Self::ItemReleased => RequestKind::Outbound,
            Self::ItemLent => RequestKind::Loan,
            Self::ItemReturned => RequestKind::LoanReturn,
            _ => return None,
        })
    }

    /// Whether it needs a second custodian when the goods do.
    pub const fn is_seconded(self, before: Option<CustodyState>) -> bool {
        match self {
            Self::ItemEdited => matches!(before, Some(CustodyState::InCustody)),
            Self::ItemMoved | Self::ItemClassified | Self::ItemFound => true,
            _ => self.executes().is_some(),
        }
    }
}

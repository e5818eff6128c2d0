//! What an entry of the log is about, by the action that it tells of.

use crate::model::ledger::event::Action;
use crate::model::words::words;

words! {
    /// What an entry of the log is about.
    SubjectKind {
        Item = "item" / "物品" / "Item",
        Request = "request" / "申请" / "Request",
        Case = "case" / "案件" / "Case",
        SeizureList = "seizure_list" / "扣押清单" / "Seizure list",
        Document = "document" / "文书" / "Document",
        Paper = "paper" / "单据" / "Paper",
        Discrepancy = "discrepancy" / "差异" / "Discrepancy",
        Clue = "clue" / "监督线索" / "Clue",
        SupervisionNotice = "supervision_notice" / "监督通知书" / "Supervision notice",
        File = "file" / "照片或附件" / "File",
        Person = "person" / "人员" / "Person",
        Agency = "agency" / "单位" / "Agency",
        Place = "place" / "位置" / "Place",
        PaperProfile = "paper_profile" / "纸张规格" / "Paper profile",
        LabelContent = "label_content" / "标签内容" / "Label content",
        PrintBatch = "print_batch" / "打印批次" / "Print batch",
        BlankLabels = "blank_labels" / "空白标签" / "Blank labels",
        Setting = "setting" / "设置" / "Setting",
        Verification = "verification" / "核验" / "Verification",
        Finding = "finding" / "核验发现" / "Finding",
        Centre = "centre" / "中心" / "Centre",
    }
}

/// Entries that tell of an account as it is after them.
const ACCOUNTS: &[Action] = &[
    Action::UserRegistered,
    Action::UserChanged,
    Action::PersonSeparated,
    Action::AccountReviewed,
    Action::UserDisabled,
    Action::RolesGranted,
    Action::ClearanceGranted,
];

impl Action {
    /// What an entry of this action is about; none when that may be anything.
    pub const fn subject_kind(self) -> Option<SubjectKind> {
        Some(match self {
            Self::CentreFounded | Self::AgencyRegistered | Self::AgencyChanged => SubjectKind::Agency,
            Self::UserRegistered
            | Self::UserChanged
            | Self::PersonSeparated
            | Self::AccountReviewed
            | Self::UserDisabled
            | Self::RolesGranted
            | Self::ClearanceGranted
            | Self::PasswordChanged
            | Self::PasswordRehashed
            | Self::PasswordReset
            | Self::PasswordPartGiven
            | Self::PasswordReleased
            | Self::FactorSetUp
            | Self::FactorConfirmed
            | Self::FactorRemoved
            | Self::FactorTaken
            | Self::PasskeyAdded
            | Self::PasskeyRenamed
            | Self::PasskeyRemoved
            | Self::PasskeyRefused
            | Self::CertificateAdded
            | Self::CertificateRemoved
            | Self::IdentityLinked
            | Self::IdentityUnlinked
            | Self::IdentitiesTaken
            | Self::RecoveryCodesRenewed
            | Self::RecoveryCodeUsed
            | Self::SignedIn
            | Self::SignInRefused
            | Self::AccountLocked
            | Self::LockLifted
            | Self::SignedOut
            | Self::SessionTimedOut
            | Self::SessionEnded
            | Self::Reauthenticated
            | Self::RefreshReused
            | Self::SecondConfirmed
            | Self::LogRead
            | Self::ListExported
            | Self::ListViewSaved
            | Self::ListViewRemoved
            | Self::ListViewShared
            | Self::ListViewWithdrawn => SubjectKind::Person,
            Self::PlaceRegistered | Self::PlaceChanged => SubjectKind::Place,
            Self::CaseRegistered | Self::CaseChanged | Self::CaseSecrecySet => SubjectKind::Case,
            Self::SeizureListRegistered | Self::SeizureListCorrected | Self::SeizureListCancelled => {
                SubjectKind::SeizureList
            }
            Self::RequestDrafted
            | Self::RequestChanged
            | Self::RequestSubmitted
            | Self::RequestResubmitted
            | Self::RequestApproved
            | Self::RequestReturned
            | Self::RefusalsSentBack
            | Self::RequestRejected
            | Self::RequestWithdrawn
            | Self::RequestExecuted
            | Self::RequestCompleted
            | Self::RefusalsConfirmed
            | Self::ExtensionAsked
            | Self::ExtensionApproved
            | Self::ExtensionRejected
            | Self::HandoverOpened
            | Self::HandoverSigned
            | Self::HandoverRefused
            | Self::HandoverWithdrawn
            | Self::PersonalDataRevealed
            | Self::PersonalDataErased
            | Self::PersonalKeysRenewed => SubjectKind::Request,
            Self::DiscrepancyOpened | Self::DiscrepancyResolved => SubjectKind::Discrepancy,
            Self::ClueFound | Self::ClueExplained | Self::ClueCorrected => SubjectKind::Clue,
            Self::SupervisionNoticeSent
            | Self::SupervisionNoticeAnswered
            | Self::SupervisionNoticeRepeated
            | Self::SupervisionNoticeAccepted
            | Self::SupervisionNoticeWithdrawn => SubjectKind::SupervisionNotice,
            Self::DocumentRegistered | Self::DocumentCorrected | Self::DocumentCancelled => SubjectKind::Document,
            Self::FileAnnounced
            | Self::FileStored
            | Self::FileRefused
            | Self::FileMarked
            | Self::FileStruck
            | Self::FileFetched => SubjectKind::File,
            Self::PaperIssued => SubjectKind::Paper,
            Self::SettingChanged | Self::ClockRulesSet => SubjectKind::Setting,
            Self::DemoStarted | Self::DemoCompleted | Self::KeysNamed | Self::LogRestored => SubjectKind::Centre,
            Self::VerificationStarted => SubjectKind::Verification,
            Self::PaperProfileRegistered | Self::PaperProfileChanged => SubjectKind::PaperProfile,
            Self::LabelContentRegistered | Self::LabelContentChanged => SubjectKind::LabelContent,
            Self::LabelsPrinted | Self::LabelsFetched | Self::PrintRecorded => SubjectKind::PrintBatch,
            Self::LabelsRetired => SubjectKind::BlankLabels,
            Self::FindingRecorded | Self::FindingAnswered => SubjectKind::Finding,
            Self::AlterationFound | Self::RecordAccepted => return None,
        })
    }

    /// The actions whose entries tell of the same object as those of this one, so that an entry can be held against the one before it;
    /// empty where each stands alone.
    pub const fn telling_alike(self) -> &'static [Self] {
        use Action as A;
        match self {
            A::AgencyRegistered | A::AgencyChanged => &[A::AgencyRegistered, A::AgencyChanged],
            A::PlaceRegistered | A::PlaceChanged => &[A::PlaceRegistered, A::PlaceChanged],
            A::CaseRegistered | A::CaseChanged | A::CaseSecrecySet => {
                &[A::CaseRegistered, A::CaseChanged, A::CaseSecrecySet]
            }
            A::DiscrepancyOpened | A::DiscrepancyResolved => &[A::DiscrepancyOpened, A::DiscrepancyResolved],
            A::ClueFound | A::ClueExplained | A::ClueCorrected => &[A::ClueFound, A::ClueExplained, A::ClueCorrected],
            A::SupervisionNoticeSent
            | A::SupervisionNoticeAnswered
            | A::SupervisionNoticeRepeated
            | A::SupervisionNoticeAccepted
            | A::SupervisionNoticeWithdrawn => &[
                A::SupervisionNoticeSent,
                A::SupervisionNoticeAnswered,
                A::SupervisionNoticeRepeated,
                A::SupervisionNoticeAccepted,
                A::SupervisionNoticeWithdrawn,
            ],
            A::FileAnnounced | A::FileStored | A::FileRefused | A::FileMarked | A::FileStruck => {
                &[A::FileAnnounced, A::FileStored, A::FileRefused, A::FileMarked, A::FileStruck]
            }
            A::FindingRecorded | A::FindingAnswered => &[A::FindingRecorded, A::FindingAnswered],
            A::PaperProfileRegistered | A::PaperProfileChanged => &[A::PaperProfileRegistered, A::PaperProfileChanged],
            A::LabelContentRegistered | A::LabelContentChanged => &[A::LabelContentRegistered, A::LabelContentChanged],
            A::LabelsPrinted | A::PrintRecorded => &[A::LabelsPrinted, A::PrintRecorded],
            A::ExtensionAsked | A::ExtensionApproved | A::ExtensionRejected => {
                &[A::ExtensionAsked, A::ExtensionApproved, A::ExtensionRejected]
            }
            A::RequestDrafted
            | A::RequestChanged
            | A::RequestSubmitted
            | A::RequestResubmitted
            | A::RequestApproved
            | A::RequestReturned
            | A::RefusalsSentBack
            | A::RequestRejected
            | A::RequestWithdrawn
            | A::RequestExecuted
            | A::RequestCompleted
            | A::RefusalsConfirmed => &[
                A::RequestDrafted,
                A::RequestChanged,
                A::RequestSubmitted,
                A::RequestResubmitted,
                A::RequestApproved,
                A::RequestReturned,
                A::RefusalsSentBack,
                A::RequestRejected,
                A::RequestWithdrawn,
                A::RequestExecuted,
                A::RequestCompleted,
                A::RefusalsConfirmed,
            ],
            A::UserRegistered
            | A::UserChanged
            | A::PersonSeparated
            | A::AccountReviewed
            | A::UserDisabled
            | A::RolesGranted
            | A::ClearanceGranted => ACCOUNTS,
            _ => &[],
        }
    }
}

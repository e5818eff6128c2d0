//! What can happen: the actions of the audit log and the shape of what is logged about an item.

use serde::{Deserialize, Serialize};

use crate::model::goods::category::Category;
use crate::model::goods::item::{Condition, CustodyState, Disposition, LegalStatus};
use crate::model::ids::{AgencyId, ItemId, PlaceId, PrintBatchId, RequestId, UserId};
use crate::model::ledger::registers::{LineDigests, RowDigest};
use crate::model::requests::handover::Sealing;
use crate::model::requests::request::{RequestKind, RequestStatus};
use crate::model::words::words;

words! {
    /// What happened to anything that is not an item, in the past tense.
    Action {
        /// The first administrator was made with the set-up token.
        CentreFounded = "CentreFounded" / "中心初始化" / "Centre founded",
        AgencyRegistered = "AgencyRegistered" / "单位登记" / "Agency registered",
        AgencyChanged = "AgencyChanged" / "单位变更" / "Agency changed",
        UserRegistered = "UserRegistered" / "人员登记" / "User registered",
        UserChanged = "UserChanged" / "人员变更" / "User changed",
        /// The account counts as that of a human of its own again.
        PersonSeparated = "PersonSeparated" / "人员账号分开" / "Person separated",
        /// Somebody confirmed that the account is still needed, with its roles.
        AccountReviewed = "AccountReviewed" / "账号复核" / "Account reviewed",
        UserDisabled = "UserDisabled" / "账号停用" / "User disabled",
        RolesGranted = "RolesGranted" / "角色授予" / "Roles granted",
        /// Up to which level the person may know of cases.
        ClearanceGranted = "ClearanceGranted" / "知悉权限授予" / "Clearance granted",
        PasswordChanged = "PasswordChanged" / "密码修改" / "Password changed",
        /// Its owner signed in, and the same password was hashed with more work than before.
        PasswordRehashed = "PasswordRehashed" / "密码散列更新" / "Password hashed anew",
        /// By the operator; in older logs by an administrator as well.
        PasswordReset = "PasswordReset" / "密码重置" / "Password reset",
        /// An administrator gave the first of the two parts of a password; the old one is good until it is released.
        PasswordPartGiven = "PasswordPartGiven" / "密码前半段给出" / "First part of a password given",
        /// Another administrator gave the second part: the password works, the sessions of the person have ended.
        PasswordReleased = "PasswordReleased" / "密码放行" / "Password released",
        /// The owner was shown the secret of a second factor, which counts once a code of it was typed.
        FactorSetUp = "FactorSetUp" / "双因素验证开始设置" / "Second factor set up",
        FactorConfirmed = "FactorConfirmed" / "双因素验证启用" / "Second factor confirmed",
        /// By its owner.
        FactorRemoved = "FactorRemoved" / "双因素验证停用" / "Second factor removed",
        /// For its owner, by the security administrator or the operator; the owner's sessions have ended.
        FactorTaken = "FactorTaken" / "双因素验证移除" / "Second factor removed for its owner",
        /// By its owner.
        PasskeyAdded = "PasskeyAdded" / "通行密钥添加" / "Passkey added",
        /// By its owner, who gave it another name.
        PasskeyRenamed = "PasskeyRenamed" / "通行密钥改名" / "Passkey renamed",
        /// By its owner.
        PasskeyRemoved = "PasskeyRemoved" / "通行密钥移除" / "Passkey removed",
        /// By its owner.
        CertificateAdded = "CertificateAdded" / "数字证书绑定" / "Certificate added",
        /// By its owner.
        CertificateRemoved = "CertificateRemoved" / "数字证书解除绑定" / "Certificate removed",
        /// Its counter did not go on from where it was: it may have been copied.
        PasskeyRefused = "PasskeyRefused" / "通行密钥被拒" / "Passkey refused",
        /// By its owner: what the identity provider says of a person counts for the account.
        IdentityLinked = "IdentityLinked" / "身份绑定" / "Identity linked",
        /// By its owner.
        IdentityUnlinked = "IdentityUnlinked" / "身份解绑" / "Identity unlinked",
        /// For their owner, by the security administrator; the owner's sessions have ended.
        IdentitiesTaken = "IdentitiesTaken" / "身份绑定移除" / "Linked identities removed for their owner",
        RecoveryCodesRenewed = "RecoveryCodesRenewed" / "恢复码更换" / "Recovery codes renewed",
        RecoveryCodeUsed = "RecoveryCodeUsed" / "恢复码使用" / "Recovery code used",
        SignedIn = "SignedIn" / "登录" / "Signed in",
        SignInRefused = "SignInRefused" / "登录被拒" / "Sign-in refused",
        /// Too many wrong passwords in a row; no further one is tried until the lock is over or lifted.
        AccountLocked = "AccountLocked" / "账号锁定" / "Account locked",
        LockLifted = "LockLifted" / "解除锁定" / "Lock lifted",
        SignedOut = "SignedOut" / "退出" / "Signed out",
        /// Nobody had used the session for too long.
        SessionTimedOut = "SessionTimedOut" / "超时退出" / "Session timed out",
        /// By its owner in another session, or by an administrator.
        SessionEnded = "SessionEnded" / "结束登录" / "Session ended",
        /// The owner said anew who they are, before what matters most.
        Reauthenticated = "Reauthenticated" / "本人再次确认" / "Reauthenticated",
        RefreshReused = "RefreshReused" / "令牌重用" / "Refresh token reused",
        SecondConfirmed = "SecondConfirmed" / "第二保管人确认" / "Second custodian confirmed",
        PlaceRegistered = "PlaceRegistered" / "位置登记" / "Place registered",
        PlaceChanged = "PlaceChanged" / "位置变更" / "Place changed",
        CaseRegistered = "CaseRegistered" / "案件登记" / "Case registered",
        CaseChanged = "CaseChanged" / "案件变更" / "Case changed",
        /// How far the case may be known.
        CaseSecrecySet = "CaseSecrecySet" / "案件知悉级别调整" / "Secrecy level of a case set",
        SeizureListRegistered = "SeizureListRegistered" / "扣押清单登记" / "Seizure list registered",
        /// Another row stands in its place; its items went along.
        SeizureListCorrected = "SeizureListCorrected" / "扣押清单更正" / "Seizure list corrected",
        SeizureListCancelled = "SeizureListCancelled" / "扣押清单作废" / "Seizure list cancelled",
        RequestDrafted = "RequestDrafted" / "申请起草" / "Request drafted",
        RequestChanged = "RequestChanged" / "申请修改" / "Request changed",
        RequestSubmitted = "RequestSubmitted" / "申请提交" / "Request submitted",
        RequestResubmitted = "RequestResubmitted" / "申请重新提交" / "Request resubmitted",
        RequestApproved = "RequestApproved" / "申请批准" / "Request approved",
        RequestReturned = "RequestReturned" / "退回补正" / "Request returned for correction",
        /// The centre head sent refused lines back to the custodian.
        RefusalsSentBack = "RefusalsSentBack" / "拒收退回" / "Refused items sent back",
        RequestRejected = "RequestRejected" / "申请驳回" / "Request rejected",
        RequestWithdrawn = "RequestWithdrawn" / "申请撤回" / "Request withdrawn",
        RequestExecuted = "RequestExecuted" / "申请办理" / "Request executed",
        RequestCompleted = "RequestCompleted" / "申请办结" / "Request completed",
        RefusalsConfirmed = "RefusalsConfirmed" / "拒收确认" / "Refusals confirmed",
        ExtensionAsked = "ExtensionAsked" / "申请延期" / "Extension asked for",
        ExtensionApproved = "ExtensionApproved" / "延期批准" / "Extension approved",
        ExtensionRejected = "ExtensionRejected" / "延期驳回" / "Extension rejected",
        /// The list of what changes hands was frozen, and is signed.
        HandoverOpened = "HandoverOpened" / "开始交接签名" / "Hand-over opened",
        /// A party signed; the last one closes the hand-over.
        HandoverSigned = "HandoverSigned" / "交接签名" / "Hand-over signed",
        /// A party would not sign, before a witness.
        HandoverRefused = "HandoverRefused" / "拒绝交接签名" / "Signature refused",
        HandoverWithdrawn = "HandoverWithdrawn" / "撤回交接签名" / "Hand-over withdrawn",
        DiscrepancyOpened = "DiscrepancyOpened" / "差异登记" / "Discrepancy opened",
        DiscrepancyResolved = "DiscrepancyResolved" / "差异处理" / "Discrepancy resolved",
        /// A search found a cause for supervision, or found that there is more of it.
        ClueFound = "ClueFound" / "发现监督线索" / "Clue found",
        /// The agency that has to act said why.
        ClueExplained = "ClueExplained" / "说明监督线索" / "Clue explained",
        /// A search found that the cause is gone.
        ClueCorrected = "ClueCorrected" / "监督线索已纠正" / "Clue corrected",
        SupervisionNoticeSent = "SupervisionNoticeSent" / "发出监督通知书" / "Supervision notice sent",
        SupervisionNoticeAnswered = "SupervisionNoticeAnswered" / "反馈监督通知书" / "Supervision notice answered",
        /// The answer was not enough.
        SupervisionNoticeRepeated = "SupervisionNoticeRepeated" / "再次督办" / "Supervision notice repeated",
        SupervisionNoticeAccepted = "SupervisionNoticeAccepted" / "认可监督反馈" / "Answer to supervision accepted",
        SupervisionNoticeWithdrawn = "SupervisionNoticeWithdrawn" / "撤回监督通知书" / "Supervision notice withdrawn",
        DocumentRegistered = "DocumentRegistered" / "文书登记" / "Document registered",
        /// Another row stands in its place.
        DocumentCorrected = "DocumentCorrected" / "文书更正" / "Document corrected",
        DocumentCancelled = "DocumentCancelled" / "文书作废" / "Document cancelled",
        /// Somebody said which bytes will come: their hash is in the log from here on.
        FileAnnounced = "FileAnnounced" / "文件登记" / "File announced",
        /// The bytes came, and are those that were announced.
        FileStored = "FileStored" / "文件保存" / "File stored",
        /// Bytes came that could not be taken: why.
        FileRefused = "FileRefused" / "文件未接收" / "File refused",
        FileStruck = "FileStruck" / "文件划销" / "File struck out",
        /// Differences were noted on the picture, or taken off.
        FileMarked = "FileMarked" / "照片标注" / "Picture marked",
        /// The original was handed out: to whom.
        FileFetched = "FileFetched" / "下载原件" / "Original fetched",
        /// A paper was made from the record and numbered.
        PaperIssued = "PaperIssued" / "签发单据" / "Paper issued",
        SettingChanged = "SettingChanged" / "设置变更" / "Setting changed",
        /// The centre's own rules for deadlines were set, from which day on and why.
        ClockRulesSet = "ClockRulesSet" / "时限规则变更" / "Deadline rules set",
        /// What follows is the demo's, not anybody's real work.
        DemoStarted = "DemoStarted" / "演示数据开始" / "Demo started",
        DemoCompleted = "DemoCompleted" / "演示数据完成" / "Demo completed",
        /// Somebody began to read the log: once for each session.
        LogRead = "LogRead" / "查阅日志" / "Log read",
        /// Somebody read a personal number whole: whose, and why.
        PersonalDataRevealed = "PersonalDataRevealed" / "查看个人信息" / "Personal data revealed",
        /// The keys of personal numbers were erased, by which order: what was encrypted under them is gone.
        PersonalDataErased = "PersonalDataErased" / "删除个人信息" / "Personal data erased",
        /// The keys of personal numbers were encrypted anew, under the key in use.
        PersonalKeysRenewed = "PersonalKeysRenewed" / "更换个人信息密钥" / "Personal keys renewed",
        /// A list was written into a file for somebody: who, which filter, how many rows.
        ListExported = "ListExported" / "清单导出" / "List exported",
        /// Somebody kept a view of a list for themselves, or changed it.
        ListViewSaved = "ListViewSaved" / "保存列表视图" / "List view saved",
        ListViewRemoved = "ListViewRemoved" / "删除列表视图" / "List view removed",
        /// A view of a list was shared with the people of a role, or what they see was changed.
        ListViewShared = "ListViewShared" / "共享列表视图" / "List view shared",
        ListViewWithdrawn = "ListViewWithdrawn" / "停止共享列表视图" / "List view withdrawn",
        VerificationStarted = "VerificationStarted" / "审计核验" / "Verification started",
        PaperProfileRegistered = "PaperProfileRegistered" / "纸张规格登记" / "Paper profile registered",
        PaperProfileChanged = "PaperProfileChanged" / "纸张规格变更" / "Paper profile changed",
        LabelContentRegistered = "LabelContentRegistered" / "标签内容登记" / "Label content registered",
        LabelContentChanged = "LabelContentChanged" / "标签内容变更" / "Label content changed",
        /// A batch of labels was asked for and made.
        LabelsPrinted = "LabelsPrinted" / "打印标签" / "Labels printed",
        /// The labels of a batch were handed out as a file: to whom, for the first time or why again.
        LabelsFetched = "LabelsFetched" / "取出标签文件" / "Label file fetched",
        /// The next items of a batch have their own entries now.
        PrintRecorded = "PrintRecorded" / "打印登记" / "Print recorded",
        /// Blank labels were taken out of use.
        LabelsRetired = "LabelsRetired" / "空白标签作废" / "Blank labels retired",
        /// What was to be changed was not what the log says: it had been changed behind the program's back. Nothing was done.
        AlterationFound = "AlterationFound" / "发现记录被改动" / "Alteration found",
        /// A verification found something wrong. Changes to what it is about are refused until it is answered.
        FindingRecorded = "FindingRecorded" / "核验发现登记" / "Finding recorded",
        /// The auditor answered a finding.
        FindingAnswered = "FindingAnswered" / "核验发现答复" / "Finding answered",
        /// The auditor let a record stand as it is although it was not the one in the log.
        RecordAccepted = "RecordAccepted" / "认可记录现状" / "Record accepted",
        /// Which keys the log is bound to, by their fingerprints.
        KeysNamed = "KeysNamed" / "密钥登记" / "Keys named",
        /// The log was put back to a backup although its keys had signed more.
        LogRestored = "LogRestored" / "日志恢复" / "Log restored",
    }
}

/// Entries that carry no rows, of which an account may have thousands.
pub const WITHOUT_ROWS: [Action; 24] = [
    Action::SignedIn,
    Action::SignInRefused,
    Action::AccountLocked,
    Action::LockLifted,
    Action::SignedOut,
    Action::SessionTimedOut,
    Action::SessionEnded,
    Action::Reauthenticated,
    Action::RefreshReused,
    Action::PasskeyRefused,
    Action::SecondConfirmed,
    Action::ListExported,
    Action::ListViewSaved,
    Action::ListViewRemoved,
    Action::ListViewShared,
    Action::ListViewWithdrawn,
    Action::LabelsFetched,
    Action::FileFetched,
    Action::LogRead,
    Action::PersonalDataRevealed,
    Action::VerificationStarted,
    Action::DemoStarted,
    Action::DemoCompleted,
    Action::AlterationFound,
];

/// Entries that tell of findings; they are made while findings are open as well.
pub const BESIDE_FINDINGS: [Action; 4] =
    [Action::AlterationFound, Action::FindingRecorded, Action::FindingAnswered, Action::RecordAccepted];

words! {
    /// What happened to an item, in the past tense.
    ItemAction {
        ItemRegistered = "ItemRegistered" / "登记" / "Registered",
        ItemEdited = "ItemEdited" / "修改描述" / "Description edited",
        /// Its seizure list was corrected: it stands on the one that replaces it.
        ItemRelisted = "ItemRelisted" / "随清单更正" / "Moved to the corrected list",
        /// Its seizure list was cancelled before it came to the centre.
        ItemCancelled = "ItemCancelled" / "随清单作废" / "Cancelled with its list",
        ItemSubmitted = "ItemSubmitted" / "申请入库" / "Submitted for intake",
        ItemWithdrawn = "ItemWithdrawn" / "撤回入库" / "Intake withdrawn",
        ItemReceived = "ItemReceived" / "入库" / "Received",
        ItemRefused = "ItemRefused" / "拒收" / "Refused",
        ItemMoved = "ItemMoved" / "移位" / "Moved",
        ItemClassified = "ItemClassified" / "分类" / "Classified",
        ItemLent = "ItemLent" / "调用" / "Lent",
        ItemReturned = "ItemReturned" / "归还" / "Returned",
        ItemReleased = "ItemReleased" / "出库" / "Released",
        ItemFound = "ItemFound" / "找回" / "Found",
        ItemLost = "ItemLost" / "确认灭失" / "Confirmed lost",
        /// Its label was printed.
        ItemLabelled = "ItemLabelled" / "打印标签" / "Label printed",
        /// It carries another code now; the one before stays known as replaced.
        ItemRelabelled = "ItemRelabelled" / "更换标签" / "Label replaced",
        /// The auditor let its record stand as it is although it was not the one in the log.
        ItemAccepted = "ItemAccepted" / "认可记录现状" / "Record accepted",
    }
}

impl ItemAction {
    /// Whether goods or the responsibility for them changed hands or place, so that a movement is written.
    pub const fn is_movement(self) -> bool {
        !matches!(
            self,
            Self::ItemRegistered
                | Self::ItemEdited
                | Self::ItemRelisted
                | Self::ItemCancelled
                | Self::ItemSubmitted
                | Self::ItemWithdrawn
                | Self::ItemLabelled
                | Self::ItemRelabelled
                | Self::ItemAccepted
        )
    }
}

/// State, place and holder of an item at one moment, with what the figures count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemFacts {
    /// Custody state.
    pub state: CustodyState,
    /// Where it lies; only while in custody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_id: Option<PlaceId>,
    /// Who has it on loan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub borrower_id: Option<UserId>,
    /// Which agency answers for it.
    pub responsible_agency_id: AgencyId,
    /// What the law says about it.
    pub legal_status: LegalStatus,
    /// How its life with the centre ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposition: Option<Disposition>,
    /// Its category.
    pub category: Category,
    /// Pieces it stands for.
    pub pieces: i32,
}

/// What accompanied a change of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Circumstances {
    /// The request it was done for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<RequestId>,
    /// The second custodian.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_id: Option<UserId>,
    /// Who received the goods from the centre, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receiver: Option<String>,
    /// Why, in the actor's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// In which condition the goods changed hands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// Whether the goods were sealed and counted when they changed hands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealing: Option<Sealing>,
    /// The print batch its label is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub print_batch_id: Option<PrintBatchId>,
    /// The code it carried until now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub former_code: Option<String>,
}

/// The payload of an item's leaf: from it alone state, place and holder can be rebuilt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemEvent {
    /// What happened.
    pub action: ItemAction,
    /// The item.
    pub item_id: ItemId,
    /// The label code, so that a reader of the log knows the item by its number.
    pub code: String,
    /// The facts before; absent for the first event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<ItemFacts>,
    /// The facts after.
    pub after: ItemFacts,
    /// For what, with whom and why.
    #[serde(default)]
    pub circumstances: Circumstances,
    /// SHA-256 of the whole row after the change, hexadecimal: an edit of any column is found.
    pub row_sha256: String,
    /// SHA-256 of the whole row as it was loaded to be changed. It must be the one that the item's entry before gave: what
    /// was changed in between behind the program's back stays to be seen. Absent for the first event and in old entries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before_sha256: Option<String>,
}

/// The payload of every other leaf.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubjectEvent {
    /// What happened.
    pub action: Action,
    /// To what.
    pub subject_id: uuid::Uuid,
    /// The particulars.
    pub details: serde_json::Value,
    /// The rows of registers that were written with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowDigest>,
    /// The lines of a request that were written with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<LineDigests>,
    /// SHA-256 of the row that `row_sha256` of the details tells of, as it was loaded to be changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before_sha256: Option<String>,
}

/// What an event says of a row whose digest it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRecord {
    /// Which row.
    pub id: uuid::Uuid,
    /// How people call it.
    pub name: String,
    /// SHA-256 of the row, hexadecimal.
    pub sha256: String,
}

/// What an event about a request says of the request's row after it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RequestRecord {
    /// The request.
    pub id: RequestId,
    /// What it asks for.
    pub kind: RequestKind,
    /// Its number; none while a draft.
    pub number: Option<String>,
    /// Where it stands.
    pub status: RequestStatus,
    /// The applicant's agency.
    pub agency_id: AgencyId,
    /// Who applied.
    pub applicant_id: UserId,
    /// The agency whose unit head approves.
    pub responsible_agency_id: AgencyId,
    /// Whether its goods ask for the centre head's approval as well.
    pub centre_head_asked: bool,
    /// Lines not carried out yet.
    pub open_line_count: i32,
}

#[derive(Deserialize)]
struct RequestDetails {
    request: RequestRecord,
}

impl SubjectEvent {
    /// The request this event is about: its details hold the row under `request`.
    pub fn request(&self) -> Option<RequestRecord> {
        self.details.get("request")?;
        RequestDetails::deserialize(&self.details).ok().map(|details| details.request)
    }

    /// The row of a paper profile, label content or print batch this event is about, kept under `row`.
    pub fn row(&self) -> Option<RowRecord> {
        let row = self.details.get("row")?;
        let name = row.get("number").or_else(|| row.get("name"))?.as_str()?.to_owned();
        Some(RowRecord { id: self.subject_id, name, sha256: self.row_sha256()?.to_owned() })
    }

    /// The codes of blank labels this event is about.
    pub fn blanks(&self) -> impl Iterator<Item = &str> {
        self.details
            .get("blanks")
            .and_then(|codes| codes.as_array())
            .into_iter()
            .flatten()
            .filter_map(|one| one.as_str())
    }

    /// SHA-256 of the whole row after the event, hexadecimal, where the details give one.
    pub fn row_sha256(&self) -> Option<&str> {
        self.details.get("row_sha256")?.as_str()
    }
}

//! The registers whose rows the log knows by their digests, and what an entry says of the rows that were written with it.

use serde::{Deserialize, Serialize};

use crate::model::ids::RequestId;
use crate::model::input::nullable;
use crate::model::words::words;

words! {
    /// A table of which the log keeps a digest of every row. Items, movements, requests, their lines and what was
    /// printed are held against the log in ways of their own.
    Register {
        Agencies = "agencies" / "单位" / "Agencies",
        Users = "users" / "账号" / "Accounts",
        /// The public halves of key pairs that people sign in with.
        Passkeys = "passkeys" / "通行密钥" / "Passkeys",
        /// What people sign in with over TLS.
        Certificates = "certificates" / "数字证书" / "Certificates",
        /// By whom people are known to the identity provider they sign in by.
        LinkedIdentities = "linked_identities" / "身份绑定" / "Linked identities",
        Settings = "settings" / "设置" / "Settings",
        ClockRuleVersions = "clock_rule_versions" / "时限规则版本" / "Versions of the deadline rules",
        Places = "places" / "存放位置" / "Places",
        /// A case together with its officers.
        Cases = "cases" / "案件" / "Cases",
        SeizureLists = "seizure_lists" / "扣押清单" / "Seizure lists",
        Documents = "documents" / "文书" / "Documents",
        /// What replaced or cancelled a seizure list or a document.
        Corrections = "corrections" / "更正与作废" / "Corrections",
        /// Photographs, scans and papers, announced with the hash of their bytes.
        Files = "files" / "照片和附件" / "Files",
        /// The keys under which personal numbers are encrypted.
        PersonalKeys = "personal_keys" / "个人信息密钥" / "Keys of personal data",
        RequestSteps = "request_steps" / "申请步骤" / "Steps of requests",
        Loans = "loans" / "调用" / "Loans",
        LoanExtensions = "loan_extensions" / "调用延期" / "Extensions of loans",
        Handovers = "handovers" / "交接" / "Hand-overs",
        /// Who signed for them, and how.
        HandoverSignatures = "handover_signatures" / "交接签名" / "Signatures of hand-overs",
        Discrepancies = "discrepancies" / "差异" / "Discrepancies",
        /// What rules of supervision found in the record of cases.
        Clues = "clues" / "监督线索" / "Clues",
        SupervisionNotices = "supervision_notices" / "监督通知书" / "Supervision notices",
        SupervisionSteps = "supervision_steps" / "监督通知书办理记录" / "Steps of supervision notices",
        /// What verifications found wrong, with the auditor's answers.
        Findings = "findings" / "核验发现" / "Findings",
        /// Papers as they were issued.
        Papers = "papers" / "单据" / "Papers",
    }
}

impl Register {
    /// Whether its rows are ever changed once they were written.
    pub const fn is_changed(self) -> bool {
        !matches!(
            self,
            Self::ClockRuleVersions
                | Self::SeizureLists
                | Self::Documents
                | Self::Corrections
                | Self::RequestSteps
                | Self::HandoverSignatures
                | Self::SupervisionSteps
                | Self::Papers
        )
    }
}

/// A row of a register as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowDigest {
    /// Which register.
    pub register: Register,
    /// What tells the row from the others of its register: ids, a number or a name, with `/` between.
    pub key: String,
    /// How people call it; absent where it is called by the request or the item its key names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// SHA-256 of the row, hexadecimal.
    pub sha256: String,
    /// SHA-256 of the row that was there before, as it was loaded; none inside when there was none. Absent in old entries.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    pub before: Option<Option<String>>,
}

/// Lines of a request as they were written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineDigests {
    /// The request.
    pub request_id: RequestId,
    /// Whether all lines there were before are gone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anew: bool,
    /// Number and SHA-256 (hexadecimal) of each line.
    pub rows: Vec<(i32, String)>,
    /// The same of the lines that were there before, as they were loaded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<(i32, String)>,
}

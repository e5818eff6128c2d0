//! The kinds of agency, and which roles their people may have.

use crate::model::accounts::role::Role;
use crate::model::words::words;

words! {
    /// What an agency is.
    AgencyKind {
        /// 公安
        Police = "police" / "公安" / "Police",
        /// 检察院
        Procuratorate = "procuratorate" / "检察院" / "Procuratorate",
        /// 法院
        Court = "court" / "法院" / "Court",
        /// 财政局
        Finance = "finance" / "财政" / "Finance",
        /// 政法委
        PoliticalLegalCommittee = "political_legal_committee" / "政法委" / "Political-legal committee",
        /// 市场监管
        MarketSupervision = "market_supervision" / "市场监管" / "Market supervision",
        /// 其他行政执法
        OtherEnforcement = "other_enforcement" / "其他执法" / "Other enforcement agency",
        /// 涉案财物管理中心
        Centre = "centre" / "中心" / "Centre",
    }
}

impl AgencyKind {
    /// Whether people of such an agency may have the role: keepers and administrators belong to the centre, handlers
    /// never do (办管分离).
    pub const fn allows(self, role: Role) -> bool {
        match role {
            Role::CaseOfficer | Role::UnitHead => {
                !matches!(self, Self::Centre | Self::Finance | Self::PoliticalLegalCommittee)
            }
            Role::Custodian | Role::CentreHead | Role::SystemAdmin | Role::SecurityAdmin | Role::Auditor => {
                matches!(self, Self::Centre)
            }
            Role::Supervisor => {
                matches!(self, Self::PoliticalLegalCommittee | Self::Procuratorate | Self::Finance | Self::Court)
            }
        }
    }
}

/// Whether a document of this kind can order a disposition.
pub const fn orders_disposition(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::Disposition | DocumentKind::Judgment)
}

words! {
    /// The levels of the place tree.
    PlaceKind {
        /// 库区
        Zone = "zone" / "库区" / "Zone",
        /// 库房
        Room = "room" / "库房" / "Room",
        /// 货架
        Rack = "rack" / "货架" / "Rack",
        /// 层
        Level = "level" / "层" / "Level",
        /// 格
        Bin = "bin" / "格" / "Bin",
    }
}

words! {
    /// What a document is.
    DocumentKind {
        /// 处置文书
        Disposition = "disposition" / "处置文书" / "Disposition document",
        /// 判决书
        Judgment = "judgment" / "判决书" / "Judgment",
        /// 扣押决定书
        SeizureDecision = "seizure_decision" / "扣押决定书" / "Seizure decision",
        /// 扣押清单
        SeizureList = "seizure_list" / "扣押清单" / "Seizure list",
        /// 涉案财物接收回执单
        IntakeReceipt = "intake_receipt" / "接收回执单" / "Intake receipt",
        /// 其他
        Other = "other" / "其他" / "Other",
    }
}

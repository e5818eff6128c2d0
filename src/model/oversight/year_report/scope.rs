//! What each figure of the year's report counts, in both languages: a figure without its scope is never shown.

use crate::model::oversight::year_report::Figures;
use crate::model::reason::Language;
use crate::model::requests::request::RequestKind;
use crate::model::words::words;

words! {
    /// The figures of the year's report.
    FigureName {
        Agencies = "agencies" / "服务单位" / "Agencies served",
        IntakeRequests = "intake_requests" / "入库申请" / "Intake requests",
        OutboundRequests = "outbound_requests" / "出库申请" / "Outbound requests",
        LoanRequests = "loan_requests" / "调用申请" / "Loan requests",
        LoanReturnRequests = "loan_return_requests" / "调用归还申请" / "Loan return requests",
        PiecesReceived = "pieces_received" / "接收物品" / "Pieces received",
        PiecesReleased = "pieces_released" / "出库物品" / "Pieces released",
        PiecesOnLoan = "pieces_on_loan" / "调用中" / "Pieces on loan",
        PiecesInDispute = "pieces_in_dispute" / "待查" / "Pieces in dispute",
        PiecesLost = "pieces_lost" / "已灭失" / "Pieces lost",
        PiecesInCustody = "pieces_in_custody" / "在库" / "Pieces in custody",
    }
}

impl FigureName {
    /// What the figure counts.
    pub const fn scope(self, language: Language) -> &'static str {
        let (english, chinese) = match self {
            Self::Agencies => ("agencies that submitted a request in the year", "本年提交过申请的单位"),
            Self::IntakeRequests | Self::OutboundRequests | Self::LoanRequests | Self::LoanReturnRequests => {
                ("first submitted in the year; corrections are not counted again", "本年首次提交，补正后重交不重复计")
            }
            Self::PiecesReceived => ("pieces received in the year", "本年入库件数"),
            Self::PiecesReleased => ("pieces that left for good in the year", "本年处置出库件数"),
            Self::PiecesOnLoan => ("pieces lent at the end of the year", "年末时点调用中件数"),
            Self::PiecesInDispute => ("pieces in open discrepancies at the end of the year", "年末未处理差异件数"),
            Self::PiecesLost => ("pieces confirmed lost up to the end of the year", "截至年末累计灭失件数"),
            Self::PiecesInCustody => ("pieces at a place of the centre at the end of the year", "年末时点在库件数"),
        };
        match language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    /// The figure.
    pub fn of(self, figures: &Figures) -> i64 {
        let (whole, closing) = (figures.whole(), figures.closing());
        match self {
            Self::Agencies => figures.agencies(),
            Self::IntakeRequests => whole.requests_of(RequestKind::Intake),
            Self::OutboundRequests => whole.requests_of(RequestKind::Outbound),
            Self::LoanRequests => whole.requests_of(RequestKind::Loan),
            Self::LoanReturnRequests => whole.requests_of(RequestKind::LoanReturn),
            Self::PiecesReceived => whole.received_pieces(),
            Self::PiecesReleased => whole.released,
            Self::PiecesOnLoan => closing.on_loan,
            Self::PiecesInDispute => closing.in_dispute,
            Self::PiecesLost => closing.lost,
            Self::PiecesInCustody => closing.in_custody,
        }
    }
}

/// What the hours saved are: a formula with an assumption, never a measurement.
pub const fn hours_note(language: Language) -> &'static str {
    match language {
        Language::English => {
            "An assumption, not a measurement: agencies × hours per agency per day × days of the year; the hours per day \
             are a setting."
        }
        Language::Chinese => "为测算公式而非实测：单位数 × 每单位每日工时 × 全年天数；每日工时为设置项。",
    }
}

//! Clues of supervision: what the record of a case shows that should not be so.

use crate::model::reason::Language;
use crate::model::time::{DAY, Time};
use crate::model::words::words;

words! {
    /// What is looked for in the record of every case.
    ClueRule {
        /// Goods were not handed to the centre within their limit.
        HandoverLate = "handover_late" / "逾期未移交管理中心" / "Not handed to the centre in time",
        /// The term of an administrative seizure is over, and its goods are kept.
        SeizureExpired = "seizure_expired" / "扣押期满未解除" / "Seizure expired, goods still kept",
        /// The case is not transferred or decided on within its limit, and its goods wait.
        TransferLate = "transfer_late" / "逾期未移送" / "Case not passed on in time",
        /// Goods on loan are not back.
        LoanLate = "loan_late" / "调用逾期未还" / "Loan not returned in time",
        /// A difference between books and goods has waited for more than fifteen days.
        DiscrepancyWaiting = "discrepancy_waiting" / "差异长期未处理" / "Discrepancy left unresolved",
        /// The case has left the investigation, and nobody has asked for anything to be done with its goods.
        LeftBehind = "left_behind" / "案件已移送，财物未处理" / "Case passed on, goods left behind",
        /// A judgment is older than ten days, and nobody has asked for goods of its case to be handed out.
        JudgmentSilent = "judgment_silent" / "判决后财物未处置" / "Goods kept after the judgment",
        /// A case has been under enforcement for more than ten days, and no judgment was served on the keeper.
        JudgmentMissing = "judgment_missing" / "进入执行未送达裁判文书" / "Under enforcement without a judgment served",
        /// A decision on goods is older than thirty days, and no request relies on it.
        DecisionIdle = "decision_idle" / "处置文书未执行" / "Decision on goods not carried out",
    }
}

words! {
    /// How a clue stands.
    ClueStatus {
        /// Nobody has said why.
        Open = "open" / "待处理" / "Open",
        /// The agency said why; the cause is still there.
        Explained = "explained" / "已说明" / "Explained",
        /// The cause is gone.
        Corrected = "corrected" / "已纠正" / "Corrected",
    }
}

/// A law and what it says, as far as the rule rests on one.
type Law = (&'static str, &'static str);

impl ClueRule {
    /// The law that the rule rests on; none where it is the practice of centres.
    pub const fn law(self, language: Language) -> Option<&'static str> {
        let (zh, en): Law = match self {
            Self::HandoverLate => (
                "公安机关办理行政案件程序规定第一百九十条；人民检察院刑事诉讼规则第二百一十七条",
                "Police Rules on Administrative Cases, Article 190; Procuratorate Rules of Criminal Procedure, Article 217",
            ),
            Self::SeizureExpired => {
                ("行政强制法第二十五条、第二十八条", "Administrative Compulsion Law, Articles 25 and 28")
            }
            Self::LoanLate => ("公安机关涉案财物管理若干规定第十一条", "Police Rules on Property in Cases, Article 11"),
            Self::LeftBehind => {
                ("公安机关办理刑事案件程序规定第二百八十八条", "Police Rules of Criminal Procedure, Article 288")
            }
            Self::JudgmentSilent => (
                "最高人民法院关于适用刑事诉讼法的解释第四百四十六条、第四百四十七条",
                "Supreme People's Court on the Criminal Procedure Law, Articles 446 and 447",
            ),
            Self::JudgmentMissing => (
                "最高人民法院关于适用刑事诉讼法的解释第四百四十七条",
                "Supreme People's Court on the Criminal Procedure Law, Article 447",
            ),
            Self::DecisionIdle => {
                ("公安机关办理行政案件程序规定第一百九十三条", "Police Rules on Administrative Cases, Article 193")
            }
            Self::TransferLate | Self::DiscrepancyWaiting => return None,
        };
        Some(match language {
            Language::Chinese => zh,
            Language::English => en,
        })
    }

    /// The time before which what starts the rule must lie, so that it holds now.
    pub fn since_before(self, now: Time) -> Time {
        now.plus(match self {
            Self::DiscrepancyWaiting => -15 * DAY,
            Self::JudgmentSilent | Self::JudgmentMissing => -10 * DAY,
            Self::DecisionIdle => -30 * DAY,
            Self::HandoverLate | Self::SeizureExpired | Self::TransferLate | Self::LoanLate | Self::LeftBehind => 0,
        })
    }
}

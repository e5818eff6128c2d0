//! What not everybody who may see the rest of an answer sees of it, by role: the rules beneath the permissions.

use crate::model::accounts::role::{Permission, Role};
use crate::model::words::words;

words! {
    /// A part of answers with a rule of its own.
    Field {
        /// The cause of a case and the officers on it: keepers see goods, not case secrets.
        CaseSecrets = "case_secrets" / "案由和办案人员" / "Cause of a case and its officers",
        /// The number of a receiver's identity document. Whoever writes the request reads it whole, everybody else for a reason that
        /// stays in the log.
        ReceiverDocument = "receiver_document" / "领取人证件号码" / "Number of a receiver's document",
        /// The names of parties, receivers and witnesses in what the log keeps of items and requests.
        PartiesInLog = "parties_in_log" / "日志内容中的当事人、领取人和见证人姓名" / "Names of parties, receivers and witnesses in entries",
        /// The words of labels that were printed.
        PrintedWords = "printed_words" / "已打印标签的文字" / "Words on printed labels",
    }
}

words! {
    /// How somebody sees a part of an answer.
    Sight {
        /// 完整
        Whole = "whole" / "完整" / "Whole",
        /// The last characters, and the rest for a reason.
        Part = "part" / "末几位，凭理由查看全部" / "Last characters; whole for a reason",
        /// 不显示
        Nothing = "nothing" / "不显示" / "Nothing",
    }
}

impl Role {
    /// How a role sees a part of an answer.
    pub fn sight(self, field: Field) -> Sight {
        let may = |permission| self.permissions().contains(&permission);
        let seen = match field {
            Field::CaseSecrets => may(Permission::ReadCases) && !matches!(self, Self::Custodian | Self::CentreHead),
            Field::ReceiverDocument if may(Permission::RevealPersonalData) => return Sight::Part,
            Field::ReceiverDocument => false,
            Field::PartiesInLog => may(Permission::ReadAudit) && may(Permission::ReadItems),
            Field::PrintedWords => may(Permission::ReadPrints) && may(Permission::ReadItems),
        };
        if seen { Sight::Whole } else { Sight::Nothing }
    }
}

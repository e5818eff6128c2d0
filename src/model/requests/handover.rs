//! Hand-overs of goods between people: who takes part in one, how they sign, and the list that is frozen while they do.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::goods::category::Category;
use crate::model::goods::item::{Condition, Disposition};
use crate::model::ids::UserId;
use crate::model::requests::request::{LineOutcome, RequestKind};
use crate::model::time::Time;
use crate::model::words::words;

/// Bytes of a drawn signature at most.
pub const DRAWING_BYTES: usize = 96 << 10;
/// Characters of one in base64 at most.
pub const DRAWING_LENGTH: usize = DRAWING_BYTES / 3 * 4;
/// Characters of a name at most.
pub const NAME_LENGTH: usize = 40;
/// Characters of a reason at most.
pub const REASON_LENGTH: usize = 500;

words! {
    /// As whom somebody signs for a hand-over.
    HandoverParty {
        /// 移交人
        HandingOver = "handing_over" / "移交人" / "Handing over",
        /// 接收人
        TakingOver = "taking_over" / "接收人" / "Taking over",
        /// 第二保管人
        SecondCustodian = "second_custodian" / "第二保管人" / "Second custodian",
        /// 监销人
        SupervisingWitness = "supervising_witness" / "监销人" / "Supervising witness",
        /// 见证人
        AttestingWitness = "attesting_witness" / "见证人" / "Attesting witness",
    }
}

words! {
    /// How somebody signs.
    SignatureManner {
        /// With a finger, a stylus or a mouse.
        Drawn = "drawn" / "屏幕签名" / "Drawn on the screen",
        /// On a print, of which there is a photograph.
        OnPaper = "on_paper" / "纸质签名" / "Signed on paper",
        /// Not at all, before a witness.
        Refused = "refused" / "拒绝签名" / "Refused",
    }
}

words! {
    /// By what paper somebody says who they are.
    IdentityPaper {
        /// 居民身份证
        ResidentCard = "resident_card" / "居民身份证" / "Resident identity card",
        /// 人民警察证、工作证
        OfficerCard = "officer_card" / "人民警察证（工作证）" / "Officer's card",
        /// 护照
        Passport = "passport" / "护照" / "Passport",
        /// 其他证件
        Other = "other" / "其他证件" / "Other paper",
    }
}

words! {
    /// Where a hand-over stands.
    HandoverStatus {
        /// Its list is frozen, and somebody has still to sign.
        Open = "open" / "签名中" / "Open",
        /// Everybody has signed or refused.
        Closed = "closed" / "已签名" / "Closed",
        /// It counts for nothing; its lines are free for another one.
        Withdrawn = "withdrawn" / "已撤回" / "Withdrawn",
    }
}

words! {
    /// Whether goods were sealed and counted when they changed hands.
    Sealing {
        /// As somebody sealed them before; what is within was not looked at.
        SealedUncounted = "sealed_uncounted" / "封存未清点" / "Sealed, not counted",
        /// By whoever took them over.
        CountedSealed = "counted_sealed" / "清点后封存" / "Counted, then sealed",
        CountedUnsealed = "counted_unsealed" / "清点未封存" / "Counted, not sealed",
    }
}

impl RequestKind {
    /// As whom the centre's custodian signs.
    pub const fn custodian_party(self) -> HandoverParty {
        match self {
            Self::Intake | Self::LoanReturn => HandoverParty::TakingOver,
            Self::Outbound | Self::Loan => HandoverParty::HandingOver,
        }
    }
}

impl LineOutcome {
    /// The ways of ending by which goods changed hands.
    pub const CHANGED_HANDS: &'static [Self] =
        &[Self::Accepted, Self::AcceptedCorrected, Self::Released, Self::Lent, Self::Returned];

    /// Whether goods are put somewhere by it.
    pub const fn puts_away(self) -> bool {
        matches!(self, Self::Accepted | Self::AcceptedCorrected | Self::Returned)
    }
}

/// Who signs for a hand-over. Destroyed goods are taken over by nobody unless somebody takes the remains away.
pub fn parties(kind: RequestKind, disposition: Option<Disposition>, taken: bool, second: bool) -> Vec<HandoverParty> {
    use HandoverParty as P;
    let destroyed = disposition == Some(Disposition::Destruction);
    let mut parties = vec![P::HandingOver];
    if !destroyed || taken {
        parties.push(P::TakingOver);
    }
    // The second custodian signs beside the first.
    if second {
        let first = parties.iter().position(|party| *party == kind.custodian_party()).unwrap_or(0);
        parties.insert(first + 1, P::SecondCustodian);
    }
    if destroyed {
        parties.extend([P::SupervisingWitness, P::AttestingWitness]);
    }
    parties
}

/// What changes hands, as it is shown to those who sign. Its text, without blanks and with its members in this order, is what its
/// digest is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverList {
    /// The number of the request.
    pub request_number: String,
    pub kind: RequestKind,
    /// Which hand-over of the request it is, from 1.
    pub sequence: i32,
    /// Who signs.
    #[schema(max_items = 5)]
    pub parties: Vec<HandoverParty>,
    /// Who receives the goods, where the request says.
    #[schema(required)]
    pub receiver_name: Option<String>,
    #[schema(max_items = 10000)]
    pub lines: Vec<HandoverLine>,
}

/// A line of what changes hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverLine {
    /// The line of the request.
    pub line_no: i32,
    /// The label code.
    pub code: String,
    pub name: String,
    pub pieces: i32,
    pub unit: String,
    /// What papers say of the goods besides; lists of before have none of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goods: Option<ListedGoods>,
    #[schema(required)]
    pub seal_no: Option<String>,
    pub outcome: LineOutcome,
    /// In which condition lent goods came back.
    #[schema(required)]
    pub condition: Option<Condition>,
    /// Whether they were sealed and counted, where it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealing: Option<Sealing>,
    /// The code of the place where they were put.
    #[schema(required)]
    pub place_code: Option<String>,
    pub executed_by: UserId,
    #[schema(required)]
    pub second_id: Option<UserId>,
    pub executed_at: Time,
}

/// Goods as the papers of a hand-over describe them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListedGoods {
    pub category: Category,
    /// With its unit: of weighed goods the net amount.
    pub quantity: String,
    /// Features, model, serial number, grade, fineness and the like.
    pub features: String,
    pub holder_name: String,
    pub remark: String,
}

impl HandoverLine {
    /// Whether this line still says what was signed. Goods are moved, and sealed anew, without anything being corrected.
    pub fn agrees_with(&self, signed: &Self) -> bool {
        let now = self.clone();
        let goods = signed.goods.as_ref().and(now.goods);
        let (place_code, seal_no) = (signed.place_code.clone(), signed.seal_no.clone());
        Self { goods, place_code, seal_no, ..now } == *signed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hand_over_is_signed_by_the_centre_and_by_somebody_else() {
        use HandoverParty as P;
        for kind in RequestKind::ALL {
            for disposition in [None, Some(Disposition::Destruction)] {
                for (taken, second) in [(false, false), (false, true), (true, false), (true, true)] {
                    if disposition.is_some() && *kind != RequestKind::Outbound {
                        continue;
                    }
                    let parties = parties(*kind, disposition, taken, second);
                    assert!(parties.contains(&kind.custodian_party()) && parties.len() > 1, "{kind}");
                    assert_eq!(parties.contains(&P::SecondCustodian), second, "{kind}");
                }
            }
        }
        assert_eq!(
            parties(RequestKind::Outbound, Some(Disposition::Destruction), false, true),
            [P::HandingOver, P::SecondCustodian, P::SupervisingWitness, P::AttestingWitness]
        );
        assert_eq!(
            parties(RequestKind::Intake, None, false, true),
            [P::HandingOver, P::TakingOver, P::SecondCustodian]
        );
    }
}

//! The life of an item: four independent facts and the guards between them. Nothing here knows about storage.

use serde::{Deserialize, Serialize};

use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::goods::category::{Category, StorageClass};
use crate::model::reason::{Reason, Refusal};
use crate::model::words::words;

words! {
    /// Where the item is in its life with the centre (fact 1 of 4).
    CustodyState {
        /// On a seizure list, still with the officers.
        Registered = "registered" / "已登记" / "Registered" / "with its officers",
        /// On a submitted intake request.
        PendingIntake = "pending_intake" / "待入库" / "Pending intake" / "waiting for its intake",
        /// 在库: at a place of the centre.
        InCustody = "in_custody" / "在库" / "In custody",
        /// 调用中: lent to an officer.
        OnLoan = "on_loan" / "调用中" / "On loan",
        /// 已出库: left for good by a disposition.
        Released = "released" / "已出库" / "Released",
        /// 拒收: refused at the desk.
        Refused = "refused" / "拒收" / "Refused",
        /// Came back short or substituted, or could not be found; open until resolved.
        Discrepancy = "discrepancy" / "待查" / "In dispute" / "in dispute",
        /// Confirmed lost by the centre head.
        Lost = "lost" / "已灭失" / "Lost",
        /// 作废: its seizure list was cancelled before it was handed in.
        Cancelled = "cancelled" / "已作废" / "Cancelled",
    }
}

impl CustodyState {
    /// The states of what came to the centre and is not its to answer for any more.
    pub const GONE: [Self; 2] = [Self::Released, Self::Lost];

    /// Whether the item counts as received by the centre.
    pub const fn is_received(self) -> bool {
        !matches!(self, Self::Registered | Self::PendingIntake | Self::Refused | Self::Cancelled)
    }

    /// Refuses unless the item is in one of the needed states.
    pub fn must_be(self, item: &str, needed: Self) -> Result<(), Refusal> {
        if self == needed {
            return Ok(());
        }
        Err(Refusal::new(Reason::ItemState).with("item", item).with_word("state", self).with_word("needed", needed))
    }

    /// Refuses an item that was cancelled: there are no such goods, so nothing is asked for and no label printed. Nothing
    /// leads out of that state, and only [`Self::Registered`] led into it.
    pub fn must_not_be_cancelled(self, item: &str) -> Result<(), Refusal> {
        match self {
            Self::Cancelled => self.must_be(item, Self::Registered),
            _ => Ok(()),
        }
    }
}

words! {
    /// The stage of a case; responsibility follows it (fact 2 of 4).
    Stage {
        /// 侦查
        Investigation = "investigation" / "侦查" / "Investigation",
        /// 审查起诉
        Prosecution = "prosecution" / "审查起诉" / "Prosecution",
        /// 审判
        Trial = "trial" / "审判" / "Trial",
        /// 执行
        Enforcement = "enforcement" / "执行" / "Enforcement",
    }
}

words! {
    /// What the law says about the item (fact 3 of 4).
    LegalStatus {
        /// 扣押
        Seized = "seized" / "扣押" / "Seized",
        /// 续扣
        Extended = "extended" / "续扣" / "Extended",
        /// 解除扣押
        Lifted = "lifted" / "解除" / "Lifted",
        /// 判决返还
        JudgedReturn = "judged_return" / "判决返还" / "Judged: return",
        /// 判决没收
        JudgedConfiscate = "judged_confiscate" / "判决没收" / "Judged: confiscate",
        /// 判决追缴
        JudgedRecover = "judged_recover" / "判决追缴" / "Judged: recover",
        /// 随卷保存
        KeepInFile = "keep_in_file" / "随卷保存" / "Keep in file",
        /// 先行处置
        EarlyDisposal = "early_disposal" / "先行处置" / "Early disposal",
    }
}

words! {
    /// How the item's life with the centre ended (fact 4 of 4).
    Disposition {
        /// 返还
        ReturnToParty = "return_to_party" / "返还当事人" / "Return to party",
        /// 发还被害人
        ReturnToVictim = "return_to_victim" / "发还被害人" / "Return to victim",
        /// 随案移送
        TransferWithCase = "transfer_with_case" / "随案移送" / "Transfer with the case",
        /// 拍卖
        Auction = "auction" / "拍卖" / "Auction",
        /// 变卖
        Sale = "sale" / "变卖" / "Sale",
        /// 上缴国库
        Treasury = "treasury" / "上缴国库" / "Paid into treasury",
        /// 没收移交财政
        Confiscation = "confiscation" / "没收" / "Confiscation",
        /// 销毁
        Destruction = "destruction" / "销毁" / "Destruction",
        /// 移交主管部门
        HandoverToAuthority = "handover_to_authority" / "移交主管部门" / "Hand-over to authority",
    }
}

words! {
    /// In which condition a lent item came back.
    Condition {
        /// 完好
        Intact = "intact" / "完好" / "Intact",
        /// 损坏
        Damaged = "damaged" / "损坏" / "Damaged",
        /// 短少
        Short = "short" / "短少" / "Short",
        /// 调换
        Substituted = "substituted" / "调换" / "Substituted",
        /// 灭失
        Lost = "lost" / "灭失" / "Lost",
    }
}

impl Condition {
    /// Whether books and goods no longer agree, so that a discrepancy must be opened and both heads told.
    pub const fn opens_discrepancy(self) -> bool {
        !matches!(self, Self::Intact)
    }

    /// The state an item has after coming back like this.
    pub const fn state_after(self) -> CustodyState {
        match self {
            Self::Intact | Self::Damaged => CustodyState::InCustody,
            Self::Short | Self::Substituted | Self::Lost => CustodyState::Discrepancy,
        }
    }
}

/// What the guards need to know about a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceFacts {
    /// The place's code.
    pub code: String,
    /// What it is built for.
    pub storage_class: StorageClass,
    /// How many items it takes; `None` when unlimited.
    pub capacity: Option<i64>,
    /// How many items it holds, counting those placed earlier in the same call.
    pub held: i64,
    /// Whether it may be used.
    pub active: bool,
    /// The highest level of goods it may hold.
    pub secrecy: SecrecyLevel,
}

impl PlaceFacts {
    /// Whether one more item of a category, of a case of a level, fits there, or why not.
    pub fn fits(&self, category: Category, level: SecrecyLevel) -> Result<(), Refusal> {
        if !self.active {
            return Err(Refusal::new(Reason::PlaceClosed).with("place", &self.code));
        }
        if level > self.secrecy {
            let refusal = Refusal::new(Reason::PlaceNotCleared).with("place", &self.code);
            return Err(refusal.with_word("level", level).with_word("most", self.secrecy));
        }
        let needed = category.storage_class();
        if self.storage_class != needed {
            return Err(Refusal::new(Reason::PlaceWrong)
                .with("place", &self.code)
                .with_word("place_class", self.storage_class)
                .with_word("category", category)
                .with_word("needed", needed));
        }
        match self.capacity {
            Some(capacity) if self.held >= capacity => Err(Refusal::new(Reason::PlaceFull)
                .with("place", &self.code)
                .with("capacity", capacity)
                .with("held", self.held)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOW: SecrecyLevel = SecrecyLevel::Ordinary;

    fn place(storage_class: StorageClass, capacity: i64) -> PlaceFacts {
        let (capacity, secrecy) = (Some(capacity), SecrecyLevel::Ordinary);
        PlaceFacts { code: "A-1".into(), storage_class, capacity, held: 0, active: true, secrecy }
    }

    #[test]
    fn every_category_fits_exactly_one_storage_class() {
        for category in Category::ALL {
            let fits = StorageClass::ALL.iter().filter(|class| place(**class, 1).fits(*category, LOW).is_ok()).count();
            assert_eq!(fits, 1, "{category}");
        }
    }

    #[test]
    fn a_full_or_closed_place_takes_nothing() {
        let mut bin = place(StorageClass::Ordinary, 1);
        assert!(bin.fits(Category::Ordinary, LOW).is_ok());
        bin.held = 1;
        assert_eq!(bin.fits(Category::Ordinary, LOW).unwrap_err().reason, Reason::PlaceFull);
        bin = PlaceFacts { active: false, ..place(StorageClass::Ordinary, 1) };
        assert_eq!(bin.fits(Category::Ordinary, LOW).unwrap_err().reason, Reason::PlaceClosed);
    }

    #[test]
    fn a_place_takes_goods_up_to_its_level() {
        use SecrecyLevel::{Ordinary, Restricted, Secret};
        let safe = PlaceFacts { capacity: None, secrecy: Restricted, ..place(StorageClass::Ordinary, 1) };
        let taken = [Ordinary, Restricted, Secret].map(|level| safe.fits(Category::Ordinary, level).err());
        assert_eq!(
            taken.map(|refusal| refusal.map(|refusal| refusal.reason)),
            [None, None, Some(Reason::PlaceNotCleared)]
        );
    }
}

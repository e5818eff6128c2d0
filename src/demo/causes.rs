//! What cases are about: the cause, the goods that come with it, and how such goods end.

use super::agencies::Duty;
use super::figures::ListedCategory::{self, Antimagnetic, Specimen, Unclassified, Valuable, Vehicle};
use super::goods::families::*;
use super::goods::{BulkKind, Family, bulk_kinds as bulk};

/// One cause of cases.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cause {
    /// 案由.
    pub name: &'static str,
    /// Ordinary goods.
    pub families: &'static [Family],
    /// Bulk goods; empty when the cause brings none.
    pub bulk: &'static [BulkKind],
    /// Other categories that may come along.
    pub also: &'static [ListedCategory],
    /// Dangerous kinds that may be brought and are refused.
    pub dangerous: &'static [ListedCategory],
    /// How the goods end, in data words.
    pub dispositions: &'static [&'static str],
    /// Size of the seizures against the average, in tenths.
    pub size: u32,
    /// Whether it is a criminal case; administrative otherwise.
    pub criminal: bool,
}

const VICTIM: &[&str] =
    &["return_to_victim", "return_to_victim", "return_to_party", "transfer_with_case", "treasury", "destruction"];
const PARTY: &[&str] = &["return_to_party", "transfer_with_case", "treasury", "confiscation", "auction"];
const FAKE: &[&str] = &["destruction", "destruction", "transfer_with_case", "confiscation"];
const ADMINISTRATIVE: &[&str] = &["destruction", "return_to_party", "confiscation", "auction"];
const CRIME_TOOLS: &[&str] = &["destruction", "transfer_with_case", "confiscation", "treasury"];
const WILD: &[&str] = &["handover_to_authority", "destruction", "transfer_with_case", "sale"];

const THEFT: Cause = Cause {
    name: "盗窃",
    families: &[TOOLS, COPPER, APPLIANCES, BAGS],
    bulk: &[bulk::CABLE, bulk::SCRAP],
    also: &[Valuable, Valuable, Antimagnetic, Vehicle, Vehicle, Unclassified],
    dangerous: &[ListedCategory::Flammables],
    dispositions: VICTIM,
    size: 4,
    criminal: true,
};
const ROBBERY: Cause = Cause {
    name: "抢劫",
    families: &[WEAPONS, BAGS, CLOTHES],
    bulk: &[],
    also: &[Valuable, Antimagnetic, Vehicle],
    dangerous: &[ListedCategory::Firearms],
    dispositions: VICTIM,
    size: 1,
    criminal: true,
};
const ASSAULT: Cause = Cause {
    name: "寻衅滋事",
    families: &[WEAPONS, CLOTHES, TOOLS],
    bulk: &[],
    also: &[Antimagnetic, Vehicle, Unclassified],
    dangerous: &[ListedCategory::Firearms, ListedCategory::Explosives],
    dispositions: CRIME_TOOLS,
    size: 1,
    criminal: true,
};
const FRAUD: Cause = Cause {
    name: "诈骗",
    families: &[CARDS, PAPERS, COMPUTER_PARTS],
    bulk: &[],
    also: &[Antimagnetic, Antimagnetic, Valuable, Unclassified],
    dangerous: &[],
    dispositions: VICTIM,
    size: 8,
    criminal: true,
};
const CYBER_AID: Cause = Cause {
    name: "帮助信息网络犯罪活动",
    families: &[CARDS, COMPUTER_PARTS],
    bulk: &[],
    also: &[Antimagnetic, Antimagnetic, Valuable],
    dangerous: &[],
    dispositions: CRIME_TOOLS,
    size: 8,
    criminal: true,
};
const GAMBLING_DEN: Cause = Cause {
    name: "开设赌场",
    families: &[GAMBLING, GAMBLING, APPLIANCES],
    bulk: &[],
    also: &[Valuable, Valuable, Antimagnetic],
    dangerous: &[],
    dispositions: CRIME_TOOLS,
    size: 9,
    criminal: true,
};
const FAKE_GOODS: Cause = Cause {
    name: "销售假冒注册商标的商品",
    families: &[SHOES, CLOTHES, BAGS, COSMETICS, AUTO_PARTS],
    bulk: &[bulk::OIL, bulk::CARTON],
    also: &[Antimagnetic, Vehicle],
    dangerous: &[],
    dispositions: FAKE,
    size: 20,
    criminal: true,
};
const FAKE_LIQUOR: Cause = Cause {
    name: "生产、销售伪劣产品",
    families: &[LIQUOR, LIQUOR, FOOD],
    bulk: &[bulk::SPIRIT, bulk::FERTILISER, bulk::STEEL],
    also: &[Antimagnetic, Vehicle],
    dangerous: &[ListedCategory::Flammables],
    dispositions: FAKE,
    size: 16,
    criminal: true,
};
const ILLEGAL_BUSINESS: Cause = Cause {
    name: "非法经营",
    families: &[CIGARETTES, PAPERS, LIQUOR, BOOKS],
    bulk: &[bulk::LEAF, bulk::SALT],
    also: &[Valuable, Antimagnetic, Vehicle],
    dangerous: &[ListedCategory::Flammables, ListedCategory::Explosives],
    dispositions: PARTY,
    size: 14,
    criminal: true,
};
const EMBEZZLEMENT: Cause = Cause {
    name: "非法吸收公众存款",
    families: &[PAPERS, PAPERS, COMPUTER_PARTS, CARDS],
    bulk: &[],
    also: &[Valuable, Antimagnetic, Vehicle],
    dangerous: &[],
    dispositions: PARTY,
    size: 9,
    criminal: true,
};
const DRUG_DEALING: Cause = Cause {
    name: "贩卖毒品",
    families: &[DRUG_TOOLS, DRUG_TOOLS, CARDS],
    bulk: &[],
    also: &[Valuable, Antimagnetic, Vehicle],
    dangerous: &[ListedCategory::Drugs, ListedCategory::Drugs, ListedCategory::Firearms],
    dispositions: CRIME_TOOLS,
    size: 3,
    criminal: true,
};
const FIREWORKS: Cause = Cause {
    name: "非法储存危险物质",
    families: &[PAPERS, TOOLS],
    bulk: &[],
    also: &[Vehicle, Unclassified],
    dangerous: &[ListedCategory::Explosives, ListedCategory::Toxic, ListedCategory::Radioactive],
    dispositions: CRIME_TOOLS,
    size: 1,
    criminal: false,
};
const TRAFFIC_OFFENCE: Cause = Cause {
    name: "危险驾驶",
    families: &[AUTO_PARTS, PAPERS],
    bulk: &[],
    also: &[Vehicle, Vehicle, Vehicle],
    dangerous: &[],
    dispositions: &["return_to_party", "return_to_party", "auction", "transfer_with_case"],
    size: 1,
    criminal: true,
};
const ILLEGAL_CARGO: Cause = Cause {
    name: "违法运输货物",
    families: &[AUTO_PARTS, TOYS],
    bulk: &[bulk::SAND, bulk::STEEL, bulk::TIMBER],
    also: &[Vehicle, Vehicle],
    dangerous: &[ListedCategory::Flammables],
    dispositions: ADMINISTRATIVE,
    size: 3,
    criminal: false,
};
const UNSAFE_FOOD: Cause = Cause {
    name: "生产、销售不符合安全标准的食品",
    families: &[FOOD, FOOD, MEDICINE],
    bulk: &[bulk::MEAT, bulk::SALT, bulk::FLOUR],
    also: &[Antimagnetic],
    dangerous: &[ListedCategory::Toxic],
    dispositions: FAKE,
    size: 16,
    criminal: true,
};
const UNLICENSED_MEDICINE: Cause = Cause {
    name: "妨害药品管理",
    families: &[MEDICINE, COSMETICS],
    bulk: &[],
    also: &[Antimagnetic, Unclassified],
    dangerous: &[ListedCategory::Toxic],
    dispositions: FAKE,
    size: 14,
    criminal: true,
};
const MARKET_OFFENCE: Cause = Cause {
    name: "销售不合格商品",
    families: &[TOYS, FOOD, COSMETICS, APPLIANCES, AUTO_PARTS, BOOKS],
    bulk: &[bulk::FLOUR, bulk::FERTILISER, bulk::OIL],
    also: &[Unclassified],
    dangerous: &[],
    dispositions: ADMINISTRATIVE,
    size: 16,
    criminal: false,
};
const TOBACCO_SALE: Cause = Cause {
    name: "无烟草专卖零售许可证经营烟草制品",
    families: &[CIGARETTES],
    bulk: &[bulk::LEAF],
    also: &[Vehicle],
    dangerous: &[],
    dispositions: &["destruction", "auction", "confiscation"],
    size: 18,
    criminal: false,
};
const WILDLIFE: Cause = Cause {
    name: "危害珍贵、濒危野生动物",
    families: &[HUNTING],
    bulk: &[],
    also: &[Specimen, Specimen, Specimen, Vehicle],
    dangerous: &[ListedCategory::Firearms],
    dispositions: WILD,
    size: 2,
    criminal: true,
};
const LOGGING: Cause = Cause {
    name: "滥伐林木",
    families: &[TOOLS, HUNTING],
    bulk: &[bulk::TIMBER],
    also: &[Specimen, Vehicle],
    dangerous: &[],
    dispositions: WILD,
    size: 1,
    criminal: true,
};
const SMUGGLING: Cause = Cause {
    name: "走私普通货物",
    families: &[LIQUOR, COSMETICS, CIGARETTES, BAGS],
    bulk: &[bulk::MEAT, bulk::CARTON],
    also: &[Specimen, Antimagnetic, Vehicle, Unclassified],
    dangerous: &[],
    dispositions: &["auction", "destruction", "confiscation", "transfer_with_case"],
    size: 18,
    criminal: true,
};
const POLLUTION: Cause = Cause {
    name: "污染环境",
    families: &[PUMPS, PAPERS],
    bulk: &[bulk::WASTE, bulk::SCRAP],
    also: &[Antimagnetic, Vehicle],
    dangerous: &[ListedCategory::Toxic, ListedCategory::Radioactive],
    dispositions: &["destruction", "handover_to_authority", "return_to_party"],
    size: 2,
    criminal: true,
};
const ILLEGAL_MINING: Cause = Cause {
    name: "非法采矿",
    families: &[PUMPS, PAPERS],
    bulk: &[bulk::SAND],
    also: &[Vehicle],
    dangerous: &[ListedCategory::Explosives],
    dispositions: &["auction", "confiscation", "transfer_with_case"],
    size: 1,
    criminal: true,
};

/// The causes an agency of a duty brings; the more often listed, the more often drawn.
pub const fn of(duty: Duty) -> &'static [Cause] {
    match duty {
        Duty::Station => &[THEFT, THEFT, FRAUD, ASSAULT, GAMBLING_DEN, CYBER_AID, FAKE_GOODS, ILLEGAL_BUSINESS],
        Duty::Detective => &[THEFT, ROBBERY, FRAUD, ASSAULT, GAMBLING_DEN, CYBER_AID],
        Duty::Economic => &[EMBEZZLEMENT, FAKE_GOODS, FAKE_LIQUOR, ILLEGAL_BUSINESS, FRAUD],
        Duty::Narcotics => &[DRUG_DEALING],
        Duty::PublicOrder => &[GAMBLING_DEN, FIREWORKS, ILLEGAL_BUSINESS, FAKE_GOODS, ASSAULT],
        Duty::Traffic => &[TRAFFIC_OFFENCE, TRAFFIC_OFFENCE, ILLEGAL_CARGO],
        Duty::Cyber => &[CYBER_AID, FRAUD, GAMBLING_DEN],
        Duty::FoodDrug => &[UNSAFE_FOOD, UNLICENSED_MEDICINE, FAKE_LIQUOR, POLLUTION],
        Duty::Market => &[MARKET_OFFENCE, MARKET_OFFENCE, FAKE_GOODS, UNSAFE_FOOD],
        Duty::Tobacco => &[TOBACCO_SALE, TOBACCO_SALE, ILLEGAL_BUSINESS],
        Duty::Forestry => &[WILDLIFE, WILDLIFE, LOGGING],
        Duty::Customs => &[SMUGGLING],
        Duty::Ecology => &[POLLUTION, POLLUTION, ILLEGAL_MINING],
        Duty::None => &[],
    }
}

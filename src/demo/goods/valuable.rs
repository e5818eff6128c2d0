//! Valuables: gold and jewellery by weight, watches, cash counted by denomination.

use fastrand::Rng;
use serde::Serialize;

use super::{Attributes, Good};
use crate::demo::figures::ListedCategory;
use crate::demo::random::{digits, pick, price};

/// What is recorded of a valuable: a weight, or the denominations of cash; watches have neither.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Valuable {
    /// Weight in grams with two decimals, such as `12.35`.
    pub weight_grams: Option<String>,
    /// Currency of cash, ISO 4217.
    pub currency: Option<&'static str>,
    /// Cash counted by denomination.
    pub denominations: Vec<Denomination>,
}

/// Notes or coins of one value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Denomination {
    /// Value of one in minor units (fen).
    pub value_minor: i64,
    /// How many.
    pub count: u32,
}

/// Weighed goods: name, features, fen per gram.
const WEIGHED: &[(&str, &str, i64)] = &[
    ("黄金项链", "足金999,链节完整", 45_000),
    ("黄金戒指", "足金,内圈刻字", 45_000),
    ("黄金手镯", "足金,古法工艺", 46_000),
    ("金条", "表面有编号,附证书", 44_500),
    ("铂金项链", "PT950,搭扣完好", 30_000),
    ("银锭", "表面氧化发黑", 600),
    ("翡翠手镯", "飘花,有细微纹裂", 20_000),
    ("和田玉挂件", "白色,雕观音像", 15_000),
    ("钻石戒指", "主石约0.5克拉,18K金托", 180_000),
    ("珍珠项链", "白色,46颗", 4_000),
];
const WATCHES: &[(&str, &str)] = &[
    ("机械手表", "银色表壳,黑色表盘,皮质表带"),
    ("石英手表", "金色表壳,钢带有划痕"),
    ("机械手表", "蓝色表盘,背透,走时正常"),
    ("陀飞轮手表", "玫瑰金表壳,附保卡"),
];
const WATCH_BRANDS: &[&str] = &["海鸥", "北京", "欧米茄", "浪琴", "天梭", "劳力士"];

/// One valuable piece; a bundle of cash is one piece.
pub fn good(rng: &mut Rng) -> Good {
    match rng.u32(..100) {
        0..40 => cash(rng),
        40..82 => weighed(rng),
        _ => watch(rng),
    }
}

fn cash(rng: &mut Rng) -> Good {
    let mut denominations = vec![Denomination { value_minor: 10_000, count: rng.u32(1..400) }];
    for value_minor in [5_000, 2_000, 1_000, 500, 100] {
        if rng.u32(..3) == 0 {
            denominations.push(Denomination { value_minor, count: rng.u32(1..40) });
        }
    }
    let total: i64 = denominations.iter().map(|notes| notes.value_minor * i64::from(notes.count)).sum();
    let currency = Some("CNY");
    Good {
        category: ListedCategory::Valuable,
        name: "人民币现金".to_owned(),
        features: format!("共计{}元,当面清点,{}", total / 100, pick(rng, &["橡皮筋捆扎", "纸带捆扎", "散放于纸袋"])),
        serial_no: format!("首张冠字号{}", digits(rng, 8)),
        unit: "捆",
        valuation_fen: Some(total),
        attributes: Attributes::Valuable(Valuable { weight_grams: None, currency, denominations }),
        ..Good::default()
    }
}

fn weighed(rng: &mut Rng) -> Good {
    let (name, features, fen_per_gram) = pick(rng, WEIGHED);
    let hundredths = rng.i64(150..6_000);
    let weight_grams = Some(format!("{}.{:02}", hundredths / 100, hundredths % 100));
    Good {
        category: ListedCategory::Valuable,
        name: name.to_owned(),
        features: features.to_owned(),
        unit: "件",
        valuation_fen: Some(hundredths * fen_per_gram / 100),
        attributes: Attributes::Valuable(Valuable { weight_grams, ..Valuable::default() }),
        ..Good::default()
    }
}

fn watch(rng: &mut Rng) -> Good {
    let (name, features) = pick(rng, WATCHES);
    let brand = pick(rng, WATCH_BRANDS);
    Good {
        category: ListedCategory::Valuable,
        name: format!("{brand}牌{name}"),
        features: features.to_owned(),
        brand: brand.to_owned(),
        serial_no: format!("表号{}", digits(rng, 8)),
        unit: "块",
        valuation_fen: Some(price(rng, (100_000, 8_000_000))),
        attributes: Attributes::Valuable(Valuable::default()),
        ..Good::default()
    }
}

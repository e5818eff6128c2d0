//! Specimens: animals and plants, whole or in part, with species and protection class.

use fastrand::Rng;
use serde::Serialize;

use super::{Attributes, Good};
use crate::demo::figures::ListedCategory;
use crate::demo::random::pick;

/// What is recorded of a specimen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Specimen {
    /// Species, Chinese name.
    pub species: &'static str,
    /// `national_first`, `national_second`, `cites_i`, `cites_ii` or `beneficial`.
    pub protection_class: &'static str,
    /// `dry_mount`, `dried`, `frozen` or `liquid`.
    pub preservation: &'static str,
}

/// Name, features, species, protection class, preservation.
const SPECIMENS: &[(&str, &str, &str, &str, &str)] = &[
    ("猎隼标本", "展翅姿态,底座木质", "猎隼", "national_first", "dry_mount"),
    ("红隼死体", "体长约33厘米,左翅折断", "红隼", "national_second", "frozen"),
    ("穿山甲鳞片", "片状,灰褐色,装于塑料袋", "中华穿山甲", "national_first", "dried"),
    ("象牙雕件", "乳白色,可见勒兹纹", "非洲象", "cites_i", "dried"),
    ("玳瑁标本", "背甲长约42厘米,上清漆", "玳瑁", "national_first", "dry_mount"),
    ("羚羊角", "弯曲,有环纹,长约28厘米", "高鼻羚羊", "national_first", "dried"),
    ("红豆杉木段", "红褐色,树皮完整", "红豆杉", "national_first", "dried"),
    ("大雁死体", "体重约3.2千克", "豆雁", "beneficial", "frozen"),
    ("蛇类浸液标本", "玻璃瓶,酒精浸泡", "王锦蛇", "beneficial", "liquid"),
    ("鹦鹉标本", "绿色羽毛,站姿", "绯胸鹦鹉", "national_second", "dry_mount"),
    ("砗磲贝壳", "白色,长约36厘米", "大砗磲", "national_first", "dried"),
    ("兰花植株", "根部带土,三苗", "春兰", "national_second", "dried"),
];

/// One specimen.
pub fn good(rng: &mut Rng) -> Good {
    let (name, features, species, protection_class, preservation) = pick(rng, SPECIMENS);
    Good {
        category: ListedCategory::Specimen,
        name: name.to_owned(),
        features: features.to_owned(),
        unit: "件",
        attributes: Attributes::Specimen(Specimen { species, protection_class, preservation }),
        ..Good::default()
    }
}

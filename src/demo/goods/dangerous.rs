//! Dangerous goods: the desk refuses them, and the agency takes them straight to the competent keeper.

use fastrand::Rng;

use super::Good;
use crate::demo::figures::ListedCategory;
use crate::demo::random::{digits, pick};

/// Kind, names, unit.
const NAMES: [(ListedCategory, &[&str], &str); 6] = [
    (ListedCategory::Explosives, &["组合烟花", "鞭炮", "疑似雷管", "黑火药"], "箱"),
    (ListedCategory::Flammables, &["桶装汽油", "液化气罐", "桶装甲醇", "油漆稀释剂"], "桶"),
    (ListedCategory::Toxic, &["疑似氰化物", "剧毒鼠药", "桶装农药原药"], "瓶"),
    (ListedCategory::Radioactive, &["带三叶标志的铅罐", "探伤仪放射源"], "个"),
    (ListedCategory::Firearms, &["仿制式手枪", "气枪", "猎枪子弹"], "支"),
    (ListedCategory::Drugs, &["疑似冰毒晶体", "疑似海洛因粉末", "依托咪酯烟弹", "疑似大麻"], "包"),
];
/// Kind and who has to keep it.
const KEEPERS: [(ListedCategory, &str); 6] = [
    (ListedCategory::Explosives, "爆炸物品，应移交专用仓库"),
    (ListedCategory::Flammables, "易燃危险品，应移交有资质的危化品单位"),
    (ListedCategory::Toxic, "剧毒物品，应移交有资质的危化品单位"),
    (ListedCategory::Radioactive, "放射性物品，应移交生态环境主管部门"),
    (ListedCategory::Firearms, "枪支弹药，应移交公安机关枪弹库"),
    (ListedCategory::Drugs, "毒品，应移交毒品专用保管库"),
];

/// One dangerous piece of a kind.
pub fn good(rng: &mut Rng, category: ListedCategory) -> Good {
    let entry = NAMES.iter().find(|(kind, ..)| *kind == category);
    let (names, unit) = entry.map_or((&[][..], ""), |(_, names, unit)| (*names, *unit));
    Good {
        category,
        name: pick(rng, names).to_owned(),
        features: pick(rng, &["原包装", "无标识", "塑料袋封装", "已拍照"]).to_owned(),
        serial_no: format!("物证{}", digits(rng, 6)),
        unit,
        ..Good::default()
    }
}

/// Reason of the refusal.
pub fn refusal(category: ListedCategory) -> String {
    let keeper = KEEPERS.iter().find(|(kind, _)| *kind == category).map_or("", |(_, keeper)| *keeper);
    format!("{keeper}，中心不予接收，已拍照并列入直接移交清单")
}

//! What nobody could yet put into a category: waits at the receiving area.

use fastrand::Rng;

use super::Good;
use crate::demo::figures::ListedCategory;
use crate::demo::random::pick;

const NAMES: &[(&str, &str)] = &[
    ("疑似古钱币", "圆形方孔,锈蚀,字迹不清"),
    ("不明电子元件", "金属外壳,带天线接口"),
    ("疑似玉石摆件", "青白色,待鉴定"),
    ("未知牌匾", "木质,漆面脱落"),
    ("密封纸箱", "未开封,待当事人到场启封"),
    ("不明仪器", "外文铭牌,用途待查"),
    ("疑似文物陶罐", "口沿残缺,待鉴定"),
    ("上锁保险箱", "未开启,重约20千克"),
    ("疑似古画", "纸本,卷轴装,待鉴定"),
    ("成分待检药材", "块状,褐色,已送样"),
];

/// One unclassified piece.
pub fn good(rng: &mut Rng) -> Good {
    let (name, features) = pick(rng, NAMES);
    Good {
        category: ListedCategory::Unclassified,
        name: name.to_owned(),
        features: features.to_owned(),
        unit: "件",
        ..Good::default()
    }
}

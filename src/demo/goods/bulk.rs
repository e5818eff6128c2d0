//! Bulk goods: sacks, drums, logs, pallets, each with how it was measured, its tare and the sample taken.

use fastrand::Rng;
use serde::Serialize;

use super::{Attributes, Good};
use crate::demo::figures::ListedCategory;
use crate::demo::random::{digits, pick, price};

/// What is recorded of a bulk piece.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Bulk {
    /// `weighed`, `counted`, `volume` or `length`.
    pub measure_method: &'static str,
    /// Unit of the measure, such as 千克.
    pub measure_unit: &'static str,
    /// Measured amount in thousandths of the unit, tare included.
    pub gross_milli: i64,
    /// Packing in thousandths of the unit.
    pub tare_milli: i64,
    /// Which sample was taken, and from where.
    pub sampling_note: String,
}

/// A kind of bulk goods.
#[derive(Clone, Copy, Debug, Default)]
pub struct BulkKind {
    /// Name on the list.
    pub name: &'static str,
    /// Features.
    pub features: &'static [&'static str],
    /// Models or grades.
    pub models: &'static [&'static str],
    /// How it is packed, and counted.
    pub unit: &'static str,
    /// `weighed`, `counted`, `volume` or `length`, and its unit.
    pub measure: (&'static str, &'static str),
    /// Amount in whole units, from and to.
    pub amount: (i64, i64),
    /// Packing in thousandths of the unit.
    pub tare_milli: i64,
    /// Fen per unit.
    pub fen: i64,
}

/// One lot of a seizure.
#[derive(Clone, Debug)]
pub struct Lot {
    kind: BulkKind,
    batch: String,
    sample: String,
}

const SAMPLES: &[&str] =
    &["随机抽样三份封存", "上中下三点取样", "每十件抽一件", "留样一份随卷", "已送检,留样备查", "按比例抽样百分之一"];

/// One to three lots.
pub fn lots(rng: &mut Rng, kinds: &[BulkKind]) -> Vec<Lot> {
    (0..rng.usize(1..=3))
        .map(|_| Lot {
            kind: pick(rng, kinds),
            batch: format!("L{}", digits(rng, 8)),
            sample: format!("{},样品号Y{}", pick(rng, SAMPLES), digits(rng, 5)),
        })
        .collect()
}

/// One piece of one of the lots.
pub fn good(rng: &mut Rng, lots: &[Lot]) -> Good {
    let Some(lot) = lots.get(rng.usize(..lots.len().max(1))) else {
        return Good::default();
    };
    let kind = &lot.kind;
    let gross_milli = rng.i64(kind.amount.0 * 1_000..=kind.amount.1 * 1_000) / 100 * 100;
    let worth = (gross_milli - kind.tare_milli) * kind.fen / 1_000;
    Good {
        category: ListedCategory::Bulk,
        name: kind.name.to_owned(),
        features: pick(rng, kind.features).to_owned(),
        model: pick(rng, kind.models).to_owned(),
        serial_no: format!("批次{}", lot.batch),
        unit: kind.unit,
        valuation_fen: Some(price(rng, (worth * 9 / 10, worth))),
        attributes: Attributes::Bulk(Bulk {
            measure_method: kind.measure.0,
            measure_unit: kind.measure.1,
            gross_milli,
            tare_milli: kind.tare_milli,
            sampling_note: lot.sample.clone(),
        }),
        ..Good::default()
    }
}

/// The kinds, for the table of causes.
pub mod kinds {
    use super::BulkKind;

    macro_rules! kind {
        ($id:ident, $name:literal, $features:expr, $models:expr, $unit:literal, $measure:expr, $amount:expr,
         $tare:literal, $fen:literal) => {
            pub const $id: BulkKind = BulkKind {
                name: $name,
                features: &$features,
                models: &$models,
                unit: $unit,
                measure: $measure,
                amount: $amount,
                tare_milli: $tare,
                fen: $fen,
            };
        };
    }

    const KG: (&str, &str) = ("weighed", "千克");
    const LITRE: (&str, &str) = ("volume", "升");
    kind!(SAND, "吨袋河砂", ["含水", "干燥", "夹有卵石"], ["中砂", "细砂"], "袋", KG, (800, 1_200), 2_500, 12);
    kind!(
        TIMBER,
        "原木",
        ["带皮", "去皮", "一端有喷漆标记"],
        ["杨木", "松木", "刺槐"],
        "根",
        ("length", "米"),
        (2, 6),
        0,
        9_000
    );
    kind!(
        CABLE,
        "电缆盘",
        ["木质线盘", "铁质线盘", "外皮破损"],
        ["YJV 3×50", "YJV 4×35"],
        "盘",
        ("length", "米"),
        (80, 500),
        0,
        6_000
    );
    kind!(
        MEAT,
        "冷冻牛肉",
        ["外文纸箱", "无检疫标志", "部分解冻"],
        ["牛腱", "牛腩", "牛前"],
        "箱",
        KG,
        (18, 28),
        900,
        4_200
    );
    kind!(
        LEAF,
        "烟叶",
        ["麻袋包装", "编织袋包装", "色泽不均"],
        ["上部", "中部", "下部"],
        "包",
        KG,
        (35, 52),
        700,
        1_800
    );
    kind!(
        SPIRIT,
        "桶装散酒",
        ["蓝色塑料桶", "白色塑料桶", "不锈钢桶"],
        ["60度", "52度"],
        "桶",
        LITRE,
        (40, 200),
        0,
        1_500
    );
    kind!(
        SCRAP,
        "废旧金属",
        ["打包成块", "散装吨袋", "有锈蚀"],
        ["废铜", "废铝", "废钢"],
        "包",
        KG,
        (300, 900),
        3_000,
        700
    );
    kind!(SALT, "袋装工业盐", ["冒充食用盐包装", "编织袋", "无标识"], ["50kg", "25kg"], "袋", KG, (24, 51), 200, 90);
    kind!(
        FERTILISER,
        "复合肥料",
        ["标识含量不符", "无登记证号"],
        ["15-15-15", "18-18-18"],
        "袋",
        KG,
        (39, 51),
        250,
        320
    );
    kind!(
        WASTE,
        "吨桶废液",
        ["密封,有异味", "桶身无标识", "黄褐色液体"],
        ["IBC吨桶", "200L铁桶"],
        "桶",
        LITRE,
        (180, 1_000),
        0,
        0
    );
    kind!(
        OIL,
        "桶装润滑油",
        ["商标涉嫌假冒", "铅封缺失"],
        ["SN 5W-30", "CF-4 15W-40"],
        "桶",
        LITRE,
        (18, 200),
        0,
        1_600
    );
    kind!(FLOUR, "袋装面粉", ["超过保质期", "冒用厂名"], ["25kg", "10kg"], "袋", KG, (10, 26), 120, 350);
    kind!(
        CARTON,
        "整托假冒商品纸箱",
        ["缠绕膜封装", "外箱印有唛头"],
        ["48箱/托", "60箱/托"],
        "托",
        ("counted", "箱"),
        (40, 64),
        0,
        18_000
    );
    kind!(STEEL, "螺纹钢", ["捆扎,有挂牌", "挂牌缺失"], ["HRB400 φ12", "HRB400 φ20"], "捆", KG, (900, 2_400), 0, 390);
}

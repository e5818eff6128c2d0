//! Magnetic media and devices: phones with IMEI, disks, drives and tapes with serial number and image hash.

use fastrand::Rng;
use serde::Serialize;

use super::{Attributes, Good};
use crate::demo::figures::ListedCategory;
use crate::demo::random::{chance, characters, digits, pick, price};

/// What is recorded of a device or medium.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Antimagnetic {
    /// 15 digits with Luhn check digit, for phones.
    pub imei: Option<String>,
    /// Serial number of what has no IMEI.
    pub serial_no: Option<String>,
    /// SHA-256 of the forensic image, 64 hexadecimal digits, where an image was taken.
    pub image_sha256: Option<String>,
}

/// Phones: brand, model, whole yuan.
const PHONES: &[(&str, &str, i64)] = &[
    ("华为", "Mate 50 Pro", 5_200),
    ("华为", "P60", 4_300),
    ("荣耀", "Magic5", 3_600),
    ("小米", "13", 3_500),
    ("红米", "Note 12", 1_100),
    ("OPPO", "Reno9", 2_300),
    ("vivo", "X90", 3_700),
    ("苹果", "iPhone 13", 4_200),
    ("苹果", "iPhone 14 Pro", 7_400),
];
/// Media: name, brand, model, letters of the serial number, whole yuan.
const MEDIA: &[(&str, &str, &str, &str, i64)] = &[
    ("移动硬盘", "希捷", "1TB", "NA", 350),
    ("机械硬盘", "西部数据", "4TB", "WX", 600),
    ("固态硬盘", "三星", "500GB", "S5", 300),
    ("U盘", "金士顿", "64GB", "DT", 50),
    ("笔记本电脑", "联想", "ThinkPad E14", "PF", 4_200),
    ("平板电脑", "华为", "MatePad 11", "GE", 2_100),
    ("监控录像硬盘", "海康威视", "2TB", "DS", 450),
    ("磁带", "索尼", "LTO-6", "LT", 200),
    ("存储卡", "闪迪", "128GB", "SD", 90),
];
const PHONE_COLOURS: &[&str] = &["黑色", "白色", "蓝色", "金色", "紫色", "银色"];
const PHONE_STATES: &[&str] = &["已关机,屏幕完好", "屏幕碎裂,可开机", "已开启飞行模式", "带黑色保护壳", "有锁屏密码"];
const MEDIA_STATES: &[&str] = &["已制作镜像", "未通电", "外壳有划痕", "贴有编号标签", "装于防静电袋"];

/// One device or medium.
pub fn good(rng: &mut Rng) -> Good {
    if chance(rng, 60) { phone(rng) } else { medium(rng) }
}

fn phone(rng: &mut Rng) -> Good {
    let (brand, model, yuan) = pick(rng, PHONES);
    let body = format!("86{}", digits(rng, 12));
    let imei = format!("{body}{}", imei_check(&body));
    Good {
        category: ListedCategory::Antimagnetic,
        name: format!("{brand}手机"),
        features: format!("{},{}", pick(rng, PHONE_COLOURS), pick(rng, PHONE_STATES)),
        model: model.to_owned(),
        brand: brand.to_owned(),
        serial_no: imei.clone(),
        unit: "部",
        valuation_fen: Some(price(rng, (yuan * 50, yuan * 90))),
        attributes: Attributes::Antimagnetic(Antimagnetic {
            imei: Some(imei),
            serial_no: None,
            image_sha256: image_hash(rng, 40),
        }),
    }
}

fn medium(rng: &mut Rng) -> Good {
    let (name, brand, model, letters, yuan) = pick(rng, MEDIA);
    let serial_no = format!("{letters}{}", characters(rng, b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ", 10));
    Good {
        category: ListedCategory::Antimagnetic,
        name: format!("{brand}{name}"),
        features: pick(rng, MEDIA_STATES).to_owned(),
        model: model.to_owned(),
        brand: brand.to_owned(),
        serial_no: serial_no.clone(),
        unit: "个",
        valuation_fen: Some(price(rng, (yuan * 40, yuan * 90))),
        attributes: Attributes::Antimagnetic(Antimagnetic {
            imei: None,
            serial_no: Some(serial_no),
            image_sha256: image_hash(rng, 60),
        }),
    }
}

fn image_hash(rng: &mut Rng, percent: u32) -> Option<String> {
    chance(rng, percent).then(|| characters(rng, b"0123456789abcdef", 64))
}

/// Luhn check digit of the first 14 digits of an IMEI (3GPP TS 23.003).
pub fn imei_check(body: &str) -> u32 {
    let sum: u32 = body
        .chars()
        .zip(0_u32..)
        .map(|(digit, at)| {
            let value = digit.to_digit(10).unwrap_or(0) * (1 + at % 2);
            value / 10 + value % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

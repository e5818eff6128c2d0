//! Names and addresses put together from common parts; no real person is meant.

use fastrand::Rng;

use super::random::{chance, digits, pick};

const SURNAMES: &[&str] = &[
    "王", "王", "李", "李", "张", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
    "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许",
    "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎", "余", "潘", "杜", "戴",
    "夏", "钟", "汪", "田", "任", "姜", "范", "方", "石", "姚", "谭", "廖", "邹", "熊", "金", "陆", "郝", "孔", "白",
    "崔", "康", "毛", "邱", "秦", "江", "史", "顾", "侯", "邵", "孟", "龙", "万", "段", "欧阳",
];
const SINGLE_GIVEN: &[&str] = &[
    "伟", "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "涛", "明", "超", "霞", "平",
    "刚", "辉", "鹏", "华", "飞", "鑫", "波", "斌", "宇", "浩", "凯", "健", "俊", "帆", "帅", "旭", "宁", "龙", "林",
    "欢", "佳",
];
const FIRST_GIVEN: &[&str] = &[
    "建", "志", "秀", "晓", "海", "文", "玉", "国", "春", "永", "金", "丽", "桂", "立", "红", "明", "德", "俊", "雪",
    "振", "子", "思", "雨", "宏", "兴", "庆", "福", "光", "淑", "凤", "世", "学", "景", "少", "冬", "宝",
];
const LAST_GIVEN: &[&str] = &[
    "华", "英", "明", "军", "平", "兰", "梅", "强", "生", "杰", "峰", "玲", "霞", "荣", "涛", "勇", "红", "洁", "颖",
    "轩", "涵", "宁", "斌", "山", "海", "成", "龙", "刚", "利", "江", "东", "辉", "娟", "婷", "琴", "林", "武", "祥",
    "东", "贵",
];
const STREETS: &[&str] = &[
    "创业路",
    "兴业道",
    "科苑街",
    "火花路",
    "大学西道",
    "庆南街",
    "学院北路",
    "龙泽道",
    "卫国路",
    "荣华道",
    "西昌路",
    "银河道",
];
const SITES: &[&str] = &[
    "仓库",
    "出租房",
    "门市房",
    "地下停车场",
    "居民楼3单元",
    "物流园装卸区",
    "汽修厂院内",
    "市场摊位",
    "写字楼12层",
    "路口北侧",
    "网吧",
    "宾馆客房",
    "厂房车间",
    "废品收购站",
    "快递分拨点",
];
/// Where a number is at home: the code of the zone. Resident IDs are not issued under it.
pub const REGION: &str = "130273";

/// A person's name of two to four characters; about one in three has two.
pub fn person(rng: &mut Rng) -> String {
    let surname = pick(rng, SURNAMES);
    if chance(rng, 33) {
        format!("{surname}{}", pick(rng, SINGLE_GIVEN))
    } else {
        format!("{surname}{}{}", pick(rng, FIRST_GIVEN), pick(rng, LAST_GIVEN))
    }
}

/// An address in the zone.
pub fn address(rng: &mut Rng) -> String {
    format!("高新区{}{}号{}", pick(rng, STREETS), rng.u32(1..300), pick(rng, SITES))
}

/// A number of the form of a resident ID (18 characters, valid check character) that belongs to nobody:
/// the zone's code is not an issuing region, and the sequence 000 is never given.
pub fn resident_id(rng: &mut Rng) -> String {
    let body = format!("{REGION}{}{:02}{:02}000", rng.u32(1958..2003), rng.u32(1..=12), rng.u32(1..=28));
    let check = resident_id_check(&body);
    body + check
}

/// Check character of the first 17 digits of a resident ID (GB 11643).
pub fn resident_id_check(body: &str) -> &'static str {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [&str; 11] = ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"];
    let sum: u32 = body.chars().zip(WEIGHTS).map(|(digit, weight)| digit.to_digit(10).unwrap_or(0) * weight).sum();
    CHECKS.get((sum % 11) as usize).copied().unwrap_or_default()
}

/// Number of an officer's or clerk's card.
pub fn work_card(rng: &mut Rng) -> String {
    format!("冀B{}", digits(rng, 6))
}

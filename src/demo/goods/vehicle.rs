//! Vehicles: motor vehicles with VIN, plate, engine number, mileage and keys; non-motor ones without.

use fastrand::Rng;
use serde::Serialize;

use super::{Attributes, Good};
use crate::demo::figures::ListedCategory;
use crate::demo::random::{chance, characters, digits, pick, price};

/// What is recorded of a vehicle; a non-motor vehicle has none of the numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Vehicle {
    /// Whether it is a motor vehicle.
    pub motor: bool,
    /// Whether its plate is the longer one of new-energy vehicles.
    pub new_energy: bool,
    /// 17 characters without I, O and Q, ninth is the check character (GB 16735).
    pub vin: Option<String>,
    /// 7 characters, 8 for new-energy vehicles.
    pub plate: Option<String>,
    /// Engine or motor number.
    pub engine_no: Option<String>,
    /// Mileage in kilometres.
    pub mileage_km: Option<u32>,
    /// Keys handed over.
    pub keys: Option<u32>,
}

/// Motor vehicles: name, brand, model, first three characters of the VIN, new energy, whole yuan.
const MOTOR: &[(&str, &str, &str, &str, bool, i64)] = &[
    ("小型轿车", "大众", "朗逸", "LSV", false, 80_000),
    ("小型轿车", "丰田", "卡罗拉", "LFM", false, 90_000),
    ("小型越野客车", "哈弗", "H6", "LGW", false, 95_000),
    ("小型普通客车", "五菱", "宏光", "LZW", false, 35_000),
    ("轻型厢式货车", "福田", "时代", "LVB", false, 60_000),
    ("重型自卸货车", "解放", "J6P", "LFN", false, 260_000),
    ("小型轿车", "比亚迪", "秦PLUS EV", "LGX", true, 110_000),
    ("小型轿车", "特斯拉", "Model 3", "LRW", true, 210_000),
    ("普通二轮摩托车", "豪爵", "HJ125", "LC6", false, 5_000),
];
/// Non-motor vehicles: name, brand, model.
const NON_MOTOR: &[(&str, &str, &str)] = &[
    ("电动自行车", "雅迪", "DE2"),
    ("电动自行车", "爱玛", "麦"),
    ("电动自行车", "台铃", "超能"),
    ("自行车", "永久", "26寸"),
    ("山地自行车", "捷安特", "ATX"),
    ("人力三轮车", "", "加厚"),
];
const COLOURS: &[&str] = &["白色", "黑色", "银灰色", "红色", "蓝色", "棕色"];
const STATES: &[&str] = &["车身完好", "前保险杠破损", "左侧有刮痕", "电池缺失", "轮胎亏气", "挡风玻璃有裂纹"];
/// The characters a VIN may have.
pub const VIN_ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
/// Plates have no I and no O, which read like digits.
const PLATE_ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// One vehicle; about half are motor vehicles.
pub fn good(rng: &mut Rng) -> Good {
    if chance(rng, 55) { motor(rng) } else { non_motor(rng) }
}

fn motor(rng: &mut Rng) -> Good {
    let (name, brand, model, maker, new_energy, yuan) = pick(rng, MOTOR);
    let plate = if new_energy {
        format!("冀B{}{}", pick(rng, &["D", "F"]), digits(rng, 5))
    } else {
        format!("冀B{}{}", characters(rng, PLATE_ALPHABET, 2), digits(rng, 3))
    };
    let vin = vin(rng, maker);
    let colour = pick(rng, COLOURS);
    Good {
        category: ListedCategory::Vehicle,
        name: format!("{brand}牌{name}"),
        features: format!("{colour},{},车牌{plate}", pick(rng, STATES)),
        model: model.to_owned(),
        brand: brand.to_owned(),
        serial_no: vin.clone(),
        unit: "辆",
        valuation_fen: Some(price(rng, (yuan * 30, yuan * 90))),
        attributes: Attributes::Vehicle(Vehicle {
            motor: true,
            new_energy,
            vin: Some(vin),
            plate: Some(plate),
            engine_no: Some(format!("{}{}", characters(rng, b"ABCDEFGHJKLM", 2), digits(rng, 6))),
            mileage_km: Some(rng.u32(800..240_000)),
            keys: Some(rng.u32(0..=2)),
        }),
    }
}

fn non_motor(rng: &mut Rng) -> Good {
    let (name, brand, model) = pick(rng, NON_MOTOR);
    Good {
        category: ListedCategory::Vehicle,
        name: format!("{brand}{name}"),
        features: format!("{},{}", pick(rng, COLOURS), pick(rng, STATES)),
        model: model.to_owned(),
        brand: brand.to_owned(),
        serial_no: if chance(rng, 60) { format!("车架号{}", digits(rng, 12)) } else { String::new() },
        unit: "辆",
        valuation_fen: Some(price(rng, (20_000, 350_000))),
        attributes: Attributes::Vehicle(Vehicle { keys: Some(rng.u32(0..=1)), ..Vehicle::default() }),
    }
}

fn vin(rng: &mut Rng, maker: &str) -> String {
    let head = format!("{maker}{}", characters(rng, VIN_ALPHABET, 5));
    let year = pick(rng, b"EFGHJKLMNP");
    let tail = format!("{}{}{}", char::from(year), characters(rng, VIN_ALPHABET, 1), digits(rng, 6));
    let check = vin_check(&format!("{head}0{tail}"));
    format!("{head}{check}{tail}")
}

/// Check character of a VIN of 17 characters; what stands in the ninth place does not matter (GB 16735).
pub fn vin_check(vin: &str) -> char {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let sum: u32 = vin.chars().zip(WEIGHTS).map(|(character, weight)| vin_value(character) * weight).sum();
    char::from_digit(sum % 11, 10).unwrap_or('X')
}

fn vin_value(character: char) -> u32 {
    match character {
        '0'..='9' => character.to_digit(10).unwrap_or(0),
        'A'..='H' => u32::from(character) - u32::from('A') + 1,
        'J'..='R' => u32::from(character) - u32::from('J') + 1,
        'S'..='Z' => u32::from(character) - u32::from('S') + 2,
        _ => 0,
    }
}

//! Goods as an officer writes them onto a seizure list, one of each category.

use serde_json::{Value, json};

pub fn ordinary(name: &str) -> Value {
    json!({ "name": name, "category": "ordinary", "features": "黑色,有划痕" })
}

pub fn phone(name: &str, serial_no: &str) -> Value {
    let attributes = json!({ "imei": "490154203237518" });
    json!({ "name": name, "category": "antimagnetic", "serial_no": serial_no, "attributes": attributes })
}

pub fn gold() -> Value {
    let attributes = json!({ "weight_milligrams": 31_104 });
    json!({ "name": "金条", "category": "valuable", "valuation_minor": 1_520_000, "attributes": attributes })
}

pub fn specimen() -> Value {
    json!({ "name": "穿山甲标本", "category": "specimen", "attributes": { "species": "中华穿山甲" } })
}

pub fn bulk() -> Value {
    let attributes = json!({ "measure_method": "称重", "measure_unit": "kg", "gross_milli": 1_200_000 });
    json!({ "name": "钢材", "category": "bulk", "attributes": attributes })
}

pub fn car() -> Value {
    let attributes = json!({ "motor": true, "vin": "LSVAA00000A000000", "plate": "冀B12345", "keys": 2 });
    json!({ "name": "轿车", "category": "vehicle", "attributes": attributes })
}

pub fn unclassified() -> Value {
    json!({ "name": "不明粉末容器" })
}

/// Several ordinary goods.
pub fn many(count: usize) -> Vec<Value> {
    (1..=count).map(|number| ordinary(&format!("纸箱{number}号"))).collect()
}

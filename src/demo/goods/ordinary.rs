//! Ordinary goods: how a piece of a product family reads. The families themselves are in `families.rs`.

use fastrand::Rng;

use super::Good;
use crate::demo::figures::ListedCategory;
use crate::demo::random::{chance, characters, digits, pick, price};

/// Products that are seized together and read alike.
#[derive(Clone, Copy, Debug, Default)]
pub struct Family {
    /// Names of products.
    pub names: &'static [&'static str],
    /// Brands, all invented; empty when the goods have none.
    pub brands: &'static [&'static str],
    /// Sizes, capacities, specifications.
    pub models: &'static [&'static str],
    /// Colours or kinds.
    pub colours: &'static [&'static str],
    /// Marks seen by the officer.
    pub marks: &'static [&'static str],
    /// Unit of counting.
    pub unit: &'static str,
    /// Value of a piece in fen, from and to.
    pub fen: (i64, i64),
    /// How a piece is numbered: the letters before the number, empty for none.
    pub serial: &'static str,
}

/// One product of a seizure.
#[derive(Clone, Debug)]
pub struct Product {
    family: Family,
    name: &'static str,
    brand: &'static str,
    batch: String,
}

const CONDITIONS: &[&str] = &["全新", "全新", "未拆封", "九成新", "有使用痕迹", "外包装破损", "无外包装", "轻微划痕"];

/// One to eight products of the families.
pub fn products(rng: &mut Rng, families: &[Family]) -> Vec<Product> {
    let count = rng.usize(1..=8);
    (0..count)
        .map(|_| {
            let family = pick(rng, families);
            Product {
                family,
                name: pick(rng, family.names),
                brand: pick(rng, family.brands),
                batch: format!("2{}{:02}{:02}{}", rng.u32(1..=3), rng.u32(1..=12), rng.u32(1..=28), digits(rng, 3)),
            }
        })
        .collect()
}

/// One piece of one of the products.
pub fn good(rng: &mut Rng, products: &[Product]) -> Good {
    let Some(product) = products.get(rng.usize(..products.len().max(1))) else {
        return Good::default();
    };
    let family = &product.family;
    let colour = pick(rng, family.colours);
    let condition = pick(rng, CONDITIONS);
    let mark = if chance(rng, 40) { pick(rng, family.marks) } else { "" };
    let serial_no = if family.serial.is_empty() {
        format!("批号{}", product.batch)
    } else {
        format!("{}{}{}", family.serial, characters(rng, b"ABCDEFGHJKLMNPQRSTUVWXYZ", 1), digits(rng, 9))
    };
    let features: Vec<&str> = [colour, condition, mark].into_iter().filter(|part| !part.is_empty()).collect();
    Good {
        category: ListedCategory::Ordinary,
        name: format!("{}{}", product.brand, product.name),
        features: features.join(","),
        model: pick(rng, family.models).to_owned(),
        brand: product.brand.to_owned(),
        serial_no,
        unit: family.unit,
        valuation_fen: Some(price(rng, family.fen)),
        ..Good::default()
    }
}

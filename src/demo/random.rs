//! Drawing from tables with a seeded generator, and sharing out exact totals.
//! Integers only, so that a seed gives the same year on every machine.

use fastrand::Rng;

/// What a stream of random numbers is for; keeps the streams of one seed apart.
#[derive(Clone, Copy)]
pub enum Stream {
    People,
    Cases,
    Categories,
    Intakes,
    Loans,
    Outbounds,
    Item,
    Variants,
    Refused,
    Result,
    Papers,
}

/// A generator of its own for entry `index` of a stream.
pub fn rng(seed: u64, stream: Stream, index: u64) -> Rng {
    let mixed = scramble(scramble(seed) ^ scramble(stream as u64 + 1)).wrapping_add(index);
    Rng::with_seed(scramble(mixed))
}

/// The finishing step of splitmix64.
const fn scramble(value: u64) -> u64 {
    let a = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let b = (a ^ (a >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let c = (b ^ (b >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    c ^ (c >> 31)
}

/// One entry of a table; the default value when the table is empty.
pub fn pick<T: Copy + Default>(rng: &mut Rng, table: &[T]) -> T {
    if table.is_empty() { T::default() } else { table.get(rng.usize(..table.len())).copied().unwrap_or_default() }
}

/// Up to `count` different entries of a table, in no particular order.
pub fn pick_some<T: Copy>(rng: &mut Rng, table: &[T], count: usize) -> Vec<T> {
    rng.choose_multiple(table, count).into_iter().copied().collect()
}

/// One value by weights: `(weight, value)`.
pub fn pick_weighted<T: Copy + Default>(rng: &mut Rng, table: &[(u32, T)]) -> T {
    let total: u32 = table.iter().map(|(weight, _)| weight).sum();
    let mut rest = rng.u32(..total.max(1));
    for (weight, value) in table {
        if rest < *weight {
            return *value;
        }
        rest -= weight;
    }
    T::default()
}

/// A number from size classes `(share, low, high)`, both ends included.
pub fn pick_size(rng: &mut Rng, classes: &[(u32, (u32, u32))]) -> u32 {
    let (low, high) = pick_weighted(rng, classes);
    rng.u32(low..=high.max(low))
}

/// True in `percent` of the cases.
pub fn chance(rng: &mut Rng, percent: u32) -> bool {
    rng.u32(..100) < percent
}

/// Shares out `total` in proportion to the weights, at least `least` to everyone; the sum is exact.
/// An empty list, weights of zero or a total below the least shares leave what cannot be given.
pub fn share_out(total: u32, weights: &[u32], least: u32) -> Vec<u32> {
    let sum: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
    let spread = u64::from(total).saturating_sub(u64::from(least) * weights.len() as u64);
    let part = |weight: u32| u64::from(weight) * spread;
    let mut shares: Vec<u32> =
        weights.iter().map(|weight| least + u32::try_from(part(*weight) / sum.max(1)).unwrap_or(0)).collect();
    let given: u32 = shares.iter().sum();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(weights.get(*at).map_or(0, |weight| part(*weight) % sum.max(1))));
    let rest = total.saturating_sub(given) as usize;
    for at in order.into_iter().take(rest) {
        if let Some(share) = shares.get_mut(at) {
            *share += 1;
        }
    }
    shares
}

/// `count` characters from an alphabet.
pub fn characters(rng: &mut Rng, alphabet: &[u8], count: usize) -> String {
    (0..count).map(|_| char::from(pick(rng, alphabet))).collect()
}

/// `count` decimal digits.
pub fn digits(rng: &mut Rng, count: usize) -> String {
    characters(rng, b"0123456789", count)
}

/// A price between two amounts in fen, rounded to whole yuan.
pub fn price(rng: &mut Rng, (low, high): (i64, i64)) -> i64 {
    rng.i64(low..=high.max(low)) / 100 * 100
}

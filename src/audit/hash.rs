//! SHA-256 with the two prefixes of RFC 6962 section 2.1, and hashes as text.
//! What is hashed, and in which order, is decided by `leaf` and `tree`.

use aws_lc_rs::digest::{Context, SHA256, digest};

/// A SHA-256 value: of a payload, a leaf, a tree node or a root.
pub type Hash = [u8; 32];

/// Bytes of a hash.
pub const HASH_LEN: usize = 32;

/// The root of a log without entries: SHA-256 of nothing (RFC 6962 section 2.1).
pub const EMPTY_ROOT: Hash = [
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27, 0xae, 0x41,
    0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
];

const HEX_DIGITS: &[u8; 16] = b"0123456789abcdef";

/// SHA-256 of the bytes as they are.
pub fn sha256(bytes: &[u8]) -> Hash {
    to_hash(digest(&SHA256, bytes).as_ref())
}

/// The hash of a leaf: SHA-256(0x00 ‖ bytes).
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    let mut context = Context::new(&SHA256);
    context.update(&[0]);
    context.update(bytes);
    to_hash(context.finish().as_ref())
}

/// The hash of a tree node over its two children: SHA-256(0x01 ‖ left ‖ right).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut bytes = [1; 1 + 2 * HASH_LEN];
    let (_, children) = bytes.split_at_mut(1);
    let (first, second) = children.split_at_mut(HASH_LEN);
    first.copy_from_slice(left);
    second.copy_from_slice(right);
    sha256(&bytes)
}

/// Lower-case hexadecimal digits, two for each byte.
pub fn to_hex(bytes: &[u8]) -> String {
    let mut text = Vec::with_capacity(bytes.len() * 2);
    push_hex(&mut text, bytes);
    String::from_utf8(text).unwrap_or_default()
}

/// The `N` bytes written as exactly 2 `N` lower-case hexadecimal digits; `None` for anything else.
pub fn from_hex<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    let (pairs, rest) = text.as_chunks::<2>();
    if pairs.len() != N || !rest.is_empty() {
        return None;
    }
    let mut bytes = [0; N];
    // A digit that is none has its high bits set, and they stay set until the one test at the end.
    let mut seen = 0;
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        let (high, low) = (digit(*high), digit(*low));
        seen |= high | low;
        *byte = high << 4 | low;
    }
    (seen < 16).then_some(bytes)
}

/// Any number of bytes written as lower-case hexadecimal digits, two for each; `None` for anything else.
pub fn bytes_from_hex(text: &[u8]) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_chunks::<2>();
    let bytes = pairs.iter().map(|pair| from_hex::<1>(pair).map(|[byte]| byte));
    if rest.is_empty() { bytes.collect() } else { None }
}

/// Appends the bytes as hexadecimal digits.
pub(super) fn push_hex(text: &mut Vec<u8>, bytes: &[u8]) {
    let digit = |value: u8| HEX_DIGITS.get(usize::from(value)).copied().unwrap_or(b'0');
    text.reserve(bytes.len() * 2);
    bytes.iter().for_each(|b| text.extend_from_slice(&[digit(b >> 4), digit(b & 15)]));
}

fn digit(letter: u8) -> u8 {
    match letter {
        b'0'..=b'9' => letter - b'0',
        b'a'..=b'f' => letter - b'a' + 10,
        _ => 0xff,
    }
}

fn to_hash(digest: &[u8]) -> Hash {
    let mut hash = [0; HASH_LEN];
    hash.copy_from_slice(digest);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_is_lower_case_and_of_the_exact_length() {
        assert_eq!(to_hex(&[0, 0x5a, 0xff]), "005aff");
        assert_eq!(from_hex::<3>(b"005aff"), Some([0, 0x5a, 0xff]));
        for wrong in ["005aF0", "005aff0", "005a", "005afg", "+05aff"] {
            assert_eq!(from_hex::<3>(wrong.as_bytes()), None, "{wrong}");
        }
        assert_eq!(bytes_from_hex(b"005aff"), Some(vec![0, 0x5a, 0xff]));
        assert_eq!(bytes_from_hex(b""), Some(Vec::new()));
        assert_eq!((bytes_from_hex(b"005"), bytes_from_hex(b"+5")), (None, None));
    }

    #[test]
    fn the_empty_root_is_the_hash_of_nothing() {
        assert_eq!(sha256(b""), EMPTY_ROOT);
    }

    #[test]
    fn prefixes_are_those_of_the_standard() {
        assert_eq!(leaf_hash(b"x"), tlog_tiles::record_hash(b"x").0);
        let (a, b) = (sha256(b"a"), sha256(b"b"));
        let theirs = tlog_tiles::node_hash(tlog_tiles::Hash(a), tlog_tiles::Hash(b));
        assert_eq!(node_hash(&a, &b), theirs.0);
    }
}

//! The tree against the vectors of RFC 6962's first implementation and against an independent crate.

use super::*;
use crate::audit::hash::{from_hex, leaf_hash};
use aws_lc_rs::digest::{Context, SHA256};
use ct_merkle::digest::{FixedOutput, HashMarker, Output, OutputSizeUser, Reset, Update, typenum::U32};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;

/// The eight leaves of the certificate-transparency test suite.
pub const LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

/// The roots of the trees of their first 1 to 8 leaves.
pub const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

pub fn hash(hex: &str) -> Hash {
    from_hex(hex.as_bytes()).unwrap()
}

/// The rows of a log in memory: the nodes stored with each leaf.
#[derive(Default)]
pub struct Rows {
    pub frontier: Frontier,
    pub nodes: Vec<Vec<u8>>,
}

impl Rows {
    pub fn of<'a>(leaves: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut rows = Self::default();
        for leaf in leaves {
            let nodes = rows.frontier.append(leaf_hash(leaf));
            rows.nodes.push(nodes.into_bytes());
        }
        rows
    }
}

impl NodeSource for Rows {
    type Error = String;

    fn nodes(&self, wanted: &[(u64, u8)]) -> Result<Vec<Hash>, String> {
        let read = |(seq, level): &(u64, u8)| {
            let row = self.nodes.get(*seq as usize).ok_or(format!("no row {seq}"))?;
            stored_node(row, usize::from(*level)).ok_or(format!("no level {level} in {seq}"))
        };
        wanted.iter().map(read).collect()
    }
}

/// SHA-256 as `ct-merkle` wants it.
#[derive(Clone)]
pub struct Sha256(Context);

impl Default for Sha256 {
    fn default() -> Self {
        Self(Context::new(&SHA256))
    }
}

impl HashMarker for Sha256 {}

impl OutputSizeUser for Sha256 {
    type OutputSize = U32;
}

impl Update for Sha256 {
    fn update(&mut self, data: &[u8]) {
        self.0.update(data);
    }
}

impl FixedOutput for Sha256 {
    fn finalize_into(self, out: &mut Output<Self>) {
        out.copy_from_slice(self.0.finish().as_ref());
    }
}

impl Reset for Sha256 {
    fn reset(&mut self) {
        *self = Self::default();
    }
}

pub fn oracle(leaves: &[Vec<u8>]) -> MemoryBackedTree<Sha256, Vec<u8>> {
    let mut tree = MemoryBackedTree::new();
    leaves.iter().for_each(|leaf| tree.push(leaf.clone()));
    tree
}

#[test]
fn the_roots_are_those_of_the_published_vectors() {
    assert_eq!(Frontier::empty().root(), EMPTY_ROOT);
    for (size, root) in (1..).zip(ROOTS) {
        assert_eq!(Rows::of(LEAVES.into_iter().take(size)).frontier.root(), hash(root));
    }
}

#[test]
fn a_leaf_stores_one_hash_more_for_each_subtree_it_closes() {
    let rows = Rows::of(LEAVES);
    let counts: Vec<_> = rows.nodes.iter().map(|nodes| nodes.len() / HASH_LEN).collect();
    assert_eq!(counts, [1, 2, 1, 3, 1, 2, 1, 4]);
    assert_eq!(stored_node(&rows.nodes[7], 3), Some(hash(ROOTS[7])));
    assert_eq!(stored_node(&rows.nodes[3], 2), Some(hash(ROOTS[3])));
    assert_eq!(stored_node(&rows.nodes[3], 3), None);
}

#[test]
fn the_frontier_needs_as_many_roots_as_its_size_has_bits() {
    assert_eq!(frontier_rows(0), []);
    assert_eq!(frontier_rows(7), [(3, 2), (5, 1), (6, 0)]);
    assert_eq!(Frontier::from_parts(7, vec![[0; 32]; 2]), None);
    assert_eq!(Frontier::from_parts(0, vec![]), Some(Frontier::empty()));
}

proptest! {
    #[test]
    fn roots_agree_with_an_independent_tree(leaves in proptest::collection::vec(any::<Vec<u8>>(), 0..120)) {
        let rows = Rows::of(leaves.iter().map(Vec::as_slice));
        prop_assert!(rows.frontier.root() == oracle(&leaves).root().as_bytes().as_slice());
    }

    #[test]
    fn a_frontier_read_back_goes_on_like_the_one_kept(size in 0_usize..200, more in 1_usize..40) {
        let leaves: Vec<Vec<u8>> = (0..size + more).map(|n| n.to_be_bytes().to_vec()).collect();
        let all = Rows::of(leaves.iter().map(Vec::as_slice));
        let wanted = frontier_rows(size as u64);
        let mut frontier = Frontier::from_parts(size as u64, all.nodes(&wanted).unwrap()).unwrap();
        for (leaf, nodes) in leaves.iter().zip(&all.nodes).skip(size) {
            prop_assert_eq!(&frontier.append(leaf_hash(leaf)).into_bytes(), nodes);
        }
        prop_assert_eq!(frontier, all.frontier);
    }
}

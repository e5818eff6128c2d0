//! Proofs against the published vectors and an independent crate, and what they must not show.

use super::*;
use crate::audit::hash::leaf_hash;
use crate::audit::tree::tests::{LEAVES, ROOTS, Rows, hash, oracle};
use proptest::prelude::*;

const LEAF_1: &str = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const LEAF_4: &str = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const LEAVES_2_3: &str = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const LEAVES_4_5: &str = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
const LEAVES_6_7: &str = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const LEAVES_4_7: &str = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";

fn hashes(path: &[&str]) -> Vec<Hash> {
    path.iter().map(|hex| hash(hex)).collect()
}

fn inclusion(size: u64, index: u64) -> InclusionProof {
    InclusionProof::make(&Rows::of(LEAVES), size, index).unwrap()
}

fn consistency(from: u64, to: u64) -> ConsistencyProof {
    ConsistencyProof::make(&Rows::of(LEAVES), from, to).unwrap()
}

#[test]
fn inclusion_paths_are_those_of_the_published_vectors() {
    assert_eq!(inclusion(1, 0).path, hashes(&[]));
    assert_eq!(inclusion(8, 0).path, hashes(&[LEAF_1, LEAVES_2_3, LEAVES_4_7]));
    assert_eq!(inclusion(8, 5).path, hashes(&[LEAF_4, LEAVES_6_7, ROOTS[3]]));
    assert_eq!(inclusion(3, 2).path, hashes(&[ROOTS[1]]));
    assert_eq!(inclusion(5, 1).path, hashes(&[ROOTS[0], LEAVES_2_3, LEAF_4]));
}

#[test]
fn consistency_paths_are_those_of_the_published_vectors() {
    assert_eq!(consistency(1, 1).path, hashes(&[]));
    assert_eq!(consistency(1, 8).path, hashes(&[LEAF_1, LEAVES_2_3, LEAVES_4_7]));
    assert_eq!(consistency(6, 8).path, hashes(&[LEAVES_4_5, LEAVES_6_7, ROOTS[3]]));
    assert_eq!(consistency(2, 5).path, hashes(&[LEAVES_2_3, LEAF_4]));
}

#[test]
fn the_empty_log_is_the_beginning_of_every_log() {
    let proof = consistency(0, 5);
    assert!(proof.shows(&EMPTY_ROOT, &hash(ROOTS[4])));
    assert!(!proof.shows(&hash(ROOTS[0]), &hash(ROOTS[4])));
    assert!(!consistency(0, 0).shows(&EMPTY_ROOT, &hash(ROOTS[0])));
}

#[test]
fn what_is_not_in_the_log_has_no_proof() {
    let rows = Rows::of(LEAVES);
    assert_eq!(InclusionProof::make(&rows, 8, 8), Err(ProofError::OutOfRange));
    assert_eq!(ConsistencyProof::make(&rows, 5, 4), Err(ProofError::OutOfRange));
    assert_eq!(InclusionProof::make(&rows, u64::MAX, 8), Err(ProofError::OutOfRange));
    let missing = InclusionProof::make(&rows, 9, 3);
    assert_eq!(missing, Err(ProofError::Source("no row 8".into())));
}

#[test]
fn a_source_that_answers_too_little_is_an_error_and_no_panic() {
    struct Nothing;
    impl NodeSource for Nothing {
        type Error = ();
        fn nodes(&self, _: &[(u64, u8)]) -> Result<Vec<Hash>, ()> {
            Ok(Vec::new())
        }
    }
    assert_eq!(InclusionProof::make(&Nothing, 8, 3), Err(ProofError::Incomplete));
}

#[test]
fn proofs_travel_as_base64() {
    let text = serde_json::to_string(&inclusion(3, 2)).unwrap();
    assert_eq!(text, r#"{"size":3,"index":2,"path":["+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU="]}"#);
    assert_eq!(serde_json::from_str::<InclusionProof>(&text).unwrap(), inclusion(3, 2));
    let proof = consistency(2, 5);
    let text = serde_json::to_string(&proof).unwrap();
    assert_eq!(serde_json::from_str::<ConsistencyProof>(&text).unwrap(), proof);
}

fn leaves() -> impl Strategy<Value = Vec<Vec<u8>>> {
    (1_usize..150).prop_map(|size| (0..size).map(|n| n.to_be_bytes().to_vec()).collect())
}

proptest! {
    #[test]
    fn inclusion_agrees_with_an_independent_crate(leaves in leaves(), at: prop::sample::Index) {
        let (rows, tree) = (Rows::of(leaves.iter().map(Vec::as_slice)), oracle(&leaves));
        let index = at.index(leaves.len());
        let proof = InclusionProof::make(&rows, leaves.len() as u64, index as u64).unwrap();
        let path = proof.path.concat();
        prop_assert!(path == tree.prove_inclusion(index).as_bytes());
        let root = rows.frontier.root();
        prop_assert!(proof.shows(&root, &leaf_hash(&leaves[index])));
        prop_assert!(!proof.shows(&root, &leaf_hash(b"another")));
        prop_assert!(!proof.shows(&leaf_hash(b"another"), &leaf_hash(&leaves[index])));
        let theirs = ct_merkle::InclusionProof::try_from_bytes(path).unwrap();
        prop_assert!(tree.root().verify_inclusion(&leaves[index], index as u64, &theirs).is_ok());
    }

    #[test]
    fn a_changed_inclusion_proof_shows_nothing(leaves in leaves(), at: prop::sample::Index, part: prop::sample::Index) {
        let rows = Rows::of(leaves.iter().map(Vec::as_slice));
        let index = at.index(leaves.len());
        let (root, leaf) = (rows.frontier.root(), leaf_hash(&leaves[index]));
        let proof = InclusionProof::make(&rows, leaves.len() as u64, index as u64).unwrap();
        let mut longer = proof.clone();
        longer.path.push(root);
        prop_assert!(!longer.shows(&root, &leaf));
        if !proof.path.is_empty() {
            let mut changed = proof.clone();
            let which = part.index(proof.path.len());
            changed.path[which][7] ^= 1;
            prop_assert!(!changed.shows(&root, &leaf));
            changed.path.remove(which);
            prop_assert!(!changed.shows(&root, &leaf));
            let moved = InclusionProof { index: proof.index ^ 1, ..proof };
            prop_assert!(!moved.shows(&root, &leaf));
        }
    }

    #[test]
    fn consistency_agrees_with_an_independent_crate(leaves in leaves(), at: prop::sample::Index) {
        let (rows, tree) = (Rows::of(leaves.iter().map(Vec::as_slice)), oracle(&leaves));
        let from = 1 + at.index(leaves.len());
        let proof = ConsistencyProof::make(&rows, from as u64, leaves.len() as u64).unwrap();
        prop_assert!(proof.path.concat() == tree.prove_consistency(leaves.len() - from).as_bytes());
        let earlier = Rows::of(leaves.iter().take(from).map(Vec::as_slice)).frontier.root();
        let later = rows.frontier.root();
        prop_assert!(proof.shows(&earlier, &later));
        prop_assert!(!proof.shows(&leaf_hash(b"another"), &later));
        prop_assert!(!proof.shows(&earlier, &leaf_hash(b"another")));
    }
}

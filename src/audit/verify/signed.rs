//! The signed checkpoints a log is held against while its entries are checked.

use super::finding::{LogFindings, Problem};
use super::frontier::OpenFrontier;
use crate::audit::hash::{EMPTY_ROOT, Hash};
use std::collections::BTreeSet;

/// The checkpoints still to come, and what came of those before.
#[derive(Debug, Default)]
pub(super) struct Signed {
    ahead: BTreeSet<(u64, Hash)>,
    matched: u64,
    last_match: u64,
    mismatch: Option<Mismatch>,
}

/// A run of checkpoints that do not match; the first names the place, the rest only repeat it.
#[derive(Debug)]
struct Mismatch {
    first: u64,
    last: u64,
    count: u64,
}

impl Signed {
    pub fn expect(&mut self, size: u64, root: Hash) {
        if size > 0 {
            self.ahead.insert((size, root));
        } else if root == EMPTY_ROOT {
            self.matched += 1;
        } else {
            self.count_mismatch(0);
        }
    }

    /// Compares the checkpoints of the size the tree has now.
    pub fn compare(&mut self, edge: &OpenFrontier, findings: &mut LogFindings) {
        while let Some(&(size, root)) = self.ahead.first().filter(|(size, _)| *size <= edge.size()) {
            self.ahead.pop_first();
            // One inside a gap cannot be compared; the gap is a finding already.
            if size < edge.size() {
                continue;
            }
            let computed = edge.root();
            if computed.may_be(&root) {
                self.report_mismatch(findings);
                self.matched += 1;
                self.last_match = size;
            } else if computed.known().is_some() {
                self.count_mismatch(size);
            }
        }
    }

    /// After the last entry: what is still to come shows that entries are missing. Answers how many matched.
    pub fn finish(mut self, size: u64, findings: &mut LogFindings) -> u64 {
        self.report_mismatch(findings);
        if let Some((signed, _)) = self.ahead.last() {
            let signed = *signed;
            findings.add(size, None, Problem::TailMissing { size, signed });
        }
        self.matched
    }

    fn count_mismatch(&mut self, size: u64) {
        let run = self.mismatch.get_or_insert(Mismatch { first: size, last: size, count: 0 });
        run.last = size;
        run.count += 1;
    }

    fn report_mismatch(&mut self, findings: &mut LogFindings) {
        if let Some(Mismatch { first, last, count }) = self.mismatch.take() {
            let after = self.last_match;
            findings.add(first, None, Problem::Checkpoint { after, last, count });
        }
    }
}

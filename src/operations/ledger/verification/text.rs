//! A verification in words, for people at a terminal.

use std::fmt;

use crate::operations::ledger::verification::Verification;
use crate::operations::ledger::verification::findings::{Finding, FindingKind};

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(item) = &self.item {
            write!(f, "item {item}: ")?;
        }
        if let Some(request) = &self.request {
            write!(f, "request {request}: ")?;
        }
        f.write_str(&self.said())?;
        match (self.kind, self.seq) {
            (FindingKind::Checkpoint, Some(seq)) => {
                write!(f, " (checkpoint of {seq})")
            }
            (_, Some(seq)) => write!(f, " (entry {seq})"),
            (_, None) => self.last.as_ref().map_or(Ok(()), |last| {
                let by = last.by.as_deref().unwrap_or("the program");
                write!(f, " (last changed properly by entry {}, {}, {by})", last.seq, last.at.to_china_text())
            }),
        }
    }
}

impl fmt::Display for Verification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "log           {}", self.origin)?;
        if let Some(part) = &self.part {
            writeln!(f, "verified      {part} only: {} entries", self.entries)?;
        }
        writeln!(f, "entries       {}, root {}", self.size, self.root.as_deref().unwrap_or("in doubt"))?;
        let signatures = if self.signatures_checked { "" } else { ", signatures not checked (no public key)" };
        let unsigned = self.size.saturating_sub(self.signed);
        writeln!(f, "checkpoints   {} agree, {unsigned} entries not signed yet{signatures}", self.checkpoints)?;
        writeln!(f, "tables        {} items, {} requests, {} movements", self.items, self.requests, self.movements)?;
        writeln!(f, "labels        {} printed, {} codes beside the items' own", self.print_lines, self.labels)?;
        writeln!(f, "registers     {} lines of requests, {} other rows", self.request_lines, self.rows)?;
        let stock = &self.stock;
        writeln!(
            f,
            "pieces        {} received = {} in custody + {} on loan + {} in dispute + {} released + {} lost",
            stock.received, stock.in_custody, stock.on_loan, stock.in_dispute, stock.released, stock.lost
        )?;
        if self.payloads_missing > 0 {
            writeln!(f, "payloads      {} missing", self.payloads_missing)?;
        }
        if self.unchained > 0 {
            writeln!(f, "unchained     {} changes by an earlier program do not tell what they found", self.unchained)?;
        }
        if self.unjudged > 0 {
            writeln!(f, "unjudged      {} entries by accounts of which the log does not tell enough", self.unjudged)?;
        }
        writeln!(f, "took          {:.2} s, {} entries/s", self.seconds, self.entries_per_second)?;
        for finding in &self.findings {
            writeln!(f, "WRONG         {finding}")?;
        }
        if self.more > 0 {
            writeln!(f, "WRONG         … and {} more", self.more)?;
        }
        match self.findings.len() as u64 + self.more {
            0 if self.part.is_some() => f.write_str("What was verified agrees with the log."),
            0 => f.write_str("The log is whole, and the tables agree with it."),
            1 => f.write_str("1 thing is wrong."),
            count => write!(f, "{count} things are wrong."),
        }
    }
}

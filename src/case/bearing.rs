//! What a claim rests on in the end.

use super::argued::stands_by_kind;
use super::{Case, Evidence};
use crate::syntax::tree::EntryKind;

/// What is found at the bottom of a claim's reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bottom {
    /// An assumption.
    pub assumed: bool,
    /// Evidence, common knowledge, a definition or a value; or something that could not be read.
    pub grounded: bool,
    /// A fact, an interpretation or a forecast, an assumption or common knowledge: something that was found out
    /// or supposed, not only wished.
    pub finding: bool,
}

impl Case<'_> {
    /// Whether anything in the file gives a reason for something else.
    pub fn has_reasons(&self) -> bool {
        self.argued().graph.members.links() > 0
    }

    /// Whether an entry names it as a reason, or it gives reasons.
    pub fn is_in_reasons(&self, entry: usize) -> bool {
        let graph = &self.argued().graph;
        !graph.serves.of(entry).is_empty() || !graph.reasons.of(entry).is_empty()
    }

    /// What each node rests on in the end, through all its reasons.
    pub fn bottoms(&self) -> Vec<Bottom> {
        let graph = &self.argued().graph;
        let mut bottoms = vec![Bottom::default(); graph.nodes];
        for node in graph.order() {
            let Some(resolved) = self.entries.get(node) else { continue };
            let mut bottom = Bottom::default();
            let reasons = graph.reasons.of(node).iter().map(|&reason| reason as usize);
            let reasons: Vec<usize> = reasons.filter(|&reason| !graph.circular[reason]).collect();
            for &member in reasons.iter().flat_map(|&reason| graph.members.of(reason)) {
                let below = bottoms[member as usize];
                bottom.assumed |= below.assumed;
                bottom.grounded |= below.grounded;
                bottom.finding |= below.finding;
            }
            // A reason whose names are all unknown is a hole, which another rule reports.
            let hole = reasons.iter().any(|&reason| graph.members.of(reason).is_empty());
            let entry = resolved.entry;
            match entry.entry {
                EntryKind::Assume => {
                    bottom.assumed = true;
                    bottom.finding = true;
                }
                EntryKind::Objection => bottom.grounded = true,
                EntryKind::Claim => {
                    let cited = resolved.evidence.iter().any(Evidence::supports)
                        || self.slip_at(resolved.place(entry.span));
                    bottom.grounded |= cited || hole || stands_by_kind(resolved);
                    bottom.finding |= hole || cited || found_out(resolved);
                }
            }
            bottoms[node] = bottom;
        }
        bottoms
    }
}

/// Whether a claim says what is or will be, not what ought to be.
fn found_out(resolved: &super::Resolved<'_>) -> bool {
    use crate::syntax::tree::ClaimKind::{Definition, Recommendation, Value};
    !matches!(resolved.kind(), Some(Recommendation | Value | Definition))
}

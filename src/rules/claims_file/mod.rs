//! Whether the claims file says what can be understood and still fits the draft: the rules of group `claims-file`.

pub mod claim_anchor_ambiguous;
pub mod claim_anchor_lost;
pub mod claim_unpinned;
pub mod claims_syntax;
pub mod duplicate_name;
pub mod entry_unused;
pub mod pin_stale;
pub mod source_note_ambiguous;
pub mod source_note_lost;
pub mod source_note_moved;
pub mod source_unused;
pub mod source_without_words;
pub mod step_unknown;
pub mod unknown_name;
pub mod waiver_unreasoned;
pub mod waiver_unused;

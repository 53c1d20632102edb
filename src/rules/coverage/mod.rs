//! Whether what is asserted has a source: the rules of group `coverage`.

pub mod attribution_uncited;
pub mod causal_uncited;
pub mod claim_differs;
pub mod claim_note_mismatch;
pub mod claim_without_evidence;
pub mod conclusion_new_fact;
pub mod dated_event_uncited;
pub mod draft_part_unread;
pub mod first_only_uncited;
pub mod hidden_characters;
pub mod kit;
pub mod language_not_read;
pub mod note_stack;
pub mod nothing_cited;
pub mod paragraph_tail_note;
pub mod partial_sentence_note;
pub mod section_uncited;
pub mod statement_uncited;
pub mod statistic_uncited;

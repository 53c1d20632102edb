//! Whether the reasons carry the conclusions: the rules of group `argument`.

pub mod assumption_unlogged;
pub mod certainty_exceeds_reasons;
pub mod claim_shallow;
pub mod claim_without_reason;
pub mod contradiction;
pub mod contrary_as_support;
pub mod inference_unmarked;
pub mod no_counter_evidence;
pub mod objection_misplaced;
pub mod objection_unanswered;
pub mod recommendation_without_finding;
pub mod rests_on_assumptions;
pub mod support_cycle;
pub mod thesis_not_argued;
pub mod thesis_not_standing;

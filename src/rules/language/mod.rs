//! Whether the words claim more than the evidence does: the rules of group `language`.

pub mod certainty_exceeds_source;
pub mod certainty_word;
pub mod claim_grammar;
pub mod confidence_with_likelihood;
pub mod hedge_stack;
pub mod kit;
pub mod likelihood_scale_mixed;
pub mod loaded_word;
pub mod overgeneralised;
pub mod weasel_attribution;

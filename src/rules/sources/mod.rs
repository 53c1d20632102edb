//! Whether the sources can carry what rests on them: the rules of group `sources`.

pub mod aggregator_source;
pub mod interested_source;
pub mod kit;
pub mod opinion_as_fact;
pub mod rating_below_claim;
pub mod secondary_for_named_primary;
pub mod single_source;
pub mod source_date_impossible;
pub mod source_not_independent;
pub mod source_stale;
pub mod source_withdrawn;
pub mod state_media;
pub mod tertiary_source;

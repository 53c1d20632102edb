//! Whether figures, dates and names agree with each other and with what is cited: the rules of group `figures`.

pub mod acronym_use;
pub mod claim_figure_mismatch;
pub mod computed_figure_mismatch;
pub mod date_conflict;
pub mod event_counted_twice;
pub mod false_precision;
pub mod figure_arithmetic;
pub mod measure_undefined;
pub mod name_variant;
pub mod number_conflict;
pub mod percent_total;
pub mod poll_undisclosed;
pub mod quote_figure_mismatch;
pub mod relative_date;

//! Whether quoted words have a source and are its words: the rules of group `quotations`.

pub mod figure_not_in_source;
pub mod locator_not_in_source;
pub mod quote_at_second_hand;
pub mod quote_leaves_out;
pub mod quote_not_in_source;
pub mod quote_uncited;
pub mod quote_without_locator;

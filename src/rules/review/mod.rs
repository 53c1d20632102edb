//! Whether claims were checked, by whom, and since they were changed: the rules of group `review`.

pub mod check_date_future;
pub mod check_not_supported;
pub mod check_stale;
pub mod check_unsealed;
pub mod checker_is_author;
pub mod claim_not_checked;
pub mod question_open;
pub mod seal_earlier;
pub mod second_check_missing;
pub mod waiver_unread;

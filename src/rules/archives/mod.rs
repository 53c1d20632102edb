//! Whether a reader can still find the source, as it was: the rules of group `archives`.

pub mod address_hyphen_lost;
pub mod archive_date_mismatch;
pub mod evidence_changed;
pub mod evidence_missing;
pub mod evidence_unpinned;
pub mod evidence_unread;
pub mod identifier_invalid;
pub mod no_archive_copy;
pub mod publisher_url_mismatch;
pub mod url_not_citable;

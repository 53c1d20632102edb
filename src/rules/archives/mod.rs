//! Whether a reader can still find the source, as it was: the rules of group `archives`.

pub mod address_hyphen_lost;
pub mod archive_date_mismatch;
pub mod archive_missing;
pub mod doi_other_work;
pub mod evidence_changed;
pub mod evidence_missing;
pub mod evidence_unpinned;
pub mod evidence_unread;
pub mod identifier_invalid;
pub mod metadata_differs;
pub mod no_archive_copy;
pub mod publisher_url_mismatch;
pub mod record_damaged;
pub mod source_corrected;
pub mod source_gone;
pub mod source_retracted;
pub mod source_unverified_since;
pub mod url_not_citable;
pub mod verifier_doubts;

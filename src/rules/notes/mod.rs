//! Whether markers and notes belong together, and whether a note tells enough to find its source: the rules of group `notes`.

pub mod access_date_without_url;
pub mod bibliography_unread;
pub mod crossref_mismatch;
pub mod full_citation_repeated;
pub mod ibid_ambiguous;
pub mod ibid_used;
pub mod link_text_mismatch;
pub mod marker_placement;
pub mod note_duplicate_id;
pub mod note_marker_unparsed;
pub mod note_missing_author;
pub mod note_missing_date;
pub mod note_missing_locator;
pub mod note_missing_publisher;
pub mod note_no_url_or_id;
pub mod note_scraped_metadata;
pub mod note_sequence;
pub mod note_style_mixed;
pub mod note_title_typo;
pub mod note_undefined;
pub mod note_unused;
pub mod notes_not_joined;
pub mod title_untranslated;
pub mod web_chrome_in_draft;

//! Tests of claimlint from the outside.

mod draft_markdown;

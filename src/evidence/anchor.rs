//! Finding an anchor's words in the draft.

//! The tables that the build script makes of `data/` (`build/lexicon.rs`).

use std::borrow::Cow;

use super::{Citation, Entry, Form, Row, Sentence, Words};

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

//! What Word and OpenDocument files share: the archive, its XML, and the way
//! from paragraphs to a rendition and from there to a [`Draft`](super::Draft).
//!
//! ```text
//! bytes ─► Package (zip) ─► Xml ─► Story (paragraphs, notes) ─► Rendition ─► DraftBuilder
//! ```

#[cfg(not(feature = "office"))]
pub mod absent;
#[cfg(feature = "office")]
pub mod csl;
pub mod kind;
#[cfg(feature = "office")]
pub mod names;
#[cfg(feature = "office")]
pub mod package;
#[cfg(feature = "office")]
pub mod render;
#[cfg(feature = "office")]
pub mod story;
pub mod tell;
#[cfg(feature = "office")]
pub(super) mod tree;
mod typed;
#[cfg(feature = "office")]
pub mod xml;

use crate::text::Rendition;

/// Why a packaged file could not be read, in one sentence without a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(pub String);

impl Fault {
    /// A fault in these words; the file's name goes before them.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

/// How much of a packaged file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes that its parts may have together when unpacked.
    pub unpacked: u64,
}

impl Default for Limits {
    /// 256 MiB: the longest books in Word have some 60 MB of XML.
    fn default() -> Self {
        Self { unpacked: 256 * 1024 * 1024 }
    }
}

/// Which state of a document with tracked changes is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Changes {
    /// As if all changes were accepted.
    #[default]
    Accepted,
    /// As it was before them.
    Original,
}

/// How a packaged file is to be unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unpacking {
    /// How much is read.
    pub limits: Limits,
    /// Which state is read.
    pub changes: Changes,
}

/// A packaged file as text.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Unpacked {
    /// The visible words, a line for each paragraph, cell and note.
    pub content: String,
    /// What the file says about them.
    pub rendition: Rendition,
}

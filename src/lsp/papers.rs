//! The documents that the editor has open, as it has them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::ruler::{Ruler, Unit};
use crate::text::Text;

/// An open document.
#[derive(Debug, Clone)]
pub struct Paper {
    /// As the editor names it: answers use the same words.
    pub uri: Uri,
    /// Its version.
    pub version: i32,
    /// Its words.
    pub words: Arc<str>,
}

/// All of them, by their files.
#[derive(Debug, Clone, Default)]
pub struct Papers(BTreeMap<PathBuf, Paper>);

impl Papers {
    /// Takes in a document that is opened.
    pub fn open(&mut self, path: PathBuf, uri: Uri, version: i32, words: &str) {
        self.0.insert(path, Paper { uri, version, words: words.into() });
    }

    /// Changes one, and returns its words now.
    pub fn change(
        &mut self,
        path: &Path,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        unit: Unit,
    ) -> Option<Arc<str>> {
        let paper = self.0.get_mut(path)?;
        for change in changes {
            let words = match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => whole.text,
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    // Each change is told in the words that the one before it left.
                    let text = Text::new("", &*paper.words);
                    let span = Ruler::new(&text, unit, true).span(part.range);
                    let mut words = text.content;
                    words.replace_range(span.range(), &part.text);
                    words
                }
            };
            paper.words = words.into();
        }
        paper.version = version;
        Some(Arc::clone(&paper.words))
    }

    /// Lets one go.
    pub fn close(&mut self, path: &Path) -> Option<Paper> {
        self.0.remove(path)
    }

    /// One of them.
    pub fn get(&self, path: &Path) -> Option<&Paper> {
        self.0.get(path)
    }

    /// Every one with its file.
    pub fn each(&self) -> impl Iterator<Item = (&PathBuf, &Paper)> {
        self.0.iter()
    }

    /// The name of a file in the protocol: the editor's own, if it has it open.
    pub fn uri(&self, path: &Path) -> Option<Uri> {
        self.get(path).map(|paper| paper.uri.clone()).or_else(|| Uri::from_file_path(path).ok())
    }
}

/// The file that a name in the protocol means; `None` for what is no file (an unsaved buffer).
pub fn path_of(uri: &Uri) -> Option<PathBuf> {
    if uri.scheme() == "file" { uri.to_file_path().ok() } else { None }
}

//! Web pages: saved articles, Word and LaTeX exports, encyclopedias.
//!
//! A spec-conforming tokenizer gives tokens with exact byte ranges; the rest is
//! passes over one flat tree, each a loop, none a recursion:
//!
//! - `tree`, `tags`, `entity`: tokens to elements, with HTML's implied ends;
//! - `body`: where the article is and what stands around it;
//! - `links`, `names`: which links point to notes and which lead back;
//! - `notes`, `extent`, `units`: how far each note goes, which markers stand together;
//! - `typed`: notes and markers that nobody linked;
//! - `walk`, `line`: tells the builder all of it.

mod body;
mod entity;
mod extent;
mod found;
pub mod head;
mod line;
mod links;
mod names;
mod notes;
mod tags;
mod tree;
mod typed;
mod units;
mod walk;

use body::Weight;
use found::Found;
use tags::Attr;
use tree::Tree;
use walk::Walk;

use crate::draft::build::DraftBuilder;
use crate::draft::{Draft, Reader};
use crate::span::Span;
use crate::text::{FileId, Text};

/// The reader.
pub const READER: Reader = Reader::text("html", &["html", "htm", "xhtml"], read);

fn read(file: FileId, text: &Text) -> Draft {
    read_as(file, &text.content, &text.name, READER.name)
}

/// Reads a page that another reader made; `format` is that reader's name.
#[cfg(feature = "office")]
pub(super) fn page(file: FileId, source: &str, format: &'static str) -> Draft {
    read_as(file, source, "", format)
}

fn read_as(file: FileId, source: &str, name: &str, format: &'static str) -> Draft {
    let tree = Tree::read(source);
    let weight = Weight::of(&tree);
    let root = body::article(&tree, &weight);
    let article = (root, tree.after(root));
    let title = body::title(&tree, root);
    let mut found = Found::linked(&tree, name);
    typed::find(&tree, article, &mut found);
    found.order();
    let mut out = DraftBuilder::new(file, source, format);
    let declares = |&at: &u32| tree.attr(at, Attr::Lang).or_else(|| tree.attr(at, Attr::XmlLang)).is_some();
    if let Some(at) = std::iter::once(root).chain(tree.ancestors(root)).find(declares) {
        let declared = tree.attr(at, Attr::Lang).or_else(|| tree.attr(at, Attr::XmlLang));
        out.language(declared.unwrap_or(""));
    }
    if let Some(at) = tree.too_deep {
        out.remark(
            Span { start: at, end: at },
            format!(
                "elements stand more than {} deep here: their words are read, their nesting is not",
                tree::MAX_DEPTH
            ),
        );
    }
    if let Some(at) = tree.too_many {
        out.remark(
            Span { start: at, end: at },
            format!("the page has more than {} elements: what follows was not read", tree::MAX_NODES),
        );
    }
    for &comment in &tree.comments {
        out.comment(comment);
    }
    Walk::new(&tree, out, &found, &weight, article, title).run().finish()
}

//! Markdown.
use crate::{
    draft::{Draft, Reader},
    text::{FileId, Text},
};
/// The reader.
pub const READER: Reader =
    Reader { name: "markdown", extensions: &["md", "markdown", "qmd", "rmd", "mdx"], read };
fn read(_file: FileId, _text: &Text) -> Draft {
    Draft::default()
}

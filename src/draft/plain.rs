//! Plain text.
use crate::{
    draft::{Draft, Reader},
    text::{FileId, Text},
};
/// The reader.
pub const READER: Reader = Reader { name: "text", extensions: &["txt", "text"], read };
fn read(_file: FileId, _text: &Text) -> Draft {
    Draft::default()
}

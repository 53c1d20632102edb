//! OpenDocument texts (ODT), and the same in a single XML file (FODT).

mod changes;
mod styles;
mod walk;

use super::office::package::{Package, decode};
use super::office::story::Story;
use super::office::{Fault, Unpacked, Unpacking, render, tell};
use super::{Draft, Reader};
use crate::text::{FileId, Text};
use styles::Styles;
use walk::Walk;

/// The reader.
pub const READER: Reader =
    Reader { unpack: Some(unpack), ..Reader::text("odt", &["odt", "ott", "fodt"], read) };

/// The part that holds the text; the standard gives it this name.
const CONTENT: &str = "content.xml";

fn read(file: FileId, text: &Text) -> Draft {
    tell::read(file, text, READER.name)
}

/// Unpacks an OpenDocument text.
///
/// # Errors
/// Not an OpenDocument text, damaged, locked, or beyond the limits.
pub fn unpack(bytes: &[u8], how: &Unpacking) -> Result<Unpacked, Fault> {
    let mut story = Story { format: READER.name, ..Story::default() };
    let mut styles = Styles::default();
    let head = &bytes[..bytes.len().min(1024)];
    if !bytes.starts_with(b"PK") && memchr::memmem::find(head, b"opendocument").is_some() {
        let source = decode(bytes.to_vec());
        styles.add("the file", &source)?;
        story.language.clone_from(&styles.language);
        Walk::new(&styles, how.changes, &mut story, "the file", &source).read()?;
        return render::render(story);
    }
    let mut package = Package::open(bytes, how.limits)?;
    if let Some(kind) = package.text("mimetype")? {
        for (sign, what) in
            [("spreadsheet", "a spreadsheet"), ("presentation", "a presentation"), ("graphics", "a drawing")]
        {
            if kind.contains(sign) {
                return Err(Fault::new(format!("it is {what}, not a text document")));
            }
        }
    }
    if package.text("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Fault::new("it is locked with a password; save it without one"));
    }
    if let Some(source) = package.text("styles.xml")? {
        styles.add("styles.xml", &source)?;
    }
    let Some(source) = package.text(CONTENT)? else {
        return Err(Fault::new("it is a zip archive, but there is no OpenDocument text in it"));
    };
    styles.add(CONTENT, &source)?;
    story.language.clone_from(&styles.language);
    Walk::new(&styles, how.changes, &mut story, CONTENT, &source).read()?;
    render::render(story)
}

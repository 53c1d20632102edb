//! Bytes of a file to a text, and which reader it is for: encodings, packages, files that are not
//! what their names say. Where the bytes come from is the caller's: a disk, a page in a browser.

mod decode;
mod held;
mod xml;

use crate::draft::office::Unpacked;
use crate::draft::office::kind::{Kind, kind};
use crate::draft::{READERS, Reader, other, pdf, reader_for, reader_named};
use crate::text::Text;
use decode::sniffed;
pub use decode::{How, decode, encoding, page_words};
pub use encoding_rs::Encoding;
pub use held::{cited, sources, words};

/// Takes a file's bytes as a text, unpacked if it is packaged; then its reader
/// is given too. A PDF may ask for any amount of time and memory, so how one is taken apart is the caller's: in a
/// process of its own, or in a worker that can be ended.
///
/// # Errors
/// A plain sentence: as `decode`, why it cannot be unpacked, or that its format is not read.
pub fn text(
    name: String,
    bytes: Vec<u8>,
    how: How,
    unpack_pdf: impl FnOnce(Vec<u8>) -> Result<Unpacked, String>,
) -> Result<(Text, Option<&'static Reader>), String> {
    // What `--from` names is read as that.
    let asked = how.from.is_some();
    if let Some(why) = other::named(&name).filter(|_| !asked && kind(&bytes) != Kind::Word) {
        return Err(why);
    }
    if let Some(why) = misnamed(&name, &bytes).filter(|_| !asked) {
        return Err(why);
    }
    let Some(reader) = packaged(&name, &bytes, how) else {
        let content = decode(bytes, how.encoding)?;
        // A name may tell; where it does not, or lies, the text does.
        let not_read = match how.reader(&name, &content).name {
            _ if asked => None,
            "text" => other::shown(&content),
            "markdown" => other::shown_in_markdown(&content),
            _ => None,
        };
        return match not_read {
            Some(why) => Err(why),
            None => Ok((Text::new(name, content), None)),
        };
    };
    if reader.name == pdf::READER.name {
        let unpacked = unpack_pdf(bytes)?;
        return Ok((Text::packaged(name, unpacked.content, unpacked.rendition), Some(reader)));
    }
    let Some(unpack) = reader.unpack else {
        return Err(format!("files of the format {} cannot be unpacked", reader.name));
    };
    let unpacked = unpack(&bytes, &how.unpacking).map_err(|fault| fault.0)?;
    Ok((Text::packaged(name, unpacked.content, unpacked.rendition), Some(reader)))
}

/// What is to be said of a file that is called a package or a PDF and holds neither: a page that
/// was saved under the name of the download, a text that somebody renamed.
fn misnamed(name: &str, bytes: &[u8]) -> Option<String> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())?;
    let (called, right) = match ending.as_str() {
        "pdf" => ("a PDF", bytes[..bytes.len().min(1024)].windows(5).any(|five| five == b"%PDF-")),
        _ if reader_for(name).unpack.is_some() && reader_for(name).extensions.contains(&ending.as_str()) => {
            let called = match reader_for(name).name {
                "odt" => "an OpenDocument file",
                "epub" => "an EPUB book",
                _ => "a Word file",
            };
            (called, kind(bytes) != Kind::Other)
        }
        _ => return None,
    };
    if right {
        return None;
    }
    let said =
        |what: &str, cure: &str| format!("its name says that it is {called}, but it holds {what}: {cure}");
    let again = "fetch or save the document again";
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some(said("nothing", again));
    }
    if bytes.starts_with(b"%PDF-") {
        return Some(said("a PDF", "give it a name in .pdf"));
    }
    if kind(bytes) == Kind::Book {
        return Some(said("an EPUB book", "give it a name in .epub"));
    }
    if matches!(kind(bytes), Kind::Word | Kind::OpenDocument | Kind::Archive) {
        return Some(said("a Word or OpenDocument file", "give it a name in .docx or .odt"));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Some(said("RTF, which is not read", "save it as .docx, .odt or plain text"));
    }
    let Ok(content) = decode(bytes.to_vec(), None) else {
        return Some(said("something else, and no text either", again));
    };
    Some(match sniffed(&content) {
        Some("html") => said(
            "HTML",
            "often that is the page around a download. Fetch the document itself, or give it a name in .html",
        ),
        Some("latex") => said("LaTeX", "give it a name in .tex"),
        Some(_) => said("XML", "give it a name in .xml"),
        None => said("plain text", "give it a name in .txt, or run with `--from text`"),
    })
}

/// The reader that unpacks a file: the one asked for, else by what the file
/// holds, else by its name.
fn packaged(name: &str, bytes: &[u8], how: How) -> Option<&'static Reader> {
    if let Some(reader) = how.from {
        return reader.unpack.is_some().then_some(reader);
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let named =
        READERS.iter().find(|reader| reader.unpack.is_some() && reader.extensions.contains(&ending.as_str()));
    match kind(bytes) {
        Kind::OpenDocument => reader_named("odt"),
        Kind::Word => reader_named("docx"),
        Kind::Book => reader_named("epub"),
        // One may hold the other as an object: then its name tells.
        Kind::Archive => named.or_else(|| reader_named("docx")),
        Kind::Other if bytes.starts_with(b"%PDF-") => reader_named(pdf::READER.name),
        Kind::Other => named,
    }
}

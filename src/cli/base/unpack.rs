//! Word and OpenDocument files among the files that are loaded.

use crate::cli::base::decode::{How, decode};
use crate::draft::office::kind::{Kind, kind};
use crate::draft::{READERS, Reader, other, reader_for, reader_named};
use crate::text::Text;

/// Takes a file's bytes as a text, unpacked if it is packaged; then its reader
/// is given too.
///
/// # Errors
/// A plain sentence: as [`decode`], why it cannot be unpacked, or that its format is not read.
pub fn text(name: String, bytes: Vec<u8>, how: How<'_>) -> Result<(Text, Option<&'static Reader>), String> {
    // What `--from` names is read as that.
    let asked = how.from.is_some();
    if let Some(why) = other::named(&name).filter(|_| !asked && kind(&bytes) != Kind::Word) {
        return Err(why);
    }
    let Some(reader) = packaged(&name, &bytes, how) else {
        let content = decode(bytes, how.encoding)?;
        let telling = reader_for(&name).name != READERS[0].name;
        return match other::shown(&content).filter(|_| !asked && !telling) {
            Some(why) => Err(why),
            None => Ok((Text::new(name, content), None)),
        };
    };
    let Some(unpack) = reader.unpack else {
        return Err(format!("files of the format {} cannot be unpacked", reader.name));
    };
    let unpacked = unpack(&bytes, &how.unpacking).map_err(|fault| fault.0)?;
    Ok((Text::packaged(name, unpacked.content, unpacked.rendition), Some(reader)))
}

/// The reader that unpacks a file: the one asked for, else by what the file
/// holds, else by its name.
fn packaged(name: &str, bytes: &[u8], how: How<'_>) -> Option<&'static Reader> {
    if let Some(reader) = how.from.and_then(reader_named) {
        return reader.unpack.is_some().then_some(reader);
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let named =
        READERS.iter().find(|reader| reader.unpack.is_some() && reader.extensions.contains(&ending.as_str()));
    match kind(bytes) {
        Kind::OpenDocument => reader_named("odt"),
        Kind::Word => reader_named("docx"),
        // One may hold the other as an object: then its name tells.
        Kind::Archive => named.or_else(|| reader_named("docx")),
        Kind::Other => named,
    }
}

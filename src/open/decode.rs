//! Bytes to text: encodings, and what sort of file it is by its first bytes.
//!
//! Whatever a file's encoding, everything after this point counts bytes of the
//! *decoded* text. For UTF-8 these are the file's own bytes; for the others
//! lines and columns are right and byte offsets are those of the text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::draft::office::Unpacking;
use crate::draft::{Reader, reader_for, reader_named};

/// How files of drafts are to be read; claims files are UTF-8 always.
#[derive(Debug, Clone, Copy, Default)]
pub struct How {
    /// `--from`: the format, whatever the name.
    pub from: Option<&'static Reader>,
    /// `--encoding`: what the bytes stand for if they are not UTF-8.
    pub encoding: Option<&'static Encoding>,
    /// How packaged files are unpacked: `--original`, `--max-size`.
    pub unpacking: Unpacking,
}

impl How {
    /// The reader for a draft: the one asked for, else by the name, else by
    /// what the text begins with.
    pub fn reader(&self, name: &str, content: &str) -> &'static Reader {
        if let Some(reader) = self.from {
            return reader;
        }
        let named = reader_for(name);
        let said = match named.name {
            // `.txt` and the like say nothing of what stands in them.
            "text" => sniffed(content),
            "markdown" => whole(content),
            _ => None,
        };
        said.and_then(reader_named).unwrap_or(named)
    }
}

/// The encoding with this label, as the web names them: `windows-1252`, `latin1`.
///
/// # Errors
/// For a label that nobody knows.
pub fn encoding(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.trim().as_bytes()).ok_or_else(|| {
        "no encoding of this name is known; often meant are windows-1252, iso-8859-2, utf-16le, shift_jis"
            .to_owned()
    })
}

/// Takes bytes as text: a byte order mark decides, then `encoding`, then UTF-8.
///
/// # Errors
/// A plain sentence: binary, or not in this encoding, with the offset of the
/// first bad byte where that is known.
pub fn decode(bytes: Vec<u8>, encoding: Option<&'static Encoding>) -> Result<String, String> {
    // Its mark begins as that of UTF-16 does.
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Err("it is UTF-32, which is not read: save it as UTF-8".to_owned());
    }
    if let Some((marked, _)) = Encoding::for_bom(&bytes)
        && marked != UTF_8
    {
        return utf_16(&bytes, marked);
    }
    let head = &bytes[..bytes.len().min(8192)];
    if let Some(kind) = foreign(head) {
        return Err(kind.to_owned());
    }
    match encoding.filter(|encoding| *encoding != UTF_8) {
        Some(wide) if wide == UTF_16LE || wide == UTF_16BE => utf_16(&bytes, wide),
        Some(other) if !bytes.starts_with(b"\xef\xbb\xbf") => {
            no_zeros(head, &bytes)?;
            let (text, _, failed) = other.decode(&bytes);
            if failed {
                return Err(format!("it is not {}: some bytes stand for nothing in it", other.name()));
            }
            Ok(text.into_owned())
        }
        _ => {
            no_zeros(head, &bytes)?;
            // What is UTF-8 is UTF-8, whatever an old head says.
            let broken = || encoding.is_none() && std::str::from_utf8(&bytes).is_err();
            match declared(head).filter(|_| broken()) {
                Some(declared) => decode(bytes, Some(declared)),
                None => utf_8(bytes),
            }
        }
    }
}

/// The words of a page of the web, as browsers read them: by its byte order mark, by the encoding that came with it, by what it
/// says itself, else as UTF-8, and what is no UTF-8 as Windows-1252. Its end may be cut off; what stands for nothing is shown as `�`.
pub fn page_words(bytes: &[u8], came_as: Option<&str>) -> String {
    let head = &bytes[..bytes.len().min(1024)];
    let said =
        came_as.and_then(|label| Encoding::for_label(label.trim().as_bytes())).or_else(|| declared(head));
    let encoding = said.unwrap_or_else(|| {
        let sound = std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true);
        if sound { UTF_8 } else { WINDOWS_1252 }
    });
    encoding.decode(bytes).0.into_owned()
}

/// The encoding that a web page declares: `<meta charset="iso-8859-1">`, `<?xml encoding="…"?>`.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let said = |at: usize, name: &str| {
        let tag = &head[at..at + head[at..].find('>')?];
        let label = tag.split_once(name)?.1.trim_start_matches([' ', '=', '"', '\'']);
        Encoding::for_label(label.split(['"', '\'', ' ', ';', '/', '?']).next()?.as_bytes())
    };
    let xml = head.find("<?xml").filter(|_| head.trim_start().starts_with("<?xml"));
    let xml = xml.and_then(|at| said(at, "encoding"));
    let found = xml.or_else(|| head.match_indices("<meta").find_map(|(at, _)| said(at, "charset")));
    found.filter(|found| *found != UTF_8 && !found.name().starts_with("UTF-16"))
}

fn no_zeros(head: &[u8], bytes: &[u8]) -> Result<(), String> {
    let Some(at) = memchr::memchr(0, bytes) else { return Ok(()) };
    // Every second byte of Latin letters in UTF-16 is zero, and three in four in UTF-32.
    let zeros = head.iter().filter(|&&byte| byte == 0).count();
    if zeros * 3 > head.len() * 2 && head.len() > 7 {
        return Err("it seems to be UTF-32, which is not read: save it as UTF-8".to_owned());
    }
    if zeros * 5 > head.len() * 2 && head.len() > 3 {
        let label = if head[0] == 0 { "utf-16be" } else { "utf-16le" };
        return Err(format!(
            "it seems to be UTF-16 without a byte order mark: run with `--encoding {label}`"
        ));
    }
    Err(format!("it is not a text file: byte {at} is zero"))
}

fn utf_8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bad = error.as_bytes().get(at).copied().unwrap_or_default();
        format!(
            "it is not UTF-8: byte {at} is 0x{bad:02x}; save it as UTF-8, or, if it comes from an older Windows \
             program, run with `--encoding windows-1252`"
        )
    })
}

fn utf_16(bytes: &[u8], encoding: &'static Encoding) -> Result<String, String> {
    let (text, failed) = encoding.decode_with_bom_removal(bytes);
    if failed {
        return Err(format!("it says that it is {}, but it is broken: save it as UTF-8", encoding.name()));
    }
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        return Err(format!("it is not a text file: character {at} is zero"));
    }
    Ok(text.into_owned())
}

/// What cannot be read at all, by its first bytes.
fn foreign(head: &[u8]) -> Option<&'static str> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some("it is a Word or OpenDocument file, not text: leave out `--from`");
    }
    if head.starts_with(b"%PDF") {
        return Some("it is a PDF, not text: leave out `--from`");
    }
    if head.starts_with(b"{\\rtf") {
        return Some("it is RTF, which is not read: save it as DOCX, ODT or plain text");
    }
    None
}

/// The format that a text's beginning shows, as its reader is called.
pub fn sniffed(content: &str) -> Option<&'static str> {
    let start = content.trim_start_matches('\u{feff}').trim_start();
    let begins = |what: &str| start.get(..what.len()).is_some_and(|head| head.eq_ignore_ascii_case(what));
    if begins("<!doctype html") || begins("<html") || begins("<?xml") && start.contains("<html") {
        return Some("html");
    }
    if let Some(vocabulary) = super::xml::vocabulary(start) {
        return Some(vocabulary);
    }
    // A preamble may open with comments and commands.
    let latex = start.lines().take(200).any(|line| line.trim_start().starts_with("\\documentclass"));
    latex.then_some("latex")
}

/// The format of a text that is called Markdown and is all of another: it begins as a page of
/// HTML or a LaTeX document does. Markdown may hold pieces of either.
fn whole(content: &str) -> Option<&'static str> {
    let mut lines = content.trim_start_matches('\u{feff}').lines().map(str::trim_start);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('%'))?;
    let begins = |what: &str| first.get(..what.len()).is_some_and(|head| head.eq_ignore_ascii_case(what));
    if begins("<!doctype html") || begins("<html") {
        return Some("html");
    }
    (first.starts_with("\\documentclass") && content.contains("\\begin{document}")).then_some("latex")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16le(text: &str) -> Vec<u8> {
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn byte_order_marks_decide() {
        assert_eq!(decode(utf_16le("Tōkyō\r\n"), None).as_deref(), Ok("Tōkyō\r\n"));
        let big = [0xfeff].into_iter().chain("Ports".encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(big, encoding("windows-1252").ok()).as_deref(), Ok("Ports"));
        let marked = b"\xef\xbb\xbfcaf\xc3\xa9".to_vec();
        assert_eq!(decode(marked, encoding("latin1").ok()).as_deref(), Ok("\u{feff}café"));
    }

    #[test]
    fn windows_1252_is_read_when_asked_for_and_named_when_not() {
        let bytes = b"He said \x93yes\x94 in the caf\xe9.".to_vec();
        let read = decode(bytes.clone(), encoding("windows-1252").ok());
        assert_eq!(read.as_deref(), Ok("He said “yes” in the café."));
        let error = decode(bytes, None).unwrap_err();
        assert!(error.contains("byte 8 is 0x93") && error.contains("--encoding windows-1252"), "{error}");
        assert!(encoding("nothing-of-the-sort").is_err());
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (bytes, word) in [
            (&b"%PDF-1.7"[..], "PDF"),
            (b"{\\rtf1\\ansi", "RTF"),
            (b"PK\x03\x04....", "Word"),
            (b"ab\x00cdefghijklm", "byte 2 is zero"),
            (b"a\x00b\x00c\x00d\x00", "utf-16le"),
            (b"\xff\xfea\x00\x00\xd8", "broken"),
            (b"\xff\xfe\x00\x00a\x00\x00\x00", "UTF-32"),
            (b"\x00\x00\xfe\xff\x00\x00\x00a", "UTF-32"),
            (b"a\x00\x00\x00b\x00\x00\x00", "UTF-32"),
            ([b"word ".repeat(5000).as_slice(), b"\x00"].concat().as_slice(), "byte 25000 is zero"),
        ] {
            let error = decode(bytes.to_vec(), None).unwrap_err();
            assert!(error.contains(word), "{error}");
        }
    }

    #[test]
    fn content_tells_the_format_where_the_name_does_not() {
        assert_eq!(sniffed("\u{feff}\n<!DOCTYPE html><p>x"), Some("html"));
        assert_eq!(sniffed("% a comment\n\\documentclass{article}"), Some("latex"));
        assert_eq!(sniffed("Plain words."), None);
        assert_eq!(How::default().reader("notes.md", "\\documentclass{x}").name, "markdown");
        let latex = "\\documentclass{x}\n\\begin{document}\nIt fell.\n\\end{document}";
        assert_eq!(How::default().reader("notes.md", latex).name, "latex");
        assert_eq!(How::default().reader("notes.txt", latex).name, "latex");
        assert_eq!(How::default().reader("notes.md", &format!("Write this:\n\n{latex}")).name, "markdown");
        assert_eq!(How::default().reader("page.md", "<!DOCTYPE html>\n<html><p>It fell.").name, "html");
        assert_eq!(How::default().reader("page.md", "<div>It fell.</div>").name, "markdown");
        assert_eq!(How::default().reader("page.txt", "<html><p>It fell.").name, "html");
        let asked = How { from: reader_named("markdown"), ..How::default() };
        assert_eq!(asked.reader("notes.txt", "x").name, "markdown");
    }
}

//! What a packaged file is, told without opening it.

/// What a file is by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An archive that names itself an OpenDocument file.
    OpenDocument,
    /// Another archive, or what Word wrote before there were archives.
    Archive,
    /// No archive.
    Other,
}

/// What a file is by its first bytes.
pub fn kind(bytes: &[u8]) -> Kind {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Kind::Archive;
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Kind::Other;
    }
    // ODF asks for its type, unpacked, as the very first entry.
    let head = &bytes[..bytes.len().min(200)];
    let named = memchr::memmem::find(head, b"mimetypeapplication/vnd.oasis.opendocument").is_some();
    if named { Kind::OpenDocument } else { Kind::Archive }
}

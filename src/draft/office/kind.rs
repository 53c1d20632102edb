//! What a packaged file is, told without opening it.

/// What a file is by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An archive that names itself an OpenDocument file.
    OpenDocument,
    /// An archive with the parts of a file of Word's.
    Word,
    /// An archive that names itself a book in EPUB.
    Book,
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
    if memchr::memmem::find(head, b"mimetypeapplication/vnd.oasis.opendocument").is_some() {
        return Kind::OpenDocument;
    }
    if memchr::memmem::find(head, b"mimetypeapplication/epub+zip").is_some() {
        return Kind::Book;
    }
    // A packer that knows nothing of that puts the entries in any order. Names stand
    // unpacked in an archive; each sort of file has a list of its parts by a name of its own.
    let lists = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    if lists(b"META-INF/container.xml") && lists(b".opf") {
        return Kind::Book;
    }
    match (lists(b"META-INF/manifest.xml"), lists(b"[Content_Types].xml")) {
        (true, false) => Kind::OpenDocument,
        (false, true) => Kind::Word,
        _ => Kind::Archive,
    }
}

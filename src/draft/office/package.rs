//! The zip archive of a packaged file: parts by name, within limits.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::{Fault, Limits};

/// How many parts an archive may list. A book with a picture on every page has
/// some thousand.
const MAX_PARTS: usize = 50_000;

/// How many times its size in the archive a part may have. XML shrinks to a
/// fiftieth, at most a two-hundredth where a table repeats itself; deflate
/// itself could reach 1:1032.
const MAX_RATIO: u64 = 250;

/// Parts below this size are read whatever their ratio: they cannot hurt.
const SMALL: u64 = 16 * 1024 * 1024;

/// An archive whose parts can be asked for.
pub struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    limits: Limits,
    /// Bytes unpacked so far.
    spent: u64,
}

impl<'a> Package<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// Not an archive, damaged, encrypted, or with parts that no such file has.
    pub fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, Fault> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(Fault::new(
                "it is an old Word file (.doc) or is locked with a password; open it in Word and save it as .docx without one",
            ));
        }
        if !bytes.starts_with(b"PK") {
            return Err(Fault::new("it is not a Word or OpenDocument file (not a zip archive)"));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if zip.len() > MAX_PARTS {
            return Err(Fault::new(format!("it lists {} parts; at most {MAX_PARTS} are read", zip.len())));
        }
        let strange = zip.file_names().flatten().find(|name| !is_plain(name)).map(|name| name.to_string());
        if let Some(name) = strange {
            let name: String = name.chars().take(80).collect();
            return Err(Fault::new(format!(
                "it names a part outside itself, `{name}`; no word processor does that"
            )));
        }
        Ok(Self { zip, limits, spent: 0 })
    }

    /// Whether it has a part. Part names are compared without regard to case,
    /// as Word does.
    pub fn find(&self, name: &str) -> Option<String> {
        if self.zip.index_for_name(name).is_some() {
            return Some(name.to_owned());
        }
        self.zip
            .file_names()
            .flatten()
            .find(|other| other.eq_ignore_ascii_case(name))
            .map(|other| other.to_string())
    }

    /// The names of its parts, in the order of the archive.
    pub fn names(&self) -> Vec<String> {
        self.zip.file_names().flatten().map(|name| name.to_string()).collect()
    }

    /// The bytes of a part; `None` if there is no such part.
    ///
    /// # Errors
    /// Damaged, encrypted, or longer than the limits allow.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(name) = self.find(name) else { return Ok(None) };
        let left = self.limits.unpacked.saturating_sub(self.spent);
        let megabytes = self.limits.unpacked / 1024 / 1024;
        let entry = self.zip.by_name(&name).map_err(|error| damaged(&error))?;
        let packed = entry.compressed_size().max(1);
        let most = left.min(packed.saturating_mul(MAX_RATIO).max(SMALL));
        let mut bytes = Vec::new();
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|error| {
            Fault::new(format!("its part {name} cannot be unpacked: {error}; the file is damaged"))
        })?;
        let size = bytes.len() as u64;
        if size > left {
            return Err(Fault::new(format!(
                "unpacked it is longer than {megabytes} MB, the limit; --max-size raises it"
            )));
        }
        if size > most {
            return Err(Fault::new(format!(
                "its part {name} unpacks to more than {MAX_RATIO} times its size; that is no document"
            )));
        }
        self.spent += size;
        Ok(Some(bytes))
    }

    /// A part as text.
    ///
    /// # Errors
    /// As [`Package::bytes`].
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        Ok(self.bytes(name)?.map(decode))
    }
}

/// An archive with these parts put in the place of those of their names, or at its end. Every other
/// part is copied as it is packed, byte for byte; nothing depends on the day.
///
/// # Errors
/// The archive is damaged, or its parts cannot be copied.
pub fn repacked(bytes: &[u8], parts: &BTreeMap<String, String>) -> Result<Vec<u8>, Fault> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut new = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    let failed = |error: std::io::Error| Fault::new(format!("its parts cannot be packed again: {error}"));
    let mut left: BTreeMap<&str, &str> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    for at in 0..old.len() {
        let part = old.by_index_raw(at).map_err(|error| damaged(&error))?;
        let name = part.name().map_err(|error| damaged(&error))?.into_owned();
        let Some(text) = left.remove(name.as_str()) else {
            new.raw_copy_file(part).map_err(|error| damaged(&error))?;
            continue;
        };
        let options = SimpleFileOptions::default()
            .compression_method(part.compression())
            .last_modified_time(part.last_modified().unwrap_or_default());
        drop(part);
        new.start_file(name, options).map_err(|error| damaged(&error))?;
        new.write_all(text.as_bytes()).map_err(failed)?;
    }
    for (name, text) in left {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        new.start_file(name, options).map_err(|error| damaged(&error))?;
        new.write_all(text.as_bytes()).map_err(failed)?;
    }
    Ok(new.finish().map_err(|error| damaged(&error))?.into_inner())
}

/// Whether an archive holds the same parts as another, in the same order and byte for byte, but for the ones that are
/// named; those may also be new.
///
/// # Errors
/// One of them is damaged.
pub fn are_same(one: &[u8], other: &[u8], but: &BTreeMap<String, String>) -> Result<bool, Fault> {
    let (one, other) = (Held::all(one, but)?, Held::all(other, but)?);
    Ok(other.starts_with(&one) && other[one.len()..].iter().all(|part| part.is_named))
}

/// A part as an archive lists it.
#[derive(PartialEq, Eq)]
struct Held {
    name: String,
    /// Whether it may have changed; then nothing more is known of it.
    is_named: bool,
    /// Its digest, and how long it is, unpacked and packed.
    held: (u32, u64, u64),
}

impl Held {
    fn all(bytes: &[u8], but: &BTreeMap<String, String>) -> Result<Vec<Self>, Fault> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        let mut all = Vec::new();
        for at in 0..zip.len() {
            let part = zip.by_index_raw(at).map_err(|error| damaged(&error))?;
            let name = part.name().map_err(|error| damaged(&error))?.into_owned();
            let is_named = but.contains_key(&name);
            let held = if is_named { (0, 0, 0) } else { (part.crc32(), part.size(), part.compressed_size()) };
            all.push(Self { name, is_named, held });
        }
        Ok(all)
    }
}

/// XML as text. Word and LibreOffice write UTF-8; UTF-16 is allowed.
pub fn decode(bytes: Vec<u8>) -> String {
    let utf16 = |pair: fn([u8; 2]) -> u16| {
        let units = bytes[2..].chunks_exact(2).map(|two| pair([two[0], two[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
    };
    match bytes.get(..2) {
        Some([0xff, 0xfe]) => utf16(u16::from_le_bytes),
        Some([0xfe, 0xff]) => utf16(u16::from_be_bytes),
        _ => {
            String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into())
        }
    }
}

/// Whether a part's name stays inside the archive.
fn is_plain(name: &str) -> bool {
    let path = name.replace('\\', "/");
    !path.starts_with('/')
        && !path.split('/').any(|part| part == "..")
        && path.as_bytes().get(1) != Some(&b':')
}

fn damaged(error: &ZipError) -> Fault {
    Fault::new(match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            "it is locked with a password; save it without one".to_owned()
        }
        ZipError::CompressionMethodNotSupported(method) => {
            format!("it is packed with a method (number {method}) that word processors do not use")
        }
        error => format!("its zip archive is damaged: {error}"),
    })
}

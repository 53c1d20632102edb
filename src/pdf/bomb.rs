//! Compressed streams measured before they are read: a small file may hold
//! gigabytes, and streams inside streams.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// Most bytes that one stream may unpack to. A page's content has some 100 KB,
/// a large picture 50 MB.
const MOST_STREAM: usize = 256 * 1024 * 1024;
/// Most bytes that all streams may unpack to.
const MOST_ALL: usize = 2 * 1024 * 1024 * 1024;
/// Most objects that the tables of a file may name. A report of 1,000 pages has
/// some 50,000; a line of a packed table may be one byte, and takes 50 once read.
const MOST_OBJECTS: u64 = 2_000_000;
/// How many streams a file may have.
const MOST_STREAMS: usize = 1_000_000;

/// Refuses a file whose streams unpack to more than is read.
///
/// # Errors
/// Why, as the end of a sentence that begins with the file's name.
pub fn measure(bytes: &[u8]) -> Result<(), String> {
    tables(bytes)?;
    let mut all = 0;
    // `endstream` ends in the word too; what follows it is no zlib head.
    for (count, at) in memchr::memmem::find_iter(bytes, b"stream").enumerate() {
        if count > 2 * MOST_STREAMS {
            return Err(format!("has more than {MOST_STREAMS} streams"));
        }
        let mut body = &bytes[at + b"stream".len()..];
        while let [b'\r' | b'\n' | b' ', rest @ ..] = body {
            body = rest;
        }
        if !is_zlib(body) {
            continue;
        }
        let (length, inner) = unpacked(&mut ZlibDecoder::new(body));
        all += length;
        // A stream packed twice: the second layer is measured through the first.
        if is_zlib(&inner) {
            let mut twice = ZlibDecoder::new(ZlibDecoder::new(body));
            let (length, third) = unpacked(&mut twice);
            all += length;
            if is_zlib(&third) && length > 2 {
                return Err("holds streams packed three times over".to_owned());
            }
            if length >= MOST_STREAM {
                return Err(too_much());
            }
        }
        if length >= MOST_STREAM || all > MOST_ALL {
            return Err(too_much());
        }
    }
    Ok(())
}

/// Refuses packed tables of objects (`/Type /XRef`) that name too many.
fn tables(bytes: &[u8]) -> Result<(), String> {
    let mut named = 0;
    for at in memchr::memmem::find_iter(bytes, b"/XRef") {
        let before = &bytes[at.saturating_sub(WINDOW)..at];
        let start = at - before.len() + memchr::memmem::rfind(before, b"obj").unwrap_or_default();
        let after = &bytes[at..(at + WINDOW).min(bytes.len())];
        let end = at + memchr::memmem::find(after, b"stream").unwrap_or(after.len());
        let entries = &bytes[start..end];
        // Without `/Index` the table names all of its `/Size`.
        let index = numbers(entries, b"/Index").skip(1).step_by(2).reduce(u64::saturating_add);
        let size = numbers(entries, b"/Size").next().unwrap_or_default();
        named = u64::saturating_add(named, index.unwrap_or(size));
        if size > 2 * MOST_OBJECTS || named > MOST_OBJECTS {
            return Err(format!("says that it has more than {MOST_OBJECTS} objects"));
        }
    }
    Ok(())
}

/// How far from its `/XRef` the entries of a table are looked for, in bytes.
const WINDOW: usize = 4096;

/// The whole numbers that follow a key, up to the first other thing.
fn numbers<'a>(entries: &'a [u8], key: &[u8]) -> impl Iterator<Item = u64> + 'a {
    let from = memchr::memmem::find(entries, key).map_or(entries.len(), |at| at + key.len());
    let rest = &entries[from..];
    let end = rest.iter().position(|b| !(b.is_ascii_digit() || b.is_ascii_whitespace() || *b == b'['));
    let run = &rest[..end.unwrap_or(rest.len())];
    run.split(|b| !b.is_ascii_digit()).filter(|digits| !digits.is_empty()).map(|digits| {
        digits
            .iter()
            .fold(0, |sum: u64, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
    })
}

fn too_much() -> String {
    format!("unpacks to more than {} MB, the most that is read", MOST_STREAM / 1024 / 1024)
}

/// Whether these bytes begin as zlib data do (RFC 1950, section 2.2).
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..]
        if first & 0x0f == 8 && first >> 4 <= 7 && (u16::from(*first) * 256 + u16::from(*second)) % 31 == 0)
}

/// How many bytes come out, counted up to the limit, and the first two of them.
fn unpacked(from: &mut impl Read) -> (usize, [u8; 2]) {
    let mut buffer = [0; 16 * 1024];
    let mut length = 0;
    let mut head = [0; 2];
    while length < MOST_STREAM {
        match from.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => {
                if length < 2 {
                    let room = (2 - length).min(read);
                    head[length..length + room].copy_from_slice(&buffer[..room]);
                }
                length += read;
            }
        }
    }
    (length, head)
}

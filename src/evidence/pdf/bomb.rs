//! Compressed streams measured before they are read: a small file may hold
//! gigabytes, and streams inside streams.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// Most bytes that one stream may unpack to. A page's content has some 100 KB,
/// a large picture 50 MB.
const MOST_STREAM: usize = 256 * 1024 * 1024;
/// Most bytes that all streams may unpack to.
const MOST_ALL: usize = 2 * 1024 * 1024 * 1024;
/// How many streams a file may have.
const MOST_STREAMS: usize = 1_000_000;

/// Refuses a file whose streams unpack to more than is read.
///
/// # Errors
/// Why, as the end of a sentence that begins with the file's name.
pub fn measure(bytes: &[u8]) -> Result<(), String> {
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

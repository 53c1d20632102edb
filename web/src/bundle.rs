//! A head in JSON and bytes behind it: four bytes that say how long the head is (little-endian), the head, then the
//! bytes of each part that the head lists, in its order.

use serde::{Deserialize, Serialize};

/// A file as the head lists it.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Part {
    /// Its name; for a file that is checked, a path with forward slashes, relative to the folder of all.
    pub name: String,
    /// How many bytes it has.
    pub length: usize,
}

/// Takes a bundle apart: its head, and the bytes behind it.
///
/// # Errors
/// Why it is none, in a plain sentence.
pub fn open(bundle: &[u8]) -> Result<(&[u8], &[u8]), String> {
    let (length, rest) = bundle.split_first_chunk::<4>().ok_or("the question has no length")?;
    let length = u32::from_le_bytes(*length) as usize;
    rest.split_at_checked(length).ok_or_else(|| "the question ends within its head".to_owned())
}

/// The bytes of each part.
///
/// # Errors
/// That they are not as many as the head says.
pub fn parts<'a>(listed: &[Part], mut bytes: &'a [u8]) -> Result<Vec<&'a [u8]>, String> {
    let mut parts = Vec::new();
    for part in listed {
        let (own, rest) =
            bytes.split_at_checked(part.length).ok_or_else(|| format!("{} is cut short", part.name))?;
        parts.push(own);
        bytes = rest;
    }
    if bytes.is_empty() { Ok(parts) } else { Err("there are bytes that belong to no file".to_owned()) }
}

/// Puts a bundle together.
pub fn close(head: &[u8], parts: &[Vec<u8>]) -> Vec<u8> {
    let length = u32::try_from(head.len()).unwrap_or(u32::MAX);
    let mut out = Vec::with_capacity(4 + head.len() + parts.iter().map(Vec::len).sum::<usize>());
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(head);
    for part in parts {
        out.extend_from_slice(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_comes_apart_as_it_was_put_together() {
        let listed = [Part { name: "a".into(), length: 2 }, Part { name: "b".into(), length: 0 }];
        let whole = close(b"{}", &[b"xy".to_vec(), Vec::new()]);
        let (head, bytes) = open(&whole).expect("a bundle");
        assert_eq!(head, b"{}");
        assert_eq!(parts(&listed, bytes).expect("two parts"), [&b"xy"[..], b""]);
    }

    #[test]
    fn what_is_cut_short_is_told() {
        assert!(open(b"\x01\0").is_err() && open(b"\x05\0\0\0{}").is_err());
        let listed = [Part { name: "a.md".into(), length: 3 }];
        assert!(parts(&listed, b"xy").unwrap_err().contains("a.md"));
        assert!(parts(&listed, b"xyzz").is_err());
    }
}

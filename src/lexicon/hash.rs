//! The one hash by which a word is found. The build script, which fills the table, includes this file too, so that
//! the two cannot disagree.

/// Longest word that the table holds, in bytes; a longer word is in no list.
pub const LONGEST: usize = 24;

/// A word with the capitals of ASCII made small, eight bytes in a number, the first the lowest; or `None` if it is longer
/// than any in the table.
#[inline]
pub fn lanes(word: &str) -> Option<[u64; LONGEST / 8]> {
    let mut lanes = [0; LONGEST / 8];
    if word.len() > LONGEST {
        return None;
    }
    for (lane, eight) in lanes.iter_mut().zip(word.as_bytes().chunks(8)) {
        for (at, byte) in eight.iter().enumerate() {
            *lane |= u64::from(byte.to_ascii_lowercase()) << (at * 8);
        }
    }
    Some(lanes)
}

/// Mixes the bytes of a folded word of this length. The words of the table are our own and texts are only looked up, so
/// nobody can make them collide.
#[inline]
pub fn hash(length: usize, lanes: &[u64; LONGEST / 8]) -> u64 {
    let mut mixed = length as u64;
    for lane in &lanes[..length.div_ceil(8)] {
        mixed = (mixed ^ lane).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^= mixed >> 32;
    }
    mixed
}

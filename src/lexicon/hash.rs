//! The one hash by which a word is found. The build script, which fills the table, includes this file too, so that
//! the two cannot disagree.

/// Longest word that the table holds, in bytes; a longer word is in no list.
pub const LONGEST: usize = 24;

/// A word with the capitals of ASCII made small, or `None` if it is longer than any in the table.
pub fn folded<'a>(word: &str, room: &'a mut [u8; LONGEST]) -> Option<&'a [u8]> {
    let held = room.get_mut(..word.len())?;
    held.copy_from_slice(word.as_bytes());
    held.make_ascii_lowercase();
    Some(held)
}

/// Mixes the bytes of a folded word. The words of the table are our own and texts are only looked up, so nobody can
/// make them collide.
pub fn hash(folded: &[u8]) -> u64 {
    let mut mixed = folded.len() as u64;
    for part in folded.chunks(8) {
        let mut eight = [0; 8];
        eight[..part.len()].copy_from_slice(part);
        mixed = (mixed ^ u64::from_le_bytes(eight)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^= mixed >> 32;
    }
    mixed
}

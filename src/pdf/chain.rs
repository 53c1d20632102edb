//! Which raised figures point to which notes: both rise through the document, and the
//! heaviest chain of pairs of one number in which both go forward is taken. What stands
//! in no chain (an exponent, an ordinal, the number of a table's note) is no marker.

/// A marker that may point to a note: their places in the order of reading, and how
/// well the pair fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The figure, counted from 0.
    pub marker: usize,
    /// The note, counted from 0.
    pub note: usize,
    /// How well they fit; more than 0.
    pub weight: u32,
}

/// The heaviest chain of pairs whose markers and notes both go forward, in order. The
/// pairs come in the order of their notes. Takes n log n steps for n pairs.
pub fn heaviest(pairs: &[Pair]) -> Vec<Pair> {
    let markers = pairs.iter().map(|pair| pair.marker + 1).max().unwrap_or(0);
    // For each prefix of the markers the heaviest chain that ends in it (a Fenwick tree).
    let mut best: Vec<(u64, usize)> = vec![(0, usize::MAX); markers + 1];
    let mut chains: Vec<(u64, usize)> = Vec::with_capacity(pairs.len());
    let mut from = 0;
    while from < pairs.len() {
        let same = pairs[from..].iter().take_while(|pair| pair.note == pairs[from].note).count();
        for pair in &pairs[from..from + same] {
            let (weight, before) = heaviest_before(&best, pair.marker);
            chains.push((weight + u64::from(pair.weight), before));
        }
        for at in from..from + same {
            raise(&mut best, pairs[at].marker + 1, (chains[at].0, at));
        }
        from += same;
    }
    let mut chain = Vec::new();
    let mut at = heaviest_before(&best, markers).1;
    while let Some(pair) = pairs.get(at) {
        chain.push(*pair);
        at = chains[at].1;
    }
    chain.reverse();
    chain
}

fn heaviest_before(best: &[(u64, usize)], marker: usize) -> (u64, usize) {
    let mut found = (0, usize::MAX);
    let mut at = marker;
    while at > 0 {
        if best[at].0 > found.0 {
            found = best[at];
        }
        at &= at - 1;
    }
    found
}

fn raise(best: &mut [(u64, usize)], mut at: usize, chain: (u64, usize)) {
    while at < best.len() {
        if chain.0 > best[at].0 {
            best[at] = chain;
        }
        at += at & at.wrapping_neg();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(all: &[(usize, usize, u32)]) -> Vec<Pair> {
        all.iter().map(|&(note, marker, weight)| Pair { marker, note, weight }).collect()
    }

    #[test]
    fn what_breaks_the_chain_is_left_out() {
        // Markers 1, 2 (an exponent), 2, 3; notes 1, 2, 3.
        let chain = heaviest(&pairs(&[(0, 0, 100), (1, 1, 60), (1, 2, 110), (2, 3, 100)]));
        let markers: Vec<usize> = chain.iter().map(|pair| pair.marker).collect();
        assert_eq!(markers, [0, 2, 3]);
        // A marker that stands before that of the note before.
        let chain = heaviest(&pairs(&[(0, 1, 100), (1, 0, 100), (2, 2, 100)]));
        assert_eq!(chain.len(), 2);
        assert_eq!(heaviest(&[]), []);
    }
}

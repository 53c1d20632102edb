//! Notes at page feet and at the end, and the raised figures that point to them.

use std::collections::HashMap;

use super::blocks::{Block, Kind, Set, Spot};
use super::chain::{self, Pair};

/// The most figures in one raised group.
const LONGEST_GROUP: usize = 24;
/// How many figures of one number are tried for a note.
const MOST_TRIED: usize = 64;
/// So many blocks without a number may stand between two notes of a list.
const BETWEEN: usize = 12;

/// What fits less is never a marker: an exponent within a formula.
const LEAST_FIT: i32 = -45;

/// A raised figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The block it stands in.
    pub block: usize,
    /// Its bytes.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// The bytes of the group it stands in: `3,4`.
    pub group: (u32, u32),
    /// The number.
    pub number: u32,
    /// The page, from 0.
    page: u32,
    /// How well it stands where a marker would.
    fit: i32,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The block that it begins.
    pub block: usize,
    /// Its number.
    pub number: u32,
    /// The bytes of the number, at the start of its block.
    pub length: u32,
    /// The run of numbering.
    pub scope: u32,
    /// Blocks that go on with it.
    pub rest: Vec<usize>,
}

/// What was found in a document.
#[derive(Debug, Default)]
pub struct Found {
    /// Its notes, in the order of the pages.
    pub notes: Vec<Note>,
    /// Its markers with the run of numbering, in the order of reading.
    pub markers: Vec<(Figure, u32)>,
}

/// Finds notes and markers in the blocks of a document.
pub fn find(blocks: &[Block]) -> Found {
    let figures = figures(blocks);
    let mut taken: Vec<Option<usize>> = vec![None; figures.len()];
    let mut notes = feet(blocks, &figures, &mut taken);
    ends(blocks, &figures, &mut notes, &mut taken);
    notes.sort_by_key(|note| note.0);
    let mut found = Found::default();
    let (mut scope, mut last) = (0, 0);
    for (block, _) in &notes {
        let Some(number) = blocks[*block].number else { continue };
        if number.number <= last {
            scope += 1;
        }
        last = number.number;
        found.notes.push(Note {
            block: *block,
            number: number.number,
            length: number.length,
            scope,
            rest: Vec::new(),
        });
    }
    let scopes: HashMap<usize, u32> = found.notes.iter().map(|note| (note.block, note.scope)).collect();
    let joined = figures.into_iter().zip(taken);
    found.markers = joined.filter_map(|(figure, note)| Some((figure, *scopes.get(&note?)?))).collect();
    go_on(blocks, &mut found.notes);
    found
}

/// Every raised figure that may be a marker.
fn figures(blocks: &[Block]) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if matches!(block.kind, Kind::Contents | Kind::Signs) {
            continue;
        }
        let label = block.number.filter(|number| number.set == Set::Raised).map_or(0, |number| number.length);
        let mut spans = block.piece.raised.iter().copied().filter(|&(start, _)| start >= label).peekable();
        while let Some((start, mut end)) = spans.next() {
            // A comma between two that stands on the line was set for their sake.
            while let Some(&(next, stop)) = spans.peek()
                && matches!(text(block, end, next), "," | ", " | "")
            {
                end = stop;
                spans.next();
            }
            group(block, at, (start, end), &mut figures);
        }
    }
    figures
}

fn text(block: &Block, start: u32, end: u32) -> &str {
    block.piece.text.get(start as usize..end as usize).unwrap_or("?")
}

/// The figures of one raised group, if it is made of nothing else.
fn group(block: &Block, at: usize, (start, end): (u32, u32), figures: &mut Vec<Figure>) {
    let words = text(block, start, end);
    let plain = words.bytes().all(|byte| byte.is_ascii_digit() || b", ".contains(&byte));
    if words.len() > LONGEST_GROUP || !plain {
        return;
    }
    let fit = fit(block, start, end);
    if fit < LEAST_FIT {
        return;
    }
    let page = block.page_at(start);
    let mut from = 0;
    for part in words.split_inclusive([',', ' ']) {
        let digits = part.trim_end_matches([',', ' ']);
        let good = (1..=4).contains(&digits.len()) && !digits.starts_with('0');
        if let Some(number) = digits.parse().ok().filter(|_| good) {
            let after = |bytes: usize| start.saturating_add(u32::try_from(bytes).unwrap_or(u32::MAX));
            let (place, end_of) = (after(from), after(from + digits.len()));
            figures.push(Figure {
                block: at,
                start: place,
                end: end_of,
                group: (start, end),
                number,
                page,
                fit,
            });
        }
        from += part.len();
    }
}

/// How well a raised group stands where a marker would: behind a stop or a word, not
/// behind a figure, a unit or a single letter.
fn fit(block: &Block, start: u32, end: u32) -> i32 {
    let before = block.piece.text.get(..start as usize).unwrap_or("");
    let after = block.piece.text.get(end as usize..).unwrap_or("");
    let glued = if after.starts_with(char::is_alphanumeric) { -20 } else { 0 };
    let word = before.trim_end();
    let last = word.chars().next_back();
    let letters = word.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let digits = word.chars().rev().take_while(char::is_ascii_digit).count();
    glued
        + match last {
            None => 0,
            Some('.' | ',' | ';' | ':' | '?' | '!' | '”' | '"' | '’' | '»' | '“') => 10,
            Some(')' | ']' | '%' | '\'') => 6,
            Some(c) if c.is_ascii_digit() => {
                if digits == 4 && word[word.len() - 4..].starts_with(['1', '2']) { 0 } else { -40 }
            }
            Some(c) if c.is_alphabetic() => {
                if letters >= 3 || letters == 2 && word.len() < before.len() {
                    5
                } else {
                    -40
                }
            }
            Some(_) => -30,
        }
}

fn weight(fit: i32) -> u32 {
    u32::try_from(100 + fit).unwrap_or(1)
}

/// Notes at the feet of pages: numbers that markers of the same page meet, or of the one
/// before or after. Gives their blocks and whether a marker meets them.
fn feet(blocks: &[Block], figures: &[Figure], taken: &mut [Option<usize>]) -> Vec<(usize, bool)> {
    let starts: Vec<usize> = (0..blocks.len())
        .filter(|&at| blocks[at].foot && blocks[at].number.is_some_and(|number| number.set != Set::Plain))
        .collect();
    let by_number = by_number(figures, |figure| !blocks[figure.block].foot);
    let mut pairs = Vec::new();
    for (note, &start) in starts.iter().enumerate() {
        let Some(number) = blocks[start].number else { continue };
        let page = blocks[start].page_at(0);
        let same = by_number.get(&number.number).map_or(&[][..], Vec::as_slice);
        let first = same.partition_point(|&at| figures[at].page + 1 < page);
        let near = same[first..].iter().take_while(|&&at| figures[at].page <= page + 1).take(MOST_TRIED);
        pairs.extend(near.map(|&marker| {
            let there = if figures[marker].page == page { 0 } else { 25 };
            Pair { marker, note, weight: weight(figures[marker].fit - there) }
        }));
    }
    let chain = chain::heaviest(&pairs);
    let strong = chain.iter().filter(|pair| figures[pair.marker].fit >= 0).count();
    if strong == 0 || chain.len() * 3 < starts.len() {
        return Vec::new();
    }
    for pair in &chain {
        taken[pair.marker] = Some(starts[pair.note]);
    }
    // Between two that are met, what fits their numbers is a note that nothing points to.
    let mut notes: Vec<(usize, bool)> = Vec::new();
    let mut last = None::<usize>;
    for pair in &chain {
        let after = last.map_or(0, |last| last + 1);
        let low = last.and_then(|last| blocks[starts[last]].number).map_or(0, |number| number.number);
        let high = blocks[starts[pair.note]].number.map_or(0, |number| number.number);
        let mut next = low;
        for &between in &starts[after..pair.note] {
            if blocks[between].number.is_some_and(|number| number.number == next + 1 && number.number < high)
            {
                next += 1;
                notes.push((between, false));
            }
        }
        notes.push((starts[pair.note], true));
        last = Some(pair.note);
    }
    notes
}

fn by_number(figures: &[Figure], good: impl Fn(&Figure) -> bool) -> HashMap<u32, Vec<usize>> {
    let mut by_number: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, figure) in figures.iter().enumerate().filter(|(_, figure)| good(figure)) {
        by_number.entry(figure.number).or_default().push(at);
    }
    by_number
}

/// Lists of notes that stand after all of their markers.
fn ends(blocks: &[Block], figures: &[Figure], notes: &mut Vec<(usize, bool)>, taken: &mut [Option<usize>]) {
    let known: std::collections::HashSet<usize> = notes.iter().map(|note| note.0).collect();
    let mut lists = lists(blocks, |at| known.contains(&at));
    lists.retain(|list| list.len() > if notes.is_empty() { 1 } else { 3 });
    let free: Vec<bool> = taken.iter().map(Option::is_none).collect();
    let listed: std::collections::HashSet<usize> = lists.iter().flatten().copied().collect();
    let by_number = by_number(figures, |figure| !listed.contains(&figure.block));
    let mut flat: Vec<(usize, usize)> = Vec::new();
    let mut pairs = Vec::new();
    for list in &lists {
        for &start in list {
            let Some(number) = blocks[start].number else { continue };
            let same = by_number.get(&number.number).map_or(&[][..], Vec::as_slice);
            let before = same.partition_point(|&at| figures[at].block < list[0]);
            let tried = same[..before].iter().filter(|&&at| free[at]);
            let from = tried.clone().count().saturating_sub(MOST_TRIED);
            pairs.extend(tried.skip(from).map(|&marker| Pair {
                marker,
                note: flat.len(),
                // A long list is rather one of notes than a short one.
                weight: weight(figures[marker].fit) + u32::try_from(list.len().min(40)).unwrap_or(40),
            }));
            flat.push((start, list[0]));
        }
    }
    let chain = chain::heaviest(&pairs);
    for list in &lists {
        let met: Vec<&Pair> = chain.iter().filter(|pair| flat[pair.note].1 == list[0]).collect();
        let strong = met.iter().filter(|pair| figures[pair.marker].fit >= 0).count();
        if met.len() * 2 < list.len() || strong * 2 < met.len() || met.is_empty() {
            continue;
        }
        for pair in met {
            taken[pair.marker] = Some(flat[pair.note].0);
        }
        notes.extend(list.iter().map(|&start| (start, true)));
        again(blocks, figures, list, taken);
    }
}

/// Markers that point once more to a note of a list.
fn again(blocks: &[Block], figures: &[Figure], list: &[usize], taken: &mut [Option<usize>]) {
    let starts: HashMap<u32, usize> =
        list.iter().filter_map(|&start| Some((blocks[start].number?.number, start))).collect();
    let first =
        taken.iter().position(|note| note.is_some_and(|note| list.contains(&note))).unwrap_or(usize::MAX);
    for (figure, taken) in figures.iter().zip(taken.iter_mut()).skip(first) {
        if taken.is_none() && figure.fit >= 5 && figure.block < list[0] {
            *taken = starts.get(&figure.number).copied();
        }
    }
}

/// Runs of blocks whose numbers rise one by one from 1.
fn lists(blocks: &[Block], known: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let mut lists: Vec<Vec<usize>> = Vec::new();
    let mut open = false;
    for (at, block) in blocks.iter().enumerate() {
        let Some(number) = block.number.filter(|_| !known(at)) else { continue };
        let last = lists.last_mut().filter(|_| open).and_then(|list| Some((list.last().copied()?, list)));
        match last {
            Some((before, list)) if at - before <= BETWEEN + 1 => {
                let expected = blocks[before].number.map_or(0, |number| number.number) + 1;
                if number.number == expected || number.number > expected && number.number - expected < 3 {
                    list.push(at);
                    continue;
                }
            }
            _ => open = false,
        }
        if number.number == 1 {
            lists.push(vec![at]);
            open = true;
        }
    }
    lists
}

/// Gives the notes the blocks that go on with them: the rest of a foot, and what stands
/// between the notes of a list.
fn go_on(blocks: &[Block], notes: &mut [Note]) {
    let starts: Vec<usize> = notes.iter().map(|note| note.block).collect();
    let scopes: Vec<u32> = notes.iter().map(|note| note.scope).collect();
    for (at, note) in notes.iter_mut().enumerate() {
        let end = starts.get(at + 1).copied().unwrap_or(blocks.len());
        if blocks[note.block].foot {
            // Up to the first number of the next foot; the text between the feet is not its own.
            let page = blocks[note.block].page_at(0);
            let next = (note.block + 1..end).filter(|&other| blocks[other].foot);
            note.rest.extend(next.take_while(|&other| blocks[other].page_at(0) <= page + 2));
        } else {
            let next = (note.block + 1..end).take_while(|&other| {
                let other = &blocks[other];
                matches!(other.kind, Kind::Text | Kind::Item)
                    // What follows the last of a list is the text again.
                    && scopes.get(at + 1) == Some(&note.scope)
                    && (other.piece.size - blocks[note.block].piece.size).abs() < 0.4
            });
            note.rest.extend(next.take(BETWEEN));
        }
    }
}

impl Block {
    /// The page and the column in which a byte of it stands.
    pub fn spot_at(&self, at: u32) -> Spot {
        let place = self.places.partition_point(|&(start, _)| start <= at).saturating_sub(1);
        self.places.get(place).map_or(Spot::default(), |&(_, spot)| spot)
    }

    /// The page (from 0) on which a byte of it stands.
    pub fn page_at(&self, at: u32) -> u32 {
        self.spot_at(at).page
    }
}

//! Notes that were typed, without links: a list under "Notes", `[3]` in the text.

use std::collections::{HashMap, HashSet};

use super::found::{Found, FoundNote, Unit};
use super::names;
use super::tags::{Attr, Tag};
use super::tree::Tree;
use super::units;
use crate::span::Span;

/// The longest typed marker: `[3, 5–7, 12]`.
const LONGEST: usize = 40;

/// A label at the head of a note, `[3]`, `3.`, `(3)`, `³`, and its length.
pub(super) fn leading_label(text: &str) -> Option<(String, usize)> {
    let first = text.chars().next()?;
    if "¹²³⁴⁵⁶⁷⁸⁹".contains(first) {
        let len = text.find(|c: char| !"⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c)).unwrap_or(text.len());
        return Some((names::label(&text[..len])?, len));
    }
    let open = usize::from(matches!(first, '[' | '('));
    let digits = text.as_bytes()[open..].iter().take_while(|b| b.is_ascii_digit()).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let (number, rest) = text[open..].split_at(digits);
    let stop = rest.len() - rest.trim_start_matches([']', ')', '.', ':']).len();
    let after = &rest[stop..];
    let apart = after.is_empty()
        || after.starts_with(|c: char| c.is_whitespace() || c.is_uppercase() || "“\"‘".contains(c));
    let closed = open == 0 || rest.starts_with([']', ')']);
    (stop > 0 && apart && closed).then(|| (number.to_owned(), open + digits + stop))
}

/// Counts the items of lists, each list once however often it is asked, if it
/// is asked in the order of the page.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// For each list the node that was reached, and its number.
    lists: HashMap<u32, (u32, i64)>,
}

impl Numbers {
    /// The number that a list item shows.
    pub(super) fn number(&mut self, tree: &Tree<'_>, item: u32) -> Option<i64> {
        let list = tree.parent(item);
        if tree.tag(item) != Tag::Li || tree.tag(list) != Tag::Ol {
            return None;
        }
        let begin = || {
            let start =
                tree.attr(list, Attr::Start).and_then(|start| start.trim().parse().ok()).unwrap_or(1i64);
            count(tree, list + 1, start.saturating_sub(1))
        };
        let (mut at, mut number) =
            self.lists.get(&list).copied().filter(|(at, _)| *at <= item).unwrap_or_else(begin);
        while at < item {
            (at, number) = count(tree, tree.after(at), number);
        }
        self.lists.insert(list, (at, number));
        Some(number)
    }
}

/// A node and the number that counts so far, itself counted if it is an item.
fn count(tree: &Tree<'_>, at: u32, number: i64) -> (u32, i64) {
    if at >= tree.len() || tree.tag(at) != Tag::Li {
        return (at, number);
    }
    let value = tree.attr(at, Attr::Value).and_then(|value| value.trim().parse().ok());
    (at, value.unwrap_or(number.saturating_add(1)))
}

/// Finds typed notes and markers in the article, beside those that links show.
pub(super) fn find(tree: &Tree<'_>, article: (u32, u32), found: &mut Found) {
    let mut markers = Markers::scan(tree, article, found);
    if !found.notes.iter().any(|note| names::is_number(&note.id)) {
        let mut notes = list(tree, article, !markers.units.is_empty());
        let numbers: HashSet<&str> = notes.iter().map(|note| note.id.as_str()).collect();
        if !markers.units.iter().flat_map(|(_, unit, _)| &unit.marks).any(|mark| numbers.contains(&*mark.id))
        {
            notes.clear();
        }
        if !notes.is_empty() {
            // What looked like a marker may be a label.
            markers
                .units
                .retain(|(node, _, _)| !notes.iter().any(|note| note.from <= *node && *node < note.from + 3));
            for note in notes {
                found.hide.push(note.label);
                found.notes.push(note);
            }
            found.notes.sort_by_key(|note| note.from);
        }
        let known: HashSet<&str> = found.notes.iter().map(|note| note.id.as_str()).collect();
        let any = !known.is_empty();
        let good: Vec<Unit> = markers
            .units
            .into_iter()
            .filter(|(_, unit, raised)| {
                any && (!raised || unit.marks.iter().all(|mark| known.contains(&*mark.id)))
            })
            .map(|(_, unit, _)| unit)
            .collect();
        found.units.extend(good);
    } else {
        let first: HashMap<&str, u32> =
            found.notes.iter().rev().map(|note| (note.id.as_str(), note.scope)).collect();
        let one = found.notes.iter().all(|note| note.scope == 0);
        let good: Vec<Unit> = markers
            .units
            .into_iter()
            .filter(|(_, unit, _)| one && unit.marks.iter().all(|mark| first.contains_key(&*mark.id)))
            .map(|(_, unit, _)| unit)
            .collect();
        found.units.extend(good);
    }
    found.units.sort_by_key(|unit| unit.span.start);
}

/// What looks like typed markers: the node, the unit, whether it is raised.
struct Markers {
    units: Vec<(u32, Unit, bool)>,
}

impl Markers {
    fn scan(tree: &Tree<'_>, article: (u32, u32), found: &Found) -> Self {
        let mut units = Vec::new();
        let mut hidden: Vec<Span> = found.hide.clone();
        hidden.sort_unstable();
        let mut budget = units::RANGE_BUDGET;
        let mut next = article.0;
        while next < article.1 {
            let node = *tree.node(next);
            let linked = found.units.partition_point(|unit| unit.span.end <= node.start);
            let taken = found.units.get(linked).is_some_and(|unit| unit.span.start <= node.start);
            let skip = node.tag.is_unread()
                || matches!(node.tag, Tag::A | Tag::Pre | Tag::Code | Tag::Math | Tag::Nav);
            if skip || taken && node.tag != Tag::Text {
                next = if skip { node.after } else { next + 1 };
                continue;
            }
            if node.tag == Tag::Sup {
                if let Some(unit) = raised(tree, next, &mut budget) {
                    units.push((next, unit, true));
                    next = node.after;
                    continue;
                }
            } else if node.tag == Tag::Text {
                brackets(tree, next, &mut units, &mut budget);
            }
            next += 1;
        }
        // A label of a note that was found is no marker.
        units.retain(|(_, unit, _): &(u32, Unit, bool)| {
            let after = hidden.partition_point(|span| span.end <= unit.span.start);
            !hidden.get(after).is_some_and(|span| span.overlaps(unit.span))
        });
        Self { units }
    }
}

/// `[3]` in a run of text.
fn brackets(tree: &Tree<'_>, at: u32, units: &mut Vec<(u32, Unit, bool)>, budget: &mut u32) {
    let node = tree.node(at);
    let Some(raw) = tree.source.get(node.start as usize..node.open_end as usize) else { return };
    for open in memchr::memchr_iter(b'[', raw.as_bytes()) {
        let window = &raw.as_bytes()[open..raw.len().min(open + LONGEST)];
        let Some(close) = memchr::memchr(b']', window) else { continue };
        let start = node.start + (open + 1) as u32;
        let inside = raw.get(open + 1..open + close).unwrap_or("");
        if let Some(mut marks) = units::numbers(inside, start, budget) {
            let span = Span { start: start - 1, end: start + close as u32 };
            if let [mark] = &mut marks[..] {
                mark.place = span;
            }
            units.push((at, Unit { span, marks, shown: false }, false));
        }
    }
}

/// `<sup>3</sup>` that is no exponent and no unit.
fn raised(tree: &Tree<'_>, at: u32, budget: &mut u32) -> Option<Unit> {
    let span = tree.span(at);
    let words = tree.words(at, LONGEST);
    let start = span.start;
    let inside = words.trim_matches(['[', ']', '(', ')']);
    let mut marks = units::numbers(inside, 0, budget)?;
    for mark in &mut marks {
        mark.place = span;
    }
    let before = tree.source.get(..start as usize)?;
    let digits = before.bytes().rev().take(8).take_while(u8::is_ascii_digit).count();
    let letters = before.bytes().rev().take(8).take_while(u8::is_ascii_lowercase).count();
    let bytes = before.as_bytes();
    let apart = bytes.len() == letters
        || matches!(bytes[bytes.len() - letters - 1], b' ' | b'0'..=b'9' | b'/' | b';' | 0xa0 | b'>');
    let unit = (1..=2).contains(&letters) && apart;
    (!(1..=3).contains(&digits) && digits <= 4 && !unit).then_some(Unit { span, marks, shown: false })
}

/// A run of nodes that may be one typed note.
struct Piece {
    from: u32,
    to: u32,
    /// Its number: as typed, or as the list counts it.
    number: u32,
    label: Span,
}

/// The list of typed notes: under its heading, else at the end of the article.
fn list(tree: &Tree<'_>, article: (u32, u32), marked: bool) -> Vec<FoundNote> {
    let mut best: Vec<Piece> = Vec::new();
    let mut run: Vec<Piece> = Vec::new();
    let mut headed = false;
    let mut numbers = Numbers::default();
    let mut next = article.0;
    while next < article.1 {
        let node = *tree.node(next);
        if node.tag.is_unread() || node.tag == Tag::Nav {
            next = node.after;
            continue;
        }
        let short = matches!(node.tag, Tag::P | Tag::Div | Tag::Dt) && node.after - next <= 6;
        if node.tag.heading().is_some() || short && names::is_notes_heading(&tree.words(next, 60)) {
            take(&mut best, &mut run, headed, marked);
            headed = names::is_notes_heading(&tree.words(next, 60));
            next = node.after;
            continue;
        }
        if matches!(node.tag, Tag::P | Tag::Li | Tag::Dd | Tag::Tr | Tag::Div) {
            let pieces = pieces(tree, next, headed && marked, &mut numbers);
            if pieces.is_empty() && node.tag != Tag::Div && run.len() == 1 && !headed {
                run.clear();
            }
            let any = !pieces.is_empty();
            for piece in pieces {
                if run.last().is_some_and(|last| piece.number <= last.number) {
                    take(&mut best, &mut run, headed, marked);
                }
                if !run.is_empty() || piece.number == 1 || headed {
                    run.push(piece);
                }
            }
            if any {
                next = node.after;
                continue;
            }
        }
        next += 1;
    }
    take(&mut best, &mut run, headed, marked);
    best.into_iter()
        .map(|piece| FoundNote {
            from: piece.from,
            to: piece.to,
            id: piece.number.to_string(),
            scope: 0,
            label: piece.label,
            inline: false,
        })
        .collect()
}

/// Keeps a run if it is a list of notes: it begins at 1 and is under a
/// heading, or the text has markers and it has two notes at least.
fn take(best: &mut Vec<Piece>, run: &mut Vec<Piece>, headed: bool, marked: bool) {
    let found = std::mem::take(run);
    let good = found.first().is_some_and(|piece| piece.number == 1) && marked && (headed || found.len() >= 2);
    if good && found.len() >= best.len() {
        *best = found;
    }
}

/// The notes in a block: the block itself, or the lines of one with `<br>`.
fn pieces(tree: &Tree<'_>, block: u32, counted: bool, numbers: &mut Numbers) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let item = if counted && tree.tag(block) == Tag::Li { numbers.number(tree, block) } else { None };
    if let Some(piece) = piece(tree, block, tree.after(block)) {
        pieces.push(piece);
    } else if let Some(number) = item.and_then(|number| u32::try_from(number).ok()) {
        let node = tree.node(block);
        let label = Span { start: node.start, end: node.start };
        return vec![Piece { from: block, to: node.after, number, label }];
    } else {
        return pieces;
    }
    if !matches!(tree.tag(block), Tag::P | Tag::Div) {
        return pieces;
    }
    for at in tree.children(block).filter(|&at| tree.tag(at) == Tag::Br) {
        if let Some(line) = piece(tree, at + 1, tree.after(block)) {
            if let Some(last) = pieces.last_mut() {
                last.to = at;
            }
            pieces.push(line);
        }
    }
    pieces
}

/// The note whose first words stand at `from`.
fn piece(tree: &Tree<'_>, from: u32, to: u32) -> Option<Piece> {
    for at in (from..to).take(8) {
        let node = tree.node(at);
        if at > from && matches!(node.tag, Tag::P | Tag::Ol | Tag::Ul | Tag::Table | Tag::Br | Tag::Sub) {
            return None;
        }
        if node.tag != Tag::Text {
            continue;
        }
        let raw = tree.source.get(node.start as usize..node.open_end as usize)?;
        let blank = raw.len() - raw.trim_start().len();
        let mut end = raw.len().min(blank + 40);
        while !raw.is_char_boundary(end) {
            end -= 1;
        }
        let head = &raw[blank..end];
        if head.is_empty() {
            continue;
        }
        let sup = tree.tag(node.parent) == Tag::Sup;
        let cell = matches!(tree.tag(node.parent), Tag::Td | Tag::Th) && raw.trim().len() <= 5;
        let (number, len) = match leading_label(head) {
            Some(label) => label,
            None if sup || cell => {
                (names::label(raw.trim()).filter(|label| names::is_number(label))?, raw.trim().len())
            }
            None => return None,
        };
        let start = node.start + blank as u32;
        let label = Span { start, end: start + len as u32 };
        return Some(Piece { from, to, number: number.parse().ok()?, label });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::html::found::Mark;

    #[test]
    fn labels_are_read() {
        let number = |text: &str| leading_label(text).map(|(label, len)| format!("{label}/{len}"));
        assert_eq!(number("[3] Smith"), Some("3/3".to_owned()));
        assert_eq!(number("12. Smith"), Some("12/3".to_owned()));
        assert_eq!(number("³ Smith"), Some("3/2".to_owned()));
        assert_eq!(number("2019 was"), None);
        assert_eq!(number("3 Smith"), None);
        assert_eq!(number("3.5 percent"), None);
    }

    #[test]
    fn numbers_of_a_group_are_read() {
        let ids = |text: &str| {
            units::numbers(text, 0, &mut 100)
                .map(|marks| marks.into_iter().map(|mark: Mark| mark.id).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(ids("3, 5–7"), Some("3 5 6 7".to_owned()));
        assert_eq!(ids("3a"), None);
        assert_eq!(ids("2019"), None);
    }
}

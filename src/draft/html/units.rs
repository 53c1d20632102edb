//! Markers that stand together: `[1, 2]`, `1–3`, and the brackets around them.

use super::found::{Mark, Unit};
use super::names;
use crate::span::Span;

/// The longest stretch between two markers of a group, tags included.
const GAP: usize = 120;

/// The longest run read out of `3–9`.
const LONGEST_RANGE: u32 = 50;

/// How many markers may be read out of ranges in one page.
pub(super) const RANGE_BUDGET: u32 = 50_000;

/// What stands between two markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Space,
    Comma,
    Dash,
}

/// Orders units, joins those of one group, takes brackets in.
pub(super) fn join(source: &str, units: &mut Vec<Unit>) {
    units.sort_by_key(|unit| (unit.span.start, unit.marks.first().map(|mark| mark.place.start)));
    let mut joined: Vec<Unit> = Vec::with_capacity(units.len());
    let mut budget = RANGE_BUDGET;
    for unit in units.drain(..) {
        let Some(last) = joined.last_mut().filter(|last| !last.shown && !unit.shown) else {
            joined.push(unit);
            continue;
        };
        let overlap = unit.span.start < last.span.end;
        let (Some(before), Some(mark)) = (last.marks.last(), unit.marks.first()) else { continue };
        let gap = between(source, before.place.end, mark.place.start);
        if !overlap && gap.is_none() {
            joined.push(unit);
            continue;
        }
        if gap == Some(Between::Dash) {
            let middle = range(before, mark, &mut budget);
            last.marks.extend(middle);
        }
        last.span = last.span.to(unit.span);
        last.marks.extend(unit.marks);
    }
    for unit in joined.iter_mut().filter(|unit| !unit.shown) {
        unit.span = with_brackets(source, unit.span);
    }
    *units = joined;
}

/// What stands between two bytes of the file, if it is nothing of the text.
fn between(source: &str, from: u32, to: u32) -> Option<Between> {
    let gap = source.get(from as usize..to as usize).filter(|gap| gap.len() <= GAP)?;
    let mut rest = gap;
    let mut found = Between::Space;
    while let Some(c) = rest.chars().next() {
        if c == '<' {
            let (tag, after) = rest.split_once('>')?;
            let name =
                tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next()?;
            let inline = ["a", "sup", "span", "b", "i", "em", "strong", "small", "font", "cite", "u"];
            inline.iter().any(|known| name.eq_ignore_ascii_case(known)).then_some(())?;
            rest = after;
            continue;
        }
        let entity =
            ["&nbsp;", "&#160;", "&#xa0;", "&thinsp;"].iter().find_map(|entity| rest.strip_prefix(entity));
        let dash = ["&ndash;", "&#8211;", "&minus;"].iter().find_map(|entity| rest.strip_prefix(entity));
        rest = match (entity.or(dash), c) {
            (Some(after), _) => after,
            (None, _) => &rest[c.len_utf8()..],
        };
        match c {
            _ if dash.is_some() => found = Between::Dash,
            _ if entity.is_some() => {}
            '–' | '-' | '—' => found = Between::Dash,
            ',' | ';' => found = Between::Comma,
            '[' | ']' | '(' | ')' => {}
            c if c.is_whitespace() || c == '\u{2009}' => {}
            _ => return None,
        }
    }
    Some(found)
}

/// The numbers between the ends of a range.
fn range(low: &Mark, high: &Mark, budget: &mut u32) -> Vec<Mark> {
    let (Ok(first), Ok(last)) = (low.id.parse::<u32>(), high.id.parse::<u32>()) else { return Vec::new() };
    let length = last.saturating_sub(first);
    if !(2..=LONGEST_RANGE).contains(&length) || length > *budget || low.scope != high.scope {
        return Vec::new();
    }
    *budget -= length;
    let place = Span { start: low.place.end, end: high.place.start.max(low.place.end) };
    (first + 1..last).map(|id| Mark { id: id.to_string(), scope: low.scope, place }).collect()
}

/// A group with the brackets right around it.
pub(super) fn with_brackets(source: &str, span: Span) -> Span {
    let bytes = source.as_bytes();
    let before = (span.start as usize).checked_sub(1).and_then(|at| bytes.get(at));
    let after = bytes.get(span.end as usize);
    match (before, after) {
        (Some(b'['), Some(b']')) | (Some(b'('), Some(b')')) => {
            Span { start: span.start - 1, end: span.end + 1 }
        }
        _ => span,
    }
}

/// The numbers in a typed marker's brackets, `3`, `3, 5`, `3–5`, with their
/// bytes; `None` if anything else stands there. `at` is the place of `inside`;
/// `budget` is what ranges may still add.
pub(super) fn numbers(inside: &str, at: u32, budget: &mut u32) -> Option<Vec<Mark>> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut from = 0;
    let bytes = inside.as_bytes();
    let mut dash = false;
    while from < inside.len() {
        let len = bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let id = &inside[from..from + len];
        if !(1..=3).contains(&len) || id.starts_with('0') || !names::is_number(id) {
            return None;
        }
        let place = Span { start: at + from as u32, end: at + (from + len) as u32 };
        let mark = Mark { id: id.to_owned(), scope: 0, place };
        if dash && let Some(low) = marks.last() {
            let middle = range(low, &mark, budget);
            marks.extend(middle);
        }
        marks.push(mark);
        from += len;
        let rest = &inside[from..];
        let sep = rest.len() - rest.trim_start_matches([' ', ',', ';', '–', '-', '\u{a0}']).len();
        dash = rest[..sep].contains(['–', '-']);
        if sep == 0 && !rest.is_empty() {
            return None;
        }
        from += sep;
    }
    (!marks.is_empty()).then_some(marks)
}

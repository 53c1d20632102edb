//! Numbers that lost their height: `law,8`, `each day.1`, `capacity. 25`.
//!
//! Text out of a PDF sets a raised number level with the words. One alone tells
//! nothing: `29.4`, `COVID19`. Many that rise by one, each before the note of
//! its own number, are markers; so they are chosen together, never singly.

use std::collections::{HashMap, HashSet};

use super::lines::Lines;
use super::note::FoundNote;
use crate::span::Span;

/// A number that stands where a marker may stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub number: u32,
    /// Its digits.
    pub place: Span,
    /// The line it stands on.
    pub line: usize,
    /// How much it looks like a marker.
    weight: u32,
}

/// A number that is a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Risen {
    pub number: u32,
    pub place: Span,
    /// The run of numbering of its note.
    pub scope: u32,
}

/// Fewer markers are no chain.
pub(super) const LEAST: usize = 3;

/// How sure a place is: right after a stop or a long word; a little apart;
/// after what is often part of a name.
const SURE: u32 = 6;
const APART: u32 = 4;
const DOUBTFUL: u32 = 1;

/// Every number of a text that stands where a marker may stand, in order.
pub(super) fn candidates(lines: &Lines) -> Vec<Candidate> {
    let mut all = Vec::new();
    for at in 0..lines.len() {
        line(lines, at, &mut all);
    }
    all
}

fn line(lines: &Lines, at: usize, all: &mut Vec<Candidate>) {
    let (text, start) = (lines.text(at), lines.lines[at].start);
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(digit) = bytes[from..].iter().position(u8::is_ascii_digit).map(|len| from + len) {
        let end = digit + bytes[digit..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        from = end;
        if digit == 0 {
            if end == bytes.len() && within(lines, at) && bytes[0] != b'0' {
                push(all, text, (0, end), start, at, APART);
            }
            continue;
        }
        let Some((begin, weight)) = standing(text, digit, end) else { continue };
        push(all, text, (begin, end), start, at, weight);
        // `19,20` after a word are two markers.
        while bytes.get(from) == Some(&b',') {
            let next = from + 1 + bytes[from + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if next == from + 1 || !ends(&text[next..]) {
                break;
            }
            push(all, text, (from + 1, next), start, at, weight);
            from = next;
        }
    }
}

/// Whether a line stands within a paragraph, so that it is no page's number.
fn within(lines: &Lines, at: usize) -> bool {
    lines.gap(at) == 0 && lines.gap(at + 1) == 0 && !lines.lines[at].page && at + 1 < lines.len()
}

fn push(
    all: &mut Vec<Candidate>,
    text: &str,
    (from, to): (usize, usize),
    start: u32,
    line: usize,
    weight: u32,
) {
    let digits = &text[from..to];
    let Ok(number) = digits.parse::<u32>() else { return };
    if digits.len() <= 4 && !digits.starts_with('0') {
        all.push(Candidate { number, place: Span::new(from, to).shifted(start), line, weight });
    }
}

/// Whether the digits `digit..end` stand where a marker may: where its own begin
/// (after a year's), and how sure that is.
fn standing(text: &str, digit: usize, end: usize) -> Option<(usize, u32)> {
    let (before, after) = (&text[..digit], &text[end..]);
    let listed = || {
        let more =
            after.strip_prefix(',').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
        more > 0 && more <= 3 && end - digit <= 3
    };
    if !ends(after) && !listed() {
        return None;
    }
    let last = before.chars().next_back()?;
    if last.is_alphabetic() {
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let apart = before[..before.len() - word.len()].chars().next_back();
        let plain = apart.is_none_or(|c| c.is_whitespace() || "“\"‘'(—–".contains(c));
        let letters = word.chars().count();
        let sure = letters >= 4 && last.is_lowercase() && (plain || apart == Some('-'));
        return (letters >= 2).then_some((digit, if sure { SURE } else { DOUBTFUL }));
    }
    if last.is_ascii_digit() || last == '.' && before.ends_with("..") {
        return None;
    }
    if is_closing(last) {
        return Some((digit, after_stop(before, last, after)?)).filter(|_| !listed() || last != ',');
    }
    if last == ' ' {
        // `in 20143`: a year with its marker.
        let year = end - digit >= 5 && end - digit <= 7 && is_year(&text[digit..digit + 4]);
        if year {
            return Some((digit + 4, APART));
        }
        let words = before.trim_end_matches(' ');
        let stop = words.chars().next_back()?;
        let next = after.trim_start().chars().next();
        let begins = next.is_none_or(|c| c.is_uppercase() || "“\"‘(".contains(c));
        let closed = is_closing(stop) && stop != ',' && stop != ':' && before.len() - words.len() == 1;
        return (closed && begins && after_stop(words, stop, after)? == SURE).then_some((digit, APART));
    }
    None
}

/// Marks that a marker follows.
fn is_closing(c: char) -> bool {
    ".,;:?!)]”’\"'".contains(c)
}

/// How sure a marker is right after a stop: `29.4` and `p.4` have none.
fn after_stop(before: &str, stop: char, after: &str) -> Option<u32> {
    let inner = &before[..before.len() - stop.len_utf8()];
    if inner.ends_with(|c: char| c.is_ascii_digit()) && ".,:'".contains(stop) {
        return after_number(inner, stop, after);
    }
    let last = inner.trim_end_matches(is_closing).chars().next_back()?;
    if last.is_whitespace() || "$€£§#/([".contains(last) {
        return None;
    }
    // `p.4`, `No.4`
    let word = inner.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let short = stop == '.' && (1..=2).contains(&word.chars().count());
    Some(if short { DOUBTFUL } else { SURE })
}

/// How sure a marker is after a number and a stop: after a year (`in 2014.3`),
/// a name (`FY22.3`), a day or a sum that ends its sentence (`on April 1.3 A
/// ship`, `71,000.3`).
fn after_number(inner: &str, stop: char, after: &str) -> Option<u32> {
    let words = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &inner[words.len()..];
    if is_year(digits) || words.ends_with(char::is_alphabetic) {
        return Some(SURE);
    }
    let ended = after.is_empty() || after.trim_start().starts_with(char::is_uppercase);
    let name = words.strip_suffix(' ').and_then(|words| words.rsplit(' ').next()).unwrap_or("");
    let day = digits.len() <= 2 && name.starts_with(char::is_uppercase);
    let sum = digits.len() == 3 && words.ends_with(',');
    (stop == '.' && ended && (day || sum)).then_some(DOUBTFUL)
}

fn is_year(digits: &str) -> bool {
    matches!(digits.get(..2), Some("17" | "18" | "19" | "20")) && digits.len() == 4
}

/// Whether a marker may end before this.
fn ends(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        None => true,
        Some(c) if c.is_whitespace() => true,
        Some('—' | '”' | ')' | ']' | '’' | '"' | ';' | '?' | '!') => true,
        Some('.' | ',' | ':') => chars.next().is_none_or(|c| c.is_whitespace() || is_closing(c)),
        Some('–' | '-') => chars.next().is_none_or(|c| !c.is_ascii_digit() && !c.is_uppercase()),
        _ => false,
    }
}

/// Which candidates are the markers of these notes. `notes` stand in the order
/// of the lines; those `pointed` to already need no marker. Fewer than half of
/// what is wanted, or fewer than three, are a guess: then none is.
pub(super) fn risen(candidates: &[Candidate], notes: &[FoundNote], pointed: &HashSet<u32>) -> Vec<Risen> {
    let mut of_number: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, note) in notes.iter().enumerate() {
        if let Some(number) = note.label.number.filter(|number| !pointed.contains(number)) {
            of_number.entry(number).or_default().push(at);
        }
    }
    let reach = reaches(notes);
    let mut runs: HashMap<u32, Vec<(Candidate, usize)>> = HashMap::new();
    for candidate in candidates {
        let Some(same) = of_number.get(&candidate.number) else { continue };
        let next = notes.partition_point(|note| note.first <= candidate.line);
        if next.checked_sub(1).is_some_and(|at| notes[at].last >= candidate.line) {
            continue;
        }
        let nearest = same[same.partition_point(|&at| at < next)..].first().copied();
        let Some(note) = nearest.filter(|&note| reach[note] <= candidate.line) else { continue };
        runs.entry(notes[note].scope).or_default().push((*candidate, note));
    }
    let mut all: Vec<Risen> = Vec::new();
    for (scope, run) in runs {
        all.extend(chain(&run).map(|candidate| Risen {
            number: candidate.number,
            place: candidate.place,
            scope,
        }));
    }
    let wanted: usize = of_number.values().map(Vec::len).sum();
    if all.len() < LEAST || all.len() * 2 < wanted {
        all.clear();
    }
    all.sort_by_key(|risen| risen.place.start);
    all
}

/// For each note the first line at which its marker may stand: a note at a
/// page's foot belongs to that page or to the one before.
fn reaches(notes: &[FoundNote]) -> Vec<usize> {
    let (mut feet, mut last) = ([0; 3], 0);
    notes
        .iter()
        .map(|note| {
            // Some lines of text between: another foot.
            if note.first > last + 3 {
                feet = [feet[1], feet[2], note.first];
            }
            last = note.last;
            feet[0]
        })
        .collect()
}

/// The heaviest rising choice of candidates, each number once.
fn chain(run: &[(Candidate, usize)]) -> impl Iterator<Item = Candidate> {
    let first = run.iter().map(|(_, note)| *note).min().unwrap_or(0);
    let notes = run.iter().map(|(_, note)| note + 1 - first).max().unwrap_or(0);
    // A tree of the best weight up to each note, and the candidate that ends there.
    let mut best: Vec<(u32, Option<usize>)> = vec![(0, None); notes + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(run.len());
    for (at, (candidate, note)) in run.iter().enumerate() {
        let note = note - first;
        let (mut weight, mut from, mut look) = (0, None, note);
        while look > 0 {
            if best[look].0 > weight {
                (weight, from) = best[look];
            }
            look -= look & look.wrapping_neg();
        }
        before.push(from);
        let (total, mut look) = (weight + candidate.weight, note + 1);
        while look <= notes {
            if total > best[look].0 {
                best[look] = (total, Some(at));
            }
            look += look & look.wrapping_neg();
        }
    }
    let mut end = best.iter().max_by_key(|(weight, _)| *weight).and_then(|(_, end)| *end);
    let mut chosen = Vec::new();
    while let Some(at) = end {
        chosen.push(run[at].0);
        end = before[at];
    }
    chosen.into_iter().rev()
}

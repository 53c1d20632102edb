//! Notes that no heading announces: at the foot of each page, or after the text.
//!
//! Their numbers rise from one label to the next, and each has stood in the
//! text before, where a marker may stand. Numbered headings, items and
//! paragraphs, the years of a table and the numbers of pages have no such
//! markers.

use std::collections::HashMap;

use super::label::{self, Label, Style};
use super::lines::Lines;
use super::rising::{Candidate, LEAST};
use super::shape;
use crate::span::Span;

/// How far one label may lie from the next: a PDF's foot may come out as one
/// paragraph, with all labels but the first within its lines.
const JUMP: u32 = 6;

/// How many lines back the note before a number is looked through.
const FAR: usize = 250;

/// How many lines the rest of a note overleaf may have.
const FEW: usize = 12;

/// How many labels ahead are looked at, to choose between two of one number.
const AHEAD: usize = 12;

/// A note that was found.
#[derive(Debug, Clone)]
pub(super) struct Foot {
    pub label: Label,
    /// The line its label stands on.
    pub line: usize,
    /// Its last line, itself part of it.
    pub last: usize,
    /// Where it ends, if the next note begins on its last line.
    pub stop: Option<u32>,
    /// Numbers begin again with it.
    pub anew: bool,
    /// The lines before it that are the rest of the note before, overleaf.
    pub rest: Option<(usize, usize)>,
    /// The line of what may be its marker.
    marker: Option<usize>,
}

/// Whether a number may follow another, some being passed over.
fn is_near(number: u32, before: u32) -> bool {
    (before + 1..=before + JUMP).contains(&number)
}

/// Where a note of this number begins within a line: after a sentence's end,
/// before a capital, which may stand on the next line.
fn within_line(text: &str, next: &str, digits: &str) -> Option<usize> {
    memchr::memmem::find_iter(text.as_bytes(), digits.as_bytes()).find(|&found| {
        let after = &text[found + digits.len()..];
        let begins = |c: char| c.is_uppercase() || "“\"(".contains(c);
        let apart = if after.is_empty() { next } else { after.strip_prefix(' ').unwrap_or("").trim_start() };
        text[..found].ends_with(' ') && shape::is_ended(&text[..found]) && apart.starts_with(begins)
    })
}

struct Sight<'a> {
    lines: &'a Lines<'a>,
    labels: Vec<(usize, Label)>,
    /// The lines on which each number may be a marker.
    spots: HashMap<u32, Vec<usize>>,
    paged: bool,
}

/// The notes of a text whose markers may be these.
pub(super) fn feet(lines: &Lines, candidates: &[Candidate]) -> Vec<Foot> {
    if candidates.len() < LEAST {
        return Vec::new();
    }
    let sight = Sight::new(lines, candidates);
    let marked = |run: &[Foot]| run.iter().filter(|foot| foot.marker.is_some()).count();
    let (bare, dot) = (sight.run(Style::Bare), sight.run(Style::Dot));
    let run = if marked(&dot) > marked(&bare) { dot } else { bare };
    if run.len() < LEAST || marked(&run) * 5 < run.len() * 3 {
        return Vec::new();
    }
    run
}

impl<'a> Sight<'a> {
    fn new(lines: &'a Lines<'a>, candidates: &[Candidate]) -> Self {
        let mut spots: HashMap<u32, Vec<usize>> = HashMap::new();
        for candidate in candidates {
            spots.entry(candidate.number).or_default().push(candidate.line);
        }
        // A number alone on its line looks like a page's; at a page's edge it is one.
        let edge = |at: usize| lines.lines[at].page || lines.lines.get(at + 1).is_none_or(|next| next.page);
        let alone = |at: usize| lines.text(at).bytes().all(|byte| byte.is_ascii_digit());
        let labels = (0..lines.len())
            .filter(|&at| !lines.lines[at].furniture || alone(at) && !edge(at))
            .filter_map(|at| Some((at, label::label(lines.text(at), lines.lines[at].start)?)))
            .filter(|(_, label)| matches!(label.style, Style::Bare | Style::Dot) && label.number.is_some())
            .collect();
        let paged = lines.lines.iter().any(|line| line.page);
        Self { lines, labels, spots, paged }
    }

    /// The first line in a range on which a number may be a marker.
    fn spot(&self, number: u32, from: usize, to: usize) -> Option<usize> {
        let spots = self.spots.get(&number)?;
        spots.get(spots.partition_point(|&spot| spot < from)).copied().filter(|&spot| spot < to)
    }

    fn run(&self, style: Style) -> Vec<Foot> {
        let own: Vec<(usize, &Label, u32)> = self
            .labels
            .iter()
            .filter(|(_, label)| label.style == style)
            .filter_map(|(at, label)| Some((*at, label, label.number?)))
            .collect();
        let mut found: Vec<Foot> = Vec::new();
        let mut marker_line = 0;
        for (nth, &(at, label, number)) in own.iter().enumerate() {
            let ahead = &own[nth + 1..own.len().min(nth + 1 + AHEAD)];
            let previous = found.last().and_then(|foot| Some((foot.label.number?, foot.line)));
            let (anew, since) = match previous {
                None => (false, 0),
                Some((last, _)) if number > last && number <= last + JUMP => (false, marker_line),
                Some((last, line)) if number == 1 && last > 1 => (true, line),
                Some(_) => continue,
            };
            let marker = self.spot(number, since, at);
            let strict = self.begins(at, label);
            let next = ahead.first().map(|next| next.2);
            let good = match previous {
                None => marker.is_some() && ahead.iter().any(|other| is_near(other.2, number)),
                // The old numbers do not simply go on after this.
                Some((last, _)) if anew => {
                    let next = ahead.iter().find(|other| other.2 == 2 || other.2 == last + 1);
                    marker.is_some() && next.is_none_or(|next| next.2 == 2)
                }
                Some((last, _)) if number > last + 1 => {
                    // A number alone may be a page's.
                    let alone = |at: usize| self.lines.text(at).bytes().all(|byte| byte.is_ascii_digit());
                    marker.is_some() && !ahead.iter().any(|other| other.2 == last + 1 && !alone(other.0))
                }
                Some(_) => marker.is_some() || strict && next == Some(number + 1),
            };
            let same = ahead.iter().take_while(|other| other.2 != number + 1).any(|other| {
                other.2 == number
                    && self.begins(other.0, other.1)
                    && !shape::is_plain_heading(self.lines, other.0)
            });
            let doubtful = !strict || shape::is_plain_heading(self.lines, at);
            let elsewhere = || previous.is_some_and(|(_, line)| self.begins_within(number, line, at));
            if !good || !self.is_worded(at, label) || same && doubtful || elsewhere() {
                continue;
            }
            marker_line = marker.unwrap_or(marker_line);
            let label = label.clone();
            found.push(Foot { label, line: at, last: at, stop: None, anew, rest: None, marker });
        }
        self.extents(&mut found);
        if style == Style::Dot && self.carry(&found) {
            found.clear();
        }
        self.within(found)
    }

    /// Whether many of these hold markers of about their own numbers: then they
    /// are numbered paragraphs.
    fn carry(&self, found: &[Foot]) -> bool {
        let carries = |foot: &&Foot| {
            let number = foot.label.number.unwrap_or(0);
            (number..number + 3)
                .any(|number| self.spot(number, foot.line, foot.last.min(foot.line + 3) + 1).is_some())
        };
        found.iter().filter(carries).count() * 4 > found.len()
    }

    /// Whether a number alone on its line is a page's: its note begins within a
    /// line of the note before.
    fn begins_within(&self, number: u32, from: usize, at: usize) -> bool {
        let lines = self.lines;
        let alone = lines.text(at).bytes().all(|byte| byte.is_ascii_digit());
        let digits = number.to_string();
        alone
            && at - from <= FAR
            && (from..at).any(|line| within_line(lines.text(line), lines.text(line + 1), &digits).is_some())
    }

    /// Whether words follow a label, and are no date's.
    fn is_worded(&self, at: usize, label: &Label) -> bool {
        let lines = self.lines;
        let alone = lines.text(at).len() == label.span.len();
        let words = lines.text(at)[label.span.len()..].trim_start();
        if alone {
            let capital = |text: &str| text.starts_with(|c: char| c.is_uppercase() || "“\"".contains(c));
            return at + 1 < lines.len() && lines.gap(at + 1) <= 1 && capital(lines.text(at + 1));
        }
        // `13 May 2019` is a date, `13. Jan Tol` is none.
        let after = words.split_whitespace().nth(1).unwrap_or("1");
        let dated = shape::begins_with_month(words) && after.starts_with(|c: char| c.is_ascii_digit());
        label.number.is_some_and(|number| number > 31) || !dated
    }

    /// Whether a line is one at which a paragraph may begin.
    fn begins(&self, at: usize, label: &Label) -> bool {
        let lines = self.lines;
        let alone = lines.text(at).len() == label.span.len();
        at > 0
            && (alone || lines.gap(at) > 0 || shape::is_ended(lines.text(at - 1)) || lines.is_short(at - 1))
    }

    /// Where each note ends.
    fn extents(&self, found: &mut [Foot]) {
        let lines = self.lines;
        let mut cut = false;
        for nth in 0..found.len() {
            let first = found[nth].line;
            // A foot that cuts a sentence in two: what goes on small is the sentence.
            if nth == 0 || found[nth - 1].last + 1 < first {
                cut = first > 0 && !shape::is_ended(lines.text(first - 1));
            }
            let next = found.get(nth + 1);
            let end = next.map_or(lines.len(), |next| next.line);
            let turn = (first + 1..end.min(lines.len())).find(|&at| lines.lines[at].page);
            // Both markers stand before: no text comes between the notes.
            let together = next.is_some_and(|next| {
                let number = next.label.number.unwrap_or(0);
                let before = next.marker.is_some_and(|spot| spot < first);
                let between = (number..number + 4).any(|number| self.spot(number, first, end).is_some());
                !next.anew && !between && (before || self.paged && turn.is_none())
            });
            let mut last = first;
            while last + 1 < end && (together || self.goes_on(first, last, turn, cut)) {
                last += 1;
            }
            while last > first && lines.lines[last].furniture {
                last -= 1;
            }
            found[nth].last = last;
            let turn = turn.filter(|&turn| turn > last);
            let rest = turn.and_then(|turn| self.rest(last, turn, found.get(nth + 1)?));
            if let Some(next) = found.get_mut(nth + 1) {
                next.rest = rest;
            }
        }
    }

    /// The rest of a note that its page cut: the last lines before the next
    /// page's first label, without a marker of their own, under some text.
    fn rest(&self, last: usize, turn: usize, next: &Foot) -> Option<(usize, usize)> {
        let lines = self.lines;
        let text = lines.text(last);
        // An address ends a note without a stop.
        let address = text.rsplit(' ').next().is_some_and(|word| word.contains(['/', '.']));
        let open = text.ends_with(|c: char| c.is_alphabetic() || c == ',') && !address;
        let cut = open || text.ends_with("...)") || text.ends_with("…)");
        let until = next.line.checked_sub(1)?;
        let first =
            (turn + 1..=until).rev().take(FEW).find(|&at| lines.gap(at) > 0 && lines.gap(next.line) == 0);
        let first = first.filter(|_| cut)?;
        let number = next.label.number?;
        let marked = (number..number + 9).any(|number| self.spot(number, first, next.line).is_some());
        (!marked).then_some((first, until))
    }

    /// Whether a foot's last note goes on after a line: to the end of its page,
    /// if that is known.
    fn goes_on(&self, first: usize, last: usize, turn: Option<usize>, cut: bool) -> bool {
        let lines = self.lines;
        let next = &lines.lines[last + 1];
        if let Some(turn) = turn {
            return last + 1 < turn;
        }
        let label_only = last == first && lines.text(last).bytes().all(|byte| byte.is_ascii_digit());
        let small = cut && lines.text(last + 1).starts_with(char::is_lowercase);
        let ended = !label_only && (small || lines.is_short(last)) && shape::is_ended(lines.text(last));
        next.gap == 0 && !next.furniture && !ended
    }

    /// Notes that begin within a line: a PDF's foot may come out as one
    /// paragraph, `… subclasses. 4 These statutes …`.
    fn within(&self, run: Vec<Foot>) -> Vec<Foot> {
        let mut all: Vec<Foot> = Vec::with_capacity(run.len());
        for nth in 0..run.len() {
            let mut foot = run[nth].clone();
            let number = foot.label.number.unwrap_or(0);
            let next = run.get(nth + 1).filter(|next| !next.anew).and_then(|next| next.label.number);
            let highest = next.map_or(number + JUMP, |next| next - 1);
            for wanted in number + 1..=highest {
                if self.spot(wanted, 0, foot.line).is_none() {
                    break;
                }
                let Some(inner) = self.inner(&foot, wanted) else { continue };
                (foot.last, foot.stop) = (inner.line, Some(inner.label.span.start));
                all.push(std::mem::replace(&mut foot, inner));
            }
            all.push(foot);
        }
        all
    }

    /// The note of a number that begins within another note.
    fn inner(&self, foot: &Foot, number: u32) -> Option<Foot> {
        let lines = self.lines;
        let digits = number.to_string();
        (foot.line..=foot.last).filter(|&at| !lines.lines[at].furniture).find_map(|at| {
            let (text, start) = (lines.text(at), lines.lines[at].start);
            let next = if at < foot.last { lines.text(at + 1) } else { "" };
            let found = within_line(text, next, &digits)?;
            let span = Span::new(found, found + digits.len()).shifted(start);
            (span.start >= foot.label.span.end).then(|| Foot {
                label: Label { style: foot.label.style, id: digits.clone(), number: Some(number), span },
                line: at,
                last: foot.last,
                stop: foot.stop,
                anew: false,
                rest: None,
                marker: self.spot(number, 0, foot.line),
            })
        })
    }
}

//! Finds the notes: under a heading, labelled without one, at a page's foot.

use std::collections::HashSet;

use super::chain::Chain;
use super::feet::{self, Foot};
use super::label::{self, LISTED, Label, Style};
use super::lines::Lines;
use super::note::FoundNote;
use super::rising::Candidate;
use super::seen::Seen;
use super::shape;
use crate::span::Span;

/// Every note of a file in the order of the lines.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub notes: Vec<FoundNote>,
    /// Lines that are the rest of a note on the page before.
    pub rests: Vec<(usize, usize)>,
    /// Lists of numbered notes, in order.
    lists: Vec<List>,
}

#[derive(Debug, Clone, Copy)]
struct List {
    first: usize,
    last: usize,
    scope: u32,
}

impl Notes {
    /// Finds the notes. `seen` are the numbers in brackets and superscripts that
    /// stand in the text, `candidates` those that may be markers without either.
    pub(super) fn find(lines: &Lines, seen: &Seen, candidates: &[Candidate]) -> Self {
        let marked = seen.any() || seen.melted;
        let mut finder = Finder::new(lines);
        finder.headed(marked);
        finder.anywhere();
        let numbered = |finder: &Finder| finder.notes.iter().any(|note| note.label.number.is_some());
        if !numbered(&finder) {
            finder.page_feet(candidates);
        }
        if !numbered(&finder) {
            let from = finder.notes.len();
            finder.unheaded(marked);
            finder.drop_unpointed(from, seen);
        }
        if finder.notes.is_empty() {
            finder.nothing_else();
        }
        finder.finish()
    }

    /// The run of numbering that text at a line belongs to: that of the list
    /// that closes its chapter, or the `shift`th after it.
    pub(super) fn scope_at(&self, line: usize, shift: usize) -> u32 {
        let next = self.lists.partition_point(|list| list.first <= line);
        self.lists.get(next + shift).or(self.lists.last()).map_or(0, |list| list.scope)
    }

    /// Whether the list after that follows at once, as one chapter's notes
    /// follow another's at the end of a book.
    pub(super) fn goes_on(&self, line: usize, shift: usize) -> bool {
        let next = self.lists.partition_point(|list| list.first <= line) + shift;
        match (self.lists.get(next), self.lists.get(next + 1)) {
            (Some(list), Some(other)) => other.first - list.last <= 4,
            _ => false,
        }
    }

    /// Whether any note is labelled in this style.
    pub(super) fn has(&self, style: Style) -> bool {
        self.notes.iter().any(|note| note.label.style == style)
    }
}

/// Whether `[i]` stands in the text right after a word: else Roman numbers in
/// brackets count the points of an argument.
fn has_roman_markers(source: &str) -> bool {
    memchr::memmem::find_iter(source.as_bytes(), "[i]").any(|at| {
        let before = source[..at].chars().next_back();
        before.is_some_and(|c| c.is_alphanumeric() || ".,;:!?\"”’)".contains(c))
    })
}

struct Finder<'a> {
    lines: &'a Lines<'a>,
    /// Lines that begin with what may be a label.
    labels: Vec<(usize, Label)>,
    taken: Vec<bool>,
    notes: Vec<FoundNote>,
    rests: Vec<(usize, usize)>,
    lists: u32,
}

impl<'a> Finder<'a> {
    fn new(lines: &'a Lines<'a>) -> Self {
        let roman = has_roman_markers(lines.source);
        let counts = |label: &Label| {
            roman
                || label.style != Style::Bracket
                || label.id.parse::<u32>().is_ok()
                || label.number.is_none()
        };
        let labels = (0..lines.len())
            .filter(|&at| !lines.lines[at].furniture)
            .filter_map(|at| Some((at, label::label(lines.text(at), lines.lines[at].start)?)))
            .filter(|(_, label)| counts(label))
            .collect();
        Self {
            lines,
            labels,
            taken: vec![false; lines.len()],
            notes: Vec::new(),
            rests: Vec::new(),
            lists: 0,
        }
    }

    /// Lists under `Notes`, `References`, or a rule across the page.
    fn headed(&mut self, marked: bool) {
        let heads: Vec<(usize, bool)> = (0..self.lines.len())
            .filter_map(|at| {
                let text = self.lines.text(at);
                let named = label::is_notes_heading(text) && shape::stands_alone(self.lines, at);
                let rule = marked && shape::is_rule(text) && self.lines.gap(at) > 0;
                (named || rule).then_some((at, named))
            })
            .collect();
        for (nth, &(head, named)) in heads.iter().enumerate() {
            let end = heads.get(nth + 1).map_or(self.lines.len(), |&(next, _)| next);
            let start = (head + 1..end).find(|&at| !shape::is_rule(self.lines.text(at))).unwrap_or(end);
            // After a mere rule the list must follow at once.
            let at_once = self.labels.iter().any(|(at, label)| *at == start && label.number == Some(1));
            if !named && !at_once {
                continue;
            }
            let styles = LISTED.into_iter().map(|style| self.chain(style, start, end, true));
            let best =
                styles.reduce(|best, chain| if chain.found.len() > best.found.len() { chain } else { best });
            match best {
                Some(chain) if !chain.found.is_empty() => self.take(chain, end),
                _ if named && label::is_sources_heading(self.lines.text(head)) => self.unlabelled(start, end),
                _ => {}
            }
        }
    }

    fn chain(&self, style: Style, start: usize, end: usize, headed: bool) -> Chain<'a> {
        let mut chain = Chain::new(self.lines, style, start, headed, self.lists);
        let mut next = self.labels.partition_point(|(at, _)| *at < start);
        for at in start..end {
            if self.lines.lines[at].furniture || self.taken[at] {
                continue;
            }
            let here = self.labels.get(next).filter(|(line, _)| *line == at).map(|(_, label)| label);
            next += usize::from(here.is_some());
            if !chain.line(at, here) {
                break;
            }
        }
        chain
    }

    /// Makes a chain's notes the draft's.
    fn take(&mut self, chain: Chain, end: usize) {
        let single = chain.found.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1);
        let count = chain.found.len();
        let mut stops = chain.stops.iter().copied().peekable();
        for nth in 0..count {
            let (first, label, list) = chain.found[nth].clone();
            let last = match chain.found.get(nth + 1) {
                Some(&(next, ..)) => {
                    while stops.next_if(|&stop| stop <= first).is_some() {}
                    stops.peek().map_or(next, |&stop| stop.min(next)) - 1
                }
                None => self.last_line(first, end, single && count >= 3),
            };
            self.push(FoundNote { label, first, last, stop: None, loose: false, scope: 0, list });
        }
        self.lists = chain.list + 1;
    }

    /// The last line of a list's last note: no label follows to end it.
    fn last_line(&self, first: usize, end: usize, single: bool) -> usize {
        let lines = self.lines;
        let deeper = |at: usize| lines.lines[at].indent > lines.lines[first].indent.saturating_add(1);
        let mut last = first;
        for at in first + 1..end {
            if lines.lines[at].furniture {
                continue;
            }
            let ended = !lines.wrapped() || (lines.is_short(last) && shape::is_ended(lines.text(last)));
            let goes_on = if lines.gap(at) > 0 { deeper(at) } else { deeper(at) || !(single && ended) };
            if !goes_on || self.taken[at] || shape::is_rule(lines.text(at)) {
                break;
            }
            last = at;
        }
        last
    }

    fn push(&mut self, note: FoundNote) {
        self.taken[note.first..=note.last].fill(true);
        self.notes.push(note);
    }

    /// A bibliography without numbers: each entry stands without a marker.
    fn unlabelled(&mut self, start: usize, end: usize) {
        let lines = self.lines;
        if start * 2 < lines.len() {
            return;
        }
        let stop = (start..end).find(|&at| at > start && shape::is_plain_heading(lines, at)).unwrap_or(end);
        let begins = |at: &usize| {
            *at == start
                || lines.gap(*at) > 0
                || !lines.wrapped()
                || lines.lines[*at].indent < lines.lines[*at - 1].indent
        };
        let firsts: Vec<usize> = (start..stop).filter(begins).collect();
        let ends = |nth: usize| firsts.get(nth + 1).map_or(stop, |&next| next) - 1;
        let cites =
            |first: usize, last: usize| shape::looks_cited(&lines.source[lines.span(first, last).range()]);
        let cited = (0..firsts.len()).filter(|&nth| cites(firsts[nth], ends(nth))).count();
        if cited * 10 < firsts.len() * 6 {
            return;
        }
        for (nth, &first) in firsts.iter().enumerate() {
            let at = lines.lines[first].start;
            let span = Span { start: at, end: at };
            let label = Label { style: Style::Star, id: String::new(), number: None, span };
            self.push(FoundNote {
                label,
                first,
                last: ends(nth),
                stop: None,
                loose: false,
                scope: 0,
                list: self.lists,
            });
        }
        self.lists += 1;
    }

    /// `[^x]: …` and `[Footnote 3] …` are notes wherever they stand.
    fn anywhere(&mut self) {
        let mut found: Vec<(usize, Label)> = Vec::new();
        for (at, label) in &self.labels {
            let colon = self.lines.source.as_bytes().get(label.span.end as usize - 1) == Some(&b':');
            let free =
                self.lines.gap(*at) > 0 || *at == 0 || found.last().is_some_and(|(last, _)| last + 1 == *at);
            let sure = match label.style {
                Style::Caret => colon,
                Style::Footnote => free || shape::is_ended(self.lines.text(at - 1)),
                _ => false,
            };
            if sure && !self.taken[*at] {
                found.push((*at, label.clone()));
            }
        }
        let mut previous = 0;
        for (nth, (first, label)) in found.iter().enumerate() {
            let end = found.get(nth + 1).map_or(self.lines.len(), |(next, _)| *next);
            let last = self.last_line(*first, end, false);
            let number = label.number.unwrap_or(previous);
            self.lists += u32::from(number < previous);
            previous = number;
            self.push(FoundNote {
                label: label.clone(),
                first: *first,
                last,
                stop: None,
                loose: false,
                scope: 0,
                list: self.lists,
            });
        }
        self.lists += 1;
    }

    /// Runs of labelled paragraphs that no heading announces. One run may go on
    /// where another ended, pages later.
    fn unheaded(&mut self, marked: bool) {
        let mut from = 0;
        let sure = |style| matches!(style, Style::Bracket | Style::Superscript);
        let starts: Vec<(usize, Style, u32)> = self
            .labels
            .iter()
            .filter_map(|(at, label)| Some((*at, label.style, label.number?)))
            .filter(|&(at, style, number)| {
                number == 1 && !sure(style) || sure(style) && (at == 0 || self.lines.gap(at) > 0)
            })
            .collect();
        let last_of = |style| {
            starts
                .iter()
                .rev()
                .find(|&&(_, other, number)| other == style && number == 1)
                .map(|start| start.0)
        };
        let mut next: Option<(Style, u32)> = None;
        for (nth, &(at, style, number)) in starts.iter().enumerate() {
            let goes_on = marked && next == Some((style, number));
            let closing = last_of(style) == Some(at)
                && (marked && matches!(style, Style::Dot | Style::Bare)
                    || style == Style::Paren && self.has_parens(at));
            if at < from || self.taken[at] || !(number == 1 && (sure(style) || closing) || goes_on) {
                continue;
            }
            let chain = self.chain(style, at, self.lines.len(), false);
            let Some((last, label, _)) = chain.found.last() else { continue };
            let (last, after) = (*last, label.number.unwrap_or(number) + 1);
            let near_end = self.lines.len() - last <= 25;
            // A note alone on its page, if the next comes on another.
            let alone = marked
                && sure(style)
                && starts[nth..]
                    .iter()
                    .take(200)
                    .any(|&(line, other, number)| line > last && (other, number) == (style, after));
            if chain.found.len() >= 2 && (sure(style) || near_end)
                || sure(style) && near_end && marked
                || alone
                || goes_on
            {
                from = last + 1;
                next = Some((style, after));
                self.take(chain, self.lines.len());
            }
        }
    }

    /// Whether `(1)` stands in the text before a line, other than at a line's start.
    fn has_parens(&self, before: usize) -> bool {
        let text = &self.lines.source[..self.lines.lines[before].start as usize];
        memchr::memmem::find_iter(text.as_bytes(), "(1)")
            .any(|at| text[..at].ends_with(|c: char| c == '.' || c == ',' || c.is_alphabetic()))
    }

    /// Notes that no heading announces, by their numbers and markers.
    fn page_feet(&mut self, candidates: &[Candidate]) {
        for foot in feet::feet(self.lines, candidates) {
            self.lists += u32::from(foot.anew);
            let Foot { label, line, last, stop, rest, .. } = foot;
            self.rests.extend(rest);
            let last = last.max(line);
            self.push(FoundNote { label, first: line, last, stop, loose: true, scope: 0, list: self.lists });
        }
        self.lists += 1;
    }

    /// A file that is a list of notes from its head to its end: nearly every item
    /// has a year or an address. Numbered paragraphs have few.
    fn nothing_else(&mut self) {
        let lines = self.lines;
        for style in [Style::Dot, Style::Bare] {
            let mut own = self.labels.iter().filter(|(_, label)| label.style == style);
            let Some(start) = own.find(|(_, label)| label.number == Some(1)).map(|(at, _)| *at) else {
                continue;
            };
            let chain = self.chain(style, start, lines.len(), true);
            let firsts: Vec<usize> = chain.found.iter().map(|(at, ..)| *at).collect();
            let Some(&last) = firsts.last() else { continue };
            let cited = firsts
                .windows(2)
                .filter(|pair| shape::looks_cited(&lines.source[lines.span(pair[0], pair[1] - 1).range()]));
            let whole = start * 10 <= lines.len() && last * 10 >= lines.len() * 9;
            if firsts.len() >= 30 && whole && cited.count() * 4 >= firsts.len() * 3 {
                return self.take(chain, lines.len());
            }
        }
    }

    /// Lists without a heading that no marker points to are other lists.
    fn drop_unpointed(&mut self, from: usize, seen: &Seen) {
        let (mut count, mut joined) = (0, 0);
        for label in self.notes[from..].iter().map(|note| &note.label) {
            // Roman numbers were looked for as such.
            let Ok(number) = label.id.parse() else { continue };
            count += 1;
            joined += usize::from(seen.points_to(label.style, number));
        }
        if joined * 2 < count {
            for note in self.notes.drain(from..) {
                self.taken[note.first..=note.last].fill(false);
            }
        }
    }

    /// Sorts the notes and gives each list its scope: a new one where numbers
    /// begin again.
    fn finish(mut self) -> Notes {
        self.notes.sort_by_key(|note| note.first);
        let mut lists = Vec::new();
        let (mut seen, mut scope, mut start) = (HashSet::new(), 0, 0);
        while start < self.notes.len() {
            let list = self.notes[start].list;
            let len = self.notes[start..].iter().take_while(|note| note.list == list).count();
            let members = &mut self.notes[start..start + len];
            let numbers = || members.iter().filter_map(|note| note.label.number);
            if numbers().any(|number| number == 1) && numbers().any(|number| seen.contains(&number)) {
                scope += 1;
                seen.clear();
            }
            seen.extend(numbers());
            if members.iter().any(|note| note.label.number.is_some()) {
                lists.push(List { first: members[0].first, last: members[len - 1].last, scope });
            }
            for note in members.iter_mut().filter(|note| note.label.style != Style::Caret) {
                note.scope = scope;
            }
            start += len;
        }
        Notes { notes: self.notes, rests: self.rests, lists }
    }
}

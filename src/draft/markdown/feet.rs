//! Notes that no heading announces: at the foot of a page, at a text's end.
//!
//! Nothing in Markdown says that a paragraph which begins with a number is a
//! note. The numbers do: they rise from one label to the next, and each is the
//! number of a marker that stood before it. So the file is looked over once
//! before it is read, and its labels are chosen together.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::heading::Heading;
use super::inline::is_exponent;
use super::mark::Mark;
use crate::draft::pinpoint;

/// How a note's label is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `<sup>3</sup>`
    Raised,
    /// `[3]`
    Bracket,
    /// `| 3. |`, the first cell of a row
    Row,
    /// `3.`
    Dot,
    /// `3` before a word
    Bare,
}

/// How far from the marker before it a lost marker is looked for, in bytes.
const FAR: usize = 20_000;

const STYLES: [Style; 5] = [Style::Raised, Style::Bracket, Style::Row, Style::Dot, Style::Bare];

/// A number that may be a marker, a label, or either.
#[derive(Debug, Clone, Copy)]
struct Seen {
    at: usize,
    end: usize,
    number: u32,
    /// Where its line ends.
    line: usize,
    /// How it is written, if it begins a line.
    label: Option<Style>,
    /// Whether it may be a marker.
    marker: bool,
    /// Whether a rule stands right above its line.
    ruled: bool,
}

/// The label of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FootLabel<'t> {
    /// The note's number, as written.
    pub id: &'t str,
    /// Its first byte in the file.
    pub at: usize,
    /// Just past its stop.
    pub end: usize,
    /// Whether it is the first cell of a table's row.
    pub row: bool,
    /// Which run of numbering it belongs to.
    pub scope: u32,
    /// Where the next label stands, if all up to it belongs to this note; else 0.
    until: usize,
}

/// The labels of a file's notes, and what its markers say of them.
#[derive(Debug, Default)]
pub struct Feet<'t> {
    labels: Vec<FootLabel<'t>>,
    ids: HashSet<&'t str>,
    /// Numbers run into the word before them, `theft.80`: each the one marker
    /// missing between two others.
    pub glued: Vec<Range<usize>>,
    /// Runs of numbering.
    runs: u32,
    /// Whether a number in brackets at a paragraph's start may be a label.
    pub bracketed: bool,
    /// Whether a number in brackets may be a marker at all.
    pub plain: bool,
    /// Numbers that begin a line of what may be a list of notes.
    listed: HashSet<u32>,
}

impl<'t> Feet<'t> {
    /// Looks over a file from a byte on.
    pub fn of(source: &'t str, from: usize) -> Self {
        let mut sight = Sight::of(source, from);
        let brackets = sight.seen.iter().filter(|seen| seen.label == Some(Style::Bracket)).count();
        let plain = !sight.defined || brackets > 0 || sight.headed;
        let mut feet = Self { bracketed: sight.brackets_are_labels(), plain, ..Self::default() };
        feet.listed = std::mem::take(&mut sight.begun);
        let mut best: Option<(usize, Run)> = None;
        for style in STYLES {
            let sure = matches!(style, Style::Raised | Style::Bracket);
            // Under a heading of their own a list of notes is read as one; a table is not.
            if !sure && (sight.defined || sight.headed && style != Style::Row) {
                continue;
            }
            let run = sight.run(style);
            if sight.is_sound(style, &run) && best.as_ref().is_none_or(|(joined, _)| run.joined > *joined) {
                best = Some((run.joined, run));
            }
        }
        let run = best.map(|(_, run)| run).or_else(|| sight.under_heading());
        let run = run.unwrap_or_else(|| sight.under_rules());
        feet.take(source, &sight, &run);
        feet
    }

    fn take(&mut self, source: &'t str, sight: &Sight, run: &Run) {
        let chosen = sight.filled(run);
        for (nth, &(at, scope)) in chosen.iter().enumerate() {
            let seen = sight.seen[at];
            let next = chosen.get(nth + 1).filter(|next| next.1 == scope).map(|&(next, _)| sight.seen[next]);
            let begun = |number: u32| {
                let first = run.markers.get(&(scope, number));
                first.is_some_and(|&first| first < seen.at)
            };
            let until = next.filter(|next| begun(next.number) && !sight.parted(seen.at, next.at));
            self.labels.push(FootLabel {
                id: number_in(&source[seen.at..seen.end]),
                at: seen.at,
                end: seen.end,
                row: seen.label == Some(Style::Row),
                scope,
                until: until.map_or(0, |next| next.at),
            });
            self.glued.extend(sight.glued(source, run, seen, scope));
            self.runs = scope + 1;
        }
        self.ids = self.labels.iter().map(|label| label.id).collect();
        self.glued.sort_by_key(|range| range.start);
        self.glued.dedup();
    }

    /// Whether each of some numbers begins a line of what may be a list of notes.
    pub fn lists(&self, numbers: impl IntoIterator<Item = u32>) -> bool {
        numbers.into_iter().all(|number| self.listed.contains(&number))
    }

    /// The label at a byte of the file.
    pub fn label(&self, at: usize) -> Option<FootLabel<'t>> {
        self.labels.binary_search_by_key(&at, |label| label.at).ok().map(|found| self.labels[found])
    }

    /// Whether there are such notes.
    pub fn any(&self) -> bool {
        !self.labels.is_empty()
    }

    /// Whether a byte of the file stands in a note that is known to go on to
    /// the next label.
    pub fn holds(&self, at: usize) -> bool {
        let next = self.labels.partition_point(|label| label.at <= at);
        next.checked_sub(1).is_some_and(|last| at < self.labels[last].until.max(self.labels[last].end))
    }

    /// Whether a note with this number has a label here.
    pub fn knows(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The run of numbering that a marker belongs to: that of the next label.
    pub fn scope(&self, at: usize) -> u32 {
        if self.runs < 2 {
            return 0;
        }
        let next = self.labels.partition_point(|label| label.at < at);
        self.labels.get(next).or(self.labels.last()).map_or(0, |label| label.scope)
    }
}

/// The digits of a label.
fn number_in(label: &str) -> &str {
    let start = label.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let len = label[start..].bytes().take_while(u8::is_ascii_digit).count();
    &label[start..start + len]
}

/// The labels of one style that rise and meet markers.
#[derive(Debug, Default)]
struct Run {
    /// Indices into what was seen, with the run of numbering of each.
    chosen: Vec<(usize, u32)>,
    /// How many of them a marker points to.
    joined: usize,
    /// Where the first marker of each run and number stands.
    markers: HashMap<(u32, u32), usize>,
}

/// What a file's lines begin with, and the markers in them.
#[derive(Debug, Default)]
struct Sight {
    seen: Vec<Seen>,
    /// Rules and headings, by their first byte.
    breaks: Vec<usize>,
    /// `[^x]: …` stands somewhere.
    defined: bool,
    /// A heading says that notes follow.
    headed: bool,
    /// Numbers that begin a line of what may be a list of notes.
    begun: HashSet<u32>,
    /// How much was seen before the last such heading.
    listed: usize,
    /// A rule stands right above.
    ruled: bool,
}

impl Sight {
    fn of(source: &str, from: usize) -> Self {
        let mut sight = Self::default();
        let (mut at, mut fence) = (from, None);
        while at < source.len() {
            let end = memchr::memchr(b'\n', &source.as_bytes()[at..]).map_or(source.len(), |len| at + len);
            let line = &source[at..end];
            let start = at + (line.len() - line.trim_start_matches([' ', '\t', '\u{feff}']).len());
            at = end + 1;
            let words = &source[start..end];
            let ticks = words.get(..3).filter(|three| matches!(*three, "```" | "~~~"));
            match (fence, ticks) {
                (None, Some(_)) => fence = ticks,
                (Some(_), _) if fence == ticks => fence = None,
                (None, None) => sight.line(source, start, end),
                _ => {}
            }
        }
        sight.begun = sight.beginning_lines();
        // Without a marker no number is a label, but for a table that a heading calls notes.
        if !sight.seen.iter().any(|seen| seen.marker) {
            let from = sight.listed.min(sight.seen.len());
            sight.seen.drain(..from);
            sight.seen.retain(|seen| sight.headed && seen.label == Some(Style::Row));
            sight.listed = 0;
        }
        sight
    }

    fn beginning_lines(&self) -> HashSet<u32> {
        let listed = |seen: &&Seen| match seen.label {
            Some(Style::Bracket) => true,
            Some(Style::Dot | Style::Raised) => self.headed,
            _ => false,
        };
        self.seen.iter().filter(listed).map(|seen| seen.number).collect()
    }

    fn line(&mut self, source: &str, start: usize, end: usize) {
        let line = &source[start..end];
        match line.as_bytes().first() {
            None => return,
            Some(b'#') => {
                self.breaks.push(start);
                if Heading::of(line).is_some() {
                    (self.headed, self.listed) = (true, self.seen.len());
                }
            }
            Some(b'*' | b'-' | b'_') if is_rule(line) => {
                self.ruled = true;
                return self.breaks.push(start);
            }
            Some(b'[') if line.starts_with("[^") && line.contains("]:") => self.defined = true,
            _ => {}
        }
        let mut from = start;
        let ruled = std::mem::take(&mut self.ruled);
        if let Some(seen) = label(source, start, end) {
            from = seen.end;
            self.seen.push(Seen { ruled, ..seen });
        }
        let bytes = source.as_bytes();
        while let Some(found) = memchr::memchr2(b'<', b'[', &bytes[from..end]).map(|found| from + found) {
            from = found + 1;
            let next = bytes.get(found + 1).copied().unwrap_or(b' ');
            let may = next.is_ascii_digit() || bytes[found] == b'<' && matches!(next, b's' | b'S');
            let mark = if may { Mark::at(source, found) } else { None };
            let Some(mark) = mark.filter(|mark| mark.is_marker() && mark.target.is_none()) else { continue };
            let other =
                if mark.sup { is_exponent(source, found, true) } else { pinpoint::follows(&source[..found]) };
            if other {
                continue;
            }
            let Ok(number) = mark.id.parse() else { continue };
            from = mark.end.min(end);
            self.seen.push(Seen {
                at: found,
                end: from,
                number,
                line: end,
                label: None,
                marker: true,
                ruled: false,
            });
        }
    }

    /// Whether most of the numbers in brackets that begin a line have their
    /// marker somewhere: else they number the paragraphs.
    fn brackets_are_labels(&self) -> bool {
        let mut numbers: HashMap<u32, bool> = HashMap::new();
        for seen in &self.seen {
            let marked = numbers.entry(seen.number).or_default();
            *marked |= seen.label.is_none();
        }
        let labels = || self.seen.iter().filter(|seen| seen.label == Some(Style::Bracket));
        labels().filter(|seen| numbers[&seen.number]).count() * 2 >= labels().count()
    }

    /// Whether a rule or a heading stands between two bytes.
    fn parted(&self, from: usize, to: usize) -> bool {
        let next = self.breaks.partition_point(|&at| at < from);
        self.breaks.get(next).is_some_and(|&at| at < to)
    }

    /// The labels of a style that rise and meet markers.
    fn run(&self, style: Style) -> Run {
        let numbers: Vec<u32> =
            self.seen.iter().filter(|seen| seen.label == Some(style)).map(|seen| seen.number).collect();
        let mut run = Run::default();
        if numbers.is_empty() {
            return run;
        }
        let (mut nth, mut scope, mut previous) = (0, 0, None::<u32>);
        // Markers met since the last label, not yet of any run for sure.
        let mut since: Vec<(u32, usize)> = Vec::new();
        let mut highest = 0;
        for (at, seen) in self.seen.iter().enumerate() {
            if seen.label != Some(style) {
                if seen.marker {
                    since.push((seen.number, seen.at));
                    highest = highest.max(seen.number);
                }
                continue;
            }
            nth += 1;
            let (number, next) = (seen.number, numbers.get(nth).copied());
            let anew = number == 1 && previous.is_some() && since.iter().any(|&(since, _)| since == 1);
            if anew {
                (scope, previous, highest) = (scope + 1, None, number);
            }
            for (marker, place) in since.drain(..) {
                run.markers.entry((scope, marker)).or_insert(place);
                highest = highest.max(marker);
            }
            let marked = |number: u32| run.markers.contains_key(&(scope, number));
            // The same number twice: the first is a marker that begins a line,
            // or belongs to the words of the note before.
            let twice = next == Some(number) && !self.is_cited_before_the_next(at, style);
            if twice && previous.is_none_or(|previous| number > previous) {
                if seen.marker && !marked(number) {
                    run.markers.insert((scope, number), seen.at);
                }
                continue;
            }
            // A list of other things, numbered as the notes are: those follow.
            if number == 1 && previous.is_some_and(|previous| previous < highest) && marked(1) {
                while run.chosen.last().is_some_and(|last| last.1 == scope) {
                    run.chosen.pop();
                }
                previous = None;
            }
            let between = next == Some(number + 1);
            let good = match previous {
                None => marked(number) || between && marked(number + 1),
                Some(last) if number > last && number <= last + 3 => {
                    marked(number) || number == last + 1 && between
                }
                Some(_) => false,
            };
            if good {
                run.chosen.push((at, scope));
                previous = Some(number);
            }
        }
        for (marker, place) in since {
            run.markers.entry((scope, marker)).or_insert(place);
        }
        let joined = |&&(at, scope): &&(usize, u32)| {
            let seen = &self.seen[at];
            run.markers.get(&(scope, seen.number)).is_some_and(|&marker| marker < seen.at)
        };
        run.joined = run.chosen.iter().filter(joined).count();
        run
    }

    /// Whether a marker with a label's number stands between it and the next label of its style: then that one
    /// is another page's, where the numbers begin anew.
    fn is_cited_before_the_next(&self, at: usize, style: Style) -> bool {
        let until_next = self.seen[at + 1..].iter().take_while(|seen| seen.label != Some(style));
        until_next.filter(|seen| seen.marker).any(|seen| seen.number == self.seen[at].number)
    }

    /// Raised numbers right under a rule: notes by their looks, where no marker
    /// points to any.
    fn under_rules(&self) -> Run {
        let ruled = |(_, seen): &(usize, &Seen)| seen.ruled && seen.label == Some(Style::Raised);
        let chosen = self.seen.iter().enumerate().filter(ruled).map(|(at, _)| (at, 0)).collect();
        Run { chosen, ..Run::default() }
    }

    /// The rows of a table that a heading calls notes, numbered one by one, where no marker points to any: that they
    /// are notes is sure, and that nothing was joined to them is to be said.
    fn under_heading(&self) -> Option<Run> {
        let rows = |(at, seen): &(usize, &Seen)| *at >= self.listed && seen.label == Some(Style::Row);
        let chosen: Vec<_> = self.seen.iter().enumerate().filter(rows).map(|(at, _)| (at, 0)).collect();
        let number = |&(at, _): &(usize, u32)| self.seen[at].number;
        let rises = chosen.windows(2).all(|pair| number(&pair[1]) == number(&pair[0]) + 1);
        (self.headed && chosen.len() > 1 && rises).then(|| Run { chosen, ..Run::default() })
    }

    /// Whether a run's labels are notes.
    fn is_sound(&self, style: Style, run: &Run) -> bool {
        let count = run.chosen.len();
        let least = match style {
            Style::Raised | Style::Bracket => 1,
            Style::Row => 2,
            Style::Dot | Style::Bare => 3,
        };
        // The items of a list and numbered paragraphs carry markers of their own.
        let carries = |&&(at, _): &&(usize, u32)| {
            let next = self.seen.get(at + 1);
            next.is_some_and(|next| next.label.is_none() && next.at < self.seen[at].line)
        };
        let sure = matches!(style, Style::Raised | Style::Bracket);
        count >= least
            && run.joined * 5 >= count * 3
            && (sure || run.chosen.iter().filter(carries).count() * 4 <= count)
    }

    /// A run's labels with those between them that are written otherwise.
    fn filled(&self, run: &Run) -> Vec<(usize, u32)> {
        let mut all = Vec::with_capacity(run.chosen.len());
        for (nth, &(at, scope)) in run.chosen.iter().enumerate() {
            all.push((at, scope));
            let Some(&(next, _)) = run.chosen.get(nth + 1).filter(|next| next.1 == scope) else { continue };
            let (mut low, high) = (self.seen[at].number, self.seen[next].number);
            for between in at + 1..next {
                let seen = self.seen[between];
                if seen.label.is_some() && seen.number == low + 1 && seen.number < high {
                    all.push((between, scope));
                    low += 1;
                }
            }
        }
        all
    }

    /// Where a note without a marker has its number run into a word, between
    /// the markers before and after it.
    fn glued(&self, source: &str, run: &Run, label: Seen, scope: u32) -> Option<Range<usize>> {
        let marker = |number: u32| run.markers.get(&(scope, number)).copied();
        if marker(label.number).is_some() {
            return None;
        }
        let from = marker(label.number.checked_sub(1)?)?;
        let to = marker(label.number + 1).filter(|&to| to < label.at).unwrap_or(label.at);
        let text = source.get(from..to).filter(|text| text.len() <= FAR)?;
        let id = label.number.to_string();
        let mut found = memchr::memmem::find_iter(text.as_bytes(), id.as_bytes())
            .filter(|&at| is_glued(&text[..at], &text[at + id.len()..]));
        let at = from + found.next()?;
        found.next().is_none().then(|| at..at + id.len())
    }
}

/// Whether a number between these words stands where a marker would: right
/// after a word's stop or closing mark.
fn is_glued(before: &str, after: &str) -> bool {
    let word = before.trim_end_matches(['.', ',', ';', ':', '?', '!', '”', '"', '’', ')']);
    word.len() < before.len()
        && word.ends_with(char::is_alphabetic)
        && (after.is_empty() || after.starts_with(char::is_whitespace))
}

/// The label that a line may begin with.
fn label(source: &str, start: usize, end: usize) -> Option<Seen> {
    let line = &source[start..end];
    let of = |style, number: &str, len: usize, marker| {
        let number = number.parse().ok().filter(|number| (1..10_000).contains(number))?;
        Some(Seen {
            at: start,
            end: (start + len).min(end),
            number,
            line: end,
            label: Some(style),
            marker,
            ruled: false,
        })
    };
    match line.as_bytes().first()? {
        b'<' => {
            let Some(mark) = Mark::at(source, start) else {
                let (number, len) = broken(line)?;
                return of(Style::Raised, number, len, false);
            };
            let plain = mark.sup && mark.target.is_none() && mark.anchor.is_none();
            let stop = usize::from(source[mark.end..].starts_with(['.', ')', ':']));
            of(Style::Raised, mark.id, mark.end + stop - start, true).filter(|_| plain)
        }
        b'[' => {
            let mark = Mark::at(source, start)?;
            let plain = mark.brackets == 1 && !mark.sup && mark.target.is_none() && mark.anchor.is_none();
            let rest = &source[mark.end..end];
            let stop = rest.starts_with([':', '.', ')']);
            let apart = stop || rest.is_empty() || rest.starts_with(char::is_whitespace);
            if rest.strip_prefix(':').is_some_and(is_target) {
                return None;
            }
            of(Style::Bracket, mark.id, mark.end + usize::from(stop) - start, true).filter(|_| plain && apart)
        }
        b'|' => {
            let cell = line[1..].split('|').next()?;
            let len = cell.len() + 2;
            let number = cell.trim().trim_end_matches("</sup>").trim_end_matches(['.', ')', ']', '\\']);
            let number = number.trim_start_matches("<sup>").trim_start_matches(['[', '\\']);
            (len < line.len()).then(|| of(Style::Row, number, len, false))?
        }
        b'0'..=b'9' => {
            let digits = line.bytes().take(5).take_while(u8::is_ascii_digit).count();
            let rest = &line[digits..];
            let stopped = rest.strip_prefix('\\').unwrap_or(rest).strip_prefix(['.', ')']);
            if let Some(after) = stopped {
                let len = line.len() - after.len();
                return of(Style::Dot, &line[..digits], len, false).filter(|_| after.starts_with(' '));
            }
            let words = rest.trim_start();
            let begins = |c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"‘'*_[(<§".contains(c);
            of(Style::Bare, &line[..digits], digits, false)
                .filter(|_| words.len() < rest.len() && words.starts_with(begins))
        }
        _ => None,
    }
}

/// Whether an address alone follows the colon: `[3]: https://…` is a link's
/// target, and shown nowhere.
fn is_target(rest: &str) -> bool {
    let (target, title) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
    !target.is_empty() && (title.is_empty() || title.trim_start().starts_with(['"', '\'', '(']))
}

/// `<sup>26sup>`: a raised number whose closing tag is misprinted.
fn broken(line: &str) -> Option<(&str, usize)> {
    let inside = line.strip_prefix("<sup>")?;
    let digits = inside.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let tag = inside[digits..].bytes().take_while(|byte| b"</supSUP".contains(byte)).count();
    let close = digits + tag;
    (digits > 0 && tag >= 3 && inside[close..].starts_with('>'))
        .then(|| (&inside[..digits], "<sup>".len() + close + 1))
}

/// `***`, `---`, `* * *`: a rule across the page.
pub fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next().filter(|c| "*-_".contains(*c)) else { return false };
    marks.clone().take(2).count() == 2 && marks.all(|c| c == first)
}

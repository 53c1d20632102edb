//! Footnotes, endnotes, thanks, citations: their numbers and their words.

use std::ops::Range;

use super::known::{self, Do};
use super::numbers::Later;
use super::walk::{Close, Latex};
use crate::draft::PassageKind;
use crate::span::Span;

/// Endnotes beside footnotes are a run of numbers of their own, as far off as
/// no document has chapters.
const ENDNOTES: u32 = 1 << 20;

impl<'t> Latex<'t> {
    /// `\footnote[7]{…}`, `\endnote{…}`, `\thanks{…}` and their like.
    pub(super) fn note(&mut self, what: Do, start: usize, end: usize) {
        let option = self.src().option(end);
        let given =
            option.as_ref().and_then(|(inside, _)| self.text()[inside.clone()].trim().parse::<u32>().ok());
        let after = option.map_or(end, |(_, after)| after);
        let body = if what == Do::FootnoteMark { None } else { self.src().argument(after) };
        let after = body.as_ref().map_or(after, |(_, after)| *after);
        self.at = after.min(self.end.max(start + 1));
        if self.quiet {
            return;
        }
        if body.is_none() && what != Do::FootnoteMark {
            return;
        }
        let (id, scope) = self.number(what, given);
        let (label, whole) = (Span::new(start, end), Span::new(start, after));
        if what != Do::FootnoteText {
            self.ready();
            self.out.set_scope(scope);
            self.out.grouped_marker(id.as_str(), label, whole);
        }
        if let Some((words, _)) = body {
            self.later.push_back(Later { source: self.source, words, id, scope, label });
        }
    }

    fn number(&mut self, what: Do, given: Option<u32>) -> (String, u32) {
        const SIGNS: [&str; 9] = ["*", "†", "‡", "§", "¶", "‖", "**", "††", "‡‡"];
        let numbers = &mut self.numbers;
        match what {
            Do::Thanks => {
                let sign = SIGNS.get(numbers.thanks).copied().unwrap_or("*");
                numbers.thanks += 1;
                (sign.to_owned(), 0)
            }
            Do::Endnote => {
                numbers.end += u32::from(given.is_none());
                (given.unwrap_or(numbers.end).to_string(), if numbers.both { ENDNOTES } else { 0 })
            }
            Do::FootnoteText => (given.unwrap_or(numbers.foot).to_string(), numbers.scope),
            _ => {
                numbers.foot += u32::from(given.is_none());
                (given.unwrap_or(numbers.foot).to_string(), numbers.scope)
            }
        }
    }

    /// Tells the notes of the block that has ended.
    pub(super) fn tell_notes(&mut self) {
        while let Some(note) = self.later.pop_front() {
            let back = (self.source, self.at);
            self.turn_to(note.source, note.words.start);
            self.out.set_scope(note.scope);
            self.out.open_note(note.id, note.label, false);
            self.in_note = true;
            self.run(note.source, note.words);
            self.out.close_note();
            self.in_note = false;
            self.turn_to(back.0, back.1);
        }
    }

    /// `\setcounter{footnote}{0}`.
    pub(super) fn set_counter(&mut self, end: usize) {
        let Some((name, after)) = self.src().argument(end) else {
            self.at = end;
            return;
        };
        let value = self.src().argument(after);
        self.at = value.as_ref().map_or(after, |(_, after)| *after).min(self.end);
        let value = value.and_then(|(value, _)| self.text()[value].trim().parse().ok());
        match (&self.text()[name], value) {
            ("footnote", Some(value)) => self.numbers.set(value),
            ("endnote", Some(value)) => self.numbers.end = value,
            _ => {}
        }
    }

    /// `\cite[see][p. 4]{a,b}`, `\cites[1]{a}[2]{b}`: a marker for each key.
    pub(super) fn cite(&mut self, name: &str, start: usize, end: usize) {
        let quiet = self.quiet;
        let several = name.trim_end_matches('*').ends_with('s');
        if name.starts_with("foot") && !name.starts_with("footcitetext") {
            self.numbers.foot += 1;
        }
        let mut keys: Vec<(Range<usize>, Option<Range<usize>>)> = Vec::new();
        let mut at = end;
        while several && let Some((_, after)) = self.src().bracketed(at, b'(', b')') {
            at = after;
        }
        loop {
            let (mut options, mut next) = (Vec::new(), at);
            while options.len() < 2
                && let Some((inside, after)) = self.src().option(next)
            {
                options.push(inside);
                next = after;
            }
            let Some((inside, after)) = self.src().argument(next) else { break };
            self.keys(inside, options.pop(), &mut keys);
            at = after;
            if !several {
                break;
            }
        }
        self.at = at.min(self.end.max(start + 1));
        if quiet || keys.is_empty() {
            return;
        }
        self.ready();
        let whole = Span::new(start, at);
        if known::names_authors(name) {
            // Who that is stands in a bibliography; without a word in their place the sentence
            // would have no subject.
            self.show_as(Span::new(start, end), "⟨author⟩");
        }
        // Citations have no run of numbers.
        self.out.set_scope(0);
        for (key, locator) in keys {
            let id = format!("@{}", &self.text()[key.clone()]);
            let locator = locator.map(|locator| Span::new(locator.start, locator.end));
            self.out.located_marker(id, Span::new(key.start, key.end), whole, locator);
        }
    }

    /// The keys between commas; a locator belongs to the last.
    fn keys(
        &self,
        inside: Range<usize>,
        locator: Option<Range<usize>>,
        keys: &mut Vec<(Range<usize>, Option<Range<usize>>)>,
    ) {
        let mut from = inside.start;
        let before = keys.len();
        for part in self.text()[inside].split(',') {
            let key = part.trim();
            let start = from + (part.len() - part.trim_start().len());
            if !key.is_empty() && key != "*" && key.len() <= 200 {
                keys.push((start..start + key.len(), None));
            }
            from += part.len() + 1;
        }
        if keys.len() > before
            && let Some(last) = keys.last_mut()
        {
            last.1 = locator.filter(|locator| !locator.is_empty());
        }
    }

    /// `\nocite{key}` uses an entry without a marker in the text.
    pub(super) fn nocite(&mut self, start: usize, end: usize) {
        let Some((inside, after)) = self.src().argument(end) else {
            self.at = end;
            return;
        };
        self.at = after.min(self.end.max(start + 1));
        let mut keys = Vec::new();
        self.keys(inside, None, &mut keys);
        if self.in_note || self.quiet {
            return;
        }
        self.close();
        self.out.set_scope(0);
        for (key, _) in keys {
            let id = format!("@{}", &self.text()[key.clone()]);
            self.out.marker(id, Span::new(key.start, key.end));
        }
    }

    /// `\bibitem[label]{key}`: an entry, up to the next.
    pub(super) fn entry(&mut self, start: usize, end: usize) {
        let after = self.src().option(end).map_or(end, |(_, after)| after);
        let Some((key, after)) = self.src().argument(after) else {
            self.at = after;
            return;
        };
        self.at = after.min(self.end.max(start + 1));
        if self.quiet || self.in_note && !self.in_entry {
            return;
        }
        self.end_entry();
        self.close();
        let id = format!("@{}", self.text()[key].trim());
        self.out.set_scope(0);
        self.out.open_note(id, Span::new(start, after), false);
        (self.in_note, self.in_entry) = (true, true);
    }

    /// An entry of the bibliography ends.
    pub(super) fn end_entry(&mut self) {
        if std::mem::take(&mut self.in_entry) {
            self.out.close_note();
            self.in_note = false;
            self.tell_notes();
        }
    }

    /// `\bibliography{a,b}`, `\addbibresource{a.bib}`.
    pub(super) fn bibliography(&mut self, name: &str, end: usize) {
        let after = self.src().option(end).map_or(end, |(_, after)| after);
        let Some((inside, after)) = self.src().argument(after) else {
            self.at = after;
            return;
        };
        self.at = after.min(self.end);
        let mut from = inside.start;
        let resource = name.starts_with("add");
        for part in self.text()[inside.clone()].split(',') {
            let file = part.trim();
            let start = from + (part.len() - part.trim_start().len());
            from += part.len() + 1;
            if file.is_empty() {
                continue;
            }
            let named =
                if resource || file.ends_with(".bib") { file.to_owned() } else { format!("{file}.bib") };
            self.out.bibliography(Span::new(start, start + file.len()), named);
        }
        if !resource && !self.quiet {
            self.paragraph();
        }
    }

    /// `\title{…}`, `\author{…}`, `\caption{…}`: a block of its own.
    pub(super) fn block(&mut self, kind: PassageKind, end: usize) {
        let mut after = end;
        while let Some((_, next)) = self.src().option(after) {
            after = next;
        }
        let open = self.src().gap(after);
        if self.text().as_bytes().get(open) != Some(&b'{') || self.in_note {
            self.at = after;
            return;
        }
        let quiet = std::mem::replace(&mut self.quiet, false);
        self.close();
        self.out.open(kind);
        self.enter(open, if quiet { Close::Quiet } else { Close::Block });
    }
}

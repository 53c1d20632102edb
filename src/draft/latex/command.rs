//! What each command does to the walk.

use super::known::{self, Do};
use super::lex::{self, Sign, command};
use super::macros::alias;
use super::walk::{Close, Latex};
use super::{plain, symbols};
use crate::draft::PassageKind;
use crate::span::Span;

/// How often a macro may stand for another.
const ALIASES: usize = 8;

impl<'t> Latex<'t> {
    /// The command at the present byte.
    pub(super) fn command(&mut self) {
        let text = self.text();
        let start = self.at;
        let (mut name, end) = command(text, start);
        for _ in 0..ALIASES {
            let Some(&found) = self.macros.get(name) else { break };
            let Some(other) = alias(&found) else {
                return self.expand(found, start, end);
            };
            name = other;
        }
        self.at = end.min(self.end.max(start + 1));
        match known::what(name) {
            Some(what) => self.perform(what, name, start, end),
            None => self.sign_or_unknown(name, start, end),
        }
    }

    fn perform(&mut self, what: Do, name: &str, start: usize, end: usize) {
        match what {
            Do::Skip(count) => {
                self.declared(name, end);
                self.skip(count, start, end);
            }
            Do::Show if name == "and" => self.show_as(Span::new(start, end), "and"),
            Do::Show => {}
            Do::Italic => self.italic(end),
            Do::Slant if !self.quiet => self.slant(),
            Do::Slant => {}
            Do::Quote => self.quote(start, end),
            Do::Raise => self.raise(end),
            Do::Heading(rank) => self.heading(rank, end),
            Do::Title => self.block(PassageKind::Title, end),
            Do::Byline => self.block(PassageKind::Byline, end),
            Do::Caption => self.block(PassageKind::Caption, end),
            Do::Reference => {
                let after = self.src().argument(end).map_or(end, |(_, after)| after);
                self.show_as(Span::new(start, after), "#");
                self.at = after.min(self.end.max(end));
            }
            Do::Item => self.item(end),
            Do::Paragraph => self.paragraph(),
            Do::Footnote | Do::FootnoteMark | Do::FootnoteText | Do::Endnote | Do::Thanks => {
                self.note(what, start, end)
            }
            Do::Cite => self.cite(name, start, end),
            Do::Nocite => self.nocite(start, end),
            Do::BibItem => self.entry(start, end),
            Do::Bibliography => self.bibliography(name, end),
            Do::Begin => self.begin(start, end),
            Do::End => self.end_environment(end),
            Do::Href => self.href(start, end),
            Do::Url => self.url(start, end),
            Do::Verb => self.verb(start, end),
            Do::Input => self.input(start, end),
            Do::Define => self.define(end),
            Do::Def => self.def(end),
            Do::SetCounter => self.set_counter(end),
            Do::RowEnd => self.row_end(start, end),
            Do::Math => self.math(name, start, end),
            Do::If => self.skip_if(end),
        }
    }

    /// `\usepackage[english,ngerman]{babel}`: the last option is the document's language, unless `main=` says so;
    /// `\setmainlanguage{german}`.
    fn declared(&mut self, name: &str, end: usize) {
        if !matches!(name, "usepackage" | "RequirePackage" | "setmainlanguage" | "setdefaultlanguage") {
            return;
        }
        let option = self.src().option(end);
        let after = option.as_ref().map_or(end, |(_, after)| *after);
        let Some((inside, _)) = self.src().argument(after) else { return };
        let value = &self.text()[inside];
        if name.starts_with("set") {
            let value = value.to_owned();
            return self.out.language(&value);
        }
        let Some((options, _)) = option.filter(|_| value.trim() == "babel") else { return };
        let options = &self.text()[options];
        let main = options.split(',').find_map(|option| option.trim().strip_prefix("main="));
        let last =
            options.split(',').map(str::trim).rfind(|option| !option.is_empty() && !option.contains('='));
        let declared = main.or(last).unwrap_or("").to_owned();
        self.out.language(&declared);
    }

    /// A sign (`\S`, `\'e`), else a command that nobody knows: its options are
    /// left out, its arguments are text.
    fn sign_or_unknown(&mut self, name: &str, start: usize, end: usize) {
        let text = self.text();
        let word = name.starts_with(|c: char| c.is_ascii_alphabetic());
        if symbols::is_accent(name) {
            let (letter, after) = plain::letter(text, end);
            if (!letter.is_empty() || after > end)
                && let Some(shown) = symbols::accent(name, letter)
            {
                self.show_as(Span::new(start, after), &shown);
                self.at = after.min(self.end.max(end));
                return;
            }
        }
        if let Some(shown) = symbols::symbol(name) {
            self.show_as(Span::new(start, end), shown);
        }
        if !word {
            return;
        }
        let mut after = end;
        while text.as_bytes().get(after) == Some(&b'[')
            && let Some((_, next)) = self.src().option(after)
        {
            after = next;
        }
        self.at = self.word_end(after).min(self.end.max(end));
    }

    /// Passes over the blanks that a command of letters swallows.
    pub(super) fn word_end(&self, end: usize) -> usize {
        let bytes = self.text().as_bytes();
        let after = lex::skip_blank(bytes, end);
        let line = after + usize::from(bytes.get(after) == Some(&b'\r'));
        if bytes.get(line) != Some(&b'\n') {
            return after;
        }
        let next = lex::skip_blank(bytes, line + 1);
        if matches!(bytes.get(next), Some(b'\n' | b'\r')) { after } else { next }
    }

    fn skip(&mut self, count: usize, start: usize, end: usize) {
        let mut after = end;
        for _ in 0..3 {
            match self.src().option(after) {
                Some((_, next)) if self.text().as_bytes().get(self.src().gap(after)) == Some(&b'[') => {
                    after = next
                }
                _ => break,
            }
        }
        if let Some((_, next)) =
            self.src().bracketed(after, b'(', b')').filter(|_| self.text()[start..].starts_with("\\cmid"))
        {
            after = next;
        }
        for _ in 0..count {
            let Some((_, next)) = self.src().argument(after) else { break };
            after = next;
        }
        self.at = after.min(self.end.max(end));
    }

    fn italic(&mut self, end: usize) {
        let open = self.src().gap(end);
        if self.text().as_bytes().get(open) == Some(&b'{') && !self.quiet {
            self.out.open_italics();
            self.enter(open, Close::Italics);
        }
    }

    fn quote(&mut self, start: usize, end: usize) {
        let mut open = self.src().gap(end);
        while let Some((_, next)) = self.src().option(open) {
            open = self.src().gap(next);
        }
        if self.text()[start..].starts_with("\\foreign")
            && let Some((_, next)) = self.src().argument(open)
        {
            open = self.src().gap(next);
        }
        if self.text().as_bytes().get(open) == Some(&b'{') && !self.quiet {
            self.show_as(Span::new(start, open + 1), "“");
            self.enter(open, Close::Quote);
        }
    }

    fn raise(&mut self, end: usize) {
        let open = self.src().gap(end);
        if self.text().as_bytes().get(open) == Some(&b'{') && !self.quiet {
            self.raised += 1;
            self.enter(open, Close::Raised);
        }
    }

    fn heading(&mut self, rank: u8, end: usize) {
        if self.quiet {
            return;
        }
        let after = self.src().option(end).map_or(end, |(_, after)| after);
        let open = self.src().gap(after);
        if self.text().as_bytes().get(open) != Some(&b'{') || self.in_note && !self.in_entry {
            return;
        }
        self.end_entry();
        self.close();
        if rank == 1 {
            self.numbers.chapter();
        }
        self.out.open_heading(rank.saturating_sub(self.rank) + 1);
        self.enter(open, Close::Block);
    }

    fn item(&mut self, end: usize) {
        let option = self.src().option(end);
        self.at = option.as_ref().map_or(end, |(_, after)| *after).min(self.end.max(end));
        self.paragraph();
        if let Some((inside, after)) = option
            && !self.quiet
        {
            let words = plain::words(&self.text()[inside.clone()]);
            self.show_as(Span::new(inside.start, inside.end), &words);
            self.show_as(Span::new(inside.end, after), " ");
        }
    }

    fn row_end(&mut self, start: usize, end: usize) {
        let bytes = self.text().as_bytes();
        let mut after = end + usize::from(bytes.get(end) == Some(&b'*'));
        if bytes.get(after) == Some(&b'[')
            && let Some((_, next)) = self.src().option(after)
        {
            after = next;
        }
        self.at = after.min(self.end.max(end));
        if self.envs.iter().rev().any(|env| env.table) {
            self.close_cell();
        } else {
            self.show_as(Span::new(start, end), " ");
        }
    }

    fn math(&mut self, name: &str, start: usize, end: usize) {
        let sign = if name == "(" { Sign::RoundEnd } else { Sign::SquareEnd };
        if let Some(inside) = self.src().formula(end, sign) {
            let after = inside.end + 2;
            self.formula(start, inside, after);
        }
    }

    fn href(&mut self, start: usize, end: usize) {
        let after = self.src().option(end).map_or(end, |(_, after)| after);
        let Some((address, after)) = self.src().argument(after) else { return };
        let open = self.src().gap(after);
        self.at = after.min(self.end.max(end));
        if self.quiet {
            return;
        }
        let target = unescape(&self.text()[address]);
        if self.text().as_bytes().get(open) == Some(&b'{') {
            self.out.open_link(Span::at(start).start, target);
            self.enter(open, Close::Link);
        }
    }

    fn url(&mut self, start: usize, end: usize) {
        let Some((address, after)) = self.src().argument(end) else { return };
        self.at = after.min(self.end.max(end));
        let target = unescape(&self.text()[address.clone()]);
        if self.quiet || target.is_empty() {
            return;
        }
        self.ready();
        self.out.open_link(Span::at(start).start, target.as_str());
        let span = Span::new(address.start, address.end);
        if target == self.text()[address] {
            self.out.text(span);
        } else {
            self.out.text_as(span, &target);
        }
        self.out.close_link(Span::at(after).start);
    }

    fn verb(&mut self, start: usize, end: usize) {
        let after = self.src().option(end).map_or(end, |(_, after)| after);
        if let Some(inside) = self.src().verb(after) {
            let end = inside.end + self.text()[inside.end..].chars().next().map_or(0, char::len_utf8);
            self.show(inside);
            self.at = end.min(self.end.max(start + 1));
        }
    }

    fn input(&mut self, start: usize, end: usize) {
        let after = match self.src().argument(end) {
            Some((_, after)) => after,
            None => bare_name(self.text(), end).end,
        };
        self.at = after.min(self.end.max(end));
        if let Some(&source) = self.included.get(&(self.source, start)) {
            self.include(source, after);
        }
    }

    /// What stands between `\iffalse` and its `\fi`.
    fn skip_if(&mut self, end: usize) {
        let text = self.text();
        let (mut at, mut depth) = (end, 1usize);
        while let Some(found) = memchr::memchr(b'\\', &text.as_bytes()[at..self.end.max(at)]) {
            let (name, next) = command(text, at + found);
            at = next;
            if name == "fi" {
                depth -= 1;
            } else if name.starts_with("if") && name != "iff" {
                depth += 1;
            } else if name == "else" && depth == 1 {
                depth = 0;
            }
            if depth == 0 {
                self.at = at.min(self.end);
                return;
            }
        }
        self.at = self.end;
    }
}

/// A file's name without braces: `\input chapter`.
pub(super) fn bare_name(text: &str, end: usize) -> std::ops::Range<usize> {
    let start = lex::skip_blank(text.as_bytes(), end);
    let len = text.as_bytes()[start..]
        .iter()
        .take(200)
        .take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'\\' | b'{' | b'}' | b'%'))
        .count();
    if start > end { start..start + len } else { end..end }
}

/// An address as it is meant: `\%` is `%`.
fn unescape(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let mut chars = address.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(|next| "%#_&~{}$ ".contains(*next)) => {}
            '\n' | '\r' => {}
            c => out.push(c),
        }
    }
    out
}

//! A note cut into citations and comments.

use super::Context;
use super::dates::year;
use super::lexicon::Flags;
use super::look::{Look, first};
use super::names::contributors;
use super::short::ibid_at;
use super::signal::signal_at;
use super::token::{Kind, Tokens};
use super::units::{Unit, units};
use crate::notes::Signal;
use crate::span::Spanned;

/// A piece of a note: tokens `from..to`.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub from: usize,
    pub to: usize,
    /// A comment cites nothing.
    pub comment: bool,
    /// The word before the citation, already outside `from..to`.
    pub signal: Option<Spanned<Signal>>,
}

/// Cuts the note.
pub(super) fn split(context: &Context) -> Vec<Piece> {
    let t = &context.tokens;
    let units = units(context);
    let mut cutter = Cutter { context, t, pieces: Vec::new(), open: None };
    for (at, unit) in units.iter().enumerate() {
        let next = units.get(at + 1).copied();
        cutter.unit(*unit, next);
    }
    cutter.close();
    cutter.pieces
}

pub(super) struct Cutter<'a> {
    pub context: &'a Context<'a>,
    pub t: &'a Tokens<'a>,
    pieces: Vec<Piece>,
    open: Option<(Piece, Look)>,
}

impl Cutter<'_> {
    fn close(&mut self) {
        if let Some((piece, _)) = self.open.take() {
            self.pieces.push(piece);
        }
    }

    pub fn comment(&mut self, from: usize, to: usize) {
        self.close();
        if !(from..to).any(|at| {
            matches!(self.t.kind(at), Some(Kind::Word | Kind::Number | Kind::Mixed | Kind::Link(_)))
        }) {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.comment => last.to = to,
            _ => self.pieces.push(Piece { from, to, comment: true, signal: None }),
        }
    }

    pub fn start(&mut self, from: usize, to: usize, signal: Option<Spanned<Signal>>, look: Look) {
        self.close();
        self.open = Some((Piece { from, to, comment: false, signal }, look));
    }

    fn unit(&mut self, unit: Unit, next: Option<Unit>) {
        let t = self.t;
        let mut from = unit.from;
        // Loose marks in front: dashes, bullets, stars.
        while from < unit.to
            && matches!(t.kind(from), Some(Kind::Dash | Kind::Other | Kind::Break | Kind::Comma))
        {
            from += 1;
        }
        if from >= unit.to {
            return;
        }
        // "[12] A. Lind, …": the number of an entry in a list.
        if from == 0
            && t.kind(from) == Some(Kind::Open)
            && t.text(t.list[from]) == "["
            && t.list[from].mate == 2
            && t.number(1).is_some()
            && t.list.get(3).is_some_and(|next| next.gap || next.kind == Kind::Stop)
        {
            from = 3 + usize::from(t.kind(3) == Some(Kind::Stop));
            if from >= unit.to {
                return;
            }
        }
        // "Source: World Bank (2015)."
        if t.is_any(from, &["source", "sources"])
            && t.kind(from + 1) == Some(Kind::Colon)
            && from + 2 < unit.to
        {
            from += 2;
        }
        let mut signal = None;
        let mut led = false;
        if let Some((found, end)) = signal_at(t, from)
            && end < unit.to
        {
            signal = Some(Spanned::new(found, t.span(from, end)));
            led = true;
            from = end;
            while from < unit.to && matches!(t.kind(from), Some(Kind::Comma | Kind::Colon)) {
                from += 1;
            }
        }
        let look = self.context.look(from, unit.to);
        if led {
            return self.led(unit, from, signal, look);
        }
        if look.form
            && let Some(end) = ibid_at(t, from)
        {
            return self.ibid(from, end, unit, signal, look);
        }
        let wanted = self.wants_title();
        if self.is_prose(from, look) && !wanted {
            return self.prose(from, unit, look);
        }
        let extends = self.open.as_ref().is_some_and(|(_, open)| !self.begins(unit, from, *open, look));
        let inner = if extends { None } else { self.signal_inside(from, unit.to) };
        if let Some((begins, end, found)) = inner
            && self.cites(from, begins, self.context.look(from, begins), None)
        {
            let head = self.context.look(from, begins);
            self.start(from, begins, signal, head);
            let tail = self.context.look(end, unit.to);
            return self.start(end, unit.to, Some(Spanned::new(found, t.span(begins, end))), tail);
        }
        if !extends && let Some(begins) = self.second_work(from, unit.to) {
            let head = self.context.look(from, begins);
            self.start(from, begins, signal, head);
            let tail = self.context.look(begins + 1, unit.to);
            return self.start(begins + 1, unit.to, None, tail);
        }
        if extends {
            if let Some((piece, open)) = &mut self.open {
                piece.to = unit.to;
                open.add(look);
            }
        } else if self.cites(from, unit.to, look, next) {
            self.start(from, unit.to, signal, look);
        } else {
            self.comment(from, unit.to);
        }
    }

    /// "Ibid.", and what stands with it: "Ibid. & A. Lind, …" cites two works, "Ibid., 12 and 14" one.
    fn ibid(&mut self, from: usize, end: usize, unit: Unit, signal: Option<Spanned<Signal>>, look: Look) {
        let t = self.t;
        let joint = end + usize::from(t.kind(end) == Some(Kind::Comma));
        let joined =
            t.kind(joint) == Some(Kind::Amp) || t.is_any(joint, &["and", "und", "et", "y", "e", "en"]);
        let other = joint + 1;
        let named = matches!(t.kind(other), Some(Kind::Word | Kind::OpenQuote));
        if joined && named && other < unit.to {
            let tail = self.context.look(other, unit.to);
            if !tail.form && self.cites(other, unit.to, tail, None) {
                let head = self.context.look(from, end);
                self.start(from, end, signal, head);
                return self.start(other, unit.to, None, tail);
            }
        }
        self.start(from, unit.to, signal, look);
    }

    /// A unit with a signal in front cites, if anything in it can be cited.
    fn led(&mut self, unit: Unit, from: usize, signal: Option<Spanned<Signal>>, look: Look) {
        let named = look.mark.is_some() || look.cue.is_some() || look.form || look.numbers || look.law;
        let prose_first = look
            .prose
            .is_some_and(|prose| !look.form && first(look.mark, look.cue).is_none_or(|cue| prose < cue));
        let to = unit.to;
        // "Compare the account in Marsh, …": the citation begins behind.
        let from = self.behind_lead(from, to);
        if self.points_here(from) && !look.form {
            return self.comment(unit.from, to);
        }
        if named && !prose_first || (!named && self.short_like(from, to)) {
            if signal.as_ref().is_some_and(|signal| signal.value == Signal::Compare)
                && let Some(with) = self.compared(from, to)
            {
                let look_first = self.context.look(from, with);
                self.start(from, with, signal.clone(), look_first);
                let look_next = self.context.look(with + 1, to);
                self.start(with + 1, to, signal, look_next);
                return;
            }
            if let Some(begins) = self.second_work(from, to) {
                let head = self.context.look(from, begins);
                self.start(from, begins, signal, head);
                let tail = self.context.look(begins + 1, to);
                return self.start(begins + 1, to, None, tail);
            }
            return self.start(from, to, signal, look);
        }
        if named {
            // "See the ongoing work … of Charlotte Siegmann, “AI…”": the citation is in it.
            return self.prose(unit.from, unit, self.context.look(unit.from, to));
        }
        self.comment(unit.from, to);
    }

    /// Whether the open citation has its authors and waits for its title.
    fn wants_title(&self) -> bool {
        let Some((piece, look)) = &self.open else { return false };
        if look.mark.is_some() || look.link || look.form || piece.to - piece.from > 60 {
            return false;
        }
        // Names, perhaps a year, and nothing else.
        let mut end = piece.to;
        let t = self.t;
        while end > piece.from
            && (matches!(
                t.kind(end - 1),
                Some(Kind::Stop | Kind::Close | Kind::Open | Kind::Number | Kind::Mixed | Kind::Comma)
            ) || t.flag(end - 1, Flags::MONTH))
        {
            end -= 1;
        }
        contributors(t, piece.from, end).is_some_and(|(_, known)| known)
    }

    /// Whether the unit begins a new citation beside the open one.
    fn begins(&self, unit: Unit, from: usize, open: Look, look: Look) -> bool {
        let t = self.t;
        let Some((piece, _)) = &self.open else { return true };
        if look.form && !(look.link || look.date) {
            return true;
        }
        let first_token = t.list[from];
        let tail = matches!(first_token.kind, Kind::Link(_) | Kind::Number | Kind::Mixed | Kind::Open)
            || t.flag(from, Flags::ACCESS.or(Flags::PAGE).or(Flags::MONTH).or(Flags::VOL).or(Flags::ISSUE))
            || (first_token.kind == Kind::Word && !first_token.capital && !t.flag(from, Flags::PARTICLE))
            || t.is_any(from, &["available", "archived", "accessed", "in", "translated", "edited"]);
        match unit.after {
            Kind::Semicolon => {
                if tail && look.mark.is_none() && !self.works_start(from, unit.to, look) {
                    // A second address alone is a second source.
                    return matches!(first_token.kind, Kind::Link(_))
                        && open.link
                        && !open.date
                        && open.mark.is_none();
                }
                // "John Smith; “Port Closed”; The Guardian": fields, not citations.
                if !open.complete()
                    && open.commas == 0
                    && look.commas <= 1
                    && open.mark.is_some()
                    && look.mark.is_none()
                    && !look.form
                {
                    return false;
                }
                // "Eich, Brendan; David Hyatt (2003)": a list of authors.
                let names = open.mark.is_none()
                    && open.cue.is_none()
                    && !open.numbers
                    && !open.form
                    && contributors(t, piece.from, piece.to)
                        .is_some_and(|(list, known)| known && list.iter().all(|it| !it.body));
                !names
            }
            Kind::Break if open.complete() && !tail => true,
            _ => {
                if !open.complete() {
                    return false;
                }
                if tail {
                    return false;
                }
                // "GitCoin impact report at https://…" after a citation with its own address.
                if open.link && look.link && look.words >= 2 && look.prose.is_none() {
                    return true;
                }
                self.works_start(from, unit.to, look)
            }
        }
    }

    /// Whether a work begins here: somebody, then a title; or a title that
    /// cannot belong to what stands before it.
    fn works_start(&self, from: usize, to: usize, look: Look) -> bool {
        let t = self.t;
        if let Some(mark) = look.mark.filter(|mark| *mark > from) {
            let (list, known) = contributors(t, from, mark).unwrap_or_default();
            if known && !list.is_empty() && mark - from >= 2 {
                return true;
            }
        }
        if look.mark == Some(from) {
            // After names and a year the mark is this work's own title or journal.
            let marked =
                self.open.as_ref().is_some_and(|(_, open)| open.mark.is_some() || open.form || open.law);
            return marked && (look.date || look.link || look.numbers);
        }
        // "Ray Kurzweil, The Age of … (New York: Viking, 1999)", "Smith, J. (2010).".
        let comma =
            (from..to.min(from + 20)).find(|&at| matches!(t.kind(at), Some(Kind::Comma | Kind::Open)));
        let person = comma
            .and_then(|comma| contributors(t, from, comma))
            .is_some_and(|(list, known)| known && list.iter().all(|it| !it.body && !it.family.is_empty()));
        let person = person && !t.flag(from, Flags::PLACE.or(Flags::PLACE_PART));
        person && (look.cue.is_some() || look.numbers) && look.words > 4
    }

    /// Whether a unit that is not prose cites anything.
    fn cites(&self, from: usize, to: usize, look: Look, next: Option<Unit>) -> bool {
        if look.form
            || look.law
            || look.link
            || (look.mark.is_some() && !self.only_terms(from, look, next))
            || look.date
            || look.numbers
        {
            return true;
        }
        // "Counting Ships. (1981).": a title with its year behind.
        if next.is_some_and(|next| {
            self.t.kind(next.from) == Some(Kind::Open)
                && self.context.look(next.from, next.to).cue == Some(next.from)
        }) {
            return true;
        }
        // "The Future of Naval War. 2014."
        if look.words >= 3
            && look.lower * 2 <= look.words
            && next.is_some_and(|next| year(self.t, next.from).is_some() && next.to <= next.from + 2)
        {
            return true;
        }
        if self.opens_with_initials(from, to) {
            return true;
        }
        let names = contributors(self.t, from, to).is_some_and(|(_, known)| known);
        if names && let Some(next) = next {
            let follows = self.context.look(next.from, next.to);
            let year = year(self.t, next.from).is_some() && next.to <= next.from + 2;
            if year || next.after == Kind::Semicolon && follows.mark == Some(next.from) {
                return true;
            }
            let starts = follows.mark == Some(next.from)
                || follows.cue.is_some()
                || follows.words > 1 && follows.prose.is_none();
            if starts && next.after != Kind::Semicolon {
                return !self.pieces.last().is_some_and(|last| last.comment)
                    || follows.mark == Some(next.from);
            }
        }
        self.short_like(from, to)
    }

    /// "Smith J, Doe A. Ports of the world.": a list of authors as medicine writes it.
    fn opens_with_initials(&self, from: usize, to: usize) -> bool {
        let t = self.t;
        let initials = |at: usize| {
            t.kind(at) == Some(Kind::Word)
                && (1..=3).contains(&t.at(at).len())
                && t.at(at).bytes().all(|byte| byte.is_ascii_uppercase())
        };
        let Some(stop) = (from + 2..to.min(from + 40)).find(|&at| t.kind(at) == Some(Kind::Stop)) else {
            return false;
        };
        let comma = (from..stop).find(|&at| t.kind(at) == Some(Kind::Comma)).unwrap_or(stop);
        initials(comma - 1)
            && !initials(from)
            && comma <= from + 4
            && stop + 2 < to
            && contributors(t, from, stop)
                .is_some_and(|(list, known)| known && list.iter().all(|it| !it.body && it.inverted))
    }

    /// A quoted word without any other cue: "“Vendor lock-in”."
    fn only_terms(&self, from: usize, look: Look, next: Option<Unit>) -> bool {
        let t = self.t;
        let Some(mark) = look.mark else { return false };
        let inside = t.over(mark) - mark;
        // "“Port Closed”. The Guardian. 3 May 2019." goes on.
        let goes_on = next.is_some_and(|next| {
            let follows = self.context.look(next.from, next.to);
            follows.prose.is_none() && follows.words > 0 && follows.lower * 2 <= follows.words
        });
        look.cue.is_none() && !look.numbers && mark == from && inside <= 4 && look.words == 0 && !goes_on
    }

    /// "Singer and Brooking, Like War": a surname and a short title.
    fn short_like(&self, from: usize, to: usize) -> bool {
        let t = self.t;
        if to - from > 40 || t.flag(from, Flags::OPENER) {
            return false;
        }
        let Some(comma) = (from..to).find(|&at| t.kind(at) == Some(Kind::Comma)) else { return false };
        let surname = contributors(t, from, comma)
            .is_some_and(|(list, known)| known && list.iter().all(|it| !it.body && it.given.is_empty()));
        let titled = (comma + 1..to).all(|at| {
            let token = t.list[at];
            token.kind != Kind::Word || token.capital || token.flags.any(Flags::SMALL.or(Flags::PAGE))
        });
        surname && titled && comma + 2 < to
    }
}

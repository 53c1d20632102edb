//! A note cut into citations and comments.

use super::Context;
use super::dates::year;
use super::lexicon::Flags;
use super::look::{Look, first};
use super::names::contributors;
use super::short::ibid_at;
use super::signal::signal_at;
use super::token::{Kind, Tokens};
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

/// A stretch between sentence ends and semicolons.
#[derive(Debug, Clone, Copy)]
struct Unit {
    from: usize,
    to: usize,
    /// What ended the unit before it.
    after: Kind,
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

fn units(context: &Context) -> Vec<Unit> {
    let t = &context.tokens;
    let mut found = Vec::new();
    let mut from = 0;
    let mut after = Kind::Break;
    let mut at = 0;
    let end_of = |at: usize| at + 1;
    while at < t.list.len() {
        let mut next = t.over(at);
        if let Some(run) = context.italic_from(at) {
            next = next.max(run);
        }
        let last = next - 1;
        let ends = match t.list[at].kind {
            // "2019;12(3):45", "Norton; 2015": a list of medicine parts its numbers so.
            Kind::Semicolon if joins_numbers(t, at) => None,
            Kind::Semicolon | Kind::Break => Some(t.list[at].kind),
            _ if next > at + 1 => {
                // "…the title.” Next", "*Title.* Next".
                let inner = if t.kind(last) == Some(Kind::CloseQuote) { last - 1 } else { last };
                let stop = matches!(t.kind(inner), Some(Kind::Stop)) || matches!(t.at(inner), "?" | "!");
                let opens = t.get(next).is_some_and(|token| {
                    token.gap && (token.capital || matches!(token.kind, Kind::OpenQuote | Kind::Link(_)))
                });
                (stop && opens && t.list[at].kind != Kind::Open && !t.abbreviates(inner))
                    .then_some(Kind::Stop)
            }
            Kind::Stop
                if t.ends_sentence(at)
                    || (t.list.get(at + 1).is_some_and(|token| token.gap && token.capital)
                        && signal_at(t, at + 1).is_some()) =>
            {
                Some(Kind::Stop)
            }
            Kind::Other
                if matches!(t.at(at), "?" | "!")
                    && t.get(at + 1).is_some_and(|token| token.gap && token.capital) =>
            {
                Some(Kind::Stop)
            }
            _ => None,
        };
        if let Some(kind) = ends {
            found.push(Unit { from, to: end_of(last), after });
            from = next;
            after = kind;
        }
        at = next;
    }
    if from < t.list.len() {
        found.push(Unit { from, to: t.list.len(), after });
    }
    found
}

/// Whether a semicolon stands between parts of one citation.
fn joins_numbers(t: &Tokens, at: usize) -> bool {
    let number = t.kind(at + 1) == Some(Kind::Number);
    let close = t.get(at + 1).is_some_and(|next| !next.gap);
    let dated = year(t, at + 1).is_some() && t.kind(at + 2) == Some(Kind::Stop);
    number && (close && at > 0 && t.kind(at - 1) == Some(Kind::Number) || dated)
}

struct Cutter<'a> {
    context: &'a Context<'a>,
    t: &'a Tokens<'a>,
    pieces: Vec<Piece>,
    open: Option<(Piece, Look)>,
}

impl Cutter<'_> {
    fn close(&mut self) {
        if let Some((piece, _)) = self.open.take() {
            self.pieces.push(piece);
        }
    }

    fn comment(&mut self, from: usize, to: usize) {
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

    fn start(&mut self, from: usize, to: usize, signal: Option<Spanned<Signal>>, look: Look) {
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
        if look.form && ibid_at(t, from).is_some() {
            return self.start(from, unit.to, signal, look);
        }
        let wanted = self.wants_title();
        if self.is_prose(from, look) && !wanted {
            return self.prose(from, unit, look);
        }
        let extends = self.open.as_ref().is_some_and(|(_, open)| !self.begins(unit, from, *open, look));
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
            return self.start(from, to, signal, look);
        }
        if named {
            // "See the ongoing work … of Charlotte Siegmann, “AI…”": the citation is in it.
            return self.prose(unit.from, unit, self.context.look(unit.from, to));
        }
        self.comment(unit.from, to);
    }

    /// "the account in", "the discussion by": where the citation behind such words begins.
    fn behind_lead(&self, from: usize, to: usize) -> usize {
        let t = self.t;
        if !t.is(from, "the") || t.list[from].capital {
            return from;
        }
        let lead = (from + 1..to.min(from + 6))
            .take_while(|&at| t.kind(at) == Some(Kind::Word) && !t.list[at].capital)
            .last();
        match lead {
            Some(last) if t.is_any(last, &["in", "by", "of"]) && last + 1 < to => last + 1,
            _ => from,
        }
    }

    /// "See Appendix A", "See Section 6", "See Figure 2": this document's own parts.
    fn points_here(&self, from: usize) -> bool {
        let t = self.t;
        t.is_any(
            from,
            &[
                "appendix",
                "annex",
                "figure",
                "table",
                "box",
                "section",
                "sections",
                "chapter",
                "chapters",
                "part",
                "exhibit",
                "page",
                "pages",
                "endnotes",
                "discussion",
                "text",
                "the",
                "also",
                "fig",
                "methodology",
                "glossary",
                "introduction",
                "conclusion",
                "above",
                "below",
                "volume",
            ],
        ) && !(from..(from + 60).min(t.list.len()))
            .any(|at| matches!(t.kind(at), Some(Kind::OpenQuote | Kind::Link(_))) || year(t, at).is_some())
            && !(t.is(from, "the") && (from..from + 12).any(|at| self.context.italic_from(at).is_some()))
    }

    /// "Compare A, with B": where "with" stands.
    fn compared(&self, from: usize, to: usize) -> Option<usize> {
        let t = self.t;
        let mut at = from;
        while at < to {
            if t.is(at, "with")
                && at > from
                && matches!(
                    t.kind(at - 1),
                    Some(Kind::Comma | Kind::Close | Kind::CloseQuote | Kind::Number | Kind::Stop)
                )
            {
                return Some(at);
            }
            at = t.over(at);
        }
        None
    }

    /// Whether the open citation has its authors and waits for its title.
    fn wants_title(&self) -> bool {
        let Some((piece, look)) = &self.open else { return false };
        if look.mark.is_some() || look.link || piece.to - piece.from > 60 {
            return false;
        }
        // Names, perhaps a year, and nothing else.
        let mut end = piece.to;
        let t = self.t;
        while end > piece.from
            && matches!(
                t.kind(end - 1),
                Some(Kind::Stop | Kind::Close | Kind::Open | Kind::Number | Kind::Mixed | Kind::Comma)
            )
            || end > piece.from && t.flag(end - 1, Flags::MONTH)
        {
            end -= 1;
        }
        contributors(t, piece.from, end).is_some_and(|(_, known)| known)
    }

    fn is_prose(&self, from: usize, look: Look) -> bool {
        if look.form && look.words < 25 && look.prose.is_none() {
            return false;
        }
        let t = self.t;
        let cue = first(look.mark, look.cue);
        if let Some(prose) = look.prose {
            if cue.is_none_or(|cue| prose < cue) {
                return true;
            }
            // "“Vendor lock-in” refers to …", "The term “groupware” was …": the
            // quotation is part of a sentence.
            if let Some(mark) = look.mark
                && t.kind(mark) == Some(Kind::OpenQuote)
            {
                let before = mark.checked_sub(1).filter(|before| *before >= from).map(|at| t.list[at]);
                let inside = before.is_some_and(|it| {
                    it.kind == Kind::Word && !it.capital && !matches!(t.text(it), "in" | "report" | "memo")
                });
                return (mark == from || inside) && self.runs_on(mark);
            }
            return false;
        }
        let opens = t.flag(from, Flags::OPENER) && t.list[from].capital;
        // "“Choose Your Own Adventure,” interactive gamebooks based on …".
        let strong = look.cue.is_some() || look.numbers;
        look.words >= 4
            && look.lower * 2 > look.words
            && (cue.is_none()
                || (!strong && look.words >= 6)
                || opens && cue.is_some_and(|cue| cue > from + 6))
    }

    /// Whether a quotation is followed by small words without any mark between.
    fn runs_on(&self, mark: usize) -> bool {
        let t = self.t;
        let end = t.over(mark);
        let inner = t.kind(end.saturating_sub(2));
        let closed = matches!(inner, Some(Kind::Comma | Kind::Stop));
        let next = t.get(end).filter(|next| next.kind == Kind::Word && !next.capital);
        !closed
            && next.is_some_and(|_| {
                !t.is_any(end, &["in", "by", "at", "accessed", "available", "and", "trans", "ed", "v"])
            })
    }

    /// A sentence of prose: a comment, unless a citation stands at its end.
    fn prose(&mut self, from: usize, unit: Unit, look: Look) {
        let t = self.t;
        let dated = (from..unit.to).any(|at| year(t, at).is_some());
        if look.mark.is_some() || look.cue.is_some() || look.form || dated {
            let mut at = from + 1;
            let mut tries = 0;
            // A sentence has few signals; a hostile one must not cost more.
            while at < unit.to && tries < 8 {
                let signalled = signal_at(t, at).filter(|_| t.list[at].kind == Kind::Word);
                let begins = match signalled {
                    Some((_, end)) => Some(end),
                    None if t.is(at, "in") && t.kind(at + 1) == Some(Kind::OpenQuote) && look.numbers => {
                        Some(at + 1)
                    }
                    None => None,
                };
                if let Some(begins) = begins {
                    let mut begins = begins;
                    tries += 1;
                    while begins < unit.to && matches!(t.kind(begins), Some(Kind::Comma | Kind::Colon)) {
                        begins += 1;
                    }
                    let tail = self.context.look(begins, unit.to);
                    let cue = first(tail.mark, tail.cue);
                    let clear = tail.prose.is_none_or(|prose| cue.is_some_and(|cue| cue < prose));
                    if (cue.is_some() || tail.form)
                        && clear
                        && !self.points_here(begins)
                        && !self.lower_lead(begins, cue)
                    {
                        let signal = signalled.map(|(signal, end)| Spanned::new(signal, t.span(at, end)));
                        self.comment(from, at);
                        return self.start(begins, unit.to, signal, tail);
                    }
                }
                at = t.over(at);
            }
        }
        if let Some(begins) = self.embedded(from, unit.to, look) {
            let tail = self.context.look(begins, unit.to);
            self.comment(from, begins);
            return self.start(begins, unit.to, None, tail);
        }
        self.comment(from, unit.to);
    }

    /// "…the work of Charlotte Siegmann, “AI Use-Case …” (2024) at https://…": where
    /// the person before the title begins.
    fn embedded(&self, from: usize, to: usize, look: Look) -> Option<usize> {
        let t = self.t;
        let mark = look.mark.filter(|mark| *mark > from + 3)?;
        let after = self.context.look(t.over(mark).max(self.context.italic_from(mark).unwrap_or(0)), to);
        let clear = after.prose.is_none() && (after.link || after.numbers || after.date);
        if !clear || t.kind(mark - 1) != Some(Kind::Comma) {
            return None;
        }
        let name = |at: usize| match t.kind(at) {
            Some(Kind::Word) => t.list[at].capital || t.is(at, "and"),
            Some(Kind::Stop) => !t.list[at].gap,
            _ => false,
        };
        let mut begins = mark - 1;
        while begins > from + 1 && name(begins - 1) && mark - begins < 12 {
            begins -= 1;
        }
        let (list, known) = contributors(t, begins, mark - 1)?;
        let persons = known && list.iter().all(|it| !it.body && !it.given.is_empty());
        persons.then_some(begins)
    }

    /// Whether many small words lie between here and the cue: prose, no citation.
    fn lower_lead(&self, from: usize, cue: Option<usize>) -> bool {
        let Some(cue) = cue else { return false };
        let lower = (from..cue).filter(|&at| {
            let token = self.t.list[at];
            token.kind == Kind::Word
                && !token.capital
                && !token.flags.any(Flags::SMALL.or(Flags::PARTICLE).or(Flags::GENRE))
        });
        lower.count() >= 3
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
            || (look.mark.is_some() && !self.only_terms(from, to, look))
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
        let names = contributors(self.t, from, to).is_some_and(|(_, known)| known);
        if names && let Some(next) = next {
            let follows = self.context.look(next.from, next.to);
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

    /// A quoted word without any other cue: "“Vendor lock-in”."
    fn only_terms(&self, from: usize, _to: usize, look: Look) -> bool {
        let t = self.t;
        let Some(mark) = look.mark else { return false };
        let inside = t.over(mark) - mark;
        look.cue.is_none() && !look.numbers && mark == from && inside <= 4 && look.words == 0
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

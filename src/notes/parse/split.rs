//! A note cut into citations and comments.

use super::Context;
use super::dates::{date_at, year};
use super::lexicon::Flags;
use super::names::contributors;
use super::short::{ibid_at, op_cit_at, reference_at};
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

/// What a unit holds.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    /// First word of prose outside marks.
    prose: Option<usize>,
    /// First title mark.
    mark: Option<usize>,
    /// First date, dated bracket or address.
    cue: Option<usize>,
    link: bool,
    date: bool,
    /// A dated bracket, page or volume number.
    numbers: bool,
    /// *Ibid.*, *op. cit.*, *supra note*.
    form: bool,
    words: usize,
    lower: usize,
    commas: usize,
}

impl Look {
    fn add(&mut self, other: Look) {
        self.mark = self.mark.or(other.mark);
        self.cue = self.cue.or(other.cue);
        self.link |= other.link;
        self.date |= other.date;
        self.numbers |= other.numbers;
        self.form |= other.form;
        self.words += other.words;
    }

    fn complete(&self) -> bool {
        self.form || (self.date || self.link || self.numbers) && (self.mark.is_some() || self.words > 3)
    }
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
        let look = self.look(from, unit.to);
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
        let named = look.mark.is_some() || look.cue.is_some() || look.form || look.numbers;
        let prose_first = look
            .prose
            .is_some_and(|prose| !look.form && first(look.mark, look.cue).is_none_or(|cue| prose < cue));
        let to = unit.to;
        if self.points_here(from) && !look.form {
            return self.comment(unit.from, to);
        }
        if named && !prose_first || (!named && self.short_like(from, to)) {
            if signal.as_ref().is_some_and(|signal| signal.value == Signal::Compare)
                && let Some(with) = self.compared(from, to)
            {
                let look_first = self.look(from, with);
                self.start(from, with, signal.clone(), look_first);
                let look_next = self.look(with + 1, to);
                self.start(with + 1, to, signal, look_next);
                return;
            }
            return self.start(from, to, signal, look);
        }
        if named {
            // "See the ongoing work … of Charlotte Siegmann, “AI…”": the citation is in it.
            return self.prose(unit.from, unit, self.look(unit.from, to));
        }
        self.comment(unit.from, to);
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
        let cue = first(look.mark, look.cue);
        if let Some(prose) = look.prose {
            return cue.is_none_or(|cue| prose < cue);
        }
        let opens = self.t.flag(from, Flags::OPENER) && self.t.list[from].capital;
        look.words >= 4
            && look.lower * 2 > look.words
            && (cue.is_none() || opens && cue.is_some_and(|cue| cue > from + 6))
    }

    /// A sentence of prose: a comment, unless a citation stands at its end.
    fn prose(&mut self, from: usize, unit: Unit, look: Look) {
        let t = self.t;
        if look.mark.is_some() || look.cue.is_some() || look.form {
            let mut at = from + 1;
            while at < unit.to {
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
                    while begins < unit.to && matches!(t.kind(begins), Some(Kind::Comma | Kind::Colon)) {
                        begins += 1;
                    }
                    let tail = self.look(begins, unit.to);
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
        self.comment(from, unit.to);
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
            return look.date || look.link || look.numbers;
        }
        // "Ray Kurzweil, The Age of … (New York: Viking, 1999)", "Smith, J. (2010).".
        let comma =
            (from..to.min(from + 20)).find(|&at| matches!(t.kind(at), Some(Kind::Comma | Kind::Open)));
        let person = comma
            .and_then(|comma| contributors(t, from, comma))
            .is_some_and(|(list, known)| known && list.iter().all(|it| !it.body && !it.family.is_empty()));
        person && (look.cue.is_some() || look.numbers) && look.words > 4
    }

    /// Whether a unit that is not prose cites anything.
    fn cites(&self, from: usize, to: usize, look: Look, next: Option<Unit>) -> bool {
        if look.form
            || look.link
            || (look.mark.is_some() && !self.only_terms(from, to, look))
            || look.date
            || look.numbers
        {
            return true;
        }
        let names = contributors(self.t, from, to).is_some_and(|(_, known)| known);
        if names && let Some(next) = next {
            let follows = self.look(next.from, next.to);
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

    fn look(&self, from: usize, to: usize) -> Look {
        let t = self.t;
        let mut look = Look::default();
        let mut at = from;
        while at < to {
            let token = t.list[at];
            let mut next = t.over(at);
            if let Some(run) = self.context.italic_from(at) {
                next = next.max(run);
                let signal =
                    signal_at(t, at).is_some() || ibid_at(t, at).is_some() || op_cit_at(t, at).is_some();
                if !signal {
                    look.mark.get_or_insert(at);
                    look.words += usize::from(next - at > 1);
                    at = next;
                    continue;
                }
                next = t.over(at);
            }
            match token.kind {
                Kind::OpenQuote => {
                    look.mark.get_or_insert(at);
                }
                Kind::Link(_) => {
                    look.link = true;
                    look.cue.get_or_insert(at);
                }
                Kind::Open => self.look_bracket(at, next, &mut look),
                Kind::Comma => look.commas += 1,
                Kind::Number | Kind::Mixed => {
                    if let Some((_, end)) = date_at(t, at) {
                        look.date = true;
                        look.cue.get_or_insert(at);
                        next = end.max(next);
                    } else if year(t, at).is_some() && at > from && t.kind(at - 1) == Some(Kind::Comma) {
                        look.date = true;
                        look.cue.get_or_insert(at);
                    } else if at > from
                        && matches!(t.kind(at - 1), Some(Kind::Comma | Kind::Colon))
                        && at + 2 >= to
                    {
                        look.numbers = true;
                    }
                }
                Kind::Word => next = self.look_word(at, from, to, next, &mut look),
                _ => {}
            }
            at = next;
        }
        look
    }

    fn look_word(&self, at: usize, from: usize, to: usize, next: usize, look: &mut Look) -> usize {
        let t = self.t;
        let token = t.list[at];
        look.words += 1;
        if !token.capital {
            look.lower += 1;
        }
        if token.flags.any(Flags::MONTH)
            && token.capital
            && let Some((date, end)) = date_at(t, at)
            && date.month.is_some()
        {
            look.date = true;
            look.cue.get_or_insert(at);
            return end.max(next);
        }
        if token.flags.any(Flags::ACCESS) && (date_at(t, at + 1).is_some() || date_at(t, at + 2).is_some()) {
            look.cue.get_or_insert(at);
            look.date = true;
        }
        if token.flags.any(Flags::PROSE) && !token.capital && look.prose.is_none() && !self.abbreviation(at) {
            look.prose = Some(at);
        }
        if token.flags.any(Flags::PAGE.or(Flags::VOL).or(Flags::ISSUE))
            && super::elements::value(t, at + 1 + usize::from(t.kind(at + 1) == Some(Kind::Stop)), to, false)
                .is_some()
        {
            look.numbers = true;
        }
        if op_cit_at(t, at).is_some() || (at == from && ibid_at(t, at).is_some()) || t.at(at) == "supra" {
            look.form = true;
        } else if let Some((_, _, end)) = reference_at(t, from, at, to) {
            look.form = true;
            return end.max(next);
        }
        next
    }

    /// "i" in "i.e.", "us" in "U.S.": letters, not words.
    fn abbreviation(&self, at: usize) -> bool {
        self.t.at(at).len() <= 2 && self.t.kind(at + 1) == Some(Kind::Stop)
    }

    fn look_bracket(&self, at: usize, next: usize, look: &mut Look) {
        let t = self.t;
        let mut words = 0;
        for inner in at + 1..next.saturating_sub(1) {
            if matches!(t.kind(inner), Some(Kind::Link(_))) {
                look.link = true;
                look.cue.get_or_insert(at);
            }
            if t.kind(inner) == Some(Kind::Word) {
                words += usize::from(t.flag(inner, Flags::PROSE) && !t.list[inner].capital);
            }
            // "(n 12)".
            if let Some((_, start, _)) = reference_at(t, at, inner, next) {
                look.form |= start == at;
            }
            if year(t, inner).is_some() && inner + 4 >= next && words == 0 {
                look.numbers = true;
                look.cue.get_or_insert(at);
            }
        }
    }
}

fn first(a: Option<usize>, b: Option<usize>) -> Option<usize> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// The signal at `at`, and the token after it.
pub(super) fn signal_at(t: &Tokens, at: usize) -> Option<(Signal, usize)> {
    let stop = |at: usize| at + usize::from(t.kind(at) == Some(Kind::Stop));
    let comma = |at: usize| at + usize::from(t.kind(at) == Some(Kind::Comma));
    let for_example = |at: usize| -> Option<usize> {
        let at = comma(at);
        if t.is_any(at, &["e", "eg"]) {
            let mut end = stop(at + 1);
            if t.is(end, "g") {
                end = stop(end + 1);
            }
            return Some(comma(end));
        }
        (t.is(at, "for") && t.is_any(at + 1, &["example", "instance"])).then(|| comma(at + 2))
    };
    let word = t.get(at).filter(|token| token.kind == Kind::Word && token.end - token.start <= 10)?;
    match t.text(word).to_ascii_lowercase().as_str() {
        "see" | "siehe" | "voir" | "véase" => {
            if t.is(at + 1, "also") {
                return Some((Signal::SeeAlso, for_example(at + 2).unwrap_or(comma(at + 2))));
            }
            if t.is(at + 1, "generally") {
                return Some((Signal::SeeGenerally, comma(at + 2)));
            }
            if let Some(end) = for_example(at + 1) {
                return Some((Signal::Eg, end));
            }
            let more =
                t.is_any(at + 1, &["especially", "further", "esp", "particularly", "again", "too", "inter"]);
            Some((Signal::See, if more { comma(stop(at + 2)) } else { comma(at + 1) }))
        }
        "cf" | "vgl" => Some((Signal::Cf, comma(stop(at + 1)))),
        "accord" if t.list[at].capital => Some((Signal::Accord, comma(at + 1))),
        "compare" if t.list[at].capital => Some((Signal::Compare, comma(at + 1))),
        "contra" if t.list[at].capital => Some((Signal::Contra, comma(at + 1))),
        "but" if t.is(at + 1, "see") => Some((Signal::ButSee, for_example(at + 2).unwrap_or(comma(at + 2)))),
        "but" if t.is(at + 1, "cf") => Some((Signal::ButCf, comma(stop(at + 2)))),
        "and" if t.is(at + 1, "see") => Some((Signal::SeeAlso, comma(at + 2))),
        "e" if t.is(at + 2, "g") && t.kind(at + 1) == Some(Kind::Stop) => {
            Some((Signal::Eg, for_example(at)?))
        }
        "quoted" | "qtd" if t.is_any(stop(at + 1), &["in", "by"]) => {
            Some((Signal::QuotedIn, stop(at + 1) + 1))
        }
        "cited" if t.is_any(at + 1, &["in", "by"]) => Some((Signal::CitedIn, at + 2)),
        _ => None,
    }
}

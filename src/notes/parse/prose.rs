//! Sentences of prose in a note, and the citations inside them.

use super::dates::year;
use super::lexicon::Flags;
use super::look::{Look, first};
use super::names::contributors;
use super::signal::signal_at;
use super::split::Cutter;
use super::token::Kind;
use super::units::Unit;
use crate::lexicon::list;
use crate::notes::Signal;
use crate::span::Spanned;

impl Cutter<'_> {
    pub fn is_prose(&self, from: usize, look: Look) -> bool {
        if look.form && look.words < 25 && look.prose.is_none() {
            return false;
        }
        let t = self.t;
        if t.is_any(from, &["hereinafter", "hereafter", "henceforth"]) {
            return true;
        }
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
        // "In Doe's words, “ports are power.”": words quoted, no title.
        let bare = look.cue.is_none() && !look.numbers && !look.form && !look.law;
        if bare
            && t.list[from].capital
            && t.is_any(from, &["in", "as", "for"])
            && look.mark.is_some_and(|mark| mark > from + 1 && t.kind(mark) == Some(Kind::OpenQuote))
        {
            return true;
        }
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
        !closed && next.is_some_and(|_| !t.is_any(end, &list::AFTER_QUOTED))
    }

    /// A sentence of prose: a comment, unless a citation stands at its end.
    pub fn prose(&mut self, from: usize, unit: Unit, look: Look) {
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
        if look.link && look.mark.is_none() && !look.form && !look.law && self.address_in(from, unit) {
            return;
        }
        if let Some(begins) = self.embedded(from, unit.to, look) {
            let tail = self.context.look(begins, unit.to);
            self.comment(from, begins);
            return self.start(begins, unit.to, None, tail);
        }
        self.comment(from, unit.to);
    }

    /// "The dataset is at https://…": the address alone is the citation.
    fn address_in(&mut self, from: usize, unit: Unit) -> bool {
        let t = self.t;
        let Some(link) = (from..unit.to).find(|&at| matches!(t.kind(at), Some(Kind::Link(_)))) else {
            return false;
        };
        let mut end = link + 1;
        // An access date behind it belongs to it.
        let more = self.context.look(end, unit.to);
        if more.date && more.prose.is_none() && more.words <= 6 {
            end = unit.to;
        }
        self.comment(from, link);
        let look = self.context.look(link, end);
        self.start(link, end, None, look);
        self.comment(end, unit.to);
        true
    }

    /// "…the work of Charlotte Siegmann, “AI Use-Case …” (2024) at https://…": where
    /// the person before the title begins.
    fn embedded(&self, from: usize, to: usize, look: Look) -> Option<usize> {
        let t = self.t;
        let mark = look.mark.filter(|mark| *mark > from + 3)?;
        let after = self.context.look(t.over(mark).max(self.context.italic_from(mark).unwrap_or(0)), to);
        let clear = after.prose.is_none() && (after.link || after.numbers || after.date);
        // "the earliest instance is “Ships That Pass,” The Times, 4 May 1911": the comma
        // inside the marks and the date are of a citation.
        let closed = t.kind(mark) == Some(Kind::OpenQuote) && t.kind(t.over(mark) - 2) == Some(Kind::Comma);
        let outlet = t.get(t.over(mark)).is_some_and(|next| next.kind == Kind::Word && next.capital);
        if clear && closed && outlet && after.date && t.is_any(mark - 1, &["is", "was", "in"]) {
            return Some(mark);
        }
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
        let surname = list.len() == 1 && after.numbers && mark - begins == 2;
        let persons = known && list.iter().all(|it| !it.body && (surname || !it.given.is_empty()));
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

    /// "the account in", "the discussion by": where the citation behind such words begins.
    pub fn behind_lead(&self, from: usize, to: usize) -> usize {
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
    pub fn points_here(&self, from: usize) -> bool {
        let t = self.t;
        t.is_any(from, &list::PART_OF_THIS)
            && !(from..(from + 60).min(t.list.len())).any(|at| {
                matches!(t.kind(at), Some(Kind::OpenQuote | Kind::Link(_))) || year(t, at).is_some()
            })
            && !(t.is(from, "the") && (from..from + 12).any(|at| self.context.italic_from(at).is_some()))
    }

    /// "Compare A, with B": where "with" stands.
    pub fn compared(&self, from: usize, to: usize) -> Option<usize> {
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

    /// "A, *Ports* (London: Verso, 2010), and B, *Ships* (New York: Norton, 2011)": where
    /// the "and" stands. Both sides must be whole: a person, a mark, a dated bracket.
    pub fn second_work(&self, from: usize, to: usize) -> Option<usize> {
        let t = self.t;
        let dated = |open: usize| {
            t.kind(open) == Some(Kind::Open) && (open..t.over(open)).any(|at| year(t, at).is_some())
        };
        let mut marked = false;
        let mut whole = false;
        let mut at = from;
        while at < to {
            let run = self.context.italic_from(at);
            // "Doe, *Ports*, 45, and Roe, *Ships*, 12": two short forms with their pages.
            let paged = matches!(t.kind(at), Some(Kind::Number)) && t.kind(at + 1) == Some(Kind::Comma);
            // "…, *Wired Seas*, June 2, 2018 and Carl Ode, “Reef Madness,” …".
            let closed = at > from && year(t, at).is_some() && t.is(at + 1, "and");
            whole |= marked && (dated(at) || paged || closed);
            marked |= run.is_some() || t.kind(at) == Some(Kind::OpenQuote);
            if whole
                && at > from
                && t.is(at, "and")
                && (matches!(t.kind(at - 1), Some(Kind::Comma | Kind::Close)) || year(t, at - 1).is_some())
            {
                let tail = self.context.look(at + 1, to);
                let mark = tail.mark.filter(|_| tail.prose.is_none() && (tail.numbers || tail.date))?;
                let (list, known) = contributors(t, at + 1, mark)?;
                let person = list.first().is_some_and(|it| !it.body);
                return (known && person).then_some(at);
            }
            at = t.over(at).max(run.unwrap_or(0));
        }
        None
    }

    /// ", quoted in Oyelaran, *The Quiet Port*": a second citation inside the first's sentence.
    pub fn signal_inside(&self, from: usize, to: usize) -> Option<(usize, usize, Signal)> {
        let t = self.t;
        let mut at = from + 1;
        while at + 1 < to {
            let lead =
                matches!(t.kind(at - 1), Some(Kind::Comma | Kind::Close | Kind::CloseQuote | Kind::Number));
            if lead
                && !t.list[at].capital
                && let Some((found, end)) = signal_at(t, at)
                && matches!(found, Signal::QuotedIn | Signal::CitedIn | Signal::SeeAlso | Signal::ButSee)
                && end < to
            {
                return Some((at, end, found));
            }
            at = t.over(at);
        }
        None
    }
}

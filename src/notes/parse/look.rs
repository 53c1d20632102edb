//! What a stretch of a note holds: marks, dates, addresses, words of prose.

use super::Context;
use super::dates::{date_at, year};
use super::lexicon::Flags;
use super::short::{ibid_at, op_cit_at, reference_at};
use super::signal::signal_at;
use super::token::Kind;
use crate::lexicon::list;

/// What a unit holds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// First word of prose outside marks.
    pub prose: Option<usize>,
    /// First title mark.
    pub mark: Option<usize>,
    /// First date, dated bracket or address.
    pub cue: Option<usize>,
    pub link: bool,
    pub date: bool,
    /// A dated bracket, page or volume number.
    pub numbers: bool,
    /// *Ibid.*, *op. cit.*, *supra note*.
    pub form: bool,
    /// A statute, a reporter, a bill.
    pub law: bool,
    pub words: usize,
    pub lower: usize,
    pub commas: usize,
}

impl Look {
    pub fn add(&mut self, other: Look) {
        self.mark = self.mark.or(other.mark);
        self.cue = self.cue.or(other.cue);
        self.link |= other.link;
        self.date |= other.date;
        self.numbers |= other.numbers;
        self.form |= other.form;
        self.law |= other.law;
        self.words += other.words;
    }

    pub fn complete(&self) -> bool {
        self.form
            || self.law
            || (self.date || self.link || self.numbers) && (self.mark.is_some() || self.words > 3)
    }
}

impl Context<'_> {
    pub fn look(&self, from: usize, to: usize) -> Look {
        let t = &self.tokens;
        let mut look = Look::default();
        let mut at = from;
        while at < to {
            let token = t.list[at];
            let mut next = t.over(at);
            if let Some(run) = self.italic_from(at) {
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
            if let Some(end) = super::legal::sign_at(t, at, to) {
                look.law = true;
                look.words += 1;
                look.cue.get_or_insert(at);
                at = end.max(next);
                continue;
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
                    let named =
                        at > from && at <= from + 6 && year(t, at).is_some() && self.names_before(from, at);
                    if named {
                        look.numbers = true;
                        look.cue.get_or_insert(at);
                    } else if let Some((_, end)) = date_at(t, at) {
                        if !self.date_in_prose(from, at) {
                            look.date = true;
                            look.cue.get_or_insert(at);
                        }
                        next = end.max(next);
                    } else if year(t, at).is_some() && at > from && t.kind(at - 1) == Some(Kind::Comma) {
                        look.date = true;
                        look.cue.get_or_insert(at);
                    } else if at > from
                        && matches!(t.kind(at - 1), Some(Kind::Comma | Kind::Colon | Kind::CloseQuote))
                        && super::numbers::value(t, at, to, false).is_some_and(|end| end + 1 >= to)
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
        let t = &self.tokens;
        let token = t.list[at];
        look.words += 1;
        if !token.capital {
            look.lower += 1;
        }
        if token.flags.any(Flags::MONTH)
            && token.capital
            && let Some((date, end)) = date_at(t, at)
            && date.month.is_some()
            && !self.date_in_prose(from, at)
        {
            look.date = true;
            look.cue.get_or_insert(at);
            return end.max(next);
        }
        if t.is_any(at, &["box", "folder"]) && t.number(at + 1).is_some() {
            look.numbers = true;
        }
        if token.flags.any(Flags::ACCESS) && (date_at(t, at + 1).is_some() || date_at(t, at + 2).is_some()) {
            look.cue.get_or_insert(at);
            look.date = true;
        }
        if look.prose.is_none() && is_japanese_prose(t.text(token)) {
            look.prose = Some(at);
        }
        if token.flags.any(Flags::PROSE) && !token.capital && look.prose.is_none() && !self.abbreviation(at) {
            look.prose = Some(at);
        }
        look.numbers |= super::series::document_at(t, at, to).is_some();
        if token.flags.any(Flags::PAGE.or(Flags::VOL).or(Flags::ISSUE).or(Flags::PARA))
            && super::numbers::value(t, at + 1 + usize::from(t.kind(at + 1) == Some(Kind::Stop)), to, false)
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

    /// "visited the port in May 2015": a date that a small word ties to its sentence.
    fn date_in_prose(&self, from: usize, at: usize) -> bool {
        let t = &self.tokens;
        at > from
            && t.is_any(at - 1, &list::DATES_PROSE)
            && !t.flag(from, Flags::GENRE)
            && !(from..at)
                .any(|at| matches!(t.kind(at), Some(Kind::OpenQuote)) || self.italic_from(at).is_some())
    }

    /// "Adeyemi 2017", "Gray and Suri 2018": a surname right before a year.
    fn names_before(&self, from: usize, at: usize) -> bool {
        super::names::contributors(&self.tokens, from, at).is_some_and(|(list, known)| {
            known && list.iter().all(|it| !it.body && it.given.is_empty() && it.family.len() > 2)
        })
    }

    /// "i" in "i.e.", "us" in "U.S.": letters, not words.
    fn abbreviation(&self, at: usize) -> bool {
        self.tokens.at(at).len() <= 2 && self.tokens.kind(at + 1) == Some(Kind::Stop)
    }

    fn look_bracket(&self, at: usize, next: usize, look: &mut Look) {
        let t = &self.tokens;
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
                look.form |= start >= at;
            }
            let found = date_at(t, inner);
            // "(n.d.)", "(no date)", "(in press)" are dates too.
            let undated =
                found.is_some_and(|(date, _)| date.undated || date.month.is_some() || date.year.is_none());
            let after = found.filter(|_| undated).map_or(inner + 1, |(_, end)| end);
            let behind = (after..next.saturating_sub(1))
                .any(|at| t.kind(at) == Some(Kind::Word) && !t.list[at].capital && t.at(at).len() > 3);
            if (year(t, inner).is_some() || undated) && !behind && next - at <= 12 && words == 0 {
                look.numbers = true;
                look.cue.get_or_insert(at);
            }
        }
    }
}

/// A long run of kana: a sentence, where titles stand in quotation marks.
fn is_japanese_prose(text: &str) -> bool {
    text.len() >= 24 && text.chars().filter(|c| matches!(c, '\u{3040}'..='\u{309f}')).count() >= 6
}

pub(super) fn first(a: Option<usize>, b: Option<usize>) -> Option<usize> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

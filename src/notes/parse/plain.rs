//! Titles that nothing marks, or whose mark never closes.

use super::elements::{Element, What};
use super::lexicon::Flags;
use super::names::Who;
use super::reader::Reader;
use super::title::is_role;
use super::token::Kind;
use crate::notes::TitleMark;

impl Reader<'_> {
    /// No mark at all: the text before the first strong cue.
    pub fn plain(&mut self) -> bool {
        self.split_at_colon();
        if self.edited_plain() {
            return true;
        }
        let gloss = self.body_with_gloss();
        let later_date = |at: usize| self.els[at + 1..].iter().any(|el| matches!(el.what, What::Date(_)));
        let stops = |at: usize| match self.els[at].what {
            What::Text | What::Sep(_) | What::Quoted => false,
            What::Bracket if gloss && at == 1 => false,
            // "Harbour Depth Records, 1900–1999 [data set], Zenodo, 2019".
            What::Date(date) => date.until.is_none() || !later_date(at),
            _ => true,
        };
        // "On War, ed. and trans. Michael Howard", "2nd ed." end a title too.
        let role = |at: usize| {
            let el = self.els[at];
            at > 0
                && el.what == What::Text
                && (self.t.flag(el.from, Flags::EDITOR.or(Flags::TRANSLATOR))
                    && !self.t.list[el.from].capital
                    || (self.numbers_edition(el)
                        && el.to - el.from <= 4
                        && (self.has(el, Flags::EDITOR)
                            || (el.from..el.to)
                                .any(|at| self.t.is_any(at, &["aufl", "auflage", "edn", "edition"])))))
        };
        let limit = (0..self.els.len()).find(|&at| stops(at) || role(at)).unwrap_or(self.els.len());
        let chunks: Vec<usize> =
            (0..limit).filter(|&at| self.els[at].what == What::Text && !self.done[at]).collect();
        let Some(&first) = chunks.first() else { return false };
        if let Some(found) = self.plain_sentences(&chunks, limit) {
            return found;
        }
        // "Clausewitz, 89.": a surname and a page.
        let surname = self
            .names(first, first + 1)
            .is_some_and(|(list, known)| known && list.iter().all(|it| !it.body && it.given.is_empty()));
        let paged = self.els[limit.min(self.els.len())..]
            .iter()
            .all(|el| matches!(el.what, What::Sep(_) | What::Count(_)));
        if chunks.len() == 1 && surname && paged && limit < self.els.len() {
            self.take_authors(first, first + 1);
            self.title = Some((first + 1, first + 1));
            return true;
        }
        // How many of the first chunks name somebody.
        let mut authors = 0;
        // The last words are the outlet, those before it at least the title.
        let outlet_last = chunks.len() > 1
            && self.is_outlet(self.els[chunks[chunks.len() - 1]])
            && !self.imprint_follows_place(limit);
        let most = chunks.len().saturating_sub(1 + usize::from(outlet_last));
        for (count, &at) in chunks.iter().enumerate().skip(1).take(most) {
            let fits = self.names(first, at).is_some_and(|(list, known)| {
                // "Jane Doe, Ports, Verso, London": after a whole name a lone word is no name.
                let whole = list.iter().any(|it| !it.body && !it.given.is_empty() && !it.inverted);
                let lone = list.iter().any(|it| !it.body && it.given.is_empty());
                known
                    && !(whole && lone)
                    && (list.iter().all(|it| !it.body)
                        || count == 1
                        // "Government of India, Ministry of Finance, Economic Survey".
                        || count == 2 && chunks.len() > 2 && self.who_is(self.els[chunks[1]]) == Who::Body)
            });
            if fits {
                authors = count;
            }
        }
        // Bodies that hold a comma, or a lone title: nothing in front.
        let from = chunks[authors.min(chunks.len() - 1)];
        self.cut_others(from);
        let last = chunks[chunks.len() - 1];
        let outlet = last > from && outlet_last;
        let mut end = if outlet { last } else { limit };
        if let Some(&cut) = chunks.iter().find(|&&at| at > from && at < end && self.ends_title(at)) {
            end = cut;
        } else if let Some(cut) = self.imprint_in_commas(&chunks, from, limit) {
            end = cut;
        }
        while end > from + 1 && matches!(self.els[end - 1].what, What::Sep(_)) {
            end -= 1;
        }
        self.trailing_page(end, limit);
        self.doubt |= authors == 0 || !self.imprint_follows(limit);
        self.set_title(from, end, TitleMark::Plain);
        self.take_authors(0, from);
        true
    }

    /// "Ministry of Defense (Japan), Defense of Japan": a body and its country in front.
    fn body_with_gloss(&self) -> bool {
        let what = |at: usize| self.els.get(at).map(|el| el.what);
        what(0) == Some(What::Text)
            && what(1) == Some(What::Bracket)
            && what(2) == Some(What::Sep(Kind::Comma))
            && what(3) == Some(What::Text)
            && self.who_is(self.els[0]) == Who::Body
            && (self.els[1].from..self.els[1].to)
                .all(|at| !matches!(self.t.kind(at), Some(Kind::Number | Kind::Mixed | Kind::Colon)))
    }

    /// "Ports and Power, Verso, London, 2010": where publisher and place begin.
    fn imprint_in_commas(&self, chunks: &[usize], from: usize, limit: usize) -> Option<usize> {
        let dated = matches!(self.els.get(limit)?.what, What::Date(_));
        let (&last, before) = chunks.split_last()?;
        if !dated || last <= from || !self.is_place(self.els[last]) {
            return None;
        }
        let publisher = before.last().copied().filter(|&at| {
            let el = self.els[at];
            at > from && el.to - el.from <= 4 && self.t.list[el.from].capital
        });
        Some(publisher.unwrap_or(last))
    }

    /// "…, Roe C, et al. Ports of the world": "et al." closes the names, not opens the title.
    fn cut_others(&mut self, at: usize) {
        let el = self.els[at];
        let end = el.from + 2 + usize::from(self.t.kind(el.from + 2) == Some(Kind::Stop));
        if self.t.is(el.from, "et") && self.t.is(el.from + 1, "al") && end < el.to {
            self.els[at].from = end;
        }
    }

    /// "Working Paper 112", "RR-2142-AF", "by Lena Morris" behind a plain title.
    fn ends_title(&self, at: usize) -> bool {
        let el = self.els[at];
        if self.t.at(el.from) == "by" {
            return super::names::who(self.t, el.from + 1, el.to) == Who::Person;
        }
        let Some((from, to)) = self.number_in(el.from, el.to) else { return false };
        to == el.to
            && el.to - el.from <= 9
            && (from == el.from
                || self.t.flag(el.from, Flags::GENRE)
                || self.t.is_any(el.from, &["discussion", "technical", "research", "policy"]))
    }

    /// "Amy Cole and John Smith, eds., Ports of the World (London: …)".
    fn edited_plain(&mut self) -> bool {
        let Some(role) = (1..self.els.len().min(12)).find(|&at| is_role(self, &self.els[at])) else {
            return false;
        };
        if !self.names(0, role).is_some_and(|(_, known)| known) {
            return false;
        }
        let from = self.next_real(role + 1);
        let limit = (from..self.els.len())
            .find(|&at| !matches!(self.els[at].what, What::Text | What::Sep(_)))
            .unwrap_or(self.els.len());
        let bracket = self.els.get(limit).is_some_and(|el| el.what == What::Bracket);
        if from >= limit || !bracket {
            return false;
        }
        self.set_title(from, limit, TitleMark::Plain);
        self.take_authors(0, from);
        true
    }

    /// "Müller, Hans: Der Staat": the colon parts author and title.
    fn split_at_colon(&mut self) {
        for at in 1..self.els.len().min(5) {
            let el = self.els[at];
            if el.what != What::Text {
                continue;
            }
            let Some(colon) = (el.from + 1..el.to - 1).find(|&at| self.t.kind(at) == Some(Kind::Colon))
            else {
                continue;
            };
            let names = super::names::contributors(self.t, self.els[0].from, colon);
            if !names.is_some_and(|(list, known)| known && list.first().is_some_and(|it| it.inverted)) {
                continue;
            }
            self.els[at].to = colon;
            self.els.insert(
                at + 1,
                Element {
                    what: What::Sep(Kind::Stop),
                    from: colon,
                    to: colon + 1,
                    value: (colon, colon + 1),
                },
            );
            self.els.insert(
                at + 2,
                Element { what: What::Text, from: colon + 1, to: el.to, value: (colon + 1, el.to) },
            );
            self.done.insert(at + 1, true);
            self.done.insert(at + 2, false);
            return;
        }
    }

    /// "Who Controls the Internet? 123–25 (2006)": the pages close the title's words.
    fn trailing_page(&mut self, end: usize, limit: usize) {
        let dated = self
            .els
            .get(limit)
            .is_some_and(|el| el.what == What::Bracket && self.bracket_date(*el).is_some());
        let el = self.els[end - 1];
        if !dated || end != limit || el.what != What::Text {
            return;
        }
        let range = el.to >= el.from + 5 && self.t.kind(el.to - 2) == Some(Kind::Dash);
        let from = if range { el.to - 3 } else { el.to - 1 };
        if self.t.kind(from) == Some(Kind::Number)
            && from > el.from
            && super::numbers::value(self.t, from, el.to, false) == Some(el.to)
        {
            self.set_locator("page", Element { what: What::Text, from, to: el.to, value: (from, el.to) });
            self.els[end - 1].to = from;
        }
    }

    /// Whether a bracket with more than a date follows: then no outlet stands before it.
    fn imprint_follows_place(&self, at: usize) -> bool {
        self.els.get(at).is_some_and(|el| el.what == What::Bracket && self.bracket_date(*el).is_none())
    }

    fn imprint_follows(&self, at: usize) -> bool {
        self.els.get(at).is_some_and(|el| el.what == What::Bracket)
    }

    /// "Smith, John. Title of the Book. Publisher, 2019."
    fn plain_sentences(&mut self, chunks: &[usize], limit: usize) -> Option<bool> {
        let stop = (0..limit).find(|&at| self.els[at].what == What::Sep(Kind::Stop))?;
        let (_, known) = self.names(0, stop)?;
        let next = chunks.iter().copied().find(|&at| at > stop)?;
        if !known || self.t.kind(self.els[next].from) == Some(Kind::Number) {
            return None;
        }
        let end = self.sentence(next).min(limit);
        self.set_title(next, end, TitleMark::Plain);
        // Nothing but stops tells title from publisher here.
        self.doubt = true;
        self.take_authors(0, stop);
        Some(true)
    }

    /// "“Never closed, The Institute, 2019": the title runs to the last words before
    /// the first strong cue. A slip: nothing is sure then.
    pub fn unclosed(&mut self) -> bool {
        if !self.t.unbalanced {
            return false;
        }
        let open = (0..self.els.len().min(8)).find(|&at| {
            let el = self.els[at];
            el.what == What::Text
                && matches!(self.t.at(el.from), "“" | "\"" | "„" | "«")
                && el.to > el.from + 1
        });
        let Some(at) = open else { return false };
        let strong = |what: What| {
            matches!(
                what,
                What::Date(_)
                    | What::Bracket
                    | What::Italic
                    | What::Count(_)
                    | What::Link(_)
                    | What::Access(_)
            )
        };
        let limit = (at + 1..self.els.len()).find(|&at| strong(self.els[at].what)).unwrap_or(self.els.len());
        let texts: Vec<usize> = (at..limit).filter(|&at| self.els[at].what == What::Text).collect();
        let italic = self.els.get(limit).is_some_and(|el| el.what == What::Italic);
        let last = texts.last().copied().filter(|last| *last > at && !italic);
        let end = last.unwrap_or(limit);
        self.els[at].from += 1;
        self.set_title(at, end, TitleMark::Quoted);
        self.doubt = true;
        self.take_authors(0, at);
        true
    }
}

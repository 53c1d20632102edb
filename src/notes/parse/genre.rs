//! Numbers of reports, kinds of document, editions, and remarks that say nothing of the source.

use super::elements::Element;
use super::lexicon::Flags;
use super::reader::Reader;
use super::token::Kind;
use crate::lexicon::list;

impl Reader<'_> {
    /// "Report No. GAO-16-325", "GAO-16-325", "A/RES/70/1", "Working Paper 24514".
    pub fn number_of(&mut self, at: usize, el: Element) -> bool {
        let Some((from, to)) = self.number_in(el.from, el.to) else { return false };
        let value = self.spanned(from, to);
        self.cite.number.get_or_insert(value);
        // What stands before it: a kind of document, or the body that numbers.
        if from > el.from {
            let all_genre = (el.from..from).all(|at| {
                self.t.flag(at, Flags::GENRE.or(Flags::ISSUE))
                    || self.t.kind(at) != Some(Kind::Word)
                    || self.t.is_any(at, &list::NUMBERED_BY)
            });
            if all_genre {
                self.issuer = self.issuer.or(Some((el.from, from)));
                self.genre = self.genre.or(Some(self.t.at(el.from)));
                self.done[at] = true;
                return true;
            }
            self.els[at].to = from;
            let mut cut = self.els[at];
            while cut.to > cut.from + 1
                && (self.t.flag(cut.to - 1, Flags::GENRE.or(Flags::ISSUE))
                    || self
                        .t
                        .is_any(cut.to - 1, &["working", "discussion", "policy", "research", "technical"])
                    || self.t.kind(cut.to - 1) == Some(Kind::Stop))
            {
                cut.to -= 1;
            }
            self.els[at].to = cut.to;
            if (cut.from..cut.to).all(|at| {
                self.t.kind(at) != Some(Kind::Word)
                    || self.t.at(at).bytes().all(|byte| byte.is_ascii_uppercase())
            }) {
                self.issuer = self.issuer.or(Some((cut.from, cut.to)));
                self.done[at] = true;
                return true;
            }
            self.outlet_or_place(at, cut);
            return true;
        }
        self.done[at] = to == el.to;
        true
    }

    /// Whether the words say which edition: "2nd", "rev.", "third".
    pub fn numbers_edition(&self, el: Element) -> bool {
        matches!(self.t.kind(el.from), Some(Kind::Number | Kind::Mixed))
            || self.t.flag(el.from, Flags::ORDINAL)
    }

    /// The number of a report in `from..to`.
    pub fn number_in(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let t = self.t;
        for at in from..to {
            let text = t.at(at);
            let digits = text.bytes().any(|byte| byte.is_ascii_digit());
            if t.kind(at) == Some(Kind::Word)
                && digits
                && text.len() >= 4
                && text.as_bytes()[0].is_ascii_uppercase()
            {
                // "GAO-16-325", "R45123", "COM(2016)".
                let mut end = at + 1;
                while end + 1 < to
                    && matches!(t.kind(end), Some(Kind::Slash | Kind::Dash))
                    && !t.list[end].gap
                    && !t.list[end + 1].gap
                {
                    end += 2;
                }
                return Some((at, end));
            }
            // "A/RES/70/1", "S/2015/53".
            if t.kind(at) == Some(Kind::Word)
                && t.kind(at + 1) == Some(Kind::Slash)
                && text.len() <= 5
                && t.list[at].capital
            {
                let mut end = at + 1;
                while end + 1 < to && matches!(t.kind(end), Some(Kind::Slash | Kind::Dash)) {
                    end += 2;
                }
                if (at..end).any(|at| matches!(t.kind(at), Some(Kind::Number | Kind::Mixed))) && end > at + 2
                {
                    return Some((at, end.min(to)));
                }
            }
            // "Working Paper 24514", "Paper 12-3".
            if at > from
                && matches!(t.kind(at), Some(Kind::Number | Kind::Mixed))
                && (t.flag(at - 1, Flags::GENRE) || (at >= 2 && t.flag(at - 2, Flags::ISSUE)))
            {
                let mut end = at + 1;
                while end + 1 < to
                    && matches!(t.kind(end), Some(Kind::Slash | Kind::Dash))
                    && !t.list[end].gap
                {
                    end += 2;
                }
                return Some((at, end));
            }
        }
        None
    }

    /// "PhD diss.", "working paper", "press release": a kind of document.
    pub fn is_genre(&mut self, at: usize, el: Element) -> bool {
        let t = self.t;
        let fits = (el.from..el.to).all(|at| {
            t.kind(at) != Some(Kind::Word)
                || t.flag(at, Flags::GENRE)
                || t.is_any(at, &list::BESIDE_GENRE)
                || t.is(at, "master’s")
        });
        let some = (el.from..el.to).any(|at| t.flag(at, Flags::GENRE));
        if !fits || !some || el.to - el.from > 6 {
            return false;
        }
        self.genre = (el.from..el.to).filter(|at| t.flag(*at, Flags::GENRE)).map(|at| t.at(at)).next_back();
        self.done[at] = true;
        true
    }

    /// Whoever numbers the report, where nobody else publishes it: "NBER Working Paper 15639".
    pub fn settle_issuer(&mut self) {
        let Some((from, to)) = self.issuer else { return };
        if self.cite.publisher.is_found() || self.cite.container.is_found() {
            return;
        }
        let capitals = |at: &usize| {
            let text = self.t.at(*at);
            text.len() >= 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
        };
        let end = (from..to).take_while(capitals).last().map_or(from, |last| last + 1);
        if end > from {
            self.cite.publisher = crate::notes::Field::Found(self.spanned(from, end));
        }
    }

    /// "episode 29", "appendix VI", "version 1.1": parts that have no field.
    pub fn is_part(&self, el: Element) -> bool {
        self.t.is_any(el.from, &list::PART_OF_WORK)
            && el.to > el.from + 1
            && el.to - el.from <= 5
            && !self.t.list[el.from + 1].flags.any(Flags::SMALL)
            && ((el.from + 1..el.to).any(|at| {
                !matches!(self.t.kind(at), Some(Kind::Word)) && self.t.kind(at) != Some(Kind::Stop)
            }) || super::numbers::value(self.t, el.to - 1, el.to, true) == Some(el.to))
    }

    /// Words of no field that every editor knows.
    pub fn is_aside(&self, el: Element) -> bool {
        let text = self.text_of(el).to_ascii_lowercase();
        let text = text.trim_end_matches('.');
        list::ASIDE.contains(&text)
            || text.starts_with("translation")
            || text.starts_with("hereinafter")
            || text.starts_with("my translation")
            || text.starts_with("author's")
            || text.starts_with("on file with")
            || text.starts_with("emphasis")
            || text == "s.v"
            || text == "s. v"
    }

    /// "2nd ed.", "rev. ed.", "third edition".
    pub fn edition(&mut self, at: usize, el: Element) -> bool {
        let t = self.t;
        let last =
            if t.kind(el.to - 1) == Some(Kind::Stop) && el.to > el.from + 1 { el.to - 2 } else { el.to - 1 };
        if el.to - el.from > 5
            || !t.is_any(last, &["ed", "edn", "edition", "aufl", "auflage"])
            || last == el.from
        {
            return false;
        }
        if !self.numbers_edition(el) {
            return false;
        }
        let value = self.spanned(el.from, el.to);
        self.cite.edition.get_or_insert(value);
        self.done[at] = true;
        true
    }
}

//! Numbers that count: volume, issue, pages, paragraphs, sections.

use super::dates::date_at;
use super::element::{Count, Cutter, Element, What};
use super::lexicon::Flags;
use super::token::{Kind, Tokens};
use crate::lexicon::list;

/// Words that count something.
pub(super) const COUNTING: Flags = Flags::PAGE
    .or(Flags::VOL)
    .or(Flags::ISSUE)
    .or(Flags::PARA)
    .or(Flags::SECTION)
    .or(Flags::CHAPTER)
    .or(Flags::FIGURE)
    .or(Flags::TABLE)
    .or(Flags::LINE)
    .or(Flags::COLUMN)
    .or(Flags::FOOTNOTE)
    .or(Flags::AT)
    .or(Flags::ARTICLE)
    .or(Flags::PART);

const LABELS: [(Flags, &str); 9] = [
    (Flags::PARA, "paragraph"),
    (Flags::SECTION, "section"),
    (Flags::CHAPTER, "chapter"),
    (Flags::FIGURE, "figure"),
    (Flags::TABLE, "table"),
    (Flags::LINE, "line"),
    (Flags::COLUMN, "column"),
    (Flags::ARTICLE, "section"),
    (Flags::PART, "section"),
];

impl Cutter<'_> {
    /// A counted thing: "vol. 3", "no. 2", "pp. 3–4", "para. 12", "§ 5".
    pub fn count(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        let token = tokens.list[at];
        let flags = token.flags;
        let mut next = at + 1;
        if tokens.kind(next) == Some(Kind::Stop) {
            next += 1;
        }
        // "s.v." leads to a headword.
        if tokens.is(at, "s") && tokens.is(next, "v") {
            return None;
        }
        if tokens.is(at, "sec")
            && next < self.to
            && tokens.get(next).is_some_and(|next| next.capital && next.kind == Kind::Word)
        {
            // "sec. Magazine": a section of a newspaper.
            let end = self.run_of_words(next);
            return Some(self.put_value(What::Count(Count::Place("section")), at, end, (next, end)));
        }
        let issue = flags.any(Flags::ISSUE);
        // "Report No. 12", "Docket No. 12-345": the number of a document.
        if issue
            && self.text.is_some()
            && at > 0
            && (tokens.flag(at - 1, Flags::GENRE) || tokens.is_any(at - 1, &list::NUMBERED_DOCUMENT))
        {
            return None;
        }
        let letters = flags.any(Flags::PAGE) || flags.any(Flags::AT);
        let end = value(tokens, next, self.to, letters || issue)?;
        if end > self.to {
            return None;
        }
        let one_letter = token.end - token.start == 1;
        let abbreviated = next > at + 1;
        let what = if flags.any(Flags::PAGE) {
            // "S. 12" is German for a page, and a bill of the Senate.
            Count::Pages
        } else if tokens.at(at) == "S" && abbreviated {
            let congress = (end..self.to.min(end + 8)).any(|at| tokens.is(at, "Cong"));
            (!congress).then_some(Count::Pages)?
        } else if flags.any(Flags::VOL) && (!one_letter || abbreviated) {
            Count::Volume
        } else if issue
            && (abbreviated
                || tokens.at(at) != "no"
                // "71 no 2 (May 1985)".
                || self.fresh() && self.found.last().is_some_and(|it| it.what == What::Count(Count::Volume)))
        {
            Count::Issue
        } else if flags.any(Flags::AT) {
            let after = tokens.get(end).filter(|_| end < self.to);
            let stands = after.is_none_or(|next| !matches!(next.kind, Kind::Word | Kind::Mixed) || !next.gap);
            stands.then_some(Count::Place("page"))?
        } else if tokens.at(at) == "N" && abbreviated {
            Count::Issue
        } else if flags.any(Flags::FOOTNOTE) {
            if one_letter && !abbreviated && self.text.is_some() {
                return None;
            }
            Count::Place("note")
        } else {
            let label = LABELS.iter().find(|(flag, _)| flags.any(*flag))?.1;
            // "Section 5 of the report" in a title is text.
            if !self.fresh() && !abbreviated && !tokens.at(at).starts_with(['§', '¶']) {
                return None;
            }
            Count::Place(label)
        };
        let put = self.put_value(What::Count(what), at, end, (next, end));
        // "N. 4/2016": the year follows the issue.
        if what == Count::Issue
            && tokens.kind(put) == Some(Kind::Slash)
            && let Some((date, after)) = super::dates::year_at(tokens, put + 1)
            && after <= self.to
        {
            return Some(self.put_value(What::Date(date), put, after, (put + 1, after)));
        }
        Some(put)
    }

    /// "n° 3", "n.º 3".
    pub fn sign_of_number(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        let mut next = at + 1;
        if tokens.kind(next) == Some(Kind::Stop) {
            next += 1;
        }
        let sign = tokens.is(at, "n") && matches!(tokens.at(next), "°" | "º")
            || matches!(tokens.at(at), "nº" | "nᵒ");
        let number = if tokens.is(at, "n") { next + 1 } else { at + 1 };
        let end = sign.then(|| value(tokens, number, self.to, false)).flatten()?;
        Some(self.put_value(What::Count(Count::Issue), at, end, (number, end)))
    }

    /// "A3" behind the date of a newspaper.
    pub fn lettered_page(&mut self, at: usize) -> Option<usize> {
        let lettered = matches!(self.tokens.at(at).as_bytes(), [b'A'..=b'H', digits @ ..]
            if (1..=3).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit));
        if let Some(end) = self.article_number(at) {
            return Some(self.put(What::Count(Count::Pages), at, end));
        }
        let mut last = self.found.iter().rev();
        let dated = lettered
            && self.fresh()
            && last.next().is_some_and(|it| it.what == What::Sep(Kind::Comma))
            && last.next().is_some_and(|it| matches!(it.what, What::Date(_)));
        (dated && self.closes(at + 1)).then(|| self.put(What::Count(Count::Pages), at, at + 1))
    }

    /// "34:10", "1:02:45" of something that runs.
    pub fn running_time(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        let two = |at: usize| {
            tokens.kind(at) == Some(Kind::Colon)
                && !tokens.list[at].gap
                && tokens.kind(at + 1) == Some(Kind::Number)
                && !tokens.list[at + 1].gap
                && tokens.at(at + 1).len() == 2
        };
        if tokens.kind(at) != Some(Kind::Number) || tokens.at(at).len() > 3 || !two(at + 1) {
            return None;
        }
        let end = if two(at + 3) { at + 5 } else { at + 3 };
        let first = self.found.first()?.from;
        let runs = (first..at).any(|at| tokens.is_any(at, &list::RECORDING));
        let min = self.text.is_some_and(|from| {
            tokens.is_any(from, &["min", "mins", "minute", "timestamp"])
                && at == from + 1 + usize::from(tokens.kind(from + 1) == Some(Kind::Stop))
        });
        if !runs || end > self.to || !(self.fresh() || min) || !self.closes(end) {
            return None;
        }
        let from = if min { self.text.take()? } else { at };
        Some(self.put_value(What::Count(Count::Place("time")), from, end, (at, end)))
    }

    /// "xii" by itself: a page of the front matter.
    pub fn roman(&mut self, at: usize) -> Option<usize> {
        let text = self.tokens.at(at);
        let roman = text.len() <= 7 && text.bytes().all(|byte| b"ivxlc".contains(&byte));
        let end = if roman { value(self.tokens, at, self.to, true)? } else { return None };
        (self.fresh() && self.found.len() > 1 && self.closes(end) && text != "c")
            .then(|| self.put(What::Count(Count::Bare), at, end))
    }

    /// End of the run of words at `at`, up to a separator.
    fn run_of_words(&self, at: usize) -> usize {
        let words = |at: &usize| matches!(self.tokens.kind(*at), Some(Kind::Word | Kind::Amp | Kind::Dash));
        (at..self.to).take_while(words).last().map_or(at, |last| last + 1)
    }

    /// "12(3)", "40, no. 1", "10 (2016)", "40:1 (2017)", "40.1", "18/4", "12: 45–67".
    pub fn volume(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        let joined = at > 0
            && !tokens.list[at].gap
            && !matches!(tokens.kind(at - 1), Some(Kind::Comma | Kind::Semicolon));
        if tokens.kind(at) != Some(Kind::Number) || tokens.at(at).len() > 4 || at + 1 >= self.to || joined {
            return None;
        }
        // "Working Paper 123 (2010)": the number of a document.
        if self.text.is_some() && tokens.flag(at - 1, Flags::GENRE) && !tokens.is(at - 1, "papers") {
            return None;
        }
        let next = tokens.list[at + 1];
        let after = at + 2;
        let alone = match next.kind {
            Kind::Open => return self.volume_and_bracket(at, next.mate as usize),
            Kind::Colon | Kind::Slash | Kind::Stop => return self.volume_and_mark(at, next.kind),
            Kind::Comma if tokens.flag(after, Flags::ISSUE) => true,
            Kind::Comma if self.after_container() && self.issue_behind(after) => {
                // "Journal 53, 5 (1963): 941": volume and issue.
                self.put(What::Count(Count::Volume), at, at + 1);
                return Some(self.put(What::Count(Count::Issue), after, after + 1));
            }
            // "Journal 8, Fall 2017".
            Kind::Comma if self.after_container() && tokens.flag(after, Flags::SEASON) => {
                date_at(tokens, after).is_some()
            }
            Kind::Comma if self.after_container() && is_lettered(tokens.at(after)) => {
                value(tokens, after, self.to, true).is_some_and(|end| self.closes(end))
            }
            Kind::Comma if self.after_container() => {
                // "Journal 12, 45–67" and "Journal, 12, 45–67".
                let end = value(tokens, after, self.to, false);
                let dated = super::dates::year_at(tokens, after).is_some_and(|(_, end)| {
                    end >= self.to || self.closes(end) && tokens.kind(end) == Some(Kind::Stop)
                });
                end.is_some_and(|end| self.closes(end) && end > after + 1)
                    || tokens.flag(after, Flags::PAGE)
                    || (dated && self.text.is_some())
            }
            Kind::Word => {
                tokens.flag(at + 1, Flags::ISSUE)
                    && (tokens.number(after).is_some() || value(tokens, at + 3, self.to, true).is_some())
            }
            _ => false,
        };
        alone.then(|| self.put(What::Count(Count::Volume), at, at + 1))
    }

    /// "12(3)", "10 (2016)".
    fn volume_and_bracket(&mut self, at: usize, close: usize) -> Option<usize> {
        let tokens = self.tokens;
        let after = at + 2;
        if close >= self.to {
            return None;
        }
        let issue = value(tokens, after, close, true) == Some(close);
        let year = super::dates::year(tokens, after).is_some();
        if issue && !year {
            self.put(What::Count(Count::Volume), at, at + 1);
            return Some(self.put_value(What::Count(Count::Issue), at + 1, close + 1, (after, close)));
        }
        let dated = (after..close)
            .any(|at| super::dates::year(tokens, at).is_some() && tokens.kind(at - 1) != Some(Kind::Dash))
            || tokens.flag(after, Flags::ISSUE.or(Flags::SEASON).or(Flags::MONTH));
        // "Defense of Japan 2016 (Tokyo: …)": a year closes the title.
        let imprint = (after..close).any(|at| tokens.kind(at) == Some(Kind::Colon));
        if imprint && self.text.is_some() && super::dates::year(tokens, at).is_some() {
            return None;
        }
        // "PORTS AND POWER 45 (2d ed. 2010)": a page of the book.
        let edition = (after..close).any(|at| tokens.is_any(at, &["ed", "edn"]));
        if edition && dated && self.titles == 0 && self.text.is_some() {
            return Some(self.put(What::Count(Count::Bare), at, at + 1));
        }
        // "102 Mich. L. Rev. 801, 805 (2004)": the page relied on.
        let first = self.found.iter().rev().take(2).any(|it| it.what == What::Count(Count::First));
        if first && dated {
            return Some(self.put(What::Count(Count::Bare), at, at + 1));
        }
        // "*Code* 5 (2006)": a page of the only work named so far, no volume.
        let marked = |it: &&Element| matches!(it.what, What::Quoted | What::Italic);
        let only_title = self.text.is_none()
            && self.found.last().is_some_and(|it| it.what == What::Italic)
            && self.found.iter().filter(marked).count() == 1
            && self.found.iter().filter(|it| it.what == What::Text).count() <= 1;
        if only_title && dated && close.saturating_sub(after) <= 2 {
            return Some(self.put(What::Count(Count::Bare), at, at + 1));
        }
        let behind = self.found.last().is_some_and(|last| !matches!(last.what, What::Sep(Kind::Stop)));
        (dated && close.saturating_sub(after) <= 8 && (behind || self.text.is_some()))
            .then(|| self.put(What::Count(Count::Volume), at, at + 1))
    }

    /// "40:1 (2017)", "40.1", "18/4", "12: 45–67".
    fn volume_and_mark(&mut self, at: usize, mark: Kind) -> Option<usize> {
        let tokens = self.tokens;
        let after = at + 2;
        if self.titles == 0 || (mark != Kind::Colon && tokens.list.get(after)?.gap) {
            return None;
        }
        let end = value(tokens, after, self.to, false)?;
        let issue = end == after + 1
            && !tokens.list[after].gap
            && (mark != Kind::Colon || tokens.kind(end) == Some(Kind::Open));
        // "12:34" is a time.
        if mark == Kind::Colon
            && !issue
            && end == after + 1
            && !tokens.list[after].gap
            && tokens.at(after).len() == 2
        {
            return None;
        }
        // "Thucydides, *History*, 1.22" is a place in the work; "40.1 (2017)" a volume.
        let year = |at: usize| {
            super::dates::year(tokens, at).is_some() || tokens.flag(at, Flags::MONTH.or(Flags::SEASON))
        };
        let followed = match tokens.kind(end) {
            Some(Kind::Open) => year(end + 1) || date_at(tokens, end + 1).is_some(),
            Some(Kind::Comma) => {
                year(end + 1)
                    || tokens.flag(end + 1, Flags::PAGE)
                    || value(tokens, end + 1, self.to, false).is_some()
            }
            _ => false,
        };
        if mark != Kind::Colon && !(followed && end < self.to) {
            return None;
        }
        if (issue && tokens.at(after).len() > 4) || (!issue && mark != Kind::Colon) {
            return None;
        }
        self.put(What::Count(Count::Volume), at, at + 1);
        let what = if issue { Count::Issue } else { Count::Pages };
        Some(self.put_value(What::Count(what), at + 1, end, (after, end)))
    }

    /// Whether a title and something after it were met: a bare number may be a volume.
    fn after_container(&self) -> bool {
        let last = self.found.iter().rev().find(|it| !matches!(it.what, What::Sep(_)));
        self.titles > 0
            && (self.text.is_some_and(|from| from > self.found.last().map_or(0, |it| it.from))
                || last.is_some_and(|it| match it.what {
                    What::Text => true,
                    What::Italic => self.titles > 1,
                    _ => false,
                }))
    }

    /// ": 118–45" and ", 45–67".
    pub fn bare(&mut self, at: usize) -> Option<usize> {
        if !self.fresh() {
            return None;
        }
        let tokens = self.tokens;
        let end = value(tokens, at, self.to, false)?;
        if !self.closes(end) {
            return None;
        }
        // "(London: Verso, 2010), 2:45": volume and page behind the imprint.
        let imprint = self.found.len() >= 2 && self.found[self.found.len() - 2].what == What::Bracket;
        if imprint
            && end == at + 1
            && tokens.at(at).len() <= 2
            && tokens.kind(end) == Some(Kind::Colon)
            && !tokens.list[end].gap
            && let Some(last) = value(tokens, end + 1, self.to, true)
            && self.closes(last)
        {
            self.put(What::Count(Count::Volume), at, at + 1);
            return Some(self.put_value(What::Count(Count::Pages), end, last, (end + 1, last)));
        }
        // "2nd ed.", "2. Aufl." are editions.
        let next = end + usize::from(tokens.kind(end) == Some(Kind::Stop));
        if tokens.is_any(next, &["aufl", "auflage"])
            || tokens.flag(end, Flags::EDITOR)
            || tokens.is_any(end, &["edn", "edition"])
        {
            return None;
        }
        let what = match self.found.last().map(|last| last.what) {
            Some(What::Sep(Kind::Colon)) => Count::Pages,
            None => return None,
            _ => Count::Bare,
        };
        Some(self.put_value(What::Count(what), at, end, (at, end)))
    }
}

/// A time of day after a date: ", 3:45 p.m.", "at 14:00". How many tokens it takes.
pub(super) fn time_after(tokens: &Tokens, at: usize, to: usize) -> usize {
    let mut next = at;
    if tokens.kind(next) == Some(Kind::Comma) {
        next += 1;
    }
    if tokens.is(next, "at") {
        next += 1;
    }
    if tokens.number(next).is_none() || tokens.kind(next + 1) != Some(Kind::Colon) || next + 2 >= to {
        return 0;
    }
    next += 3;
    while next < to
        && (tokens.is_any(next, &list::AFTER_CLOCK)
            || (tokens.kind(next) == Some(Kind::Stop)
                && tokens.list.get(next + 1).is_some_and(|next| !next.gap)))
    {
        next += 1;
    }
    next - at
}

/// Whether a token can stand in a number: "12", "118n4", "xii", "A1".
fn numeric(tokens: &Tokens, at: usize, letters: bool) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let text = tokens.text(token);
    match token.kind {
        Kind::Number | Kind::Mixed => text.len() <= 12,
        Kind::Word => {
            let roman =
                !text.is_empty() && text.len() <= 8 && text.bytes().all(|byte| b"ivxlcIVXLC".contains(&byte));
            let lettered = text.len() >= 2
                && text.as_bytes()[0].is_ascii_alphabetic()
                && text.bytes().any(|byte| byte.is_ascii_digit())
                && text
                    .bytes()
                    .skip(1)
                    .all(|byte| byte.is_ascii_digit() || byte == b'-' || byte.is_ascii_uppercase());
            (roman && letters)
                || lettered
                || (letters && is_lettered(text))
                || (roman && text.bytes().all(|byte| byte.is_ascii_lowercase()))
        }
        _ => false,
    }
}

/// End of the number or range of numbers at `at`: "12", "118–45", "12, 14–16", "3 ff.", "52(a)".
pub(super) fn value(tokens: &Tokens, at: usize, to: usize, list: bool) -> Option<usize> {
    if at >= to || !numeric(tokens, at, list) {
        return None;
    }
    let mut end = at + 1;
    for _ in 0..40 {
        let Some(next) = tokens.get(end).filter(|_| end < to) else { break };
        let more = match next.kind {
            Kind::Dash => numeric(tokens, end + 1, list) || tokens.kind(end + 1) == Some(Kind::Dash),
            Kind::Stop => {
                !next.gap
                    && tokens.list.get(end + 1).is_some_and(|after| !after.gap && after.kind == Kind::Number)
            }
            Kind::Comma | Kind::Amp if list => {
                tokens.kind(end + 1) == Some(Kind::Number)
                    && super::dates::year(tokens, end + 1).is_none()
                    && date_at(tokens, end + 1).is_none()
                    && !matches!(tokens.kind(end + 2), Some(Kind::Open))
            }
            _ => false,
        };
        if more && end + 1 < to {
            end += if tokens.kind(end + 1) == Some(Kind::Dash) { 3 } else { 2 };
            continue;
        }
        // "52(a)", "3 ff."
        if next.kind == Kind::Open
            && super::dates::year(tokens, end + 1).is_none()
            && !next.gap
            && (list || tokens.at(end + 1).len() == 1)
            && next.mate as usize == end + 2
            && (next.mate as usize) < to
        {
            end = next.mate as usize + 1;
            continue;
        }
        // "893+": the page on which an article begins that goes on elsewhere.
        if tokens.at(end) == "+" && !next.gap {
            end += 1;
            break;
        }
        if tokens.is_any(end, &["ff", "f"]) {
            end += 1;
            if tokens.kind(end) == Some(Kind::Stop)
                && end < to
                && tokens.list.get(end + 1).is_none_or(|after| after.kind != Kind::Word || !after.capital)
                && end + 1 < to
            {
                end += 1;
            }
        }
        break;
    }
    Some(end.min(to))
}

/// Whether the word is the number of an article that has no pages: "C252", "e2305016120", "cc31".
pub(super) fn is_lettered(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    (1..=2).contains(&letters)
        && (letters + 1..=14).contains(&text.len())
        && text.bytes().skip(letters).all(|byte| byte.is_ascii_digit())
}

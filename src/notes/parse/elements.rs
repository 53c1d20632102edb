//! A stretch of a note cut at its strong cues: quotations, italics, brackets,
//! addresses, dates, page and volume numbers. What stands between is text.

use super::dates::{date_at, year_at};
use super::lexicon::Flags;
use super::token::{Kind, Tokens};
use crate::notes::NoteDate;

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    /// Plain words.
    Text,
    /// A comma, a stop that ends something, a colon, a semicolon, a line feed.
    Sep(Kind),
    /// A quotation; the range holds the marks.
    Quoted,
    Italic,
    /// Something in brackets; the range holds the brackets.
    Bracket,
    /// An address or identifier.
    Link(u32),
    Date(NoteDate),
    /// "accessed May 6, 2017".
    Access(NoteDate),
    /// "updated May 6, 2017", "archived from the original on …": a date of neither kind.
    Aside,
    /// A numbered place or part; the value stands in `value`.
    Count(Count),
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    Volume,
    Issue,
    /// "pp. 3–4", ": 118–45".
    Pages,
    /// A bare number after a comma: "…, 45–67".
    Bare,
    /// Another place in the work, by its label in [`crate::notes::Locator`].
    Place(&'static str),
}

/// One element: a range of tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element {
    pub what: What,
    pub from: usize,
    pub to: usize,
    /// The tokens of the value of a count.
    pub value: (usize, usize),
}

/// Cuts `from..to` into elements. `italics` are runs of tokens in order.
pub(super) fn elements(tokens: &Tokens, italics: &[(usize, usize)], from: usize, to: usize) -> Vec<Element> {
    let mut cutter = Cutter { tokens, italics, to, found: Vec::with_capacity(24), text: None };
    let mut at = from;
    while at < to {
        at = cutter.step(at).max(at + 1);
    }
    cutter.flush(to);
    cutter.found
}

struct Cutter<'a> {
    tokens: &'a Tokens<'a>,
    italics: &'a [(usize, usize)],
    to: usize,
    found: Vec<Element>,
    /// Where the present run of plain words began.
    text: Option<usize>,
}

impl Cutter<'_> {
    fn flush(&mut self, at: usize) {
        if let Some(from) = self.text.take()
            && from < at
        {
            self.found.push(Element { what: What::Text, from, to: at, value: (from, at) });
        }
    }

    fn put(&mut self, what: What, from: usize, to: usize) -> usize {
        self.put_value(what, from, to, (from, to))
    }

    fn put_value(&mut self, what: What, from: usize, to: usize, value: (usize, usize)) -> usize {
        let to = to.min(self.to);
        self.flush(from);
        self.found.push(Element { what, from, to, value });
        to
    }

    fn step(&mut self, at: usize) -> usize {
        let tokens = self.tokens;
        let token = tokens.list[at];
        if let Some(end) = self.italic(at) {
            return end;
        }
        match token.kind {
            Kind::OpenQuote => self.put(What::Quoted, at, tokens.over(at)),
            Kind::Open => self.put(What::Bracket, at, tokens.over(at)),
            Kind::Link(index) => self.put(What::Link(index), at, at + 1),
            Kind::Comma | Kind::Semicolon | Kind::Break => self.put(What::Sep(token.kind), at, at + 1),
            Kind::Stop if self.is_separate(at) => self.put(What::Sep(Kind::Stop), at, at + 1),
            Kind::Colon if self.text.is_none() => self.put(What::Sep(Kind::Colon), at, at + 1),
            Kind::Word => self.word(at),
            Kind::Number | Kind::Mixed => self.numeral(at),
            _ => self.plain(at),
        }
    }

    fn plain(&mut self, at: usize) -> usize {
        self.text.get_or_insert(at);
        at + 1
    }

    /// An italic run that begins at `at`, its closing comma or stop left outside.
    fn italic(&mut self, at: usize) -> Option<usize> {
        let run = self.italics.partition_point(|run| run.1 <= at);
        let &(from, mut end) = self.italics.get(run)?;
        if from != at {
            return None;
        }
        end = end.min(self.to);
        while end > at + 1
            && matches!(
                self.tokens.kind(end - 1),
                Some(Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon)
            )
            && !(self.tokens.kind(end - 1) == Some(Kind::Stop) && self.tokens.abbreviates(end - 1))
        {
            end -= 1;
        }
        let has_word =
            (at..end).any(|at| matches!(self.tokens.kind(at), Some(Kind::Word | Kind::Mixed | Kind::Number)));
        has_word.then(|| self.put(What::Italic, at, end))
    }

    /// A stop that parts two things, not one of an abbreviation or inside "Bloomberg.com".
    fn is_separate(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1).filter(|_| at + 1 < self.to) else { return true };
        self.text.is_none()
            || (next.gap && self.tokens.ends_sentence(at))
            || (next.gap && !self.tokens.abbreviates(at))
            || matches!(next.kind, Kind::Comma | Kind::Semicolon | Kind::Break)
                && !self.tokens.abbreviates(at)
    }

    /// Whether the element before `at` (plain words not counted) lets a field begin here.
    fn fresh(&self) -> bool {
        self.text.is_none()
    }

    fn word(&mut self, at: usize) -> usize {
        let tokens = self.tokens;
        let token = tokens.list[at];
        let flags = token.flags;
        if let Some(end) = self.access(at) {
            return end;
        }
        if (token.capital || token.end - token.start < 8 || self.fresh())
            && let Some((date, end)) = date_at(tokens, at)
            && end <= self.to
            && self.date_stands(at, end, date)
        {
            return self.put(What::Date(date), at, end);
        }
        if !flags.any(COUNTING) {
            return self.plain(at);
        }
        self.count(at).unwrap_or_else(|| self.plain(at))
    }

    /// A date is one if nothing runs on behind it: "May 2017 Report" is a name.
    fn date_stands(&self, at: usize, end: usize, date: NoteDate) -> bool {
        let tokens = self.tokens;
        if date.month.is_none() && date.season.is_none() {
            // "n.d.", "forthcoming", "c. 1990" open a field of their own.
            return self.fresh() || at > 0 && tokens.kind(at - 1) == Some(Kind::Open);
        }
        let lower_month = tokens.get(at).is_some_and(|token| token.kind == Kind::Word && !token.capital);
        if lower_month {
            return self.fresh();
        }
        if end < self.to && date.day.is_none() {
            let next = tokens.list[end];
            return !(next.kind == Kind::Word && next.capital && next.gap && !self.fresh());
        }
        true
    }

    fn access(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        let mut next = at;
        if tokens.is_any(next, &["last", "date", "site", "first"]) {
            next += 1;
        }
        let verb = next;
        let aside = tokens.is_any(
            verb,
            &[
                "updated", "modified", "revised", "archived", "posted", "edited", "reviewed", "aired",
                "uploaded",
            ],
        );
        let looks = tokens.flag(verb, Flags::ACCESS)
            || (verb > at && tokens.is_any(verb, &["access", "visit", "checked"]));
        if !aside && !looks {
            return None;
        }
        next += 1;
        // "from the original", "on", ":", "le", "am", "el".
        for _ in 0..5 {
            let loose = tokens
                .is_any(next, &["on", "at", "the", "from", "original", "le", "am", "el", "in", "by"])
                || matches!(tokens.kind(next), Some(Kind::Colon | Kind::Comma | Kind::Stop));
            if !loose || date_at(tokens, next).is_some() {
                break;
            }
            next += 1;
        }
        match date_at(tokens, next).or_else(|| year_at(tokens, next)) {
            Some((date, end)) if end <= self.to => {
                let (what, mut end) = if aside { (What::Aside, end) } else { (What::Access(date), end) };
                end += time_after(tokens, end, self.to);
                // "Retrieved May 3, 2019, from https://…".
                let comma = usize::from(tokens.kind(end) == Some(Kind::Comma));
                if tokens.is(end + comma, "from")
                    && matches!(tokens.kind(end + comma + 1), Some(Kind::Link(_) | Kind::Word))
                {
                    end += comma + 1;
                }
                Some(self.put_value(what, at, end, (next, end)))
            }
            // "Retrieved from https://…".
            _ if looks && matches!(tokens.kind(next), Some(Kind::Link(_))) && next <= self.to => {
                Some(self.put(What::Aside, at, next))
            }
            _ => None,
        }
    }

    /// A counted thing: "vol. 3", "no. 2", "pp. 3–4", "para. 12", "§ 5".
    fn count(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        let token = tokens.list[at];
        let flags = token.flags;
        let mut next = at + 1;
        if tokens.kind(next) == Some(Kind::Stop) {
            next += 1;
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
        } else if flags.any(Flags::VOL) && (!one_letter || abbreviated) {
            Count::Volume
        } else if issue && (abbreviated || tokens.at(at) != "no") {
            Count::Issue
        } else if flags.any(Flags::AT) {
            let after = tokens.get(end).filter(|_| end < self.to);
            let stands = after.is_none_or(|next| !matches!(next.kind, Kind::Word | Kind::Mixed) || !next.gap);
            stands.then_some(Count::Place("page"))?
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
        Some(self.put_value(What::Count(what), at, end, (next, end)))
    }

    /// End of the run of words at `at`, up to a separator.
    fn run_of_words(&self, at: usize) -> usize {
        let words = |at: &usize| matches!(self.tokens.kind(*at), Some(Kind::Word | Kind::Amp | Kind::Dash));
        (at..self.to).take_while(words).last().map_or(at, |last| last + 1)
    }

    fn numeral(&mut self, at: usize) -> usize {
        let tokens = self.tokens;
        if let Some((date, end)) = date_at(tokens, at).filter(|(_, end)| *end <= self.to)
            && (date.month.is_some() || self.fresh())
        {
            return self.put(What::Date(date), at, end);
        }
        if let Some((date, end)) = year_at(tokens, at).filter(|(_, end)| *end <= self.to)
            && self.fresh()
            && self.closes(end)
        {
            return self.put(What::Date(date), at, end);
        }
        self.volume(at).or_else(|| self.bare(at)).unwrap_or_else(|| self.plain(at))
    }

    /// Whether a field ends before `at`.
    fn closes(&self, at: usize) -> bool {
        at >= self.to
            || !matches!(
                self.tokens.list[at].kind,
                Kind::Word | Kind::Number | Kind::Mixed | Kind::Dash | Kind::Slash | Kind::Amp | Kind::Other
            )
            || self.italics.iter().any(|run| run.0 == at)
            || self.tokens.is_any(at, &["at", "available", "accessed", "and", "p", "pp", "ed", "eds"])
    }

    /// "12(3)", "40, no. 1", "10 (2016)", "40:1 (2017)", "40.1", "18/4", "12: 45–67".
    fn volume(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        if tokens.kind(at) != Some(Kind::Number) || tokens.at(at).len() > 4 || at + 1 >= self.to {
            return None;
        }
        let next = tokens.list[at + 1];
        let after = at + 2;
        let volume = (at, at + 1);
        match next.kind {
            Kind::Open => {
                let close = next.mate as usize;
                if close >= self.to {
                    return None;
                }
                let issue = value(tokens, after, close, true) == Some(close);
                let year = super::dates::year(tokens, after).is_some();
                if issue && !year {
                    self.put_value(What::Count(Count::Volume), at, at + 1, volume);
                    return Some(self.put_value(
                        What::Count(Count::Issue),
                        at + 1,
                        close + 1,
                        (after, close),
                    ));
                }
                let dated = (after..close).any(|at| super::dates::year(tokens, at).is_some())
                    || tokens.flag(after, Flags::ISSUE.or(Flags::SEASON).or(Flags::MONTH));
                let behind =
                    self.found.last().is_some_and(|last| !matches!(last.what, What::Sep(Kind::Stop)));
                (dated && close - after <= 8 && (behind || self.text.is_some()))
                    .then(|| self.put_value(What::Count(Count::Volume), at, at + 1, volume))
            }
            Kind::Comma if tokens.flag(after, Flags::ISSUE) => {
                Some(self.put_value(What::Count(Count::Volume), at, at + 1, volume))
            }
            Kind::Comma if self.after_container() => {
                // "Journal 12, 45–67" and "Journal, 12, 45–67".
                let end = value(tokens, after, self.to, false)?;
                (self.closes(end) && end > after + 1 || tokens.flag(after, Flags::PAGE))
                    .then(|| self.put_value(What::Count(Count::Volume), at, at + 1, volume))
            }
            Kind::Word
                if tokens.flag(at + 1, Flags::ISSUE) && value(tokens, at + 3, self.to, true).is_some() =>
            {
                Some(self.put_value(What::Count(Count::Volume), at, at + 1, volume))
            }
            Kind::Colon | Kind::Slash | Kind::Stop => {
                if self.found.is_empty() || (next.kind == Kind::Stop && tokens.list.get(after)?.gap) {
                    return None;
                }
                let end = value(tokens, after, self.to, false)?;
                let issue = end == after + 1
                    && !tokens.list[after].gap
                    && (next.kind != Kind::Colon
                        || tokens.kind(end) == Some(Kind::Open)
                        || tokens.kind(end) == Some(Kind::Comma));
                let seen = self
                    .found
                    .iter()
                    .any(|it| matches!(it.what, What::Quoted | What::Italic | What::Bracket | What::Date(_)));
                if !seen || tokens.at(after).len() > 4 && issue {
                    return None;
                }
                self.put_value(What::Count(Count::Volume), at, at + 1, volume);
                let what = if issue { Count::Issue } else { Count::Pages };
                if what == Count::Pages && next.kind != Kind::Colon {
                    return None;
                }
                Some(self.put_value(What::Count(what), at + 1, end, (after, end)))
            }
            Kind::Comma | Kind::Word => None,
            _ => None,
        }
    }

    /// Whether a title and something after it were met: a bare number may be a volume.
    fn after_container(&self) -> bool {
        let titled = |it: &Element| matches!(it.what, What::Quoted | What::Italic);
        let italic_last = self.found.iter().rev().find(|it| !matches!(it.what, What::Sep(_)));
        self.found.iter().any(titled)
            && (self.text.is_some()
                && self.text.is_some_and(|from| from > self.found.last().map_or(0, |it| it.from))
                || italic_last.is_some_and(|it| {
                    it.what == What::Text
                        || (it.what == What::Italic && self.found.iter().filter(|it| titled(it)).count() > 1)
                }))
    }

    /// ": 118–45" and ", 45–67".
    fn bare(&mut self, at: usize) -> Option<usize> {
        if !self.fresh() {
            return None;
        }
        let tokens = self.tokens;
        let end = value(tokens, at, self.to, false)?;
        if !self.closes(end) {
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

/// Words that count something.
const COUNTING: Flags = Flags::PAGE
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

/// A time of day after a date: ", 3:45 p.m.", "at 14:00". How many tokens it takes.
fn time_after(tokens: &Tokens, at: usize, to: usize) -> usize {
    let mut next = at;
    if tokens.kind(next) == Some(Kind::Comma) || tokens.is(next, "at") {
        next += 1;
    }
    if tokens.number(next).is_none() || tokens.kind(next + 1) != Some(Kind::Colon) || next + 2 >= to {
        return 0;
    }
    next += 3;
    while next < to
        && (tokens.is_any(next, &["am", "pm", "a", "p", "m", "est", "gmt", "utc", "edt", "et"])
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
            (roman && letters) || lettered || (roman && text.bytes().all(|byte| byte.is_ascii_lowercase()))
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
            && !next.gap
            && list
            && next.mate as usize == end + 2
            && (next.mate as usize) < to
        {
            end = next.mate as usize + 1;
            continue;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(words: &str) -> String {
        let tokens = Tokens::new(words);
        let list = elements(&tokens, &[], 0, tokens.list.len());
        let shown = list.iter().filter_map(|it| {
            let text = tokens.slice(tokens.span(it.value.0, it.value.1));
            Some(match it.what {
                What::Sep(_) => return None,
                What::Text => format!("T({text})"),
                What::Quoted => "Q".into(),
                What::Italic => "I".into(),
                What::Bracket => "B".into(),
                What::Link(_) => "L".into(),
                What::Date(_) => "D".into(),
                What::Access(_) => "A".into(),
                What::Aside => "-".into(),
                What::Count(count) => match count {
                    Count::Volume => format!("V{text}"),
                    Count::Issue => format!("N{text}"),
                    Count::Pages => format!("P{text}"),
                    Count::Bare => format!("#{text}"),
                    Count::Place(label) => format!("{label}={text}"),
                },
            })
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn journals() {
        assert_eq!(
            kinds(
                "“T,” Journal of Strategic Studies 40, no. 1–2 (January 2, 2017): 118–45, doi:10.1080/014."
            ),
            "Q T(Journal of Strategic Studies) V40 N1–2 B P118–45 L"
        );
        assert_eq!(kinds("“T,” Journal, 10 (2016): 37–46."), "Q T(Journal) V10 B P37–46");
        assert_eq!(
            kinds("A. Smith (2010). Title. Journal, 12(3), 45–67."),
            "T(A. Smith) B T(Title) T(Journal) V12 N3 #45–67"
        );
        assert_eq!(kinds("“T,” Journal, vol. 4, no. 2, 2019, pp. 1-10."), "Q T(Journal) V4 N2 D P1-10");
        assert_eq!(kinds("“T,” Public Choice 78, no. 1: 103-114."), "Q T(Public Choice) V78 N1 P103-114");
    }

    #[test]
    fn the_web() {
        assert_eq!(kinds("“T,” ThoughtCo, accessed May 6, 2017."), "Q T(ThoughtCo) A");
        assert_eq!(
            kinds("“T,” BBC News, March 14, 2013, sec. Magazine."),
            "Q T(BBC News) D section=Magazine"
        );
        assert_eq!(kinds("“T,” Bloomberg.com, May 30, 2016"), "Q T(Bloomberg.com) D");
        assert_eq!(
            kinds("“T,” New York Times April 15, 2015, at https://x.org/a."),
            "Q T(New York Times) D T(at) L"
        );
    }
}

//! A stretch of a note cut at its strong cues: quotations, italics, brackets,
//! addresses, dates, page and volume numbers. What stands between is text.

use super::dates::{date_at, year_at};
pub(super) use super::element::{Count, Cutter, Element, What};
use super::lexicon::Flags;
use super::numbers::{COUNTING, time_after};
use super::token::{Kind, Tokens};
use crate::lexicon::list;
use crate::notes::NoteDate;

/// Cuts `from..to` into elements. `italics` are runs of tokens in order.
pub(super) fn elements(tokens: &Tokens, italics: &[(usize, usize)], from: usize, to: usize) -> Vec<Element> {
    let mut cutter = Cutter { tokens, italics, to, found: Vec::with_capacity(24), text: None, titles: 0 };
    let mut at = from;
    while at < to {
        at = cutter.step(at).max(at + 1);
    }
    cutter.flush(to);
    cutter.found
}

impl Cutter<'_> {
    fn flush(&mut self, at: usize) {
        if let Some(from) = self.text.take()
            && from < at
        {
            self.found.push(Element { what: What::Text, from, to: at, value: (from, at) });
        }
    }

    pub fn put(&mut self, what: What, from: usize, to: usize) -> usize {
        self.put_value(what, from, to, (from, to))
    }

    pub fn put_value(&mut self, what: What, from: usize, to: usize, value: (usize, usize)) -> usize {
        let to = to.min(self.to);
        self.flush(from);
        self.titles +=
            usize::from(matches!(what, What::Quoted | What::Italic | What::Bracket | What::Date(_)));
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
            // "Smith - “Title” - The Guardian": spaced hyphens part fields.
            Kind::Dash
                if token.gap
                    && self.titles > 0
                    && tokens.at(at) == "-"
                    && tokens.get(at + 1).is_some_and(|next| next.gap) =>
            {
                self.put(What::Sep(Kind::Comma), at, at + 1)
            }
            Kind::Word => self.word(at),
            Kind::Number | Kind::Mixed => {
                self.cjk(at).or_else(|| self.edition(at)).unwrap_or_else(|| self.numeral(at))
            }
            Kind::Other if self.asks(at) => {
                self.text.get_or_insert(at);
                self.flush(at + 1);
                self.put(What::Sep(Kind::Stop), at + 1, at + 1)
            }
            _ => self.plain(at),
        }
    }

    /// "(2012). Whose law? In M. Singh (Ed.), …": the title ends with its question mark.
    fn asks(&self, at: usize) -> bool {
        let tokens = self.tokens;
        self.titles == 1
            && self.text.is_some()
            && matches!(tokens.at(at), "?" | "!")
            && tokens.at(at + 1) == "In"
            && tokens.get(at + 2).is_some_and(|next| next.capital)
            && at + 2 < self.to
    }

    /// "2. Aufl.": the stop after the number ends nothing.
    fn edition(&mut self, at: usize) -> Option<usize> {
        let next = at + 1 + usize::from(self.tokens.kind(at + 1) == Some(Kind::Stop));
        let fits = self.fresh() && next < self.to && self.tokens.is_any(next, &["aufl", "auflage"]);
        let end = next + 1 + usize::from(self.tokens.kind(next + 1) == Some(Kind::Stop));
        fits.then(|| self.put(What::Text, at, end))
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
        // Italic numbers alone are a volume: "*12*(3)".
        let has_word = (at..end).any(|at| self.tokens.kind(at) == Some(Kind::Word));
        has_word.then(|| self.put(What::Italic, at, end))
    }

    /// A stop that parts two things, not one of an abbreviation or inside "Bloomberg.com".
    fn is_separate(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1).filter(|_| at + 1 < self.to) else { return true };
        self.text.is_none()
            || (next.gap && self.tokens.ends_sentence(at))
            || (next.gap && next.capital && self.titles == 0 && self.ends_medical_list(at))
            || (next.gap && !self.tokens.abbreviates(at))
            || matches!(next.kind, Kind::Comma | Kind::Semicolon | Kind::Break)
                && !self.tokens.abbreviates(at)
    }

    /// "Smith J, Doe A. Ports of the world.": initials without stops, so the first stop
    /// ends the list of authors.
    fn ends_medical_list(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let Some(from) = self.found.first().map(|first| first.from).or(self.text) else { return false };
        let initials = |at: usize| {
            let text = tokens.at(at);
            (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
        };
        let Some(comma) = (from + 2..at.min(from + 5)).find(|&at| tokens.kind(at) == Some(Kind::Comma))
        else {
            return false;
        };
        initials(comma - 1)
            && !initials(from)
            && initials(at - 1)
            && at - from <= 60
            && (from..at).all(|at| matches!(tokens.kind(at), Some(Kind::Word | Kind::Comma)))
    }

    /// Whether the element before `at` (plain words not counted) lets a field begin here.
    pub fn fresh(&self) -> bool {
        self.text.is_none()
    }

    fn word(&mut self, at: usize) -> usize {
        let tokens = self.tokens;
        let token = tokens.list[at];
        let flags = token.flags;
        if let Some(end) = self.access(at).or_else(|| self.cjk(at)) {
            return end;
        }
        if (token.capital || token.end - token.start < 8 || self.fresh())
            && let Some((date, end)) = date_at(tokens, at)
            && end <= self.to
            && self.date_stands(at, end, date)
        {
            return self.date(date, at, end);
        }
        if let Some(end) = self.document(at) {
            return end;
        }
        if let Some(end) = self.sign_of_number(at) {
            return end;
        }
        if let Some(end) = self.roman(at).or_else(|| self.lettered_page(at)) {
            return end;
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
        let aside = tokens.is_any(verb, &list::CHANGED_PAGE);
        let looks = tokens.flag(verb, Flags::ACCESS)
            || (verb > at && tokens.is_any(verb, &["access", "visit", "checked"]));
        if !aside && !looks {
            return None;
        }
        next += 1;
        // "from the original", "on", ":", "le", "am", "el".
        for _ in 0..5 {
            let loose = tokens.is_any(next, &list::BEFORE_ACCESS_DAY)
                || matches!(tokens.kind(next), Some(Kind::Colon | Kind::Comma | Kind::Stop));
            if !loose || date_at(tokens, next).is_some() {
                break;
            }
            next += 1;
        }
        match date_at(tokens, next).or_else(|| year_at(tokens, next)) {
            Some((date, end)) if end <= self.to => {
                let archived = tokens.is_any(verb, &["archived", "edited", "reviewed"]);
                let what = match (aside, archived) {
                    (true, true) => What::Aside,
                    (true, false) => What::Modified(date),
                    _ => What::Access(date),
                };
                let mut end = end;
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

    /// "2017年4月22日アクセス", "34頁", "第12号".
    fn cjk(&mut self, at: usize) -> Option<usize> {
        let text = self.tokens.at(at);
        if text.is_ascii() || text.len() > 40 {
            return None;
        }
        if ["アクセス", "閲覧", "参照", "访问", "瀏覽"].iter().any(|word| text.ends_with(word)) {
            let (date, _) = date_at(self.tokens, at).or_else(|| super::dates::cjk(self.tokens, at))?;
            return Some(self.put(What::Access(date), at, at + 1));
        }
        let digits = text.bytes().any(|byte| byte.is_ascii_digit());
        let count = match (text.chars().next()?, text.chars().next_back()?) {
            ('頁' | '页', _) | (_, '頁' | '页') => Count::Pages,
            ('第', '号' | '號' | '期') => Count::Issue,
            ('第', '巻' | '卷') => Count::Volume,
            _ => return None,
        };
        (digits && self.fresh()).then(|| self.put(What::Count(count), at, at + 1))
    }

    fn numeral(&mut self, at: usize) -> usize {
        let tokens = self.tokens;
        if let Some(end) = self.running_time(at) {
            return end;
        }
        if let Some((date, end)) = date_at(tokens, at).filter(|(_, end)| *end <= self.to)
            && (date.month.is_some() || self.fresh())
        {
            return self.date(date, at, end);
        }
        if let Some(end) = self.pages_of_short_form(at) {
            return end;
        }
        if let Some((date, end)) = year_at(tokens, at).filter(|(_, end)| *end <= self.to)
            && (self.fresh() || self.after_initial(at, end) || self.before_volume(end))
            && !self.after_number()
            && !self.behind_imprint(at, end)
            // "1598, 1601–05": pages of a law review, not years.
            && !self.found.iter().rev().take(2).any(|it| it.what == What::Count(Count::First))
            && self.closes(end)
        {
            return self.put(What::Date(date), at, end);
        }
        self.law_review(at)
            .or_else(|| self.volume(at))
            .or_else(|| self.bare(at))
            .unwrap_or_else(|| self.plain(at))
    }

    /// A date, a time of day behind it counted in.
    fn date(&mut self, date: NoteDate, at: usize, end: usize) -> usize {
        let time = time_after(self.tokens, end, self.to);
        self.put_value(What::Date(date), at, end + time, (at, end))
    }

    /// "29, no. 8 (2001): 1371–1389": pages, not years.
    fn after_number(&self) -> bool {
        let mut last = self.found.iter().rev();
        last.next().is_some_and(|it| it.what == What::Sep(Kind::Colon))
            && last.next().is_some_and(|it| matches!(it.what, What::Bracket | What::Count(_)))
    }

    /// "Smith, J. 2019. Title": the stop before the year is the initial's own.
    fn after_initial(&self, at: usize, end: usize) -> bool {
        self.titles == 0
            && at > 0
            && (self.tokens.kind(at - 1) == Some(Kind::Stop) || self.tokens.is(at - 1, "al"))
            && matches!(self.tokens.kind(end), Some(Kind::Stop | Kind::Comma))
    }

    /// "Lancet 2010;375:45–67": a year, its volume right behind the semicolon.
    fn before_volume(&self, end: usize) -> bool {
        end + 1 < self.to
            && self.tokens.kind(end) == Some(Kind::Semicolon)
            && self.tokens.kind(end + 1) == Some(Kind::Number)
            && !self.tokens.list[end + 1].gap
    }

    /// Whether a field ends before `at`.
    pub fn closes(&self, at: usize) -> bool {
        at >= self.to
            || !matches!(
                self.tokens.list[at].kind,
                Kind::Word | Kind::Number | Kind::Mixed | Kind::Dash | Kind::Slash | Kind::Amp | Kind::Other
            )
            || self.italics.binary_search_by_key(&at, |run| run.0).is_ok()
            || self.tokens.is_any(at, &list::CLOSES_FIELD)
    }
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
                What::Modified(_) => "M".into(),
                What::Aside | What::Document => "-".into(),
                What::Count(count) => match count {
                    Count::Volume => format!("V{text}"),
                    Count::Issue => format!("N{text}"),
                    Count::Pages => format!("P{text}"),
                    Count::Bare | Count::First => format!("#{text}"),
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

//! Numbers told by their place, not by their looks: what stands behind a volume, a closed
//! title or an imprint is a page, also where it could be a year.

use super::dates::year;
use super::element::{Count, Cutter, Element, What};
use super::lexicon::Flags;
use super::numbers::{is_lettered, value};
use super::token::Kind;

impl Cutter<'_> {
    /// "(Leeds: Aire Press, 2014), 1912", "(PhD diss., Lund University, 1984), 1902", "12(3), 2131–2167":
    /// where a date or a number of the periodical stands right in front, a page follows.
    pub fn behind_imprint(&self, at: usize, end: usize) -> bool {
        let mut last = self.found.iter().rev().peekable();
        let part = last.next_if(|it| matches!(it.what, What::Sep(_)));
        if part.is_some_and(|part| !matches!(part.what, What::Sep(Kind::Comma | Kind::Colon))) {
            return false;
        }
        let Some(before) = last.next() else { return false };
        let dated = |it: &Element| match it.what {
            What::Date(date) => date.year.is_some(),
            What::Bracket => (it.from..it.to).any(|at| year(self.tokens, at).is_some()),
            _ => false,
        };
        let range = end > at + 1;
        match before.what {
            // "Smith (2010), 2012": a bracket in front of all titles is no imprint.
            What::Bracket if part.is_some() => dated(before) && self.titles > 1,
            What::Bracket => dated(before) && self.titles > 1 && end == self.end_of_words(),
            What::Date(date) => part.is_some() && date.month.is_some() && self.titles > 1,
            What::Count(Count::Issue) => part.is_some() && (range || self.found.iter().any(dated)),
            What::Count(Count::Volume) => part.is_some() && self.found.iter().any(dated),
            _ => false,
        }
    }

    /// Where the last word or number ends.
    fn end_of_words(&self) -> usize {
        let mark =
            |at: &usize| matches!(self.tokens.kind(*at), Some(Kind::Stop | Kind::Comma | Kind::Semicolon));
        (0..self.to).rev().find(|at| !mark(at)).map_or(self.to, |at| at + 1)
    }

    /// "Nwosu, “Salt Roads,” 1902, 1911.": behind a surname and a closed title only pages follow.
    pub fn pages_of_short_form(&mut self, at: usize) -> Option<usize> {
        let [who, part, rest @ ..] = self.found.as_slice() else { return None };
        let mut marks = rest.iter().filter(|it| !matches!(it.what, What::Sep(_)));
        let title = marks.next()?;
        let short = self.fresh()
            && who.what == What::Text
            && part.what == What::Sep(Kind::Comma)
            && matches!(title.what, What::Quoted | What::Italic)
            && marks.next().is_none();
        let tokens = self.tokens;
        let surname = |at: usize| {
            tokens.get(at).is_some_and(|token| {
                token.kind == Kind::Word && token.capital && !token.flags.any(Flags::BODY.or(Flags::OUTLET))
            })
        };
        let alone = who.to == who.from + 1 && surname(who.from)
            || who.to == who.from + 3
                && surname(who.from)
                && surname(who.from + 2)
                && (tokens.is(who.from + 1, "and") || tokens.kind(who.from + 1) == Some(Kind::Amp));
        if !short || !alone {
            return None;
        }
        let mut end = at;
        loop {
            tokens.number(end)?;
            end += 1;
            if tokens.kind(end) == Some(Kind::Dash) && tokens.number(end + 1).is_some() {
                end += 2;
            }
            if end >= self.end_of_words() {
                break;
            }
            if tokens.kind(end) != Some(Kind::Comma) {
                return None;
            }
            end += 1;
        }
        // Capitals alone are a body: "OECD, *Outlook*, 2014".
        let acronym = tokens.at(who.from).bytes().all(|byte| !byte.is_ascii_lowercase());
        (!acronym && end <= self.to).then(|| self.put(What::Count(Count::Bare), at, end))
    }

    /// "5 (1963)": a short number, then a bracket with a year in it.
    pub fn issue_behind(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let open = at + 1;
        open < self.to
            && tokens.kind(at) == Some(Kind::Number)
            && tokens.at(at).len() <= 2
            && tokens.kind(open) == Some(Kind::Open)
            && tokens.over(open) <= self.to
            && (open..tokens.over(open)).any(|at| year(tokens, at).is_some())
            // "45, 47 (1990)." is a page and the place cited.
            && matches!(tokens.kind(tokens.over(open)), Some(Kind::Colon | Kind::Comma))
            && tokens.over(open) + 1 < self.to
            && tokens.number(tokens.over(open) + 1).is_some()
    }

    /// "12(4), e2305016120", "40, C252 (2005)": the number of an article that has no pages; its end.
    pub fn article_number(&self, at: usize) -> Option<usize> {
        if !is_lettered(self.tokens.at(at)) || !self.fresh() {
            return None;
        }
        let mut last = self.found.iter().rev();
        let part = last.next().is_some_and(|it| matches!(it.what, What::Sep(Kind::Comma | Kind::Colon)));
        let numbered =
            last.next().is_some_and(|it| matches!(it.what, What::Count(Count::Volume | Count::Issue)));
        let end = value(self.tokens, at, self.to, true).unwrap_or(at + 1);
        (part && numbered && self.closes(end)).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use crate::notes::{Citation, Hints, parse};

    fn read(words: &str) -> Citation {
        let note = parse(words, &Hints::default());
        assert_eq!(note.citations.len(), 1, "{words}");
        note.citations.into_iter().next().unwrap_or_default()
    }

    fn year(words: &str) -> Option<i16> {
        read(words).date.value().and_then(|date| date.year)
    }

    fn place(words: &str) -> Option<String> {
        read(words).locator.value().map(|it| it.value.clone())
    }

    #[test]
    fn a_page_behind_an_imprint_is_no_year() {
        for (words, page) in [
            ("Rosa Lind, “Bees of the Uplands” (PhD diss., Lund University, 1984), 1902.", "1902"),
            ("Tove Berg, “Choirs,” in Village Song, ed. Ulf Ask (Bergen: Fjord Press, 1995), 1918.", "1918"),
        ] {
            assert_eq!(place(words).as_deref(), Some(page), "{words}");
        }
        let article = "Lind, R. (2019). Bees and frost. *Upland Botany*, 19(4), 2131–2167.".replace('*', "");
        assert_eq!(year(&article), Some(2019));
        // Near miss: a year in the place of a date.
        assert_eq!(year("Rosa Lind, “Bees of the Uplands,” Garden Weekly, 1984."), Some(1984));
    }

    #[test]
    fn a_page_behind_a_short_title_is_no_year() {
        let short = read("Lind, “Bees,” 1902, 1911.");
        assert_eq!(short.form, crate::notes::Form::Short);
        assert!(!short.date.is_found());
        assert_eq!(place("Lind, “Bees,” 1902, 1911.").as_deref(), Some("1902, 1911"));
        // Near misses: a body, and a whole name.
        assert_eq!(year("OECD, “Bees,” 2002."), Some(2002));
        assert_eq!(year("Rosa Lind, “Bees,” 2002."), Some(2002));
    }

    #[test]
    fn the_year_of_a_whole_date_is_its_own() {
        let words = "Forest Service, “Closing of Trails,” 90 Federal Register 2066, January 10, 2025.";
        let date = read(words).date.value().copied();
        assert_eq!(date.map(|it| (it.year, it.month, it.day)), Some((Some(2025), Some(1), Some(10))));
    }

    #[test]
    fn volumes_and_issues_without_words() {
        let five = read("Ingo Hahn, “Snow,” Alpine Review 53, 5 (1963): 941–973.");
        assert_eq!(five.volume.map(|it| it.value).as_deref(), Some("53"));
        assert_eq!(five.issue.map(|it| it.value).as_deref(), Some("5"));
        let fall = read("Ingo Hahn, “Snow,” Alpine Review 8, Fall 2017.");
        assert_eq!(fall.volume.map(|it| it.value).as_deref(), Some("8"));
        assert_eq!(fall.date.value().and_then(|it| it.season), Some(3));
    }

    /// The pages, whether they are the extent or the place cited.
    fn pages(words: &str) -> Option<String> {
        read(words).extent.map(|it| it.value).or_else(|| place(words))
    }

    #[test]
    fn articles_that_have_no_pages() {
        for (words, number) in [
            ("Ingo Hahn, “Snow,” Alpine Review 40, C252 (2005).", "C252"),
            ("Ingo Hahn, “Snow,” Alpine Review 12, no. 4, e2305016120.", "e2305016120"),
            ("Ingo Hahn, “Snow,” Alpine Review, February 19, 2004, 893+.", "893+"),
        ] {
            assert_eq!(pages(words).as_deref(), Some(number), "{words}");
        }
    }
}

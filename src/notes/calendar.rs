//! Dates on the calendar: from when to when a printed date may lie, the dates
//! that stand in words, and the draft's own date.

use crate::lexicon::{month_begun, month_name};

use crate::pattern::pattern;
use jiff::civil::Date;

use super::NoteDate;
use crate::draft::{Draft, PassageKind};
use crate::span::Span;

impl NoteDate {
    /// The first and the last day that it may mean: the whole year for a year.
    /// `None` without a year, and for days that the calendar does not have.
    pub fn bounds(&self) -> Option<(Date, Date)> {
        let year = self.year?;
        let (first, last) = match (self.month, self.day, self.season) {
            (Some(month), Some(day), _) => {
                let day = date(year, month, day)?;
                (day, day)
            }
            (Some(month), None, _) => (date(year, month, 1)?, date(year, month, 1)?.last_of_month()),
            (None, _, Some(season)) => {
                // A winter issue may be of either end of the year.
                let (from, to) = match season {
                    1 => (3, 6),
                    2 => (6, 9),
                    3 => (9, 12),
                    _ => (1, 12),
                };
                (date(year, from, 1)?, date(year, to, 1)?.last_of_month())
            }
            _ => (date(year, 1, 1)?, date(year, 12, 31)?),
        };
        let last = match self.until {
            Some(until) if until > year => date(until, 12, 31)?,
            _ => last,
        };
        Some((first, last))
    }

    /// How it reads: "May 17, 2017", "May 2017", "2017".
    pub fn shown(&self) -> String {
        let Some(year) = self.year else { return "no date".to_owned() };
        let name = self.month.and_then(month_name);
        match (name, self.day) {
            (Some(month), Some(day)) => format!("{month} {day}, {year}"),
            (Some(month), None) => format!("{month} {year}"),
            _ => year.to_string(),
        }
    }
}

fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

pattern! {
    static DATE = {
        let month = r"(?P<m>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?";
        let second = month.replace("?P<m>", "?P<n>");
        format!(
            r"(?x)
            \b(?P<iso>[12]\d{{3}}-[01]\d-[0-3]\d)\b
            | \b{month}\ (?:(?P<d>[0-3]?\d)(?:st|nd|rd|th)?,?\ )?(?P<y>[12]\d{{3}})\b
            | \b(?P<e>[0-3]?\d)(?:st|nd|rd|th)?\ {second},?\ (?P<z>[12]\d{{3}})\b"
        )
    };
}

/// The dates with at least a month that stand in words, with their ranges.
pub fn dates_in(words: &str) -> Vec<(Span, NoteDate)> {
    // Each form has a year in it.
    if !words.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit)) {
        return Vec::new();
    }
    let Some(pattern) = DATE.as_ref() else { return Vec::new() };
    pattern
        .captures_iter(words)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let span = Span::new(whole.start(), whole.end());
            let number = |name: &str| found.name(name).and_then(|part| part.as_str().parse::<i16>().ok());
            let small = |value: Option<i16>| value.and_then(|value| u8::try_from(value).ok());
            let made = |year, month, day| NoteDate { year, month, day, ..NoteDate::default() };
            let date = if let Some(iso) = found.name("iso") {
                let mut parts = iso.as_str().split('-').map(|part| part.parse::<i16>().ok());
                let year = parts.next().flatten();
                let month = small(parts.next().flatten());
                made(year, month, small(parts.next().flatten()))
            } else if let Some(month) = found.name("m") {
                made(number("y"), month_begun(month.as_str()), small(number("d")))
            } else {
                made(number("z"), month_begun(found.name("n")?.as_str()), small(number("e")))
            };
            Some((span, date))
        })
        .collect()
}

/// The years (1500 to 2099) that stand in words.
pub fn years_in(words: &str) -> impl Iterator<Item = (Span, i16)> + '_ {
    let bytes = words.as_bytes();
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    memchr::memchr2_iter(b'1', b'2', bytes).filter_map(move |at| {
        let four = bytes.get(at..at + 4)?;
        let century = matches!(four, [b'1', b'5'..=b'9', ..] | [b'2', b'0', ..]);
        if !century || !four.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let alone = !letter(words[..at].chars().next_back()) && !letter(words[at + 4..].chars().next());
        alone.then(|| Some((Span::new(at, at + 4), words[at..at + 4].parse().ok()?)))?
    })
}

pattern! {
    static FRONT = r#"(?i)\b(?:date|published|updated|lastmod|modified|last-modified)\s*:\s*["']?([^"'\n]{4,24})"#;
}

/// The draft's own date: the latest in its byline or in the metadata at its
/// head, with its place in the view.
pub fn draft_date(draft: &Draft) -> Option<(Span, NoteDate)> {
    let mut found: Option<(Span, NoteDate)> = None;
    let mut offer = |words: Span, span: Span, date: NoteDate| {
        let span = words.lift(span);
        let last = |date: &NoteDate| date.bounds().map(|(_, last)| last);
        if last(&date) > found.and_then(|(_, held)| last(&held)) {
            found = Some((span, date));
        }
    };
    for (index, passage) in draft.passages.each() {
        let words = draft.words(index);
        match passage.kind {
            PassageKind::Byline => {
                for (span, date) in dates_in(words) {
                    offer(passage.view, span, date);
                }
            }
            PassageKind::FrontMatter => {
                let values = FRONT.as_ref().into_iter().flat_map(|pattern| pattern.captures_iter(words));
                for value in values.filter_map(|found| found.get(1)) {
                    if let Some((span, date)) = dates_in(value.as_str()).first() {
                        let value = passage.view.lift(Span::new(value.start(), value.end()));
                        offer(value, *span, *date);
                    }
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &str) -> Vec<String> {
        dates_in(words).iter().map(|(_, date)| date.shown()).collect()
    }

    #[test]
    fn dates_stand_in_words() {
        assert_eq!(shown("on May 17, 2017 and 3 June 2018"), ["May 17, 2017", "June 3, 2018"]);
        assert_eq!(shown("March 2014; 2014-02-31"), ["March 2014", "February 31, 2014"]);
        assert_eq!(shown("Sept. 4th, 2001"), ["September 4, 2001"]);
        assert!(shown("May 17; Maybe 2017; 12345-01-01").is_empty());
        assert_eq!(
            years_in("in 2014, 20145 and 1899").map(|(_, year)| year).collect::<Vec<_>>(),
            [2014, 1899]
        );
    }

    #[test]
    fn a_printed_date_has_bounds() {
        let bounds = |words: &str| dates_in(words).first().and_then(|(_, date)| date.bounds());
        assert_eq!(bounds("February 2016").map(|(_, last)| last.day()), Some(29));
        assert_eq!(bounds("2014-02-31"), None);
        let year = NoteDate { year: Some(2016), until: Some(2018), ..NoteDate::default() };
        assert_eq!(year.bounds().map(|(_, last)| last.year()), Some(2018));
    }
}

//! `note-missing-date`: a citation without a date of publication.

use crate::diagnostic::Level;
use crate::lexicon::{self, Sentence, sentence};
use crate::notes::{Citation, WorkType};
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-missing-date",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a citation without a date of publication",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

const EXPLAIN: &str = r#"## What it checks
A citation says when the work was published. The day on which you looked at it is not that date.

## Why it matters
Without it, readers cannot tell how current the source is, nor find the right version.

## Example
```text
Exports grew.[1]

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, accessed May 6, 2017.
```
Marked: “May 6, 2017”.

## Instead
```text
Exports grew.[1]

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, May 3, 2017.
```

## Not flagged
The note says that there is none: “n.d.”
```text
Exports grew.[1]

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, n.d., accessed May 6, 2017.
```
Statutes, which are dated by themselves.
```text
Exports grew.[1]

Notes

[1] 46 U.S.C. § 30104.
```
A title that gives the year itself.
```text
Exports grew.[1]

Notes

[1] Customs Office, “Annual Report 2014,” accessed May 6, 2017.
```
A standing page of a body, with the day on which it was seen.
```text
Exports grew.[1]

Notes

[1] Fisheries Board, “Quotas by Species,” accessed May 6, 2017, https://fish.example/quotas.
```
An interview with its date.
```text
Exports grew.[1]

Notes

[1] Mary Smith, interview by the author, Tellow, May 3, 2017.
```

## Authority
Chicago Manual of Style 14.12; APA Publication Manual 8.15 (“n.d.”).
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    for (at, citation) in on.in_full() {
        if !citation.date.is_absent() || matches!(citation.work, WorkType::Archive | WorkType::Preprint) {
            continue;
        }
        if citation.title.value().is_some_and(|title| dated(&title.text))
            || is_standing(citation)
            || !on.read_whole(citation)
            || year_left(on, citation)
        {
            continue;
        }
        let hint = citation.url.as_ref().and_then(|url| date_in(&url.value));
        let help = match hint {
            Some(date) => {
                format!("add the publication date (the address says {date}), or “n.d.” if the page has none")
            }
            None => "add the publication date, or “n.d.” if the work has none".to_owned(),
        };
        let (span, message, label) = match &citation.accessed {
            Some(seen) => (
                seen.span,
                "the note gives the access date, but not the publication date",
                "the access date only",
            ),
            None => (citation.span, "no publication date is given", "no date"),
        };
        let finding = on
            .finding(sink, at.note, span, message)
            .label(label)
            .why("readers cannot tell how current the source is")
            .help(help);
        sink.push(finding);
    }
}

/// Whether this is a standing page or a data portal of a body or of nobody, seen on a day: it is kept up to
/// date, so the day of access is all the date it has. What a person signs, or a periodical
/// prints, was published on a day.
fn is_standing(citation: &Citation) -> bool {
    let periodical = [&citation.container, &citation.publisher].into_iter().any(|field| {
        field.value().is_some_and(|name| {
            name.split(' ')
                .any(|word| lexicon::citation(word.trim_matches(',')).any(lexicon::Citation::OUTLET))
        })
    });
    let signed = citation.author_list();
    citation.accessed.as_ref().is_some_and(|seen| seen.value.day.is_some())
        && citation.url.is_some()
        && matches!(citation.work, WorkType::WebPage | WorkType::Dataset)
        && signed.iter().all(|it| it.body)
        && !periodical
        && !citation.title.value().is_some_and(|title| tells(&title.text))
}

/// Whether a title tells an event or an opinion, as that of a report in the news or of a post does: it has a finite verb
/// (“Harbour will close”, “Board says”) or calls itself a post. A page that is kept has a noun (“Quotas by species”).
fn tells(title: &str) -> bool {
    let finite = Sentence::MODAL
        .or(Sentence::BE)
        .or(Sentence::WAS)
        .or(Sentence::HAVE)
        .or(Sentence::SAYS)
        .or(Sentence::ACTS);
    title
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| sentence(&word.to_lowercase()).any(finite) || word.eq_ignore_ascii_case("blog"))
}

/// Whether a number that may be a year stands outside the title, the addresses
/// and the day of access.
fn year_left(on: &NoteCase<'_, '_>, citation: &Citation) -> bool {
    let mut skipped: Vec<Span> = [
        citation.title.span(),
        citation.url.as_ref().map(|url| url.span),
        citation.archive.as_ref().map(|copy| copy.span),
        citation.accessed.as_ref().map(|date| date.span),
        citation.doi.as_ref().map(|doi| doi.span),
        citation.arxiv.as_ref().map(|arxiv| arxiv.span),
    ]
    .into_iter()
    .flatten()
    .collect();
    skipped.sort_unstable();
    let mut at = citation.span.start;
    let end = Span { start: citation.span.end, end: citation.span.end };
    skipped.into_iter().chain([end]).any(|span| {
        let gap = Span { start: at, end: span.start.max(at) };
        at = at.max(span.end);
        on.words(gap).split(|c: char| !c.is_ascii_digit()).any(|run| {
            run.len() == 4
                && ["15", "16", "17", "18", "19", "20"].iter().any(|century| run.starts_with(century))
        })
    })
}

/// Whether a title gives the date itself: "Annual Report 2014", "Statistics in January 2024".
fn dated(title: &str) -> bool {
    let month = |word: &str| sentence(word).any(Sentence::MONTH);
    let lower = title.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let year = |word: &str| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit())
    };
    // "2026 Explanatory Notes", "FY2026 Budget", "FY 2022 Request".
    let fiscal = |word: &str| word.strip_prefix("fy").is_some_and(&year);
    words.first().is_some_and(|word| year(word) && words.len() > 2)
        || words.iter().any(|word| fiscal(word))
        || words.windows(2).any(|pair| pair[0] == "fy" && year(pair[1]))
        || words.last().is_some_and(|word| year(word))
        || words.windows(2).any(|pair| month(pair[0]) && year(pair[1]))
        || words.windows(3).any(|three| month(three[0]) && year(three[2]))
}

/// A date in an address: `/2017/05/06/` or `/2017/05/`, as `2017-05-06`.
fn date_in(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split('/').collect();
    let number = |text: &str, length: usize, range: std::ops::RangeInclusive<u16>| {
        (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<u16>().ok())
            .flatten()
            .filter(|value| range.contains(value))
    };
    parts.windows(3).find_map(|window| {
        let year = number(window[0], 4, 1990..=2100)?;
        let month = number(window[1], 2, 1..=12)?;
        Some(match number(window[2], 2, 1..=31) {
            Some(day) => format!("{year}-{month:02}-{day:02}"),
            None => format!("{year}-{month:02}"),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{date_in, dated};

    #[test]
    fn titles_may_hold_the_date() {
        assert!(dated("Annual Report 2014"));
        assert!(dated("Household Statistics in January 2024"));
        assert!(dated("Minutes of May 3, 2017, with Annexes"));
        assert!(dated("2026 Explanatory Notes: Office of Weights"));
        assert!(dated("Rivers Board: FY 2022 Request at a Glance") && dated("FY2026 Notes on Rivers"));
        assert!(!dated("The Road to 1914: A History"));
        assert!(!dated("Dues"));
    }

    #[test]
    fn addresses_may_hold_the_date() {
        assert_eq!(date_in("https://example.org/2017/05/06/dues").as_deref(), Some("2017-05-06"));
        assert_eq!(date_in("https://example.org/news/2017/05/dues.html").as_deref(), Some("2017-05"));
        assert_eq!(date_in("https://example.org/1234/56/78"), None);
        assert_eq!(date_in("https://example.org/id/20170506"), None);
    }
}

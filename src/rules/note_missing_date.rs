//! `note-missing-date`: a citation without a date of publication.

use super::{NoteCase, Rule, Sink};
use crate::argument::Case;
use crate::diagnostic::Level;
use crate::notes::WorkType;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-missing-date",
    level: Level::Warning,
    precise: true,
    summary: "a citation without a date of publication",
    explain: EXPLAIN,
    check,
};

const EXPLAIN: &str = r#"## What it checks
A citation says when the work was published. The day on which you looked at it is not that date.

## Why it matters
Without it a reader cannot tell whether the source could know what it is cited for, nor find the right version.

## Example
```text
Exports grew.[1]

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, accessed May 6, 2017.
```

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
An interview with its date.
```text
Exports grew.[1]

Notes

[1] Mary Smith, interview by the author, Tellow, May 3, 2017.
```

## Authority
Chicago Manual of Style 14.12; APA Publication Manual 8.15 (“n.d.”).
"#;

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let Some(on) = NoteCase::of(case) else { return };
    for (at, citation) in on.in_full() {
        if !citation.date.is_absent() || matches!(citation.work, WorkType::Archive | WorkType::Preprint) {
            continue;
        }
        let hint = citation.url.as_ref().and_then(|url| date_in(&url.value));
        let help = match hint {
            Some(date) => format!("add the date of publication (the address says {date}), or “n.d.” if the page has none"),
            None => "add the date of publication, or “n.d.” if the work has none".to_owned(),
        };
        let (span, message, label) = match &citation.accessed {
            Some(seen) => (
                seen.span,
                "the note says when the source was looked at, not when it was published",
                "not a date of publication",
            ),
            None => (citation.span, "the citation has no date of publication", "no date"),
        };
        let finding = on
            .finding(sink, at.note, span, message)
            .label(label)
            .why("a reader cannot tell whether the source could know what it is cited for")
            .help(help);
        sink.push(finding);
    }
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
    use super::date_in;

    #[test]
    fn addresses_may_hold_the_date() {
        assert_eq!(date_in("https://example.org/2017/05/06/dues").as_deref(), Some("2017-05-06"));
        assert_eq!(date_in("https://example.org/news/2017/05/dues.html").as_deref(), Some("2017-05"));
        assert_eq!(date_in("https://example.org/1234/56/78"), None);
        assert_eq!(date_in("https://example.org/id/20170506"), None);
    }
}

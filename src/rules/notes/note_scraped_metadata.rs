//! `note-scraped-metadata`: site furniture in a title, an author or a publisher.

use crate::diagnostic::{Diagnostic, Edit, Level};
use crate::lexicon::list;
use crate::notes::{Citation, Field, Use};
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-scraped-metadata",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "website text, such as a menu, in a title, an author or a publisher",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

const EXPLAIN: &str = r#"## What it checks
Title, author and publisher are words of the work, not of the page around it: no host name, no section name behind a bar,
no byline at the end of a title, no list of the site's departments.

## Why it matters
A citation manager copied the words from the web page, and it shows that they were not checked.

## Example
```text
Exports grew.[1]

Notes

[1] “Harbour Dues Rise,” Www.harbour-Watch.net, May 3, 2017.
```
Marked: “Www.harbour-Watch.net”.

```text
Exports grew.[1]

Notes

[1] “Harbour Dues Rise | International,” The Evening Post, May 3, 2017.
```
Marked: “| International”.

```text
Exports grew.[1]

Notes

[1] Arthur Mellow, “Harbour Dues Rise – by Arthur Mellow,” The Evening Post, May 3, 2017.
```
Marked: “– by Arthur Mellow”.

## Instead
```text
Exports grew.[1]

Notes

[1] Arthur Mellow, “Harbour Dues Rise,” The Evening Post, May 3, 2017.
```
Without the section of the site.
```text
Exports grew.[1]

Notes

[1] “Harbour Dues Rise,” The Evening Post, May 3, 2017.
```

## Not flagged
A real title with a bar.
```text
Exports grew.[1]

Notes

[1] Arthur Mellow, “Land | Sea: A Memoir,” The Evening Post, May 3, 2017.
```
What the source has is marked as its own.
```text
Exports grew.[1]

Notes

[1] Arthur Mellow, “Harbour Dues Rise | International [sic],” The Evening Post, May 3, 2017.
```
A company whose name is its address.
```text
Exports grew.[1]

Notes

[1] Arthur Mellow, “Harbour Dues Rise,” Bloomberg.com, May 3, 2017.
```

## Authority
Own practice: read what the citation manager wrote.
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    for (at, citation) in on.notes.citations() {
        if on.words(citation.span).contains("[sic]") {
            continue;
        }
        in_title(on, sink, at, citation);
        in_author(on, sink, at, citation);
        in_outlet(on, sink, at, citation);
    }
}

fn in_title(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>, at: Use, citation: &Citation) {
    let Field::Found(title) = &citation.title else { return };
    let words = on.words(title.span);
    let end = words.trim_end_matches(|c: char| "”\"’'».,* ".contains(c)).len();
    let text = &words[..end];
    let part = |from: usize, to: usize| title.span.lift(Span::new(from, to));
    if let Some((from, what)) = tail(text, citation) {
        let span = part(from, end);
        let trimmed = part(text[..from].trim_end().len(), end);
        let finding = scraped(
            on,
            sink,
            at,
            span,
            format!("“{}” is {what}, not part of the title", on.words(span).trim()),
        );
        return sink.push(cut(on, finding, trimmed));
    }
    let start = text.len() - text.trim_start_matches(|c: char| "“\"‘'«* ".contains(c)).len();
    if let Some(length) = tag(&text[start..]) {
        let span = part(start, start + length);
        let finding = scraped(
            on,
            sink,
            at,
            span,
            format!("“{}” is a label of the website, not part of the title", on.words(span).trim()),
        );
        return sink.push(cut(on, finding, span));
    }
    let lower = text[start..].to_lowercase();
    if let Some(page) = list::ERROR_PAGE.iter().find(|page| {
        lower == **page
            || lower.strip_prefix(**page).is_some_and(|rest| rest.starts_with(['.', '…', '!', '|']))
    }) {
        sink.push(scraped(on, sink, at, title.span, format!("“{page}” is an error page, not a title")));
    } else if let Some((from, length)) = entity(text) {
        let span = part(from, from + length);
        sink.push(scraped(on, sink, at, span, format!("“{}” is leftover HTML code", on.words(span))));
    }
}

fn in_author(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>, at: Use, citation: &Citation) {
    let Some(first) = citation.author_list().first() else { return };
    let words = on.words(first.span);
    let name = plain(words);
    if name.starts_with("by ") && words.starts_with("By ") {
        let span = first.span.lift(Span::new(0, "By ".len()));
        let finding = scraped(on, sink, at, span, "“By” is not part of the author's name".to_owned());
        sink.push(cut(on, finding, span));
    } else if list::NOBODY.contains(&name.as_str()) {
        let message = format!("“{}” is a label of the website, not an author", words.trim());
        sink.push(scraped(on, sink, at, first.span, message));
    }
}

fn in_outlet(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>, at: Use, citation: &Citation) {
    for field in [&citation.container, &citation.publisher] {
        let Field::Found(outlet) = field else { continue };
        let name = &outlet.value;
        let lower = name.to_lowercase();
        let host = lower.starts_with("www.") && !lower.contains(' ');
        if host || lower.starts_with("http") && lower.contains("://") {
            let message = format!("“{name}” is a web address, not a publisher");
            sink.push(
                scraped(on, sink, at, outlet.span, message)
                    .help("name the website or the organisation behind it"),
            );
        } else if name.matches('|').count() >= 2 {
            let message = "the website's menu was copied along with its name".to_owned();
            let from = name.find('|').unwrap_or(0);
            let words = on.words(outlet.span);
            let kept = words.find('|').unwrap_or(from);
            let head = words[..kept].trim_end().len();
            let last = words.trim_end_matches(|c: char| ".,; ".contains(c)).len();
            let span = outlet.span.lift(Span::new(head, last));
            let finding =
                scraped(on, sink, at, outlet.span, message).help(format!("keep “{}”", words[..head].trim()));
            sink.push(cut(on, finding, span));
        }
    }
}

fn scraped(on: &NoteCase<'_, '_>, sink: &Sink<'_>, at: Use, span: Span, message: String) -> Diagnostic {
    on.finding(sink, at.note, span, message)
        .label("from the web page, not the work")
        .why("a citation manager copied it from the web page")
        .help("delete it")
}

fn cut(on: &NoteCase<'_, '_>, finding: Diagnostic, span: Span) -> Diagnostic {
    match on.case.in_draft(span) {
        Some(place) => finding.fix("delete it", false, vec![Edit { place, text: String::new() }]),
        None => finding,
    }
}

/// Furniture at the end of a title: where it begins, and what it is.
fn tail(title: &str, citation: &Citation) -> Option<(usize, &'static str)> {
    let bars = title.match_indices('|').count();
    if bars >= 3 {
        return title.find('|').map(|at| (at, "the website's menu"));
    }
    if let Some(at) = title.rfind('|') {
        let after = plain(&title[at + 1..]);
        if list::SITE_SECTION.contains(&after.as_str()) {
            return Some((at, "a section of the website"));
        }
        if is_outlet(&after, citation) {
            return Some((at, "the website's name"));
        }
    }
    for dash in [" – ", " — ", " - ", " · ", " :: ", " » "] {
        let Some(at) = title.rfind(dash) else { continue };
        let after = &title[at + dash.len()..];
        if is_outlet(&plain(after), citation) {
            return Some((at, "the website's name"));
        }
        if is_byline(after, citation) {
            return Some((at, "the byline"));
        }
    }
    let by = title.rfind(" by ").or_else(|| title.rfind(" By "))?;
    is_byline(&title[by + 1..], citation).then_some((by, "the byline"))
}

/// Whether these words are "by" and the name of an author of this citation.
fn is_byline(words: &str, citation: &Citation) -> bool {
    let Some(name) = words.trim().strip_prefix("by ").or_else(|| words.trim().strip_prefix("By ")) else {
        return false;
    };
    let name = name.trim().to_lowercase();
    citation.author_list().iter().any(|author| {
        !author.family.is_empty()
            && name == format!("{} {}", author.given, author.family).trim().to_lowercase()
    })
}

/// Whether these words (in plain form) are the outlet that the citation names.
fn is_outlet(words: &str, citation: &Citation) -> bool {
    // "Ars Technica" and "arstechnica.com" are one.
    let joined = |name: &str| name.replace([' ', '-', '\''], "");
    words.len() >= 3
        && citation.outlet().is_some_and(|(name, _)| joined(&host(&plain(name))) == joined(&host(words)))
}

/// A name for comparison: lower case, without "the", "online", ".com".
fn plain(name: &str) -> String {
    let lower = name.trim().trim_matches(|c: char| "”\"’'.,".contains(c)).to_lowercase();
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    let lower = lower.strip_suffix(" online").or_else(|| lower.strip_suffix(".com")).unwrap_or(lower);
    lower.trim().to_owned()
}

/// A host name without `www.` and its ending; other names as they are.
fn host(name: &str) -> String {
    let bare = name.strip_prefix("www.").unwrap_or(name);
    match bare.rsplit_once('.') {
        Some((site, ending)) if !bare.contains(' ') && (2..=4).contains(&ending.len()) => site.to_owned(),
        _ => bare.to_owned(),
    }
}

/// The length of a label in brackets at the start of a title.
fn tag(title: &str) -> Option<usize> {
    let inner = title.strip_prefix('[')?;
    let close = inner.find(']')?;
    let label = inner[..close].trim().to_lowercase();
    let rest = inner[close + 1..].len() - inner[close + 1..].trim_start().len();
    (list::SITE_TAG.contains(&label.as_str()) && !inner[close + 1..].trim().is_empty())
        .then_some(close + 2 + rest)
}

/// A character in the page's code: `&amp;`, `&#39;`. Where, and how long.
fn entity(title: &str) -> Option<(usize, usize)> {
    [
        "&amp;", "&nbsp;", "&quot;", "&#39;", "&#x27;", "&#8217;", "&#8211;", "&lt;", "&gt;", "&rsquo;",
        "&ndash;",
    ]
    .iter()
    .find_map(|code| title.find(code).map(|at| (at, code.len())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::Contributor;
    use crate::span::Spanned;

    fn citation(author: (&str, &str), outlet: &str) -> Citation {
        let (given, family) = (author.0.to_owned(), author.1.to_owned());
        let author = Contributor { given, family, ..Contributor::default() };
        Citation {
            authors: Field::Found(Spanned::new(vec![author], Span::at(0))),
            container: Field::Found(Spanned::new(outlet.to_owned(), Span::at(0))),
            ..Citation::default()
        }
    }

    #[test]
    fn tails_are_told_from_real_titles() {
        let by = citation(("Arthur", "Mellow"), "The Evening Post");
        for (title, found) in [
            ("Dues Rise | International", Some("a section of the website")),
            ("Dues Rise | Evening Post", Some("the website's name")),
            ("Dues Rise - The Evening Post", Some("the website's name")),
            ("Dues – What They Are – by Arthur Mellow", Some("the byline")),
            ("Dues by Arthur Mellow", Some("the byline")),
            ("Dues | Ships | Tolls | More", Some("the website's menu")),
            ("Land | Sea", None),
            ("Death by Water", None),
            ("Dues – A History", None),
            ("A Life by Henry Cooper", None),
        ] {
            assert_eq!(tail(title, &by).map(|(_, what)| what), found, "{title}");
        }
    }

    #[test]
    fn labels_and_codes_are_known() {
        assert_eq!(tag("[Press Releases] The Inaugural Dialogue"), Some(17));
        assert_eq!(tag("[Untitled] Harbour"), None);
        assert_eq!(tag("[PDF]"), None);
        assert_eq!(entity("Japan &amp; India"), Some((6, 5)));
        assert_eq!(entity("Japan & India"), None);
    }
}

//! `address-words-differ`: a title or an outlet that the address spells otherwise.

use crate::diagnostic::Level;
use crate::notes::outlets::{host_of, registrable};
use crate::notes::slug::{nearly_the_site, other_words};
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "address-words-differ",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a title or an outlet spelt differently in the address of its page",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

const EXPLAIN: &str = r#"## What it checks
Many sites make the address of a page from its title, and their own from their name. A word of the title that is nearly another word in the same place of the address, or an outlet that is nearly the name of the site, is told.

## Why it matters
The address was copied, the title and the outlet were typed: the slip is most often in what was typed, and a search for it finds nothing.

## Example
```text
Floods rose in 2018,[1] and in 2019.[2]

Notes

[1] Ann Moss, “Guarding Piers and Regulation Floods in Kent,” Kent Review, May 3, 2018, https://kentreview.example/guarding-piers-and-regulating-floods-in-kent.

[2] Ann Moss, “Floods Again,” Harbour Tecnica, May 4, 2019, https://harbourtechnica.com/floods/12.
```
Marked: “Regulation”, “Harbour Tecnica”.

## Instead
```text
Floods rose in 2018.[1]

Notes

[1] Ann Moss, “Guarding Piers and Regulating Floods in Kent,” Kent Review, May 3, 2018, https://kentreview.example/guarding-piers-and-regulating-floods-in-kent.
```

## Not flagged
Another number or tense, customs of spelling, and a headline that was written anew.
```text
Floods rose in 2018,[1] and in 2019.[2]

Notes

[1] Ann Moss, “The Pier Guards Organize Watches in Kent,” Kent Review, May 3, 2018, https://kentreview.example/the-pier-guards-organise-watch-in-kent.

[2] Ann Moss, “Why Kent Floods,” Kent Review, May 4, 2019, https://kentreview.example/the-pier-guards-of-kent-tell-why.
```

## Authority
Chicago Manual of Style 14.6–14.18 (addresses and the titles of pages); copy editors’ practice.
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    for (at, citation) in on.notes.citations() {
        let Some(url) = &citation.url else { continue };
        if let Some(view) = citation.title.span() {
            for other in other_words(&url.value, on.words(view)) {
                let word = &on.words(view)[other.span.range()];
                let message = format!("“{word}” in the title is “{}” in the address", other.there);
                let finding = on
                    .finding(sink, at.note, view.lift(other.span), message)
                    .label("spelt like this here")
                    .why("the address is made from the title, and a search for a title with a slip finds nothing")
                    .help("open the page, and copy its title");
                sink.push(finding);
            }
        }
        let Some((outlet, view)) = citation.outlet() else { continue };
        let host = host_of(&url.value);
        let site = host.as_deref().and_then(registrable).and_then(|site| nearly_the_site(outlet, site));
        if let Some(site) = site {
            let message = format!("“{outlet}” is nearly, but not quite, the name of the site, “{site}”");
            let finding = on
                .finding(sink, at.note, view, message)
                .label("spelt like this here")
                .why("one of the two is wrong")
                .help("open the page, and copy the name of the outlet");
            sink.push(finding);
        }
    }
}

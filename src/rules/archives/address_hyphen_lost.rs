//! `address-hyphen-lost`: an address that lost a hyphen where a line ended.

use std::collections::BTreeMap;

use crate::diagnostic::Level;
use crate::ids::NoteId;
use crate::notes::slug::hyphens_lost;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "address-hyphen-lost",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Archives,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an address that lost a hyphen where a line ended",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
Many sites make the address of a page from its title, with hyphens between the words. Where at least three words of the title stand in the address so, and two others that the title keeps apart are run together, a hyphen was lost: most often because a line of print ended there and the text was taken from a PDF.

## Why it matters
The address then leads nowhere.

## Example
```text
Wool prices fell in 2018.[1]

Notes

[1] Ann Moss, “Wool Prices Fall Again in the Northern Dales,” Dale News, May 3, 2018, https://dalenews.example/2018/wool-pricesfall-again-in-the-northern-dales.
```
Marked: “pricesfall”.

A site that has its hyphen in another note.
```text
Wool prices fell in 2018,[1] and again in 2019.[2]

Notes

[1] Ann Moss, “Wool,” Dale News, May 3, 2018, https://dalenews.example/2018/wool.

[2] Ann Moss, “Wool Again,” Dale News, May 4, 2019, https://dale-news.example/2019/wool.
```
Marked: “dalenews.example”.

## Instead
```text
Wool prices fell in 2018.[1]

Notes

[1] Ann Moss, “Wool Prices Fall Again in the Northern Dales,” Dale News, May 3, 2018, https://dalenews.example/2018/wool-prices-fall-again-in-the-northern-dales.
```

## Not flagged
A word that the title hyphenates: the site may write it as one.
```text
The shops closed in 2018.[1]

Notes

[1] Ann Moss, “The Co-op Shops of the Northern Dales,” Dale News, May 3, 2018, https://dalenews.example/the-coop-shops-of-the-northern-dales.
```

## Authority
Our own observation of notes in text taken from PDFs.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    for (used, citation) in case.notes.citations() {
        let (Some(url), Some(title)) = (&citation.url, citation.title.value()) else { continue };
        // An address behind linked words is not printed.
        if case.draft.view.slice(url.span) != url.value {
            continue;
        }
        for joined in hyphens_lost(&url.value, &title.text) {
            let view = url.span.lift(joined.span);
            let Some(place) = case.in_draft(view) else { continue };
            let words = &url.value[joined.span.range()];
            let mut finding = sink
                .finding(place, format!("the address reads “{words}”, but these are two words in the title"))
                .label("hyphen lost?")
                .why("hyphens at line ends are lost when text is copied from a PDF, and the address then leads nowhere")
                .help(format!("open the page; if it is not there, try {}", joined.apart))
                .note(used.note)
                .passage(case.passage_of(used.note));
            if let Some(edit) = case.edit(view, joined.apart.clone()) {
                finding = finding.fix(format!("write {}", joined.apart), false, vec![edit]);
            }
            sink.push(finding);
        }
    }
    hosts(case, sink);
}

/// The spellings of a site, with the places of each.
type Spellings<'t> = BTreeMap<&'t str, Vec<(NoteId, Span)>>;

/// The same site with and without a hyphen: one of them is a slip.
fn hosts(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let mut all: BTreeMap<String, Spellings<'_>> = BTreeMap::new();
    for (used, citation) in case.notes.citations() {
        let Some(url) = &citation.url else { continue };
        let words = case.draft.view.slice(url.span);
        if let Some(at) = host(words) {
            let name = &words[at.range()];
            let spellings = all.entry(name.replace('-', "").to_lowercase()).or_default();
            spellings.entry(name).or_default().push((used.note, url.span.lift(at)));
        }
    }
    for spellings in all.values() {
        let Some(kept) =
            spellings.keys().filter(|name| name.contains('-')).max_by_key(|name| spellings[**name].len())
        else {
            continue;
        };
        for (name, places) in spellings.iter().filter(|(name, _)| !name.contains('-')) {
            for &(note, view) in places {
                let Some(place) = case.in_draft(view) else { continue };
                let mut finding = sink
                    .finding(place, format!("the site is “{name}” here and “{kept}” in another note"))
                    .label("hyphen lost?")
                    .why("hyphens at line ends are lost when text is copied from a PDF, and the address then leads nowhere")
                    .help("open both, and correct the one that is wrong")
                    .note(note)
                    .passage(case.passage_of(note));
                if let Some(other) = spellings[kept].first().and_then(|(_, view)| case.in_draft(*view)) {
                    finding = finding.also(other, "the other spelling");
                }
                sink.push(finding);
            }
        }
    }
}

/// The host of an address as printed, without `www.`.
fn host(words: &str) -> Option<Span> {
    let from = words.find("://").map_or(0, |at| at + 3);
    let from = if words[from..].starts_with("www.") { from + 4 } else { from };
    let len = words[from..].find(['/', '?', '#', ':']).unwrap_or(words.len() - from);
    let name = &words[from..from + len];
    (name.contains('.') && name.is_ascii()).then(|| Span::new(from, from + len))
}

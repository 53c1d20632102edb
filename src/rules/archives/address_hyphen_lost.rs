//! `address-hyphen-lost`: an address that lost a hyphen where a line ended.

use crate::diagnostic::Level;
use crate::notes::slug::hyphens_lost;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "address-hyphen-lost",
    level: Level::Advice,
    precise: false,
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

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
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
}

//! `nothing-cited`: a draft that asserts much, and in which no notes or citations were found.

use crate::case::Health;
use crate::diagnostic::Level;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "nothing-cited",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Coverage,
    reads: Reads::Figures,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "many factual statements, but no notes or citations",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

/// How many of its sentences are shown.
const SHOWN: usize = 5;

const EXPLAIN: &str = r#"## What it checks
A draft with eight or more sentences that an editor would want a source for has at least one note, citation or link that claimlint can read. Where it has none, and no claims file, this is said once; the rules on single sentences are held back, and coverage is *not known*.

## Why it matters
Either nothing is cited, or it is cited in a form that claimlint does not read. A warning for each sentence would be noise in both cases.

## Example
```text
In 1871, the mill closed. In 1872, the council of Leeds bought the weir. The works cost £12,400. Some 480 looms stood idle in 1873. Wages fell by 12% in that year. In 1875, the railway reached the dale. It carried 31,000 passengers in its first year. In 1877, some 62% of the weavers had left.
```
Marked: “In 1871, the mill closed.”.

## Instead
```text
In 1871, the mill closed.[1] In 1872, the council of Leeds bought the weir.[1] The works cost £12,400.[1] Some 480 looms stood idle in 1873.[1] Wages fell by 12% in that year.[1] In 1875, the railway reached the dale.[1] It carried 31,000 passengers in its first year.[1] In 1877, some 62% of the weavers had left.[1]

Notes

[1] A. Moss, Wheels of the Dale (Leeds: Fell, 1920), 14.
```

## Not flagged
A draft with one note: each sentence without a source is reported by its own rule.
```text
In 1871, the mill closed.[1] In 1872, the council of Leeds bought the weir. The works cost £12,400. Some 480 looms stood idle in 1873. Wages fell by 12% in that year. In 1875, the railway reached the dale. It carried 31,000 passengers in its first year. In 1877, some 62% of the weavers had left.

Notes

[1] A. Moss, Wheels of the Dale (Leeds: Fell, 1920), 14.
```

## Authority
Reuters handbook: source every statement. That it is said once is our own practice.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let (draft, Some(read)) = (case.draft, case.understanding()) else { return };
    let Health::NothingCited(passages) = &read.health else { return };
    let Some((&first, others)) = passages.split_first() else { return };
    let count = passages.len();
    let message = format!(
        "no notes or citations were found, but {count} sentences state figures, dates or the words of \
             others"
    );
    let mut finding = sink
        .finding(draft.passages[first].place, message)
        .label("the first of them")
        .why("readers cannot check them")
        .help(help(draft.format))
        .help_with_claims("or claim the sentences in the claims file with their sources")
        .passage(Some(first));
    for &passage in others.iter().take(SHOWN - 1) {
        finding = finding.also(draft.passages[passage].place, "without a source");
    }
    sink.push(finding);
}

/// What may be done. A packaged file keeps its notes: none can have been lost on the way.
fn help(format: &str) -> &'static str {
    match format {
        "docx" | "odt" | "epub" | "jats" | "docbook" => "cite the sources in notes",
        "pdf" => {
            "cite the sources in notes; if the pages show notes that were not seen, check the document that the PDF was \
             made from"
        }
        _ => {
            "cite the sources in notes, `[1]` or `[^1]`; if the notes are in another file, name it in claimlint.toml: \
             `endnotes = [\"notes.txt\"]`; if they were lost in a conversion, check the original; if it was read as the wrong format, say which it is with `--from`"
        }
    }
}

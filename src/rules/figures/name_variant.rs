//! `name-variant`: one name or term in two forms.

use crate::diagnostic::{Diagnostic, Edit, Level};
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::prose::names::variant::{Difference, Variant, rewritten, variants};
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "name-variant",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Figures,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "one name or term in two forms",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
A name or a term has one form throughout the body: *US* or *U.S.*, *policymakers* or *policy-makers*, *Erdogan* or
*Erdoğan*. A long name that is spelt differently once, by one letter, is probably misspelt. The finding is at the
rarer form. `--fix` makes stops and hyphens one; which spelling of a person's name is right is yours to say.

## Why it matters
A search for one form misses the other, and readers wonder whether the two differ.

## Example
```text
Japanese policy-makers met. The policy-makers agreed. Other policymakers did not.
```
Marked: “policymakers”.

An abbreviation with stops and without.
```text
The US fleet sailed, and a US port closed. A U.S. court agreed.
```
Marked: “U.S.”.

A misspelt name.
```text
The bill of Mr Eichelberger failed. Later Eichelberger resigned, and a friend of Eirchelberger came.
```
Marked: “Eirchelberger”.

A hyphen in one place and none in another, before the same noun.
```text
It built cyber-defense capabilities. Others lack cyber defense capabilities.
```
Marked: “cyber defense capabilities”.

## Instead
```text
Japanese policy-makers met. The policy-makers agreed. Other policy-makers did not.
```
The abbreviation without stops throughout.
```text
The US fleet sailed, and a US port closed. A US court agreed.
```
The hyphen in both places.
```text
It built cyber-defense capabilities. Others lack cyber-defense capabilities.
```

## Not flagged
Quotations, titles and addresses keep their own form.
```text
The US fleet sailed, and a US port closed. “The U.S. court agreed,” he said.
```
```markdown
The US fleet sailed, as *The U.S. Navy Today* said at www.u.s.fleet.example. A US port closed.
```
A hyphen before a noun and none after it: that is grammar.
```text
The decision-making process is slow, and so is all decision making.
```
A possessive, a plural, an adjective.
```text
One policymaker met. A policymaker’s word, and all policymakers, and the Russian and the Russians.
```
A hyphen that only parts a word at the end of a line.
```text
The less-
regulated ports grew. The less-regulated ports of the north, and other less-regulated ones, did not.
```
Two people whose names are alike.
```text
The bill of Johnston failed. Johnston resigned with Johnson and the wife of Johnson; they met Johnston.
```
A title of a document.
```text
It has a Cyber Security Strategy. Much of cybersecurity is new, and cybersecurity costs.
```

## Authority
Scientific Style and Format and the Chicago Manual of Style (2.69, 7.89) have the editor keep one form of each name and
word. Pairs of spellings are in `src/prose/names/data/variants.txt`.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let blocks: Vec<Span> = draft
        .passages
        .ids()
        .filter(|&at| draft.passages[at].kind.is_body())
        .map(|at| draft.passages[at].view)
        .collect();
    let body = |passage: PassageId| draft.passages[passage].kind.is_body();
    let found = variants(draft.view.text(), case.mentions(), &blocks, |mention| body(mention.passage));
    for mut variant in found {
        // The name of a tag is nobody's spelling either.
        variant.rare.retain(|&span| !case.set_apart(span) && !draft.names_tag(span));
        variant.common.retain(|&span| !case.set_apart(span) && !draft.names_tag(span));
        // What a line end parts, or our joining of the two lines, is nobody's spelling.
        if variant.difference == Difference::Joint {
            variant.rare.retain(|&span| !over_two_lines(case, span));
            variant.common.retain(|&span| !over_two_lines(case, span));
        }
        if let Some(finding) = finding(case, draft, sink, &variant) {
            sink.push(finding);
        }
    }
}

/// Whether a hyphen at the end of a line parts a term: it may be the typesetter's.
fn over_two_lines(case: &DraftCase<'_, '_>, span: Span) -> bool {
    case.in_draft(span).is_some_and(|place| {
        let mut lines = case.slice(place).lines();
        // The last line ends inside the term.
        lines.next_back();
        lines.any(|line| line.trim_end().ends_with(['-', '‐', '\u{ad}']))
    })
}

fn finding(
    case: &DraftCase<'_, '_>,
    draft: &Draft,
    sink: &Sink<'_>,
    variant: &Variant,
) -> Option<Diagnostic> {
    let (&first, &other) = (variant.rare.first()?, variant.common.first()?);
    let (rare, common) = (draft.view.slice(first), draft.view.slice(other));
    let (place, also) = (case.in_draft(first)?, case.in_draft(other)?);
    let times = |count: usize| match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    };
    let (here, there) = (times(variant.rare.len()), times(variant.common.len()));
    let (message, why, help) = match variant.difference {
        Difference::Letter => (
            format!("“{rare}” is spelt “{common}” elsewhere"),
            "readers cannot tell a slip from another name",
            "correct the spelling; if these are two names, say who each is".to_owned(),
        ),
        Difference::Accents => (
            format!("the name is written both “{rare}” and “{common}”"),
            "a search for one form misses the other",
            "use one form: that of the person or place itself, if you can type it".to_owned(),
        ),
        _ => (
            format!("the text has both “{rare}” ({here}) and “{common}” ({there})"),
            "a search for one form misses the other, and readers may think that they differ",
            "use one form throughout".to_owned(),
        ),
    };
    let finding = sink
        .finding(place, message)
        .label(format!("written this way {here}"))
        .also(also, format!("the other form {there}"))
        .why(why)
        .help(help)
        .passage(draft.passage_at(first.start));
    let safe = matches!(variant.difference, Difference::Stops | Difference::Joint);
    match edits(case, draft, variant, common).filter(|_| safe) {
        Some(edits) => Some(finding.fix(format!("write “{common}” throughout"), true, edits)),
        None => Some(finding),
    }
}

/// The rarer form written as the other everywhere; `None` if one place cannot be.
fn edits(case: &DraftCase<'_, '_>, draft: &Draft, variant: &Variant, common: &str) -> Option<Vec<Edit>> {
    variant
        .rare
        .iter()
        .map(|&span| {
            let rare = draft.view.slice(span);
            let mut text = rewritten(rare, common)?;
            // The last stop of "U.S." may be the sentence's own.
            let ends = draft.passages.get(draft.passage_at(span.start)?)?.view.end == span.end;
            match (rare.ends_with('.'), text.ends_with('.')) {
                (true, false) if ends => text.push('.'),
                (false, true) if draft.view.slice(Span { start: span.end, end: span.end + 1 }) == "." => {
                    text.pop();
                }
                _ => {}
            }
            case.edit(span, text)
        })
        .collect()
}

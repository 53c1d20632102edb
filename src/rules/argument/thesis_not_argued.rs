//! `thesis-not-argued`: a term of the title that the argument never takes up.

use std::collections::HashSet;

use crate::diagnostic::Level;
use crate::rules::kit::listed;
use crate::rules::{ArgumentCase, Check, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "thesis-not-argued",
    level: Level::Off,
    precise: false,
    publication: None,
    group: Group::Argument,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a term in the title that the argument never takes up",
    explain: EXPLAIN,
    check: Check::Argument(check),
};

const EXPLAIN: &str = r#"## What it checks
Each long word of the draft's title (five letters or more) occurs, in some form, in the thesis, in what it rests on, or in the sentences of the draft that these are anchored in. Off by default: a title may be a figure of speech that the opening paragraph explains.

## Why it matters
The title promises what the argument does not deliver.

## Example
```markdown
# Deterring Smugglers

Trade shrinks in every port of the coast.

Dues should fall by half.
```
```claims
draft "draft"
    thesis dues-should-fall
source customs [1] "Annual Report"
claim dues-should-fall "Dues should fall."
    kind recommendation
    at "Dues should fall by half"
    because trade-shrinks
claim trade-shrinks "Trade shrinks."
    cites customs
```
Marked: “Deterring”.

## Instead
```markdown
# Dues and Trade

Trade shrinks in every port of the coast.

Dues should fall by half.
```
```claims
draft "draft"
    thesis dues-should-fall
source customs [1] "Annual Report"
claim dues-should-fall "Dues should fall."
    kind recommendation
    at "Dues should fall by half"
    because trade-shrinks
claim trade-shrinks "Trade shrinks."
    cites customs
```

## Not flagged
Another form of the word is the word.
```markdown
# Deterring Smugglers

High dues deter no smuggler on this coast.

Dues should fall by half.
```
```claims
draft "draft"
    thesis dues-should-fall
source customs [1] "Annual Report"
claim dues-should-fall "Dues should fall."
    kind recommendation
    at "Dues should fall by half"
    because none-deterred
claim none-deterred "High dues deter no smuggler."
    cites customs
```

## Authority
National Academies, Guidelines for the Review of Reports: the title says what the report shows.
"#;

/// Letters of a word that are compared: enough to tell words apart, few enough to pass over endings.
const STEM: usize = 5;

fn check(case: &ArgumentCase<'_, '_>, sink: &mut Sink<'_>) {
    let theses = case.theses();
    let (Some(draft), true) = (case.draft, case.has_reasons() && !theses.is_empty()) else { return };
    let Some(title) = draft.title else { return };
    let bears = case.argued().graph.bearing_on(&theses);
    let mut known: HashSet<String> = HashSet::new();
    for (_, resolved) in case.entries.iter().enumerate().filter(|&(index, _)| bears[index]) {
        let statement = resolved.entry.statement.iter().map(|words| words.text.as_str());
        for text in statement.chain(resolved.passages.iter().map(|&passage| draft.words(passage))) {
            known.extend(terms(text).map(|(_, stem)| stem));
        }
    }
    let view = draft.passages[title].view;
    let words = draft.words(title);
    let missing: Vec<(usize, &str)> = terms(words)
        .filter(|(_, stem)| !known.contains(stem))
        .map(|(word, _)| (word.as_ptr() as usize - words.as_ptr() as usize, word))
        .collect();
    let Some(&(start, first)) = missing.first() else { return };
    let at = view.start as usize + start;
    let Some(place) = case.in_draft(Span::new(at, at + first.len())) else { return };
    let shown: Vec<String> = missing.iter().map(|(_, word)| format!("“{word}”")).collect();
    let Some(&thesis) = theses.first() else { return };
    let declared = case.node_place(thesis);
    let thesis = case.name(thesis);
    sink.push(
        sink.finding(
            place,
            format!(
                "the title says {}, but the argument for `{thesis}` never takes it up",
                listed(&shown, 4)
            ),
        )
        .label("promised here")
        .also(declared, "the thesis")
        .why("readers expect what the title promises")
        .help("change the title, or link the claims about it")
        .entry(thesis)
        .passage(Some(title)),
    );
}

/// The long words of a text, each with its beginning in lower case.
fn terms(text: &str) -> impl Iterator<Item = (&str, String)> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() >= STEM)
        .map(|word| (word, word.to_lowercase().chars().take(STEM).collect()))
}

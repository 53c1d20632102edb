//! `note-title-typo`: a known misspelling in a title.

use std::collections::HashMap;

use crate::diagnostic::Level;
use crate::ids::NoteId;
use crate::notes::Script;
use crate::prose::language::is_english_title;
use crate::prose::misspelt;
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-title-typo",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Notes,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a known misspelling in a title",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

const EXPLAIN: &str = r#"## What it checks
No word of a title in English is a known misspelling.

## Why it matters
A title is quoted, letter by letter: a slip in it sends a search astray. If the slip is the source's own, “[sic]” says so.

## Example
```text
Exports grew.[1]

Notes

[1] Mary Smith, “What Is So Controverial about the Harbour Dues?,” The Evening Post, May 3, 2017.
```
Marked: “Controverial”.

## Instead
```text
Exports grew.[1]

Notes

[1] Mary Smith, “What Is So Controversial about the Harbour Dues?,” The Evening Post, May 3, 2017.
```

## Not flagged
British spelling, and names.
```text
Exports grew.[1]

Notes

[1] Mary Smith, “The Colour of Labour: How Skelton and Vermillion Organise Their Defence,” The Evening Post, May 3, 2017.
```
A slip of the source, marked as such.
```text
Exports grew.[1]

Notes

[1] Mary Smith, “What Is So Controverial [sic] about the Harbour Dues?,” The Evening Post, May 3, 2017.
```
Other languages.
```text
Exports grew.[1]

Notes

[1] Marie Dupont, “La développement des affaires dans la seconde moitié du siècle et les librairies,” Le Soir, May 3, 2017.
```

## Authority
Own practice; the misspellings are those that the typos project keeps.
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    let mut suspects: Vec<(NoteId, Span, &str, &'static str)> = Vec::new();
    for (at, citation) in on.notes.citations() {
        let Some(span) = citation.title.span().filter(|_| citation.script == Script::Latin) else { continue };
        let title = on.words(span);
        if !is_english_title(title) || title.contains("[sic]") || title.contains("(sic)") {
            continue;
        }
        suspects.extend(typos(title, span).map(|(span, word, meant)| (at.note, span, word, meant)));
    }
    if suspects.is_empty() {
        return;
    }
    let uses = occurrences(on.draft.view.text(), suspects.iter().map(|(_, _, word, _)| *word));
    for (note, span, word, meant) in suspects {
        // Written more than once it is a name or the author's own word.
        if uses.get(word.to_lowercase().as_str()).is_some_and(|&count| count > 1) {
            continue;
        }
        let finding = on
            .finding(sink, note, span, format!("“{word}” in the title is a known misspelling of “{meant}”"))
            .label(format!("“{meant}”?"))
            .why("titles are searched letter by letter, and a slip hides the work")
            .help(format!("check the source: write “{meant}”, or add “[sic]” if the source has the slip"));
        sink.push(finding);
    }
}

/// The words of a title that are known misspellings, with their places in the view.
fn typos(title: &str, within: Span) -> impl Iterator<Item = (Span, &str, &'static str)> {
    title.split(|c: char| !c.is_alphanumeric()).filter_map(move |word| {
        let meant = misspelt(word)?;
        let at = word.as_ptr() as usize - title.as_ptr() as usize;
        Some((within.lift(Span::new(at, at + word.len())), word, meant))
    })
}

/// How often each of these words stands in the text, whatever the case.
fn occurrences<'w>(text: &str, sought: impl Iterator<Item = &'w str>) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = sought.map(|word| (word.to_lowercase(), 0)).collect();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= 7) {
        if let Some(count) = counts.get_mut(word.to_lowercase().as_str()) {
            *count += 1;
        }
    }
    counts
}

//! `source-without-words`: a source line that gives only the note's number.

use crate::diagnostic::Level;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::NoteRefKind;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "source-without-words",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a source line with only the number of its note",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"
## What it checks
A `source` line gives, beside the note's number, a few words of the note's own text.

## Why it matters
Numbers move when a note is inserted; the words stay. Without them the source silently becomes another one.

## Example
```claims
source customs [1]
claim growth "Exports grew."
    cites customs
```
Marked: “customs”.

## Instead
```claims
source customs [1] "Annual Report"
claim growth "Exports grew."
    cites customs
```

## Not flagged
A key of a bibliography does not move.
```claims
source customs [@customs2014]
claim growth "Exports grew."
    cites customs
```

## Authority
Own practice: note numbers move, the note's own words do not.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    for source in case.sources.iter().filter(|source| source.decl.fragment.is_none()) {
        let decl = source.decl;
        let keyed = !decl.notes.is_empty() && decl.notes.iter().all(|note| note.kind == NoteRefKind::Key);
        if keyed || case.slip_in(decl.span) {
            continue;
        }
        let words = case.draft.zip(source.notes.first()).map(|(draft, &note)| draft.note_words(note));
        let start = words.map(|words| words.split(' ').take(6).collect::<Vec<_>>().join(" "));
        let name = &decl.name.value;
        sink.push(
            sink.finding(
                case.in_claims(decl.name.span),
                format!("the source `{name}` quotes no words of its note"),
            )
            .label("only a number")
            .why("when a note is inserted, the number will point to another source")
            .help(match start {
                Some(words) if !words.contains('"') => {
                    format!("add words that occur only in this note, such as \"{words}\"")
                }
                _ => "add, in quotation marks, a few words that occur only in this note".to_owned(),
            })
            .entry(name),
        );
    }
}

//! `quote-at-second-hand`: a note that takes words from whoever quotes them.

use crate::diagnostic::{Diagnostic, Level};
use crate::prose::measure::find_words;
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "quote-at-second-hand",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Quotations,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a note that quotes words from a work that quotes them",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

const EXPLAIN: &str = r#"## What it checks
A note says "quoted in", "cited in" or "qtd. in": the work was not looked at, only one that quotes it. Several such notes are one finding.

## Why it matters
Whoever quoted may have cut, translated or misread the words.

## Example
```text
The port, he said, was “full to the brim.”[1]

Notes

[1] Tamsin Vole, quoted in “Dues to Rise,” Skelmouth Gazette, May 3, 2016.
```
Marked: “quoted in”.

## Instead
```text
The port, he said, was “full to the brim.”[1]

Notes

[1] Tamsin Vole, “The Port Is Full,” Skelmouth Gazette, May 2, 2016.
```

## Not flagged
Words said to the very author who prints them.
```text
The port, he said, was “full to the brim.”[1]

Notes

[1] Tamsin Vole, interview by Nan Perrow, quoted in Skelmouth Gazette, May 3, 2016.
```

## Authority
APA 7, 8.6; Chicago Manual of Style 14.260: consult the original, or say that you did not.
"#;

/// How a note says it.
const FORMS: &[&str] =
    &["quoted in", "as quoted by", "cited in", "as cited by", "qtd. in", "qtd in", "quoted from"];

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    let mut found: Vec<Diagnostic> = Vec::new();
    for (index, note) in on.draft.notes.each() {
        let words = on.draft.note_words(index);
        let sign = |sign: &str| memchr::memmem::find(words.as_bytes(), sign.as_bytes()).is_some();
        if !["uoted", "ited in", "ited by", "td. in", "td in"].into_iter().any(sign) {
            continue;
        }
        if on.case.idle.contains(&index)
            || find_words(words, "interview").is_some()
            || words.contains("nterviewed")
        {
            continue;
        }
        let first = FORMS.iter().filter_map(|form| Some((find_words(words, form)?, form.len()))).min();
        let Some((at, length)) = first else { continue };
        let said = &words[at..at + length];
        let message = format!("{} quotes second-hand (“{said}”)", on.name(index));
        found.push(
            on.finding(sink, index, note.view.lift(Span::new(at, at + length)), message)
                .label("not the original")
                .why("the work in between may have cut or misread the words")
                .help(
                    "find the original and cite it; if you cannot get it, leave the note as it is and \
                     accept this finding",
                ),
        );
    }
    if found.len() <= 2 {
        found.into_iter().for_each(|finding| sink.push(finding));
        return;
    }
    let message = format!("{} notes quote second-hand", found.len());
    sink.gathered(found, message);
}

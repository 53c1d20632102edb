//! `title-untranslated`: a title in another script without a translation.

use crate::diagnostic::Level;
use crate::lexicon::list;
use crate::notes::{Form, NoteKind, Script};
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "title-untranslated",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a title in another script without a translation",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

/// Longer notes are not looked through for each of their citations, in bytes.
const LONGEST: usize = 8000;

const EXPLAIN: &str = r#"## What it checks
A title in another script than the draft's is followed by a translation in brackets, or by the name of the language.

## Why it matters
Most readers cannot tell what the source is, nor look for it.

## Example
```text
Exports grew.[1]

Notes

[1] 山田花子, “港湾の歴史と料金について,” 日本経済新聞, May 3, 2017.
```
Marked: “港湾の歴史と料金について”.

## Instead
```text
Exports grew.[1]

Notes

[1] 山田花子, “港湾の歴史と料金について” [On the history and the dues of harbours], 日本経済新聞, May 3, 2017.
```

## Not flagged
A translation in brackets.
```text
Exports grew.[1]

Notes

[1] Иван Петров, “Портовые сборы растут” [Harbour dues rise], Известия, May 3, 2017.
```
The language is named.
```text
Exports grew.[1]

Notes

[1] Иван Петров, “Портовые сборы растут,” Известия, May 3, 2017 (in Russian).
```
The draft is in that language itself.
```text
Вывоз вырос.[1] Ввоз упал в том же году, и цены не изменились.

Notes

[1] Иван Петров, “Портовые сборы растут,” Известия, 3 мая 2017.
```

## Authority
Chicago Manual of Style 11.9: titles in other languages, with a translation in brackets.
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    if !latin_body(on) {
        return;
    }
    for (at, citation) in on.notes.citations() {
        let foreign = citation.form == Form::Full && citation.script != Script::Latin;
        let Some(title) = citation.title.span().filter(|_| foreign) else { continue };
        if on.notes.notes[at.note].kind == NoteKind::Comment || !mostly_foreign(on.words(title)) {
            continue;
        }
        let words = on.words(citation.span.to(title));
        let note = on.draft.note_words(at.note);
        if glossed(words) || note.len() <= LONGEST && glossed(note) {
            continue;
        }
        let finding = on
            .finding(sink, at.note, title, "the title is in another script, without a translation")
            .label("no translation")
            .why("most readers cannot tell what the source is, or search for it")
            .help("add a translation in brackets after the title, or name the language: “(in Japanese)”");
        sink.push(finding);
    }
}

/// Whether the draft's own text is in Latin letters.
fn latin_body(on: &NoteCase<'_, '_>) -> bool {
    let (mut latin, mut other) = (0usize, 0usize);
    for passage in on.draft.passages.iter().filter(|passage| passage.kind.is_body()).take(200) {
        for c in on.words(passage.view).chars().filter(|c| c.is_alphabetic()) {
            if c < '\u{250}' { latin += 1 } else { other += 1 }
        }
    }
    latin >= other
}

/// Whether more than half the letters are of another script: a name or an
/// abbreviation in Latin letters may stand among them.
fn mostly_foreign(title: &str) -> bool {
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let foreign = title.chars().filter(|c| c.is_alphabetic() && *c >= '\u{370}').count();
    foreign * 2 > letters
}

/// Whether a bracket holds two words or more in Latin letters (a translation),
/// or the language is named.
fn glossed(words: &str) -> bool {
    let lower = words.to_lowercase();
    if list::LANGUAGE_NAME
        .iter()
        .any(|language| lower.contains(&format!("in {language}")) || lower.contains(&format!("({language})")))
    {
        return true;
    }
    let inside = |open: char, close: char| {
        words.split(open).skip(1).filter_map(|rest| rest.split(close).next()).any(|group| {
            let latin = |word: &str| {
                word.chars().filter(|c| c.is_ascii_alphabetic()).count() >= 2
                    && word.chars().any(char::is_lowercase)
            };
            group.split_whitespace().filter(|word| latin(word)).count() >= 2
        })
    };
    // Square brackets mark a translation; round ones hold places and publishers too.
    inside('[', ']') || inside('［', '］') || inside('(', ')') && !lower.contains("press)")
}

#[cfg(test)]
mod tests {
    use super::{glossed, mostly_foreign};

    #[test]
    fn a_translation_is_told_from_an_abbreviation() {
        assert!(glossed("“港湾の歴史” [The history of harbours]"));
        assert!(glossed("“港湾の歴史” (in Japanese)"));
        assert!(!glossed("“防衛における協力に関する了解覚書(MOU)の締結について,” accessed April 22, 2017"));
    }

    #[test]
    fn a_foreign_name_does_not_make_a_foreign_title() {
        assert!(mostly_foreign("防衛における協力(MOU)"));
        assert!(!mostly_foreign("The Meaning of 防衛 in Law"));
    }
}

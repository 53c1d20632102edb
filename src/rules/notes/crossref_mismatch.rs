//! `crossref-mismatch`: a reference to another note that does not lead to what it names.

use crate::lexicon::list;
use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Edit, Level};
use crate::ids::NoteId;
use crate::notes::{Citation, Contributor, Form, Target, Use, agrees, fold};
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "crossref-mismatch",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a reference to another note that leads to the wrong note",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

/// How many works of one note are looked through.
const MOST_SOURCES: usize = 20;

/// Longer notes are not looked through, in bytes.
const LONGEST: usize = 8000;

const EXPLAIN: &str = r#"## What it checks
“Smith, supra note 3” leads to a note that cites Smith. The note exists, is another note, and is on the side that
*supra* or *infra* says. A name in a short form is spelt as in the full citation.

## Why it matters
Such numbers are typed by hand and stay as they are when a note is put in or taken out. In one published paper nine of
them were off by one.

## Example
```text
Exports grew.[1] Prices stood still.[2] Imports fell.[3]

Notes

[1] John Brown, “Pilots and Tugs,” Port Review 14, no. 1 (2016): 3–20.

[2] Mary Greenberg, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.

[3] Greenberg, supra note 1, at 47.
```
Marked: “supra note 1”.

```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Mary Greenberg, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.

[2] Greenburg, supra note 1, at 47.
```
Marked: “Greenburg”.

```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Mary Greenberg, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.

[2] See supra note 2 and the text there.
```
Marked: “supra note 2”.

## Instead
```text
Exports grew.[1] Prices stood still.[2] Imports fell.[3]

Notes

[1] John Brown, “Pilots and Tugs,” Port Review 14, no. 1 (2016): 3–20.

[2] Mary Greenberg, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.

[3] Greenberg, supra note 2, at 47.
```
The name as the note has it.
```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Mary Greenberg, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.

[2] Greenberg, supra note 1, at 47.
```

## Not flagged
The note named says *Id.* and so leads on to the right work.
```text
Exports grew.[1] Prices stood still.[2] Imports fell.[3] Tolls rose.[4]

Notes

[1] Mary Greenberg, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.

[2] Id. at 50.

[3] John Brown, “Pilots and Tugs,” Port Review 14, no. 1 (2016): 3–20.

[4] Greenberg, supra note 2, at 47.
```
A reference without a name.
```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Mary Greenberg, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.

[2] See supra note 1.
```
The second of two authors; a body by its initials.
```text
Exports grew.[1] Prices stood still.[2] Imports fell.[3]

Notes

[1] Mary Greenberg and Paul Massad, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.

[2] World Trade Organization, Annual Report 2014 (Geneva: World Trade Organization, 2014).

[3] Massad, supra note 1, at 47; WTO, supra note 2, at 9.
```
A number from another part of the same paper, which is not in this file.
```text
Exports grew.[101] Imports fell.[102]

Notes

[101] Mary Greenberg, “Harbour Dues,” Port Review 12, no. 3 (2014): 45–61.

[102] Massad, supra note 32, at 47.
```

## Authority
Bluebook 4.2; our own count: 16 of 262 such references in 20 published papers were flagged, 13 of them rightly.
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    let index = Index::of(on);
    let mut folded = Folded::default();
    let printed = numbers_are_printed(on);
    for (at, citation) in on.notes.citations() {
        let finding = match &citation.reference {
            Some(_) if !printed => None,
            Some(_) => reference(on, sink, &index, &mut folded, at, citation),
            None => misspelt_short(on, sink, at, citation),
        };
        if let Some(finding) = finding {
            sink.push(finding);
        }
    }
}

/// Whether the labels are the numbers that a reader sees. Markdown numbers
/// `[^n]` notes by their first markers, whatever their labels.
fn numbers_are_printed(on: &NoteCase<'_, '_>) -> bool {
    let by_marker = on.draft.notes.first().is_some_and(|first| on.case.slice(first.label).starts_with("[^"));
    let mut seen = HashSet::new();
    let firsts = on.draft.markers.iter().filter_map(|marker| marker.note).filter(|note| seen.insert(*note));
    !by_marker || firsts.zip(1..).all(|(note, number)| on.draft.notes[note].id == number.to_string())
}

/// Notes by number, and notes by the names of those who wrote their works.
struct Index {
    by_number: HashMap<(u32, u32), NoteId>,
    /// For each run of numbering its lowest and highest number.
    range: HashMap<u32, (u32, u32)>,
    by_name: HashMap<String, Vec<NoteId>>,
}

impl Index {
    fn of(on: &NoteCase<'_, '_>) -> Self {
        let mut index = Index { by_number: HashMap::new(), range: HashMap::new(), by_name: HashMap::new() };
        for (note, it) in on.draft.notes.each() {
            if let Ok(number) = it.id.parse::<u32>() {
                index.by_number.entry((it.scope, number)).or_insert(note);
                let range = index.range.entry(it.scope).or_insert((number, number));
                *range = (range.0.min(number), range.1.max(number));
            }
        }
        for (at, citation) in on.notes.citations() {
            if citation.form == Form::Full {
                for author in citation.author_list() {
                    index.by_name.entry(fold::fold(&author.family)).or_default().push(at.note);
                }
            }
        }
        index
    }
}

/// A reference with a number: "Smith, supra note 3".
fn reference(
    on: &NoteCase<'_, '_>,
    sink: &Sink<'_>,
    index: &Index,
    folded: &mut Folded,
    at: Use,
    citation: &Citation,
) -> Option<Diagnostic> {
    let reference = citation.reference.as_ref()?;
    let number = reference.value.number;
    let here = &on.draft.notes[at.note];
    // Notes named by labels are numbered by whoever prints them.
    let own: u32 = here.id.parse().ok()?;
    let &(lowest, highest) = index.range.get(&here.scope)?;
    let words = on.words(citation.form_span.unwrap_or(citation.span)).to_lowercase();
    let (above, below) = (says(&words, &["supra", "above"]), says(&words, &["infra", "below"]));
    let finding = |message: String| on.finding(sink, at.note, reference.span, message);
    let stale = "a number typed by hand does not move when the notes do";
    if number == own && citation.target == Target::Cycle && !citation.author_list().is_empty() | above | below
    {
        return Some(
            finding(format!("note {own} refers to itself"))
                .label("this note")
                .why(stale)
                .help("give the number of the note that you mean"),
        );
    }
    let Some(&target) = index.by_number.get(&(here.scope, number)) else {
        // Beyond the ends it may stand in another part of the paper.
        let within = lowest <= number && number < highest;
        let past = number > highest && above && lowest <= 1;
        return (citation.target == Target::Missing && (within || past)).then(|| {
            finding(format!("there is no note {number}"))
                .label(format!("the notes here run from {lowest} to {highest}"))
                .why(stale)
                .help("give the number of the note that you mean")
        });
    };
    if (above && !below && number > own) || (below && !above && number < own) {
        let (says, is) = if above { ("above", "after") } else { ("below", "before") };
        return Some(
            finding(format!("the reference says {says}, but note {number} comes {is} it"))
                .label(format!("note {number} comes {is} this note"))
                .why(stale)
                .help("give the number of the note that you mean, or change the word"),
        );
    }
    if ring(on, at, target, own, citation) {
        return Some(
            finding(format!("notes {own} and {number} refer to each other, and neither cites a work"))
                .label(format!("note {number} points back here"))
                .why("readers who follow either reference find no work")
                .help("cite the work in one of them"),
        );
    }
    named(on, sink, index, folded, at, citation, target)
}

/// Whether one of these words stands in the words of a reference.
fn says(words: &str, any: &[&str]) -> bool {
    words.split(|c: char| !c.is_alphabetic()).any(|word| any.contains(&word))
}

/// Whether the target does nothing but point back.
fn ring(on: &NoteCase<'_, '_>, at: Use, target: NoteId, own: u32, citation: &Citation) -> bool {
    let back = &on.notes.notes[target];
    citation.target == Target::Cycle
        && target != at.note
        && back
            .citations
            .iter()
            .all(|it| it.reference.as_ref().is_some_and(|reference| reference.value.number == own))
        && !back.citations.is_empty()
        && back.comments.is_empty()
}

/// The names in the reference against the works of the note it points to.
fn named(
    on: &NoteCase<'_, '_>,
    sink: &Sink<'_>,
    index: &Index,
    folded: &mut Folded,
    at: Use,
    citation: &Citation,
    target: NoteId,
) -> Option<Diagnostic> {
    let authors = citation.author_list();
    for author in authors.iter().filter(|author| is_name(&author.family)) {
        if folded.holds(on, target, &author.family)? {
            continue;
        }
        let number = &on.draft.notes[target].id;
        if let Some(near) = near_name(on, target, &author.family) {
            return Some(spelt(on, sink, at, author, &near, &format!("note {number}")));
        }
        if authors.iter().any(|other| folded.holds(on, target, &other.family) == Some(true)) {
            continue; // a co-author is there: the work is the right one
        }
        let sources = on.notes.sources_of(target);
        let agreed = |source: usize| agrees(citation, on.notes.fullest(source)) == Some(true);
        if sources.into_iter().take(MOST_SOURCES).any(agreed) {
            continue;
        }
        let elsewhere = nearest_note(on, index, author, at.note, target)?;
        let reference = citation.reference.as_ref()?;
        let named = &on.draft.notes[elsewhere].id;
        let finding = on
            .finding(
                sink,
                at.note,
                reference.span,
                format!("note {number} does not cite {}; note {named} does", author.family),
            )
            .label(format!("{} is in note {named}", author.family))
            .also(on.draft.notes[elsewhere].label, format!("{} is cited here", author.family))
            .why("a number typed by hand does not move when the notes do")
            .help(format!("change {number} to {named}, if that is the work you mean"));
        return Some(match number_edit(on, reference.span, number, named) {
            Some(edit) => finding.fix(format!("change {number} to {named}"), false, vec![edit]),
            None => finding,
        });
    }
    None
}

/// Words of notes and of full citations, folded once each.
#[derive(Default)]
struct Folded {
    notes: HashMap<NoteId, Option<String>>,
    sources: HashMap<usize, String>,
}

impl Folded {
    /// Whether a name stands in what a reader finds in a note: its own words,
    /// and those of the full citations that its short forms lead to. `None` for
    /// a note too long to be looked through for every reference to it.
    fn holds(&mut self, on: &NoteCase<'_, '_>, note: NoteId, name: &str) -> Option<bool> {
        let own = self.notes.entry(note).or_insert_with(|| {
            let words = on.draft.note_words(note);
            (words.len() <= LONGEST).then(|| format!(" {} ", fold::fold(words)))
        });
        if stands_in(own.as_deref()?, name) {
            return Some(true);
        }
        Some(on.notes.sources_of(note).into_iter().take(MOST_SOURCES).any(|source| {
            let full = on.notes.fullest(source).span;
            let words = self.sources.entry(source).or_insert_with(|| {
                let full = Span { start: full.start, end: full.end.min(full.start.saturating_add(1000)) };
                format!(" {} ", fold::fold(on.words(full)))
            });
            stands_in(words, name)
        }))
    }
}

/// Whether a name can be looked for: letters, a capital first, no word of a reference.
fn is_name(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
        && name.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !list::NO_NAME.contains(&fold::fold(name).split(' ').next().unwrap_or(""))
}

/// Whether a name, a telling part of it, or the words that it is the initials
/// of, stand in these folded words.
fn stands_in(words: &str, name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let name = fold::fold(name);
    let whole = |name: &str| words.contains(&format!(" {name} "));
    let parts = name.contains(' ') && name.split(' ').any(|part| part.chars().count() > 3 && whole(part));
    whole(&name) || parts || capitals && initials(words, &name)
}

/// Whether a name of a few letters ("WTO") is the initials of words in a row.
fn initials(words: &str, name: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
    if !(2..=7).contains(&letters.len()) {
        return false;
    }
    let firsts: Vec<char> = words
        .split(' ')
        .filter(|word| !list::SMALL_IN_NAME.contains(word))
        .filter_map(|word| word.chars().next())
        .collect();
    firsts.windows(letters.len()).any(|window| window == letters)
}

/// A name in the works of a note that differs in a letter or two.
fn near_name(on: &NoteCase<'_, '_>, note: NoteId, name: &str) -> Option<String> {
    let sources = on.notes.sources_of(note).into_iter().take(MOST_SOURCES);
    sources
        .flat_map(|source| on.notes.fullest(source).author_list())
        .map(|author| &author.family)
        .find(|family| near(family, name))
        .cloned()
}

/// Whether two names are one name spelt twice: five letters or more, the same
/// first letter, one letter changed, put in or left out, or two swapped.
fn near(one: &str, other: &str) -> bool {
    let letters = one.chars().count().min(other.chars().count());
    let (a, b) = (fold::fold(one), fold::fold(other));
    letters >= 5
        && a != b
        && a.chars().next() == b.chars().next()
        && strsim::damerau_levenshtein(&a, &b) <= if letters >= 9 { 2 } else { 1 }
}

/// The note nearest before this one (else nearest after) that gives a work of
/// this author in full.
fn nearest_note(
    on: &NoteCase<'_, '_>,
    index: &Index,
    author: &Contributor,
    here: NoteId,
    not: NoteId,
) -> Option<NoteId> {
    let scope = on.draft.notes[here].scope;
    let notes = index.by_name.get(&fold::fold(&author.family))?;
    // Those around the number that was given: a number that was not moved is off by little.
    let middle = notes.partition_point(|&note| note < not);
    let notes = &notes[middle.saturating_sub(16)..(middle + 16).min(notes.len())];
    let fits = |note: &&NoteId| **note != here && **note != not && on.draft.notes[**note].scope == scope;
    notes.iter().filter(fits).min_by_key(|&&note| (note > here, note.index().abs_diff(not.index()))).copied()
}

/// A short form without a number whose name is spelt otherwise than in full.
fn misspelt_short(
    on: &NoteCase<'_, '_>,
    sink: &Sink<'_>,
    at: Use,
    citation: &Citation,
) -> Option<Diagnostic> {
    let Target::Source(source) = citation.target else { return None };
    if !matches!(citation.form, Form::Short | Form::OpCit) {
        return None;
    }
    let full = on.notes.fullest(source);
    if full.form != Form::Full || full.author_list().is_empty() {
        return None;
    }
    let there = format!(" {} ", fold::fold(on.words(full.span)));
    let author = citation
        .author_list()
        .iter()
        .find(|author| is_name(&author.family) && !stands_in(&there, &author.family))?;
    let right = full.author_list().iter().find(|it| near(&it.family, &author.family))?;
    let first = on.notes.sources[source].uses[on.notes.sources[source].full?];
    Some(spelt(on, sink, at, author, &right.family, &on.name(first.note)))
}

fn spelt(
    on: &NoteCase<'_, '_>,
    sink: &Sink<'_>,
    at: Use,
    author: &Contributor,
    right: &str,
    place: &str,
) -> Diagnostic {
    let finding = on
        .finding(sink, at.note, author.span, format!("“{}” is spelt “{right}” in {place}", author.family))
        .label("spelt differently")
        .why("readers cannot be sure that this is the same person")
        .help(format!("check the name and spell it the same way in both notes (“{right}”?)"));
    match on.case.in_draft(author.span) {
        Some(found) if on.case.slice(found) == author.family => {
            finding.fix(format!("write {right}"), false, vec![Edit { place: found, text: right.to_owned() }])
        }
        _ => finding,
    }
}

/// The change of the number in a reference, if its digits are plain in the file.
fn number_edit(on: &NoteCase<'_, '_>, reference: Span, old: &str, new: &str) -> Option<Edit> {
    let words = on.words(reference);
    let at = words.rfind(old).filter(|&at| at + old.len() == words.len())?;
    let start = reference.start + u32::try_from(at).ok()?;
    let place = on.case.in_draft(Span { start, end: reference.end })?;
    (on.case.slice(place) == old).then(|| Edit { place, text: new.to_owned() })
}

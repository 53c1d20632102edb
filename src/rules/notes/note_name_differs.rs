//! `note-name-differs`: a person's name that the sentence spells differently from its note.

use crate::diagnostic::Level;
use crate::draft::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::notes::Contributor;
use crate::notes::fold::fold;
use crate::prose::names::{Mention, Shape};
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-name-differs",
    level: Level::Advice,
    precise: false,
    publication: None,
    group: Group::Notes,
    reads: Reads::English,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "an author’s name spelt differently in the sentence and its note",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
A person whom the sentence names with given and family name, where the note at the sentence has an author of the same given name and nearly the same family name (a letter apart, in long names two), of the same family name and nearly the same given name, or with the two the other way round.

## Why it matters
One of the two is wrong; a search for it finds nothing, or someone else.

## Example
```text
The engineer Walter Hofstetter measured the sluice in 2014.[1] Greta Ollson did so again.[2] So did Lind Arvid.[3]

Notes

[1] Walter Hofsteter, “The Sluice,” Port Review 12, no. 3 (2014): 33.

[2] Greta Olsson, “The Sluice Again,” Port Review 13, no. 1 (2015): 3.

[3] Arvid Lind, “The Sluice Once More,” Port Review 14, no. 1 (2016): 3.
```
Marked: “Walter Hofstetter”, “Greta Ollson”, “Lind Arvid”.

A name that leads in to a block quotation.
```markdown
The engineer of the harbour, Katherina Rohde, tells of the night:

> The sluice broke at nine, and the water came over the wall.[^1]

[^1]: Katharina Rohde, “The Sluice,” *Port Review* 12, no. 3 (2014): 33.
```
Marked: “Katherina Rohde”.

## Instead
```text
The engineer Walter Hofstetter measured the sluice in 2014.[1]

Notes

[1] Walter Hofstetter, “The Sluice,” Port Review 12, no. 3 (2014): 33.
```

## Not flagged
Short given names, initials, accents, two authors of one family, and a name that the note has as well.
```text
Mike Reed measured the sluice in 2014.[1] W. Hofstetter did so again.[2] Jan Müller told Anna Lind of it, and Anne Lind of the rest.[3]

Notes

[1] Michael Reed, “The Sluice,” Port Review 12, no. 3 (2014): 33.

[2] Walter Hofstetter, “The Sluice Again,” Port Review 13, no. 1 (2015): 3.

[3] Jan Muller and Anna Lind, “Letters to Anne Lind,” Port Review 14, no. 1 (2016): 3.
```

## Authority
Chicago Manual of Style 13.9 (names are given as they are in the work); copy editors’ practice.
"#;

/// A given name of fewer letters has too many neighbours: Ann and Anne.
const GIVEN: usize = 6;
/// The same of family names.
const FAMILY: usize = 5;
/// A block quotation has at most so many sentences before its marker.
const BLOCK: usize = 20;
/// From so many letters on a family name may differ by two.
const LONG: usize = 8;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let mentions = &case.mentions().all;
    for (_, marker) in draft.markers.each() {
        let (Some(passage), Some(note)) = (marker.passage, marker.note) else { continue };
        let said = draft.note_words(note);
        let authors = case.notes.notes[note].citations.iter().flat_map(|citation| citation.author_list());
        let known: Vec<&Contributor> = authors.filter(|one| is_whole(one)).collect();
        if known.is_empty() {
            continue;
        }
        let near = std::iter::once(passage).chain(lead_in(draft, passage));
        for (span, given, family) in near.flat_map(|passage| named(draft.view.text(), mentions, passage)) {
            let same = |one: &&Contributor| first(&one.given) == given && one.family == family;
            if known.iter().any(same) || said.contains(&format!("{given} {family}")) {
                continue;
            }
            let Some(meant) = known.iter().find(|one| differs(given, family, one)) else { continue };
            let Some(place) = case.in_draft(span) else { continue };
            let message =
                format!("“{given} {family}” here is “{} {}” in the note", meant.given, meant.family);
            sink.push(
                sink.finding(place, message)
                    .label("spelt like this here")
                    .also(draft.notes[note].label, "and differently in this note")
                    .why("one of the two is wrong, and a search for it finds nothing, or someone else")
                    .help("check the name in the work itself, and spell it the same way in both places")
                    .note(note)
                    .passage(Some(passage)),
            );
        }
    }
}

/// The sentence that leads in to a block quotation, for a marker at the end of the block.
fn lead_in(draft: &Draft, passage: PassageId) -> Option<PassageId> {
    let quote = |id: PassageId| draft.passages[id].kind == PassageKind::Quote;
    if !quote(passage) {
        return None;
    }
    let mut at = passage;
    for _ in 0..BLOCK {
        at = at.before()?;
        if !quote(at) {
            return draft.words(at).trim_end().ends_with([':', ',']).then_some(at);
        }
    }
    None
}

/// Whether given and family name are known, and are written in letters that can be compared.
fn is_whole(one: &Contributor) -> bool {
    !one.body
        && first(&one.given).chars().count() > 1
        && !first(&one.given).ends_with('.')
        && !one.family.contains(' ')
}

/// The first of the given names.
fn first(given: &str) -> &str {
    given.split(' ').next().unwrap_or("")
}

/// Two capitalised words in a passage with a space between them, and no third beside them.
fn named<'t>(
    view: &'t str,
    mentions: &'t [Mention],
    passage: PassageId,
) -> impl Iterator<Item = (Span, &'t str, &'t str)> {
    let from = mentions.partition_point(|mention| mention.passage < passage);
    let here = &mentions[from..];
    let here = &here[..here.partition_point(|mention| mention.passage <= passage)];
    let beside = |a: &Mention, b: &Mention| view.get(a.span.end as usize..b.span.start as usize) == Some(" ");
    here.windows(2).enumerate().filter_map(move |(at, pair)| {
        let [a, b] = pair else { return None };
        let capital = |one: &Mention| one.shape == Shape::Capital;
        let more = here.get(at + 2).is_some_and(|next| capital(next) && beside(b, next));
        (capital(a) && capital(b) && beside(a, b) && !more)
            .then(|| (a.span.to(b.span), &view[a.span.range()], &view[b.span.range()]))
    })
}

/// Whether a name is probably another spelling of an author's.
fn differs(given: &str, family: &str, author: &Contributor) -> bool {
    let (own, other) = (first(&author.given), author.family.as_str());
    if given == other && family == own {
        return true;
    }
    let letters = |word: &str| word.chars().count();
    let far = |a: &str, b: &str| strsim::damerau_levenshtein(&fold(a), &fold(b));
    let head = |a: &str, b: &str| a.chars().take(3).eq(b.chars().take(3));
    if given == own && letters(family) >= FAMILY && letters(other) >= FAMILY {
        let most = if letters(other) >= LONG { 2 } else { 1 };
        return (1..=most).contains(&far(family, other)) && family.chars().next() == other.chars().next();
    }
    let long = letters(given) >= GIVEN && letters(own) >= GIVEN;
    let short_form = given.starts_with(own) || own.starts_with(given);
    family == other && long && !short_form && head(given, own) && (1..=2).contains(&far(given, own))
}

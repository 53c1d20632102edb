//! `acronym-use`: an abbreviation that is defined and not used, used and not
//! defined, or defined twice.

use crate::case::names::parts;
use crate::diagnostic::{Diagnostic, Level};
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::prose::names::abbreviation::{Abbreviation, Definition, abbreviations, is_known};
use crate::prose::names::part::Part;
use crate::rules::kit::listed;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "acronym-use",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Figures,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an abbreviation defined and not used, used and not defined, or defined twice",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

/// So many names are listed in a message.
const LISTED: usize = 5;
/// What is longer, "ARPANET", is read as a name.
const LETTERS: usize = 5;
/// An abbreviation is spelt out again after so many bytes of text, about 5,000
/// words: a reader of a long report does not remember it.
const FAR: u32 = 30_000;
/// A line that ends otherwise is a title, a caption or a row of a list of figures.
const STOPS: [char; 9] = ['.', '!', '?', ':', ';', ',', '”', '"', ')'];

const EXPLAIN: &str = r#"## What it checks
An abbreviation in capitals is spelt out once, at first use, and is used afterwards. Each kind of fault is
reported once for the document, with every place inside.

## Why it matters
Readers stumble over letters that were never explained, and memorise others for nothing.

## Example
Defined and never used.
```text
The Japan Ministry of Defense (JMOD) took over. The ministry has grown since.
```
Marked: “JMOD”.
Used and never defined.
```text
The fleet met the QRTF at sea. Later the QRTF left.
```
Marked: “QRTF”.
Defined twice.
```text
The Japan Ministry of Defense (JMOD) took over. JMOD grew. The Japan Ministry of Defense (JMOD) was pleased with JMOD.
```
Marked: “JMOD”.

## Instead
```text
The Japan Ministry of Defense (JMOD) took over. JMOD has grown since, and advanced persistent threats (APTs) with it: one APT a day.
```

## Not flagged
Defined again in a caption or in the list of tables.
```text
Table 1. Japan Ministry of Defense (JMOD) Staff

The Japan Ministry of Defense (JMOD) took over. Its staff grew when JMOD moved.
```
Defined again in a list of terms.
```text
The crew met advanced persistent threats (APTs) and left. An APT is slow.

Terms

Advanced Persistent Threat (APT) is a kind of attack that lasts. Quick Reaction Force (QRFO) refers to a crew on call.
```
Used again inside another word, and a name that is longer than its letters.
```text
Credential service providers (CSPs) issue cards. A CSP-issued card is valid for the DIME(LE) project and for the DIME(LE) board.
```
What readers know better short than long, firms, numerals, measures and model numbers.
```text
The UN and NATO met IBM and IBM met the UN in World War II at 40 MW. The AK-47 and the AK-47 and the XVII Corps, the XVII Corps.
```
Used in notes only.
```text
The Japan Ministry of Defense (JMOD) took over.[1]

Notes

[1] JMOD, Annual Report 2014, 12.
```
Defined in a heading, in a list of abbreviations, or by a name in the text.
```text
The Japan Ministry of Defense (JMOD)

In 2010 JMOD took over. Later JMOD grew. The Bank of Northern Trade closed, and BNT staff and the BNT board left.
```
```markdown
# Report

The QRTF met. The QRTF left.

## Abbreviations

- QRTF: quick reaction task force
```
A note at the word itself, and a name that goes on after the brackets.
```text
The QRTF[1] met. The QRTF left, and the Fleet Order and Practices (FOP) Study was closed.

Notes

[1] The quick reaction task force of the northern fleet.
```
Headings and shouted words in capitals.
```text
THE FLEET OF THE NORTH

The fleet does NOT sail. It is NOT there.
```

## Authority
Chicago Manual of Style 10.3: spell out at first use, and abbreviate only what is used again. How definitions are read:
Schwartz and Hearst 2003. What needs no spelling out is in `src/prose/names/data/abbreviations.txt`.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let all = abbreviations(draft.view.text(), case.mentions(), |passage| draft.passages[passage].view);
    if all.is_empty() {
        return;
    }
    let parts = parts(draft);
    let part = |passage: PassageId| parts.get(draft.passages[passage].section).copied().flatten();
    let body = |passage: PassageId| {
        draft.passages[passage].kind.is_body() && part(passage) != Some(Part::Abbreviations)
    };
    let told = |a: &Abbreviation<'_>| {
        a.explained
            // A note at the word itself tells what it is.
            || a.uses.iter().any(|&(span, _)| draft.is_tagged(span))
            || !a.definitions.is_empty()
            || a.uses.iter().any(|&(_, passage)| part(passage) == Some(Part::Abbreviations))
    };
    let mut undefined: Vec<(&str, Diagnostic)> = Vec::new();
    let mut unused: Vec<(&str, Diagnostic)> = Vec::new();
    for a in all.iter().filter(|a| !is_known(a.letters) && !case.writes(a.letters)) {
        let uses = a.uses.iter().filter(|&&(_, passage)| body(passage)).count();
        if !told(a) {
            if uses >= 2 && a.letters.len() <= LETTERS {
                undefined.extend(used_undefined(case, sink, a, uses).map(|finding| (a.letters, finding)));
            }
            continue;
        }
        let sentence = |passage: PassageId| draft.words(passage).ends_with(STOPS);
        let written: Vec<&Definition> = a.definitions.iter().filter(|d| body(d.passage)).collect();
        match written.as_slice() {
            [only]
                if !only.within
                    && !glosses(draft, only)
                    && a.uses.is_empty()
                    && a.apart == 0
                    && a.definitions.len() == 1
                    && !again(draft, a.letters, only) =>
            {
                unused.extend(defined_unused(case, sink, a, only).map(|finding| (a.letters, finding)));
            }
            [first, second, ..] => {
                let aside = |d: &Definition| part(d.passage).is_some() || !sentence(d.passage);
                let aside = [first, second].into_iter().any(|d| aside(d)) || glosses(draft, second);
                let far = second.short.start - first.short.start > FAR;
                if !aside && !far {
                    sink_twice(case, draft, sink, a, first, second);
                }
            }
            _ => {}
        }
    }
    tell(sink, undefined, "used but never spelt out");
    tell(sink, unused, "defined but never used");
}

/// One finding for all abbreviations with one fault.
fn tell(sink: &mut Sink<'_>, found: Vec<(&str, Diagnostic)>, fault: &str) {
    let names: Vec<String> = found.iter().map(|(letters, _)| (*letters).to_owned()).collect();
    let verb = if names.len() == 1 { "is" } else { "are" };
    let message = format!("{} {verb} {fault}", listed(&names, LISTED));
    sink.gathered(found.into_iter().map(|(_, finding)| finding).collect(), message);
}

fn used_undefined(
    case: &DraftCase<'_, '_>,
    sink: &Sink<'_>,
    a: &Abbreviation<'_>,
    uses: usize,
) -> Option<Diagnostic> {
    let &(span, passage) = a.uses.first()?;
    let finding = sink
        .finding(case.in_draft(span)?, format!("{} is used but never spelt out", a.letters))
        .label(if uses == 2 { "used twice".to_owned() } else { format!("used {uses} times") })
        .why("readers may not know the letters")
        .help(format!("spell it out at first use: “Long Form ({})”", a.letters))
        .passage(Some(passage));
    Some(finding)
}

fn defined_unused(
    case: &DraftCase<'_, '_>,
    sink: &Sink<'_>,
    a: &Abbreviation<'_>,
    only: &Definition,
) -> Option<Diagnostic> {
    let finding = sink
        .finding(case.in_draft(only.short)?, format!("{} is defined but never used", a.letters))
        .label("not used again")
        .why("readers memorise the letters for nothing")
        .help("drop the abbreviation, or use it")
        .passage(Some(only.passage));
    Some(finding)
}

fn sink_twice(
    case: &DraftCase<'_, '_>,
    draft: &Draft,
    sink: &mut Sink<'_>,
    a: &Abbreviation<'_>,
    first: &Definition,
    second: &Definition,
) {
    let (Some(place), Some(also)) = (case.in_draft(second.short), case.in_draft(first.short)) else { return };
    let long = |d: &Definition| draft.view.slice(d.long);
    let stem = |words: &str| {
        words
            .to_lowercase()
            .replace('-', " ")
            .trim_end_matches(|c: char| c == 's' || !c.is_alphabetic())
            .to_owned()
    };
    let (one, other) = (stem(long(first)), stem(long(second)));
    // "the Ministry of Defense" and "Japan Ministry of Defense" are one.
    let same = one.ends_with(&other) || other.ends_with(&one);
    let (message, why, help) = if same {
        (
            format!("{} is defined twice", a.letters),
            "readers may think that another is meant",
            format!("write just {} here", a.letters),
        )
    } else {
        (
            format!("{} is short for both “{}” and “{}”", a.letters, long(first), long(second)),
            "readers cannot tell which is meant",
            "abbreviate only one of them, or correct the words".to_owned(),
        )
    };
    let finding = sink
        .finding(place, message)
        .label("defined again")
        .also(also, "first defined here")
        .why(why)
        .help(help)
        .passage(Some(second.passage));
    sink.push(finding);
}

/// Whether a definition is an entry of a glossary: its passage opens with the long form, and goes on to say what it is.
fn glosses(draft: &Draft, definition: &Definition) -> bool {
    let passage = draft.passages[definition.passage].view;
    let text = draft.view.text();
    let head = &text[passage.start as usize..definition.long.start.min(definition.short.start) as usize];
    let after = &text[definition.short.end.max(definition.long.end) as usize..passage.end as usize];
    let after = after.trim_start_matches(['s', ')', '”', '"', '’']);
    let says = [" is a", " are a", " refer", " mean", " stand", ":", " –", " —"];
    matches!(head.trim(), "" | "A" | "An" | "The" | "•") && says.iter().any(|word| after.starts_with(word))
}

/// Whether an abbreviation occurs anywhere besides its definition, be it in a note or joined to
/// another word: "CSP-issued".
fn again(draft: &Draft, letters: &str, only: &Definition) -> bool {
    let text = draft.view.text();
    text.match_indices(letters).any(|(at, _)| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let after = &text[at + letters.len()..];
        at != only.short.start as usize
            && edge(text[..at].chars().next_back())
            && edge(after.strip_prefix('s').unwrap_or(after).chars().next())
    })
}

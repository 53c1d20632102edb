//! `certainty-word`: a word that says that a claim is beyond doubt.

use crate::diagnostic::Level;
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::lexicon::List;
use crate::lexicon::list;
use crate::prose::{self, Around, TriggerKind};
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "certainty-word",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Language,
    reads: Reads::English,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a word such as “undoubtedly” that puts a claim beyond doubt",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
The draft does not put words such as “undoubtedly”, “clearly”, “of course”, “obviously” or “without question” on a claim of its own.

## Why it matters
Such a word asks readers to believe; evidence lets them see. With evidence, the word adds nothing; without it, the word claims more than the draft can show.

## Example
```text
The new dues will undoubtedly drive the ships away.
```
Marked: “undoubtedly”.

It opens the sentence, or comes between the subject and what is said of it.
```text
Clearly, the port is too small. The crews are obviously tired.
```
Marked: “Clearly”, “obviously”.

## Instead
```text
The new dues will probably drive the ships away: a third of the owners have said so.[1]

Notes

[1] Lee Brook, Harbour Dues (London: Harbour Press, 2014), 12.
```

## Not flagged
Somebody else's words.
```text
“The dues will undoubtedly go,” said the master. The master argued that the dues were obviously too high.
```

How something is done: marked, written, shown.
```text
The berths are clearly labelled. The rules must clearly state the dues, and they are clearly defined. Speak clearly.
```

A term of law, and a word that is turned round.
```text
The right was clearly established. It is not certain that the ships will go, and they will not necessarily and not certainly go.
```

What is granted, and then answered.
```text
Of course the dues cost money. But the quay costs more. The port is certainly small, but it is deep.
```

A test or a rule.
```text
An error that is clearly small is not told. The master should take the dues, but clearly indicate the day.
```

A question that is asked.
```text
The report asks whether the dues are clearly too high. A matter of course, in the course of course corrections.
```

## Authority
Wikipedia, Manual of Style, words to watch (editorializing); Government Auditing Standards 8.45. The words are in `data/en/certainty.toml`; `claimlint lexicons certainty` shows them, `check --lexicon FILE` adds to them or switches some off.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for (passage, hit) in case.terms_said(List::Certainty) {
        let held = &draft.passages[passage];
        let around = Around::of(draft.view.text(), held.view, hit.span);
        let plain = case.lexicons().entry(hit.entry).group == "plain to see";
        let words = draft.words(passage);
        if around.is_negated()
            || around.is_left_open()
            || around.is_reported()
            || grants(draft.view.slice(hit.span)) && conceded(draft, passage, &around)
            || around.is_ours()
            || plain && !on_a_claim(&around, draft.view.slice(hit.span))
            || prose::reading(words).triggers.iter().any(|trigger| trigger.kind == TriggerKind::Attribution)
            || words.trim_end_matches(['”', '"', '’', ')']).ends_with('?')
        {
            continue;
        }
        let Some(place) = case.in_draft(hit.span) else { continue };
        let word = draft.view.slice(hit.span);
        sink.push(
            sink.finding(place, format!("“{word}” asks readers to take the claim on trust"))
                .label("beyond doubt?")
                .why("with evidence the word adds nothing; without it, the word claims too much")
                .help("drop the word, or say how likely it is and on what evidence")
                .passage(Some(passage)),
        );
    }
}

/// Whether a word of certainty is as often one of granting: "certainly it costs money, but".
fn grants(word: &str) -> bool {
    list::GRANTS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether this sentence, or the next one of its paragraph, answers what is granted here.
fn conceded(draft: &Draft, passage: PassageId, around: &Around<'_>) -> bool {
    let next = draft.passages.get(passage.next());
    let same = next.is_some_and(|next| next.paragraph == draft.passages[passage].paragraph);
    around.is_conceded() || same && Around::is_objection(draft.words(passage.next()))
}

/// Whether *clearly* and its like stand on a claim rather than tell how something is done.
fn on_a_claim(around: &Around<'_>, word: &str) -> bool {
    // Phrases can do nothing else.
    if word.contains(' ') {
        return true;
    }
    let (before, after) = (around.before(0), around.after(0));
    let (Some(after), between_commas) = (after, around.set_off()) else { return false };
    if around.opens() {
        return around.comma_after()
            || !list::SEEN.contains(&after.as_str()) && !after.ends_with("ed") && !after.ends_with("ing");
    }
    if between_commas {
        return true;
    }
    if around.comma_after() || list::MANNER_BEFORE.contains(&before.as_deref().unwrap_or("")) {
        return false;
    }
    if word.eq_ignore_ascii_case("naturally") {
        return false;
    }
    // "An act that is clearly of no weight" sets a test; "auditors should …, but clearly indicate" bids.
    let told = |word: &str| around.before(1).as_deref() == Some(word);
    if told("that") || told("which") || told("who") || around.is_bidden() {
        return false;
    }
    let links = ["is", "are", "was", "were", "will", "would"].contains(&before.as_deref().unwrap_or(""));
    let manner = word.eq_ignore_ascii_case("clearly") || word.eq_ignore_ascii_case("manifestly");
    let manner = manner
        && (list::SEEN.contains(&after.as_str())
            || after.ends_with("ed")
            || after.ends_with("ly")
            || after.ends_with("ing"));
    links && !manner || list::SHOWING.contains(&after.as_str())
}

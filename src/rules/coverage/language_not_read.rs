//! `language-not-read`: a draft in a language that the rules on prose do not read.

use crate::diagnostic::Level;
use crate::prose::foreign::counted_language;
use crate::prose::language::name_of;
use crate::rules::{Check, CoveredCase, Group, RULES, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "language-not-read",
    level: Level::Advice,
    precise: false,
    publication: Some(Level::Error),
    group: Group::Coverage,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a draft in a language that the prose rules cannot read",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

/// How many rules are named.
const NAMED: usize = 4;

const EXPLAIN: &str = r#"## What it checks
The draft is in English, the language of the prose rules. In another language they do not run: only notes, numbers and the claims file are checked. Of German, French and Spanish sentences figures, dated events and quotations are read too: `statistic-uncited`, `dated-event-uncited` and `quote-uncited` tell those without a source, as advice. How the language was recognised (declared, by its words, by its script) is in the first line of the report.

`language = "de"` in `claimlint.toml` says that you know this of German drafts; the finding is then left out. Coverage stays *not known*, and a floor of coverage is not reached, since assertions in that language were not seen.

## Why it matters
A draft full of figures without sources would else look as sound as one without a fault.

## Example
```markdown
---
lang: de
---

Die Weberei schloss 1871. Von den 480 Webern zogen 40 Prozent aus dem Tal.
```
Marked: “Die Weberei schloss 1871.”.

## Instead
```markdown
---
lang: en
---

The mill closed in 1871.[^moss]

[^moss]: A. Moss, *Wheels of the Dale* (Leeds: Fell, 1920), 14.
```

## Not flagged
A sentence in another language within an English draft.
```markdown
The mill closed in 1871.[^moss] “Von den Webern zogen viele aus dem Tal”, as a visitor wrote.[^moss]

[^moss]: A. Moss, *Wheels of the Dale* (Leeds: Fell, 1920), 14.
```

## Authority
Own practice: what was not checked is said, and never counted as fine.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let language = &case.language;
    let accepted = case.options.language.as_deref().map(name_of);
    if language.is_english() || accepted == Some(language.name.as_str()) {
        return;
    }
    let Some((at, first)) = case.draft.passages.each().find(|(_, passage)| passage.kind.is_body()) else {
        return;
    };
    let silent: Vec<String> = RULES
        .iter()
        .filter(|rule| rule.reads == Reads::English && rule.level != Level::Off)
        .map(|rule| format!("`{}`", rule.code))
        .collect();
    let tag = crate::prose::language::tag_of(&language.name);
    let accept = match (tag, accepted) {
        (Some(tag), None) => format!("; if that is intended, write `language = \"{tag}\"` in claimlint.toml"),
        (Some(tag), Some(said)) => {
            format!("; claimlint.toml says {said}: did you mean `language = \"{tag}\"`?")
        }
        (None, _) => String::new(),
    };
    sink.push(
        sink.finding(
            first.place,
            format!(
                "the draft is in {} ({}), which the prose rules cannot read",
                language.name,
                language.basis.name()
            ),
        )
        .label("the first sentence")
        .why(match counted_language(language) {
            Some(_) => "of what needs a source only figures, dated events and quotations were looked at, so coverage is unknown",
            None => "unsourced statements were not looked for, so coverage is unknown",
        })
        .help(format!("rules not run: {}{accept}", crate::rules::kit::listed(&silent, NAMED)))
        .passage(Some(at)),
    );
}

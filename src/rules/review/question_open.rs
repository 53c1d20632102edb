//! `question-open`: an open question to the author.

use crate::diagnostic::Level;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "question-open",
    level: Level::Warning,
    precise: true,
    publication: Some(Level::Error),
    group: Group::Review,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an unanswered question to the author",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
A `question` below an entry is open until a `decision` stands below it. What was answered and decided stays in the file.

## Why it matters
Whoever checked could not make the claim out. Until it is answered, nothing vouches for it.

## Example
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12%."
    at "Exports grew"
    cites customs
    question "In value or in tonnes?" by "B. Editor" on 2017-05-10
```
Marked: “"In value or in tonnes?"”.

## Instead
```text
Exports grew by 12% in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
```claims
source customs [1] "Annual Report"
claim growth "Exports grew by 12% in value."
    at "Exports grew"
    cites customs
    question "In value or in tonnes?" by "B. Editor" on 2017-05-10
    answer "In value: table 3." by "A. Author" on 2017-05-11
    decision "The claim says so now." by "B. Editor" on 2017-05-12
```

## Not flagged
A question in the draft's own words.
```claims
claim growth "Did exports grow?"
    kind value
```

## Authority
GAO referencing: each sentence is passed or questioned; questions are answered or the sentence changes. RAND: every reviewer's concern is answered before release.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    for entry in &case.entries {
        for question in entry.entry.questions.iter().filter(|question| question.decision.is_none()) {
            let asked = &question.asked;
            let name = &entry.entry.name.value;
            let by = asked.by.as_ref().map_or(String::new(), |by| format!(" by {}", by.text));
            let on =
                asked.on.as_ref().and_then(|on| on.value).map_or(String::new(), |on| format!(" on {on}"));
            let mut finding = sink
                .finding(entry.place(asked.text.span), format!("a question about `{name}` is open"))
                .label(format!("asked{by}{on}"))
                .why("the reviewer could not confirm the claim")
                .help("correct the claim or its source, and write below the question what was decided: `decision \"…\" by \"NAME\" on DATE`")
                .entry(name)
                .passage(entry.passages.first().copied());
            if let Some(place) = case.anchor_place(entry) {
                finding = finding.also(place, "the sentence");
            }
            sink.push(finding);
        }
    }
}

//! `seal-earlier`: checks that are sealed under the earlier form, which covers less.

use crate::case::review::Verdict;
use crate::diagnostic::Level;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "seal-earlier",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Review,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "checks sealed under the earlier form, which covers less",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
The seal of the last `checked by` line has twelve characters. Seals of eight characters are of the earlier form: they hold statement, sentence, quotation and note, but not the kind, the qualifier, the markers of the sentence, the held copy, the reasons, the claim's name, or who checked it when. All of them are one finding.

An earlier seal is still compared with what it covers: `check-stale` tells when that changed.

## Why it matters
A `kind forecast` or a new source put under such a check goes unnoticed.

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
    checked by "B. Editor" on 2017-05-10 seal r6xw8y0r
```
Marked: “r6xw8y0r”.

## Instead
Run `claimlint sign --renew`; it shows what is newly covered. Look at that before you commit it.
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
    checked by "B. Editor" on 2017-05-10 seal 80bg2y90r6q8
```

## Not flagged
A check without a seal is left to `check-unsealed`.
```claims
claim fair "Those who use a quay should pay for it."
    kind value
    checked by "B. Editor" on 2017-05-10
```

## Authority
Our own.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    let holds = |&index: &usize| case.is_sealed_earlier(index) && case.verdict(index) == Verdict::Checked;
    let earlier: Vec<usize> = (0..case.entries.len()).filter(holds).collect();
    let seal = earlier.first().and_then(|&first| case.last_check(first)?.seal.as_ref());
    let (Some(&first), Some(seal)) = (earlier.first(), seal) else { return };
    let name = case.name(first);
    let message = match earlier.len() {
        1 => format!("`{name}` is sealed under the earlier form, which covers less"),
        2 => format!("`{name}` and 1 other are sealed under the earlier form, which covers less"),
        many => {
            format!("`{name}` and {} others are sealed under the earlier form, which covers less", many - 1)
        }
    };
    sink.push(
        sink.finding(case.entries[first].place(seal.span), message)
            .label("8 characters, not 12")
            .why("a new kind, marker, held copy or reason under the check goes unnoticed")
            .help("run `claimlint sign --renew`, which shows what is newly covered, and look at it")
            .entry(name)
            .passage(case.entries[first].passages.first().copied()),
    );
}

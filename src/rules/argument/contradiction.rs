//! `contradiction`: two entries that cannot both hold.

use crate::lexicon::list;
use std::collections::HashMap;

use crate::argument::certainty::degree_of;
use crate::diagnostic::Level;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::syntax::tree::{Against, EntryKind};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "contradiction",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Argument,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "two entries that cannot both hold",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
Three things that need no guess. One reason (`because` line) names an entry together with an objection against it. Two claims say the same in the same words, one of them with *not*. Two claims say the same in the same words, one qualified as likely and one as unlikely. Whether two differently worded claims agree is for a reader to judge.

## Why it matters
Readers who find two sentences that cannot both hold trust neither.

## Example
```claims
claim port-closed "The port was closed in 1914."
    kind common-knowledge
claim port-open "The port was not closed in 1914."
    kind common-knowledge
```
Marked: “"The port was not closed in 1914."”.

One reason names both sides.
```claims
source customs [1] "Annual Report"
claim dues-fall "Dues should fall."
    kind recommendation
    because trade-shrinks, only-grain
claim trade-shrinks "Trade shrinks."
    cites customs
objection only-grain "Only the grain trade shrinks."
    against trade-shrinks
```
Marked: “only-grain”.

## Instead
```claims
claim port-closed "The port was closed in 1914."
    kind common-knowledge
claim port-open "The port was not closed in 1915."
    kind common-knowledge
```

## Not flagged
An objection says the opposite: that is what it is for.
```claims
claim port-closed "The port was closed in 1914."
    kind common-knowledge
objection port-open "The port was not closed in 1914."
    against port-closed
```

Change over time, stated.
```claims
claim talks-halted "In 2013 the dispute halted the talks."
    kind common-knowledge
claim talks-go-on "Since 2015 the talks have gone on."
    kind common-knowledge
```

## Authority
Intelligence Community Directive 203 (consistent argumentation).
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    joined(case, sink);
    let mut first: HashMap<String, Vec<(usize, bool)>> = HashMap::new();
    for (index, resolved) in case.entries.iter().enumerate() {
        let statement = resolved.statement.as_ref();
        if resolved.entry.entry == EntryKind::Objection {
            continue;
        }
        let (words, count, denied) = told(statement);
        if count < 3 {
            continue;
        }
        let same = first.entry(words).or_default();
        let clash = same.iter().find(|&&(other, other_denied)| {
            other_denied != denied
                || likely(case, other).zip(likely(case, index)).is_some_and(|(a, b)| a != b)
        });
        if let Some(&(other, other_denied)) = clash {
            let name = |entry: usize| format!("`{}`", case.name(entry));
            let message = match other_denied != denied {
                true => format!("{} says the opposite of {}", name(index), name(other)),
                false => format!(
                    "{} and {} say the same, one as likely and one as unlikely",
                    name(index),
                    name(other)
                ),
            };
            let mut finding = sink
                .finding(case.stated_whole(index), message)
                .label("not both can hold")
                .why("readers who see the contradiction trust neither")
                .help(
                    "delete the wrong one, or say what changed in between; if one answers the other, make \
                     it an `objection`",
                )
                .entry(case.name(index))
                .passage(resolved.passages.first().copied());
            finding = finding.also(case.stated_whole(other), "with this");
            for entry in [index, other] {
                if let Some(place) = case.anchor_place(&case.entries[entry]) {
                    finding = finding.also(place, format!("{} in the draft", name(entry)));
                }
            }
            sink.push(finding);
        }
        // Two of each sort are enough to meet every later one.
        if same.len() < 8 {
            same.push((index, denied));
        }
    }
}

/// One reason with both sides of an objection.
fn joined(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    for resolved in &case.entries {
        for because in &resolved.entry.because {
            let named = |name: &str| case.entry_names.get(name).copied();
            let members: HashMap<usize, &crate::syntax::tree::Name> =
                because.names.iter().filter_map(|name| Some((named(&name.value)?, name))).collect();
            for (&member, name) in &members {
                if case.entries[member].entry.entry != EntryKind::Objection {
                    continue;
                }
                let target = case.entries[member].entry.against.iter().find_map(|against| match against {
                    Against::Entry(target) => members.get(&named(&target.value)?).copied(),
                    Against::Step { .. } => None,
                });
                let Some(target) = target.filter(|target| target.value != name.value) else { continue };
                sink.push(
                    sink.finding(
                        resolved.place(name.span),
                        format!(
                            "one reason of `{}` names `{}` and what it objects to, `{}`",
                            resolved.entry.name.value, name.value, target.value
                        ),
                    )
                    .label("objects to the other")
                    .also(case.entries[member].place(target.span), "named with it")
                    .why("the reason needs both, but they cannot both hold")
                    .help("put them in two `because` lines, or delete one")
                    .entry(&resolved.entry.name.value)
                    .passage(resolved.passages.first().copied()),
                );
            }
        }
    }
}

/// Whether an entry is qualified as likely or as unlikely.
fn likely(case: &ClaimsCase<'_, '_>, entry: usize) -> Option<bool> {
    let qualifier = &case.entries[entry].entry.qualifier.as_ref()?.value;
    let lower = qualifier.to_lowercase();
    if ["unlikely", "improbable", "remote", "almost no chance"].iter().any(|word| lower.ends_with(word)) {
        return Some(false);
    }
    use crate::argument::certainty::Degree;
    degree_of(qualifier).filter(|&degree| degree >= Degree::Likely).map(|_| true)
}

/// A statement's words in lower case without its negations, how many they are, and whether the negations are odd.
fn told(statement: &str) -> (String, usize, bool) {
    let (mut told, mut count, mut denied) = (String::with_capacity(statement.len()), 0, false);
    for word in statement.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '%' | '-')) {
        let word = word.trim_matches(['\'', '’', '-']);
        let start = told.len();
        for c in word.chars() {
            told.extend(if c == '’' { '\'' } else { c }.to_lowercase());
        }
        let verb = match &told[start..] {
            "" => Some(""),
            word if list::DENIAL.contains(&word) => {
                denied ^= !matches!(word, "do" | "does" | "did");
                list::DENIAL.group(word)
            }
            word if word.ends_with("n't") => {
                denied = !denied;
                let end = told.len() - "n't".len();
                told.truncate(end);
                None
            }
            _ => None,
        };
        if let Some(verb) = verb {
            told.truncate(start);
            told.push_str(verb);
        }
        if told.len() > start {
            told.push(' ');
            count += 1;
        }
    }
    (told, count, denied)
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn negations_are_left_out_and_counted() {
        let (plain, words, denied) = told("The port can close.");
        assert_eq!((words, denied), (4, false));
        for turned in ["The port cannot close", "The Port can’t close!", "the port can not close"] {
            assert_eq!(told(turned), (plain.clone(), 4, true), "{turned}");
        }
        assert!(!told("It did not, and never did, close.").2);
    }
}

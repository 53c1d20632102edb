//! `unknown-name`: a name or number that nothing in the file or draft bears.

use std::collections::HashSet;

use crate::diagnostic::Edit;
use crate::diagnostic::Level;
use crate::rules::{Check, ClaimsCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Place;
use crate::syntax::tree::{AcceptTarget, Against, Item, Name, NoteRef, NoteRefKind, Target};
use crate::text::{FileId, nearest};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "unknown-name",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::ClaimsFile,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a name or number that nothing in the file or draft has",
    explain: EXPLAIN,
    check: Check::Claims(check),
};

const EXPLAIN: &str = r#"## What it checks
Every name after `cites`, `because`, `against`, `thesis`, `accept … on` and `same-origin as` is declared in the file; every `[15]` cited directly is a note of the draft; every waived rule exists.

## Why it matters
A link to nothing is no support, and a waiver of a rule that does not exist silences nothing.

## Example
```claims
source customs [1] "Annual Report"
claim growth "Exports grew."
    cites custom
```
Marked: “custom”.

## Instead
```claims
source customs [1] "Annual Report"
claim growth "Exports grew."
    cites customs
```

## Not flagged
A name may be used before it is declared.
```claims
claim growth "Exports grew."
    cites customs
source customs [1] "Annual Report"
```

A name that could not be read where it was declared: that slip is reported, and only that.
```claims
claim growth rate "Exports grew."
    kind value
claim more "More grew."
    kind value
    because growth
```

## Authority
Own practice; every dead link is reported, once.
"#;

fn check(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>) {
    // A name in words that could not be read may be the one that is missed.
    let unread: HashSet<&str> = case
        .all_errors()
        .flat_map(|(file, error)| case.slice(Place::new(file, error.span)).split_whitespace())
        .collect();
    for resolved in &case.entries {
        for evidence in resolved.evidence.iter().filter(|evidence| !evidence.known) {
            match &evidence.cite.target {
                Target::Source(name) => unknown(case, sink, (resolved.file, name, &unread), Wanted::Source),
                Target::Note(note) => unknown_note(case, sink, evidence.place(note.span), note),
            }
        }
        let because = resolved.entry.because.iter().flat_map(|because| &because.names);
        let against = resolved.entry.against.iter().flat_map(|against| match against {
            Against::Entry(name) => vec![name],
            Against::Step { from, to, .. } => vec![from, to],
        });
        for name in because.chain(against) {
            unknown(case, sink, (resolved.file, name, &unread), Wanted::Entry);
        }
    }
    for source in &case.sources {
        let names = source.decl.same_origin.iter();
        names.for_each(|name| unknown(case, sink, (source.file, name, &unread), Wanted::Source));
    }
    for (file, item) in case.items() {
        match item {
            Item::Draft(draft) => {
                draft.thesis.iter().for_each(|name| unknown(case, sink, (file, name, &unread), Wanted::Entry))
            }
            Item::Accept(accept) => {
                unknown(case, sink, (file, &accept.rule, &unread), Wanted::Rule);
                match &accept.target {
                    Some(AcceptTarget::Entry(name)) => {
                        unknown(case, sink, (file, name, &unread), Wanted::Either)
                    }
                    Some(AcceptTarget::Note(note)) => {
                        unknown_note(case, sink, Place::new(file, note.span), note)
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

/// What a name should name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Source,
    Entry,
    Either,
    Rule,
}

fn unknown(
    case: &ClaimsCase<'_, '_>,
    sink: &mut Sink<'_>,
    (file, name, unread): (FileId, &Name, &HashSet<&str>),
    wanted: Wanted,
) {
    let word = name.value.as_str();
    let is_entry = case.entry_names.contains_key(word);
    let is_source = case.source_names.contains_key(word);
    let (known, what) = match wanted {
        Wanted::Rule => {
            (crate::rules::rule(word).is_some() || case.options.house.named(word).is_some(), "rule")
        }
        Wanted::Source => (is_source, "source"),
        Wanted::Entry => (is_entry, "claim"),
        Wanted::Either => (is_entry || is_source, "entry"),
    };
    if known || unread.contains(word) {
        return;
    }
    let near = match wanted {
        Wanted::Rule => nearest(word, case.options.house.names()).or_else(|| crate::rules::nearest(word)),
        _ if !sink.may_guess() => None,
        Wanted::Source => nearest(word, case.source_names.keys().copied()),
        Wanted::Entry => nearest(word, case.entry_names.keys().copied()),
        Wanted::Either => nearest(word, case.names()),
    };
    let help = match (near, wanted) {
        _ if wanted == Wanted::Source && is_entry => {
            format!("`{word}` is a claim: write `because {word}`")
        }
        _ if wanted == Wanted::Entry && is_source => {
            format!("`{word}` is a source: write `cites {word}`")
        }
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Wanted::Rule) => "`claimlint rules` lists them all".to_owned(),
        (None, Wanted::Source) => format!("declare it: `source {word} [NUMBER] \"words of the note\"`"),
        (None, _) => "declare it, or correct the name".to_owned(),
    };
    let mut finding = sink
        .finding(Place::new(file, name.span), format!("there is no {what} named `{word}`"))
        .label("not declared")
        .why(if wanted == Wanted::Rule { "the waiver silences nothing" } else { "the link supports nothing" })
        .help(help);
    if let Some(near) = near {
        let edit = Edit { place: Place::new(file, name.span), text: near.to_owned() };
        finding = finding.fix(format!("write `{near}`"), false, vec![edit]);
    }
    sink.push(finding);
}

fn unknown_note(case: &ClaimsCase<'_, '_>, sink: &mut Sink<'_>, place: Place, note: &NoteRef) {
    let Some(draft) = case.draft else { return };
    if case.note_meant(note).is_some() {
        return;
    }
    let key = note.kind == NoteRefKind::Key;
    if key && draft.entries.is_empty() && !(draft.bibliographies.is_empty() && draft.unread.is_empty()) {
        return; // the bibliography could not be loaded, which is told as such
    }
    let ids = draft.notes.iter().map(|note| note.id.as_str());
    let ids = ids.filter_map(|id| if key { id.strip_prefix('@') } else { Some(id) });
    // A near number is no near note.
    let named = note.id.parse::<u32>().is_err() && sink.may_guess();
    let near = named.then(|| nearest(&note.id, ids)).flatten();
    let message = match key {
        true if draft.entries.is_empty() => {
            format!("no bibliography is named, so there is no entry `{}`", note.id)
        }
        true => format!("the bibliography has no entry `{}`", note.id),
        false => format!("the draft has no note `{}`", note.id),
    };
    sink.push(
        sink.finding(place, message)
            .label(if key { "no such entry" } else { "no such note" })
            .why("the source has nothing behind it")
            .help(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None if key => {
                    "correct the key, or name the bibliography: `bibliography \"refs.bib\"`".to_owned()
                }
                None => "correct the number; `claimlint show DRAFT` lists the notes".to_owned(),
            }),
    );
}

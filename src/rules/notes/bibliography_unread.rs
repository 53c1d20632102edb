//! `bibliography-unread`: an entry of a bibliography that could not be read.

use crate::diagnostic::Level;
use crate::rules::{Check, CoveredCase, Group, Reads, Rests, Rule, Sink};
use crate::span::Place;
use crate::syntax::tree::Item;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "bibliography-unread",
    level: Level::Error,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a bibliography entry that cannot be read",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
Each entry of the bibliography that a draft or its claims file names can be read. The other entries are used all the same. A bibliography without any entry is reported where it is named, if the text cites keys.

## Why it matters
What builds the document may stop at the fault, or leave out this source and those after it without a word.

## Example
```markdown
---
references:
  - title: Annual Report
    publisher: Customs Office
---

Exports grew by 12% in 2014.
```
Marked: “title: Annual Report”.

## Instead
```markdown
---
references:
  - id: customs2014
    title: Annual Report
    publisher: Customs Office
---

Exports grew by 12% in 2014 [@customs2014].
```

## Not flagged
Comments between the entries of a `.bib` file, and fields that claimlint has no use for.
```markdown
---
references:
  - id: customs2014
    title: Annual Report
    citation-label: Cus14
---

Exports grew by 12% in 2014 [@customs2014].
```

## Authority
The BibLaTeX manual, 2; the CSL 1.0.2 data schema.
"#;

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    for unread in &draft.unread {
        let message = match unread.key.as_str() {
            "" => format!("part of the bibliography cannot be read: {}", unread.what),
            key => format!("the bibliography entry `{key}` cannot be read: {}", unread.what),
        };
        sink.push(
            sink.finding(unread.place, message)
                .label("reading stopped here")
                .why("LaTeX or pandoc may stop here too, or leave the source out")
                .help("correct the entry; the others are used all the same"),
        );
    }
    // A file that is not there is told when it is loaded.
    let cites = draft.markers.iter().any(|marker| marker.id.starts_with('@'));
    let listed = draft.notes.iter().any(|note| note.id.starts_with('@'));
    if !cites || listed || !draft.unread.is_empty() || !case.texts.unread().is_empty() {
        return;
    }
    let named = draft.bibliographies.first().map(|(place, name)| (*place, name.as_str()));
    let claimed = || {
        let claims = case.claims?;
        let decl = claims.tree.items.iter().find_map(|item| match item {
            Item::Draft(decl) => decl.bibliography.first(),
            _ => None,
        })?;
        Some((Place::new(claims.file, decl.span), decl.text.as_str()))
    };
    if let Some((place, name)) = named.or_else(claimed) {
        sink.push(
            sink.finding(place, format!("the bibliography `{name}` has no readable entry"))
                .label("no entries")
                .why("no citation key in the text has a source")
                .help("add the entries, each as `@book{key, …}`, or name the right file"),
        );
    }
}

//! `bibliography-missing`: keys of a bibliography, and no bibliography.

use crate::diagnostic::Level;
use crate::draft::Marker;
use crate::ids::MarkerId;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "bibliography-missing",
    level: Level::Advice,
    precise: true,
    publication: Some(Level::Error),
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::OnJoin,
    since: "0.1.0",
    summary: "keys of a bibliography, and no bibliography to look them up in",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
A draft that cites keys, such as `[@herman2016]` or `\cite{herman2016}`, names the file that explains them, in its own head, in its claims file or in `claimlint.toml`. What builds the document may be told elsewhere, so this is advice; in profile `publication` it is an error, since no key was checked.

## Why it matters
A key that nothing explains may be a slip: its sentence would look as well sourced as any other.

## Example
```markdown
Exports grew by 12% in 2014 [@customs2014].
```
Marked: “[@customs2014]”.

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
Keys of a list in the draft itself.
```latex
\documentclass{article}
\begin{document}
Exports grew by 12\% in 2014 \cite{customs2014}.
\begin{thebibliography}{9}
\bibitem{customs2014} Customs Office, \emph{Annual Report} (Nesse: Sound Press, 2015), 12.
\end{thebibliography}
\end{document}
```

## Authority
Own practice: what was not checked is said, and never counted as fine.
"#;

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    // Of citations by author and year `citation-without-entry` speaks; a bibliography that is named and could not be
    // loaded is told as such.
    let explained = draft.notes.iter().any(|note| note.id.starts_with('@'));
    if explained || !draft.bibliographies.is_empty() || !draft.unread.is_empty() {
        return;
    }
    let by_year =
        |id: &MarkerId| draft.author_date.as_ref().is_some_and(|read| read.citations.contains_key(id));
    let keys: Vec<&Marker> = draft
        .markers
        .each()
        .filter(|(id, marker)| marker.id.starts_with('@') && !by_year(id))
        .map(|(_, marker)| marker)
        .collect();
    let Some(first) = keys.first() else { return };
    let message = match keys.len() {
        1 => "the text cites a bibliography key, but names no bibliography".to_owned(),
        count => format!("the text cites {count} bibliography keys, but names no bibliography"),
    };
    sink.push(
        sink.finding(first.place, message)
            .label("the first of them")
            .why("the keys could not be checked")
            .help(
                "name the file at the head of the draft, `bibliography: refs.bib`, or in claimlint.toml, \
                 `bibliography = [\"refs.bib\"]`",
            )
            .passage(first.passage),
    );
}

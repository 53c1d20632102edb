//! `note-sequence`: note numbers that do not follow each other in the text.

use super::{Rule, Sink};
use crate::argument::Case;
use crate::diagnostic::Level;
use std::collections::{BTreeSet, HashMap};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "note-sequence",
    level: Level::Warning,
    precise: true,
    summary: "note numbers that do not follow each other in the text",
    explain: EXPLAIN,
    check,
};

const EXPLAIN: &str = r#"## What it checks
Numbered markers appear in ascending order where each is first used, without a gap.

## Why it matters
Readers and printers expect notes in order; a jump is often the trace of a note that was lost or moved.

## Example
```text
Exports grew.[2] Imports fell.[1]

Notes

[1] Customs Office, Annual Report 2014.

[2] Port Authority, Yearbook 2015.
```

## Instead
```text
Exports grew.[1] Imports fell.[2]

Notes

[1] Port Authority, Yearbook 2015.

[2] Customs Office, Annual Report 2014.
```

## Not flagged
An earlier note may be cited again later.
```text
Exports grew.[1] Imports fell.[2] Exports are recorded monthly.[1]

Notes

[1] Port Authority, Yearbook 2015.

[2] Customs Office, Annual Report 2014.
```
Markdown numbers `[^n]` notes by itself, whatever their labels.
```markdown
Exports grew.[^2] Imports fell.[^1]

[^1]: Customs Office, Annual Report 2014.
[^2]: Port Authority, Yearbook 2015.
```

## Authority
Chicago Manual of Style 14.25.
"#;

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let Some(draft) = case.draft else { return };
    if draft.notes.is_empty() {
        return; // `note-undefined` has said what is wrong
    }
    let mut seen: HashMap<u32, (BTreeSet<u32>, u32)> = HashMap::new();
    for marker in &draft.markers {
        let typed = case.slice(marker.place);
        let Ok(number) = marker.id.parse::<u32>() else { continue };
        if marker.passage.is_none() || typed.contains('^') || typed.starts_with('<') || marker.note.is_none() {
            continue;
        }
        let (used, highest) = seen.entry(marker.scope).or_default();
        if !used.insert(number) {
            continue;
        }
        let defined = |id: &u32| draft.notes.iter().any(|n| n.scope == marker.scope && n.id == id.to_string());
        let message = if number < *highest {
            format!("note {number} is first cited after note {highest}")
        } else if number - *highest > 1 && number - *highest < 50 && !(*highest + 1..number).any(|id| defined(&id)) {
            format!("after note {highest} comes note {number}: numbers are missing between them")
        } else {
            *highest = number.max(*highest);
            continue;
        };
        *highest = number.max(*highest);
        sink.push(
            sink.finding(marker.place, message)
                .label("out of order")
                .why("readers expect notes in order; a jump often means that a note was lost or moved")
                .help("renumber the notes in the order of their markers")
                .passage(marker.passage),
        );
    }
}

//! `access-date-without-url`: the day of access without the address that was looked at.

use std::collections::{BTreeMap, HashSet};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::diagnostic::Level;
use crate::notes::{Citation, Use};
use crate::rules::{Check, Group, NoteCase, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "access-date-without-url",
    level: Level::Warning,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "an access date without a web address",
    explain: EXPLAIN,
    check: Check::Notes(check),
};

/// From so many such notes on, and no address anywhere, it is the citation style's doing.
const HABIT: usize = 3;

const EXPLAIN: &str = r#"## What it checks
A citation with the day of access also has the address that was looked at. Where no note of the draft has an address, the
notes are reported together: the citation style hides the addresses.

## Why it matters
“Accessed May 6, 2017” says that a page said this on that day. Without its address it cannot be checked.

## Example
```text
Exports grew.[1]

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, May 3, 2017, accessed May 6, 2017.
```
Marked: “May 6, 2017”.

## Instead
```text
Exports grew.[1]

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, May 3, 2017, https://post.example.org/dues, accessed May 6, 2017.
```

## Not flagged
The address is in a bibliography.
```text
Exports grew.[1]

Bibliography

Smith, Mary. “Harbour Dues Rise.” The Evening Post, May 3, 2017. https://post.example.org/dues.

Notes

[1] Mary Smith, “Harbour Dues Rise,” The Evening Post, May 3, 2017, accessed May 6, 2017.
```
The address is behind the linked words.
```markdown
Exports grew.[^1]

[^1]: Mary Smith, [“Harbour Dues Rise,”](https://post.example.org/dues) The Evening Post, May 3, 2017, accessed May 6, 2017.
```

## Authority
Chicago Manual of Style 14.12. CSL styles drop the address where a style has addresses switched off, and some keep the
day of access.
"#;

fn check(on: &NoteCase<'_, '_>, sink: &mut Sink<'_>) {
    let addressed = on.with_address();
    let bare: Vec<(Use, Span, &Citation)> = on
        .notes
        .citations()
        .filter_map(|(at, citation)| Some((at, citation.accessed.as_ref()?.span, citation)))
        .filter(|(at, _, citation)| !addressed[at.note] && !has_address(citation))
        .collect();
    if bare.is_empty() {
        return;
    }
    let listed = in_bibliography(on, &bare);
    let mut found = Vec::new();
    for (index, (at, span, _)) in bare.into_iter().enumerate() {
        if !listed.contains(&index) {
            let finding = on
                .finding(
                    sink,
                    at.note,
                    span,
                    format!("{} gives an access date, but no address", on.name(at.note)),
                )
                .label("accessed where?")
                .why("without the address, readers cannot open the page that you used")
                .help("add the address or a DOI; if the work is printed, delete the access date");
            found.push(finding);
        }
    }
    if found.len() >= HABIT && addresses_hidden(on) {
        let message = format!("{} notes give an access date, but no note gives an address", found.len());
        found[0].help =
            "your citation style hides the addresses: switch them on in your citation manager (most keep \
             them), and every note will show its own"
                .to_owned();
        sink.gathered(found, message);
    } else {
        found.into_iter().for_each(|finding| sink.push(finding));
    }
}

/// Whether the citation leads to the page in any way.
fn has_address(citation: &Citation) -> bool {
    citation.url.is_some()
        || citation.archive.is_some()
        || citation.doi.is_some()
        || citation.arxiv.is_some()
        || citation.handle.is_some()
}

/// Whether no note of the draft shows an address: the citation style hides
/// them. A DOI is printed by styles that hide addresses.
pub(super) fn addresses_hidden(on: &NoteCase<'_, '_>) -> bool {
    let shown = |citation: &Citation| citation.url.is_some() || citation.archive.is_some();
    !on.notes.citations().any(|(_, citation)| shown(citation))
        && !on.draft.notes.iter().any(|note| {
            let words = on.words(note.view);
            words.contains("://") && !words.contains("doi.org")
        })
}

/// Which of these citations stand with an address elsewhere in the draft, as in
/// a bibliography: their title in a paragraph that holds an address.
fn in_bibliography(on: &NoteCase<'_, '_>, bare: &[(Use, Span, &Citation)]) -> HashSet<usize> {
    let draft = on.draft;
    let mut found = HashSet::new();
    let mut paragraphs: Vec<String> = Vec::new();
    for paragraph in draft.passages.chunk_by(|one, next| one.paragraph == next.paragraph) {
        let span = paragraph[0].view.to(paragraph[paragraph.len() - 1].view);
        let words = draft.view.slice(span);
        let first = draft.links.partition_point(|link| link.view.end <= span.start);
        let linked = draft.links.get(first).is_some_and(|link| link.view.start < span.end);
        if linked || words.contains("://") || words.contains("www.") {
            paragraphs.push(words.to_lowercase());
        }
    }
    if paragraphs.is_empty() {
        return found;
    }
    let mut by_title: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, (_, _, citation)) in bare.iter().enumerate() {
        let title = citation.title.value().map_or("", |title| title.text.trim_end_matches([',', '.']));
        if title.len() >= 8 {
            by_title.entry(title.to_lowercase()).or_default().push(index);
        }
    }
    // The longest title at each place only: overlapping ones could be too many.
    let longest = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(by_title.keys());
    let Ok(finder) = longest else { return found };
    let of_title: Vec<&Vec<usize>> = by_title.values().collect();
    for paragraph in &paragraphs {
        found.extend(finder.find_iter(paragraph).flat_map(|hit| of_title[hit.pattern().as_usize()]));
    }
    found
}

//! `link-text-mismatch`: an address is shown, and the link leads to another.

use crate::diagnostic::Level;
use crate::draft::Draft;
use crate::ids::NoteId;
use crate::rules::{Check, CoveredCase, Group, NoteCase, Reads, Rests, Rule, Sink};
use crate::span::Span;

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "link-text-mismatch",
    level: Level::Warning,
    precise: false,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "a link that shows one address and leads to another",
    explain: EXPLAIN,
    check: Check::Covered(check),
};

const EXPLAIN: &str = r#"## What it checks
Where the linked words are themselves an address, the link leads to the same path.

## Why it matters
Readers on screen and on paper reach different pages.

## Example
```markdown
Exports grew ([https://example.org/docs/commitments_report.pdf](https://example.org/docs/action_plan_3.pdf)).
```
Marked: “https://example.org/docs/commitments_report.pdf”.

## Instead
```markdown
Exports grew ([https://example.org/docs/commitments_report.pdf](https://example.org/docs/commitments_report.pdf)).
```

## Not flagged
The host has moved, the path is the same.
```markdown
Exports grew ([https://www.example.gov/sites/default/report.pdf](https://archives.example.net/sites/default/report.pdf)).
```
A stroke at the end, `http` for `https`, `www.` or none.
```markdown
Exports grew ([http://www.example.org/docs](https://example.org/docs/)).
```
A copy of the same page in an archive.
```markdown
Exports grew ([https://example.org/docs/report.pdf](https://web.archive.org/web/20170506000000/https://example.org/docs/report.pdf)).
```
The linked words are no address.
```markdown
Exports grew ([the report](https://example.org/docs/report.pdf)).
```

## Authority
Own practice; in one published memo three shown addresses led elsewhere, one of them to another document.
"#;

/// Hosts whose addresses stand for another one.
const STAND_INS: &[&str] = &[
    "bit.ly",
    "t.co",
    "goo.gl",
    "tinyurl.com",
    "ow.ly",
    "is.gd",
    "perma.cc",
    "archive.today",
    "archive.ph",
    "archive.is",
    "archive.li",
    "archive.fo",
    "archive.md",
    "archive.vn",
    "doi.org",
    "dx.doi.org",
    "hdl.handle.net",
    "purl.org",
    "go.usa.gov",
    "webcitation.org",
    "nyti.ms",
    "wapo.st",
    "youtu.be",
    "lnkd.in",
    "1drv.ms",
    "w3id.org",
    "n2t.net",
];

fn check(case: &CoveredCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let notes = NoteCase::of(case.case).map(|on| (in_order(draft), on));
    for link in &draft.links {
        let shown = draft.view.slice(link.view);
        if !differs(shown, &link.target) {
            continue;
        }
        let place = case.in_draft(link.view).unwrap_or(link.place);
        let mut finding = sink
            .finding(place, "the address shown is not the address that the link opens")
            .label(format!("opens {}", link.target))
            .why("readers on screen and on paper reach different pages")
            .help("open both; show and link the one that you mean")
            .passage(draft.passage_at(link.view.start));
        if let Some((order, on)) = &notes
            && let Some(note) = note_of(draft, order, link.view)
        {
            finding = finding.note(note).passage(on.passages[note]);
        }
        sink.push(finding);
    }
}

/// The notes in the order of their words: a reader may have met them in another.
fn in_order(draft: &Draft) -> Vec<NoteId> {
    let mut order: Vec<NoteId> = draft.notes.ids().collect();
    order.sort_by_key(|&note| draft.notes[note].view.start);
    order
}

/// The note whose words hold this range of the view.
fn note_of(draft: &Draft, order: &[NoteId], view: Span) -> Option<NoteId> {
    let after = order.partition_point(|&note| draft.notes[note].view.start <= view.start);
    order[..after].last().copied().filter(|&note| draft.notes[note].view.holds(view))
}

/// Whether the shown words are an address that leads to another path.
fn differs(shown: &str, target: &str) -> bool {
    let Some(shown) = Address::shown(shown) else { return false };
    let Some(target) = Address::of(target) else { return false };
    if shown.path.is_empty() || target.path.is_empty() || stands_in(&shown) || stands_in(&target) {
        return false; // a host alone names the site, not a document
    }
    // Archives and redirects hold the address they lead to.
    if target.whole.contains(&shown.path) || shown.whole.contains(&target.path) {
        return target.query_differs(&shown);
    }
    if shown.cut {
        return false; // what was shown of it does not stand in the target, but it was shortened in the middle
    }
    true
}

/// An address, in the form in which two are compared.
struct Address {
    /// Everything, decoded and in lower case.
    whole: String,
    host: String,
    /// Without strokes at its ends; empty for a host alone.
    path: String,
    query: String,
    /// Whether it was shortened with dots.
    cut: bool,
}

impl Address {
    /// Linked words, if they are an address and nothing else. Line breaks may
    /// have put spaces into it.
    fn shown(words: &str) -> Option<Self> {
        let joined: String = words.split_whitespace().collect();
        let trimmed = joined.trim_matches(|c: char| "<>()[]“”\"'.,;".contains(c));
        let full = trimmed.starts_with("http://") || trimmed.starts_with("https://");
        let bare = trimmed.starts_with("www.") && trimmed.contains('/');
        let prose = words.split_whitespace().count() > 4;
        ((full || bare) && !prose).then(|| Self::parse(trimmed)).flatten()
    }

    /// A target on the web.
    fn of(target: &str) -> Option<Self> {
        let target = target.trim();
        let web = target.starts_with("http://") || target.starts_with("https://") || target.starts_with("//");
        web.then(|| Self::parse(target)).flatten()
    }

    fn parse(text: &str) -> Option<Self> {
        let whole = decode(text).to_lowercase();
        let rest = whole.split_once("//").map_or(whole.as_str(), |(_, rest)| rest);
        let rest = rest.split('#').next().unwrap_or("");
        let (before, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = before.split_once('/').unwrap_or((before, ""));
        let host = host.strip_prefix("www.").unwrap_or(host).to_owned();
        let cut = path.ends_with("...") || path.contains('…');
        let path = path.trim_end_matches(['.', '…', ',', ';']).trim_matches('/');
        let path = path.strip_suffix("index.html").or_else(|| path.strip_suffix("index.htm")).unwrap_or(path);
        let path = path.trim_end_matches('/').to_owned();
        host.contains('.').then(|| Self { host, path, query: query.to_owned(), cut, whole: whole.clone() })
    }

    /// Whether both have a query, and they ask for different things.
    fn query_differs(&self, other: &Self) -> bool {
        let keys = |query: &str| -> Vec<String> {
            let mut keys: Vec<String> = query
                .split('&')
                .map(|part| part.trim_start_matches("amp;").trim_end_matches(['.', ',', ';']).to_owned())
                .filter(|part| !part.is_empty() && !part.starts_with("utm_") && !part.starts_with("fbclid"))
                .collect();
            keys.sort();
            keys
        };
        let (mine, theirs) = (keys(&self.query), keys(&other.query));
        self.path == other.path && !mine.is_empty() && !theirs.is_empty() && mine != theirs && !other.cut
    }
}

fn stands_in(address: &Address) -> bool {
    STAND_INS.contains(&address.host.as_str())
}

/// `%2F` and the like as characters, where they are of ASCII.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code.filter(u8::is_ascii) {
            Some(byte) => {
                out.push(char::from(byte));
                rest = &rest[at + 3..];
            }
            None => {
                out.push('%');
                rest = &rest[at + 1..];
            }
        }
    }
    debug_assert!(rest.len() <= bytes.len());
    out.push_str(rest);
    // Programs set the straight signs of an address as those of print.
    out.replace(['’', '‘'], "'")
}

#[cfg(test)]
mod tests {
    use super::differs;

    #[test]
    fn paths_are_compared_and_hosts_may_move() {
        let same = [
            ("https://example.org/a/b", "https://example.org/a/b/"),
            ("http://www.example.org/a/b.", "https://example.org/a/b"),
            ("www.example.org/a/b", "https://example.org/a/b#top"),
            ("https://old.gov/sites/a.pdf", "https://new.archives.gov/sites/a.pdf"),
            ("https://example.org/a b", "https://example.org/ab"),
            ("https://example.org/a%20b", "https://example.org/a%20b"),
            ("https://example.org", "https://elsewhere.net/x"),
            ("https://example.org/long/pa…", "https://example.org/long/path/to/it"),
            ("https://example.org/a", "https://web.archive.org/web/2017/https://example.org/a"),
            ("https://example.org/a", "https://www.google.com/url?q=https%3A%2F%2Fexample.org%2Fa&sa=D"),
            ("https://doi.org/10.1000/182", "https://press.example.com/article/182"),
            ("https://bit.ly/3xyz", "https://example.org/report"),
            ("https://example.org/a", "../report.pdf"),
            ("https://example.org/a", "mailto:smith@example.org"),
            ("the report at https://example.org/a and what it says", "https://example.org/b"),
            ("https://example.org/a?id=1", "https://example.org/a?id=1&utm_source=x"),
            ("https://example.org/a?x=1&amp;y=2", "https://example.org/a?x=1&y=2"),
            ("", ""),
            ("https://", "https://"),
        ];
        for (shown, target) in same {
            assert!(!differs(shown, target), "{shown} {target}");
        }
        let other = [
            ("https://example.org/docs/report.pdf", "https://example.org/docs/plan.pdf"),
            ("https://example.org/report?id=1", "https://example.org/report?id=2"),
            ("www.example.org/report", "https://example.org/other"),
        ];
        for (shown, target) in other {
            assert!(differs(shown, target), "{shown} {target}");
        }
    }
}

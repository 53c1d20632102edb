//! `web-chrome-in-draft`: navigation or sharing text of a web page left in the draft.

use crate::diagnostic::{Edit, Level};
use crate::draft::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::lexicon::list;
use crate::pattern::pattern;
use crate::rules::{Check, DraftCase, Group, Reads, Rests, Rule, Sink};

/// The rule; its manual is below.
pub const RULE: Rule = Rule {
    code: "web-chrome-in-draft",
    level: Level::Advice,
    precise: true,
    publication: None,
    group: Group::Notes,
    reads: Reads::Any,
    rests: Rests::Alone,
    since: "0.1.0",
    summary: "menus or sharing buttons of a web page left in the draft",
    explain: EXPLAIN,
    check: Check::Draft(check),
};

const EXPLAIN: &str = r#"## What it checks
Lines such as "Skip to main content" or "Share this article" around the text, rows of buttons ("Listen | Print | Share"), and the scripts of the page.

## Why it matters
They came along when the text was copied from a page and do not belong to it.

## Example
```text
Skip to main content

The Port Question

Exports grew in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```
Marked: “Skip to main content”.

A row of buttons, and a script.
```markdown
# The Port Question

[Print](#print)[Share](#share)[Listen](#listen) | [Ports](https://example.org/ports)

Exports grew in 2014.

//Based on the chart of the port

$(function () { draw(); });
```
Marked: “//Based on the chart of the port”.

## Instead
```text
The Port Question

Exports grew in 2014.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Not flagged
A link that is the text.
```markdown
# The Port Question

[Print](https://example.org/print) is a report on the port.

- [Share](https://example.org/share)
- [Dues of the Port](https://example.org/dues)
```
The same words in a sentence.
```text
The Port Question

The page says “Skip to main content” at its head.[1]

Notes

[1] Customs Office, Annual Report 2014.
```

## Authority
Own practice; measured.
"#;

/// No line of the table is longer, in bytes.
const LONGEST: usize = 40;
/// No row of buttons is longer, in bytes.
const ROW: usize = 300;

pattern! {
    // "Download PDF (1019KB)", "PDF, 2.3 MB".
    static SIZE = r"(?i)[\s,(]*\d[\d.,]*\s?[KM]B\)?$";
}
pattern! {
    // What scripts begin with or end with, and a comment of theirs.
    static SCRIPT = r"^[|\s]*(?://|/\*|\$\(|\}\)|var \w+ ?=|window\.|function ?\w*\()|\bfunction ?\([^)]*\) ?\{|\}\);?$|\*/$";
}

fn check(case: &DraftCase<'_, '_>, sink: &mut Sink<'_>) {
    let draft = case.draft;
    let mut scripts = Vec::new();
    for (index, passage) in draft.passages.each() {
        if passage.kind.is_quoted() {
            continue;
        }
        let words = draft.words(index);
        if passage.kind.is_body() && is_script(words) {
            scripts.push(index);
            continue;
        }
        if passage.view.len() > ROW {
            continue;
        }
        let beside = |other: Option<PassageId>| {
            other
                .and_then(|other| draft.passages.get(other))
                .is_some_and(|o| o.paragraph == passage.paragraph)
        };
        if beside(index.before()) || beside(Some(index.next())) || !is_furniture(draft, index) {
            continue;
        }
        let edit = Edit { place: case.with_its_paragraph(passage.place), text: String::new() };
        let finding = sink
            .finding(passage.place, format!("leftover website text: “{}”", shortened(words)))
            .label("not part of the text")
            .why("it was copied from a web page along with the text")
            .help("delete the line")
            .fix("delete the line", false, vec![edit])
            .passage(Some(index));
        sink.push(finding);
    }
    // One such line may be an example; a page's script has several.
    if let [first, _, ..] = scripts[..] {
        let finding = sink
            .finding(draft.passages[first].place, "leftover script of a web page")
            .label("code, not text")
            .why("it was copied from a web page along with the text, and readers see it")
            .help("delete it")
            .passage(Some(first));
        sink.push(finding);
    }
}

/// Whether a line is a script's. Few have a sign of one, and only they are asked closely.
fn is_script(words: &str) -> bool {
    let lead = words.trim_start_matches(|c: char| c == '|' || c.is_whitespace());
    let opens =
        ["//", "/*", "$(", "})", "var ", "window.", "function"].iter().any(|sign| lead.starts_with(sign));
    let ends = words.ends_with([')', ';', '/']);
    let within = || memchr::memmem::find(words.as_bytes(), b"function").is_some();
    (opens || ends || within()) && SCRIPT.as_ref().is_some_and(|script| script.is_match(words))
}

/// Whether a line is furniture: one of the table's, or a row of links most of which are.
fn is_furniture(draft: &Draft, index: PassageId) -> bool {
    let passage = &draft.passages[index];
    let words = draft.words(index);
    if words.len() <= LONGEST && is_chrome(words) {
        return true;
    }
    let from = draft.links.partition_point(|link| link.view.start < passage.view.start);
    let links = draft.links[from..].iter().take_while(|link| link.view.end <= passage.view.end);
    let parts: Vec<&str> = links.map(|link| draft.view.slice(link.view)).collect();
    let linked: usize = parts.iter().map(|part| part.len()).sum();
    let chrome = parts.iter().filter(|part| is_button(part)).count();
    match parts.as_slice() {
        // A link in a list may be the title of a page.
        [one] => passage.kind == PassageKind::Sentence && linked + 3 >= words.len() && is_button(one),
        [_, _, ..] => chrome * 2 >= parts.len() && linked * 2 >= words.len(),
        [] => false,
    }
}

/// Whether the line is one of the table's.
fn is_chrome(words: &str) -> bool {
    let line = words.trim_matches(['[', ']']).trim_end_matches(['.', '!', ':']).to_lowercase();
    list::WEB_CHROME.contains(&line.as_str())
}

/// Whether the words of a link are those of a button, its file's size left out.
fn is_button(words: &str) -> bool {
    // Its size ends with a B: `KB`, `mb)`.
    let sized = words.strip_suffix(')').unwrap_or(words).ends_with(['B', 'b']);
    let size = SIZE.as_ref().filter(|_| sized).and_then(|size| size.find(words));
    let size = size.map_or(words.len(), |size| size.start());
    let line = words[..size].trim_matches(['[', ']', ' ']).to_lowercase();
    [&list::BUTTON, &list::WEB_BUTTON, &list::WEB_CHROME].iter().any(|words| words.contains(&line.as_str()))
}

/// The first words of a line.
fn shortened(words: &str) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words.to_owned(),
    }
}

//! HTML and LaTeX beside pandoc, where pandoc is installed: the same notes, the
//! same words before each marker.
//!
//! Where pandoc is wrong it is left out: it drops `\footnotemark[7]` with its
//! `\footnotetext` and every `\endnote`, shows a `\cite` in a note as raw text,
//! makes `\"{\i}` a dotless i with two dots more, and sees notes in HTML only as `doc-noteref`. So HTML is compared by way of
//! the Markdown that pandoc made it from.

use std::io::Write;
use std::process::{Command, Stdio};

use claimlint::inside::draft::{Draft, html, latex};
use claimlint::inside::text::{FileId, Text};
use serde_json::Value;

/// What pandoc makes of a text; `None` where there is no pandoc.
fn pandoc(source: &str, args: &[&str]) -> Option<String> {
    let mut child =
        Command::new("pandoc").args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    child.stdin.take().expect("it is piped").write_all(source.as_bytes()).expect("pandoc takes it");
    let output = child.wait_with_output().expect("pandoc ends");
    assert!(output.status.success(), "pandoc {args:?}");
    Some(String::from_utf8(output.stdout).expect("pandoc writes UTF-8"))
}

/// A note: the words before its marker, its own words.
type Noted = (Vec<String>, Vec<String>);

fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The notes of pandoc's own tree.
fn of_json(value: &Value, text: &mut String, notes: &mut Vec<Noted>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| of_json(item, text, notes)),
        Value::Object(node) => {
            let content = node.get("c").unwrap_or(&Value::Null);
            match node.get("t").and_then(Value::as_str) {
                Some("Str") => text.push_str(content.as_str().unwrap_or("")),
                Some("DefinitionList") => {
                    for part in
                        content.as_array().into_iter().flatten().flat_map(|item| item.as_array()).flatten()
                    {
                        of_json(part, text, notes);
                        text.push(' ');
                    }
                }
                Some("Space" | "SoftBreak" | "LineBreak") => text.push(' '),
                Some("Code" | "Math") => text.push_str(content.get(1).and_then(Value::as_str).unwrap_or("")),
                Some("Note") => {
                    let mut own = String::new();
                    of_json(content, &mut own, &mut Vec::new());
                    notes.push((words(text), words(&own)));
                }
                _ => {
                    if let Some(blocks) = node.get("blocks") {
                        of_json(blocks, text, notes);
                    }
                    of_json(content, text, notes);
                    if matches!(
                        node.get("t").and_then(Value::as_str),
                        Some("Para" | "Plain" | "Header" | "BlockQuote")
                    ) {
                        text.push(' ');
                    }
                }
            }
        }
        _ => {}
    }
}

fn expected(json: &str) -> Vec<Noted> {
    let mut notes = Vec::new();
    of_json(&serde_json::from_str(json).expect("pandoc writes JSON"), &mut String::new(), &mut notes);
    notes
}

/// The notes of our reading, in the order of their markers.
fn found(draft: &Draft) -> Vec<Noted> {
    let noted = |marker: &claimlint::inside::draft::Marker| {
        let note = marker.note.unwrap_or_else(|| panic!("{marker:?} has no note"));
        let passage = &draft.passages[marker.passage?];
        let before = draft.view.text().get(passage.view.start as usize..marker.view as usize)?;
        Some((words(before), words(draft.note_words(note))))
    };
    draft.markers.iter().filter_map(noted).collect()
}

fn compare(expected: &[Noted], draft: &Draft, what: &str) {
    let found = found(draft);
    assert_eq!(found.len(), expected.len(), "{what}: notes");
    for (ours, theirs) in found.iter().zip(expected) {
        assert_eq!(ours.1, theirs.1, "{what}: words of a note");
        let tail = |words: &[String]| words[words.len().saturating_sub(5)..].to_vec();
        assert!(
            !ours.0.is_empty() && theirs.0.ends_with(&tail(&ours.0)),
            "{what}: {:?} before, not {:?}",
            tail(&ours.0),
            tail(&theirs.0)
        );
    }
}

/// Our own text, with notes wherever Markdown has them.
const MARKDOWN: &str = r#"---
title: The dues of Harwick
---

# Trade[^head]

Trade *grew*[^mid] in 1902, as the **Port Office**[^bold] says.[^end] It fell -- "so they say" -- by 5%.[^quoted]
The next line goes on.[^next][^twice]

> A port is a door.[^quote]

- One port opened.[^item]
- Two closed: see [the page](https://example.org/x?a=1&b=2)[^link].

1. First `code`[^code].

| Port | Ships |
|------|------:|
| Aden | 12[^cell] |

Term
:   Its meaning.[^term]

## Ports

Łódź, Café, naïve & co.[^signs] Costs $5 and 10~2~.

[^head]: On the word.
[^mid]: Smith, *Ports*, 12--14.
[^bold]: Port Office, *Register*, § 5.

    A second paragraph, with "quotes".

    - and an item
[^end]: Ibid.
[^quoted]: "They", 3 May 1902.
[^next]: <https://example.org/a_b~c>.
[^twice]: And a second.
[^quote]: Of doors.
[^item]: Brown & Sons.
[^link]: A page.
[^code]: With `x_y`.
[^cell]: An estimate.
[^term]: Of terms.
[^signs]: Müller, *Œuvres*.
"#;

#[test]
fn pandocs_html_is_read_as_its_markdown() {
    let Some(json) = pandoc(MARKDOWN, &["-f", "markdown", "-t", "json"]) else { return };
    let expected = expected(&json);
    assert_eq!(expected.len(), 14);
    for args in [
        &["-f", "markdown", "-t", "html"][..],
        &["-f", "markdown", "-t", "html", "-s"],
        &["-f", "markdown", "-t", "html4", "-s"],
        &["-f", "markdown", "-t", "html5", "-s", "--section-divs", "--wrap=none"],
    ] {
        let page = pandoc(MARKDOWN, args).expect("pandoc is there");
        let draft = (html::READER.read)(FileId::nth(0), &Text::new("page.html", page));
        compare(&expected, &draft, &args.join(" "));
        assert!(!draft.view.text().contains('↩'));
    }
}

#[test]
fn pandocs_latex_is_read_as_its_markdown() {
    let Some(json) = pandoc(MARKDOWN, &["-f", "markdown", "-t", "json"]) else { return };
    let expected = expected(&json);
    for args in [
        &["-f", "markdown", "-t", "latex"][..],
        &["-f", "markdown", "-t", "latex", "-s"],
        &["-f", "markdown", "-t", "latex", "-s", "--top-level-division=chapter", "--wrap=none"],
    ] {
        let file = pandoc(MARKDOWN, args).expect("pandoc is there");
        let draft = (latex::READER.read)(FileId::nth(0), &Text::new("draft.tex", file));
        // pandoc writes notes of headings and tables in other places than it
        // was given them; order is by marker all the same.
        let mut sorted = expected.clone();
        let mut ours = found(&draft);
        assert_eq!(ours.len(), sorted.len(), "{args:?}");
        sorted.sort_by(|a, b| a.1.cmp(&b.1));
        ours.sort_by(|a, b| a.1.cmp(&b.1));
        for (ours, theirs) in ours.iter().zip(&sorted) {
            assert_eq!(ours.1, theirs.1, "{args:?}");
        }
    }
}

/// Our own LaTeX, of what pandoc can read.
const LATEX: &str = r#"\documentclass{article}
\newcommand{\eu}{European Union}
\begin{document}
\section{Trade\footnote{On the word.}}
Trade \emph{grew}\footnote{Smith, \textit{Ports}, 12--14.} in the \eu{}, as ``they'' say.% a comment
\footnote{Port Office, \S~5; caf\'e, na\"ive.

A second paragraph.} It fell by 5\%\footnote{See \url{http://example.org/a_b~c}.}, and more.

\begin{quote}A port is a door.\footnote{Of doors.}\end{quote}
\begin{itemize}
\item One port opened.\footnote{Brown \& Sons.}
\item Two closed: \href{http://example.org/}{a page}\footnote{A page.}.
\end{itemize}
\begin{tabular}{lr}
Port & Ships \\
Aden & 12\footnote{An estimate.} \\
\end{tabular}

Stra\ss e, \L\'od\'z and others.\footnote{M\"uller, {\it \OE uvres}.}
\end{document}
"#;

#[test]
fn latex_is_read_as_pandoc_reads_it() {
    let Some(json) = pandoc(LATEX, &["-f", "latex", "-t", "json"]) else { return };
    let draft = (latex::READER.read)(FileId::nth(0), &Text::new("draft.tex", LATEX));
    compare(&expected(&json), &draft, "latex");
}

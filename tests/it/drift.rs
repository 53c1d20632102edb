//! Fifty-two edits of the founding article, each alone, with a claims file and with claims as comments: what drifts is told
//! once, where it is and with what to do, and what does not drift is not told. The edits, what must be told of each and the
//! rules by which that is counted stand in `tests/fixtures/drift/edits.toml`; they were written down before any edit was run.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use claimlint::inside::check::{Input, Options, check};
use claimlint::inside::diagnostic::Diagnostic;
use claimlint::inside::draft::reader_named;
use claimlint::inside::text::held::{HeldCopy, HeldState, HeldText};
use claimlint::inside::text::{Text, Texts};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    edit: Vec<Edit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    name: String,
    #[serde(default)]
    change: Vec<(String, String)>,
    #[serde(default)]
    every: Vec<(String, String)>,
    whole: Option<String>,
    tell: Vec<String>,
    light: Option<Vec<String>>,
}

/// One of the two forms of the article.
struct Form {
    reader: &'static str,
    draft: String,
    claims: String,
}

fn file(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(path).expect("it is there")
}

/// Claims file and anchors.
fn full() -> Form {
    Form {
        reader: "text",
        draft: file("claims/japan-cyber.txt").replace('\u{a0}', " "),
        claims: file("claims/japan-cyber.claims"),
    }
}

/// Claims in comments behind their sentences; sources, assumptions and objections in a file.
fn light() -> Form {
    Form {
        reader: "markdown",
        draft: file("tests/fixtures/drift/light.md"),
        claims: file("tests/fixtures/drift/light.claims"),
    }
}

/// What a finding says, all of it: its message, the claim that it is about, its labels, and what belongs to it. Of a claim
/// that is only pointed at, its name.
fn said(texts: &Texts, finding: &Diagnostic) -> String {
    let mut out = format!("{} {}", finding.message, finding.entry.as_deref().unwrap_or_default());
    for label in &finding.labels {
        let there = texts.get(label.place.file).slice(label.place.span);
        let name = if there.contains(char::is_whitespace) { "" } else { there };
        out.push_str(&format!(" {} {name}", label.text));
    }
    for related in &finding.related {
        out.push_str(&said(texts, related));
    }
    out
}

/// A finding: its rule and its message without numbers; all it says; whether it says what to do.
struct Told {
    key: (String, String),
    shown: String,
    said: String,
    helps: bool,
}

fn found(form: &Form) -> Vec<Told> {
    let mut texts = Texts::new();
    let reader = reader_named(form.reader).expect("the reader is there");
    let draft = Some((texts.add(Text::new("draft", form.draft.as_str())), reader));
    let claims_file = texts.add(Text::new("file.claims", form.claims.as_str()));
    let held = form.claims.split("    held \"").skip(1).map(|rest| rest.split('"').next().expect("a name"));
    let copies = held.map(|name| HeldCopy {
        name: name.to_owned(),
        digest: form.claims.split(&format!("{name}\" sha256 ")).nth(1).map_or(String::new(), |rest| {
            format!("{:0<64}", rest.split_whitespace().next().expect("a digest"))
        }),
        state: HeldState::Read(HeldText::plain(file(&format!("claims/{name}")))),
    });
    let copies: Vec<HeldCopy> = copies.collect();
    texts.hold(copies);
    let mut options = Options::default();
    options.today = Some(jiff::civil::date(2026, 12, 1));
    let input = Input { texts: &texts, draft, claims: Some(claims_file), endnotes: &[] };
    let findings = check(input, &options).findings;
    let told = findings.iter().map(|finding| Told {
        key: (finding.code.to_owned(), plain(&finding.message)),
        shown: format!("{}[{}] {}", finding.level.name(), finding.code, finding.message),
        said: said(&texts, finding),
        helps: !finding.help.is_empty() || finding.fix.is_some(),
    });
    told.collect()
}

/// A message without its numbers.
fn plain(message: &str) -> String {
    let mut out = String::new();
    for c in message.chars() {
        let in_number = matches!(c, ',' | '.') && out.ends_with('#');
        if c.is_ascii_digit() && !out.ends_with('#') {
            out.push('#');
        } else if !c.is_ascii_digit() && !in_number {
            out.push(c);
        }
    }
    out
}

/// What is told now and was not before.
fn new(before: &[Told], now: Vec<Told>) -> Vec<Told> {
    let mut known: BTreeMap<&(String, String), usize> = BTreeMap::new();
    for told in before {
        *known.entry(&told.key).or_default() += 1;
    }
    now.into_iter()
        .filter(|told| match known.get_mut(&told.key) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        })
        .collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Right,
    Noisy,
    Short,
    Silent,
}

/// The rules of `edits.toml`.
fn judged(tell: &[String], new: &[Told]) -> Verdict {
    let tells = |told: &Told, thing: &str| thing.split('|').any(|words| told.said.contains(words));
    let all = tell.iter().all(|thing| new.iter().any(|told| tells(told, thing)));
    let stray = new.iter().any(|told| !told.helps || !tell.iter().any(|thing| tells(told, thing)));
    match () {
        () if new.is_empty() && !tell.is_empty() => Verdict::Silent,
        () if stray || new.len() > tell.len() => Verdict::Noisy,
        () if !all => Verdict::Short,
        () => Verdict::Right,
    }
}

/// The draft with an edit made.
fn edited(draft: &str, edit: &Edit) -> String {
    let mut out = draft.to_owned();
    for (from, to) in &edit.change {
        assert!(out.contains(from.as_str()), "{}: {from}", edit.name);
        out = out.replacen(from.as_str(), to, 1);
    }
    for (from, to) in &edit.every {
        // What stands in a comment is no text of the draft.
        let mut parts = out.split("<!--");
        let mut all = parts.next().unwrap_or_default().replace(from.as_str(), to);
        for part in parts {
            let (comment, text) = part.split_once("-->").expect("the end of a comment");
            all.push_str(&format!("<!--{comment}-->{}", text.replace(from.as_str(), to)));
        }
        assert_ne!(all, out, "{}: {from}", edit.name);
        out = all;
    }
    match edit.whole.as_deref() {
        None => out,
        Some("note") => inserted(&out, "increasing cyber awareness.", 8),
        Some("superscript") => superscript(&out),
        Some("paragraph") => moved(&out),
        Some("emptied") => String::from("Japan’s Cybersecurity Strategy\n"),
        Some(other) => panic!("no edit of the whole draft is called {other}"),
    }
}

/// A note put in, with its marker, and all behind it numbered anew.
fn inserted(draft: &str, before: &str, number: usize) -> String {
    let mut out = draft.to_owned();
    for old in (number..=21).rev() {
        out = out.replace(&format!("[{old}]"), &format!("[{}]", old + 1));
    }
    let out = out.replacen(before, &format!("{before}[{number}]"), 1);
    let at = out.find(&format!("\n[{}]", number + 1)).expect("the note");
    let note = format!("\n[{number}] Ann Reed, “Ports of the South,” The Quay, May 3, 2016.\n");
    format!("{}{note}{}", &out[..at], &out[at..])
}

fn superscript(draft: &str) -> String {
    let (body, notes) = draft.split_once("\nEndnotes\n").expect("notes");
    let mut out = body.to_owned();
    for number in (1..=21).rev() {
        let raised: String = number
            .to_string()
            .chars()
            .map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(c as usize - '0' as usize).expect("a digit"))
            .collect();
        out = out.replace(&format!("[{number}]"), &raised);
    }
    format!("{out}\nEndnotes\n{notes}")
}

/// A paragraph with the notes 12 and 13 put before the one with 10 and 11.
fn moved(draft: &str) -> String {
    let start = draft.find("Within the Asia-Pacific region").expect("it is there");
    let end = start + draft[start..].find("\n\n").expect("its end") + 2;
    let rest = format!("{}{}", &draft[..start], &draft[end..]);
    rest.replacen("Since the late 2000s", &format!("{}Since the late 2000s", &draft[start..end]), 1)
}

/// How many edits are right, and what is said of the others.
fn counted(form: &Form, light: bool) -> (usize, usize, String) {
    let list: List = toml::from_str(&file("tests/fixtures/drift/edits.toml")).expect("the list");
    assert_eq!(list.edit.len(), 52);
    let (mut right, mut silent, mut out) = (0, 0, String::new());
    for edit in &list.edit {
        let tell = edit.light.as_ref().filter(|_| light).unwrap_or(&edit.tell);
        let draft = edited(&form.draft, edit);
        // What was said of words that are spelt otherwise everywhere now is no new finding.
        let mut before = found(form);
        for (from, to) in &edit.every {
            before.iter_mut().for_each(|told| told.key.1 = told.key.1.replace(from.trim(), to.trim()));
        }
        let new = new(&before, found(&Form { draft, claims: form.claims.clone(), reader: form.reader }));
        let verdict = judged(tell, &new);
        match verdict {
            Verdict::Right => right += 1,
            _ => {
                silent += usize::from(verdict == Verdict::Silent);
                out.push_str(&format!("{}: {verdict:?}; to tell: {tell:?}\n", edit.name));
                new.iter().for_each(|told| out.push_str(&format!("    {}\n", told.shown)));
            }
        }
    }
    (right, silent, out)
}

#[test]
fn what_drifts_from_a_claims_file_is_told_once() {
    let (right, silent, others) = counted(&full(), false);
    assert_eq!(silent, 0, "{others}");
    assert!(right >= 50, "{right} of 52 are right; these are not:\n{others}");
}

#[test]
fn what_drifts_from_comments_is_told_once() {
    let (right, silent, others) = counted(&light(), true);
    assert_eq!(silent, 0, "{others}");
    assert!(right >= 50, "{right} of 52 are right; these are not:\n{others}");
}

/// The light form is the article: without its comments, not a word differs.
#[test]
fn the_light_form_says_what_the_full_one_does() {
    let strip = |draft: &str| -> String {
        let parts = draft.split("<!--").map(|part| part.split_once("-->").map_or(part, |(_, text)| text));
        parts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(strip(&light().draft), strip(&full().draft));
    let claims = |text: &str| {
        let mut all: Vec<String> = text
            .split(|c: char| c.is_whitespace())
            .zip(text.split(|c: char| c.is_whitespace()).skip(1))
            .filter(|(word, _)| matches!(*word, "claim" | "claim:"))
            .map(|(_, name)| name.to_owned())
            .collect();
        all.retain(|name| full().claims.contains(&format!("\nclaim {name} ")));
        all.sort_unstable();
        all
    };
    assert_eq!(claims(&light().draft), claims(&full().claims));
}

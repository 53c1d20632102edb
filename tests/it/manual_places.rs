//! The examples in the rules' manuals say where and what: the line `Marked:` behind an example names the words that the
//! findings point at, and where a rule fixes, what stands under *Instead* is what its fix makes of the *Example*.
//! `BLESS=1 cargo test manual_places` writes the lines; look at what they say.
#![allow(clippy::disallowed_methods, reason = "the test reads and writes the manuals")]

use std::path::Path;

use claimlint::inside::diagnostic::{Diagnostic, Edit};
use claimlint::inside::rules::{RULES, Rule};
use claimlint::inside::text::Texts;

use crate::manuals::{Example, checked, examples, options_for};

/// Longer words are shown by their beginning and their end.
const WHOLE: usize = 60;

/// The words that a finding's first label stands on.
fn words(finding: &Diagnostic, texts: &Texts) -> String {
    let place = finding.labels[0].place;
    let content = texts.get(place.file).content.as_str();
    let span = place.span.range();
    let said: Vec<&str> = content[span.clone()].split_whitespace().collect();
    let whole = said.join(" ");
    match said.as_slice() {
        [] => {
            let next: Vec<&str> = content[span.end..].split_whitespace().take(3).collect();
            if next.is_empty() { "the end".to_owned() } else { format!("before “{}”", next.join(" ")) }
        }
        [first, second, .., before, last] if whole.chars().count() > WHOLE => {
            format!("“{first} {second} … {before} {last}”")
        }
        _ => format!("“{whole}”"),
    }
}

/// What the line `Marked:` has to say of an example; hidden characters by their names.
fn marked(rule: &Rule, example: &Example) -> String {
    let (report, texts) = checked(example, &options_for(rule));
    let found = report.findings.iter().filter(|finding| finding.code == rule.code);
    let all: Vec<String> = found.map(|finding| words(finding, &texts)).collect();
    let shown = |c: char| match c {
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
            format!("U+{:04X}", u32::from(c))
        }
        c => c.to_string(),
    };
    format!("{}.", all.join(", ")).chars().map(shown).collect()
}

/// A manual with these lines behind the examples of *Example*.
fn with_lines(manual: &str, lines: &[String]) -> String {
    let (mut out, mut lines): (Vec<String>, _) = (Vec::new(), lines.iter());
    let (mut inside, mut fence) = (false, false);
    // Where the example so far ends, and the blocks that it has.
    let (mut ended, mut has) = (None, Vec::new());
    for line in manual.lines() {
        if inside && !fence && line.starts_with("Marked: ") {
            continue;
        }
        let opens = line.strip_prefix("```").filter(|_| !fence);
        let block = opens.map(|kind| {
            if matches!(kind.split(' ').next(), Some("claims" | "held" | "record" | "unread")) {
                kind
            } else {
                "draft"
            }
        });
        let another = match block {
            Some(block) => has.contains(&block),
            None => !fence && !line.starts_with("```") && !line.trim().is_empty(),
        };
        if another {
            has.clear();
            if let Some(at) = ended.take()
                && let Some(marked) = lines.next()
            {
                if at == out.len() {
                    out.push(String::new());
                }
                out.insert(at, format!("Marked: {marked}"));
            }
        }
        has.extend(block);
        if line.starts_with("```") {
            fence = !fence;
            ended = (inside && !fence).then_some(out.len() + 1);
        } else if let Some(title) = line.strip_prefix("## ").filter(|_| !fence) {
            inside = title == "Example";
        }
        out.push(line.to_owned());
    }
    out.join("\n") + "\n"
}

#[test]
fn examples_name_the_words_that_are_marked() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let all = examples(rule.explain, "Example");
        let lines: Vec<String> = all.iter().map(|example| marked(rule, example)).collect();
        let right = all.iter().zip(&lines).all(|(example, line)| example.marked.as_ref() == Some(line));
        if right {
            continue;
        }
        if std::env::var_os("BLESS").is_some() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
            let file = format!("{}.rs", rule.code.replace('-', "_"));
            let folders = std::fs::read_dir(folder).expect("src/rules");
            let path = folders
                .map(|entry| entry.expect("an entry").path().join(&file))
                .find(|path| path.is_file())
                .expect("each rule has a file");
            let text = std::fs::read_to_string(&path).expect("it reads");
            assert!(text.contains(rule.explain), "{}: its manual is no raw string", rule.code);
            let text = text.replace(rule.explain, &with_lines(rule.explain, &lines));
            std::fs::write(&path, text).expect("it can be written");
            continue;
        }
        let said: Vec<_> = all.iter().map(|example| example.marked.clone()).collect();
        wrong.push(format!("{}: the manual says {said:?}, marked are {lines:?}", rule.code));
    }
    assert!(wrong.is_empty(), "BLESS=1 cargo test manual_places, and look:\n{}", wrong.join("\n"));
}

/// A file with the fixes of all findings made.
fn mended(rule: &Rule, example: &Example) -> Option<Example> {
    let (report, texts) = checked(example, &options_for(rule));
    let found = report.findings.iter().filter(|finding| finding.code == rule.code);
    let each = found.flat_map(|finding| std::iter::once(finding).chain(&finding.related));
    let mut edits: Vec<&Edit> =
        each.filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| (edit.place.file, edit.place.span));
    edits.dedup();
    let mut after = example.clone();
    for edit in edits.iter().rev() {
        let text = match texts.get(edit.place.file).name.as_str() {
            "draft" => after.draft.as_mut().map(|(_, text)| text),
            _ => after.claims.as_mut(),
        };
        text?.replace_range(edit.place.span.range(), &edit.text);
    }
    (!edits.is_empty()).then_some(after)
}

#[test]
fn instead_is_what_the_fix_makes() {
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for rule in RULES {
        let fixed = examples(rule.explain, "Example")
            .iter()
            .filter_map(|example| mended(rule, example))
            .collect::<Vec<_>>();
        let instead = examples(rule.explain, "Instead");
        for made in fixed {
            compared += 1;
            if !instead.iter().any(|shown| shown.draft == made.draft && shown.claims == made.claims) {
                wrong.push(format!("{}: the fix makes\n{:?}\n{:?}", rule.code, made.draft, made.claims));
            }
        }
    }
    assert!(compared >= 15, "{compared} fixes");
    assert!(wrong.is_empty(), "what a fix makes is not shown under *Instead*:\n{}", wrong.join("\n"));
}

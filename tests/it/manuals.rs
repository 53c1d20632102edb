//! The examples in every rule's manual are run: those under *Example* raise the
//! rule, those under *Instead* and *Not flagged* do not. A block `held NAME` is
//! the text of a held copy (`\f` in it ends a page), a block `record` the record of `verify` without its seals, a block
//! `unread NAME` says //! why one cannot be read, `unread draft` what of the draft; a copy that is named but not shown is not there.

use claimlint::inside::check::{Input, Options, Report, check};
use claimlint::inside::diagnostic::Level;
use claimlint::inside::draft::reader_named;
use claimlint::inside::rules::{Needs, RULES, Rule, run_again};
use claimlint::inside::syntax::tree::Item;
use claimlint::inside::text::held::{Gone, HeldCopy, HeldState, HeldText};
use claimlint::inside::text::rendition::Rendition;
use claimlint::inside::text::{FileId, Text, Texts};
use claimlint::inside::verified::Record;
use sha2::Digest;

/// One example: a draft (its reader's name and text) and a claims file.
#[derive(Default, Clone)]
pub(crate) struct Example {
    pub draft: Option<(String, String)>,
    pub claims: Option<String>,
    held: Vec<(String, String)>,
    /// Copies that cannot be read, each with the reason.
    unread: Vec<(String, String)>,
    /// The record of `verify`, its lines without their seals.
    record: Option<String>,
    /// The words that the findings point at, as the line `Marked:` behind the example says.
    pub marked: Option<String>,
}

/// The examples of a section: consecutive fenced blocks are one; prose between
/// them starts another, and so does a second draft or a second claims file.
pub(crate) fn examples(manual: &str, section: &str) -> Vec<Example> {
    let mut found = Vec::new();
    let mut current = Example::default();
    let mut inside = false;
    let mut fence: Option<(String, String)> = None;
    for line in manual.lines() {
        if let Some((kind, body)) = &mut fence {
            if line == "```" {
                match kind.as_str() {
                    copy if copy.starts_with("held ") => {
                        current.held.push((copy[5..].to_owned(), body.replace("\\f", "\x0c")));
                    }
                    copy if copy.starts_with("unread ") => {
                        current.unread.push((copy[7..].to_owned(), body.trim().to_owned()));
                    }
                    "record" => current.record = Some(body.clone()),
                    "claims" => {
                        if current.claims.is_some() {
                            found.push(std::mem::take(&mut current));
                        }
                        current.claims = Some(body.clone());
                    }
                    kind => {
                        if current.draft.is_some() {
                            found.push(std::mem::take(&mut current));
                        }
                        current.draft = Some((kind.to_owned(), body.clone()));
                    }
                }
                fence = None;
            } else {
                body.push_str(line);
                body.push('\n');
            }
            continue;
        }
        if let Some(kind) = line.strip_prefix("```").filter(|_| inside) {
            fence = Some((kind.to_owned(), String::new()));
        } else if !line.trim().is_empty() {
            if current.draft.is_some() || current.claims.is_some() {
                current.marked = line.strip_prefix("Marked: ").map(str::to_owned);
                found.push(std::mem::take(&mut current));
            }
            if let Some(title) = line.strip_prefix("## ") {
                inside = title == section;
            }
        }
    }
    if current.draft.is_some() || current.claims.is_some() {
        found.push(current);
    }
    found
}

/// The held copies that a claims file names.
fn copies(texts: &Texts, claims: FileId, example: &Example) -> Vec<HeldCopy> {
    let (tree, _) = claimlint::inside::syntax::parse(texts.get(claims));
    let held = tree.items.iter().filter_map(|item| match item {
        Item::Source(source) => source.held.as_ref(),
        _ => None,
    });
    held.map(|held| {
        let name = held.file.text.clone();
        let named = |all: &[(String, String)]| all.iter().find(|(shown, _)| *shown == name).cloned();
        if let Some((_, why)) = named(&example.unread) {
            return HeldCopy { name, digest: String::new(), state: HeldState::Unread(why) };
        }
        match named(&example.held) {
            Some((_, body)) => {
                let digest =
                    sha2::Sha256::digest(body.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
                HeldCopy { name, digest, state: HeldState::Read(HeldText::plain(body.clone())) }
            }
            None => {
                let gone = Gone { why: "is not there".to_owned(), ..Gone::default() };
                HeldCopy { name, digest: String::new(), state: HeldState::Gone(gone) }
            }
        }
    })
    .collect()
}

/// The codes that an example raises.
fn raised(example: &Example, rule: &Rule) -> Vec<&'static str> {
    reported(example, &options_for(rule)).findings.iter().map(|finding| finding.code).collect()
}

/// What an example's check reports.
pub(crate) fn reported(example: &Example, options: &Options) -> Report {
    checked(example, options).0
}

/// What an example's check reports, with its texts: `draft` and `draft.claims`.
pub(crate) fn checked(example: &Example, options: &Options) -> (Report, Texts) {
    let mut texts = Texts::new();
    let draft = example.draft.as_ref().map(|(format, body)| {
        let reader = reader_named(format).unwrap_or_else(|| panic!("no reader named {format}"));
        let part = example.unread.iter().find(|(name, _)| name == "draft");
        let text = match part {
            Some((_, what)) => {
                let rendition = Rendition { unread: vec![what.clone()], ..Rendition::default() };
                Text::packaged("draft", body.clone(), rendition)
            }
            None => Text::new("draft", body.clone()),
        };
        (texts.add(text), reader)
    });
    let claims = example.claims.as_ref().map(|body| texts.add(Text::new("draft.claims", body.clone())));
    if let Some(claims) = claims {
        let copies = copies(&texts, claims, example);
        texts.hold(copies);
    }
    if let Some(record) = &example.record {
        let record = texts.add(Text::new("draft.verified.jsonl", Record::seal(record)));
        texts.set_record(record);
    }
    (check(Input { texts: &texts, draft, claims, endnotes: &[] }, options), texts)
}

/// The options with which a rule's own examples are checked: one that is off by default is switched on.
pub(crate) fn options_for(rule: &Rule) -> Options {
    let mut options = Options::default();
    options.today = Some(jiff::civil::date(2020, 1, 1));
    if rule.level == Level::Off {
        options.levels.insert(rule.code.to_owned(), Level::Advice);
    }
    options
}

/// What a rule finds may not hang on an input that its row says it does not need:
/// `Rule::needs` is to tell what has to be run again.
#[test]
fn a_rule_finds_the_same_without_what_it_does_not_need() {
    let mut options = Options::default();
    options.today = Some(jiff::civil::date(2020, 1, 1));
    for rule in RULES.iter().filter(|rule| rule.level == Level::Off) {
        options.levels.insert(rule.code.to_owned(), Level::Advice);
    }
    // Waived or not: a waiver in the claims file changes what is told, not what is found.
    let found = |example: &Example| -> Vec<&str> {
        let report = reported(example, &options);
        let waived = report.waived.iter().map(|waived| waived.finding.code);
        report.findings.iter().map(|finding| finding.code).chain(waived).collect()
    };
    let (mut wrong, mut compared) = (Vec::new(), 0);
    let sections = ["Example", "Instead", "Not flagged"];
    let all = RULES.iter().flat_map(|rule| sections.into_iter().flat_map(|at| examples(rule.explain, at)));
    for example in all.filter(|example| example.claims.is_some()) {
        let whole = found(&example);
        let mut apart = vec![
            (Example { held: Vec::new(), ..example.clone() }, "held copies"),
            (Example { record: None, ..example.clone() }, "record"),
        ];
        if example.draft.is_some() {
            apart.push((Example { claims: None, ..example.clone() }, "claims"));
            apart.push((Example { draft: None, ..example.clone() }, "draft"));
        }
        for (less, what) in apart {
            let left = found(&less);
            for rule in RULES.iter().filter(|rule| match what {
                "claims" => !rule.needs().claims,
                "draft" => !rule.needs().draft,
                "record" => !rule.needs().record,
                _ => !rule.needs().held,
            }) {
                compared += 1;
                let count = |codes: &[&str]| codes.iter().filter(|code| **code == rule.code).count();
                if count(&whole) != count(&left) {
                    wrong.push(format!("{}: hangs on {what}: {:?}", rule.code, example.claims));
                }
            }
        }
    }
    assert!(compared > 1000, "{compared}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_changed_input_tells_which_rules_to_run_again() {
    let changed = |draft, claims, held| {
        run_again(Needs { draft, claims, held, record: false }).map(|rule| rule.code).collect::<Vec<_>>()
    };
    let (draft, claims, held) =
        (changed(true, false, false), changed(false, true, false), changed(false, false, true));
    assert!(draft.contains(&"marker-placement") && draft.contains(&"statistic-uncited"));
    assert!(!draft.contains(&"claims-syntax"), "a word typed in the draft mends no claims file");
    assert!(claims.contains(&"claims-syntax") && !claims.contains(&"marker-placement"));
    assert!(held.contains(&"quote-not-in-source") && held.len() < 20, "{held:?}");
    let record = Needs { draft: false, claims: false, held: false, record: true };
    let record: Vec<&str> = run_again(record).map(|rule| rule.code).collect();
    assert!(record.contains(&"source-gone") && record.len() < 12, "{record:?}");
    assert_eq!(changed(true, true, true).len(), RULES.len());
    assert!(changed(false, false, false).is_empty());
}

#[test]
fn examples_raise_their_rule_and_the_others_do_not() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for (section, expected) in [("Example", true), ("Instead", false), ("Not flagged", false)] {
            let examples = examples(rule.explain, section);
            if examples.is_empty() {
                wrong.push(format!("{}: no example under {section}", rule.code));
            }
            for (number, example) in examples.iter().enumerate() {
                let codes = raised(example, rule);
                if codes.contains(&rule.code) != expected {
                    wrong.push(format!("{}, {section} {}: raised {codes:?}", rule.code, number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

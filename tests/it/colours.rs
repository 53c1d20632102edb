//! Editor grammars: made from the tables that the parser reads by, so that an editor colours what the parser knows.
//!
//! The files in `grammar/` are written by `BLESS=1 cargo test`; `grammar/editors/run` holds them against the engines
//! that editors use.

use std::fs;
use std::path::Path;

use claimlint::inside::syntax::{is_comment, parse, vocabulary};
use claimlint::inside::text::Text;
use regex::Regex;
use serde_json::{Value, json};

/// Neither side of a word of ours may be a letter or a hyphen: `to` in `to-do` is no word of ours.
const BEFORE: &str = r"(?<![\w-])";
const AFTER: &str = r"(?![\w-])";

/// The words as one pattern, the longest first.
fn any_of(words: &[&str]) -> String {
    let mut words = words.to_vec();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    words.join("|")
}

fn whole(words: &[&str]) -> String {
    format!("{BEFORE}(?:{}){AFTER}", any_of(words))
}

fn textmate() -> Value {
    let words = vocabulary();
    let plain: Vec<&str> =
        words.declarations.iter().filter(|word| !words.named.contains(word)).copied().collect();
    let inner: Vec<&str> = words.inner.iter().filter(|word| !words.clauses.contains(word)).copied().collect();
    let colour = |name: &str, pattern: String| json!({ "name": format!("{name}.claims"), "match": pattern });
    json!({
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "information_for_contributors": ["Made from the tables in src/syntax by `BLESS=1 cargo test`: do not edit."],
        "name": "claims",
        "scopeName": "source.claims",
        "fileTypes": ["claims"],
        "patterns": [
            { "include": "#head" },
            { "include": "#body" },
        ],
        "repository": {
            "head": { "patterns": [
                {
                    "match": format!(r"^(?:\x{{FEFF}})?({})(?:\s+([a-z][a-z0-9-]*))?(?=\s|$)", any_of(&words.named)),
                    "captures": {
                        "1": { "name": "keyword.control.declaration.claims" },
                        "2": { "name": "entity.name.type.claims" },
                    },
                },
                {
                    "match": format!(r"^(?:\x{{FEFF}})?({})(?=\s|$)", any_of(&plain)),
                    "captures": { "1": { "name": "keyword.control.declaration.claims" } },
                },
            ] },
            "body": { "patterns": [
                colour("comment.line.number-sign", "#.*$".to_owned()),
                colour("string.quoted.double", "\"[^\"\\n]*\"?".to_owned()),
                colour("string.quoted.other", "“[^”\\n]*”?".to_owned()),
                colour("constant.other.reference", r"\[[^\[\]\s]*\]".to_owned()),
                colour("constant.numeric.date", format!(r"{BEFORE}\d{{4}}-\d{{2}}-\d{{2}}{AFTER}")),
                colour("keyword.other.clause", whole(&words.clauses)),
                colour("keyword.operator.word", whole(&inner)),
                colour("constant.language", whole(&words.values)),
                colour("constant.numeric", format!(r"{BEFORE}\d[\w.:–-]*")),
                colour("variable.other", format!(r"{BEFORE}[a-z][a-z0-9-]*{AFTER}")),
            ] },
        },
    })
}

/// Compares a generated file with the committed one, or writes it.
fn held(name: &str, fresh: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(&path, fresh).expect("it can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == fresh, "grammar/{name} is out of date: BLESS=1 cargo test");
}

#[test]
fn the_textmate_grammar_is_made_from_the_tables_of_the_parser() {
    let fresh = serde_json::to_string_pretty(&textmate()).expect("it is JSON") + "\n";
    held("claims.tmLanguage.json", &fresh);
    let fresh = serde_json::to_string_pretty(&textmate_in_comments()).expect("it is JSON") + "\n";
    assert!(fresh.contains("(objection|assume|thesis|claim)"), "{fresh}");
    held("claims-comment.tmLanguage.json", &fresh);
}

/// Claims in comments of Markdown, HTML and LaTeX: laid over the grammars of these.
fn textmate_in_comments() -> Value {
    let mut words: Vec<&str> =
        vocabulary().declarations.into_iter().filter(|word| is_comment(&format!("{word}: a"))).collect();
    words.push("thesis");
    let comment = |begin: &str, end: &str| {
        json!({
            "name": "meta.comment.claims",
            "begin": format!(r"({begin})\s*({})(:)(?:\s+([a-z][a-z0-9-]*))?", any_of(&words)),
            "end": end,
            "beginCaptures": {
                "1": { "name": "punctuation.definition.comment.claims" },
                "2": { "name": "keyword.control.declaration.claims" },
                "4": { "name": "entity.name.type.claims" },
            },
            "endCaptures": { "0": { "name": "punctuation.definition.comment.claims" } },
            "patterns": [{ "include": "source.claims#body" }],
        })
    };
    json!({
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "information_for_contributors": ["Made from the tables in src/syntax by `BLESS=1 cargo test`: do not edit."],
        "name": "claims in comments",
        "scopeName": "claims.comment.injection",
        "injectionSelector": "L:text.html, L:text.html.markdown, L:text.tex",
        "patterns": [comment("<!--", "-->"), comment("%", "$")],
    })
}

/// The patterns in the order in which an editor tries them, with the colour of each.
fn patterns() -> Vec<(String, Regex)> {
    let grammar = textmate();
    let of = |part: &str| grammar["repository"][part]["patterns"].as_array().expect("patterns").clone();
    let compiled = |pattern: &Value| {
        // The engine here has no look behind or ahead; the words are cut out before they are tried.
        let bare = pattern["match"].as_str().expect("a pattern").replace(BEFORE, "").replace(AFTER, "");
        let bare = bare.replace(r"(?=\s|$)", "");
        let name = pattern["name"].as_str().unwrap_or("keyword.control.declaration.claims").to_owned();
        (name, Regex::new(&format!("^(?:{bare})$")).expect("it compiles"))
    };
    of("head").iter().chain(&of("body")).map(compiled).collect()
}

fn colour_of(token: &str) -> Option<String> {
    patterns().into_iter().find(|(_, pattern)| pattern.is_match(token)).map(|(name, _)| name)
}

#[test]
fn every_word_of_the_parser_has_its_colour() {
    let words = vocabulary();
    for word in &words.declarations {
        assert_eq!(colour_of(word).as_deref(), Some("keyword.control.declaration.claims"), "{word}");
    }
    for word in &words.clauses {
        assert_eq!(colour_of(word).as_deref(), Some("keyword.other.clause.claims"), "{word}");
    }
    for word in words.inner.iter().filter(|word| !words.clauses.contains(word)) {
        assert_eq!(colour_of(word).as_deref(), Some("keyword.operator.word.claims"), "{word}");
    }
    for word in
        words.values.iter().filter(|word| !words.clauses.contains(word) && !words.inner.contains(word))
    {
        assert_eq!(colour_of(word).as_deref(), Some("constant.language.claims"), "{word}");
    }
    assert_eq!(colour_of("2017-05-10").as_deref(), Some("constant.numeric.date.claims"));
    assert_eq!(colour_of("[^herman]").as_deref(), Some("constant.other.reference.claims"));
    assert_eq!(colour_of("“防衛省”").as_deref(), Some("string.quoted.other.claims"));
    assert_eq!(colour_of("avoids-dialogue").as_deref(), Some("variable.other.claims"));
    assert_eq!(colour_of("# why").as_deref(), Some("comment.line.number-sign.claims"));
    assert_eq!(colour_of("Banana"), None);
}

#[test]
fn every_clause_of_the_vocabulary_is_read_below_its_declarations() {
    for (word, homes, example) in vocabulary().shapes {
        assert!(!homes.is_empty(), "{word} is at home nowhere");
        let example = example.split(", or: ").next().expect("it says something");
        for home in homes {
            let head = match home {
                "draft" => "draft \"a.md\"".to_owned(),
                "source" => "source a [1] \"words\"".to_owned(),
                "accept" => "accept note-unused on a \"Why.\"".to_owned(),
                other => format!("{other} a \"It is so.\""),
            };
            // These two answer a question.
            let asked = matches!(word, "answer" | "decision").then_some("    question \"Is it?\"\n");
            let asked = asked.unwrap_or_default();
            let (_, errors) = parse(&Text::new("t.claims", format!("{head}\n{asked}    {example}\n")));
            assert!(errors.is_empty(), "{word} below {home}: {errors:#?}");
        }
    }
}

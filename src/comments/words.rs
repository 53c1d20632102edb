//! What a comment says, and the tokens in its last line.

use super::{Comment, Told};
use crate::diagnostic::Diagnostic;

/// What goes before the fingerprints in a comment's last line.
const SIGN: &str = "claimlint ";

/// So many findings of one rule are told in full at one place; the others are counted.
const MOST: usize = 8;

impl Comment {
    /// Who makes it: `claimlint warning`, so that a word processor can show one level alone.
    pub fn author(&self) -> String {
        format!("claimlint {}", self.level.name())
    }

    /// The fingerprints of its findings.
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        self.told.iter().map(|told| told.token.as_str())
    }

    /// What it says, a paragraph each: rule by rule what is wrong, why it matters and what to do, once each. The last
    /// line finds the findings again.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut rules: Vec<&str> = Vec::new();
        for told in &self.told {
            if !rules.contains(&told.rule.as_str()) {
                rules.push(&told.rule);
            }
        }
        for rule in rules {
            let of_rule = || self.told.iter().filter(|told| told.rule == rule);
            lines.extend(once(of_rule().map(|told| told.message.as_str()), ""));
            lines.extend(once(of_rule().map(|told| told.why.as_str()), "Why: "));
            lines.extend(once(of_rule().map(|told| told.help.as_str()), "What to do: "));
            lines.push(format!("Rule: {rule}"));
        }
        lines.push(self.tokens().fold(SIGN.trim_end().to_owned(), |line, token| line + " " + token));
        lines
    }
}

/// Sentences of these words, each once, and not too many of them.
fn once<'a>(words: impl Iterator<Item = &'a str>, label: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for words in words.filter(|words| !words.trim().is_empty()) {
        let line = format!("{label}{}", sentence(words));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.len() > MOST + 1 {
        let more = lines.len() - MOST;
        lines.truncate(MOST);
        lines.push(format!("And {more} more like these."));
    }
    lines
}

/// The fingerprints in the last of these lines that holds tokens and nothing else.
pub fn tokens_in<'a>(lines: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    lines.into_iter().filter_map(tokens).last().unwrap_or_default()
}

/// The day of a time as files tell it (`2026-05-04T10:00:00Z`); empty where it is none.
#[cfg(feature = "office")]
pub(super) fn day_of(time: &str) -> String {
    let day = time.trim().get(..10).unwrap_or_default();
    let digits = |range: std::ops::Range<usize>| {
        day.get(range).is_some_and(|it| it.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_day = digits(0..4)
        && digits(5..7)
        && digits(8..10)
        && day.get(4..5) == Some("-")
        && day.get(7..8) == Some("-");
    if is_day { day.to_owned() } else { String::new() }
}

fn tokens(line: &str) -> Option<Vec<String>> {
    let found: Vec<&str> = line.trim().strip_prefix(SIGN)?.split_whitespace().collect();
    let fits = |token: &&str| {
        token.split_once(':').is_some_and(|(hash, nth)| {
            hash.len() == 16
                && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
                && (1..10).contains(&nth.len())
                && nth.bytes().all(|b| b.is_ascii_digit())
        })
    };
    (!found.is_empty() && found.iter().all(fits))
        .then(|| found.iter().map(|&token| token.to_owned()).collect())
}

/// A finding as a comment tells it. Names of files are cut to their last part: a copy goes to people who need not know
/// whose disk it came from.
pub(super) fn told(finding: &Diagnostic, files: &[&str]) -> Told {
    let bare = |words: &str| {
        let folders = files.iter().filter_map(|file| Some((file, file.rsplit_once('/')?.1)));
        folders.fold(words.to_owned(), |words, (file, name)| words.replace(file, name))
    };
    Told {
        rule: finding.code.to_owned(),
        message: bare(&finding.message),
        why: bare(&finding.why),
        help: bare(&finding.help),
        token: finding.identity.fingerprint(),
    }
}

/// Words as a sentence: a capital first, a stop last.
fn sentence(words: &str) -> String {
    let words = words.trim();
    let mut out = String::with_capacity(words.len() + 1);
    let mut letters = words.chars();
    if let Some(first) = letters.next() {
        out.extend(first.to_uppercase());
        out.push_str(letters.as_str());
    }
    if !words.ends_with(['.', '?', '!', '…', ':']) {
        out.push('.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Level;
    use crate::span::Span;

    fn told(rule: &str, message: &str, token: &str) -> Told {
        Told {
            rule: rule.to_owned(),
            message: message.to_owned(),
            why: "it counts".to_owned(),
            help: String::new(),
            token: token.to_owned(),
        }
    }

    #[test]
    fn what_is_told_at_one_place_is_said_once() {
        let told = vec![
            told("a-rule", "“3” is wrong", "3beb87d6397d1aba:1"),
            told("b-rule", "“x” is wrong", "1111111111111111:1"),
            told("a-rule", "“4” is wrong", "3beb87d6397d1aba:2"),
        ];
        let comment = Comment { span: Span::at(0), level: Level::Warning, told };
        let lines = comment.lines();
        assert_eq!(
            lines,
            [
                "“3” is wrong.",
                "“4” is wrong.",
                "Why: It counts.",
                "Rule: a-rule",
                "“x” is wrong.",
                "Why: It counts.",
                "Rule: b-rule",
                "claimlint 3beb87d6397d1aba:1 1111111111111111:1 3beb87d6397d1aba:2",
            ]
        );
        assert!(tokens_in(lines.iter().map(String::as_str)).iter().eq(comment.tokens()));
        let many: Vec<String> = (0..40).map(|nth| format!("“{nth}” is wrong")).collect();
        let many = once(many.iter().map(String::as_str), "");
        assert_eq!((many.len(), many[8].as_str()), (9, "And 32 more like these."));
    }

    #[test]
    fn tokens_are_a_line_of_their_own() {
        assert_eq!(tokens_in([" claimlint  3beb87d6397d1aba:12 "]), ["3beb87d6397d1aba:12"]);
        for other in [
            "see claimlint 3beb87d6397d1aba:1",
            "claimlint 3beb87d6:1",
            "claimlint 3BEB87D6397D1ABA:1",
            "claimlint 3beb87d6397d1aba:1 and more",
            "claimlint ",
        ] {
            assert!(tokens_in([other]).is_empty(), "{other}");
        }
    }

    #[test]
    fn words_become_sentences() {
        assert_eq!(sentence("no source is given for “12”"), "No source is given for “12”.");
        assert_eq!(sentence("Is it so?"), "Is it so?");
    }
}

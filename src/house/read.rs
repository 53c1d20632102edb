//! Reads a file of house rules. Every fault is told at once, each at its place and with the nearest name.

use std::collections::BTreeMap;

use regex::{Regex, RegexBuilder};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Example, HouseRule, MOST_RULES, Over, Sought, name};
use crate::diagnostic::{Diagnostic, Level};
use crate::span::{Place, Span};
use crate::text::{FileId, Text, nearest};

/// What faults of such a file are called in reports.
const CODE: &str = "config";

/// The keys of a rule, and what each is.
pub const KEYS: [(&str, &str); 11] = [
    ("name", "its name: `house-` and small letters, digits, dashes"),
    ("level", "error, warning, advice or off; warning if it is left out"),
    ("over", "what it looks at: passages, notes or claims; passages if it is left out"),
    ("pattern", "what it looks for, as a regular expression"),
    ("words", "what it looks for, as a list of whole words"),
    ("unless", "a regular expression; what it touches is not found"),
    ("message", "what is wrong, in one sentence; `{match}` is replaced by the words found"),
    ("why", "why it matters"),
    ("help", "what to do"),
    ("flag", "examples that the rule must find"),
    ("pass", "examples that the rule must not find"),
];

/// What other tools call a key, and its name here.
const ELSEWHERE: [(&str, &str); 12] = [
    ("severity", "level"),
    ("regex", "pattern"),
    ("match", "pattern"),
    ("scope", "over"),
    ("tokens", "words"),
    ("except", "unless"),
    ("ignore", "unless"),
    ("description", "why"),
    ("fix", "help"),
    ("bad", "flag"),
    ("good", "pass"),
    ("id", "name"),
];

/// The most that a pattern may take when it is compiled, in bytes: a thousand times what a pattern by hand takes.
const PATTERN_SIZE: usize = 1 << 20;
/// The most words of a rule.
const MOST_WORDS: usize = 5_000;
/// The longest of them, in bytes.
const LONGEST_WORD: usize = 200;

type Value<'t> = Spanned<DeValue<'t>>;

/// Reads the rules of one file. `known` holds the rules of the files before it, by name, and takes those of this one.
pub fn read(
    file: FileId,
    text: &Text,
    known: &mut BTreeMap<&'static str, Place>,
) -> (Vec<HouseRule>, Vec<Diagnostic>) {
    // A byte order mark is no part of the language; spaces keep every place.
    let content = match text.content.strip_prefix('\u{feff}') {
        Some(rest) => format!("   {rest}"),
        None => text.content.clone(),
    };
    let (table, errors) = DeTable::parse_recoverable(&content);
    let mut reader = Reader { file, content: &content, broken: !errors.is_empty(), faults: Vec::new() };
    for error in errors {
        let span = error.span().map_or(Span::at(0), |span| Span::new(span.start, span.end));
        let message = error.message().trim_end_matches('.').replace('\n', " ");
        let help = "put words in quotation marks, and a pattern in single ones, where `\\` is itself: \
             `'\\bword\\b'`";
        reader.wrong(span, format!("this is not TOML: {message}"), help);
    }
    let rules = reader.file(table.get_ref(), known);
    let mut faults = reader.faults;
    faults.sort_by_key(Diagnostic::span);
    (rules, faults)
}

struct Reader<'a> {
    file: FileId,
    content: &'a str,
    /// Whether the file is no TOML: what is missing may only be misread.
    broken: bool,
    faults: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }

    fn wrong(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.faults.push(Diagnostic::new(CODE, Level::Error, self.place(span), message).help(help));
    }

    fn file(&mut self, table: &DeTable<'_>, known: &mut BTreeMap<&'static str, Place>) -> Vec<HouseRule> {
        let mut rules = Vec::new();
        for (key, value) in table {
            let word = key.get_ref().as_ref();
            let begin = "begin each rule with a line `[[rule]]`";
            if word != "rule" {
                let help = match nearest(word, ["rule"]) {
                    None if KEYS.iter().all(|(key, _)| *key != word) => begin.to_owned(),
                    None => format!("write `{word}` below a line `[[rule]]`"),
                    Some(_) => format!("did you mean `rule`? {begin}"),
                };
                self.wrong(span(key), format!("there is no key `{word}`"), help);
                continue;
            }
            let DeValue::Array(array) = value.get_ref() else {
                self.wrong(span(key), "rules are a list of tables", begin);
                continue;
            };
            for each in array.iter() {
                match each.get_ref() {
                    _ if rules.len() >= MOST_RULES => {
                        let message = format!("there are more than {MOST_RULES} rules here");
                        self.wrong(span(each), message, "combine rules of one kind as `words` of one rule");
                        return rules;
                    }
                    DeValue::Table(table) => rules.extend(self.rule(table, span(each), known)),
                    _ => self.wrong(span(each), "a rule is a table", begin),
                }
            }
        }
        rules
    }

    /// One rule; `None` if something is wrong with it.
    fn rule(
        &mut self,
        table: &DeTable<'_>,
        whole: Span,
        known: &mut BTreeMap<&'static str, Place>,
    ) -> Option<HouseRule> {
        let before = self.faults.len();
        // What a misspelt key seems to mean is not missing besides.
        let meant: Vec<&str> =
            table.iter().filter_map(|(key, _)| self.key(span(key), key.get_ref())).collect();
        let get = |name: &str| table.get(name);
        let at = get("name").map_or(whole, span);
        let name = get("name").and_then(|value| self.name(value, known));
        let level = get("level").map(|value| self.one_of(value, &Level::ALL, Level::name, "level"));
        let over = get("over").map(|value| self.one_of(value, &Over::ALL, Over::name, "kind of text"));
        let pattern = get("pattern").map(|value| self.pattern(value).map(Sought::Pattern));
        let words = get("words").map(|value| self.sought(value).map(Sought::Words));
        if let (Some(words), true) = (get("words"), pattern.is_some()) {
            self.wrong(span(words), "a rule has a pattern or words, not both", "make two rules of it");
        }
        let unless = get("unless").map(|value| self.pattern(value));
        let [message, why, help] = ["message", "why", "help"].map(|key| get(key).map(|it| self.text(it)));
        let [flag, pass] = ["flag", "pass"].map(|key| get(key).map(|value| self.examples(value, key)));
        let missing = [
            (name.is_none() && get("name").is_none(), "name", "name = \"house-…\""),
            (message.is_none(), "message", "message = \"…\""),
            (pattern.is_none() && words.is_none(), "pattern or words", "pattern = '…'` or `words = [\"…\"]"),
            (flag.is_none(), "flag", "flag = [\"an example that it must find\"]"),
            (pass.is_none(), "pass", "pass = [\"an example that it must not find\"]"),
        ];
        let told = !self.broken;
        for (_, what, write) in missing
            .iter()
            .filter(|(missing, what, _)| *missing && told && !meant.iter().any(|key| what.contains(key)))
        {
            self.wrong(at, format!("this rule has no {what}"), format!("add `{write}`"));
        }
        if self.faults.len() > before {
            return None;
        }
        Some(HouseRule {
            name: name?,
            place: self.place(at),
            level: level.unwrap_or(Some(Level::Warning))?,
            over: over.unwrap_or(Some(Over::Passages))?,
            sought: pattern.or(words)??,
            unless: unless.flatten(),
            message: message??,
            why: why.flatten().unwrap_or_default(),
            help: help.flatten().unwrap_or_default(),
            flag: flag?,
            pass: pass?,
        })
    }

    /// Tells of a key that does not exist; gives the one that seems to be meant.
    fn key(&mut self, at: Span, word: &str) -> Option<&'static str> {
        let names = || KEYS.iter().map(|(key, _)| *key);
        if names().any(|key| key == word) {
            return None;
        }
        let elsewhere = ELSEWHERE.iter().find(|(other, _)| *other == word).map(|(_, key)| *key);
        let near = elsewhere.or_else(|| nearest(word, names()));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys of a rule are {}", names().collect::<Vec<_>>().join(", ")),
        };
        self.wrong(at, format!("a rule has no key `{word}`"), help);
        near
    }

    fn name(&mut self, value: &Value<'_>, known: &mut BTreeMap<&'static str, Place>) -> Option<&'static str> {
        let word = self.word(value, "a name")?;
        if let Some((message, help)) = name::fault(&word) {
            self.wrong(span(value), message, help);
            return None;
        }
        let Some(kept) = name::kept(&word) else {
            self.wrong(span(value), "delete some", "take some out");
            return None;
        };
        let place = self.place(span(value));
        if let Some(&first) = known.get(kept) {
            let message = format!("there is already a rule `{kept}`");
            let fault = Diagnostic::new(CODE, Level::Error, place, message).label("the second");
            self.faults.push(fault.also(first, "the first").help("give one of them another name"));
            return None;
        }
        known.insert(kept, place);
        Some(kept)
    }

    fn one_of<T: Copy>(
        &mut self,
        value: &Value<'_>,
        all: &[T],
        name: fn(T) -> &'static str,
        what: &str,
    ) -> Option<T> {
        let word = self.word(value, &format!("a {what}"))?;
        let found = all.iter().copied().find(|each| name(*each) == word);
        if found.is_none() {
            let names = || all.iter().map(|each| name(*each));
            let help = match nearest(&word, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it must be one of {}", names().collect::<Vec<_>>().join(", ")),
            };
            self.wrong(span(value), format!("there is no {what} `{word}`"), help);
        }
        found
    }

    fn word(&mut self, value: &Value<'_>, what: &str) -> Option<String> {
        match value.get_ref() {
            DeValue::String(word) if !word.trim().is_empty() => return Some(word.to_string()),
            DeValue::String(_) => {
                self.wrong(span(value), format!("{what} was expected, but this is empty"), "write it")
            }
            _ => self.wrong(
                span(value),
                format!("{what} was expected here"),
                "write it in quotation marks: `\"…\"`",
            ),
        }
        None
    }

    /// A list of texts that is not empty; one alone is a list of one.
    fn list(&mut self, value: &Value<'_>, what: &str) -> Vec<(String, Span)> {
        let DeValue::Array(array) = value.get_ref() else {
            return self.word(value, what).map(|word| (word, span(value))).into_iter().collect();
        };
        if array.is_empty() {
            self.wrong(
                span(value),
                format!("{what} was expected, but this list is empty"),
                "write at least one",
            );
        }
        array.iter().filter_map(|each| Some((self.word(each, what)?, span(each)))).collect()
    }

    fn examples(&mut self, value: &Value<'_>, key: &str) -> Vec<Example> {
        let what =
            if key == "flag" { "an example that must be found" } else { "an example that must not be found" };
        let all = self.list(value, what);
        all.into_iter().map(|(words, span)| Example { words, place: self.place(span) }).collect()
    }

    fn sought(&mut self, value: &Value<'_>) -> Option<Vec<String>> {
        let before = self.faults.len();
        let all = self.list(value, "a word");
        if all.len() > MOST_WORDS {
            self.wrong(
                span(value),
                format!("a rule can have at most {MOST_WORDS} words"),
                "split it into several rules",
            );
        }
        if let Some((_, at)) = all.iter().find(|(word, _)| word.len() > LONGEST_WORD) {
            let message = format!("a phrase can have at most {LONGEST_WORD} letters");
            self.wrong(*at, message, "write its first words, or a pattern");
        }
        let spaced = |word: String| word.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'");
        (self.faults.len() == before).then(|| all.into_iter().map(|(word, _)| spaced(word)).collect())
    }

    /// A text for people; what stands in braces is `{match}`.
    fn text(&mut self, value: &Value<'_>) -> Option<String> {
        let text = self.word(value, "a sentence")?;
        for (at, _) in text.match_indices('{') {
            let word: String =
                text[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            let closed = text[at + 1 + word.len()..].starts_with('}');
            if closed && !word.is_empty() && word != "match" {
                let at = self.within(value, &text, at, at + word.len() + 2);
                self.wrong(
                    at,
                    format!("`{{{word}}}` has no meaning here"),
                    "write `{match}` for the words found",
                );
                return None;
            }
        }
        Some(text)
    }

    fn pattern(&mut self, value: &Value<'_>) -> Option<Regex> {
        let pattern = self.word(value, "a pattern")?;
        if let Some(at) = pattern.find('\u{8}') {
            let help = "write the pattern in single quotation marks: `'\\bword\\b'`";
            let at = self.within(value, &pattern, at, at + 1);
            self.wrong(at, "in double quotation marks `\\b` is a backspace, not the edge of a word", help);
            return None;
        }
        if let Err(error) = regex_syntax::Parser::new().parse(&pattern) {
            let (message, at) = match &error {
                regex_syntax::Error::Parse(error) => (error.kind().to_string(), *error.span()),
                regex_syntax::Error::Translate(error) => (error.kind().to_string(), *error.span()),
                _ => (
                    error.to_string(),
                    regex_syntax::ast::Span::splat(regex_syntax::ast::Position::new(0, 1, 1)),
                ),
            };
            let help = if message.contains("look-around") {
                "exclude it with `unless = '…'`"
            } else if message.contains("backreferences") {
                "patterns take linear time, so they cannot refer back: write out the words"
            } else {
                "write `\\` before a sign that should match itself: `\\(`, `\\.`, `\\?`"
            };
            let at = self.within(value, &pattern, at.start.offset, at.end.offset);
            self.wrong(at, format!("this is not a valid pattern: {}", message.replace('\n', " ")), help);
            return None;
        }
        let built =
            RegexBuilder::new(&pattern).size_limit(PATTERN_SIZE).dfa_size_limit(2 * PATTERN_SIZE).build();
        match built {
            Ok(regex) if regex.is_match("") => {
                let help = "it must match at least one letter: `+` in place of `*`, no `|` at an end";
                self.wrong(span(value), "this pattern matches no words at all", help);
                None
            }
            Ok(regex) => Some(regex),
            Err(_) => {
                let message = "this pattern is too large when compiled";
                self.wrong(span(value), message, "use fewer repetitions; for many words use `words`");
                None
            }
        }
    }

    /// A range of a string's words as a range of the file: exact where no escape stands in the string, else all of it.
    fn within(&self, value: &Value<'_>, words: &str, start: usize, end: usize) -> Span {
        let whole = span(value);
        let raw = self.content.get(whole.range()).unwrap_or("");
        let quotes =
            ["'''", "\"\"\"", "'", "\""].into_iter().find(|quote| raw.starts_with(quote)).unwrap_or("");
        let inner = raw.strip_prefix(quotes).and_then(|raw| raw.strip_suffix(quotes));
        if inner != Some(words) {
            return whole;
        }
        let shift = whole.start as usize + quotes.len();
        // Every fault shows at least one letter.
        let end = if end > start {
            end
        } else {
            words[start..].chars().next().map_or(start, |c| start + c.len_utf8())
        };
        Span::new(shift + start, shift + end)
    }
}

fn span<T>(spanned: &Spanned<T>) -> Span {
    let span = spanned.span();
    Span::new(span.start, span.end)
}

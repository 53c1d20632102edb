//! Reads a configuration in TOML. Every fault is told at once, each at its
//! place and with the nearest name.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{KEYS, Key, Shape, TABLES, key, level};
use super::{Block, Layer, LevelSetting, Origin, Override, Setting, Value, patterns};
use crate::diagnostic::{Diagnostic, Level};
use crate::rules::groups;
use crate::span::{Place, Span};
use crate::text::{FileId, Text, nearest};

/// What faults of a configuration are called in reports.
pub const CODE: &str = "config";

/// Reads a configuration. `typed` is given for one key of the command line:
/// what was typed there.
pub fn read(file: FileId, text: &Text, typed: Option<&str>) -> (Layer, Vec<Diagnostic>) {
    let mut reader = Reader { file, typed, faults: Vec::new() };
    // A byte order mark is no part of the language; spaces keep every place.
    let content = match text.content.strip_prefix('\u{feff}') {
        Some(rest) => format!("   {rest}"),
        None => text.content.clone(),
    };
    let (table, errors) = DeTable::parse_recoverable(&content);
    for error in errors {
        let span = error.span().map_or(Span::at(0), |span| Span::new(span.start, span.end));
        let message = error.message().trim_end_matches('.').replace('\n', " ");
        let fault = reader.fault(span, format!("this is not TOML: {message}"));
        reader.faults.push(fault.help("names of keys are followed by `=`; put words in quotation marks"));
    }
    let layer = reader.layer(table.get_ref());
    let mut faults = reader.faults;
    faults.sort_by_key(|fault| fault.span());
    (layer, faults)
}

struct Reader<'a> {
    file: FileId,
    typed: Option<&'a str>,
    faults: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn fault(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(CODE, Level::Error, Place::new(self.file, span), message)
    }

    fn wrong(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let fault = self.fault(span, message).help(help);
        self.faults.push(fault);
    }

    fn origin(&self, span: Span) -> Origin {
        match self.typed {
            Some(typed) => Origin::Typed(typed.to_owned()),
            None => Origin::File(Place::new(self.file, span)),
        }
    }

    fn layer(&mut self, table: &DeTable<'_>) -> Layer {
        let mut layer = Layer::default();
        for (name, value) in table {
            match name.get_ref().as_ref() {
                "extend" if self.typed.is_some() => {
                    self.wrong(span(name), "a key on the command line cannot extend", EXTEND_TYPED);
                }
                "extend" => {
                    layer.extend = self.word(value, "a file's name").map(|word| (word, span(value)));
                }
                "overrides" => layer.overrides = self.overrides(value),
                "paths" => self.wrong(
                    span(name),
                    "`paths` belongs in an override",
                    "write it below a line `[[overrides]]`; to skip files write `exclude`",
                ),
                _ => self.pair(name, value, &mut layer.block, false),
            }
        }
        layer
    }

    /// A key that may stand at the top, or in an override.
    fn pair(
        &mut self,
        name: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
        block: &mut Block,
        inner: bool,
    ) {
        let word = name.get_ref().as_ref();
        if word == "levels" {
            return self.levels(value, block);
        }
        match key(word) {
            Some(key) if inner && !key.in_overrides => self.wrong(
                span(name),
                format!("`{word}` applies to the whole run, not to some files"),
                "write it above the first line in brackets",
            ),
            Some(key) => {
                if let Some(read) = self.value(key, value) {
                    let from = self.origin(span(name).to(span(value)));
                    block.settings.push(Setting { key: key.name, value: read, from });
                }
            }
            None => {
                let help = unknown_key(word, inner);
                self.wrong(span(name), format!("there is no key `{word}`"), help);
            }
        }
    }

    fn overrides(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Override> {
        let DeValue::Array(array) = value.get_ref() else {
            self.wrong(span(value), "overrides are tables", "begin each with a line `[[overrides]]`");
            return Vec::new();
        };
        let mut found = Vec::new();
        for each in array.iter() {
            let DeValue::Table(table) = each.get_ref() else {
                self.wrong(span(each), "an override is a table", "begin each with a line `[[overrides]]`");
                continue;
            };
            let mut block = Block::default();
            let mut paths = None;
            for (name, value) in table {
                match name.get_ref().as_ref() {
                    "paths" => {
                        paths = self.globs(value).map(|(set, _)| set).or(Some(super::Patterns::empty()))
                    }
                    "extend" | "overrides" => self.wrong(
                        span(name),
                        format!("`{}` cannot be in an override", name.get_ref()),
                        "write it above the first line in brackets",
                    ),
                    _ => self.pair(name, value, &mut block, true),
                }
            }
            match paths {
                Some(paths) => found.push(Override { paths, block }),
                None => self.wrong(
                    span(each),
                    "this override does not say which files it is for",
                    "add `paths = [\"…\"]`",
                ),
            }
        }
        found
    }

    fn levels(&mut self, value: &Spanned<DeValue<'_>>, block: &mut Block) {
        let DeValue::Table(table) = value.get_ref() else {
            let help = "write a line `[levels]`, and below it lines like `state-media = \"error\"`";
            return self.wrong(span(value), "levels are a table", help);
        };
        for (name, value) in table {
            let word = name.get_ref().as_ref();
            if groups::meant(word).is_none() && !groups::may_be_house(word) {
                let help = match groups::nearest(word) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`claimlint rules` lists rules and groups".to_owned(),
                };
                self.wrong(span(name), format!("there is no rule or group `{word}`"), help);
                continue;
            }
            let Some(said) = self.word(value, "a level") else { continue };
            match level(&said) {
                Some(level) => block.levels.push(LevelSetting {
                    name: word.to_owned(),
                    level,
                    from: self.origin(span(name).to(span(value))),
                }),
                None => {
                    let help = one_of(&said, &Level::ALL.map(Level::name));
                    self.wrong(span(value), format!("there is no level `{said}`"), help);
                }
            }
        }
    }

    fn value(&mut self, key: &Key, value: &Spanned<DeValue<'_>>) -> Option<Value> {
        match key.shape {
            Shape::Word(words) => {
                let said = self.word(value, &format!("a word for `{}`", key.name))?;
                let words = words();
                if words.contains(&said.as_str()) {
                    return Some(Value::Word(said));
                }
                let help = one_of(&said, &words);
                self.wrong(span(value), format!("`{}` cannot be `{said}`", key.name), help);
                None
            }
            Shape::File => {
                let said = self.word(value, "a file's name")?;
                self.not_empty(&said, span(value)).map(|()| Value::Word(said))
            }
            Shape::Files | Shape::Names => self.words(value).map(Value::List),
            Shape::Patterns => self.globs(value).map(|(_, words)| Value::List(words)),
            Shape::Percent => {
                let number: Option<f64> = match value.get_ref() {
                    DeValue::Integer(whole) if whole.radix() == 10 => whole.as_str().parse().ok(),
                    DeValue::Float(part) => part.as_str().parse().ok(),
                    _ => None,
                };
                match number.filter(|number| (0.0..=100.0).contains(number)) {
                    Some(number) => Some(Value::Number(number)),
                    None => {
                        let message = format!("`{}` must be a number from 0 to 100", key.name);
                        self.wrong(span(value), message, "write it without quotation marks or a sign: `80`");
                        None
                    }
                }
            }
        }
    }

    fn word(&mut self, value: &Spanned<DeValue<'_>>, what: &str) -> Option<String> {
        if let DeValue::String(word) = value.get_ref() {
            return Some(word.to_string());
        }
        self.wrong(span(value), format!("{what} was expected here"), "write it in quotation marks: `\"…\"`");
        None
    }

    /// A list of names; one name alone is a list of one.
    fn words(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Vec<String>> {
        let DeValue::Array(array) = value.get_ref() else {
            let word = self.word(value, "a list of names")?;
            return self.not_empty(&word, span(value)).map(|()| vec![word]);
        };
        let before = self.faults.len();
        let words = array
            .iter()
            .filter_map(|each| {
                let word = self.word(each, "a name")?;
                self.not_empty(&word, span(each)).map(|()| word)
            })
            .collect();
        (self.faults.len() == before).then_some(words)
    }

    fn not_empty(&mut self, word: &str, at: Span) -> Option<()> {
        if word.trim().is_empty() {
            self.wrong(at, "write a name, or delete it", "write a name, or take it out");
            return None;
        }
        Some(())
    }

    /// Patterns of paths, each tried.
    fn globs(&mut self, value: &Spanned<DeValue<'_>>) -> Option<(super::Patterns, Vec<String>)> {
        let words = self.words(value)?;
        match patterns(&words) {
            Ok(set) => Some((set, words)),
            Err(message) => {
                let help = "write a name or a path; `*` matches part of a name, `**` any folders";
                self.wrong(span(value), format!("this is not a valid pattern: {message}"), help);
                None
            }
        }
    }
}

const EXTEND_TYPED: &str = "give the file with `--config FILE`";

fn span<T>(spanned: &Spanned<T>) -> Span {
    let span = spanned.span();
    Span::new(span.start, span.end)
}

fn one_of(said: &str, words: &[&str]) -> String {
    match nearest(said, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it must be one of {}", words.join(", ")),
    }
}

/// What to do about a key that does not exist. Names that mean something in
/// another place are told so: a rule at the top belongs below `[levels]`.
fn unknown_key(word: &str, inner: bool) -> String {
    if groups::meant(word).is_some() || groups::may_be_house(word) {
        return format!("write `{word} = \"…\"` below a line `[levels]`");
    }
    if word == "today" {
        return "give the day on the command line: `--today`".to_owned();
    }
    let keys = || {
        let tables = TABLES.iter().map(|(name, _)| *name);
        let tables = tables
            .filter(|name| if inner { *name == "levels" || *name == "paths" } else { *name != "paths" });
        KEYS.iter().filter(|key| !inner || key.in_overrides).map(|key| key.name).chain(tables)
    };
    match nearest(&word.replace('_', "-"), keys()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the keys are {}", keys().collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each fault as "line: message; help".
    fn faults(words: &str) -> Vec<String> {
        let text = Text::new("claimlint.toml", words);
        let (_, faults) = read(FileId::nth(0), &text, None);
        let told = |fault: &Diagnostic| {
            format!("{}: {}; {}", text.line(fault.span().start), fault.message, fault.help)
        };
        faults.iter().map(told).collect()
    }

    #[test]
    fn every_fault_is_told_with_the_nearest_name() {
        let found = faults(
            "profil = \"draft\"\nreach = \"paragraf\"\nfail-under = \"80\"\nstate-media = \"off\"\nexclude = [\"a[\"]\n\
             [levels]\nstate-meda = \"error\"\nsources = \"warn\"\nall = 3\n\
             [[overrides]]\nformat = \"json\"\n",
        );
        let expected = [
            "1: there is no key `profil`; did you mean `profile`?",
            "2: `reach` cannot be `paragraf`; did you mean `paragraph`?",
            "3: `fail-under` must be a number from 0 to 100; write it without quotation marks or a sign: `80`",
            "4: there is no key `state-media`; write `state-media = \"…\"` below a line `[levels]`",
            "5: this is not a valid pattern: unclosed character class; missing ']'; write a name or a path; `*` matches part of a name, `**` any folders",
            "7: there is no rule or group `state-meda`; did you mean `state-media`?",
            "8: there is no level `warn`; it must be one of error, warning, advice, off",
            "9: a level was expected here; write it in quotation marks: `\"…\"`",
            "10: this override does not say which files it is for; add `paths = [\"…\"]`",
            "11: `format` applies to the whole run, not to some files; write it above the first line in brackets",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn faults_of_toml_do_not_hide_the_others() {
        let found = faults("profile = draft\nraech = \"sentence\"\n");
        assert!(found.iter().any(|fault| fault.starts_with("1: this is not TOML")), "{found:?}");
        assert!(found.iter().any(|fault| fault.contains("did you mean `reach`?")), "{found:?}");
    }

    #[test]
    fn places_hold_behind_a_byte_order_mark() {
        let text = Text::new("claimlint.toml", "\u{feff}profil = \"draft\"\n");
        let (_, faults) = read(FileId::nth(0), &text, None);
        assert_eq!(text.slice(faults[0].span()), "profil");
    }
}

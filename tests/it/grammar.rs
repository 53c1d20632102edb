//! The grammar and the parser agree: declarations made by the productions of `grammar/claims.ebnf` are read without an
//! error, and what is read without an error is recognised by the productions.
//!
//! The grammar is read here as it stands in its file. What it says in comments and not in productions is said again here,
//! by name: which clauses stand where and how often (the parser's own table), what stands once in a `cites`, how lines
//! become statements, that a date is a day of the calendar.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use claimlint::inside::syntax::{parse, vocabulary};
use claimlint::inside::text::Text;

/// A part of a production.
#[derive(Debug, Clone)]
enum Expr {
    Row(Vec<Expr>),
    Choice(Vec<Expr>),
    Some(Box<Expr>),
    Maybe(Box<Expr>),
    But(Box<Expr>, Box<Expr>),
    Word(String),
    Special(String),
    Name(String),
}

/// Productions whose words stand without a gap inside.
const TOKENS: [&str; 11] =
    ["hash", "seal", "pin", "note", "string", "name", "date", "bare", "amount", "eol", "indent"];

type Grammar = BTreeMap<String, Expr>;

fn grammar() -> Grammar {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/claims.ebnf");
    let whole = fs::read_to_string(path).expect("the grammar is there");
    let mut plain = String::new();
    let mut rest = whole.as_str();
    while let Some((before, comment)) = rest.split_once("(*") {
        plain.push_str(before);
        rest = comment.split_once("*)").expect("a comment is closed").1;
    }
    plain.push_str(rest);
    let mut reader = Ebnf { rest: plain.trim() };
    let mut found = Grammar::new();
    while !reader.rest.is_empty() {
        let Expr::Name(name) = reader.factor() else { panic!("a production begins with its name") };
        reader.sign("=");
        let body = reader.choice();
        reader.sign(";");
        found.insert(name, body);
    }
    found
}

/// Reads EBNF of ISO/IEC 14977, as far as the grammar needs it.
struct Ebnf<'a> {
    rest: &'a str,
}

impl Ebnf<'_> {
    fn next_is(&self, sign: &str) -> bool {
        self.rest.starts_with(sign)
    }

    fn sign(&mut self, sign: &str) {
        self.rest = self
            .rest
            .strip_prefix(sign)
            .unwrap_or_else(|| panic!("`{sign}` before {}", self.rest))
            .trim_start();
    }

    fn choice(&mut self) -> Expr {
        let mut all = vec![self.row()];
        while self.next_is("|") {
            self.sign("|");
            all.push(self.row());
        }
        if all.len() == 1 { all.remove(0) } else { Expr::Choice(all) }
    }

    fn row(&mut self) -> Expr {
        let mut all = vec![self.but()];
        while self.next_is(",") {
            self.sign(",");
            all.push(self.but());
        }
        if all.len() == 1 { all.remove(0) } else { Expr::Row(all) }
    }

    fn but(&mut self) -> Expr {
        let first = self.factor();
        if !self.next_is("-") {
            return first;
        }
        self.sign("-");
        Expr::But(Box::new(first), Box::new(self.factor()))
    }

    fn factor(&mut self) -> Expr {
        let first = self.rest.chars().next().expect("something stands here");
        if matches!(first, '"' | '\'' | '?') {
            let end = self.rest[1..].find(first).expect("it is closed") + 1;
            let inside = self.rest[1..end].to_owned();
            self.rest = self.rest[end + 1..].trim_start();
            return if first == '?' { Expr::Special(inside.trim().to_owned()) } else { Expr::Word(inside) };
        }
        for (open, close) in [("{", "}"), ("[", "]"), ("(", ")")] {
            if self.next_is(open) {
                self.sign(open);
                let inside = self.choice();
                self.sign(close);
                return match open {
                    "{" => Expr::Some(Box::new(inside)),
                    "[" => Expr::Maybe(Box::new(inside)),
                    _ => inside,
                };
            }
        }
        let end = self.rest.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(self.rest.len());
        assert!(end > 0, "no name before {}", self.rest);
        // A minus has a space before it, a hyphen has none.
        let end = self.rest[..end].trim_end_matches('-').len();
        let name = self.rest[..end].to_owned();
        self.rest = self.rest[end..].trim_start();
        Expr::Name(name)
    }
}

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides as u64).expect("it is small")
    }
}

/// Characters that are likely to matter, for `any`.
const ANY: &str = "abz09 .;:!?'’()-–/\\%&*+=<>@^~|$£防é,#[]\"“”„«»\u{a0}\t";

/// So many productions may be open; then the first of several choices is taken.
const DEEP: usize = 12;

/// Makes words by the productions.
struct Maker<'g> {
    grammar: &'g Grammar,
    dice: Dice,
    /// How many productions are open: brackets within brackets would never end.
    open: usize,
}

impl Maker<'_> {
    /// A word of one production, its characters without a gap.
    fn token(&mut self, name: &str) -> String {
        if name == "date" {
            return ["2017-05-10", "2026-12-01", "0001-01-01", "2024-02-29"][self.dice.roll(4)].to_owned();
        }
        loop {
            let mut out = String::new();
            self.letters(&Expr::Name(name.to_owned()), &mut out);
            // Words of the language may be names, but a list that ends in one reads on, and `//` is told as a comment
            // of another language.
            let words = vocabulary();
            let own = |list: &[&str]| list.contains(&out.as_str());
            let taken = own(&words.clauses) || own(&words.declarations) || own(&words.inner);
            let blank = name == "string" && out.trim_matches(['"', '“', '”']).trim().is_empty();
            let escaped = name == "string" && out.contains('\\');
            if !taken && !blank && !escaped && !out.starts_with("//") {
                return out;
            }
        }
    }

    fn letters(&mut self, expr: &Expr, out: &mut String) {
        match expr {
            Expr::Word(word) => out.push_str(word),
            Expr::Row(all) => all.iter().for_each(|part| self.letters(part, out)),
            Expr::Choice(all) => {
                let pick = self.dice.roll(all.len());
                self.letters(&all[pick], out);
            }
            Expr::Maybe(part) => {
                if self.dice.roll(2) == 0 {
                    self.letters(part, out);
                }
            }
            Expr::Some(part) => {
                for _ in 0..self.dice.roll(6) {
                    self.letters(part, out);
                }
            }
            Expr::But(part, not) => loop {
                let mut one = String::new();
                self.letters(part, &mut one);
                let outside = recognised(self.grammar, not, &one, false);
                if !outside {
                    out.push_str(&one);
                    break;
                }
            },
            Expr::Name(name) => {
                let part =
                    self.grammar.get(name).unwrap_or_else(|| panic!("`{name}` is a production")).clone();
                self.letters(&part, out);
            }
            Expr::Special(what) => out.push_str(&self.special(what)),
        }
    }

    fn special(&mut self, what: &str) -> String {
        let mut some = |of: &str, count: usize| -> String {
            let letters: Vec<char> = of.chars().collect();
            (0..count).map(|_| letters[self.dice.roll(letters.len())]).collect()
        };
        match what {
            "a letter from a to z" => some("abcdefghijklmnopqrstuvwxyz", 1),
            "a digit from 0 to 9" => some("0123456789", 1),
            "8 or 12 small letters or digits" => some("abcdefghijklmnopqrstuvwxyz0123456789", 8),
            "4 of abcdefghjkmnpqrstvwxyz0123456789" => some("abcdefghjkmnpqrstvwxyz0123456789", 4),
            "16 to 64 digits of 0123456789abcdef" => {
                let count = 16 + some("0123456789", 1).parse::<usize>().expect("a digit") * 4;
                some("0123456789abcdef", count)
            }
            "any character of Unicode" => some(ANY, 1),
            "any white space of Unicode but an eol" => some(" \t\u{a0}", 1),
            "line feed, carriage return, or both" => "\n".to_owned(),
            "byte order mark" => "\u{feff}".to_owned(),
            other => panic!("nobody knows what `{other}` is"),
        }
    }

    /// The tokens of a production of whole words.
    fn tokens(&mut self, expr: &Expr, out: &mut Vec<String>) {
        match expr {
            Expr::Word(word) => out.push(word.clone()),
            Expr::Row(all) => all.iter().for_each(|part| self.tokens(part, out)),
            Expr::Choice(all) => {
                let pick = if self.open > DEEP { 0 } else { self.dice.roll(all.len()) };
                self.tokens(&all[pick], out);
            }
            Expr::Maybe(part) => {
                if self.dice.roll(2) == 0 {
                    self.tokens(part, out);
                }
            }
            Expr::Some(part) => {
                for _ in 0..self.dice.roll(3) {
                    self.tokens(part, out);
                }
            }
            Expr::Name(name) if TOKENS.contains(&name.as_str()) => {
                let word = self.token(name);
                out.push(word);
            }
            Expr::Name(name) => {
                let part = self.grammar[name].clone();
                self.open += 1;
                self.tokens(&part, out);
                self.open -= 1;
            }
            Expr::But(..) | Expr::Special(_) => panic!("{expr:?} is no part of a row of words"),
        }
    }

    /// One statement by its production, in words with gaps between them.
    fn statement(&mut self, name: &str) -> String {
        loop {
            let mut tokens = Vec::new();
            self.tokens(&Expr::Name(name.to_owned()), &mut tokens);
            if name == "cites" && !is_sound_cites(&tokens) {
                continue;
            }
            return self.laid_out(&tokens);
        }
    }

    fn laid_out(&mut self, tokens: &[String]) -> String {
        let mut out = String::new();
        for (at, token) in tokens.iter().enumerate() {
            let string = token.starts_with(['"', '“']);
            if at > 0 {
                // A string may begin a line of its own; behind the first word of a clause it might go on with a list above.
                let fold = string && at > 1;
                out.push_str(match self.dice.roll(8) {
                    0 => "\t",
                    1 => " \u{a0}",
                    2 if fold => "\n        ",
                    3 if fold => "    # why\n\t",
                    _ => " ",
                });
            }
            out.push_str(token);
        }
        out
    }

    /// A declaration with some of the clauses that may stand below it, each once.
    fn declaration(&mut self) -> String {
        let words = vocabulary();
        let pick = self.dice.roll(words.declarations.len());
        let word = words.declarations[pick];
        let head = if matches!(word, "claim" | "assume" | "objection") { "entry" } else { word };
        let mut out = loop {
            let made = self.statement(head);
            if made.starts_with(&format!("{word} ")) || made.starts_with(&format!("{word}\t")) {
                break made;
            }
        };
        let mut clauses: Vec<&str> = words
            .shapes
            .iter()
            .filter(|(_, homes, _)| homes.contains(&word))
            .map(|(clause, ..)| *clause)
            .collect();
        clauses.retain(|clause| self.dice.roll(3) == 0 || head == "entry" && *clause == "at");
        if !clauses.contains(&"question") {
            clauses.retain(|clause| !matches!(*clause, "answer" | "decision"));
        }
        let mut beside = self.dice.roll(3) == 0;
        for clause in clauses {
            let made = self.statement(clause);
            // Clauses may stand on the line of their head; behind one that may go on, they do not.
            beside &= !out.contains('\n') && !out.trim_end().ends_with(',') && out.ends_with(['"', '”']);
            out.push_str(if beside { "    " } else { "\n    " });
            out.push_str(&made);
        }
        out + "\n"
    }
}

/// What the comment at the productions of evidence says: relation, text and credibility once each, and words for `states`.
fn is_sound_cites(tokens: &[String]) -> bool {
    let relation =
        |token: &String| matches!(token.as_str(), "states" | "supports" | "background" | "contradicts");
    let unit = |token: &str| {
        vocabulary().inner.contains(&token) && !relation(&token.to_owned()) && token != "rating"
    };
    let string = |token: &str| token.starts_with(['"', '“']);
    let mut texts = 0;
    let mut before = "";
    for token in &tokens[1..] {
        // The value of a place is no text; the string after it is.
        texts += usize::from(string(token) && !string(before) && !unit(before));
        before = if string(token) && unit(before) { "value" } else { token };
    }
    let relations: Vec<_> = tokens[2..].iter().filter(|token| relation(token)).collect();
    let ratings = tokens[2..].iter().filter(|token| *token == "rating").count();
    let states = relations.first().is_some_and(|word| *word == "states");
    relations.len() < 2 && ratings < 2 && texts < 2 && (!states || texts == 1)
}

/// Whether all of a text is what an expression makes.
fn recognised(grammar: &Grammar, expr: &Expr, text: &str, spaced: bool) -> bool {
    let mut reader = Recogniser { grammar, text, known: HashMap::new() };
    let ends = reader.ends(expr, 0, spaced);
    ends.into_iter().any(|end| if spaced { reader.gap(end) == text.len() } else { end == text.len() })
}

/// Finds all ends of an expression that begins somewhere.
struct Recogniser<'g, 't> {
    grammar: &'g Grammar,
    text: &'t str,
    known: HashMap<(String, usize, bool), BTreeSet<usize>>,
}

impl Recogniser<'_, '_> {
    /// The end of the gap that begins here.
    fn gap(&self, at: usize) -> usize {
        let mut rest = &self.text[at..];
        loop {
            let trimmed = rest.trim_start();
            match trimmed.strip_prefix('#') {
                Some(comment) => rest = &comment[comment.find(['\n', '\r']).unwrap_or(comment.len())..],
                None => return self.text.len() - trimmed.len(),
            }
        }
    }

    fn ends(&mut self, expr: &Expr, at: usize, spaced: bool) -> BTreeSet<usize> {
        match expr {
            Expr::Row(all) => {
                let mut places = BTreeSet::from([at]);
                for part in all {
                    places = places.into_iter().flat_map(|place| self.ends(part, place, spaced)).collect();
                }
                places
            }
            Expr::Choice(all) => all.iter().flat_map(|part| self.ends(part, at, spaced)).collect(),
            Expr::Maybe(part) => {
                let mut places = self.ends(part, at, spaced);
                places.insert(at);
                places
            }
            Expr::Some(part) => {
                let mut places = BTreeSet::from([at]);
                let mut todo = vec![at];
                while let Some(place) = todo.pop() {
                    for end in self.ends(part, place, spaced) {
                        if places.insert(end) {
                            todo.push(end);
                        }
                    }
                }
                places
            }
            Expr::But(part, not) => {
                let ends = self.ends(part, at, spaced);
                let text = self.text;
                let outside = |end: &usize| !recognised(self.grammar, not, &text[at..*end], false);
                ends.into_iter().filter(outside).collect()
            }
            Expr::Word(word) => {
                let from = if spaced { self.gap(at) } else { at };
                let found = self.text[from..].starts_with(word.as_str());
                // A word of the language is whole.
                let after = self.text[from + if found { word.len() } else { 0 }..].chars().next();
                let open = word.ends_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
                let glued = spaced && open && after.is_some_and(|c| c.is_alphanumeric() || c == '-');
                if found && !glued { BTreeSet::from([from + word.len()]) } else { BTreeSet::new() }
            }
            Expr::Name(name) => {
                let key = (name.clone(), at, spaced);
                if let Some(known) = self.known.get(&key) {
                    return known.clone();
                }
                let whole = spaced && TOKENS.contains(&name.as_str());
                let from = if whole { self.gap(at) } else { at };
                let body =
                    self.grammar.get(name).unwrap_or_else(|| panic!("`{name}` is a production")).clone();
                let ends = self.ends(&body, from, spaced && !whole);
                self.known.insert(key, ends.clone());
                ends
            }
            Expr::Special(what) => self.special(what, at),
        }
    }

    fn special(&self, what: &str, at: usize) -> BTreeSet<usize> {
        let run = |of: fn(char) -> bool, counts: std::ops::RangeInclusive<usize>| {
            let letters = self.text[at..].chars().take_while(|c| of(*c)).count();
            counts.filter(|count| *count <= letters).map(|count| at + count).collect()
        };
        let one = |of: fn(char) -> bool| {
            let first = self.text[at..].chars().next().filter(|c| of(*c));
            first.map(|c| at + c.len_utf8()).into_iter().collect()
        };
        match what {
            "a letter from a to z" => one(|c| c.is_ascii_lowercase()),
            "a digit from 0 to 9" => one(|c| c.is_ascii_digit()),
            "8 or 12 small letters or digits" => {
                run(|c| c.is_ascii_lowercase() || c.is_ascii_digit(), 8..=12)
            }
            "4 of abcdefghjkmnpqrstvwxyz0123456789" => run(
                |c| (c.is_ascii_lowercase() || c.is_ascii_digit()) && !matches!(c, 'i' | 'l' | 'o' | 'u'),
                4..=4,
            ),
            "16 to 64 digits of 0123456789abcdef" => {
                run(|c| c.is_ascii_digit() || ('a'..='f').contains(&c), 16..=64)
            }
            "any character of Unicode" => one(|_| true),
            "any white space of Unicode but an eol" => {
                one(|c| c.is_whitespace() && !matches!(c, '\n' | '\r'))
            }
            "line feed, carriage return, or both" => one(|c| matches!(c, '\n' | '\r')),
            "byte order mark" => one(|c| c == '\u{feff}'),
            other => panic!("nobody knows what `{other}` is"),
        }
    }
}

/// The statements of a file, by the words of the grammar's comment: a line goes on in the next if that is indented and
/// begins with a string, or ends in a comma and the next does not begin a statement. Each with whether it is indented.
fn statements(text: &str) -> Vec<(bool, String)> {
    let words = vocabulary();
    let mut found: Vec<(bool, String)> = Vec::new();
    for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
        let bare = without_comment(line);
        if bare.trim().is_empty() {
            continue;
        }
        let indented = line.starts_with(char::is_whitespace);
        let first = bare.trim_start();
        let end = first.find(|c: char| c.is_whitespace() || "\"“”„«»,#[]".contains(c)).unwrap_or(first.len());
        let (word, rest) = (&first[..end], first[end..].trim_start());
        let begins = (words.clauses.contains(&word) || words.declarations.contains(&word))
            && !rest.is_empty()
            && !rest.starts_with(',');
        let after_comma = found.last().is_some_and(|(_, before)| before.trim_end().ends_with(','));
        let goes_on = first.starts_with(['"', '“']) || after_comma && !begins;
        match found.last_mut() {
            Some((_, before)) if indented && goes_on => {
                before.push(' ');
                before.push_str(&bare);
            }
            _ => found.push((indented, bare)),
        }
    }
    found
}

/// A line without the comment at its end.
fn without_comment(line: &str) -> String {
    let mut open = None;
    for (at, c) in line.char_indices() {
        match (open, c) {
            (None, '"') => open = Some('"'),
            (None, '“') => open = Some('”'),
            (None, '#') => return line[..at].to_owned(),
            (Some(close), c) if c == close => open = None,
            _ => {}
        }
    }
    line.to_owned()
}

/// What the grammar does not recognise of a file that the parser reads.
fn unknown_to(grammar: &Grammar, text: &str) -> Option<String> {
    let name = |name: &str| Expr::Name(name.to_owned());
    let head = Expr::Row(vec![name("head"), Expr::Some(Box::new(name("clause")))]);
    statements(text).into_iter().find_map(|(indented, words)| {
        let expr = if indented { name("clause") } else { head.clone() };
        (!recognised(grammar, &expr, words.trim(), true)).then_some(words)
    })
}

#[test]
fn what_the_grammar_makes_is_read() {
    let grammar = grammar();
    let mut maker = Maker { grammar: &grammar, dice: Dice(1_911), open: 0 };
    for number in 0..2_000 {
        let made = maker.declaration();
        let (_, errors) = parse(&Text::new("t", made.clone()));
        assert!(errors.is_empty(), "declaration {number}:\n{made}\n{errors:#?}");
        assert_eq!(unknown_to(&grammar, &made), None, "declaration {number}:\n{made}");
    }
}

#[test]
fn what_is_read_is_of_the_grammar() {
    let grammar = grammar();
    let mut maker = Maker { grammar: &grammar, dice: Dice(4_212), open: 0 };
    let pieces = [
        ",", "\"", "“x”", "[1]", "kind", "to", "on", "a", "page 3", "states", "(", "-", "rating 4", "#", " ",
    ];
    let mut read = 0;
    for _ in 0..6_000 {
        let mut made: Vec<char> = maker.declaration().chars().collect();
        for _ in 0..=maker.dice.roll(2) {
            let at = maker.dice.roll(made.len());
            match maker.dice.roll(3) {
                0 => {
                    made.remove(at);
                }
                1 => {
                    let piece = pieces[maker.dice.roll(pieces.len())];
                    made.splice(at..at, piece.chars());
                }
                _ => made[at] = ANY.chars().nth(maker.dice.roll(ANY.chars().count())).expect("it is there"),
            }
            if made.is_empty() {
                made.push('\n');
            }
        }
        let made: String = made.into_iter().collect();
        let (_, errors) = parse(&Text::new("t", made.clone()));
        if errors.is_empty() {
            read += 1;
            assert_eq!(unknown_to(&grammar, &made), None, "read, and not of the grammar:\n{made}");
        }
    }
    assert!(read > 1_000, "only {read} mutated declarations were read: too few to say anything");
}

#[test]
fn the_worked_examples_are_of_the_grammar() {
    let grammar = grammar();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("claims")).expect("the examples") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|ending| ending == "claims") {
            let text = fs::read_to_string(&path).expect("a file");
            assert_eq!(unknown_to(&grammar, &text), None, "{}", path.display());
        }
    }
}

#[test]
fn what_neither_takes() {
    let grammar = grammar();
    for wrong in [
        "source a [^x,] \"b\"",
        "source a [^x#y] \"b\"",
        "claim a \"\"",
        "claim a \"b\"\n    cites s\n page 14",
        "claim a \"b\"\n    checked by \"E\" on 2017-05-10 seal k7f2",
        "claim A \"b\"",
    ] {
        let (_, errors) = parse(&Text::new("t", format!("{wrong}\n")));
        assert!(!errors.is_empty(), "the parser takes {wrong}");
        let blank = wrong.contains("\"\"");
        assert!(blank || unknown_to(&grammar, wrong).is_some(), "the grammar takes {wrong}");
    }
}

//! Reads a file of words. Faults say where they stand and what was probably meant.

use serde::Deserialize;
use toml::Spanned;

use super::List;
use crate::span::Span;
use crate::text::{Text, nearest, toml_message};

/// Something in a file of words that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// 1-based line.
    pub line: usize,
    /// The bytes of the file.
    pub span: Span,
    /// What is wrong, in one sentence without a full stop at its end.
    pub message: String,
}

/// A file of words, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// What it is called.
    pub name: String,
    /// Its rows, in order.
    pub rows: Vec<Row>,
}

/// Words of one group of one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The list.
    pub list: List,
    /// What kind of words these are within the list; may be empty.
    pub group: String,
    /// What the list is; the first row of a list says it.
    pub about: String,
    /// Who says that these words belong there; if left out, who says so of the row of this list before it.
    pub authority: String,
    /// The words, as they are compared.
    pub words: Vec<String>,
    /// Phrases in which a word of the list means something else.
    pub except: Vec<String>,
    /// Words of the list that are not to count.
    pub off: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPage {
    name: Option<String>,
    #[serde(default)]
    terms: Vec<RawRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    list: Spanned<String>,
    #[serde(default)]
    group: String,
    #[serde(default)]
    about: String,
    authority: Option<String>,
    #[serde(default)]
    words: Vec<Spanned<String>>,
    #[serde(default)]
    except: Vec<Spanned<String>>,
    #[serde(default)]
    off: Vec<Spanned<String>>,
}

/// Every key, for "is … meant?".
const KEYS: &[&str] = &["name", "terms", "list", "group", "about", "authority", "words", "except", "off"];

/// Longest entry, in bytes: a longer one is a sentence, not a term.
const LONGEST: usize = 80;

impl Page {
    /// Reads a file of words in TOML. `called` is its name if it gives itself none.
    ///
    /// # Errors
    /// Every fault found, in the order of the lines; a fault of the TOML itself is the only one told.
    pub fn parse(words: &str, called: &str) -> Result<Page, Vec<Fault>> {
        let lines = Text::new("", words);
        let fault = |span: std::ops::Range<usize>, message: String| Fault {
            line: lines.line(u32::try_from(span.start).unwrap_or(u32::MAX)),
            span: Span::new(span.start, span.end),
            message,
        };
        let raw: RawPage = toml::from_str(words).map_err(|error| {
            vec![fault(error.span().unwrap_or(0..0), toml_message(error.message(), KEYS))]
        })?;
        let mut faults = Vec::new();
        let name = raw.name.unwrap_or_else(|| called.to_owned());
        let mut tell = |span, message| faults.push(fault(span, message));
        let mut rows: Vec<Row> = Vec::new();
        for row in raw.terms {
            let named = row.authority.clone();
            let Some(mut row) = read(row, &mut tell) else { continue };
            let before = rows.iter().rev().find(|other| other.list == row.list);
            row.authority = named
                .or_else(|| before.map(|before| before.authority.clone()))
                .unwrap_or_else(|| format!("list “{name}”"));
            rows.push(row);
        }
        if faults.is_empty() { Ok(Page { name, rows }) } else { Err(faults) }
    }
}

/// A row without its authority.
fn read(raw: RawRow, tell: &mut dyn FnMut(std::ops::Range<usize>, String)) -> Option<Row> {
    let named = raw.list.get_ref().as_str();
    let list = List::named(named);
    if list.is_none() {
        let names = || List::ALL.iter().map(|list| list.name());
        let meant = match nearest(named, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the lists are {}", names().collect::<Vec<_>>().join(", ")),
        };
        tell(raw.list.span(), format!("there is no list `{named}`; {meant}"));
    }
    let mut terms = |all: Vec<Spanned<String>>| -> Vec<String> {
        all.into_iter()
            .map(|word| {
                let kept = key(word.get_ref());
                if !kept.contains(char::is_alphanumeric) {
                    tell(word.span(), format!("`{}` has no letters", word.get_ref()));
                } else if kept.len() > LONGEST {
                    tell(word.span(), format!("a term has at most {LONGEST} bytes"));
                }
                kept
            })
            .collect()
    };
    let (words, except, off) = (terms(raw.words), terms(raw.except), terms(raw.off));
    if words.is_empty() && except.is_empty() && off.is_empty() {
        tell(raw.list.span(), "this row has no words; write `words = [\"…\"]` or `off = [\"…\"]`".to_owned());
    }
    Some(Row {
        list: list?,
        group: raw.group,
        about: raw.about,
        authority: String::new(),
        words,
        except,
        off,
    })
}

/// A term as it is compared: lower case, single spaces, straight apostrophes.
fn key(words: &str) -> String {
    words.to_lowercase().replace('’', "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Lines to statements, statements to blocks: the loop that finds its feet again
//! after any slip.
//!
//! A statement is one declaration's head or one clause, with the lines that
//! continue it. Statements are found before any of them is read, from the shape
//! of the lines alone, so that one bad statement cannot take the next with it.

use super::{
    clause::clause_row,
    split,
    token::{QUOTES, bare, is_quote, string},
    words::{DECLARATIONS, REMARKS, declaration_of, nearest},
};
use crate::text::Text;

/// The shape of one line that says something.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    /// Its words, from the first to the last, without a comment at its end.
    words: &'a str,
    /// Offset of the first word in the text.
    start: usize,
    /// Whether the first word stands at the left edge.
    at_edge: bool,
    /// Whether a string on it lacks its closing mark.
    unclosed: bool,
}

/// One head or clause: a range of the text without its first gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// Offset of its first word.
    pub start: usize,
    /// Offset after its last word.
    pub end: usize,
    /// Whether it stands at the left edge.
    pub at_edge: bool,
    /// A string at the left edge that was taken as its continuation.
    pub outdented: Option<(usize, usize)>,
}

/// A head and its clauses; the head is missing above the first declaration.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    /// The head.
    pub head: Option<Statement>,
    /// The clauses below it.
    pub clauses: Vec<Statement>,
}

/// Offset at which the text begins to say anything: after a byte order mark.
pub fn text_start(content: &str) -> usize {
    if content.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Where the words of a line end and its comment begins, if it has one, and
/// whether a string lacks its closing mark.
pub fn scan(line: &str) -> (usize, Option<usize>, bool) {
    let mut rest = line;
    let mut unclosed = false;
    loop {
        let Some(stop) = rest.find(|c| is_quote(c) || c == '#') else {
            return (line.trim_end().len(), None, unclosed);
        };
        let at = line.len() - rest.len() + stop;
        if rest[stop..].starts_with('#') {
            return (line[..at].trim_end().len(), Some(at), unclosed);
        }
        let Ok((after, quoted)) = string(&rest[stop..]) else {
            return (line.trim_end().len(), None, unclosed);
        };
        unclosed |= !quoted.closed;
        rest = after;
    }
}

fn lines(text: &Text) -> impl Iterator<Item = Line<'_>> {
    let edge = text_start(&text.content);
    (1..=text.line_count()).filter_map(move |number| {
        let span = text.line_span(number);
        let from = (span.start as usize).max(edge);
        let line = text.content.get(from..span.end as usize)?;
        let (end, _, unclosed) = scan(line);
        let indent = line[..end].len() - line[..end].trim_start().len();
        let words = &line[indent..end];
        (!words.is_empty()).then_some(Line { words, start: from + indent, at_edge: indent == 0, unclosed })
    })
}

/// The first word of a line, if it begins with one, and what follows it.
pub fn first_word(words: &str) -> Option<(&str, &str)> {
    bare(words).ok().map(|(rest, word)| (word, rest))
}

impl Line<'_> {
    fn is_string(&self) -> bool {
        self.words.starts_with(is_quote)
    }

    /// Whether it is an item of a list as it is typed elsewhere.
    fn is_bullet(&self) -> bool {
        self.words.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_whitespace))
    }

    /// Whether it begins as a statement does. A word before a comma or alone is
    /// an item of a list, even if it is one of ours.
    fn begins_statement(&self) -> bool {
        first_word(self.words).is_some_and(|(word, rest)| {
            let known = declaration_of(word).is_some() || clause_row(word).is_some();
            known && !rest.is_empty() && !rest.starts_with(',')
        })
    }

    /// Whether it could begin a statement if a slip of the hand is allowed for.
    fn resembles_statement(&self) -> bool {
        let Some((word, _)) = first_word(self.words) else { return false };
        let heads = DECLARATIONS.iter().map(|row| row.word);
        nearest(word, heads.chain(super::clause::CLAUSES.iter().map(|row| row.word))).is_some()
    }

    /// Whether it looks like the end of a string that began on a line before:
    /// prose up to a closing mark.
    fn ends_string(&self) -> bool {
        let closers = QUOTES.map(|(_, close)| close);
        !self.resembles_statement() && (self.unclosed || self.words.ends_with(closers)) && !self.is_string()
    }
}

/// How the string that was left open on a line goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spill {
    /// No string is open.
    No,
    /// Lines that do not begin a statement are the rest of it.
    Open,
    /// Its end was found; further strings belong to it, too.
    Over,
}

/// Groups the lines of a text. Every word of the text is in one statement,
/// except the lines over which an unclosed string was spread.
pub fn blocks(text: &Text) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut after_comma = false;
    let mut spill = Spill::No;
    for line in lines(text) {
        let current = blocks.last_mut().and_then(|block| block.clauses.last_mut().or(block.head.as_mut()));
        if let Some(current) = current {
            if spills(&line, &mut spill) {
                continue;
            }
            let listed = !line.at_edge && line.is_bullet();
            if line.is_string() || listed || !line.at_edge && after_comma && !line.begins_statement() {
                current.end = line.start + line.words.len();
                if line.at_edge {
                    current.outdented.get_or_insert((line.start, current.end));
                }
                after_comma = line.words.ends_with(',') && !line.unclosed;
                spill = if line.unclosed { Spill::Open } else { Spill::No };
                continue;
            }
        }
        after_comma = line.words.ends_with(',') && !line.unclosed;
        spill = if line.unclosed { Spill::Open } else { Spill::No };
        place(&mut blocks, &line);
    }
    blocks
}

/// Whether a line is the rest of a string that was left open above it.
fn spills(line: &Line<'_>, spill: &mut Spill) -> bool {
    match *spill {
        Spill::No => false,
        Spill::Over => !line.at_edge && line.is_string(),
        Spill::Open if line.at_edge => {
            let ends = line.ends_string();
            if ends {
                *spill = Spill::Over;
            }
            ends
        }
        Spill::Open => {
            if line.is_string() || line.resembles_statement() {
                return false;
            }
            if line.ends_string() {
                *spill = Spill::Over;
            }
            true
        }
    }
}

/// Puts a new statement where it belongs: a clause under the last head, or a
/// head of its own. A clause's keyword at the left edge stays a clause, a
/// declaration's keyword stays a declaration though indented.
fn place(blocks: &mut Vec<Block>, line: &Line<'_>) {
    let end = line.start + line.words.len();
    let statement = Statement { start: line.start, end, at_edge: line.at_edge, outdented: None };
    let word = first_word(line.words).map_or("", |(word, _)| word);
    let is_head = if line.at_edge {
        // A comment in the manner of another language takes no clauses from the head above.
        let remark = REMARKS.iter().any(|mark| word.starts_with(mark));
        !is_clause_word(word) && !remark || blocks.is_empty()
    } else {
        declaration_of(word).is_some()
    };
    match blocks.last_mut() {
        Some(block) if !is_head => block.clauses.push(statement),
        _ if is_head => blocks.push(headed(statement, line)),
        _ => blocks.push(Block { head: None, clauses: vec![statement] }),
    }
}

/// A block that begins on this line, with the clauses that stand on it, too.
fn headed(mut head: Statement, line: &Line<'_>) -> Block {
    let home = first_word(line.words).and_then(|(word, _)| declaration_of(word)).map(|row| row.home);
    let found = home.map(|home| split::clauses(line.words, home)).unwrap_or_default();
    if let Some(&(first, _)) = found.first() {
        head.end = line.start + line.words[..first].trim_end().len();
    }
    let clause = |(start, end)| Statement {
        start: line.start + start,
        end: line.start + end,
        at_edge: false,
        outdented: None,
    };
    Block { head: Some(head), clauses: found.into_iter().map(clause).collect() }
}

/// Whether a word at the left edge is rather a clause's than a declaration's.
fn is_clause_word(word: &str) -> bool {
    if declaration_of(word).is_some() {
        return false;
    }
    if clause_row(word).is_some() {
        return true;
    }
    nearest(word, DECLARATIONS.iter().map(|row| row.word)).is_none()
        && nearest(word, super::clause::CLAUSES.iter().map(|row| row.word)).is_some()
}

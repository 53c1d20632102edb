//! Canonical layout of a claims file.
//!
//! Declarations stand at the left edge, clauses are indented by four spaces,
//! lines that continue them by eight; one space stands between words, one empty
//! line at most between lines. Strings, comments, line breaks and the order of
//! lines are the author's; only the parts of a `cites` are put into their order.

use std::collections::HashMap;

use nom::{Parser, branch::alt, combinator::map};

use super::{
    cites::in_order,
    lines::{Statement, blocks, first_word, scan, text_start},
    parse,
    token::{bare, bracket, comma, string},
    tree::SyntaxError,
};
use crate::text::Text;

const CLAUSE: &str = "    ";
const CONTINUED: &str = "        ";
const BEFORE_COMMENT: &str = "    ";

/// Lays a claims file out afresh. The result reads as the same tree, and laying
/// it out again changes nothing.
///
/// # Errors
/// The errors of the file, if there are any that keep it from being understood.
pub fn format(text: &Text) -> Result<String, Vec<SyntaxError>> {
    let (_, mut errors) = parse(text);
    errors.retain(|error| !error.mild);
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut starts = HashMap::new();
    for block in blocks(text) {
        starts.extend(block.head.map(|head| {
            // Clauses on the head's line are laid out with it.
            let same = |clause: &&Statement| {
                text.content.get(head.start..clause.start).is_some_and(|gap| !gap.contains(['\n', '\r']))
            };
            let end = block.clauses.iter().take_while(same).last().map_or(head.end, |last| last.end);
            (head.start, ("", Statement { end, ..head }))
        }));
        starts.extend(block.clauses.into_iter().map(|clause| (clause.start, (CLAUSE, clause))));
    }
    let mut page = Page { content: &text.content, lines: Vec::new(), blank: false };
    let mut place = Within { end: 0, done: 0 };
    for number in 1..=text.line_count() {
        let span = text.line_span(number);
        let from = (span.start as usize).max(text_start(&text.content));
        let Some(line) = text.content.get(from..span.end as usize) else { continue };
        page.line(from, line, &starts, &mut place);
    }
    Ok(page.finish())
}

/// Lays out the words of a claim in a comment of a draft: one space between words, further lines indented by two.
pub fn format_comment(words: &str) -> String {
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    let laid = lines
        .enumerate()
        .map(|(at, line)| format!("{}{}", if at == 0 { "" } else { "  " }, whole_line(line)));
    laid.collect::<Vec<_>>().join("\n")
}

/// A line with one space between its words and its comment, if it has one, behind them.
fn whole_line(line: &str) -> String {
    let (end, comment, _) = scan(line);
    match comment {
        Some(at) if end == 0 => line[at..].to_owned(),
        Some(at) => format!("{}{BEFORE_COMMENT}{}", spaced(&line[..end]), &line[at..]),
        None => spaced(&line[..end]),
    }
}

/// The statement that the lines are in.
struct Within {
    /// Where it ends.
    end: usize,
    /// Up to where words were already written, out of their order.
    done: usize,
}

/// The lines written so far.
struct Page<'a> {
    content: &'a str,
    lines: Vec<String>,
    /// Whether an empty line was passed since the last line.
    blank: bool,
}

impl<'a> Page<'a> {
    fn line(
        &mut self,
        from: usize,
        line: &'a str,
        starts: &HashMap<usize, (&'static str, Statement)>,
        place: &mut Within,
    ) {
        let (end, comment, _) = scan(line);
        let comment = comment.map(|at| line[at..].trim_end());
        let words = line[..end].trim_start();
        let start = from + end - words.len();
        if words.is_empty() {
            let Some(comment) = comment else {
                self.blank = true;
                return;
            };
            let inside = start < place.end;
            let indent = match (inside, line.starts_with('#')) {
                (true, _) => CONTINUED,
                (false, true) => "",
                (false, false) => CLAUSE,
            };
            return self.push(!inside, format!("{indent}{comment}"));
        }
        match starts.get(&start) {
            Some(&(indent, statement)) => {
                place.end = statement.end;
                match self.reordered(statement) {
                    Some(lines) => {
                        place.done = statement.end;
                        for (index, words) in lines.into_iter().enumerate() {
                            let indent = if index == 0 { indent } else { CONTINUED };
                            self.push(index == 0, format!("{indent}{words}"));
                        }
                    }
                    None => self.push(true, format!("{indent}{}", spaced(words))),
                }
            }
            None if start < place.done => {}
            None => self.push(false, format!("{CONTINUED}{}", spaced(words))),
        }
        if let (Some(comment), Some(last)) = (comment, self.lines.last_mut()) {
            last.push_str(BEFORE_COMMENT);
            last.push_str(comment);
        }
    }

    /// The lines of a `cites` whose parts are out of order. One with a comment
    /// between its lines is left alone: nobody can say what the comment is about.
    fn reordered(&self, statement: Statement) -> Option<Vec<String>> {
        let words = self.content.get(statement.start..statement.end)?;
        let (keyword, rest) = first_word(words)?;
        let commented = scan(words).1.is_some();
        if keyword != "cites" || commented {
            return None;
        }
        let mut lines = vec![keyword.to_owned()];
        for token in in_order(rest)? {
            let offset = words.len() - rest.len() + (token.as_ptr() as usize - rest.as_ptr() as usize);
            let before =
                words[..offset].trim_end_matches(|c: char| c.is_whitespace() && !matches!(c, '\n' | '\r'));
            if token.starts_with(super::token::is_quote) && before.ends_with(['\n', '\r']) {
                lines.push(token.to_owned());
            } else if let Some(line) = lines.last_mut() {
                line.push(' ');
                line.push_str(token);
            }
        }
        Some(lines)
    }

    /// Adds a line, after an empty one if there was one and `apart` allows it.
    fn push(&mut self, apart: bool, line: String) {
        if self.blank && apart && !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.blank = false;
        self.lines.push(line);
    }

    fn finish(self) -> String {
        let first_end = self.content.find(['\n', '\r']).unwrap_or(self.content.len());
        let end = if self.content[first_end..].starts_with("\r\n") { "\r\n" } else { "\n" };
        self.lines.into_iter().flat_map(|line| [line, end.to_owned()]).collect()
    }
}

/// The words of a line with one space between them, and none before a comma.
fn spaced(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    let mut rest = words;
    let token = |input| alt((map(string, |quoted| quoted.whole), comma, bracket, bare)).parse(input);
    while let Ok((after, found)) = token(rest) {
        if !line.is_empty() && found != "," {
            line.push(' ');
        }
        line.push_str(found);
        rest = after;
    }
    line
}

//! A claims file as text: its colours, its folds, its layout.

use std::collections::HashSet;

use gen_lsp_types::{DocumentFormattingParams, FoldingRangeParams, SemanticTokensParams};
use lsp_server::ErrorCode;
use serde_json::{Value, json};

use super::answer::{Answer, Refused};
use super::look::Look;
use super::thing::{Means, all_words, span_of};
use crate::lsp::desktop::Desktop;
use crate::lsp::shared::Shared;
use crate::span::Span;
use crate::syntax::{self, vocabulary};
use crate::text::Text;

/// The kinds of tokens, in the order in which they are numbered.
pub const KINDS: [&str; 6] = ["keyword", "class", "variable", "string", "comment", "number"];
/// What may be said of one: that it declares a name.
pub const MODIFIERS: [&str; 1] = ["declaration"];

const KEYWORD: u32 = 0;
const CLASS: u32 = 1;
const VARIABLE: u32 = 2;
const STRING: u32 = 3;
const COMMENT: u32 = 4;
const NUMBER: u32 = 5;

/// The tokens of a claims file.
pub fn tokens(shared: &Shared, top: &Desktop, params: &SemanticTokensParams) -> Answer {
    let Some(look) = Look::at(shared, top, &params.text_document.uri).filter(Look::in_claims) else {
        return Ok(Value::Null);
    };
    let text = look.text();
    let mut tokens: Vec<(Span, u32, bool)> = lexed(text);
    for word in all_words(&look.case) {
        let (kind, declares) = match word.means {
            Means::Name(name) if look.case.entry_names.contains_key(name) => (CLASS, word.declares),
            Means::Name(_) => (VARIABLE, word.declares),
            Means::Note(_) => (NUMBER, false),
            Means::Rule(_) => (VARIABLE, false),
            Means::Anchor(_) | Means::File(_) => continue,
        };
        tokens.retain(|(span, ..)| !span.overlaps(word.span));
        tokens.push((word.span, kind, declares));
    }
    tokens.sort_unstable_by_key(|(span, ..)| span.start);
    let ruler = look.ruler();
    let (mut line, mut character) = (0, 0);
    let mut data: Vec<u32> = Vec::with_capacity(tokens.len() * 5);
    for (span, kind, declares) in tokens {
        let (start, end) = (ruler.position(span.start), ruler.position(span.end));
        if end.line != start.line {
            continue;
        }
        if start.line != line {
            character = 0;
        }
        data.extend([
            start.line - line,
            start.character - character,
            end.character - start.character,
            kind,
            u32::from(declares),
        ]);
        (line, character) = (start.line, start.character);
    }
    Ok(json!({ "data": data }))
}

/// What closes a string that begins so.
fn string_ends(c: char) -> Option<char> {
    match c {
        '"' => Some('"'),
        '“' => Some('”'),
        _ => None,
    }
}

/// Comments, strings, the language's own words and figures.
fn lexed(text: &Text) -> Vec<(Span, u32, bool)> {
    let mut found = Vec::new();
    let known = vocabulary();
    let lists = [&known.declarations, &known.clauses, &known.inner, &known.values];
    let keywords: HashSet<&str> = lists.into_iter().flatten().copied().collect();
    for number in 1..=text.line_count() {
        let line = text.line_span(number);
        let words = text.slice(line);
        let mut at = 0;
        while let Some(c) = words[at..].chars().next() {
            let closed = string_ends(c).map(|close| {
                let inner = at + c.len_utf8();
                words[inner..].find(close).map_or(words.len(), |end| inner + end + close.len_utf8())
            });
            let end = match c {
                _ if closed.is_some() => closed.unwrap_or(words.len()),
                '#' => words.len(),
                c if c.is_whitespace() || matches!(c, ',' | '[' | ']') => at + c.len_utf8(),
                _ => {
                    let stops = |c: char| {
                        c.is_whitespace() || matches!(c, ',' | '#' | '[' | ']') || string_ends(c).is_some()
                    };
                    words[at..].find(stops).map_or(words.len(), |end| at + end)
                }
            };
            let word = &words[at..end];
            let kind = match c {
                '#' => Some(COMMENT),
                c if string_ends(c).is_some() => Some(STRING),
                _ if keywords.contains(word) => Some(KEYWORD),
                c if c.is_ascii_digit() => Some(NUMBER),
                _ => None,
            };
            if let Some(kind) = kind {
                found.push((line.lift(Span::new(at, end)), kind, false));
            }
            at = end;
        }
    }
    found
}

/// What can be folded in a claims file: declarations of several lines, and rows of comments.
pub fn folds(shared: &Shared, top: &Desktop, params: &FoldingRangeParams) -> Answer {
    let Some(look) = Look::at(shared, top, &params.text_document.uri).filter(Look::in_claims) else {
        return Ok(json!([]));
    };
    let text = look.text();
    let mut folds: Vec<Value> = Vec::new();
    let mut put = |first: usize, last: usize, kind: &str| {
        if last > first {
            folds.push(json!({ "startLine": first - 1, "endLine": last - 1, "kind": kind }));
        }
    };
    for item in look.case.tree().into_iter().flat_map(|tree| &tree.items) {
        let span = span_of(item);
        put(text.line(span.start), text.line(span.end), "region");
    }
    let is_comment = |number: usize| text.slice(text.line_span(number)).trim_start().starts_with('#');
    let mut first = None;
    for number in 1..=text.line_count() + 1 {
        let is_comment = number <= text.line_count() && is_comment(number);
        match (first, is_comment) {
            (None, true) => first = Some(number),
            (Some(begun), false) => {
                put(begun, number - 1, "comment");
                first = None;
            }
            _ => {}
        }
    }
    Ok(json!(folds))
}

/// The layout of a claims file, as `claimlint fmt` has it: one edit of the lines that change.
pub fn formatted(shared: &Shared, top: &Desktop, params: &DocumentFormattingParams) -> Answer {
    let Some(look) = Look::at(shared, top, &params.text_document.uri).filter(Look::in_claims) else {
        return Ok(Value::Null);
    };
    let text = look.text();
    let after = syntax::format(text).map_err(|errors| {
        let first = errors.first().map_or(String::new(), |error| {
            format!(": line {}: {}", text.line(error.span.start), error.message)
        });
        Refused {
            code: ErrorCode::RequestFailed,
            words: format!("not formatted, since a line cannot be read{first}"),
        }
    })?;
    let before = text.content.as_str();
    if before == after {
        return Ok(json!([]));
    }
    // Whole lines that are the same at either end stay as they are, and so does the cursor in them.
    let same = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    let head = before[..floor(before, same)].rfind('\n').map_or(0, |end| end + 1);
    let rest = (&before[head..], &after[head..]);
    let same = rest.0.bytes().rev().zip(rest.1.bytes().rev()).take_while(|(a, b)| a == b).count();
    let tail = rest.0[ceil(rest.0, rest.0.len() - same)..]
        .find('\n')
        .map_or(0, |at| rest.0.len() - ceil(rest.0, rest.0.len() - same) - at - 1);
    let span = Span::new(head, before.len() - tail);
    let new = &after[head..after.len() - tail];
    Ok(json!([{ "range": look.range(span), "newText": new }]))
}

fn floor(words: &str, mut at: usize) -> usize {
    while !words.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(words: &str, mut at: usize) -> usize {
    while !words.is_char_boundary(at) {
        at += 1;
    }
    at
}

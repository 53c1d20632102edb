//! Clauses on the line of their head: where each begins. A comment in a draft is such a line, too.

use nom::{Parser, branch::alt, combinator::map};

use super::{
    clause::{CLAUSES, ClauseRow, clause_row},
    clause_entry::is_pin,
    token::{bare, bracket, comma, string},
    words::Home,
};

/// A word of ours in a row, or something else.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Word(&'a str),
    Comma,
    /// A string or a note.
    Closed,
    /// A sign that stands in no token: it is passed over.
    Other,
}

/// The next token of a rest, with the offset of its first byte in `words`.
fn next<'a>(words: &'a str, rest: &'a str) -> Option<(usize, &'a str, Token<'a>)> {
    let start = super::token::skip(rest);
    if start.is_empty() {
        return None;
    }
    let offset = words.len() - start.len();
    let token = alt((
        map(string, |_| Token::Closed),
        map(bracket, |_| Token::Closed),
        map(comma, |_| Token::Comma),
        map(bare, Token::Word),
    ))
    .parse(start);
    Some(match token {
        Ok((after, token)) => (offset, after, token),
        Err(_) => (offset, &start[start.chars().next().map_or(1, char::len_utf8)..], Token::Other),
    })
}

/// Where the clauses stand in `words` behind their head, whose own part ends where the first begins. `words` begin with
/// the keyword of the head.
pub fn clauses(words: &str, home: Home) -> Vec<(usize, usize)> {
    within(words, home, false)
}

/// The same in a comment, where whatever follows the name, its pin and its statement is to be a clause.
pub fn comment(words: &str, home: Home) -> Vec<(usize, usize)> {
    within(words, home, true)
}

fn within(words: &str, home: Home, comment: bool) -> Vec<(usize, usize)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut row: Option<&ClauseRow> = None;
    let mut before = Token::Other;
    let mut rest = words;
    let mut number = 0;
    let mut closed = false;
    while let Some((offset, after, token)) = next(words, rest) {
        // The head: its keyword and its name. A source or an entry may have several words for its name, which is a slip.
        let may_begin = match row {
            None => closed || number == 2 && home != Home::Draft && home != Home::Accept,
            Some(_) => {
                before != Token::Comma && starts.last().is_some_and(|&start| ends_word(words, start) < offset)
            }
        };
        // A word that is none of ours is told as a clause of its own.
        let stray = comment
            && row.is_none()
            && number > 1
            && matches!(token, Token::Word(word) if !(number == 2 && is_pin(word)));
        if stray {
            starts.push(offset);
            let known = if let Token::Word(word) = token { clause_row(word) } else { None };
            row = Some(known.unwrap_or(&CLAUSES[0]));
        } else if let Token::Word(word) = token
            && may_begin
            && let Some(found) = clause_row(word).filter(|found| found.homes.contains(&home))
            && row.is_none_or(|row| !row.inner.contains(&word) && !is_value(row, before))
        {
            starts.push(offset);
            row = Some(found);
        }
        closed |= token == Token::Closed;
        number += 1;
        before = token;
        rest = after;
    }
    let ends = starts.iter().skip(1).copied().chain([words.len()]);
    starts.iter().zip(ends).map(|(&start, end)| (start, start + trimmed(&words[start..end]))).collect()
}

/// Where the clause's own word ends; what stands right behind it is its first value, even if it is a word of ours.
fn ends_word(words: &str, start: usize) -> usize {
    let word = bare(&words[start..]).map_or(0, |(_, word)| word.len());
    let value = super::token::skip(&words[start + word..]);
    words.len() - value.len()
}

/// Whether a word is rather a value of the clause: `to` and the like take a name behind them.
fn is_value(row: &ClauseRow, before: Token<'_>) -> bool {
    matches!(before, Token::Word(last) if last != row.word && row.inner.contains(&last))
}

/// How much of these words is left without comments and white space at the end.
fn trimmed(words: &str) -> usize {
    let mut end = 0;
    let mut rest = words;
    while let Some((_, after, _)) = next(words, rest) {
        end = words.len() - after.len();
        rest = after;
    }
    end
}

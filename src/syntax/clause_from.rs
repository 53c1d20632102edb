//! The clause `from`: what a figure is worked out from.

use nom::Parser;

use super::{
    clause_part::Clause,
    fault::{Fault, Wanted},
    read::Reader,
    token::{Parsed, bare, is_name, skip, want},
    tree::{From, SyntaxError, Term},
};
use crate::span::Spanned;

/// Names of claims, amounts and signs. A hyphen between letters belongs to a name; a minus has a space before it.
///
/// ```ebnf
/// from = "from" , sum ;
/// sum = product , { ( "+" | "-" | "−" ) , product } ;
/// product = factor , { ( "*" | "×" | "/" | "÷" ) , factor } ;
/// factor = name | amount | "(" , sum , ")" ;
/// amount = digit , { digit } , [ "." , digit , { digit } ] ;
/// ```
pub fn from<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    want(Wanted::Thing("the name of a claim"), bare).parse(input)?;
    let mut terms = Vec::new();
    let mut rest = input;
    let mut open = 0_usize;
    // Whether a name, an amount or an opening bracket is due.
    let mut due = true;
    loop {
        let at = skip(rest);
        let Some(letter) = at.chars().next() else { break };
        let (token, after) = at.split_at(length(at));
        let sign = sign_of(letter);
        let fits = match sign {
            Some('(') => due,
            Some(')') => !due && open > 0,
            Some(_) => !due,
            None => due && (is_name(token) || is_amount(token)),
        };
        if !fits {
            if due || sign.is_some() || !terms.is_empty() && after.is_empty() {
                return Err(unfit(reader, at, token, due));
            }
            break;
        }
        match sign {
            Some('(') => open += 1,
            Some(')') => open -= 1,
            Some(_) => due = true,
            None => due = false,
        }
        let span = reader.span(token);
        terms.push(match sign {
            Some(sign) => Term::Sign(Spanned::new(sign, span)),
            None if is_name(token) => Term::Claim(Spanned::new(token.to_owned(), span)),
            None => Term::Amount(Spanned::new(token.to_owned(), span)),
        });
        rest = after;
    }
    if due || open > 0 {
        return Err(unfit(reader, rest, "", due));
    }
    Ok((rest, Clause::From(From { span: reader.until(rest), terms })))
}

/// Says that a calculation does not go on like this.
fn unfit<'a>(reader: &mut Reader<'a>, at: &'a str, token: &'a str, due: bool) -> nom::Err<Fault<'a>> {
    let what = match (token.is_empty(), due) {
        (true, true) => "This calculation ends too early".to_owned(),
        (true, false) => "A bracket of this calculation is not closed".to_owned(),
        (false, true) => format!("`{token}` is no claim and no amount"),
        (false, false) => format!("`{token}` does not belong here in a calculation"),
    };
    let error = SyntaxError::new(reader.span(if token.is_empty() { skip(at) } else { token }), what);
    reader.report(error.help(
        "Write names of claims and amounts with + - * / between them, each with a space on both sides: \
             from (later - earlier) / earlier",
    ));
    nom::Err::Failure(Fault { at, wanted: Vec::new() })
}

/// How long the next token is: a sign, or letters and digits with hyphens between them.
fn length(at: &str) -> usize {
    let first = at.chars().next().unwrap_or(' ');
    if sign_of(first).is_some() {
        return first.len_utf8();
    }
    let mut letters = at.char_indices().peekable();
    while let Some((offset, letter)) = letters.next() {
        let joins = letter == '-' && letters.peek().is_some_and(|&(_, next)| next.is_ascii_alphanumeric());
        let stops = sign_of(letter).is_some() && !joins
            || letter.is_whitespace()
            || matches!(letter, '#' | ',' | '"');
        if stops {
            return offset.max(first.len_utf8());
        }
    }
    at.len()
}

/// The sign of a calculation that a character is.
fn sign_of(letter: char) -> Option<char> {
    Some(match letter {
        '+' | '(' | ')' | '*' | '/' => letter,
        '-' | '−' => '-',
        '×' => '*',
        '÷' => '/',
        _ => return None,
    })
}

fn is_amount(word: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match word.split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(word),
    }
}

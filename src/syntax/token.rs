//! The smallest parts of the language, as nom parsers on a rest of the text.
//!
//! Every parser here passes over the gap before what it reads and gives back
//! slices of the text itself, so that a span is the place of a slice. Some read
//! more than the grammar allows (any run of characters for a name); the reader
//! then says what is wrong with it, which a parser that stops could not.

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{take_till, take_while, take_while1},
    character::complete::{char, satisfy},
    combinator::{all_consuming, opt, recognize, verify},
    multi::{many0_count, many1, many1_count},
    sequence::{pair, preceded},
};

use super::fault::{Fault, Wanted};

/// What a parser gives back: the rest and a value, or where it got stuck.
pub type Parsed<'a, T> = IResult<&'a str, T, Fault<'a>>;

/// One string as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoted<'a> {
    /// With its quotation marks.
    pub whole: &'a str,
    /// Between its quotation marks.
    pub inner: &'a str,
    /// Whether its closing mark was found on its line.
    pub closed: bool,
}

/// Opening quotation marks and what closes each.
pub const QUOTES: [(char, char); 2] = [('"', '"'), ('“', '”')];

/// Opening marks of other languages, and what closes each there. They are read as a string, so that only the marks
/// themselves are wrong.
pub const FOREIGN: [(char, &[char]); 3] = [('„', &['“', '”', '"']), ('«', &['»']), ('»', &['«'])];

/// Whether a line ends here.
pub fn is_eol(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// Whether a string begins with this character.
pub fn is_quote(c: char) -> bool {
    QUOTES.iter().any(|&(open, _)| open == c) || is_foreign(c)
}

/// Whether it is an opening mark of another language.
pub fn is_foreign(c: char) -> bool {
    FOREIGN.iter().any(|&(open, _)| open == c)
}

fn is_bare(c: char) -> bool {
    !c.is_whitespace() && !is_quote(c) && !matches!(c, '”' | ',' | '#' | '[' | ']')
}

/// The end of a line; a lone carriage return counts, as editors count it.
///
/// ```ebnf
/// eol = ? line feed, carriage return, or both ? ;
/// ```
fn not_eol(input: &str) -> Parsed<'_, &str> {
    take_till(is_eol)(input)
}

/// A comment, up to the end of its line.
///
/// ```ebnf
/// comment = "#" , { any - eol } ;
/// ```
pub fn comment(input: &str) -> Parsed<'_, &str> {
    recognize(pair(char('#'), not_eol)).parse(input)
}

/// What may stand between any two tokens: white space (tabs and no-break spaces
/// too), comments, and within a continued statement the ends of its lines.
///
/// ```ebnf
/// gap = { white | eol | comment } ;
/// white = ? any white space of Unicode but an eol ? ;
/// any = ? any character of Unicode ? ;
/// ```
pub fn gap(input: &str) -> Parsed<'_, &str> {
    recognize(many0_count(alt((take_while1(char::is_whitespace), comment)))).parse(input)
}

/// The rest after the gap.
pub fn skip(input: &str) -> &str {
    gap(input).map_or(input, |(rest, _)| rest)
}

/// Reads the gap and then `parser`; if that fails, says what was wanted, and
/// where the gap ended.
pub fn want<'a, T>(
    wanted: Wanted,
    mut parser: impl Parser<&'a str, Output = T, Error = Fault<'a>>,
) -> impl FnMut(&'a str) -> Parsed<'a, T> {
    move |input| {
        let at = skip(input);
        parser.parse(at).map_err(|error| match error {
            nom::Err::Error(fault) if fault.at.len() == at.len() => {
                nom::Err::Error(Fault { at, wanted: vec![wanted] })
            }
            other => other,
        })
    }
}

/// One of the language's own words, whole.
pub fn keyword<'a>(word: &'static str) -> impl FnMut(&'a str) -> Parsed<'a, &'a str> {
    want(Wanted::Keyword(word), move |input: &'a str| match bare(input) {
        Ok((rest, found)) if found == word => Ok((rest, found)),
        _ => Err(nom::Err::Error(Fault { at: input, wanted: Vec::new() })),
    })
}

/// A run of characters that could be a name, a number, a date: up to white
/// space, a comma, a bracket, a quotation mark or a comment.
///
/// ```ebnf
/// bare = bare-sign , { bare-sign } ;
/// bare-sign = any - ( white | eol | '"' | "“" | "”" | "„" | "«" | "»" | "," | "#" | "[" | "]" ) ;
/// ```
pub fn bare(input: &str) -> Parsed<'_, &str> {
    preceded(gap, take_while1(is_bare)).parse(input)
}

/// A string in straight quotation marks; it may hold curly ones. A mark behind a backslash does not end it if another
/// follows on the line: the writer thought so, and is told once instead of of every word behind it.
///
/// ```ebnf
/// straight = '"' , ( { any - ( '"' | eol ) } - { white } ) , '"' ;
/// ```
fn straight(input: &str) -> Parsed<'_, Quoted<'_>> {
    let (after, first) = quoted(&['"'], char('"')(input)?.0, input)?;
    let (mut rest, mut found) = (after, first);
    while found.closed && found.inner.ends_with('\\') {
        let line = rest.find(is_eol).unwrap_or(rest.len());
        let Some(next) = rest[..line].find('"') else { break };
        rest = &rest[next + 1..];
        let whole = &input[..input.len() - rest.len()];
        found = Quoted { whole, inner: &whole[1..whole.len() - 1], closed: true };
    }
    Ok((rest, found))
}

/// A string in curly quotation marks; it may hold straight ones.
///
/// ```ebnf
/// curly = "“" , ( { any - ( "”" | eol ) } - { white } ) , "”" ;
/// ```
fn curly(input: &str) -> Parsed<'_, Quoted<'_>> {
    quoted(&['”'], char('“')(input)?.0, input)
}

/// A string in the marks of another language; they are reported where its words are read.
fn foreign(input: &str) -> Parsed<'_, Quoted<'_>> {
    let (inside, open) = satisfy(is_foreign)(input)?;
    let closers = FOREIGN.iter().find(|&&(known, _)| known == open).map_or(&[][..], |&(_, closers)| closers);
    quoted(closers, inside, input)
}

/// A string without its closing mark ends with the last word of its line.
fn quoted<'a>(closers: &[char], inside: &'a str, input: &'a str) -> Parsed<'a, Quoted<'a>> {
    let (after, inner) = take_while(|c| !closers.contains(&c) && !is_eol(c)).parse(inside)?;
    let closer: Parsed<'_, char> = satisfy(|c| closers.contains(&c))(after);
    Ok(match closer {
        Ok((rest, _)) => (rest, Quoted { whole: &input[..input.len() - rest.len()], inner, closed: true }),
        Err(_) => {
            let inner = inner.trim_end();
            let (whole, rest) = input.split_at(input.len() - inside.len() + inner.len());
            (rest, Quoted { whole, inner, closed: false })
        }
    })
}

/// A string. It never crosses a line and knows no escapes.
///
/// ```ebnf
/// string = straight | curly ;
/// ```
pub fn string(input: &str) -> Parsed<'_, Quoted<'_>> {
    preceded(gap, alt((straight, curly, foreign))).parse(input)
}

/// Adjacent strings, which are read as one, joined by a space.
///
/// ```ebnf
/// text = string , { string } ;
/// ```
pub fn text(input: &str) -> Parsed<'_, Vec<Quoted<'_>>> {
    want(Wanted::Thing("text in quotation marks"), many1(string)).parse(input)
}

/// A reference in brackets, whatever stands in them, up to the end of the line.
pub fn bracket(input: &str) -> Parsed<'_, &str> {
    let inside = take_while(|c: char| !matches!(c, ']' | '[' | '#') && !is_quote(c) && !is_eol(c));
    preceded(gap, recognize((char('['), inside, opt(char(']'))))).parse(input).map(|(rest, found)| {
        let trimmed = if found.ends_with(']') { found } else { found.trim_end() };
        (&input[input.len() - rest.len() - (found.len() - trimmed.len())..], trimmed)
    })
}

/// The comma of a list.
pub fn comma(input: &str) -> Parsed<'_, &str> {
    preceded(gap, recognize(char(','))).parse(input)
}

/// Whether this is a name in kebab-case.
///
/// ```ebnf
/// name = lower , { lower | digit } , { "-" , part } ;
/// part = ( lower | digit ) , { lower | digit } ;
/// lower = ? a letter from a to z ? ;
/// digit = ? a digit from 0 to 9 ? ;
/// ```
pub fn is_name(word: &str) -> bool {
    let part = |input| {
        let mut letters = take_while1(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        letters.parse(input) as Parsed<'_, &str>
    };
    let begins = |input| nom::combinator::peek(satisfy(|c| c.is_ascii_lowercase())).parse(input);
    all_consuming((begins, part, many0_count((char('-'), part)))).parse(word).is_ok()
}

/// The parts of a day: year, month and day, if the word has that shape.
///
/// ```ebnf
/// date = digit , digit , digit , digit , "-" , digit , digit , "-" , digit , digit ;
/// ```
pub fn date_parts(word: &str) -> Option<(i16, i8, i8)> {
    let digits = |count: usize| move |input| take_digits(count, input);
    let mut shape = all_consuming((digits(4), char('-'), digits(2), char('-'), digits(2)));
    let (_, (year, _, month, _, day)) = shape.parse(word).ok()?;
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn take_digits(count: usize, input: &str) -> Parsed<'_, &str> {
    nom::bytes::complete::take_while_m_n(count, count, |c: char| c.is_ascii_digit())(input)
}

/// Several bare words in a row, as one slice; a comment in the manner of another language ends them.
pub fn phrase(input: &str) -> Parsed<'_, &str> {
    let said = verify(bare, |word: &&str| !word.starts_with("//"));
    preceded(gap, recognize(many1_count(said))).parse(input)
}

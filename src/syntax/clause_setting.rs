//! The clauses of drafts and of sources.

use nom::{
    Parser,
    combinator::{cut, opt},
    sequence::preceded,
};

use super::{
    clause_part::{Clause, choice, day, name, names},
    fault::Wanted,
    read::Reader,
    token::{Parsed, bare, keyword, text, want},
    tree::{Held, SyntaxError},
    words::{LEVELS, REACHES, SCALES},
};
use crate::span::Spanned;

/// ```ebnf
/// thesis = "thesis" , names ;
/// ```
pub fn thesis<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = names(input)?;
    Ok((rest, Clause::Thesis(reader.names(&found))))
}

/// ```ebnf
/// author = "author" , text ;
/// ```
pub fn author<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = text(input)?;
    Ok((rest, Clause::Author(reader.words(&found))))
}

/// ```ebnf
/// reach = "reach" , ( "sentence" | "paragraph" | "until-source-changes" | "claims-file-only" ) ;
/// ```
pub fn reach<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = choice(input)?;
    Ok((rest, Clause::Reach(reader.word(found, "a reach", REACHES))))
}

/// ```ebnf
/// scale = "scale" , ( "plain" | "icd203" | "ipcc" ) ;
/// ```
pub fn scale<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = choice(input)?;
    Ok((rest, Clause::Scale(reader.word(found, "a scale", SCALES))))
}

/// ```ebnf
/// style = "style" , name ;
/// ```
pub fn style<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = name(input)?;
    Ok((rest, Clause::Style(reader.name(found))))
}

/// ```ebnf
/// endnotes = "endnotes" , text ;
/// ```
pub fn endnotes<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = text(input)?;
    Ok((rest, Clause::Endnotes(reader.words(&found))))
}

/// ```ebnf
/// bibliography = "bibliography" , text ;
/// ```
pub fn bibliography<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = text(input)?;
    Ok((rest, Clause::Bibliography(reader.words(&found))))
}

/// ```ebnf
/// rating = "rating" , ( "A" | "B" | "C" | "D" | "E" | "F" ) ;
/// ```
pub fn rating<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = want(Wanted::Thing("a letter from A to F"), bare).parse(input)?;
    let span = reader.span(found);
    let mut letters = found.chars();
    let letter = letters.next().filter(|_| letters.as_str().is_empty());
    if let Some('A'..='F') = letter {
        return Ok((rest, Clause::Rating(Spanned::new(letter, span))));
    }
    let help = "A source is rated A, B, C, D, E or F; F means that it cannot be judged";
    let first = found.chars().next().map(|c| c.to_ascii_uppercase()).filter(|c| ('A'..='F').contains(c));
    let error = match first {
        Some(first) if letter.is_some() => {
            SyntaxError::new(span, format!("The letter of a rating is a capital: `{first}`"))
                .help(help)
                .replace(first.to_string())
        }
        Some(first) if matches!(found[1..].parse(), Ok(1..=6_u8)) => {
            SyntaxError::new(span, format!("`{found}` rates two things at once"))
                .help(format!(
                    "Write `rating {first}` here, and `rating {}` at the end of a `cites` of this source",
                    &found[1..]
                ))
                .replace(first.to_string())
        }
        _ if found.bytes().all(|byte| byte.is_ascii_digit()) => {
            SyntaxError::new(span, "A source is rated by a letter, not by a digit")
                .help(format!("{help}. The digit goes at the end of a `cites` of this source"))
        }
        _ => SyntaxError::new(span, format!("`{found}` is not a rating of a source")).help(help),
    };
    reader.report(error);
    Ok((rest, Clause::Rating(Spanned::new(None, span))))
}

/// ```ebnf
/// level = "level" , ( "primary" | "secondary" | "tertiary" ) ;
/// ```
pub fn level<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = choice(input)?;
    Ok((rest, Clause::Level(reader.word(found, "a level of a source", LEVELS))))
}

/// ```ebnf
/// held = "held" , text , [ "sha256" , hash ] ;
/// hash = ? 16 to 64 digits of 0123456789abcdef ? ;
/// ```
pub fn held<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let hash = want(Wanted::Thing("16 to 64 digits of the file's SHA-256"), bare);
    let (rest, (file, hash)) = (text, opt(preceded(keyword("sha256"), cut(hash)))).parse(input)?;
    let file = reader.words(&file);
    let sha256 = hash.and_then(|hash| {
        let span = reader.span(hash);
        let lower = hash.to_ascii_lowercase();
        let help = "It is 16 to 64 of the digits 0 to 9 and a to f, the beginning of the file's SHA-256";
        if !lower.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            reader.report(SyntaxError::new(span, format!("`{hash}` is not a SHA-256 digest")).help(help));
            return None;
        }
        if !(16..=64).contains(&lower.len()) {
            let message = format!("This digest has {} digits", lower.len());
            reader.report(SyntaxError::new(span, message).help(help));
            return None;
        }
        if lower != hash {
            let error = SyntaxError::new(span, "A digest is written in small letters").help(help);
            reader.report(error.replace(lower.clone()));
        }
        Some(Spanned::new(lower, span))
    });
    Ok((rest, Clause::Held(Held { span: reader.until(rest), file, sha256 })))
}

/// ```ebnf
/// same-origin = "same-origin" , "as" , name ;
/// ```
pub fn same_origin<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = preceded(keyword("as"), name).parse(input)?;
    Ok((rest, Clause::SameOrigin(reader.name(found))))
}

/// ```ebnf
/// withdrawn = "withdrawn" , "on" , date ;
/// ```
pub fn withdrawn<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = preceded(keyword("on"), day).parse(input)?;
    Ok((rest, Clause::Withdrawn(reader.date(found))))
}

/// ```ebnf
/// archived = "archived" , text , "on" , date ;
/// ```
pub fn archived<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, (url, on)) = (text, preceded(keyword("on"), day)).parse(input)?;
    Ok((rest, Clause::Archived(reader.words(&url), reader.date(on))))
}

/// ```ebnf
/// object = "object" , "of" , "study" ;
/// ```
pub fn object<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, _) = (keyword("of"), keyword("study")).parse(input)?;
    Ok((rest, Clause::ObjectOfStudy(reader.until(rest))))
}

/// ```ebnf
/// was = "was" , names ;
/// ```
pub fn was<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = names(input)?;
    Ok((rest, Clause::Was(reader.names(&found))))
}

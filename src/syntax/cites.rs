//! The `cites` clause: a target, and its parts in any order.

use nom::{Parser, branch::alt, combinator::map, multi::many0};

use super::{
    clause_part::Clause,
    fault::{Fault, Wanted},
    read::Reader,
    token::{Parsed, Quoted, bare, bracket, comma, is_name, string, text, want},
    tree::{Cite, Locator, Relation, SyntaxError, Target, Word},
    words::{RELATIONS, UNITS, nearest},
};
use crate::span::{Span, Spanned};

/// A part of a citation as it stands.
#[derive(Debug)]
enum Part<'a> {
    Relation(&'a str),
    Quote(Vec<Quoted<'a>>),
    /// The unit's word and the value, a string or a bare word.
    Locator(&'a str, &'a str),
    /// The keyword and the digit.
    Rating(&'a str, &'a str),
    Comma(&'a str),
    Unknown(&'a str),
}

/// A clause that ties evidence to a claim. The parts stand in any order, each
/// once but for locators; the formatter puts them into the order of the grammar.
///
/// ```ebnf
/// cites = "cites" , ( name | note ) , { relation | text | locator | credibility } ;
/// ```
pub fn cites<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let named = alt((bracket, bare, map(string, |quoted| quoted.whole)));
    let (rest, target) = want(Wanted::Thing("the name of a source"), named).parse(input)?;
    let part = alt((
        relation,
        locator,
        credibility,
        map(text, Part::Quote),
        map(comma, Part::Comma),
        map(bare, Part::Unknown),
    ));
    let (rest, parts) = many0(part).parse(rest)?;
    if let Some(fault) = unnamed(reader, input, target, &parts) {
        return Err(fault);
    }
    let target = if target.starts_with('[') {
        let Some(note) = reader.note(target, false) else {
            return Err(nom::Err::Failure(Fault { at: input, wanted: Vec::new() }));
        };
        Target::Note(note)
    } else if target.starts_with(|c: char| c.is_ascii_digit() || c == '@' || c == '^') {
        match reader.note(target, false) {
            Some(note) => Target::Note(note),
            None => return Err(nom::Err::Failure(Fault { at: input, wanted: Vec::new() })),
        }
    } else {
        Target::Source(reader.name(target))
    };
    let mut cite = Cite {
        span: reader.until(rest),
        target,
        relation: None,
        quote: None,
        locators: Vec::new(),
        rating: None,
    };
    let before = reader.errors.len();
    gather(reader, &mut cite, &parts);
    if let Some(relation) = &cite.relation
        && relation.value == Some(Relation::States)
        && cite.quote.is_none()
        && reader.errors.len() == before
    {
        let error =
            SyntaxError::new(relation.span, "`states` comes without the words that the source states");
        reader.report(error.label("the words are missing after this").help(
            "Put the source's own words in quotation marks after `states`; without them write `supports`",
        ));
    }
    Ok((rest, Clause::Cites(cite)))
}

/// Says that a citation begins with its place or its relation: the name is missing before it. A source may be called
/// so, but then it does not stand before the very thing that this word asks for.
fn unnamed<'a>(
    reader: &mut Reader<'a>,
    input: &'a str,
    word: &'a str,
    parts: &[Part<'a>],
) -> Option<nom::Err<Fault<'a>>> {
    let unit = UNITS.iter().any(|&(known, _)| known == word);
    let asks = match parts.first()? {
        Part::Quote(_) => unit || RELATIONS.iter().any(|&(known, _)| known == word),
        Part::Unknown(value) => unit && value.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    };
    if !asks {
        return None;
    }
    let named: Vec<&str> = parts[1..]
        .iter()
        .filter_map(|part| if let Part::Unknown(word) = part { Some(*word) } else { None })
        .collect();
    let error = SyntaxError::new(reader.span(word), format!("This `cites` names no source before `{word}`"))
        .label("the source is missing before this")
        .help(match named.as_slice() {
            [source] if is_name(source) => format!("Write the source first: cites {source} {word} …"),
            _ => format!("Write the name of the source first: cites smith {word} …"),
        });
    reader.report(error);
    Some(nom::Err::Failure(Fault { at: input, wanted: Vec::new() }))
}

/// How the citation bears on the claim.
///
/// ```ebnf
/// relation = "states" | "supports" | "background" | "contradicts" ;
/// ```
fn relation(input: &str) -> Parsed<'_, Part<'_>> {
    one_of(input, |word| RELATIONS.iter().any(|&(known, _)| known == word))
        .map(|(rest, word)| (rest, Part::Relation(word)))
}

/// A place in the source.
///
/// ```ebnf
/// locator = unit , ( bare | string ) ;
/// unit = "page" | "section" | "paragraph" | "line" | "chapter" | "figure" | "table" | "time" ;
/// ```
fn locator(input: &str) -> Parsed<'_, Part<'_>> {
    let (rest, unit) = one_of(input, |word| UNITS.iter().any(|&(known, _)| known == word))?;
    let value = alt((map(string, |quoted| quoted.whole), bare));
    let (rest, value) =
        want(Wanted::Thing("a number or a title in quotation marks"), value).parse(rest).map_err(hard)?;
    Ok((rest, Part::Locator(unit, value)))
}

/// How credible this piece of information is.
///
/// ```ebnf
/// credibility = "rating" , ( "1" | "2" | "3" | "4" | "5" | "6" ) ;
/// ```
fn credibility(input: &str) -> Parsed<'_, Part<'_>> {
    let (rest, word) = one_of(input, |word| word == "rating")?;
    let (rest, digit) = want(Wanted::Thing("a digit from 1 to 6"), bare).parse(rest).map_err(hard)?;
    Ok((rest, Part::Rating(word, digit)))
}

fn one_of(input: &str, known: impl Fn(&str) -> bool) -> Parsed<'_, &str> {
    let (rest, word) = bare(input)?;
    if known(word) { Ok((rest, word)) } else { Err(nom::Err::Error(Fault { at: input, wanted: Vec::new() })) }
}

fn hard(error: nom::Err<Fault<'_>>) -> nom::Err<Fault<'_>> {
    match error {
        nom::Err::Error(fault) => nom::Err::Failure(fault),
        other => other,
    }
}

/// Puts the parts into their places. One that nobody understands makes those
/// after it doubtful: of them only what is clear is taken.
fn gather<'a>(reader: &mut Reader<'a>, cite: &mut Cite, parts: &[Part<'a>]) {
    let mut lost = false;
    let mut value_of_slip = false;
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Unknown(_) if lost || value_of_slip => {}
            Part::Unknown(word) => {
                let near = unknown(reader, cite, word, matches!(parts.get(index + 1), Some(Part::Quote(_))));
                lost = near.is_none();
                value_of_slip = near.is_some_and(|near| RELATIONS.iter().all(|&(word, _)| word != near));
                continue;
            }
            Part::Comma(at) if !lost => {
                let error =
                    SyntaxError::new(reader.span(at), "The parts of a citation have no commas between them");
                let help = "Delete the comma; a second source has its own `cites` line";
                reader.report(error.help(help).replace(""));
                lost = true;
            }
            part => take(reader, cite, part, &mut lost),
        }
        value_of_slip = false;
    }
}

/// Puts a part into its place, unless that is taken: then we are lost.
fn take<'a>(reader: &mut Reader<'a>, cite: &mut Cite, part: &Part<'a>, lost: &mut bool) {
    let (span, first, called) = match part {
        Part::Relation(word) => {
            (reader.span(word), cite.relation.as_ref().map(|first| first.span), "relation")
        }
        Part::Quote(strings) => {
            let words = reader.words(strings);
            let first = cite.quote.as_ref().map(|first| first.span);
            let span = words.span;
            cite.quote.get_or_insert(words);
            (span, first, "quotation")
        }
        Part::Rating(_, word) => (reader.span(word), cite.rating.as_ref().map(|first| first.span), "rating"),
        Part::Locator(unit, value) => return place(reader, cite, unit, value),
        Part::Unknown(_) | Part::Comma(_) => return,
    };
    if let Some(first) = first {
        if std::mem::replace(lost, true) {
            return;
        }
        let error = SyntaxError::new(span, format!("This `cites` has a second {called}"))
            .label("the second")
            .also(first, "the first");
        reader.report(error.help("Keep one, or write a second `cites` line"));
        return;
    }
    match part {
        Part::Relation(word) => cite.relation = Some(reader.word(word, "a relation", RELATIONS)),
        Part::Rating(_, word) => cite.rating = Some(digit(reader, word)),
        _ => {}
    }
}

fn place<'a>(reader: &mut Reader<'a>, cite: &mut Cite, unit: &'a str, value: &'a str) {
    let unit = reader.word(unit, "a unit", UNITS);
    let inner = match string(value) {
        Ok((_, quoted)) => {
            reader.words(&[quoted]);
            quoted.inner
        }
        Err(_) => value,
    };
    let Some(known) = unit.value else { return };
    let span = unit.span.to(reader.span(value));
    let value = Spanned::new(inner.to_owned(), reader.span(inner));
    cite.locators.push(Locator { span, unit: Spanned::new(known, unit.span), value });
}

fn digit<'a>(reader: &mut Reader<'a>, word: &'a str) -> Word<u8> {
    let span = reader.span(word);
    let value = word.parse().ok().filter(|digit| word.len() == 1 && (1..=6).contains(digit));
    if value.is_none() {
        let letter = word.chars().next().filter(|c| ('A'..='F').contains(&c.to_ascii_uppercase()));
        let help = "Write a digit from 1, confirmed, to 5, improbable; 6 means that it cannot be judged";
        let error = match letter {
            Some(_) if matches!(word[1..].parse(), Ok(1..=6_u8)) => {
                SyntaxError::new(span, format!("`{word}` rates two things at once"))
                    .help("The letter rates the source and goes below `source`; keep the digit here")
                    .replace(&word[1..])
            }
            Some(_) if word.len() == 1 => {
                SyntaxError::new(span, "A citation is rated by a digit, not by a letter")
                    .help(format!("{help}. The letter rates the source and goes below `source`"))
            }
            _ => SyntaxError::new(span, format!("`{word}` is not a rating of a citation")).help(help),
        };
        reader.report(error);
    }
    Spanned::new(value, span)
}

/// A word that belongs to no part: perhaps a misspelt relation or unit. Gives
/// the word that was probably meant.
fn unknown<'a>(
    reader: &mut Reader<'a>,
    cite: &mut Cite,
    word: &'a str,
    before_quote: bool,
) -> Option<&'static str> {
    let span = reader.span(word);
    let words = RELATIONS.iter().map(|&(word, _)| word).chain(UNITS.iter().map(|&(word, _)| word));
    let near = nearest(word, words.chain(["rating"]));
    let message = format!("`{word}` is not part of a citation");
    let error = match near {
        Some(near) => SyntaxError::new(span, format!("{message}; did you mean `{near}`?")).replace(near),
        None => SyntaxError::new(span, message),
    };
    reader.report(error.help(
        "After the source you can give a relation (states, supports, background or contradicts), a \
             quotation, a place such as `page 3`, and a rating",
    ));
    let relation = near.map_or(before_quote, |near| RELATIONS.iter().any(|&(word, _)| word == near));
    if relation && cite.relation.is_none() {
        cite.relation = Some(unread(span));
    }
    near
}

fn unread<T>(span: Span) -> Word<T> {
    Spanned::new(None, span)
}

/// The tokens of a `cites`, after its first word, in the order of the tree:
/// target, relation, quotation, places, rating. `None` if they stand in it already.
pub fn in_order(input: &str) -> Option<Vec<&str>> {
    let (rest, target) = alt((bracket, bare)).parse(input).ok()?;
    let part = alt((relation, locator, credibility, map(text, Part::Quote)));
    let (_, mut parts) = many0(part).parse(rest).ok()?;
    let rank = |part: &Part<'_>| match part {
        Part::Relation(_) => 0,
        Part::Quote(_) => 1,
        Part::Locator(..) => 2,
        Part::Rating(..) | Part::Unknown(_) | Part::Comma(_) => 3,
    };
    if parts.is_sorted_by_key(rank) {
        return None;
    }
    parts.sort_by_key(rank);
    let mut tokens = vec![target];
    for part in parts {
        match part {
            Part::Relation(word) | Part::Unknown(word) | Part::Comma(word) => tokens.push(word),
            Part::Quote(strings) => tokens.extend(strings.iter().map(|quoted| quoted.whole)),
            Part::Locator(unit, value) => tokens.extend([unit, value]),
            Part::Rating(word, digit) => tokens.extend([word, digit]),
        }
    }
    Some(tokens)
}

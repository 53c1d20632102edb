//! What clauses are read into, and what several of them share.

use nom::{Parser, branch::alt, combinator::map, multi::many1};

use super::{
    fault::Wanted,
    read::Listed,
    token::{Parsed, bare, comma, phrase, skip, string, want},
    tree::{
        Against, Anchor, Because, By, Checked, Cite, ClaimKind, Confidence, Date, From, Held, Name, Pinned,
        Reach, Remark, Scale, SourceLevel, Word, Words,
    },
};
use crate::span::{Span, Spanned};

/// A clause as it was read.
#[derive(Debug)]
pub enum Clause {
    Thesis(Vec<Name>),
    Author(Words),
    Reach(Word<Reach>),
    Scale(Word<Scale>),
    Style(Name),
    Endnotes(Words),
    Bibliography(Words),
    Rating(Word<char>),
    Level(Word<SourceLevel>),
    Held(Held),
    SameOrigin(Name),
    Withdrawn(Date),
    Archived(Words, Date),
    ObjectOfStudy(Span),
    Was(Vec<Name>),
    Kind(Word<ClaimKind>),
    Qualifier(Spanned<String>),
    Confidence(Word<Confidence>),
    At(Anchor),
    Pinned(Pinned),
    Cites(Cite),
    Because(Because),
    Against(Against),
    Checked(Checked),
    From(From),
    Question(Remark),
    Answer(Remark),
    Decision(Remark),
    Uncontested(Words),
    Reason(Words),
    Effect(Words),
    By(By),
}

/// Names with commas between them; a comma at the end does no harm.
///
/// ```ebnf
/// names = name , { "," , name } , [ "," ] ;
/// ```
pub fn names(input: &str) -> Parsed<'_, Vec<Listed<'_>>> {
    want(Wanted::Thing("a name"), many1(alt((map(comma, Listed::Comma), map(name, Listed::Item)))))
        .parse(input)
}

/// What stands where a name should; one in quotation marks is mended later.
pub fn name(input: &str) -> Parsed<'_, &str> {
    want(Wanted::Thing("a name"), alt((bare, map(string, |quoted| quoted.whole)))).parse(input)
}

/// Words that stand where a word of a closed vocabulary should.
pub fn choice(input: &str) -> Parsed<'_, &str> {
    want(Wanted::Thing("a word"), alt((phrase, map(string, |quoted| quoted.whole)))).parse(input)
}

/// What stands where a date should: one word, or several as in "10 May 2017".
pub fn day(input: &str) -> Parsed<'_, &str> {
    let start = skip(input);
    let (mut rest, first) = want(Wanted::Thing("a date"), bare).parse(start)?;
    let shaped = first.starts_with(|c: char| c.is_ascii_digit()) && first.contains(['-', '/', '.']);
    while !shaped && let Ok((after, word)) = bare(rest) {
        if matches!(word, "on" | "until" | "seal" | "by" | "of" | "verdict") {
            break;
        }
        rest = after;
    }
    Ok((rest, &start[..start.len() - rest.len()]))
}

//! The clauses of claims, assumptions and objections, and of `accept`.

use nom::{
    Parser,
    branch::alt,
    combinator::{cut, map, opt, verify},
    multi::many1,
    sequence::preceded,
};

use super::{
    clause_part::{Clause, choice, day, name, names},
    fault::Wanted,
    read::{Listed, Reader},
    token::{Parsed, bare, comma, keyword, string, text, want},
    tree::{Against, Anchor, Because, By, Checked, Pinned, Remark, SyntaxError},
    words::{CHECKED_PARTS, CONFIDENCES, KINDS, VERDICTS},
};
use crate::span::Spanned;

/// What pins are written with: no letter that is taken for a digit.
const PIN: &[u8] = b"abcdefghjkmnpqrstvwxyz0123456789";

/// Whether a word may be a pin.
pub fn is_pin(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|c| PIN.contains(&c))
}

/// ```ebnf
/// kind = "kind" , ( "fact" | "interpretation" | "forecast" | "recommendation"
///        | "value" | "definition" | "common-knowledge" ) ;
/// ```
pub fn kind<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = choice(input)?;
    Ok((rest, Clause::Kind(reader.word(found, "a kind of claim", KINDS))))
}

/// The words of a scale are checked when the scale is known.
///
/// ```ebnf
/// qualifier = "qualifier" , bare , { bare } ;
/// ```
pub fn qualifier<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = choice(input)?;
    let span = reader.span(found);
    let mut words = found.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Ok((_, quoted)) = string(found) {
        words = quoted.inner.trim().to_owned();
        let error = SyntaxError::new(span, "A qualifier has no quotation marks")
            .help("Write the scale's word as it is: qualifier likely");
        reader.report(if words.is_empty() { error } else { error.replace(words.clone()) });
    }
    Ok((rest, Clause::Qualifier(Spanned::new(words, span))))
}

/// ```ebnf
/// confidence = "confidence" , ( "high" | "moderate" | "low" ) ;
/// ```
pub fn confidence<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = choice(input)?;
    Ok((rest, Clause::Confidence(reader.word(found, "a degree of confidence", CONFIDENCES))))
}

/// ```ebnf
/// at = "at" , text , [ "to" , text ] ;
/// ```
pub fn at<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, (from, to)) = (text, opt(preceded(keyword("to"), cut(text)))).parse(input)?;
    let from = reader.words(&from);
    let to = to.map(|to| reader.words(&to));
    Ok((rest, Clause::At(Anchor { span: reader.until(rest), from, to })))
}

/// The words are written by claimlint, one for each `at`, in their order.
///
/// ```ebnf
/// pinned = "pinned" , pin , { "," , pin } , [ "," ] ;
/// pin = ? 4 of abcdefghjkmnpqrstvwxyz0123456789 ? ;
/// ```
pub fn pinned<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = names(input)?;
    let mut words = Vec::new();
    for raw in reader.items(&found) {
        let span = reader.span(raw);
        if !is_pin(raw) {
            let error = SyntaxError::new(span, format!("`{raw}` is not a pin"));
            let help = "A pin is 4 small letters and digits, written by claimlint; delete this line, and `claimlint check --fix` writes it again";
            reader.report(error.help(help));
        }
        words.push(Spanned::new(raw.to_owned(), span));
    }
    Ok((rest, Clause::Pinned(Pinned { span: reader.until(rest), words })))
}

/// ```ebnf
/// because = "because" , names ;
/// ```
pub fn because<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = names(input)?;
    let names = reader.names(&found);
    Ok((rest, Clause::Because(Because { span: reader.until(rest), names })))
}

/// ```ebnf
/// against = "against" , ( "step" , name , "to" , name | name ) ;
/// ```
pub fn against<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let mut step = preceded(keyword("step"), (bare, preceded(keyword("to"), cut(name))));
    if let Ok((rest, found)) = keyword("step").parse(input)
        && bare(rest).is_ok()
        && !found.is_empty()
    {
        let (rest, (from, to)) = step.parse(input)?;
        let (from, to) = (reader.name(from), reader.name(to));
        return Ok((rest, Clause::Against(Against::Step { span: reader.until(rest), from, to })));
    }
    let (rest, found) = name(input)?;
    Ok((rest, Clause::Against(Against::Entry(reader.name(found)))))
}

/// ```ebnf
/// checked = "checked" , "by" , text , "on" , date , [ "of" , checked-parts ] , [ "verdict" , verdict ] ,
///        [ "seal" , seal ] ;
/// checked-parts = checked-part , { "," , checked-part } , [ "," ] ;
/// checked-part = "figure" | "quotation" | "inference" ;
/// verdict = "supported" | "partly" | "not" | "not-found" ;
/// seal = ? 8 or 12 small letters or digits ? ;
/// ```
pub fn checked<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let seal = want(Wanted::Thing("a seal of 8 letters and digits"), bare);
    let (rest, (by, on, of, verdict, seal)) = (
        preceded(keyword("by"), text),
        preceded(keyword("on"), day),
        opt(preceded(keyword("of"), cut(checked_parts))),
        opt(preceded(keyword("verdict"), cut(want(Wanted::Thing("a verdict"), bare)))),
        opt(preceded(keyword("seal"), cut(seal))),
    )
        .parse(input)?;
    let (by, on) = (reader.words(&by), reader.date(on));
    let of = reader.items(&of.unwrap_or_default());
    let of = of.into_iter().map(|part| reader.word(part, "a part that is checked", CHECKED_PARTS)).collect();
    let verdict = verdict.map(|verdict| reader.word(verdict, "a verdict", VERDICTS));
    let seal = seal.and_then(|seal| {
        let span = reader.span(seal);
        let sound = matches!(seal.len(), 8 | 12)
            && seal.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        if !sound {
            let error = SyntaxError::new(span, format!("`{seal}` is not a seal"));
            reader.report(
                error.help("A seal is 12 small letters and digits, written by claimlint; delete this one"),
            );
        }
        sound.then(|| Spanned::new(seal.to_owned(), span))
    });
    Ok((rest, Clause::Checked(Checked { span: reader.until(rest), by, on, of, verdict, seal })))
}

/// Words with commas between them, up to the next word of the clause.
fn checked_parts(input: &str) -> Parsed<'_, Vec<Listed<'_>>> {
    let part = verify(bare, |word: &&str| !matches!(*word, "verdict" | "seal"));
    let item = alt((map(comma, Listed::Comma), map(part, Listed::Item)));
    want(Wanted::Thing("what was checked"), many1(item)).parse(input)
}

/// What somebody asks, answers or decides, with name and day.
fn remark<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Remark> {
    let (rest, (words, by, on)) =
        (text, opt(preceded(keyword("by"), cut(text))), opt(preceded(keyword("on"), cut(day))))
            .parse(input)?;
    let words = reader.words(&words);
    let by = by.map(|by| reader.words(&by));
    let on = on.map(|on| reader.date(on));
    Ok((rest, Remark { span: reader.until(rest), text: words, by, on }))
}

/// ```ebnf
/// question = "question" , text , [ "by" , text ] , [ "on" , date ] ;
/// ```
pub fn question<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, said) = remark(reader, input)?;
    Ok((rest, Clause::Question(said)))
}

/// Belongs to the question above it.
///
/// ```ebnf
/// answer = "answer" , text , [ "by" , text ] , [ "on" , date ] ;
/// ```
pub fn answer<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, said) = remark(reader, input)?;
    Ok((rest, Clause::Answer(said)))
}

/// Closes the question above it.
///
/// ```ebnf
/// decision = "decision" , text , [ "by" , text ] , [ "on" , date ] ;
/// ```
pub fn decision<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, said) = remark(reader, input)?;
    Ok((rest, Clause::Decision(said)))
}

/// ```ebnf
/// uncontested = "uncontested" , text ;
/// ```
pub fn uncontested<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = text(input)?;
    Ok((rest, Clause::Uncontested(reader.words(&found))))
}

/// ```ebnf
/// reason = "reason" , text ;
/// ```
pub fn reason<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = text(input)?;
    Ok((rest, Clause::Reason(reader.words(&found))))
}

/// ```ebnf
/// effect = "effect" , text ;
/// ```
pub fn effect<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, found) = text(input)?;
    Ok((rest, Clause::Effect(reader.words(&found))))
}

/// ```ebnf
/// by = "by" , text , [ "on" , date ] , [ "until" , date ] ;
/// ```
pub fn by<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Clause> {
    let (rest, (who, on, until)) =
        (text, opt(preceded(keyword("on"), cut(day))), opt(preceded(keyword("until"), cut(day))))
            .parse(input)?;
    let by = reader.words(&who);
    let on = on.map(|on| reader.date(on));
    let until = until.map(|until| reader.date(until));
    Ok((rest, Clause::By(By { span: reader.until(rest), by, on, until })))
}

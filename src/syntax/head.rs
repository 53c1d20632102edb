//! The heads of declarations: their first lines.

use nom::{
    Parser,
    branch::alt,
    combinator::{cut, map, opt, verify},
    multi::{many0, many1},
    sequence::preceded,
};

use super::{
    clause_entry::is_pin,
    fault::{Fault, Wanted},
    read::{Listed, Reader, found},
    token::{Parsed, Quoted, bare, bracket, comma, is_name, keyword, phrase, skip, string, text, want},
    tree::{
        Accept, AcceptTarget, Anchor, DraftDecl, Entry, EntryKind, Item, Pinned, SourceDecl, SyntaxError,
        Words,
    },
    words::{Home, kebab},
};
use crate::span::{Span, Spanned};

/// Reads a head after its keyword. `Err` if there is nothing to build on (reported).
///
/// ```ebnf
/// head = draft | source | entry | accept ;
/// ```
pub fn head<'a>(reader: &mut Reader<'a>, home: Home, input: &'a str) -> Parsed<'a, Option<Item>> {
    match home {
        Home::Draft => draft(reader, input),
        Home::Source => source(reader, input),
        Home::Entry(kind) => entry(reader, kind, input),
        Home::Accept => accept(reader, input),
    }
}

/// ```ebnf
/// draft = "draft" , text , { "," , text } ;
/// ```
fn draft<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Option<Item>> {
    let file = want(Wanted::Thing("the draft's file name in quotation marks"), text).parse(input);
    let (rest, file) = match (file, phrase(input)) {
        (Ok((rest, strings)), _) => (rest, reader.words(&strings)),
        (Err(_), Ok((rest, name))) => {
            let span = reader.span(name);
            let error = SyntaxError::new(span, "A file name needs quotation marks");
            reader.report(error.help(format!("Write \"{name}\"")).replace(format!("\"{name}\"")));
            (rest, Words { text: name.to_owned(), span, parts: Vec::new() })
        }
        (Err(error), Err(_)) => return Err(error),
    };
    let next = preceded(comma, cut(want(Wanted::Thing("the next file's name in quotation marks"), text)));
    let (rest, later) = many0(next).parse(rest)?;
    let later = later.iter().map(|strings| reader.words(strings)).collect();
    let item = DraftDecl {
        span: reader.until(rest),
        file,
        later,
        thesis: Vec::new(),
        authors: Vec::new(),
        reach: None,
        scale: None,
        style: None,
        endnotes: Vec::new(),
        bibliography: Vec::new(),
    };
    Ok((rest, Some(Item::Draft(item))))
}

/// A source without a note is evidence that the draft does not print: a work paper, an interview, a data file.
///
/// ```ebnf
/// source = "source" , name , ( notes , [ text ] | text ) ;
/// ```
fn source<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Option<Item>> {
    let (rest, (first, more, notes, fragment)) =
        (opt(word), many0(word), opt(notes), opt(text)).parse(input)?;
    let Some(name) = joined(input, first, &more) else {
        nameless(reader, input, "source", "source smith [15] \"words of the note\"");
        return Ok((rest, None));
    };
    let name = reader.name(name);
    if notes.is_none() && fragment.is_none() {
        let help = "Write its number in brackets after the name, as [15]; a label is [^smith], a bibliography key [@smith2016]. \
                    Evidence that is not in print is named in quotation marks: source wp \"Interview, 4 March\"";
        let error =
            SyntaxError::new(Span { start: name.span.end, end: name.span.end }, "This source has no note");
        reader.report(error.label("the note is missing here").help(help));
    }
    let rest = match (&fragment, bare(rest)) {
        (None, Ok(_)) => {
            unquoted(reader, rest, "The words of the note stand");
            &rest[rest.len()..]
        }
        _ => rest,
    };
    let items = reader.items(&notes.unwrap_or_default());
    let notes = items.into_iter().filter_map(|raw| reader.note(raw, true)).collect();
    let item = SourceDecl {
        span: reader.until(rest),
        name,
        notes,
        fragment: fragment.map(|strings| reader.words(&strings)),
        rating: None,
        level: None,
        held: None,
        same_origin: Vec::new(),
        withdrawn: None,
        archived: None,
        object_of_study: None,
        was: Vec::new(),
    };
    Ok((rest, Some(Item::Source(item))))
}

/// ```ebnf
/// notes = note , { "," , note } , [ "," ] ;
/// ```
fn notes(input: &str) -> Parsed<'_, Vec<Listed<'_>>> {
    many1(alt((map(comma, Listed::Comma), map(alt((bracket, unbracketed)), Listed::Item)))).parse(input)
}

/// A note's number or label to which brackets are missing.
fn unbracketed(input: &str) -> Parsed<'_, &str> {
    match word(input) {
        Ok(_) => Err(nom::Err::Error(Fault { at: input, wanted: Vec::new() })),
        Err(_) => bare(input),
    }
}

/// A word of a name; digits or a note's sign begin a note without brackets.
fn word(input: &str) -> Parsed<'_, &str> {
    let (rest, found) = bare(input)?;
    if found.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '^' | '@')) {
        return Err(nom::Err::Error(Fault { at: input, wanted: Vec::new() }));
    }
    Ok((rest, found))
}

/// The words of a name with spaces in it, as one slice.
fn joined<'a>(input: &'a str, first: Option<&'a str>, more: &[&'a str]) -> Option<&'a str> {
    let first = first?;
    let Some(last) = more.last() else { return Some(first) };
    let start = skip(input);
    let end = (last.as_ptr() as usize + last.len()).checked_sub(start.as_ptr() as usize)?;
    start.get(..end)
}

fn nameless<'a>(reader: &mut Reader<'a>, input: &'a str, what: &str, example: &str) {
    let at = reader.span(skip(input)).start;
    let error = SyntaxError::new(Span { start: at, end: at }, format!("This {what} has no name"));
    reader.report(error.label("the name is missing here").help(format!("Write it like this: {example}")));
}

/// Without a statement it states what its sentence in the draft says, to which an `at` leads.
///
/// ```ebnf
/// entry = ( "claim" | "assume" | "objection" ) , name , [ text ] ;
/// ```
fn entry<'a>(reader: &mut Reader<'a>, kind: EntryKind, input: &'a str) -> Parsed<'a, Option<Item>> {
    let (rest, (words, strings)) = (opt(phrase), opt(text)).parse(input)?;
    let (keyword, called) = match kind {
        EntryKind::Claim => ("claim", "claim"),
        EntryKind::Assume => ("assume", "assumption"),
        EntryKind::Objection => ("objection", "objection"),
    };
    if words.is_none()
        && let Some(strings) = &strings
        && let Ok((after, name)) = bare(rest)
        && is_name(name)
        && skip(after).is_empty()
    {
        return Ok(turned(reader, kind, (input, after), strings, name));
    }
    let Some(words) = words else {
        let slug = strings.as_ref().and_then(|strings| strings.first()).map(|first| slug(first.inner));
        let name = slug.filter(|slug| !slug.is_empty()).unwrap_or_else(|| "short-name".to_owned());
        nameless(reader, input, called, &format!("{keyword} {name} \"…\""));
        return Ok((rest, None));
    };
    let (rest, name, statement) = match &strings {
        Some(strings) => (rest, reader.name(words), Some(reader.words(strings))),
        None => {
            let (after, first) = bare(input)?;
            let name = reader.name(first);
            // Alone, the name is enough where an anchor leads to a sentence.
            if !skip(after).is_empty() {
                unstated(reader, after, called);
            }
            // What stands there was spoken of just now.
            (&rest[rest.len()..], name, None)
        }
    };
    let span = reader.until(rest);
    Ok((rest, Some(Item::Entry(blank(span, kind, name, statement)))))
}

/// An entry whose name stands behind its statement.
fn turned<'a>(
    reader: &mut Reader<'a>,
    kind: EntryKind,
    (input, after): (&'a str, &'a str),
    strings: &[Quoted<'a>],
    name: &'a str,
) -> (&'a str, Option<Item>) {
    let start = skip(input);
    let whole = &start[..start.len() - after.len()];
    let before = whole[..whole.len() - name.len()].trim_end();
    let error = SyntaxError::new(reader.span(whole), "The name comes before the statement")
        .help(format!("Write `{name}` first, and the statement behind it"))
        .replace(format!("{name} {before}"));
    reader.report(error);
    let statement = reader.words(strings);
    let item = Item::Entry(blank(reader.until(after), kind, reader.name(name), Some(statement)));
    (after, Some(item))
}

/// Says that an entry states nothing: it has no words of its own, and no anchor leads to any.
pub fn states_nothing(reader: &mut Reader<'_>, entry: &Entry) {
    let called = match entry.entry {
        EntryKind::Claim => "claim",
        EntryKind::Assume => "assumption",
        EntryKind::Objection => "objection",
    };
    let error =
        SyntaxError::new(Span::at(entry.name.span.end as usize), format!("This {called} states nothing"))
            .label("the statement is missing here");
    reader.report(error.help(
        "Write after the name, in quotation marks, what it states; or lead to the sentence that says it: at \"words of the draft\"",
    ));
}

/// Says that a statement stands without quotation marks.
fn unstated<'a>(reader: &mut Reader<'a>, after: &'a str, called: &str) {
    let rest = skip(after).trim_end();
    let error = if rest.starts_with(',') {
        let comma = &rest[..1];
        SyntaxError::new(reader.span(comma), "There is no comma between name and statement")
            .help("Delete it")
            .replace("")
    } else if rest.starts_with('[') {
        SyntaxError::new(
            reader.span(found(rest)),
            format!("A note does not belong in the first line of a {called}"),
        )
        .help("Write the statement in quotation marks here, and `cites` with the note on a line of its own")
    } else {
        return unquoted(reader, rest, "The statement stands");
    };
    reader.report(error);
}

/// Says that what stands in a rest needs quotation marks around it.
fn unquoted<'a>(reader: &mut Reader<'a>, rest: &'a str, what: &str) {
    let rest = skip(rest).trim_end();
    let error = SyntaxError::new(reader.span(rest), format!("{what} in quotation marks"))
        .help("Put one \" before it and one after it");
    let sound = !rest.contains(['"', '“', '”', '#', '\n', '\r']);
    reader.report(if sound { error.replace(format!("\"{rest}\"")) } else { error });
}

/// A name made of the first few words of a statement.
fn slug(statement: &str) -> String {
    kebab(&statement.split_whitespace().take(3).collect::<Vec<_>>().join(" "))
}

fn blank(span: Span, entry: EntryKind, name: super::tree::Name, statement: Option<Words>) -> Entry {
    Entry {
        span,
        entry,
        name,
        statement,
        kind: None,
        qualifier: None,
        confidence: None,
        at: Vec::new(),
        pinned: None,
        cites: Vec::new(),
        because: Vec::new(),
        against: Vec::new(),
        checked: Vec::new(),
        from: None,
        questions: Vec::new(),
        uncontested: None,
        reason: None,
        effect: None,
        by: None,
        was: Vec::new(),
        unread: Vec::new(),
    }
}

/// What an `accept` covers, as it stands.
enum Covered<'a> {
    On(&'a str),
    /// `at`, the first words and the last words.
    At(&'a str, Quoted<'a>, Option<Quoted<'a>>),
    Nothing,
}

/// The anchor is one string each; further strings are the reason.
///
/// ```ebnf
/// accept = "accept" , name , ( "on" , ( name | note ) | "at" , string , [ "to" , string ] ) , [ text ] ;
/// ```
fn accept<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Option<Item>> {
    let (rest, rule) = want(Wanted::Thing("the name of a rule"), bare).parse(input)?;
    if matches!(rule, "on" | "at") {
        let at = reader.span(rule).start;
        let error = SyntaxError::new(Span { start: at, end: at }, "This `accept` names no rule");
        reader.report(error.label("the rule is missing here").help(
            "Write the name of the rule whose finding you accept: accept statement-uncited on \
                 claim-name \"Why.\"",
        ));
        return Ok((&rest[rest.len()..], None));
    }
    let rule = reader.name(rule);
    let before = reader.errors.len();
    let (rest, covered) = match covered(reader, rest) {
        Ok(found) => found,
        Err(nom::Err::Error(fault) | nom::Err::Failure(fault)) => {
            let example = "accept rule-name on claim-name \"Why this is acceptable.\"";
            reader.stuck(&fault, "The first line of an `accept`", example, before);
            (&rest[rest.len()..], Covered::Nothing)
        }
        Err(error) => return Err(error),
    };
    let (after, reason) = opt(text).parse(rest)?;
    let target = match covered {
        Covered::On(raw) if raw.starts_with('[') => reader.note(raw, false).map(AcceptTarget::Note),
        Covered::On(raw) => Some(AcceptTarget::Entry(reader.name(raw))),
        Covered::At(at, from, to) => {
            let span = Span { start: reader.span(at).start, end: reader.span(to.unwrap_or(from).whole).end };
            let from = reader.words(&[from]);
            let to = to.map(|to| reader.words(&[to]));
            Some(AcceptTarget::Anchor(Anchor { span, from, to }))
        }
        Covered::Nothing => None,
    };
    let reason = reason.map(|strings| reader.words(&strings));
    let item = Accept { span: reader.until(after), rule, target, reason, by: None };
    Ok((after, Some(Item::Accept(item))))
}

fn covered<'a>(reader: &mut Reader<'a>, input: &'a str) -> Parsed<'a, Covered<'a>> {
    let anchor_word = || want(Wanted::Thing("words of the draft in quotation marks"), string);
    let on = preceded(keyword("on"), cut(want(Wanted::Thing("a name"), alt((bracket, bare)))));
    let at = (keyword("at"), cut(anchor_word()), opt(preceded(keyword("to"), cut(anchor_word()))));
    // "on" before words of the draft: "at" was meant.
    if let Ok((rest, word)) = keyword("on").parse(input)
        && string(rest).is_ok()
    {
        let error =
            SyntaxError::new(reader.span(word), "Use `on` before a name, and `at` before words of the draft");
        reader.report(error.help("Write `at` before the words in quotation marks").replace("at"));
        let (rest, from) = string(rest)?;
        return Ok((rest, Covered::At(word, from, None)));
    }
    if string(input).is_ok() || skip(input).is_empty() {
        let at = reader.span(input).start as usize;
        let error = SyntaxError::new(Span::at(at), "This `accept` does not say what it covers")
            .label("missing here")
            .help("Write `on` and the name of a claim or source, or `at` and words of the draft in quotation marks");
        reader.report(error);
        return Ok((input, Covered::Nothing));
    }
    alt((map(on, Covered::On), map(at, |(at, from, to)| Covered::At(at, from, to)))).parse(input)
}

/// What a draft argues for, where its own metadata say so.
pub fn argued(span: Span, thesis: Vec<super::tree::Name>) -> DraftDecl {
    let file =
        Words { text: String::new(), span: Span { start: span.start, end: span.start }, parts: Vec::new() };
    DraftDecl {
        span,
        file,
        later: Vec::new(),
        thesis,
        authors: Vec::new(),
        reach: None,
        scale: None,
        style: None,
        endnotes: Vec::new(),
        bibliography: Vec::new(),
    }
}

/// The first words of a comment in a draft, behind its keyword: a name, perhaps a pin, perhaps a statement.
///
/// ```ebnf
/// comment-head = ( "claim" | "objection" | "assume" ) , ":" , name , [ pin ] , [ text ] ;
/// ```
pub fn commented<'a>(reader: &mut Reader<'a>, kind: EntryKind, input: &'a str) -> Parsed<'a, Option<Item>> {
    let pin = verify(bare, |word: &&str| is_pin(word));
    let (rest, (name, pin, strings)) =
        (want(Wanted::Thing("a name"), bare), opt(pin), opt(text)).parse(input)?;
    let name = reader.name(name);
    let statement = strings.map(|strings| reader.words(&strings));
    let mut entry = blank(reader.until(rest), kind, name, statement);
    entry.pinned = pin.map(|pin| {
        let span = reader.span(pin);
        Pinned { span, words: vec![Spanned::new(pin.to_owned(), span)] }
    });
    Ok((rest, Some(Item::Entry(entry))))
}

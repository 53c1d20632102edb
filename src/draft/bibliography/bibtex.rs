//! `.bib` files, BibTeX's and BibLaTeX's.
//!
//! The parser stops at the first fault of a file. One slip in a shared file must
//! not cost the author all of it, so we cut the file into entries ourselves and
//! hand them over one by one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use biblatex::{
    Bibliography, ChunksExt, Entry, ParseError, ParseErrorKind, Person, RawBibliography, RawChunk, RawEntry,
    Spanned,
};

use super::shelf::{Found, single_spaced};
use super::{BibName, BibValue, Variable, date};
use crate::draft::build::DraftBuilder;
use crate::span::Span;

/// Braces deeper than this are no bibliography; the parser calls itself for
/// each level of a command.
const DEEPEST: usize = 60;

/// How often the whole rest of a file is searched for the end of an entry.
/// After that an entry ends where the next line begins one, so that a file of
/// nothing but open braces takes linear time.
const LONG_LOOKS: usize = 16;

/// How far one `@string` may stand for another.
const ABBREVIATIONS: usize = 8;

/// An entry as the parser gives it, and where its text began.
struct Raw<'s> {
    entry: RawEntry<'s>,
    base: usize,
}

type Abbreviations<'s> = HashMap<String, Vec<Spanned<RawChunk<'s>>>>;

/// Reads a `.bib` file into notes.
pub fn read(out: &mut DraftBuilder<'_>, source: &str) {
    let braced = with_braces(source);
    let source = &*braced;
    let mut raws: Vec<Raw<'_>> = Vec::new();
    let mut abbreviations = Abbreviations::new();
    for cut in cuts(source) {
        let text = &source[cut.clone()];
        let parsed = match depth(text) {
            deep if deep > DEEPEST => Err(("its braces are nested too deep".to_owned(), cut.start)),
            _ => RawBibliography::parse(text)
                .map_err(|error| (fault(&error.kind), cut.start + where_of(&error))),
        };
        match parsed {
            Ok(parsed) => {
                let entries = parsed.entries.into_iter();
                raws.extend(entries.map(|entry| Raw { entry: entry.v, base: cut.start }));
                for pair in parsed.abbreviations {
                    abbreviations.insert(pair.key.v.to_ascii_lowercase(), pair.value.v);
                }
            }
            Err((what, at)) => broken(out, source, &cut, &what, at),
        }
    }
    let keys: HashMap<&str, usize> =
        raws.iter().enumerate().rev().map(|(at, raw)| (raw.entry.key.v, at)).collect();
    for raw in &raws {
        match entry(raw, &raws, &keys, &abbreviations) {
            Ok(found) => found.show(out, source),
            Err((what, at)) => {
                let start = raw.base + raw.entry.key.span.start;
                broken(out, source, &(start..start + raw.entry.key.v.len()), &what, at);
            }
        }
    }
}

/// Tells of an entry that is left out. The place is the line at which reading
/// it failed; the sentence names the entry.
fn broken(out: &mut DraftBuilder<'_>, source: &str, cut: &Range<usize>, what: &str, at: usize) {
    let text = &source[cut.clone()];
    let head = text.lines().next().unwrap_or("");
    let key = head.split_once('{').map_or(head, |(_, key)| key).trim_start();
    let key: String = key.chars().take(80).take_while(|c| !c.is_whitespace() && *c != ',').collect();
    let mut at = at.clamp(cut.start, source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    let line = source[..at].rfind('\n').map_or(0, |newline| newline + 1).max(cut.start);
    let end = source[line..].find('\n').map_or(source.len(), |len| line + len);
    let shown = source[line..end].trim_end().len();
    out.unread_entry(Span::new(line, line + shown), key, what);
}

/// Where a fault is to be shown. An end that never comes is shown where the
/// entry begins.
fn where_of(error: &ParseError) -> usize {
    if error.kind == ParseErrorKind::UnexpectedEof { 0 } else { error.span.start }
}

fn fault(kind: &ParseErrorKind) -> String {
    use biblatex::Token;
    match kind {
        ParseErrorKind::UnexpectedEof => "it has no closing brace".to_owned(),
        ParseErrorKind::Expected(Token::Comma) => "a comma is missing before this".to_owned(),
        ParseErrorKind::Expected(Token::Equals) => "an equals sign is missing here".to_owned(),
        ParseErrorKind::Expected(Token::OpeningBrace) => "an opening brace is missing here".to_owned(),
        ParseErrorKind::Expected(Token::ClosingBrace) => {
            "a comma or a closing brace is missing before this".to_owned()
        }
        ParseErrorKind::Unexpected(Token::ClosingBrace) => "it has a closing brace too many".to_owned(),
        ParseErrorKind::MalformedCommand => "it has a backslash with no command".to_owned(),
        other => other.to_string(),
    }
}

/// The file with braces for the parentheses of `@word( … )`, which BibTeX reads alike and
/// the parser does not. No byte moves.
fn with_braces(source: &str) -> Cow<'_, str> {
    let bytes = source.as_bytes();
    let mut changed: Option<Vec<u8>> = None;
    let (mut at, mut looks) = (0, 0);
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'@', b'%', rest)) {
        at += next;
        if bytes[at] == b'%' {
            at += memchr::memchr(b'\n', &bytes[at..]).unwrap_or(bytes.len() - at);
            continue;
        }
        let Some((_, open)) = opening_with(source, at, b"{(") else {
            at += 1;
            continue;
        };
        let end = if looks >= LONG_LOOKS {
            None
        } else if bytes[open] == b'{' {
            balanced(bytes, open)
        } else {
            closing(bytes, open)
        };
        looks += usize::from(end.is_none());
        if let (b'(', Some(end)) = (bytes[open], end) {
            let changed = changed.get_or_insert_with(|| bytes.to_vec());
            changed[open] = b'{';
            changed[end - 1] = b'}';
        }
        at = end.unwrap_or(open + 1);
    }
    // Only ASCII was put in the place of ASCII.
    changed.and_then(|bytes| String::from_utf8(bytes).ok()).map_or(Cow::Borrowed(source), Cow::Owned)
}

/// The end of the parenthesis that opens at a byte: the first that closes outside braces
/// and quotation marks, as BibTeX has it.
fn closing(bytes: &[u8], open: usize) -> Option<usize> {
    let (mut depth, mut quoted) = (0_usize, false);
    for (at, byte) in bytes.iter().enumerate().skip(open + 1) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b'"' if depth == 0 => quoted = !quoted,
            b')' if depth == 0 && !quoted => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The byte ranges of `@word{…}` in a file. What stands between is comment.
fn cuts(source: &str) -> Vec<Range<usize>> {
    let bytes = source.as_bytes();
    let (mut found, mut at, mut looks) = (Vec::new(), 0, 0);
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'@', b'%', rest)) {
        at += next;
        if bytes[at] == b'%' {
            at += memchr::memchr(b'\n', &bytes[at..]).unwrap_or(bytes.len() - at);
            continue;
        }
        let Some((word, open)) = opening(source, at) else {
            at += 1;
            continue;
        };
        let end = if looks < LONG_LOOKS { balanced(bytes, open) } else { None };
        looks += usize::from(end.is_none());
        let end = end.unwrap_or_else(|| next_entry(source, open));
        if !["comment", "preamble"].iter().any(|skipped| word.eq_ignore_ascii_case(skipped)) {
            found.push(at..end);
        }
        at = end;
    }
    found
}

/// The word after an `@` and the byte of the brace after it.
fn opening(source: &str, at: usize) -> Option<(&str, usize)> {
    opening_with(source, at, b"{")
}

/// The word after an `@` and the byte of the sign after it, if it is one of these.
fn opening_with<'s>(source: &'s str, at: usize, signs: &[u8]) -> Option<(&'s str, usize)> {
    let bytes = source.as_bytes();
    let len = bytes[at + 1..].iter().take(40).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let word = source.get(at + 1..at + 1 + len).filter(|word| !word.is_empty())?;
    let space = bytes[at + 1 + len..].iter().take(200).take_while(|byte| byte.is_ascii_whitespace()).count();
    let open = at + 1 + len + space;
    bytes.get(open).is_some_and(|byte| signs.contains(byte)).then_some((word, open))
}

/// The end of the braces that open at a byte.
fn balanced(bytes: &[u8], open: usize) -> Option<usize> {
    let (mut at, mut depth) = (open, 0_usize);
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'{', b'}', b'\\', rest)) {
        at += next;
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => at += 1,
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Where the next line that begins an entry starts.
fn next_entry(source: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(next) = source.get(at..).and_then(|rest| rest.find("\n@")) {
        at += next + 1;
        if opening(source, at).is_some() {
            return at;
        }
    }
    source.len()
}

fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// One entry, with what it takes from the entry it refers to.
fn entry<'s>(
    raw: &Raw<'s>,
    raws: &[Raw<'s>],
    keys: &HashMap<&str, usize>,
    abbreviations: &Abbreviations<'s>,
) -> Result<Found, (String, usize)> {
    let mut partial = false;
    let mut child = plain(&raw.entry, abbreviations, &mut partial);
    let mut parents = Vec::new();
    let mut inherited = None;
    for pair in raw.entry.fields.iter().filter(|pair| is_reference(pair.key.v)) {
        inherited = Some(place(raw, &pair.value));
        for key in words(&pair.value.v).split(',').map(str::trim) {
            let known = keys.get(key).filter(|_| key != raw.entry.key.v && parents.len() < 8);
            let Some(parent) = known.map(|&at| &raws[at].entry) else {
                partial = true;
                continue;
            };
            // Its own references are not followed, so that no ring can form.
            let mut parent = plain(parent, abbreviations, &mut partial);
            partial |= parent.fields.iter().any(|pair| is_reference(pair.key.v));
            parent.fields.retain(|pair| !is_reference(pair.key.v));
            if !parents.iter().any(|other: &Spanned<RawEntry<'_>>| other.v.key.v == key) {
                parents.push(Spanned::new(parent, 0..0));
            }
        }
    }
    // The parser would follow a reference to the entry itself for ever.
    let own = raw.entry.key.v;
    child.fields.retain(|pair| {
        !is_reference(pair.key.v) || !words(&pair.value.v).split(',').any(|key| key.trim() == own)
    });
    let mut entries = vec![Spanned::new(child, 0..0)];
    entries.extend(parents);
    let whole = RawBibliography { preamble: String::new(), entries, abbreviations: Vec::new() };
    let read =
        Bibliography::from_raw(whole).map_err(|error| (fault(&error.kind), raw.base + error.span.start))?;
    let Some(read) = read.get(raw.entry.key.v) else {
        return Err(("it could not be understood".to_owned(), raw.base));
    };
    let key = Span::new(raw.base + raw.entry.key.span.start, raw.base + raw.entry.key.span.end);
    let mut found = Found { key: read.key.clone(), label: key, partial, ..Found::default() };
    let places: HashMap<String, Span> = raw
        .entry
        .fields
        .iter()
        .map(|pair| (pair.key.v.to_ascii_lowercase(), place(raw, &pair.value)))
        .collect();
    let fields = Fields { entry: read, places, inherited: inherited.unwrap_or(key) };
    fields.fill(&mut found, &raw.entry.kind.v.to_ascii_lowercase());
    Ok(found)
}

fn is_reference(field: &str) -> bool {
    ["crossref", "xdata"].iter().any(|name| field.eq_ignore_ascii_case(name))
}

fn words(chunks: &[Spanned<RawChunk<'_>>]) -> String {
    let words = chunks.iter().map(|chunk| match chunk.v {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text,
    });
    words.collect::<String>().trim().to_owned()
}

/// The bytes of a field's value, braces and quotation marks left out.
fn place(raw: &Raw<'_>, value: &Spanned<Vec<Spanned<RawChunk<'_>>>>) -> Span {
    let start = value.v.first().map_or(value.span.start, |chunk| chunk.span.start);
    let end = value.v.last().map_or(value.span.end, |chunk| chunk.span.end);
    Span::new(raw.base + start, raw.base + end.max(start))
}

/// An entry with the words of its abbreviations in their place. The parser
/// would follow a ring of them for ever. `ids` are left out: other names of an
/// entry are read by nobody here.
fn plain<'s>(entry: &RawEntry<'s>, abbreviations: &Abbreviations<'s>, partial: &mut bool) -> RawEntry<'s> {
    let mut entry = entry.clone();
    entry.fields.retain(|pair| !pair.key.v.eq_ignore_ascii_case("ids"));
    for pair in &mut entry.fields {
        for _ in 0..ABBREVIATIONS {
            let known = |chunk: &Spanned<RawChunk<'s>>| match chunk.v {
                RawChunk::Abbreviation(name) => abbreviations.get(&name.to_ascii_lowercase()),
                RawChunk::Normal(_) => None,
            };
            if pair.value.v.len() > 100 || !pair.value.v.iter().any(|chunk| known(chunk).is_some()) {
                break;
            }
            let chunks = std::mem::take(&mut pair.value.v);
            for chunk in chunks {
                match known(&chunk) {
                    Some(words) => pair.value.v.extend(words.iter().cloned()),
                    None => pair.value.v.push(chunk),
                }
            }
        }
        for chunk in &mut pair.value.v {
            // The parser takes `\url` for a command of its own and drops it.
            if let RawChunk::Normal(text) = chunk.v
                && let Some(url) = url_in(text)
            {
                *partial |= url.len() + "\\url{}".len() < text.trim().len();
                chunk.v = RawChunk::Normal(url);
            }
            // Months need no `@string`; whatever else has none stays a word.
            if let RawChunk::Abbreviation(name) = chunk.v
                && !(date::month(name).is_some() && name.len() == 3)
            {
                chunk.v = RawChunk::Normal(name);
                *partial = true;
            }
        }
    }
    entry
}

/// The address in `\url{…}`.
fn url_in(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("\\url{")?;
    rest.split_once('}').map(|(url, _)| url.trim()).filter(|url| url.starts_with("http"))
}

/// The fields of one entry, by name.
struct Fields<'e> {
    entry: &'e Entry,
    places: HashMap<String, Span>,
    /// The place of a field that comes from another entry: the reference to it.
    inherited: Span,
}

impl Fields<'_> {
    /// The words of the first of these fields that there is.
    fn text(&self, names: &[&str]) -> Option<(String, Span)> {
        names.iter().find_map(|&name| {
            let text = self.entry.get(name)?.format_verbatim();
            let verbatim = matches!(name, "url" | "doi" | "eprint");
            let text = single_spaced(&if verbatim { text } else { text.replace('~', " ") });
            (!text.is_empty()).then(|| (text, self.place(name)))
        })
    }

    fn place(&self, name: &str) -> Span {
        self.places.get(name).copied().unwrap_or(self.inherited)
    }

    fn fill(&self, found: &mut Found, kind: &str) {
        found.kind = self.kind(kind);
        for (name, field) in [(Variable::Author, "author"), (Variable::Editor, "editor")] {
            found.add_names(name, self.names(field), self.place(field));
        }
        if let Some((title, place)) = self.text(&["title"]) {
            let title = match self.text(&["subtitle"]) {
                Some((subtitle, _)) => format!("{title}: {subtitle}"),
                None => title,
            };
            found.add_text(Variable::Title, &title, place);
        }
        let number = if found.kind.starts_with("article") { Variable::Issue } else { Variable::Number };
        for (name, fields) in [
            (Variable::ContainerTitle, &["journaltitle", "journal", "booktitle", "maintitle"][..]),
            (Variable::Publisher, &["publisher", "institution", "school", "organization"]),
            (Variable::PublisherPlace, &["location", "address"]),
            (Variable::Edition, &["edition"]),
            (Variable::Volume, &["volume"]),
            (Variable::Issue, &["issue"]),
            (number, &["number"]),
            (Variable::Page, &["pages"]),
            (Variable::Isbn, &["isbn"]),
            (Variable::Issn, &["issn"]),
            (Variable::Url, &["url"]),
        ] {
            if let Some((text, place)) = self.text(fields) {
                found.add_text(name, &text, place);
            }
        }
        self.identifiers(found);
        self.dates(found);
        self.remarks(found);
    }

    fn identifiers(&self, found: &mut Found) {
        if let Some((doi, place)) = self.text(&["doi"]) {
            found.add_text(Variable::Doi, &doi[doi.find("10.").unwrap_or(0)..], place);
        }
        if let Some((eprint, place)) = self.text(&["eprint"]) {
            let host = self.text(&["eprinttype", "archiveprefix"]);
            let numbered = eprint.split_once('.').is_some_and(|(month, rest)| {
                month.len() == 4 && month.bytes().chain(rest.bytes().take(4)).all(|b| b.is_ascii_digit())
            });
            if host.map_or(numbered, |(host, _)| host.eq_ignore_ascii_case("arxiv")) {
                found.add_text(Variable::Arxiv, &eprint, place);
            }
        }
    }

    fn dates(&self, found: &mut Found) {
        if let Some((text, place)) = self.text(&["date"]) {
            found.add_date(Variable::Issued, date::parse(&text), place);
        } else if let Some((year, place)) = self.text(&["year"]) {
            let mut read = date::parse(&year);
            if let (Some(read), Some((month, _))) = (&mut read, self.text(&["month"])) {
                read.month = read.month.or_else(|| date::month(&month));
                read.day = read.day.or_else(|| self.text(&["day"])?.0.parse().ok());
                // `month = "12 may"`.
                if let Some(both) = read.year.filter(|_| read.month.is_none()) {
                    let both = date::parse(&format!("{month} {both}"));
                    *read = both.unwrap_or(*read);
                    found.partial |= both.is_none();
                }
            }
            found.add_date(Variable::Issued, read, place);
        }
        if let Some((text, place)) = self.text(&["urldate"]) {
            found.add_date(Variable::Accessed, date::parse(&text), place);
        }
    }

    /// `howpublished` and `note` hold what had no field of its own.
    fn remarks(&self, found: &mut Found) {
        for name in ["howpublished", "note", "addendum"] {
            let Some((text, place)) = self.text(&[name]) else { continue };
            if text.starts_with("http") && !text.contains(' ') {
                found.add_text(Variable::Url, &text, place);
                continue;
            }
            let lower = text.to_ascii_lowercase();
            let looked = ["accessed", "retrieved", "visited"]
                .iter()
                .find_map(|word| lower.find(word).map(|at| at + word.len()))
                .and_then(|at| text.get(at..))
                .map(|rest| rest.trim_start_matches(" on ").trim_matches(|c: char| !c.is_alphanumeric()));
            match looked.and_then(date::parse) {
                Some(read) => found.add(Variable::Accessed, BibValue::Date(read), place),
                None => found.partial = true,
            }
        }
    }

    fn names(&self, field: &str) -> Vec<BibName> {
        let people = self.entry.get_as::<Vec<Person>>(field).unwrap_or_default();
        let named = |person: Person| {
            let family = [person.prefix.as_str(), person.name.as_str(), person.suffix.as_str()];
            let family = family.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            let family = single_spaced(&family.replace('~', " "));
            let given = single_spaced(&person.given_name.replace('~', " "));
            BibName { body: given.is_empty(), family, given }
        };
        people
            .into_iter()
            .map(named)
            .filter(|name| !(name.family.is_empty() || name.given.is_empty() && name.family == "others"))
            .collect()
    }

    /// The CSL type of an entry type.
    fn kind(&self, kind: &str) -> &'static str {
        let subtype = self.text(&["entrysubtype"]).map(|(text, _)| text.to_lowercase()).unwrap_or_default();
        match kind {
            "article" | "suppperiodical" => match subtype.as_str() {
                "newspaper" => "article-newspaper",
                "magazine" => "article-magazine",
                _ => "article-journal",
            },
            "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" | "mvproceedings"
            | "booklet" | "reference" | "mvreference" => "book",
            "inbook" | "incollection" | "bookinbook" | "suppbook" | "suppcollection" | "inreference" => {
                "chapter"
            }
            "inproceedings" | "conference" => "paper-conference",
            "report" | "techreport" | "manual" => "report",
            "thesis" | "phdthesis" | "mastersthesis" => "thesis",
            "online" | "electronic" | "www" => "webpage",
            "unpublished" => "manuscript",
            "dataset" => "dataset",
            "legislation" | "legal" => "legislation",
            "jurisdiction" => "legal_case",
            "letter" => "personal_communication",
            "movie" | "video" => "motion_picture",
            _ => "",
        }
    }
}

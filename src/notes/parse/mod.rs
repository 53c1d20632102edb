//! One note's words to citations and comments.
//!
//! 1. `token`: words, numbers, marks; `ids`: addresses and identifiers in them;
//!    `lexicon`: what a word can be.
//! 2. `units`, `look`, `split`, `prose`: the note cut into citations and comments.
//! 3. `short`, `legal` (with `law_signs`, `law_codes`, `law_abroad`), `unpublished`: forms that are not a
//!    work with a title of its own.
//! 4. `elements` (with `numbers`, `place`, `series`, `dates`): a citation cut at its strong
//!    cues: quotations, italics, brackets, dates, numbers.
//! 5. `title`, `plain`, `authors` (with `names`, `bodies`), then `after`, `imprint`, `outlet`,
//!    `genre`, `pages`: what stands between, given to fields by where it stands.
//! 6. `certain`: which fields are surely absent. What no field took stays in
//!    [`Citation::rest`], and then nothing is called absent.

mod after;
mod authors;
mod bodies;
mod certain;
mod dates;
mod element;
mod elements;
mod form;
mod genre;
mod ids;
mod imprint;
mod law_abroad;
mod law_codes;
mod law_form;
mod law_signs;
mod legal;
mod lexicon;
mod look;
mod names;
mod numbers;
mod outlet;
mod pages;
mod part;
mod place;
mod plain;
mod prose;
mod reader;
mod series;
mod shift;
mod short;
mod signal;
mod split;
mod title;
mod token;
mod units;
mod unpublished;

use super::{Citation, Form, NoteKind, ReadNote, TitleMark};
use crate::draft::Draft;
use crate::lexicon::list;
use crate::span::{Span, Spanned};
use reader::Reader;
use token::{Kind, Tokens};

/// What the format tells beyond the words. Spans are offsets into the note's words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Runs in italics.
    pub italics: Vec<Span>,
    /// Runs that are links, with their targets.
    pub links: Vec<(Span, String)>,
}

impl Hints {
    /// The hints for a range of the draft's view.
    pub fn of(draft: &Draft, span: Span) -> Self {
        let cut = |at: Span| Span {
            start: at.start.max(span.start) - span.start,
            end: at.end.min(span.end) - span.start,
        };
        let first = draft.emphasis.partition_point(|run| run.end <= span.start);
        let italics = draft.emphasis[first..]
            .iter()
            .take_while(|run| run.start < span.end)
            .map(|run| cut(*run))
            .collect();
        let first = draft.links.partition_point(|link| link.view.end <= span.start);
        let links = draft.links[first..]
            .iter()
            .take_while(|link| link.view.start < span.end)
            .map(|link| (cut(link.view), link.target.clone()))
            .collect();
        Self { italics, links }
    }
}

/// A note's tokens and hints, as the parts below need them.
struct Context<'a> {
    tokens: Tokens<'a>,
    hints: &'a Hints,
    /// Italic runs as ranges of tokens, in order, signals and *Ibid.* left out.
    italics: Vec<(usize, usize)>,
}

impl<'a> Context<'a> {
    fn new(words: &'a str, hints: &'a Hints) -> Self {
        let tokens = Tokens::new(words);
        let mut italics: Vec<(usize, usize)> = Vec::new();
        for run in &hints.italics {
            let mut from = tokens.list.partition_point(|token| token.end <= run.start);
            let mut to = tokens.list.partition_point(|token| token.start < run.end);
            // A signal in front is not of the title: "*See* X", "*See, e.g.*,".
            while from < to
                && let Some((_, end)) = signal::signal_at(&tokens, from)
            {
                from = end.min(to);
            }
            // Quotation marks around the run are not in it; inside it they pair.
            while from < to && matches!(tokens.kind(to - 1), Some(Kind::Open | Kind::OpenQuote)) {
                to -= 1;
            }
            let outlives = (from..to).any(|at| {
                let mate = tokens.list[at].mate as usize;
                mate < from || mate >= to
            });
            let word =
                (from..to).any(|at| matches!(tokens.kind(at), Some(Kind::Word | Kind::Mixed | Kind::Number)));
            let form = from < to
                && (short::ibid_at(&tokens, from).is_some()
                    || short::op_cit_at(&tokens, from).is_some()
                    || tokens.is_any(from, &list::SET_IN_ITALICS) && to - from <= 3);
            if word && !form && !outlives && italics.last().is_none_or(|last| last.1 <= from) {
                match italics.last_mut() {
                    // One run cut by markup: "*A*: *B*" stays two, "*A* *B*" is one.
                    Some(last) if last.1 == from => last.1 = to,
                    _ => italics.push((from, to)),
                }
            }
        }
        Self { tokens, hints, italics }
    }

    /// The end of the italic run that begins at this token.
    fn italic_from(&self, at: usize) -> Option<usize> {
        let run = self.italics.partition_point(|run| run.0 < at);
        self.italics.get(run).filter(|run| run.0 == at).map(|run| run.1)
    }
}

/// Reads one note. Never fails; spans are offsets into `words`.
pub fn parse(words: &str, hints: &Hints) -> ReadNote {
    let context = Context::new(words, hints);
    let mut note = ReadNote::default();
    let pieces = split::split(&context);
    // A citation is large, most notes hold one, and a list that grows by itself makes room for four.
    note.citations.reserve_exact(pieces.iter().filter(|piece| !piece.comment).count());
    for piece in pieces {
        if piece.comment {
            note.comments.push(comment_span(&context, piece.from, piece.to));
            continue;
        }
        let mut citation = read(&context, piece.from, piece.to);
        citation.signal = piece.signal;
        linked(&context, &mut citation);
        note.citations.push(citation);
    }
    note.kind = kind(&context, &note);
    note
}

fn comment_span(context: &Context, from: usize, mut to: usize) -> Span {
    while to > from + 1
        && matches!(context.tokens.kind(to - 1), Some(Kind::Break | Kind::Semicolon | Kind::Comma))
    {
        to -= 1;
    }
    context.tokens.span(from, to)
}

/// Reads one citation.
fn read(context: &Context, from: usize, to: usize) -> Citation {
    let (from, to) = unbracketed(context, from, to);
    if let Some(found) = short::read(context, from, to).or_else(|| legal::read(context, from, to)) {
        return found;
    }
    let mut reader = Reader::new(context, from, to);
    if reader.is_address_only() {
        reader.cite.form = Form::BareUrl;
        return reader.cite;
    }
    if reader.author_and_year() || reader.unpublished() {
        reader.settle();
        return reader.cite;
    }
    reader.read_title();
    reader.read_after();
    let nothing =
        !reader.cite.title.is_found() && !reader.cite.authors.is_found() && !reader.cite.date.is_found();
    if nothing && reader.cite.url.is_some() {
        // "See https://… for details".
        reader.cite.form = Form::BareUrl;
    }
    if reader.is_bare() {
        short_form(&mut reader);
    }
    reader.settle();
    if reader.cite.form == Form::Full {
        lone_name(&mut reader.cite);
    }
    reader.cite
}

/// "(Okafor & Lind, 2019, p. 12)": the brackets around a whole citation are not of it.
fn unbracketed(context: &Context, from: usize, to: usize) -> (usize, usize) {
    let t = &context.tokens;
    let stop = usize::from(to > from + 1 && t.kind(to - 1) == Some(Kind::Stop));
    let last = to - 1 - stop;
    let whole = t.kind(from) == Some(Kind::Open) && t.list[from].mate as usize == last && last > from + 2;
    let pointer = short::reference_at(t, from, from + 1, to).is_some();
    if whole && !pointer { (from + 1, last) } else { (from, to) }
}

/// "ProPublica, “Title,” https://…": one word that signs a full citation is a body.
fn lone_name(citation: &mut Citation) {
    let dated = citation.date.value().is_some_and(|date| date.day.is_some());
    if let super::Field::Found(found) = &mut citation.authors
        && let [only] = found.value.as_mut_slice()
        && only.given.is_empty()
        && (dated || citation.url.is_some() || citation.accessed.is_some())
    {
        only.body = true;
    }
}

/// A citation with nothing but names, title and page is a short form, where the
/// names are surnames or a page is given; else nobody can say.
fn short_form(reader: &mut Reader) {
    let authors = reader.cite.author_list();
    let surnames = !authors.is_empty() && authors.iter().all(|it| it.given.is_empty() && !it.body);
    // "“Port Strike Enters Third Week.”": a marked title and nothing else.
    let title = authors.is_empty() && reader.cite.title.value().is_some_and(|it| it.mark != TitleMark::Plain);
    if surnames || title || reader.cite.locator.is_found() {
        reader.cite.form = Form::Short;
    } else {
        reader.doubt = true;
    }
}

/// A link of the format gives the address where the words print none.
fn linked(context: &Context, citation: &mut Citation) {
    let printed = citation.url.is_some() || citation.doi.is_some() || citation.archive.is_some();
    if printed || citation.form != Form::Full {
        return;
    }
    let within = |link: &&(Span, String)| citation.span.holds(link.0) && link.1.starts_with("http");
    if let Some((span, target)) = context.hints.links.iter().find(within) {
        citation.url = Some(Spanned::new(target.clone(), *span));
    }
}

/// What the note is as a whole.
fn kind(context: &Context, note: &ReadNote) -> NoteKind {
    let of = |form: Form| match form {
        Form::Full => NoteKind::Full,
        Form::Short => NoteKind::Short,
        Form::Ibid => NoteKind::Ibid,
        Form::OpCit => NoteKind::OpCit,
        Form::NoteReference => NoteKind::CrossReference,
        Form::BareUrl => NoteKind::BareUrl,
        Form::Legal => NoteKind::Legal,
    };
    let Some(first) = note.citations.first() else { return NoteKind::Comment };
    // A comment of a word or two ("Emphasis added.") does not make it mixed.
    let said = note.comments.iter().any(|span| context.tokens.slice(*span).split(' ').count() >= 4);
    if said {
        return NoteKind::Mixed;
    }
    let first = of(first.form);
    if note.citations.iter().all(|citation| of(citation.form) == first) { first } else { NoteKind::Several }
}

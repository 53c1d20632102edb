//! LaTeX, as far as a reader of the printed page is concerned.
//!
//! No TeX is run. A tolerant scanner knows the commands that carry words,
//! notes and sources; every other command is survived: its options are left
//! out and its arguments are text.
//!
//! - `lex`: braces, comments, what is not LaTeX in a LaTeX file;
//! - `known`: what is done with each command; `symbols`: signs and accents;
//! - `walk`: text, groups, paragraphs; `command`, `env`, `macros`: commands,
//!   environments, commands of the author's own;
//! - `notes`: footnotes, citations, bibliographies, and their numbers;
//! - `plain`: short pieces as words.

mod command;
mod env;
mod known;
mod lex;
mod macros;
mod notes;
mod numbers;
mod plain;
mod symbols;
mod walk;

use lex::Source;
use walk::Latex;

use crate::draft::build::DraftBuilder;
use crate::draft::{Draft, Parts, Reader};
use crate::span::Span;
use crate::text::{FileId, Text, Texts};

/// The reader.
pub const READER: Reader = Reader {
    parts: Some(Parts { names, read: read_all }),
    ..Reader::text("latex", &["tex", "latex", "ltx"], read)
};

fn read(file: FileId, text: &Text) -> Draft {
    finish(vec![(file, text.content.as_str())], &[])
}

/// Reads a file with the files that stand in it.
fn read_all(file: FileId, texts: &Texts) -> Draft {
    let mut files = vec![(file, texts.get(file).content.as_str())];
    for &(_, part) in texts.parts() {
        if files.iter().all(|(known, _)| *known != part) {
            files.push((part, texts.get(part).content.as_str()));
        }
    }
    let index = |wanted: FileId| files.iter().position(|(known, _)| *known == wanted);
    let included: Vec<_> = texts
        .parts()
        .iter()
        .filter_map(|(place, part)| Some(((index(place.file)?, place.span.start as usize), index(*part)?)))
        .collect();
    finish(files, &included)
}

fn finish(files: Vec<(FileId, &str)>, included: &[((usize, usize), usize)]) -> Draft {
    let sources: Vec<Source<'_>> = files.iter().map(|(_, text)| Source::new(text)).collect();
    let ids: Vec<FileId> = files.iter().map(|(file, _)| *file).collect();
    let mut out = DraftBuilder::new(ids[0], files[0].1, READER.name);
    for (index, source) in sources.iter().enumerate() {
        out.turn_to(ids[index], source.text, 0);
        if let Some(at) = source.unclosed {
            out.remark(
                Span::new(at, at + 1),
                "this `{` is never closed: what it begins is read to the end of its paragraph",
            );
        }
        if let Some(at) = source.stray {
            out.remark(Span::new(at, at + 1), "this `}` closes nothing");
        }
        for comment in comments(source) {
            out.comment(comment);
        }
    }
    out.turn_to(ids[0], files[0].1, 0);
    let mut latex = Latex::new(sources, ids, out);
    latex.included = included.iter().copied().collect();
    latex.read().finish()
}

/// Comments that may speak to claimlint: from the sign to the end of the line.
fn comments(source: &Source<'_>) -> Vec<Span> {
    let text = source.text;
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    // Hardly any file has one, and need not be read once more.
    let signs = ["claimlint:", "claim:", "objection:", "assume:", "thesis:"];
    if !signs.iter().any(|sign| memchr::memmem::find(bytes, sign.as_bytes()).is_some()) {
        return found;
    }
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'\\', b'%', rest)) {
        let start = at + next;
        if bytes[start] == b'%' {
            at = lex::comment_end(bytes, start);
            let line = memchr::memchr2(b'\n', b'\r', &bytes[start..]).unwrap_or(bytes.len() - start);
            found.push(Span::new(start, start + line));
            continue;
        }
        let (name, end) = lex::command(text, start);
        at = match name {
            "begin" => source.verbatim(end).map_or(end, |inside| inside.end),
            "verb" | "verb*" | "lstinline" => source.verb(end).map_or(end, |inside| inside.end),
            _ => end,
        }
        .max(start + 1);
    }
    found
}

/// The files that a text says stand in it: where, and the name as written.
fn names(text: &str) -> Vec<(Span, String)> {
    let source = Source::new(text);
    let bytes = text.as_bytes();
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'\\', b'%', &bytes[at..]) {
        let start = at + found;
        if bytes[start] == b'%' {
            at = lex::comment_end(bytes, start);
            continue;
        }
        let (name, end) = lex::command(text, start);
        at = end.max(start + 1);
        match name {
            "begin" => at = source.verbatim(end).map_or(at, |inside| inside.end),
            "verb" | "verb*" | "lstinline" => at = source.verb(end).map_or(at, |inside| inside.end),
            "input" | "include" | "subfile" => {
                let inside =
                    source.argument(end).map_or_else(|| command::bare_name(text, end), |(inside, _)| inside);
                let name = text[inside.clone()].trim();
                if !name.is_empty() && !name.contains(['\\', '#', '\n']) {
                    names.push((Span::new(start, inside.end), name.to_owned()));
                }
            }
            _ => {}
        }
    }
    names
}

//! What makes Word or LibreOffice refuse a commented file, or drop a comment without a word. No program that looks Word
//! files over finds all of it; a fault here is a sentence that names what is wrong.

use std::collections::{HashMap, HashSet};

use super::parts::{Part, Parts};
use super::read::{Entry, entries, rows};
use super::runs::{Sign, parted};
use crate::draft::docx::parts::join;
use crate::draft::office::Fault;
use crate::draft::office::package::Package;
use crate::draft::office::xml::{Ns, Token, Xml};

/// The last words of content types, by the kind of the relationship.
const TYPES: &[(&str, &str)] = &[
    ("comments", "wordprocessingml.comments+xml"),
    ("commentsExtended", "wordprocessingml.commentsExtended+xml"),
    ("commentsIds", "wordprocessingml.commentsIds+xml"),
    ("commentsExtensible", "wordprocessingml.commentsExtensible+xml"),
];

/// Looks a Word file over; `package` is the same file.
///
/// # Errors
/// A part is damaged.
pub fn faults(parts: &Parts, package: &mut Package<'_>) -> Result<Vec<String>, Fault> {
    let mut out = Vec::new();
    let there = match &parts.comments {
        Some(part) => entries(&part.name, &part.text)?,
        None => Vec::new(),
    };
    of_comments(&there, &mut out);
    of_marks(parts, &there, &mut out)?;
    of_names(parts, &there, &mut out)?;
    of_types(parts, package, &mut out)?;
    for (kind, name) in parts.relations.parts() {
        if matches!(kind, "footnotes" | "endnotes" | "header" | "footer")
            && let Some(text) = package.text(name)?
            && !parted(name, &text)?.marks.is_empty()
        {
            out.push(format!("a comment stands in {name}, where none may"));
        }
    }
    Ok(out)
}

fn of_comments(there: &[Entry], out: &mut Vec<String>) {
    let mut seen = HashSet::new();
    for entry in there {
        let id = &entry.id;
        if !seen.insert(id.trim()) {
            out.push(format!("two comments have the number {id}"));
        }
        if entry.author.as_ref().is_none_or(|author| author.is_empty()) {
            out.push(format!("comment {id} has no author"));
        }
        if entry.paras.is_empty() {
            out.push(format!("comment {id} has no paragraph"));
        }
    }
}

fn of_marks(parts: &Parts, there: &[Entry], out: &mut Vec<String>) -> Result<(), Fault> {
    let parted = parted(&parts.main.name, &parts.main.text)?;
    let known: HashSet<&str> = there.iter().map(|entry| entry.id.as_str()).collect();
    let mut signs: HashMap<&str, [Vec<usize>; 3]> = HashMap::new();
    for mark in &parted.marks {
        if !mark.sound {
            out.push(format!("a mark of comment {} stands where Word takes none", mark.id));
        }
        let kind = match mark.sign {
            Sign::Start => 0,
            Sign::End => 1,
            Sign::Reference => 2,
        };
        signs.entry(mark.id.as_str()).or_default()[kind].push(mark.start);
    }
    let mut all: Vec<_> = signs.iter().collect();
    all.sort();
    for (id, [starts, ends, references]) in all {
        match (starts.as_slice(), ends.as_slice()) {
            ([], []) => {}
            ([start], [end]) if start < end => {}
            _ => out.push(format!("the range of comment {id} does not begin and end once")),
        }
        if references.len() != 1 {
            out.push(format!("comment {id} is referred to {} times", references.len()));
        }
        if !known.contains(id) {
            out.push(format!("the text refers to a comment {id} that is not there"));
        }
    }
    for entry in there.iter().filter(|entry| !signs.contains_key(entry.id.as_str())) {
        out.push(format!("nothing in the text refers to comment {}", entry.id));
    }
    Ok(())
}

/// Names of paragraphs, and the tables that go by them.
fn of_names(parts: &Parts, there: &[Entry], out: &mut Vec<String>) -> Result<(), Fault> {
    let mut names = HashSet::new();
    for para in there.iter().flat_map(|entry| &entry.paras).filter(|para| !para.is_empty()) {
        match u32::from_str_radix(para, 16) {
            Ok(number) if number > 0 && number < 0x8000_0000 => {}
            _ => out.push(format!("a paragraph is called {para}, which is no name below 80000000")),
        }
        if !names.insert(para.to_ascii_uppercase()) {
            out.push(format!("two paragraphs of comments are called {para}"));
        }
    }
    let known = |name: &str| names.contains(&name.to_ascii_uppercase());
    let mut numbers = HashSet::new();
    for (part, needed) in [(&parts.extended, false), (&parts.ids, true)] {
        let Some(part) = part else { continue };
        let rows = rows(&part.name, &part.text)?;
        for row in &rows {
            for name in [Some(&row.para), row.parent.as_ref()].into_iter().flatten() {
                if !known(name) {
                    out.push(format!("{} names a paragraph {name} that no comment has", part.name));
                }
            }
            numbers.insert(row.durable.clone());
        }
        let listed: HashSet<String> = rows.iter().map(|row| row.para.to_ascii_uppercase()).collect();
        for entry in there.iter().filter(|_| needed) {
            if !entry.paras.iter().any(|para| listed.contains(&para.to_ascii_uppercase())) {
                out.push(format!("{} does not list comment {}", part.name, entry.id));
            }
        }
    }
    if let (Some(part), Some(_)) = (&parts.extensible, &parts.ids) {
        for row in rows(&part.name, &part.text)?.iter().filter(|row| !numbers.contains(&row.durable)) {
            out.push(format!("{} names a number {} that no comment has", part.name, row.durable));
        }
    }
    Ok(())
}

/// Content types and relationships of the parts that comments have.
fn of_types(parts: &Parts, package: &mut Package<'_>, out: &mut Vec<String>) -> Result<(), Fault> {
    let Part { name, text } = &parts.types;
    let mut types: HashMap<String, String> = HashMap::new();
    let mut xml = Xml::new(name, text);
    while let Some(token) = xml.pull()? {
        if token == Token::Start(Ns::ContentTypes, "Override") {
            let attr = |name| xml.attr(Ns::ContentTypes, name).unwrap_or_default();
            types.insert(join("", &attr("PartName")), attr("ContentType"));
        }
    }
    for (kind, ending) in TYPES {
        let Some(part) = parts.relations.part(kind) else { continue };
        if package.find(part).is_none() {
            out.push(format!("a relationship leads to {part}, which is not there"));
        }
        match types.get(part) {
            None => out.push(format!("{part} has no content type")),
            Some(kind) if !kind.ends_with(ending) => out.push(format!("{part} has the content type {kind}")),
            Some(_) => {}
        }
    }
    let mut lost: Vec<&String> = types
        .iter()
        .filter(|(part, kind)| {
            let meant = TYPES.iter().find(|(_, ending)| kind.ends_with(ending));
            meant.is_some_and(|(kind, _)| !parts.relations.parts().any(|led| led == (kind, part.as_str())))
        })
        .map(|(part, _)| part)
        .collect();
    lost.sort();
    out.extend(lost.iter().map(|part| format!("no relationship leads to {part}")));
    Ok(())
}

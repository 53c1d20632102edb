//! What would mend a draft whose markers and notes stand apart: the likeliest ways first, each
//! from what was seen in this draft.

use std::collections::HashSet;

use crate::case::Understanding;
use crate::draft::Draft;
use crate::ids::{MarkerId, NoteId};
use crate::text::nearest;

/// So many ways are told; more would be a manual.
const MOST: usize = 3;
/// So many numbers that stand glued to words are no accident.
const GLUED: usize = 3;

/// The two or three likeliest ways to join these markers and notes, as one sentence.
pub(super) fn mends(draft: &Draft, read: &Understanding, markers: &[MarkerId], notes: &[NoteId]) -> String {
    if draft.format == "pdf" {
        return "check the document that the PDF was made from, which keeps its notes (`.docx`, `.odt`, `.tex`); \
                `claimlint show` prints what was understood"
            .to_owned();
    }
    let mut mends = Vec::new();
    keys(draft, read, markers, &mut mends);
    // What keeps its notes apart from the text: none can have been typed wrong.
    let packaged = matches!(draft.format, "docx" | "odt" | "epub" | "jats" | "docbook");
    let lost: Vec<&str> =
        markers.iter().map(|&at| draft.markers[at].id.as_str()).filter(|id| !id.starts_with('@')).collect();
    if !lost.is_empty() && read.notes.notes == 0 {
        if !packaged {
            mends.push(format!(
                "put the notes under their own heading, such as `Notes`, each with its number{}",
                span_of(&lost)
            ));
        }
        mends.push(
            "if they are in another file, name it in claimlint.toml: `endnotes = [\"notes.txt\"]`".to_owned(),
        );
    } else if !lost.is_empty() {
        mends.extend(both(draft, &lost, packaged));
    }
    if read.notes.unused > read.sentences {
        mends.push(
            "if this file holds the notes of another draft, check that draft, and name this file in claimlint.toml: \
             `endnotes = [\"notes.txt\"]`"
                .to_owned(),
        );
    } else if !notes.is_empty() && !packaged {
        mends.extend(bare_notes(draft, notes));
    }
    if !notes.is_empty() && read.notes.markers == 0 {
        mends.push("if this is not a list of notes, remove the numbers".to_owned());
    }
    if !packaged && draft.format != "latex" && read.notes.markers > 0 {
        mends.push("if it was read as the wrong format, say which it is with `--from`".to_owned());
    }
    mends.truncate(MOST);
    format!("{}; `claimlint show` prints what was read", mends.join("; "))
}

/// Keys, or citations by author and year, that have no entry.
fn keys(draft: &Draft, read: &Understanding, markers: &[MarkerId], mends: &mut Vec<String>) {
    if read.entries.joined == read.entries.markers {
        return;
    }
    if draft.author_date.is_some() {
        mends.push("put the list at the end, under a heading such as `References`".to_owned());
        if read.entries.notes == 0 {
            mends.push(
                "if it is in another file, name it in claimlint.toml: `endnotes = [\"references.txt\"]`"
                    .to_owned(),
            );
        }
        return;
    }
    let known = || draft.notes.iter().map(|note| note.id.as_str()).filter(|id| id.starts_with('@'));
    let slip = markers.iter().find_map(|&at| {
        let id = draft.markers[at].id.as_str();
        id.starts_with('@').then(|| nearest(id, known()).map(|near| (id, near)))?
    });
    match slip {
        Some((id, near)) => {
            mends.push(format!("spell each key as in its entry: `{id}` has none; did you mean `{near}`?"));
        }
        None if read.entries.notes > 0 => {
            let example =
                markers.iter().map(|&at| draft.markers[at].id.as_str()).find(|id| id.starts_with('@'));
            mends.push(format!(
                "add the entry for `{}`, and any others missing, to the bibliography",
                example.unwrap_or("@key")
            ));
        }
        None => {}
    }
    if read.entries.notes == 0 || slip.is_none() {
        mends.push(
            "name the bibliography at the head of the draft, `bibliography: refs.bib`, or in claimlint.toml, \
             `bibliography = [\"refs.bib\"]`"
                .to_owned(),
        );
    }
}

/// Markers without a note in a draft that has notes: the list ends too early, the numbers
/// stand under another heading, or they are not those of the notes.
fn both(draft: &Draft, lost: &[&str], packaged: bool) -> Vec<String> {
    let known: HashSet<&str> = draft.notes.iter().map(|note| note.id.as_str()).collect();
    let numbers =
        |ids: &mut dyn Iterator<Item = &str>| -> Vec<u32> { ids.filter_map(|id| id.parse().ok()).collect() };
    let last = numbers(&mut draft.notes.iter().map(|note| note.id.as_str())).into_iter().max();
    let wanted = numbers(&mut lost.iter().copied());
    if lost.iter().filter(|id| known.contains(**id)).count() * 2 > lost.len() {
        return vec![
            "put the notes of each chapter under that chapter, or number all of them in one series: notes with \
             these numbers are under another heading"
                .to_owned(),
        ];
    }
    if let (Some(last), Some(&first), Some(&end)) = (last, wanted.iter().min(), wanted.iter().max())
        && first > last
        && wanted.len() == lost.len()
    {
        return vec![format!(
            "the notes end at {last}, but the markers go on to {end}: add notes {first} to {end}, or name their file \
             in claimlint.toml: `endnotes = [\"notes.txt\"]`"
        )];
    }
    if packaged { Vec::new() } else { vec!["give each marker the number of its note".to_owned()] }
}

/// Notes that no marker points to: their markers may stand in the text without any sign.
fn bare_notes(draft: &Draft, notes: &[NoteId]) -> Vec<String> {
    let form = match draft.format {
        "markdown" => "`[^1]` or `[1]`",
        "latex" => "`\\footnote{…}`, or the sources as `\\cite{…}`",
        _ => "`[1]`",
    };
    let first = match (glued(draft, notes), draft.format) {
        (_, "latex") => format!("write the notes as {form}"),
        (Some(seen), _) => {
            format!("put brackets round the markers: in the text they seem to be bare, as in “{seen}”")
        }
        (None, _) => format!("write the markers as {form}, with the number of their note"),
    };
    let made =
        "if the draft was made from another file, check that file: a `.docx` or `.odt` keeps its notes";
    vec![first, made.to_owned()]
}

/// A word to which the number of an idle note is glued, if there are several of them.
fn glued(draft: &Draft, notes: &[NoteId]) -> Option<String> {
    let idle: HashSet<&str> = notes.iter().map(|&at| draft.notes[at].id.as_str()).collect();
    let mut first = None;
    let mut seen = HashSet::new();
    for (at, passage) in draft.passages.each() {
        if !passage.kind.is_body() {
            continue;
        }
        for word in draft.words(at).split_whitespace() {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            let head = bare.trim_end_matches(|c: char| c.is_ascii_digit());
            let number = &bare[head.len()..];
            let sits = head.chars().next_back().is_some_and(|c| c.is_lowercase() || ".,;:”’\"')".contains(c));
            let in_words = head.chars().filter(|c| c.is_lowercase()).count() >= 2;
            if sits && in_words && idle.contains(number) && seen.insert(number) {
                first.get_or_insert(bare);
            }
        }
    }
    first.filter(|_| seen.len() >= GLUED).map(str::to_owned)
}

/// ", from 1 to 12", where the ids are numbers.
fn span_of(ids: &[&str]) -> String {
    let numbers: Option<Vec<u32>> = ids.iter().map(|id| id.parse().ok()).collect();
    let Some(numbers) = numbers else { return String::new() };
    match (numbers.iter().min(), numbers.iter().max()) {
        (Some(first), Some(last)) if first < last => format!(", from {first} to {last}"),
        _ => String::new(),
    }
}

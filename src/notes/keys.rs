//! A readable name for each source: `herman2014-japans`. Unique in a document.

use crate::ids::NoteId;
use std::collections::HashSet;

use super::{Notes, fold};

/// One key for each of [`Notes::sources`], in order. `id_of_note` gives the id of a
/// note, for sources of which nothing else is known.
pub fn keys(notes: &Notes, id_of_note: impl Fn(NoteId) -> String) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let mut next: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    (0..notes.sources.len())
        .map(|source| {
            let key = key(notes, source);
            let key = if key.is_empty() {
                format!("note{}", plain(&id_of_note(notes.sources[source].uses[0].note)))
            } else {
                key
            };
            let mut unique = key.clone();
            while !taken.insert(unique.clone()) {
                let count = next.entry(key.clone()).or_insert(1);
                *count += 1;
                unique = format!("{key}-{count}");
            }
            unique
        })
        .collect()
}

fn key(notes: &Notes, source: usize) -> String {
    let citation = notes.fullest(source);
    let author = citation.author_list().first().map_or(String::new(), |first| {
        let folded = fold::fold(&first.family);
        let words: Vec<String> = fold::telling(&folded).map(plain).filter(|word| !word.is_empty()).collect();
        match words.len() {
            // A body is known by its initials, a person by all of the name.
            4.. => words.iter().filter_map(|word| word.chars().next()).take(8).collect(),
            _ => words.concat(),
        }
    });
    let year =
        citation.date.value().and_then(|date| date.year).map_or(String::new(), |year| year.to_string());
    let title = citation.title.value().map(|title| fold::title(&title.text)).unwrap_or_default();
    let words = if author.is_empty() { 2 } else { 1 };
    let mut parts: Vec<String> =
        fold::telling(&title).map(plain).filter(|word| !word.is_empty()).take(words).collect();
    if author.is_empty() {
        if parts.is_empty()
            && let Some(url) = &citation.url
        {
            parts.extend(fold::url(&url.value).split(['/', '.', '?']).map(plain).take(3));
            parts.retain(|part| !part.is_empty());
        }
        parts.extend((!year.is_empty()).then_some(year));
    } else {
        parts.insert(0, format!("{author}{year}"));
    }
    parts.join("-").chars().take(60).collect()
}

/// ASCII letters and digits only: BibTeX takes no others in a key.
fn plain(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

//! How fast notes are read. `cargo bench --bench notes`; divan prints notes a second.
//! Budget: 10,000 notes in 200 ms.
#![allow(clippy::disallowed_methods, reason = "a benchmark loads its own files")]

use std::fmt::Write as _;

use claimlint::inside::draft::{Draft, reader_for};
use claimlint::inside::notes::{Hints, parse, read};
use claimlint::inside::text::{Text, Texts};
use divan::Bencher;
use divan::counter::ItemsCount;

#[path = "../tests/it/notes_accuracy/fixture.rs"]
#[allow(dead_code, reason = "the labels are for the tests")]
mod fixture;

fn main() {
    divan::main();
}

/// The words of the labelled notes with their italics, over and over.
fn notes(count: usize) -> Vec<(String, Hints)> {
    let mut all = Vec::new();
    for name in ["dev.txt", "seen.txt"] {
        let path = format!("{}/tests/fixtures/notes/{name}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        all.extend(fixture::read(name, &text));
    }
    let hinted = |note: &fixture::Labelled| {
        (note.words.clone(), Hints { italics: note.italics.clone(), ..Hints::default() })
    };
    all.iter().cycle().take(count).map(hinted).collect()
}

/// Each note by itself.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn ten_thousand_notes(bencher: Bencher) {
    let notes = notes(10_000);
    bencher
        .counter(ItemsCount::new(notes.len()))
        .bench(|| notes.iter().map(|(words, hints)| parse(words, hints).citations.len()).sum::<usize>());
}

/// A draft of 50,000 notes: read and tied to their sources.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn draft_of_fifty_thousand_notes(bencher: Bencher) {
    let draft = draft(50_000);
    bencher.counter(ItemsCount::new(draft.notes.len())).bench(|| read(&draft));
}

/// A plain text with a marker a sentence and its notes at the end.
fn draft(count: usize) -> Draft {
    let (mut body, mut end) = (String::new(), String::from("\nNotes\n\n"));
    for (index, (words, _)) in notes(count).iter().enumerate() {
        let number = index + 1;
        let _ = writeln!(body, "The port cleared {number} tonnes of grain.[^n{number}]\n");
        let _ = writeln!(end, "[^n{number}]: {}\n", words.replace('*', "\\*"));
    }
    let mut texts = Texts::new();
    let file = texts.add(Text::new("bench.md", body + &end));
    let draft = (reader_for("bench.md").read)(file, texts.get(file));
    assert_eq!(draft.notes.len(), count, "every note is read");
    draft
}

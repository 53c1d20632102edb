//! How fast a check is. `cargo bench --bench speed`; divan prints MB/s.
#![allow(clippy::disallowed_methods, reason = "a benchmark loads its own files")]

use std::fmt::Write as _;

use claimlint::inside::check::{Input, Options, check};
use claimlint::inside::draft::reader_for;
use claimlint::inside::text::{FileId, Text, Texts};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// Texts held in memory, as `cli` would have loaded them.
struct Held {
    texts: Texts,
    draft: Option<FileId>,
    claims: Option<FileId>,
}

impl Held {
    fn new(draft: Option<(&str, String)>, claims: Option<String>) -> Self {
        let mut texts = Texts::new();
        let draft = draft.map(|(name, content)| texts.add(Text::new(name, content)));
        let claims = claims.map(|content| texts.add(Text::new("bench.claims", content)));
        Self { texts, draft, claims }
    }

    fn input(&self) -> Input<'_> {
        let draft = self.draft.map(|file| (file, reader_for(&self.texts.get(file).name)));
        Input { texts: &self.texts, draft, claims: self.claims, endnotes: &[] }
    }

    fn bytes(&self) -> usize {
        self.texts.iter().map(|(_, text)| text.content.len()).sum()
    }

    fn run(&self, bencher: Bencher) {
        let options = Options::default();
        bencher.counter(BytesCount::new(self.bytes())).bench(|| check(self.input(), &options));
    }
}

/// The article that the project began with, and its claims file.
#[divan::bench]
fn founding_article(bencher: Bencher) {
    let load = |name: &str| {
        let path = format!("{}/claims/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    Held::new(Some(("japan-cyber.txt", load("japan-cyber.txt"))), Some(load("japan-cyber.claims")))
        .run(bencher);
}

/// Documents in real shapes, as many drafts: the fixtures of `tests/fixtures/prose/real`, again and again up to 2 MB.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn real_shapes_one_by_one(bencher: Bencher) {
    let held: Vec<Held> =
        shapes(2_000_000).into_iter().map(|draft| Held::new(Some(("draft.md", draft)), None)).collect();
    let options = Options::default();
    let bytes: usize = held.iter().map(Held::bytes).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| held.iter().map(|draft| check(draft.input(), &options).findings.len()).sum::<usize>());
}

/// The same joined into one draft.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn real_shapes_in_one(bencher: Bencher) {
    Held::new(Some(("draft.md", shapes(2_000_000).join("\n\n"))), None).run(bencher);
}

/// Real forms of notes, close together: those of `tests/fixtures/notes/real`, each with a marker, up to 2 MB.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn dense_notes(bencher: Bencher) {
    let path = format!("{}/tests/fixtures/notes/real/dev.txt", env!("CARGO_MANIFEST_DIR"));
    let labelled = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let notes: Vec<&str> = labelled.lines().filter_map(|line| line.strip_prefix("note: ")).collect();
    let (mut body, mut below) = (String::from("# Notes of all kinds\n"), String::new());
    for (number, note) in notes.iter().cycle().enumerate() {
        if body.len() + below.len() > 2_000_000 {
            break;
        }
        let gap = if number % 6 == 0 { "\n\n" } else { " " };
        let _ = write!(
            body,
            "{gap}The board of the port has told of it at some length in its papers.[^n{number}]"
        );
        let _ = writeln!(below, "[^n{number}]: {note}\n");
    }
    Held::new(Some(("draft.md", format!("{body}\n\n{below}"))), None).run(bencher);
}

/// The fixtures in real shapes, as many times as it takes; each time their notes have labels and their years digits of
/// their own.
fn shapes(bytes: usize) -> Vec<String> {
    let folder = format!("{}/tests/fixtures/prose/real/docs/dev", env!("CARGO_MANIFEST_DIR"));
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "md"));
    paths.sort();
    let texts: Vec<String> = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let (mut all, mut held) = (Vec::new(), 0);
    for (turn, text) in texts.iter().cycle().enumerate() {
        if held >= bytes {
            break;
        }
        let draft = text.replace("[^", &format!("[^r{turn}-")).replace("19", &format!("1{}", 6 + turn % 4));
        held += draft.len();
        all.push(draft);
    }
    all
}

/// 10 MB of argued Markdown with its notes, no claims file, four sentences again and again: the easy case.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn ten_megabytes(bencher: Bencher) {
    Held::new(Some(("corpus.md", corpus(10_000_000))), None).run(bencher);
}

/// The same draft with 1,000 claims and their sources.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn ten_megabytes_and_1000_claims(bencher: Bencher) {
    Held::new(Some(("corpus.md", corpus(10_000_000))), Some(claims(1_000))).run(bencher);
}

/// 10,000 claims in one file, no draft: budget 50 ms.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn ten_thousand_claims(bencher: Bencher) {
    Held::new(None, Some(claims(10_000))).run(bencher);
}

/// Every fifth sentence carries a marker and a number of its own.
const NOTE_EVERY: usize = 5;

const PLACES: [&str; 8] = ["Harwick", "Osaka", "Dover", "Bergen", "Cádiz", "Gdańsk", "Piraeus", "Halifax"];
const GOODS: [&str; 8] = ["grain", "timber", "herring", "coal", "wool", "salt", "copper", "tea"];
const FILLER: [&str; 4] = [
    "The council argued for a long time about *who* should pay, and the merchants argued back.",
    "This is the point at which the older accounts and the newer ones part company.",
    "Dues of this kind rest on custom more than on statute, and custom changes slowly.",
    "It should not be read as a judgement on the officers of the port.",
];

/// A small generator, so that every run measures the same bytes.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

/// At least `bytes` of Markdown: headings, paragraphs, markers, and the notes at the end.
fn corpus(bytes: usize) -> String {
    let mut dice = Dice(7);
    let (mut body, mut notes) = (String::from("# Harbour dues in nineteen ports\n\n"), String::new());
    let (mut sentence, mut note) = (0, 0);
    while body.len() + notes.len() < bytes {
        if sentence % 60 == 0 {
            let _ = write!(body, "\n\n## The dues of {}\n\n", PLACES[dice.roll(PLACES.len())]);
        } else if sentence % 6 == 0 {
            body.push_str("\n\n");
        }
        if sentence % NOTE_EVERY == 0 {
            let (place, goods) = (PLACES[dice.roll(PLACES.len())], GOODS[dice.roll(GOODS.len())]);
            let _ = writeln!(
                body,
                "In {}, the port of {place} cleared {},{:03} tonnes of {goods} at berth {note:06}.[^n{note:06}]",
                1800 + dice.roll(200),
                1 + dice.roll(90),
                dice.roll(1000),
            );
            let _ = writeln!(
                notes,
                "[^n{note:06}]: A. Clerk, *Register of Dues*, volume {note:06} ({place}: Harbour Press, 1998), {}.",
                1 + dice.roll(400),
            );
            note += 1;
        } else {
            let _ = writeln!(body, "{}", FILLER[dice.roll(FILLER.len())]);
        }
        sentence += 1;
    }
    body.push_str("\n\n");
    body.push_str(&notes);
    body
}

/// A claims file for the first `count` notes of [`corpus`].
fn claims(count: usize) -> String {
    let mut text = String::from("draft \"corpus.md\"\n\n");
    for note in 0..count {
        let _ = write!(
            text,
            "source register-{note:06} [^n{note:06}] \"volume {note:06}\"\n\n\
             claim berth-{note:06} \"Berth {note:06} cleared the goods named.\"\n    \
             at \"at berth {note:06}\"\n    cites register-{note:06}\n\n"
        );
    }
    text
}

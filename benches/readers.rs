//! How fast each format is read. `cargo bench --bench readers`; divan prints MB/s.
//!
//! Markdown is measured beside the bare event stream of its parser: the reader
//! may take twice as long, no more.
#![allow(clippy::disallowed_methods, reason = "a benchmark makes its own files")]

use std::fmt::Write as _;

use claimlint::inside::draft::{Draft, bibliography, reader_named};
use claimlint::inside::text::{FileId, Text};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// Text of this length, in words, markers, links, italics and notes.
fn markdown(bytes: usize) -> String {
    let (mut body, mut notes) = (String::from("# Harbour dues in nineteen ports\n\n"), String::new());
    let mut at = 0;
    while body.len() + notes.len() < bytes {
        if at % 12 == 0 {
            let _ = write!(body, "\n\n## The dues of port {at}\n\n");
        } else if at % 3 == 0 {
            body.push_str("\n\n");
        }
        let _ = write!(
            body,
            "In {}, the port cleared {},{:03} tonnes of *herring* at berth {at:06}.[^n{at:06}] The council argued for a \
             long time about who should pay, and the [merchants](https://port.example/{at}) argued back. ",
            1800 + at % 200,
            1 + at % 90,
            at % 1000,
        );
        let _ = writeln!(
            notes,
            "[^n{at:06}]: A. Clerk, *Register of Dues*, volume {at:06} (Harwick: Harbour Press, 1998), {}.",
            1 + at % 400,
        );
        at += 1;
    }
    body + "\n\n" + &notes
}

/// The same as plain text, its notes numbered.
fn plain(bytes: usize) -> String {
    let (mut body, mut notes) =
        (String::from("Harbour dues in nineteen ports\n\n"), String::from("\n\nNotes\n\n"));
    let mut at = 1;
    while body.len() + notes.len() < bytes {
        let _ = write!(
            body,
            "In {}, the port cleared {},{:03} tonnes of herring at berth {at}.[{at}] The council argued for a long time \
             about who should pay, and the merchants argued back.\n\n",
            1800 + at % 200,
            1 + at % 90,
            at % 1000,
        );
        let _ = writeln!(
            notes,
            "[{at}] A. Clerk, “Register of Dues,” volume {at} (Harwick: Harbour Press, 1998).\n"
        );
        at += 1;
    }
    body + &notes
}

/// A bibliography with this many entries.
fn entries(count: usize) -> String {
    let mut out = String::new();
    for at in 0..count {
        let _ = write!(
            out,
            "@article{{clerk{at},\n  author = {{Clerk, Anne and M{{\\\"u}}ller, Jan}},\n  title = {{Dues of {{Port}} \
             {at}}},\n  journal = {{Journal of Harbours}},\n  year = {{{}}},\n  pages = {{12--34}},\n  doi = \
             {{10.1000/{at}}}\n}}\n\n",
            1900 + at % 120,
        );
    }
    out
}

fn read(bencher: Bencher, format: &str, text: &Text) {
    let reader = reader_named(format).unwrap_or_else(|| panic!("no reader named {format}"));
    bencher
        .counter(BytesCount::new(text.content.len()))
        .bench(|| -> Draft { (reader.read)(FileId::nth(0), text) });
}

/// What the Markdown parser alone takes: every event, nothing kept.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn markdown_events_alone(bencher: Bencher) {
    use pulldown_cmark::{Options, Parser};
    let source = markdown(5_000_000);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    bencher.counter(BytesCount::new(source.len())).bench(|| {
        Parser::new_ext(&source, options).into_offset_iter().map(|(_, range)| range.len()).sum::<usize>()
    });
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn markdown_draft(bencher: Bencher) {
    read(bencher, "markdown", &Text::new("bench.md", markdown(5_000_000)));
}

/// The same with a bibliography, so that every `@` and bracket is looked at.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn markdown_draft_with_keys(bencher: Bencher) {
    let source = markdown(5_000_000).replace("[^n000", " [@n000");
    read(bencher, "markdown", &Text::new("bench.md", source));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn plain_draft(bencher: Bencher) {
    read(bencher, "text", &Text::new("bench.txt", plain(5_000_000)));
}

/// 10,000 entries.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn bibtex(bencher: Bencher) {
    let text = Text::new("refs.bib", entries(10_000));
    let reader = bibliography::reader_for("refs.bib").unwrap_or_else(|| panic!("no reader of .bib"));
    bencher.counter(BytesCount::new(text.content.len())).bench(|| (reader.read)(FileId::nth(0), &text));
}

//! Mutated inputs for every reader: no panic, no place outside the text, no control character in a report.
//!
//! The ordinary test tries a few of each kind. By hand `tests/long/mutations 1000000` builds it optimised, with overflows
//! told, and prints a table. Each input follows from its number, so that a failure is found again:
//! `tests/long/mutations 722 text again` writes that one into the folder for temporary files.
#![allow(clippy::disallowed_methods, reason = "the harness loads its seeds and takes the time")]
#![allow(clippy::print_stdout, reason = "it tells what it tried")]

// By its path, since `benches/mutations.rs` has this file too.
#[path = "mutations/reads.rs"]
mod reads;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use reads::{KINDS, Kind};

/// Numbers that follow from one number (xorshift64*).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below.max(1)
    }
}

/// What may upset a reader.
const PIECES: &[&str] = &[
    "[^1]",
    "[1]",
    "[^1]: ",
    "](",
    "<!--",
    "-->",
    "\\footnote{",
    "{",
    "}",
    "\"",
    "“",
    "”",
    "(",
    ")",
    "[",
    "]",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{2028}",
    "\0",
    "\r",
    "\n\n",
    "\t",
    "\u{1b}[31m",
    "%",
    "12 per cent",
    "$3 billion",
    "1,000,000",
    "٣",
    "½",
    "Ibid.",
    "supra note 4",
    "id. at 7",
    "pp. 1-99999999999",
    "2011-02-31",
    "&#8238;",
    "&amp;",
    "&#x110000;",
    "$$",
    "```",
    "|",
    "---\n",
    "@key",
    "[@key, p. 4]",
    "https://e.example/?q=[1]",
    "doi:10.1/x",
    "é",
    "日本",
    "\u{301}",
    "👩\u{200d}🚀",
    "claim x \"y\"\n",
    "    because x\n",
    "source s [1] \"w\"\n",
    "accept x on y \"z\" until 9999-12-31\n",
    "[[rule]]\n",
    "pattern = '('\n",
    "@book(k, title = {",
    "<w:p><w:r><w:t>",
    "<text:note>",
    "<div>",
    "</div>",
    "<sup>1</sup>",
    "\\begin{a}",
    "\\def\\a{\\a\\a}\\a",
    "= ",
    "\\u{0}",
];

/// An input made from a seed.
fn mutated(seed: &[u8], others: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..1 + dice.roll(6) {
        let from = dice.roll(bytes.len());
        let to = (from + 1 + dice.roll(64)).min(bytes.len());
        match dice.roll(9) {
            0 if !bytes.is_empty() => bytes[from] ^= 1 << dice.roll(8),
            1 if !bytes.is_empty() => bytes[from] = dice.roll(256) as u8,
            2 => drop(bytes.drain(from.min(to)..to)),
            3 => bytes.truncate(from),
            4 => {
                let part = bytes.get(from..to).unwrap_or_default().to_vec();
                let most = if dice.roll(20) == 0 { 400 } else { 4 };
                let times = 1 + dice.roll(most);
                bytes.splice(to..to, part.repeat(times));
            }
            5 => {
                let other = &others[dice.roll(others.len())];
                let start = dice.roll(other.len());
                let end = (start + dice.roll(400)).min(other.len());
                bytes.splice(to..to, other[start..end].iter().copied());
            }
            6 => bytes[from.min(to)..to].reverse(),
            _ => {
                let piece = PIECES[dice.roll(PIECES.len())];
                let times = 1 + if dice.roll(12) == 0 { dice.roll(300) } else { 0 };
                bytes.splice(from..from, piece.repeat(times).into_bytes());
            }
        }
    }
    bytes
}

/// An archive with one of its parts mutated: it stays an archive.
fn repacked(archive: &[u8], others: &[Vec<u8>], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut read = zip::ZipArchive::new(Cursor::new(archive)).ok()?;
    let chosen = dice.roll(read.len());
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..read.len() {
        let mut part = read.by_index(at).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        if at == chosen || name.ends_with("document.xml") || name == "content.xml" {
            content = mutated(&content, others, dice);
        }
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        out.start_file(name, options).ok()?;
        out.write_all(&content).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}

/// Sound files of a kind.
fn seeds(kind: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = |name: &str| fs::read(root.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let start = |name: &str| file(name).into_iter().take(6_000).collect();
    let text = |words: &str| words.as_bytes().to_vec();
    match kind {
        "text" => vec![
            start("claims/clean-brief.txt"),
            start("tests/fixtures/plain/article.txt"),
            start("claims/japan-cyber.txt"),
        ],
        "markdown" => vec![
            start("claims/harbour-dues.md"),
            start("tests/fixtures/docx/dues.md"),
            start("docs/argument.md"),
        ],
        "html" => vec![
            start("tests/fixtures/held/page.html"),
            text(
                "<html lang=en><body><h1>Dues</h1><p>They rose by 12%<sup><a href=#n1 id=r1>1</a></sup>.</p><ol><li id=n1>Hull, <i>Crossings</i> (Nesse, 2015), 4. <a href=#r1>↩</a></li></ol><table><tr><td>1</td></tr></table></body></html>",
            ),
        ],
        "latex" => vec![text(
            "\\documentclass{article}\\usepackage{biblatex}\\newcommand{\\x}[1]{\\emph{#1}}\\begin{document}\\section{Dues}\nThey rose by 12\\,\\% in 2011.\\footnote{A.~Hull, \\x{Crossings} (Nesse, 2015), 4.} The pier\\cite[4]{hull} closed.\n\\begin{quote}A wall.\\end{quote}\n\\begin{tabular}{ll}a & b\\\\\\end{tabular}\\end{document}\n",
        )],
        "docx" => vec![
            file("tests/fixtures/docx/dues-pandoc.docx"),
            file("tests/fixtures/docx/dues-libreoffice.docx"),
        ],
        "odt" => {
            vec![file("tests/fixtures/odt/dues-pandoc.odt"), file("tests/fixtures/odt/dues-libreoffice.odt")]
        }
        "epub" => vec![
            file("tests/fixtures/structure/other/epub-housing.epub"),
            file("tests/fixtures/structure/other/epub2-transport.epub"),
        ],
        "jats" => vec![
            start("tests/fixtures/structure/other/jats-fisheries.xml"),
            file("tests/fixtures/structure/other/jats-water-refs.xml"),
        ],
        "docbook" => vec![
            start("tests/fixtures/structure/other/docbook-law.xml"),
            file("tests/fixtures/structure/other/docbook4-labour.xml"),
        ],
        "claims" => vec![
            file("claims/clean-brief.claims"),
            file("claims/harbour-dues.claims"),
            start("claims/japan-cyber.claims"),
        ],
        "notes" => String::from_utf8_lossy(&file("tests/fixtures/notes/dev.txt"))
            .lines()
            .filter(|line| line.len() > 30)
            .take(200)
            .map(text)
            .collect(),
        "bibtex" => vec![text(
            "@string{nesse = {Nesse}}\n@book{hull2015, author = {Hull, Ada and {The Board}}, title = \"Cross{\\\"i}ngs\" # nesse, year = 2015, pages = {4--7}}\n@misc(x, crossref = {hull2015}, url = {https://e.example/})\n",
        )],
        "csl_json" => vec![text(
            "[{\"id\": \"hull\", \"type\": \"book\", \"title\": \"Crossings\", \"author\": [{\"family\": \"Hull\", \"given\": \"Ada\"}, {\"literal\": \"The Board\"}], \"issued\": {\"date-parts\": [[2015, 4, 1]]}, \"page\": \"4-7\", \"URL\": \"https://e.example/\"}]",
        )],
        "csl_yaml" => vec![text(
            "---\nreferences:\n- id: hull\n  type: book\n  title: 'Crossings “x”'\n  issued: 2015-05\n  author: &a\n  - {family: Hull, given: Ada}\n- id: b\n  author: *a\n...\n",
        )],
        "config" => vec![text(
            "profile = \"publication\"\nfail-under = 80\nlanguage = \"de\"\nrules = [\"a.toml\"]\n\n[levels]\nlanguage = \"off\"\nstate-media = \"warning\"\n\n[[override]]\nfiles = [\"drafts/**\"]\nprofile = \"draft\"\n",
        )],
        "house_rules" => vec![text(
            "[[rule]]\nname = \"house-pier\"\nlevel = \"error\"\nover = \"passages\"\npattern = '(?i)\\bpiers?\\b'\nunless = 'pier glass'\nmessage = \"“{match}” again\"\nwhy = \"w\"\nhelp = \"h\"\nflag = [\"The pier was closed.\"]\npass = [\"A pier glass.\"]\n",
        )],
        "lists" => vec![
            text(
                "name = \"ours\"\ndate = \"2026-11-24\"\n[[outlet]]\nname = \"The Wire\"\naliases = [\"TW\"]\ndomains = [\"wire.example\"]\nkind = \"press-release\"\nauthority = \"a\"\nas-of = \"2026-10\"\n",
            ),
            text(
                "name = \"ours\"\n[[terms]]\nlist = \"hedge\"\ngroup = \"\"\nauthority = \"a\"\nwords = [\"it may be\"]\noff = [\"perhaps\"]\n",
            ),
            text("# claimlint baseline 1\nstatistic-uncited a.md 0123456789abcdef The dues rose.\n"),
        ],
        "held_text" => {
            vec![start("tests/fixtures/held/annual-report.txt"), start("tests/fixtures/held/letter.md")]
        }
        "pdf" => vec![
            file("tests/fixtures/structure/pdf/lo-housing-perpage.pdf"),
            file("tests/fixtures/structure/pdf/typst-law-foot-numbered.pdf"),
            file("tests/fixtures/structure/other/owner-password-only-rc4.pdf"),
        ],
        kind => panic!("give the kind {kind} seeds"),
    }
}

/// The longest that an input may take, in a build that is optimised.
const LONGEST: Duration = Duration::from_secs(2);

/// How long this thread was at work: a busy machine makes no reader slow. The clock's time where the system does not say.
fn worked(begun: Instant, before: Option<u64>) -> Duration {
    let spent = before.and_then(|before| at_work()?.checked_sub(before)).map(Duration::from_nanos);
    spent.unwrap_or_else(|| begun.elapsed())
}

/// Nanoseconds of the processor that this thread had so far.
fn at_work() -> Option<u64> {
    fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// The input with this number: how long its reader took, its bytes, and the number; a panic is told.
fn tried(
    kind: &Kind,
    seeds: &[Vec<u8>],
    others: &[Vec<u8>],
    number: u64,
) -> Result<(Duration, usize, u64), String> {
    let mut dice = Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let seed = &seeds[dice.roll(seeds.len())];
    let packed = matches!(kind.name, "docx" | "odt" | "epub") && dice.roll(5) > 0;
    let bytes = packed.then(|| repacked(seed, others, &mut dice)).flatten();
    let bytes = bytes.unwrap_or_else(|| mutated(seed, others, &mut dice));
    if std::env::var_os("CLAIMLINT_MUTATION").is_some() {
        let path = std::env::temp_dir().join(format!("claimlint-{}-{number}", kind.name));
        let _ = fs::write(&path, &bytes).map(|()| println!("{}", path.display()));
    }
    let (begun, before) = (Instant::now(), at_work());
    match catch_unwind(AssertUnwindSafe(|| (kind.read)(&bytes))) {
        Ok(()) => Ok((worked(begun, before), bytes.len(), number)),
        Err(_) => {
            let path = std::env::temp_dir().join(format!("claimlint-{}-{number}", kind.name));
            let kept = fs::write(&path, &bytes).map(|()| path.display().to_string());
            Err(format!("{} number {number}: {}", kind.name, kept.unwrap_or_default()))
        }
    }
}

/// The most memory that an input of a long run may take, in MB.
const MOST: u64 = 300;

/// From now on [`peak`] tells of what comes, where the system lets us.
fn forget_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// The most memory that this process held since then, in MB; 0 where the system does not say.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).map_or(0, |kb| kb / 1024)
}

#[test]
fn mutated_inputs_upset_no_reader() {
    let asked = std::env::var("CLAIMLINT_MUTATIONS").ok().and_then(|count| count.parse::<u64>().ok());
    let only = std::env::var("CLAIMLINT_MUTATED").unwrap_or_default();
    let one = std::env::var("CLAIMLINT_MUTATION").ok().and_then(|number| number.parse::<u64>().ok());
    let each = asked.map_or(10, |all| all.div_ceil(KINDS.len() as u64));
    let seeds: BTreeMap<&str, Vec<Vec<u8>>> =
        KINDS.iter().map(|kind| (kind.name, seeds(kind.name))).collect();
    let others: Vec<Vec<u8>> = seeds.values().flatten().cloned().collect();
    let mut broken = Vec::new();
    if asked.is_some() {
        println!(
            "| kind | inputs | broke | slowest | its bytes | its number | most memory |\n|---|---|---|---|---|---|---|"
        );
    }
    for kind in KINDS.iter().filter(|kind| only.is_empty() || only == kind.name) {
        forget_peak();
        let results: Vec<_> = one
            .map_or(1..=each, |number| number..=number)
            .into_par_iter()
            .map(|number| tried(kind, &seeds[kind.name], &others, number))
            .collect();
        let (most, slowest) = (peak(), results.iter().flatten().max().copied().unwrap_or_default());
        let before = broken.len();
        broken.extend(results.into_iter().filter_map(Result::err));
        if asked.is_some() {
            let (name, broke, took) = (kind.name, broken.len() - before, slowest.0.as_secs_f64());
            println!(
                "| {name} | {each} | {broke} | {took:.3} s | {} | {} | {most} MB |",
                slowest.1, slowest.2
            );
            if slowest.0 > LONGEST && std::env::var_os("CLAIMLINT_OPTIMISED").is_some() {
                broken.push(format!("{name}: {took} s for {} bytes", slowest.1));
            }
            if most > MOST {
                broken.push(format!("{name}: {most} MB"));
            }
        }
    }
    assert!(broken.is_empty(), "{} broke:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn every_reader_has_a_target_for_fuzzing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("it is there");
    for kind in KINDS {
        let target = fs::read_to_string(root.join(format!("fuzz_targets/{}.rs", kind.name)));
        let target = target.unwrap_or_else(|error| panic!("fuzz/fuzz_targets/{}.rs: {error}", kind.name));
        assert!(target.contains(&format!("reads::run(\"{}\", bytes)", kind.name)), "{target}");
        assert!(manifest.contains(&format!("name = \"{}\"", kind.name)), "{} is no target", kind.name);
        assert!(!seeds(kind.name).is_empty());
        reads::run(kind.name, &seeds(kind.name)[0]);
    }
    for reader in claimlint::inside::draft::READERS {
        assert!(KINDS.iter().any(|kind| kind.name == reader.name), "{} is mutated nowhere", reader.name);
    }
}

//! Hostile sizes: `cargo bench --bench hostile` prints a table. Each shape is tried at three sizes, each twice the one
//! before; time that grows as the text does grows fourfold from the first to the last, a square sixteenfold.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark takes the time and tells it"
)]

use std::time::Instant;

use claimlint::Claims;
use claimlint::inside::argument::loss::Losses;
use claimlint::inside::case::Case;
use claimlint::inside::case::losses::Gone;
use claimlint::inside::check::{Input, Options, check};
use claimlint::inside::draft::reader_for;
use claimlint::inside::text::{Text, Texts};

/// A shape: the file's name, the first size, and the text of a size.
type Shape = (&'static str, &'static str, usize, fn(usize) -> String);

fn listed(count: usize, joint: &str, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(joint)
}

const SHAPES: &[Shape] = &[
    ("quantities in one sentence", "a.txt", 5_000, |n| {
        format!("In 2011, the rate was {}.\n", listed(n, ", ", |i| format!("{i} million tons of goods")))
    }),
    ("percentages in one sentence", "a.txt", 20_000, |n| {
        format!("In 2011, {}.\n", listed(n, " ", |i| format!("{i}%")))
    }),
    ("names in one sentence", "a.txt", 5_000, |n| {
        format!("The bodies are {}.\n", listed(n, ", ", |i| format!("the Board of Port {i}")))
    }),
    ("dates in one sentence", "a.txt", 5_000, |n| {
        format!("In 2011, the pier closed {}.\n", listed(n, ", ", |i| format!("in May {}", 1500 + i % 500)))
    }),
    ("sums of money in one sentence", "a.txt", 5_000, |n| {
        format!("In 2011, they paid {}.\n", listed(n, ", ", |i| format!("${} million", i + 2)))
    }),
    ("shares of who would in one sentence", "a.txt", 3_000, |n| {
        format!("In 2011, {}.\n", listed(n, ", ", |i| format!("{}% would buy", i % 90 + 2)))
    }),
    ("names of laws in one sentence", "a.txt", 5_000, |n| {
        format!("In 2011, it closed {} Act.\n", listed(n, " ", |i| format!("Harbour {} Act", i % 9)))
    }),
    ("names told again in the next sentence", "a.txt", 3_000, |n| {
        let names = listed(n, ", ", |i| format!("Harbour{i}"));
        format!(
            "In 2011 the pier closed for {names}. {names} heard of it.[1]\n\nNotes\n\n[1] Hull, Crossings.\n"
        )
    }),
    ("acts without letters", "a.txt", 5_000, |n| {
        format!(
            "In 2011 the pier closed. {}[1]\n\nNotes\n\n[1] Hull, Crossings.\n",
            "The Act stood. ".repeat(n)
        )
    }),
    ("limits in one sentence", "a.txt", 3_000, |n| {
        format!("The pier is {} high.\n", listed(n, ", ", |i| format!("at least {} feet", i + 4)))
    }),
    ("one figure said again and again", "a.txt", 2_000, |n| {
        "Some 1,054 piers were closed. Some 1,054 piers had fallen. ".repeat(n)
    }),
    ("a figure of its own in each sentence", "a.txt", 4_000, |n| {
        listed(n, " ", |i| format!("Some {} piers were closed.", 1_001 + 7 * i))
    }),
    ("sentences on one line", "a.txt", 10_000, |n| {
        "The fare rose by 12 per cent in 2011, as the board said [1]. ".repeat(n)
            + "\n\nNotes\n\n[1] Hull, Crossings.\n"
    }),
    ("markers before the full stop", "a.txt", 3_000, |n| {
        let text = listed(n, " ", |i| format!("The fare rose [{}].", i + 1));
        let notes = listed(n, "\n", |i| format!("[{}] Hull, Crossings {i} (Nesse: Sound, 2015), 4.", i + 1));
        format!("{text}\n\nNotes\n\n{notes}\n")
    }),
    ("a line without a space", "a.txt", 500_000, |n| "x".repeat(n)),
    ("open quotation marks and brackets", "a.txt", 10_000, |n| "“he said (".repeat(n)),
    ("characters that nobody sees", "a.txt", 5_000, |n| "a\u{200b}b\u{202e} ".repeat(n)),
    ("a conclusion against its body", "a.md", 2_000, |n| {
        let body = listed(n, "\n\n", |i| format!("The pier {i} fell by {i} per cent in 2011.[^1]"));
        let end = listed(n, "\n\n", |i| format!("The fare {i} rose by {} per cent in 2012.", i + 100_000));
        format!(
            "# A\n\n{body}\n\n# Conclusion\n\n{end}\n\n[^1]: Hull, *Crossings* (Nesse: Sound, 2015), 4.\n"
        )
    }),
    ("links to one site", "a.md", 3_000, |n| {
        listed(n, " ", |i| format!("The fare rose, [says the board](https://e.example/{i})."))
    }),
    ("rows of a table", "a.md", 10_000, |n| {
        format!("| a | b |\n|---|---|\n{}\n", listed(n, "\n", |i| format!("| {i} | {} per cent |", i + 1)))
    }),
    ("citations in one note", "a.txt", 2_000, |n| {
        let all = listed(n, "; ", |i| format!("Hull, Crossings {i} (Nesse: Sound, 2015), {i}"));
        format!("The fare rose.[1]\n\nNotes\n\n[1] {all}.\n")
    }),
    ("notes of the form Ibid.", "a.txt", 5_000, |n| {
        let text = listed(n, " ", |i| format!("The fare rose.[{}]", i + 1));
        let notes = listed(n, "\n", |i| {
            format!("[{}] {}", i + 1, if i == 0 { "Hull, Crossings, 4." } else { "Ibid., 5." })
        });
        format!("{text}\n\nNotes\n\n{notes}\n")
    }),
    ("nested elements", "a.html", 20_000, |n| "<div>".repeat(n) + "The fare rose."),
    ("macros", "a.tex", 10_000, |n| "\\emph{\\footnote{A.} b} ".repeat(n)),
    ("a chain of claims", "a.claims", 10_000, chain),
];

fn chain(count: usize) -> String {
    let claims = listed(count, "", |i| {
        let rest = if i + 1 < count { format!("because c-{}", i + 1) } else { "cites s".to_owned() };
        format!("claim c-{i} \"Claim {i}.\"\n    kind interpretation\n    {rest}\n")
    });
    format!("draft \"x.md\"\n    thesis c-0\nsource s [^1] \"Hull\"\n{claims}")
}

/// Claims that have a source each.
fn sourced(count: usize) -> String {
    listed(count, "", |i| {
        format!("source s-{i} [^{i}] \"Hull {i}\"\nclaim c-{i} \"Claim {i}.\"\n    cites s-{i}\n")
    })
}

/// Nanoseconds of the processor that this thread had so far: a busy machine makes nothing slow.
fn at_work() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// The least of three tries, in milliseconds: at work, or by the clock where the system does not say.
fn timed(mut work: impl FnMut()) -> f64 {
    let once = |work: &mut dyn FnMut()| {
        let (begun, before) = (Instant::now(), at_work());
        work();
        let spent = before.and_then(|before| Some((at_work()? - before) as f64 / 1e6));
        spent.unwrap_or_else(|| begun.elapsed().as_secs_f64() * 1e3)
    };
    (0..3).map(|_| once(&mut work)).fold(f64::INFINITY, f64::min)
}

fn row(name: &str, bytes: [usize; 3], times: [f64; 3]) {
    let cells: Vec<String> =
        bytes.iter().zip(times).map(|(bytes, time)| format!("{} kB {time:.0} ms", bytes / 1000)).collect();
    println!("| {name} | {} | {:.1} |", cells.join(" | "), times[2] / times[0]);
}

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let tried = !std::env::args().any(|arg| arg == "--bench");
    println!("| what is long | size | twice | four times | growth of the time |\n|---|---|---|---|---|");
    for &(name, file, size, make) in SHAPES {
        let size = if tried { 10 } else { size };
        let texts = [1, 2, 4].map(|times| make(size * times));
        let bytes = texts.each_ref().map(String::len);
        let times = texts.map(|text| {
            let mut texts = Texts::new();
            let id = texts.add(Text::new(file, text));
            let claims = file.ends_with(".claims").then_some(id);
            let draft = claims.is_none().then(|| (id, reader_for(file)));
            timed(|| drop(check(Input { texts: &texts, draft, claims, endnotes: &[] }, &Options::default())))
        });
        row(name, bytes, times);
    }
    let size = if tried { 10 } else { 10_000 };
    let texts = [1, 2, 4].map(|times| chain(size * times));
    let bytes = texts.each_ref().map(String::len);
    let (loss, loads): (Vec<f64>, Vec<f64>) = texts.into_iter().map(impact).unzip();
    row("what falls with the last claim of a chain", bytes, [loss[0], loss[1], loss[2]]);
    row("what falls with each claim of a chain", bytes, [loads[0], loads[1], loads[2]]);
    let size = if tried { 10 } else { 5_000 };
    let texts = [1, 2, 4].map(|times| sourced(size * times));
    let bytes = texts.each_ref().map(String::len);
    let (_, loads): (Vec<f64>, Vec<f64>) = texts.into_iter().map(impact).unzip();
    row("what falls with each of many sources", bytes, [loads[0], loads[1], loads[2]]);
}

fn impact(text: String) -> (f64, f64) {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("a.claims", text));
    let parsed = Claims::read(file, &texts);
    let options = Options::default();
    let case = Case::resolve(&texts, None, Some(&parsed), &options);
    let argued = case.argued();
    let last = case.entries.len() - 1;
    let loss = timed(|| {
        let mut losses = Losses::new(&argued.graph, &argued.labels);
        drop(case.impact(&mut losses, &case.things(), &[Gone::Entry(last)], &case.theses()));
    });
    (loss, timed(|| drop(case.loads())))
}

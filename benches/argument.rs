//! How fast an argument is labelled and tried. `cargo bench --bench argument`.
//! Budgets: 10,000 claims with 50,000 links resolved, labelled and checked in 50 ms; each of 200 sources and each claim
//! taken away in turn in 1 s.
#![allow(clippy::disallowed_methods, reason = "a benchmark may time what it likes")]

use std::fmt::Write as _;

use claimlint::Claims;
use claimlint::inside::argument::label::{Loss, label};
use claimlint::inside::case::Case;
use claimlint::inside::check::{Input, Options, check};
use claimlint::inside::text::{Text, Texts};
use divan::Bencher;

fn main() {
    divan::main();
}

/// 10,000 entries: claims that rest on later ones, 1,000 objections and their answers; 50,000 links; 200 sources.
fn claims() -> String {
    let mut dice = 7u64;
    let mut roll = |below: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) as usize % below
    };
    let mut out = String::from("draft \"d.txt\"\n    thesis c-0\n");
    for source in 0..200 {
        let _ = writeln!(out, "source s-{source} [{}] \"Words {source}\"", source + 1);
    }
    for at in 0..9_000 {
        let _ = writeln!(out, "claim c-{at} \"Claim {at} holds.\"");
        if at < 8_000 {
            let _ = writeln!(out, "    kind interpretation");
            for _ in 0..2 {
                let names: Vec<String> = (0..3).map(|_| format!("c-{}", at + 1 + roll(1_000))).collect();
                let _ = writeln!(out, "    because {}", names.join(", "));
            }
        } else {
            let _ = writeln!(out, "    cites s-{}", roll(200));
        }
    }
    for at in 0..500 {
        let target = roll(9_000);
        let _ = writeln!(
            out,
            "objection o-{at} \"Not so.\"\n    against c-{target}\nobjection a-{at} \"But so.\"\n    against o-{at}"
        );
    }
    out
}

fn with(bencher: Bencher, work: impl Fn(&Case<'_>) + Sync) {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("d.claims", claims()));
    let parsed = Claims::read(file, &texts);
    let options = Options::default();
    let case = Case::resolve(&texts, None, Some(&parsed), &options);
    bencher.bench_local(|| work(&case));
}

/// Parsed, resolved, labelled and checked by every rule.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn checked(bencher: Bencher) {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("d.claims", claims()));
    let options = Options::default();
    bencher.bench_local(|| {
        check(Input { texts: &texts, draft: None, claims: Some(file), endnotes: &[] }, &options)
            .findings
            .len()
    });
}

/// The graph alone.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn graph(bencher: Bencher) {
    with(bencher, |case| {
        divan::black_box(claimlint::inside::case::argued::graph_of(case));
    });
}

/// The labelling alone.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn labelled(bencher: Bencher) {
    with(bencher, |case| {
        divan::black_box(label(&case.argued().graph, &Loss::default()));
    });
}

/// Each source and each claim taken away in turn.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn load_bearing(bencher: Bencher) {
    with(bencher, |case| {
        divan::black_box(case.loads());
    });
}

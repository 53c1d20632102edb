//! How well sentences, assertions and the need for support are told, measured on text
//! written and labelled for this project. What is measured, and how to repeat it:
//! docs/prose-accuracy.md.
//!
//! `CLAIMLINT_PROSE=update cargo test --test it prose_accuracy` writes the tables of that page;
//! `CLAIMLINT_PROSE=dev cargo test --test it prose_accuracy -- --nocapture` prints what went
//! wrong in the part for development. The part held back is only counted.

mod labelled;
mod table;
mod tally;

use std::path::Path;

use claimlint::prose::sentences;

use labelled::{Labelled, Part, blocks, sentences as labelled_sentences};
use tally::{Score, Share};

/// The least share of boundaries that must be right, on either part.
const BOUNDARIES: f64 = 0.98;
/// The least share of warnings that an editor would not call wrong, on either part.
const WARNINGS: f64 = 0.90;
/// The same for all that is said to need support.
const ADVICE: f64 = 0.85;
/// The least share of sentences that need a source which are said to need support.
const RECALL: f64 = 0.75;

#[test]
fn prose_is_read_as_well_as_the_page_says() {
    let (dev, held) = (score(Part::Dev), score(Part::Held));
    let (dev_blocks, held_blocks) = (boundaries(Part::Dev), boundaries(Part::Held));
    let page = [
        table::boundaries(&[("held back", &held_blocks), ("development", &dev_blocks)]),
        table::support(&[("held back", &held), ("development", &dev)]),
        table::rules(&[("held back", &held), ("development", &dev)]),
        table::registers(&held),
        table::triggers("held back", &held),
        table::triggers("development", &dev),
        table::classes(&held),
    ]
    .join("\n");
    page_shows(&page);
    for (name, part) in [("dev", &dev), ("held", &held)] {
        println!(
            "{name}: warnings P1+ {:.3}, needs support P1+ {:.3}, R2 {:.3}",
            part.warned.tolerable().ratio(),
            part.needing.tolerable().ratio(),
            part.needing.recall().ratio()
        );
    }
    for (name, blocks) in [("dev", &dev_blocks), ("held", &held_blocks)] {
        assert!(blocks.right() >= BOUNDARIES, "{name}: {:.3} of boundaries right", blocks.right());
    }
    for (name, part) in [("dev", &dev), ("held", &held)] {
        assert!(part.warned.tolerable().ratio() >= WARNINGS, "{name}: warnings");
        assert!(part.needing.tolerable().ratio() >= ADVICE, "{name}: needs support");
        assert!(part.needing.recall().ratio() >= RECALL, "{name}: recall");
        for (rule, flagged) in &part.rules {
            let share = flagged.tolerable();
            assert!(share.of < 10 || share.ratio() >= WARNINGS, "{name}: {rule} {share:?}");
        }
    }
}

#[test]
fn labelled_sentences_are_many_and_cover_every_class_and_sign() {
    let all: Vec<Labelled> =
        labelled_sentences(Part::Dev).into_iter().chain(labelled_sentences(Part::Held)).collect();
    assert!(all.len() >= 400, "{} sentences", all.len());
    for name in labelled::CLASSES {
        assert!(all.iter().filter(|one| one.class == *name).count() >= 5, "class {name}");
    }
    for kind in claimlint::prose::TriggerKind::ALL {
        assert!(all.iter().filter(|one| one.signs(kind).next().is_some()).count() >= 10, "{}", kind.name());
    }
    for one in &all {
        for (name, words) in &one.triggers {
            assert!(one.sentence.contains(words.as_str()), "{name}={words} is not in: {}", one.sentence);
        }
    }
}

fn wanted(part: Part) -> bool {
    part == Part::Dev && std::env::var("CLAIMLINT_PROSE").is_ok_and(|it| it == "dev")
}

fn score(part: Part) -> Score {
    let mut score = Score::default();
    for one in labelled_sentences(part) {
        score.judge(&one);
    }
    if wanted(part) {
        println!("{}", score.failures.join("\n"));
    }
    score
}

/// Boundaries found and labelled.
#[derive(Debug, Default)]
pub struct Boundaries {
    found: Share,
    truth: Share,
    blocks: Share,
}

impl Boundaries {
    /// Boundaries right of all that were found or should have been.
    fn right(&self) -> f64 {
        let all = self.found.of + self.truth.of - self.found.right;
        if all == 0 { 1.0 } else { self.found.right as f64 / all as f64 }
    }
}

fn boundaries(part: Part) -> Boundaries {
    let mut score = Boundaries::default();
    for lines in blocks(part) {
        let block = lines.join(" ");
        let mut truth = Vec::new();
        let mut at = 0;
        for line in &lines {
            at += line.len();
            truth.push(at);
            at += 1;
        }
        let mut found = Vec::new();
        sentences(&block, 0, &mut |span| found.push(span.end as usize));
        // The end of the block is no decision.
        truth.pop();
        found.pop();
        let right = found.iter().filter(|end| truth.contains(end)).count();
        score.found.add(right, found.len());
        score.truth.add(right, truth.len());
        score.blocks.add(usize::from(found == truth), 1);
        if wanted(part) && found != truth {
            let mut got = Vec::new();
            sentences(&block, 0, &mut |span| got.push(block[span.range()].to_owned()));
            println!("want {lines:#?}\n got {got:#?}\n");
        }
    }
    score
}

/// Holds the tables of docs/prose-accuracy.md to what was measured, or writes them.
fn page_shows(tables: &str) {
    const BEGIN: &str = "<!-- measured: begin -->\n";
    const END: &str = "<!-- measured: end -->\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/prose-accuracy.md");
    let page = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (before, rest) = page.split_once(BEGIN).expect("the page says where the tables begin");
    let (_, after) = rest.split_once(END).expect("the page says where the tables end");
    let wanted = format!("{before}{BEGIN}\n{tables}\n{END}{after}");
    if std::env::var("CLAIMLINT_PROSE").is_ok_and(|it| it == "update") {
        std::fs::write(&path, &wanted).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    } else if std::env::var("CLAIMLINT_PROSE").is_err() {
        assert!(wanted == page, "docs/prose-accuracy.md is behind: CLAIMLINT_PROSE=update cargo test");
    }
}

/// The class with this name.
fn tally_class(name: &str) -> Option<claimlint::prose::Class> {
    claimlint::prose::Class::ALL.into_iter().find(|class| class.name() == name)
}

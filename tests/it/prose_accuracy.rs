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

use claimlint::inside::prose::sentences;

use labelled::{Labelled, Part, blocks, sentences as labelled_sentences};
use tally::{Score, Share};

/// What must hold of a part: the aim where it is reached, else what is reached, a little
/// below. Raise a floor when the reading gets better; never lower one.
struct Floors {
    /// Boundaries right of all found or labelled (aim 0.98).
    boundaries: f64,
    /// Decisions right of all places where a sentence might end (aim 0.98).
    decisions: f64,
    /// Warnings that an editor would not call wrong (aim 0.90).
    warnings: f64,
    /// The same for all that is said to need support (aim 0.85).
    support: f64,
    /// Sentences that need a source and are said to need support (aim 0.75).
    recall: f64,
}

const DEV: Floors = Floors { boundaries: 0.99, decisions: 0.99, warnings: 0.97, support: 0.96, recall: 0.84 };
const HELD: Floors =
    Floors { boundaries: 0.96, decisions: 0.97, warnings: 0.89, support: 0.88, recall: 0.65 };
/// Each rule at level warning, over both parts.
const RULE: f64 = 0.90;

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
    let parts = [("dev", &dev, &dev_blocks, DEV), ("held", &held, &held_blocks, HELD)];
    let mut low = Vec::new();
    for (name, part, blocks, floors) in parts {
        for (what, value, floor) in [
            ("boundaries", blocks.right(), floors.boundaries),
            ("decisions", blocks.decisions.ratio(), floors.decisions),
            ("warnings, P1+", part.warned.tolerable().ratio(), floors.warnings),
            ("needs support, P1+", part.needing.tolerable().ratio(), floors.support),
            ("needs support, R2", part.needing.recall().ratio(), floors.recall),
        ] {
            println!("{name}: {what} {value:.3}");
            if value < floor {
                low.push(format!("{name}: {what} {value:.3}, floor {floor:.3}"));
            }
        }
    }
    let rules: std::collections::BTreeSet<_> = dev.rules.keys().chain(held.rules.keys()).collect();
    for rule in rules {
        let mut share = Share::default();
        for part in [&dev, &held] {
            let flagged = part.rules.get(rule).map(|it| it.tolerable()).unwrap_or_default();
            share.add(flagged.right, flagged.of);
        }
        if share.ratio() < RULE {
            low.push(format!("{rule}: {:.3} of {}, floor {RULE:.3}", share.ratio(), share.of));
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}

#[test]
fn labelled_sentences_are_many_and_cover_every_class_and_sign() {
    let all: Vec<Labelled> =
        labelled_sentences(Part::Dev).into_iter().chain(labelled_sentences(Part::Held)).collect();
    assert!(all.len() >= 400, "{} sentences", all.len());
    for name in labelled::CLASSES {
        assert!(all.iter().filter(|one| one.class == *name).count() >= 5, "class {name}");
    }
    for kind in claimlint::inside::prose::TriggerKind::ALL {
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
    /// Places after a full stop, question mark or the like, and a space.
    decisions: Share,
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
        let missed = truth.len() - right;
        let wrong = found.len() - right;
        let places = places(&block).max(missed + wrong);
        score.decisions.add(places - missed - wrong, places);
        if wanted(part) && found != truth {
            let mut got = Vec::new();
            sentences(&block, 0, &mut |span| got.push(block[span.range()].to_owned()));
            println!("want {lines:#?}\n got {got:#?}\n");
        }
    }
    score
}

/// How often a mark that may end a sentence, with what closes after it, stands before a space.
fn places(block: &str) -> usize {
    let closers = ['”', '’', '"', '\'', ')', ']', '*'];
    block
        .match_indices(' ')
        .filter(|(at, _)| block[..*at].trim_end_matches(closers).ends_with(['.', '?', '!', '…']))
        .count()
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
fn tally_class(name: &str) -> Option<claimlint::inside::prose::Class> {
    claimlint::inside::prose::Class::ALL.into_iter().find(|class| class.name() == name)
}

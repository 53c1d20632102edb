//! The counts as a table for people, and as figures for the floors.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::asked::{Asked, CODES};
use super::fixture::FIELDS;
use super::score::{Missing, OfKind, Score, Share, Tally, WANTED};

impl Tally {
    /// Twice the right ones over what was found and what is there: one figure for both.
    pub fn f1(self) -> f64 {
        ratio(2 * self.right, self.found + self.truth)
    }
}

impl Share {
    /// The right ones of all. 1 if there are none.
    pub fn ratio(self) -> f64 {
        ratio(self.right, self.of)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    // Counts of notes are far below where a float loses whole numbers.
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// A ratio as printed: a dash if there is nothing to take it of.
fn told(part: usize, whole: usize) -> String {
    if whole == 0 { "–".to_string() } else { format!("{:.3}", ratio(part, whole)) }
}

/// The fields that `fields` sums up under "all fields": each label once, without the
/// two that stand for two labels.
fn sum(score: &Score) -> Tally {
    let mut all = Tally::default();
    for tally in FIELDS.iter().filter_map(|label| score.fields.get(*label)) {
        all.truth += tally.truth;
        all.found += tally.found;
        all.right += tally.right;
    }
    all
}

/// The notes of all kinds.
fn all_kinds(score: &Score) -> OfKind {
    let mut all = OfKind::default();
    for kind in score.kinds.values() {
        for (sum, part) in
            [(&mut all.kind, kind.kind), (&mut all.whole, kind.whole), (&mut all.strict, kind.strict)]
        {
            sum.of += part.of;
            sum.right += part.right;
        }
    }
    all
}

/// The aims beside what is reached.
pub fn aims(aims: &[(&str, f64)], sets: &[(&str, &Score)]) -> String {
    let mut text = String::from("## Aims of the first release\n\n| figure | aim |");
    for (name, _) in sets {
        let _ = write!(text, " {name} |");
    }
    text += &format!("\n|---|---:|{}\n", "---:|".repeat(sets.len()));
    let figures: Vec<_> = sets.iter().map(|(_, score)| figures(score)).collect();
    for (figure, aim) in aims {
        let _ = write!(text, "| {figure} | {aim:.2} |");
        for set in &figures {
            match set.get(*figure) {
                Some(value) if *value + 1e-9 < *aim => {
                    let _ = write!(text, " {value:.3} |");
                }
                Some(value) => {
                    let _ = write!(text, " **{value:.3}** |");
                }
                None => text += " – |",
            }
        }
        text.push('\n');
    }
    text + "\nFields: F1. *Said to be absent*: how often that is true. *Sure*: how often the parser is sure \
            either way. Bold: the aim is reached.\n"
}

/// The notes of the second set by family, the worst of the first column first.
pub fn families(sets: &[(&str, &Score)]) -> String {
    let mut text = String::from("## Second set, by family\n\n| family |");
    for (name, _) in sets {
        let _ = write!(text, " {name} | right in full | share |");
    }
    text += &format!("\n|---|{}\n", "---:|---:|---:|".repeat(sets.len()));
    let of = |score: &Score, family: &str| score.families.get(family).copied().unwrap_or_default();
    let mut names: Vec<&String> = sets.iter().flat_map(|(_, score)| score.families.keys()).collect();
    names.sort_by(|a, b| {
        let ratio = |family: &str| sets.first().map_or(1.0, |(_, score)| of(score, family).ratio());
        ratio(a).total_cmp(&ratio(b)).then(a.cmp(b))
    });
    names.dedup();
    let mut row = |name: &str, of: &dyn Fn(&Score) -> Share| {
        let _ = write!(text, "| {name} |");
        for (_, score) in sets {
            let share = of(score);
            let _ = write!(text, " {} | {} | {} |", share.of, share.right, told(share.right, share.of));
        }
        text.push('\n');
    };
    for name in names {
        row(name, &|score| of(score, name));
    }
    row("**all**", &|score| all_kinds(score).whole);
    row("*citations found at all*", &|score| score.cited);
    row("*comments without a false field*", &|score| score.comments);
    for wanted in WANTED {
        row(&format!("*{wanted} said to be absent*"), &|score| {
            score.missing.get(wanted).copied().unwrap_or_default().absent
        });
    }
    text
}

/// One set of notes as tables.
pub fn render(title: &str, score: &Score) -> String {
    let mut text = format!("## {title}\n\n");
    fields(&mut text, score);
    kinds(&mut text, score);
    missing(&mut text, score);
    let rest = [
        ("citations told apart (notes with the right number)", score.splits),
        ("form of the citation", score.forms),
        ("sort of work, where one is named", score.works),
        ("comments without a false field", score.comments),
    ];
    text += "| also | of | right | share |\n|---|---:|---:|---:|\n";
    for (name, share) in rest {
        let _ =
            writeln!(text, "| {name} | {} | {} | {} |", share.of, share.right, told(share.right, share.of));
    }
    let _ = writeln!(text, "\n{} labels are left open, since careful readers differ.", score.open);
    text
}

/// What the missing-field rules ask, as a table.
pub fn asked(asked: &[Asked; 3]) -> String {
    let mut text = String::from(
        "| rule, run on each note by itself | asks | rightly | precision | an editor would ask | recall |\n\
         |---|---:|---:|---:|---:|---:|\n",
    );
    for (code, Asked { raised, wanted }) in CODES.iter().zip(asked) {
        let _ = writeln!(
            text,
            "| {code} | {} | {} | {} | {} | {} |",
            raised.of,
            raised.right,
            told(raised.right, raised.of),
            wanted.of,
            told(wanted.right, wanted.of)
        );
    }
    text
}

fn fields(text: &mut String, score: &Score) {
    *text +=
        "| field | there | found | right | precision | recall | F1 |\n|---|---:|---:|---:|---:|---:|---:|\n";
    let mut row = |name: &str, tally: Tally| {
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {} | {} | {} | {} |",
            tally.truth,
            tally.found,
            tally.right,
            told(tally.right, tally.found),
            told(tally.right, tally.truth),
            told(2 * tally.right, tally.found + tally.truth),
        );
    };
    for label in FIELDS {
        let tally = score.fields.get(label).copied().unwrap_or_default();
        if tally.truth + tally.found > 0 {
            row(label, tally);
        }
    }
    row("*outlet* (container or publisher)", score.fields.get("outlet").copied().unwrap_or_default());
    row("*pages* (extent or locator)", score.fields.get("pages").copied().unwrap_or_default());
    row("**all fields**", sum(score));
    text.push('\n');
}

fn kinds(text: &mut String, score: &Score) {
    *text += "| kind of note | notes | kind seen | right in full | share | with container and publisher apart |\n\
              |---|---:|---:|---:|---:|---:|\n";
    let mut row = |name: &str, it: &OfKind| {
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {} | {:.3} | {} |",
            it.kind.of,
            it.kind.right,
            it.whole.right,
            it.whole.ratio(),
            it.strict.right
        );
    };
    for (name, kind) in &score.kinds {
        row(name, kind);
    }
    row("**all**", &all_kinds(score));
    text.push('\n');
}

fn missing(text: &mut String, score: &Score) {
    *text += "| what a rule asks for | said to be absent | truly absent | precision | an editor would ask | of these said to be absent | unsure |\n\
              |---|---:|---:|---:|---:|---:|---:|\n";
    for wanted in WANTED {
        let it = score.missing.get(wanted).copied().unwrap_or_default();
        let _ = writeln!(
            text,
            "| {wanted} | {} | {} | {} | {} | {} | {} |",
            it.absent.of,
            it.absent.right,
            told(it.absent.right, it.absent.of),
            it.asked.of,
            it.asked.right,
            told(it.sure.of - it.sure.right, it.sure.of)
        );
    }
    text.push('\n');
}

/// The figures that the floors name.
pub fn figures(score: &Score) -> BTreeMap<String, f64> {
    let mut figures: BTreeMap<String, f64> = score
        .fields
        .iter()
        .filter(|(_, it)| it.truth > 0)
        .map(|(label, it)| (label.clone(), it.f1()))
        .collect();
    let all = all_kinds(score);
    figures.insert("kind of note".to_string(), all.kind.ratio());
    figures.insert("right in full".to_string(), all.whole.ratio());
    if let Some(ibid) = score.kinds.get("ibid") {
        figures.insert("kind ibid".to_string(), ibid.kind.ratio());
    }
    if score.comments.of > 0 {
        figures.insert("comments without a false field".to_string(), score.comments.ratio());
    }
    for wanted in WANTED {
        let Missing { absent, sure, .. } = score.missing.get(wanted).copied().unwrap_or_default();
        figures.insert(format!("{wanted} said to be absent"), absent.ratio());
        figures.insert(format!("{wanted} sure"), sure.ratio());
    }
    figures
}

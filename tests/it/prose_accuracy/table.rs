//! The counts as tables for people.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Boundaries;
use super::tally::{Flagged, Score, Share, alike};

/// "0.93 (0.85–0.97)".
fn ranged(share: Share) -> String {
    if share.of == 0 {
        return "–".to_owned();
    }
    let (low, high) = share.wilson();
    format!("{:.2} ({low:.2}–{high:.2})", share.ratio())
}

/// Where sentences end.
pub fn boundaries(parts: &[(&str, &Boundaries)]) -> String {
    let mut out = String::from(
        "### Where sentences end\n\n| part | paragraphs | right in full | boundaries | precision | recall | right of found or labelled | decisions | right |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for (name, part) in parts {
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {:.3} | {:.3} | {:.3} | {} | {:.3} |",
            part.blocks.of,
            part.blocks.right,
            part.truth.of,
            part.found.ratio(),
            part.truth.ratio(),
            part.right(),
            part.decisions.of,
            part.decisions.ratio()
        );
    }
    out
}

fn flagged(out: &mut String, name: &str, flagged: &Flagged) {
    let _ = writeln!(
        out,
        "| {name} | {} | {} | {} | {} | {:.2} |",
        flagged.strict().of,
        ranged(flagged.strict()),
        ranged(flagged.tolerable()),
        ranged(flagged.recall()),
        flagged.f1()
    );
}

const FLAGGED: &str = "flagged | P2 | P1+ | R2 | F1 |\n|---|---:|---:|---:|---:|---:|\n";

/// The need for support as a whole.
pub fn support(parts: &[(&str, &Score)]) -> String {
    let mut out = format!("### Which sentences need support\n\n| part, level | {FLAGGED}");
    for (name, part) in parts {
        flagged(&mut out, &format!("{name} ({} sentences), warning", part.sentences), &part.warned);
        flagged(&mut out, &format!("{name}, needs support"), &part.needing);
    }
    out
}

/// By rule.
pub fn rules(parts: &[(&str, &Score)]) -> String {
    let mut out = String::from(
        "### Rules on what is uncited\n\n| rule, part | flagged | P2 | P1+ |\n|---|---:|---:|---:|\n",
    );
    let names: BTreeSet<&str> = parts.iter().flat_map(|(_, part)| part.rules.keys().copied()).collect();
    for rule in names {
        for (name, part) in parts {
            let held = part.rules.get(rule).copied().unwrap_or_default();
            let _ = writeln!(
                out,
                "| `{rule}`, {name} | {} | {} | {} |",
                held.strict().of,
                ranged(held.strict()),
                ranged(held.tolerable())
            );
        }
    }
    out
}

/// By register.
pub fn registers(part: &Score) -> String {
    let mut out = format!("### By register, held back\n\n| register, level | {FLAGGED}");
    for (name, (warned, needing)) in &part.registers {
        flagged(&mut out, &format!("{name}, warning"), warned);
        flagged(&mut out, &format!("{name}, needs support"), needing);
    }
    out
}

/// By kind of sign.
pub fn triggers(name: &str, part: &Score) -> String {
    let mut out = format!(
        "### Signs, {name}\n\n| sign | right | wrong | missed | precision | recall | F1 | place right | P2 | P1+ |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
    );
    for (kind, sign) in &part.signs {
        let precision = Share { right: sign.right, of: sign.right + sign.wrong };
        let recall = Share { right: sign.right, of: sign.right + sign.missed };
        let f1 = Share { right: 2 * sign.right, of: 2 * sign.right + sign.wrong + sign.missed };
        let placed = Share { right: sign.placed, of: sign.right };
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {:.2} | {:.2} | {:.2} | {:.2} |",
            kind.name(),
            sign.right,
            sign.wrong,
            sign.missed,
            ranged(precision),
            ranged(recall),
            f1.ratio(),
            placed.ratio(),
            sign.flagged.strict().ratio(),
            sign.flagged.tolerable().ratio()
        );
    }
    out
}

/// Classes as labelled, and what they were told as.
pub fn classes(part: &Score) -> String {
    let mut out = String::from(
        "### Classes, held back\n\n| labelled | sentences | told as that or alike | mostly told else as |\n|---|---:|---:|---|\n",
    );
    let names: BTreeSet<&str> = part.classes.keys().map(|(labelled, _)| *labelled).collect();
    for labelled in names {
        let (mut all, mut right, mut other) = (0, 0, ("–", 0));
        for ((_, told), count) in part.classes.iter().filter(|((of, _), _)| *of == labelled) {
            all += count;
            if super::tally_class(told).is_some_and(|told| alike(labelled, told)) {
                right += count;
            } else if *count > other.1 {
                other = (told, *count);
            }
        }
        let share = Share { right, of: all };
        let else_as = if other.1 == 0 { "–".to_owned() } else { format!("{} ({})", other.0, other.1) };
        let _ = writeln!(out, "| {labelled} | {all} | {:.2} | {else_as} |", share.ratio());
    }
    out
}

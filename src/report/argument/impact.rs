//! `claimlint impact`: what falls if something goes, and what the thesis cannot lose.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{clipped, coloured, place_json, places, pretty, sign, whereabouts};
use crate::argument::label::Label;
use crate::argument::loss::Impact;
use crate::argument::status::Status;
use crate::case::Case;
use crate::case::describe::{Load, Loads};
use crate::case::losses::Gone;
use crate::report::{Style, clean};

/// Entries named in one list at most.
const NAMED: usize = 200;
/// Rows of the report on what carries the thesis.
const ROWS: usize = 50;

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What happens when these go, for people.
pub fn impact_text(case: &Case<'_>, gone: &[Gone], impact: &Impact, style: &Style) -> String {
    let mut out = String::new();
    let names: Vec<String> =
        gone.iter().map(|gone| clean::line(&case.gone_name(gone), style.unicode)).collect();
    let verb = if gone.len() == 1 { "goes" } else { "go" };
    let _ = writeln!(out, "If {} {verb}:", names.join(" and "));
    for gone in gone {
        if let Gone::Entry(entry) = gone
            && case.argued().status(*entry) != Status::Stands
        {
            let status = case.argued().status(*entry).name();
            let _ = writeln!(out, "  {} is {status} as it is: nothing rests on it now", case.name(*entry));
        }
    }
    let fallen = |entry: usize| match impact.labels.get(&entry) {
        Some(Label::Open) => Status::Contested,
        _ => Status::Unsupported,
    };
    for &entry in impact.falls.iter().take(NAMED) {
        let status = fallen(entry);
        let word = if status == Status::Contested { "becomes contested" } else { "falls" };
        let thesis = if impact.theses.contains(&entry) { " (a thesis)" } else { "" };
        let sign = coloured(status, &format!("{} {word}", sign(status, style)), style);
        let _ = writeln!(out, "  {sign} {}{thesis}  {}", case.name(entry), places(case, entry));
        let _ =
            writeln!(out, "      {}", clipped(case.statement(entry), style.width.saturating_sub(6).max(30)));
    }
    more(&mut out, impact.falls.len(), "fall");
    for &entry in impact.weakened.iter().take(NAMED).filter(|&&entry| entry < case.entries.len()) {
        let sign =
            coloured(Status::Stands, &format!("{} stands on, weakened", sign(Status::Stands, style)), style);
        let _ = writeln!(out, "  {sign} {}  {}", case.name(entry), places(case, entry));
    }
    more(&mut out, impact.weakened.len(), "are weakened");
    for &entry in impact.rises.iter().take(NAMED) {
        let sign = coloured(Status::Stands, &format!("{} stands again", sign(Status::Stands, style)), style);
        let _ = writeln!(out, "  {sign} {}  {}", case.name(entry), places(case, entry));
    }
    more(&mut out, impact.rises.len(), "stand again");
    if impact.falls.is_empty() && impact.weakened.is_empty() && impact.rises.is_empty() {
        out.push_str("  nothing else changes\n");
    }
    out.push_str(&thesis_line(case, impact));
    out
}

fn more(out: &mut String, all: usize, what: &str) {
    if all > NAMED {
        let _ = writeln!(out, "  and {} more {what}", all - NAMED);
    }
}

fn thesis_line(case: &Case<'_>, impact: &Impact) -> String {
    let theses = case.theses();
    let mut out = String::new();
    for thesis in theses {
        let name = case.name(thesis);
        let before = case.argued().status(thesis);
        let _ = match (impact.theses.contains(&thesis), before) {
            (true, Status::Stands) => writeln!(out, "\nThe thesis {name} does not survive it."),
            (false, Status::Stands) => writeln!(out, "\nThe thesis {name} still stands."),
            (_, status) if impact.rises.contains(&thesis) => {
                writeln!(out, "\nThe thesis {name}, {} so far, would stand.", status.name())
            }
            (_, status) => writeln!(out, "\nThe thesis {name} is {} as it is.", status.name()),
        };
    }
    out
}

/// The same for programs.
pub fn impact_json(case: &Case<'_>, gone: &[Gone], impact: &Impact) -> String {
    let entries = |list: &[usize]| -> Vec<Value> {
        let named = list.iter().filter(|&&entry| entry < case.entries.len());
        named.map(|&entry| entry_after(case, impact, entry)).collect()
    };
    let theses: Vec<Value> = case
        .theses()
        .into_iter()
        .map(|thesis| {
            let status = case.argued().status(thesis);
            let after = match impact.labels.get(&thesis) {
                Some(Label::In) => "stands",
                Some(Label::Out) => "fallen",
                Some(Label::Open) => "contested",
                None => status.name(),
            };
            json!({ "name": case.name(thesis), "before": status.name(), "after": after })
        })
        .collect();
    pretty(&json!({
        "gone": gone.iter().map(|gone| gone_json(case, gone)).collect::<Vec<_>>(),
        "falls": entries(&impact.falls),
        "weakened": entries(&impact.weakened),
        "rises": entries(&impact.rises),
        "theses": theses,
    }))
}

/// An entry with its status before and after the loss.
fn entry_after(case: &Case<'_>, impact: &Impact, entry: usize) -> Value {
    let before = case.argued().status(entry).name();
    let after = match impact.labels.get(&entry) {
        Some(Label::In) => Status::Stands.name(),
        Some(Label::Open) => Status::Contested.name(),
        Some(Label::Out) => Status::Unsupported.name(),
        None => before,
    };
    let mut value = entry_ref(case, entry);
    value["before"] = json!(before);
    value["after"] = json!(after);
    value
}

fn entry_ref(case: &Case<'_>, entry: usize) -> Value {
    json!({
        "name": case.name(entry),
        "is": case.entry_kind(entry),
        "place": place_json(case, case.node_place(entry)),
    })
}

fn gone_json(case: &Case<'_>, gone: &Gone) -> Value {
    json!({
        "name": case.gone_name(gone),
        "is": match gone {
            Gone::Entry(entry) => case.entry_kind(*entry),
            Gone::Thing(_) => "source",
        },
        "place": case.gone_place(gone).map(|place| place_json(case, place)),
    })
}

/// What the thesis cannot lose, for people.
pub fn loads_text(case: &Case<'_>, loads: &Loads, style: &Style) -> String {
    let mut out = String::new();
    let theses = case.theses();
    for &thesis in &theses {
        let status = case.argued().status(thesis);
        let why = case.why_words(thesis);
        let joint = if matches!(status, Status::Stands | Status::Defeated) { " " } else { ": " };
        let _ = writeln!(
            out,
            "The thesis {} {}{joint}{why}.",
            case.name(thesis),
            if status == Status::Stands { "stands".to_owned() } else { format!("is {}", status.name()) }
        );
    }
    if theses.is_empty() {
        out.push_str("No thesis is named (`thesis NAME` below the `draft` line): what follows counts all that falls.\n");
    }
    section(case, style, &mut out, "Sources, each taken away in turn", &loads.sources);
    section(
        case,
        style,
        &mut out,
        "Claims and assumptions that stand, each taken away in turn",
        &loads.entries,
    );
    let _ = writeln!(out, "\n{}", tried(case, loads));
    if loads.untried > 0 {
        let _ = writeln!(
            out,
            "{} were not tried: the file is too large to try all.",
            counted(loads.untried, "entry", "entries")
        );
    }
    out
}

/// What was taken away in turn, and what was not.
fn tried(case: &Case<'_>, loads: &Loads) -> String {
    let objections = (0..case.entries.len()).filter(|&entry| case.entry_kind(entry) == "objection").count();
    let mut left = Vec::new();
    if !case.theses().is_empty() {
        left.push(if case.theses().len() == 1 { "the thesis".to_owned() } else { "the theses".to_owned() });
    }
    if objections > 0 {
        left.push(counted(objections, "objection", "objections"));
    }
    if loads.fallen > 0 {
        left.push(counted(loads.fallen, "entry that does not stand", "entries that do not stand"));
    }
    let sources = counted(loads.sources.len(), "source", "sources");
    let entries =
        counted(loads.tried, "claim or assumption that stands", "claims and assumptions that stand");
    let left = match left.as_slice() {
        [] => String::new(),
        [one] => format!("; not {one}"),
        [first @ .., last] => format!("; not {} and {last}", first.join(", ")),
    };
    format!("Tried: {sources}, {entries}{left} (`claimlint impact NAME` tries any).")
}

fn section(case: &Case<'_>, style: &Style, out: &mut String, title: &str, loads: &[Load]) {
    let _ = writeln!(out, "\n{title}");
    let (mut shown, mut idle) = (0, 0);
    for load in loads {
        if load.falls == 0 && load.theses.is_empty() && load.weakened == 0 {
            idle += 1;
            continue;
        }
        shown += 1;
        if shown > ROWS {
            continue;
        }
        let status = if load.theses.is_empty() { Status::Unsupported } else { Status::Defeated };
        let name = clean::line(&case.gone_name(&load.what), style.unicode);
        let place = case.gone_place(&load.what).map(|place| whereabouts(case, place)).unwrap_or_default();
        let told = if load.theses.is_empty() {
            let falls = match load.falls {
                0 => String::new(),
                count => format!(
                    "{} fall{}",
                    counted(count, "entry", "entries"),
                    if count == 1 { "s" } else { "" }
                ),
            };
            let weaker = match load.weakened {
                0 => String::new(),
                count => format!("{count} weakened"),
            };
            [falls, weaker].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        } else {
            let names: Vec<&str> = load.theses.iter().map(|&thesis| case.name(thesis)).collect();
            let rest = load.falls.saturating_sub(load.theses.len());
            let rest = if rest > 0 {
                format!(", and {} more", counted(rest, "entry", "entries"))
            } else {
                String::new()
            };
            format!("the thesis {} falls{rest}", names.join(", "))
        };
        let mark = if load.theses.is_empty() { "  " } else { "! " };
        let _ = writeln!(out, "  {}{name}  {told}  {place}", coloured(status, mark, style));
        if !load.first.is_empty() && load.theses.is_empty() {
            let names: Vec<&str> = load.first.iter().map(|&entry| case.name(entry)).collect();
            let dots = if load.falls > names.len() { ", …" } else { "" };
            let _ = writeln!(out, "      {}{dots}", names.join(", "));
        }
    }
    if shown > ROWS {
        let _ = writeln!(out, "  and {} more, of less weight", shown - ROWS);
    }
    if shown == 0 {
        out.push_str("  nothing falls with any of them\n");
    } else if idle > 0 {
        let _ = writeln!(out, "  {} without effect", counted(idle, "other", "others"));
    }
}

/// The same for programs.
pub fn loads_json(case: &Case<'_>, loads: &Loads) -> String {
    let rows = |loads: &[Load]| -> Vec<Value> {
        let row = |load: &Load| {
            let names = |list: &[usize]| list.iter().map(|&entry| case.name(entry)).collect::<Vec<_>>();
            json!({
                "gone": gone_json(case, &load.what),
                "falls": load.falls,
                "first": names(&load.first),
                "weakened": load.weakened,
                "theses": names(&load.theses),
            })
        };
        loads.iter().map(row).collect()
    };
    let theses: Vec<Value> = case
        .theses()
        .into_iter()
        .map(|thesis| json!({ "name": case.name(thesis), "status": case.argued().status(thesis).name() }))
        .collect();
    pretty(&json!({
        "theses": theses,
        "sources": rows(&loads.sources),
        "entries": rows(&loads.entries),
        "tried": { "sources": loads.sources.len(), "entries": loads.tried, "not_standing": loads.fallen },
        "untried": loads.untried,
    }))
}

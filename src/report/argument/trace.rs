//! `claimlint trace`: what a claim rests on, as a tree, with weak spots marked.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{clipped, coloured, entry_json, node_id, places, pretty, sign, whereabouts};
use crate::argument::status::Status;
use crate::case::Case;
use crate::report::{Style, clean};

/// Lines shown at most: a longer tree is read in parts.
const LINES: usize = 2_000;
/// Levels shown: below them the tree goes on with a trace of its own.
const DEPTH: usize = 24;

/// A line of the tree that is still to be written.
enum Item {
    Node { node: usize, lead: String, last: bool, what: String },
    Line { text: String, lead: String, last: bool },
}

/// The tree below a claim, for people.
pub fn trace_text(case: &Case<'_>, entry: usize, style: &Style) -> String {
    let mut tree = Tree { case, style, out: String::new(), shown: HashSet::new(), lines: 0, weak: 0 };
    tree.head(entry);
    let mut todo = tree.below(entry, "");
    while let Some(item) = todo.pop() {
        if tree.lines >= LINES {
            let _ = writeln!(tree.out, "and more below: trace one of the claims named here");
            break;
        }
        match item {
            Item::Line { text, lead, last } => tree.line(&lead, last, &text),
            Item::Node { node, lead, last, what } => {
                let deeper = format!("{lead}{}", tree.bar(last));
                if let Some(again) = tree.node(node, &lead, last, &what) {
                    tree.line(&deeper, true, &again);
                } else {
                    let rest = tree.below(node, &deeper);
                    todo.extend(rest);
                }
            }
        }
    }
    tree.foot(entry)
}

struct Tree<'c, 'a, 's> {
    case: &'c Case<'a>,
    style: &'s Style,
    out: String,
    shown: HashSet<usize>,
    lines: usize,
    weak: usize,
}

impl Tree<'_, '_, '_> {
    fn head(&mut self, entry: usize) {
        let case = self.case;
        self.shown.insert(entry);
        let said = clipped(case.statement(entry), self.style.width.saturating_sub(2).max(20));
        let status = self.status(entry);
        let thesis = if case.theses().contains(&entry) { "the thesis " } else { "" };
        let _ = writeln!(self.out, "{thesis}{} {status}", case.name(entry));
        let _ = writeln!(self.out, "  {said}");
        let _ = writeln!(self.out, "  {}", places(case, entry));
    }

    /// "✗ defeated by `x`".
    fn status(&mut self, node: usize) -> String {
        let status = self.case.argued().status(node);
        self.weak += usize::from(status != Status::Stands);
        let why = self.case.why_words(node);
        let joint = match status {
            _ if why.is_empty() => "",
            _ if why.starts_with("on ") || why.starts_with("by ") || why.starts_with("as ") => " ",
            Status::Stands | Status::Defeated => ": ",
            Status::Unsupported | Status::Contested => ": ",
        };
        let told = coloured(status, &format!("{} {}", sign(status, self.style), status.name()), self.style);
        format!("{told}{joint}{why}")
    }

    fn bar(&self, last: bool) -> &'static str {
        match (last, self.style.unicode) {
            (true, _) => "   ",
            (false, true) => "│  ",
            (false, false) => "|  ",
        }
    }

    fn line(&mut self, lead: &str, last: bool, text: &str) {
        let branch = match (last, self.style.unicode) {
            (true, true) => "└─ ",
            (false, true) => "├─ ",
            (true, false) => "`- ",
            (false, false) => "|- ",
        };
        self.lines += 1;
        let _ = writeln!(self.out, "{lead}{branch}{text}");
    }

    /// Writes a node's lines. `Some` says in words why nothing is shown below it.
    fn node(&mut self, node: usize, lead: &str, last: bool, what: &str) -> Option<String> {
        let case = self.case;
        let status = self.status(node);
        if case.argued().graph.step(node).is_some() {
            let place = whereabouts(case, case.node_place(node));
            self.line(lead, last, &format!("{what}{} {status}  {place}", node_id(case, node)));
            return None;
        }
        let marked = match case.entry_kind(node) {
            "assumption" if what.is_empty() => "assumed: ",
            _ => "",
        };
        self.line(lead, last, &format!("{what}{marked}{} {status}", case.name(node)));
        let deeper = format!("{lead}{}", self.bar(last));
        let room = self.style.width.saturating_sub(clean::width(&deeper) + 2).max(30);
        let _ = writeln!(self.out, "{deeper}{}", clipped(case.statement(node), room));
        let _ = writeln!(self.out, "{deeper}{}", places(case, node));
        self.lines += 2;
        let graph = &case.argued().graph;
        let empty = graph.reasons.of(node).is_empty()
            && graph.objections.of(node).is_empty()
            && case.cited_as(node).is_empty();
        if !self.shown.insert(node) && !empty {
            return Some("as shown above".to_owned());
        }
        if lead.chars().count() / 3 >= DEPTH && !empty {
            return Some(format!("goes on: `claimlint trace {}`", case.name(node)));
        }
        None
    }

    /// What stands below a node, last first.
    fn below(&mut self, node: usize, lead: &str) -> Vec<Item> {
        let case = self.case;
        let argued = case.argued();
        let graph = &argued.graph;
        let mut items = Vec::new();
        if node < graph.entries {
            for cited in case.cited_as(node) {
                items.push(Item::Line { text: self.cited(&cited), lead: lead.to_owned(), last: false });
            }
        }
        let reasons = graph.reasons.of(node);
        for (number, &reason) in reasons.iter().enumerate() {
            let reason = reason as usize;
            let what = if reasons.len() > 1 {
                format!("because ({} of {}) ", number + 1, reasons.len())
            } else {
                "because ".to_owned()
            };
            if graph.circular[reason] {
                let names: Vec<String> =
                    graph.members.of(reason).iter().map(|&m| node_id(case, m as usize)).collect();
                let text = format!("{what}{}: leads back here, so it carries nothing", names.join(", "));
                items.push(Item::Line { text, lead: lead.to_owned(), last: false });
                continue;
            }
            for (at, &member) in graph.members.of(reason).iter().enumerate() {
                let what = if at == 0 { what.clone() } else { "and ".to_owned() };
                items.push(Item::Node { node: member as usize, lead: lead.to_owned(), last: false, what });
            }
        }
        for &objection in graph.objections.of(node) {
            let what = "objection: ".to_owned();
            items.push(Item::Node { node: objection as usize, lead: lead.to_owned(), last: false, what });
        }
        if let Some(Item::Node { last, .. } | Item::Line { last, .. }) = items.last_mut() {
            *last = true;
        }
        items.reverse();
        items
    }

    fn cited(&mut self, cited: &crate::case::describe::CitedAs) -> String {
        let mut text = match cited.relation {
            "supports" => format!("cites {}", cited.name),
            relation => format!("cites {} ({relation})", cited.name),
        };
        if !cited.notes.is_empty() && !cited.name.starts_with('[') {
            let _ = write!(text, " [{}]", cited.notes.join("], ["));
        }
        if cited.unpublished {
            text.push_str(" (unpublished)");
        }
        for locator in &cited.locators {
            let _ = write!(text, ", {locator}");
        }
        match (cited.rating.as_str(), cited.weak) {
            ("", _) => text.push_str(", not rated"),
            (rating, true) => {
                self.weak += 1;
                let _ = write!(text, ", rated {rating}: weak");
            }
            (rating, false) => {
                let _ = write!(text, ", rated {rating}");
            }
        }
        let _ = write!(text, "  {}", whereabouts(self.case, cited.place));
        clean::line(&text, self.style.unicode)
    }

    fn foot(self, entry: usize) -> String {
        let mut out = self.out;
        let way = self.case.argued().way_down(entry);
        if let [_, .., last] = way.as_slice() {
            let names: Vec<String> = way.iter().map(|&node| node_id(self.case, node)).collect();
            let shown = if names.len() > 8 {
                format!("{} → … → {}", names[..4].join(" → "), names[names.len() - 2..].join(" → "))
            } else {
                names.join(" → ")
            };
            let arrow =
                if self.style.unicode { shown } else { shown.replace('→', "->").replace('…', "...") };
            let _ = writeln!(out, "\nWhat fell first: {arrow}, {}", self.case.fell_words(*last));
        }
        let _ = match self.weak {
            0 => writeln!(
                out,
                "\nNo weak spot found: nothing in this file defeats it, which does not make it true."
            ),
            1 => writeln!(out, "\n1 weak spot."),
            many => writeln!(out, "\n{many} weak spots."),
        };
        out
    }
}

/// The same for programs: every entry that bears on the claim, once.
pub fn trace_json(case: &Case<'_>, entry: usize) -> String {
    let argued = case.argued();
    let bears = argued.graph.bearing_on(&[entry]);
    let entries: Vec<Value> =
        (0..case.entries.len()).filter(|&index| bears[index]).map(|index| entry_json(case, index)).collect();
    let way: Vec<String> = argued.way_down(entry).iter().map(|&node| node_id(case, node)).collect();
    let steps: Vec<Value> = (argued.graph.entries..argued.graph.nodes)
        .filter(|&node| bears[node])
        .map(|node| json!({ "name": node_id(case, node), "status": argued.status(node).name(), "why": case.why_words(node) }))
        .collect();
    pretty(&json!({
        "claim": case.name(entry),
        "status": argued.status(entry).name(),
        "why": case.why_words(entry),
        "fell_first": (way.len() > 1).then_some(way),
        "entries": entries,
        "steps": steps,
    }))
}

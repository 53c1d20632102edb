//! The argument as a drawing: which boxes and arrows, and how DOT, Mermaid and JSON write them.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Look, clipped, entry_json, node_id, pretty};
use crate::argument::status::Status;
use crate::case::Case;

/// What a box stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// An entry.
    Entry(usize),
    /// A step that is attacked: a node of the graph.
    Step(usize),
    /// The point where the members of one reason meet.
    Joint(usize),
}

/// What an arrow means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrow {
    /// From a member to what rests on it.
    Support,
    /// From a member to what rests on it, by a reason that goes in a ring.
    Ring,
    /// From an objection to its target.
    Objection,
}

/// Boxes and arrows. Arrows lead upwards, from what is said for or against to what it is said of.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawing {
    /// The boxes.
    pub shapes: Vec<Shape>,
    /// From, to, meaning.
    pub arrows: Vec<(usize, usize, Arrow)>,
}

/// The entries to draw: all that bears on a claim, else on the theses; where there is none, all that is linked; and
/// everything if `all`.
pub fn chosen(case: &Case<'_>, about: Option<usize>, all: bool) -> Vec<usize> {
    let graph = &case.argued().graph;
    let theses = about.map_or_else(|| case.theses(), |entry| vec![entry]);
    let bears = graph.bearing_on(&theses);
    let linked = |entry: usize| {
        !(graph.serves.of(entry).is_empty()
            && graph.reasons.of(entry).is_empty()
            && graph.objects.of(entry).is_empty()
            && graph.objections.of(entry).is_empty())
    };
    let wanted = |&entry: &usize| all || bears[entry] || theses.is_empty() && linked(entry);
    (0..graph.entries).filter(wanted).collect()
}

/// Of these entries those that are at most so many steps from the claim, or from the theses.
pub fn within(case: &Case<'_>, about: Option<usize>, entries: &[usize], depth: usize) -> Vec<usize> {
    let graph = &case.argued().graph;
    let mut far: HashMap<usize, usize> = HashMap::new();
    let starts = about.map_or_else(|| case.theses(), |entry| vec![entry]);
    let mut todo: VecDeque<(usize, usize)> = starts.into_iter().map(|node| (node, 0)).collect();
    while let Some((node, steps)) = todo.pop_front() {
        if steps > depth || far.contains_key(&node) {
            continue;
        }
        far.insert(node, steps);
        let members = graph.reasons.of(node).iter().flat_map(|&reason| graph.members.of(reason as usize));
        todo.extend(members.chain(graph.objections.of(node)).map(|&next| (next as usize, steps + 1)));
    }
    entries.iter().copied().filter(|entry| far.contains_key(entry)).collect()
}

impl Drawing {
    /// Of some entries: a reason is drawn if its conclusion and all its members are among them.
    pub(super) fn of(case: &Case<'_>, entries: &[usize]) -> Self {
        let graph = &case.argued().graph;
        let mut drawing = Self::default();
        let mut at: HashMap<usize, usize> = HashMap::new();
        for &entry in entries {
            at.insert(entry, drawing.add(Shape::Entry(entry)));
        }
        for &entry in entries {
            for &reason in graph.reasons.of(entry) {
                let reason = reason as usize;
                let arrow = if graph.circular[reason] { Arrow::Ring } else { Arrow::Support };
                let all: Vec<usize> =
                    graph.members.of(reason).iter().map(|&member| member as usize).collect();
                let members: Vec<usize> = all
                    .iter()
                    .copied()
                    .filter(|&member| member < graph.entries && at.contains_key(&member))
                    .collect();
                let steps: HashMap<usize, usize> =
                    all.iter().filter_map(|&node| Some((graph.step(node)?.0, node))).collect();
                let Some(&end) = at.get(&entry) else { continue };
                let end = if members.len() > 1 {
                    let joint = drawing.add(Shape::Joint(reason));
                    drawing.arrows.push((joint, end, arrow));
                    joint
                } else {
                    end
                };
                for member in members {
                    let mut from = at[&member];
                    if let Some(&step) = steps.get(&member) {
                        let shape = *at.entry(step).or_insert_with(|| drawing.add(Shape::Step(step)));
                        drawing.arrows.push((from, shape, arrow));
                        from = shape;
                    }
                    drawing.arrows.push((from, end, arrow));
                }
            }
        }
        for &entry in entries {
            for &target in graph.objects.of(entry) {
                if let Some(&to) = at.get(&(target as usize)) {
                    drawing.arrows.push((at[&entry], to, Arrow::Objection));
                }
            }
        }
        drawing.arrows.sort_by_key(|&(from, to, _)| (from, to));
        drawing.arrows.dedup();
        drawing
    }

    fn add(&mut self, shape: Shape) -> usize {
        self.shapes.push(shape);
        self.shapes.len() - 1
    }
}

/// Fill and line of a status: light enough for black words, told apart by people who do not see red and green alike.
pub(super) fn colours(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Stands => ("#e3f2e6", "#1b6b34"),
        Status::Defeated => ("#fbe4e1", "#a3281c"),
        Status::Unsupported => ("#fdf3d8", "#8a6100"),
        Status::Contested => ("#ece4f7", "#5b3a94"),
    }
}

/// GraphViz.
pub(super) fn dot(case: &Case<'_>, entries: &[usize], _look: &Look) -> String {
    let drawing = Drawing::of(case, entries);
    let mut out = String::from(
        "digraph argument {\n  rankdir=BT;\n  node [fontname=\"Helvetica\", fontsize=11, style=filled, margin=\"0.15,0.08\"];\n  edge [fontname=\"Helvetica\", fontsize=9];\n",
    );
    for (number, shape) in drawing.shapes.iter().enumerate() {
        let _ = match *shape {
            Shape::Joint(_) => writeln!(out, "  n{number} [shape=point, width=0.08, label=\"\"];"),
            Shape::Step(node) => {
                let (fill, line) = colours(case.argued().status(node));
                writeln!(
                    out,
                    "  n{number} [shape=diamond, label=\"step\", fillcolor=\"{fill}\", color=\"{line}\"];"
                )
            }
            Shape::Entry(entry) => {
                let status = case.argued().status(entry);
                let (fill, line) = colours(status);
                let shape = match status {
                    Status::Stands => "box",
                    Status::Defeated => "octagon",
                    Status::Unsupported => "ellipse",
                    Status::Contested => "hexagon",
                };
                let label = format!(
                    "{} ({}, {})\\n{}",
                    case.name(entry),
                    case.entry_kind(entry),
                    status.name(),
                    escaped(&wrapped(&clipped(case.statement(entry), 200), 36).join("\n"))
                );
                writeln!(
                    out,
                    "  n{number} [shape={shape}, label=\"{label}\", tooltip=\"{}\", fillcolor=\"{fill}\", color=\"{line}\"];",
                    escaped(&clipped(case.statement(entry), 2000))
                )
            }
        };
    }
    for &(from, to, arrow) in &drawing.arrows {
        let style = match arrow {
            Arrow::Support if matches!(drawing.shapes[to], Shape::Joint(_)) => " [arrowhead=none]",
            Arrow::Support => "",
            Arrow::Ring => " [style=dotted, label=\"ring\"]",
            Arrow::Objection => " [style=dashed, color=\"#a3281c\", arrowhead=tee, label=\"against\"]",
        };
        let _ = writeln!(out, "  n{from} -> n{to}{style};");
    }
    out.push_str("}\n");
    out
}

/// A text inside straight quotation marks of DOT.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// Mermaid flow chart.
pub(super) fn mermaid(case: &Case<'_>, entries: &[usize], _look: &Look) -> String {
    let drawing = Drawing::of(case, entries);
    let mut out = String::from("flowchart BT\n");
    for (number, shape) in drawing.shapes.iter().enumerate() {
        let _ = match *shape {
            Shape::Joint(_) => writeln!(out, "  n{number}(( ))"),
            Shape::Step(node) => writeln!(
                out,
                "  n{number}{{\"step: {}\"}}:::{}",
                case.argued().status(node).name(),
                case.argued().status(node).name()
            ),
            Shape::Entry(entry) => {
                let status = case.argued().status(entry);
                let (open, close) = match status {
                    Status::Stands => ("[", "]"),
                    Status::Defeated => ("{{", "}}"),
                    Status::Unsupported => ("([", "])"),
                    Status::Contested => ("[/", "/]"),
                };
                let label = format!(
                    "<b>{}</b> ({}, {})<br>{}",
                    case.name(entry),
                    case.entry_kind(entry),
                    status.name(),
                    coded(&clipped(case.statement(entry), 200))
                );
                writeln!(out, "  n{number}{open}\"{label}\"{close}:::{}", status.name())
            }
        };
    }
    for &(from, to, arrow) in &drawing.arrows {
        let _ = match arrow {
            Arrow::Support => writeln!(out, "  n{from} --> n{to}"),
            Arrow::Ring => writeln!(out, "  n{from} -. ring .-> n{to}"),
            Arrow::Objection => writeln!(out, "  n{from} -. against .-x n{to}"),
        };
    }
    for status in Status::ALL {
        let (fill, line) = colours(status);
        let _ = writeln!(out, "  classDef {} fill:{fill},stroke:{line},color:#000", status.name());
    }
    out
}

/// Characters that Mermaid or HTML would read, as entities.
fn coded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '#' | '&' | '<' | '>' | ';' | '`' | '\\' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// Entries, steps and links for programs.
pub(super) fn json(case: &Case<'_>, entries: &[usize], _look: &Look) -> String {
    let argued = case.argued();
    let theses: Vec<&str> = case.theses().into_iter().map(|thesis| case.name(thesis)).collect();
    let shown: Vec<Value> = entries.iter().map(|&entry| entry_json(case, entry)).collect();
    let steps: Vec<Value> = (argued.graph.entries..argued.graph.nodes)
        .map(|node| json!({ "name": node_id(case, node), "status": argued.status(node).name(), "why": case.why_words(node) }))
        .collect();
    pretty(&json!({ "theses": theses, "entries": shown, "steps": steps }))
}

/// A text broken into lines of at most so many characters, at spaces where there are any.
pub(super) fn wrapped(text: &str, room: usize) -> Vec<String> {
    crate::report::clean::wrap(text, room).lines().map(str::to_owned).collect()
}

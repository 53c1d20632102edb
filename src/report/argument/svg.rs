//! The argument map as one SVG file: no script, no outside font or style, status by shape as well as by colour, light
//! and dark. Each box names the sources that its claim cites.

use std::collections::VecDeque;
use std::fmt::Write as _;

use super::layout::{Layout, layout};
use super::map::{Arrow, Drawing, Shape, colours, wrapped};
use super::{Links, Look, clipped, whereabouts};
use crate::argument::status::Status;
use crate::case::Case;
use crate::report::clean;

/// Width of a box, in pixels.
const WIDE: f64 = 232.0;
/// Cells of text in one line of a box: 7 pixels a cell at 12 pixels, on the wide side for any sans-serif font.
const CELLS: usize = 29;
/// Height of a line.
const LINE: f64 = 16.0;
/// Lines of a statement; the rest is in the box's title.
const LINES: usize = 4;
/// The class of a line of a statement, which looks as any text does.
const SAID: &str = "said";
/// Sources named in a box.
const SOURCES: usize = 3;
/// Entries drawn at most: more can be neither read nor printed.
const MOST: usize = 400;
/// Room around the drawing.
const EDGE: f64 = 20.0;
/// Height of the legend.
const LEGEND: f64 = 92.0;
/// Width of the legend.
const LEGEND_WIDE: f64 = 660.0;
/// Boxes that stand side by side where there are few: as many as can be read at the width of a README.
const FEW: usize = 3;

/// A box with its words.
struct Label {
    lines: Vec<(String, &'static str)>,
    /// Lines of sources, below a rule.
    sources: Vec<(String, &'static str)>,
    size: (f64, f64),
}

/// A place in the layout, which runs down, as a place on the page.
#[derive(Clone, Copy)]
struct Turn(bool);

/// A number of pixels to a tenth, as short as it can be.
struct Px(f64);

impl std::fmt::Display for Px {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = (self.0 * 10.0).round();
        match tenths % 10.0 == 0.0 {
            // Not `-0`.
            true => write!(f, "{:.0}", tenths / 10.0 + 0.0),
            false => write!(f, "{:.1}", tenths / 10.0),
        }
    }
}

impl Turn {
    fn at(self, (x, y): (f64, f64)) -> (f64, f64) {
        if self.0 { (y, x) } else { (x, y) }
    }

    /// For a path.
    fn point(self, x: f64, y: f64) -> String {
        let (x, y) = self.at((x, y));
        format!("{} {}", Px(x), Px(y))
    }
}

/// The map of these entries.
pub(super) fn render(case: &Case<'_>, entries: &[usize], look: &Look) -> String {
    let (shown, left) = nearest(case, entries);
    let drawing = Drawing::of(case, &shown);
    let turn = Turn(look.sideways);
    let labels: Vec<Label> = drawing.shapes.iter().map(|shape| label(case, *shape, &shown)).collect();
    let sizes: Vec<(f64, f64)> = labels.iter().map(|label| turn.at(label.size)).collect();
    let links: Vec<(usize, usize, u8)> =
        drawing.arrows.iter().map(|&(from, to, arrow)| (from, to, arrow as u8)).collect();
    let layout = layout(&sizes, &links, side_by_side(shown.len(), look.sideways));
    let (wide, tall) = turn.at((layout.width, layout.height));
    let (width, height) = (wide.max(LEGEND_WIDE) + 2.0 * EDGE, tall + LEGEND + 2.0 * EDGE);
    let mut out = String::new();
    head(case, &mut out, (width, height), &shown, left);
    if !matches!(look.links, Links::None) {
        // A picture holds nothing that can be reached by key; a group may.
        out = out.replacen("role=\"img\"", "role=\"group\"", 1);
    }
    let middle = (width - 2.0 * EDGE - wide) / 2.0;
    let _ = writeln!(
        out,
        "<g transform=\"translate({} {})\" text-anchor=\"middle\">",
        Px(EDGE + middle),
        LEGEND + EDGE
    );
    let supported =
        |to: usize| drawing.arrows.iter().any(|&(_, at, arrow)| at == to && arrow != Arrow::Objection);
    for (at, &(from, to, arrow)) in drawing.arrows.iter().enumerate() {
        let joint = matches!(drawing.shapes[to], Shape::Joint(_));
        // An objection ends beside what is said for a claim, so that its bar is seen.
        let aside = if arrow == Arrow::Objection && supported(to) { sizes[to].0 * 0.3 } else { 0.0 };
        line(&mut out, (&layout, turn), (at, from, to), &sizes, (arrow, joint, aside));
    }
    for (at, shape) in drawing.shapes.iter().enumerate() {
        draw(case, &mut out, *shape, turn.at(layout.middle[at]), (&labels[at], look));
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// How many boxes stand side by side, so that the whole has the proportions of a page.
fn side_by_side(boxes: usize, sideways: bool) -> usize {
    let share = if sideways { 1.9 } else { 0.4 };
    let fits = (boxes as f64 * share).sqrt().round() as usize;
    fits.max(if sideways { 2 * FEW } else { FEW })
}

/// The entries nearest to the theses, and how many are left out.
fn nearest(case: &Case<'_>, entries: &[usize]) -> (Vec<usize>, usize) {
    if entries.len() <= MOST {
        return (entries.to_vec(), 0);
    }
    let graph = &case.argued().graph;
    let wanted: std::collections::HashSet<usize> = entries.iter().copied().collect();
    let mut seen = vec![false; graph.nodes];
    let mut found = Vec::new();
    let starts =
        case.theses().into_iter().filter(|thesis| wanted.contains(thesis)).chain(entries.iter().copied());
    for start in starts {
        let mut todo = VecDeque::from([start]);
        while let Some(node) = todo.pop_front() {
            if found.len() >= MOST || std::mem::replace(&mut seen[node], true) {
                continue;
            }
            if node < graph.entries && wanted.contains(&node) {
                found.push(node);
            }
            todo.extend(
                graph
                    .reasons
                    .of(node)
                    .iter()
                    .flat_map(|&r| graph.members.of(r as usize))
                    .map(|&m| m as usize),
            );
            todo.extend(graph.objections.of(node).iter().map(|&objection| objection as usize));
        }
    }
    found.sort_unstable();
    let left = entries.len() - found.len();
    (found, left)
}

fn label(case: &Case<'_>, shape: Shape, shown: &[usize]) -> Label {
    let plain = |lines, size| Label { lines, sources: Vec::new(), size };
    let entry = match shape {
        Shape::Joint(_) => return plain(Vec::new(), (10.0, 10.0)),
        Shape::Step(_) => return plain(vec![("step".to_owned(), "note")], (56.0, 34.0)),
        Shape::Entry(entry) => entry,
    };
    let mut lines: Vec<(String, &'static str)> = Vec::new();
    let mut name = wrapped(&clipped(case.name(entry), 2 * CELLS), CELLS);
    name.truncate(3);
    lines.extend(name.into_iter().map(|line| (line, "name")));
    let thesis = if case.theses().contains(&entry) { "thesis" } else { case.entry_kind(entry) };
    let status = case.argued().status(entry);
    lines.push((format!("{} {} · {thesis}", sign(status), status.name()), "note"));
    let said = wrapped(&clipped(case.statement(entry), 2_000), CELLS);
    let more = said.len() > LINES;
    for (at, mut line) in said.into_iter().take(LINES).enumerate() {
        if more && at + 1 == LINES {
            while clean::width(&line) >= CELLS {
                line.pop();
            }
            line.push('…');
        }
        lines.push((line, SAID));
    }
    let below = undrawn(case, entry, shown);
    if below > 0 {
        lines.push((format!("… {below} more below, not drawn"), "note"));
    }
    let sources = sources(case, entry);
    let rule = if sources.is_empty() { 0.0 } else { 7.0 };
    let tall = (lines.len() + sources.len()) as f64 * LINE + 14.0 + rule;
    Label { lines, sources, size: (WIDE, tall) }
}

/// What is said for or against an entry and is not drawn.
fn undrawn(case: &Case<'_>, entry: usize, shown: &[usize]) -> usize {
    let graph = &case.argued().graph;
    let members = graph.reasons.of(entry).iter().flat_map(|&reason| graph.members.of(reason as usize));
    let mut below: Vec<usize> =
        members.chain(graph.objections.of(entry)).map(|&node| node as usize).collect();
    below.retain(|node| *node < graph.entries && shown.binary_search(node).is_err());
    below.sort_unstable();
    below.dedup();
    below.len()
}

/// The sources that an entry cites, a line each: name, note, rating; a weak one with a sign.
fn sources(case: &Case<'_>, entry: usize) -> Vec<(String, &'static str)> {
    let cited = case.cited_as(entry);
    let mut lines: Vec<(String, &'static str)> = cited
        .iter()
        .take(if cited.len() > SOURCES { SOURCES - 1 } else { SOURCES })
        .map(|source| {
            let mut words = source.name.clone();
            if !source.rating.is_empty() {
                let _ = write!(words, ", {}", source.rating);
            }
            let (sign, class) = if source.weak { ("! ", "src weak") } else { ("", "src") };
            (clipped(&format!("{sign}{words}"), CELLS + 2), class)
        })
        .collect();
    if cited.len() > SOURCES {
        lines.push((format!("and {} more sources", cited.len() - lines.len()), "src"));
    }
    lines
}

fn sign(status: Status) -> &'static str {
    match status {
        Status::Stands => "✓",
        Status::Defeated => "✗",
        Status::Unsupported => "○",
        Status::Contested => "?",
    }
}

fn head(case: &Case<'_>, out: &mut String, (width, height): (f64, f64), shown: &[usize], left: usize) {
    let theses: Vec<&str> = case.theses().into_iter().map(|thesis| case.name(thesis)).collect();
    let title = if theses.is_empty() {
        "Argument map".to_owned()
    } else {
        format!("Argument map: {}", theses.join(", "))
    };
    let counts: Vec<String> = Status::ALL
        .iter()
        .map(|&status| {
            let count = shown.iter().filter(|&&entry| case.argued().status(entry) == status).count();
            (count, status)
        })
        .filter(|(count, _)| *count > 0)
        .map(|(count, status)| {
            format!(
                "{count} {}",
                if status == Status::Stands && count != 1 { "stand" } else { status.name() }
            )
        })
        .collect();
    let mut about = format!(
        "{} entries: {}. Arrows lead from what is said for or against to what it is said of.",
        shown.len(),
        counts.join(", ")
    );
    if left > 0 {
        let _ = write!(about, " {left} entries farther from the thesis are not drawn.");
    }
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"argument-map\" role=\"img\" aria-labelledby=\"map-title map-about\" width=\"{width:.0}\" \
         height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\">\n<title id=\"map-title\">{}</title>\n<desc id=\"map-about\">{}</desc>",
        xml(&title),
        xml(&about)
    );
    out.push_str(STYLE);
    let _ =
        writeln!(out, "<rect class=\"paper\" width=\"{width:.0}\" height=\"{height:.0}\" fill=\"#fff\"/>");
    let _ = writeln!(
        out,
        "<text class=\"head\" x=\"{EDGE}\" y=\"{}\">{}</text>",
        EDGE + 8.0,
        xml(&clipped(&title, 80))
    );
    legend(out);
    if left > 0 {
        let _ = writeln!(
            out,
            "<text class=\"note\" x=\"{EDGE}\" y=\"{}\">{left} entries farther from the thesis are not drawn</text>",
            LEGEND + 12.0
        );
    }
}

/// Colours stand at each shape as well, for programs that read no style; here they are given for the dark.
const STYLE: &str = "<style>.argument-map text{font:12px Helvetica,Arial,sans-serif;fill:#111}.argument-map .name{font-weight:bold}\
.argument-map .note,.argument-map .src{font-size:11px;fill:#333}.argument-map .weak{fill:#a3281c;font-weight:bold}\
.argument-map .link{fill:none;stroke:#444;stroke-width:1.4}.argument-map .against{stroke:#a3281c;stroke-dasharray:6 4}.argument-map .ring{stroke-dasharray:2 3}\
.argument-map .head{font-size:16px;font-weight:bold}.argument-map a:focus-visible path,.argument-map a:hover path{stroke-width:3}\
@media screen and (prefers-color-scheme:dark){.argument-map .paper{fill:#171512}.argument-map text{fill:#e8e2d7}.argument-map .note,.argument-map .src{fill:#c4bcae}\
.argument-map .link{stroke:#aca392}.argument-map .grey{fill:#aca392}.argument-map .rule{stroke:#6b6356}.argument-map .against{stroke:#ff9d92}.argument-map .bar{stroke:#ff9d92}.argument-map .weak{fill:#ff9d92}\
.argument-map .o-stands{fill:#18301f;stroke:#93cba5}.argument-map .o-defeated{fill:#3a201d;stroke:#ff9d92}\
.argument-map .o-unsupported{fill:#352a14;stroke:#e9bb62}.argument-map .o-contested{fill:#2a2140;stroke:#c3aef0}}</style>\n<defs>\n\
<marker id=\"for\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path class=\"grey\" d=\"M0 0L10 5L0 10z\" fill=\"#444\"/></marker>\n\
<marker id=\"against\" viewBox=\"0 0 10 10\" refX=\"8\" refY=\"5\" markerWidth=\"9\" markerHeight=\"9\" orient=\"auto\"><path class=\"bar\" d=\"M8 0V10\" stroke=\"#a3281c\" stroke-width=\"3\"/></marker>\n\
</defs>\n";

fn legend(out: &mut String) {
    out.push_str("<g class=\"legend\">\n");
    let y = EDGE + 34.0;
    for (at, status) in Status::ALL.into_iter().enumerate() {
        let x = EDGE + 62.0 + at as f64 * 158.0 - 50.0;
        outline(out, status, (x + 15.0, y), (30.0, 20.0));
        let _ = writeln!(
            out,
            "<text class=\"note\" x=\"{}\" y=\"{}\">{} {}</text>",
            x + 38.0,
            y + 4.0,
            sign(status),
            status.name()
        );
    }
    let y = y + 28.0;
    let rows = [
        ("link", "for", "rests on it"),
        ("link against", "against", "objection"),
        ("link ring", "for", "goes in a circle"),
    ];
    for (at, (class, end, words)) in rows.into_iter().enumerate() {
        let x = EDGE + 12.0 + at as f64 * 158.0;
        let _ = writeln!(out, "<path class=\"{class}\" marker-end=\"url(#{end})\" d=\"M{x} {y}h30\"/>");
        let _ = writeln!(out, "<text class=\"note\" x=\"{}\" y=\"{}\">{words}</text>", x + 38.0, y + 4.0);
    }
    let x = EDGE + 12.0 + 3.0 * 158.0;
    let _ = writeln!(out, "<circle cx=\"{}\" cy=\"{y}\" r=\"5\" class=\"grey\" fill=\"#444\"/>", x + 15.0);
    let _ = writeln!(
        out,
        "<text class=\"note\" x=\"{}\" y=\"{}\">needed together</text>\n</g>",
        x + 38.0,
        y + 4.0
    );
}

/// The outline of a status: plain, cut corners, rounded and dashed, pointed sides.
fn outline(out: &mut String, status: Status, (x, y): (f64, f64), (wide, tall): (f64, f64)) {
    let (fill, stroke) = colours(status);
    let (l, t, r, b) = (x - wide / 2.0, y - tall / 2.0, x + wide / 2.0, y + tall / 2.0);
    let c = (tall / 2.0).min(10.0).min(wide / 4.0);
    let class = status.name();
    let paint = format!("class=\"o-{class}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"1.6\"");
    let [l, t, r, b, y] = [l, t, r, b, y].map(Px);
    let cut = [l.0 + c, r.0 - c, t.0 + c, b.0 - c].map(Px);
    let [from, to, above, below] = cut;
    let _ = match status {
        Status::Stands => writeln!(out, "<path {paint} d=\"M{l} {t}H{r}V{b}H{l}z\"/>"),
        Status::Defeated => writeln!(
            out,
            "<path {paint} d=\"M{from} {t}H{to}L{r} {above}V{below}L{to} {b}H{from}L{l} {below}V{above}z\"/>"
        ),
        Status::Unsupported => writeln!(
            out,
            "<rect {paint} stroke-dasharray=\"5 3\" x=\"{l}\" y=\"{t}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>",
            Px(wide),
            Px(tall),
            Px(c)
        ),
        Status::Contested => {
            writeln!(out, "<path {paint} d=\"M{l} {y}L{from} {t}H{to}L{r} {y}L{to} {b}H{from}z\"/>")
        }
    };
}

fn draw(case: &Case<'_>, out: &mut String, shape: Shape, (x, y): (f64, f64), (label, look): (&Label, &Look)) {
    let (wide, tall) = label.size;
    let (left, top) = (x - wide / 2.0, y - tall / 2.0);
    let node = match shape {
        Shape::Joint(_) => {
            let _ = writeln!(
                out,
                "<circle class=\"joint grey\" cx=\"{}\" cy=\"{}\" r=\"5\" fill=\"#444\"><title>needed together</title></circle>",
                Px(x),
                Px(y)
            );
            return;
        }
        Shape::Step(node) => node,
        Shape::Entry(entry) => entry,
    };
    let status = case.argued().status(node);
    let (id, title) = titled(case, shape, node, (label, look));
    let _ = write!(
        out,
        "<g class=\"entry {}\" data-name=\"{}\" transform=\"translate({} {})\"",
        status.name(),
        xml(&id),
        Px(x),
        Px(top)
    );
    if !matches!(look.links, Links::Page) {
        let _ = write!(out, " data-box=\"{left:.1} {top:.1} {wide:.1} {tall:.1}\"");
    }
    let _ = writeln!(out, "><title>{}</title>", xml(&title));
    let link = address(case, node, shape, &look.links);
    if let Some(link) = &link {
        let _ = writeln!(out, "<a href=\"{}\">", xml(link));
    }
    outline(out, status, (0.0, tall / 2.0), label.size);
    let mut foot = 3.0;
    for (words, class) in &label.lines {
        foot += LINE;
        put(out, words, class, foot);
    }
    if !label.sources.is_empty() {
        let y = 10.0 + label.lines.len() as f64 * LINE;
        let half = wide / 2.0 - 12.0;
        let _ = writeln!(
            out,
            "<path class=\"rule\" stroke=\"#999\" d=\"M{} {}h{}\"/>",
            Px(-half),
            Px(y),
            Px(half * 2.0)
        );
        foot = y - 3.0;
        for (words, class) in &label.sources {
            foot += LINE;
            put(out, words, class, foot);
        }
    }
    if link.is_some() {
        out.push_str("</a>\n");
    }
    out.push_str("</g>\n");
}

/// A line of a box, whose middle is at zero.
fn put(out: &mut String, words: &str, class: &str, y: f64) {
    let class = if class == SAID { String::new() } else { format!(" class=\"{class}\"") };
    let _ = writeln!(out, "<text{class} y=\"{}\">{}</text>", Px(y), xml(words));
}

/// What a box is called, and its title: the whole statement, how it fares and why, and where it stands. Within a page the
/// claim is further down with all this: what the box tells itself is not told again.
fn titled(case: &Case<'_>, shape: Shape, node: usize, (label, look): (&Label, &Look)) -> (String, String) {
    let status = case.argued().status(node);
    let why = case.why_words(node);
    let fares = format!("{}{}{why}", status.name(), if why.is_empty() { "" } else { "; " });
    let (id, told) = match shape {
        Shape::Entry(entry) => (case.name(entry).to_owned(), clean::line(case.statement(entry), true)),
        _ => (format!("step-{node}"), case.node_name(node).replace('`', "")),
    };
    let whole = label.lines.iter().all(|(line, _)| !line.ends_with('…'));
    let title = match (&look.links, whole) {
        (Links::Page, true) => fares,
        (Links::Page, false) => format!("{told} ({fares})"),
        _ => format!("{id}: {told} ({fares}) {}", whereabouts(case, case.node_place(node))),
    };
    (id, title)
}

/// Where a box leads.
fn address(case: &Case<'_>, node: usize, shape: Shape, links: &Links) -> Option<String> {
    let Shape::Entry(entry) = shape else { return None };
    match links {
        Links::None => None,
        Links::Page => Some(format!("#c-{}", case.name(entry))),
        Links::To(base) => {
            let place = case.node_place(node);
            let text = case.texts.get(place.file);
            Some(format!("{}/{}#L{}", base.trim_end_matches('/'), text.name, text.line(place.span.start)))
        }
    }
}

/// An arrow from the top of one box to the foot of another, by its way-points.
fn line(
    out: &mut String,
    (layout, turn): (&Layout, Turn),
    (at, from, to): (usize, usize, usize),
    sizes: &[(f64, f64)],
    (arrow, joint, aside): (Arrow, bool, f64),
) {
    let ((x, y), (end_x, end_y)) = (layout.middle[from], layout.middle[to]);
    let end_x = end_x + aside;
    let (half, end_half) = (sizes[from].1 / 2.0, sizes[to].1 / 2.0);
    let (class, end) = match arrow {
        Arrow::Support => ("link", "for"),
        Arrow::Ring => ("link ring", "for"),
        Arrow::Objection => ("link against", "against"),
    };
    let p = |x: f64, y: f64| turn.point(x, y);
    let mut d = String::new();
    if from == to {
        let (x, y) = turn.at((x, y));
        let side = x + turn.at(sizes[from]).0 / 2.0;
        let _ = write!(d, "M{} {}c16 -4 16 12 0 8", Px(side), Px(y - 4.0));
    } else if y > end_y {
        // Straight through the layers, bent between them: so no line runs behind a box.
        let (mut px, mut py) = (x, layout.row[from].0);
        let _ = write!(d, "M{}L{}", p(x, y - half), p(x, py));
        // The last stretch is straight, so that the arrow's head is.
        let last = (end_x, end_y + end_half, layout.row[to].1 + 12.0);
        for &(next_x, top, foot) in layout.ways[at].iter().chain(std::iter::once(&last)) {
            let middle = (py + foot) / 2.0;
            let _ =
                write!(d, "C{} {} {}L{}", p(px, middle), p(next_x, middle), p(next_x, foot), p(next_x, top));
            (px, py) = (next_x, top);
        }
    } else {
        // Against the order of the layers: out of the foot and round to the top.
        let (start, stop) = (y + half, end_y - end_half);
        let _ =
            write!(d, "M{}C{} {} {}", p(x, start), p(x, start + 40.0), p(end_x, stop - 40.0), p(end_x, stop));
    }
    let marker = if joint { String::new() } else { format!(" marker-end=\"url(#{end})\"") };
    let _ = writeln!(out, "<path class=\"{class}\"{marker} d=\"{d}\"/>");
}

/// A text inside XML.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if clean::is_unsafe(c) || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

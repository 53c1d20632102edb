//! Comments put into a Word file: marks among the runs of the main part, and the comments themselves in their own part.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::super::edit::{Edits, Root, bare, escaped, is_utf_8, name_in, origin, tightened};
use super::super::{Comment, Copied};
use super::parts::{Part, Parts};
use super::read::{Entry, Row, entries, rows};
use super::runs::{Cut, Parted, Sign, parted};
use crate::draft::office::Fault;
use crate::text::Text;

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// What goes into a file, and what of ours goes out of it.
pub struct Wanted<'a> {
    /// The file as text.
    pub text: &'a Text,
    /// Comments to put in.
    pub add: &'a [Comment],
    /// Numbers of comments to take out.
    pub remove: &'a HashSet<String>,
}

/// A comment that has found its place.
struct Set<'a> {
    comment: &'a Comment,
    id: u64,
    from: Cut,
    to: Cut,
}

/// The parts that change, by name. Counts of what was put in go into `copied`.
///
/// # Errors
/// A part is damaged, or not in UTF-8.
pub fn changed(
    parts: &Parts,
    wanted: &Wanted<'_>,
    copied: &mut Copied,
) -> Result<BTreeMap<String, String>, Fault> {
    let source = bare(&parts.main.text);
    let taken_apart = parted(&parts.main.name, source)?;
    let there = match &parts.comments {
        Some(part) => entries(&part.name, &part.text)?,
        None => Vec::new(),
    };
    let mut id = next_id(&taken_apart, &there);
    let mut set = Vec::new();
    for comment in wanted.add {
        let Some((from, to)) = cuts(wanted.text, &parts.main, &taken_apart, comment) else {
            copied.unplaced.extend(comment.tokens().map(str::to_owned));
            continue;
        };
        set.push(Set { comment, id, from, to });
        id += 1;
    }
    let mut out = BTreeMap::new();
    let mut edits = Edits::default();
    remove_marks(&taken_apart, wanted.remove, &mut edits);
    let ns = namespace(source);
    put_marks(source, &taken_apart, &set, own_ns(Root::of(&parts.main.name, source)?.tag(), ns), &mut edits);
    keep(&mut out, &parts.main, &edits)?;
    let rows = Tables::of(parts)?;
    let names = rows.names(parts, &set);
    match &parts.comments {
        Some(part) => comments_part(part, &there, &set, &names, wanted.remove, ns, &mut out)?,
        None if set.is_empty() => {}
        None => new_part(parts, &set, ns, &mut out)?,
    }
    rows.changed(parts, &there, wanted.remove, &names, &mut out)?;
    Ok(out)
}

/// Where a comment begins and ends; `None` where none can stand.
fn cuts(text: &Text, main: &Part, parted: &Parted, comment: &Comment) -> Option<(Cut, Cut)> {
    let span = tightened(text, comment.span);
    let (first, last) = origin(text, &main.name, bare(&main.text), span)?;
    Some((parted.before(first)?, parted.after(last)?)).filter(|(from, to)| from.at < to.at)
}

/// The bytes round which each comment goes; `None` where none can stand.
///
/// # Errors
/// The main part is damaged.
pub fn ranges(main: &Part, text: &Text, comments: &[Comment]) -> Result<Vec<Option<(usize, usize)>>, Fault> {
    let parted = parted(&main.name, bare(&main.text))?;
    let range = |comment| cuts(text, main, &parted, comment).map(|(from, to)| (from.at, to.at));
    Ok(comments.iter().map(range).collect())
}

/// Keeps a part with its edits, if there are any.
fn keep(out: &mut BTreeMap<String, String>, part: &Part, edits: &Edits) -> Result<(), Fault> {
    if edits.is_empty() {
        return Ok(());
    }
    let source = bare(&part.text);
    if !is_utf_8(source) {
        return Err(Fault::new(format!(
            "its part {} is not in UTF-8, so it can take no comments; save the file again in Word",
            part.name
        )));
    }
    let mark = &part.text[..part.text.len() - source.len()];
    out.insert(part.name.clone(), format!("{mark}{}", edits.made(source)));
    Ok(())
}

/// The namespace that the main part uses.
fn namespace(source: &str) -> &'static str {
    let head = source.get(..source.len().min(16_384)).unwrap_or(source);
    if head.contains(STRICT) { STRICT } else { TRANSITIONAL }
}

/// The declaration that our elements need where the root does not make it.
fn own_ns(tag: &str, ns: &str) -> String {
    if tag.contains(&format!("xmlns:w=\"{ns}\"")) || tag.contains(&format!("xmlns:w='{ns}'")) {
        return String::new();
    }
    format!(" xmlns:w=\"{ns}\"")
}

/// The first number that no comment and no mark of one has.
fn next_id(parted: &Parted, there: &[Entry]) -> u64 {
    let marks = parted.marks.iter().map(|mark| mark.id.as_str());
    let ids = marks.chain(there.iter().map(|entry| entry.id.as_str()));
    ids.filter_map(|id| id.trim().parse::<u32>().ok()).max().map_or(0, |last| u64::from(last) + 1)
}

/// Takes out what comments left in the text: a run that holds a reference alone goes whole.
fn remove_marks(parted: &Parted, remove: &HashSet<String>, edits: &mut Edits) {
    for mark in parted.marks.iter().filter(|mark| remove.contains(&mark.id)) {
        let alone = mark.unit.and_then(|unit| parted.units.get(unit)).filter(|unit| {
            mark.sign == Sign::Reference && unit.run.as_ref().is_some_and(|run| run.children.len() == 1)
        });
        let bytes = alone.map_or((mark.start, mark.end), |unit| (unit.start, unit.end));
        edits.replace(bytes, "");
    }
}

/// Puts the marks of comments in, and parts the runs in which they begin or end.
fn put_marks(source: &str, parted: &Parted, set: &[Set<'_>], ns: String, edits: &mut Edits) {
    let mut at: BTreeMap<Cut, (String, String)> = BTreeMap::new();
    for one in set {
        let id = one.id;
        at.entry(one.from).or_default().1.push_str(&format!("<w:commentRangeStart{ns} w:id=\"{id}\"/>"));
        at.entry(one.to).or_default().0.push_str(&format!(
            "<w:commentRangeEnd{ns} w:id=\"{id}\"/><w:r{ns}><w:commentReference w:id=\"{id}\"/></w:r>"
        ));
    }
    let mut spaced = BTreeSet::new();
    for (cut, (ends, starts)) in at {
        let marks = format!("{ends}{starts}");
        let unit = cut.part.and_then(|unit| parted.units.get(unit));
        let Some(run) = unit.and_then(|unit| unit.run.as_ref()) else {
            edits.insert(cut.at, &marks);
            continue;
        };
        let tag = &source[run.tag.range()];
        let props = run.props.map_or("", |props| &source[props.range()]);
        let (close, open) = (format!("</{}>", name_in(tag)), format!("{tag}{props}"));
        let text = cut.child.and_then(|child| run.children.get(child)).and_then(|child| child.text);
        let Some((text_tag, _)) = text else {
            edits.insert(cut.at, &format!("{close}{marks}{open}"));
            continue;
        };
        let written = &source[text_tag.range()];
        let name = name_in(written);
        // The halves may begin or end with a space, which counts only where the text says so.
        if !written.contains("xml:space") && spaced.insert(text_tag.start) {
            edits.insert(text_tag.end as usize - 1, " xml:space=\"preserve\"");
        }
        edits.insert(cut.at, &format!("</{name}>{close}{marks}{open}<{name} xml:space=\"preserve\">"));
    }
}

/// A comment as its part holds it.
fn element(one: &Set<'_>, ns: &str, name: Option<&(String, String)>) -> String {
    let mut out = format!(
        "<w:comment{ns} w:id=\"{}\" w:author=\"{}\" w:initials=\"cl\">",
        one.id,
        escaped(&one.comment.author())
    );
    let lines = one.comment.lines();
    for (nth, line) in lines.iter().enumerate() {
        // The name of its last paragraph is that of the comment.
        let name = name.filter(|_| nth + 1 == lines.len());
        let name =
            name.map(|(para, _)| format!(" xmlns:w14=\"{W14}\" w14:paraId=\"{para}\"")).unwrap_or_default();
        out.push_str(&format!("<w:p{name}>"));
        if nth == 0 {
            out.push_str("<w:r><w:annotationRef/></w:r>");
        }
        out.push_str(&format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(line)));
    }
    out.push_str("</w:comment>");
    out
}

/// The comments' part, with ours put in and those that are cured taken out.
fn comments_part(
    part: &Part,
    there: &[Entry],
    set: &[Set<'_>],
    names: &[(String, String)],
    remove: &HashSet<String>,
    ns: &str,
    out: &mut BTreeMap<String, String>,
) -> Result<(), Fault> {
    let root = Root::of(&part.name, &part.text)?;
    let ns = own_ns(root.tag(), ns);
    let mut edits = Edits::default();
    for entry in there.iter().filter(|entry| remove.contains(&entry.id)) {
        edits.replace((entry.start, entry.end), "");
    }
    let elements: String =
        set.iter().enumerate().map(|(nth, one)| element(one, &ns, names.get(nth))).collect();
    if !elements.is_empty() {
        root.append(&elements, &mut edits);
    }
    keep(out, part, &edits)
}

/// A part for comments, where there was none: with its relationship and its content type.
fn new_part(
    parts: &Parts,
    set: &[Set<'_>],
    ns: &str,
    out: &mut BTreeMap<String, String>,
) -> Result<(), Fault> {
    let folder = parts.main.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let taken = |name: &str| parts.types.text.contains(&format!("/{folder}{name}\""));
    let name = (0..)
        .map(|nth| if nth == 0 { "comments.xml".to_owned() } else { format!("comments{nth}.xml") })
        .find(|name| !taken(name) && !parts.names.contains(&format!("{folder}{name}").to_ascii_lowercase()))
        .unwrap_or_default();
    let elements: String = set.iter().map(|one| element(one, "", None)).collect();
    out.insert(
        format!("{folder}{name}"),
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{ns}\">{elements}</w:comments>"
        ),
    );
    let rels = if ns == STRICT {
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    } else {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    };
    let id =
        (1..).map(|nth| format!("rIdClaimlint{nth}")).find(|id| !parts.relations.has(id)).unwrap_or_default();
    let relation = |prefix: &str| {
        format!("<{prefix}Relationship Id=\"{id}\" Type=\"{rels}/comments\" Target=\"{name}\"/>")
    };
    if parts.rels.text.is_empty() {
        let inner = relation("");
        out.insert(
            parts.rels.name.clone(),
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
                 xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
            ),
        );
    } else {
        append(&parts.rels, relation, out)?;
    }
    append(
        &parts.types,
        |prefix| format!("<{prefix}Override PartName=\"/{folder}{name}\" ContentType=\"{COMMENTS_TYPE}\"/>"),
        out,
    )
}

/// Puts an element in at the end of a part's root; `element` is told the root's prefix.
fn append(
    part: &Part,
    element: impl Fn(&str) -> String,
    out: &mut BTreeMap<String, String>,
) -> Result<(), Fault> {
    let root = Root::of(&part.name, &part.text)?;
    let mut edits = Edits::default();
    root.append(&element(root.prefix()), &mut edits);
    keep(out, part, &edits)
}

/// The rows of the tables beside the comments, where a file has these tables.
#[derive(Default)]
struct Tables {
    extended: Vec<Row>,
    ids: Vec<Row>,
    extensible: Vec<Row>,
}

impl Tables {
    fn of(parts: &Parts) -> Result<Self, Fault> {
        let rows = |part: &Option<Part>| match part {
            Some(part) => rows(&part.name, &part.text),
            None => Ok(Vec::new()),
        };
        Ok(Self {
            extended: rows(&parts.extended)?,
            ids: rows(&parts.ids)?,
            extensible: rows(&parts.extensible)?,
        })
    }

    /// What new comments are called in the table of lasting numbers, where there is one: Word takes it for the list of
    /// all comments. Each: the name of the paragraph, and the lasting number.
    fn names(&self, parts: &Parts, set: &[Set<'_>]) -> Vec<(String, String)> {
        if parts.ids.is_none() {
            return Vec::new();
        }
        let texts = [Some(&parts.main), parts.comments.as_ref(), parts.ids.as_ref(), parts.extended.as_ref()];
        let taken =
            |name: &str| texts.iter().flatten().any(|part| part.text.contains(&format!("\"{name}\"")));
        let mut used = HashSet::new();
        let mut free = |seed: u32| {
            // Names are below 0x80000000, and none is zero.
            let mut name = seed & 0x7fff_ffff;
            loop {
                let shown = format!("{:08X}", name.max(1));
                if !taken(&shown) && used.insert(shown.clone()) {
                    return shown;
                }
                name = name.wrapping_add(1) & 0x7fff_ffff;
            }
        };
        set.iter()
            .map(|one| {
                let token = one.comment.tokens().next().and_then(|token| token.get(..16));
                let hash = u64::from_str_radix(token.unwrap_or("1"), 16).unwrap_or(1);
                (free((hash >> 32) as u32), free(hash as u32))
            })
            .collect()
    }

    /// The tables with the rows of cured comments taken out, and rows for new ones put in.
    fn changed(
        &self,
        parts: &Parts,
        there: &[Entry],
        remove: &HashSet<String>,
        names: &[(String, String)],
        out: &mut BTreeMap<String, String>,
    ) -> Result<(), Fault> {
        let gone: HashSet<String> = there
            .iter()
            .filter(|entry| remove.contains(&entry.id))
            .flat_map(|entry| &entry.paras)
            .filter(|para| !para.is_empty())
            .map(|para| para.to_ascii_uppercase())
            .collect();
        let is_gone = |row: &&Row| gone.contains(&row.para.to_ascii_uppercase());
        let durable: HashSet<&str> =
            self.ids.iter().filter(is_gone).map(|row| row.durable.as_str()).collect();
        let one = |part: &Option<Part>, go: Vec<&Row>, row: &dyn Fn(&str) -> String| {
            let Some(part) = part else { return Ok(None) };
            let root = Root::of(&part.name, &part.text)?;
            let mut edits = Edits::default();
            go.iter().for_each(|row| edits.replace((row.start, row.end), ""));
            let rows = row(root.prefix());
            if !rows.is_empty() {
                root.append(&rows, &mut edits);
            }
            Ok::<_, Fault>(Some((part.clone(), edits)))
        };
        let ids = |p: &str| -> String {
            let row = |(para, number): &(String, String)| {
                format!("<{p}commentId {p}paraId=\"{para}\" {p}durableId=\"{number}\"/>")
            };
            names.iter().map(row).collect()
        };
        let more = |p: &str| -> String {
            names
                .iter()
                .map(|(_, number)| format!("<{p}commentExtensible {p}durableId=\"{number}\"/>"))
                .collect()
        };
        let durable_gone = |row: &&Row| durable.contains(row.durable.as_str());
        let changed = [
            one(&parts.extended, self.extended.iter().filter(is_gone).collect(), &|_| String::new())?,
            one(&parts.ids, self.ids.iter().filter(is_gone).collect(), &ids)?,
            one(&parts.extensible, self.extensible.iter().filter(durable_gone).collect(), &more)?,
        ];
        for (part, edits) in changed.into_iter().flatten() {
            keep(out, &part, &edits)?;
        }
        Ok(())
    }
}

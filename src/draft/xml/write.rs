//! A file of XML as a page of HTML: blocks, titles, links, notes behind the paragraph in which they
//! stand. Each note and entry is an element of its own that markers point to.

use super::cited;
use super::number::{Target, Targets, is_short_number, stands_in_line};
use super::roles::{Role, Vocabulary};
use crate::draft::office::tree::Tree;
use crate::draft::transcript::{Transcript, escaped};
use crate::span::Span;

/// A page, and what must be known of it when it was read.
pub(super) struct Page {
    pub made: Transcript,
    /// From this byte on markers stand that nobody wrote: each note and entry to which nothing points
    /// is pointed to there, so that it is known for one.
    pub unwritten: u32,
    /// What notes and entries are called.
    pub targets: Targets,
}

/// Puts a file as a page.
pub(super) fn page(tree: &Tree<'_>, words: &Vocabulary) -> Page {
    let targets = Targets::of(tree, words);
    let mut writer = Writer {
        tree,
        words,
        targets: &targets,
        made: Transcript::default(),
        open: Vec::new(),
        later: Vec::new(),
        depth: 0,
        held: 0,
        titled: false,
        entry: false,
    };
    let language = tree.children(0).find_map(|root| tree.attr(root, "lang")).unwrap_or("");
    writer.made.put("<!DOCTYPE html><html", 0, Span::at(0));
    writer.made.attribute("lang", language, 0, Span::at(0));
    writer.made.put("><body><article>", 0, Span::at(0));
    writer.walk(1, tree.len());
    writer.flush();
    let end = Span::at(tree.source.len());
    let unwritten = Span::at(writer.made.page.len()).start;
    writer.made.put("<p>", 0, end);
    for target in &targets.idle {
        let (Target::Note(at) | Target::Entry(at)) = *target;
        writer.anchor(*target, targets.label(at).unwrap_or("").to_owned().as_str(), end);
    }
    writer.made.put("</p></article></body></html>", 0, end);
    Page { made: writer.made, unwritten, targets }
}

/// What a pointer asks for by its own word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Note,
    Entry,
}

/// What a pointer asks for, whether it is there or not; `None` if it may lead to anything.
fn asks(tree: &Tree<'_>, at: u32) -> Option<Asked> {
    match (tree.node(at).name, tree.attr(at, "ref-type")) {
        ("footnoteref", _) | ("xref", Some("fn" | "table-fn")) => Some(Asked::Note),
        ("biblioref", _) | ("xref", Some("bibr")) => Some(Asked::Entry),
        _ => None,
    }
}

/// An element that is open: where it ends, its end tags, and what was in force outside of it.
struct Open {
    at: u32,
    ends: String,
    depth: u8,
    held: u32,
    entry: bool,
    /// Pointers that follow its words.
    pointers: Vec<Target>,
}

struct Writer<'a, 't> {
    tree: &'a Tree<'t>,
    words: &'a Vocabulary,
    targets: &'a Targets,
    made: Transcript,
    open: Vec<Open>,
    /// Notes that stand in the paragraph which is open.
    later: Vec<u32>,
    /// How many parts are open.
    depth: u8,
    /// How many blocks are open in which no note can be written.
    held: u32,
    /// The title of the whole was seen.
    titled: bool,
    /// An entry is open.
    entry: bool,
}

impl Writer<'_, '_> {
    fn walk(&mut self, from: u32, to: u32) {
        let base = self.open.len();
        let mut at = from;
        loop {
            while self.open.len() > base
                && self.open.last().is_some_and(|open| self.tree.node(open.at).after <= at)
            {
                self.leave();
            }
            if at >= to {
                break;
            }
            at = self.enter(at);
        }
    }

    /// Enters a node; says which comes next.
    fn enter(&mut self, at: u32) -> u32 {
        let tree = self.tree;
        let node = tree.node(at);
        if node.name.is_empty() {
            match node.plain {
                true => {
                    let raw = tree.source.get(node.open.range()).unwrap_or("");
                    let words = raw.trim_start_matches("<![CDATA[").trim_end_matches("]]>");
                    self.made.put(&escaped(words), 0, node.open);
                }
                false => self.made.copy(0, tree.source, node.open),
            }
            return node.after;
        }
        let about = self.words.about.contains(&tree.node(node.parent).name);
        let role = self.words.role(node.name);
        if role == Role::Skip || about && !self.words.shown.contains(&node.name) {
            return node.after;
        }
        match role {
            Role::Skip | Role::Through => self.begin(at, "", ""),
            Role::As("pre") if self.entry => self.begin(at, "", ""),
            Role::As(tag) => {
                self.begin(at, &format!("<{tag}>"), &format!("</{tag}>"));
                self.held += u32::from(tag != "div");
            }
            Role::Line("br") => self.made.put("<br>", 0, node.open),
            Role::Line(tag) => self.begin(at, &format!("<{tag}>"), &format!("</{tag}>")),
            Role::Section => {
                self.begin(at, "<section>", "</section>");
                self.depth = self.depth.saturating_add(1);
            }
            Role::Title => self.title(at),
            Role::Label => return self.label(at),
            Role::Byline => return self.byline(at),
            Role::Note => return self.note(at),
            Role::Pointer => self.pointer(at),
            Role::Link => self.link(at),
            Role::Entry => {
                self.begin(at, &format!("<li id=\"{}\">", Self::name(Target::Entry(at))), "</li>");
                (self.held, self.entry) = (self.held + 1, true);
                if self
                    .words
                    .roles
                    .iter()
                    .any(|(role, names)| *role == Role::Fields && names.contains(&node.name))
                {
                    cited::write(tree, &mut self.made, at);
                    return node.after;
                }
            }
            Role::Fields => {
                cited::write(tree, &mut self.made, at);
                return node.after;
            }
        }
        at + 1
    }

    fn begin(&mut self, at: u32, start: &str, end: &str) {
        self.made.put(start, 0, self.tree.node(at).open);
        self.open.push(Open {
            at,
            ends: end.to_owned(),
            depth: self.depth,
            held: self.held,
            entry: self.entry,
            pointers: Vec::new(),
        });
    }

    fn leave(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let close = self.tree.node(open.at).close;
        for target in open.pointers {
            self.anchor(target, "", self.tree.span(open.at));
        }
        self.made.put(&open.ends, 0, close);
        (self.depth, self.held, self.entry) = (open.depth, open.held, open.entry);
        if self.held == 0 {
            self.flush();
        }
    }

    /// Writes the notes that stood in what has ended.
    fn flush(&mut self) {
        while !self.later.is_empty() {
            for note in std::mem::take(&mut self.later) {
                self.write_note(note);
            }
        }
    }

    fn write_note(&mut self, at: u32) {
        let node = self.tree.node(at);
        let start = format!("<aside role=\"doc-footnote\" id=\"{}\">", Self::name(Target::Note(at)));
        self.made.put(&start, 0, node.open);
        let (held, entry) = (self.held, self.entry);
        (self.held, self.entry) = (1, false);
        self.walk(at + 1, node.after);
        (self.held, self.entry) = (held, entry);
        self.made.put("</aside>", 0, node.close);
    }

    fn title(&mut self, at: u32) {
        let tree = self.tree;
        let node = tree.node(at);
        let parent = tree.node(node.parent).name;
        if self.entry {
            let italic = node.name == "title";
            return self.begin(at, if italic { "<i>" } else { "" }, if italic { "</i>" } else { "" });
        }
        let (start, end) =
            if !self.titled && self.depth == 0 && self.words.titles.contains(&(parent, node.name)) {
                self.titled = true;
                ("<h1>".to_owned(), "</h1>".to_owned())
            } else {
                match self.words.role(parent) {
                    Role::As("figure" | "table") => ("<p class=\"caption\">".to_owned(), "</p>".to_owned()),
                    Role::As(_) => ("<p>".to_owned(), "</p>".to_owned()),
                    _ => {
                        let level = (self.depth + 1).clamp(2, 6);
                        (format!("<h{level}>"), format!("</h{level}>"))
                    }
                }
            };
        self.begin(at, &start, &end);
        self.held += 1;
    }

    /// The number of a figure stands with its caption; those of parts, notes and entries are not shown.
    fn label(&mut self, at: u32) -> u32 {
        let node = self.tree.node(at);
        if matches!(self.words.role(self.tree.node(node.parent).name), Role::As("figure" | "table")) {
            self.begin(at, "<p class=\"caption\">", "</p>");
            self.held += 1;
            return at + 1;
        }
        node.after
    }

    fn byline(&mut self, at: u32) -> u32 {
        let node = self.tree.node(at);
        self.made.put("<p class=\"author\">", 0, node.open);
        cited::person(self.tree, &mut self.made, at);
        self.made.put("</p>", 0, node.close);
        node.after
    }

    fn note(&mut self, at: u32) -> u32 {
        let node = self.tree.node(at);
        let Some(label) = self.targets.label(at).map(str::to_owned) else {
            // Who paid, who thanks whom: remarks without a marker.
            self.begin(at, "<div>", "</div>");
            return at + 1;
        };
        if stands_in_line(self.tree, self.words, at) {
            // The whole note stands where its marker does: who moves the marker moves the note.
            self.anchor(Target::Note(at), &label, self.tree.span(at));
            self.later.push(at);
        } else if self.held > 0 {
            self.later.push(at);
        } else {
            self.write_note(at);
        }
        node.after
    }

    fn pointer(&mut self, at: u32) {
        let tree = self.tree;
        let node = tree.node(at);
        let targets = self.targets.of_pointer(tree, at);
        let words = tree.words(at);
        let Some(&first) = targets.first() else {
            return match asks(tree, at) {
                Some(what) => self.lost(at, what, &words),
                None => {
                    self.begin(at, "", "");
                    if words.is_empty() {
                        self.referred(at);
                    }
                }
            };
        };
        let (Target::Note(to) | Target::Entry(to)) = first;
        let label = self.targets.label(to).unwrap_or("").to_owned();
        let numbered = match first {
            Target::Note(_) => true,
            Target::Entry(_) => !label.starts_with('@') && (words.is_empty() || is_short_number(&words)),
        };
        if !numbered {
            // The words are the text's: “Hull (2015)”.
            self.begin(at, "", "");
            if let Some(open) = self.open.last_mut() {
                open.pointers = targets;
            }
            return;
        }
        if words.is_empty() || targets.len() > 1 {
            // Nothing that a reader would see: the number is made when the page is set.
            for (nth, &target) in targets.iter().enumerate() {
                let (Target::Note(to) | Target::Entry(to)) = target;
                let label = self.targets.label(to).unwrap_or("").to_owned();
                if nth > 0 {
                    self.made.put(", ", 0, node.open);
                }
                self.anchor(target, &label, tree.span(at));
            }
            if words.is_empty() {
                return self.begin(at, "", "");
            }
            // The numbers were written; their own words are not shown again.
            return self.begin(at, "<span hidden>", "</span>");
        }
        let start = format!("<a role=\"doc-noteref\" href=\"#{}\">", Self::name(first));
        self.begin(at, &start, "</a>");
    }

    /// A marker whose note or entry is not in the file.
    fn lost(&mut self, at: u32, what: Asked, words: &str) {
        let (tree, open) = (self.tree, self.tree.node(at).open);
        let key = ["rid", "linkend"].iter().find_map(|name| tree.attr(at, name)).unwrap_or("");
        let keyed = what == Asked::Entry && !words.is_empty() && !is_short_number(words);
        if keyed {
            let key = key.split_whitespace().next().unwrap_or("");
            let link = format!("<a role=\"doc-biblioref\" href=\"#ref-{}\"><span></span></a>", escaped(key));
            return self.begin(at, "", &link);
        }
        // A name that is one of a note has a number in it.
        let number = if key.bytes().any(|byte| byte.is_ascii_digit()) { "" } else { "-0" };
        let start = format!("<a role=\"doc-noteref\" href=\"#fn:{}{number}\">", escaped(key));
        self.begin(at, &start, "</a>");
        if words.is_empty() {
            self.made.put(&escaped(key), 0, open);
        }
    }

    /// What a cross-reference without words leads to: the name of the part.
    fn referred(&mut self, at: u32) {
        let tree = self.tree;
        let Some(name) = tree.attr(at, "linkend").or_else(|| tree.attr(at, "rid")) else { return };
        let title = self.targets.part(name).and_then(|part| tree.child(part, "title"));
        if let Some(title) = title {
            self.made.put(&format!("“{}”", escaped(&tree.words(title))), 0, tree.span(at));
        }
    }

    fn link(&mut self, at: u32) {
        let tree = self.tree;
        if !self.targets.of_pointer(tree, at).is_empty() {
            return self.pointer(at);
        }
        let words = tree.words(at);
        let target = tree.attr(at, "href").or_else(|| tree.attr(at, "url"));
        let target = target.unwrap_or(if words.contains("://") { &words } else { "" });
        if target.is_empty() || target.starts_with('#') {
            return self.begin(at, "", "");
        }
        self.begin(at, &format!("<a href=\"{}\">", escaped(target)), "</a>");
        if words.is_empty() {
            self.made.put(&escaped(target), 0, tree.span(at));
        }
    }

    /// A marker of ours: the number of a note, or nothing a reader sees behind the words of a citation.
    fn anchor(&mut self, target: Target, label: &str, from: Span) {
        let (Target::Note(at) | Target::Entry(at)) = target;
        let keyed = self.targets.label(at).is_some_and(|label| label.starts_with('@'));
        let name = Self::name(target);
        let anchor = match keyed {
            // A link that holds no element at all is passed over.
            true => format!("<a role=\"doc-biblioref\" href=\"#{name}\"><span></span></a>"),
            false => format!("<sup><a role=\"doc-noteref\" href=\"#{name}\">{}</a></sup>", escaped(label)),
        };
        self.made.put(&anchor, 0, from);
    }

    /// The name of a note or entry in the page.
    fn name(target: Target) -> String {
        match target {
            Target::Note(at) => format!("fn-{at}"),
            Target::Entry(at) => format!("ref-{at}"),
        }
    }
}
